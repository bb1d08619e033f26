"""Warnings of the report: those on events and works, and the words that each audience may read."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from netweave._projection import little_about_pairs
from netweave.codes import Notice

if TYPE_CHECKING:
    from netweave.affiliations import Affiliations
    from netweave.audience import Audience

LONG_LIST = 20


def told(notice: Notice, audience: Audience, *, few_declined: bool = False) -> Notice:
    """Give a notice in words that tell an audience nothing about single people."""
    if audience.shows_people:
        return notice
    coarse = {
        "W04": "In at least one wave, members of some organizations answered far more often.",
        "W11": "Some people changed organization between the waves.",
    }
    if few_declined:  # rates over all eligible would tell how many
        coarse |= {
            "W01": "In at least one wave, fewer than 80 in 100 people answered.",
            "W02": "In at least one wave, between 60 and 80 in 100 pairs were observed.",
            "W03": "In at least one wave, fewer than 60 in 100 pairs were observed.",
        }
    return replace(notice, found=coarse[notice.code]) if notice.code in coarse else notice


def event_notices(affiliations: Affiliations | None) -> tuple[Notice, ...]:
    """Say where attendance carries little about pairs (W05), or a work has many authors (W06)."""
    if affiliations is None:
        return ()
    events = affiliations.events
    found: list[Notice] = []
    sessions = events.index[events["kind"] == "attendance"]
    if len(sessions):
        little = little_about_pairs(affiliations.matrix[:, events.index.get_indexer(sessions)])
        found += [Notice("W05", little)] if little else []
    long = events[(events["kind"] == "authorship") & (events["size"] > LONG_LIST)]
    if len(long):
        found.append(
            Notice(
                "W06", f"{len(long)} works; the longest list has {long['size'].max():.0f} authors."
            )
        )
    return tuple(found)
