"""Survival of ties and of networks: steps, bands, numbers at risk, line styles."""

import pandas as pd
import pytest

import netweave as nw
from netweave.compare import TieSurvival
from netweave.errors import ArgumentError, DataError
from netweave.plotting import new_axes, resilience_plot, survival_plot

NAN = float("nan")
COLUMNS = ["pairs", "waves_later", "at_risk", "lost", "survival", "conf_low", "conf_high"]
RISK = pd.DataFrame(
    [
        ("cross", 1, 10, 5, 0.5, 0.3, 0.7),
        ("cross", 2, 4, 1, 0.375, NAN, NAN),
        ("same", 1, 1200, 0, 1.0, NAN, NAN),
        ("same", 2, 0, 0, NAN, NAN, NAN),
    ],
    columns=COLUMNS,
).set_index(["pairs", "waves_later"])
FOUND = TieSurvival(pd.DataFrame(), "", at_risk=RISK, waves=("1", "2", "3"))


def line(ax, label):
    (found,) = [item for item in ax.lines if item.get_label() == label]
    return found


def key(ax):
    return [text.get_text() for text in ax.get_legend().get_texts()]


def test_curves_are_steps_and_end_where_nothing_is_at_risk():
    ax = survival_plot(FOUND, new_axes())
    assert line(ax, "cross").get_xdata().tolist() == [0, 1, 2, 2.5]
    assert line(ax, "cross").get_ydata().tolist() == [1, 0.5, 0.375, 0.375]
    assert line(ax, "cross").get_drawstyle() == "steps-post"
    assert line(ax, "same").get_xdata().tolist() == [0, 1, 1.5]
    assert line(ax, "cross").get_linestyle() != line(ax, "same").get_linestyle()


def test_the_band_stands_where_there_is_an_interval():
    ax = survival_plot(FOUND, new_axes())
    (band,) = ax.collections
    box = band.get_paths()[0].get_extents()
    assert (box.x0, box.x1, box.y0, box.y1) == pytest.approx((1, 2, 0.3, 0.7))
    assert key(ax) == ["ties across organizations", "ties inside organizations",
                       "band: 95% interval"]  # fmt: skip


def test_numbers_at_risk_stand_below_their_waves():
    ax = survival_plot(FOUND, new_axes(), group="role")
    at = {(text.xy[0], text.get_text()) for text in ax.texts}
    assert {(1.0, "10"), (2.0, "4"), (1.0, "1,200"), (2.0, "0")} <= at
    assert {"at risk, across", "at risk, inside"} <= {text for _, text in at}
    assert key(ax)[0] == "ties across roles"


def test_no_tie_to_follow():
    none = TieSurvival(pd.DataFrame(), "", at_risk=RISK.assign(at_risk=0, survival=NAN))
    for found in (none, TieSurvival(pd.DataFrame(), "")):
        ax = survival_plot(found, new_axes(), title="$t$")
        assert [text.get_text() for text in ax.texts] == [
            "no tie could be followed from one wave to the next"
        ]
        assert ax.get_title(loc="left") == "$t$"


def test_a_survival_draws_itself():
    people = pd.DataFrame({"organization": ["Hill", "Hill", "Lake"]}, index=["a", "b", "c"])
    ties = pd.DataFrame({
        "learner": ["a", "a", "b"], "learned_from": ["b", "b", "c"], "wave": ["1", "2", "1"],
    })  # fmt: skip
    ax = nw.compare.tie_survival(nw.Network(people, ties)).plot(ax=new_axes())
    assert line(ax, "cross").get_ydata().tolist() == [1, 0, 0]


STAR = nw.Network(
    pd.DataFrame({"convener": [True, False, False, False]}, index=list("abcd")),
    pd.DataFrame({"learner": ["b", "c", "d"], "learned_from": ["a"] * 3}),
)
CURVES = {order: nw.resilience(STAR, leaving=order) for order in ("random", "degree", "convener")}


def test_each_order_has_its_line_style_and_words():
    ax = resilience_plot(CURVES, new_axes())
    assert line(ax, "degree").get_ydata().tolist() == [1, 0, 0, 0, 0]
    assert line(ax, "degree").get_xdata().tolist() == [0, 0.25, 0.5, 0.75, 1]
    assert line(ax, "convener").get_xdata().tolist() == [0, 0.25]
    looks = [(item.get_linestyle(), item._dash_pattern[1]) for item in ax.lines]
    assert len({str(one) for one in looks}) == 3
    assert len({item.get_marker() for item in ax.lines}) == 3
    assert key(ax) == [
        "anybody, by chance",
        "band: ± 1 standard deviation",
        "those with most ties first",
        "conveners (1)",
    ]


def test_the_band_is_one_standard_deviation():
    ax = resilience_plot(CURVES, new_axes())
    (band,) = ax.collections
    table = CURVES["random"]
    box = band.get_paths()[0].get_extents()
    assert box.y1 == pytest.approx((table["joined_share"] + table["spread"]).max())
    assert not resilience_plot(CURVES, new_axes(), share="largest_share").collections


def test_one_table_and_other_words():
    ax = resilience_plot(CURVES["degree"], new_axes(), share="largest_share")
    assert line(ax, "").get_ydata().tolist() == [1, 0.25, 0.25, 0.25, 0]
    assert ax.get_legend() is None
    ax = resilience_plot({"$ana$ leaves": CURVES["convener"]}, new_axes())
    assert key(ax)[0] == "$ana$ leaves (1)"


def test_nobody_joined_and_what_is_refused():
    alone = nw.Network(["a", "b"], pd.DataFrame({"learner": [], "learned_from": []}))
    ax = resilience_plot({"random": nw.resilience(alone)}, new_axes())
    assert [text.get_text() for text in ax.texts] == ["nobody is joined to anybody at the start"]
    with pytest.raises(ArgumentError, match="share must be one of"):
        resilience_plot(CURVES, new_axes(), share="spread")
    with pytest.raises(DataError, match="joined_share"):
        resilience_plot(pd.DataFrame({"removed": [0], "share_removed": [0.0]}), new_axes())
