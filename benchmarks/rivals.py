"""The workloads as the graphs of other programs, each with one thread."""

import shutil
import subprocess
import tempfile
from functools import cache
from pathlib import Path
from typing import Any

import numpy as np
from scipy import sparse
from workloads import log, survey

LIMITS = """NETWEAVE_THREADS OMP_NUM_THREADS OPENBLAS_NUM_THREADS MKL_NUM_THREADS
POLARS_MAX_THREADS RAYON_NUM_THREADS NUMBA_NUM_THREADS"""
ONE_THREAD = dict.fromkeys(LIMITS.split(), "1")


@cache
def _pairs(name: str) -> np.ndarray:
    """Give the pairs of a survey, each once, whichever way the learning went."""
    made = survey(name)
    low = np.minimum(made.learner, made.learned_from)
    high = np.maximum(made.learner, made.learned_from)
    return np.unique(np.column_stack([low, high]), axis=0)


@cache
def igraph(name: str, *, directed: bool) -> Any:
    """Give a survey as an igraph graph."""
    from igraph import Graph

    made = survey(name)
    if not directed:
        return Graph(made.people, _pairs(name), directed=False)
    graph = Graph(made.people, np.column_stack([made.learner, made.learned_from]), directed=True)
    graph.es["weight"] = made.weight
    graph.es["length"] = 1.0 / made.weight
    return graph


@cache
def networkx(name: str, *, directed: bool) -> Any:
    """Give a survey as a networkx graph."""
    import networkx as nx

    made = survey(name)
    graph = nx.DiGraph() if directed else nx.Graph()
    graph.add_nodes_from(range(made.people))
    if directed:
        ends = zip(made.learner.tolist(), made.learned_from.tolist(), strict=True)
        graph.add_edges_from(ends)
    else:
        graph.add_edges_from(_pairs(name).tolist())
    return graph


@cache
def networkit(name: str, *, directed: bool, weighted: bool = False) -> Any:
    """Give a survey as a networkit graph."""
    import networkit as nk

    nk.setNumberOfThreads(1)
    made = survey(name)
    row, column = made.learner, made.learned_from
    if not directed:
        row, column = np.ascontiguousarray(_pairs(name).T)
    cells = (1.0 / made.weight, (row, column)) if weighted else (row, column)
    return nk.GraphFromCoo(cells, made.people, weighted=weighted, directed=directed)


@cache
def rustworkx(name: str) -> Any:
    """Give a survey as a directed rustworkx graph."""
    import rustworkx as rx

    made = survey(name)
    graph = rx.PyDiGraph()
    graph.add_nodes_from(range(made.people))
    ends = zip(made.learner.tolist(), made.learned_from.tolist(), strict=True)
    graph.extend_from_edge_list(list(ends))
    return graph


@cache
def undirected(name: str) -> sparse.csr_array:
    """Give a survey as a symmetric matrix of ones."""
    made = survey(name)
    low, high = _pairs(name).T
    ones = np.ones(2 * len(low))
    ends = (np.concatenate([low, high]), np.concatenate([high, low]))
    return sparse.csr_array((ones, ends), (made.people, made.people))


def projection(name: str) -> sparse.csr_array:
    """Project a log as scipy users would: 1/(size - 1) per session shared, without the diagonal."""
    people = log(name).matrix()
    size = np.asarray(people.sum(axis=0)).ravel()
    each = np.divide(1.0, size - 1, out=np.zeros_like(size), where=size > 1)
    ties = (people @ sparse.diags_array(each) @ people.T).tocsr()
    ties.setdiag(0)
    ties.eliminate_zeros()
    return ties


@cache
def together(name: str) -> Any:
    """Give the ties of co-attendance as an igraph graph."""
    from igraph import Graph

    cells = sparse.triu(projection(name), k=1).tocoo()
    graph = Graph(log(name).people, np.column_stack([cells.row, cells.col]), directed=False)
    graph.es["weight"] = cells.data
    return graph


@cache
def r_has_sna() -> bool:
    """Say whether R and its package sna are here."""
    if shutil.which("Rscript") is None:
        return False
    asked = subprocess.run(["Rscript", "-e", "library(sna)"], capture_output=True, check=False)
    return asked.returncode == 0


def r_seconds(name: str, body: str) -> tuple[float, np.ndarray]:
    """Run R on a survey: ``el`` is the edge list, ``g`` the group; give CPU seconds and values."""
    made = survey(name)
    with tempfile.TemporaryDirectory() as folder:
        where = Path(folder)
        columns = (made.learner + 1, made.learned_from + 1)
        np.savetxt(where / "el.txt", np.column_stack(columns), fmt="%d")
        np.savetxt(where / "g.txt", made.organization, fmt="%d")
        script = f"""
        suppressMessages(library(sna))
        el <- cbind(as.matrix(read.table("el.txt")), 1); attr(el, "n") <- {made.people}
        g <- scan("g.txt", quiet=TRUE)
        t <- system.time(found <- {{ {body} }})
        write.table(found, "found.txt", row.names=FALSE, col.names=FALSE)
        cat(t[["user.self"]] + t[["sys.self"]])
        """
        (where / "run.R").write_text(script, encoding="utf-8")
        done = subprocess.run(
            ["Rscript", "run.R"], cwd=where, capture_output=True, text=True, check=True
        )
        return float(done.stdout.split()[-1]), np.loadtxt(where / "found.txt")
