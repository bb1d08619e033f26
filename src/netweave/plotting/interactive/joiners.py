"""What a report prints of the ties of everybody but a few, who joined or left."""

from __future__ import annotations

from typing import TYPE_CHECKING

from netweave.audience import Beside
from netweave.dyads import MOST, dyads_of, panel_of

if TYPE_CHECKING:
    from netweave.network import Network
    from netweave.plotting.interactive.given import Asked


def beside_others(asked: Asked, members: dict[str, Network], kinds: list[str]) -> dict[str, Beside]:
    """Give what the first and the last wave need to hide so that no few people are told.

    A report prints the ties, among the pairs observed in both, of all who were in both. What the
    others have must not follow from it.
    """
    if len(members) < 2 or asked.audience.exact:
        return {}
    labels = list(members)
    ends = [labels[0], labels[-1]]
    first, last = (asked.recorded[label].where(kind=_held(asked, label, kinds)) for label in ends)
    stayed = members[ends[0]].people.index.intersection(members[ends[1]].people.index)
    if not len(stayed) or len(stayed) > MOST or asked.audience.hides(len(stayed)):
        return {}
    found: dict[str, Beside] = {}
    panel = panel_of(first, last)
    first, last = (net.without("convener") for net in (first, last))
    dyads = dyads_of(first, last, panel, kind=kinds[0], group=asked.group)
    for label, tied in zip(ends, (dyads.before, dyads.after), strict=True):
        few = members[label].n - len(panel.people)
        if asked.audience.hides(few):
            across, inside = (
                int((tied & dyads.observed & chosen).sum()) for chosen in (dyads.cross, dyads.same)
            )
            found[label] = Beside(across, inside, few)
    return found


def _held(asked: Asked, label: str, kinds: list[str]) -> list[str]:
    """Give the kinds that a wave knows."""
    return [kind for kind in kinds if kind in asked.recorded[label].kinds.index]
