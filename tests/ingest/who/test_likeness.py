"""How alike two names are: the scores of rapidfuzz, and the best of every pair."""

import pytest
from rapidfuzz import fuzz

from netweave.ingest.who import likeness


def test_variants():
    assert likeness.variants("AR's iPhone (Ruiz, Ana)") == ["ars iphone", "ana ruiz"]
    assert likeness.variants("Ana Ruiz & Bo Li") == ["ana ruiz bo li", "ana ruiz", "bo li"]
    assert likeness.variants("ana_maria.ruiz2@x.example") == ["ana maria ruiz"]
    assert likeness.variants("x9@x.example", "Ruiz, Ana") == ["x", "ana ruiz"]
    assert likeness.variants("...") == []


def test_scores_by_hand():
    choices = ["ana ruiz", "bo li", "ana maria ruiz"]
    found = likeness.alike([["ruiz ana"], ["ana ruis"], ["zoe"]], choices, 70)
    pairs = list(zip(found.text.tolist(), found.choice.tolist(), found.score.tolist(), strict=True))
    # the same words: 100; 8 of 8 letters beside 6 more: 2 * 8 / (8 + 14); 7 of 8: 14 / 16
    assert pairs == [(0, 0, 100.0), (0, 2, 72.7), (1, 0, 87.5)]


def test_the_best_three_and_the_first_of_equals(monkeypatch):
    choices = ["ana rui", "ana ruiz", "ana ruis", "ana ruiz", "ana ruiza", "bo"]
    forms = [["ana ruiz"], ["bo"], [], ["ana ruis", "ana ruiz"]]
    whole = likeness.alike(forms, choices, 60)
    assert whole.text.tolist() == [0, 0, 0, 1, 3, 3, 3]
    assert whole.choice.tolist() == [1, 3, 4, 5, 1, 2, 3]
    monkeypatch.setattr(likeness, "CELLS", 1)  # a block for each text
    parts = likeness.alike(forms, choices, 60)
    assert parts.choice.tolist() == whole.choice.tolist()
    assert parts.score.tolist() == whole.score.tolist()


def test_nothing_to_compare():
    assert not len(likeness.alike([], ["ana"], 70).text)
    assert not len(likeness.alike([["ana"]], [], 70).text)
    assert not len(likeness.alike([[]], ["ana"], 70).text)


@pytest.mark.parametrize("one", ["ruiz ana", "m jones", "ana maria ruiz gomez", "jon brg"])
@pytest.mark.parametrize("other", ["ana ruiz", "maria jones", "jan van den berg", "x"])
def test_the_score_is_that_of_rapidfuzz(one, other):
    expected = max(fuzz.token_sort_ratio(one, other), fuzz.ratio(one, other))
    found = likeness.alike([[one]], [other], 1)
    assert found.score.tolist() == ([round(expected, 1)] if expected >= 1 else [])
