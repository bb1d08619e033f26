"""Collaboration scales: the words are not in one order, so a scale is always named."""

import math

import numpy as np
import pytest

from netweave import errors
from netweave.scales import SCALES, Scale, convert, log_contacts, scale_named


def test_cooperation_and_coordination_swap_between_himmelman_and_the_others():
    """Trap 10."""
    himmelman, frey = SCALES["HIMMELMAN4"], SCALES["FREY_LCS"]
    assert himmelman.rank("coordinating") < himmelman.rank("cooperating")
    assert frey.rank("cooperation") < frey.rank("coordination")
    assert SCALES["EDFIRST3"].rank("cooperating") < SCALES["EDFIRST3"].rank("coordinating")


@pytest.mark.parametrize("written", ["Co-operation", " COOPERATION ", "co operation", "2", "2.0"])
def test_spellings_of_one_word(written):
    assert SCALES["FREY_LCS"].rank(written) == 2


@pytest.mark.parametrize("written", ["friends", "6", "-1", "2.5", "", "nan"])
def test_what_is_not_on_the_scale_has_no_rank(written):
    assert SCALES["FREY_LCS"].rank(written) is None


def test_a_threshold_is_named_in_words():
    assert SCALES["FREY_LCS"].threshold("coordination") == 3
    with pytest.raises(errors.ArgumentError, match="the same number means different things"):
        SCALES["FREY_LCS"].threshold("2")
    with pytest.raises(errors.ArgumentError, match="threshold must be one of 'no interaction'"):
        SCALES["FREY_LCS"].threshold("friendship")


def test_an_unnamed_scale_is_refused():
    with pytest.raises(errors.RefusalError, match="E-SCALE"):
        scale_named(None)
    with pytest.raises(errors.RefusalError, match="E-SCALE: scale must be one of 'FREY_LCS'"):
        scale_named("FREY")


def test_a_scale_of_ones_own():
    own = Scale("OURS", ("seldom", "often"))
    assert scale_named(own) is own
    assert (own.rank("often"), own.rank("0"), own.highest) == (2, 0, 2)
    assert Scale("NUMBERED", ("1", "2", "3")).rank("3") == 3


def test_frequencies_have_two_codings():
    """The table of method 1.4."""
    scale = SCALES["FREQUENCY6"]
    words = ["never", "once or twice a year", "quarterly", "monthly", "weekly", "daily"]
    assert [scale.rank(word) for word in words] == [0, 1, 2, 3, 4, 5]
    assert [scale.contacts(word) for word in words] == [0, 1.5, 4, 12, 52, 250]
    assert [scale.contacts(rank) for rank in range(6)] == [0, 1.5, 4, 12, 52, 250]
    assert math.isnan(scale.contacts("often"))
    assert math.isnan(scale.contacts(7))
    assert math.isnan(SCALES["FREY_LCS"].contacts("networking"))


@pytest.mark.parametrize("written", ["every week", "once a year", "sometimes"])
def test_words_of_frequency_are_not_guessed(written):
    assert SCALES["FREQUENCY6"].rank(written) is None


def test_contacts_between_nought_and_one():
    assert (log_contacts(0, "FREQUENCY6"), log_contacts(250, "FREQUENCY6")) == (0, 1)
    assert log_contacts(4, "FREQUENCY6") == pytest.approx(math.log(5) / math.log(251))
    assert log_contacts(np.array([0.0, 250.0]), "FREQUENCY6").tolist() == [0, 1]
    with pytest.raises(errors.RefusalError, match="E-SCALE: FREY_LCS is no scale of frequency"):
        log_contacts(4, "FREY_LCS")


@pytest.mark.parametrize("per_year", [(1.0,), (2.0, 1.0), (-1.0, 2.0)])
def test_contacts_must_fit_the_words(per_year):
    with pytest.raises(errors.ArgumentError, match="one number per word, from 0 and rising"):
        Scale("OURS", ("seldom", "often"), per_year=per_year)


def test_the_published_crosswalk_loses_something_and_says_so():
    with pytest.warns(errors.NetweaveWarning, match="lossy: networking"):
        assert convert("Collaborating", "EDFIRST3", "FREY_LCS") == 5
    with pytest.warns(errors.NetweaveWarning):
        assert convert([1, 2, 3, 0], "EDFIRST3", "FREY_LCS") == [2, 3, 5, 0]


@pytest.mark.parametrize(("one", "two"), [("FREY_LCS", "EDFIRST3"), ("HIMMELMAN4", "FREY_LCS")])
def test_without_a_published_crosswalk_nothing_is_translated(one, two):
    with pytest.raises(errors.RefusalError, match=f"E-SCALE: no crosswalk from {one} to {two}"):
        convert(2, one, two)


def test_a_level_off_the_scale_is_not_translated():
    with pytest.raises(errors.ArgumentError, match="levels must be one of 'cooperating'"):
        convert(["4"], "EDFIRST3", "FREY_LCS")


def test_words_that_differ_in_figures_have_ranks_of_their_own():
    levels = Scale("L", ("Level 1", "Level 2", "Level 3"))
    assert [levels.rank(word) for word in levels.levels] == [1, 2, 3]
    assert levels.rank("LEVEL-2") == 2
    assert levels.threshold("Level 2") == 2
    often = Scale("F", ("never", "1-2 times a year", "3-5 times a year", "12 times a year"), 0)
    assert [often.rank(word) for word in often.levels] == [0, 1, 2, 3]
    assert often.rank("1–2 times a year") == 1
    assert often.rank("4 times a year") is None


def test_signs_tell_words_apart():
    signs = Scale("S", ("<5", "5", ">5", "5+"))
    assert [signs.rank(word) for word in signs.levels] == [1, 2, 3, 4]


@pytest.mark.parametrize("words", [("low", "low"), ("low", "Low "), ("co-op", "coop", "other")])
def test_words_that_cannot_be_told_apart_are_refused(words):
    with pytest.raises(errors.ArgumentError, match="the words of the scale G must differ in let"):
        Scale("G", words)


def test_a_number_that_is_a_word_is_that_word():
    """3 is the first word, and 2 none of them: with numbers among the words no number is a rank."""
    odd = Scale("ODD", ("3", "5", "7 or more"))
    assert [odd.rank(text) for text in ("3", "3.0", "5", "7 or more")] == [1, 1, 2, 3]
    assert [odd.rank(text) for text in ("1", "2", "-3", "7")] == [None] * 4
    assert odd.rank("0") == 0
    assert odd.threshold("5") == 2
    with pytest.raises(errors.ArgumentError, match="must be named in the words of ODD"):
        odd.threshold("2")
