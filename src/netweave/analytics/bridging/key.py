"""Which few people together hold the network together, or reach most of it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from math import comb
from typing import TYPE_CHECKING, Any, Literal

import numpy as np

from netweave import errors
from netweave._checks import counted, one_of, seeded
from netweave._kernels import keysets
from netweave.analytics._facts import NAN, findings, marked
from netweave.analytics.passports import notices_for, passport
from netweave.codes import REASONS
from netweave.registry import measure
from netweave.results import Result

if TYPE_CHECKING:
    from netweave.network import Network

    By = Literal["fragmentation", "distance_fragmentation", "reach", "distance_reach"]

_BY = ("fragmentation", "distance_fragmentation", "reach", "distance_reach")
# Up to so many sets all are tried; with distances, where a try costs more, up to the second number.
EXACT = {"fragmentation": 50_000, "distance_fragmentation": 1_000}
# So many cells, candidates times people, fit into memory when reach is looked for.
CELLS = 50_000_000
_FEW = {"EMPTY": "nobody", "N<2": "fewer than two people are left, or nobody is outside the set"}


@dataclass(frozen=True, repr=False)
class KeyPlayers(Result):
    """A `Result` about a set of people, with the set.

    Parameters
    ----------
    table, sentence, warnings, claim, passport : see Result
        As in every finding; see `key_players` for the rows of the table.
    people : tuple
        The ids of the people in the set, in the order of ``net.people``.
    exact : bool
        Whether all sets were tried, so that none is better.
    """

    people: tuple[Any, ...] = ()
    exact: bool = True


def _parted(net: Network, chosen: np.ndarray, *, distances: bool) -> float:
    """Give 1 less the share of the pairs outside the set that are joined, or near."""
    matrix, left = net.structure(), net.n - len(chosen)
    if left < 2:
        return NAN
    matrix = keysets.without(matrix, chosen.tolist())
    kept = keysets.near(matrix) if distances else keysets.joined(matrix)
    return 1 - kept / (left * (left - 1) / 2)


def _reached(net: Network, chosen: np.ndarray, steps: int | None) -> float:
    """Give the share of the people outside the set that it reaches, or the mean nearness."""
    matrix, outside = net.structure(), net.n - len(chosen)
    if not outside:
        return NAN
    close = keysets.closeness(matrix, chosen, steps)
    return keysets.reaching(close, chosen).worth(chosen.tolist()) / outside


def _chosen(net: Network, people: str | Iterable[object]) -> np.ndarray | None:
    """Give the places of a set; None if it is the convener's and nobody is marked."""
    chosen = np.flatnonzero(marked(net, people, "people"))
    asked = isinstance(people, str) and people == "convener"
    return None if asked and not len(chosen) else chosen


def _at_least_one(steps: int | None) -> None:
    if steps is not None:
        counted("steps", steps)


@measure(
    "fragmentation",
    "network",
    formula="Borgatti 2006, KPP-NEG",
    range="0 (all can reach each other) to 1 (nobody can)",
    unit="share of pairs",
    undefined={
        "EMPTY": "nobody",
        "NO_CONVENER": "nobody is marked as convener",
        "N<2": _FEW["N<2"],
    },
)
def fragmentation(
    net: Network, people: str | Iterable[object] = (), *, distances: bool = False
) -> float:
    """Give the share of pairs who cannot reach each other, once some people are gone.

    Parameters
    ----------
    net : Network
        One wave. Ties count whichever way the learning went; parallel ties are one, and strengths
        do not enter.
    people : str or iterable of ids, optional
        Who goes: "convener", the id of a person, or several ids. Left out, nobody goes, and the
        value is 1 less `connectedness`.
    distances : bool, default False
        Weigh each pair that can reach each other by 1 - 1/d for d steps, so that long ways count
        as partly apart.

    Returns
    -------
    float
        0 to 1, over the pairs of those who stay; people without ties are among them. NaN if fewer
        than two people stay, or if the convener is asked for and nobody is marked.

    Raises
    ------
    DataError
        If somebody is not in the network.

    See Also
    --------
    key_players : The set of people whose leaving would part most pairs.

    References
    ----------
    Borgatti, S. P. (2006). Identifying sets of key players in a social network. *Computational and
    Mathematical Organization Theory*, 12, 21-34.

    Examples
    --------
    A chain of four is one piece. Without Ben, only Cleo and Dan of three pairs are joined.

    >>> import pandas as pd
    >>> import netweave as nw
    >>> ties = pd.DataFrame({
    ...     "learner": ["ana", "ben", "cleo"],
    ...     "learned_from": ["ben", "cleo", "dan"],
    ... })
    >>> net = nw.Network(["ana", "ben", "cleo", "dan"], ties)
    >>> nw.fragmentation(net)
    0.0
    >>> round(nw.fragmentation(net, "ben"), 3)
    0.667
    """
    chosen = _chosen(net, people)
    return NAN if chosen is None else _parted(net, chosen, distances=distances)


@measure(
    "set_reach",
    "network",
    formula="Borgatti 2006, KPP-POS",
    range="0 to 1",
    unit="share of the people outside the set",
    undefined={
        "EMPTY": "nobody",
        "NO_CONVENER": "nobody is marked as convener",
        "N<2": "nobody is outside the set",
    },
)
def set_reach(net: Network, people: str | Iterable[object], *, steps: int | None = 1) -> float:
    """Give the share of the others whom some people together reach within some steps.

    Parameters
    ----------
    net : Network
        One wave. Ties count whichever way the learning went; parallel ties are one, and strengths
        do not enter.
    people : str or iterable of ids
        The set: "convener", the id of a person, or several ids.
    steps : int or None, default 1
        Within how many steps of the nearest member somebody counts as reached. None weighs each
        person by 1/d instead, for d steps from the nearest member.

    Returns
    -------
    float
        0 to 1, over the people outside the set, those without ties included; NaN if nobody is
        outside, or if the convener is asked for and nobody is marked.

    Raises
    ------
    DataError
        If somebody is not in the network.
    ArgumentError
        If ``steps`` is below 1.

    See Also
    --------
    key_players : The set of people that reaches most others.

    References
    ----------
    Borgatti, S. P. (2006). Identifying sets of key players in a social network. *Computational and
    Mathematical Organization Theory*, 12, 21-34.

    Examples
    --------
    A chain of four: Ana is tied to one of the other three, and the others are 1, 2 and 3 steps
    away, (1 + 1/2 + 1/3)/3.

    >>> import pandas as pd
    >>> import netweave as nw
    >>> ties = pd.DataFrame({
    ...     "learner": ["ana", "ben", "cleo"],
    ...     "learned_from": ["ben", "cleo", "dan"],
    ... })
    >>> net = nw.Network(["ana", "ben", "cleo", "dan"], ties)
    >>> round(nw.set_reach(net, "ana"), 3), round(nw.set_reach(net, "ana", steps=None), 3)
    (0.333, 0.611)
    """
    _at_least_one(steps)
    chosen = _chosen(net, people)
    return NAN if chosen is None else _reached(net, chosen, steps)


@measure(
    "key_players",
    "network",
    needs=("seed",),
    formula="Borgatti 2006, KPP-NEG and KPP-POS",
    range="0 to 1",
    unit="share of pairs, or of people outside the set",
    undefined=_FEW,
)
def key_players(
    net: Network,
    size: int,
    *,
    by: By = "fragmentation",
    steps: int = 1,
    candidates: Iterable[object] | None = None,
    starts: int = 5,
    seed: int = 0,
) -> KeyPlayers:
    """Find the few people who together hold the network together, or reach most others.

    The best set is not the best persons: two people who do the same job for the network are not
    both needed.

    Parameters
    ----------
    net : Network
        One wave. Ties count whichever way the learning went; parallel ties are one, and strengths
        do not enter.
    size : int
        How many people.
    by : {"fragmentation", "distance_fragmentation", "reach", "distance_reach"}
        What the set is to do: if it went, part most pairs (`fragmentation`), or move them farthest
        apart (``distances=True``); reach most others within ``steps`` (`set_reach`), or be nearest
        to them (``steps=None``).
    steps : int, default 1
        For "reach" only.
    candidates : iterable of ids, optional
        Who may be in the set; everybody if left out.
    starts : int, default 5
        From how many sets the search starts if not all sets are tried: one that takes the best
        next person each time, the others drawn at random. From each, members are exchanged for the
        best other person until no single exchange helps.
    seed : int, default 0
        Seed of the random starts, if not all sets are tried.

    Returns
    -------
    KeyPlayers
        A `Result` with the ids in ``people``, and in ``exact`` whether all sets were tried, which
        is so for up to 50,000 sets (1,000 for "distance_fragmentation"); of equally good sets the
        first is given. Rows: ``value`` (of the set), ``nobody`` (with an empty set),
        ``difference``, and, if all sets were tried, ``equally_good``: how many sets have this
        value. The sentence says that no set stands out if there are several, or if the set gains
        nothing over nobody. NaN, with the code in column ``reason``, for nobody, and if fewer
        than two people would stay (reach: if nobody is outside).

    Raises
    ------
    DataError
        If a candidate is not in the network.
    ArgumentError
        If size or steps or starts is below 1, if there are fewer candidates than size, or
        if reach is asked for so many candidates and people that the distances between them do not
        fit into memory.

    See Also
    --------
    fragmentation, set_reach : The value of a set of your own.
    pairs_separated : The pairs that hang on each person alone.

    References
    ----------
    Borgatti, S. P. (2006). Identifying sets of key players in a social network. *Computational and
    Mathematical Organization Theory*, 12, 21-34.

    Examples
    --------
    A chain of five breaks best in the middle. Ana and Dan together are tied to all others, and so
    are Ben and Dan; the first such set is given.

    >>> import pandas as pd
    >>> import netweave as nw
    >>> ties = pd.DataFrame({
    ...     "learner": ["ana", "ben", "cleo", "dan"],
    ...     "learned_from": ["ben", "cleo", "dan", "eve"],
    ... })
    >>> net = nw.Network(["ana", "ben", "cleo", "dan", "eve"], ties)
    >>> print(nw.key_players(net, 1))
    Without cleo, 67 in 100 pairs of the others cannot reach each other; now it is 0 in 100.
    >>> pair = nw.key_players(net, 2, by="reach")
    >>> pair.people
    ('ana', 'dan')
    >>> print(pair)
    100 in 100 of the others are within reach of ana and dan. No set stands out: 3 are equally good.
    """
    one_of("by", _BY, by)
    for name, value in (("size", size), ("steps", steps), ("starts", starts)):
        counted(name, value)
    allowed = np.arange(net.n)
    if candidates is not None:
        allowed = np.flatnonzero(marked(net, candidates, "candidates"))
    if not net.n:
        return _told(net, (), by=by, values=(NAN, NAN), as_good=NAN)
    if len(allowed) < size:
        rule = f"must be at most the number of candidates, {len(allowed)}"
        raise errors.setting_out_of_range("size", rule, size)
    exact = comb(len(allowed), size) <= EXACT.get(by, EXACT["fragmentation"])
    if not exact:
        seeded(seed, "where not all sets can be tried")
    within = None if by == "distance_reach" else steps
    goal = _goal(net, by, allowed, within)
    as_good = None
    if exact:
        found, as_good = keysets.every(goal, allowed, size)
    else:
        found = keysets.searched(goal, allowed, size, starts, seed)
    values = tuple(_value(net, by, np.array(some, dtype=np.int64), within) for some in (found, []))
    people = tuple(net.people.index[found])
    return _told(net, people, by=by, values=values, as_good=as_good, seed=seed)


def _goal(net: Network, by: By, allowed: np.ndarray, steps: int | None) -> keysets.Goal:
    """Say what the search is for."""
    matrix = net.structure()
    if by == "fragmentation":
        return keysets.parting(matrix)
    if by == "distance_fragmentation":
        return keysets.distancing(matrix, allowed)
    if len(allowed) * net.n > CELLS:
        rule = f"must be so few that candidates times people is at most {CELLS}"
        raise errors.setting_out_of_range("candidates", rule, len(allowed), "Name fewer.")
    return keysets.reaching(keysets.closeness(matrix, allowed, steps), allowed)


def _value(net: Network, by: By, chosen: np.ndarray, steps: int | None) -> float:
    if by in {"reach", "distance_reach"}:
        return _reached(net, chosen, steps)
    return _parted(net, chosen, distances=by == "distance_fragmentation")


def _told(
    net: Network,
    people: tuple[Any, ...],
    *,
    by: By,
    values: tuple[float, ...],
    as_good: float | None,
    seed: int | None = None,
) -> KeyPlayers:
    """Put a set and its values into a result; ``as_good`` is None if not all sets were tried."""
    value, nobody = values
    exact, few = as_good is not None, "N<2" if net.n else "EMPTY"
    terms = {"value": value, "nobody": nobody, "difference": value - nobody}
    if as_good is not None:
        terms["equally_good"] = NAN if np.isnan(value) else as_good
    rows = [
        (term, number, net.n - len(people), few if np.isnan(number) else "")
        for term, number in terms.items()
    ]
    how = "all sets tried" if exact else "best found by exchanging members"
    return KeyPlayers(
        findings(rows, f"{by}; {how}"),
        _sentence(people, by, value, nobody) + _stands_out(terms),
        warnings=notices_for(net),
        passport=passport(net, "key_players", seed=None if exact else seed),
        people=people,
        exact=exact,
    )


def _stands_out(terms: dict[str, float]) -> str:
    """Say whether the set is no better than others, or than nobody; "" if it is."""
    if terms["difference"] <= keysets.LEAST:
        return " No set stands out: none gains anything."
    if terms.get("equally_good", 1) > 1:
        return f" No set stands out: {terms['equally_good']:.0f} are equally good."
    return ""


def _sentence(people: tuple[Any, ...], by: By, value: float, nobody: float) -> str:
    """Say what the set does, in words."""
    if np.isnan(value):
        return f"No set of key people can be named: {REASONS['N<2' if people else 'EMPTY']}."
    names = " and ".join(filter(None, [", ".join(map(str, people[:-1])), str(people[-1])]))
    share, now = f"{100 * value:.0f}", f"{100 * nobody:.0f}"
    if by == "fragmentation":
        return (
            f"Without {names}, {share} in 100 pairs of the others cannot reach each other; now it "
            f"is {now} in 100."
        )
    if by == "distance_fragmentation":
        return (
            f"Without {names}, the others are {share} in 100 of the way to being all apart; now it "
            f"is {now} in 100."
        )
    if by == "reach":
        return f"{share} in 100 of the others are within reach of {names}."
    return f"The others are near {names} to {share} in 100 of what direct ties to all would be."
