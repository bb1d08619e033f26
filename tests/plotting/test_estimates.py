"""Estimates with intervals: rows, points, the widest named, the unit in words."""

import numpy as np
import pandas as pd
import pytest

from netweave import compare
from netweave.errors import ArgumentError
from netweave.plotting import new_axes, result_plot
from netweave.results import TERMS, Passport, Result

NAN = float("nan")


def result(*rows, measure=""):
    """Give a result from (term, estimate, low, high, method) rows."""
    columns = ["term", "estimate", "conf_low", "conf_high", "method"]
    table = pd.DataFrame(list(rows), columns=columns).reindex(columns=TERMS)
    return Result(table, "", passport=Passport(measure, ""))


def ticks(ax):
    """Give the row labels from the top."""
    return [" ".join(label.get_text().split()) for label in ax.get_yticklabels()]


def named(ax, label):
    """Give the lines or collections with a label."""
    return [item for item in [*ax.lines, *ax.collections] if item.get_label() == label]


FOUND = result(
    ("P1", 1.0, -0.2, 2.2, "person"),
    ("P1", 1.0, -1.0, 3.0, "organization"),
    ("P1_same", 0.5, NAN, NAN, None),
    ("P1_none", NAN, NAN, NAN, "no pairs"),
    ("share", 0.4, NAN, NAN, ""),
)


def test_rows_points_and_intervals():
    ax = result_plot(FOUND, new_axes())
    assert ticks(ax) == [
        "P1 (person)",
        "P1 (organization, widest)",
        "P1_same",
        "P1_none (no pairs)",
    ]
    intervals = [item.get_segments()[0][:, 0].tolist() for item in named(ax, "interval")]
    assert intervals == [[-0.2, 2.2], [-1.0, 3.0]]
    points = named(ax, "estimate")
    assert [point.get_xdata()[0] for point in points] == [1.0, 1.0, 0.5]
    assert [point.get_markerfacecolor() == "white" for point in points] == [False, False, True]
    heights = [point.get_ydata()[0] for point in points]
    assert heights == sorted(heights, reverse=True)


def test_numbers_are_written_and_undefined_is_said():
    ax = result_plot(FOUND, new_axes())
    assert [text.get_text() for text in ax.texts] == [
        "1.00 (−0.20 to 2.20)",
        "1.00 (−1.00 to 3.00)",
        "0.50",
        "undefined",
    ]


def test_zero_line_and_unit():
    ax = result_plot(FOUND, new_axes())
    (zero,) = named(ax, "zero")
    assert list(zero.get_xdata()) == [0.0, 0.0]
    low, high = ax.get_xlim()
    assert low < -1.0 < 3.0 < high
    assert ax.get_xlabel() == "change in ties across organizations per person"
    other = result(("density", 0.4, 0.3, 0.5, "$x$"), measure="density of ties")
    assert result_plot(other, new_axes()).get_xlabel() == "density of ties"
    assert result_plot(other, new_axes(), unit="ties per pair").get_xlabel() == "ties per pair"


def test_terms_are_chosen_in_the_order_asked():
    ax = result_plot(FOUND, new_axes(), terms=["share", "P1_same"])
    assert ticks(ax) == ["share", "P1_same"]
    with pytest.raises(ArgumentError, match="terms must be one of"):
        result_plot(FOUND, new_axes(), terms=["P2"])


def test_names_are_drawn_as_they_are():
    ax = result_plot(result(("a $x^2$ <b>", 1.0, 0.0, 2.0, "m_1 $")), new_axes(), title="$5 to $6")
    ax.figure.draw_without_rendering()
    assert ticks(ax) == ["a $x^2$ <b> (m_1 $)"]
    assert not any(label.get_parse_math() for label in ax.get_yticklabels())
    assert ax.get_title(loc="left") == "$5 to $6"


def test_an_empty_table_is_an_empty_picture():
    ax = result_plot(result(), new_axes())
    assert ticks(ax) == []
    assert named(ax, "estimate") == []


def test_a_comparison_draws_itself(toys):
    before, after = toys.random_network(40, seed=1), toys.random_network(40, seed=2)
    change = compare.before_after(before, after)
    ax = change.plot(ax=new_axes())
    assert ticks(ax)[0].startswith("P1 (widest of")
    first = change.table.iloc[0]
    segment = named(ax, "interval")[0].get_segments()[0][:, 0]
    np.testing.assert_allclose(segment, [first["conf_low"], first["conf_high"]])
