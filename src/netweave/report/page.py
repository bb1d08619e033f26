"""What a page is made of: cards, sections and their parts; no number is computed here."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import ClassVar, TypeAlias

from markupsafe import Markup

from netweave.codes import Notice
from netweave.report.tables import Table


@dataclass(frozen=True)
class Text:
    """A paragraph."""

    text: str
    shape: ClassVar[str] = "text"


@dataclass(frozen=True)
class Heading:
    """A heading inside a section; one that is linked to has an id."""

    text: str
    id: str = ""
    shape: ClassVar[str] = "heading"


@dataclass(frozen=True)
class Items:
    """A list of sentences."""

    items: Sequence[str]
    shape: ClassVar[str] = "items"


@dataclass(frozen=True)
class Gap:
    """What cannot be said, and why."""

    text: str
    shape: ClassVar[str] = "gap"


@dataclass(frozen=True)
class Box:
    """A framed list with a heading of its own."""

    title: str
    items: Sequence[str]
    shape: ClassVar[str] = "box"


@dataclass(frozen=True)
class Terms:
    """A list of words and their meanings."""

    terms: Sequence[tuple[str, str]]
    shape: ClassVar[str] = "terms"


@dataclass(frozen=True)
class Shown:
    """A table on the page."""

    table: Table
    shape: ClassVar[str] = "table"


@dataclass(frozen=True)
class Notices:
    """Warnings with what they mean and what to do."""

    notices: Sequence[Notice]
    shape: ClassVar[str] = "notices"


@dataclass(frozen=True)
class Picture:
    """A map as an ``<svg>`` element, with the words for those who cannot see it."""

    name: str
    svg: Markup
    alt: str
    caption: str
    png: bytes = b""
    shape: ClassVar[str] = "picture"


Part: TypeAlias = "Text | Heading | Items | Gap | Box | Terms | Shown | Notices | Picture"


@dataclass(frozen=True)
class Section:
    """A chapter of the page."""

    id: str
    title: str
    parts: Sequence[Part]

    @property
    def tables(self) -> list[Table]:
        """The tables in it, for the files."""
        return [part.table for part in self.parts if isinstance(part, Shown)]

    @property
    def pictures(self) -> list[Picture]:
        """The pictures in it, for the files."""
        return [part for part in self.parts if isinstance(part, Picture)]


@dataclass(frozen=True)
class Card:
    """One of the five things of page one.

    Parameters
    ----------
    id : str
        Its id on the page.
    title : str
        What it is about.
    value : str
        The number, or "not defined".
    unit : str
        What the number counts.
    detail : str
        A sentence or two.
    graphic : Markup
        A small picture; its content is in the text too.
    section : str
        The id of the section that says more.
    """

    id: str
    title: str
    value: str
    unit: str
    detail: str
    graphic: Markup = field(default_factory=Markup)
    section: str = ""


@dataclass(frozen=True)
class Point:
    """One of the findings of page one: a sentence, and how sure one can be of it.

    Parameters
    ----------
    id : str
        Its id on the page.
    title : str
        What it is about.
    text : str
        What was found.
    sure : str
        What it rests on, its uncertainty, and what speaks against it.
    section : str
        The id of the section that says more.
    """

    id: str
    title: str
    text: str
    sure: str
    section: str


@dataclass(frozen=True)
class Page:
    """A whole report, ready to be written."""

    title: str
    subtitle: str
    audience: str
    statement: str
    points: Sequence[Point]
    limits: Sequence[str]
    cards: Sequence[Card]
    warnings: Sequence[Notice]
    more_warnings: int
    picture: Picture | None
    missing_picture: str
    sections: Sequence[Section]
    version: str

    @property
    def tables(self) -> list[Table]:
        """Every table, in order."""
        return [table for section in self.sections for table in section.tables]

    @property
    def pictures(self) -> list[Picture]:
        """Every picture, in order, each name once."""
        first = [self.picture] if self.picture is not None else []
        every = first + [one for section in self.sections for one in section.pictures]
        return list({one.name: one for one in every}.values())
