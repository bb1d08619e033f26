"""Turnover, levels and sensitivity of a change: bars, cells, dots, words."""

import pandas as pd
import pytest

from netweave import compare, scales
from netweave.plotting import levels_plot, new_axes, sensitivity_plot, turnover_plot
from netweave.plotting.style import CHANGE

NAN = float("nan")
TURNOVER = pd.DataFrame(
    [(17, 37, 9, 860, 923), (26, 13, 17, 63, 119), (43, 50, 26, 923, 1042)],
    columns=["kept", "new", "lost", "never", "dyads"],
    index=["cross", "same", "all"],
)
WAVES = ("start", "end")


def change(**tables):
    """Give a change that holds these tables alone."""
    return compare.Change(pd.DataFrame(), "", waves=WAVES, **tables)


def key(ax):
    return [text.get_text() for text in ax.get_legend().get_texts()]


def said(ax):
    return [text.get_text() for text in ax.texts]


def parts(ax, label):
    return [bar for bar in ax.patches if bar.get_label() == label]


def test_turnover_is_stacked_across_and_inside():
    ax = turnover_plot(change(turnover=TURNOVER), new_axes())
    assert [bar.get_width() for bar in parts(ax, "kept")] == [17, 26]
    assert [bar.get_x() for bar in parts(ax, "new")] == [17, 26]
    assert [bar.get_x() for bar in parts(ax, "lost")] == [54, 39]
    assert [tick.get_text() for tick in ax.get_yticklabels()] == [
        "across organizations",
        "inside organizations",
    ]
    assert "start 26, end 54 of 923 pairs" in said(ax)
    assert key(ax) == ["there in both", "new", "no longer there"]


def test_each_part_has_a_colour_and_a_hatch():
    ax = turnover_plot(change(turnover=TURNOVER), new_axes(), group="role")
    looks = {label: parts(ax, label)[0] for label in ("kept", "new", "lost")}
    assert len({bar.get_hatch() for bar in looks.values()}) == 3
    assert CHANGE["lost"][0] != CHANGE["formed"][0]
    assert len({bar.get_facecolor() for bar in looks.values()}) == 3
    assert ax.get_yticklabels()[0].get_text() == "across roles"


def test_no_pair_and_a_narrow_part():
    assert said(turnover_plot(change(), new_axes())) == ["no pair was observed in both waves"]
    thin = TURNOVER.assign(lost=[1, 0, 1], kept=[999, 0, 999])
    ax = turnover_plot(change(turnover=thin), new_axes())
    assert "1" not in said(ax)
    assert "999" in said(ax)
    other = TURNOVER.rename(index={"same": "other"})
    assert turnover_plot(change(turnover=other), new_axes()).get_yticklabels()[1].get_text() == (
        "not known"
    )


LEVELS = pd.DataFrame([[6, 7], [1, 9]], index=[2.0, 3.0], columns=[2.0, 3.0])


def test_levels_are_rows_before_and_columns_after():
    ax = levels_plot(change(levels=LEVELS), new_axes())
    at = {text.get_position(): text.get_text() for text in ax.texts}
    assert (at[1, 0], at[0, 1]) == ("7", "1")
    assert (ax.get_ylabel(), ax.get_xlabel()) == ("level, start", "level, end")
    assert key(ax)[1:] == ["same level: 15 of 23", "right of it higher: 7; left of it lower: 1"]
    outlined = [patch.get_xy() for patch in ax.patches if patch.get_label() == "same"]
    assert outlined == [(-0.5, -0.5), (0.5, 0.5)]


def test_levels_have_the_words_of_their_scale():
    scale = scales.SCALES["FREY_LCS"]
    ax = levels_plot(change(levels=LEVELS), new_axes(), scale=scale)
    words = [tick.get_text() for tick in ax.get_yticklabels()]
    assert words == [scale.levels[2 - scale.lowest], scale.levels[3 - scale.lowest]]
    halves = LEVELS.set_axis([2.5, 30.0]).set_axis([2.5, 30.0], axis=1)
    ax = levels_plot(change(levels=halves), new_axes(), scale=scale)
    assert [tick.get_text() for tick in ax.get_yticklabels()] == ["2.5", "30"]


def test_no_levels_are_said():
    assert said(levels_plot(change(), new_axes())) == ["ties have no levels here"]


SENSITIVITY = pd.DataFrame(
    [
        ("P1", 1.0, 0.5, 1.5, "pairs"),
        ("reconstructed_share_before", 0.2, NAN, NAN, "share"),
        ("P1_class_weights", 1.1, NAN, NAN, "weighted"),
        ("P1_bound_low", -0.5, NAN, NAN, "x"),
        ("P1_bound_high", 2.5, NAN, NAN, "y"),
        ("tipping_point", 28.0, NAN, NAN, "pairs"),
        ("P1_same_reporters", NAN, NAN, NAN, "none"),
        ("P1_from_3", 0.9, 0.1, 1.7, "a tie counts from $3$ on"),
    ],
    columns=["term", "estimate", "conf_low", "conf_high", "method"],
)


def named(ax, label):
    return [item for item in [*ax.lines, *ax.collections] if item.get_label() == label]


def test_sensitivity_draws_what_counts_the_same_thing():
    ax = sensitivity_plot(change(sensitivity=SENSITIVITY), new_axes())
    assert [" ".join(tick.get_text().split()) for tick in ax.get_yticklabels()] == [
        "headline: pairs observed both times",
        "whatever became of the pairs not observed",
        "observed pairs stand for all of their two groups and roles",
        "only pairs reported by the same people both times",
        "a tie counts from $3$ on",
    ]
    assert said(ax) == [
        "+1.00 (+0.50 to +1.50)",
        "between −0.50 and +2.50",
        "+1.10",
        "undefined",
        "+0.90 (+0.10 to +1.70)",
    ]


def test_bounds_are_no_interval():
    ax = sensitivity_plot(change(sensitivity=SENSITIVITY), new_axes())
    (bounds,) = named(ax, "bounds")
    assert list(bounds.get_xdata()) == [-0.5, 2.5]
    assert bounds.get_linestyle() == "--"
    assert bounds.get_marker() != "o"
    dots = named(ax, "estimate")
    assert [dot.get_xdata()[0] for dot in dots] == [1.0, 1.1, 0.9]
    assert [dot.get_markerfacecolor() == "white" for dot in dots] == [False, True, False]
    (zero,) = named(ax, "no change")
    assert list(zero.get_xdata()) == [0, 0]
    assert len(key(ax)) == 3


def test_nothing_beside_the_headline():
    assert said(sensitivity_plot(change(), new_axes())) == [
        "there is nothing to set beside the headline"
    ]


def test_a_comparison_gives_all_three(toys):
    before, after = toys.random_network(300, seed=1), toys.random_network(300, seed=2)
    found = compare.before_after(before, after)
    ax = turnover_plot(found, new_axes())
    assert sum(bar.get_width() for bar in parts(ax, "new")) == found.turnover.loc["all", "new"]
    ax = sensitivity_plot(found, new_axes())
    assert named(ax, "estimate")[0].get_xdata()[0] == pytest.approx(found.table["estimate"][0])
    assert said(levels_plot(found, new_axes())) == ["ties have no levels here"]
