"""What holds beside the headline for any two waves: left out is recomputed, bounds hold all."""

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from netweave import Network
from netweave.compare import before_after
from netweave.compare.case import prepared
from netweave.compare.missing import bounds
from netweave.compare.secondary import alone, paths, rates

NAMES = [f"p{place}" for place in range(7)]


@st.composite
def two_waves(draw, *, silent="any"):
    """Seven people of three organizations, one of them perhaps a convener."""
    home = draw(st.lists(st.sampled_from("ABC"), min_size=7, max_size=7))
    role = draw(st.lists(st.sampled_from(["lead", "staff"]), min_size=7, max_size=7))
    hub = draw(st.sampled_from([*NAMES, ""]))
    gave = [draw(st.lists(st.booleans(), min_size=7, max_size=7)) for _ in range(2)]
    gave = {"any": gave, "same": [gave[0]] * 2, "nobody": [[True] * 7] * 2}[silent]
    possible = [(one, other) for one in NAMES for other in NAMES if one != other]
    waves = []
    for answers in gave:
        pairs = draw(st.lists(st.sampled_from(possible), unique=True, max_size=14))
        people = pd.DataFrame(
            {"organization": home, "role": role, "responded": answers,
             "convener": [name == hub for name in NAMES]},
            index=NAMES,
        )  # fmt: skip
        waves.append(Network(people, pd.DataFrame(pairs, columns=["learner", "learned_from"])))
    return waves


def case_of(waves):
    return prepared(*waves, "organization", None, (False, True))


def same(one, other):
    """Compare numbers of which either may be undefined."""
    return one == pytest.approx(other, nan_ok=True)


@settings(max_examples=12)
@given(two_waves())
def test_what_was_observed_allows_what_the_bounds_say_and_no_more(waves):
    case = case_of(waves)
    dyads, rng = case.dyads, np.random.default_rng(1)
    if not dyads.known.any():
        return
    low, high = bounds(dyads)
    for _ in range(5):
        filled = [
            np.where(seen, tied, rng.random(len(tied)) < 0.5)[dyads.cross]
            for seen, tied in (
                (dyads.seen_before, dyads.before),
                (dyads.seen_after, dyads.after),
            )
        ]
        value = 2 * (filled[1].sum() - filled[0].sum()) / dyads.known.sum()
        assert low - 1e-9 <= value <= high + 1e-9


@settings(max_examples=12)
@given(two_waves(silent="same"))
def test_the_bounds_hold_the_estimate_where_the_same_people_are_silent(waves):
    change = before_after(*waves)
    if change.reason:
        assert change.sensitivity.empty
        return
    rows = change.sensitivity.set_index("term")["estimate"]
    assert rows["P1_bound_low"] - 1e-9 <= rows["P1"] <= rows["P1_bound_high"] + 1e-9
    tip = change.sensitivity.set_index("term").reindex(["tipping_point"]).iloc[0]
    crossed = rows["P1_bound_low"] <= 1e-9 if rows["P1"] > 0 else rows["P1_bound_high"] >= -1e-9
    if rows["P1"]:
        assert crossed == (tip["estimate"] <= tip["n"])


@settings(max_examples=10)
@given(two_waves(silent="nobody"))
def test_without_one_person_is_the_same_network_without_the_person(waves):
    case = case_of(waves)
    people = case.panel.people
    found = {row.term: row for row in rates.rate_rows(case.dyads)}
    walked = paths.paths_of(case)
    ranges = {row.term: row for row in paths.path_rows(walked)}
    for place in (0, len(people) - 1):
        left = case_of([net.without([people[place]]) for net in waves])
        again = {row.term: row.estimate for row in rates.rate_rows(left.dyads)}
        walk = {row.term: row.estimate for row in paths.path_rows(paths.paths_of(left))}
        for term, row in found.items():
            if len(row.spread.intervals[0].values):
                assert same(row.spread.intervals[0].values[place], again[term])
        for term, row in ranges.items():
            if len(row.left_out):
                assert same(row.left_out[place], walk[term])


@settings(max_examples=12)
@given(two_waves(silent="nobody"))
def test_isolation_without_one_person_or_organization(waves):
    case = case_of(waves)
    dyads = case.dyads
    rows = {row.term: row for row in alone.isolation_rows(case, alone.Traits())}
    row = rows["no_tie_change"]
    units = [
        [[name] for name in case.panel.people],
        [
            case.panel.people[dyads.group_before == code]
            for code in np.unique(dyads.group_before[dyads.known])
        ],
    ]
    for interval, groups in zip(row.spread.intervals, units, strict=False):
        if not len(interval.values):
            assert interval.reason
            continue
        for value, who in zip(interval.values, groups, strict=True):
            left = [net.without([*who, *net.people.index[net.convener]]) for net in waves]
            shares = [(np.diff(net.structure().indptr) == 0).mean() for net in left]
            assert value == pytest.approx(shares[1] - shares[0])


@settings(max_examples=12)
@given(two_waves())
def test_shares_and_losses_lie_between_nothing_and_all(waves):
    change = before_after(*waves)
    shares = [change.reach["reach"], change.hubs["pair_loss"], change.hubs["geodesic_share"]]
    for values in shares:
        assert (values.isna() | values.between(-1e-12, 1 + 1e-12)).all()
    table = change.secondary
    assert (table["estimate"].isna() <= (table["reason"] != "")).all()
    assert table["term"].is_unique
    assert (table["p_holm"].isna() == table["p_value"].isna()).all()
