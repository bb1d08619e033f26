"""Does everything run through a hub: each index beside chance, with the convener and without."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np
import pandas as pd

from netweave._guard import guarded
from netweave.plotting.charts import (
    BLUE,
    beside,
    blank,
    chart,
    keyed,
    rows,
    written,
)
from netweave.plotting.style import FAINT, INK

if TYPE_CHECKING:
    from matplotlib.artist import Artist
    from matplotlib.axes import Axes

    from netweave.analytics.hubs.overall import HubOrNode

# Row of the table → words; those that count people are drawn as a share of all.
INDICES = {
    "centralization_degree": "ties run to one person\n(centralization, degree)",
    "centralization_betweenness": "paths run through one person\n(centralization, betweenness)",
    "centralization_harmonic": "one person is close to all\n(centralization, harmonic)",
    "centralization_learned": "one person learned from many\n(centralization, learned)",
    "centralization_taught": "many learned from one person\n(centralization, taught)",
    "gini": "ties are spread unevenly\n(Gini)",
    "evenness": "ties are spread evenly\n(evenness)",
    "core_fit": "a core and a periphery\n(fit)",
    "max_pair_loss": "pairs that hang on one person\n(greatest pair loss)",
    "effective_number": "people who carry the ties\n(effective number)",
    "effective_hubs": "people between others\n(effective hubs)",
    "core_people": "people in the core",
    "convener_pair_loss": "pairs that hang on the convener",
    "member_pairs_joined": "pairs of members who can\nreach each other",
}
PEOPLE = ("effective_number", "effective_hubs", "core_people")
APART = 0.17  # how far the two sides of a row stand from its middle


@guarded
def hub_plot(
    result: HubOrNode,
    ax: Axes | None = None,
    *,
    legend: bool = True,
    title: str | None = None,
) -> Axes:
    r"""Draw each index of hub or node, with the convener and without, beside random networks.

    Parameters
    ----------
    result : HubOrNode
        What ``nw.hub_or_node`` gives.
    ax : Axes, optional
        Where to draw; pyplot's current Axes if left out.
    legend : bool, default True
        Whether to say above the rows what dots and lines mean.
    title : str, optional
        A title; names in it are safe.

    Returns
    -------
    Axes
        One row per index: a dot for the whole network, below it a hollow one for the network
        without conveners, each with a grey line of one standard deviation around the mean of random
        networks as large as its own. Numbers of people are drawn as shares of all and written as
        numbers. An index that is undefined on both sides is left out.

    Examples
    --------
    >>> import pandas as pd
    >>> import netweave as nw
    >>> from netweave.plotting.style import new_axes
    >>> ties = pd.DataFrame({"learner": ["ben", "cleo", "dan"], "learned_from": ["ana"] * 3})
    >>> net = nw.Network(["ana", "ben", "cleo", "dan"], ties)
    >>> ax = nw.plotting.hub_plot(nw.hub_or_node(net, draws=20), new_axes())
    >>> ax.get_yticklabels()[0].get_text().split("\n")[0], ax.texts[0].get_text()
    ('ties run to one person', '1.00')
    """
    ax, table = chart(ax), _drawn(result.table)
    if not len(table):
        return blank(ax, "no index is defined here", title)
    signs: dict[str, Any] = {}
    places = np.arange(len(table))[::-1].astype(float)
    both = bool(table["without_convener"].notna().any())
    for place, row in zip(places, table.to_dict("records"), strict=True):
        ax.axhline(place - 0.5, color="#e5e8eb", linewidth=0.7, zorder=0).set_label("between")
        for value, behind in (("estimate", ""), ("without_convener", "_without")):
            signs |= _side(ax, row, value, behind, place + (APART if not behind else -APART) * both)
        beside(ax, place, _numbers(row, both=both))
    rows(ax, places.tolist(), [INDICES[term] for term in table["term"]])
    ax.set_xlim(-0.02, 1.02)
    ax.set_ylim(-0.6, len(table) - 0.4)
    ax.set_xlabel("index, or share of people or pairs: 0 none, 1 all", color=INK)
    words = {
        "estimate": "with conveners" if both else "observed",
        "without_convener": "hollow: without conveners",
        "chance": "grey: random networks, mean ± 1 standard deviation",
    }
    key: list[tuple[Artist, str]] = [
        (signs[one], text) for one, text in words.items() if one in signs
    ]
    keyed(ax, key if legend else [], title)
    return ax


def _drawn(table: pd.DataFrame) -> pd.DataFrame:
    """Give the rows to draw, in the order of their words."""
    if not len(table):
        return table
    chosen = table[table["term"].isin(list(INDICES))]
    chosen = chosen[chosen["estimate"].notna() | chosen["without_convener"].notna()]
    order = {term: place for place, term in enumerate(INDICES)}
    return chosen.sort_values("term", key=lambda terms: terms.map(order))


def _side(
    ax: Axes, row: dict[Any, Any], value: str, behind: str, place: float
) -> dict[str, Artist]:
    """Draw one dot and what chance gives; give their signs."""
    people = float(row[f"n{'_without' if behind else ''}"])
    whole = max(people, 1.0) if row["term"] in PEOPLE else 1.0
    if not np.isfinite(row[value]):
        return {}
    found: dict[str, Artist] = {}
    mean, spread = (row.get(f"{name}{behind}", np.nan) for name in ("null_mean", "null_sd"))
    if np.isfinite([mean, spread]).all():
        ends = np.array([mean - spread, mean, mean + spread]) / whole
        (line,) = ax.plot(ends, [place] * 3, "-", color=FAINT, linewidth=4.5, alpha=0.55)
        line.set(solid_capstyle="butt", marker="|", markevery=[1], markersize=9, zorder=1)
        line.set_label(f"chance{behind}")
        found["chance"] = line
    (dot,) = ax.plot([row[value] / whole], [place], "o", color=BLUE, markersize=7.5)
    dot.set(markerfacecolor="white" if behind else BLUE, markeredgewidth=1.5, zorder=3, label=value)
    found[value] = dot
    return found


def _numbers(row: dict[Any, Any], *, both: bool) -> str:
    """Write the numbers of a row."""
    people = row["term"] in PEOPLE
    said = []
    for value, number in (("estimate", "n"), ("without_convener", "n_without")):
        text = written(float(row[value]), 1 if people else 2)
        if people and np.isfinite(row[value]):
            text += f" of {int(row[number]):,}"
        said.append(text)
    if both and np.isfinite(row["without_convener"]):
        return f"{said[0]} with, {said[1]} without"
    return said[0]
