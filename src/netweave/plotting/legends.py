"""Legends in words: what a line, an arrow, a size, a colour and a shape mean."""

from __future__ import annotations

import textwrap
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from matplotlib.legend import Legend
from matplotlib.legend_handler import HandlerBase
from matplotlib.lines import Line2D
from matplotlib.patches import Polygon

from netweave.plotting.style import FAINT, INK, LINE, plain

if TYPE_CHECKING:
    from matplotlib.artist import Artist
    from matplotlib.axes import Axes
    from matplotlib.offsetbox import DrawingArea

WRAP = 34
FONT = 8.0
SMALLEST = 6.0
HANDLE = 2.4  # width of the signs, in letters


@dataclass(frozen=True)
class Entry:
    """One row of a legend.

    Parameters
    ----------
    text : str
        What it means, in words.
    sign : {"head", "note", "dot", "line", "arrow"}
        What stands before the words; a head and a note have nothing.
    colour : str
        Of the sign.
    marker : str
        Of a dot.
    size : float
        Diameter of a dot in points.
    hollow : bool
        Whether a dot is white inside.
    style : Any
        Line style.
    width : float
        Line width in points.
    """

    text: str
    sign: str = "note"
    colour: str = LINE
    marker: str = "o"
    size: float = 7.0
    hollow: bool = False
    style: Any = "solid"
    width: float = 1.2


def head(text: str) -> Entry:
    """Give a heading."""
    return Entry(text, "head")


class _Signs(HandlerBase):
    """Draws the sign of an entry; a large dot makes its row higher."""

    def legend_artist(  # type: ignore[override]
        self, legend: Legend, orig_handle: Entry, fontsize: float, handlebox: DrawingArea
    ) -> Artist | None:
        entry = orig_handle
        if entry.sign in {"head", "note"}:
            handlebox.width = -legend.handletextpad * fontsize
            if entry.sign == "head":
                handlebox.height = 1.45 * fontsize
            return None
        middle, width = 0.36 * fontsize, handlebox.width
        if entry.sign == "dot":
            handlebox.ydescent = max(handlebox.ydescent, entry.size / 2 - middle)
            handlebox.height = max(handlebox.height, entry.size / 2 + middle + handlebox.ydescent)
            handlebox.add_artist(_dot(entry, width / 2, middle))
            return None
        line = Line2D([0, width], [middle, middle], color=entry.colour)
        line.set(linestyle=entry.style, linewidth=entry.width)
        handlebox.add_artist(line)
        if entry.sign == "arrow":
            tip = [(width + 1, middle), (width - 6, middle + 3), (width - 6, middle - 3)]
            handlebox.add_artist(Polygon(tip, closed=True, color=entry.colour))
        return line


def _dot(entry: Entry, x: float, y: float) -> Line2D:
    face = "white" if entry.hollow else entry.colour
    edge = entry.colour if entry.hollow else "white"
    dot = Line2D([x], [y], linestyle="none", marker=entry.marker, markersize=entry.size)
    dot.set(
        markerfacecolor=face, markeredgecolor=edge, markeredgewidth=1.3 if entry.hollow else 0.5
    )
    return dot


def draw_legend(ax: Axes, entries: Sequence[Entry]) -> Legend:
    """Draw the legend at the right of a wide Axes, below in a narrow one; shrink it if it must."""
    box = ax.get_window_extent()
    right = box.width >= 1.15 * box.height
    size = FONT
    while True:
        legend = _legend(ax, entries, size, right=right, width=box.width)
        drawn = legend.get_window_extent()
        fits = drawn.height <= box.height if right else drawn.height <= 0.5 * box.height
        if (fits and drawn.width <= box.width) or size <= SMALLEST:
            return legend
        size -= 0.5


def _legend(
    ax: Axes, entries: Sequence[Entry], size: float, *, right: bool, width: float
) -> Legend:
    letters = width * 72 / ax.get_figure(root=True).dpi / (0.55 * size)  # type: ignore[union-attr]
    wrap = max(16, min(WRAP, int(0.4 * letters))) if right else WRAP
    columns = 1 if right else max(1, min(3, int(letters / (WRAP + 6))))
    texts = ["\n".join(textwrap.wrap(plain(entry.text), wrap)) for entry in entries]
    signs: Any = list(entries)
    legend: Legend = ax.legend(
        signs,
        texts,
        handler_map={Entry: _Signs()},
        loc="upper right" if right else "lower left",
        bbox_to_anchor=(1.0, 1.0) if right else (0.0, 0.0),
        ncols=columns,
        fontsize=size,
        frameon=False,
        borderpad=0.0,
        borderaxespad=0.0,
        handlelength=max(HANDLE, max(entry.size for entry in entries) / size),
        labelspacing=0.4,
        alignment="left",
    )
    legend.set_in_layout(False)
    for entry, text in zip(entries, legend.get_texts(), strict=True):
        text.set_parse_math(False)
        text.set_color(FAINT if entry.sign == "note" else INK)
        text.set_fontweight("bold" if entry.sign == "head" else "normal")
    return legend
