"""Who answered, and which pairs of people were observed."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np

from netweave._guard import guarded
from netweave.coverage import FULL, LEAST, Coverage, coverage_of
from netweave.plotting.cells import sign_of
from netweave.plotting.charts import (
    BLUE,
    beside,
    blank,
    chart,
    keyed,
    rows,
    short_names,
    written,
)
from netweave.plotting.style import FAINT, INK, plain

if TYPE_CHECKING:
    from matplotlib.artist import Artist
    from matplotlib.axes import Axes

    from netweave.network import Network

# Wave by wave: colour and hatch.
LOOKS = (("#9dbdd4", ""), (BLUE, "////"), ("#4a90b8", "...."), ("#00304d", "xxxx"))
PAIRS = {
    "both": ("observed from both sides", "#4b5563", ""),
    "one": ("from one side", "#a9b1ba", "////"),
    "none": ("from nobody", "white", "...."),
}
BAR = 0.8


@guarded
def coverage_plot(
    net: Network,
    ax: Axes | None = None,
    *,
    kind: str | None = None,
    group: str = "organization",
    legend: bool = True,
    title: str | None = None,
) -> Axes:
    """Draw who answered, by organization and wave, and which pairs of people that observed.

    Parameters
    ----------
    net : Network
        One wave or several.
    ax : Axes, optional
        Where to draw; pyplot's current Axes if left out.
    kind : str, optional
        The kind of tie that was asked about; left out where there is one.
    group : str, default "organization"
        A column of people.
    legend : bool, default True
        Whether to say above the bars what they mean.
    title : str, optional
        A title; names in it are safe.

    Returns
    -------
    Axes
        Above, for every group and wave, the share of those who could answer that did, with both
        numbers; below, for every wave, the pairs of people of whom both, one or nobody answered.
        Lines stand at 80 and 60 in 100: below the first the share of pairs is warned of, below
        the second paths are withheld. Nobody is named, but a group of one is one person.

    Raises
    ------
    ArgumentError
        If the network has no such kind.
    DataError
        If there are several kinds and none is named, or no such column.

    Examples
    --------
    >>> import pandas as pd
    >>> import netweave as nw
    >>> from netweave.plotting.style import new_axes
    >>> people = pd.DataFrame(
    ...     {"organization": ["A", "A", "B"], "responded_learning": [True, False, True]},
    ...     index=["ana", "ben", "cleo"],
    ... )
    >>> ties = pd.DataFrame({"learner": ["ana"], "learned_from": ["ben"], "kind": ["learning"]})
    >>> ax = nw.plotting.coverage_plot(nw.Network(people, ties), new_axes())
    >>> [text.get_text() for text in ax.texts]
    ['1 of 2', '1 of 1', '3 of 3 pairs observed']
    """
    labels = [str(label) for label in net.waves.index]
    nets = [net.wave(label) for label in labels] if labels else [net]
    found = [coverage_of(one, kind, group=group) for one in nets if len(one.kinds)]
    ax = chart(ax)
    if not any(one.known and one.eligible for one in found):
        return blank(ax, "it is not known who answered", title)
    asked = [one for one in found if np.isfinite(one.response)]  # of records nobody is asked
    names = list(dict.fromkeys(name for one in asked for name in one.by_group.index))
    places = _by_group(ax, found, names)
    below = [-float(len(names)) - 0.6 - 0.7 * number for number in range(len(found))]
    for place, one in zip(below, found, strict=True):
        _pairs(ax, one, place)
    waves = [f"pairs, {plain(one.wave, 20)}" if one.wave else "pairs of people" for one in found]
    rows(ax, [*places, *below], [*short_names(names), *waves])
    for cut in (LEAST, FULL):
        ax.axvline(cut, color=FAINT, linewidth=1.0, linestyle=":", zorder=0).set_label("line")
    ax.set_xlim(0, 1)
    ax.set_ylim(below[-1] - 0.5, 0.6)
    ax.set_xticks([0, 0.2, 0.4, LEAST, FULL, 1], ["0", "20", "40", "60", "80", "100"])
    ax.set_xlabel("in 100", color=INK)
    keyed(ax, _words(found) if legend else [], title)
    return ax


def _by_group(ax: Axes, found: list[Coverage], names: list[Any]) -> list[float]:
    """Draw the bars of every group, one per wave; give the places of the groups."""
    height = BAR / len(found)
    for number, one in enumerate(found):
        colour, hatch = LOOKS[number % len(LOOKS)]
        answers = one.by_group.to_dict("index")
        for place, name in enumerate(names):
            if name not in answers or not np.isfinite(one.response):
                continue
            row = answers[name]
            at = -float(place) + BAR / 2 - height * (number + 0.5)
            share = row["answered"] / row["eligible"] if row["eligible"] else 0.0
            bar = ax.barh(at, share, height=0.92 * height, color=colour, hatch=hatch)
            bar.patches[0].set(edgecolor="white", linewidth=0, label=one.wave or "answered")
            beside(ax, at, f"{row['answered']:,} of {row['eligible']:,}")
    return [-float(place) for place in range(len(names))]


def _pairs(ax: Axes, one: Coverage, place: float) -> None:
    """Draw the pairs of a wave by how many of their two people answered."""
    if not one.known or not one.pairs:
        beside(ax, place, "not known" if not one.known else "no pairs", faint=True)
        return
    start = 0.0
    for name, (_, colour, hatch) in PAIRS.items():
        share = getattr(one, name) / one.pairs
        bar = ax.barh(place, share, left=start, height=0.5, color=colour, hatch=hatch)
        edge = FAINT if name == "none" else "white"
        bar.patches[0].set(edgecolor=edge, linewidth=0.6, label=name)
        start += share
    seen = written(one.both + one.one, 0)
    pairs = "pair" if one.pairs == 1 else "pairs"
    beside(ax, place, f"{seen} of {one.pairs:,} {pairs} observed")


def _words(found: list[Coverage]) -> list[tuple[Artist, str]]:
    """Say what the bars mean."""
    key = []
    for number, one in enumerate(found):
        colour, hatch = LOOKS[number % len(LOOKS)]
        if not np.isfinite(one.response):
            continue
        sign = sign_of(facecolor=colour, edgecolor="white", hatch=hatch)
        key.append((sign, f"answered, {plain(one.wave, 24)}" if one.wave else "answered"))
    for name, (text, colour, hatch) in PAIRS.items():
        edge = FAINT if name == "none" else "white"
        key.append((sign_of(facecolor=colour, edgecolor=edge, hatch=hatch), f"pairs {text}"))
    return key
