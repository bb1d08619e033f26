"""What a comparison of two waves gives: one finding with the tables that it rests on."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

import pandas as pd

from netweave import codes, results
from netweave.codes import Notice
from netweave.compare.estimate import CANNOT_TELL
from netweave.compare.sentence import Sentence

if TYPE_CHECKING:
    from collections.abc import Iterable

    from netweave.compare.thresholds import AtLevel


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
        ``persistence_rate`` (kept / tied before), ``jaccard``, ``steady_state`` (the density if
        both rates went on for ever), ``formation_per_year``, ``persistence_per_year`` (missing
        where the waves have no dates).
    arcs : Series
        ``kept``, ``new``, ``lost``, ``never`` over ordered pairs: who learned from whom.
    shares : DataFrame
        Index wave; ties ``cross`` and ``same``, ``pairs`` across and inside, ``share`` of ties
        that crosses, ``expected`` share if ties ignored organization, which is the same in both;
        over the pairs observed in both waves, as ``cross_share_change`` of ``secondary`` is.
    flows : DataFrame
        Index "people", "organizations"; ties across organizations ``before``, ``after``,
        ``change`` = ``stayed`` + ``gained`` − ``lost``: change among those who stayed, gained with
        those who joined, lost with those who left; ``n_stayed``, ``n_joined``, ``n_left``. Ties
        are missing where a wave counts as not observed.
    isolates : DataFrame
        Index wave; of the panel's ``people`` who ``answered``, who had ``no_tie`` and
        ``no_cross_tie``; ``not_known`` are those who have no tie and did not answer. Of the
        answering people whose role somebody holds in another organization (``role_elsewhere``),
        who had ``no_role_alike_tie``: none to such a person; of the ``rural`` ones, who had
        ``rural_no_tie`` and ``rural_no_cross_tie``.
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
    secondary : DataFrame
        The other estimands: columns ``term``, ``estimate``, ``std_error``, ``conf_low``,
        ``conf_high``, ``range_low``, ``range_high``, ``p_value``, ``p_holm``, ``n``, ``method``,
        ``reason``. Terms over pairs observed in both waves: ``cross_share_change``,
        ``formation_cross`` and ``_same``, ``persistence_cross`` and ``_same``,
        ``formation_difference`` (across less inside), ``steady_state_cross``, ``strangers_tied``,
        ``level_up``, ``level_same``, ``level_down``, ``level_shift`` (up less down),
        ``outside_convenings``. Over people who answered in both waves, and ties inside the panel:
        ``no_tie_change``, ``no_cross_tie_change``, ``no_role_alike_tie_change``,
        ``rural_no_tie_change``. These have the widest of the three intervals, leaving out one
        person, organization or pair at a time, cut where it goes beyond what a share can be. Of
        paths, ``reach_change``, ``reach_with_convener_change``, ``pair_loss_change`` and
        ``geodesic_share_change`` have a range only: lowest and highest with one person left out;
        it is no interval. The tests are of no change, or no difference; ``p_holm`` is adjusted for
        their number. A term is there only where its data were recorded.
    strangers : DataFrame
        One row, or none where nobody was asked who knew whom: of the pairs across that were
        observed in both waves, ``strangers``, of them ``now_tied`` and their ``share``; ``knew``
        (acquainted or tied), ``not_known`` (not asked about); ``asked_in``, ``retrospective``.
    reach : DataFrame
        Index wave and convener ("without", "with"): ``reach``, the mean share of the other
        members of the panel whom a member reaches within two steps, ``range_low``,
        ``range_high``, ``people``, ``reason``.
    levels : DataFrame
        Of the kept ties across and inside, as ``level_up`` and the others, how many by level before
        (rows) and after (columns): the highest that either side reported. Empty where ties have no
        scale.
    hubs : DataFrame
        Index wave: ``pair_loss`` and ``geodesic_share`` of the conveners among members of the
        panel, with ``_low`` and ``_high`` of leaving out one member at a time (up to 100 people);
        ``joined_with`` and ``joined_without``, how many of the ``pairs`` can reach each other;
        ``reason``.
    outside_convenings : DataFrame
        One row, or none where no context was recorded: of the ``new`` ties across, those that
        began ``outside``, at a ``convening``, or ``unknown``; ``introduced_by_convener``; the
        ``share`` that began outside without a convener, of those of known context;
        ``unknown_share``; ``reason``.
    sensitivity : DataFrame
        ``term``, ``estimate``, ``conf_low``, ``conf_high``, ``n``, ``method``, ``reason``: ``P1``;
        ``reconstructed_share_before`` and ``_after``, of observed pairs across those of which one
        side only answered; ``P1_class_weights``, observed pairs weighted up to all pairs of the
        same two organizations and roles; ``P1_bound_low`` and ``_high``, what P1 can be at all
        given what was observed; ``tipping_point`` and ``tipping_point_interval``, how many missing
        pairs would have to be lost (or new) to bring the estimate, or its interval, to zero, and
        ``n``, how many could be; ``P1_same_reporters``; ``P1_from_…``, a tie counted from one
        level lower and higher.
    by_threshold : tuple of AtLevel
        P1 with a tie counted from one level lower, as chosen, and one higher.
    verdict : str
        "up", "down" or "cannot tell": the last where P1 or its interval is undefined, the interval
        includes no change, the same reporters do not bear it out, or W03, W07 or W09 says that the
        waves do not compare.
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
    secondary: pd.DataFrame = field(default_factory=_table)
    strangers: pd.DataFrame = field(default_factory=_table)
    reach: pd.DataFrame = field(default_factory=_table)
    levels: pd.DataFrame = field(default_factory=_table)
    hubs: pd.DataFrame = field(default_factory=_table)
    outside_convenings: pd.DataFrame = field(default_factory=_table)
    sensitivity: pd.DataFrame = field(default_factory=_table)
    by_threshold: tuple[AtLevel, ...] = ()
    verdict: str = CANNOT_TELL
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
