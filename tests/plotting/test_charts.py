"""What charts share: numbers in words, short names, a key above the Axes."""

import pytest

from netweave.plotting import new_axes
from netweave.plotting.cells import sign_of
from netweave.plotting.charts import keyed, short_names, written


@pytest.mark.parametrize(
    ("value", "digits", "expected"),
    [
        (1234.5, 1, "1,234.5"),
        (-0.5, 2, "−0.50"),
        (-0.001, 2, "0.00"),
        (float("nan"), 2, "undefined"),
    ],
)
def test_numbers(value, digits, expected):
    assert written(value, digits) == expected


def test_signed_numbers():
    assert written(0.5, signed=True) == "+0.50"
    assert written(-0.5, signed=True) == "−0.50"
    assert written(0.0, signed=True) == "0.00"


def test_names_that_begin_alike_keep_their_ends():
    assert short_names(["a" * 40 + "x", "a" * 40 + "y", "b" * 40], 10) == [
        "aaa…aaaaax",
        "aaa…aaaaay",
        "bbbbbbbbb…",
    ]
    assert all(len(name) <= 10 for name in short_names(["a" * 40 + "x", "a" * 40 + "y"], 10))
    assert short_names(["Elm\n$x$"]) == ["Elm $x$"]


def test_the_title_stands_above_the_key():
    ax = new_axes(5, 4)
    keyed(ax, [(sign_of(), f"a sign with many words {place}") for place in range(6)], "Title")
    box = ax.get_legend().get_window_extent()
    assert box.width <= ax.get_window_extent().width
    ax.figure.draw_without_rendering()
    assert ax._left_title.get_window_extent().y0 >= box.y1 - 1
