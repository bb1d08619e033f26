"""A folder for RSiena and statnet: a matrix per wave, covariates, who was there, and a script."""

from __future__ import annotations

from collections.abc import Iterator
from os import PathLike
from pathlib import Path

import numpy as np
import pandas as pd

from netweave import errors
from netweave._checks import one_of
from netweave.coverage import asked_about
from netweave.exchange.covariates import Covariate, covariates_of
from netweave.exchange.fitting import quoted
from netweave.exchange.graphs import reading
from netweave.exchange.relations import ids_of, lines_of
from netweave.exchange.rscript import script
from netweave.ingest.safe import folder_at, protected, unprotected, writing
from netweave.ingest.tables.reading import existing
from netweave.network import Network

FORM = "RSiena"
MOST = 5000
ABSENT, MISSING = "10", "NA"
PEOPLE, WAVES, CODES = "people.csv", "waves.csv", "codes.csv"
PRESENT, SCRIPT = "composition.txt", "start.R"


def write_siena(net: Network, folder: str | PathLike[str], *, kind: str | None = None) -> None:
    """Write one kind of tie over its waves for RSiena and statnet; the folder names everybody.

    A matrix per wave (``wave1.txt``, …) has a row for each learner and a column for each person
    learned from, in the order of ``people.csv``: 1 where there is a tie at or above the threshold
    of its kind, 0 where there is none, NA where nobody was asked or nobody answered, and 10, which
    is RSiena's sign for what could not be, where one of the two was not there in that wave.

    Organization, role, convener and every column of numbers or of yes and no become covariates,
    one file each, with a column per wave where they vary by wave. Words are codes, which
    ``codes.csv`` explains. ``composition.txt`` has the intervals in which each person was there;
    who is absent in one wave and there in the next came half-way between. ``start.R`` loads
    everything. The codes 10 and the composition file say the same in two ways: use one of them.

    Parameters
    ----------
    net : Network
        Any network; RSiena needs two waves or more.
    folder : path
        Where to write; it is made if need be, and files of these names are replaced.
    kind : str, optional
        The kind of tie; may be left out where there is one.

    Raises
    ------
    DataError
        If the network holds several kinds and none is named, if the kind is an opportunity without
        a threshold, or if an id holds a double quote or a line break.
    ArgumentError
        If there is no such kind, or there are more than 5,000 people.

    Examples
    --------
    Cleo joined for the second wave.

    >>> import pandas as pd, tempfile
    >>> from pathlib import Path
    >>> import netweave as nw
    >>> ties = pd.DataFrame({
    ...     "learner": ["ana", "cleo"],
    ...     "learned_from": ["ben", "ana"],
    ...     "wave": ["spring", "fall"],
    ... })
    >>> roster = pd.DataFrame({
    ...     "wave": ["spring"] * 3 + ["fall"] * 3,
    ...     "person": ["ana", "ben", "cleo"] * 2,
    ...     "eligible": [True, True, False, True, True, True],
    ... })
    >>> net = nw.Network(["ana", "ben", "cleo"], ties, waves=["spring", "fall"], roster=roster)
    >>> with tempfile.TemporaryDirectory() as folder:
    ...     nw.exchange.write_siena(net, folder)
    ...     print(Path(folder, "wave1.txt").read_text())
    ...     print(Path(folder, "composition.txt").read_text())
    0 1 10
    0 0 10
    10 10 0
    <BLANKLINE>
    1 2
    1 2
    1.5 2
    """
    kind = net.the_kind if kind is None else kind
    one_of("kind", list(net.kinds.index), kind)
    if net.n > MOST:
        raise errors.too_many_for_matrix(net.n, MOST)
    ids = ids_of(net)
    quoted(ids, FORM)
    waves = list(net.by_wave().items()) or [("", net)]
    presence = np.column_stack([net.people.index.isin(_there(net, label)) for label, _ in waves])
    found = covariates_of(net, [one for _, one in waves])
    made = [f"wave{at + 1}.txt" for at in range(len(waves))]
    matrices = [list(_rows(net, one, kind, presence[:, at])) for at, (_, one) in enumerate(waves)]
    place = folder_at(_folder(folder))
    for name, rows in zip(made, matrices, strict=True):
        _write(place / name, rows)
    for one in found:
        _write(place / f"{one.name}.txt", (" ".join(row) for row in one.cells))
    _write(place / PRESENT, map(_intervals, presence))
    _tables(place, ids, [label for label, _ in waves], kind, found)
    _write(place / SCRIPT, script(kind, made, found, PRESENT).splitlines())


def _there(net: Network, label: str) -> list[object]:
    """Give who was there in a wave, those who declined included: they could have had ties."""
    roster = net.roster
    if roster is None:
        return net.people.index.tolist()
    here = roster[roster.index.get_level_values("wave") == label]
    return here.index[here["eligible"].to_numpy()].get_level_values("person").tolist()


def _rows(net: Network, one: Network, kind: str, there: np.ndarray) -> Iterator[str]:
    """Give the rows of the matrix of one wave; ``one`` holds only who consented in it."""
    chosen = one.where(kind=kind)
    arcs = chosen.structure(directed=True)
    about = asked_about(chosen, kind)
    place = net.people.index.get_indexer(one.people.index)
    inner = np.full(net.n, -1)
    inner[place] = np.arange(one.n)
    everybody = np.arange(one.n)
    for row in range(net.n):
        cells = np.where(there & there[row], MISSING, ABSENT).astype(object)
        if inner[row] >= 0:
            seen = about.arcs(np.full(one.n, inner[row]), everybody)
            cells[place] = np.where(seen, "0", MISSING)
            cells[place[arcs.indices[arcs.indptr[inner[row]] : arcs.indptr[inner[row] + 1]]]] = "1"
        cells[row] = "0"
        yield " ".join(cells)


def _intervals(there: np.ndarray) -> str:
    """Give the stretches of waves in which somebody was there, as RSiena counts them from 1."""
    edges = np.flatnonzero(np.diff(np.concatenate([[False], there, [False]])))
    found = []
    for first, last in zip(edges[::2], edges[1::2], strict=True):
        start = 1.0 if first == 0 else first + 0.5
        end = float(len(there)) if last == len(there) else last + 0.5
        found += [f"{start:g}", f"{end:g}"]
    return " ".join(found)


def _tables(
    place: Path, ids: list[str], waves: list[str], kind: str, found: list[Covariate]
) -> None:
    """Write what the numbers stand for."""
    numbers = range(1, len(ids) + 1)
    codes = [(one.name, code, word) for one in found for code, word in enumerate(one.words, 1)]
    tables = {
        PEOPLE: pd.DataFrame({"row": numbers, "person": pd.Series(ids, dtype="str")}),
        WAVES: pd.DataFrame({"wave": range(1, len(waves) + 1), "label": waves, "kind": kind}),
        CODES: pd.DataFrame(codes, columns=["covariate", "code", "word"]),
    }
    for name, table in tables.items():
        with writing(place / name) as file:
            texts = table.map(lambda cell: protected(cell) if isinstance(cell, str) else cell)
            texts.to_csv(file, index=False, lineterminator="\n", encoding="utf-8")


def _write(place: Path, lines: object) -> None:
    with writing(place) as file:
        text = "".join(f"{line}\n" for line in lines)  # type: ignore[attr-defined]
        file.write_text(text, encoding="utf-8", newline="\n")


def read_siena(folder: str | PathLike[str]) -> Network:
    """Read the matrices of a folder that ``write_siena`` wrote, or of one laid out like it.

    A 1, or any other number above 0 but 10, is a tie of the row's learner; 11 is a tie that had to
    be. NA is a pair nobody was asked about. Who was there is read from ``composition.txt``; without
    it, somebody with 10 everywhere was not there in that wave.

    Parameters
    ----------
    folder : path
        With ``people.csv``, ``waves.csv`` and a matrix ``wave1.txt``, … for each wave.

    Returns
    -------
    Network
        Ties by wave, who was there, and which pairs were not observed. Covariates stay in their
        files.

    Raises
    ------
    DataError
        If a file is missing, a matrix has other rows and columns than ``people.csv`` or holds a
        number below 0 or without end, ``waves.csv`` names several kinds, or ``composition.txt``
        does not fit.

    Examples
    --------
    >>> import pandas as pd, tempfile
    >>> import netweave as nw
    >>> ties = pd.DataFrame({"learner": ["ana"], "learned_from": ["ben"], "wave": ["fall"]})
    >>> net = nw.Network(["ana", "ben"], ties, waves=["spring", "fall"])
    >>> with tempfile.TemporaryDirectory() as folder:
    ...     nw.exchange.write_siena(net, folder)
    ...     nw.exchange.read_siena(folder).wave("fall").matrix.toarray().tolist()
    [[0.0, 1.0], [0.0, 0.0]]
    """
    place = _folder(folder)
    ids = _column(place / PEOPLE, "person")
    labels, kinds_ = (_column(place / WAVES, name) for name in ("label", "kind"))
    if len(set(kinds_)) > 1:
        why = f"it names several kinds: {errors.listed(sorted(set(kinds_)))}"
        raise errors.not_written_so(WAVES, FORM, why)
    kind = kinds_[0]
    found = [_read(existing(place / f"wave{at + 1}.txt"), len(ids)) for at in range(len(labels))]
    who = np.array([*ids, None], dtype=object)[:-1]
    tables: dict[str, list[pd.DataFrame]] = {"ties": [], "unasked": []}
    roster = []
    presence = _present(place / PRESENT, found)
    for label, matrix, there in zip(labels, found, presence, strict=True):
        tied = (matrix > 0) & (matrix != 10)
        for part, cells in (("ties", tied), ("unasked", np.isnan(matrix))):
            rows, columns = np.nonzero(_off_diagonal(matrix, cells) & ~np.eye(len(ids), dtype=bool))
            tables[part].append(
                pd.DataFrame({"learner": who[rows], "learned_from": who[columns], "wave": label})
            )
        roster.append(pd.DataFrame({"wave": label, "person": who, "eligible": there}))
    parts = {name: pd.concat(some, ignore_index=True).assign(kind=kind)
             for name, some in tables.items()}  # fmt: skip
    if labels == [""]:
        parts = {name: part.drop(columns="wave") for name, part in parts.items()}
    people = pd.DataFrame(index=pd.Index(ids, dtype="str"))
    waves, kinds = None if labels == [""] else labels, pd.DataFrame({"kind": [kind]})
    present = pd.concat(roster) if len(labels) > 1 else None
    return Network(people, parts["ties"], kinds, waves, present, parts["unasked"])


def _folder(folder: object) -> Path:
    if not isinstance(folder, str | PathLike):
        raise errors.ArgumentError(
            f"folder must be the path of a folder, got {type(folder).__name__}. Name the folder."
        )
    return Path(folder)


def _column(place: Path, name: str) -> list[str]:
    """Give a column of a table as text, with nothing taken for missing."""
    with reading(place.name, FORM):
        table = pd.read_csv(existing(place), dtype="str", keep_default_na=False, encoding="utf-8")
        if not len(table):
            raise errors.not_written_so(place.name, FORM, "it has no rows")
        return [unprotected(cell) for cell in table[name]]


def _present(place: Path, found: list[np.ndarray]) -> list[np.ndarray]:
    """Give who was there in each wave, from the intervals, or else from the codes 10."""
    if not place.exists():
        seen = [np.asarray(_off_diagonal(matrix, matrix == 10).all(axis=1)) for matrix in found]
        return [np.logical_not(away) | (len(away) < 2) for away in seen]
    lines, n = lines_of(place), len(found[0])
    lines = lines if lines[-1].strip() else lines[:-1]
    with reading(place.name, FORM):
        rows = [list(map(float, line.split())) for line in lines[:n]]
    if len(rows) != n or any(len(row) % 2 for row in rows) or any(map(str.strip, lines[n:])):
        why = f"it has no line of beginnings and ends for each of {n} people"
        raise errors.not_written_so(place.name, FORM, why)
    return [
        np.array([
            any(one <= wave <= other for one, other in zip(row[::2], row[1::2], strict=True))
            for row in rows
        ], dtype=bool)
        for wave in range(1, len(found) + 1)
    ]  # fmt: skip


def _off_diagonal(matrix: np.ndarray, cells: np.ndarray) -> np.ndarray:
    return np.asarray(cells | np.eye(len(matrix), dtype=bool))


def _read(place: Path, n: int) -> np.ndarray:
    """Read a matrix of one wave; NA becomes NaN."""
    try:
        rows = [list(map(float, line.replace(MISSING, "nan").split()))
                for line in lines_of(place) if line.strip()]  # fmt: skip
    except ValueError as fault:
        raise errors.not_written_so(place.name, FORM, fault) from fault
    if len(rows) != n or any(len(row) != n for row in rows):
        raise errors.not_written_so(place.name, FORM, f"it is no matrix of {n} rows and columns")
    matrix = np.array(rows).reshape(n, n)
    if (np.isinf(matrix) | (matrix < 0)).any():
        raise errors.not_written_so(place.name, FORM, "it holds a number below 0, or without end")
    return matrix
