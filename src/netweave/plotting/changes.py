"""The map of change: one layout for two waves; ties kept, formed and lost."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

import numpy as np
import pandas as pd

from netweave._guard import guarded
from netweave.plotting import looks
from netweave.plotting.layout import arrange
from netweave.plotting.legends import Entry, head
from netweave.plotting.marks import (
    Dots,
    default_diameter,
    draw_dots,
    draw_labels,
    draw_lines,
    each,
    framed,
    prepared,
    row_note,
)
from netweave.plotting.states import STATES, TieStates, tie_states
from netweave.plotting.style import CHANGE, FAINT, the_axes

if TYPE_CHECKING:
    from matplotlib.axes import Axes

    from netweave.network import Network
    from netweave.results import Communities

UNKNOWN_TEXT = "not known: nobody of the pair answered in the other wave"


@guarded
def change_map(  # noqa: PLR0913
    before: Network,
    after: Network,
    *,
    ax: Axes | None = None,
    kind: str | None = None,
    color: str | pd.Series | Communities | None = "organization",
    positions: pd.DataFrame | None = None,
    labels: str | int | None = None,
    palette: Mapping[str, str] | Sequence[str] | None = None,
    legend: bool = True,
    seed: int = 1,
    title: str | None = None,
) -> Axes:
    """Draw what became of the ties between two waves: kept, formed and lost.

    Everybody of either wave has one place, the same whichever wave is looked at. A pair counts as
    tied if either learned from the other. A tie that is seen in one wave only is called formed or
    lost only if the pair was observed in the other: if nobody of the two answered there, it is
    drawn dotted and called not known. Lines differ by colour, style and width, people by marker.

    Parameters
    ----------
    before, after : Network
        One wave each.
    ax : Axes, optional
        Where to draw; pyplot's current Axes if left out.
    kind : str, optional
        The kind of tie to compare. Left out: the headline kinds; where there is none, all that
        structural measures count.
    color : str, Series over people, Communities or None, default "organization"
        As in ``network_map``; a person's organization is that of the second wave, of those who
        left that of the first. Markers mean joined and left here, so colour stands alone.
    positions : DataFrame, optional
        Columns x and y over the people of both waves, as ``arrange([before, after])`` gives them.
    labels : str, int or None, optional
        Whom to name, as in ``network_map``.
    palette : mapping value → colour, or sequence of colours, optional
        Instead of the nine colours that colour-blind readers can tell apart.
    legend : bool, default True
        Whether to draw the legend, which counts each state.
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
        If a network holds several waves, or nothing but opportunities to meet.

    Examples
    --------
    >>> import pandas as pd
    >>> import netweave as nw
    >>> from netweave.plotting.style import new_axes
    >>> ties = pd.DataFrame({"learner": ["ana", "ben"], "learned_from": ["ben", "cleo"]})
    >>> before = nw.Network(["ana", "ben", "cleo"], ties)
    >>> after = nw.Network(["ana", "ben", "dov"], ties[:1])
    >>> ax = nw.plotting.change_map(before, after, ax=new_axes())
    >>> print(*[text.get_text() for text in ax.get_legend().get_texts()], sep="; ")
    before → after: 3 → 3 people; kept: 1 tie; formed: 0 ties; lost: 1 tie (1 with people who
    left); joined (1); left (1); row below: 1 person without ties
    """
    states = tie_states(before, after, kind)
    if positions is None:
        positions = arrange([states.before, states.after], seed=seed)
    people = _people(states, (color, labels))
    ax = prepared(the_axes(ax), title)
    dressed = looks.dress(people, color=color, palette=palette, shapes=False)
    dots = _dots(
        states, looks.placed(states.people, positions), dressed, default_diameter(ax, len(people))
    )
    degree = np.bincount(np.concatenate([states.one, states.other]), minlength=len(people))
    alone = degree == 0
    entries = [
        head(_waves_in_words(states)),
        *_lines_in_words(states),
        *_people_in_words(states, dots),
        *looks.alone_in_words(alone),
        *dressed.entries,
    ]
    frame = framed(ax, dots.xy, entries if legend else [], looks.margins(dots, alone))
    draw_states(ax, dots.xy, states)
    draw_dots(ax, dots)
    if alone.any() and not alone.all():
        row_note(ax, dots.xy, alone, looks.without_ties(alone), dots.diameter.max() / 2 + 4)
    who, texts = looks.labelled(people, labels, degree)
    draw_labels(ax, dots, who, texts, frame)
    return ax


def _people(states: TieStates, wanted: tuple[Any, ...]) -> pd.DataFrame:
    """Give the columns that are drawn, those of the second wave first."""
    first, second = states.before.people, states.after.people
    table = pd.DataFrame(index=states.people)
    for column in dict.fromkeys([*(name for name in wanted if isinstance(name, str)), "name"]):
        if column in first.columns or column in second.columns:
            parts = [net[column] for net in (second, first) if column in net.columns]
            values = pd.concat(parts)
            table[column] = values[~values.index.duplicated()].reindex(states.people)
    return table


def _dots(states: TieStates, xy: np.ndarray, dressed: looks.Dress, diameter: float) -> Dots:
    marker = each("o" for _ in range(len(xy)))
    marker[states.joined], marker[states.left] = "^", "v"
    return Dots(
        xy=xy,
        diameter=np.full(len(xy), diameter),
        colour=dressed.colour,
        marker=marker,
        hollow=states.silent,
        convener=states.convener,
    )


def draw_states(ax: Axes, xy: np.ndarray, states: TieStates) -> None:
    """Draw the lines, one collection for each state, the formed ones on top."""
    thinner = 1.0 / np.sqrt(max(len(states.state), 1))
    thin = float(np.clip(12.0 * thinner, 0.4, 1.0))
    for zorder, state in enumerate(("unknown", "kept", "lost", "formed")):
        chosen = states.state == state
        if not chosen.any():
            continue
        colour, style, width = CHANGE[state]
        how = {"linestyles": [style], "linewidths": width * thin, "colors": colour}
        opacity = float(np.clip((8.0 if state == "kept" else 16.0) * thinner, 0.3, 0.9))
        ends = xy[np.column_stack([states.one[chosen], states.other[chosen]])]
        how["capstyle"] = "butt"
        draw_lines(ax, ends, label=state, zorder=1 + zorder / 10, alpha=opacity, **how)


def label_of(net: Network, fallback: str) -> str:
    """Give the wave's label, or a word where it has none."""
    return net.the_wave or fallback


def _waves_in_words(states: TieStates) -> str:
    first, second = label_of(states.before, "before"), label_of(states.after, "after")
    return f"{first} → {second}: {states.before.n:,} → {states.after.n:,} people"


def _lines_in_words(states: TieStates) -> list[Entry]:
    entries = []
    for state in STATES:
        chosen = states.state == state
        if state == "unknown" and not chosen.any():
            continue
        colour, style, width = CHANGE[state]
        ties = looks.count(int(chosen.sum()), "tie")
        text = f"{UNKNOWN_TEXT}: {ties}" if state == "unknown" else f"{state}: {ties}"
        entries.append(
            Entry(text + _among(states, chosen), "line", colour, style=style, width=width)
        )
    return entries


def _among(states: TieStates, chosen: np.ndarray) -> str:
    """Say how many of these ties are not between two members who were there in both waves."""
    convening = chosen & states.involves(states.convener)
    joining = chosen & ~convening & states.involves(states.joined)
    leaving = chosen & ~convening & states.involves(states.left)
    parts = [
        f"{int(part.sum())} with {who}"
        for part, who in (
            (convening, "conveners"),
            (joining, "people who joined"),
            (leaving, "people who left"),
        )
        if part.any()
    ]
    return f" ({', '.join(parts)})" if parts else ""


def _people_in_words(states: TieStates, dots: Dots) -> list[Entry]:
    entries = []
    for who, marker, word in ((states.joined, "^", "joined"), (states.left, "v", "left")):
        if who.any():
            entries.append(Entry(f"{word} ({int(who.sum())})", "dot", FAINT, marker))
    if dots.hollow.any():
        text = f"hollow: did not answer in one of the waves ({int(dots.hollow.sum())})"
        entries.append(Entry(text, "dot", FAINT, hollow=True))
    return [*entries, *looks.convener_in_words(dots.convener)]
