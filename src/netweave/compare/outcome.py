"""What a comparison of two waves gives: one finding with the tables that it rests on."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

import pandas as pd

from netweave import codes, results
from netweave.codes import Notice
from netweave.compare.sentence import Sentence

if TYPE_CHECKING:
    from collections.abc import Iterable


def _table() -> pd.DataFrame:
    return pd.DataFrame()


@dataclass(frozen=True, repr=False)
class Change(results.Result):
    """What changed between two waves, and what that rests on.

    Ties are pairs of people of whom at least one learned from the other. Unless it is said
    otherwise, pairs are those of the panel that were observed in both waves.

    Parameters
    ----------
    table, sentence, warnings, claim, passport
        As in ``Result``. Terms: ``P1`` (change in ties across organizations per person, with the
        widest interval), ``P1_person``, ``P1_organization``, ``P1_dyad`` (the intervals it was
        chosen from), ``P1_same_reporters`` (only where somebody of the panel answered in one wave
        only; with the widest of its own three intervals), ``cross_ties_before`` and
        ``_after``, ``cross_density_before``, ``_after``, ``_difference``, ``_ratio``,
        ``cross_odds_ratio``, ``cohens_h``, ``cross_share_before``, ``_after``,
        ``cross_share_expected_before``, ``_after``.
    turnover : DataFrame
        Index "cross", "same", "all" ("other" where organizations are unknown or changed); columns
        ``kept``, ``new``, ``lost``, ``never``, ``dyads``, ``formation_rate`` (new / untied before),
        ``persistence_rate`` (kept / tied before), ``jaccard``, ``steady_state``.
    arcs : Series
        ``kept``, ``new``, ``lost``, ``never`` over ordered pairs: who learned from whom.
    shares : DataFrame
        Index wave; ties ``cross`` and ``same``, ``pairs`` of known organization, ``share`` of ties
        that crosses, ``expected`` share if ties ignored organization; each wave by its own
        organizations and over the pairs observed in it.
    flows : DataFrame
        Index "people", "organizations"; ties across organizations ``before``, ``after``,
        ``change`` = ``stayed`` + ``gained`` − ``lost``: change among those who stayed, gained with
        those who joined, lost with those who left; ``n_stayed``, ``n_joined``, ``n_left``. Ties
        are missing where a wave counts as not observed.
    isolates : DataFrame
        Index wave; of the panel's ``people``, who had ``no_tie``, ``no_cross_tie``; ``not_known``
        are those who have no tie and did not answer.
    coverage : DataFrame
        Index wave; ``known``, ``eligible``, ``answered``, ``declined``, ``response``, ``pairs``,
        ``both``, ``one``, ``none``, ``coverage``, ``confirmation``; of all members of the wave.
    response : DataFrame
        Response by organization: one column per wave.
    people : Series
        ``P`` panel, ``J`` joined, ``L`` left, ``G`` organizations of the panel, ``conveners`` left
        out, ``moved`` to another organization, ``unknown`` organization.
    cross_ties : DataFrame
        Per person of the panel, ties across organizations in either wave. Never publish it.
    waves : tuple of str
        Labels of the two waves.
    kind : str
        The kind of tie compared.
    reason : str
        Why P1 is undefined: "NO_GROUP", "ONE_GROUP", "NO_DYADS" or "NOT_OBSERVED" (it is known for
        one wave only who answered, or not known at all and a wave has no tie); "" where it is
        defined.
    undefined : str
        The same as a sentence.
    widest : str
        Which interval was the widest: "person", "organization", "dyad"; "" where there is none.
    assumptions : tuple of str
        What the numbers take for granted, one sentence each: that everybody answered, where that
        is not known; that ties of which nobody answered do not count. They are in the sentence.
    parts : Sentence
        What the sentence is made of.
    """

    turnover: pd.DataFrame = field(default_factory=_table)
    arcs: pd.Series = field(default_factory=lambda: pd.Series(dtype="int64"))
    shares: pd.DataFrame = field(default_factory=_table)
    flows: pd.DataFrame = field(default_factory=_table)
    isolates: pd.DataFrame = field(default_factory=_table)
    coverage: pd.DataFrame = field(default_factory=_table)
    response: pd.DataFrame = field(default_factory=_table)
    people: pd.Series = field(default_factory=lambda: pd.Series(dtype="int64"))
    cross_ties: pd.DataFrame = field(default_factory=_table)
    waves: tuple[str, str] = ("before", "after")
    kind: str = ""
    reason: str = ""
    undefined: str = ""
    widest: str = ""
    assumptions: tuple[str, ...] = ()
    parts: Sentence = field(default_factory=Sentence)

    def with_notice(self, notice: Notice) -> Change:
        """Give the same finding with one more warning, and its caution in the sentence.

        Parameters
        ----------
        notice : Notice
            A warning found elsewhere, such as W18 of a threshold moved up and down.

        Returns
        -------
        Change
            The warnings in the order of their weight, one per code.
        """
        warnings = merged([*self.warnings, notice])
        parts = self.parts.with_codes([one.code for one in warnings])
        return replace(self, warnings=warnings, parts=parts, sentence=str(parts))

    def __repr__(self) -> str:
        return f"<Change {self.waves[0]} → {self.waves[1]}: {self.sentence}>"


def merged(notices: Iterable[Notice]) -> tuple[Notice, ...]:
    """Give one notice per code, the weightiest first."""
    found: dict[str, dict[str, None]] = {}
    for notice in notices:
        found.setdefault(notice.code, {})[notice.found] = None
    return tuple(codes.by_weight([Notice(code, " ".join(texts)) for code, texts in found.items()]))
