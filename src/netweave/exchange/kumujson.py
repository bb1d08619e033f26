"""Kumu's JSON: blueprints that Kumu imports, and its own exports of a project."""

from __future__ import annotations

import json
from os import PathLike
from typing import Any

from netweave import errors
from netweave.exchange.graphs import NOTES, reading
from netweave.exchange.kumu import network_from_kumu, plain_fields, rows_for_kumu
from netweave.exchange.nodelink import json_of
from netweave.exchange.portable import ARROW
from netweave.exchange.restored import parsed_notes
from netweave.ingest.safe import writing
from netweave.ingest.tables.reading import existing
from netweave.network import Network

FORM = "Kumu JSON"


def write_kumu_json(net: Network, path: str | PathLike[str]) -> None:
    """Write a network as a Kumu blueprint (JSON); the file names everybody, with all columns.

    A connection goes from the learner to the person learned from; two ties of a mutual kind that
    are alike are one mutual connection. Kind and weight are Kumu's ``type`` and ``strength``. The
    label of an element is the person's ``name``, or else the id. Columns whose names mean something
    else in Kumu, such as ``description``, get an underscore.

    Parameters
    ----------
    net : Network
        Any network, of several kinds and waves too.
    path : path
        Where to write; a file there is replaced.

    Raises
    ------
    DataError
        If ids mix text and numbers, hold a vertical bar, which parts people in Kumu, or have blanks
        at an end.

    Examples
    --------
    >>> import pandas as pd, tempfile
    >>> from pathlib import Path
    >>> import netweave as nw
    >>> ties = pd.DataFrame({"learner": ["ana"], "learned_from": ["ben"]})
    >>> net = nw.Network(["ana", "ben", "cleo"], ties)
    >>> with tempfile.TemporaryDirectory() as folder:
    ...     nw.exchange.write_kumu_json(net, Path(folder, "kumu.json"))
    ...     nw.exchange.read_kumu_json(Path(folder, "kumu.json")).equals(net)
    True
    """
    elements, connections, notes = rows_for_kumu(net, FORM)
    content = {"elements": elements, "connections": connections, "arrow": ARROW, NOTES: notes}
    text = json.dumps(content, indent=1, allow_nan=False)
    with writing(path) as place:
        place.write_text(f"{text}\n", encoding="ascii", newline="\n")


def read_kumu_json(path: str | PathLike[str]) -> Network:
    """Read a network from a Kumu blueprint, or from the export of a Kumu project.

    A connection is read as learner → learned_from, one that is mutual or undirected as a tie each
    way. ``type`` and ``strength`` become kind and weight. In the export of a project people go by
    Kumu's own ids and have the column ``label``.

    Parameters
    ----------
    path : path
        The file.

    Returns
    -------
    Network
        What ``write_kumu_json`` wrote comes back the same, but for the order of mutual ties, for
        ``record``, and for columns of other sorts than ``read_json`` names.

    Raises
    ------
    DataError
        If there is no such file, or it has no lists of elements and connections.

    Examples
    --------
    >>> import json, tempfile
    >>> from pathlib import Path
    >>> import netweave as nw
    >>> data = {
    ...     "elements": [{"label": "Ana"}, {"label": "Ben"}],
    ...     "connections": [{"from": "Ana", "to": "Ben", "direction": "mutual"}],
    ... }
    >>> with tempfile.TemporaryDirectory() as folder:
    ...     place = Path(folder, "kumu.json")
    ...     _ = place.write_text(json.dumps(data))
    ...     nw.exchange.read_kumu_json(place).matrix.toarray().tolist()
    [[0.0, 1.0], [1.0, 0.0]]
    """
    place = existing(path)
    data = json_of(place)
    if not isinstance(data, dict) or not isinstance(data.get("elements"), list):
        raise errors.not_written_so(place.name, FORM, "it has no list of elements")
    with reading(place.name, FORM):
        notes = parsed_notes(data.get(NOTES), place.name)
        elements = plain_fields([_flat(row) for row in data["elements"]])
        connections = plain_fields([_flat(row) for row in data.get("connections") or []])
        return network_from_kumu(elements, connections, notes, place.name)


def _flat(row: dict[str, Any]) -> dict[str, Any]:
    """Give a row of a blueprint as it is, and one of a project's export without its layers."""
    if "attributes" not in row:
        return row
    own = {name: row[name] for name in ("direction", "from", "to") if name in row}
    return {**row["attributes"], "id": row.get("_id"), **own}
