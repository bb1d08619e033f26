"""Whether the names of waves say that they stand the wrong way round."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise
from typing import TYPE_CHECKING

from netweave.codes import Notice

if TYPE_CHECKING:
    import pandas as pd

# Words that a wave is called by, by the place at which they say that it stands.
EARLY = {"before", "pre", "presurvey", "pretest", "baseline", "start", "beginning", "kickoff",
         "launch", "opening", "intake", "entry", "initial", "first"}  # fmt: skip
MIDDLE = {"mid", "middle", "midline", "midterm", "midway", "midpoint", "halfway", "interim"}
LATE = {"after", "post", "postsurvey", "posttest", "closing", "close", "closure", "end", "endline",
        "ending", "final", "exit", "followup", "last"}  # fmt: skip
ORDINAL = {"first", "last", "initial", "final"}
NUMBERS = {"one": 1, "two": 2, "three": 3, "four": 4, "five": 5,
           "first": 1, "second": 2, "third": 3, "fourth": 4, "fifth": 5}  # fmt: skip
MONTHS = ("january", "february", "march", "april", "may", "june", "july", "august", "september",
          "october", "november", "december")  # fmt: skip
_PARTS = re.compile(r"[^\W\d_]+|\d+")
_FOLLOW_UP = re.compile(r"\bfollow[\s_-]?up")
_YEAR = re.compile(r"(?:19|20)\d\d")
Key = tuple[int, ...]


def backwards(waves: pd.DataFrame) -> Notice | None:
    """Raise W28 where waves without dates have names that say another order; None otherwise.

    waves: the table of waves in the order in which they are taken, one row each; of two adjacent
    ones with dates the dates hold, whatever they are called.
    """
    labels = [str(label) for label in waves.index]
    dated: list[bool] = waves["start"].notna().tolist()
    told = [
        f"{first!r} is taken as earlier than {second!r}."
        for (first, known), (second, also) in pairwise(zip(labels, dated, strict=True))
        if not (known and also) and wrong_way_round(first, second)
    ]
    return Notice("W28", " ".join(told)) if told else None


def wrong_way_round(first: str, second: str) -> bool:
    """Say whether the names of two waves say that the first is the later one, and none denies it.

    Words such as baseline and closing are looked at, dates, and numbers in names that are alike
    in all else, such as t1 and t2.
    """
    parts = [_PARTS.findall(_FOLLOW_UP.sub("followup", label.casefold()))
             for label in (first, second)]  # fmt: skip
    keys = [(_stage(parts[0]), _stage(parts[1])), (_date(parts[0]), _date(parts[1]))]
    if None in keys[1] and _rest(parts[0]) == _rest(parts[1]):
        keys.append((_numbers(parts[0]), _numbers(parts[1])))
    found = {_compared(one, other) for one, other in keys if one is not None and other is not None}
    return 1 in found and -1 not in found


def _compared(one: Key, other: Key) -> int:
    """Compare two keys as far as both go: 1 if the one is later, -1 if earlier, else 0."""
    least = min(len(one), len(other))
    return (one[:least] > other[:least]) - (one[:least] < other[:least])


def in_words(waves: pd.DataFrame, stand: str) -> str:
    """Say in which order waves are taken, and why; stand: where they stand."""
    named = ", ".join(str(label) for label in waves.index)
    dated = bool(waves["start"].notna().all())
    return f"Waves in this order: {named}, {'by their dates' if dated else stand}."


def _stage(parts: Sequence[str]) -> Key | None:
    """Say whether a name is of an early, a middle or a late wave; None if it leaves that open.

    The first follow-up is one of the late waves: an ordinal before another such word counts them.
    """
    stages = EARLY | MIDDLE | LATE
    told = [part for part, following in zip(parts, [*parts[1:], ""], strict=False)
            if not (part in ORDINAL and following in stages)]  # fmt: skip
    places = {place for place, words in enumerate((EARLY, MIDDLE, LATE)) for part in told
              if part in words}  # fmt: skip
    return (places.pop(),) if len(places) == 1 else None


def _date(parts: Sequence[str]) -> Key | None:
    """Give year, month and day as far as they are named.

    Of a day and a month before the year nobody can know which is which.
    """
    years = [part for part in parts if _YEAR.fullmatch(part)]
    if len(years) != 1:
        return None
    named = [place for place, month in enumerate(MONTHS, 1) for part in parts
             if len(part) >= 3 and month.startswith(part)]  # fmt: skip
    if named:
        return (int(years[0]), named[0])
    place = list(parts).index(years[0])
    before, after = ([int(part) for part in some if part.isdigit() and len(part) <= 2]
                     for some in (parts[:place], parts[place + 1 :]))  # fmt: skip
    return (int(years[0]), *(after or (before if len(before) == 1 else [])))


def _numbers(parts: Sequence[str]) -> Key | None:
    found = tuple(NUMBERS.get(part) or int(part) for part in parts
                  if part in NUMBERS or part.isdigit())  # fmt: skip
    return found or None


def _rest(parts: Sequence[str]) -> list[str]:
    """Give what remains of a name without numbers and words for early and late."""
    known = EARLY | MIDDLE | LATE | set(NUMBERS)
    return [part for part in parts if part not in known and not part.isdigit()]
