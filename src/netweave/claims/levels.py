"""What a result bears: words of change, words of effect, or neither.

The levels are those of docs/claims.md. Words of effect need level 5, words of change level 3 and a
direction.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from netweave.results import Result

CHANGE, EFFECT = 3, 5
CANNOT_TELL = "cannot tell"
DIRECTIONS = ("up", "down")


def borne(result: Result) -> int:
    """Give the level that a result bears: without a direction it bears no word of change.

    Only what compares waves has a ``verdict``. How long ties last, or how an attitude goes with
    ties, says nothing of whether there are more of them.
    """
    told = getattr(result, "verdict", CANNOT_TELL) in DIRECTIONS
    return int(result.claim if told else min(result.claim, CHANGE - 1))


def level(results: Iterable[Result]) -> int:
    """Give the highest level that results bear, 0 without any."""
    return max(map(borne, results), default=0)


def best(results: Iterable[Result]) -> str:
    """Give the sentence of the result that bears most, "" if there is none."""
    sentences = sorted(results, key=borne, reverse=True)
    return sentences[0].sentence if sentences else ""
