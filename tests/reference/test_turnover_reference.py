"""Ties kept, formed and lost between two networks of the same people, as others count them."""

import json

import pytest

from netweave.compare import before_after
from reference_networks import load

# name, what the reference calls the comparison, the two views
DIRECTED = [
    ("coleman", "fall->spring", "t1", "t2"),
    ("hightech", "advice vs friends", "advice", "friends"),
    ("hightech", "advice vs reports", "advice", "reports"),
    ("hightech", "friends vs reports", "friends", "reports"),
    ("sampson", "liking t1->t2", "SAMPLK1", "SAMPLK2"),
    ("sampson", "liking t2->t3", "SAMPLK2", "SAMPLK3"),
    ("sampson", "liking t1->t3", "SAMPLK1", "SAMPLK3"),
    ("sampson", "liking t3 vs dislike", "SAMPLK3", "SAMPDLK"),
]
COUNTS = {
    "kept": "n11_maintained",
    "new": "n01_formed",
    "lost": "n10_dissolved",
    "never": "n00",
}
RATES = ("jaccard", "persistence_rate", "formation_rate")


def compared(reference, name, title, before, after):
    """Give the change from one view to another, and what is expected of it."""
    told = json.loads((reference / "expected" / f"{name}.json").read_text(encoding="utf-8"))
    facts = next(one for one in told["comparisons"] if one["comparison"] == title)
    nets = [load(reference, name, view)[0] for view in (before, after)]
    return before_after(*nets), facts


@pytest.mark.parametrize(("name", "title", "before", "after"), DIRECTED)
def test_arcs(reference, name, title, before, after):
    # Ordered pairs, learner and person learned from.
    change, facts = compared(reference, name, title, before, after)
    assert change.arcs.to_dict() == {ours: facts[theirs] for ours, theirs in COUNTS.items()}
    lost = change.arcs["new"] + change.arcs["lost"]
    assert lost == facts["hamming"] == facts["hdist_sna"]


def test_pairs_and_rates(reference):
    # Unordered pairs, either way: the Florentine families, whose ties have no direction.
    change, facts = compared(reference, "padgett", "marriage vs business", "marriage", "business")
    found = change.turnover.loc["all"]
    for ours, theirs in COUNTS.items():
        assert found[ours] == facts[theirs]
    for rate in RATES:
        assert found[rate] == pytest.approx(facts[rate])
    moved = found["new"] + found["lost"]
    assert moved == facts["hamming"]
    told = json.loads((reference / "expected" / "padgett.json").read_text(encoding="utf-8"))
    table = next(one for one in told["published"] if one["measure"] == "qap_marriage_business")
    printed, within = table["value"], table["abs_tolerance"]  # UCINET
    assert found["dyads"] == printed["n_obs"]
    assert found["jaccard"] == pytest.approx(printed["jaccard"], abs=within)
    assert moved / found["dyads"] == pytest.approx(printed["hamming_share"], abs=within)
    assert 1 - moved / found["dyads"] == pytest.approx(printed["simple_matching"], abs=within)
