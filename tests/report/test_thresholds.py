"""Another level may leave the direction open, and page one says so."""

from netweave.report.thresholds import AtLevel, in_words


def at(word, low, high, *, used=False):
    return AtLevel(level=1.0, word=word, used=used, estimate=1.0, low=low, high=high)


def test_a_level_whose_interval_includes_no_change_is_named():
    levels = [at("networking", -0.1, 2), at("cooperation", 0.4, 2, used=True)]
    assert in_words(levels) == (
        " Here a tie counts from the level “cooperation” on; counted from “networking” on, the "
        "interval would include no change."
    )


def test_nothing_is_said_where_every_level_agrees_or_none_tells():
    assert in_words([at("networking", 0.1, 2), at("cooperation", 0.4, 2, used=True)]) == ""
    assert in_words([at("networking", -0.1, 2), at("cooperation", -0.4, 2, used=True)]) == ""
    assert in_words([]) == ""
