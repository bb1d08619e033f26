"""Does everything run through a hub? Every index of the whole, with the convener and without."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, ClassVar

import pandas as pd

from netweave.analytics._weights import with_ties
from netweave.analytics.hubs import chance, facts
from netweave.analytics.hubs.phases import StructuralPhase, judged
from netweave.analytics.hubs.rules import PhaseCutoffs
from netweave.analytics.hubs.told import against_words, linked_pairs, linked_words, reach_words
from netweave.analytics.passports import notices_for, passport
from netweave.coverage import FULL
from netweave.registry import measure
from netweave.results import Result

if TYPE_CHECKING:
    from netweave.network import Network


@dataclass(frozen=True, repr=False)
class HubOrNode(Result):
    """A `Result` that answers whether everything runs through a hub.

    Parameters
    ----------
    table, sentence, warnings, claim, passport : see Result
        As in every finding; see `hub_or_node` for the rows and columns of the table.
    phase : StructuralPhase
        The structural phase of the whole network.
    phase_without_convener : StructuralPhase or None
        That of the network without conveners; None if nobody is marked as convener.
    linked, group_pairs : int
        How many pairs of organizations have a tie between their members, conveners left out, and
        how many pairs there are.
    """

    phase: StructuralPhase = field(default_factory=lambda: StructuralPhase(pd.DataFrame(), ""))
    phase_without_convener: StructuralPhase | None = None
    linked: int = 0
    group_pairs: int = 0

    drawn_by: ClassVar[str] = "netweave.plotting.indices:hub_plot"


@measure(
    "hub_or_node",
    "network",
    needs=("group", "seed"),
    formula="method 2.1, 2.2; Freeman 1979; Anderson, Butts & Carley 1999",
    range="see the rows",
    unit="see the rows",
    undefined={
        "EMPTY": "nobody",
        "COVERAGE": "path measures: fewer than 60 in 100 pairs were observed",
        "N<3": "centralization: fewer than three people",
        "N<2": "pairs: fewer than two members",
        "NO_TIES": "no ties",
        "NO_CONVENER": "nobody is marked as convener",
        "NO_PAIRS": "no two people can reach each other when a third, or the convener, is left out",
        "NO_OPEN_PAIRS": "everybody's contacts know each other",
        "NOT_BETWEEN": "no two people who are not tied share a convener as contact",
        "NO_BLOCK": "core and periphery: a block without pairs, or all pairs alike",
    },
)
def hub_or_node(
    net: Network, *, group: str = "organization", draws: int = 999, seed: int = 0
) -> HubOrNode:
    """Say whether everything runs through a hub: each index with and without the convener.

    A convener's ties exist by design, so every number stands twice. Size and number of ties move
    nearly all of these indices, so each stands beside random networks with as many people and
    ties; raw values of networks of different size, the two columns here included, are not
    compared with each other.

    Parameters
    ----------
    net : Network
        One wave. Ties count without strength, parallel ones once, and without direction but for
        the directed centralizations; people without ties count.
    group : str, default "organization"
        The column of people whose pairs are counted as linked.
    draws : int, default 999
        How many random networks. Searches of shortest paths take fewer, at least 99, in networks
        of more than some five hundred people. 0 leaves them out.
    seed : int, default 0
        Same network, same seed, same answer.

    Returns
    -------
    HubOrNode
        Table with the rows

        - ``centralization_degree``, ``centralization_betweenness``, ``centralization_harmonic``;
          where some kind of tie has a direction also ``centralization_learned`` and
          ``centralization_taught``, see `centralization`.
        - ``gini``, ``evenness``, ``effective_number``: how unequally ties are spread, which is not
          how much there are hubs, see `concentration`.
        - ``effective_hubs``, see there; ``core_fit`` and ``core_people``, see `core_periphery`.
        - ``max_pair_loss``: the greatest share of pairs that one person's leaving would part.
        - ``convener_…``: the five terms of `hub_dependence` of the conveners; no random network
          stands beside them, since whoever convenes is to be in the middle.
        - ``member_pairs_joined``: share of the pairs of members that can reach each other.

        ``estimate`` is the value with the conveners, ``without_convener`` that of the network
        without them. ``null_mean``, ``null_sd`` and ``percentile``, (less + equal/2 + 1/2) /
        (draws + 1), are of random networks as large as that with conveners; with ``_without``
        behind their names, as large as that without. Those of the directed ones have as many
        mutual and one-way pairs. ``p_value`` is (1 + count)/(draws + 1) for so many random values
        as near to hubs or nearer: as high or higher, but as low or lower for ``evenness``,
        ``effective_number``, ``effective_hubs`` and ``core_people``, as ``tail`` says ("" where
        nothing is drawn). ``draws`` counts the random values, ``n`` and ``n_without`` the people
        (for the convener's rows and the last one, the pairs). NaN has its code in
        ``reason`` and ``reason_without``: what searches paths is withheld where fewer than 60 in
        100 pairs were observed (W03).

        ``phase`` and ``phase_without_convener`` are the `structural_phase` of both. The sentence
        says more or less centralized than chance where a two-sided test would at 5 in 100: twice
        the share of random networks with as much, or with as little. The claim is 2 where it
        compares with chance, which takes 80 in 100 pairs observed.

    Raises
    ------
    DataError
        If people has no such column.
    ArgumentError
        If draws or seed is negative.

    References
    ----------
    Freeman, L. C. (1979). Centrality in social networks: conceptual clarification. *Social
    Networks*, 1, 215-239.

    Anderson, B. S., Butts, C. & Carley, K. (1999). The interaction of size and density with
    graph-level indices. *Social Networks*, 21, 239-267.

    Examples
    --------
    Hana convenes. Ana and Ben of A and Cleo of B learned from her, and Ana from Ben: without Hana
    one of three member pairs is left, and no pair of organizations.

    >>> import pandas as pd
    >>> import netweave as nw
    >>> people = pd.DataFrame(
    ...     {"organization": ["H", "A", "A", "B"], "convener": [True, False, False, False]},
    ...     index=["hana", "ana", "ben", "cleo"],
    ... )
    >>> ties = pd.DataFrame({
    ...     "learner": ["ana", "ben", "cleo", "ana"],
    ...     "learned_from": ["hana", "hana", "hana", "ben"],
    ... })
    >>> found = nw.hub_or_node(nw.Network(people, ties), draws=0)
    >>> found.sentence
    'Without the convener, 33 in 100 member pairs can still reach each other, 1 of 3 (with the
     convener 100 in 100); 0 of 1 organization pair is linked directly.'
    """
    with_ties(net)
    some = bool(net.convener.any())
    members = net.without("convener") if some else net
    alone = _Side.of(members, draws, seed) if some else None
    whole = _Side.of(net, draws, seed, alone)
    table = facts.both(net, members if some else None)
    table = _with_places(_with_places(table, "estimate", whole), "without_convener", alone)
    linked, pairs = linked_pairs(members, group)
    made = passport(net, "hub_or_node", seed=seed)
    compared = "" if made.coverage < FULL else _compared(net, table, whole, alone)
    reach = reach_words(
        table.set_index("term").to_dict("index"),
        _conveners(net),
        linked_words(linked, pairs, group),
    )
    few = [note for note in whole.phase.warnings if note.code == "W15"]
    return HubOrNode(
        table,
        f"{reach} {compared}".strip(),
        (*few, *notices_for(net, convener=False)),
        claim=2 if compared else 1,
        passport=made,
        phase=whole.phase,
        phase_without_convener=alone.phase if alone else None,
        linked=linked,
        group_pairs=pairs,
    )


@dataclass(frozen=True)
class _Side:
    """The random values and the phase of a network, with the convener or without."""

    null: chance.Values
    phase: StructuralPhase

    @classmethod
    def of(cls, net: Network, draws: int, seed: int, alone: _Side | None = None) -> _Side:
        """Draw, and name the phase from the same draws; ``alone`` is the side without convener."""
        null = chance.random_values(net, draws, seed, everything=True) if draws else None
        arrows = chance.random_arrows(net, draws, seed) if draws and facts.directed(net) else None
        beside = alone.phase if alone else None
        phase = judged(net, null, PhaseCutoffs(), beside, force=False, seed=seed, draws=draws)
        return cls({**(null or {}), **(arrows or {})}, phase)


def _with_places(table: pd.DataFrame, column: str, side: _Side | None) -> pd.DataFrame:
    """Add the place of each value of a column among random ones."""
    behind = "" if column == "estimate" else "_without"
    null = side.null if side else {}
    values = zip(table["term"], table[column], strict=True)
    at = [chance.place(value, null.get(term)) for term, value in values]
    tails = table["tail"]
    places = pd.DataFrame({
        f"null_mean{behind}": [one.mean for one in at],
        f"null_sd{behind}": [one.sd for one in at],
        f"percentile{behind}": [one.percentile for one in at],
        f"p_value{behind}": [one.p_value(side) for one, side in zip(at, tails, strict=True)],
        f"draws{behind}": [one.draws for one in at],
    })
    kept = [name for name in table.columns if name not in places.columns]
    return pd.concat([table[kept], places], axis=1)[[*dict.fromkeys([*table, *places])]]


def _conveners(net: Network) -> str:
    """Name the conveners; "" if nobody is marked."""
    count = int(net.convener.sum())
    return "" if not count else "the convener" if count == 1 else f"the {count:,} conveners"


def _compared(net: Network, table: pd.DataFrame, whole: _Side, alone: _Side | None) -> str:
    """Say whether ties are more centralized than chance would have it, with conveners and not."""
    row, who = table.set_index("term").to_dict("index")["centralization_degree"], _conveners(net)
    sides = [(f"with {who}" if who else "", float(row["estimate"]), whole)]
    if alone:
        sides.append((f"without {who}", float(row["without_convener"]), alone))
    return against_words([
        (lead, value, chance.place(value, side.null.get("centralization_degree")))
        for lead, value, side in sides
    ])
