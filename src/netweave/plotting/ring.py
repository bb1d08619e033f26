"""Organizations on a ring: lines cross no circle, names stand outside."""

from __future__ import annotations

import textwrap
from typing import TYPE_CHECKING, Any

import numpy as np

from netweave.plotting.layout import places
from netweave.plotting.marks import size_in_points
from netweave.plotting.style import INK, plain

if TYPE_CHECKING:
    import pandas as pd
    from matplotlib.axes import Axes
    from scipy import sparse

    from netweave.plotting.marks import Dots

LONGEST = 42
WIDE = 16
FONT = 9.0
UPRIGHT_UP_TO = 14  # names stand upright around a ring of so many, above that they point outwards
OUTWARD = 20  # the most letters of a name that points outwards


def ring_places(counts: sparse.csr_array, convener: np.ndarray, *, seed: int = 1) -> np.ndarray:
    """Give places on a ring in which those with many ties stand side by side.

    One organization of conveners, which is tied to most by design, stands in the middle of four
    or more others.
    """
    n = counts.shape[0]
    xy = np.zeros((n, 2))
    middle = convener if convener.sum() == 1 and n > 4 else np.zeros(n, dtype=bool)
    around = np.flatnonzero(~middle)
    if len(around) < 2:
        return xy
    inside = counts[around][:, around]
    free = places(inside.tocsr(), seed=seed)
    centred = free - free.mean(axis=0)
    turn = np.argsort(np.arctan2(centred[:, 1], centred[:, 0]), kind="stable")
    order = _untangled(turn, np.asarray(inside.todense(), dtype=float))
    angle = np.pi / 2 - 2 * np.pi * np.arange(len(around)) / len(around)
    xy[around[order]] = np.column_stack([np.cos(angle), np.sin(angle)])
    return xy


def _untangled(order: np.ndarray, weight: np.ndarray) -> np.ndarray:
    """Swap neighbours and others as long as the weighted length of the lines falls."""
    n = len(order)
    angle = 2 * np.pi * np.arange(n) / n
    apart = np.sin(np.abs(angle[:, None] - angle[None, :]) / 2)
    best = float((apart * weight[order][:, order]).sum())
    for _ in range(4 if n <= 40 else 0):
        start = best
        for one in range(n):
            for other in range(one + 1, n):
                tried = order.copy()
                tried[[one, other]] = tried[[other, one]]
                length = float((apart * weight[tried][:, tried]).sum())
                if length < best - 1e-9:
                    order, best = tried, length
        if best >= start - 1e-9:
            break
    return order


def diameters(ax: Axes, people: np.ndarray) -> np.ndarray:
    """Choose circles whose area grows with the number of people and that do not touch."""
    n = max(len(people), 1)
    room = min(size_in_points(ax))
    largest = float(np.clip(min(0.09 * room, 1.1 * room / n), 5.0, 40.0))
    most = max(float(people.max()), 1.0) if len(people) else 1.0
    return np.asarray(np.sqrt(np.maximum(people / most, 0.03)) * largest)


def font_of(ax: Axes) -> float:
    """Give the size of names, smaller in a small picture."""
    return float(np.clip(FONT * min(size_in_points(ax)) / 380, 7.0, FONT))


def _written(names: pd.Index) -> list[str]:
    if len(names) > UPRIGHT_UP_TO:
        return [plain(name, OUTWARD) for name in names]
    return ["\n".join(textwrap.wrap(plain(name, LONGEST), WIDE)) for name in names]


def margin(ax: Axes, names: pd.Index, diameter: np.ndarray) -> tuple[float, float]:
    """Give the room in points that circles and names need around the ring."""
    radius = float(diameter.max()) / 2 if len(diameter) else 0.0
    longest = max((len(line) for text in _written(names) for line in text.split("\n")), default=0)
    font = font_of(ax)
    across = radius + 0.6 * font * longest + 8
    return across, across if len(names) > UPRIGHT_UP_TO else radius + 3.2 * font + 8


def stretch(ax: Axes, names: pd.Index, diameter: np.ndarray) -> float:
    """Give the height of a ring of width 1 that fills the room beside a legend and the names."""
    if len(names) > UPRIGHT_UP_TO:
        return 1.0
    width, height = size_in_points(ax)
    across, down = margin(ax, names, diameter)
    return float(np.clip((height - 2 * down) / max(0.7 * width - 2 * across, 1.0), 0.7, 1.6))


def draw_names(ax: Axes, dots: Dots, names: pd.Index) -> None:
    """Write each name outside its circle, away from the middle of the ring."""
    for place, text in enumerate(_written(names)):
        x, y = dots.xy[place]
        radius = float(np.hypot(x, y))
        away = np.array([x, y]) / radius if radius > 0.1 else np.array([0.0, -1.0])
        gap = float(dots.diameter[place]) / 2 + (7 if dots.convener[place] else 4)
        how = _upright(away, font_of(ax))
        if len(names) > UPRIGHT_UP_TO and radius > 0.1:
            how = _outward(away, font_of(ax))
        ax.annotate(
            text,
            (x, y),
            xytext=tuple(away * gap),
            textcoords="offset points",
            color=INK,
            zorder=6,
            parse_math=False,
            bbox={"facecolor": "white", "alpha": 0.75, "edgecolor": "none", "pad": 0.8},
            **how,
        )


def _upright(away: np.ndarray, font: float) -> dict[str, Any]:
    beside = "left" if away[0] > 0 else "right"
    level = "bottom" if away[1] > 0 else "top"
    return {
        "ha": beside if abs(away[0]) > 0.25 else "center",
        "va": "center" if abs(away[1]) < 0.6 else level,
        "fontsize": font,
    }


def _outward(away: np.ndarray, font: float) -> dict[str, Any]:
    angle = float(np.degrees(np.arctan2(away[1], away[0])))
    right = away[0] > -1e-9
    return {
        "ha": "left" if right else "right",
        "va": "center",
        "rotation": angle if right else angle + 180,
        "rotation_mode": "anchor",
        "fontsize": font - 1.5,
    }
