"""The declarations of measures."""

import inspect
from pathlib import Path

import networkx as nx
import numpy as np
import pandas as pd
import pytest

import netweave as nw
from netweave import analytics, errors
from netweave.codes import REASONS
from netweave.registry import MEASURES, NEEDS, measure

DECLARED = analytics.measures()


def test_a_declared_function_does_what_it_did():
    def doubled_for_the_test(net):
        return 2 * net.n

    declare = measure("doubled_for_the_test", "network", formula="-", range="-", unit="-")
    function = declare(doubled_for_the_test)
    assert inspect.unwrap(function) is doubled_for_the_test
    assert inspect.signature(function) == inspect.signature(doubled_for_the_test)
    declared = MEASURES.pop("doubled_for_the_test")
    assert function.measure is declared
    assert declared.function is function
    assert function(nw.Network(range(4), pd.DataFrame(columns=["learner", "learned_from"]))) == 8


def test_the_id_must_be_the_functions_name():
    declare = measure("half", "network", formula="-", range="-", unit="-")
    with pytest.raises(errors.ArgumentError, match="id must be the function's name, 'third'"):
        declare(lambda_named("third"))
    assert "half" not in MEASURES


def test_an_id_is_given_once():
    declare = measure("degree", "network", formula="-", range="-", unit="-")
    with pytest.raises(errors.ArgumentError, match="and free, got 'degree'"):
        declare(lambda_named("degree"))
    assert MEASURES["degree"].level == "person"


@pytest.mark.parametrize(
    ("facts", "message"),
    [
        ({"undefined": {"NO_TEIS": "no ties"}}, "undefined must be one of .* got 'NO_TEIS'"),
        ({"needs": ("grup",)}, "needs must be one of 'group', .* got 'grup'"),
    ],
)
def test_codes_and_needs_must_exist(facts, message):
    with pytest.raises(errors.ArgumentError, match=message):
        measure("half", "network", formula="-", range="-", unit="-", **facts)


def lambda_named(name):
    """Give a function of that name."""
    function = lambda net: net  # noqa: E731
    function.__name__ = name
    return function


@pytest.mark.parametrize("declared", DECLARED.values(), ids=DECLARED)
def test_every_declaration_is_complete(declared):
    assert declared.function.measure is declared
    assert declared.level in {"person", "tie", "network"}
    assert declared.values in {"number", "label", "flag"}
    assert set(declared.needs) <= set(NEEDS)
    assert set(declared.undefined) <= set(REASONS)
    assert declared.formula and declared.range and declared.unit
    assert inspect.getdoc(declared.function)


@pytest.mark.parametrize("declared", DECLARED.values(), ids=DECLARED)
def test_needs_are_the_options_of_the_function(declared):
    options = set(inspect.signature(declared.function).parameters)
    for need in ("group", "partition", "hubs", "seed"):
        assert (need in declared.needs) == (need in options)
    assert ("one kind if weighted" in declared.needs) == ("weighted" in options)


def test_every_file_of_measures_is_looked_at():
    folder = Path(analytics.__file__).parent
    files = {
        path.stem
        for path in folder.rglob("*.py")
        if "@measure(" in path.read_text(encoding="utf-8")
    }
    assert {
        declared.function.__module__.rpartition(".")[2] for declared in DECLARED.values()
    } == files


@pytest.mark.parametrize("got", [nx.path_graph(3), "x", None, pd.DataFrame({"learner": []})])
def test_what_is_no_network_is_refused_in_words(got):
    with pytest.raises(errors.ArgumentError, match="degree wants a Network, got a"):
        nw.degree(got)


def test_an_option_that_a_measure_lacks_is_named_with_those_it_has():
    net = nw.Network(["ana"], pd.DataFrame(columns=["learner", "learned_from"]))
    with pytest.raises(errors.ArgumentError, match="no option 'weight'; it has 'directed'"):
        nw.betweenness(net, weight="weight")


@pytest.mark.parametrize(
    ("asked", "here"),
    [
        ("degree_centrality", "nw.degree"),
        ("louvain", "nw.communities"),
        ("write_graphml", "nw.exchange.write_graphml"),
        ("k_core", "nw.core_number"),
    ],
)
def test_names_of_other_programs_lead_to_ours(asked, here):
    with pytest.raises(AttributeError, match=f"it is {here}"):
        getattr(nw, asked)


def test_yes_and_no_may_come_from_numpy_and_words_may_not():
    net = nw.Network(["ana"], pd.DataFrame(columns=["learner", "learned_from"]))
    assert nw.betweenness(net, directed=np.True_).name == "betweenness_directed"
    with pytest.raises(errors.ArgumentError, match="directed must be True or False, got 'no'"):
        nw.betweenness(net, directed="no")
