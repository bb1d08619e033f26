"""What a map is drawn with: the frame, one collection of lines, arrowheads, people, labels."""

from __future__ import annotations

import contextlib
import io
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np
from matplotlib.collections import LineCollection, PolyCollection

from netweave.plotting.legends import Entry, draw_legend
from netweave.plotting.style import FAINT, INK, LINE, plain

if TYPE_CHECKING:
    from matplotlib.axes import Axes

ARROWS_UP_TO = 150
LONGEST_LABEL = 28


@dataclass(frozen=True)
class Dots:
    """People (or organizations) as they are drawn.

    Parameters
    ----------
    xy : array
        Places, n × 2.
    diameter : float array
        In points.
    colour : sequence of colours
        One each.
    marker : array of str
        One each.
    hollow : bool array
        Who is drawn white inside.
    convener : bool array
        Who gets a square outline.
    """

    xy: np.ndarray
    diameter: np.ndarray
    colour: np.ndarray
    marker: np.ndarray
    hollow: np.ndarray
    convener: np.ndarray


def default_diameter(ax: Axes, n: int) -> float:
    """Give the diameter in points at which n people fill a map without covering each other."""
    width, height = size_in_points(ax)
    return float(np.clip(0.40 * np.sqrt(0.55 * width * height / max(n, 1)), 2.4, 11.0))


def size_in_points(ax: Axes) -> tuple[float, float]:
    """Give width and height of the Axes in points."""
    box = ax.get_window_extent()
    dpi = ax.get_figure(root=True).dpi  # type: ignore[union-attr]
    return max(box.width, 1.0) * 72 / dpi, max(box.height, 1.0) * 72 / dpi


def prepared(ax: Axes, title: str | None) -> Axes:
    """Take away axis and ticks, write the title, and let a layout engine place the Axes."""
    ax.set_axis_off()
    if title:
        ax.set_title(
            plain(title), loc="left", fontsize=12, fontweight="bold", color=INK, parse_math=False
        )
    figure = ax.get_figure(root=True)
    engine = figure.get_layout_engine() if figure is not None else None
    if engine is not None and figure is not None:
        engine.execute(figure)
    return ax


@dataclass(frozen=True)
class Frame:
    """The part of an Axes that the map has: points per unit, and its limits."""

    scale: float
    x: tuple[float, float]
    y: tuple[float, float]


def framed(
    ax: Axes,
    xy: np.ndarray,
    entries: Sequence[Entry],
    margin: tuple[float, float] = (14.0, 14.0),
    *,
    most: float = np.inf,
) -> Frame:
    """Draw the legend, and set limits so that the map fills what the legend leaves.

    ``most`` is the greatest scale, for maps that are looked at side by side.
    """
    width, height = size_in_points(ax)
    across, down = width, height
    if entries:
        box = draw_legend(ax, entries).get_window_extent()
        taken = box.width / ax.get_window_extent().width * width + 12
        beneath = box.height / ax.get_window_extent().height * height + 8
        if width >= 1.15 * height:
            across = max(width - taken, 0.3 * width)
        else:
            down = max(height - beneath, 0.3 * height)
    low, high = (xy.min(axis=0), xy.max(axis=0)) if len(xy) else (-np.ones(2), np.ones(2))
    span = np.maximum(high - low, 0.5)
    centre = (low + high) / 2
    room = (max(across - 2 * margin[0], 20.0), max(down - 2 * margin[1], 20.0))
    scale = float(min(room[0] / span[0], room[1] / span[1], most))
    left, top = centre[0] - across / 2 / scale, centre[1] + down / 2 / scale
    ax.set_xlim(left, left + width / scale)
    ax.set_ylim(top - height / scale, top)
    ax.set_aspect("equal", adjustable="box")
    return Frame(scale, (left, left + across / scale), (top - down / scale, top))


def draw_lines(
    ax: Axes, segments: np.ndarray, *, label: str, zorder: float = 1.0, **how: Any
) -> LineCollection:
    """Draw lines as one collection."""
    options = {"colors": LINE, "capstyle": "round", **how}
    lines = LineCollection(list(segments), zorder=zorder, label=label, **options)
    ax.add_collection(lines, autolim=False)
    return lines


def line_alpha(lines: int) -> float:
    """Give the opacity at which this many lines still show where they are dense."""
    return float(np.clip(6.0 / np.sqrt(max(lines, 1)), 0.08, 0.6))


def draw_arrows(
    ax: Axes, start: np.ndarray, tip: np.ndarray, gap: np.ndarray, scale: float
) -> PolyCollection:
    """Draw arrowheads as one collection; ``gap`` is the radius in points of whom they point at."""
    delta = (tip - start) * scale
    length = np.maximum(np.hypot(delta[:, 0], delta[:, 1]), 1e-9)[:, None]
    along = delta / length
    across = np.column_stack([-along[:, 1], along[:, 0]])
    size = np.minimum(6.5, 0.4 * length)
    point = tip * scale - along * (gap[:, None] + 0.5)
    base = point - along * size
    corners = np.stack([point, base + across * size * 0.45, base - across * size * 0.45], axis=1)
    heads = PolyCollection(list(corners / scale), facecolors=LINE, linewidths=0, zorder=2)
    heads.set_label("arrows")
    ax.add_collection(heads, autolim=False)
    return heads


def draw_dots(ax: Axes, dots: Dots) -> None:
    """Draw people, one collection per marker, and a square outline around conveners."""
    for marker in dict.fromkeys(dots.marker.tolist()):
        who = np.flatnonzero(dots.marker == marker)
        colours = np.asarray(dots.colour, dtype=object)[who]
        hollow = dots.hollow[who]
        face = ["white" if empty else colour for colour, empty in zip(colours, hollow, strict=True)]
        edge = [colour if empty else "white" for colour, empty in zip(colours, hollow, strict=True)]
        across = dots.diameter[who]
        looks: Any = {"c": face, "edgecolors": edge, "linewidths": _outline(across, hollow)}
        drawn = ax.scatter(
            dots.xy[who, 0],
            dots.xy[who, 1],
            s=across**2,
            marker=marker,
            zorder=3,
            **looks,
        )
        drawn.set_label(f"people {marker}")
    who = np.flatnonzero(dots.convener)
    if len(who):
        size = (dots.diameter[who] + 4.5) ** 2
        x, y = dots.xy[who].T
        ring = ax.scatter(x, y, s=size, marker="s", facecolors="none", edgecolors=INK, zorder=4)
        ring.set(linewidths=1.4, label="conveners")


def _outline(across: np.ndarray, hollow: np.ndarray) -> np.ndarray:
    """Give the width of outlines in points."""
    return np.asarray(np.where(hollow, 0.5 + 0.1 * across, 0.06 * across).clip(0.1, 1.5))


def draw_labels(
    ax: Axes, dots: Dots, who: np.ndarray, texts: Sequence[str], frame: Frame, size: float = 8.0
) -> None:
    """Write names beside people where they fit without covering another, the first ones first."""
    if not len(who):
        return
    import textalloc  # noqa: PLC0415  # not needed for a map without names

    pixels = ax.get_figure(root=True).dpi / 72  # type: ignore[union-attr]
    radius = (dots.diameter / 2 + 2.5 * dots.convener) * pixels
    at, around = dots.xy[who], dots.xy
    for note in ax.texts:
        box = note.get_window_extent()
        x = np.linspace(box.x0, box.x1, 9)
        taken = ax.transData.inverted().transform(
            np.column_stack([x, x * 0 + (box.y0 + box.y1) / 2])
        )
        around, radius = np.vstack([around, taken]), np.append(radius, [box.height / 2] * 9)
    with contextlib.redirect_stdout(io.StringIO()):
        textalloc.allocate(
            ax,
            at[:, 0],
            at[:, 1],
            [plain(text, LONGEST_LABEL) for text in texts],
            x_scatter=around[:, 0],
            y_scatter=around[:, 1],
            scatter_sizes=radius.tolist(),
            text_scatter_sizes=radius[who].tolist(),
            textsize=size,
            textcolor=INK,
            draw_all=False,
            min_distance=0.003,
            max_distance=0.05,
            margin=0.001,
            linecolor=FAINT,
            linewidth=0.5,
            nbr_candidates=150,
            xlims=frame.x,
            ylims=frame.y,
            parse_math=False,
            zorder=6,
            bbox={"facecolor": "white", "alpha": 0.7, "edgecolor": "none", "pad": 0.6},
        )


def row_note(ax: Axes, xy: np.ndarray, alone: np.ndarray, text: str, gap: float) -> None:
    """Write beside the row of people without ties how many they are."""
    if not alone.any():
        return
    row = xy[alone]
    x = (row[:, 0].min() + row[:, 0].max()) / 2
    ax.annotate(
        text,
        (x, row[:, 1].min()),
        xytext=(0, -gap),
        textcoords="offset points",
        ha="center",
        va="top",
        fontsize=8,
        color=INK,
        zorder=6,
    )


def each(values: Iterator[Any]) -> np.ndarray:
    """Give an object array of anything, colours included, one per person."""
    listed = list(values)
    array = np.empty(len(listed), dtype=object)
    array[:] = listed
    return array
