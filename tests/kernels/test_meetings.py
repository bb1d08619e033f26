"""The compiled walk over meetings and its twin in scipy: the same cells, to the last bit."""

import numpy as np
import pandas as pd
import pytest

import netweave as nw
from netweave._kernels import engine, meetings
from netweave._projection import WEIGHTS
from netweave._projection import meetings as meetings_of


def drawn(people, events, records, seed):
    """Draw who was at which event, some of them as presenters and some in breakout groups."""
    rng = np.random.default_rng(seed)
    roles = rng.choice(["attendee", "presenter"], records, p=[0.8, 0.2])
    groups = rng.choice(["red", "blue", None], records)
    table = pd.DataFrame({
        "person": rng.integers(0, people, records),
        "event": rng.integers(0, events, records),
        "role": roles,
        "group": np.where(roles == "presenter", None, groups),
    }).drop_duplicates(["person", "event"])
    about = pd.DataFrame({"phi": rng.choice([0.0, 0.5, 1.0], events)}, index=np.arange(events))
    return nw.Affiliations(list(range(people)), about, table)


SIZES = {"nobody met": (4, 2, 0), "few": (3, 2, 5), "some": (70, 12, 160), "many": (130, 3, 300)}


@pytest.fixture(params=SIZES.values(), ids=SIZES)
def sessions(request):
    return drawn(*request.param, seed=1)


@pytest.mark.parametrize("rows", [1024, 7])
@pytest.mark.parametrize("weights", WEIGHTS)
def test_twins(sessions, weights, rows, monkeypatch):
    for kind in ("attendance_peer", "attendance_presenter"):
        met = meetings_of(sessions.events, sessions.records, sessions.n, kind)
        small = meetings.weighed(met, weights)
        with monkeypatch.context() as patched:
            patched.setattr(engine, "SMALL", -1)
            patched.setattr(meetings, "ROWS", rows)
            patched.setattr(meetings, "BLOCKS", 1000)
            large = meetings.weighed(met, weights)
        assert large.indptr.tolist() == small.indptr.tolist()
        assert large.indices.tolist() == small.indices.tolist()
        assert large.data.tolist() == small.data.tolist()


@pytest.mark.parametrize("way", ["scipy", "compiled"])
def test_three_people_at_two_meetings(way, monkeypatch):
    monkeypatch.setattr(engine, "SMALL", -1 if way == "compiled" else 300)
    records = pd.DataFrame({"person": [0, 1, 0, 1, 2], "event": ["a", "a", "b", "b", "b"]})
    met = nw.Affiliations([0, 1, 2], pd.DataFrame(index=["a", "b"]), records)
    ties = met.project().ties
    ends = zip(ties["learner"], ties["learned_from"], ties["weight"], strict=True)
    assert list(ends) == [
        (0, 1, 1.5), (0, 2, 0.5), (1, 0, 1.5), (1, 2, 0.5), (2, 0, 0.5), (2, 1, 0.5)
    ]  # fmt: skip


def test_people_far_apart_in_the_table_come_in_order(monkeypatch):
    monkeypatch.setattr(engine, "SMALL", -1)
    who = [9_000, 3, 64, 63, 4_096, 4_095, 127, 8_191]
    records = pd.DataFrame({"person": who, "event": "a"})
    met = nw.Affiliations(range(10_000), pd.DataFrame(index=["a"]), records)
    found = met.where(kind="attendance_peer").project("count").matrix
    for person in who:
        assert found[[person]].indices.tolist() == sorted(set(who) - {person})
