"""Maps of organizations: no person is visible, ties between people are counted by pair."""

from __future__ import annotations

from collections.abc import Callable, Collection
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np
import pandas as pd
from scipy import sparse

from netweave._guard import guarded
from netweave.plotting import looks, ring
from netweave.plotting.changes import label_of
from netweave.plotting.legends import Entry, head
from netweave.plotting.marks import Dots, draw_dots, draw_lines, each, framed, prepared
from netweave.plotting.pairs import joined_pairs
from netweave.plotting.states import STATES, TieStates, tie_states
from netweave.plotting.style import CATEGORICAL, CHANGE, FAINT, INK, plain, the_axes

if TYPE_CHECKING:
    from matplotlib.axes import Axes

    from netweave.network import Network

Band = Callable[[int], str | None]
Pairs = Collection[tuple[str, str]]
WORDS = {
    "kept": "still joined",
    "formed": "newly joined",
    "lost": "no longer joined",
    "unknown": "not known: nobody concerned answered in the other wave",
}


@dataclass(frozen=True)
class Organizations:
    """Organizations, how many people each has, and whether a convener is among them."""

    names: pd.Index
    people: np.ndarray
    convener: np.ndarray


@guarded
def organization_map(  # noqa: PLR0913
    net: Network,
    *,
    group: str = "organization",
    ax: Axes | None = None,
    band: Band | None = None,
    hidden: Pairs = (),
    legend: bool = True,
    seed: int = 1,
    title: str | None = None,
) -> Axes:
    """Draw organizations and how many ties between their people join them; no person is visible.

    Parameters
    ----------
    net : Network
        Of one wave.
    group : str, default "organization"
        The column of people that names the organization. People without one are left out, and
        the legend counts them.
    ax : Axes, optional
        Where to draw; pyplot's current Axes if left out.
    band : callable, optional
        From a number of ties (1 or more) to the word that may be shown, as an audience's level
        demands ("1", "2–4", "5+"); None for a number hides the line. Left out, numbers are shown.
    hidden : collection of pairs of str, optional
        Pairs of organizations of which nothing may be shown. They are not drawn, joined or not;
        the legend counts them, and counts the joined among the other pairs.
    legend : bool, default True
        Whether to draw the legend.
    seed : int, default 1
        Seed of the layout.
    title : str, optional
        A title; names in it are safe.

    Returns
    -------
    Axes
        What was drawn into.

    Raises
    ------
    DataError
        If the network holds several waves, or the column is missing.

    Notes
    -----
    A tie counts once per pair of people, whichever of the two learned; ties within an
    organization are not drawn. The area of a circle grows with the number of people.

    Examples
    --------
    >>> import pandas as pd
    >>> import netweave as nw
    >>> from netweave.plotting.style import new_axes
    >>> people = pd.DataFrame({"organization": ["A", "A", "B"]}, index=["ana", "ben", "cleo"])
    >>> ties = pd.DataFrame({"learner": ["ana", "ben"], "learned_from": ["cleo", "ana"]})
    >>> ax = nw.plotting.organization_map(nw.Network(people, ties), ax=new_axes())
    >>> print(*[text.get_text() for text in ax.get_legend().get_texts()], sep="; ")
    2 organizations, 1 of 1 pairs joined; width: ties between their people; 1;
    area: number of people; 1; 2
    """
    table, pairs = collected([net], group), joined_pairs(net)
    place = table.names.get_indexer(pd.Index(net.group(group)))
    covered = _covered(table, hidden)
    counts = np.where(covered, 0, _among(table, place, pairs.one, pairs.other))
    lines = np.column_stack(np.triu(counts, k=1).nonzero())
    widths, words, shown = _widths(at(counts, lines), band)
    ax = prepared(the_axes(ax), title)
    dots = _circles(ax, table, sparse.csr_array(counts), seed)
    entries = _joined(table, covered, shown)
    entries += words
    entries += _circles_in_words(table, dots, net, group)
    framed(ax, dots.xy, entries if legend else [], ring.margin(ax, table.names, dots.diameter))
    ends = dots.xy[lines[shown]]
    draw_lines(ax, ends, label="ties", linewidths=widths[shown], alpha=0.55)
    draw_dots(ax, dots)
    ring.draw_names(ax, dots, table.names)
    return ax


@guarded
def organization_change_map(  # noqa: PLR0913
    before: Network,
    after: Network,
    *,
    group: str = "organization",
    ax: Axes | None = None,
    kind: str | None = None,
    band: Band | None = None,
    hidden: Pairs = (),
    legend: bool = True,
    seed: int = 1,
    title: str | None = None,
) -> Axes:
    """Draw which pairs of organizations are newly, still and no longer joined; no person visible.

    Parameters
    ----------
    before, after : Network
        One wave each.
    group : str, default "organization"
        The column of people that names the organization; everybody counts for the organization
        of each wave.
    ax : Axes, optional
        As in ``organization_map``.
    kind : str, optional
        The kind of tie to compare, as in ``change_map``.
    band : callable, optional
        From a number of ties to the word that may be shown. With it, width shows the number of
        ties in the wave in which the pair is joined, the later one if in both.
    hidden : collection of pairs of str, optional
        As in ``organization_map``.
    legend : bool, default True
        As in ``organization_map``.
    seed : int, default 1
        As in ``organization_map``.
    title : str, optional
        As in ``organization_map``; names in it are safe.

    Returns
    -------
    Axes
        What was drawn into.

    Raises
    ------
    DataError
        If a network holds several waves, nothing but opportunities, or lacks the column.

    Notes
    -----
    Two organizations are joined if at least one tie joins their people. Where all the ties that
    make the difference are between people whose pair was not observed in the other wave, the
    change is called not known.

    Examples
    --------
    >>> import pandas as pd
    >>> import netweave as nw
    >>> from netweave.plotting.style import new_axes
    >>> people = pd.DataFrame({"organization": ["A", "B", "C"]}, index=["ana", "ben", "cleo"])
    >>> ties = pd.DataFrame({"learner": ["ana", "ben"], "learned_from": ["ben", "cleo"]})
    >>> before, after = nw.Network(people, ties), nw.Network(people, ties[:1])
    >>> ax = nw.plotting.organization_change_map(before, after, ax=new_axes())
    >>> [text.get_text() for text in ax.get_legend().get_texts()][:4]
    ['before → after: 3 organizations', 'still joined: 1 pair', 'newly joined: 0 pairs',
    'no longer joined: 1 pair']
    """
    states = tie_states(before, after, kind)
    table = collected([states.before, states.after], group)
    nets, covered = (states.before, states.after), _covered(table, hidden)
    counts = [np.where(covered, 0, between(table, states, net, group)) for net in nets]
    known = [between(table, states, net, group, sure=True) for net in nets]
    lines = np.column_stack(np.triu(counts[0] + counts[1], k=1).nonzero())
    state = pair_states([at(count, lines) for count in counts], [at(part, lines) for part in known])
    number = np.where(at(counts[1], lines) > 0, at(counts[1], lines), at(counts[0], lines))
    widths, words, shown = _widths(number, band)
    ax = prepared(the_axes(ax), title)
    dots = _circles(ax, table, sparse.csr_array(counts[0] + counts[1]), seed)
    entries = [head(_waves(states, len(table.names))), *_states_in_words(state[shown])]
    entries += [*_hidden_in_words(covered), *_few_in_words(shown)]
    entries += [*(words if band else []), *_circles_in_words(table, dots, states.after, group)]
    framed(ax, dots.xy, entries if legend else [], ring.margin(ax, table.names, dots.diameter))
    for zorder, name in enumerate(("unknown", "kept", "lost", "formed")):
        colour, style, width = CHANGE[name]
        chosen = (state == name) & shown
        if chosen.any():
            how: dict[str, Any] = {"linestyles": [style], "colors": colour, "capstyle": "butt"}
            how["linewidths"] = widths[chosen] if band else 1.4 * width
            draw_lines(ax, dots.xy[lines[chosen]], label=name, zorder=1 + zorder / 10, **how)
    draw_dots(ax, dots)
    ring.draw_names(ax, dots, table.names)
    return ax


def collected(networks: list[Network], group: str) -> Organizations:
    """Collect the organizations of all networks by name; the larger head count is drawn."""
    sizes, marked = [], set()
    for net in networks:
        names = net.group(group).dropna()
        sizes.append(names.value_counts())
        marked |= set(names[net.convener[names.index]])
    people = pd.concat(sizes, axis=1).max(axis=1).sort_index()
    convener = np.array([name in marked for name in people.index], dtype=bool)
    return Organizations(people.index, people.to_numpy(dtype=float), convener)


def at(counts: np.ndarray, lines: np.ndarray) -> np.ndarray:
    """Give the counts of some pairs."""
    return np.asarray(counts[lines[:, 0], lines[:, 1]])


def _among(
    table: Organizations, place: np.ndarray, one: np.ndarray, other: np.ndarray
) -> np.ndarray:
    """Count pairs of people by their two different organizations, symmetric and dense."""
    n = len(table.names)
    ends = np.column_stack([place[one], place[other]])
    ends = ends[(ends >= 0).all(axis=1) & (ends[:, 0] != ends[:, 1])]
    half = np.bincount(ends[:, 0] * n + ends[:, 1], minlength=n * n).reshape(n, n)
    return np.asarray(half + half.T)


def between(
    table: Organizations, states: TieStates, net: Network, group: str, *, sure: bool = False
) -> np.ndarray:
    """Count the ties of a wave; ``sure`` leaves out those whose change is not known."""
    there = ("kept", "lost") if net is states.before else ("kept", "formed")
    tied = np.isin(states.state, there)
    if not sure:
        own = states.tied_before if net is states.before else states.tied_after
        tied = own
    groups = net.group(group).reindex(states.people)
    place = table.names.get_indexer(pd.Index(groups))
    return _among(table, place, states.one[tied], states.other[tied])


def pair_states(counts: list[np.ndarray], known: list[np.ndarray]) -> np.ndarray:
    """Say what became of each pair of organizations that is joined in either wave."""
    state = np.full(len(counts[0]), "unknown", dtype=object)
    first, second = counts[0] > 0, counts[1] > 0
    state[first & second] = "kept"
    state[~first & (known[1] > 0)] = "formed"
    state[~second & (known[0] > 0)] = "lost"
    return state


def _widths(number: np.ndarray, band: Band | None) -> tuple[np.ndarray, list[Entry], np.ndarray]:
    """Choose line widths by number of ties, or by the rank of its band; say it in words."""
    if not len(number):
        return np.zeros(0), [], np.zeros(0, dtype=bool)
    widest = float(np.clip(60.0 / np.sqrt(len(number)), 1.6, 6.0))
    if band is None:
        step = (widest - 0.8) / max(float(number.max()) - 1, 1.0)
        words = {f"{value:.0f}": 0.8 + step * (value - 1) for value in looks.examples(number)}
        shown = np.ones(len(number), dtype=bool)
        return 0.8 + step * (number - 1), _widths_in_words(words), shown
    words = {word: 0.0 for word in (band(int(value)) for value in np.unique(number)) if word}
    for place, word in enumerate(words):
        words[word] = 0.9 + (widest - 0.9) * place / max(len(words) - 1, 1)
    widths = np.array([words.get(band(int(value)) or "", 0.0) for value in number])
    return widths, _widths_in_words(words), widths > 0


def _widths_in_words(words: dict[str, float]) -> list[Entry]:
    rows = [Entry(word, "line", FAINT, width=width) for word, width in words.items()]
    return [head("width: ties between their people"), *rows]


def _circles(ax: Axes, table: Organizations, counts: sparse.csr_array, seed: int) -> Dots:
    n = len(table.names)
    xy = ring.ring_places(counts, table.convener, seed=seed)
    diameter = ring.diameters(ax, table.people)
    return Dots(
        xy=xy * [1.0, ring.stretch(ax, table.names, diameter)],
        diameter=diameter,
        colour=each(CATEGORICAL[0] for _ in range(n)),
        marker=each("o" for _ in range(n)),
        hollow=np.zeros(n, dtype=bool),
        convener=table.convener,
    )


def _circles_in_words(table: Organizations, dots: Dots, net: Network, group: str) -> list[Entry]:
    entries = [head("area: number of people")] if len(table.names) else []
    for value in looks.examples(table.people):
        size = float(dots.diameter.max() * np.sqrt(value / table.people.max()))
        entries.append(Entry(f"{value:.0f}", "dot", CATEGORICAL[0], size=size))
    if table.convener.any():
        text = "square outline: has a convener"
        entries.append(Entry(text, "dot", INK, "s", 10.0, hollow=True))
    nowhere = int(net.group(group).isna().sum())
    if nowhere:
        people = looks.count(nowhere, "person", "people")
        entries.append(Entry(f"left out: {people} without {plain(group)}"))
    return entries


def _covered(table: Organizations, hidden: Pairs) -> np.ndarray:
    """Say which pairs of organizations are hidden, symmetric."""
    found = np.zeros((len(table.names), len(table.names)), dtype=bool)
    for one, other in (table.names.get_indexer(pd.Index(pair)) for pair in hidden):
        if min(one, other) >= 0:
            found[one, other] = found[other, one] = True
    return found


def _joined(table: Organizations, covered: np.ndarray, shown: np.ndarray) -> list[Entry]:
    """Count the joined pairs among those that are shown."""
    n = len(table.names)
    pairs = n * (n - 1) // 2 - int(covered.sum()) // 2
    least = "" if shown.all() else "at least "
    counted = f"{least}{int(shown.sum())} of {pairs} pairs"
    head_of = f"{looks.count(n, 'organization')}, {counted}"
    if not covered.any():
        return [head(f"{head_of} joined")]
    return [head(f"{head_of} shown are joined"), *_hidden_in_words(covered)]


def _hidden_in_words(covered: np.ndarray) -> list[Entry]:
    """Say how many pairs are hidden."""
    count = int(covered.sum()) // 2
    pairs = looks.count(count, "pair")
    return [Entry(f"{pairs} hidden, joined or not")] if count else []


def _few_in_words(shown: np.ndarray) -> list[Entry]:
    """Say that some pairs are not drawn for what their number of ties would tell."""
    return [] if shown.all() else [Entry("some pairs are not drawn: the counts are at least these")]


def _waves(states: TieStates, organizations: int) -> str:
    first, second = label_of(states.before, "before"), label_of(states.after, "after")
    return f"{first} → {second}: {looks.count(organizations, 'organization')}"


def _states_in_words(state: np.ndarray) -> list[Entry]:
    entries = []
    for name in STATES:
        colour, style, width = CHANGE[name]
        number = int((state == name).sum())
        if number or name != "unknown":
            text = f"{WORDS[name]}: {looks.count(number, 'pair')}"
            entries.append(Entry(text, "line", colour, style=style, width=width))
    return entries
