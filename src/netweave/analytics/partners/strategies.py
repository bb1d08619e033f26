"""Which strategies the sessions of each wave served."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from netweave import errors
from netweave._checks import has_columns, one_of
from netweave._guard import guarded
from netweave.analytics._facts import NAN
from netweave.analytics.partners import rates
from netweave.results import Passport, Result

if TYPE_CHECKING:
    from netweave.affiliations import Affiliations

STRATEGIES = {
    "share_resources": "joining forces to win or share money, goods, services or staff",
    "make_products": "making tools or products together that all of them can use",
    "strengthen_practice": "building up professional practice by learning and acting together",
    "learn_to_improve": "designing, testing and redesigning changes across settings, small first",
    "use_evidence": "making and using local data and evidence, often with researchers",
}
SEPARATOR = ";"


@dataclass(frozen=True, repr=False)
class StrategyMix(Result):
    """A `Result` about strategies, with the counts behind the shares.

    Parameters
    ----------
    table, sentence, warnings, claim, passport : see Result
        As in every finding; see `strategy_mix` for the rows of the table.
    mix : DataFrame
        Index ``wave``, ``strategy``: ``sessions`` and ``person_sessions``, in which a session of
        several strategies counts in equal parts, ``share_of_sessions``,
        ``share_of_person_sessions``, and ``known``, whether it is one of the five.
    waves : DataFrame
        Index wave: ``sessions`` and ``person_sessions`` in all, and of them ``stated`` and
        ``person_sessions_stated``, with a strategy.
    unknown : tuple of str
        The words that are none of the five, as written.
    """

    mix: pd.DataFrame = field(default_factory=pd.DataFrame)
    waves: pd.DataFrame = field(default_factory=pd.DataFrame)
    unknown: tuple[str, ...] = ()


@guarded
def strategy_mix(
    affiliations: Affiliations,
    column: str | pd.Series = "strategy",
    *,
    meanings: Mapping[str, str] | None = None,
) -> StrategyMix:
    """Say which strategies the sessions of each wave served, and how many people were at them.

    A network does several things at once, and not the same in every year. The five are
    ``share_resources`` (win or share money, goods, services, staff), ``make_products`` (make tools
    or products together), ``strengthen_practice`` (build up professional practice together),
    ``learn_to_improve`` (test and redesign changes in cycles) and ``use_evidence`` (make and use
    local data and evidence).

    Parameters
    ----------
    affiliations : Affiliations
        Sessions and who was at them, in any role. Works do not count.
    column : str or Series, default "strategy"
        The column of events with the strategies of each session, or a Series over events; several
        in one cell are separated by a semicolon.
    meanings : mapping of str to str, optional
        What other words mean, such as ``{"PLC": "strengthen_practice"}``. Words that are none of
        the five, but for case, spaces and hyphens, are kept as they are and listed: nothing is
        guessed.

    Returns
    -------
    StrategyMix
        Two rows per wave and strategy, ``share_of_sessions`` and ``share_of_person_sessions`` in
        the column ``measure``: of the sessions (times people at them) of the wave of which a
        strategy is stated, ``n``. A session of several strategies counts in equal parts, so that
        the shares of a wave add up to 1. All five are listed, with 0 where there was none;
        sessions without a wave stand under "". NaN, with the code in ``reason``:
        "NO_EVENTS" without sessions, or people at them; "NOT_OBSERVED" where no session has a
        strategy. The claim is 1: it describes what was offered and attended, not what was
        learned.

    Raises
    ------
    DataError
        If events lack the column, or a Series lacks one of them.
    ArgumentError
        If a meaning is none of the five.

    References
    ----------
    The five are named after those that Education Northwest describes for school networks ("Five
    Characteristics of Successful Education Networks and Five Tips to Achieve Them").

    Examples
    --------
    Two people made a tool; three were at a session on practice and evidence, half of it each.

    >>> import pandas as pd
    >>> import netweave as nw
    >>> events = pd.DataFrame(
    ...     {"strategy": ["make products", "strengthen practice; use evidence"]}, index=["s1", "s2"]
    ... )
    >>> records = pd.DataFrame({
    ...     "person": ["ana", "ben", "ana", "ben", "cleo"],
    ...     "event": ["s1", "s1", "s2", "s2", "s2"],
    ... })
    >>> found = nw.strategy_mix(nw.Affiliations(["ana", "ben", "cleo"], events, records))
    >>> found.mix[["sessions", "person_sessions", "share_of_person_sessions"]].droplevel("wave")
                         sessions  person_sessions  share_of_person_sessions
    strategy
    share_resources           0.0              0.0                       0.0
    make_products             1.0              2.0                       0.4
    strengthen_practice       0.5              1.5                       0.3
    learn_to_improve          0.0              0.0                       0.0
    use_evidence              0.5              1.5                       0.3
    """
    known = {_folded(name): name for name in STRATEGIES}
    for word, meant in (meanings or {}).items():
        one_of("meanings", list(STRATEGIES), meant)
        known[_folded(word)] = meant
    sessions = _sessions(affiliations, column)
    parts = _parts(sessions, known)
    waves, mix = _counted(sessions, parts)
    unknown = tuple(sorted(set(parts.loc[~parts["strategy"].isin(list(STRATEGIES)), "strategy"])))
    return StrategyMix(
        _table(mix, waves),
        _sentence(mix, waves, unknown),
        passport=Passport(
            "strategy_mix",
            "shares of sessions, and of sessions times people at them; equal parts",
            kinds=("attendance",),
            wave=", ".join(wave for wave in waves.index if wave),
            people=affiliations.n,
            ties=None,
        ),
        mix=mix,
        waves=waves,
        unknown=unknown,
    )


def _folded(word: str) -> str:
    """Take a word without case, and spaces and hyphens as one sign."""
    return "_".join(word.replace("-", " ").replace("_", " ").split()).casefold()


def _sessions(affiliations: Affiliations, column: str | pd.Series) -> pd.DataFrame:
    """Give wave, people and words of each session."""
    events = affiliations.events
    if isinstance(column, pd.Series):
        if column.index.has_duplicates:
            again = column.index[column.index.duplicated()].unique()
            raise errors.DataError(
                f"column has several rows for {errors.listed(again)}. Keep one per event, and part "
                f"several strategies by {SEPARATOR!r}."
            )
        missing = events.index[column.index.get_indexer(events.index) < 0]
        if len(missing):
            raise errors.DataError(
                f"column lacks {len(missing)} of the events: {errors.listed(missing)}. Give a "
                "Series over all events, missing where nothing is stated."
            )
        words = column.reindex(events.index)
    else:
        has_columns("events", [column], events)
        words = events[column]
    people = np.asarray(affiliations.matrix.sum(axis=0)).ravel().astype("int64")
    labels = list(affiliations.events["wave"].dropna().unique())
    wave = events["wave"].astype(object).where(events["wave"].notna(), "").astype(str)
    table = pd.DataFrame({"wave": wave, "people": people, "words": words}, index=events.index)
    order = {str(label): place for place, label in enumerate([*labels, ""])}
    table = table[(events["kind"] == "attendance").to_numpy()]
    return table.sort_values("wave", key=lambda waves: waves.map(order), kind="stable")


def _parts(sessions: pd.DataFrame, known: Mapping[str, str]) -> pd.DataFrame:
    """Give one row per session and strategy, with the part of the session that it takes."""
    rows = []
    for place, (wave, people, words) in enumerate(sessions.itertuples(index=False, name=None)):
        texts = [] if pd.isna(words) else [one.strip() for one in str(words).split(SEPARATOR)]
        meant = list(dict.fromkeys(known.get(_folded(text), text) for text in texts if text))
        rows += [(place, wave, people, one, 1 / len(meant)) for one in meant]
    return pd.DataFrame(rows, columns=["session", "wave", "people", "strategy", "part"])


def _counted(sessions: pd.DataFrame, parts: pd.DataFrame) -> tuple[pd.DataFrame, pd.DataFrame]:
    """Count sessions, and sessions times people, by wave and by strategy in it."""
    waves = list(dict.fromkeys(sessions["wave"])) or [""]
    stated = parts.drop_duplicates("session")
    each, told = sessions.groupby("wave")["people"], stated.groupby("wave")["people"]
    table = pd.DataFrame({
        "sessions": each.count().reindex(waves, fill_value=0),
        "person_sessions": each.sum().reindex(waves, fill_value=0),
        "stated": told.count().reindex(waves, fill_value=0),
        "person_sessions_stated": told.sum().reindex(waves, fill_value=0),
    }).astype("int64")
    table.index = pd.Index(waves, name="wave", dtype="str")
    parts = parts.assign(person_sessions=parts["people"] * parts["part"])
    sums = parts.astype({"part": float, "person_sessions": float})
    sums = sums.groupby(["wave", "strategy"])[["part", "person_sessions"]].sum()
    others = sorted(set(parts["strategy"]) - set(STRATEGIES))
    index = pd.MultiIndex.from_tuples(
        [
            (wave, name)
            for wave in waves
            for name in [*STRATEGIES, *(one for one in others if (wave, one) in sums.index)]
        ],
        names=["wave", "strategy"],
    )
    mix = sums.reindex(index, fill_value=0.0).rename(columns={"part": "sessions"})
    place = table.index.get_indexer(index.get_level_values("wave"))
    for name, whole in (("sessions", "stated"), ("person_sessions", "person_sessions_stated")):
        total = table[whole].to_numpy(dtype=float)[place]
        mix[f"share_of_{name}"] = np.divide(
            mix[name].to_numpy(), total, out=np.full(len(mix), NAN), where=total > 0
        )
    mix["known"] = index.get_level_values("strategy").isin(list(STRATEGIES))
    return table, mix


def _table(mix: pd.DataFrame, waves: pd.DataFrame) -> pd.DataFrame:
    """Put the shares into the vocabulary of results."""
    wave, strategy = (mix.index.get_level_values(name) for name in ("wave", "strategy"))
    pieces = []
    for name, whole in (("sessions", "stated"), ("person_sessions", "person_sessions_stated")):
        share = mix[f"share_of_{name}"].to_numpy()
        here = waves.reindex(wave)
        unstated = ((here["sessions"] > 0) & (here["stated"] == 0)).to_numpy()
        reason = pd.Series(np.where(unstated, "NOT_OBSERVED", "NO_EVENTS"), dtype="str")
        pieces.append(
            pd.DataFrame({
                "term": strategy,
                "estimate": share,
                **dict.fromkeys(
                    ("std_error", "statistic", "p_value", "conf_low", "conf_high"), NAN
                ),
                "n": here[whole].to_numpy(),
                "method": "sessions of several strategies in equal parts",
                "reason": reason.where(np.isnan(share)),
                "wave": wave,
                "measure": f"share_of_{name}",
            })
        )
    return pd.concat(pieces, ignore_index=True)


def _sentence(mix: pd.DataFrame, waves: pd.DataFrame, unknown: tuple[str, ...]) -> str:
    """Say per wave which strategies took which part of the sessions, the largest first."""
    parts = []
    for wave, row in waves.iterrows():
        here = f"In {wave}" if wave else "In the sessions" if len(waves) == 1 else "Outside a wave"
        if not row["stated"]:
            parts.append(f"{here}, no session has a strategy.")
            continue
        shares = mix.xs(wave, level="wave")["share_of_sessions"]
        shares = shares[shares > 0].sort_values(ascending=False, kind="stable")
        told = ", ".join(
            f"{_words(str(name))} {rates.percent(share)}" for name, share in shares.items()
        )
        parts.append(
            f"{here}, of 100 sessions with a strategy ({row['stated']:,} of {row['sessions']:,}): "
            f"{told}."
        )
    if unknown:
        count = "1 word is" if len(unknown) == 1 else f"{len(unknown)} words are"
        parts.append(f"{count} none of the five and kept as written: {errors.listed(unknown)}.")
    return " ".join(parts)


def _words(name: str) -> str:
    return name.replace("_", " ") if name in STRATEGIES else errors.shown(name)
