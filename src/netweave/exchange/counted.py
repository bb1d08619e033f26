"""What a file names, held against what a reader made of it: nobody merged, made up or lost."""

from __future__ import annotations

from collections.abc import Hashable, Iterable
from pathlib import Path
from typing import Any
from xml.parsers import expat

from netweave import errors


class Named:
    """The nodes and edges that a file names.

    Parameters
    ----------
    name : str
        The file's name.
    form : str
        The format.
    """

    def __init__(self, name: str, form: str) -> None:
        self.name, self.form = name, form
        self.ids: dict[Hashable, object] = {}
        self.twice: list[object] = []
        self.ends: dict[Hashable, object] = {}
        self.edges = 0
        self.graphs = 0

    def node(self, who: object) -> None:
        """Note a node; 1, 1.0 and true are one id to Python."""
        key = hashable(who)
        if key in self.ids:
            self.twice.append(who)
        self.ids[key] = who

    def edge(self, ends: Iterable[object]) -> None:
        """Note an edge."""
        self.edges += 1
        for who in ends:
            self.ends.setdefault(hashable(who), who)

    def graph(self) -> None:
        """Note that a graph begins; a second one would be passed over."""
        self.graphs += 1
        if self.graphs > 1:
            raise errors.not_written_so(self.name, self.form, "it holds more than one graph")

    def refuse_merged(self) -> None:
        """Refuse ids that stand for two people, and ends of edges that are nobody."""
        if self.twice:
            raise errors.ids_twice(self.name, self.form, self.twice)
        nobody = [who for key, who in self.ends.items() if key not in self.ids]
        if nobody:
            raise errors.ends_unknown(self.name, self.form, nobody)

    def refuse_lost(self, graph: Any) -> None:
        """Refuse a graph that was read with other numbers of nodes or edges than the file names."""
        found = (graph.number_of_nodes(), graph.number_of_edges())
        if found != (len(self.ids), self.edges):
            why = (
                f"it names {len(self.ids)} nodes and {self.edges} edges, of which {found[0]} and "
                f"{found[1]} are left where edges share an id"
            )
            raise errors.not_written_so(self.name, self.form, why)


def hashable(who: object) -> Hashable:
    """Give an id as networkx holds it: a list in JSON is a tuple."""
    if isinstance(who, list):
        return tuple(map(hashable, who))
    hash(who)
    return who


def named_in_xml(path: Path, form: str) -> Named:
    """Go through XML for its nodes and edges, and refuse it where it declares entities.

    A few lines of entities can fill the memory.
    """
    named = Named(path.name, form)
    parser = expat.ParserCreate(namespace_separator="}")

    def refuse(*_: object) -> None:
        raise errors.not_written_so(path.name, form, "it declares entities")

    def begin(element: str, given: dict[str, str]) -> None:
        kind = element.rpartition("}")[2]
        if kind == "graph":
            named.graph()
        elif kind == "node" and named.graphs:
            named.node(given.get("id"))
        elif kind == "edge" and named.graphs:
            named.edge(given[end] for end in ("source", "target") if end in given)

    parser.EntityDeclHandler = refuse
    parser.StartElementHandler = begin
    with path.open("rb") as file:
        parser.ParseFile(file)
    named.refuse_merged()
    return named
