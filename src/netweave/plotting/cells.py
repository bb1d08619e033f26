"""A grid of coloured cells with a number in each, for tables of two sides."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np
from matplotlib.collections import PolyCollection
from matplotlib.colors import Colormap, LinearSegmentedColormap, Normalize
from matplotlib.patches import Rectangle

from netweave.plotting.charts import BLUE, FONT, ORANGE
from netweave.plotting.marks import size_in_points
from netweave.plotting.style import FAINT, INK

if TYPE_CHECKING:
    from matplotlib.artist import Artist
    from matplotlib.axes import Axes

# White for none, darker for more; and below, as and above what is expected.
MORE = LinearSegmentedColormap.from_list("more", ["#ffffff", "#7fb0d3", BLUE, "#00304d"])
AROUND = LinearSegmentedColormap.from_list(
    "around", ["#a34500", ORANGE, "#ffffff", BLUE, "#003a5c"]
)
SMALLEST = 5.5  # points that a number in a cell takes at least
HATCH = "////"
CORNERS = np.array([[-0.5, -0.5], [0.5, -0.5], [0.5, 0.5], [-0.5, 0.5]])


@dataclass(frozen=True)
class Cells:
    """What is drawn: rows from the top, columns from the left.

    Parameters
    ----------
    values : array
        What the colour shows; NaN is hatched.
    there : bool array
        Which cells exist.
    texts : object array of str
        What is written into each.
    rows, columns : list of str
        Their names, made short.
    colours : Colormap
        From least to most.
    scale : Normalize
        From value to colour.
    """

    values: np.ndarray
    there: np.ndarray
    texts: np.ndarray
    rows: list[str]
    columns: list[str]
    colours: Colormap
    scale: Normalize


def draw_cells(ax: Axes, cells: Cells) -> bool:
    """Draw the cells, their names and numbers; say whether there was room for the numbers."""
    down, across = cells.values.shape
    known = cells.there & np.isfinite(cells.values)
    width, height = size_in_points(ax)
    step = (width / max(across, 1), height / max(down, 1))
    middle = np.argwhere(known)[:, None, ::-1]
    drawn = PolyCollection(list(middle + CORNERS), cmap=cells.colours, norm=cells.scale)
    drawn.set(array=cells.values[known], label="cells")
    drawn.set(edgecolors="#d5dade", linewidths=0.6 if min(step) > SMALLEST else 0.0)
    ax.add_collection(drawn, autolim=False)
    for row, column in zip(*np.nonzero(cells.there & ~known), strict=True):
        ax.add_patch(_square(row, column, hatch=HATCH, edgecolor=FAINT, linewidth=0.4))
    _names(ax, cells, step)
    longest = max((len(line) for text in cells.texts[cells.there] for line in text.split("\n")),
                  default=1)  # fmt: skip
    lines = max((text.count("\n") + 1 for text in cells.texts[cells.there]), default=1)
    size = min(0.72 * step[1] / lines, 1.5 * step[0] / max(longest, 2), FONT + 1)
    if size < SMALLEST:
        return False
    for row, column in zip(*np.nonzero(known), strict=True):
        _write(ax, cells, row, column, size)
    return True


def diagonal(ax: Axes, count: int) -> None:
    """Outline the cells in which both sides are the same."""
    width = min(1.5, 0.1 * min(size_in_points(ax)) / max(count, 1))
    for place in range(count):
        ax.add_patch(_square(place, place, edgecolor=INK, linewidth=width, zorder=3, label="same"))


def sign_of(**looks: Any) -> Artist:
    """Give a small square for the key."""
    return Rectangle((0, 0), 1, 1, **{"facecolor": "white", "edgecolor": FAINT, **looks})


def _square(row: float, column: float, **looks: Any) -> Rectangle:
    return Rectangle((column - 0.5, row - 0.5), 1, 1, **{"facecolor": "none", **looks})


def _write(ax: Axes, cells: Cells, row: int, column: int, size: float) -> None:
    red, green, blue, _ = cells.colours(cells.scale(cells.values[row, column]))
    dark = 0.30 * red + 0.59 * green + 0.11 * blue < 0.55
    ax.text(
        column,
        row,
        cells.texts[row, column],
        ha="center",
        va="center",
        fontsize=size,
        linespacing=1.1,
        color="white" if dark else INK,
        parse_math=False,
    )


def _names(ax: Axes, cells: Cells, step: tuple[float, float]) -> None:
    """Name rows and columns; where they are too narrow for a name each, every few of them."""
    for axis, names, room in ((ax.yaxis, cells.rows, step[1]), (ax.xaxis, cells.columns, step[0])):
        every = max(1, int(np.ceil(SMALLEST / room)))
        shown = list(range(0, len(names), every))
        size = float(np.clip(0.75 * room * every, 4.0, FONT))
        axis.set_ticks(shown)
        axis.set_ticklabels([names[place] for place in shown], fontsize=size, color=INK)
        for tick in axis.get_ticklabels():
            tick.set_parse_math(False)
    if max((len(name) for name in cells.columns), default=0) * 5 > step[0]:
        ax.tick_params(axis="x", rotation=40)
        for tick in ax.get_xticklabels():
            tick.set(ha="right", rotation_mode="anchor")
    ax.tick_params(length=0)
    ax.spines[:].set_visible(False)
    ax.set_xlim(-0.55, len(cells.columns) - 0.45)
    ax.set_ylim(len(cells.rows) - 0.45, -0.55)
