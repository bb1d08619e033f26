"""What the cells of a survey say of a tie: its level, a mark, or that nothing is known."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

import numpy as np
import pandas as pd

from netweave import errors
from netweave._checks import as_list
from netweave.ingest.tables import cells
from netweave.scales import Scale

MARKS = cells.YES | {"checked", "selected", "✗", "✕", "☑", "☒", "●"}
NO = cells.NO | {"unchecked", "not selected", "☐"}
MISSING, IMPOSSIBLE = "missing", "impossible"
NOBODY = frozenset({"none", "none of these", "nobody", "no one", "n/a"})


def codes_of(missing: object, impossible: object) -> dict[str, str]:
    """Collect the texts that say that nothing was answered, or that no tie can be.

    Examples
    --------
    >>> codes_of([9, "Prefer not to say"], 10)
    {'9': 'missing', 'prefer not to say': 'missing', '10': 'impossible'}
    """
    words: dict[str, str] = {}
    for meant, given in ((MISSING, missing), (IMPOSSIBLE, impossible)):
        for value in [] if given is None else as_list(given):
            text = cells.one_text(value).casefold()
            if not text or words.setdefault(text, meant) != meant:
                raise errors.ArgumentError(
                    f"{meant} must list texts of cells that are not blank, each one once, got "
                    f"{errors.shown(value)}. What a blank cell means is said with blank=."
                )
    return words


def nobody_of(nobody: object, codes: Mapping[str, str]) -> frozenset[str]:
    """Collect the texts that stand for "I named nobody".

    Examples
    --------
    >>> sorted(nobody_of(["None of these", "N/A"], {}))
    ['n/a', 'none of these']
    """
    given = [] if nobody is None else as_list(nobody)
    words = [cells.one_text(value).casefold() for value in given]
    if any(not word or word in codes for word in words):
        raise errors.ArgumentError(
            "nobody must list texts of cells that are not blank and stand in neither missing nor "
            f"impossible, got {errors.shown(nobody)}. A blank row of somebody who answered is "
            "said with state=."
        )
    return frozenset(words)


def each(written: pd.Categorical[Any], say: Callable[[str], Any], blank: object) -> np.ndarray:
    """Say something of every cell by its text, each different text once; blank cells alike."""
    said = [say(str(text)) for text in written.categories]
    answers = np.empty(len(said) + 1, dtype=object)
    answers[:-1] = said
    answers[-1] = blank
    return np.asarray(answers[written.codes])


def only(written: pd.Categorical[Any], keep: np.ndarray) -> pd.Categorical[Any]:
    """Blank the cells that are not marked."""
    codes = np.where(keep, written.codes, -1)
    return pd.Categorical.from_codes(codes, categories=written.categories)


def coded(written: pd.Categorical[Any], words: Mapping[str, str]) -> np.ndarray:
    """Say of each cell what it is a code for; "" if for nothing."""
    return each(written, lambda text: words.get(text.casefold(), ""), "")


def is_mark(text: str) -> bool:
    """Say whether a cell is a mark: x, 1, yes, ✓."""
    return text.casefold() in MARKS


def is_no(text: str) -> bool:
    """Say whether a cell says no: 0, no, -."""
    return text.casefold() in NO


def marked(
    written: pd.Categorical[Any], people: pd.Categorical[Any], where: str, lines: np.ndarray
) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Give the weight of marks, which cells say no, and why other cells cannot be used.

    A cell that repeats the name of its column is a mark. Cells that hold numbers above 1, or words
    in more than half of them, are levels of a scale that nobody named: the file is refused.
    """
    mark = each(written, is_mark, blank=False).astype(bool)
    no = each(written, is_no, blank=False).astype(bool)
    rest = np.flatnonzero((written.codes >= 0) & ~mark & ~no)
    here, there = written[rest].astype(str), people[rest].astype(str)
    itself = np.asarray(here) == np.asarray(there)
    mark[rest[itself]] = True
    other = rest[~itself]
    _refuse_levels(written, other, where, lines)
    reasons = np.full(len(written), "", dtype=object)
    reasons[other] = each(written[other], lambda text: f"{text!r} is no mark", "")
    return np.where(mark, 1.0, np.nan), no, reasons


def _refuse_levels(
    written: pd.Categorical[Any], other: np.ndarray, where: str, lines: np.ndarray
) -> None:
    """Refuse levels without a scale (E-SCALE)."""
    numbers = each(written[other], _is_number, blank=False).astype(bool)
    found = other[numbers] if numbers.any() else other
    if numbers.any() or 2 * len(other) > (written.codes >= 0).sum():
        words = list(written[found].astype(str))
        raise errors.levels_without_scale(where, words, [int(line) for line in lines[found]])


def _is_number(text: str) -> bool:
    return bool(np.isfinite(pd.to_numeric(pd.Series([text], dtype="str"), errors="coerce")).all())


def ranked(
    written: pd.Categorical[Any], scale: Scale, where: str, lines: np.ndarray
) -> tuple[np.ndarray, np.ndarray]:
    """Give the rank of each cell on a scale, and why it has none."""
    values = pd.Series(written.categories, dtype="str")
    below = pd.to_numeric(values, errors="coerce").to_numpy(dtype=float) < 0
    negative = np.append(below, False)[written.codes]
    if negative.any():
        raise errors.bad_rows(
            where,
            "must not be negative",
            list(written[negative].astype(str)),
            list(dict.fromkeys(lines[negative].tolist())),
            f"Write a level of {scale.id}, or 0 for no tie.",
        )
    weight = each(written, scale.rank, np.nan).astype(float)
    off = np.isnan(weight) & (written.codes >= 0)
    _refuse_other_scale(written, scale, where, lines, off)
    reasons = each(
        written, lambda word: f"level {word!r} is not on the scale {scale.id}", "level is missing"
    )
    return weight, np.where(np.isnan(weight), reasons, "")


def _refuse_other_scale(
    written: pd.Categorical[Any], scale: Scale, where: str, lines: np.ndarray, off: np.ndarray
) -> None:
    """Refuse the file if more than half of its levels are not on the scale: it is another one."""
    if 2 * off.sum() <= (written.codes >= 0).sum():
        return
    raise errors.bad_rows(
        where,
        f"must hold levels of {scale.id} ({errors.listed(scale.levels, 12)})",
        list(written[off].astype(str)),
        list(dict.fromkeys(lines[off].tolist())),
        "More than half are not on it, so this is another scale: name that one, or make it with "
        "nw.Scale (in a project file: words = ['low', …, 'high'] beside scale = 'a name').",
    )
