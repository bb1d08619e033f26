"""The declarations of measures."""

import inspect
from pathlib import Path

import pytest

from netweave import analytics, errors
from netweave.codes import REASONS
from netweave.registry import MEASURES, NEEDS, measure

DECLARED = analytics.measures()


def test_a_declared_function_stays_what_it_is():
    def doubled_for_the_test(net):
        return 2 * net

    declare = measure("doubled_for_the_test", "network", formula="-", range="-", unit="-")
    assert declare(doubled_for_the_test) is doubled_for_the_test
    declared = MEASURES.pop("doubled_for_the_test")
    assert doubled_for_the_test.measure is declared
    assert declared.function is doubled_for_the_test
    assert doubled_for_the_test(4) == 8


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
