"""A cohort of six in two waves, small enough to count by hand, with one name meant to do harm.

Before: Ana learned from Ben and Cleo, Ben and Cleo from Hana, who convenes. Dov is not there yet.
After: Ana learned from Ben, Dov from Ana and Cleo, Cleo from Dov, Hana from Ana; Ana and Cleo were
at the same session. Eve is tied to nobody.
"""

import pandas as pd

from netweave import Network

HARMFUL = "</script><img src=x onerror=\"window.harmed='yes'\"> & \u2028 'Ana'"
NAMES = {
    "hana": "Hana Hub",
    "ana": HARMFUL,
    "ben": "Ben Moss",
    "cleo": "Cléo Reed",
    "eve": "Eve Young",
    "dov": "Dov Vale",
}
HOMES = {"hana": "Hub", "ana": "Hill", "ben": "Hill", "cleo": "Lake", "eve": "Hill", "dov": "Lake"}
LEARNING = {
    "before": ["ana ben 2", "ana cleo 1", "ben hana 3", "cleo hana 1"],
    "after": ["ana ben 2", "dov ana 1", "dov cleo 3", "cleo dov 3", "hana ana 1"],
}
MEETING = {"after": ["ana cleo 1", "cleo ana 1"]}


def six():
    """Give the cohort as a network of two waves."""
    rows = [
        (*row.split(), wave, kind)
        for kind, waves in (("learning", LEARNING), ("same_session", MEETING))
        for wave, lines in waves.items()
        for row in lines
    ]
    ties = pd.DataFrame(rows, columns=["learner", "learned_from", "weight", "wave", "kind"])
    ties["weight"] = ties["weight"].astype(float)
    kinds = pd.DataFrame(
        {
            "evidence": ["reported", "opportunity"],
            "mutual": [False, True],
            "headline": [True, False],
            "unit": ["points", "sessions"],
        },
        index=["learning", "same_session"],
    )
    people = pd.DataFrame({"name": NAMES, "convener": {one: one == "hana" for one in NAMES}})
    index = pd.MultiIndex.from_product([["before", "after"], NAMES], names=["wave", "person"])
    roster = pd.DataFrame(index=index)
    roster["organization"] = [HOMES[person] for _, person in index]
    roster["role"] = ["Coach" if person in {"ana", "dov"} else "Teacher" for _, person in index]
    roster["eligible"] = [(wave, person) != ("before", "dov") for wave, person in index]
    roster["responded"] = [(wave, person) != ("after", "eve") for wave, person in index]
    return Network(people, ties, kinds, ["before", "after"], roster)
