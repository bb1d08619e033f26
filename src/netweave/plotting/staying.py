"""What stays: ties over several waves, and a network that people leave."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, Literal

import numpy as np
import pandas as pd

from netweave._checks import has_columns, one_of
from netweave._guard import guarded
from netweave.plotting.charts import (
    BLUE,
    ORANGE,
    blank,
    chart,
    keyed,
)
from netweave.plotting.style import CATEGORICAL, INK, plain

if TYPE_CHECKING:
    from matplotlib.artist import Artist
    from matplotlib.axes import Axes
    from matplotlib.lines import Line2D

    from netweave.compare.longitudinal.survival import TieSurvival

CURVES = {"cross": ("across", BLUE, "solid", "o"), "same": ("inside", ORANGE, (0, (4, 2)), "s")}
HALF = 0.5  # how far the last step is drawn on
SHARES = {
    "joined_share": "pairs still joined, in 100 of those joined at the start",
    "joined_among_staying": "pairs of those who stay still joined, in 100",
    "largest_share": "people in the largest piece, in 100 of all",
}
ORDERS = {
    "random": "anybody, by chance",
    "degree": "those with most ties first",
    "betweenness": "those between most others first",
    "convener": "conveners",
}
STYLES: tuple[tuple[str, Any, str], ...] = (
    (BLUE, "solid", "o"),
    (ORANGE, (0, (4, 2)), "s"),
    (CATEGORICAL[-1], (0, (1, 1.2)), "D"),
    (CATEGORICAL[3], (0, (6, 1.5, 1, 1.5)), "^"),
)


@guarded
def survival_plot(
    result: TieSurvival,
    ax: Axes | None = None,
    *,
    group: str = "organization",
    legend: bool = True,
    title: str | None = None,
) -> Axes:
    """Draw which share of ties is still there after one wave, two waves and so on.

    Parameters
    ----------
    result : TieSurvival
        What ``nw.compare.tie_survival`` gives.
    ax : Axes, optional
        Where to draw; pyplot's current Axes if left out.
    group : str, default "organization"
        What to call the groups.
    legend : bool, default True
        Whether to say above the curves what lines and bands mean.
    title : str, optional
        A title; names in it are safe.

    Returns
    -------
    Axes
        A step curve for ties across groups and a dashed one for ties inside, each with the band
        of its 95% interval where there is one. Below the axis stands how many ties were at risk.

    Examples
    --------
    >>> import pandas as pd
    >>> import netweave as nw
    >>> from netweave.plotting.style import new_axes
    >>> rows = [("ana", "ben", "2021"), ("ana", "ben", "2022"), ("ben", "cleo", "2021")]
    >>> ties = pd.DataFrame(rows, columns=["learner", "learned_from", "wave"])
    >>> people = pd.DataFrame({"organization": [*"AAB"]}, index=["ana", "ben", "cleo"])
    >>> ax = nw.compare.tie_survival(nw.Network(people, ties)).plot(ax=new_axes())
    >>> [(line.get_label(), line.get_ydata().tolist()) for line in ax.lines]
    [('cross', [1.0, 0.0, 0.0]), ('same', [1.0, 1.0, 1.0])]
    """
    ax = chart(ax, left=True)
    table = result.at_risk
    if not len(table) or not (table["at_risk"] > 0).any():
        return blank(ax, "no tie could be followed from one wave to the next", title)
    key: list[tuple[Artist, str]] = []
    banded = False
    for number, (name, (where, colour, style, marker)) in enumerate(CURVES.items()):
        rows = table.loc[[name]].droplevel("pairs")
        line = _steps(ax, rows["survival"].to_numpy(dtype=float), (colour, style, marker))
        line.set_label(name)
        banded |= _band(ax, rows, colour, name)
        key.append((line, f"ties {where} {plain(group)}s"))
        _at_risk(ax, rows["at_risk"], where, colour, number)
    if banded:
        key.append((ax.collections[0], "band: 95% interval"))
    last = int(table.index.get_level_values("waves_later").max())
    ax.set_xlim(-0.05, last + HALF)
    ax.set_xticks(range(last + 1))
    ax.set_xlabel("waves later", color=INK)
    _hundreds(ax, "ties still there, in 100")
    keyed(ax, key if legend else [], title)
    return ax


def _steps(ax: Axes, survival: np.ndarray, looks: tuple[str, Any, str]) -> Line2D:
    known = survival[np.isfinite(survival)]
    colour, style, marker = looks
    ages, shares = np.arange(len(known) + 1.0), np.concatenate([[1.0], known])
    if len(known):
        ages, shares = np.append(ages, len(known) + HALF), np.append(shares, shares[-1])
    (line,) = ax.plot(ages, shares, color=colour, linestyle=style, drawstyle="steps-post")
    line.set(marker=marker, markersize=5.5, linewidth=2.0, zorder=3)
    line.set_markevery(list(range(len(known) + 1)))
    return line


def _band(ax: Axes, rows: pd.DataFrame, colour: str, name: str) -> bool:
    """Draw the interval of each step where there is one; say whether there is any."""
    low, high = (rows[column].to_numpy(dtype=float) for column in ("conf_low", "conf_high"))
    found = np.flatnonzero(np.isfinite(low) & np.isfinite(high))
    for place in found:
        end = place + 2.0 if place + 1 < len(low) else place + 1.0 + HALF
        band = ax.fill_between([place + 1.0, end], low[place], high[place], color=colour)
        band.set(alpha=0.16, linewidth=0, zorder=1, label=f"interval {name}")
    return bool(len(found))


def _at_risk(ax: Axes, at_risk: pd.Series, where: str, colour: str, number: int) -> None:
    """Write below the axis how many ties were at risk at each age."""
    how: Any = {"textcoords": "offset points", "va": "center", "fontsize": 8.5, "color": colour}
    down = -44 - 13 * number
    ax.annotate(
        f"at risk, {where}", (0, 0), xycoords="axes fraction", xytext=(4, down), ha="left", **how
    )
    for later, ties in at_risk.items():
        ax.annotate(
            f"{int(ties):,}",
            (float(str(later)), 0),
            xycoords=("data", "axes fraction"),
            xytext=(0, down),
            ha="center",
            **how,
        )


def _hundreds(ax: Axes, words: str) -> None:
    ax.set_ylim(-0.02, 1.04)
    ax.set_yticks([0, 0.2, 0.4, 0.6, 0.8, 1], ["0", "20", "40", "60", "80", "100"])
    ax.set_ylabel(words, color=INK)


@guarded
def resilience_plot(
    curves: pd.DataFrame | Mapping[str, pd.DataFrame],
    ax: Axes | None = None,
    *,
    share: Literal["joined_share", "joined_among_staying", "largest_share"] = "joined_share",
    legend: bool = True,
    title: str | None = None,
) -> Axes:
    """Draw what is left of a network as people leave it: by chance, the best tied first, or named.

    Parameters
    ----------
    curves : DataFrame, or mapping of words to DataFrame
        What ``nw.resilience`` gives, or several of them: ``{"random": …, "degree": …,
        "convener": …}`` have their words, any other key is written as it is.
    ax : Axes, optional
        Where to draw; pyplot's current Axes if left out.
    share : {"joined_share", "joined_among_staying", "largest_share"}, default "joined_share"
        Which column to draw.
    legend : bool, default True
        Whether to say above the curves who leaves in which.
    title : str, optional
        A title; names in it are safe.

    Returns
    -------
    Axes
        One line per order, each with its own style and marker. The band around ``joined_share``
        by chance is one standard deviation over the random orders. An order of a few people ends
        where they have gone, with a larger sign.

    Raises
    ------
    DataError
        If a table lacks the column.
    ArgumentError
        If ``share`` is none of the three.

    Examples
    --------
    >>> import pandas as pd
    >>> import netweave as nw
    >>> from netweave.plotting.style import new_axes
    >>> ties = pd.DataFrame({"learner": ["ben", "cleo", "dan"], "learned_from": ["ana"] * 3})
    >>> net = nw.Network(["ana", "ben", "cleo", "dan"], ties)
    >>> curves = {order: nw.resilience(net, leaving=order) for order in ("random", "degree")}
    >>> ax = nw.plotting.resilience_plot(curves, new_axes())
    >>> ax.lines[1].get_ydata().tolist()
    [1.0, 0.0, 0.0, 0.0, 0.0]
    """
    one_of("share", tuple(SHARES), share)
    tables = {"": curves} if isinstance(curves, pd.DataFrame) else dict(curves)
    ax = chart(ax, left=True)
    key: list[tuple[Artist, str]] = []
    for number, (order, table) in enumerate(tables.items()):
        has_columns("curves", ["share_removed", "removed", share], table)
        line = _curve(ax, table, share, STYLES[number % len(STYLES)])
        line.set_label(order)
        if order:
            key.append((line, ORDERS.get(order, plain(order, 40)) + _how_many(table)))
        if share == "joined_share" and "spread" in table.columns and table["spread"].notna().any():
            key.append((_spread(ax, table, str(line.get_color())), "band: ± 1 standard deviation"))
    if not any(np.isfinite(line.get_ydata()).any() for line in ax.lines):
        return blank(ax, "nobody is joined to anybody at the start", title)
    ax.set_xlim(-0.01, 1.01)
    ax.set_xticks([0, 0.2, 0.4, 0.6, 0.8, 1], ["0", "20", "40", "60", "80", "100"])
    ax.set_xlabel("people gone, in 100 of all", color=INK)
    _hundreds(ax, SHARES[share])
    keyed(ax, key if legend else [], title)
    return ax


def _how_many(table: pd.DataFrame) -> str:
    """Say how many leave, where not everybody does."""
    gone, share = int(table["removed"].max()), float(table["share_removed"].max())
    return f" ({gone:,})" if share < 1 else ""


def _curve(ax: Axes, table: pd.DataFrame, share: str, looks: tuple[str, Any, str]) -> Line2D:
    colour, style, marker = looks
    (line,) = ax.plot(table["share_removed"], table[share], color=colour, linestyle=style)
    partial = float(table["share_removed"].max()) < 1
    every = [len(table) - 1] if partial else list(range(0, len(table), max(1, len(table) // 10)))
    line.set(linewidth=2.0, marker=marker, markersize=9 if partial else 5, zorder=4 + partial)
    line.set_markevery(every)
    return line


def _spread(ax: Axes, table: pd.DataFrame, colour: str) -> Artist:
    mean, spread = table["joined_share"], table["spread"].fillna(0.0)
    band = ax.fill_between(table["share_removed"], mean - spread, mean + spread, color=colour)
    band.set(alpha=0.16, linewidth=0, label="spread")
    return band
