"""Where people stand between hub and node: load and redundancy beside random networks."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd
from matplotlib.patches import Rectangle

from netweave import errors
from netweave._guard import guarded
from netweave.analytics.profiles.standing import BETWEEN, HIGH, LOW, NONE, READINGS
from netweave.plotting.charts import chart, keyed
from netweave.plotting.looks import count
from netweave.plotting.marks import Dots, Frame, draw_labels, each
from netweave.plotting.style import CATEGORICAL, FAINT, INK, UNKNOWN

if TYPE_CHECKING:
    from matplotlib.artist import Artist
    from matplotlib.axes import Axes

    from netweave.analytics.profiles.standing import HubNodeProfile

TICKS = (1, 10, 50, 90, 99)
EDGE = 6.0  # logit of 99.75 in 100
PARKED = 5  # people beside each other in the strip
STRIP = (EDGE + 0.6, EDGE + 2.6)
# Reading → colour and marker.
SIGNS = {
    "sole broker": (CATEGORICAL[1], "^"),
    "well-backed connector": (CATEGORICAL[0], "s"),
    "embedded": (CATEGORICAL[4], "D"),
    "peripheral or single bridge": (CATEGORICAL[3], "v"),
    BETWEEN: (UNKNOWN, "o"),
    NONE: (UNKNOWN, "P"),
}


@guarded
def position_plot(
    profile: HubNodeProfile,
    ax: Axes | None = None,
    *,
    label: Iterable[object] | Mapping[object, str] | None = None,
    high: float = HIGH,
    low: float = LOW,
    legend: bool = True,
    title: str | None = None,
) -> Axes:
    """Draw the grid of load and redundancy, for the analyst; nobody is named unless asked for.

    Parameters
    ----------
    profile : HubNodeProfile
        What ``nw.hub_node_profile`` gives.
    ax : Axes, optional
        Where to draw; pyplot's current Axes if left out.
    label : iterable of ids, or mapping id → text, optional
        Whom to name. Never publish a picture with names: a place is often given, not chosen.
    high, low : float, default 0.90 and 0.10
        The percentiles that the profile was made with.
    legend : bool, default True
        Whether to say above the grid what the signs mean.
    title : str, optional
        A title; names in it are safe.

    Returns
    -------
    Axes
        Both axes are places among random networks in which everybody has as many ties, stretched
        towards their ends. The corners bear the four readings and how many people have them; the
        bands between the dotted lines are what chance gives most people. Those whose numbers are
        withheld are hollow, in a strip at the right, where height means nothing.

    Raises
    ------
    DataError
        If somebody to be named is not in the profile.
    ArgumentError
        If ``low`` and ``high`` are not between 0 and 1, in this order.

    Examples
    --------
    >>> import pandas as pd
    >>> import netweave as nw
    >>> from netweave.plotting.style import new_axes
    >>> ties = pd.DataFrame({"learner": ["ben", "cleo", "dan"], "learned_from": "ana"})
    >>> found = nw.hub_node_profile(nw.Network(["ana", "ben", "cleo", "dan"], ties), draws=20)
    >>> ax = nw.plotting.position_plot(found, new_axes())
    >>> ax.get_legend().get_texts()[-1].get_text()
    'hollow: withheld, too few ties or answers (4)'
    """
    if not 0 < low < high < 1:
        rule = "must lie above low, both between 0 and 1"
        raise errors.setting_out_of_range("high", rule, (low, high))
    table = profile.table
    who, texts = _named(table, label)
    ax = chart(ax, left=True)
    places = np.column_stack([
        _stretched(table[name].to_numpy(dtype=float))
        for name in ("redundancy_2_percentile", "load_percentile")
    ])
    withheld = ~np.isfinite(places).all(axis=1)
    places[withheld] = _parked(int(withheld.sum()))
    readings = table["reading"].astype(str).to_numpy()
    _corners(ax, profile, _stretched(np.array([low, high])))
    key = _people(ax, places, readings, withheld)
    _framed(ax, withheld)
    keyed(ax, key if legend else [], title)
    words = [texts[place] for place in who]
    frame = Frame(1.0, (-EDGE, STRIP[1]), (-EDGE, EDGE))
    draw_labels(ax, _dots(places), np.array(who, dtype=int), words, frame)
    return ax


def _named(
    table: pd.DataFrame, label: Iterable[object] | Mapping[object, str] | None
) -> tuple[list[int], dict[int, str]]:
    """Give the places of those to be named, and their texts."""
    if label is None:
        return [], {}
    texts = dict(label) if isinstance(label, Mapping) else {name: str(name) for name in label}
    missing = [name for name in texts if name not in table.index]
    if missing:
        raise errors.DataError(
            f"label must name people of the profile; {len(missing)} of {len(texts)} are not in it: "
            f"{errors.listed(missing)}. Use the ids that its table is indexed by."
        )
    places = [int(place) for place in table.index.get_indexer(pd.Index(list(texts)))]
    return places, dict(zip(places, texts.values(), strict=True))


def _stretched(share: np.ndarray) -> np.ndarray:
    """Stretch shares towards 0 and 1, where the readings are."""
    inner = np.clip(share, 1 / (1 + np.exp(EDGE)), 1 / (1 + np.exp(-EDGE)))
    return np.asarray(np.log(inner / (1 - inner)))


def _parked(number: int) -> np.ndarray:
    """Give places in the strip, in rows from below; how high somebody stands means nothing."""
    across, turn = STRIP[1] - STRIP[0], np.arange(number)
    step = min(0.6, (2 * EDGE - 2) / max(-(-number // PARKED), 1))
    x = STRIP[0] + across * (turn % PARKED + 1) / (PARKED + 1)
    return np.column_stack([x, -EDGE + 0.5 + step * (turn // PARKED)])


def _corners(ax: Axes, profile: HubNodeProfile, cuts: np.ndarray) -> None:
    """Draw the four corners with their words, and the cut-offs."""
    low, high = cuts
    for cut in cuts:
        ax.plot([cut, cut], [-EDGE, EDGE], ":", color=FAINT, linewidth=1.0, label="cut-off")
        ax.plot([-EDGE, EDGE], [cut, cut], ":", color=FAINT, linewidth=1.0, label="cut-off")
    for (much, backed), words in READINGS.items():
        x, y = (high if backed else -EDGE), (high if much else -EDGE)
        wide, tall = (EDGE - high if backed else low + EDGE), (EDGE - high if much else low + EDGE)
        box = Rectangle((x, y), wide, tall, facecolor="#eef1f4", edgecolor="none", zorder=0)
        ax.add_patch(box)
        people = count(int(profile.readings[words]), "person", "people")
        edge = y + tall - 0.2 if much else y + 0.2
        ax.text(
            x + wide / 2,
            edge,
            f"{words}\n{people}".replace(" or ", " or\n"),
            ha="center",
            va="top" if much else "bottom",
            fontsize=8.5,
            color=INK,
            zorder=1,
        )


def _people(
    ax: Axes, places: np.ndarray, readings: np.ndarray, withheld: np.ndarray
) -> list[tuple[Artist, str]]:
    key: list[tuple[Artist, str]] = []
    for reading, (colour, marker) in SIGNS.items():
        chosen = (readings == reading) & ~withheld
        if not chosen.any():
            continue
        x, y = places[chosen].T
        drawn = ax.scatter(x, y, s=44, c=colour, marker=marker, linewidths=0.6)
        drawn.set(edgecolors="white", zorder=3, label=reading)
        number = f" ({int(chosen.sum())})" if reading in (BETWEEN, NONE) else ""
        key.append((drawn, reading + number))
    if withheld.any():
        x, y = places[withheld].T
        drawn = ax.scatter(x, y, s=34, facecolors="white", edgecolors=FAINT)
        drawn.set(zorder=3, linewidths=1.2, label="withheld")
        text = f"hollow: withheld, too few ties or answers ({int(withheld.sum())})"
        key.append((drawn, text))
    return key


def _framed(ax: Axes, withheld: np.ndarray) -> None:
    ticks = _stretched(np.array(TICKS) / 100)
    words = [str(tick) for tick in TICKS]
    ax.set_xticks(ticks, words)
    ax.set_yticks(ticks, words)
    right = EDGE
    if withheld.any():
        right = STRIP[1]
        ax.axvspan(*STRIP, facecolor="#f7f8f9", zorder=0)
        middle = sum(STRIP) / 2
        ax.text(middle, EDGE - 0.2, "withheld", ha="center", va="top", fontsize=8.5, color=FAINT)
    ax.set_xlim(-EDGE, right)
    ax.set_ylim(-EDGE, EDGE)
    among = "higher than in so many of 100 random networks"
    ax.set_xlabel(f"redundancy: can contacts do without the person?\n{among}", color=INK)
    ax.set_ylabel(f"load: how much hangs on the person?\n{among}", color=INK)


def _dots(places: np.ndarray) -> Dots:
    n = len(places)
    return Dots(
        xy=np.nan_to_num(places, nan=-2 * EDGE),
        diameter=np.full(n, 6.6),
        colour=each(INK for _ in range(n)),
        marker=each("o" for _ in range(n)),
        hollow=np.zeros(n, dtype=bool),
        convener=np.zeros(n, dtype=bool),
    )
