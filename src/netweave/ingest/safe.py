"""Text from files made harmless where it lands: in a terminal, in a spreadsheet, on the disk."""

from __future__ import annotations

import os
import shutil
import unicodedata
import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from os import PathLike
from pathlib import Path

import pandas as pd

from netweave import errors

plain = errors.plain
_FORMULA = ("=", "+", "-", "@")


def written(text: str) -> str:
    """Give a text as a table holds it that was written, edited and read again."""
    return unprotected(plain(text).strip())


def protected(text: str) -> str:
    """Put an apostrophe before what a spreadsheet would take for a formula.

    A text that already has apostrophes there gets one more, so that ``unprotected`` gives it back.
    """
    return f"'{text}" if _is_formula(text.lstrip("'")) else text


def unprotected(text: str) -> str:
    """Undo ``protected``."""
    return text[1:] if text.startswith("'") and _is_formula(text.lstrip("'")) else text


def _is_formula(text: str) -> bool:
    """Say whether a text begins as a formula does, blanks and the width of its marks apart."""
    return unicodedata.normalize("NFKC", text[:40]).lstrip().startswith(_FORMULA)


def spreadsheet_safe(table: pd.DataFrame) -> pd.DataFrame:
    """Strip control characters, and put an apostrophe before what would be a formula."""
    safe = table.copy()
    for column in safe.columns:
        kind = safe[column].dtype
        if isinstance(kind, pd.CategoricalDtype | pd.StringDtype):
            coded, words = pd.factorize(safe[column].astype("str"))
            made = pd.Series([*map(_harmless, words), None], dtype="str")
            safe[column] = made.take(coded % len(made)).set_axis(safe.index)
        elif pd.api.types.is_object_dtype(kind):
            safe[column] = safe[column].map(_harmless)
    return safe.rename(columns=_harmless)


def _harmless(value: object) -> object:
    return protected(plain(value)) if isinstance(value, str) else value


def shown(table: pd.DataFrame) -> pd.DataFrame:
    """Strip what would steer a terminal or a page from every text of a table."""
    return table.map(lambda value: plain(value) if isinstance(value, str) else value)


def lines_in_words(lines: list[int]) -> str:
    """Write lines for a person to read, the first ten of them."""
    return ", ".join(str(line) for line in lines[:10]) + (" …" if len(lines) > 10 else "")


@contextmanager
def writing(path: str | PathLike[str]) -> Iterator[Path]:
    """Give a name to write a file under, which takes the place of ``path`` once it is whole.

    Whatever stands in its way is one error, and a file that was there before then stays as it was.
    """
    if not isinstance(path, str | PathLike):
        raise errors.ArgumentError(
            f"path must be the path of a file, got {type(path).__name__}. Name the file to write."
        )
    place = Path(path)
    mend = "Close it elsewhere, or name another file."
    with _disk(place, mend):
        if place.is_dir():
            raise errors.cannot_be_written(str(path), "it is a folder", "Name a file in it.")
        if not place.parent.is_dir():
            raise errors.no_such_folder(str(path), str(place.parent))
        try:
            target = Path(os.fsdecode(os.fsencode(os.path.realpath(place))))
        except UnicodeEncodeError as fault:
            why = "its name holds half a character"
            raise errors.cannot_be_written(ascii(place.name), why, mend) from fault
        there = target.exists()
        if there and not os.access(target, os.W_OK):
            raise errors.cannot_be_written(str(path), "it may not be changed", mend)
        if there and not (target.is_file() and os.access(target.parent, os.W_OK)):
            yield target  # a device, or a file in a folder that takes no others
        else:
            yield from _beside(target)


def _beside(target: Path) -> Iterator[Path]:
    """Give a name beside the file; its ending stays, by which some writers go."""
    ending = target.suffix if len(target.suffix) <= 20 else ""
    new = target.with_name(f".{uuid.uuid4().hex}{ending}")
    try:
        yield new
        if new.exists():
            if target.exists():
                shutil.copymode(target, new)
            new.replace(target)
    finally:
        new.unlink(missing_ok=True)


def folder_at(folder: str | PathLike[str]) -> Path:
    """Make a folder to write into, and give its path."""
    place = Path(folder)
    with _disk(place, "Name another folder."):
        if place.exists() and not place.is_dir():
            raise errors.cannot_be_written(str(place), "it is a file", "Name a folder.")
        place.mkdir(parents=True, exist_ok=True)
    return place


@contextmanager
def _disk(place: Path, mend: str) -> Iterator[None]:
    try:
        if "\0" in str(place):
            raise errors.cannot_be_written(str(place), "a name cannot hold NUL", mend)
        yield
    except OSError as error:
        why = error.strerror or type(error).__name__
        raise errors.cannot_be_written(str(place), why, mend) from error
