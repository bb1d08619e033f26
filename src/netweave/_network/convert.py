"""To and from networkx; arrows point from the learner to the person learned from."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import networkx as nx
import numpy as np
import pandas as pd

if TYPE_CHECKING:
    from netweave.network import Network


def to_multigraph(net: Network) -> nx.MultiDiGraph:
    """Give a MultiDiGraph with every tie as an edge learner → learned_from."""
    graph: nx.MultiDiGraph[Any] = nx.MultiDiGraph(
        arrow="learner → learned_from",
        kinds=net._kinds.reset_index().to_dict("records"),
        waves=net._waves.reset_index().to_dict("records"),
    )
    graph.add_nodes_from((person, _present(row)) for person, row in _rows(net._people))
    columns = [name for name in net._ties.columns if name not in {"learner", "learned_from"}]
    ends = zip(net._ties["learner"], net._ties["learned_from"], strict=True)
    values = zip(*(net._ties[name].tolist() for name in columns), strict=True)
    graph.add_edges_from(
        (learner, learned_from, _present(dict(zip(columns, row, strict=True))))
        for (learner, learned_from), row in zip(ends, values, strict=True)
    )
    return graph


def to_digraph(net: Network) -> nx.DiGraph:
    """Give a DiGraph of summed weights; the network must hold one kind and one wave."""
    graph: nx.DiGraph[Any] = nx.DiGraph(arrow="learner → learned_from")
    graph.add_nodes_from((person, _present(row)) for person, row in _rows(net._people))
    weights = net.matrix.tocoo()
    names = net._people.index.tolist()
    graph.add_weighted_edges_from(
        (names[i], names[j], float(weight))
        for i, j, weight in zip(weights.row, weights.col, weights.data, strict=True)
    )
    return graph


def _rows(table: pd.DataFrame) -> list[tuple[Any, dict[Any, Any]]]:
    rows: list[dict[Any, Any]] = table.to_dict("records")
    return list(zip(table.index, rows, strict=True))


def _present(row: dict[Any, Any]) -> dict[str, Any]:
    return {str(name): value for name, value in row.items() if not _absent(value)}


def _absent(value: Any) -> bool:
    return value is None or value is pd.NA or value is pd.NaT or value != value  # noqa: PLR0124


def from_graph(
    graph: nx.Graph, weight: str, kind: str
) -> tuple[dict[str, pd.DataFrame | None], int]:
    """Take people, ties, kinds and waves from a graph; count the self-loops left out."""
    people = pd.DataFrame(
        [dict(data) for _, data in graph.nodes(data=True)],
        index=pd.Index(list(graph.nodes), name="person"),
    )
    rows = [_edge(one, other, data, weight, kind) for one, other, data in graph.edges(data=True)]
    ties = pd.DataFrame(rows, columns=None if rows else ["learner", "learned_from"])
    loops = ties["learner"] == ties["learned_from"]
    ties = ties[~loops].reset_index(drop=True)
    if not graph.is_directed():
        back = ties.rename(columns={"learner": "learned_from", "learned_from": "learner"})
        ties = pd.concat([ties, back], ignore_index=True)
    kinds = graph.graph.get("kinds")
    waves = graph.graph.get("waves")
    if kinds is None and not graph.is_directed():
        found = ties["kind"].unique() if len(ties) else ["tie"]
        kinds = [{"kind": name, "mutual": True} for name in sorted(found)]
    parts = {
        "people": people,
        "ties": ties,
        "kinds": pd.DataFrame(kinds) if kinds else None,
        "waves": pd.DataFrame(waves) if waves else None,
    }
    return parts, int(np.sum(loops))


def _edge(one: Any, other: Any, data: dict[str, Any], weight: str, kind: str) -> dict[str, Any]:
    rest = {str(name): value for name, value in data.items() if name not in {weight, kind}}
    found = {"weight": data.get(weight, 1.0), "kind": data.get(kind, "tie")}
    return {"learner": one, "learned_from": other, **found, **rest}
