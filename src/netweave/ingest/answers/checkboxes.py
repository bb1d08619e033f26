"""Several names in one cell, as checkbox questions write them: "Ana Ruiz;Bo Li"."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from netweave import errors

SEPARATORS = (";", "\n", "|")


def splitter(separator: str, choices: Iterable[str] | None) -> Callable[[str], tuple[str, ...]]:
    """Give what splits a cell into names.

    With the names that were offered, the longest is looked for first, so that a name may hold the
    separator; text between them that is no such name stays together.

    Examples
    --------
    >>> splitter(";", None)("Ana Ruiz; Bo Li;")
    ('Ana Ruiz', 'Bo Li')
    >>> splitter(", ", ["Ruiz, Ana", "Ana", "Bo"])("Bo, Ruiz, Ana, somebody, else, Ana")
    ('Bo', 'Ruiz, Ana', 'somebody, else', 'Ana')
    """
    _check(separator, choices)
    if choices is None:
        return lambda cell: tuple(filter(None, map(str.strip, cell.split(separator))))
    return _Offered(separator, choices)


def _check(separator: object, choices: Iterable[str] | None) -> None:
    if not isinstance(separator, str) or not separator:
        raise errors.ArgumentError(
            f"separator must be the text between two names, got {errors.shown(separator)}. "
            "For example separator=';'."
        )
    if choices is None and separator not in SEPARATORS:
        raise errors.choices_needed(separator)


class _Offered:
    """Splits cells by the names that were offered."""

    def __init__(self, separator: str, choices: Iterable[str]) -> None:
        self.between = separator.strip() or separator
        self.apart = separator in SEPARATORS
        offered = [str(choice) for choice in choices]
        self.names = {self._key(self._pieces(name)): name for name in reversed(offered)}
        self.longest = max(map(len, self.names), default=1)

    def _pieces(self, text: str) -> list[str]:
        return [piece for piece in map(str.strip, text.split(self.between)) if piece]

    @staticmethod
    def _key(pieces: list[str]) -> tuple[str, ...]:
        return tuple(" ".join(piece.split()).casefold() for piece in pieces)

    def __call__(self, cell: str) -> tuple[str, ...]:
        """Give the names in a cell, in its order."""
        pieces = self._pieces(cell)
        folded, place = self._key(pieces), 0
        found: list[str] = []
        rest: list[str] = []
        while place < len(pieces):
            size = self._size(folded, place)
            if size:
                found += [*self._others(rest), self.names[folded[place : place + size]]]
                rest = []
            else:
                rest.append(pieces[place])
            place += size or 1
        return (*found, *self._others(rest))

    def _size(self, folded: tuple[str, ...], place: int) -> int:
        """Say of how many pieces the longest name is that begins here; 0: none does."""
        most = min(self.longest, len(folded) - place)
        sizes = range(most, 0, -1)
        return next((size for size in sizes if folded[place : place + size] in self.names), 0)

    def _others(self, pieces: list[str]) -> list[str]:
        """Give text that is no name offered: together, unless the separator is in no name."""
        return pieces if self.apart or not pieces else [f"{self.between} ".join(pieces)]
