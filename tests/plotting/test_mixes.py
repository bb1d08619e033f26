"""Mixing as cells and roles of brokerage as bars: places, texts, colours, what is not defined."""

import numpy as np
import pandas as pd
import pytest
from matplotlib.colors import to_rgb

import netweave as nw
from netweave.errors import ArgumentError, DataError
from netweave.network import Network
from netweave.plotting import brokerage_plot, mixing_plot, new_axes

# Hill and Hill, Lake and Lake, Moor alone: a-b inside, a-c, b-c, c-d, nobody with Moor.
PEOPLE = pd.DataFrame(
    {"organization": ["Hill", "Hill", "Lake", "Lake", "Moor"]}, index=["a", "b", "c", "d", "e"]
)


def net(*pairs, people=PEOPLE):
    return Network(people, pd.DataFrame(list(pairs), columns=["learner", "learned_from"]))


FIVE = net(("a", "b"), ("a", "c"), ("b", "c"), ("c", "d"))


def cells(ax):
    """Give the collection of cells."""
    (found,) = [item for item in ax.collections if item.get_label() == "cells"]
    return found


def at(ax):
    """Give what is written at (column, row)."""
    return {tuple(int(part) for part in text.get_position()): text.get_text() for text in ax.texts}


def key(ax):
    return [text.get_text() for text in ax.get_legend().get_texts()]


def same(ax):
    return [patch for patch in ax.patches if patch.get_label() == "same"]


def test_an_unordered_pair_has_one_cell_below_the_diagonal():
    ax = mixing_plot(nw.mixing(FIVE), new_axes())
    assert at(ax) == {(0, 0): "1", (0, 1): "2", (1, 1): "1", (0, 2): "0", (1, 2): "0"}
    assert [label.get_text() for label in ax.get_yticklabels()] == ["Hill", "Lake", "Moor"]
    assert [patch.get_xy() for patch in same(ax)] == [(-0.5, -0.5), (0.5, 0.5), (1.5, 1.5)]
    low, high = ax.get_ylim()
    assert low > high  # the first row is on top


def test_a_directed_table_has_learners_as_rows():
    ax = mixing_plot(nw.mixing(FIVE, directed=True), new_axes())
    found = at(ax)
    assert (found[1, 0], found[0, 1]) == ("2", "0")
    assert ax.get_ylabel() == "learners of"
    assert ax.get_xlabel() == "learned from people of"


def test_density_has_its_denominator_and_no_pairs_are_hatched():
    ax = mixing_plot(nw.mixing(FIVE), new_axes(), show="density")
    assert at(ax)[0, 1] == "50\n2 of 4"
    assert (2, 2) not in at(ax)  # one person alone
    (hatched,) = [patch for patch in ax.patches if patch.get_hatch()]
    assert hatched.get_xy() == (1.5, 1.5)
    assert key(ax)[-1] == "hatched: no pair there could be"


def test_the_ratio_is_blue_above_chance_and_orange_below():
    # 4 ties on 10 pairs: expected .4 inside Hill, 1.6 between Hill and Lake, .4 inside Lake
    ax = mixing_plot(nw.mixing(FIVE, expected="labels"), new_axes(), show="ratio")
    assert at(ax)[0, 0] == "2.5×\n1 / 0.4"
    assert at(ax)[0, 1] == "1.2×\n2 / 1.6"
    assert at(ax)[0, 2] == "0.0×\n0 / 0.8"
    ax.figure.draw_without_rendering()
    places = [tuple(path.vertices[:4].mean(axis=0).astype(int)) for path in cells(ax).get_paths()]
    colour = dict(zip(places, (face[:3] for face in cells(ax).get_facecolors()), strict=True))
    assert colour[0, 0][2] > colour[0, 0][0]
    assert colour[0, 2][0] > colour[0, 2][2]
    assert key(ax)[:3] == ["more ties than expected by chance", "as many", "fewer"]


def test_darker_is_more():
    ax = mixing_plot(nw.mixing(FIVE), new_axes())
    ax.figure.draw_without_rendering()
    counts = cells(ax).get_array()
    light = cells(ax).get_facecolors()[:, :3].sum(axis=1)
    assert light[counts == 2].max() < light[counts == 1].min() < light[counts == 0].min()


def test_strength_takes_the_place_of_ties():
    weighted = Network(
        PEOPLE, pd.DataFrame({"learner": ["a"], "learned_from": ["c"], "weight": [2.5]})
    )
    table = nw.mixing(weighted, weighted=True)
    assert at(mixing_plot(table, new_axes()))[0, 1] == "2.5"
    ax = mixing_plot(table, new_axes(), show="density")
    assert key(ax)[0] == "the darker, the more strength of ties per 100 pairs"


def test_one_group_and_none():
    ax = mixing_plot(nw.mixing(net(("a", "b"), people=PEOPLE[:2])), new_axes(), title="$x$ Hill")
    assert at(ax) == {(0, 0): "1"}
    assert ax.get_title(loc="left") == "$x$ Hill"
    nobody = PEOPLE.assign(organization=pd.Series([None] * 5, dtype="str", index=PEOPLE.index))
    empty = mixing_plot(nw.mixing(net(("a", "b"), people=nobody)), new_axes())
    assert [text.get_text() for text in empty.texts] == ["no group is known of anybody"]


def test_long_names_are_shortened_and_stay_different():
    long = "Federation of the teachers and principals of the district of "
    people = PEOPLE.assign(organization=[long + end for end in "AABBC"])
    ax = mixing_plot(nw.mixing(net(("a", "c"), people=people)), new_axes())
    names = [label.get_text() for label in ax.get_yticklabels()]
    assert len(set(names)) == 3
    assert all(len(name) <= 30 for name in names)


def test_too_many_groups_for_numbers_are_said(toys):
    ax = mixing_plot(nw.mixing(toys.random_network(150, 130)), new_axes())
    assert not ax.texts
    assert key(ax)[-1] == "too many groups for numbers"
    assert len(cells(ax).get_paths()) == 130 * 131 // 2 - 110  # groups of one
    assert len(ax.get_yticks()) < 130


def test_what_is_no_table_of_mixing_is_refused():
    with pytest.raises(ArgumentError, match="show must be one of"):
        mixing_plot(nw.mixing(FIVE), new_axes(), show="p")
    with pytest.raises(DataError, match="expected"):
        mixing_plot(nw.mixing(FIVE), new_axes(), show="ratio")
    with pytest.raises(DataError, match="organization_a"):
        mixing_plot(pd.DataFrame({"ties": [1]}), new_axes())


CHAIN = net(("b", "a"), ("c", "b"))  # c learned from b, who learned from a: b carries it out


def bars(ax):
    return [bar.get_width() for bar in ax.patches]


def test_the_bars_are_the_sums_over_people():
    ax = brokerage_plot(nw.brokerage(CHAIN), new_axes())
    assert bars(ax) == [0, 0, 0, 1, 0]
    names = [label.get_text().split("\n")[0] for label in ax.get_yticklabels()]
    assert names == ["coordinator", "consultant", "gatekeeper", "representative", "liaison"]
    heights = [bar.get_y() for bar in ax.patches]
    assert heights == sorted(heights, reverse=True)
    assert key(ax) == ["observed"]
    assert [tick for tick in ax.get_xticks() if not float(tick).is_integer()] == []
    undirected = brokerage_plot(nw.brokerage(CHAIN, directed=False), new_axes())
    assert len(bars(undirected)) == 4


def test_chance_stands_beside_the_bars():
    result = nw.brokerage_against_labels(CHAIN, seed=1, permutations=200)
    ax = brokerage_plot(result, new_axes())
    rows = result.table[result.table["person"].isna()]
    assert bars(ax) == rows["estimate"].tolist()
    (diamonds,) = [line for line in ax.lines if line.get_marker() == "D"]
    np.testing.assert_allclose(diamonds.get_xdata(), rows["expected"])
    (spans,) = [item.get_segments() for item in ax.collections]
    high = rows["expected"] + 2 * rows["std_error"]
    np.testing.assert_allclose([span[1][0] for span in spans], high)
    assert min(span[0][0] for span in spans) >= 0
    carried = rows.iloc[3]["expected"]
    assert ax.texts[3].get_text() == f"1 (by chance {carried:.1f})"


def test_undefined_roles_are_said():
    ax = brokerage_plot(nw.brokerage(net(("a", "b"), people=PEOPLE[:2])), new_axes())
    assert [text.get_text() for text in ax.texts] == ["0", *["undefined"] * 4]
    with pytest.raises(DataError, match="coordinator"):
        brokerage_plot(pd.DataFrame({"x": [1]}), new_axes())


def test_numbers_are_readable_on_their_cells():
    ax = mixing_plot(nw.mixing(FIVE), new_axes())
    ax.figure.draw_without_rendering()
    dark = {text.get_text(): to_rgb(text.get_color()) for text in ax.texts}
    assert dark["2"] == (1, 1, 1)
    assert sum(dark["0"]) < 1
