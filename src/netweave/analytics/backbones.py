"""Which pairs were at the same events more often than their attendance alone explains."""

from __future__ import annotations

import html
import importlib
from dataclasses import dataclass, field
from functools import cached_property
from math import ceil
from typing import TYPE_CHECKING, Any, Literal

import numpy as np
import pandas as pd

from netweave import errors
from netweave._checks import counted, one_of, seeded
from netweave._guard import guarded
from netweave._kernels import twomode
from netweave._projection import little_about_pairs
from netweave.analytics._attended import Events, taking_part
from netweave.codes import REASONS, Notice
from netweave.network import Network
from netweave.results import Passport

if TYPE_CHECKING:
    from matplotlib.axes import Axes

    from netweave.affiliations import Affiliations

Method = Literal["sdsm", "fdsm"]
Correction = Literal["holm", "bh", "none"]

FEW_TABLES = 20
SHOWN = 50
_METHODS = {
    "sdsm": "method 1.2; Neal 2014 (stochastic degree sequence model)",
    "fdsm": "method 1.2; Zweig & Kaufmann 2011 (fixed degree sequence model)",
}
_CORRECTIONS = {"holm": "Holm's correction", "bh": "Benjamini and Hochberg's correction"}
_WORDS = {
    "attendance": ("session", "met"),
    "authorship": ("work", "wrote together"),
}


@dataclass(frozen=True)
class Backbone:
    """The pairs who shared more events than chance explains, and every pair that was tested.

    Parameters
    ----------
    table : DataFrame
        One row per pair tested, in the order of people: ``person``, ``other``, ``shared`` (events
        both were at), ``expected`` (how many chance gives), ``p_value`` (chance gives as many or
        more), ``p_adjusted``, ``kept``.
    sentence : str
        What may be said, in plain words.
    warnings : tuple of Notice
        What the reader should know.
    claim : int
        2, a finding against chance.
    passport : Passport
        Where the numbers come from; ``ties`` are the pairs kept.
    reason : str
        Why nothing could be tested (a code of `netweave.codes.REASONS`), or "".
    people : DataFrame
        Everybody, whether tested or not.
    kind : {"attendance", "authorship"}
        What the events were.
    """

    table: pd.DataFrame
    sentence: str
    warnings: tuple[Notice, ...] = ()
    claim: int = 2
    passport: Passport = field(default_factory=lambda: Passport("backbone", ""))
    reason: str = ""
    people: pd.DataFrame = field(default_factory=pd.DataFrame)
    kind: str = "attendance"

    @property
    def kept(self) -> pd.DataFrame:
        """The rows of the pairs that were kept."""
        return self.table[self.table["kept"]].reset_index(drop=True)

    @cached_property
    def network(self) -> Network:
        """The kept pairs as mutual ties of the kind "backbone"; everybody stays in its people.

        The weight is the number of events shared, with threshold 1, so that structural measures
        take the kept pairs. It stays opportunity, never a headline; works stay co-produced.
        """
        kept, wave = self.kept, self.passport.wave
        one = kept.rename(columns={"person": "learner", "other": "learned_from"})
        two = kept.rename(columns={"other": "learner", "person": "learned_from"})
        rows = pd.concat([one, two], ignore_index=True)
        ties = rows[["learner", "learned_from"]].assign(
            weight=rows["shared"].astype(float), kind="backbone"
        )
        kinds = pd.DataFrame({
            "kind": ["backbone"],
            "evidence": "coproduced" if self.kind == "authorship" else "opportunity",
            "mutual": True,
            "reciprocity_eligible": False,
            "headline": False,
            "threshold": 1.0,
            "unit": f"{_WORDS[self.kind][0]}s shared",
            "reporter": "record",
        })
        return Network(
            self.people, ties.assign(wave=wave) if wave else ties, kinds, [wave] if wave else None
        )

    def plot(self, ax: Axes | None = None, **options: Any) -> Axes:
        """Draw the kept pairs as a map into ``ax``; options as for ``network_map``."""
        maps = importlib.import_module("netweave.plotting.maps")
        drawn: Axes = maps.network_map(self.network, ax=ax, **options)
        return drawn

    def __str__(self) -> str:
        return self.sentence + "".join(f"\n{notice}" for notice in self.warnings)

    def __repr__(self) -> str:
        return f"<Backbone: {int(self.table['kept'].sum())} of {len(self.table)} pairs kept>"

    def _repr_html_(self) -> str:
        kept = self.kept.sort_values("p_value", kind="stable")
        table = kept[:SHOWN].to_html(escape=True, float_format="{:.3g}".format, index=False)
        more = f"<p>… and {len(kept) - SHOWN} more pairs</p>" if len(kept) > SHOWN else ""
        notes = "".join(f"<li>{html.escape(str(notice))}</li>" for notice in self.warnings)
        listed = f"<ul>{notes}</ul>" if notes else ""
        return f"<p>{html.escape(self.sentence)}</p>{table if len(kept) else ''}{more}{listed}"


@guarded
def backbone(  # noqa: PLR0913  # one keyword per choice
    affiliations: Affiliations,
    *,
    method: Method = "sdsm",
    alpha: float = 0.05,
    correction: Correction = "holm",
    wave: str | None = None,
    kind: Events | None = None,
    seed: int = 0,
    permutations: int = 9_999,
) -> Backbone:
    """Keep the pairs who were at the same events more often than chance would have it.

    Who goes to many events meets many people there, and everybody meets at a plenary. Each pair's
    number of shared events is held against what it would be if only these two things were given:
    how many events each person was at, and how many people were at each event.

    A person was at an event who is recorded there in any role but facilitator; who facilitates
    only is neither peer nor presenter. Breakout groups are not told apart, and whoever is not
    among the people (a name that was not found) does not count. Tested are all pairs of people
    who were at one event or more, one-sided: meeting less than chance would have it is never kept.
    An empty backbone is an answer: these records do not tell who sought whom.

    Parameters
    ----------
    affiliations : Affiliations
        People and events, one wave.
    method : {"sdsm", "fdsm"}, default "sdsm"
        "sdsm": the numbers are kept on average, and the p-value is exact: a sum over events of
        independent chances, those of greatest entropy. It errs on the side of keeping too few,
        the more so the fuller the table. "fdsm": the numbers are kept exactly in each of many
        random tables (curveball trades), which finds more. Its smallest p-value is
        ``1/(permutations + 1)``, too large for many pairs under "holm"; the sentence then says
        how many tables would be needed.
    alpha : float, default 0.05
        A pair is kept if its adjusted p-value is at most this.
    correction : {"holm", "bh", "none"}, default "holm"
        For the number of pairs tested. "holm": the chance that any pair is kept wrongly is at
        most ``alpha``. "bh" (Benjamini and Hochberg): about that share of the kept pairs is kept
        wrongly. "none": that share of all pairs tested is.
    wave : str, optional
        Which wave, if the events belong to several.
    kind : {"attendance", "authorship"}, optional
        Which events, if there are both.
    seed : int, default 0
        For "fdsm". Same records, same seed, same answer.
    permutations : int, default 9999
        How many random tables "fdsm" draws. With 300 people at 100 events the default takes
        about 20 s ("sdsm" a twentieth of a second), with 18 people at 14 events a fifth of one.

    Returns
    -------
    Backbone
        ``table`` of all pairs tested, ``sentence``, ``warnings``, ``kept``, ``network``. W05 if
        there were fewer than ten events or the table is more than nine tenths full, W15 if "fdsm"
        saw fewer than 20 distinct tables. Empty, with a ``reason``, if nobody or one person took
        part; ``reason`` "DEGENERATE_NULL" if no other table has these numbers.

    Raises
    ------
    DataError
        If the events belong to several waves or are of both kinds, and none is named.
    ArgumentError
        If an argument is out of its range.

    References
    ----------
    Neal, Z. P. (2014). The backbone of bipartite projections: inferring relationships from
    co-authorship, co-sponsorship, co-attendance and other co-behaviors. *Social Networks*, 39,
    84-97.

    Zweig, K. A. & Kaufmann, M. (2011). A systematic approach to the one-mode projection of
    bipartite graphs. *Social Network Analysis and Mining*, 1, 187-218.

    Strona, G., Nappo, D., Boccacci, F., Fattorini, S. & San-Miguel-Ayanz, J. (2014). A fast and
    unbiased procedure to randomize ecological binary matrices with fixed row and column totals.
    *Nature Communications*, 5, 4114.

    Godard, K. & Neal, Z. P. (2022). fastball: a fast algorithm to randomly sample bipartite graphs
    with fixed degree sequences. *Journal of Complex Networks*, 10, cnac049.

    Carstens, C. J., Hamann, M., Meyer, U., Penschuck, M., Tran, H. & Wagner, D. (2018). Parallel
    and I/O-efficient randomisation of massive networks using global curveball trades. *26th Annual
    European Symposium on Algorithms*, 11.

    Examples
    --------
    Four people, two of whom were at each of twelve sessions: Ana with Ben six times, Cleo with Dan
    six times. By chance each session has either person with probability 1/2, so two people share
    12/4 = 3 sessions; six or more of twelve at 1/4 each has the probability 0.054.

    >>> import pandas as pd
    >>> import netweave as nw
    >>> sessions = [f"s{number}" for number in range(12)]
    >>> records = pd.DataFrame({
    ...     "person": ["ana", "ben"] * 6 + ["cleo", "dan"] * 6,
    ...     "event": [session for session in sessions for _ in range(2)],
    ... })
    >>> log = nw.Affiliations(["ana", "ben", "cleo", "dan"], pd.DataFrame(index=sessions), records)
    >>> found = nw.backbone(log)
    >>> found.table.round(3).loc[[0, 1], ["person", "other", "shared", "expected", "p_value"]]
      person other  shared  expected  p_value
    0    ana   ben       6       3.0    0.054
    1    ana  cleo       0       3.0    1.000
    >>> found.sentence
    "No pair of the 6 tested met more often than chance would have it (12 sessions; SDSM, Holm's
    correction for 6 tests, level 0.05)."
    """
    _check(method, correction, alpha, permutations, seed)
    table, label, kind = taking_part(affiliations, wave, kind)
    people = affiliations.people
    there = np.flatnonzero(table.any(axis=1))
    above = np.triu_indices(len(there), 1)
    pairs = there[above[0]], there[above[1]]
    if method == "sdsm" or not len(pairs[0]):
        expected, p_values = twomode.margins_on_average(table, *pairs)
        distinct = FEW_TABLES
    else:
        generator = np.random.default_rng(seed)
        expected, p_values, distinct = twomode.margins_exactly(
            table, pairs, permutations, generator
        )
    p_adjusted = twomode.adjusted(p_values, correction)
    tested = pd.DataFrame({
        "person": pd.Categorical.from_codes(pairs[0], categories=people.index),
        "other": pd.Categorical.from_codes(pairs[1], categories=people.index),
        "shared": twomode.shared_events(table)[pairs],
        "expected": expected,
        "p_value": p_values,
        "p_adjusted": p_adjusted,
        # A hair of rounding must not decide at the level itself.
        "kept": p_adjusted <= alpha * (1 + 1e-12),
    })
    reason = _reason(affiliations, table, len(there))
    asked = _Asked(method, correction, alpha, permutations, kind)
    return Backbone(
        tested,
        _sentence(tested, table, reason, asked),
        _warnings(table, distinct, reason, asked),
        passport=_passport(affiliations, tested, label, asked, seed),
        reason=reason,
        people=people,
        kind=kind,
    )


@dataclass(frozen=True)
class _Asked:
    """What the caller chose."""

    method: str
    correction: str
    alpha: float
    permutations: int
    kind: str

    def needed(self, tests: int) -> int:
        """How many random tables one kept pair takes, whatever the data; 0 without any."""
        if self.method != "fdsm":
            return 0
        factor = tests if self.correction == "holm" else 1
        return ceil(factor / self.alpha * (1 - 1e-12)) - 1


def _check(method: str, correction: str, alpha: float, permutations: int, seed: int | None) -> None:
    one_of("method", tuple(_METHODS), method)
    one_of("correction", (*_CORRECTIONS, "none"), correction)
    if not 0 < alpha < 1:
        raise errors.setting_out_of_range("alpha", "must lie between 0 and 1", alpha)
    counted("permutations", permutations)
    if method == "fdsm":
        seeded(seed, "with method 'fdsm'")


def _reason(affiliations: Affiliations, table: np.ndarray, took_part: int) -> str:
    """Give the code of why chance has nothing to say, or ""."""
    if not affiliations.n:
        return "EMPTY"
    if took_part < 2:
        return "N<2" if took_part else "NO_EVENTS"
    chances = twomode.cell_probabilities(table.sum(axis=1), table.sum(axis=0))
    only_one = ((chances == 0) | (chances == 1)).all()
    return "DEGENERATE_NULL" if only_one else ""


def _sentence(tested: pd.DataFrame, table: np.ndarray, reason: str, asked: _Asked) -> str:
    """Say how many pairs were kept, by which test, or why none could be."""
    noun, did = _WORDS[asked.kind]
    if reason:
        why = REASONS[reason]
        return f"Who {did} more often than chance would have it cannot be said: {why}."
    events, tests, kept = table.shape[1], len(tested), int(tested["kept"].sum())
    correction = _CORRECTIONS.get(asked.correction)
    of_tests = f"{tests:,} test{'s' * (tests != 1)}"
    corrected = f"{correction} for {of_tests}" if correction else f"no correction for {of_tests}"
    how = (
        f"({events:,} {noun}{'s' * (events != 1)}; {asked.method.upper()}, {corrected}, "
        f"level {asked.alpha:g})"
    )
    often = f"{did} more often than chance would have it"
    if kept:
        first = f"{kept:,} of the {tests:,} pairs tested {often} {how}."
    else:
        first = f"No pair of the {tests:,} tested {often} {how}."
    needed = asked.needed(tests)
    if needed <= asked.permutations:
        return first
    return (
        f"{first} With {asked.permutations:,} random tables no pair could have been kept, whatever "
        f"the records; that takes {needed:,} or more."
    )


def _warnings(table: np.ndarray, distinct: int, reason: str, asked: _Asked) -> tuple[Notice, ...]:
    """Warn of few or crowded events, and of too few reference tables."""
    notes = []
    little = little_about_pairs(table, _WORDS[asked.kind][0])
    if little:
        notes.append(Notice("W05", little))
    if asked.method == "fdsm" and distinct < FEW_TABLES and reason in {"", "DEGENERATE_NULL"}:
        found = f"{distinct} distinct tables among {asked.permutations:,} draws."
        notes.append(Notice("W15", found))
    return tuple(notes)


def _passport(
    affiliations: Affiliations,
    tested: pd.DataFrame,
    wave: str,
    asked: _Asked,
    seed: int | None,
) -> Passport:
    kinds = sorted(affiliations.events["kind"].unique())
    convener = affiliations.people.get("convener")
    marked = convener is not None and bool(convener.any())
    return Passport(
        measure="backbone",
        formula=_METHODS[asked.method],
        kinds=(asked.kind,),
        left_out=tuple(str(kind) for kind in kinds if kind != asked.kind),
        wave=wave,
        threshold=f"p_adjusted at most {asked.alpha:g} ({asked.correction})",
        people=affiliations.n,
        ties=int(tested["kept"].sum()),
        convener="with" if marked else "none marked",
        seed=seed if asked.method == "fdsm" else None,
    )
