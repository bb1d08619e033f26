"""Who was asked about whom: pairs left blank, ties with two possible reports, who is still silent.

A pair that somebody was not asked about is neither a tie nor an observed "no tie". So is a pair
that cannot be tied at all (a structural zero): it is treated as not observed.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TypeAlias

import numpy as np
import pandas as pd

from netweave.ingest.fates import DECLINED, NOT_ELIGIBLE
from netweave.ingest.ledger import WAITING
from netweave.ingest.weaving.reports import Heard, garbled, not_asked, spoke

Question: TypeAlias = "tuple[str, str, str]"
UNUSABLE = "answered, but could not be used"
OTHER_SIDE = {"mutual": "mutual", "learned_from": "taught", "taught": "learned_from"}


@dataclass(frozen=True)
class Said:
    """Who answered which question, and about whom they were not asked.

    Parameters
    ----------
    gave : dict
        Per wave, kind and direction a bool per person.
    skipped : dict
        Per wave, kind and direction the pairs left blank, as respondent · people + named.
    recorded : frozenset of str
        Kinds of which nobody had to be asked.
    people : Index
        The roster.
    """

    gave: dict[Question, np.ndarray]
    skipped: dict[Question, np.ndarray]
    recorded: frozenset[str]
    people: pd.Index

    def about(self, question: Question, who: np.ndarray, whom: np.ndarray) -> np.ndarray:
        """Say who answered a question about whom; nobody did if it was not asked."""
        if question not in self.gave or question[1] in self.recorded:
            return np.zeros(len(who), dtype=bool)
        keys = who.astype(np.int64) * len(self.people) + whom
        blank = np.isin(keys, self.skipped.get(question, np.array([], dtype=np.int64)))
        return np.asarray(self.gave[question][who] & ~blank)

    def marked(self, told: pd.DataFrame) -> pd.DataFrame:
        """Say of each report whether the other side could report the tie, and was asked to."""
        two_sided, both_asked = (np.zeros(len(told), dtype=bool) for _ in range(2))
        who, whom = _ends(told)
        for wave, kind, direction in self.gave:
            back = (wave, kind, OTHER_SIDE[direction])
            if back not in self.gave or kind in self.recorded:
                continue
            mine = told["wave"] == wave
            mine &= (told["kind"] == kind) & (told["direction"] == direction)
            rows = mine.to_numpy(dtype=bool)
            two_sided[rows] = True
            both_asked[rows] = self.about(back, whom[rows], who[rows])
        return told.assign(two_sided=two_sided, both_asked=both_asked)

    def unasked(self) -> pd.DataFrame:
        """Give the pairs that somebody who answered was not asked about, for the network.

        Where a kind is asked in both directions, but in this wave in one only, a blank leaves
        nothing said of the pair in either.
        """
        n = max(len(self.people), 1)
        tables = [self._pairs("", "", "learner", np.array([], dtype=np.int64))]
        for question, pairs in self.skipped.items():
            wave, kind, direction = question
            keys = pairs[self.gave[question][pairs // n]]
            sides = ["learned_from" if direction == "taught" else "learner"]
            back = OTHER_SIDE[direction]
            elsewhere = any(asked[1:] == (kind, back) for asked in self.gave)
            if direction != "mutual" and elsewhere and (wave, kind, back) not in self.gave:
                sides = ["learner", "learned_from"]
            tables += [self._pairs(wave, kind, side, keys) for side in sides]
        return pd.concat(tables, ignore_index=True)

    def _pairs(self, wave: str, kind: str, side: str, keys: np.ndarray) -> pd.DataFrame:
        n = max(len(self.people), 1)
        ends = keys // n, keys % n
        who, whom = ends if side == "learner" else ends[::-1]
        table = pd.DataFrame({
            "learner": pd.Categorical.from_codes(who, self.people),
            "learned_from": pd.Categorical.from_codes(whom, self.people),
        })
        words = {"wave": wave, "kind": kind, "side": side}
        return table.assign(**{name: pd.array([word] * len(keys), dtype="str")
                               for name, word in words.items()})  # fmt: skip


def said(
    surveys: list[Heard],
    told: pd.DataFrame,
    gave: dict[Question, np.ndarray],
    people: pd.Index,
) -> Said:
    """Work out who was asked about whom; what was reported was asked, whoever left it blank."""
    blank: dict[Question, list[np.ndarray]] = {}
    for survey in surveys:
        source, who, whom = survey.source, survey.respondent, survey.named
        at, at_named = (source.answers[name].to_numpy() for name in ("at_respondent", "at_named"))
        rows = not_asked(survey) & (who >= 0) & (whom >= 0) & (who != whom)
        rows &= survey.fates.open[at] & ((at_named < 0) | survey.fates.open[at_named])
        keys = who[rows].astype(np.int64) * len(people) + whom[rows]
        keys = np.concatenate([keys, _not_offered(survey, len(people))])
        if len(keys):
            question = (source.wave, source.kind, source.direction)
            blank.setdefault(question, []).append(keys)
    who, whom = _ends(told)
    skipped = {}
    for question, parts in blank.items():
        mine = np.ones(len(told), dtype=bool)
        for column, value in zip(("wave", "kind", "direction"), question, strict=True):
            mine &= (told[column] == value).to_numpy(dtype=bool)
        reported = who[mine].astype(np.int64) * len(people) + whom[mine]
        skipped[question] = np.setdiff1d(np.concatenate(parts), reported)
    recorded = {one.source.kind for one in surveys if one.source.silent == "recorded"}
    return Said(gave, skipped, frozenset(recorded), people)


def _not_offered(survey: Heard, count: int) -> np.ndarray:
    """Give the pairs of whoever answered a matrix with those who had no column in it."""
    if not survey.source.offered:
        return np.array([], dtype=np.int64)
    who = np.unique(survey.respondent[spoke(survey) & (survey.respondent >= 0)])
    whom = np.setdiff1d(np.arange(count), survey.offered)
    return np.setdiff1d(np.add.outer(who.astype(np.int64) * count, whom), who * (count + 1))


def among(unasked: pd.DataFrame, people: pd.Index) -> pd.DataFrame:
    """Keep the pairs of people who may appear in the network."""
    both = unasked["learner"].isin(people) & unasked["learned_from"].isin(people)
    return unasked[both].reset_index(drop=True)


def _ends(told: pd.DataFrame) -> tuple[np.ndarray, np.ndarray]:
    """Give the places of the respondent and of the person named, report by report."""
    if not len(told):
        nobody = np.array([], dtype=np.int64)
        return nobody, nobody
    who, learner, other = (
        told[role].cat.codes.to_numpy() for role in ("respondent", "learner", "learned_from")
    )
    return who, np.where((told["direction"] == "taught").to_numpy(), learner, other)


def states(surveys: list[Heard], people: pd.Index) -> pd.DataFrame:
    """List who is in a survey's file without having answered: invited, or nothing to be used.

    People who declined or were not eligible are never listed.
    """
    tables = [pd.DataFrame(columns=list(WAITING))]
    for survey in surveys:
        source, who = survey.source, survey.respondent
        at = source.answers["at_respondent"].to_numpy()
        listed = (who >= 0) & ~survey.fates.given((DECLINED, NOT_ELIGIBLE))[at]
        lost = np.flatnonzero(garbled(survey, len(people)))
        answering = np.setdiff1d(who[listed & spoke(survey)], lost)
        waiting = np.setdiff1d(who[listed], answering)
        lost = np.union1d(lost, who[listed & (survey.fates.fate[at] == 2)])
        tables.append(
            pd.DataFrame({
                "wave": source.wave,
                "kind": source.kind,
                "person": people[waiting].astype("str"),
                "state": np.where(np.isin(waiting, lost), UNUSABLE, "invited"),
            })
        )
    every = pd.concat(tables, ignore_index=True).astype(dict.fromkeys(WAITING, "str"))
    return every.drop_duplicates(ignore_index=True)
