"""What a map says about itself as a whole."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from netweave.plotting.style import plain

if TYPE_CHECKING:
    from netweave.plotting.interactive.given import Asked

NOUNS = {
    "people": ("person", "people"),
    "organizations": ("organization", "organizations"),
    "clusters": ("cluster", "clusters"),
}


def headed(asked: Asked, level: str) -> dict[str, Any]:
    """Give the title of a map, what its dots are, and who may see it."""
    one, many = NOUNS[level]
    return {
        "title": plain(asked.title) if asked.title else f"Map of {many}",
        "level": level,
        "noun": [one, many],
        "audience": asked.audience.name,
        "private": "Names of people: for analysts only, never publish it."
        if level == "people"
        else "",
    }


def waves_in_words(asked: Asked) -> dict[str, str]:
    """Name each wave; a single one without a label is what there is."""
    return {label: plain(label) or "all ties" for label in asked.waves}
