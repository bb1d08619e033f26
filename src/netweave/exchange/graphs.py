"""A network as a networkx graph that every writer of networkx takes, and back."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any
from xml.etree.ElementTree import ParseError
from xml.parsers import expat

import networkx as nx

from netweave import errors
from netweave.exchange.fitting import as_named_before
from netweave.exchange.portable import ARROW, Portable
from netweave.exchange.restored import assembled, parsed_notes
from netweave.network import Network

NOTES = "netweave"


def graph_of(content: Portable) -> Any:
    """Build the graph: an arrow learner → learned_from for each tie, its key the row."""
    graph: Any = nx.MultiDiGraph()
    graph.graph |= {"arrow": ARROW, NOTES: content.notes}
    graph.add_nodes_from(content.people)
    graph.add_edges_from(
        (learner, learned_from, place, row)
        for place, (learner, learned_from, row) in enumerate(content.ties)
    )
    return graph


def network_of(graph: nx.Graph, name: str, drop: tuple[str, ...] = ()) -> Network:
    """Build the network of a graph that was read; one without notes is taken as it stands.

    ``drop`` names what the reader of the format puts beside the columns that were written.
    """
    with reading(name, "a network of people"):
        notes = parsed_notes(graph.graph.get(NOTES), name)
        if notes is None:
            return Network.from_networkx(graph)
        people = [(who, _without(data, drop)) for who, data in graph.nodes(data=True)]
        content = as_named_before(Portable(people, _ties(graph, drop), notes))
        return assembled(content, name)


def _ties(graph: Any, drop: tuple[str, ...]) -> list[tuple[Any, Any, dict[str, Any]]]:
    """Give the ties in the order of their rows, those that another program added last."""
    edges = list(graph.edges(keys=True, data=True)) if graph.is_multigraph() else [
        (one, other, data.get("id"), data) for one, other, data in graph.edges(data=True)
    ]  # fmt: skip
    places = [int(str(key)) if str(key).isdecimal() else len(edges) for _, _, key, _ in edges]
    order = sorted(range(len(edges)), key=places.__getitem__)
    return [(edges[at][0], edges[at][1], _without(edges[at][3], drop)) for at in order]


def _without(data: dict[str, Any], drop: tuple[str, ...]) -> dict[str, Any]:
    return {str(name): cell for name, cell in data.items() if name not in drop}


@contextmanager
def reading(name: str, form: str) -> Iterator[None]:
    """Turn whatever a reader of networkx stumbles over into one error in words."""
    try:
        yield
    except errors.NetweaveError:
        raise
    except (nx.NetworkXException, ParseError, expat.ExpatError, RecursionError) as fault:
        raise errors.not_written_so(name, form, fault) from fault
    except (ArithmeticError, AttributeError, LookupError, TypeError, ValueError) as fault:
        raise errors.not_written_so(name, form, fault or type(fault).__name__) from fault
