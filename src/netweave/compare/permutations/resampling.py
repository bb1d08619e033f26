"""The vertex bootstrap: how far a measure would move with other people like these."""

from __future__ import annotations

import dataclasses
import functools
import math
from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np
import pandas as pd
from scipy import sparse, stats

from netweave import errors
from netweave._checks import counted
from netweave._guard import guarded
from netweave.analytics._facts import NAN, findings
from netweave.analytics.nulls.drawn import Drawn, plain
from netweave.analytics.passports import notices_for, passport
from netweave.analytics.tabulate import reasons
from netweave.codes import REASONS
from netweave.compare.estimate import CHANGE, GATES
from netweave.compare.instrument import instrument_notices
from netweave.compare.outcome import merged
from netweave.compare.permutations.tails import written
from netweave.compare.permutations.told import people_words
from netweave.compare.sentence import NO_EFFECT
from netweave.compare.wording import amount
from netweave.coverage import capped
from netweave.results import Result

if TYPE_CHECKING:
    from netweave.codes import Notice
    from netweave.network import Network
    from netweave.results import Passport

COVERED = 0.95
CAUTIOUS = (
    "The interval is from people drawn again with replacement (vertex bootstrap), which is "
    "cautious: its standard errors are often 1.1 to 1.5 times too large."
)


@guarded
def vertex_bootstrap(
    net: Network | tuple[Network, Network],
    statistic: Callable[..., Any],
    *,
    draws: int = 999,
    seed: int = 0,
) -> Result:
    """Give a number of a network, or its change between two, with a bootstrap interval over people.

    As many people as there are, drawn with replacement, make a new network with the ties between
    them. Somebody who is drawn twice has no tie to the other copy in the data: such pairs are
    filled with pairs drawn from the whole network. The spread over many such networks is the
    standard error. It is conservative: often 1.1 to 1.5 times too large, and no substitute for the
    widest of three intervals that `before_after` gives.

    Parameters
    ----------
    net : Network, or two of them
        One wave; or (before, after), of which those people are taken who are in both, drawn
        together.
    statistic : function
        Gives one number of a network, such as ``nw.density``; options are fixed with
        `functools.partial`. It may read who is tied, in which direction, and columns of people,
        and no strengths or kinds. Numbers that grow with paths or with the number of isolates do
        not bootstrap well: copies of a person share all ties.
    draws : int, default 999
        How many networks.
    seed : int, default 0
        Same data, same seed, same answer.

    Returns
    -------
    Result
        One row, or for two networks the rows ``…_difference`` (after less before), ``…_before``
        and ``…_after``. ``std_error`` is the standard deviation over the draws, the interval
        estimate ± 1.96 of it; ``statistic`` and ``p_value`` (normal, two-sided) are given for the
        difference; ``draws`` counts networks with a value. NaN, with a code in ``reason``: the
        number is undefined; ``EMPTY``, ``N<2``; ``UNDEFINED_BY_CHANCE``, no draw has a value;
        ``NO_VARIANCE``, all draws are alike. The claim is change for two waves, else description.

    Raises
    ------
    DataError
        If a network holds several waves, or nobody is in both.
    ArgumentError
        If ``statistic`` does not give a number, or a setting is out of range.

    Notes
    -----
    Parallel ties count once. A pair that nobody could report is taken as it is recorded, and who
    was asked about whom does not enter: a draw has no list of pairs not asked about.

    References
    ----------
    Snijders, T. A. B. & Borgatti, S. P. (1999). Non-parametric standard errors and tests for
    network statistics. *Connections*, 22(2), 161-170.

    Examples
    --------
    >>> import pandas as pd
    >>> import netweave as nw
    >>> ties = pd.DataFrame({"learner": ["ana", "ben"], "learned_from": ["ben", "cleo"]})
    >>> net = nw.Network(["ana", "ben", "cleo", "dan"], ties)
    >>> found = nw.compare.vertex_bootstrap(net, nw.density, draws=200, seed=1)
    >>> found.table["estimate"].round(3).tolist(), bool(found.table["std_error"].item() > 0)
    ([0.333], True)
    """
    counted("draws", draws, least=2)
    nets = list(net) if isinstance(net, tuple | list) else [net]
    if len(nets) not in {1, 2}:
        raise errors.setting_out_of_range("net", "must be one network or two", len(nets))
    drawn = _drawn(_bases(nets), statistic, draws, np.random.default_rng(seed))
    name = _name(statistic)
    table = _table(name, drawn, draws, _why(nets, statistic, drawn))
    waves = [one.the_wave for one in nets]
    changed = len(nets) == 2 and waves[0] != waves[1]
    sure = not table["conf_low"].isna().iloc[0]
    notices = [notice for one in nets for notice in notices_for(one)]
    if changed:
        kinds = [kind for kind in nets[0].structural_kinds if kind in nets[1].structural_kinds]
        notices += [note for kind in kinds for note in instrument_notices(nets[0], nets[1], kind)]
    return Result(
        table,
        _sentence(name, table, drawn.people) + (f" {NO_EFFECT}" if changed else ""),
        merged(notices),
        claim=_claim(nets, name, notices, sound=changed and sure),
        passport=_passport(nets, name, drawn.people, seed),
    )


# ---------------------------------------------------------------------- drawing


@dataclass(frozen=True)
class _Base:
    """A network from which people are drawn: its arcs and its people, in the order shared."""

    net: Network
    model: Drawn
    arcs: sparse.csr_array
    people: pd.DataFrame

    @functools.cached_property
    def _keys(self) -> np.ndarray:
        cells = self.arcs.tocoo()
        return np.sort(cells.row.astype(np.int64) * len(self.people) + cells.col)

    def tied(self, one: np.ndarray, other: np.ndarray) -> np.ndarray:
        """Mark the arcs among ordered pairs of people, with ones."""
        return np.isin(one * len(self.people) + other, self._keys).astype(float)

    def among(self, place: np.ndarray, further: sparse.csr_array) -> Drawn:
        """Give the network of the people at these places, with further arcs between copies."""
        arcs = (self.arcs[place][:, place] + further).tocsr()
        arcs.sort_indices()
        net = Drawn.like(self.model, arcs)
        people = self.people.iloc[place].set_axis(
            pd.Index([f"{copy}" for copy in range(len(place))], name=self.people.index.name)
        )
        vars(net).update(_people=people, _unasked=self.model.unasked.iloc[:0])
        return net


def _bases(nets: list[Network]) -> list[_Base]:
    people = nets[0].people.index
    for other in nets[1:]:
        people = people[people.isin(other.people.index)]
        if not len(people):
            raise errors.nobody_in_both(nets[0].n, other.n, members_only=False)
    found = []
    for whole in nets:
        net = whole.subset(people)
        model = plain(net, directed=True)
        place = model.people.index.get_indexer(people)
        arcs = model.structure(directed=True)[place][:, place].tocsr()
        found.append(_Base(net, model, arcs, model.people.loc[people]))
    return found


@dataclass(frozen=True)
class _Values:
    """The number of each network, on the data and on every draw."""

    people: int
    observed: np.ndarray
    draws: np.ndarray


def _drawn(
    bases: list[_Base], statistic: Callable[..., Any], draws: int, rng: np.random.Generator
) -> _Values:
    n = len(bases[0].people)
    observed = np.array([_observed(base, statistic) for base in bases])
    found = np.full((draws, len(bases)), NAN)
    for row in found if n > 1 else found[:0]:
        place = rng.integers(n, size=n)
        one, other = _copies(place)
        first = rng.integers(n, size=len(one))
        second = (first + 1 + rng.integers(n - 1, size=len(one))) % n
        for which, base in enumerate(bases):
            there, back = base.tied(first, second), base.tied(second, first)
            ends = np.concatenate([one, other]), np.concatenate([other, one])
            filled = sparse.csr_array((np.concatenate([there, back]), ends), shape=(n, n))
            row[which] = _number(base.among(place, filled), statistic)
    return _Values(n, observed, found)


def _observed(base: _Base, statistic: Callable[..., Any]) -> float:
    """Give the number of the data; refuse one that reads more than the draws have."""
    found, n = _number(base.net, statistic), len(base.people)
    if len(base.net.unasked):
        return found  # a draw has no such list, so that it may well differ
    again = _number(base.among(np.arange(n), sparse.csr_array((n, n))), statistic)
    if not np.isclose(found, again, rtol=1e-9, equal_nan=True):
        rule = "must read nothing but who is tied to whom, and columns of people"
        mend = "Strengths and kinds are not drawn; choose a kind with net.where(kind=…)."
        raise errors.setting_out_of_range("statistic", rule, _name(statistic), mend)
    return found


def _copies(place: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Give the pairs of places that hold one and the same person, each once."""
    n = len(place)
    who = sparse.csr_array((np.ones(n), (np.arange(n), place)), shape=(n, n))
    pairs = sparse.triu(who @ who.T, k=1).tocoo()
    return pairs.row, pairs.col


def _number(net: Network, statistic: Callable[..., Any]) -> float:
    try:
        return float(statistic(net))
    except Exception as error:
        if isinstance(error, errors.NetweaveError):
            raise
        rule = "must be a function that gives one number"
        stopped = f"It stopped with {type(error).__name__}: {error}."
        raise errors.setting_out_of_range("statistic", rule, _name(statistic), stopped) from error


def _plain(statistic: Callable[..., Any]) -> Callable[..., Any]:
    while isinstance(statistic, functools.partial):
        statistic = statistic.func
    return statistic


def _name(statistic: Callable[..., Any]) -> str:
    return str(getattr(_plain(statistic), "__name__", "statistic"))


# ---------------------------------------------------------------------- telling it


def _why(nets: list[Network], statistic: Callable[..., Any], drawn: _Values) -> str:
    """Give the reason code of what is undefined, "" where nothing is."""
    if drawn.people < 2:
        return "N<2" if drawn.people else "EMPTY"
    for net, value in zip(nets, drawn.observed, strict=True):
        if math.isnan(value):
            declared = hasattr(_plain(statistic), "measure")
            codes = reasons(net, statistic) if declared else pd.Series(dtype="str")
            return str(codes.iloc[0]) if len(codes) and pd.notna(codes.iloc[0]) else ""
    values = drawn.draws[:, -1] - (drawn.draws[:, 0] if len(nets) == 2 else 0.0)
    values = values[~np.isnan(values)]
    if not len(values):
        return "UNDEFINED_BY_CHANCE"
    return "NO_VARIANCE" if np.ptp(values) < 1e-12 else ""


def _table(name: str, drawn: _Values, draws: int, why: str) -> pd.DataFrame:
    columns = {name: (drawn.observed[0], drawn.draws[:, 0])}
    if len(drawn.observed) == 2:
        columns = {
            f"{name}_difference": (
                drawn.observed[1] - drawn.observed[0],
                drawn.draws[:, 1] - drawn.draws[:, 0],
            ),
            f"{name}_before": (drawn.observed[0], drawn.draws[:, 0]),
            f"{name}_after": (drawn.observed[1], drawn.draws[:, 1]),
        }
    method = f"vertex bootstrap (conservative), {draws} draws of people"
    rows = [(term, value, drawn.people, why) for term, (value, _) in columns.items()]
    table = findings(rows, method)
    known = [values[~np.isnan(values)] for _, values in columns.values()]
    spread = np.array([values.std(ddof=1) if len(values) > 1 and not why else NAN
                       for values in known])  # fmt: skip
    reach = stats.norm.ppf((1 + COVERED) / 2) * spread
    table = table.assign(
        std_error=spread,
        conf_low=table["estimate"] - reach,
        conf_high=table["estimate"] + reach,
        draws=[len(values) for values in known],
    )
    if len(columns) > 1 and not why:
        z = table.loc[0, "estimate"] / spread[0]
        table.loc[0, ["statistic", "p_value"]] = [z, 2 * stats.norm.sf(abs(z))]
    return table[[name for name in table.columns if name != "reason"] + ["reason"]]


def _sentence(name: str, table: pd.DataFrame, people: int) -> str:
    first = table.iloc[0]
    if np.isnan(first["estimate"]):
        why = f": {REASONS[first['reason']]}" if first["reason"] == first["reason"] else ""
        return f"{name} is undefined here{why}."
    of = people_words(people)
    if len(table) == 1:
        lead = f"{name} is {amount(first['estimate'])} among {of}"
    else:
        before, after = (amount(table["estimate"].iloc[which]) for which in (1, 2))
        lead = f"{name} went from {before} to {after} among {of}, a difference of " + amount(
            first["estimate"]
        )
    if first["reason"] == first["reason"]:
        return f"{lead}; no interval: {REASONS[first['reason']]}."
    ends = " to ".join(amount(first[end]) for end in ("conf_low", "conf_high"))
    p = f", p = {written(first['p_value'])}" if len(table) > 1 else ""
    return f"{lead} (95% interval {ends}{p}). {CAUTIOUS}"


def _claim(nets: list[Network], name: str, notices: list[Notice], *, sound: bool) -> int:
    """Give the level of claim: that of a change, where two waves compare and are observed."""
    compare = not any(notice.code in GATES for notice in notices)
    return capped(
        CHANGE if sound and compare else 1, *(passport(net, name).coverage for net in nets)
    )


def _passport(nets: list[Network], name: str, people: int, seed: int) -> Passport:
    made = passport(nets[0], name, seed=seed)
    formula = "; ".join(part for part in (made.formula, "method 4.4; Snijders & Borgatti (1999)")
                        if part)  # fmt: skip
    waves = " and ".join(dict.fromkeys(net.the_wave for net in nets if net.the_wave))
    return dataclasses.replace(made, formula=formula, wave=waves, people=people)
