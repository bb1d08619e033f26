"""Estimates with their intervals, the interval's origin in words."""

from __future__ import annotations

import textwrap
from collections.abc import Sequence
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from netweave import errors
from netweave._guard import guarded
from netweave.plotting.style import FAINT, INK, plain, the_axes

if TYPE_CHECKING:
    from matplotlib.axes import Axes

    from netweave.results import Result

UNITS = {"P1": "change in ties across organizations per person"}
BAR = "#00629b"
WRAP = 38


@guarded
def result_plot(
    result: Result,
    ax: Axes | None = None,
    *,
    terms: Sequence[str] | None = None,
    unit: str | None = None,
    title: str | None = None,
) -> Axes:
    """Draw the estimates of a finding with their intervals, one row each, the headline on top.

    Parameters
    ----------
    result : Result
        Its table has ``term, estimate, conf_low, conf_high, method``.
    ax : Axes, optional
        Where to draw; pyplot's current Axes if left out.
    terms : sequence of str, optional
        Which rows to draw. Left out: the first term and those named after it (``P1``,
        ``P1_person``, …), which share its unit.
    unit : str, optional
        What the axis counts, in words. Left out, it is that of the first term.
    title : str, optional
        A title; names in it are safe.

    Returns
    -------
    Axes
        A row without an interval is a hollow point, a row without an estimate is said to be
        undefined. Of several intervals for one term the widest is named.

    Raises
    ------
    ArgumentError
        If a term is not in the table.

    Examples
    --------
    >>> import pandas as pd
    >>> import netweave as nw
    >>> from netweave.plotting.style import new_axes
    >>> from netweave.results import TERMS, Result
    >>> row = {"term": "P1", "estimate": 1.0, "conf_low": -0.2, "conf_high": 2.2, "method": "pairs"}
    >>> result = Result(pd.DataFrame([row]).reindex(columns=TERMS), "")
    >>> ax = nw.plotting.result_plot(result, new_axes())
    >>> ax.get_xlabel(), ax.get_yticklabels()[0].get_text()
    ('change in ties across organizations per person', 'P1 (pairs)')
    """
    table = _chosen(result.table, terms)
    ax = the_axes(ax)
    rows = np.arange(len(table))[::-1]
    ax.axvline(0.0, color=INK, linewidth=1.0, zorder=1).set_label("zero")
    numbers = table[["estimate", "conf_low", "conf_high"]].to_numpy(dtype=float)
    for row, place in zip(numbers, rows, strict=True):
        _draw_row(ax, row, float(place))
    ax.set_yticks(rows, _row_words(table), parse_math=False)
    ax.set_ylim(-0.6, max(len(table) - 0.4, 0.6))
    ax.margins(x=0.08)
    _write_numbers(ax, numbers, rows)
    first = str(table["term"].iloc[0]) if len(table) else ""
    words = unit or UNITS.get(first) or result.passport.measure or first
    ax.set_xlabel(plain(words), color=INK, parse_math=False)
    ax.tick_params(axis="y", length=0)
    ax.spines[["top", "right", "left"]].set_visible(False)
    if title:
        ax.set_title(plain(title), loc="left", fontsize=12, fontweight="bold", parse_math=False)
    return ax


def _chosen(table: pd.DataFrame, terms: Sequence[str] | None) -> pd.DataFrame:
    if not len(table):
        return table
    if terms is None:
        first = str(table["term"].iloc[0])
        return table[[name == first or name.startswith(f"{first}_") for name in table["term"]]]
    for term in terms:
        if term not in set(table["term"]):
            raise errors.not_one_of("terms", list(table["term"].unique()), term)
    place = {term: rank for rank, term in enumerate(terms)}
    chosen = table[table["term"].isin(terms)]
    return chosen.sort_values("term", key=lambda column: column.map(place), kind="stable")


def _draw_row(ax: Axes, row: np.ndarray, place: float) -> None:
    estimate, low, high = row
    if not np.isfinite(estimate):
        return
    bounded = bool(np.isfinite([low, high]).all())
    if bounded:
        ax.hlines(place, low, high, colors=BAR, linewidth=2.2, zorder=2).set_label("interval")
    face = BAR if bounded else "white"
    (point,) = ax.plot([estimate], [place], "o", color=BAR, markerfacecolor=face, markersize=8)
    point.set(zorder=3, label="estimate", markeredgewidth=1.5)


def _row_words(table: pd.DataFrame) -> list[str]:
    """Name each row, and the widest of several intervals for one term."""
    width = table["conf_high"].astype(float) - table["conf_low"].astype(float)
    by_term = width.groupby(table["term"])
    named = (width == by_term.transform("max")) & (by_term.transform("count") > 1)
    methods = table["method"].fillna("").astype(str)
    words = []
    for term, method, widest in zip(table["term"], methods, named, strict=True):
        notes = [note for note in (plain(method), "widest" if widest else "") if note]
        text = f"{plain(term)} ({', '.join(notes)})" if notes else plain(term)
        words.append("\n".join(textwrap.wrap(text, WRAP)))
    return words


def _write_numbers(ax: Axes, numbers: np.ndarray, rows: np.ndarray) -> None:
    """Write estimate and interval at the right of each row."""
    for (estimate, low, high), place in zip(numbers, rows, strict=True):
        text = f"{estimate:.2f}" if np.isfinite(estimate) else "undefined"
        if np.isfinite([estimate, low, high]).all():
            text += f" ({low:.2f} to {high:.2f})"
        ax.annotate(
            text.replace("-", "−"),
            (1.0, float(place)),
            xycoords=("axes fraction", "data"),
            xytext=(6, 0),
            textcoords="offset points",
            va="center",
            fontsize=9,
            color=FAINT if text == "undefined" else INK,
        )
