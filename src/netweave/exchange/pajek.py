"""Pajek's network files, with a relation for each kind and wave."""

from __future__ import annotations

import re
from os import PathLike

from netweave import errors
from netweave.exchange.fitting import quoted
from netweave.exchange.portable import ARROW
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

FORM = "Pajek"
_SECTION = re.compile(r"\*(\w+)\s*(?::\s*\d+)?\s*(.*)")


def write_pajek(net: Network, path: str | PathLike[str]) -> None:
    """Write a network as a Pajek ``.net`` file; the file names everybody.

    Each kind of tie, in each wave, is a relation of arcs from the learner to the person learned
    from, named "kind" or "kind / wave". A comment in the file says what an arc means.

    Parameters
    ----------
    net : Network
        Any network. Weights of parallel ties are added up, and columns of people and ties are left
        out, with a warning that says which.
    path : path
        Where to write; a file there is replaced.

    Raises
    ------
    DataError
        If an id holds a double quote or a line break, which Pajek has no way to write, or the name
        of a kind or wave does, or holds " / ".

    Examples
    --------
    >>> import pandas as pd, tempfile
    >>> from pathlib import Path
    >>> import netweave as nw
    >>> ties = pd.DataFrame({"learner": ["ana"], "learned_from": ["ben"], "weight": [2.0]})
    >>> net = nw.Network(["ana", "ben", "cleo"], ties)
    >>> with tempfile.TemporaryDirectory() as folder:
    ...     nw.exchange.write_pajek(net, Path(folder, "net.net"))
    ...     print(Path(folder, "net.net").read_text())
    % An arrow goes from the learner to the person learned from.
    *Vertices 3
    1 "ana"
    2 "ben"
    3 "cleo"
    *Arcs :1 "tie"
    1 2 2
    """
    names = quoted(ids_of(net), FORM)
    lines = [f"% {ARROW}", f"*Vertices {len(names)}"]
    lines += [f"{place} {name}" for place, name in enumerate(names, 1)]
    for place, one in enumerate(relations_of(net, FORM, columns_of_people(net)), 1):
        lines.append(f'*Arcs :{place} "{one.name}"')
        cells = zip(one.rows, one.columns, one.weights, strict=True)
        lines += [f"{row + 1} {column + 1} {number(weight)}" for row, column, weight in cells]
    with writing(path) as file:
        file.write_text("\n".join([*lines, ""]), encoding="utf-8", newline="\n")


def read_pajek(path: str | PathLike[str]) -> Network:
    r"""Read a network from a Pajek ``.net`` file.

    Sections ``*Vertices``, ``*Arcs``, ``*Edges``, ``*Arcslist``, ``*Edgeslist`` and ``*Matrix`` are
    read. An arc is read as learner → learned_from, an edge as a tie each way. A relation named
    "kind / wave" gives both, where all relations are named so.

    Parameters
    ----------
    path : path
        The file.

    Returns
    -------
    Network
        People by label, in the order of the vertices; a vertex without label is its number.

    Raises
    ------
    DataError
        If there is no such file, a line names no vertex or another says something else of it, a
        value is no number (1,5 is none), a matrix lacks rows, or there is a second network.

    Examples
    --------
    >>> import tempfile
    >>> from pathlib import Path
    >>> import netweave as nw
    >>> with tempfile.TemporaryDirectory() as folder:
    ...     place = Path(folder, "other.net")
    ...     _ = place.write_text('*Vertices 2\n1 "ana"\n2 "ben"\n*Edges\n1 2 3\n')
    ...     nw.exchange.read_pajek(place).matrix.toarray().tolist()
    [[0.0, 3.0], [3.0, 0.0]]
    """
    place = existing(path)
    lines = lines_of(place)
    reader = _Reader(place.name, sum(map(len, lines)))
    for line, text in enumerate(lines, 1):
        if text.strip() and not text.lstrip().startswith("%"):
            reader.take(line, text.strip())
    if not reader.section:
        why = "it has no section *Vertices"
        raise errors.not_written_so(place.name, FORM, why)
    reader.end(len(lines))
    return network_of_relations(reader.labels, reader.relations())


class _Reader:
    """What was read so far, and the section that the next line belongs to."""

    def __init__(self, name: str, size: int) -> None:
        self.name, self.size = name, size
        self.labels: list[str] = []
        self.told: set[int] = set()
        self.section, self.begun = "", False
        self.cells: dict[str, list[tuple[int, int, float]]] = {}
        self.relation, self.row = "", 0

    def take(self, line: int, text: str) -> None:
        """Take one line that is neither blank nor a comment."""
        if text.startswith("*"):
            self._begin(line, text)
        elif self.section == "vertices":
            number_, *label = tokens(text)
            vertex = self._vertex(number_, line)
            if vertex in self.told:
                raise self._fault(line, f"vertex {number_} is there a second time")
            self.told.add(vertex)
            if label:
                self.labels[vertex] = label[0]
        elif self.section in {"arcs", "edges", "arcslist", "edgeslist", "matrix"}:
            self._ties(line, text.split())

    def end(self, line: int) -> None:
        """Refuse a matrix that ends before all its rows are there."""
        if self.section == "matrix" and self.row != len(self.labels):
            raise self._fault(line, f"the matrix ends after {self.row} of {len(self.labels)} rows")

    def _begin(self, line: int, text: str) -> None:
        self.end(line)
        found = _SECTION.match(text)
        self.section, rest = (found[1].casefold(), tokens(found[2])) if found else ("", [])
        if self.section == "vertices":
            n = counted(rest[0], self.size) if len(rest) == 1 else -1
            if n < 0:
                why = "*Vertices must be followed by one number (one mode) that fits the file"
                raise self._fault(line, why)
            if self.begun:
                raise self._fault(line, "a second network begins; put each into a file of its own")
            self.begun, self.labels = True, [str(place + 1) for place in range(n)]
        elif self.section != "network":
            self.relation, self.row = rest[0] if rest else "", 0
            self.cells.setdefault(self.relation, [])

    def _vertex(self, text: str, line: int) -> int:
        place = int(text) - 1 if text.isdecimal() and len(text) < LONGEST else -1
        if not 0 <= place < len(self.labels):
            raise self._fault(line, f"{text!r} is the number of no vertex")
        return place

    def _ties(self, line: int, words: list[str]) -> None:
        cells = self.cells[self.relation]
        if self.section == "matrix":
            weights = [numbered(self.name, FORM, word, line) for word in words]
            if len(weights) != len(self.labels) or self.row >= len(self.labels):
                raise self._fault(line, "a row of the matrix has another length than the vertices")
            cells += [(self.row, column, weight) for column, weight in enumerate(weights)]
            self.row += 1
            return
        listed = self.section.endswith("list")
        if len(words) < 2 and not listed:
            raise self._fault(line, "a tie must name two vertices")
        one, *others = [self._vertex(word, line) for word in (words if listed else words[:2])]
        weight = 1.0 if listed or len(words) < 3 else numbered(self.name, FORM, words[2], line)
        for other in others:
            cells.append((one, other, weight))
            if self.section.startswith("edges"):
                cells.append((other, one, weight))

    def _fault(self, line: int, why: str) -> errors.DataError:
        return errors.not_written_so(self.name, FORM, f"line {line}: {why}")

    def relations(self) -> list[Relation]:
        """Give the relations, in the order of the file."""
        return [as_relation(name, cells) for name, cells in self.cells.items()]
