"""Kumu's workbook: a sheet of elements and a sheet of connections."""

from __future__ import annotations

import io
from datetime import date, datetime
from os import PathLike
from typing import Any

from netweave import errors
from netweave.exchange.fitting import warn_left_out
from netweave.exchange.graphs import reading
from netweave.exchange.kumu import UNWRITABLE, network_from_kumu, plain_fields, rows_for_kumu
from netweave.exchange.portable import ARROW, Row
from netweave.exchange.restored import parsed_notes
from netweave.ingest.safe import writing
from netweave.ingest.tables.reading import existing
from netweave.ingest.tables.workbooks import sheet_rows
from netweave.network import Network

FORM = "a Kumu workbook"
ELEMENTS, CONNECTIONS = "Elements", "Connections"
NOTES = "netweave (ignore)"  # Kumu passes over sheets that are called so
CREATED = datetime(2024, 1, 1)  # a workbook carries its date; a fixed one keeps the bytes the same
LONGEST = 32_000  # Excel holds 32,767 characters in a cell
ROWS, COLUMNS = 1_048_576, 16_384
EXACT = 2**53
_OPTIONS = {
    "strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False,
}  # fmt: skip


def write_kumu(net: Network, path: str | PathLike[str]) -> None:
    """Write a network as a workbook for Kumu (xlsx); the file names everybody, with all columns.

    The sheet Elements has the people, the sheet Connections the ties, from the learner to the
    person learned from; two ties of a mutual kind that are alike are one mutual connection. Kind
    and weight are Kumu's Type and Strength. All text is written as text, never as a formula. A
    third sheet, which Kumu passes over, says what an arrow means and keeps the notes of netweave.
    A number of more digits than a cell holds is written as text, so that it comes back the same.

    Parameters
    ----------
    net : Network
        Any network, of several kinds and waves too.
    path : path
        Where to write; a file there is replaced.

    Raises
    ------
    DataError
        If ids mix text and numbers, hold a vertical bar, which parts people in Kumu, or characters
        that a workbook cannot hold, or have blanks at an end; if there are more rows or columns
        than a sheet holds.

    Examples
    --------
    >>> import pandas as pd, tempfile
    >>> from pathlib import Path
    >>> import netweave as nw
    >>> ties = pd.DataFrame({"learner": ["ana"], "learned_from": ["ben"]})
    >>> net = nw.Network(["ana", "ben", "cleo"], ties)
    >>> with tempfile.TemporaryDirectory() as folder:
    ...     nw.exchange.write_kumu(net, Path(folder, "kumu.xlsx"))
    ...     nw.exchange.read_kumu(Path(folder, "kumu.xlsx")).equals(net)
    True
    """
    from xlsxwriter.exceptions import XlsxWriterException  # noqa: PLC0415

    elements, connections, notes = rows_for_kumu(net, FORM)
    wrong = [
        row["id"] for row in elements if UNWRITABLE.search(row["id"]) or len(row["id"]) > LONGEST
    ]
    if wrong:
        raise errors.ids_not_carried(FORM, wrong, "characters that a workbook cannot hold")
    held = io.BytesIO()
    try:
        changed = _filled(held, (elements, connections), notes)
    except XlsxWriterException as fault:
        why = f"no workbook can be made of it ({fault})"
        raise errors.cannot_be_written(str(path), why, "Make room on the disk.") from fault
    warn_left_out(FORM, [f"what a cell cannot hold of {len(changed)} text(s)"] if changed else [])
    with writing(path) as place_:
        place_.write_bytes(held.getvalue())


def _filled(held: io.BytesIO, sheets: tuple[list[Row], list[Row]], notes: str) -> list[str]:
    """Write the workbook, and give the texts that no cell holds as they are."""
    import xlsxwriter  # noqa: PLC0415

    changed: list[str] = []
    with xlsxwriter.Workbook(held, _OPTIONS) as book:
        book.set_properties({"created": CREATED})
        _sheet(book.add_worksheet(ELEMENTS), ["id", "label"], sheets[0], changed)
        first = ["from", "to", "direction", "type", "strength"]
        _sheet(book.add_worksheet(CONNECTIONS), first, sheets[1], changed)
        told = book.add_worksheet(NOTES)
        for place, text in enumerate([ARROW, *_cut(notes)]):
            told.write_string(place, 0, text)
    return changed


def _cut(text: str) -> list[str]:
    return [text[first : first + LONGEST] for first in range(0, len(text), LONGEST)]


def _sheet(sheet: Any, first: list[str], rows: list[Row], changed: list[str]) -> None:
    """Write one sheet; headings as Kumu writes them."""
    names = list(dict.fromkeys([*first, *(name for row in rows for name in row)]))
    if len(rows) >= ROWS or len(names) > COLUMNS:
        raise errors.too_many_for_sheet(len(rows), len(names))
    for place, name in enumerate(names):
        heading = {"id": "ID"}.get(name, name.title() if name in first else name)
        sheet.write_string(0, place, _writable(heading, changed))
    for line, row in enumerate(rows, 1):
        for place, name in enumerate(names):
            cell = row.get(name)
            if isinstance(cell, bool):
                sheet.write_boolean(line, place, cell)
            elif isinstance(cell, int | float) and _exact(cell):
                sheet.write_number(line, place, cell)
            elif cell is not None:
                sheet.write_string(line, place, _writable(str(cell), changed))
    sheet.freeze_panes(1, 0)


def _exact(number: float) -> bool:
    """Say whether a cell holds a number as it is: 16 digits are written."""
    if isinstance(number, int):
        return abs(number) <= EXACT and int(float(f"{number:.16G}")) == number
    return float(f"{number:.16G}") == number


def _writable(text: str, changed: list[str]) -> str:
    made = UNWRITABLE.sub(" ", text)[:LONGEST]
    if made != text:
        changed.append(text)
    return made


def read_kumu(path: str | PathLike[str]) -> Network:
    """Read a network from a workbook in Kumu's layout.

    The sheet Elements holds people, under Label or ID, and the sheet Connections the ties, under
    From and To. A connection is read as learner → learned_from, one that is mutual or undirected
    as a tie each way; several people in To are parted by "|". Type and Strength become kind and
    weight; a strength in words gives the weight 1 and stays in the column ``strength``.

    Parameters
    ----------
    path : path
        The workbook, with the sheets Elements and Connections.

    Returns
    -------
    Network
        What ``write_kumu`` wrote comes back the same, but for the order of mutual ties, for
        ``record``, for empty texts, which are missing, and for columns of other sorts than
        ``read_json`` names.

    Raises
    ------
    DataError
        If there is no such file, it is no workbook, or it lacks one of the sheets.

    Examples
    --------
    >>> import tempfile
    >>> from pathlib import Path
    >>> import pandas as pd
    >>> import netweave as nw
    >>> with tempfile.TemporaryDirectory() as folder:
    ...     place = Path(folder, "other.xlsx")
    ...     with pd.ExcelWriter(place) as book:
    ...         pd.DataFrame({"Label": ["Ana", "Ben"]}).to_excel(
    ...             book, sheet_name="Elements", index=False
    ...         )
    ...         ties = pd.DataFrame({"From": ["Ana"], "To": ["Ben"], "Strength": [2]})
    ...         ties.to_excel(book, sheet_name="Connections", index=False)
    ...     nw.exchange.read_kumu(place).matrix.toarray().tolist()
    [[0.0, 2.0], [0.0, 0.0]]
    """
    place = existing(path)
    elements = _rows(place, ELEMENTS)
    connections = _rows(place, CONNECTIONS)
    try:
        _, told, _ = sheet_rows(place, NOTES)
    except errors.DataError:  # the workbook of somebody else
        told = []
    notes = parsed_notes("".join(str(row[0]) for row in told[1:]), place.name) if told else None
    with reading(place.name, FORM):
        return network_from_kumu(elements, connections, notes, place.name)


def _rows(place: Any, sheet: str) -> list[Row]:
    """Give the rows of a sheet under its headings, without blank cells."""
    _, rows, _ = sheet_rows(place, sheet)
    if not rows:
        return []
    heads = [str(head) for head in rows[0]]
    body = [
        {head: _cell(cell) for head, cell in zip(heads, row, strict=False) if head and cell != ""}
        for row in rows[1:]
    ]
    return plain_fields(body)


def _cell(cell: Any) -> Any:
    """Give a date as ISO text, and a whole number as one."""
    if isinstance(cell, datetime | date):
        return cell.isoformat()
    return int(cell) if isinstance(cell, float) and cell.is_integer() else cell
