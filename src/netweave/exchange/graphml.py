"""GraphML, which Gephi, Cytoscape, visone, igraph and R read."""

from __future__ import annotations

from os import PathLike

import networkx as nx

from netweave.exchange.counted import named_in_xml
from netweave.exchange.fitting import for_xml
from netweave.exchange.graphs import graph_of, network_of, reading
from netweave.exchange.portable import portable
from netweave.ingest.safe import writing
from netweave.ingest.tables.reading import existing
from netweave.network import Network

FORM = "GraphML"


def write_graphml(net: Network, path: str | PathLike[str]) -> None:
    """Write a network as GraphML; the file names everybody, with all columns.

    Each tie is an edge from the learner to the person learned from, which the file says in words
    in its attribute ``arrow``. Dates become ISO text. Kinds, waves, roster and dtypes go into the
    attribute ``netweave``, which other programs pass over.

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
    >>> ties = pd.DataFrame({"learner": ["ana"], "learned_from": ["ben"]})
    >>> net = nw.Network(["ana", "ben", "cleo"], ties)
    >>> with tempfile.TemporaryDirectory() as folder:
    ...     nw.exchange.write_graphml(net, Path(folder, "net.graphml"))
    ...     nw.exchange.read_graphml(Path(folder, "net.graphml")).equals(net)
    True
    """
    graph = graph_of(for_xml(portable(net), FORM))
    with writing(path) as place:
        nx.write_graphml_xml(graph, place)


def read_graphml(path: str | PathLike[str]) -> Network:
    """Read a network from GraphML, one written here or one of another program.

    An arrow is read as learner → learned_from; the edges of an undirected graph become mutual
    ties. In a file of another program the edge attributes ``weight``, ``kind``, ``wave`` and
    ``time`` mean what they mean in ``net.ties``.

    Parameters
    ----------
    path : path
        The file.

    Returns
    -------
    Network
        What ``write_graphml`` wrote comes back the same, but for ``record`` and for columns that
        hold anything but text, numbers, dates, categories and yes or no, which come back as text.

    Raises
    ------
    DataError
        If there is no such file, it is no GraphML, or it declares entities; if an id stands for two
        nodes, an edge leads to no node, edges share an id, or there are two graphs.

    Examples
    --------
    >>> import tempfile
    >>> from pathlib import Path
    >>> import networkx as nx
    >>> import netweave as nw
    >>> with tempfile.TemporaryDirectory() as folder:
    ...     nx.write_graphml(nx.DiGraph([("ana", "ben")]), Path(folder, "other.graphml"))
    ...     nw.exchange.read_graphml(Path(folder, "other.graphml"))
    <Network: 2 people, 1 tie: 1 tie>
    """
    place = existing(path)
    with reading(place.name, FORM):
        named = named_in_xml(place, FORM)
        graph = nx.read_graphml(place, force_multigraph=True)
        named.refuse_lost(graph)
    return network_of(graph, place.name)
