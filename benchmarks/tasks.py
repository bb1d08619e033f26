"""The tasks: what netweave does, what others do for the same answer, and how the two compare."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from functools import partial
from typing import Any

import numpy as np
import pandas as pd
import rivals
from clock import Way
from workloads import affiliations, log, network, survey

import netweave as nw
from netweave.analytics.bridging import _around

OURS = "netweave"


@dataclass
class Task:
    """One question on one workload.

    ``asked`` is how many times faster than the best rival it should be; ``agree`` compares our
    answer with a rival's and gives the greatest difference, or modularity less modularity.
    """

    name: str
    workload: str
    asked: float | None
    ways: dict[str, Way]
    agree: Callable[[Any, Any], float] | None = None
    turns: int = 5
    remark: str = ""
    told: dict[str, str] = field(default_factory=dict)


def difference(ours: Any, theirs: Any) -> float:
    """Give the greatest difference, as a share of the greatest value."""
    one, other = np.asarray(ours, dtype=float).ravel(), np.asarray(theirs, dtype=float).ravel()
    known = np.isfinite(one) & np.isfinite(other)
    size = np.abs(other[known]).max(initial=1e-300)
    return float(np.abs(one[known] - other[known]).max(initial=0.0) / size)


def _values(found: dict[int, float], people: int) -> list[float]:
    return [found[person] for person in range(people)]


def paths(size: str, *, big: bool) -> Iterator[Task]:
    """Betweenness and nearness on a survey."""
    net = network(size)
    between = {
        OURS: Way(lambda: nw.betweenness(net, directed=True)),
        "igraph": Way(lambda: rivals.igraph(size, directed=True).betweenness(directed=True)),
    }
    if not big:
        between["networkit"] = Way(partial(_networkit_betweenness, size))
        between["rustworkx"] = Way(partial(_rustworkx_betweenness, size))
    turns = 3 if big else 5
    yield Task("betweenness, directed", f"advice {size}", 2.5, between, difference, turns)
    near = {
        OURS: Way(lambda: nw.harmonic(net, directed=True)),
        "igraph": Way(lambda: rivals.igraph(size, directed=True).harmonic_centrality(mode="out")),
    }
    if not big:
        near["networkit"] = Way(partial(_networkit_harmonic, size))
    yield Task("harmonic, exact", f"advice {size}", 20.0, near, difference, turns)
    yield weighted_betweenness(size)


def weighted_betweenness(size: str) -> Task:
    """Betweenness where strong ties are short."""
    net = network(size)
    graph = partial(rivals.igraph, size, directed=True)
    ways = {
        OURS: Way(lambda: nw.betweenness(net, directed=True, weighted=True)),
        "igraph": Way(lambda: graph().betweenness(directed=True, weights="length")),
        "networkit": Way(partial(_networkit_betweenness, size, weighted=True)),
    }
    remark = "others add lengths up in floating point"
    return Task("betweenness, weighted", f"advice {size}", 1.0, ways, difference, 3, remark)


def _networkit_betweenness(size: str, *, weighted: bool = False) -> list[float]:
    import networkit as nk

    graph = rivals.networkit(size, directed=True, weighted=weighted)
    return nk.centrality.Betweenness(graph, normalized=False).run().scores()


def _networkit_harmonic(size: str) -> np.ndarray:
    import networkit as nk

    graph = rivals.networkit(size, directed=True)
    found = nk.centrality.HarmonicCloseness(graph, normalized=False).run().scores()
    return np.array(found) / (graph.numberOfNodes() - 1)


def _rustworkx_betweenness(size: str) -> list[float]:
    import rustworkx as rx

    graph = rivals.rustworkx(size)
    found = rx.digraph_betweenness_centrality(graph, normalized=False, parallel_threshold=10**9)
    return _values(dict(found), survey(size).people)


def holes(size: str) -> Iterator[Task]:
    """Structural holes, brokerage and triads on a survey."""
    net = network(size)
    flat, arrows = rivals.igraph(size, directed=False), rivals.igraph(size, directed=True)
    ways = {
        OURS: Way(partial(_holes, net)),
        "igraph (constraint alone)": Way(flat.constraint),
    }
    agree = lambda ours, theirs: difference(ours[0], theirs)  # noqa: E731
    yield Task("constraint + effective size", f"advice {size}", 3.0, ways, agree)
    ways = {
        OURS: Way(lambda: nw.triad_census(net)),
        "igraph": Way(lambda: list(arrows.triad_census())),
    }
    yield Task("triad census", f"advice {size}", 8.0, ways, _same_triads)


def _holes(net: nw.Network) -> tuple[pd.Series, pd.Series]:
    """Compute both anew: what a network keeps from the last call is forgotten first."""
    _around._FOUND.clear()  # noqa: SLF001
    return nw.constraint(net), nw.effective_size(net)


# The classes as the other library orders them.
TRIADS = [
    "003",
    "012",
    "102",
    "021D",
    "021U",
    "021C",
    "111D",
    "111U",
    "030T",
    "030C",
    "201",
    "120D",
    "120U",
    "120C",
    "210",
    "300",
]


def _same_triads(ours: pd.Series, theirs: list[float]) -> float:
    there = pd.Series(theirs, index=TRIADS, dtype=float).drop(["111D", "111U"])
    return difference(ours.reindex(there.index), there)


def brokers(size: str) -> Iterator[Task]:
    """Brokerage by five roles: raw counts."""
    net, made = network(size), survey(size)
    ways = {
        OURS: Way(lambda: nw.brokerage(net)),
        "plain Python": Way(partial(_plain_brokerage, made)),
    }
    task = Task("Gould-Fernandez, raw counts", f"advice {size}", 30.0, ways, _same_roles)
    if rivals.r_has_sna():
        seconds, _ = rivals.r_seconds(size, "brokerage(el, g)$raw.nli")
        task.told["R sna"] = f"{seconds:.2f} s of R's own clock, with its moments"
    yield task


ROLES = ["coordinator", "consultant", "gatekeeper", "representative", "liaison"]


def _same_roles(ours: pd.DataFrame, theirs: np.ndarray) -> float:
    return difference(ours[ROLES], theirs)


def _plain_brokerage(made: Any) -> np.ndarray:
    """Count roles with sets: what somebody writes who has no library for it."""
    group = made.organization.tolist()
    teachers: list[set[int]] = [set() for _ in range(made.people)]
    learners: list[set[int]] = [set() for _ in range(made.people)]
    for learner, other in zip(made.learner.tolist(), made.learned_from.tolist(), strict=True):
        teachers[learner].add(other)
        learners[other].add(learner)
    counts = [[0] * 5 for _ in range(made.people)]
    for middle in range(made.people):
        own, row = group[middle], counts[middle]
        for giver in teachers[middle]:
            far = group[giver]
            for taker in learners[middle]:
                if taker == giver or giver in teachers[taker]:
                    continue
                end = group[taker]
                if far == own:
                    row[0 if end == own else 3] += 1
                elif end == own:
                    row[2] += 1
                else:
                    row[1 if far == end else 4] += 1
    return np.array(counts, dtype=float)


def structure(size: str) -> Iterator[Task]:
    """Cores, triangles, mutual ties."""
    net = network(size)
    flat, arrows = rivals.igraph(size, directed=False), rivals.igraph(size, directed=True)
    rows: list[tuple[str, Callable[[], Any], Callable[[], Any]]] = [
        ("k-core", lambda: nw.core_number(net), flat.coreness),
        ("transitivity", lambda: nw.transitivity(net), flat.transitivity_undirected),
        ("reciprocity", lambda: nw.reciprocity(net), arrows.reciprocity),
    ]
    for name, ours, theirs in rows:
        ways = {OURS: Way(ours), "igraph": Way(theirs)}
        yield Task(name, f"advice {size}", 1.0, ways, difference)


def clusters(size: str, *, big: bool) -> Iterator[Task]:
    """Communities on a survey: one run each, modularity beside the time."""
    net, matrix = network(size), rivals.undirected(size)
    ways = {
        OURS: Way(lambda: nw.communities(net, seed=1, runs=1).labels),
        "igraph Leiden": Way(partial(_leiden, rivals.igraph(size, directed=False))),
        "networkit PLM": Way(partial(_plm, rivals.networkit(size, directed=False))),
        "graspologic": Way(partial(_graspologic, matrix)),
    }
    if not big:
        ways["python-louvain"] = Way(partial(_louvain, size))
    yield _by_modularity(Task("communities", f"advice {size}", 1.0, ways, turns=3), matrix)


def _by_modularity(task: Task, matrix: Any) -> Task:
    total = matrix.sum()
    degree = np.asarray(matrix.sum(axis=1)).ravel()
    cells = matrix.tocoo()

    def quality(labels: Any) -> float:
        codes = pd.factorize(np.asarray(labels))[0]
        inside = cells.data[codes[cells.row] == codes[cells.col]].sum() / total
        return float(inside - ((np.bincount(codes, degree) / total) ** 2).sum())

    task.agree = lambda ours, theirs: quality(ours) - quality(theirs)
    task.remark = "difference: our modularity less theirs"
    return task


def _leiden(graph: Any, weights: str | None = None) -> list[int]:
    import random

    import igraph

    igraph.set_random_number_generator(random.Random(1))
    found = graph.community_leiden(objective_function="modularity", weights=weights, n_iterations=4)
    return list(found.membership)


def _plm(graph: Any) -> list[int]:
    import networkit as nk

    nk.setSeed(1, useThreadId=False)
    return list(nk.community.PLM(graph, refine=True).run().getPartition().getVector())


def _graspologic(matrix: Any) -> np.ndarray:
    import graspologic_native as gn

    found = gn.leiden_csr(
        matrix.indptr.astype(np.int64),
        matrix.indices.astype(np.int32),
        matrix.data.astype(np.float64),
        matrix.shape[0],
        iterations=2,
        seed=1,
    )
    return np.array(_values(found[1], matrix.shape[0]))


def _louvain(size: str) -> list[int]:
    import community

    found = community.best_partition(rivals.networkx(size, directed=False), random_state=1)
    return _values(found, survey(size).people)


def presence(name: str) -> Iterator[Task]:
    """What can be said of a log without making its ties, against making them first."""
    sessions, people = affiliations(name).where(kind="attendance_peer"), log(name).people
    asked = {"PageRank": 20.0, "eigenvector": 20.0, "E-I, weighted": 20.0}
    for measure, (ours, theirs) in _sums(name, sessions).items():
        ways = {OURS: Way(ours), "scipy, ties made first": Way(theirs)}
        yield Task(measure, f"log {name}", asked[measure], ways, difference)
    chosen = list(range(0, people, people // 100))[:100]
    part = people / len(chosen)
    some = lambda: rivals.together(name).harmonic_centrality(vertices=chosen)  # noqa: E731
    ways = {OURS: Way(lambda: nw.harmonic(sessions)), "igraph, 100 people × n/100": Way(some, part)}
    near = lambda ours, theirs: difference(ours.to_numpy()[chosen], theirs)  # noqa: E731
    yield Task("harmonic, everybody", f"log {name}", 300.0, ways, near, 3)
    matrix = rivals.projection(name)
    ways = {
        OURS: Way(lambda: nw.communities(sessions, seed=1, runs=1).labels),
        "networkit PLM, ties made first": Way(partial(_together_plm, name)),
        "igraph Leiden, ties made first": Way(partial(_together_leiden, name)),
        "graspologic, ties made first": Way(lambda: _graspologic(rivals.projection(name))),
    }
    yield _by_modularity(Task("communities", f"log {name}", 5.0, ways, turns=3), matrix)
    ways = {
        OURS: Way(sessions.project),
        "duckdb": Way(partial(_duckdb, name)),
        "polars": Way(partial(_polars, name)),
        "scipy": Way(partial(rivals.projection, name)),
    }
    yield Task("projection, Newman", f"log {name}", 5.0, ways, _same_total, 3)


def _same_total(ours: nw.Network, theirs: Any) -> float:
    total = theirs.sum() if hasattr(theirs, "sum") else theirs
    return difference([ours.ties["weight"].sum()], [total])


def _together_plm(name: str) -> list[int]:
    import networkit as nk

    nk.setNumberOfThreads(1)
    cells = rivals.projection(name)
    upper = cells.tocoo()
    keep = upper.row < upper.col
    ends = (upper.data[keep], (upper.row[keep], upper.col[keep]))
    return _plm(nk.GraphFromCoo(ends, cells.shape[0], weighted=True, directed=False))


def _together_leiden(name: str) -> list[int]:
    rivals.together.cache_clear()
    return _leiden(rivals.together(name), "weight")


def _sums(name: str, sessions: Any) -> dict[str, tuple[Callable[[], Any], Callable[[], Any]]]:
    organization = log(name).organization
    return {
        "PageRank": (lambda: nw.pagerank(sessions, weighted=True), partial(_pagerank, name)),
        "eigenvector": (lambda: nw.eigenvector(sessions, weighted=True), partial(_eigen, name)),
        "E-I, weighted": (
            lambda: nw.ei_index(sessions, weighted=True).table["estimate"].iloc[0],
            partial(_ei, name, organization),
        ),
    }


def _pagerank(name: str) -> np.ndarray:
    ties = rivals.projection(name)
    strength = np.asarray(ties.sum(axis=1)).ravel()
    n = len(strength)
    share = np.divide(1.0, strength, out=np.zeros(n), where=strength > 0)
    rank = np.full(n, 1 / n)
    for _ in range(200):
        spread = ties.T @ (rank * share) + rank[strength == 0].sum() / n
        new = 0.85 * spread + 0.15 / n
        if np.abs(new - rank).sum() < 1e-12:
            break
        rank = new
    return new


def _eigen(name: str) -> np.ndarray:
    from scipy.sparse.linalg import eigsh

    ties = rivals.projection(name)
    _, vector = eigsh(ties, k=1, which="LA", v0=np.ones(ties.shape[0]))
    return np.abs(vector[:, 0])


def _ei(name: str, organization: np.ndarray) -> float:
    cells = rivals.projection(name).tocoo()
    inside = cells.data[organization[cells.row] == organization[cells.col]].sum()
    return float((cells.data.sum() - 2 * inside) / cells.data.sum())


def _duckdb(name: str) -> float:
    import duckdb

    made = log(name)
    table = pd.DataFrame({"person": made.person, "session": made.session})
    with duckdb.connect(config={"threads": 1}) as database:
        database.register("records", table)
        return float(
            database.execute(
                "with s as (select session, count(*) k from records group by 1), t as ("
                "select a.person p, b.person q, sum(1.0 / (k - 1)) w from records a "
                "join records b using (session) join s using (session) "
                "where a.person <> b.person group by 1, 2) select sum(w) from t"
            ).fetchone()[0]
        )


def _polars(name: str) -> float:
    import polars as pl

    made = log(name)
    records = pl.DataFrame({"person": made.person, "session": made.session})
    sized = records.with_columns(k=pl.len().over("session"))
    pairs = sized.join(records, on="session", suffix="_other")
    apart = pairs.filter(pl.col("person") != pl.col("person_other"))
    ties = apart.group_by("person", "person_other").agg(w=(1.0 / (pl.col("k") - 1)).sum())
    return float(ties["w"].sum())


def huge(name: str) -> Iterator[Task]:
    """What nobody can do by making the ties first: too many of them."""
    sessions = affiliations(name).where(kind="attendance_peer")
    rows: dict[str, Callable[[], Any]] = {
        "PageRank": lambda: nw.pagerank(sessions, weighted=True),
        "eigenvector": lambda: nw.eigenvector(sessions, weighted=True),
        "E-I, weighted": lambda: nw.ei_index(sessions, weighted=True),
        "communities": lambda: nw.communities(sessions, seed=1, runs=1),
    }
    for measure, ours in rows.items():
        yield Task(measure, f"log {name}", None, {OURS: Way(ours)}, turns=1)


def exchanged(size: str, permutations: int) -> Iterator[Task]:
    """QAP: the correlation of two networks while people change places, so many times."""
    net, some = network(size), min(permutations, 20)
    order = np.random.default_rng(1).permutation(net.n)
    other = net.structure(directed=True)[order][:, order]
    ways = {
        OURS: Way(partial(_qap, net, other, permutations)),
        f"numpy, whole tables, {some} × n/{some}": Way(
            partial(_whole_tables, net.structure(directed=True), other, some), permutations / some
        ),
    }
    yield Task(f"QAP, {permutations} permutations", f"advice {size}", None, ways, difference, 3)


def _qap(net: nw.Network, other: Any, permutations: int) -> float:
    found = nw.compare.qap(net, other, permutations=permutations, seed=1)
    return float(found.table["estimate"].item())


def _whole_tables(one: Any, other: Any, permutations: int) -> float:
    """Correlate whole tables after every shuffle: what somebody writes who has no library."""
    off = ~np.eye(one.shape[0], dtype=bool)
    x, table = one.toarray()[off], other.toarray()
    rng = np.random.default_rng(1)
    for _ in range(permutations):
        shuffle = rng.permutation(len(table))
        np.corrcoef(x, table[np.ix_(shuffle, shuffle)][off])
    return float(np.corrcoef(x, table[off])[0, 1])


def small() -> Iterator[Task]:
    """Everything that ends within minutes."""
    yield from paths("2k", big=False)
    yield from brokers("2k")
    yield from holes("10k")
    yield from structure("10k")
    yield from clusters("10k", big=False)
    yield from presence("M")
    yield from exchanged("300", 9_999)
    yield from exchanged("2k", 999)


def full() -> Iterator[Task]:
    """Everything."""
    yield from small()
    yield from paths("10k", big=True)
    yield from clusters("200k", big=True)
    yield from huge("L")
    yield from huge("XL")
