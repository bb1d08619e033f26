"""Who may see what: bands, merging, suppression, and the sums that must give nothing back."""

import itertools
import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from netweave.audience import (
    FEWEST_RESPONDENTS,
    JOINED,
    LEVELS,
    SUPPRESSED,
    WITHHELD,
    audience_named,
    feasible,
    fewest_respondents,
    fives,
    step,
)
from netweave.errors import ArgumentError, RefusalError

ANALYST, NETWORK, PUBLIC = (LEVELS[name] for name in ("analyst", "network", "public"))


@pytest.mark.parametrize(
    ("count", "network", "public", "analyst"),
    [
        (0, "0", "not joined", "0"),
        (1, "1", "joined", "1"),
        (2, "2–4", "joined", "2"),
        (4, "2–4", "joined", "4"),
        (5, "5+", "joined", "5"),
        (1234, "5+", "joined", "1,234"),
    ],
)
def test_counts_of_ties_are_banded(count, network, public, analyst):
    assert str(NETWORK.band(count)) == network
    assert str(PUBLIC.band(count)) == public
    assert str(ANALYST.band(count)) == analyst


def consistent(bands, most, total):
    """Give every table that shows these bands and this sum, by trying them all."""
    top = int(min(total, max(most)))
    tables = itertools.product(range(top + 1), repeat=len(bands))
    return [
        table
        for table in tables
        if sum(table) == total
        and all(n in band and n <= m for n, band, m in zip(table, bands, most, strict=True))
    ]


@pytest.mark.parametrize("audience", [NETWORK, PUBLIC], ids=["network", "public"])
@pytest.mark.parametrize("cells", [3, 4])
def test_no_sum_gives_a_banded_cell_back(audience, cells):
    """Brute force: whoever knows the bands and the sum is left with two values or more."""
    most = [9] * cells
    for counts in itertools.product(range(7 if cells == 3 else 5), repeat=cells):
        bands = audience.bands_of(counts, most)
        tables = consistent(bands, most, sum(counts))
        assert counts in tables
        for place, band in enumerate(bands):
            values = {table[place] for table in tables}
            assert band.exact or len(values) > 1, (counts, [str(band) for band in bands])


@pytest.mark.parametrize("audience", [NETWORK, PUBLIC], ids=["network", "public"])
@pytest.mark.parametrize("few", [0, 1, 3])
def test_beside_a_part_that_is_known_the_rest_may_be_any_number(audience, few):
    """Brute force: whoever knows the bands and all ties but those of a few cannot tell these."""
    most, spare = [6, 6, 3], 5
    for counts in itertools.product(range(7), range(3), range(4)):
        part = sum(counts) - few
        if part < 0:
            continue
        bands = audience.bands_beside(counts, most, part, spare)
        assert all(count in band for count, band in zip(counts, bands, strict=True))
        sums = {sum(table) for table in itertools.product(*(range(top + 1) for top in most))
                if all(n in band for n, band in zip(table, bands, strict=True))}  # fmt: skip
        rest = {total - part for total in sums if total >= part}
        assert rest >= set(range(min(spare, sum(most) - part) + 1)), (counts, list(map(str, bands)))
    assert ANALYST.bands_beside([1, 0], [6, 6], 1, 5) == ANALYST.bands_of([1, 0], [6, 6])


def test_a_single_pair_cannot_be_hidden_from_its_own_sum():
    assert NETWORK.bands_of([3], [9]) == [WITHHELD]


def test_the_sum_of_a_single_pair_must_be_hidden_too():
    assert NETWORK.gives_back([3], [9])
    assert PUBLIC.gives_back([23], [100])
    assert not NETWORK.gives_back([1], [9])  # "1" is shown as it is
    assert not NETWORK.gives_back([3, 2], [9, 9])
    assert NETWORK.bands_of([3, 2], [9, 9]) != [WITHHELD, JOINED]
    assert not ANALYST.gives_back([3], [9])
    assert not NETWORK.gives_back([], [])


def test_what_hangs_on_one_person_or_two_is_a_coarse_step():
    assert [step(x) for x in (0, 0.0999, 0.1, 0.24, 0.25, 0.5, 1)] == [
        "under 10%", "under 10%", "10 to 24%", "10 to 24%", "25 to 49%", "50% or more",
        "50% or more",
    ]  # fmt: skip
    assert [fives(x) for x in (0, 0.049, 0.05, 0.29, 0.3, 0.95, 1)] == [
        "0 to 4%", "0 to 4%", "5 to 9%", "25 to 29%", "30 to 34%", "95 to 100%", "95 to 100%",
    ]  # fmt: skip
    assert NETWORK.held_by(0.17, 2) == "10 to 24%"
    assert NETWORK.held_by(0.17, 3) == PUBLIC.held_by(0.17, 30) == "15 to 19%"
    assert ANALYST.held_by(0.17, 1) == "17%"
    assert step(math.nan) == fives(math.nan) == NETWORK.held_by(math.nan, 1) == "–"


def test_one_small_count_takes_a_second_with_it():
    assert NETWORK.head_counts([40, 12, 3]) == ["40", "5 or more", "1–4"]
    assert NETWORK.head_counts([40, 2, 3]) == ["40", "1–4", "1–4"]
    assert NETWORK.head_counts([40, 0, 12]) == ["40", "0", "12"]
    assert NETWORK.head_counts([3]) == ["1–4"]
    assert ANALYST.head_counts([40, 3]) == ["40", "3"]


def test_bands_are_widened_only_where_the_sum_gives_one_back():
    safe = NETWORK.bands_of([3, 2, 7, 0, 1], [25] * 5)
    assert [str(band) for band in safe] == ["2–4", "2–4", "5+", "0", "1"]
    alone = NETWORK.bands_of([3, 0, 1], [25] * 3)
    assert [str(band) for band in alone] == ["1+", "0", "1+"]
    assert [str(band) for band in ANALYST.bands_of([3, 0, 1], [25] * 3)] == ["3", "0", "1"]


@given(st.lists(st.integers(0, 12), min_size=2, max_size=28))
def test_the_true_counts_always_fit_what_is_shown(counts):
    bands = NETWORK.bands_of(counts, [36] * len(counts))
    for count, band, (low, high) in zip(
        counts, bands, feasible(bands, [36] * len(counts), sum(counts)), strict=True
    ):
        assert low <= count <= high
        assert band.exact or low < high


def test_a_number_on_too_few_persons_is_suppressed_and_that_is_not_missing():
    assert NETWORK.figure(2.5, 4) == SUPPRESSED
    assert NETWORK.figure(2.5, 5) == 2.5
    assert PUBLIC.figure(2.5, 9) == SUPPRESSED
    assert ANALYST.figure(2.5, 1) == 2.5
    assert math.isnan(NETWORK.figure(math.nan, 7))


def test_none_and_all_of_a_small_group_are_masked():
    assert NETWORK.share(6, 6) == SUPPRESSED
    assert NETWORK.share(0, 6) == SUPPRESSED
    assert NETWORK.share(3, 6) == 0.5
    assert NETWORK.share(10, 10) == 1.0
    assert NETWORK.share(3, 4) == SUPPRESSED
    assert ANALYST.share(2, 2) == 1.0
    assert math.isnan(NETWORK.share(0, 0))


def test_small_numbers_of_people_are_a_range():
    assert [NETWORK.head_count(n) for n in (0, 1, 4, 5)] == ["0", "1–4", "1–4", "5"]
    assert [PUBLIC.head_count(n) for n in (1, 9, 10)] == ["1–9", "1–9", "10"]
    assert ANALYST.head_count(1) == "1"


def test_one_suppressed_value_takes_a_second_with_it():
    assert NETWORK.column([40, 12, 3], [30, 9, 2]) == [40, SUPPRESSED, SUPPRESSED]
    assert NETWORK.column([40, 12], [30, 9]) == [40, 12]
    assert NETWORK.column([8, 5, 3], [2, 30, 3]) == [SUPPRESSED, 5, SUPPRESSED]
    assert ANALYST.column([8, 5, 3], [2, 30, 3]) == [8, 5, 3]


def test_small_organizations_are_merged_under_one_name():
    shown = NETWORK.merged({"Alder": 6, "Birch": 2, "Cedar": 4, "Dune": 5})
    assert shown["Alder"] == "Alder"
    assert shown["Birch"] == shown["Cedar"] != "Birch"
    assert shown["Dune"] == "Dune"


@given(st.dictionaries(st.text("ABCDEFGH", min_size=1, max_size=3), st.integers(0, 9), min_size=2))
def test_merged_groups_are_large_enough(respondents):
    shown = NETWORK.merged(respondents)
    for label in set(shown.values()):
        inside = [name for name in respondents if shown[name] == label]
        alone = inside == [label]
        fewest = sum(respondents[name] for name in inside)
        everybody = len(inside) == len(respondents)
        assert fewest >= FEWEST_RESPONDENTS or everybody
        assert alone or len(inside) >= 2


def test_an_organization_may_bear_the_name_of_the_merged_group():
    shown = NETWORK.merged({"Merged organizations": 6, "Birch": 1, "Cedar": 2, "Dune": 5})
    assert shown["Birch"] != shown["Merged organizations"]


def test_nothing_is_merged_for_the_analyst_or_where_all_are_large():
    assert ANALYST.merged({"A": 1, "B": 9}) == {"A": "A", "B": "B"}
    assert NETWORK.merged({"A": 3, "B": 9}) == {"A": "A", "B": "B"}


def test_the_wave_with_the_fewest_respondents_decides():
    import pandas as pd

    waves = {"one": pd.Series({"A": 2, "B": 5}), "two": pd.Series({"A": 6, "C": 4})}
    assert fewest_respondents(waves) == {"A": 2, "B": 5, "C": 4}


def test_rows_of_people_are_refused_above_the_analyst():
    ANALYST.check_people("constraint per person")
    for audience in (NETWORK, PUBLIC):
        with pytest.raises(RefusalError, match="E-RANK: constraint per person") as caught:
            audience.check_people("constraint per person")
        assert caught.value.code == "E-RANK"


def test_levels_have_names():
    assert audience_named("network") is NETWORK
    assert audience_named(PUBLIC) is PUBLIC
    with pytest.raises(ArgumentError, match="'participant' is one person"):
        audience_named("participant")
    with pytest.raises(
        ArgumentError, match="audience must be one of 'analyst', 'network', 'public'"
    ):
        audience_named("funder")
