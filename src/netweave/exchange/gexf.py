"""GEXF, the format of Gephi."""

from __future__ import annotations

from os import PathLike
from pathlib import Path
from xml.etree import ElementTree

import networkx as nx
from networkx.readwrite.gexf import GEXFWriter

from netweave.exchange.counted import named_in_xml
from netweave.exchange.fitting import for_xml
from netweave.exchange.graphs import NOTES, graph_of, network_of, reading
from netweave.exchange.portable import ARROW, portable
from netweave.ingest.safe import writing
from netweave.ingest.tables.reading import existing
from netweave.network import Network

FORM = "GEXF"
# These mean something else to Gephi, to networkx, or to both.
RESERVED = ("id", "label", "pid", "start", "end", "parents", "slices", "spells", "viz", "key",
            "networkx_key", "type")  # fmt: skip
WRITTEN = "2024-01-01"  # the file carries a date; a fixed one keeps the bytes the same


def write_gexf(net: Network, path: str | PathLike[str]) -> None:
    """Write a network as GEXF for Gephi; the file names everybody, with all columns.

    Each tie is an edge from the learner to the person learned from, which the file says in its
    description. The label of a node is the person's ``name``, or else the id. Columns whose name
    means something else in GEXF, such as ``type``, get an underscore there. Kinds, waves, roster
    and dtypes follow in the description; Gephi itself drops them when it saves the file.

    Parameters
    ----------
    net : Network
        Any network, of several kinds and waves too.
    path : path
        Where to write; a file there is replaced.

    Raises
    ------
    DataError
        If ids mix text and numbers, or hold control characters, which XML cannot write. In other
        text these are taken out with a warning.

    Examples
    --------
    >>> import pandas as pd, tempfile
    >>> from pathlib import Path
    >>> import netweave as nw
    >>> ties = pd.DataFrame({"learner": ["ana", "ana"], "learned_from": ["ben", "ben"]})
    >>> net = nw.Network(["ana", "ben", "cleo"], ties)
    >>> with tempfile.TemporaryDirectory() as folder:
    ...     nw.exchange.write_gexf(net, Path(folder, "net.gexf"))
    ...     nw.exchange.read_gexf(Path(folder, "net.gexf")).equals(net)
    True
    """
    content = for_xml(portable(net), FORM, RESERVED)
    graph = graph_of(content)
    for who, data in graph.nodes(data=True):
        data["label"] = str(data.get("name", who))
    for *_, place, data in graph.edges(keys=True, data=True):
        data["id"] = str(place)
    writer = GEXFWriter(graph)
    meta = writer.xml.find("meta")
    meta.set("lastmodifieddate", WRITTEN)
    meta.find("creator").text = NOTES
    ElementTree.SubElement(meta, "description").text = f"{ARROW}\n{content.notes}"
    with writing(path) as there, there.open("wb") as file:
        writer.write(file)


def read_gexf(path: str | PathLike[str]) -> Network:
    """Read a network from GEXF, one written here or one saved by Gephi.

    An arrow is read as learner → learned_from; the edges of an undirected graph become mutual
    ties. In a file of another program the edge attributes ``kind``, ``wave`` and ``time`` mean
    what they mean in ``net.ties``.

    Parameters
    ----------
    path : path
        The file.

    Returns
    -------
    Network
        What ``write_gexf`` wrote comes back the same, but for ``record`` and for columns that hold
        anything but text, numbers, dates, categories and yes or no, which come back as text.

    Raises
    ------
    DataError
        If there is no such file, it is no GEXF, or it declares entities; if an id stands for two
        nodes, an edge leads to no node, edges share an id, or there are two graphs.

    Examples
    --------
    >>> import tempfile
    >>> from pathlib import Path
    >>> import networkx as nx
    >>> import netweave as nw
    >>> with tempfile.TemporaryDirectory() as folder:
    ...     nx.write_gexf(nx.DiGraph([("ana", "ben")]), Path(folder, "other.gexf"))
    ...     nw.exchange.read_gexf(Path(folder, "other.gexf"))
    <Network: 2 people, 1 tie: 1 tie>
    """
    place = existing(path)
    with reading(place.name, FORM):
        named = named_in_xml(place, FORM)
        graph = nx.read_gexf(place)
        named.refuse_lost(graph)
        told = _described(place)
    if told:
        graph.graph[NOTES] = told
    for name in ("node_default", "edge_default", "mode"):
        graph.graph.pop(name, None)
    return network_of(graph, place.name, drop=("label", "id", "networkx_key"))


def _described(place: Path) -> str:
    """Give the notes after the sentence in the description of the file."""
    for element in ElementTree.parse(place).iter():
        if element.tag.rpartition("}")[2] == "description" and (element.text or "").startswith(
            ARROW
        ):
            return (element.text or "").removeprefix(ARROW).strip()
    return ""
