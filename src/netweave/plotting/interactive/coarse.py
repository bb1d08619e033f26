"""Which organizations or clusters stand for people, and under which names."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pandas as pd

from netweave.analytics.clusters.found import communities
from netweave.audience import fewest_respondents
from netweave.coverage import response
from netweave.plotting.interactive.groups import Groups
from netweave.plotting.interactive.joiners import beside_others
from netweave.plotting.interactive.shown import InteractiveMap
from netweave.plotting.interactive.words import headed
from netweave.plotting.states import compared_kinds

if TYPE_CHECKING:
    from netweave.network import Network
    from netweave.plotting.interactive.given import Asked


def map_of_groups(asked: Asked) -> InteractiveMap:
    """Collect the organizations, their places, and the ties between their people."""
    table = _grouped(asked)
    data = {
        **headed(table.asked, table.level),
        "nodes": table.nodes,
        "groups": {"title": "", "rows": [], "scale": []},
        "sizes": table.size,
        "kinds": [table.kind],
        "views": table.views,
        "notes": [*table.notes, *table.said],
    }
    return InteractiveMap(data, pd.Index(table.names, name=asked.group), asked.height)


def _grouped(asked: Asked) -> Groups:
    """Choose what stands for people: organizations, or clusters where there is only one."""
    first, last = asked.networks[0], asked.networks[-1]
    kinds = compared_kinds(first, last, asked.kind)
    if asked.audience.shows_people:
        known = asked.people.get(asked.group, pd.Series(dtype=object)).nunique()
        return _of_everybody(asked, kinds, clusters=known < 2)
    return _of_members(asked, kinds)


def _of_everybody(asked: Asked, kinds: list[str], *, clusters: bool) -> Groups:
    """Group the people of a network that is too large to draw them."""
    waves = {label: _only(net, kinds) for label, net in asked.waves.items()}
    what, level = "organizations", "organizations"
    if clusters:
        last = list(waves.values())[-1]
        found = "Cluster " + communities(last, seed=asked.seed).labels.astype("str")
        waves = {
            label: net.with_people(cluster=found.reindex(net.people.index))
            for label, net in waves.items()
        }
        asked = replace(asked, group="cluster")
        what, level = "clusters of people who are tied to each other", "clusters"
    said = f"{asked.n:,} people are too many to look at one by one: {what} are drawn."
    return Groups(replace(asked, waves=waves), level, (said,))


def _of_members(asked: Asked, kinds: list[str]) -> Groups:
    """Group the members under the names that the audience may see."""
    convening = any(net.convener.any() for net in asked.networks)
    waves = {label: net.without("convener") for label, net in asked.recorded.items()}
    beside = beside_others(asked, waves, kinds)
    fewest = [
        fewest_respondents({w: response(n, kind, group=asked.group)["answered"]
                            for w, n in waves.items()})
        for kind in kinds
    ]  # fmt: skip
    least = {name: min(one.get(name, 0) for one in fewest) for name in set().union(*fewest)}
    shown = asked.audience.merged(dict(sorted(least.items())))
    merged = [name for name, label in shown.items() if name != label]
    waves = {
        label: _renamed(_only(waves[label], kinds), asked.group, shown) for label in asked.waves
    }
    notes = []
    if merged:
        notes.append("Organizations of few people are drawn as one.")
    if convening:
        notes.append("Conveners and their ties are left out.")
    return Groups(replace(asked, waves=waves, beside=beside), "organizations", tuple(notes))


def _only(net: Network, kinds: list[str]) -> Network:
    """Keep the kinds that are compared."""
    return net.where(kind=[kind for kind in kinds if kind in net.kinds.index])


def _renamed(net: Network, group: str, shown: dict[str, str]) -> Network:
    names = net.group(group).map(shown)
    return net.with_people(**{group: names.astype("str").where(names.notna())})
