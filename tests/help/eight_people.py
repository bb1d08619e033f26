"""The eight people of the worked evaluation, with what the other estimands need."""

import json
from pathlib import Path

import pandas as pd

from netweave import Network

FACTS = json.loads(
    (Path(__file__).parents[1] / "golden" / "before_after_expected.json").read_text("utf-8")
)
PEOPLE = ["a1", "a2", "b1", "b2", "c1", "c2", "d1", "d2"]
WINDOWS = pd.DataFrame(
    {"start": ["2021-02-01", "2022-02-01"], "end": ["2022-02-01", "2024-04-01"]},
    index=["wave1", "wave2"],
)


def eight(*, silent=(), asked_in="wave1", convener=True, **columns):
    """Give both waves, 26 months apart; who did not answer, and in which wave, as (wave, who).

    ``columns`` are further columns of the ties of the second wave, one value or one per tie.
    """
    hub = {"wave1": [["h", name] for name in ("a1", "b1", "c1", "d1")],
           "wave2": [["h", name] for name in PEOPLE]}  # fmt: skip
    met = {"wave1": FACTS["edges_w1"], "wave2": FACTS["edges_w2"]}
    rows = [
        {"learner": one, "learned_from": other, "wave": wave, "kind": "learning"}
        for wave, pairs in met.items()
        for one, other in [*pairs, *hub[wave]]
    ]
    known = [*FACTS["edges_w1"], ["a1", "c1"]]
    rows += [
        {"learner": ends[0], "learned_from": ends[1], "wave": asked_in, "kind": "acquaintance"}
        for pair in known
        for ends in (pair, pair[::-1])
        if asked_in
    ]
    ties = pd.DataFrame(rows)
    for name, values in columns.items():
        later = (ties["wave"] == "wave2") & (ties["kind"] == "learning")
        ties.loc[later, name] = values
    everybody = [*PEOPLE, "h"]
    people = pd.DataFrame(
        {"organization": [*(name[0].upper() for name in PEOPLE), "Hub"],
         "convener": [False] * 8 + [convener]},
        index=everybody,
    )  # fmt: skip
    roster = pd.DataFrame([
        {
            "wave": wave,
            "person": who,
            "organization": people.loc[who, "organization"],
            "responded_learning": (wave, who) not in silent,
            "responded_acquaintance": wave == asked_in,
        }
        for wave in WINDOWS.index
        for who in everybody
    ])
    kinds = pd.DataFrame(
        {"mutual": [True, False], "headline": [False, True]},
        index=pd.Index(["acquaintance", "learning"], name="kind"),
    )
    kinds = kinds if asked_in else kinds.loc[["learning"]]
    return Network(people, ties, kinds, WINDOWS, roster)
