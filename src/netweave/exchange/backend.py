"""The backend "netweave" of networkx: its functions run on our kernels and answer as before.

``nx.betweenness_centrality(net)`` takes a network, ``nx.betweenness_centrality(graph,
backend="netweave")`` a graph of networkx. What is asked beyond the definitions here, such as
weights as lengths or a sample of nodes, is declined, and networkx does it itself.
"""

from __future__ import annotations

import inspect
from typing import Any

from netweave.exchange.given import Given, as_graph
from netweave.exchange.nxnear import (
    betweenness_centrality,
    closeness_centrality,
    edge_betweenness_centrality,
    harmonic_centrality,
)
from netweave.exchange.nxties import (
    ROUNDS,
    clustering,
    connected_components,
    constraint,
    core_number,
    degree_centrality,
    effective_size,
    eigenvector_centrality,
    in_degree_centrality,
    number_connected_components,
    number_weakly_connected_components,
    out_degree_centrality,
    overall_reciprocity,
    pagerank,
    reciprocity,
    transitivity,
    triadic_census,
    weakly_connected_components,
)
from netweave.network import Network

__all__ = [
    "betweenness_centrality",
    "closeness_centrality",
    "clustering",
    "connected_components",
    "constraint",
    "core_number",
    "degree_centrality",
    "edge_betweenness_centrality",
    "effective_size",
    "eigenvector_centrality",
    "harmonic_centrality",
    "in_degree_centrality",
    "number_connected_components",
    "number_weakly_connected_components",
    "out_degree_centrality",
    "overall_reciprocity",
    "pagerank",
    "reciprocity",
    "transitivity",
    "triadic_census",
    "weakly_connected_components",
]

DIRECTED = {
    *("in_degree_centrality", "out_degree_centrality", "overall_reciprocity", "reciprocity"),
    *("triadic_census", "weakly_connected_components", "number_weakly_connected_components"),
}
UNDIRECTED = {
    *("clustering", "connected_components", "core_number", "eigenvector_centrality"),
    *("number_connected_components", "transitivity"),
    # Of a directed graph networkx gives one value for all nodes at once and another for some.
    "effective_size",
}
# Options that may have any value: they change nothing but the scale, or how an answer is sought.
FREE = {"normalized", "wf_improved", "tol", "seed"}


def can_run(name: str, args: tuple[Any, ...], kwargs: dict[str, Any]) -> bool | str:
    """Say whether a function runs here with these arguments, or why not."""
    offered = inspect.signature(globals()[name])
    try:
        asked = offered.bind(*args, **kwargs)
    except TypeError as fault:  # an argument of another release of networkx
        return str(fault)
    for option, value in asked.arguments.items():
        if option != "G" and not _offered(name, option, value, offered.parameters[option].default):
            return f"netweave does not offer {option}={value!r} in {name}"
    graph = asked.arguments["G"]
    return True if isinstance(graph, Network) else _takes(name, graph)


def _offered(name: str, option: str, value: Any, default: object) -> bool:
    """Say whether an option may have a value: its default, or what changes no definition."""
    if option in FREE or value is default:
        return True
    if option == "alpha":
        return isinstance(value, float) and 0 <= value < 1
    if option == "max_iter":
        return isinstance(value, int) and value >= ROUNDS
    if option == "weight":
        return name == "pagerank" and (value is None or isinstance(value, str))
    return type(value) is type(default) and bool(value == default)


def _takes(name: str, graph: Any) -> bool | str:
    """Say whether the graph is of a sort that the function runs on here."""
    directed = graph.is_directed()
    if (name in DIRECTED and not directed) or (name in UNDIRECTED and directed):
        return f"{name} runs on graphs of the other sort"
    if graph.is_multigraph():
        return "parallel edges have no meaning of their own here"
    plain = graph.graph if isinstance(graph, Given) else graph
    if any(node in neighbours for node, neighbours in plain.adjacency()):
        return "nobody is tied to themselves here"
    return True


def convert_from_nx(graph: Any, *_: object, **__: object) -> Any:
    """Take a graph of networkx; a network and what was converted before stay what they are."""
    if isinstance(graph, Network | Given) or graph.is_multigraph():
        return graph
    if hasattr(graph, "_graph"):  # a view: a change of its base would not empty its cache
        graph.__networkx_cache__ = None
    return Given(graph)


def convert_to_nx(found: Any, *, name: str | None = None) -> Any:  # noqa: ARG001
    """Give the graph of networkx; results, which hold no graph, stay what they are."""
    if isinstance(found, Network):
        return as_graph(found)
    return found.graph if isinstance(found, Given) else found
