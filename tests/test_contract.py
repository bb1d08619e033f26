"""What every measure owes its caller, whatever it measures."""

import inspect
import itertools
from functools import partial

import numpy as np
import pandas as pd
import pytest

import netweave as nw
from netweave import analytics
from netweave.codes import REASONS
from netweave.results import TERMS, Communities, Result

DECLARED = analytics.measures()

CHOICES = {
    "directed": (False, True),
    "weighted": (False, True),
    "normalized": (False, True),
    "expected": (False, True),
    "steps": {
        "reach": (1, 3),
        "reach_by_person": (1, 3),
        "reach_efficiency": (1, 3),
        "set_reach": (1, 3),
        "key_players": (1, 3),
        "redundancy": (1, 2, None),
    },
    "role": {
        "degree": ("any", "learned", "taught"),
        "strength": ("both", "learned", "taught"),
        "harmonic": ("learned", "taught"),
        "closeness": ("learned", "taught"),
        "eccentricity": ("learned", "taught"),
        "reach_by_person": ("learned", "taught"),
        "core_number": ("any", "learned", "taught"),
        "alpha_degree": ("both", "learned", "taught"),
        "pagerank": ("taught", "learned", "any"),
        "katz": ("taught", "learned", "any"),
        "bonacich_power": ("any", "learned", "taught"),
        "ei_index_by_person": ("both", "taught"),
        "participation": ("both", "learned", "taught"),
        "within_module_z": ("both", "taught"),
    },
    "of": {
        "centralization": ("degree", "betweenness", "harmonic", "learned", "taught"),
        "reciprocity": ("arcs", "dyads", "alike", "correlation"),
        "concentration": ("degree", "strength"),
        "krackhardt_efficiency": ("ties", "arcs"),
    },
    "mutual": (False, True),
    "column": ("years",),
    "alpha": {"alpha_degree": (0.5,), "betweenness": (1.0,)},
    "attenuation": (None,),
    "beta": (None,),
    "damping": (0.85,),
    "seed": (3,),
    "runs": (5,),
    "method": {"communities": ("connected", "louvain")},
    "resolution": (1.0,),
    "weights": ("newman",),
    "below_two": ("left_out", "zero"),
    "splits": (2,),
    "draws": {
        "core_periphery": (30,),
        "boundary_spanners": (5,),
        "clusters_and_groups": (None, 25),
        "small_world_coefficient": (5,),
        "structural_phase": (25,),
        "hub_or_node": (25,),
    },
    "top": (None, 1),
    "force": (False, True),
    "cutoffs": (None,),
    "organizations": (2,),
    "contacts": (1,),
    "percentile": (0.9,),
    "singles": (None, False),
    "group": ("organization", "locale"),
    "partition": ("organization", "locale"),
    "hubs": ("convener",),
    "model": {
        "constraint": ("whole", "ego"),
        "effective_size": ("whole",),
        "burt_efficiency": ("whole",),
        "burt_hierarchy": ("ego",),
    },
    "partial": (True,),
    "exclude_convener": (False, True),
    "people": ("convener",),
    "permutations": {"clusters_and_groups": (5,), "ei_index": (None, 5)},
    "strata": {"ei_index": (None,)},
    "distances": (False, True),
    "size": (1,),
    "by": {"key_players": ("fragmentation", "distance_fragmentation", "reach", "distance_reach")},
    "candidates": (None,),
    "starts": (2,),
    "limit": {"valente_fujimoto": (100,)},
}


def variants():
    """Give every measure with every combination of its options."""
    for declared in DECLARED.values():
        names = [name for name in inspect.signature(declared.function).parameters if name != "net"]
        values = [
            CHOICES[name][declared.id] if isinstance(CHOICES[name], dict) else CHOICES[name]
            for name in names
        ]
        for chosen in itertools.product(*values):
            options = dict(zip(names, chosen, strict=True))
            said = "-".join(f"{name}={value}" for name, value in options.items())
            yield pytest.param(declared, options, id=f"{declared.id}-{said}")


def network(ids, ties):
    """Give a network with everything that a measure may need."""
    people = pd.DataFrame(
        {
            "organization": (["A", "B", "B", "C"] * len(ids))[: len(ids)],
            "locale": "town",
            "years": range(len(ids)),
            "convener": [place == 0 for place in range(len(ids))],
        },
        index=pd.Index(ids, dtype="str"),
    )
    table = pd.DataFrame(ties, columns=["learner", "learned_from", "weight"])
    return nw.Network(people, table.astype({"weight": float}))


NETWORKS = {
    "nobody": network([], []),
    "one": network(["ana"], []),
    "two": network(["ana", "ben"], [("ana", "ben", 1)]),
    "alone": network(["ana", "ben", "cleo", "dan"], []),
    "parallel and mutual": network(
        ["ana", "ben", "cleo", "dan", "eve", "fay"],
        [
            ("ana", "ben", 1),
            ("ana", "ben", 2),
            ("ben", "ana", 1.5),
            ("cleo", "ana", 1),
            ("ben", "cleo", 4),
            ("cleo", "ben", 4),
            ("dan", "cleo", 0.5),
            ("eve", "dan", 1),
        ],
    ),
    "unknown organizations": network(
        ["ana", "ben", "cleo"], [("ana", "ben", 1), ("ben", "cleo", 1)]
    ).with_people(organization=pd.Series(np.nan, index=["ana", "ben", "cleo"], dtype="str")),
}
EVERY_VARIANT = pytest.mark.parametrize(("declared", "options"), list(variants()))
EVERY_NETWORK = pytest.mark.parametrize("net", NETWORKS.values(), ids=NETWORKS)


def equal(left, right):
    """Say whether two findings are the same."""
    if isinstance(left, Communities):
        return left.labels.equals(right.labels) and left.stability.equals(right.stability)
    if isinstance(left, Result):
        return left.table.equals(right.table) and left.sentence == right.sentence
    if isinstance(left, pd.DataFrame):
        return left.equals(right)
    if isinstance(left, pd.Series):
        return left.equals(right) and left.name == right.name
    return left == right or (np.isnan(left) and np.isnan(right))


def check_person(net, declared, found):
    """Hold a finding about people against the contract."""
    if isinstance(found, Communities):
        assert found.stability.index.equals(net.people.index)
        found = found.labels
    if isinstance(found, pd.DataFrame):
        assert len(found.columns) > 1
        assert set(found.dtypes.astype(str)) == {"float64"}
        assert found.index.equals(net.people.index)
        return found.isna()
    kind = {"number": "float64", "label": "Int64", "flag": "bool"}[declared.values]
    assert isinstance(found, pd.Series)
    assert str(found.dtype) == kind
    assert found.index.equals(net.people.index)
    assert found.index.name == "person"
    assert str(found.name).startswith(declared.id) or declared.id == "communities"
    return found.isna()


def check_tie(net, declared, found):
    """Hold a finding about ties against the contract."""
    assert isinstance(found, pd.Series)
    assert str(found.dtype) == {"number": "float64", "flag": "bool"}[declared.values]
    assert found.index.equals(net.ties.index)
    assert str(found.name).startswith(declared.id)
    return found.isna()


def check_network(found, why):
    """Hold a finding about the whole network against the contract."""
    if isinstance(found, Result):
        assert list(found.table.columns[: len(TERMS)]) == TERMS
        assert found.sentence.endswith(".")
        undefined = found.table.set_index("term")["estimate"].isna()
    else:
        assert type(found) is float
        undefined = pd.Series([np.isnan(found)], index=why.index)
    return undefined


@EVERY_NETWORK
@EVERY_VARIANT
def test_the_contract(net, declared, options):
    copy = nw.Network(net.people, net.ties, net.kinds)
    function = partial(declared.function, **options)
    found, again = function(net), function(copy)
    assert net.equals(copy), "the measure changed its input"
    assert equal(found, again), "the same network gave another answer"
    why = nw.reasons(net, function)
    if declared.level == "person":
        undefined = check_person(net, declared, found)
    elif declared.level == "tie":
        undefined = check_tie(net, declared, found)
    else:
        undefined = check_network(found, why)
    same = why.notna().to_numpy() == undefined.to_numpy()
    assert same.all(), "NaN if and only if there is a reason"
    given = set(why.to_numpy().ravel()[same.ravel() & why.notna().to_numpy().ravel()])
    assert given <= set(declared.undefined) & set(REASONS)


@EVERY_VARIANT
def test_infinity_is_no_answer(declared, options):
    found = declared.function(NETWORKS["parallel and mutual"], **options)
    if isinstance(found, pd.DataFrame):
        assert np.isfinite(found.to_numpy()[found.notna().to_numpy()]).all()
    elif isinstance(found, pd.Series):
        assert np.isfinite(found.dropna().astype(float)).all()
    elif isinstance(found, Result):
        assert np.isfinite(found.table["estimate"].dropna()).all()
    elif not isinstance(found, Communities):
        assert not np.isinf(found)


@EVERY_VARIANT
def test_several_waves_are_refused(declared, options):
    ties = pd.DataFrame({
        "learner": ["ana", "ben"],
        "learned_from": ["ben", "ana"],
        "wave": ["start", "end"],
    })
    people = pd.DataFrame(
        {"organization": ["A", "B"], "locale": "town", "years": 1, "convener": [True, False]},
        index=["ana", "ben"],
    )
    with pytest.raises(nw.errors.DataError, match="2 waves"):
        declared.function(nw.Network(people, ties), **options)


@pytest.mark.parametrize(
    "declared",
    [m for m in DECLARED.values() if m.level == "person" and m.values == "number"],
    ids=lambda declared: declared.id,
)
def test_the_default_gives_the_series_the_measures_name(declared):
    found = declared.function(NETWORKS["two"])
    if isinstance(found, pd.DataFrame):
        table = nw.measure(NETWORKS["two"], [declared.function])
        names = [f"{declared.id}_{column}" for column in found]
        assert [name for name in table if not name.startswith("why_")] == names
    else:
        assert found.name == declared.id
