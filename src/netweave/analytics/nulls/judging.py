"""How a measure stands among its values on random networks."""

from __future__ import annotations

import dataclasses
import functools
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

import numpy as np
import pandas as pd

from netweave import errors
from netweave._guard import guarded
from netweave.analytics._facts import findings
from netweave.analytics.nulls.drawing import (
    Choices,
    Null,
    Reference,
    checked,
    reference,
)
from netweave.analytics.nulls.spoken import FEW, about, placed
from netweave.analytics.passports import notices_for, passport
from netweave.analytics.tabulate import reasons
from netweave.codes import REASONS, Notice
from netweave.network import Network
from netweave.results import TERMS, Result

if TYPE_CHECKING:
    from netweave.affiliations import Affiliations

EXTREME = 0.95
FEW_TIES = 5  # method 8: what a person does with fewer says little
_COLUMNS = ["expected", "difference", "percentile", "p_greater", "p_less", "draws", "reason"]


@guarded
def against_chance(  # noqa: PLR0913  # one keyword per choice
    net: Network | Affiliations,
    measure: Callable[..., Any],
    null: Null,
    *,
    draws: int = 999,
    seed: int = 0,
    term: str | None = None,
    directed: bool = False,
    group: str = "organization",
    strata: str | None = None,
    shared: int = 1,
) -> Result:
    """Compare a measure with its values on random networks that share something with this one.

    A number says little by itself: sparse networks are centralized by chance, and who has many
    ties bridges many people. What remains once the number of ties, or everybody's, or the labels'
    sizes are given is what the percentile tells. `null_networks` says which ``null`` answers which
    question, and what each leaves as it is.

    Parameters
    ----------
    net : Network or Affiliations
        One wave. Affiliations for "margins", and for nothing else.
    measure : function
        A measure of the network or of its people; options are fixed with `functools.partial`. A
        function of your own may give a number, a Series or DataFrame over ``net.people.index``, or
        a `Result`.
    null : {"ties", "dyads", "degrees", "labels", "margins"}
        What the random networks share with this one; see `null_networks`.
    draws : int, default 999
        How many random networks.
    seed : int, default 0
        Same network, same seed, same answer.
    term : str, optional
        Of a measure that gives a table: which row of a `Result` ("observed" if left out), which
        column of a DataFrame.
    directed : bool, default False
        For "ties" and "degrees", draw arcs; needed for a measure that tells learning from
        teaching.
    group : str, default "organization"
        For "labels", the column of people that is dealt out anew.
    strata : str, optional
        For "labels", a column of people inside whose values that is done.
    shared : int, default 1
        For "margins", from how many shared events on two people are tied.

    Returns
    -------
    Result
        One row for the network (``term`` is the measure), or one per person. ``estimate`` is the
        observed value, ``expected`` and ``std_error`` are mean and standard deviation of the
        random ones, ``difference`` is estimate less expected. ``percentile`` is
        (less + equal/2 + 1/2)/(draws + 1), above 0 and below 1, for so many random values less
        than and equal to the observed one (mid-p); ``draws`` counts those that are defined.
        ``p_greater`` is (1 + equal + greater)/(draws + 1), ``p_less`` the same of the other tail,
        ``p_value`` twice the smaller of the two, at most 1. NaN percentile and p-values, with a
        code in ``reason``: the value itself is undefined; ``DEGENERATE_NULL``, if 20 draws or more
        saw no other network with these properties; ``SAME_BY_CHANCE``, if all
        random values are the observed one; ``UNDEFINED_BY_CHANCE``, if none is defined. W15, no
        place in the sentence, and a claim that only describes, if fewer than 20 distinct networks
        were seen. Of people W21, if some of those compared have fewer than five ties, and W23, if
        several are compared; other warnings are about who answered (W01 to W04), opportunities
        (W07) and conveners (W14).

    Raises
    ------
    DataError
        If there are several waves, or no such column.
    ArgumentError
        If an argument is out of its range; if the measure gives neither of the above; if it reads
        more than the random networks have: strengths or kinds, except with "labels", and who
        learned from whom, if ``directed`` is False. A measure that gives the same either way is
        never refused.

    Notes
    -----
    Parallel ties count once, as in every structural measure. The rows of people are one test each:
    of a hundred, five lie above .95 by chance. With "degrees", a measure that everybody's number
    of ties determines has no percentile (``SAME_BY_CHANCE``).

    References
    ----------
    Anderson, B. S., Butts, C. & Carley, K. (1999). The interaction of size and density with
    graph-level indices. *Social Networks*, 21, 239-267.

    Examples
    --------
    Six people, five ties, all of them Ana's. There are 3003 ways to tie five of the 15 pairs; six
    of them are such stars, and no other network is as centralized.

    >>> import pandas as pd
    >>> import netweave as nw
    >>> ties = pd.DataFrame({
    ...     "learner": ["ben", "cleo", "dan", "eve", "fay"],
    ...     "learned_from": "ana",
    ... })
    >>> net = nw.Network(["ana", "ben", "cleo", "dan", "eve", "fay"], ties)
    >>> found = nw.against_chance(net, nw.centralization, "ties", seed=1)
    >>> found.table[["term", "estimate", "percentile"]].round(2)
                 term  estimate  percentile
    0  centralization       1.0         1.0

    Everybody's number of ties leaves no other network than the star.

    >>> nw.against_chance(net, nw.centralization, "degrees", seed=1).table["reason"].item()
    'DEGENERATE_NULL'
    """
    checked(null, draws, seed)
    drawn = reference(net, null, draws, seed, Choices(directed, group, strata, shared))
    read = functools.partial(_values, measure=measure, term=term)
    values, person = read(drawn.observed)
    whole = net if isinstance(net, Network) else drawn.observed
    if drawn.observed is not whole:
        _same(values, read(whole)[0], _name(measure), directed=directed or null == "dyads")
    tally, distinct = Tally(values), {drawn.key}
    for key, one in drawn.networks:
        tally.add(read(one)[0])
        if len(distinct) < FEW:
            distinct.add(key)
    why = _why(drawn, measure, values, term)
    alone = len(distinct) == 1 and draws >= FEW  # fewer draws cannot show that there is no other
    why = np.where(why == "", tally.why(degenerate=alone), why)
    names = [str(name) for name in drawn.observed.people.index] if person else [_name(measure)]
    method = f"{draws} random networks {drawn.words}"
    if drawn.kept:
        method += f"; pairs that nobody could report and that stay: {drawn.kept}"
    table = _table(names, tally, why, method, drawn.observed.n)
    few = len(distinct) < FEW
    note = Notice("W15", f"Distinct networks {drawn.words}: {len(distinct)}.")
    said = _people_sentence if person else _sentence
    made = passport(whole, _name(measure), seed=seed)
    formula = "; ".join(part for part in (made.formula, "method 2.2, 2.4") if part)
    return Result(
        table,
        said(_name(measure) + (f" ({term})" if term else ""), table, tally, drawn.words, few=few),
        (*((note,) if few else ()), *_of_people(drawn.observed, table, person), *notices_for(net)),
        claim=1 if few or table["percentile"].isna().all() else 2,
        passport=dataclasses.replace(made, formula=formula),
    )


def _of_people(net: Network, table: pd.DataFrame, person: bool) -> tuple[Notice, ...]:  # noqa: FBT001  # of what is asked above
    """Say that people with few ties are compared, and that there is one test for each person."""
    judged = table["percentile"].notna().to_numpy() & person
    if not judged.any():
        return ()
    ties = np.asarray(net.structure().sum(axis=1)).ravel()
    little, tests = int((ties[judged] < FEW_TIES).sum()), int(judged.sum())
    notes = (
        Notice("W21", f"People with fewer than {FEW_TIES} ties: {little} of {tests} compared."),
        Notice("W23", f"People compared, one test each: {tests}."),
    )
    return tuple(note for note, there in zip(notes, (little, tests > 1), strict=True) if there)


# ---------------------------------------------------------------------- reading a measure


def _plain(measure: Callable[..., Any]) -> Callable[..., Any]:
    while isinstance(measure, functools.partial):
        measure = measure.func
    return measure


def _name(measure: Callable[..., Any]) -> str:
    """Give the name of a measure, without the options that partial has fixed."""
    return str(getattr(_plain(measure), "__name__", "measure"))


def _values(
    net: Network, *, measure: Callable[..., Any], term: str | None
) -> tuple[np.ndarray, bool]:
    """Give the values of a measure, and whether they are people's."""
    if not callable(measure):
        rule = "must be a function, such as nw.density"
        raise errors.setting_out_of_range("measure", rule, measure)
    found = measure(net)
    if isinstance(found, Result):
        found = _picked(found.table.set_index("term")["estimate"], term or "observed")
    elif isinstance(found, pd.DataFrame):
        found = _picked(dict(found.items()), term)
    if isinstance(found, pd.Series) and found.index.equals(net.people.index):
        return found.to_numpy(dtype=float, na_value=np.nan), True
    try:
        return np.array([float(found)]), False
    except (TypeError, ValueError):
        rule = "must give a number, a Series over net.people.index or a Result"
        raise errors.setting_out_of_range("measure", rule, _name(measure)) from None


def _picked(choices: Any, term: str | None) -> Any:  # noqa: ANN401  # a row, or a column
    """Pick the row or column that a term names."""
    if term not in choices:
        raise errors.not_one_of("term", list(choices.keys()), term)
    return choices[term]


def _same(seen: np.ndarray, whole: np.ndarray, name: str, *, directed: bool) -> None:
    """Refuse a measure that reads more than the random networks have."""
    if len(seen) == len(whole) and np.allclose(seen, whole, rtol=1e-9, equal_nan=True):
        return
    mend = (
        "If it reads kinds, choose one with net.where(kind=…); if it reads strengths, only "
        "null='labels' leaves them as they are."
    )
    if not directed:
        mend = f"If it tells learning from teaching, set directed=True. {mend}"
    rule = f"must read nothing but which {'arcs' if directed else 'pairs'} are tied"
    raise errors.setting_out_of_range("measure", rule, name, mend)


def _why(
    drawn: Reference, measure: Callable[..., Any], values: np.ndarray, term: str | None
) -> np.ndarray:
    """Give the reason code of every observed value that is undefined, as far as it is known."""
    if not np.isnan(values).any() or not hasattr(_plain(measure), "measure"):
        return np.full(len(values), "", dtype=object)
    codes = reasons(drawn.observed, measure)
    if isinstance(codes, pd.DataFrame):
        codes = codes[term]
    elif len(codes) != len(values):
        codes = codes.loc[[term or "observed"]]
    return codes.astype(object).where(codes.notna(), "").to_numpy()


# ---------------------------------------------------------------------- counting


@dataclass
class Tally:
    """What is needed of the random values, without keeping them."""

    observed: np.ndarray
    count: np.ndarray = field(init=False)
    less: np.ndarray = field(init=False)
    equal: np.ndarray = field(init=False)
    mean: np.ndarray = field(init=False)
    squares: np.ndarray = field(init=False)

    def __post_init__(self) -> None:
        for name in ("count", "less", "equal", "mean", "squares"):
            setattr(self, name, np.zeros(len(self.observed)))

    def add(self, values: np.ndarray) -> None:
        """Add the values of one random network; rounding makes no difference (Welford's sums)."""
        there = ~np.isnan(values)
        equal = np.isclose(values, self.observed, rtol=1e-9, atol=1e-12)
        self.count += there
        self.equal += equal
        self.less += ~equal & (values < self.observed)
        apart = np.where(there, values - self.mean, 0.0)
        self.mean += apart / np.maximum(self.count, 1)
        self.squares += apart * np.where(there, values - self.mean, 0.0)

    def why(self, *, degenerate: bool) -> np.ndarray:
        """Say why there is no percentile, "" where there is one."""
        codes = np.full(len(self.observed), "", dtype=object)
        codes[(self.equal == self.count) & (self.count > 0)] = "SAME_BY_CHANCE"
        codes[self.count == 0] = "UNDEFINED_BY_CHANCE"
        if degenerate:
            codes[:] = "DEGENERATE_NULL"
        codes[np.isnan(self.observed)] = ""
        return codes


def _table(names: list[str], tally: Tally, why: np.ndarray, method: str, n: int) -> pd.DataFrame:
    rows = zip(names, tally.observed, [n] * len(names), why, strict=True)
    table = findings(list(rows), method)
    some = tally.count > 0
    spread = np.sqrt(tally.squares / np.maximum(tally.count - 1, 1))
    percentile = (tally.less + 0.5 * tally.equal + 0.5) / (tally.count + 1)
    greater = (1 + tally.count - tally.less) / (tally.count + 1)
    less = (1 + tally.less + tally.equal) / (tally.count + 1)
    judged = (why == "") & ~np.isnan(tally.observed)
    table = table.assign(
        std_error=np.where(tally.count > 1, spread, np.nan),
        expected=np.where(some, tally.mean, np.nan),
        percentile=np.where(judged, percentile, np.nan),
        p_greater=np.where(judged, greater, np.nan),
        p_less=np.where(judged, less, np.nan),
        p_value=np.where(judged, np.minimum(2 * np.minimum(greater, less), 1.0), np.nan),
        draws=tally.count.astype(np.int64),
    )
    table["difference"] = table["estimate"] - table["expected"]
    return table[[*TERMS, *_COLUMNS]]


# ---------------------------------------------------------------------- saying it


def _sentence(name: str, table: pd.DataFrame, tally: Tally, words: str, *, few: bool) -> str:
    row = table.iloc[0]
    if np.isnan(row["estimate"]):
        return f"{name} is undefined here, so chance has nothing to say."
    if np.isnan(row["percentile"]):
        return f"{name} is {row['estimate']:.3g}; no comparison: {REASONS[row['reason']]}."
    draws = row["draws"]
    spread = f" (standard deviation {row['std_error']:.2g})" if draws > 1 else ""
    place = f"and it is {placed(tally.less[0], tally.equal[0], draws)}"
    if few:
        place = f"but fewer than {FEW} different ones were seen, too few to give it a place"
    return (
        f"{name} is {row['estimate']:.3g}; {draws} random networks {words} have "
        f"{row['expected']:.3g} on average{spread}, {place}."
    )


def _people_sentence(name: str, table: pd.DataFrame, tally: Tally, words: str, *, few: bool) -> str:
    judged = table["percentile"].notna().to_numpy()
    if few or not judged.any():
        why = f": fewer than {FEW} different ones were seen" if judged.any() else ""
        return f"Nobody's {name} can be compared with random networks {words}{why}."
    below = tally.less[judged] / (tally.count[judged] + 1)
    above = (tally.count - tally.less - tally.equal)[judged] / (tally.count[judged] + 1)
    high, low = int((below >= EXTREME).sum()), int((above >= EXTREME).sum())
    return (
        f"People whose {name} is higher than in 95 of 100 random networks {words}: {high} of "
        f"{judged.sum()}; lower: {low}. Chance alone would put about "
        f"{about((1 - EXTREME) * judged.sum())} on either side."
    )
