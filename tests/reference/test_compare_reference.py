"""Coleman's two waves of friendships: changes counted by others, and no organizations."""

import json

import pandas as pd
import pytest

from netweave import Network
from netweave.compare import before_after


@pytest.fixture(scope="module")
def told(reference):
    return json.loads((reference / "expected" / "coleman.json").read_text(encoding="utf-8"))


@pytest.fixture(scope="module")
def change(reference):
    folder = reference / "data" / "coleman"
    people = pd.read_csv(folder / "nodes.csv")["id"]
    # the file's "source" names an associate: read here as who learned from whom
    ties = pd.read_csv(folder / "edges.csv", dtype={"wave": "str"}).rename(
        columns={"source": "learner", "target": "learned_from"}
    )
    net = Network(people.tolist(), ties, waves=["1", "2"])
    return before_after(net.wave("1"), net.wave("2"))


def test_directed_turnover(change, told):
    counts = next(one for one in told["comparisons"] if one["comparison"] == "fall->spring")
    assert change.arcs.to_dict() == {
        "kept": counts["n11_maintained"],
        "new": counts["n01_formed"],
        "lost": counts["n10_dissolved"],
        "never": counts["n00"],
    }


def test_p1_is_undefined_with_its_reason(change):
    assert change.reason == "NO_GROUP"
    assert change.sentence.startswith(
        "How ties outside people's own organization changed cannot be said: "
        "nobody's organization is known. Among all pairs of 73 people, "
    )
    assert change.turnover.loc["all", "dyads"] == 73 * 72 // 2
