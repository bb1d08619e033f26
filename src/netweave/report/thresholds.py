"""What a report reads of a tie counted from one level higher and lower; nothing is found here."""

from __future__ import annotations

from collections.abc import Sequence

from netweave.compare.thresholds import AtLevel, level_word, threshold_of

__all__ = ["AtLevel", "in_words", "level_word", "threshold_of"]


def in_words(levels: Sequence[AtLevel]) -> str:
    """Say from which other level the interval would include no change; "" where none would."""
    used = [at for at in levels if at.used and not at.low <= 0 <= at.high]
    other = [at.word for at in levels if not at.used and at.low <= 0 <= at.high]
    if not used or not other:
        return ""
    levels_of = " or ".join(f"“{word}”" for word in other)
    return (
        f" Here a tie counts from the level “{used[0].word}” on; counted from {levels_of} on, the "
        "interval would include no change."
    )
