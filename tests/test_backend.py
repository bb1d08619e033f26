"""networkx on our kernels: the same answers in the same order, and no slower start for anybody."""

import subprocess
import sys
import tomllib
from importlib.metadata import EntryPoint
from pathlib import Path

import networkx as nx
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st
from networkx.utils import backends

import netweave as nw
from netweave.exchange import backend

ROOT = Path(__file__).parents[1]
GROUPS = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]["entry-points"]
BOTH = [
    *("betweenness_centrality", "edge_betweenness_centrality", "closeness_centrality"),
    *("harmonic_centrality", "degree_centrality", "pagerank", "constraint"),
]
DIRECTED = sorted(backend.DIRECTED)
UNDIRECTED = sorted(backend.UNDIRECTED)
SLACK = {"pagerank": 1e-4, "eigenvector_centrality": 1e-3}  # networkx stops when it is near
UNORDERED = {"harmonic_centrality"}  # networkx goes through a set


@pytest.fixture(autouse=True, scope="module")
def offered():
    """Make networkx know the backend where netweave was not installed, as its own tests do."""
    with pytest.MonkeyPatch.context() as patch:
        if "netweave" not in backends.backends:
            entry = EntryPoint("netweave", GROUPS["networkx.backends"]["netweave"], "")
            patch.setitem(backends.backends, "netweave", entry)
            patch.setitem(backends.backend_info, "netweave", {})
            known = backends.Config(**nx.config.backends, netweave=backends.Config())
            patch.setattr(nx.config, "backends", known)
            call = backends._dispatchable._call_if_any_backends_installed
            patch.setattr(backends._dispatchable, "__call__", call)
        nx.config.warnings_to_ignore.add("cache")
        yield
        nx.config.warnings_to_ignore.discard("cache")


def original(name, graph, **options):
    return getattr(nx, name).orig_func(graph, **options)


def outcome(function, *arguments, **options):
    """Give what came out, generators as lists, or the name of the error."""
    try:
        found = function(*arguments, **options)
    except nx.NetworkXException as fault:
        return type(fault).__name__
    return list(found) if hasattr(found, "__next__") else found


def agree(name, graph, **options):
    ours = outcome(getattr(nx, name), graph, backend="netweave", **options)
    theirs = outcome(getattr(nx, name), graph, backend="networkx", **options)
    if isinstance(theirs, dict) and name != "triadic_census":
        assert list(ours) == (list(theirs) if name not in UNORDERED else list(graph))
        assert {type(value) for value in ours.values()} <= {int, float}
        assert ours == pytest.approx(theirs, abs=SLACK.get(name, 1e-9), nan_ok=True)
    else:
        assert ours == (pytest.approx(theirs) if isinstance(theirs, float) else theirs)


def graphs(kind):
    nodes = st.integers(0, 8)
    edges = st.lists(st.tuples(nodes, nodes).filter(lambda edge: edge[0] != edge[1]), max_size=20)

    def build(parts):
        graph = kind()
        graph.add_nodes_from(parts[0])
        graph.add_edges_from(parts[1])
        return graph

    return st.tuples(st.lists(nodes), edges).map(build)


@pytest.mark.parametrize("name", BOTH + DIRECTED)
@given(graph=graphs(nx.DiGraph))
def test_directed_graphs_have_the_same_values(name, graph):
    agree(name, graph)


@pytest.mark.parametrize("name", BOTH + UNDIRECTED)
@given(graph=graphs(nx.Graph))
def test_undirected_graphs_have_the_same_values(name, graph):
    if name != "eigenvector_centrality" or nx.is_connected(graph or nx.path_graph(1)):
        agree(name, graph)


@given(graph=graphs(nx.DiGraph), seed=st.randoms(use_true_random=False))
def test_pagerank_takes_weights(graph, seed):
    for *_, data in graph.edges(data=True):
        data["weight"] = seed.choice([0, 0.5, 1, 7])
    agree("pagerank", graph, tol=1e-12, max_iter=10_000)
    agree("pagerank", graph, weight=None, alpha=0.5)


@pytest.mark.parametrize(
    ("name", "options"),
    [
        ("betweenness_centrality", {"normalized": False}),
        ("edge_betweenness_centrality", {"normalized": False}),
        ("closeness_centrality", {"wf_improved": False}),
    ],
)
@pytest.mark.parametrize("kind", [nx.Graph, nx.DiGraph])
def test_other_scales_have_the_same_values(name, options, kind):
    agree(name, nx.gnp_random_graph(12, 0.2, seed=3, directed=kind is nx.DiGraph), **options)


@pytest.fixture
def net():
    ties = pd.DataFrame({
        "learner": ["ana", "ana", "ben", "dan", "dan"],
        "learned_from": ["ben", "ben", "cleo", "cleo", "ana"],
        "weight": [1.0, 2.0, 1.0, 4.0, 1.0],
    })
    return nw.Network(["ana", "ben", "cleo", "dan", "eva"], ties)


def test_a_network_is_taken_as_it_stands(net):
    assert nx.in_degree_centrality(net)["ben"] == 0.25  # one of four others learned from Ben
    assert nx.betweenness_centrality(net, normalized=False) == {
        **{"ana": 1.0, "ben": 1.0, "cleo": 0.0, "dan": 0.0, "eva": 0.0}
    }
    assert list(map(sorted, nx.weakly_connected_components(net))) == [
        ["ana", "ben", "cleo", "dan"],
        ["eva"],
    ]


@pytest.mark.parametrize("name", BOTH + DIRECTED)
def test_a_network_and_its_graph_have_the_same_values(name, net):
    found = outcome(getattr(nx, name), net)
    expected = outcome(getattr(nx, name), backend.convert_to_nx(net), backend="networkx")
    if isinstance(expected, dict):
        assert list(found) == list(expected) or name in UNORDERED
        expected = pytest.approx(expected, abs=SLACK.get(name, 1e-9), nan_ok=True)
    assert found == expected


def test_networkx_sees_structure_and_strengths(net):
    graph = backend.convert_to_nx(net)
    assert graph.is_directed()
    assert not graph.is_multigraph()
    assert graph["ana"]["ben"]["weight"] == 3.0
    assert not net.is_multigraph()
    assert nx.pagerank(net)["ben"] != pytest.approx(nx.pagerank(net, weight=None)["ben"])
    opportunity = nw.Network(
        net.people, net.ties, kinds=pd.DataFrame({"kind": ["tie"], "evidence": ["opportunity"]})
    )
    with pytest.raises(nw.errors.DataError, match="being in the same room"):
        nx.betweenness_centrality(opportunity)
    assert backend.convert_to_nx(opportunity.with_threshold({"tie": 3})).number_of_edges() == 1


@pytest.mark.parametrize(
    ("name", "options"),
    [
        ("betweenness_centrality", {"k": 2}),
        ("betweenness_centrality", {"weight": "weight"}),
        ("betweenness_centrality", {"endpoints": True}),
        ("closeness_centrality", {"u": 0}),
        ("harmonic_centrality", {"nbunch": [0]}),
        ("pagerank", {"personalization": {0: 1}}),
        ("pagerank", {"max_iter": 3}),
        ("pagerank", {"alpha": 1.0}),
        ("constraint", {"weight": "weight"}),
        ("clustering", {"weight": "weight"}),
        ("core_number", {"unheard_of": 1}),
    ],
)
def test_what_is_not_offered_is_declined(name, options):
    said = backend.can_run(name, (nx.path_graph(4),), options)
    assert isinstance(said, str)


@pytest.mark.parametrize("graph", [nx.MultiGraph([(0, 1)]), nx.Graph([(0, 0), (0, 1)])])
def test_graphs_of_another_sort_are_declined_and_networkx_answers(graph):
    assert isinstance(backend.can_run("betweenness_centrality", (graph,), {}), str)
    with pytest.raises(NotImplementedError):
        nx.betweenness_centrality(graph, backend="netweave")
    with nx.config.backend_priority(algos=["netweave"]):
        assert nx.betweenness_centrality(graph) == original("betweenness_centrality", graph)


def test_weights_below_zero_are_left_to_networkx():
    graph = nx.DiGraph([(0, 1, {"weight": 5}), (0, 2, {"weight": -1}), (1, 0), (2, 0)])
    with pytest.raises(NotImplementedError):
        nx.pagerank(graph, backend="netweave")


def test_networkx_does_the_rest_where_it_may(net):
    with pytest.raises(NotImplementedError):
        nx.hits(net)
    with nx.config(fallback_to_nx=True):
        assert nx.hits(net)[1]["cleo"] == pytest.approx(
            nx.hits(backend.convert_to_nx(net), backend="networkx")[1]["cleo"]
        )


def test_what_was_converted_stays():
    graph = nx.path_graph(3)
    held = backend.convert_from_nx(graph)
    assert backend.convert_from_nx(held) is held
    assert backend.convert_to_nx(held) is graph
    assert backend.convert_to_nx({"a": 1}) == {"a": 1}
    assert nx.degree_centrality(held) == {0: 0.5, 1: 1.0, 2: 0.5}


@pytest.mark.parametrize("directed", [False, True])
def test_a_view_is_converted_anew(directed):
    graph = nx.path_graph(5, create_using=nx.DiGraph if directed else nx.Graph)
    view = graph.subgraph([0, 1, 2, 3])
    agree("betweenness_centrality", view)
    graph.remove_edge(1, 2)
    agree("betweenness_centrality", view)


def test_effective_size_of_a_directed_graph_is_left_to_networkx():
    assert isinstance(backend.can_run("effective_size", (nx.DiGraph([(0, 1)]),), {}), str)
    assert backend.can_run("effective_size", (nx.Graph([(0, 1)]),), {}) is True


def test_the_entry_points_lead_somewhere():
    for group, entries in GROUPS.items():
        for name, place in entries.items():
            assert name == "netweave"
            assert EntryPoint(name, place, group).load()
    assert set(backend.__all__) <= set(backends._registered_algorithms)


def in_fresh_python(code, folder):
    """Run code where only the entry points of netweave are installed."""
    there = folder / "netweave-0.dist-info"
    there.mkdir()
    lines = [
        line
        for group, entries in GROUPS.items()
        for line in [f"[{group}]", *(f"{name} = {place}" for name, place in entries.items())]
    ]
    (there / "entry_points.txt").write_text("\n".join(lines), encoding="utf-8")
    (there / "METADATA").write_text("Name: netweave\nVersion: 0\n", encoding="utf-8")
    done = subprocess.run(
        [
            sys.executable,
            "-c",
            f"import sys; sys.path[:0] = {[str(folder), str(ROOT / 'src')]}\n{code}",
        ],
        capture_output=True,
        text=True,
        check=True,
    )
    return done.stdout.strip()


def test_importing_networkx_imports_nothing_of_ours(tmp_path):
    code = (
        "import networkx; print(sorted(m for m in sys.modules if 'netweave' in m or m == 'pandas'))"
    )
    assert in_fresh_python(code, tmp_path) == "['netweave_networkx']"


def test_an_installed_backend_is_found_by_its_name(tmp_path):
    code = (
        "import networkx as nx; print(nx.degree_centrality(nx.path_graph(3), backend='netweave'))"
    )
    assert in_fresh_python(code, tmp_path) == "{0: 0.5, 1: 1.0, 2: 0.5}"
