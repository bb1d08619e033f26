"""Values in BibTeX that are put together: quoted texts and abbreviations joined by #."""

from __future__ import annotations

from typing import Any

MOST_PIECES, MOST_TEXT = 10_000, 2_000_000


class TooLongError(Exception):
    """The abbreviations of a field expand without end."""


def abbreviations(blocks: dict[str, Any]) -> dict[str, tuple[str, bool]]:
    """Give each abbreviation's value by its name, and whether the value is itself put together."""
    return {key.casefold(): (str(block.value), is_joined(block)) for key, block in blocks.items()}


def is_joined(block: Any) -> bool:  # noqa: ANN401
    """Say whether a value stood neither in braces nor in quotes as a whole."""
    return getattr(block, "enclosing", None) == "no-enclosing"


def joined(value: str, known: dict[str, tuple[str, bool]]) -> str:
    """Put a value together from its quoted texts and the abbreviations defined."""
    done, waiting, steps, size = [], pieces(value)[::-1], 0, 0
    while waiting:
        piece, is_text = waiting.pop()
        text, further = (piece, False) if is_text else known.get(piece.casefold(), (piece, False))
        if further:
            waiting += pieces(text)[::-1]
        else:
            done.append(text)
        steps, size = steps + 1, size + len(text)
        if steps + len(waiting) > MOST_PIECES or size > MOST_TEXT:
            raise TooLongError
    return "".join(done)


def pieces(value: str) -> list[tuple[str, bool]]:
    """Cut a value at its #: each piece, and whether it is text rather than an abbreviation.

    Examples
    --------
    >>> pieces('jose # " and {A # B}" # {Bo}')
    [('jose', False), (' and {A # B}', True), ('Bo', True)]
    """
    found, begin, depth, quoted = [], 0, 0, False
    for place, mark in enumerate([*value, "#"]):
        if mark == "#" and (place == len(value) or not (depth or quoted)):
            found.append(value[begin:place].strip())
            begin = place + 1
        depth += (mark == "{") - (mark == "}")
        quoted ^= mark == '"' and depth == 0
    return [_told(piece) for piece in found if piece]


def _told(piece: str) -> tuple[str, bool]:
    enclosed = len(piece) > 1 and piece[0] + piece[-1] in {'""', "{}"}
    return (piece[1:-1], True) if enclosed else (piece, False)
