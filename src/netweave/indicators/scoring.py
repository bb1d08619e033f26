"""The scorecard: each indicator wave by wave, with its denominator, or why it cannot be said."""

from __future__ import annotations

import html
from collections.abc import Hashable, Iterable, Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, NoReturn

import numpy as np
import pandas as pd

from netweave import errors
from netweave._checks import as_list, has_columns
from netweave._guard import guarded
from netweave.analytics._facts import NAN
from netweave.codes import REASONS
from netweave.indicators.catalog import BY_TERM, CARDS, INDEX, Cell
from netweave.indicators.given import Given
from netweave.indicators.meetings import of_meetings
from netweave.indicators.ties import of_change, of_ties
from netweave.results import TERMS, Passport, Result

if TYPE_CHECKING:
    from matplotlib.axes import Axes

    from netweave.affiliations import Affiliations
    from netweave.network import Network

FORMULA = "method 5: indicators of connectivity and health, each with its own measure"
ROLE = "role"  # the one column that people may lack
_COLUMNS = ["wave", "unit", "pillar", "aim", "label", "needs", "reason"]


@dataclass(frozen=True, repr=False)
class Scorecard(Result):
    """A `Result` about the health of a network, which says what it cannot say.

    Parameters
    ----------
    table, sentence, warnings, claim, passport : see Result
        As in every finding; see `scorecard` for the rows of the table.
    waves : tuple of str
        The waves of the kind of tie, in order.
    """

    waves: tuple[str, ...] = field(default_factory=tuple)

    @property
    def wide(self) -> pd.DataFrame:
        """Give one row per indicator, in words: a column per wave and one over all of them.

        What cannot be said is a dash with the reason in the column ``why not``.
        """
        columns = [*self.waves, ""]
        rows = []
        for term, cells in self.table.groupby("term", sort=False):
            card = BY_TERM[str(term)]
            said = {str(wave): _said(row, card.unit) for wave, row in
                    zip(cells["wave"], cells.to_dict("records"), strict=True)}  # fmt: skip
            whys = [REASONS[why] for why in cells["reason"].dropna().unique()]
            rows.append({
                "pillar": card.pillar,
                "aim": card.aim,
                "indicator": card.label,
                **{wave or "over all": said.get(wave, "") for wave in columns},
                "why not": "; ".join(whys),
            })
        return pd.DataFrame(rows)

    def plot(self, ax: Axes | None = None, **options: Any) -> NoReturn:  # noqa: ARG002  # of Result
        """Refuse: indicators of different units belong on no common axis."""
        message = (
            "a scorecard is a table: its indicators have different units, and one axis would "
            "compare what cannot be compared. Show card.wide, or draw the finding behind an "
            "indicator, such as nw.compare.before_after(...).plot()."
        )
        raise errors.ArgumentError(message)

    def _repr_html_(self) -> str:
        """Show the indicators in words, not the table of numbers."""
        return f"<p>{html.escape(self.sentence)}</p>" + self.wide.to_html(index=False, border=0)


def _said(row: Mapping[Hashable, object], unit: str) -> str:
    """Put a value into words, with its denominator."""
    value, n = float(str(row["estimate"])), int(str(row["n"]))
    if np.isnan(value):
        return "–"
    if unit == "share":
        return f"{100 * value:.0f} in 100 (of {n:,})"
    if unit == "count":
        return f"{value:,.0f} (of {n:,})"
    return f"{value:.{2 if unit == INDEX else 1}f} (of {n:,})"


@guarded
def scorecard(  # one keyword per column
    net: Network,
    affiliations: Affiliations | None = None,
    *,
    kind: str | None = None,
    group: str = "organization",
    role: str = ROLE,
    practice: str | pd.Series | None = None,
    convenings: str | Iterable[str] = (),
) -> Scorecard:
    """List the indicators of a network's health, wave by wave, and what cannot be said.

    Those who evaluate networks look at three things: connectivity, health and results. From ties,
    meetings and products netweave computes connectivity and a part of health; of results it knows
    nothing, and says so. There is no grade and no colour: more is not better in itself, and no
    indicator has a value that would be right for every network.

    Parameters
    ----------
    net : Network
        Everybody, with one wave or several.
    affiliations : Affiliations, optional
        Meetings and products. Left out, the indicators that need them say so.
    kind : str, optional
        Which kind of tie; needed where several could be the headline.
    group, role : str, default "organization", "role"
        Columns of people.
    practice : str or Series, optional
        Which practice each session was: a column of events, or a Series over them.
    convenings : str or iterable of str, optional
        Which of these practices are convenings.

    Returns
    -------
    Scorecard
        A row per indicator and wave; the wave is "" for what concerns all of them. Beside broom's
        columns ``wave``, ``unit`` ("share" from 0 to 1, "count", "per member", "scale
        points", "index, 0 to 1"),
        ``pillar``, ``aim``, ``label``, ``needs`` and ``reason``: the code of why there is no
        value, NO_RECORDS if records of the sort were not given, ONE_WAVE if it takes two.
        ``n`` is the denominator: members, pairs, ties, products. Members are all but conveners.
        Who did not answer is not taken to be without ties: shares of members are of those who
        answered, and shares of pairs of those observed. Paths are withheld (COVERAGE) where fewer
        than 60 in 100 pairs were observed, what others say of somebody below 80. The warnings are
        those of each wave and of the change. ``.wide`` has it in words.

    Raises
    ------
    DataError
        If there is no such kind, or people lack the column ``group``, or one named by ``role``.
    ArgumentError
        If the kind must be named, or convenings are named without ``practice``.

    References
    ----------
    Network Impact & Center for Evaluation Innovation (2014). *Framing Paper: The State of Network
    Evaluation*, for the three pillars. Plastrik, P. & Taylor, M. (2006). *Net Gains*.

    Examples
    --------
    Two organizations of two people. At first nobody is tied across; then Ana learned from Dan, and
    Dan from Ana: one pair of organizations of one is tied, in both directions.

    >>> import pandas as pd
    >>> import netweave as nw
    >>> people = pd.DataFrame(
    ...     {"organization": ["Hill", "Hill", "Lake", "Lake"]}, index=["ana", "ben", "cleo", "dan"]
    ... )
    >>> ties = pd.DataFrame({
    ...     "learner": ["ana", "ana", "dan"],
    ...     "learned_from": ["ben", "dan", "ana"],
    ...     "wave": ["start", "end", "end"],
    ... })
    >>> found = nw.scorecard(nw.Network(people, ties))
    >>> rows = found.table.set_index(["term", "wave"])
    >>> rows.loc[["cross_ties", "new_organization_pairs"], ["estimate", "n"]].astype(float)
                                  estimate    n
    term                   wave
    cross_ties             start       0.0  4.0
                           end         0.5  4.0
    new_organization_pairs             1.0  1.0
    >>> rows.loc[("took_part", ""), "reason"]
    'NO_RECORDS'
    """
    chosen, named = _kind(net, kind), tuple(map(str, as_list(convenings)))
    if named and practice is None:
        rule = "names practices, and needs practice="
        mend = "Such as practice='practice', a column of events."
        raise errors.setting_out_of_range("convenings", rule, ", ".join(named), mend)
    if role != ROLE:
        has_columns("people", [role], net.people)
    given = Given(net, affiliations, chosen, group, role, practice, named)
    cells = [*of_ties(given), *of_change(given), *of_meetings(given)]
    cells.append(Cell("results", "", NAN, 0, "NO_RECORDS"))
    table = _table(cells, tuple(given.waves))
    passport = Passport(
        "scorecard", FORMULA, (chosen,), wave=", ".join(given.waves), people=net.n, ties=None,
        convener="without" if bool(net.convener.any()) else "none marked",
    )  # fmt: skip
    sentence, waves = _sentence(table, given.waves), tuple(wave for wave in given.waves if wave)
    return Scorecard(table, sentence, given.warnings, 1, passport, waves=waves)


def _kind(net: Network, kind: str | None) -> str:
    """Give the kind of tie that is meant: the one named, or the only one that can be."""
    if kind is not None:
        if kind not in net.kinds.index:
            raise errors.not_one_of("kind", [str(name) for name in net.kinds.index], kind)
        return kind
    able = [str(name) for name in net.kinds.index if bool(net.kinds.loc[name, "headline"])]
    if len(able) != 1:
        raise errors.headline_needed(able)
    return able[0]


def _table(cells: Iterable[Cell], waves: tuple[str, ...]) -> pd.DataFrame:
    """Put the cells in the order of the catalog and of the waves; nothing is left out."""
    place = {wave: number for number, wave in enumerate((*waves, ""))}
    order = {card.term: number for number, card in enumerate(CARDS)}
    held = sorted(cells, key=lambda cell: (order[cell.term], place[cell.wave]))
    rows = []
    for cell in held:
        card = BY_TERM[cell.term]
        rows.append({
            "term": cell.term,
            "estimate": cell.estimate,
            **dict.fromkeys(("std_error", "statistic", "p_value", "conf_low", "conf_high"), NAN),
            "n": cell.n,
            "method": card.unit,
            "wave": cell.wave,
            "unit": card.unit,
            "pillar": card.pillar,
            "aim": card.aim,
            "label": card.label,
            "needs": card.needs,
            "reason": cell.reason or None,
        })
    table = pd.DataFrame(rows, columns=[*TERMS, *_COLUMNS])
    return table.astype({"reason": "str", "estimate": float})


def _sentence(table: pd.DataFrame, waves: Iterable[str]) -> str:
    """Say how much of the scorecard is filled, and that it is no grade."""
    filled = table.groupby("term")["estimate"].apply(lambda values: bool(values.notna().any()))
    names = list(waves)
    over = f"in {len(names)} waves" if len(names) > 1 else "in one wave"
    return (
        f"{int(filled.sum())} of {len(filled)} indicators can be given {over}; the others say what "
        "they lack. There is no grade: more is not better in itself, and results are not among "
        "them."
    )
