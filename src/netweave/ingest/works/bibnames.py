"""Names in BibTeX: "First von Last", "von Last, Jr, First", braces and LaTeX, into plain names."""

from __future__ import annotations

import re
from functools import cache
from typing import Any

from netweave.ingest.works import works
from netweave.ingest.works.works import Author

TOGETHER = "authors cannot be told apart"
_AND = re.compile(r"(?<!\s)\s+and\s+", re.IGNORECASE)
_PART = re.compile(r'\s*"?\s*(family|given|prefix|suffix)(?:-i)?\s*=\s*(.*?)"?\s*', re.DOTALL)


def authors(text: str) -> list[Author]:
    """Cut a field of authors into people; an author that cannot be read keeps a reason."""
    from bibtexparser.middlewares.names import split_multiple_persons_names  # noqa: PLC0415

    if text.count(" ") > 60 * works.MOST_AUTHORS:
        return [Author(works.clean(text[: works.SHOWN]) + "…", why=TOGETHER)]
    try:
        parts = split_multiple_persons_names(text) if "{" in text else _AND.split(text.strip())
    except (ValueError, IndexError):
        return [Author(works.clean(text[: works.LONGEST_NAME]), why=TOGETHER)]
    if len(parts) > works.MOST_AUTHORS:
        return list(works.CROWDED)
    return [author for part in parts if part.strip() for author in _author(part)]


def _author(text: str) -> list[Author]:
    name = " ".join(text.split())
    if len(name) > works.LONGEST_NAME or name.casefold().strip(" .{}") in {"others", "et al"}:
        return works.written(name.strip(" {}"))
    if _is_whole(name):
        return _plain(decoded(name))
    parts = _extended(name) or _parts(name)
    if parts is None:
        return [Author(decoded(name), why=works.UNREADABLE)]
    first, last, suffix = map(decoded, parts)
    return _plain(works.clean(f"{first} {last}"), suffix)


def _plain(name: str, suffix: str = "") -> list[Author]:
    """Give a name in its final order; one without a letter cannot be read."""
    if not any(mark.isalpha() for mark in name):
        return [Author(name, why=works.UNREADABLE)]
    return [Author(f"{name}, {suffix}" if suffix else name)]


def _is_whole(name: str) -> bool:
    """Say whether one pair of braces holds the whole name: an institute, not a person."""
    if not (name.startswith("{") and name.endswith("}")) or name.startswith("{\\"):
        return False
    depth = 0
    for place, mark in enumerate(name):
        depth += (mark == "{") - (mark == "}")
        if depth == 0:
            return place == len(name) - 1
    return False


def _extended(name: str) -> tuple[str, str, str] | None:
    """Read ``family=Berg, given=Jan, prefix=van den``, the long form of biblatex."""
    found = [_PART.fullmatch(part) for part in name.split(",")]
    parts = {part[1]: part[2] for part in found if part is not None}
    if None in found or "family" not in parts:
        return None
    last = f"{parts.get('prefix', '')} {parts['family']}"
    return parts.get("given", ""), last, parts.get("suffix", "")


def _parts(name: str) -> tuple[str, str, str] | None:
    """Give first names, last name with its particles, and what follows, or None."""
    from bibtexparser.middlewares.names import (  # noqa: PLC0415
        InvalidNameError,
        parse_single_name_into_parts,
    )

    try:
        parts = parse_single_name_into_parts(name)
    except (InvalidNameError, ValueError, IndexError):
        return None
    return " ".join(parts.first), " ".join([*parts.von, *parts.last]), " ".join(parts.jr)


def decoded(text: str) -> str:
    """Turn LaTeX into plain text; what LaTeX would not take stays as it is."""
    if not set(text) & set("\\{}$~%"):
        return works.clean(text)
    try:
        plain = str(_decoder().latex_to_text(text, tolerant_parsing=True))
    except (ValueError, IndexError, KeyError, RecursionError):
        plain = text
    return works.clean(plain.replace("{", "").replace("}", ""))


@cache
def _decoder() -> Any:  # noqa: ANN401
    from pylatexenc.latex2text import LatexNodes2Text  # type: ignore[import-untyped] # noqa: PLC0415

    return LatexNodes2Text(math_mode="verbatim")
