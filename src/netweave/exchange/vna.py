"""VNA, the text format of NetDraw, which UCINET reads too: people with attributes, and ties."""

from __future__ import annotations

from collections import Counter
from os import PathLike
from typing import Any

import numpy as np
import pandas as pd

from netweave import errors
from netweave.exchange.fitting import quoted
from netweave.exchange.portable import rows_of
from netweave.exchange.relations import (
    Relation,
    as_relation,
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

FORM = "VNA"
MARKS = str.maketrans({'"': "'", "\n": " ", "\r": " ", "\t": " ", "\0": " "})


def write_vna(net: Network, path: str | PathLike[str]) -> None:
    """Write people, their attributes and their ties as a VNA file; the file names everybody.

    A row of ``*Tie data`` goes from the learner to the person learned from and has a column of
    strengths for each kind, in each wave, named "kind" or "kind / wave"; 0 is no tie.

    Parameters
    ----------
    net : Network
        Any network. Weights of parallel ties are added up and columns of ties are left out, with a
        warning that says so. In attributes a double quote becomes a single one, and yes and no
        become 1 and 0.
    path : path
        Where to write; a file there is replaced.

    Raises
    ------
    DataError
        If an id holds a double quote or a line break, which VNA has no way to write, or the name of
        a kind or wave does, or holds " / "; if two columns of people get one name, or have none.

    Examples
    --------
    >>> import pandas as pd, tempfile
    >>> from pathlib import Path
    >>> import netweave as nw
    >>> ties = pd.DataFrame({"learner": ["ana"], "learned_from": ["ben"], "weight": [2.0]})
    >>> net = nw.Network(["ana", "ben"], ties).with_people(organization=["Fernhill", None])
    >>> with tempfile.TemporaryDirectory() as folder:
    ...     nw.exchange.write_vna(net, Path(folder, "net.vna"))
    ...     print(Path(folder, "net.vna").read_text())
    *Node data
    ID "convener" "organization"
    "ana" 0 "Fernhill"
    "ben" 0 ""
    *Tie data
    from to "tie"
    "ana" "ben" 2
    """
    ids = quoted(ids_of(net), FORM)
    people = net.people
    names = [str(name) for name in people.columns]
    columns = [name.translate(MARKS) for name in names]
    wrong = [name for name, times in Counter(["ID", *columns]).items() if times > 1 or not name]
    if wrong:
        raise errors.words_not_carried(FORM, wrong, "two columns of one name, or one without")
    heads = [f'"{name}"' for name in columns]
    lines = ["*Node data", " ".join(["ID", *heads])]
    for who, row in zip(ids, rows_of(people), strict=True):
        lines.append(" ".join([who, *(_written(row.get(name)) for name in names)]))
    found = relations_of(net, FORM)
    lines += ["*Tie data", " ".join(["from", "to", *(f'"{one.name}"' for one in found)])]
    table = _side_by_side(found)
    for (row, column), weights in zip(table.index, table.to_numpy(), strict=True):
        lines.append(" ".join([ids[row], ids[column], *map(number, weights)]))
    with writing(path) as file:
        file.write_text("\n".join([*lines, ""]), encoding="utf-8", newline="\n")


def _written(cell: Any) -> str:
    if isinstance(cell, bool | int | float):
        return number(cell)
    return f'"{"" if cell is None else str(cell).translate(MARKS)}"'


def _side_by_side(found: list[Relation]) -> pd.DataFrame:
    """Give a row for each tied pair and a column for each relation."""
    columns = {
        place: pd.Series(one.weights, pd.MultiIndex.from_arrays([one.rows, one.columns]))
        for place, one in enumerate(found)
    }
    return pd.DataFrame(columns).fillna(0.0) if columns else pd.DataFrame()


def read_vna(path: str | PathLike[str]) -> Network:
    r"""Read a network from a VNA file of NetDraw or UCINET.

    ``*Node data`` gives people and their columns, ``*Tie data`` the ties, a kind for each column of
    strengths; ``*Node properties``, where the picture is kept, is passed over. A row is read as
    learner → learned_from.

    Parameters
    ----------
    path : path
        The file.

    Returns
    -------
    Network
        People in the order of the file; those whom only ties name come last. Columns of numbers are
        numbers, an empty text is missing.

    Raises
    ------
    DataError
        If there is no such file, it has no ``*Tie data``, a strength is no number, or an id or a
        column of ``*Node data`` is there twice.

    Examples
    --------
    >>> import tempfile
    >>> from pathlib import Path
    >>> import netweave as nw
    >>> text = "*Node data\nid age\nana 40\nben 50\n*Tie data\nfrom to help\nana ben 2\n"
    >>> with tempfile.TemporaryDirectory() as folder:
    ...     place = Path(folder, "other.vna")
    ...     _ = place.write_text(text)
    ...     net = nw.exchange.read_vna(place)
    >>> net.people["age"].tolist(), net.ties["kind"].tolist()
    ([40, 50], ['help'])
    """
    place = existing(path)
    parts = _sections(lines_of(place))
    if "tie data" not in parts:
        raise errors.not_written_so(place.name, FORM, "it has no section *Tie data")
    (_, heads), *rows = parts["tie data"] or [(0, ["from", "to"])]
    people = _people(place.name, parts.get("node data") or [(0, ["id"])])
    ends = [who for _, row in rows for who in row[:2]]
    everybody = people.reindex(list(dict.fromkeys([*people.index, *ends])))
    at = {who: number_ for number_, who in enumerate(everybody.index)}
    cells: list[list[tuple[int, int, float]]] = [[] for _ in heads[2:]]
    for line, row in rows:
        if len(row) < 2 or len(row) > len(heads):
            raise errors.not_written_so(place.name, FORM, f"line {line}: {len(row)} cells")
        for some, word in zip(cells, row[2:], strict=False):
            some.append((at[row[0]], at[row[1]], numbered(place.name, FORM, word or "0", line)))
        if len(heads) == 2:
            cells = cells or [[]]
            cells[0].append((at[row[0]], at[row[1]], 1.0))
    names = heads[2:] or [""]
    found = [as_relation(name, some) for name, some in zip(names, cells, strict=False)]
    return network_of_relations(list(everybody.index), found, everybody)


def _sections(lines: list[str]) -> dict[str, list[tuple[int, list[str]]]]:
    parts: dict[str, list[tuple[int, list[str]]]] = {}
    rows: list[tuple[int, list[str]]] = []
    for line, text in enumerate(lines, 1):
        if text.startswith("*"):
            rows = parts.setdefault(" ".join(text[1:].split()).casefold(), [])
        elif text.strip():
            rows.append((line, tokens(text)))
    return parts


def _people(name: str, rows: list[tuple[int, list[str]]]) -> pd.DataFrame:
    (_, heads), *body = rows
    for line, row in body:
        if len(row) != len(heads):
            raise errors.not_written_so(
                name, FORM, f"line {line}: {len(row)} cells of {len(heads)}"
            )
    if twice := [who for who, times in Counter(row[0] for _, row in body).items() if times > 1]:
        raise errors.ids_twice(name, FORM, twice)
    if alike := [head for head, times in Counter(heads).items() if times > 1]:
        why = f"columns of *Node data are there twice: {errors.listed(alike)}"
        raise errors.not_written_so(name, FORM, why)
    columns = {
        head: _column([row[place] for _, row in body]) for place, head in enumerate(heads) if place
    }
    who = pd.Index([row[0] for _, row in body], dtype="str", name="person")
    return pd.DataFrame(columns).set_axis(who) if columns else pd.DataFrame(index=who)


def _column(cells: list[str]) -> pd.Series:
    """Give numbers as numbers; "007" stays text, as an id may be."""
    words = pd.Series([cell or None for cell in cells], dtype="str")
    if words.str.fullmatch(r"0\d+").any():
        return words
    numbers = pd.to_numeric(words, errors="coerce")
    return numbers if np.array_equal(numbers.isna(), words.isna()) else words
