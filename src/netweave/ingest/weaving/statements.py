"""Items whose respondents are matched: who counts, what is said twice, one table of answers."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import pandas as pd

from netweave import errors
from netweave.ingest.answers.items import FACTS, ItemsSource
from netweave.ingest.fates import DECLINED, NOT_ELIGIBLE, Fates
from netweave.ingest.weaving.reports import ALONE, TWICE
from netweave.ingest.weaving.roster import Presence
from netweave.ingest.who.matching import Directory

DIFFERENTLY = "answered twice, differently"


@dataclass(frozen=True)
class Marked:
    """Items whose respondents are matched.

    Parameters
    ----------
    source : ItemsSource
        The items as read.
    fates : Fates
        What is decided about their mentions, to be settled further.
    respondent : int array, per row
        Places in the roster, -1: nobody.
    """

    source: ItemsSource
    fates: Fates
    respondent: np.ndarray


def marked(source: ItemsSource, directory: Directory) -> Marked:
    """Match the respondents; who is unmatched is refused with the reason."""
    fates = source.mentions.fates.copy()
    respondent, reasons = directory.find(source.answers["respondent"], source.file)
    each = np.full(len(fates.fate), "", dtype=object)
    each[source.answers["at_respondent"].to_numpy()] = reasons
    fates.refuse_each(each)
    return Marked(source, fates, respondent)


def settle(one: Marked, wave: int, found: Presence) -> None:
    """Refuse who declined or was not eligible, and what the rows of unused respondents hold."""
    answers, values = one.source.answers, one.source.values
    at, where = answers["at_respondent"].to_numpy(), np.full(len(answers), wave)
    declined, absent = found.reasons(where, one.respondent)
    absent &= (answers["state"] != "not_eligible").to_numpy()
    for rows, reason in ((declined, DECLINED), (absent, NOT_ELIGIBLE)):
        mark = np.zeros(len(one.fates.fate), dtype=bool)
        mark[at[rows]] = True
        one.fates.refuse(mark, reason)
    mark = np.zeros(len(one.fates.fate), dtype=bool)
    orphan = ~one.fates.open[at][values["row"].to_numpy()]
    mark[values["at"].to_numpy()[orphan]] = True
    one.fates.refuse(mark, ALONE)


def table_of(
    sources: list[Marked], people: pd.Index, waves: pd.Index
) -> tuple[pd.DataFrame, pd.DataFrame]:
    """Give the answers by wave and person, and what is known of the items; settle twins first."""
    tables = [_open(number, one) for number, one in enumerate(sources)]
    table = pd.concat(tables, ignore_index=True) if tables else pd.DataFrame()
    facts = facts_of([one.source for one in sources])
    if not len(table):
        nobody = pd.MultiIndex.from_arrays([waves[:0], people[:0]], names=["wave", "person"])
        return pd.DataFrame(index=nobody, columns=facts.index, dtype=float), facts
    table = _settle_twins(table, sources)
    wide = table.set_index(["wave", "person", "item"])["value"].unstack("item")  # noqa: PD010
    index = pd.MultiIndex.from_arrays([
        waves.get_indexer(wide.index.get_level_values(0)),
        wide.index.get_level_values(1),
    ])
    wide = wide.set_axis(index).sort_index()
    labels = [waves[wide.index.get_level_values(0).astype(int)],
              people[wide.index.get_level_values(1).astype(int)]]  # fmt: skip
    wide.index = pd.MultiIndex.from_arrays(labels, names=["wave", "person"])
    wide = wide.reindex(columns=facts.index).astype(float)
    wide.columns.name = None
    return wide, facts


def _open(number: int, one: Marked) -> pd.DataFrame:
    """Give the answers that still count."""
    values = one.source.values
    left = values[one.fates.open[values["at"].to_numpy()]]
    person = one.respondent[left["row"].to_numpy()]
    table: pd.DataFrame = left.assign(source=number, wave=one.source.wave, person=person)
    return table


def _settle_twins(table: pd.DataFrame, sources: list[Marked]) -> pd.DataFrame:
    """Merge what somebody answered twice alike, refuse what they answered differently."""
    groups = table.groupby(["wave", "person", "item"])["value"]
    differ = (groups.transform("nunique") > 1).to_numpy()
    again = (groups.cumcount() > 0).to_numpy() & ~differ
    for number, one in enumerate(sources):
        mine = (table["source"] == number).to_numpy()
        at = table["at"].to_numpy()
        for rows, merge in ((differ, False), (again, True)):
            mark = np.zeros(len(one.fates.fate), dtype=bool)
            mark[at[rows & mine]] = True
            (one.fates.merge if merge else one.fates.refuse)(mark, TWICE if merge else DIFFERENTLY)
        _merge_rows(one)
    return table[~differ & ~again]


def _merge_rows(one: Marked) -> None:
    """Merge the respondent of a row that says nothing new."""
    values = one.source.values
    at, count = one.source.answers["at_respondent"].to_numpy(), len(one.source.answers)
    fate = one.fates.fate[values["at"].to_numpy()]
    row = values["row"].to_numpy()
    twins, rest = (np.bincount(row[chosen], minlength=count) for chosen in (fate == 1, fate != 1))
    mark = np.zeros(len(one.fates.fate), dtype=bool)
    mark[at[(twins > 0) & (rest == 0)]] = True
    one.fates.merge(mark, TWICE)


def facts_of(sources: list[ItemsSource]) -> pd.DataFrame:
    """Put together what is known of the items; one item is one question on one scale."""
    tables = [pd.DataFrame(columns=list(FACTS), index=pd.Index([], dtype="str", name="item"))]
    tables += [source.facts for source in sources]
    every = pd.concat([table for table in tables if len(table)] or tables[:1])
    scale = [name for name in FACTS if name != "question"]
    rows = every[scale].reset_index().drop_duplicates()
    twice = rows["item"][rows["item"].duplicated()].unique()
    if len(twice):
        raise errors.DataError(
            f"items must be asked on one scale in every file: {errors.listed(twice)} differ in "
            "words, range or reverse. Read both alike, or give one of them another id."
        )
    first: pd.DataFrame = every[~every.index.duplicated()]
    return first
