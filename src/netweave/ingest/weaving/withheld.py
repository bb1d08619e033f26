"""People who declined: the account keeps their number and their lines, never how they are written.

Whoever declined and is in no wave with consent is known by every text that means this person and
nobody else: ids, names, addresses, other spellings. None of these texts leaves the weaving, and
neither do the answers of a row whose respondent declined.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from typing import Any

import numpy as np
import pandas as pd

from netweave.ingest.answers.items import ItemsSource
from netweave.ingest.answers.survey import SurveySource
from netweave.ingest.fates import DECLINED, Mentions
from netweave.ingest.weaving import reports, roster, statements, windows
from netweave.ingest.who import names
from netweave.ingest.who.matching import Directory
from netweave.ingest.who.people import PeopleSource


@dataclass(frozen=True)
class Withheld:
    """Who declined everywhere, and the texts that mean nobody else.

    Parameters
    ----------
    gone : bool array
        Per person of the roster, whether they declined and are in no wave with consent.
    forms : frozenset of str
        What their ids, names and other spellings come down to, if no other person has it.
    """

    gone: np.ndarray
    forms: frozenset[str]

    def hides(self, text: object) -> bool:
        """Say whether a text names somebody who declined, maybe in parentheses."""
        if not self.forms or not isinstance(text, str):
            return False
        return not self.forms.isdisjoint(_forms(text) | set(names.asides(text)))

    def marks(self, values: pd.Series) -> np.ndarray:
        """Mark the texts that name somebody who declined."""
        if not self.forms:
            return np.zeros(len(values), dtype=bool)
        coded, words = pd.factorize(values)
        return np.array([*map(self.hides, words), False], dtype=bool)[coded]

    def kept(self, part: Mentions, person: np.ndarray | None = None) -> Mentions:
        """Give the mentions of a file without the texts that mean people who declined."""
        hide = part.fates.given((DECLINED,)) | self.marks(part.value)
        if person is not None:
            hide |= np.append(self.gone, False)[person]
        answering = hide & np.asarray(part.mention == "respondent")
        if answering.any():
            hide |= np.isin(part.row, part.row[answering])
        return replace(part, value=part.value.mask(hide)) if hide.any() else part

    def without(self, table: pd.DataFrame, columns: Sequence[str]) -> pd.DataFrame:
        """Blank some columns in the rows in which any of them names somebody who declined."""
        if not self.forms or not len(table):
            return table
        hide = np.logical_or.reduce([self.marks(table[name]) for name in columns])
        return table.assign(**{name: table[name].mask(hide) for name in columns})


def withheld(people: PeopleSource, directory: Directory, gone: np.ndarray) -> Withheld:
    """Collect the texts of people who declined."""
    if not gone.any() and not people.withheld:
        return Withheld(gone, frozenset())
    theirs, others = set(people.withheld), set[str]()
    spelled = zip(directory.ids, directory.written, gone.tolist(), strict=True)
    for who, name, declined in spelled:
        (theirs if declined else others).update({str(who), name})
    for text, place in directory.spellings():
        (theirs if gone[place] else others).add(text)
    return Withheld(gone, frozenset(_all_forms(theirs) - _all_forms(others)))


def _all_forms(texts: Iterable[str]) -> set[str]:
    return set[str]().union(*map(_forms, texts))


def _forms(text: str) -> set[str]:
    """Give what a text comes down to as an id or address, and as a name."""
    return {f"\n{names.key(text)}", names.normal(text)} - {"", "\n"}


def before_weaving(people: PeopleSource, sources: Sequence[Any], directory: Directory) -> Withheld:
    """Say who declined by the roster and by the states in surveys, before anything is woven."""
    asked = [one for one in sources if isinstance(one, SurveySource | ItemsSource)]
    known = people.roster["wave"]
    labels = [one.wave for one in asked if known.isna().any() or (known == one.wave).any()]
    table = windows.waves_table(None, [*labels, *known.dropna().unique()])
    found = roster.presence(people, table, {})
    heard = [
        reports.heard(one, directory)
        if isinstance(one, SurveySource)
        else statements.marked(one, directory)
        for one in asked
        if one.wave in table.index and (one.answers["state"] == "declined").any()
    ]
    return withheld(people, directory, reports.told_states(heard, table, found).gone)
