"""Documents written as BibTeX, the way reference managers export them."""

from __future__ import annotations

import unicodedata

import pandas as pd

_MARKS = {"\u0301": "'", "\u0300": "`", "\u0308": '"', "\u0303": "~", "\u030c": "v ", "\u0302": "^"}
_LETTERS = {"ø": r"{\o}", "Ø": r"{\O}"}
_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")


def as_bibtex(products: pd.DataFrame) -> str:
    """Give the documents as BibTeX; two in three with LaTeX accents and the family name first."""
    entries = [_entry(int(str(number)), rows) for number, rows in products.groupby("entry")]
    return "\n".join(entries)


def _entry(number: int, rows: pd.DataFrame) -> str:
    """Give one document."""
    first = rows.iloc[0]
    latex = number % 3 != 0
    authors = " and ".join(_author(str(name), latex=latex) for name in rows["author"])
    title = f"{{{first['title']}}}"
    return (
        f"@{first['type']}{{{first['key']},\n"
        f"  author = {{{authors}}},\n"
        f"  title = {{{title}}},\n"
        f"  year = {{{first['year']}}},\n"
        f"  month = {_MONTHS[int(first['month']) - 1]}\n"
        "}\n"
    )


def _author(name: str, *, latex: bool) -> str:
    """Give an author, with the family name first where accents are written in LaTeX."""
    if name == "others":
        return name
    given, _, family = name.partition(" ")
    if not latex and " " not in family:
        return name
    written = f"{family}, {given}"
    return _in_latex(written) if latex else written


def _in_latex(text: str) -> str:
    r"""Write accents as LaTeX commands: ``{\'e}``."""
    return "".join(_letter(letter) for letter in text)


def _letter(letter: str) -> str:
    """Write one letter; those without an accent stay."""
    if letter in _LETTERS:
        return _LETTERS[letter]
    parts = unicodedata.normalize("NFD", letter)
    return letter if len(parts) == 1 else f"{{\\{_MARKS[parts[1]]}{parts[0]}}}"
