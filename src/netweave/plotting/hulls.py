"""Outlines around the people of each group on a map."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np
import pandas as pd
from matplotlib.patches import Polygon
from scipy.spatial import ConvexHull

from netweave._guard import guarded
from netweave.plotting.looks import values_of
from netweave.plotting.style import FAINT, INK, plain
from netweave.results import Communities

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.transforms import Bbox

CORNERS = 16  # of the circle around each person, so that outlines are round
STYLES: tuple[Any, ...] = ("solid", (0, (5, 2)), (0, (1.2, 1.5)), (0, (6, 1.5, 1.2, 1.5)))
FILL = "#e9edf1"
NAME = 24


def outlined(
    people: pd.DataFrame, groups: str | pd.Series | Communities, alone: np.ndarray
) -> pd.Series:
    """Give the group of everybody with a tie, as text, where two such people or more share it."""
    if isinstance(groups, Communities):
        found = "cluster " + groups.labels.reindex(people.index).astype("str")
        found = found.where(groups.labels.reindex(people.index).notna())
    else:
        found = values_of(people, groups, "hulls")
    found = found.astype("str").where(found.notna() & ~alone)
    return found.where(found.map(found.value_counts()) > 1)


@guarded
def draw_hulls(
    ax: Axes, xy: np.ndarray, labels: pd.Series, *, room: float, name: bool = True
) -> list[str]:
    """Draw an outline around the people of each group.

    Parameters
    ----------
    ax : Axes
        Where to draw, under what stands there.
    xy : array
        Places, n × 2, in the order of ``labels``.
    labels : Series
        The group of each person; people without one are in no outline.
    room : float
        How far from people outlines run, in the units of ``xy``.
    name : bool, default True
        Whether to write the name of each group beside its outline; one that would cover another
        name is left out.

    Returns
    -------
    list of str
        The groups that have an outline: those of two people or more.

    Examples
    --------
    >>> from netweave.plotting.style import new_axes
    >>> xy = np.array([[0.0, 0.0], [1.0, 0.0], [5.0, 5.0]])
    >>> ax = new_axes()
    >>> draw_hulls(ax, xy, pd.Series([1, 1, 2]), room=0.1)
    ['1']
    >>> [text.get_text() for text in ax.texts]
    ['1']
    """
    turns = np.linspace(0, 2 * np.pi, CORNERS, endpoint=False)
    around = room * np.column_stack([np.cos(turns), np.sin(turns)])
    known = labels.notna().to_numpy() & np.isfinite(xy).all(axis=1)
    texts = labels.astype("str").to_numpy()
    outlines: dict[str, np.ndarray] = {}
    for group in labels[known].drop_duplicates().sort_values().astype("str"):
        places = xy[known & (texts == group)]
        if len(places) > 1:
            points = (places[:, None, :] + around).reshape(-1, 2)
            outlines[group] = points[ConvexHull(points).vertices]
    for number, (group, corners) in enumerate(outlines.items()):
        area = Polygon(corners, closed=True, facecolor=FILL, alpha=0.6, linewidth=0.0, zorder=0.4)
        line = Polygon(corners, closed=True, fill=False, edgecolor=FAINT, linewidth=1.2, zorder=0.5)
        line.set(linestyle=STYLES[number % len(STYLES)], label=f"hull {group}")
        ax.add_patch(area)
        ax.add_patch(line)
    if name and outlines:
        _names(ax, outlines)
    return list(outlines)


def _names(ax: Axes, outlines: dict[str, np.ndarray]) -> None:
    """Write each name at a corner of its outline, the outermost where no other name stands."""
    taken: list[Bbox] = []
    middle = np.mean([corners.mean(axis=0) for corners in outlines.values()], axis=0)
    white: Any = {"facecolor": "white", "alpha": 0.7, "edgecolor": "none", "pad": 0.6}
    for group, corners in outlines.items():
        away = corners[np.argsort(-np.hypot(*(corners - middle).T), kind="stable")]
        text = ax.annotate(plain(group, NAME), (0, 0), xytext=(0, 2), textcoords="offset points")
        text.set(ha="center", va="bottom", fontsize=8, color=INK, zorder=6, bbox=white)
        text.set_parse_math(False)
        for corner in away:
            below = corner[1] < middle[1]
            text.xy = (float(corner[0]), float(corner[1]))
            text.set(va="top" if below else "bottom", position=(0, -2 if below else 2))
            box = text.get_window_extent()
            if not any(box.overlaps(other) for other in taken):
                taken.append(box)
                break
        else:
            text.remove()
