"""One spelling for one name: what is safe to undo, and nothing more.

Undone are accents, case, punctuation, spaces, titles, pronouns and "Last, First". Two names that
differ in anything else are two names: no initials, no nicknames, no guessing.
"""

from __future__ import annotations

import re
import unicodedata

import pandas as pd

from netweave.ingest import cells

TITLES = frozenset({"dr", "prof", "professor", "mr", "mrs", "ms", "miss", "mx"})
DEGREES = frozenset({"phd", "md", "edd", "dphil", "mba", "ma", "msc", "bsc", "med", "esq"})
SUFFIXES = frozenset({"jr", "sr", "ii", "iii", "iv"})
_LETTERS = str.maketrans({
    "ø": "o", "ł": "l", "đ": "d", "ð": "d", "þ": "th", "æ": "ae", "œ": "oe", "ı": "i", "ħ": "h",
})  # fmt: skip
_ASIDE = re.compile(r"\([^()]*\)|\[[^\[\]]*\]")
_APOSTROPHES = frozenset("'’‘ʼ`´")
_ACCENTS = re.compile("[\u0300-\u036f]")


def normalized(values: pd.Series) -> pd.Series:
    """Give the normalized form of every name in a column; missing where nothing is left."""
    forms = pd.Series(cells.mapped(values, normal), dtype="object")
    return forms.where(forms.notna() & (forms != "")).astype("str")


def normal(name: str) -> str:
    """Undo what differs between two spellings of the same name.

    Examples
    --------
    >>> normal("Müller-Ortiz, Dr. José  (he/him)"), normal("jose muller ortiz")
    ('jose muller ortiz', 'jose muller ortiz')
    >>> normal("Ana O'Neil, PhD"), normal("Neil, Ana, Jr.")
    ('ana oneil', 'ana neil jr')
    """
    parts = [_tokens(part) for part in _ASIDE.sub(" ", name).split(",")]
    parts = [_untitled(part) for part in parts if part and "".join(part) not in DEGREES]
    suffix = [token for part in parts[1:] if part[0] in SUFFIXES for token in part]
    parts = parts[:1] + [part for part in parts[1:] if part[0] not in SUFFIXES]
    if len(parts) == 2:
        parts.reverse()
    return " ".join([token for part in parts for token in part] + suffix)


def display(name: str) -> str:
    """Give a name as a person would write it: titles and asides kept, "Last, First" turned."""
    parts = [" ".join(part.split()) for part in name.split(",")]
    parts = [part for part in parts if part]
    tails = [part for part in parts[1:] if _is_tail(part)]
    heads = parts[:1] + [part for part in parts[1:] if not _is_tail(part)]
    if len(heads) == 2:
        return " ".join([*reversed(heads), *tails])
    return ", ".join(parts)


def _is_tail(part: str) -> bool:
    tokens = _tokens(part)
    return bool(tokens) and (tokens[0] in SUFFIXES or "".join(tokens) in DEGREES)


def _tokens(part: str) -> list[str]:
    folded = unicodedata.normalize("NFKD", part).casefold().translate(_LETTERS)
    folded = _ACCENTS.sub("", unicodedata.normalize("NFKD", folded))
    return "".join(map(_letter, folded)).split()


def _letter(character: str) -> str:
    if character in _APOSTROPHES:
        return ""
    category = unicodedata.category(character)
    if category == "Cf":
        return ""
    return character if category[0] in "LNM" else " "


def _untitled(tokens: list[str]) -> list[str]:
    first = 0
    while first < len(tokens) - 1 and tokens[first] in TITLES:
        first += 1
    return tokens[first:]
