"""All sources side by side: people matched, every mention settled, nothing counted twice."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from os import PathLike
from typing import Any, TypeAlias

import numpy as np
import pandas as pd

from netweave import errors
from netweave.affiliations import Affiliations
from netweave.ingest import events, reports, roster, windows
from netweave.ingest.attendance import AttendanceSource
from netweave.ingest.authorship import AuthorshipSource
from netweave.ingest.ledger import Ledger, Mentions, assembled, set_aside
from netweave.ingest.matching import Aliases, Directory, read_aliases
from netweave.ingest.people import PeopleSource
from netweave.ingest.survey import SurveySource

AnySource: TypeAlias = AttendanceSource | AuthorshipSource | SurveySource
AliasTable: TypeAlias = "str | PathLike[str] | pd.DataFrame | Aliases | None"


@dataclass
class Loom:
    """The roster and all sources, with people matched.

    Parameters
    ----------
    source : PeopleSource
        The roster.
    directory : Directory
        Who is meant by which text.
    waves : DataFrame
        The waves in order with their windows.
    presence : Presence
        Who belonged to which wave.
    sources : list
        Every source once, in the order given.
    surveys, logs : list
        The same with their people matched.
    events : DataFrame
        Every session and work.
    records : DataFrame
        Who took part in what, people of the roster only.
    outside : dict of str to int
        Per file, how many used mentions lie outside every wave.
    departed : dict of str to int
        Per file, how many used mentions are of people not in the network of the event's wave.
    """

    source: PeopleSource
    directory: Directory
    waves: pd.DataFrame
    presence: roster.Presence
    sources: list[AnySource]
    surveys: list[reports.Heard]
    logs: list[events.Placed]
    events: pd.DataFrame = field(default_factory=pd.DataFrame)
    records: pd.DataFrame = field(default_factory=pd.DataFrame)
    outside: dict[str, int] = field(default_factory=dict)
    departed: dict[str, int] = field(default_factory=dict)

    def place_events(self) -> None:
        """Settle the logs: who declined, was not eligible or stands there twice; then count."""
        table, places = events.events_table([one.source for one in self.logs], self.waves)
        everybody = events.mentions_table(self.logs, places)
        events.refuse_absent(self.logs, everybody, table, self.presence)
        left = events.merge_twins(self.logs, everybody)
        self.events, circle = events.sized(table, left)
        ids = self.source.frame.index
        offsets = self.offsets_of(self.logs)
        self.records = events.records_table(left, circle, table.index, ids, offsets)
        used = left[left["open"]]
        place = table["place"].to_numpy()[used["event"].to_numpy()]
        there = self.presence.there[place, used["person"].to_numpy()]
        self.outside = self._counts(used[place < 0])
        self.departed = self._counts(used[(place >= 0) & ~there])

    def _counts(self, mentions: pd.DataFrame) -> dict[str, int]:
        """Count mentions by file."""
        counts = mentions["source"].value_counts().sort_index()
        return {self.logs[int(str(at))].source.file: int(n) for at, n in counts.items()}

    def settled(self) -> list[Mentions]:
        """Give the mentions of every file with their fates: people, aliases, then the sources."""
        matched: list[Any] = [*self.surveys, *self.logs]
        fates = {id(one.source): one.fates for one in matched}
        return [
            self.source.mentions,
            *self.directory.alias_mentions(),
            *(one.mentions.settled(fates[id(one)]) for one in self.sources),
        ]

    def offsets_of(self, chosen: Iterable[Any]) -> list[int]:
        """Give the record id of the first mention of each of some sources."""
        sizes = [len(found.line) for found in self.settled()]
        starts = np.cumsum([0, *sizes])[len(sizes) - len(self.sources) : -1]
        first = {id(one): int(start) for one, start in zip(self.sources, starts, strict=True)}
        return [first[id(one.source)] for one in chosen]

    def people(self, answered: pd.DataFrame | None = None) -> pd.DataFrame:
        """Give everybody who may appear."""
        return roster.people_table(self.source, self.presence, answered, self.waves)

    def roster(self, answered: pd.DataFrame) -> pd.DataFrame | None:
        """Give who was there when; None for one wave or none."""
        return roster.roster_table(self.source, self.presence, answered, self.waves)

    def affiliations(self) -> Affiliations:
        """Give the two-mode network of all sessions and works."""
        if not self.logs:
            nothing = pd.DataFrame({"person": [], "event": []}, dtype="str")
            empty = pd.DataFrame(index=pd.Index([], dtype="str"))
            return Affiliations(self.people(), empty, nothing, self.waves)
        table = self.events.drop(columns=["place", "file", "until"])
        seen = np.asarray(self.source.frame.index.isin(self.records["person"]))
        people = roster.people_table(self.source, self.presence, None, self.waves, seen)
        return Affiliations(people, table, self.records, self.waves)

    def among_those_there(self, ties: pd.DataFrame) -> pd.DataFrame:
        """Keep the ties that join people who are in the network of the tie's wave."""
        if not len(ties):
            return ties
        there = self.presence.there
        if len(self.waves) > 1:  # what lies outside every wave joins whoever may appear
            there = np.vstack([there, ~self.presence.gone])
        label = ties["wave"] if "wave" in ties else np.full(len(ties), None)
        wave = self.waves.index.get_indexer(pd.Index(label))
        keep = np.ones(len(ties), dtype=bool)
        for role in ("learner", "learned_from"):
            place = self.source.frame.index.get_indexer(ties[role].cat.categories)
            keep &= there[wave, place[ties[role].cat.codes.to_numpy()]]
        return ties[keep].reset_index(drop=True)

    def _aside(self) -> list[Mentions]:
        """Give the rows that were not asked for."""
        return [
            set_aside(one.file, one.aside.lines, one.aside.reason, one.mentions.rows)
            for one in [self.source, *self.sources]
            if one.aside is not None
        ]

    def ledger(
        self, told: pd.DataFrame, unusable: pd.DataFrame, affiliations: Affiliations | None
    ) -> Ledger:
        """Give the account of every row."""
        return Ledger(
            records=assembled([*self.settled(), *self._aside()]),
            reports=told.drop(columns="direction"),
            outside=self.outside,
            unused_aliases=self.directory.unused_aliases(),
            reading={one.file: one.note for one in [self.source, *self.sources] if one.note},
            departed=self.departed,
            unusable_answers=unusable,
            affiliations=affiliations,
        )


def strung(
    people: PeopleSource,
    sources: Sequence[AnySource],
    aliases: AliasTable,
    waves: windows.Waves,
) -> Loom:
    """Match everybody in every source, and settle every mention but the twins among answers."""
    _check_sorts(people, sources)
    once = list({id(source): source for source in sources}.values())
    tables = list(people.aliases) + ([] if aliases is None else [_alias_table(aliases)])
    once, tables = _named_apart(people.file, once, tables)
    labels = [one.wave for one in once if isinstance(one, SurveySource)]
    table = windows.waves_table(waves, [*labels, *people.roster["wave"].dropna().unique()])
    directory = _directory(people, tables)
    surveys = [reports.heard(one, directory) for one in once if isinstance(one, SurveySource)]
    logs = [events.placed(one, directory) for one in once if not isinstance(one, SurveySource)]
    found = roster.presence(people, table, _asked(surveys))
    found = reports.told_states(surveys, table, found)
    for survey in surveys:
        reports.settle(survey, list(table.index).index(survey.source.wave), found)
    loom = Loom(people, directory, table, found, once, surveys, logs)
    if logs:
        loom.place_events()
    return loom


def _check_sorts(people: object, sources: Sequence[object]) -> None:
    """Refuse what is not what a reader gave."""
    if not isinstance(people, PeopleSource):
        raise errors.not_a_source(
            "people", type(people).__name__, "nw.read_people or nw.people_from"
        )
    for source in sources:
        if not isinstance(source, AttendanceSource | AuthorshipSource | SurveySource):
            readers = "nw.read_attendance, nw.read_authorship or nw.read_survey"
            raise errors.not_a_source("sources", type(source).__name__, readers)


def _alias_table(aliases: str | PathLike[str] | pd.DataFrame | Aliases) -> Aliases:
    return aliases if isinstance(aliases, Aliases) else read_aliases(aliases)


def _named_apart(
    first: str, sources: list[AnySource], tables: list[Aliases]
) -> tuple[list[AnySource], list[Aliases]]:
    """Give sources of the same name a number, so that the ledger tells their rows apart."""
    taken = {first}
    named: list[Any] = []
    for one in [*tables, *sources]:
        file, further = one.file, 2
        while file in taken:
            file, further = f"{one.file} ({further})", further + 1
        taken.add(file)
        if file == one.file:
            named.append(one)
        elif isinstance(one, Aliases):
            named.append(replace(one, file=file))
        else:
            named.append(replace(one, file=file, mentions=replace(one.mentions, file=file)))
    return named[len(tables) :], named[: len(tables)]


def _directory(people: PeopleSource, tables: list[Aliases]) -> Directory:
    """Know people by id, by their names if the roster has them, else by ids that are names."""
    ids = people.frame.index
    named = people.frame["name"] if "name" in people.frame.columns else ids.to_series()
    return Directory(ids, named.reset_index(drop=True), tables)


def _asked(surveys: list[reports.Heard]) -> dict[str, tuple[pd.Timestamp, pd.Timestamp]]:
    """Give the first and last date of the answers of each wave that has dates."""
    times: dict[str, list[pd.Series]] = {}
    for survey in surveys:
        times.setdefault(survey.source.wave, []).append(survey.source.answers["time"].dropna())
    joined = {wave: pd.concat(parts) for wave, parts in times.items()}
    return {wave: (dates.min(), dates.max()) for wave, dates in joined.items() if len(dates)}
