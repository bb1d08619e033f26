"""What keeps a difference between two changes from being read as an effect."""

from __future__ import annotations

from typing import TYPE_CHECKING

from netweave.compare.permutations.tails import listing
from netweave.coverage import capped

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from netweave.codes import Notice
    from netweave.compare.chance.paired import Paired

# Warnings of either group, or of the two beside each other, under which no effect is spoken of.
IN_THE_WAY = {
    "W07": "an opportunity is no tie",
    "W09": "the waves or the groups were not asked in the same way",
    "W10": "how it was at the start was asked afterwards",
    "W01": "fewer than 80 in 100 people answered",
    "W02": "fewer than 80 in 100 pairs were observed",
    "W03": "fewer than 60 in 100 pairs were observed",
    "W04": "response differed between the groups' organizations",
    "W18": "one level up or down the scale turns the sign",
    "W19": "the pairs that were not observed could undo it",
}


def lacks(found: Paired, notices: Iterable[Notice]) -> tuple[str, ...]:
    """Say why the difference is no more than one between two changes."""
    return (*_of_the_numbers(found), *_of_the_groups(found, {one.code for one in notices}))


def claim(found: Paired, reasons: tuple[str, ...]) -> int:
    """Give the level: an effect without reasons against it, a change where both sides show one."""
    sides = [side.found for side in found.sides]
    sound = found.spread.widest is not None and not any(side.gates for side in sides)
    level = 1 if not sound else 3 if reasons else 5
    return capped(level, *(side.coverage for side in sides))


def _of_the_numbers(found: Paired) -> Iterator[str]:
    """Say what the numbers leave open."""
    spread = found.spread
    if found.reason:
        yield "one of the two changes is undefined"
        return
    if spread.this_cohort_only:
        yield f"there are too few {found.sides[0].words.groups}, or all hangs on one"
    if spread.widest is None:
        yield "there is no interval"
    elif spread.includes_no_change:
        yield "the interval includes no difference"
    if found.still:
        yield (
            f"nothing changed in the {listing(found.still)}, so that its uncertainty is taken as "
            "none"
        )
    if found.doubtful:
        yield (
            f"in the {listing(found.doubtful)} the change does not hold up among the same reporters"
        )
    if found.turns:
        yield "the sign hangs on whether ties are counted per person or per pair"


def _of_the_groups(found: Paired, codes: set[str]) -> Iterator[str]:
    """Say what the warnings, and people's organizations, stand in the way of."""
    yield from (text for code, text in IN_THE_WAY.items() if code in codes)
    shared = found.shared_groups
    if shared:
        words = found.sides[0].words
        yield f"{words.count(shared)} {'is' if shared == 1 else 'are'} in both groups"
