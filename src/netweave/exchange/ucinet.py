"""UCINET's DL text files, with a matrix for each kind and wave."""

from __future__ import annotations

import re
from collections.abc import Iterator
from os import PathLike
from typing import Any

import numpy as np

from netweave import errors
from netweave._checks import one_of
from netweave.exchange.fitting import quoted
from netweave.exchange.relations import (
    LONGEST,
    Relation,
    as_relation,
    columns_of_people,
    counted,
    ids_of,
    lines_of,
    network_of_relations,
    number,
    numbered,
    relations_of,
    tokens,
)
from netweave.ingest.safe import writing
from netweave.ingest.tables.reading import existing
from netweave.network import Network

FORM = "UCINET DL"
LAYOUTS = ("edgelist1", "fullmatrix")
MOST = 5000
_HEAD = re.compile(r'"([^"]*)"|([^\s,="]+)')


def write_dl(net: Network, path: str | PathLike[str], *, layout: str = "edgelist1") -> None:
    """Write a network as a UCINET DL text file; the file names everybody.

    Row is the learner, column the person learned from. Each kind of tie, in each wave, is a matrix,
    named "kind" or "kind / wave". UCINET takes attributes of people from a file of their own: write
    it with ``write_vna``.

    Parameters
    ----------
    net : Network
        Any network. Weights of parallel ties are added up, and columns of people and ties are left
        out, with a warning that says which.
    path : path
        Where to write; a file there is replaced.
    layout : {"edgelist1", "fullmatrix"}, default "edgelist1"
        A list of ties, or whole matrices (of at most 5,000 people).

    Raises
    ------
    DataError
        If an id holds a double quote or a line break, which DL has no way to write, or the name of
        a kind or wave does, or holds " / ".
    ArgumentError
        If there is no such layout, or there are too many people for whole matrices.

    Examples
    --------
    >>> import pandas as pd, tempfile
    >>> from pathlib import Path
    >>> import netweave as nw
    >>> ties = pd.DataFrame({"learner": ["ana"], "learned_from": ["ben"], "weight": [2.0]})
    >>> net = nw.Network(["ana", "ben"], ties)
    >>> with tempfile.TemporaryDirectory() as folder:
    ...     nw.exchange.write_dl(net, Path(folder, "net.dl"), layout="fullmatrix")
    ...     print(Path(folder, "net.dl").read_text())
    dl n=2 nm=1
    format=fullmatrix
    labels:
    "ana"
    "ben"
    matrix labels:
    "tie"
    data:
    0 2
    0 0
    """
    one_of("layout", LAYOUTS, layout)
    if layout == "fullmatrix" and net.n > MOST:
        raise errors.too_many_for_matrix(net.n, MOST)
    names = quoted(ids_of(net), FORM)
    found = relations_of(net, FORM, columns_of_people(net))
    head = [f"dl n={net.n} nm={len(found)}", f"format={layout}", "labels:", *names]
    head += ["matrix labels:", *(f'"{one.name}"' for one in found), "data:"]
    write = _whole if layout == "fullmatrix" else _listed
    with writing(path) as file, file.open("w", encoding="utf-8", newline="\n") as out:
        out.write("\n".join([*head, ""]))
        for place, one in enumerate(found):
            if place and layout == "edgelist1":
                out.write("!\n")
            out.writelines(f"{line}\n" for line in write(one, net.n))


def _whole(one: Relation, n: int) -> Iterator[str]:
    order = np.argsort(one.rows, kind="stable")
    first = np.searchsorted(one.rows[order], np.arange(n + 1))
    for row in range(n):
        here = order[first[row] : first[row + 1]]
        cells = ["0"] * n
        for column, weight in zip(one.columns[here], one.weights[here], strict=True):
            cells[column] = number(weight)
        yield " ".join(cells)


def _listed(one: Relation, _: int) -> Iterator[str]:
    for row, column, weight in zip(one.rows, one.columns, one.weights, strict=True):
        yield f"{row + 1} {column + 1} {number(weight)}"


def read_dl(path: str | PathLike[str]) -> Network:
    r"""Read a network from a UCINET DL text file.

    The formats ``fullmatrix`` (the default of DL) and ``edgelist1`` are read, with labels listed,
    embedded, or left out, and several matrices. Row is read as the learner, column as the person
    learned from. Matrices named "kind / wave" give both, where all are named so.

    Parameters
    ----------
    path : path
        The file.

    Returns
    -------
    Network
        People by label, in the order of the file; without labels they are their numbers.

    Raises
    ------
    DataError
        If there is no such file, it has another format, or something in it does not add up: a line
        of another length, numbers after the last matrix, 1,5 or 1_000 in place of a number.

    Examples
    --------
    >>> import tempfile
    >>> from pathlib import Path
    >>> import netweave as nw
    >>> text = "dl n=3 format=edgelist1 labels embedded data:\nana ben 2\ncleo ben\n"
    >>> with tempfile.TemporaryDirectory() as folder:
    ...     place = Path(folder, "other.dl")
    ...     _ = place.write_text(text)
    ...     nw.exchange.read_dl(place).matrix.toarray().tolist()
    [[0.0, 2.0, 0.0], [0.0, 0.0, 0.0], [0.0, 1.0, 0.0]]
    """
    place = existing(path)
    reader = _Reader(place.name, lines_of(place))
    read = {"fullmatrix": reader.whole, "edgelist1": reader.listed}.get(reader.layout)
    if read is None:
        raise reader.fault(f"it has format={reader.layout}; fullmatrix and edgelist1 are read")
    cells = read()
    names = [*reader.matrices, *(f"matrix {at + 1}" for at in range(len(cells)))][: len(cells)]
    found = [as_relation(name, some) for name, some in zip(names, cells, strict=True)]
    return network_of_relations(reader.labels, found)


class _Reader:
    """The head of a DL file, and its data still to be read."""

    def __init__(self, name: str, lines: list[str]) -> None:
        self.name, self.size = name, sum(map(len, lines))
        self.layout, self.embedded = "fullmatrix", False
        self.n, self.count = -1, 1
        self.labels: list[str] = []
        self.matrices: list[str] = []
        head = self._split(lines)
        self._head([(found[1], found[2]) for line in head for found in _HEAD.finditer(line)])
        if self.n < 0:
            raise self.fault("it does not say how many people there are (n=…)")

    def fault(self, why: str) -> errors.DataError:
        """Say what is wrong with the file."""
        return errors.not_written_so(self.name, FORM, why)

    def _split(self, lines: list[str]) -> list[str]:
        """Part the head from the data, which begins after the word "data:"."""
        if not lines[0].strip().casefold().startswith("dl"):
            raise self.fault("its first word is not DL")
        for at, line in enumerate(lines):
            words = line.rstrip().casefold()
            if words.endswith("data:") and words.count('"') % 2 == 0:
                self.first, self.data = at + 2, lines[at + 1 :]
                return [*lines[:at], line.rstrip()[: -len("data:")]]
        raise self.fault("it has no line that ends in data:")

    def _head(self, words: list[tuple[str | None, str | None]]) -> None:
        """Go through the words of the head; those in quotes are never keywords."""
        at, part = 1, ""
        while at < len(words):
            key = (words[at][1] or "").casefold().rstrip(":")
            after = words[at + 1][1] if at + 1 < len(words) else None
            at += 1
            if key in {"n", "nm", "nr", "nc", "format", "diagonal"}:
                self._setting(key, after or "")
                at += 1
            elif key in {"matrix", "row", "column", "col"} and (after or "").casefold().startswith(
                "label"
            ):
                part = key
            elif key == "labels":
                part, at = self._labels(part or "row", words, at)

    def _labels(
        self, part: str, words: list[tuple[str | None, str | None]], at: int
    ) -> tuple[str, int]:
        """Take as many labels as there are rows or matrices, unless they are embedded."""
        if at < len(words) and (words[at][1] or "").casefold().rstrip(":") == "embedded":
            self.embedded = True
            return "", at + 1
        count = self.count if part == "matrix" else self.n
        found = [
            quote if quote is not None else bare or "" for quote, bare in words[at : at + count]
        ]
        if len(found) < count:
            raise self.fault(f"it has {len(found)} labels where there should be {count}")
        if part == "matrix":
            self.matrices = found
        elif part not in {"column", "col"}:
            self.labels = found
        return "", at + max(count, 0)

    def _setting(self, key: str, value: str) -> None:
        if key == "format":
            self.layout = value.casefold()
        elif key == "diagonal":
            if value.casefold() != "present":
                raise self.fault("its matrices have no diagonal")
        elif (n := counted(value, self.size)) < 0:
            raise self.fault(f"{key}={value[:20]} is no number that fits the file")
        elif key == "nm":
            self.count = n
        elif self.n not in {-1, n}:
            raise self.fault("it has two modes (nr and nc differ), which is no network of people")
        else:
            self.n = n

    def whole(self) -> list[list[tuple[int, int, float]]]:
        """Read whole matrices: rows of numbers, wherever the lines break."""
        if self.n > MOST:
            raise errors.too_many_for_matrix(self.n, MOST)
        cells = ((line, word) for line, text in enumerate(self.data, self.first)
                 for word in tokens(text))  # fmt: skip
        if self.embedded:
            self.labels = [word for _, word in self._next(cells, self.n)]
        self._number_labels()
        found = [self._matrix(cells) for _ in range(self.count)]
        if (more := next(cells, None)) is not None:
            raise self.fault(f"line {more[0]}: {more[1]!r} comes after the last number")
        return found

    def _matrix(self, cells: Iterator[tuple[int, str]]) -> list[tuple[int, int, float]]:
        found = []
        for row in range(self.n):
            if self.embedded:
                self._next(cells, 1)
            for column, (line, word) in enumerate(self._next(cells, self.n)):
                weight = numbered(self.name, FORM, word, line)
                if weight:
                    found.append((row, column, weight))
        return found

    def _next(self, cells: Iterator[tuple[int, str]], count: int) -> list[tuple[int, str]]:
        found = [cell for _, cell in zip(range(count), cells, strict=False)]
        if len(found) < count:
            raise self.fault("its data end too early")
        return found

    def listed(self) -> list[list[tuple[int, int, float]]]:
        """Read lists of ties, a line of "!" between two matrices."""
        found: list[list[tuple[int, int, float]]] = [[]]
        places: dict[Any, int] = {label: at for at, label in enumerate(self.labels)}
        for line, text in enumerate(self.data, self.first):
            words = tokens(text)
            if words == ["!"]:
                found.append([])
            elif words:
                if not 2 <= len(words) <= 3:
                    raise self.fault(f"line {line}: a tie has two or three words, not {len(words)}")
                one, other = (self._place(word, places, line) for word in words[:2])
                weight = numbered(self.name, FORM, words[2], line) if len(words) > 2 else 1.0
                found[-1].append((one, other, weight))
        if self.embedded:
            self.labels = list(places)
        self._number_labels()
        return found + [[] for _ in range(self.count - len(found))]

    def _place(self, word: str, places: dict[Any, int], line: int) -> int:
        if self.embedded:
            at = places.setdefault(word, len(places))
        else:
            at = int(word) - 1 if word.isdecimal() and len(word) < LONGEST else -1
        if not 0 <= at < self.n:
            raise self.fault(f"line {line}: {word!r} is none of its {self.n} people")
        return at

    def _number_labels(self) -> None:
        """Name those for whom there is no label by their number."""
        taken = set(self.labels)
        rest = (str(at + 1) for at in range(len(self.labels), self.n))
        self.labels += [one if one not in taken else f"{one} (unnamed)" for one in rest]
