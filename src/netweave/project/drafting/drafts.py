"""A section of a project file as it is drafted: what is sure, a guess, or left out."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import Any

from netweave.ingest.tables.reading import Table


@dataclass(frozen=True)
class Leaf:
    """One table of a folder: a file, or a sheet of a workbook.

    Parameters
    ----------
    file : str
        The path of the file below the folder, with forward slashes.
    sheet : str
        The sheet, where the workbook has several; else "".
    table : Table or None
        What was read; None for a bibliography, a calendar or a report of a meeting.
    meeting : str
        Which tool's report of a meeting it is; "" for anything else.
    """

    file: str
    sheet: str = ""
    table: Table | None = None
    meeting: str = ""

    @property
    def called(self) -> str:
        """What messages call it."""
        return f"{self.file}, sheet {self.sheet!r}" if self.sheet else self.file

    @property
    def read(self) -> Table:
        """The table, where there must be one."""
        if self.table is None:
            raise TypeError(f"{self.called} holds no table")
        return self.table

    @property
    def columns(self) -> list[str]:
        """The columns of the table."""
        return [str(name) for name in self.read.frame.columns]


@dataclass(frozen=True)
class Draft:
    """One section, drafted.

    Parameters
    ----------
    sort : str
        The section: people, attendance, authorship, survey, aliases.
    leaf : Leaf
        What it was drafted from.
    told : str
        What the file is taken for, in a few words.
    settings : dict
        Key → value, in the order in which they are written.
    guesses : dict of str to str
        Key → on what the guess rests.
    later : dict
        Key → value of lines that are written behind a #, for the reader to decide about.
    optional : tuple of str
        Keys that may be given up where the file cannot be read with them, the first one first.
    fault : str
        Why the whole section stands behind a #; "" where it is in use.
    """

    sort: str
    leaf: Leaf
    told: str
    settings: dict[str, Any] = field(default_factory=dict)
    guesses: dict[str, str] = field(default_factory=dict)
    later: dict[str, Any] = field(default_factory=dict)
    optional: tuple[str, ...] = ()
    fault: str = ""

    @property
    def named(self) -> set[str]:
        """The columns that the section names."""
        named: set[str] = set()
        for value in [*self.settings.values(), *self.later.values()]:
            named.update([value] if isinstance(value, str) else value if isinstance(value, list)
                         else [])  # fmt: skip
        named.update(self.settings.get("rows", {}))
        return named

    @property
    def unused(self) -> list[str]:
        """The columns that the section does not name; those that a survey tool adds aside."""
        if self.leaf.table is None:
            return []
        aside = {*self.named, *self.leaf.read.left_out}
        return [name for name in self.leaf.columns if name not in aside]

    def without(self, key: str, why: str) -> Draft:
        """Put one line behind a #, with the reason."""
        kept = {name: value for name, value in self.settings.items() if name != key}
        said = {**self.guesses, key: why}
        return replace(self, settings=kept, guesses=said,
                       later={**self.later, key: self.settings[key]})  # fmt: skip
