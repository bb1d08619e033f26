"""Do new ties cross organizations because most pairs do: chance mixing, and closure."""

from __future__ import annotations

import math
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from netweave import _checks
from netweave._guard import guarded
from netweave.analytics.nulls.spoken import FEW, placed
from netweave.codes import REASONS, Notice
from netweave.compare.chance import nulls, told
from netweave.compare.chance.forming import closure_table, forming
from netweave.compare.permutations.tails import written
from netweave.compare.wording import number
from netweave.coverage import capped
from netweave.results import TERMS, Result

if TYPE_CHECKING:
    from netweave.compare.chance.forming import Forming
    from netweave.network import Network

LEVEL = 0.05  # from which p on a place among the draws is called chance (a convention)
MORE = ["expected", "difference", "percentile", "p_greater", "p_less", "draws"]
MORE += ["crossing", "expected_crossing", "reason"]


@dataclass(frozen=True, repr=False)
class ChanceMixing(Result):
    """Where new ties went, beside where chance would have put them.

    Parameters
    ----------
    table, sentence, warnings, claim, passport
        As in ``Result``. Terms: ``cross_share_new`` (headline: everybody keeps the number of new
        ties), ``cross_share_new_at_random`` (pairs drawn whoever they belong to: exact) and
        ``cross_share_new_labels`` (organizations dealt out anew). ``estimate`` is the share of new
        ties across, ``n`` how many new ties, ``crossing`` how many of them are across; ``expected``
        and ``expected_crossing`` are the mean of the draws, ``std_error`` their standard
        deviation; ``percentile`` is mid-p, ``p_greater`` and ``p_less`` (1 + count)/(draws + 1),
        ``p_value`` twice the smaller, at most 1; ``draws`` is 0 where nothing had to be drawn.
        ``reason`` says why a row has no place.
    closure : DataFrame
        Index "open" (untied pairs with a contact in common at the start) and "other" (all other
        untied pairs): ``pairs``, how many are ``tied`` after, and the ``rate``.
    reason : str
        Why nothing can be said; "" where something can.
    """

    closure: pd.DataFrame = field(default_factory=pd.DataFrame)
    reason: str = ""


@guarded
def chance_mixing(  # noqa: PLR0913  # one keyword per fact
    before: Network,
    after: Network,
    *,
    group: str = "organization",
    kind: str | None = None,
    strata: str | None = None,
    draws: int = 9_999,
    seed: int = 0,
    allow_opportunity: bool = False,
    members_only: bool = True,
) -> ChanceMixing:
    """Say whether new ties cross organizations more than new ties at random would.

    In a cohort of many organizations most pairs of people are across, so most new ties are across
    whatever people do. The headline keeps everybody's number of new ties and deals them out among
    the pairs that could form one: observed in both waves, and not tied before. Beside it stand
    the same without keeping anybody's number, which needs no draws, and organizations dealt out
    anew among the people, which takes colleagues who were tied already as free to form a tie.

    Parameters
    ----------
    before, after : Network
        One wave each: ``net.wave("baseline")``, ``net.wave("endline")``.
    group : str, default "organization"
        The column of people whose groups ties cross.
    kind : str, optional
        The kind of tie. Left out, it is the only kind marked as headline.
    strata : str, optional
        A column of people, such as role; organizations are dealt out only among people who bear
        the same value before. People without a value are left out of that answer.
    draws : int, default 9_999
        How many draws. Where 60 people have about 50 new ties they take a moment; where half of
        all their pairs are new ties, about 20 seconds, and 999 draws 7.
    seed : int, default 0
        Same data, same seed, same answer.
    allow_opportunity : bool, default False
        Whether a kind that is only an opportunity, such as attendance, may be taken (W07). It
        needs a threshold: ``net.with_threshold({kind: level})``.
    members_only : bool, default True
        Whether conveners of either wave are left out.

    Returns
    -------
    ChanceMixing
        ``table``, ``closure``, and a ``sentence`` with both. Undefined (NaN, with ``reason``):
        ``NO_GROUP``, ``ONE_GROUP``, ``NO_DYADS``, ``NOT_OBSERVED`` as in `before_after`, and
        ``NO_NEW_TIES``. A row has no place among the draws where the draws are all alike
        (``SAME_BY_CHANCE``) or there is only one (``DEGENERATE_NULL``). W15, and a claim that only
        describes, with fewer than 20 different networks.

    Raises
    ------
    DataError
        If a network holds several waves, lacks the kind or the column, or nobody is in both.
    ArgumentError
        If both are the same wave, ``before`` is the later one, the kind must be named, or
        ``draws`` or ``seed`` is out of range.
    RefusalError
        E-HEADLINE if the kind is an opportunity and ``allow_opportunity`` is False.

    Notes
    -----
    A tie is a pair of whom at least one learned from the other; direction, strength and parallel
    ties do not enter. People without new ties get none in any draw. Pairs of unknown organization,
    and those that a move turned from inside to across or back, are left out; for ``labels``,
    everybody who moved. New ties trade ends, which keeps everybody's number of them; where some
    pairs are closed to trades it may be that not every network with these numbers is reached.

    Examples
    --------
    Two people in each of three organizations. Ana and Ben knew each other; the three new ties are
    all across, and so are 12 of the 14 pairs that could be tied: 3 · 12/14 = 2.57.

    >>> import pandas as pd
    >>> import netweave as nw
    >>> people = pd.DataFrame(
    ...     {"organization": ["Elm", "Elm", "Hill", "Hill", "Lake", "Lake"]},
    ...     index=["ana", "ben", "cleo", "dan", "eva", "finn"],
    ... )
    >>> ties = pd.DataFrame({
    ...     "learner": ["ana", "ana", "cleo", "dan", "eva"],
    ...     "learned_from": ["ben", "ben", "eva", "finn", "ana"],
    ...     "wave": ["start", "end", "end", "end", "end"],
    ... })
    >>> net = nw.Network(people, ties, waves=["start", "end"])
    >>> found = nw.compare.chance_mixing(net.wave("start"), net.wave("end"), draws=99)
    >>> rows = found.table.set_index("term")
    >>> rows.loc["cross_share_new_at_random", ["crossing", "expected_crossing"]].round(2).tolist()
    [3.0, 2.57]
    >>> found.closure["pairs"].tolist(), found.closure["tied"].tolist()
    ([0, 14], [0, 3])
    """
    _checks.counted("draws", draws)
    found = forming((before, after), group, kind, (allow_opportunity, members_only))
    case, reason = found.case, found.reason
    layers = _layers(found, strata)
    answers = _undefined(found) if reason else [
        nulls.rewired(found, int(draws), int(seed)),
        nulls.at_random(found),
        nulls.relabelled(found, layers, int(draws), int(seed)),
    ]  # fmt: skip
    first = answers[0]
    few = first.few and not reason
    note = Notice("W15", f"Fewer than {FEW} different networks were drawn.") if few else None
    # The p-value is about these pairs only, however few the organizations.
    notices = tuple(one for one in told.notices_of(case, note) if one.code != "W17")
    closure = closure_table(found)
    parts = (*_parts(found, answers), _closure_words(closure, reason))
    return ChanceMixing(
        table=nulls.table_of(answers, [*TERMS, *MORE]),
        sentence=told.said(case, parts, notices),
        warnings=notices,
        claim=capped(1 if few or math.isnan(first.percentile) else 2, case.found.coverage),
        passport=told.passport_of(
            case, (before, after), "chance_mixing", int(found.new.sum()), int(seed)
        ),
        closure=closure,
        reason=reason,
    )


def _layers(found: Forming, strata: str | None) -> np.ndarray:
    """Give everybody's stratum as a number, -1 where it is not known."""
    people = found.case.panel.people
    if strata is None:
        return np.zeros(len(people), dtype=np.int64)
    return pd.factorize(found.case.waves[0].group(strata).reindex(people))[0]


def _undefined(found: Forming) -> list[nulls.ByChance]:
    terms = ("cross_share_new", "cross_share_new_at_random", "cross_share_new_labels")
    ties = int(found.new.sum())
    return [
        nulls.ByChance(
            term, f"undefined: {found.reason}", ties, found.crossing, reason=found.reason
        )
        for term in terms
    ]


# ---------------------------------------------------------------------- saying it


def _parts(found: Forming, answers: list[nulls.ByChance]) -> tuple[str, ...]:
    """Say how many new ties cross, how many would by chance, and what the other answers are."""
    words = found.case.words
    if found.reason:
        why = told.why_not(found.case, found.reason)
        return (f"Where new {words.ties} went cannot be set beside chance: {why}.",)
    first, second, third = answers
    pairs = told.plural(int(found.eligible.sum()), "pair", "pairs")
    ties = f"1 new tie, {first.crossing}" if first.ties == 1 else (
        f"{first.ties:,} new {words.ties}, {first.crossing:,}")  # fmt: skip
    lead = f"Of {ties} crossed {words.groups}."
    chance = (
        f"If they had formed at random among the {pairs} that could form one, each person with as "
        f"many new ties as now, {number(first.expected, 1)} would have crossed on "
        f"average{_verdict(first)}."
    )
    plain = f"If people could have any number of new ties, {number(second.expected, 1)} would have"
    dealt = "" if math.isnan(third.expected) else (
        f"; if people were dealt out anew to the {words.groups}, "
        f"{number(third.expected, 1)} of {third.ties:,}")  # fmt: skip
    return lead, chance, f"{plain}{dealt}."


def _verdict(first: nulls.ByChance) -> str:
    """Say where the count lies among the draws."""
    if first.reason:
        return f"; there is nothing to compare with, since {REASONS[first.reason]}"
    if first.few:
        return f", but fewer than {FEW} different networks were seen, too few to compare with"
    less = round((1 - first.p_greater) * (first.draws + 1))
    equal = round((first.p_greater + first.p_less) * (first.draws + 1)) - 2 - first.draws
    side = "more" if first.crossing > first.expected else "fewer"
    p = f"two-sided p = {written(first.p_value)}"
    if first.p_value < LEVEL:
        return f": {side} crossed than chance gives ({placed(less, equal, first.draws)}; {p})"
    return f", so chance alone gives about as many ({p})"


def _closure_words(closure: pd.DataFrame, reason: str) -> str:
    """Say how many pairs with a contact in common became tied, and how many of the others."""
    pairs, tied = (closure[name].to_dict() for name in ("pairs", "tied"))
    if reason == "NOT_OBSERVED" or not pairs["open"]:
        return ""
    was = "was" if tied["open"] == 1 else "were"
    return (
        f"Of {told.plural(pairs['open'], 'untied pair', 'untied pairs')} with a contact in common "
        f"at the start {tied['open']:,} {was} tied at the end, of the {pairs['other']:,} others "
        f"{tied['other']:,}."
    )
