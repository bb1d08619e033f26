"""What may be one thing twice: sessions in two logs, works without a DOI that are alike."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from netweave.errors import listed
from netweave.ingest.sessions.attendance import AttendanceSource
from netweave.ingest.tables import cells

if TYPE_CHECKING:
    from netweave.ingest.weaving.events import Crowd, EventSource

_WORD = re.compile(r"\w+")
_MARKUP = re.compile(r"\\[a-zA-Z]+\s*|[{}\\$]")


def notes(
    sources: list[EventSource], places: list[np.ndarray], found: Crowd
) -> dict[str, list[str]]:
    """Say per file which sessions were read as one with another's, and which works may be twice."""
    told: dict[str, list[str]] = {}
    for file, said in [*_sessions(sources, places, found), *_works(sources, places, found)]:
        told.setdefault(file, []).append(said)
    return told


def _sessions(
    sources: list[EventSource], places: list[np.ndarray], found: Crowd
) -> Iterator[tuple[str, str]]:
    """Say which sessions of two logs were read as one.

    Where the logs spell and date them alike, that goes without saying.
    """
    tables = [
        pd.DataFrame({
            "place": at,
            "file": source.file,
            "label": np.asarray(source.events.index),
            "dated": source.events["start"].notna().to_numpy(),
        })
        for source, at in zip(sources, places, strict=True)
        if isinstance(source, AttendanceSource)
    ]
    table = pd.concat([pd.DataFrame(columns=["place", "file", "label", "dated"]), *tables])
    table = table[table.duplicated("place", keep=False)]
    met = _in_two_logs(found, table["place"].to_numpy(dtype=np.int64))
    same: dict[tuple[str, str, str], list[str]] = {}
    for place, rows in table.groupby("place", sort=False):
        files = list(dict.fromkeys(rows["file"]))
        label, *others = list(dict.fromkeys(rows["label"]))
        why = [] if rows["dated"].all() else ["not dated in all of them"]
        why += [f"spelled {listed(others)} too"] if others else []
        if why:
            why += [] if place in met else ["nobody is in two of them"]
            key = (files[-1], " and ".join(files), ", ".join(why))
            same.setdefault(key, []).append(label)
    for (file, between, reason), labels in same.items():
        if len(labels) == 1:
            yield file, f"session {listed(labels)} is in {between}: read as one ({reason})"
        else:
            said = f"{len(labels)} sessions are in {between}: each read as one ({reason})"
            yield file, f"{said}: {listed(labels)}"


def _in_two_logs(found: Crowd, places: np.ndarray) -> set[int]:
    """Give those of some events in which two logs name the same person."""
    mine = np.isin(found.event, places)
    seen = pd.DataFrame({"event": found.event[mine], "who": found.who[mine]})
    seen = seen.assign(log=found.log[mine]).drop_duplicates()
    return set(seen["event"][seen.duplicated(["event", "who"])].tolist())


def _works(
    sources: list[EventSource], places: list[np.ndarray], found: Crowd
) -> Iterator[tuple[str, str]]:
    """Say which works have the title and the authors of another, and no DOI tells them apart."""
    tables = [
        pd.DataFrame({
            "place": at,
            "label": np.asarray(source.events.index),
            "file": source.file,
            "doi": source.events["doi"].fillna("").to_numpy(),
            "form": [*map(_form, source.titles)],
        })
        for source, at in zip(sources, places, strict=True)
        if not isinstance(source, AttendanceSource)
    ]
    table = pd.concat([pd.DataFrame(columns=["place", "label", "file", "doi", "form"]), *tables])
    table = table[table.duplicated("form", keep=False)]
    wrote = pd.DataFrame({"event": found.event, "who": found.who})
    wrote = wrote[np.isin(found.event, table["place"].to_numpy(dtype=np.int64))]
    teams = wrote.groupby("event")["who"].agg(frozenset).to_dict()
    first: dict[tuple[str, frozenset[int]], tuple[str, str, str]] = {}
    twice: dict[str, list[str]] = {}
    for place, *here, form in table.itertuples(index=False, name=None):
        team = teams.get(place, frozenset())
        label, file, doi = here
        known = first.setdefault((form, team), (label, file, doi))
        if team and known[:2] != (label, file) and not (doi and known[2]):
            twice.setdefault(file, []).append(f"{label} ({known[0]} in {known[1]})")
    for file, labels in twice.items():
        one = "work without a DOI has" if len(labels) == 1 else "works without a DOI have"
        said = f"{len(labels)} {one} the title and authors of another and may count twice"
        yield file, f"{said}: {listed(labels)}"


def _form(title: str) -> str:
    """Spell a title so that case, spaces, punctuation and markup make no difference."""
    return " ".join(_WORD.findall(cells.folded(_MARKUP.sub("", title)))) or title
