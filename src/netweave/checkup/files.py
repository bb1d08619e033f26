"""What became of the rows of every file, and which columns nobody asked for."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

import numpy as np
import pandas as pd

from netweave import errors
from netweave._checks import as_list
from netweave.checkup.rows import NOTE, OK, STOPS, Finding, examples
from netweave.ingest.answers.forms import question_of
from netweave.ingest.fates import FATES
from netweave.ingest.safe import plain
from netweave.ingest.tables.reading import Table, read_table
from netweave.report.wording import plural

if TYPE_CHECKING:
    from netweave.checkup.reading import Gathered
    from netweave.project.parts import Part

SECTION = "files"
MOST_REASONS = 3
ASIDE = "row"
LIST = (
    "The lines stand in tables/refused_records.csv of netweave report --audience analyst, and in "
    "net.report.refused."
)
_HOW = ("sheet", "encoding", "header", "delimiter")
_PEOPLE = ("person", "name", "email", "authors")
_SORTS = ("people", "attendance", "authorship", "survey", "items")


def findings(found: Gathered) -> list[Finding]:
    """Give the findings on files: what failed first, then every file that was read."""
    failed = [
        Finding(SECTION, one.where, "cannot be read", one.text, 1, found.sections, STOPS, one.code)
        for one in found.failures
    ]
    return [*failed, *_rows(found.ledger), *_columns(found)]


def _rows(ledger: Any) -> list[Finding]:  # noqa: ANN401
    """Say per file how many rows were used, merged and refused, and why."""
    if ledger is None:
        return []
    counted = tallies(ledger)
    told = []
    for file, counts in ledger.files.iterrows():
        mine = counted[(counted["file"] == str(file)) & (counted["fate"] == "refused")]
        aside = int(mine.loc[mine["mention"] == ASIDE, "count"].sum())
        lost = int(counts["refused"] + counts["used_in_part"]) - aside
        text = (
            f"{plural(int(counts['rows']), 'row')}: {counts['used']:,} used, "
            f"{counts['used_in_part']:,} used in part, {counts['merged']:,} merged, "
            f"{counts['refused']:,} refused."
        )
        text += f" Why: {_why(mine)}." if len(mine) else ""
        text += f" Read as: {ledger.reading[file]}." if file in ledger.reading else ""
        told.append(Finding(
            SECTION, str(file), "rows", text, lost, int(counts["rows"]) - aside,
            NOTE if lost else OK, mend=LIST if lost else "",
        ))  # fmt: skip
    return told


def tallies(ledger: Any) -> pd.DataFrame:  # noqa: ANN401
    """Count mentions by file, part played, fate and reason: columns of these names, and count."""
    rows = []
    for part in ledger.parts:
        fates, reasons = part.fates.fate.astype(np.int64), part.fates.reason.astype(np.int64)
        words, roles = part.fates.words, [str(role) for role in part.mention.categories]
        key = (part.mention.codes.astype(np.int64) * len(FATES) + fates) * len(words) + reasons
        for one, count in zip(*(many.tolist() for many in np.unique(key, return_counts=True)),
                              strict=True):  # fmt: skip
            rest, reason = divmod(one, len(words))
            role, fate = divmod(rest, len(FATES))
            rows.append((part.file, roles[role], FATES[fate], words[reason], count))
    columns = ["file", "mention", "fate", "reason"]
    table = pd.DataFrame(rows, columns=[*columns, "count"]).astype(dict.fromkeys(columns, "str"))
    counts = table.groupby(columns, sort=False)["count"].sum()
    return counts.reset_index()


def _why(refused: pd.DataFrame) -> str:
    """Give the most frequent reasons of refused mentions."""
    counts = refused.groupby("reason")["count"].sum().sort_values(ascending=False, kind="stable")
    said = [f"{plain(str(reason))} ({count:,})" for reason, count in counts.items()]
    more = len(said) - MOST_REASONS
    further = [f"and {plural(more, 'further reason')}"] if more > 0 else []
    return "; ".join([*said[:MOST_REASONS], *further])


def _columns(found: Gathered) -> list[Finding]:
    """Say per file which columns no section asks for, and which are never carried."""
    tables: dict[tuple[Any, ...], tuple[Table, set[str]]] = {}
    for sort, part in _parts(found):
        how = {key: part.settings[key] for key in _HOW if key in part.settings}
        key = (part.file, *how.items())
        if key not in tables:
            table = _table(part, how)
            if table is None:
                continue
            tables[key] = table, set()
        tables[key][1].update(asked_for(sort, part.settings, tables[key][0]))
    told = []
    for table, asked in tables.values():
        told += _ignored(table, asked)
    return told


def _parts(found: Gathered) -> list[tuple[str, Part]]:
    """Give the sections whose files are tables with columns that the project names."""
    if found.project is None:
        return []
    every = [("people", found.project.people)]
    every += [(sort, part) for sort in _SORTS[1:] for part in getattr(found.project, sort)]
    return [(sort, part) for sort, part in every if part.file and _names_columns(sort, part)]


def _names_columns(sort: str, part: Part) -> bool:
    """Say whether a section names its columns: reports of meetings and bibliographies do not."""
    if sort in {"attendance", "authorship"}:
        return bool(set(_PEOPLE) & set(part.settings)) and part.settings.get("sessions") != "others"
    return "from" not in part.settings


def _table(part: Part, how: Mapping[str, Any]) -> Table | None:
    """Read the table of a section; None where it cannot be read, which is said elsewhere."""
    try:
        return read_table(part.file, **how)  # type: ignore[arg-type]
    except errors.NetweaveError:
        return None


def asked_for(sort: str, settings: Mapping[str, Any], table: Table) -> set[str]:
    """Give the columns of a table that the settings of a section name."""
    named: set[str] = set()
    for value in settings.values():
        if isinstance(value, Mapping):
            named |= {str(word) for pair in value.items() for one in pair for word in _flat(one)}
        elif isinstance(value, str | list | tuple):
            named |= {str(word) for word in as_list(value)}
    if sort == "survey":
        named |= _question(settings, table)
    return named & set(map(str, table.frame.columns))


def _flat(value: object) -> list[object]:
    return list(value) if isinstance(value, list | tuple) else [value]


def _question(settings: Mapping[str, Any], table: Table) -> set[str]:
    """Give the columns of a survey's question, also where they are named by its number or text."""
    whom = settings.get("named", settings.get("learned_from"))
    scaled = "scale" in settings or "words" in settings
    try:
        put = question_of(table, whom, settings.get("level"), settings.get("form"), scaled=scaled)
    except (errors.NetweaveError, TypeError):
        return set()
    return {*put.columns, *put.levels}


def _ignored(table: Table, asked: set[str]) -> list[Finding]:
    every = [str(column) for column in table.frame.columns]
    private = [column for column in every if column in table.left_out]
    rest = [column for column in every if column not in asked and column not in private]
    told = []
    if rest:
        text = f"No section asks for {examples(rest)}; nothing in there is used."
        mend = "Name a column in the project file if it was meant to be read."
        told.append(Finding(SECTION, table.name, "columns ignored", text, len(rest), len(every),
                            NOTE, mend=mend))  # fmt: skip
    if private:
        text = f"About the person or the device, carried nowhere: {examples(private)}."
        told.append(Finding(SECTION, table.name, "columns left out", text, len(private),
                            len(every)))  # fmt: skip
    return told
