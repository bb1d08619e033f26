"""Sentences: good English for any numbers, and never an effect."""

import re

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from netweave.compare.estimate import Primary
from netweave.compare.intervals import Interval
from netweave.compare.wording import (
    CAUTIONS,
    NO_EFFECT,
    Words,
    caution_words,
    change_words,
    number,
    share_words,
    turnover_words,
    undefined_words,
)

MEMBERS = Words("Members", "organization", "ties")
EFFECT = re.compile(
    r"\b(effect of|because|due to|caus\w+|impact\w*|led to|thanks to|improv\w+|raised)\b", re.I
)


def found(before, after, error, *, organizations=8, people=40, **more):
    """A P1 with all three intervals of one standard error."""
    intervals = tuple(
        Interval(by, after - before, error, df, n)
        for by, df, n in (("person", 39, people), ("organization", 7, 8), ("dyad", 1e9, 700))
    )
    return Primary(
        "",
        people,
        organizations,
        700,
        1.0,
        (before, after),
        more.pop("intervals", intervals),
        **more,
    )


def test_more():
    # t(.975; 7) = 2.365: 0.5 ± 0.47. One decimal would print an interval "0.0 to 1.0" that
    # excludes 0, so there are two.
    assert change_words(found(0.4, 0.9, 0.2), MEMBERS) == (
        "Members had 0.50 more ties outside their own organization at the end (0.40 → 0.90; "
        "95% interval 0.03 to 0.97, 40 people in 8 organizations)."
    )


def test_fewer():
    assert change_words(found(2.0, 1.0, 0.2), MEMBERS) == (
        "Members had 1.0 fewer ties outside their own organization at the end (2.0 → 1.0; "
        "95% interval −1.5 to −0.5, 40 people in 8 organizations)."
    )


def test_an_interval_that_includes_no_change_cannot_tell():
    text = change_words(found(1.0, 1.3, 0.5), MEMBERS)
    assert text.startswith("Members had 0.3 more ties")
    assert text.endswith(
        "The interval includes no change, so these data cannot tell whether ties grew or shrank."
    )


def test_about_as_many():
    text = change_words(found(1.0, 1.0, 0.5), MEMBERS)
    assert text.startswith(
        "Members had about as many ties outside their own organization at the end as at the start "
        "(1.0 → 1.0; 95% interval −1.2 to 1.2"
    )


def test_this_cohort_only():
    text = change_words(found(1.0, 3.0, 0.5, organizations=4), MEMBERS)
    assert "40 people in 4 organizations). With fewer than six organizations the interval " in text
    assert text.endswith("speaks of this cohort only.")


def test_no_interval():
    still = tuple(Interval(by, 0.0, 0.0, 7, 8, "NO_VARIANCE") for by in ("person", "dyad"))
    text = change_words(found(1.0, 1.0, 0, intervals=still), MEMBERS)
    assert text.endswith("No interval can be given: no pair across changed.")
    assert "interval nan" not in text
    few = tuple(Interval(by, 0.0, float("nan"), 1, 2, "TOO_FEW") for by in ("person", "dyad"))
    text = change_words(found(0.0, 1.0, 0, intervals=few, people=1, organizations=2), MEMBERS)
    assert "1 person in 2 organizations" in text
    assert "there are too few people. With fewer than six organizations the change speaks" in text


def test_a_change_that_hangs_on_who_reported_cannot_be_told():
    text = change_words(found(1.0, 2.0, 0.1, same_reporters=-0.2), MEMBERS)
    assert "cannot tell whether ties grew or shrank" in text
    assert "includes no change" not in text


def test_other_groups_and_kinds():
    words = Words("People", "community", "ties of the kind 'advice'")
    text = change_words(found(2.0, 1.0, 0.2), words)
    assert "ties of the kind 'advice' outside their own community" in text
    assert "40 people in 8 communities" in text


@pytest.mark.parametrize(
    ("before", "after", "expected", "text"),
    [
        (
            0.4,
            0.6,
            6 / 7,
            "Six in ten ties crossed organizations, up from four in ten; if ties ignored "
            "organization, about 86 in 100 would.",
        ),
        (
            0.57,
            0.43,
            0.9,
            "About 43 in 100 ties crossed organizations, down from about 57 in 100; if ties "
            "ignored organization, about 90 in 100 would.",
        ),
        (
            0.0,
            1.0,
            1.0,
            "All ties crossed organizations, up from none; "
            "if ties ignored organization, all would.",
        ),
        (
            0.5,
            0.0,
            0.8,
            "None of the ties crossed organizations, down from five in ten; if ties ignored "
            "organization, about 80 in 100 would.",
        ),
        (
            0.501,
            0.5,
            0.8,
            "Five in ten ties crossed organizations, as at the start; if ties ignored "
            "organization, about 80 in 100 would.",
        ),
        (
            float("nan"),
            0.998,
            0.8,
            "More than 99 in 100 ties crossed organizations; at the start there were no ties; "
            "if ties ignored organization, about 80 in 100 would.",
        ),
        (0.5, float("nan"), 0.8, "At the end there were no ties among the pairs observed."),
    ],
)
def test_shares(before, after, expected, text):
    assert share_words(before, after, expected, MEMBERS) == text


@pytest.mark.parametrize(
    ("reason", "why"),
    [
        ("NO_GROUP", "nobody's organization is known"),
        ("ONE_GROUP", "there is only one organization"),
        ("NO_DYADS", "no pair across organizations was observed in both waves"),
    ],
)
def test_undefined(reason, why):
    text = undefined_words(reason, MEMBERS)
    assert text == f"How ties outside people's own organization changed cannot be said: {why}."


def test_nothing_is_undefined_where_p1_is_defined():
    assert undefined_words("", MEMBERS) == ""


def test_turnover_in_words():
    table = pd.DataFrame({"kept": [1], "new": [2], "lost": [0], "never": [3]}, index=["all"])
    assert turnover_words(table, 4) == (
        "Among all pairs of 4 people, 1 tie was kept, 2 were new and 0 were lost."
    )
    assert turnover_words(table * 0, 1).startswith("Among 1 person there were")
    assert turnover_words(table * 0, 4) == "Among 4 people there were no ties in either wave."


def test_cautions_come_in_the_order_of_their_weight():
    text = caution_words({"W10", "W01", "W17"}, MEMBERS, "spring 70%")
    assert text.startswith("Not enough people answered (spring 70%), so")
    assert text.endswith("push such change up.")
    both = caution_words({"W02", "W03"}, MEMBERS, "")
    assert both == CAUTIONS["W03"]  # "fewer than 60" makes "between 60 and 80" superfluous
    assert caution_words({"W17", "W11"}, MEMBERS, "") == ""


def test_numbers_have_a_real_minus_and_no_minus_zero():
    assert [number(value, 1) for value in (-0.16, -0.04, 0.0, 2.16)] == [
        "−0.2",
        "0.0",
        "0.0",
        "2.2",
    ]


@given(
    st.floats(0, 30),
    st.floats(0, 30),
    st.floats(1e-4, 5),
    st.integers(2, 12),
    st.floats(0, 1),
    st.floats(0, 1),
)
def test_no_numbers_make_a_broken_or_causal_sentence(before, after, error, groups, share, other):
    text = " ".join([
        change_words(found(before, after, error, organizations=groups), MEMBERS),
        share_words(share, other, 0.8, MEMBERS),
        caution_words(set(CAUTIONS), MEMBERS, "70%"),
    ])
    assert not EFFECT.search(text)
    assert "nan" not in text
    assert "−0.0 " not in text
    assert "{" not in text
    assert "  " not in text
    assert all(part[0].isupper() for part in re.split(r"(?<=\.) (?=\D)", text))
    assert "not effect" in NO_EFFECT
