"""What every public function refuses in words, by its own signature."""

import inspect

import numpy as np
import pandas as pd
import pytest

import netweave as nw
from netweave import compare, errors, plotting
from netweave._checks import has_columns, one_of
from netweave._guard import guarded

PEOPLE = pd.DataFrame({"organization": ["East", "East", "West"]}, ["ana", "ben", "cleo"])
TIES = pd.DataFrame({"learner": ["ana", "ben"], "learned_from": ["ben", "cleo"]})
NET = nw.Network(PEOPLE, TIES)
RECORDS = pd.DataFrame({"person": ["ana", "ben"], "event": ["m1", "m1"]})
MEETINGS = nw.Affiliations(PEOPLE, pd.DataFrame({"kind": ["attendance"]}, ["m1"]), RECORDS)

# Readers and what belongs to files say themselves what they take: they speak of cells and lines.
OUTSIDE = ("ingest", "exchange", "project", "kit", "simulation", "checkup", "claims", "report")
# Several measures at once, which name them in their own words.
OWN_WORDS = {"measure", "panel", "reasons", "draft_items"}

WRONG = {
    "bool": ["x", None, 1, NET],
    "int": [1.5, "9", True, -1, float("nan"), None, [9]],
    "seed": [-1, True, 1.5, "x", [1]],
    "str": [5, None, ["organization"], b"organization"],
    "str | None": [5, [], {}, True],
    "float": ["x", True, None, float("nan"), float("inf"), [1]],
    "Network": [None, 5, {"ana": "ben"}, MEETINGS],
    "Affiliations": [None, 5, NET],
    "Network | Affiliations": [None, 5, {"ana": "ben"}],
    "pd.DataFrame": [5, None, NET],
    "Sequence[str]": [None, 5, "one"],
}


def public():
    """Give every public function that is not told apart above."""
    for space in (nw, compare, plotting):
        for name in space.__all__:
            function = getattr(space, name)
            own = getattr(function, "__module__", "").split(".")[1:2]
            plain = callable(function) and not inspect.isclass(function) and own
            if plain and own[0] not in OUTSIDE and name not in OWN_WORDS:
                yield f"{space.__name__}.{name}", function


FUNCTIONS = dict(public())


def cases():
    """Give function, parameter and what is wrong for it."""
    for name, function in FUNCTIONS.items():
        for key, about in inspect.signature(function).parameters.items():
            words = str(about.annotation)
            sort = "seed" if key == "seed" and words.startswith("int") else words
            if sort in WRONG:
                yield pytest.param(function, key, WRONG[sort], id=f"{name}-{key}")


def stand_in(about):
    """Give something that the guard lets pass, for a parameter without a default."""
    given = {"Network": NET, "Network | Affiliations": NET, "Affiliations": MEETINGS, "int": 1}
    plain = {"pd.DataFrame": RECORDS, "str": "organization", "pd.Series": pd.Series([1.0])}
    return (given | plain).get(str(about.annotation), inspect.Parameter.empty)


@pytest.mark.parametrize(("function", "key", "wrong"), list(cases()))
def test_what_the_signature_does_not_take_is_refused_in_words(function, key, wrong):
    parameters = inspect.signature(function).parameters
    needed = {
        name: stand_in(about)
        for name, about in parameters.items()
        if about.default is about.empty and about.kind not in (2, 4)
    }
    for value in wrong:
        if value is parameters[key].default:
            continue
        with pytest.raises(errors.NetweaveError) as refused:
            function(**needed | {key: value})
        words = str(refused.value)
        wanted = function.__name__ if key == "net" else f"{function.__name__}: {key}"
        assert words.startswith((key, f"{wanted} wants a Network", "this measure needs"))
        assert len(words) < 400


def test_many_functions_are_held_to_it():
    assert len(FUNCTIONS) > 100
    assert {"netweave.compare.before_after", "netweave.plotting.wave_maps"} <= set(FUNCTIONS)


def test_a_function_keeps_its_name_words_and_signature():
    def shares(net: "Network", *, draws: "int" = 9) -> "float":  # noqa: F821
        """Say something."""
        return draws / net.n

    function = guarded(shares)
    assert inspect.unwrap(function) is shares
    assert (function.__name__, function.__doc__) == ("shares", "Say something.")
    assert inspect.signature(function) == inspect.signature(shares)
    assert function(NET, draws=np.int64(6)) == 2.0


def test_numbers_and_flags_of_numpy_are_those_of_python():
    @guarded
    def given(
        flag: "bool" = False,
        draws: "int" = 1,
        seed: "int" = 0,
        most: "int | None" = None,
        share: "float" = 0.5,
    ):
        return flag, draws, seed, most, share

    got = given(np.True_, np.int64(9), np.int32(3), np.int64(2), np.float64(0.25))
    assert got == (True, 9, 3, 2, 0.25)
    assert [type(one) for one in got[:4]] == [bool, int, int, int]
    assert given(share=1) == (False, 1, 0, None, 1)


def test_a_count_begins_at_none():
    @guarded
    def given(draws: "int" = 5):
        return draws

    assert given(0) == 0
    for wrong in (-1, 1.0, True):
        with pytest.raises(errors.ArgumentError, match="draws must be 0 or more, and a whole"):
            given(wrong)


def test_a_text_is_no_list_and_a_default_is_always_taken():
    @guarded
    def given(words: "Sequence[str]" = "one", values: "str | Iterable[object] | None" = None):  # noqa: F821
        return words, values

    assert given() == ("one", None)
    assert given(["a"], "b") == (["a"], "b")
    with pytest.raises(errors.ArgumentError, match="words must be a list, got 'two'"):
        given("two")
    with pytest.raises(errors.ArgumentError, match="values must be a text, a list or None, got 5"):
        given(values=5)


def test_a_word_that_is_not_known_is_left_to_the_function():
    @guarded
    def given(waves: "Waves", net: "np.ndarray | Band | None" = None):  # noqa: F821
        return waves, net

    assert given(5, "x") == (5, "x")


def test_what_python_says_of_arguments_stays():
    with pytest.raises(TypeError, match="unexpected keyword argument 'grup'"):
        compare.before_after(NET, NET, grup="organization")
    with pytest.raises(TypeError, match="'after'"):
        compare.before_after(NET)


def test_records_of_meetings_are_told_what_to_become():
    with pytest.raises(errors.DataError, match="Project them first"):
        compare.same(MEETINGS, "organization")
    with pytest.raises(errors.ArgumentError, match="before_after: before wants a Network, got"):
        compare.before_after(None, NET)
    with pytest.raises(errors.ArgumentError, match=r"sessions must be Affiliations, .*a Network"):
        compare.co_attendance(NET)


@pytest.mark.parametrize(
    ("function", "given", "message"),
    [
        (plotting.wave_maps, {"waves": {}}, "waves must hold a Network for each, got {}"),
        (plotting.wave_maps, {"waves": NET}, "waves must hold a Network for each"),
        (plotting.wave_maps, {"waves": {"a": 5}}, "each of waves must be a Network, got 5"),
        (plotting.hub_view, {"net": NET, "hubs": []}, "hubs must name somebody: an empty list"),
        (plotting.hub_view, {"net": NET, "hubs": "ana", "axes": [1, 2]}, "each of axes must be"),
        (plotting.ego_map, {"net": NET, "person": ["ana"]}, "person names 1 not in people"),
        (nw.structural_phase, {"net": NET, "cutoffs": {}}, "cutoffs must be nw.PhaseCutoffs"),
        (nw.attrition, {"before": NET, "after": NET, "value": 5}, "value must be a text, a Series"),
        (compare.plan, {"effects": ["x"], "seed": 1}, "each of effects must be a number, got 'x'"),
        (compare.vertex_bootstrap, {"net": (NET, 5)}, "each of net must be a Network, got 5"),
    ],
)
def test_what_was_taken_in_silence_or_broke_inside(function, given, message):
    needed = {"seed": 1, "statistic": nw.density} if "statistic" in inspect.signature(
        function
    ).parameters else {}  # fmt: skip
    with pytest.raises(errors.NetweaveError, match=message):
        function(**needed | given)


def test_whole_numbers_of_numpy_are_counts():
    found = compare.qap(NET, NET, permutations=np.int64(9), seed=np.int64(1))
    assert found.table.equals(compare.qap(NET, NET, permutations=9, seed=1).table)


@pytest.mark.parametrize("got", [["a"], {}, pd.Series(["a", "b"]), pd.NA, np.array(["a", "b"])])
def test_what_equals_no_value_is_none_of_them(got):
    for allowed in (["a", "b"], {"a": 1}):
        with pytest.raises(errors.ArgumentError, match="how must be one of 'a'"):
            one_of("how", allowed, got)


def test_what_is_no_table_has_no_columns():
    with pytest.raises(errors.ArgumentError, match="records must be a table, got 5"):
        has_columns("records", ["person"], 5)
