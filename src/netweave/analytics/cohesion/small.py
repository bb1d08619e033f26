"""Small worlds: contacts who know each other, and few steps between all others."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from netweave.analytics._facts import NAN, findings
from netweave.analytics._weights import with_ties
from netweave.analytics.cohesion.pieces import components
from netweave.analytics.cohesion.reaching import mean_distance
from netweave.analytics.cohesion.threes import transitivity
from netweave.analytics.nulls.drawing import Choices, checked, reference
from netweave.analytics.nulls.spoken import FEW, placed
from netweave.analytics.passports import notices_for, passport
from netweave.codes import REASONS, Notice
from netweave.registry import measure
from netweave.results import Result

if TYPE_CHECKING:
    from netweave.network import Network

Row = tuple[str, float, int, str]
_NOTHING = ("EMPTY", "NO_TIES", "NO_TWO_PATHS")


@dataclass(frozen=True)
class _Place:
    """Where a value stands among random ones: how many are less, equal and there at all."""

    less: int = 0
    equal: int = 0
    draws: int = 0
    spread: float = NAN
    percentile: float = NAN


@measure(
    "small_world_coefficient",
    "network",
    needs=("seed",),
    formula="method 2.2; Humphries & Gurney 2008",
    range="0 or above; 1: as in a random network of this size",
    unit="ratio of clustering over ratio of distance",
    undefined={
        "EMPTY": "nobody",
        "NO_TIES": "no ties",
        "NO_TWO_PATHS": "no two ties meet",
        "DISCONNECTED": "somebody cannot reach somebody else",
        "UNDEFINED_BY_CHANCE": "no random network has clustering to compare with",
    },
)
def small_world_coefficient(net: Network, *, seed: int = 0, draws: int = 999) -> Result:
    """Say how far clustering and distance are those of a small world, beside chance.

    In a small world contacts of one person know each other more often than chance would have it,
    and still it takes few steps from anybody to anybody. The coefficient is
    ``(C / C_random) / (L / L_random)``: C is the transitivity, L the mean number of steps, and
    the random values are means over networks with as many people and ties, G(n, m).

    Parameters
    ----------
    net : Network
        One wave. Ties count without direction and strength, parallel ones once; people without
        ties count in the random networks.
    seed : int, default 0
        Same network, same seed, same answer.
    draws : int, default 999
        How many random networks.

    Returns
    -------
    Result
        Rows ``small_world`` (0 or above), ``clustering_ratio``, ``distance_ratio``,
        ``transitivity``, ``transitivity_expected``, ``mean_distance`` and
        ``mean_distance_expected``. NaN, with the code in column ``reason``, without people or
        ties, if no two ties meet at one person, or if chance gives no clustering; coefficient and
        ratio of distances also if not everybody can reach everybody.

        In the rows of coefficient, transitivity and distance, ``std_error`` is the standard
        deviation of the random networks, each set beside the same means, and ``percentile`` is
        (less + equal/2 + 1/2)/(draws + 1), for so many random values less than and equal to the
        observed one (mid-p); NaN if fewer than 20 are defined, or all are the observed one. W15,
        and a claim that only describes, if fewer than 20 distinct networks were seen.

    Raises
    ------
    DataError
        If the network holds several waves.
    ArgumentError
        If ``draws`` is below 1 or ``seed`` below 0.

    Notes
    -----
    There is no agreed level from which on a network is a small world, and the coefficient grows
    with the number of people: compare networks of one size only. In random networks steps are
    counted between people who can reach each other; in a network of separate pieces they are few
    for that reason alone, and so its coefficient is left out.

    References
    ----------
    Humphries, M. D. & Gurney, K. (2008). Network 'small-world-ness': a quantitative method for
    determining canonical network equivalence. *PLoS ONE*, 3(4), e0002051.

    Examples
    --------
    Everybody knows everybody. There is no other network with six ties, so chance gives the same.

    >>> import pandas as pd
    >>> import netweave as nw
    >>> ties = pd.DataFrame({
    ...     "learner": ["ana", "ana", "ana", "ben", "ben", "cleo"],
    ...     "learned_from": ["ben", "cleo", "dan", "cleo", "dan", "dan"],
    ... })
    >>> net = nw.Network(["ana", "ben", "cleo", "dan"], ties)
    >>> found = nw.small_world_coefficient(net, seed=1)
    >>> found.table.set_index("term")["estimate"].head(3).to_dict()
    {'small_world': 1.0, 'clustering_ratio': 1.0, 'distance_ratio': 1.0}
    """
    with_ties(net)
    checked("ties", draws, seed)
    drawn = reference(net, "ties", draws, seed, Choices())
    values, distinct = np.full((draws, 2), NAN), {drawn.key}
    for row, (key, one) in enumerate(drawn.networks):
        values[row] = transitivity(one), mean_distance(one)
        if len(distinct) < FEW:
            distinct.add(key)
    apart = components(net).nunique() > 1
    clustering = _compared("transitivity", net, transitivity(net), values[:, 0])
    distance = _compared("mean_distance", net, mean_distance(net), values[:, 1], apart=apart)
    why = distance[0][3] if clustering[0][3] not in _NOTHING else clustering[0][3]
    why = why or clustering[0][3]
    rows: list[Row] = [
        ("small_world", NAN if why else _ratio(clustering[0][1], distance[0][1]), net.n, why),
        ("clustering_ratio", *clustering[0][1:]),
        ("distance_ratio", *distance[0][1:]),
        *clustering[1:],
        *distance[1:],
    ]
    with np.errstate(divide="ignore", invalid="ignore"):
        together = values[:, 0] / clustering[2][1] / (values[:, 1] / distance[2][1])
    null = {"small_world": together, "transitivity": values[:, 0], "mean_distance": values[:, 1]}
    places = {term: _place(value, null[term]) for term, value, *_ in rows if term in null}
    table = findings(rows, f"{draws} random networks with as many ties")
    beside = [places.get(term, _Place()) for term in table["term"]]
    table["std_error"] = [place.spread for place in beside]
    table["percentile"] = [place.percentile for place in beside]
    few = len(distinct) < FEW and not why
    note = Notice("W15", f"Distinct networks {drawn.words}: {len(distinct)}.")
    judged = not few and not np.isnan(places["small_world"].percentile)
    return Result(
        table,
        _sentence(rows, draws, places["small_world"] if judged else None),
        (*((note,) if few else ()), *notices_for(net)),
        claim=2 if judged else 1,
        passport=passport(net, "small_world_coefficient", seed=seed),
    )


def _ratio(one: float, other: float) -> float:
    return one / other if other > 0 else NAN


def _place(observed: float, null: np.ndarray) -> _Place:
    """Count the random values below and at an observed one; no place with too few of them."""
    known = null[np.isfinite(null)]
    spread = float(known.std(ddof=1)) if len(known) > 1 else NAN
    same = np.isclose(known, observed, rtol=1e-9, atol=1e-12)
    less = int((~same & (known < observed)).sum())
    place = (less + same.sum() / 2 + 0.5) / (len(known) + 1)
    judged = len(known) >= FEW and not same.all() and not np.isnan(observed)
    return _Place(less, int(same.sum()), len(known), spread, float(place) if judged else NAN)


def _compared(
    name: str, net: Network, observed: float, values: np.ndarray, *, apart: bool = False
) -> list[Row]:
    """Give a ratio, the observed value and the mean by chance."""
    there = values[~np.isnan(values)]
    expected = float(there.mean()) if len(there) else NAN
    nothing = "EMPTY" if not net.n else "NO_TIES" if not net.structure().nnz else ""
    why = nothing or ("NO_TWO_PATHS" if np.isnan(observed) else "")
    by_chance = nothing or ("UNDEFINED_BY_CHANCE" if np.isnan(expected) else "")
    no_ratio = why or ("DISCONNECTED" if apart else "") or by_chance
    ratio = NAN if no_ratio else _ratio(observed, expected)
    return [
        ("ratio", ratio, net.n, no_ratio or ("UNDEFINED_BY_CHANCE" if np.isnan(ratio) else "")),
        (name, observed, net.n, why),
        (f"{name}_expected", expected, net.n, by_chance),
    ]


def _sentence(rows: list[Row], draws: int, place: _Place | None) -> str:
    (_, value, _, why), (_, closed, *_), (_, steps, *_) = rows[:3]
    if why:
        return f"The network cannot be called a small world or none: {REASONS[why]}."
    beside = f", {placed(place.less, place.equal, place.draws)}" if place else ""
    return (
        f"Two contacts of one person know each other {closed:.2f} times as often as in {draws} "
        f"random networks with as many ties, and it takes {steps:.2f} times as many steps from one "
        f"person to another: a small-world coefficient of {value:.2f}{beside}."
    )
