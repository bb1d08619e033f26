"""Shares and pairs of organizations in plain words."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

import numpy as np

from netweave.analytics import _groups as groups
from netweave.analytics.nulls.spoken import share
from netweave.codes import REASONS

if TYPE_CHECKING:
    from netweave.analytics.hubs.chance import Place
    from netweave.network import Network

Rows = Mapping[Any, Mapping[Any, Any]]

RARE = 0.05  # beyond chance on either side: twice the p-value of the smaller tail is at most this


def in_hundred(share: float) -> str:
    """Say a share in hundredths; neither none nor all unless it is.

    >>> in_hundred(1 / 3), in_hundred(0.999), in_hundred(0.001), in_hundred(1.0)
    ('33 in 100', 'more than 99 in 100', 'fewer than 1 in 100', '100 in 100')
    """
    whole = round(100 * share)
    if whole == 100 and share < 1:
        return "more than 99 in 100"
    if whole == 0 and share > 0:
        return "fewer than 1 in 100"
    return f"{whole} in 100"


def linked_pairs(net: Network, group: str = "organization") -> tuple[int, int]:
    """Count the pairs of groups with a tie between their people, and all pairs of groups."""
    ties = groups.labelled(net, group)
    one, other = ties.labels[ties.one], ties.labels[ties.other]
    ends = np.sort(np.column_stack([one, other])[one != other], axis=1)
    count = int((groups.sizes(net, group) > 0).sum())
    return len(np.unique(ends, axis=0)), count * (count - 1) // 2


def linked_words(linked: int, pairs: int, group: str = "organization") -> str:
    """Say how many pairs of groups are linked directly; "" if there is no pair.

    >>> linked_words(2, 6), linked_words(1, 1), linked_words(0, 0)
    ('2 of 6 organization pairs are linked directly',
     '1 of 1 organization pair is linked directly', '')
    """
    if not pairs:
        return ""
    noun, verb = ("pair", "is") if pairs == 1 else ("pairs", "are")
    return f"{linked:,} of {pairs:,} {group} {noun} {verb} linked directly"


def reach_words(rows: Rows, who: str, linked: str) -> str:
    """Say how many member pairs can reach each other without the conveners, and how many with."""
    joined = rows["member_pairs_joined"]
    after = f"; {linked}" if linked else ""
    if who:
        part, pairs = float(joined["without_convener"]), int(joined["n_without"])
        lead = f"Without {who}"
    else:
        part, pairs = 1 - float(rows["max_pair_loss"]["estimate"]), 0
        lead = "Nobody is marked as convener; without the one person on whom most hangs"
    if np.isnan(part):
        why = joined["reason_without" if who else "reason"]
        why = why if isinstance(why, str) else rows["max_pair_loss"]["reason"]
        return f"Who could reach whom without a hub cannot be said: {REASONS[str(why)]}{after}."
    if not who:
        return f"{lead}, {in_hundred(part)} of the pairs joined before still are{after}."
    count = f"{round(part * pairs):,} of {pairs:,}"
    before = f"with {who} {in_hundred(float(joined['estimate']))}"
    reach = f"{in_hundred(part)} member pairs can still reach each other, {count} ({before})"
    return f"{lead}, {reach}{after}."


def against_words(sides: list[tuple[str, float, Place]]) -> str:
    """Say whether ties are more centralized than in random networks of the same size.

    Each side is a lead, such as "with the convener", the centralization and its place; "" if no
    place is known.
    """
    known = [side for side in sides if not np.isnan(side[2].percentile)]
    random = ["random networks with as many people and ties", "random networks of its own size"]
    said = [_against(*side, among) for side, among in zip(known, random, strict=False)]
    whole = "; ".join(said)
    return f"{whole[0].upper()}{whole[1:]}." if whole else ""


def _against(lead: str, value: float, place: Place, random: str) -> str:
    """Say on which side of chance one centralization lies."""
    verdict, tail, words = "about as centralized as", place.at_least, "as much or more"
    if 2 * place.at_least <= RARE:
        verdict = "more centralized than"
    elif 2 * place.at_most <= RARE:
        verdict, tail, words = "less centralized than", place.at_most, "as little or less"
    often = share(tail * (place.draws + 1) - 1, place.draws)
    return (
        f"{lead}{' ' if lead else ''}ties are {verdict} chance would have it (degree "
        f"centralization {value:.2f}; {often} of 100 {random} have {words})"
    )
