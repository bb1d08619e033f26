"""Sentences: good English for any numbers, and never an effect."""

import re

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from netweave.compare.estimate import Primary
from netweave.compare.intervals import Interval, Spread
from netweave.compare.sentence import CAUTIONS, NO_EFFECT, Sentence, Words
from netweave.compare.wording import (
    change_words,
    moved_words,
    number,
    share_words,
    signed,
    turnover_words,
    undefined_words,
    unreported_words,
)

MEMBERS = Words("Members", "organization", "ties")
EFFECT = re.compile(
    r"\b(effect of|because|due to|caus\w+|impact\w*|led to|thanks to|improv\w+|raised)\b", re.I
)


def spread(estimate, error, *, organizations=8, people=40):
    """All three intervals of one standard error."""
    units = (("person", 39, people), ("organization", 7, 8), ("dyad", 1e9, 700))
    intervals = tuple(Interval(by, estimate, error, df, n) for by, df, n in units)
    return Spread(intervals, organizations < 6)


def found(before, after, error, *, organizations=8, people=40, **more):
    """A P1 with all three intervals of one standard error; same=(estimate, error)."""
    if "same" in more:
        same, spread_of_same = more.pop("same")
        more |= {"reporters_changed": True, "same_reporters": same}
        more["same_spread"] = spread(same, spread_of_same)
    return Primary(
        "",
        people,
        organizations,
        700,
        1.0,
        (before, after),
        more.pop("spread", spread(after - before, error, organizations=organizations)),
        **more,
    )


def caution(codes, response=""):
    return str(Sentence(words=MEMBERS, response=response, codes=tuple(codes)))


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
    assert change_words(found(1.0, 1.3, 0.5), MEMBERS) == (
        "Observed: a difference of +0.3 ties outside their own organization, per member (1.0 → "
        "1.3; 95% interval −0.9 to 1.5, 40 people in 8 organizations). The interval includes no "
        "change, so these data cannot tell whether ties grew or shrank."
    )


def test_about_as_many():
    text = change_words(found(1.0, 1.0, 0.5), MEMBERS)
    assert text.startswith(
        "Observed: about as many ties outside their own organization at the end as at the start, "
        "per member (1.0 → 1.0; 95% interval −1.2 to 1.2"
    )


def test_this_cohort_only():
    text = change_words(found(1.0, 3.0, 0.5, organizations=4), MEMBERS)
    assert text.startswith("Members had 2.0 more ties")
    assert "40 people in 4 organizations). With fewer than six organizations the interval " in text
    assert text.endswith("speaks of this cohort only.")


def without(*reasons, few=False):
    """Intervals by person, organization and pair of which some are missing."""
    units = zip(("person", "organization", "dyad"), reasons, strict=True)
    intervals = tuple(Interval(by, 1.0, 0.1, 7, 8, reason) for by, reason in units)
    return Spread(intervals, few)


def test_no_interval():
    still = without(*["NO_VARIANCE"] * 3)
    text = change_words(found(1.0, 1.0, 0, spread=still), MEMBERS)
    assert text.endswith("No interval can be given: no pair across changed.")
    assert "interval nan" not in text
    alike = change_words(found(0.0, 1.0, 0, spread=still), MEMBERS)
    assert alike.startswith("Observed: a difference of +1.0 ties")
    assert alike.endswith("every pair across changed in the same way.")


def test_no_interval_at_all_where_no_person_can_be_left_out():
    few = without("TOO_FEW", "TOO_FEW", "", few=True)
    text = change_words(found(0.0, 1.0, 0, spread=few, people=1, organizations=2), MEMBERS)
    assert "1 person in 2 organizations" in text
    assert "there are too few people. With fewer than six organizations the change speaks" in text
    star = change_words(found(0.0, 1.0, 0, spread=without("TOO_FEW", "TOO_FEW", "")), MEMBERS)
    assert "95% interval" not in star
    assert star.startswith("Observed: a difference of +1.0 ties")
    assert "No interval can be given: one person is in every pair across. " in star


def test_this_cohort_only_where_all_pairs_hang_on_one_organization():
    text = change_words(found(0.0, 1.0, 0, spread=without("", "TOO_FEW", "")), MEMBERS)
    assert text.endswith(
        "Without one of the organizations no pair across would be left, so the interval speaks of "
        "this cohort only."
    )


def test_a_change_that_the_same_reporters_bear_out_is_said_with_their_number():
    assert change_words(found(2.0, 1.0, 0.2, same=(-0.7, 0.1)), MEMBERS) == (
        "Members had 1.0 fewer ties outside their own organization at the end (2.0 → 1.0; "
        "95% interval −1.5 to −0.5, 40 people in 8 organizations). Counting only pairs reported by "
        "the same people both times, the change is −0.7."
    )


@pytest.mark.parametrize(
    ("same", "why", "value"),
    [
        ((0.2, 0.01), "the change has the opposite sign", "+0.2"),
        ((0.0, 0.3), "there was no change", "0.0"),
        ((-0.7, 0.6), "the interval includes no change", "−0.7"),
    ],
)
def test_fewer_answers_are_not_fewer_ties(same, why, value):
    text = change_words(found(2.0, 1.0, 0.2, same=same), MEMBERS)
    assert text == (
        "Observed: a difference of −1.0 ties outside their own organization, per member "
        "(2.0 → 1.0; 95% interval −1.5 to −0.5, 40 people in 8 organizations); these data cannot "
        "tell whether ties grew or shrank: over the pairs reported by the same people both times "
        f"{why}. Counting only pairs reported by the same people both times, the change is {value}."
    )


def test_without_the_same_reporters_a_change_cannot_be_told():
    more = {"reporters_changed": True, "same_reporters": float("nan")}
    text = change_words(found(2.0, 1.0, 0.2, **more), MEMBERS)
    assert text.startswith("Observed: a difference of −1.0 ties")
    assert "same people both times nothing is known, since there is no such pair." in text
    assert "nan" not in text


def test_same_reporters_without_an_interval_do_not_bear_a_change_out():
    more = {"reporters_changed": True, "same_reporters": -0.9}
    more["same_spread"] = without("TOO_FEW", "TOO_FEW", "TOO_FEW")
    text = change_words(found(2.0, 1.0, 0.2, **more), MEMBERS)
    assert "same people both times no interval can be given." in text


def test_a_change_that_is_larger_among_the_same_reporters_stands():
    """Fewer answers cannot have made it, however wide the interval over fewer pairs is."""
    more = {"reporters_changed": True, "same_reporters": -1.7}
    more["same_spread"] = without("TOO_FEW", "TOO_FEW", "TOO_FEW")
    text = change_words(found(2.0, 1.0, 0.2, **more), MEMBERS)
    assert text.startswith("Members had 1.0 fewer ties")
    assert "Counting only pairs reported by the same people both times" in text


@pytest.mark.parametrize(("answers", "stands"), [(-0.4, False), (0.0, True), (0.4, True)])
def test_a_fall_with_fewer_answers_must_show_among_the_same_reporters(answers, stands):
    """It could be made by who answered, so a larger number that could be zero is not enough."""
    more = found(2.0, 1.0, 0.2, same=(-1.7, 0.9), answers=answers)
    assert (more.verdict == "down") is stands
    assert change_words(more, MEMBERS).startswith("Members had") is stands
    assert found(2.0, 1.0, 0.2, same=(-1.7, 0.1), answers=answers).verdict == "down"


@pytest.mark.parametrize(
    ("before", "after", "error", "verdict"),
    [(1.0, 3.0, 0.2, "up"), (3.0, 1.0, 0.2, "down"), (1.0, 1.3, 0.5, "cannot tell")],
)
def test_the_verdict_goes_by_the_interval(before, after, error, verdict):
    assert found(before, after, error).verdict == verdict
    assert found(before, after, error, same=(-(after - before), 0.01)).verdict == "cannot tell"


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
            "60 in 100 ties crossed organizations, up from 40 in 100; if ties ignored "
            "organization, about 86 in 100 would.",
        ),
        (
            0.57,
            0.43,
            0.9,
            "43 in 100 ties crossed organizations, down from 57 in 100; if ties "
            "ignored organization, 90 in 100 would.",
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
            "None of the ties crossed organizations, down from 50 in 100; if ties ignored "
            "organization, 80 in 100 would.",
        ),
        (
            0.502,
            0.499,
            0.8,
            "About 50 in 100 ties crossed organizations, as at the start; if ties ignored "
            "organization, 80 in 100 would.",
        ),
        (
            float("nan"),
            0.998,
            0.8,
            "More than 99 in 100 ties crossed organizations; at the start there were no ties among "
            "the pairs observed; if ties ignored organization, 80 in 100 would.",
        ),
        (0.5, float("nan"), 0.8, "At the end there were no ties among the pairs observed."),
    ],
)
def test_shares(before, after, expected, text):
    told = "up" if after > before else "down"
    assert share_words((before, after), expected, MEMBERS, told) == text


@pytest.mark.parametrize(("before", "after"), [(0.4, 0.6), (0.6, 0.4)])
def test_without_a_direction_shares_stand_beside_each_other(before, after):
    text = share_words((before, after), 6 / 7, MEMBERS, "cannot tell")
    first, second = (60, 40) if before > after else (40, 60)
    assert text == (
        f"{second} in 100 ties crossed organizations, beside {first} in 100 at the "
        "start; if ties ignored organization, about 86 in 100 would."
    )


@pytest.mark.parametrize(
    ("code", "why"),
    [
        ("W03", "Too few pairs were observed"),
        ("W07", "An opportunity is no tie"),
        ("W09", "The waves were not recorded alike"),
    ],
)
def test_waves_that_do_not_compare_tell_no_direction(code, why):
    """However sure the number is: method 2.6 wants waves that asked alike, and observed pairs."""
    sure = found(1.0, 3.0, 0.2, coverage=0.9)
    assert (sure.verdict, sure.claim) == ("up", 3)
    gated = found(1.0, 3.0, 0.2, coverage=0.9, warned=(code,))
    assert (gated.verdict, gated.claim) == ("cannot tell", 1)
    text = change_words(gated, MEMBERS)
    assert text.startswith("Observed: a difference of +2.0 ties")
    assert f"{why}, so these data cannot tell whether ties grew or shrank." in text
    assert not re.search(r"\b(more|fewer)\b", text)


@pytest.mark.parametrize(
    ("coverage", "claim", "verdict"),
    [(0.8, 3, "up"), (0.79, 1, "up"), (0.59, 1, "cannot tell"), (float("nan"), 3, "up")],
)
def test_what_was_observed_caps_the_claim(coverage, claim, verdict):
    one = found(1.0, 3.0, 0.2, coverage=coverage)
    assert (one.claim, one.verdict) == (claim, verdict)


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
    table = pd.DataFrame(
        {"kept": [1], "new": [2], "lost": [0], "never": [3], "dyads": [6]}, index=["all"]
    )
    assert turnover_words(table, 4) == (
        "Among all pairs of 4 people, 1 tie was kept, 2 were new and 0 were lost."
    )
    assert turnover_words(table, 5).startswith("Among the 6 observed of 10 pairs of 5 people, 1 t")
    none = table * 0
    assert turnover_words(none.assign(dyads=6), 4) == (
        "Among all pairs of 4 people there were no ties in either wave."
    )


@pytest.mark.parametrize("people", [1, 4])
def test_where_no_pair_was_observed_nothing_is_said_of_ties(people):
    none = pd.DataFrame(0, index=["all"], columns=["kept", "new", "lost", "never", "dyads"])
    assert turnover_words(none, people) == (
        "No pair was observed in both waves, so what became of ties cannot be said."
    )


def test_cautions_come_in_the_order_of_their_weight():
    text = caution(["W10", "W01", "W17"], "spring 70%")
    assert text.startswith("Not enough people answered (spring 70%), so ties are missing, and a ")
    assert text.endswith(f"push such change up. {NO_EFFECT}")
    assert "lower bound" not in text
    both = caution(["W02", "W03"])
    # "fewer than 60" makes "between 60 and 80" superfluous
    assert both == f"{CAUTIONS['W03']} {NO_EFFECT}"
    assert caution(["W17"]) == NO_EFFECT
    # low response says of everybody what uneven response says of organizations
    assert caution(["W01", "W04"]) == caution(["W01"])
    assert "Response differed" in caution(["W04"])


def test_exact_counts_can_be_left_out():
    told = Sentence(("Lead.", "Shares."), counted=("4 of 21 pairs of strangers.", ""))
    assert str(told) == f"Lead. 4 of 21 pairs of strangers. Shares. {NO_EFFECT}"
    assert str(told.without_counts()) == f"Lead. Shares. {NO_EFFECT}"


def test_pairs_set_aside_are_counted():
    assert moved_words(1, MEMBERS) == (
        "People changed organization: 1 pair that turned from inside to across or back was set "
        "aside."
    )
    assert moved_words(0, MEMBERS).endswith("but no pair turned from inside to across or back.")


def test_ties_of_which_nobody_answered_are_counted():
    assert unreported_words(0) == ""
    assert unreported_words(1).startswith("1 tie joins two people of whom neither answered; it ")
    assert unreported_words(2).endswith("they are not counted.")


def test_a_change_is_written_with_its_sign():
    values = (1.7, -0.2, 0.0, 0.04, -0.004)
    assert [signed(value) for value in values] == ["+1.7", "−0.2", "0.0", "+0.04", "0.00"]


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
        share_words((share, other), 0.8, MEMBERS, found(before, after, error).verdict),
        str(Sentence((), MEMBERS, "70%", moved_words(groups, MEMBERS), tuple(CAUTIONS))),
    ])
    assert not EFFECT.search(text)
    assert "nan" not in text
    assert "−0.0 " not in text
    assert "{" not in text
    assert "  " not in text
    assert all(part[0].isupper() for part in re.split(r"(?<=\.) (?=\D)", text))
    assert text.endswith(NO_EFFECT)
