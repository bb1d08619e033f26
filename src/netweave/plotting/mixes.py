"""Who is tied to whom, group by group, and in which role people pass learning on."""

from __future__ import annotations

import itertools
from typing import TYPE_CHECKING, Any, Literal

import numpy as np
import pandas as pd
from matplotlib.colors import Normalize

from netweave._checks import has_columns, one_of
from netweave._guard import guarded
from netweave.plotting.cells import AROUND, HATCH, MORE, Cells, diagonal, draw_cells, sign_of
from netweave.plotting.charts import (
    beside,
    blank,
    chart,
    counting,
    keyed,
    rows,
    short_names,
    written,
)
from netweave.plotting.style import INK

if TYPE_CHECKING:
    from matplotlib.artist import Artist
    from matplotlib.axes import Axes
    from matplotlib.container import ErrorbarContainer

    from netweave.analytics.profiles.between import OrganizationProfile
    from netweave.results import Result

MOST = 4.0  # times as many, or as few, as expected, from which on the colour stays the same
FEW_GROUPS = 12  # up to so many groups there is room for a denominator
BAR = "#7fb0d3"
RANGE = 2  # standard deviations on either side of the mean over dealings
SIDES = (("organization_a", "organization_b"), ("learner", "learned_from"))
ROLES = {
    "coordinator": "coordinator\nall three of one group",
    "consultant": "consultant\nthe other two of one group",
    "gatekeeper": "gatekeeper\nbrings learning into the group",
    "representative": "representative\ncarries learning out of the group",
    "gatekeeper_or_representative": "gatekeeper or representative\nbetween own group and another",
    "liaison": "liaison\nthree groups",
}


@guarded
def mixing_plot(
    table: pd.DataFrame,
    ax: Axes | None = None,
    *,
    show: Literal["count", "density", "ratio"] = "count",
    legend: bool = True,
    title: str | None = None,
) -> Axes:
    """Draw the ties between each two groups as cells, the number written into each.

    Parameters
    ----------
    table : DataFrame
        What ``nw.mixing`` gives.
    ax : Axes, optional
        Where to draw; pyplot's current Axes if left out.
    show : {"count", "density", "ratio"}, default "count"
        The number of ties (or their strength), the ties per 100 pairs of people there could be,
        or the ties as a multiple of those expected by chance, for which the table needs
        ``expected``.
    legend : bool, default True
        Whether to say above the cells what colours and outlines mean.
    title : str, optional
        A title; names in it are safe.

    Returns
    -------
    Axes
        Rows are learners and columns whom they learned from where the table is directed; else
        each two groups have one cell. A group with itself has an outline. Cells without a value,
        as those of nobody or of one person alone, are hatched. Long names are shortened; where
        groups are too many for numbers, colours stand alone.

    Raises
    ------
    DataError
        If a column is missing.
    ArgumentError
        If ``show`` is none of the three.

    Examples
    --------
    >>> import pandas as pd
    >>> import netweave as nw
    >>> from netweave.plotting.style import new_axes
    >>> people = pd.DataFrame({"organization": ["A", "A", "B"]}, index=["ana", "ben", "cleo"])
    >>> ties = pd.DataFrame({"learner": ["ana", "ben"], "learned_from": ["cleo", "cleo"]})
    >>> ax = nw.plotting.mixing_plot(nw.mixing(nw.Network(people, ties)), new_axes())
    >>> [text.get_text() for text in ax.texts]
    ['0', '2']
    """
    one_of("show", ("count", "density", "ratio"), show)
    sides = SIDES[1] if SIDES[1][0] in table.columns else SIDES[0]
    count = "strength" if "strength" in table.columns else "ties"
    needed = {"count": [count], "density": ["density", count], "ratio": [count, "expected"]}[show]
    has_columns("table", [*sides, *needed], table)
    ax = chart(ax)
    if not len(table):
        return blank(ax, "no group is known of anybody", title)
    cells = _mixed(table, sides, count, show)
    room = draw_cells(ax, cells)
    if np.diagonal(cells.there).any():
        diagonal(ax, len(cells.rows))
    if sides == SIDES[1]:
        ax.set_ylabel("learners of", color=INK)
        ax.set_xlabel("learned from people of", color=INK)
    keyed(ax, _cells_in_words(cells, count, show, room=room) if legend else [], title)
    return ax


def partners_plot(
    found: OrganizationProfile, ax: Axes | None = None, *, title: str | None = None
) -> Axes:
    """Draw how many ties join each two organizations, none where they are not partners."""
    first, second = SIDES[0]
    names = dict.fromkeys(found.table["organization"])
    every = pd.DataFrame(itertools.combinations(names, 2), columns=[first, second], dtype="str")
    ties = found.pairs.reindex(columns=[first, second, "ties"])
    table = every.merge(ties.astype({first: "str", second: "str"}), how="left")
    ax = mixing_plot(table.fillna({"ties": 0}), ax, legend=False)
    keyed(ax, [(sign_of(facecolor=MORE(0.75)), "the darker, the more ties")], title)
    return ax


def _mixed(table: pd.DataFrame, sides: tuple[str, str], count: str, show: str) -> Cells:
    """Lay the table out as a square; of unordered pairs the lower half."""
    names = sorted({*table[sides[0]], *table[sides[1]]}, key=str)
    place = {name: number for number, name in enumerate(names)}
    first, second = (table[side].map(place).to_numpy(dtype=int) for side in sides)
    if sides == SIDES[0]:
        first, second = np.maximum(first, second), np.minimum(first, second)
    numbers = table[count].to_numpy(dtype=float)
    whole = _whole(table, count, show)
    with np.errstate(invalid="ignore", divide="ignore"):
        share = np.where(whole > 0, numbers / whole, np.nan)
    shape = (len(names), len(names))
    values, texts = np.full(shape, np.nan), np.full(shape, "", dtype=object)
    there = np.zeros(shape, dtype=bool)
    there[first, second] = True
    if show == "ratio":
        values[first, second] = np.clip(np.log(np.maximum(share, 1e-9)) / np.log(MOST), -1, 1)
    else:
        values[first, second] = np.where(
            whole > 0, numbers if show == "count" else 100 * share, np.nan
        )
    texts[first, second] = [
        _text(number, part, of, show, denominators=len(names) <= FEW_GROUPS)
        for number, part, of in zip(numbers, share, whole, strict=True)
    ]
    most = float(np.nanmax(values)) if np.isfinite(values).any() else 1.0
    scale = Normalize(-1, 1) if show == "ratio" else Normalize(0, most or 1.0)
    short = short_names(names)
    return Cells(values, there, texts, short, short, AROUND if show == "ratio" else MORE, scale)


def _whole(table: pd.DataFrame, count: str, show: str) -> np.ndarray:
    """Give what the count is divided by."""
    if show == "ratio":
        return table["expected"].to_numpy(dtype=float)
    if "pairs" in table.columns:
        return table["pairs"].to_numpy(dtype=float)
    if show == "count":
        return np.ones(len(table))
    dense = table["density"].to_numpy(dtype=float)
    numbers = table[count].to_numpy(dtype=float)
    return np.where(dense > 0, numbers / np.where(dense > 0, dense, 1.0), np.nan)


def _text(number: float, share: float, whole: float, show: str, *, denominators: bool) -> str:
    """Write a cell; with its denominator where there is room."""
    digits = 0 if float(number).is_integer() else 1
    if show == "count":
        return written(number, digits)
    if show == "density":
        small = f"\n{written(number, digits)} of {written(whole, 0)}"
        return written(100 * share, 0) + (small if denominators else "")
    small = f"\n{written(number, digits)} / {written(whole, 1)}"
    return f"{written(share, 1)}×" + (small if denominators else "")


def _cells_in_words(cells: Cells, count: str, show: str, *, room: bool) -> list[tuple[Artist, str]]:
    """Say what colours, outlines and hatches mean."""
    what = "ties" if count == "ties" else "strength of ties"
    if show == "ratio":
        key = [
            (sign_of(facecolor=AROUND(0.9)), f"more {what} than expected by chance"),
            (sign_of(facecolor=AROUND(0.5)), "as many"),
            (sign_of(facecolor=AROUND(0.1)), "fewer"),
        ]
        if len(cells.rows) <= FEW_GROUPS:
            key.append((sign_of(edgecolor="none"), f"below: {what} / expected"))
    else:
        unit = what if show == "count" else f"{what} per 100 pairs"
        key = [(sign_of(facecolor=MORE(0.75)), f"the darker, the more {unit}")]
    key.append((sign_of(edgecolor=INK, linewidth=1.5), "outlined: inside one group"))
    if (cells.there & np.isnan(cells.values)).any():
        why = "nothing expected" if show == "ratio" else "no pair there could be"
        key.append((sign_of(hatch=HATCH), f"hatched: {why}"))
    if not room:
        key.append((sign_of(edgecolor="none"), "too many groups for numbers"))
    return key


@guarded
def brokerage_plot(
    found: pd.DataFrame | Result,
    ax: Axes | None = None,
    *,
    legend: bool = True,
    title: str | None = None,
) -> Axes:
    """Draw how often each of the five roles of brokerage is held in the whole network.

    Parameters
    ----------
    found : DataFrame or Result
        What ``nw.brokerage`` gives, of which the sums over people are drawn, or
        ``nw.brokerage_against_labels``, which brings what chance gives.
    ax : Axes, optional
        Where to draw; pyplot's current Axes if left out.
    legend : bool, default True
        Whether to say above the bars what they are.
    title : str, optional
        A title; names in it are safe.

    Returns
    -------
    Axes
        A bar per role. Against chance, a diamond is the mean over the dealings of labels, its
        line two standard deviations of them to either side. No person is shown.

    Raises
    ------
    DataError
        If the table has none of the roles.

    Examples
    --------
    >>> import pandas as pd
    >>> import netweave as nw
    >>> from netweave.plotting.style import new_axes
    >>> people = pd.DataFrame({"organization": ["A", "B", "B"]}, index=["ana", "ben", "cleo"])
    >>> ties = pd.DataFrame({"learner": ["ben", "cleo"], "learned_from": ["ana", "ben"]})
    >>> ax = nw.plotting.brokerage_plot(nw.brokerage(nw.Network(people, ties)), new_axes())
    >>> [float(bar.get_width()) for bar in ax.patches]
    [0.0, 0.0, 1.0, 0.0, 0.0]
    """
    table = _whole_network(found)
    ax = chart(ax)
    places = np.arange(len(table))[::-1].astype(float)
    numbers = table["estimate"].to_numpy(dtype=float)
    bars = ax.barh(places, np.nan_to_num(numbers), height=0.5, color=BAR, label="observed")
    key: list[tuple[Any, str]] = [(bars.patches[0], "observed")]
    by_chance = table[["expected", "std_error"]].to_numpy(dtype=float)
    if np.isfinite(by_chance).all(axis=1).any():
        words = f"mean and {RANGE} standard deviations if labels are dealt at random"
        key.append((_chance(ax, by_chance, places), words))
    for place, row in zip(places, table.to_dict("records"), strict=True):
        beside(ax, place, _role_words(row), faint=not np.isfinite(row["estimate"]))
    rows(ax, places.tolist(), [ROLES[role] for role in table["term"]])
    ax.set_xlim(left=0.0)
    counting(ax)
    ax.set_ylim(-0.6, len(table) - 0.4)
    ax.set_xlabel("times that somebody stands between two people who are not tied", color=INK)
    keyed(ax, key if legend else [], title)
    return ax


def _whole_network(found: pd.DataFrame | Result) -> pd.DataFrame:
    """Give one row per role for everybody together."""
    if isinstance(found, pd.DataFrame):
        roles = [role for role in ROLES if role in found.columns]
        has_columns("found", roles or ["coordinator"], found)
        sums = found[roles].sum(min_count=1)
        table = pd.DataFrame({"term": roles, "estimate": sums.to_numpy()})
    else:
        has_columns("found.table", ["term", "estimate", "person"], found.table)
        table = found.table[found.table["person"].isna()]
        table = table[table["term"].isin(list(ROLES))]
    return table.reindex(columns=["term", "estimate", "expected", "std_error", "percentile"])


def _chance(ax: Axes, numbers: np.ndarray, places: np.ndarray) -> ErrorbarContainer:
    known = np.isfinite(numbers).all(axis=1)
    mean, spread = numbers[known].T
    low = np.minimum(RANGE * spread, mean)  # there are no fewer than none
    drawn = ax.errorbar(
        mean, places[known], xerr=[low, RANGE * spread], fmt="D", color=INK, label="chance"
    )
    drawn.lines[0].set(markersize=6, markerfacecolor="white", markeredgewidth=1.4)
    return drawn


def _role_words(row: dict[Any, Any]) -> str:
    if not np.isfinite(row["estimate"]):
        return "undefined"
    text = written(row["estimate"], 0 if float(row["estimate"]).is_integer() else 1)
    if not np.isfinite(row["expected"]):
        return text
    return f"{text} (by chance {written(row['expected'], 1)})"
