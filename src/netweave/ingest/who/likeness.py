"""How alike two names are: every pair compared, the few best kept. Never a decision."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from netweave.ingest.who import names

TOP = 3
CELLS = 2_000_000
_BETWEEN = re.compile(r"\s[-–—|/&+]\s|[;|/,•]|\s(?:and|und|et|y|from|at)\s")
_LOCAL = re.compile(r"[._+\-\d]+")


@dataclass(frozen=True)
class Pairs:
    """The best pairs of a text and a choice, each text's in order.

    Parameters
    ----------
    text, choice : int arrays
        Their places.
    score : float array
        From 0 to 100.
    variant : int array
        The form of the text that was compared.
    """

    text: np.ndarray
    choice: np.ndarray
    score: np.ndarray
    variant: np.ndarray


def comparable(form: str) -> str:
    """Give a normalized name; of an address the part before the @, read as a name."""
    return names.normal(_LOCAL.sub(" ", form.split("@", maxsplit=1)[0])) if "@" in form else form


def variants(text: str, beside: str = "") -> list[str]:
    """Give the names a text may hold: whole, in parentheses, beside dashes, in its address.

    Examples
    --------
    >>> variants("AR (Ana Ruiz)")
    ['ar', 'ana ruiz']
    >>> variants("Ana Ruiz - Fernhill College"), variants("bo.li2@x.example")
    (['ana ruiz fernhill college', 'ana ruiz', 'fernhill college'], ['bo li'])
    """
    whole = [names.normal(text), names.address(text), *names.asides(text), names.normal(beside)]
    bare = names.without_asides(text) if "@" not in text else ""
    parts = [names.normal(part) for part in _BETWEEN.split(bare)[:6]]
    whole += [part for part in parts if " " in part]
    return list(dict.fromkeys(form for form in map(comparable, whole) if form))


def alike(
    forms: Sequence[Sequence[str]], choices: Sequence[str], least: float, top: int = TOP
) -> Pairs:
    """Find the choices most like each text, whichever of its forms is nearest.

    The score is the higher of rapidfuzz's ``ratio`` and ``token_sort_ratio``, the same with the
    words in order. All pairs are compared, a block of texts at a time.
    """
    different = list(dict.fromkeys(form for texts in forms for form in texts))
    variant, choice, score = _scored(different, choices, least, top)
    place = {form: number for number, form in enumerate(different)}
    owner = [(number, place[form]) for number, texts in enumerate(forms) for form in texts]
    owners = np.array(owner, dtype=np.int64).reshape(-1, 2)
    owners = owners[np.argsort(owners[:, 1], kind="stable")]
    first = np.searchsorted(owners[:, 1], variant, side="left")
    count = np.searchsorted(owners[:, 1], variant, side="right") - first
    at = np.repeat(np.arange(len(variant)), count)
    again = np.arange(len(at)) - np.repeat(np.cumsum(count) - count, count)
    text = owners[first[at] + again, 0]
    order = np.lexsort((variant[at], choice[at], -score[at], text))
    pairs = Pairs(text[order], choice[at][order], score[at][order], variant[at][order])
    return _best(_once(pairs), top)


def _scored(
    forms: Sequence[str], choices: Sequence[str], least: float, top: int
) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Score every form against every choice, and keep the best of each form."""
    in_order, choices_in_order = _in_order(forms), _in_order(choices)
    step = max(1, CELLS // max(1, len(choices)))
    rows, columns, scores = [np.zeros(0, np.int64)], [np.zeros(0, np.int64)], [np.zeros(0)]
    for start in range(0, len(forms), step):
        block = _ratios(forms[start : start + step], choices, least)
        np.maximum(
            block, _ratios(in_order[start : start + step], choices_in_order, least), out=block
        )
        row, column = np.nonzero(block)
        score = np.round(block[row, column].astype(float), 1)
        order = np.lexsort((column, -score, row))
        nothing = np.zeros(len(order), dtype=np.int64)
        kept = _best(Pairs(row[order], column[order], score[order], nothing), top)
        rows.append(kept.text + start)
        columns.append(kept.choice)
        scores.append(kept.score)
    return np.concatenate(rows), np.concatenate(columns), np.concatenate(scores)


def _in_order(forms: Sequence[str]) -> list[str]:
    return [" ".join(sorted(form.split())) for form in forms]


def _ratios(forms: Sequence[str], choices: Sequence[str], least: float) -> np.ndarray:
    from rapidfuzz import fuzz, process  # noqa: PLC0415

    scores = process.cdist(
        forms, choices, scorer=fuzz.ratio, score_cutoff=least, dtype=np.float32, workers=1
    )
    return np.asarray(scores)


def _once(pairs: Pairs) -> Pairs:
    """Keep the best score of each pair; what is kept stays in order."""
    several = pairs.text * (int(pairs.choice.max(initial=0)) + 1) + pairs.choice
    _, first = np.unique(several, return_index=True)
    return _taken(pairs, np.sort(first))


def _best(pairs: Pairs, top: int) -> Pairs:
    """Keep the first few of each text."""
    rank = np.arange(len(pairs.text)) - np.searchsorted(pairs.text, pairs.text, side="left")
    return _taken(pairs, np.flatnonzero(rank < top))


def _taken(pairs: Pairs, keep: np.ndarray) -> Pairs:
    return Pairs(pairs.text[keep], pairs.choice[keep], pairs.score[keep], pairs.variant[keep])
