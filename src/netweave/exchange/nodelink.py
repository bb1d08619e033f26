"""Node-link JSON, as networkx and d3 read it: the exact one of the formats."""

from __future__ import annotations

import json
from itertools import count
from os import PathLike
from typing import Any

import networkx as nx

from netweave import errors
from netweave.exchange.counted import Named
from netweave.exchange.fitting import renamed
from netweave.exchange.graphs import graph_of, network_of, reading
from netweave.exchange.portable import portable
from netweave.ingest.safe import writing
from netweave.ingest.tables.reading import existing
from netweave.network import Network

FORM = "node-link JSON"
RESERVED = ("id", "key", "source", "target")


def write_json(net: Network, path: str | PathLike[str]) -> None:
    """Write a network as node-link JSON; the file names everybody, with all columns.

    Each tie is an edge whose ``source`` is the learner and whose ``target`` is the person learned
    from; the file says so in ``graph``. Nothing is lost: ids and texts may hold any character.

    Parameters
    ----------
    net : Network
        Any network, of several kinds and waves too.
    path : path
        Where to write; a file there is replaced.

    Raises
    ------
    DataError
        If ids mix text and numbers.

    Examples
    --------
    >>> import pandas as pd, tempfile
    >>> from pathlib import Path
    >>> import netweave as nw
    >>> ties = pd.DataFrame({"learner": ["ana"], "learned_from": ["ben"]})
    >>> net = nw.Network(["ana", "ben", "cleo"], ties)
    >>> with tempfile.TemporaryDirectory() as folder:
    ...     nw.exchange.write_json(net, Path(folder, "net.json"))
    ...     nw.exchange.read_json(Path(folder, "net.json")).equals(net)
    True
    """
    data = nx.node_link_data(graph_of(renamed(portable(net), RESERVED)), edges="edges")
    text = json.dumps(data, indent=1, allow_nan=False)
    with writing(path) as place:
        place.write_text(f"{text}\n", encoding="ascii", newline="\n")


def read_json(path: str | PathLike[str]) -> Network:
    """Read a network from node-link JSON, one written here or one of networkx or d3.

    An arrow is read as learner → learned_from; the edges of an undirected graph become mutual
    ties. The list of edges may be called ``edges`` or ``links``.

    Parameters
    ----------
    path : path
        The file.

    Returns
    -------
    Network
        What ``write_json`` wrote comes back the same, but for ``record`` and for columns that hold
        anything but text, numbers, dates, categories and yes or no, which come back as text.

    Raises
    ------
    DataError
        If there is no such file, or it is no node-link JSON; if an id stands for two nodes, an edge
        leads to no node, edges share a key, or there are both ``edges`` and ``links``.

    Examples
    --------
    >>> import json, tempfile
    >>> from pathlib import Path
    >>> import netweave as nw
    >>> data = {
    ...     "directed": True,
    ...     "nodes": [{"id": "ana"}, {"id": "ben"}],
    ...     "links": [{"source": "ana", "target": "ben", "weight": 2}],
    ... }
    >>> with tempfile.TemporaryDirectory() as folder:
    ...     place = Path(folder, "d3.json")
    ...     _ = place.write_text(json.dumps(data))
    ...     nw.exchange.read_json(place).matrix.toarray().tolist()
    [[0.0, 2.0], [0.0, 0.0]]
    """
    place = existing(path)
    data = json_of(place)
    with reading(place.name, FORM):
        if not isinstance(data, dict) or "nodes" not in data:
            raise errors.not_written_so(place.name, FORM, "it has no list of nodes")
        edges = "edges" if "edges" in data else "links"
        if "edges" in data and "links" in data:
            raise errors.not_written_so(place.name, FORM, "it has both edges and links")
        data = {"directed": False, "multigraph": True, "graph": {}, edges: [], **data}
        if not isinstance(data["graph"], dict):
            raise errors.not_written_so(place.name, FORM, "what it says of the graph has no names")
        named = _named(data["nodes"], data[edges], place.name)
        graph = nx.node_link_graph(data, edges=edges)
        named.refuse_lost(graph)
    return network_of(graph, place.name)


def _named(nodes: Any, edges: Any, name: str) -> Named:
    """Give what the lists name; a node without id goes by its place among them."""
    named, places = Named(name, FORM), count()
    for node in nodes:
        named.node(node["id"] if "id" in node else next(places))
    for edge in edges:
        named.edge((edge["source"], edge["target"]))
    named.refuse_merged()
    return named


def json_of(place: Any) -> Any:
    """Read a JSON file, or say where it stops being one."""
    try:
        return json.loads(place.read_bytes())
    except json.JSONDecodeError as fault:
        where = f"line {fault.lineno}, column {fault.colno}"
        raise errors.not_json(place.name, where, fault.msg) from fault
    except (ValueError, RecursionError) as fault:  # no text, a number of 5,000 digits, too deep
        raise errors.not_json(place.name, "whole file", str(fault)) from fault
