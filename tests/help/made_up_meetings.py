"""Made-up records of meetings with everything that makes a projection hard."""

import numpy as np
import pandas as pd
from hypothesis import strategies as st

import netweave as nw

PEOPLE = [f"p{place}" for place in range(7)]
KINDS = ("attendance_peer", "attendance_presenter", "coauthorship")


@st.composite
def meetings(draw):
    """Draw sessions with groups, presenters, facilitators, guests and factors, and works."""
    count = draw(st.integers(1, 4))
    sessions = [f"s{place}" for place in range(count)]
    events = pd.DataFrame(
        {
            "kind": ["attendance"] * count + ["authorship"],
            "phi": [
                *draw(st.lists(st.sampled_from([0.0, 0.5, 1.0]), min_size=count, max_size=count)),
                1,
            ],
            "tau": [
                *draw(st.lists(st.sampled_from([0.25, 1.0]), min_size=count, max_size=count)),
                1,
            ],
            "psi": [
                *draw(st.lists(st.sampled_from([0.0, 1.0]), min_size=count, max_size=count)),
                1,
            ],
        },
        index=[*sessions, "w"],
    )
    role = st.sampled_from(["attendee", "attendee", "attendee", "presenter", "facilitator"])
    group = st.sampled_from([None, None, "red", "blue"])
    row = st.tuples(st.sampled_from(PEOPLE), st.sampled_from(sessions), role, group)
    rows = draw(st.lists(row, max_size=24, unique=True))
    rows = [row for row in rows if row[2] == "attendee" or row[3] is None]
    rows += [(person, "w", "author", None) for person in draw(st.sets(st.sampled_from(PEOPLE)))]
    records = pd.DataFrame(rows, columns=["person", "event", "role", "group"])
    known = nw.Affiliations(PEOPLE, events, records)
    guests = draw(st.integers(0, 3))
    return nw.Affiliations(
        PEOPLE,
        known.events.assign(size=known.events["size"] + guests),
        known.records.assign(set_size=known.records["set_size"] + guests)
        .astype({"person": "str", "event": "str", "role": "str"}),
    )  # fmt: skip


def workload(people=400, sessions=120, mean=12, seed=3):
    """Give attendance in communities, a few sessions much larger than the others."""
    rng = np.random.default_rng(seed)
    sizes = np.clip(rng.lognormal(np.log(mean), 1.0, sessions).astype(int), 1, people // 2)
    event = np.repeat(np.arange(sessions), sizes)
    home = rng.integers(0, 8, sessions)[event] * (people // 8)
    near = rng.random(len(event)) < 0.7
    person = np.where(
        near, home + rng.integers(0, people // 8, len(event)), rng.integers(0, people, len(event))
    )
    ids = pd.Index([f"p{place:04}" for place in range(people)])
    names = pd.Index([f"s{place:04}" for place in range(sessions)])
    records = pd.DataFrame({"person": ids[person], "event": names[event]}).drop_duplicates()
    return nw.Affiliations(ids, pd.DataFrame(index=names), records)
