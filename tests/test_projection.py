"""Events that tell little about pairs, and who learns from whom where a presenter joins a group."""

import numpy as np
import pandas as pd
import pytest
from scipy import sparse

import netweave as nw
from netweave._projection import little_about_pairs

MET = "those who took part were in"


@pytest.mark.parametrize(
    ("rows", "said"),
    [
        (["1" * 12, "1" * 11 + "0"], f"12 sessions; {MET} 96% of them on average."),
        (["1" * 12, "0" * 12], f"12 sessions; {MET} 100% of them on average."),
        (["1" * 9 + "000", "000" + "1" * 9], ""),  # 75%, and enough sessions
        (["110", "011", "000"], f"3 sessions; {MET} 67% of them on average."),
        (["1", "0"], "1 session."),
        (["00", "00"], ""),
    ],
)
def test_few_or_full_events(rows, said):
    """23 of 24 cells are 96%; who was at nothing does not count."""
    table = np.array([[int(mark) for mark in row] for row in rows])
    assert little_about_pairs(table) == said
    assert little_about_pairs(sparse.csr_array(table)) == said


def test_the_warning_is_the_same_wherever_it_is_given():
    records = pd.DataFrame({"who": list("abca"), "session": ["s", "s", "s", "t"]})
    source = nw.read_people(pd.DataFrame({"id": list("abcd")}), id="id")
    net = nw.weave(source, nw.read_attendance(records, person="who", event="session"))
    two_mode = net.report.affiliations
    backbone = nw.backbone(two_mode, seed=1)
    found = {notice.found for notice in [*net.notes, *backbone.warnings] if notice.code == "W05"}
    assert found == {"2 sessions; those who took part were in 67% of them on average."}


def test_a_presenter_with_a_group_is_a_peer_there_and_hears_the_other_presenters():
    """p and q present; p also works in group 1 with a and b, and c is in no group, alone."""
    records = pd.DataFrame(
        [
            ("p", "presenter", None), ("q", "presenter", None), ("p", "attendee", "1"),
            ("a", "attendee", "1"), ("b", "attendee", "1"), ("c", "attendee", None),
        ],
        columns=["person", "role", "group"],
    ).assign(event="s")  # fmt: skip
    net = nw.Affiliations(list("pqabc"), pd.DataFrame(index=["s"]), records).project()
    peers = net.where(kind="attendance_peer").matrix.toarray()
    heard = net.where(kind="attendance_presenter").matrix.toarray()
    third = [0.5, 0, 0.5, 0.5, 0]
    assert peers.tolist() == [
        [0, 0, 0.5, 0.5, 0], [0] * 5, [0.5, 0, 0, 0.5, 0], [*third[:3], 0, 0], [0] * 5,
    ]  # fmt: skip
    assert heard.tolist() == [
        [0, 0.5, 0, 0, 0], [0] * 5, [0.5, 0.5, 0, 0, 0], [0.5, 0.5, 0, 0, 0], [0.5, 0.5, 0, 0, 0],
    ]  # fmt: skip
    assert peers.sum(axis=1).tolist() == [1, 0, 1, 1, 0]  # phi tau, where there is a peer
    fewer = nw.Affiliations(
        list("pab"), pd.DataFrame({"presenters": [2]}, index=["s"]), records.assign(
            set_size=[None, None, 3, 3, 3, 1]
        )[records["person"].isin(list("pab"))],
    ).project()  # fmt: skip
    assert fewer.where(kind="attendance_presenter").matrix.toarray().tolist() == [
        [0, 0, 0], [0.5, 0, 0], [0.5, 0, 0],
    ]  # fmt: skip
