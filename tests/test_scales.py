"""Collaboration scales: the words are not in one order, so a scale is always named."""

import pytest

from netweave import errors
from netweave.scales import SCALES, Scale, scale_named


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
