"""Indices of hub or node: dots with and without conveners, chance behind them."""

import dataclasses

import numpy as np
import pandas as pd
import pytest

import netweave as nw
from netweave.plotting import hub_plot, new_axes


def dots(ax, label):
    return {
        round(float(item.get_ydata()[0])): float(item.get_xdata()[0])
        for item in ax.lines
        if item.get_label() == label
    }


def words(ax):
    return [tick.get_text().split("\n")[0] for tick in ax.get_yticklabels()]


@pytest.fixture(scope="module")
def found():
    people = pd.DataFrame(
        {"organization": list("AABBCC"), "convener": [True, *[False] * 5]}, index=list("abcdef")
    )
    ties = pd.DataFrame(
        [*(("a", other) for other in "bcdef"), ("b", "c"), ("d", "e")],
        columns=["learner", "learned_from"],
    )
    return nw.hub_or_node(nw.Network(people, ties), draws=40)


def test_dots_stand_at_their_values_and_counts_as_shares(found):
    ax = hub_plot(found, new_axes())
    rows = found.table.set_index("term")
    top = len(words(ax)) - 1
    assert dots(ax, "estimate")[top] == pytest.approx(rows["estimate"]["centralization_degree"])
    hubs = words(ax).index("people between others")
    value, people = rows.loc["effective_hubs", ["estimate", "n"]]
    assert dots(ax, "estimate")[top - hubs] == pytest.approx(value / people)
    number = next(text.get_text() for text in ax.texts if text.xy[1] == top - hubs)
    assert number.startswith(f"{value:.1f} of 6")


def test_without_conveners_is_hollow(found):
    ax = hub_plot(found, new_axes())
    sides = {
        label: [item for item in ax.lines if item.get_label() == label]
        for label in ("estimate", "without_convener")
    }
    assert {item.get_markerfacecolor() for item in sides["without_convener"]} == {"white"}
    assert "white" not in {item.get_markerfacecolor() for item in sides["estimate"]}
    assert [text.get_text() for text in ax.get_legend().get_texts()] == [
        "with conveners",
        "hollow: without conveners",
        "grey: random networks, mean ± 1 standard deviation",
    ]


def test_chance_is_a_line_around_its_mean(found):
    ax = hub_plot(found, new_axes())
    row = found.table.set_index("term").loc["centralization_degree"]
    spans = [item.get_xdata() for item in ax.lines if item.get_label() == "chance"]
    mean, spread = row["null_mean"], row["null_sd"]
    np.testing.assert_allclose(spans[0], [mean - spread, mean, mean + spread])


def test_a_finding_draws_itself_and_undefined_rows_are_left_out(found):
    ax = found.plot(ax=new_axes(), title="<b>$x$")
    known = found.table["estimate"].notna() | found.table["without_convener"].notna()
    assert len(words(ax)) <= int(known.sum())
    assert "undefined" not in " ".join(text.get_text() for text in ax.texts)
    assert ax.get_title(loc="left") == "<b>$x$"


def test_nobody_convenes(toys):
    ax = hub_plot(nw.hub_or_node(toys.random_network(60), draws=2), new_axes())
    assert not dots(ax, "without_convener")
    assert not dots(ax, "chance")
    assert [text.get_text() for text in ax.get_legend().get_texts()] == ["observed"]
    assert all(float(item.get_ydata()[0]).is_integer() for item in ax.lines
               if item.get_label() == "estimate")  # fmt: skip


def test_nothing_to_draw(found):
    empty = dataclasses.replace(found, table=found.table[:0])
    assert [text.get_text() for text in hub_plot(empty, new_axes()).texts] == [
        "no index is defined here"
    ]
