"""What became of ties between two waves: counts, levels, and what the headline rests on."""

from __future__ import annotations

import textwrap
from typing import TYPE_CHECKING, Any

import numpy as np
import pandas as pd
from matplotlib.colors import Normalize

from netweave._guard import guarded
from netweave.plotting.cells import MORE, Cells, diagonal, draw_cells, sign_of
from netweave.plotting.charts import (
    BLUE,
    beside,
    blank,
    chart,
    counting,
    keyed,
    rows,
    written,
)
from netweave.plotting.style import CHANGE, INK, plain

if TYPE_CHECKING:
    from matplotlib.artist import Artist
    from matplotlib.axes import Axes

    from netweave.compare.outcome import Change
    from netweave.scales import Scale

# Column of the turnover → state of a tie, word, hatch.
TURNS = {
    "kept": ("kept", "there in both", ""),
    "new": ("formed", "new", "////"),
    "lost": ("lost", "no longer there", "...."),
}
UNIT = "change in ties across groups per person"
WRAP = 36
ANSWERS = {
    "P1": "headline: pairs observed both times",
    "P1_same_reporters": "only pairs reported by the same people both times",
    "P1_class_weights": "observed pairs stand for all of their two groups and roles",
}
BOUNDS = ("P1_bound_low", "P1_bound_high")
BOUND = "whatever became of the pairs not observed"


@guarded
def turnover_plot(
    change: Change,
    ax: Axes | None = None,
    *,
    group: str = "organization",
    legend: bool = True,
    title: str | None = None,
) -> Axes:
    """Draw how many ties were there in both waves, new, and no longer there: across and inside.

    Parameters
    ----------
    change : Change
        What ``nw.compare.before_after`` gives.
    ax : Axes, optional
        Where to draw; pyplot's current Axes if left out.
    group : str, default "organization"
        What to call the groups.
    legend : bool, default True
        Whether to say above the bars what colours and hatches mean.
    title : str, optional
        A title; names in it are safe.

    Returns
    -------
    Axes
        A bar for ties across groups, one for ties inside, and one where that is not known of
        some pairs. At the right stands how many of the pairs observed both times were tied in
        either wave.

    Examples
    --------
    >>> import pandas as pd
    >>> import netweave as nw
    >>> from netweave.plotting.style import new_axes
    >>> people = pd.DataFrame({"organization": ["A", "A", "B"]}, index=["ana", "ben", "cleo"])
    >>> ties = pd.DataFrame({
    ...     "learner": ["ana", "ana", "ben"],
    ...     "learned_from": ["ben", "ben", "cleo"],
    ...     "wave": ["start", "end", "end"],
    ... })
    >>> net = nw.Network(people, ties, waves=["start", "end"])
    >>> change = nw.compare.before_after(net.wave("start"), net.wave("end"))
    >>> ax = nw.plotting.turnover_plot(change, new_axes())
    >>> [text.get_text() for text in ax.texts]
    ['1', 'start 0, end 1 of 2 pairs', '1', 'start 1, end 1 of 1 pair']
    """
    ax = chart(ax)
    names = {
        "cross": f"across {plain(group)}s",
        "same": f"inside {plain(group)}s",
        "other": "not known",
    }
    chosen = [name for name in names if name in change.turnover.index]
    table = change.turnover.loc[chosen] if chosen else change.turnover
    table = table[table["dyads"] > 0] if chosen else table
    if not len(table):
        return blank(ax, "no pair was observed in both waves", title)
    most = float(table[list(TURNS)].sum(axis=1).max())
    for place, row in enumerate(table.to_dict("records")):
        _turned(ax, row, float(-place), most)
        beside(ax, float(-place), _both_waves(row, change.waves))
    rows(ax, [-float(place) for place in range(len(table))], [names[name] for name in table.index])
    ax.set_ylim(-len(table) + 0.4, 0.6)
    ax.set_xlim(0, max(most, 1.0))
    counting(ax)
    ax.set_xlabel("ties, as pairs of people", color=INK)
    key: list[tuple[Artist, str]] = [
        (_turn_sign(name), words) for name, (_, words, _) in TURNS.items()
    ]
    keyed(ax, key if legend else [], title)
    return ax


def _turn_sign(name: str) -> Artist:
    state, _, hatch = TURNS[name]
    return sign_of(facecolor=CHANGE[state][0], edgecolor="white", hatch=hatch)


def _turned(ax: Axes, row: dict[Any, Any], place: float, most: float) -> None:
    """Draw one bar; a number is left out where its part is too narrow."""
    start = 0.0
    for name, (state, _, hatch) in TURNS.items():
        number, colour = float(row[name]), CHANGE[state][0]
        bar = ax.barh(place, number, left=start, height=0.55, color=colour, hatch=hatch)
        bar.patches[0].set(edgecolor="white", linewidth=0.8, label=name)
        if number > 0.025 * most:
            box = {"facecolor": "white", "edgecolor": "none", "pad": 1.5, "alpha": 0.85}
            written_here = ax.text(start + number / 2, place, f"{number:,.0f}", bbox=box)
            written_here.set(ha="center", va="center", fontsize=9, color=INK)
        start += number


def _both_waves(row: dict[Any, Any], waves: tuple[str, str]) -> str:
    before, after = row["kept"] + row["lost"], row["kept"] + row["new"]
    pairs = "pair" if row["dyads"] == 1 else "pairs"
    first, second = (plain(wave, 18) for wave in waves)
    return f"{first} {before:,.0f}, {second} {after:,.0f} of {row['dyads']:,.0f} {pairs}"


@guarded
def levels_plot(
    change: Change,
    ax: Axes | None = None,
    *,
    scale: Scale | None = None,
    legend: bool = True,
    title: str | None = None,
) -> Axes:
    """Draw to which level the ties went that are there in both waves.

    Parameters
    ----------
    change : Change
        What ``nw.compare.before_after`` gives.
    ax : Axes, optional
        Where to draw; pyplot's current Axes if left out.
    scale : Scale, optional
        Whose words stand for the levels, as ``nw.scales.SCALES["FREY_LCS"]``; numbers if left out.
    legend : bool, default True
        Whether to say above the cells what they mean.
    title : str, optional
        A title; names in it are safe.

    Returns
    -------
    Axes
        Rows are levels before, columns levels after, a number of ties in each cell. Cells of the
        same level have an outline; right of them are those that rose. Where ties have no levels
        that is said.

    Examples
    --------
    >>> import pandas as pd
    >>> import netweave as nw
    >>> from netweave.plotting.style import new_axes
    >>> levels = pd.DataFrame([[1, 2], [0, 3]], index=[1.0, 2.0], columns=[1.0, 2.0])
    >>> change = nw.compare.Change(pd.DataFrame(), "", levels=levels)
    >>> ax = nw.plotting.levels_plot(change, new_axes())
    >>> [text.get_text() for text in ax.texts]
    ['1', '2', '0', '3']
    """
    ax, table = chart(ax), change.levels
    if not table.size:
        return blank(ax, "ties have no levels here", title)
    counts = table.to_numpy(dtype=float)
    texts = np.array([[written(value, 0) for value in row] for row in counts], dtype=object)
    names = [_level(float(level), scale) for level in table.index]
    there = np.ones(counts.shape, dtype=bool)
    top = Normalize(0, max(counts.max(), 1.0))
    draw_cells(ax, Cells(counts, there, texts, names, names, MORE, top))
    diagonal(ax, len(names))
    before, after = (plain(wave, 30) for wave in change.waves)
    ax.set_ylabel(f"level, {before}", color=INK)
    ax.set_xlabel(f"level, {after}", color=INK)
    total, same = counts.sum(), np.trace(counts)
    up, down = np.triu(counts, 1).sum(), np.tril(counts, -1).sum()
    key = [
        (sign_of(facecolor=MORE(0.75)), "the darker, the more ties"),
        (sign_of(edgecolor=INK, linewidth=1.5), f"same level: {same:,.0f} of {total:,.0f}"),
        (
            sign_of(edgecolor="none"),
            f"right of it higher: {up:,.0f}; left of it lower: {down:,.0f}",
        ),
    ]
    keyed(ax, key if legend else [], title)
    return ax


def _level(level: float, scale: Scale | None) -> str:
    if scale is None:
        return f"{level:g}"
    place = level - scale.lowest
    inside = place.is_integer() and 0 <= place < len(scale.levels)
    return plain(scale.levels[int(place)], 24) if inside else f"{level:g}"


@guarded
def sensitivity_plot(
    change: Change,
    ax: Axes | None = None,
    *,
    unit: str = UNIT,
    legend: bool = True,
    title: str | None = None,
) -> Axes:
    """Draw the headline again under other choices: dots with intervals, and its bounds.

    Parameters
    ----------
    change : Change
        What ``nw.compare.before_after`` gives.
    ax : Axes, optional
        Where to draw; pyplot's current Axes if left out.
    unit : str, optional
        What the axis counts, in words.
    legend : bool, default True
        Whether to say above the rows what dots and lines mean.
    title : str, optional
        A title; names in it are safe.

    Returns
    -------
    Axes
        One row per answer to the same question: the headline, the same reporters, weights for
        who did not answer, a tie counted from a lower and a higher level. A dashed line without
        a dot is the lowest and highest that the headline can be, whatever became of the pairs
        not observed: it is no interval. Shares and tipping points, which count something else,
        stay in ``change.sensitivity``.

    Examples
    --------
    >>> import pandas as pd
    >>> import netweave as nw
    >>> from netweave.plotting.style import new_axes
    >>> rows = pd.DataFrame({
    ...     "term": ["P1", "P1_bound_low", "P1_bound_high"],
    ...     "estimate": [0.5, 0.2, 0.9],
    ...     "conf_low": [0.1, None, None],
    ...     "conf_high": [0.9, None, None],
    ... })
    >>> change = nw.compare.Change(pd.DataFrame(), "", sensitivity=rows)
    >>> ax = nw.plotting.sensitivity_plot(change, new_axes())
    >>> [text.get_text() for text in ax.texts]
    ['+0.50 (+0.10 to +0.90)', 'between +0.20 and +0.90']
    """
    ax, found = chart(ax), _answers(change.sensitivity)
    if not found:
        return blank(ax, "there is nothing to set beside the headline", title)
    places = [float(len(found) - place) for place in range(len(found))]
    ax.axvline(0.0, color=INK, linewidth=1.0, zorder=1).set_label("no change")
    drawn: dict[str, Any] = {}
    for place, (_, numbers) in zip(places, found, strict=True):
        drawn |= _answer(ax, numbers, place)
        undefined = not np.isfinite(numbers).any()
        beside(ax, place, _answer_words(numbers), faint=undefined)
    rows(ax, places, ["\n".join(textwrap.wrap(words, WRAP)) for words, _ in found])
    ax.set_ylim(0.4, len(found) + 0.6)
    ax.margins(x=0.08)
    ax.set_xlabel(plain(unit), color=INK, parse_math=False)
    words = {
        "interval": "dot and line: estimate and 95% interval",
        "alone": "hollow: no interval",
        "bounds": "dashed: lowest and highest possible",
    }
    key = [(drawn[name], text) for name, text in words.items() if name in drawn]
    keyed(ax, key if legend else [], title)
    return ax


def _answers(table: pd.DataFrame) -> list[tuple[str, tuple[float, float, float]]]:
    """Give (words, (estimate, low, high)) of each row; bounds have no estimate."""
    if not len(table):
        return []
    by_term = {
        str(row["term"]): row
        for row in table
        .reindex(columns=["term", "estimate", "conf_low", "conf_high", "method"])
        .astype({"estimate": float, "conf_low": float, "conf_high": float})
        .to_dict("records")
    }
    found = []
    for term, row in by_term.items():
        if term in ANSWERS or term.startswith("P1_from_"):
            numbers = (row["estimate"], row["conf_low"], row["conf_high"])
            found.append((ANSWERS.get(term, plain(row["method"])), numbers))
    if set(BOUNDS) <= set(by_term):
        ends = [by_term[term]["estimate"] for term in BOUNDS]
        if np.isfinite(ends).all():
            found.insert(1, (BOUND, (float("nan"), *ends)))
    return found


def _answer(ax: Axes, numbers: tuple[float, float, float], place: float) -> dict[str, Any]:
    estimate, low, high = numbers
    bounded = bool(np.isfinite([low, high]).all())
    if not np.isfinite(estimate):
        if not bounded:
            return {}
        (line,) = ax.plot([low, high], [place] * 2, "|--", color=BLUE, linewidth=1.6)
        line.set(markersize=10, label="bounds")
        return {"bounds": line}
    face = BLUE if bounded else "white"
    ends = [low, high] if bounded else [estimate, estimate]
    ax.hlines(place, ends[0], ends[1], colors=BLUE, linewidth=2.2).set_label("interval")
    (dot,) = ax.plot([estimate], [place], "o-", color=BLUE, markerfacecolor=face, markersize=8)
    dot.set_label("estimate")
    return {"interval" if bounded else "alone": dot}


def _answer_words(numbers: tuple[float, float, float]) -> str:
    estimate, low, high = (written(value, signed=True) for value in numbers)
    if not np.isfinite(numbers[0]):
        return "undefined" if not np.isfinite(numbers[1]) else f"between {low} and {high}"
    return f"{estimate} ({low} to {high})" if np.isfinite(numbers[1:]).all() else estimate
