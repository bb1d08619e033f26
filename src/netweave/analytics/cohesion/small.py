"""Small worlds: contacts who know each other, and few steps between all others."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

import numpy as np

from netweave.analytics._facts import NAN, findings
from netweave.analytics._weights import with_ties
from netweave.analytics.cohesion.reaching import mean_distance
from netweave.analytics.cohesion.threes import transitivity
from netweave.analytics.nulls.drawing import null_networks
from netweave.analytics.passports import passport
from netweave.codes import REASONS
from netweave.registry import measure
from netweave.results import Result

if TYPE_CHECKING:
    from netweave.network import Network

Row = tuple[str, float, int, str]


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
        "UNDEFINED_BY_CHANCE": "no random network has clustering to compare with",
    },
)
def small_world_coefficient(net: Network, *, seed: int, draws: int = 99) -> Result:
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
    seed : int
        Same network, same seed, same answer.
    draws : int, default 99
        How many random networks.

    Returns
    -------
    Result
        Rows ``small_world`` (0 or above), ``clustering_ratio``, ``distance_ratio``,
        ``transitivity``, ``transitivity_expected``, ``mean_distance`` and
        ``mean_distance_expected``. NaN, with the code in column ``reason``, without people or
        ties, if no two ties meet at one person, or if chance gives no clustering.

    Raises
    ------
    DataError
        If the network holds several waves.
    ArgumentError
        If ``draws`` is below 1 or ``seed`` below 0.

    Notes
    -----
    There is no agreed level from which on a network is a small world, and the coefficient grows
    with the number of people: compare networks of one size only. Steps are counted between people
    who can reach each other; in a network of separate pieces they are few for that reason alone.

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
    random = list(null_networks(net, "ties", draws=draws, seed=seed))
    clustering = _compared("transitivity", net, random, transitivity)
    distance = _compared("mean_distance", net, random, mean_distance)
    why = clustering[0][3] or distance[0][3]
    value = NAN if why else _ratio(clustering[0][1], distance[0][1])
    rows: list[Row] = [
        ("small_world", value, net.n, why),
        ("clustering_ratio", *clustering[0][1:]),
        ("distance_ratio", *distance[0][1:]),
        *clustering[1:],
        *distance[1:],
    ]
    table = findings(rows, f"{draws} random networks with as many ties")
    return Result(
        table,
        _sentence(rows, draws),
        claim=2,
        passport=passport(net, "small_world_coefficient", seed=seed),
    )


def _ratio(one: float, other: float) -> float:
    return one / other if other > 0 else NAN


def _compared(
    name: str, net: Network, random: list[Network], function: Callable[[Network], float]
) -> list[Row]:
    """Give a ratio, the observed value and the mean by chance."""
    observed = function(net)
    values = np.array([function(one) for one in random])
    there = values[~np.isnan(values)]
    expected = float(there.mean()) if len(there) else NAN
    nothing = "EMPTY" if not net.n else "NO_TIES" if not net.structure().nnz else ""
    why = nothing or ("NO_TWO_PATHS" if np.isnan(observed) else "")
    by_chance = nothing or ("UNDEFINED_BY_CHANCE" if np.isnan(expected) else "")
    ratio = NAN if why or by_chance else _ratio(observed, expected)
    no_ratio = why or by_chance or ("UNDEFINED_BY_CHANCE" if np.isnan(ratio) else "")
    return [
        ("ratio", ratio, net.n, no_ratio),
        (name, observed, net.n, why),
        (f"{name}_expected", expected, net.n, by_chance),
    ]


def _sentence(rows: list[Row], draws: int) -> str:
    (_, value, _, why), (_, closed, *_), (_, steps, *_) = rows[:3]
    if why:
        return f"The network cannot be called a small world or none: {REASONS[why]}."
    return (
        f"Two contacts of one person know each other {closed:.2f} times as often as in {draws} "
        f"random networks with as many ties, and it takes {steps:.2f} times as many steps from one "
        f"person to another: a small-world coefficient of {value:.2f}."
    )
