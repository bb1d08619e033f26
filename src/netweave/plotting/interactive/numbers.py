"""The numbers beside a person: computed by the measures of the library, with their words."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING, Any

import numpy as np
import pandas as pd

from netweave import codes
from netweave.analytics.centrality.crossing import cross_organization_betweenness
from netweave.analytics.centrality.degrees import degree
from netweave.analytics.tabulate import measure
from netweave.plotting.interactive.lines import has_arrows
from netweave.plotting.looks import count

if TYPE_CHECKING:
    from netweave.network import Network
    from netweave.plotting.interactive.given import Asked

ONLY_MET = "not said: being at the same event is an opportunity, not a tie"
Numbers = list[dict[str, Any]]


def of_wave(asked: Asked, net: Network) -> Numbers:
    """Give what is said of everybody in one wave."""
    if not net.structural_kinds and len(net.ties):
        return _met(asked, net)
    arrows = [kind for kind in net.structural_kinds if has_arrows(net.kinds)[kind]]
    found = []
    if arrows or not net.structural_kinds:
        learning = net.where(kind=arrows) if arrows else net
        learned, taught = (degree(learning, role=role) for role in ("learned", "taught"))
        found.append(_people(asked, learned, "learned", "learned from {}", "people learned from"))
        found.append(_people(asked, taught, "taught", "taught {}", "people taught"))
    found.append(_people(asked, degree(net), "tied", "tied to {} in all", "people tied to"))
    return [*found, _others(asked, net), _between(asked, net)]


def contacts(net: Network) -> np.ndarray:
    """Count the people everybody is tied to, or met where there is nothing but meetings."""
    return degree(_counted(net)).to_numpy()


def _counted(net: Network) -> Network:
    """Let meetings count where nothing else does."""
    if net.structural_kinds:
        return net
    return net.with_threshold(dict.fromkeys(map(str, net.kinds.index), 0.0))


def _met(asked: Asked, net: Network) -> Numbers:
    met = _counted(net)
    unsaid = pd.Series(np.nan, index=net.people.index)
    between = _row(asked, "between", "between organizations", unsaid, lambda _: "")
    for place in asked.everybody.get_indexer(net.people.index):
        between["text"][place] = f"between organizations: {ONLY_MET}"
    words = ("met", "at the same events as {}", "people met")
    return [_people(asked, degree(met), *words), _others(asked, met), between]


def _people(asked: Asked, values: pd.Series, name: str, words: str, title: str) -> dict[str, Any]:
    return _row(
        asked, name, title, values, lambda n: words.format(count(int(n), "person", "people"))
    )


def _others(asked: Asked, net: Network) -> dict[str, Any]:
    """Count the other organizations to which everybody is tied."""
    values = pd.Series(np.nan, index=net.people.index)
    if asked.group in net.people.columns:
        code, names = pd.factorize(net.group(asked.group))
        known = code >= 0
        if len(names) > 1:
            home = np.zeros((net.n, len(names)))
            home[known, code[known]] = 1.0
            met = (net.structure() @ home > 0) & (home == 0)
            values = values.mask(known, met.sum(axis=1).astype(float))
        reason = _why(net, asked.group, known)
    else:
        reason = "NO_GROUP"
    return _row(
        asked,
        "others",
        "other organizations",
        values,
        lambda n: f"tied to people of {count(int(n), 'other organization')}",
        f"other organizations: not known, because {codes.REASONS[reason]}",
    )


def _why(net: Network, group: str, known: np.ndarray) -> str:
    """Say why a number of other organizations is missing."""
    if not known.any():
        return "NO_GROUP" if net.n else "EMPTY"
    return "NO_GROUP_KNOWN" if len(net.group(group).dropna().unique()) > 1 else "ONE_GROUP"


def _between(asked: Asked, net: Network) -> dict[str, Any]:
    """Say how much everybody lies between people of different organizations."""
    values, reason = pd.Series(np.nan, index=net.people.index), "NO_GROUP"
    if asked.group in net.people.columns:
        table = measure(net, partial(cross_organization_betweenness, group=asked.group))
        values = table["cross_organization_betweenness"]
        why = table.get("why_cross_organization_betweenness")
        reason = str(why.iloc[0]) if why is not None and len(why) else "EMPTY"
    return _row(
        asked,
        "between",
        "between organizations",
        values,
        lambda share: (
            f"between organizations: on {_percent(share)} of the shortest ways between people of "
            "different organizations"
        ),
        f"between organizations: not defined, because {codes.REASONS[reason]}",
    )


def _percent(share: float) -> str:
    return "less than 0.1%" if 0 < share < 0.0005 else f"{100 * share:.1f}%"


def _row(
    asked: Asked,
    name: str,
    title: str,
    values: pd.Series,
    words: Callable[[float], str],
    missing: str = "",
) -> dict[str, Any]:
    """Give one number over everybody, None with its words where there is none."""
    value: list[float | None] = [None] * asked.n
    text: list[str | None] = [None] * asked.n
    for place, one in zip(asked.everybody.get_indexer(values.index), values, strict=True):
        if np.isnan(one):
            text[place] = missing
        else:
            value[place] = float(one)
            text[place] = words(one)
    return {"id": name, "title": title, "value": value, "text": text}
