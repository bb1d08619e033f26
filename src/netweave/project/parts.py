"""A project as its file describes it: sections with their files and settings."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from netweave import audience


@dataclass(frozen=True)
class Part:
    """One section of a project file: which file to read, and with which settings."""

    where: str
    file: Path | None
    settings: dict[str, Any]


@dataclass(frozen=True)
class Project:
    """A project file, read and checked.

    Parameters
    ----------
    path : Path
        The project file.
    title : str
        The heading of the report.
    people : Part
        The roster; without a file, the people are whoever another source names.
    waves : dict
        Label → (start, end), half-open, or None for a wave without dates; in order.
    attendance, authorship, survey, items : tuple of Part
        The records, in the order of the file.
    aliases : tuple of Path
        Other spellings, and crosswalks.
    ties : dict
        How records become ties: weights, reconcile, max_size.
    headline : str or None
        The kind of tie whose change is the headline.
    group : str
        What ties are said to cross.
    seed : int
        Seed of anything random.
    audience : str
        "network", "analyst" or "public".
    """

    path: Path
    title: str
    people: Part
    waves: dict[str, tuple[dt.date, dt.date] | None] = field(default_factory=dict)
    attendance: tuple[Part, ...] = ()
    authorship: tuple[Part, ...] = ()
    survey: tuple[Part, ...] = ()
    items: tuple[Part, ...] = ()
    aliases: tuple[Path, ...] = ()
    ties: dict[str, Any] = field(default_factory=dict)
    headline: str | None = None
    group: str = "organization"
    seed: int = 1
    audience: str = audience.DEFAULT
