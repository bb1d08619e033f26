"""All sources side by side: people matched, every mention settled, nothing counted twice."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property, partial
from os import PathLike
from typing import Any, TypeAlias

import numpy as np
import pandas as pd

from netweave import errors
from netweave.affiliations import Affiliations
from netweave.codes import Notice
from netweave.ingest.answers.items import ItemsSource
from netweave.ingest.answers.survey import SurveySource
from netweave.ingest.fates import Mentions, set_aside
from netweave.ingest.ledger import Ledger
from netweave.ingest.sessions.attendance import AttendanceSource
from netweave.ingest.weaving import asked, events, reports, roster, statements, twins, windows
from netweave.ingest.weaving.withheld import Withheld, withheld
from netweave.ingest.who import merges, settled
from netweave.ingest.who.aliases import Aliases, read_aliases
from netweave.ingest.who.decisions import Crosswalk
from netweave.ingest.who.matching import Directory
from netweave.ingest.who.people import PeopleSource
from netweave.ingest.works.authorship import AuthorshipSource, one_work_each

AnySource: TypeAlias = AttendanceSource | AuthorshipSource | SurveySource | ItemsSource
OneAliasTable: TypeAlias = "str | PathLike[str] | pd.DataFrame | Crosswalk | Aliases"
AliasTable: TypeAlias = "OneAliasTable | Sequence[OneAliasTable] | None"


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
    surveys, logs, marked : list
        The same with their people matched: answers, sessions and works, items of a scale.
    events : DataFrame
        Every session and work.
    records : DataFrame
        Who took part in what, people of the roster only.
    outside : dict of str to int
        Per file, how many used mentions lie outside every wave.
    coarse : dict of str to int
        Per file, how many of those lie outside because the date is too coarse for the waves.
    departed : dict of str to int
        Per file, how many used mentions are of people not in the network of the event's wave.
    further : dict of str to list of str
        Per file, what was found when it was held against the others.
    """

    source: PeopleSource
    directory: Directory
    waves: pd.DataFrame
    presence: roster.Presence
    sources: list[AnySource]
    surveys: list[reports.Heard]
    logs: list[events.Placed]
    marked: list[statements.Marked] = field(default_factory=list)
    events: pd.DataFrame = field(default_factory=pd.DataFrame)
    records: pd.DataFrame = field(default_factory=pd.DataFrame)
    outside: dict[str, int] = field(default_factory=dict)
    coarse: dict[str, int] = field(default_factory=dict)
    departed: dict[str, int] = field(default_factory=dict)
    further: dict[str, list[str]] = field(default_factory=dict)

    def place_events(self) -> None:
        """Settle the logs: who declined, was not eligible or stands there twice; then count."""
        table, places = events.events_table([one.source for one in self.logs], self.waves)
        found = events.crowd(self.logs, places)
        events.refuse_absent(self.logs, found, table, self.presence)
        left = events.merge_twins(self.logs, found)
        self.events, circle = events.sized(table, found, left)
        open_ = np.concatenate([one.fates.open for one in self.logs])[left]
        used, labels = left[open_], (self.source.frame.index, table.index)
        offsets = self.offsets_of(self.logs)
        self.records = events.records_table(found, used, circle[open_], labels, offsets)
        place = table["place"].to_numpy()[found.event[used]]
        there = self.presence.there[place, found.person[used]]
        log = found.log[used]
        self.outside = self._counts(log[place < 0])
        self.coarse = self._counts(log[table["coarse"].to_numpy()[found.event[used]]])
        self.further = twins.notes([one.source for one in self.logs], places, found)
        self.departed = self._counts(log[(place >= 0) & ~there])

    def _counts(self, log: np.ndarray) -> dict[str, int]:
        """Count mentions by file."""
        counts = np.bincount(log, minlength=len(self.logs)).tolist()
        return {one.source.file: n for one, n in zip(self.logs, counts, strict=True) if n}

    def coarse_notices(self) -> list[Notice]:
        """Say how many sessions and works have a date that is too coarse for the waves (W27)."""
        lost = int(self.events["coarse"].sum()) if len(self.events) else 0
        if not lost:
            return []
        count = sum(self.coarse.values())
        found = f"{lost} of {len(self.events)} sessions and works, {count} mentions of people."
        return [Notice("W27", found)]

    def settled(self) -> list[Mentions]:
        """Give the mentions of every file with their fates: people, aliases, then the sources."""
        matched: list[Any] = [*self.surveys, *self.logs, *self.marked]
        fates = {id(one.source): one.fates for one in matched}
        return [
            self.source.mentions,
            *self.directory.alias_mentions(),
            *(one.mentions.settled(fates[id(one)]) for one in self.sources),
        ]

    @cached_property
    def withheld(self) -> Withheld:
        """Say who declined everywhere, and how they are written."""
        return withheld(self.source, self.directory, self.presence.gone)

    def account(self) -> list[Mentions]:
        """Give the mentions of every file as the ledger keeps them: nobody who declined is named.

        The fates and lines stay, so that the counts add up.
        """
        person = {one.source.file: one.person for one in self.logs}
        return [self.withheld.kept(part, person.get(part.file)) for part in self.settled()]

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
        table = self.events.drop(columns=["place", "coarse", "file", "until"])
        seen = np.zeros(len(self.source.frame), dtype=bool)
        seen[self.records["person"].cat.codes.to_numpy()] = True
        people = roster.people_table(self.source, self.presence, None, self.waves, seen)
        return Affiliations(people, table, self.records, self.waves)

    def among_those_there(self, ties: pd.DataFrame) -> pd.DataFrame:
        """Keep the ties that join people who are in the network of the tie's wave."""
        if not len(ties):
            return ties
        there = self.presence.there
        if len(self.waves) > 1:  # what lies outside every wave joins whoever may appear
            there = np.vstack([there, ~self.presence.gone])
        wave = np.full(len(ties), -1)
        if "wave" in ties:
            coded, labels = pd.factorize(ties["wave"])
            wave = np.append(self.waves.index.get_indexer(pd.Index(labels)), -1)[coded]
        keep = np.ones(len(ties), dtype=bool)
        for role in ("learner", "learned_from"):
            place = self.source.frame.index.get_indexer(ties[role].cat.categories)
            keep &= there[wave, place[ties[role].cat.codes.to_numpy()]]
        return ties if keep.all() else ties[keep].reset_index(drop=True)

    def _aside(self) -> list[Mentions]:
        """Give the rows that were not asked for."""
        found: list[Mentions] = []
        for one in [self.source, *self.sources]:
            first = one.mentions.rows
            for aside in one.aside:
                found.append(set_aside(one.file, aside.lines, aside.reason, first))
                first += len(aside.lines)
        return found

    def _notes(self) -> dict[str, str]:
        """Give what was detected of each file, and how often people contradict themselves."""
        said = {survey.source.file: reports.told_twice(survey) for survey in self.surveys}
        notes = {
            one.file: "; ".join(
                filter(None, [one.note, said.get(one.file, ""), *self.further.get(one.file, [])])
            )
            for one in [self.source, *self.sources]
        }
        return {file: note for file, note in notes.items() if note}

    def ledger(
        self, told: pd.DataFrame, unusable: pd.DataFrame, affiliations: Affiliations | None
    ) -> Ledger:
        """Give the account of every row."""
        answers, facts = statements.table_of(self.marked, self.source.frame.index, self.waves.index)
        told = told.drop(columns=["direction", "two_sided"])
        known = self.source.frame.index[~self.presence.gone]
        for role in told.columns.intersection(["respondent", "learner", "learned_from"]):
            if len(told):
                told[role] = told[role].cat.set_categories(known)
        unused = self.directory.unused_aliases()
        return Ledger(
            parts=[*self.account(), *self._aside()],
            reports=told,
            outside=self.outside,
            coarse=self.coarse,
            unused_aliases=self.withheld.without(unused, ["as_written", "person"]),
            reading=self._notes(),
            departed=self.departed,
            unusable_answers=unusable,
            affiliations=affiliations,
            find_merges=partial(merges.merges, directory=self.directory, gone=self.presence.gone),
            waiting=asked.states(self.surveys, self.source.frame.index),
            items=answers,
            item_facts=facts,
        )


def strung(
    people: PeopleSource,
    sources: Sequence[AnySource],
    aliases: AliasTable,
    waves: windows.Waves,
) -> Loom:
    """Match everybody in every source, and settle every mention but the twins among answers."""
    check_sorts(people, sources)
    once = list({id(source): source for source in sources}.values())
    once, tables = named_apart(people.file, once, [*people.aliases, *alias_tables(aliases)])
    once = one_work_each(once)
    people, tables, needed = settled.applied(people, tables)
    labels = [one.wave for one in once if isinstance(one, SurveySource | ItemsSource)]
    table = windows.waves_table(waves, [*labels, *people.roster["wave"].dropna().unique()])
    directory = settled.directory_of(people, tables)
    for number, row in needed:
        directory.mark_used(number, row)
    surveys = [reports.heard(one, directory) for one in once if isinstance(one, SurveySource)]
    logs = [
        events.placed(one, directory)
        for one in once
        if isinstance(one, AttendanceSource | AuthorshipSource)
    ]
    marked = [statements.marked(one, directory) for one in once if isinstance(one, ItemsSource)]
    found = roster.presence(people, table, _asked(surveys))
    found = reports.told_states([*surveys, *marked], table, found)
    for survey in surveys:
        reports.settle(survey, list(table.index).index(survey.source.wave), found)
    for one in marked:
        statements.settle(one, list(table.index).index(one.source.wave), found)
    loom = Loom(people, directory, table, found, once, surveys, logs, marked)
    if logs:
        loom.place_events()
    return loom


def check_sorts(people: object, sources: Sequence[object]) -> None:
    """Refuse what is not what a reader gave."""
    if not isinstance(people, PeopleSource):
        raise errors.not_a_source(
            "people", type(people).__name__, "nw.read_people or nw.people_from"
        )
    for source in sources:
        if not isinstance(source, AnySource):
            readers = "nw.read_attendance, nw.read_authorship, nw.read_survey or nw.read_items"
            raise errors.not_a_source("sources", type(source).__name__, readers)


def alias_tables(aliases: AliasTable) -> list[Aliases]:
    """Read one table of aliases or several; none for None."""
    if aliases is None:
        return []
    given: list[Any] = list(aliases) if isinstance(aliases, list | tuple) else [aliases]
    return [one if isinstance(one, Aliases) else read_aliases(one) for one in given]


def named_apart(
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


def _asked(surveys: list[reports.Heard]) -> dict[str, tuple[pd.Timestamp, pd.Timestamp]]:
    """Give the first and last date of the answers of each wave that has dates."""
    times: dict[str, list[pd.Series]] = {}
    for survey in surveys:
        times.setdefault(survey.source.wave, []).append(survey.source.answers["time"].dropna())
    joined = {wave: pd.concat(parts) for wave, parts in times.items()}
    return {wave: (dates.min(), dates.max()) for wave, dates in joined.items() if len(dates)}
