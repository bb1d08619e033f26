"""Every index of a whole network about hubs, with the convener and without, one row each."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from netweave._kernels import periphery, removal, shapes
from netweave.analytics._facts import NAN, findings
from netweave.analytics.cohesion.centralized import centralization
from netweave.analytics.hubs.dependence import hub_dependence
from netweave.analytics.hubs.rules import tail
from netweave.analytics.hubs.shared import effective_hubs
from netweave.analytics.passports import observed_share
from netweave.coverage import LEAST

if TYPE_CHECKING:
    from netweave.network import Network

Row = tuple[str, float, int, str]

_ARROWS = {"centralization_learned": "learned", "centralization_taught": "taught"}
_BY_PATHS = ("centralization_betweenness", "centralization_harmonic", "max_pair_loss")
_WHY = {
    "gini": "NO_TIES",
    "evenness": "NO_TIES",
    "effective_number": "NO_TIES",
    "effective_hubs": "NO_OPEN_PAIRS",
    "core_fit": "NO_BLOCK",
    "max_pair_loss": "NO_PAIRS",
}


def directed(net: Network) -> bool:
    """Say whether some kind of tie that counts has a direction."""
    return not bool(net.kinds.loc[net.structural_kinds, "mutual"].all())


def both(net: Network, members: Network | None) -> pd.DataFrame:
    """Lay out every index of a network, and beside it that of the network without conveners."""
    whole = _whole(net, arrows=directed(net))
    rows = [*whole, *_convener(net), _joined(net)]
    table = findings(rows, "G(n, m): as many people and ties").drop(columns="reason")
    if members is None:
        beside: list[Row] = [(term, NAN, 0, "NO_CONVENER") for term, *_ in rows]
    else:
        found = [*_whole(members, arrows=directed(net)), _joined(members)]
        there = {row[0]: row for row in found}
        beside = [there.get(term, (term, NAN, 0, "NO_CONVENER")) for term, *_ in rows]
    other = findings(beside, "")
    return table.assign(
        tail=[*(tail(term) for term, *_ in whole), *[""] * (len(rows) - len(whole))],
        without_convener=other["estimate"],
        n_without=other["n"],
        reason=findings(rows, "")["reason"],
        reason_without=other["reason"],
    )


def _whole(net: Network, *, arrows: bool) -> list[Row]:
    """Give the indices of a network, each with the reason why it is undefined."""
    values = _values(net, arrows=arrows)
    hidden = observed_share(net) < LEAST
    rows = []
    for term, value in values.items():
        why = ("COVERAGE" if hidden and term in _BY_PATHS else "") if net.n else "EMPTY"
        if not why and np.isnan(value):
            why = _WHY.get(term, "N<3")
        rows.append((term, NAN if why else value, net.n, why))
    return rows


def _values(net: Network, *, arrows: bool) -> dict[str, float]:
    matrix = net.structure()
    degree = np.diff(matrix.indptr)[None, :].astype(float)
    split = periphery.split(*periphery.ends(matrix), net.n)
    turned = {term: centralization(net, of=of) for term, of in _ARROWS.items() if arrows}
    return {
        "centralization_degree": centralization(net),
        "centralization_betweenness": centralization(net, of="betweenness"),
        "centralization_harmonic": centralization(net, of="harmonic"),
        **turned,
        "gini": float(shapes.ginis(degree)[0]),
        "evenness": float(shapes.evennesses(degree)[0]),
        "effective_number": float(shapes.spreads(degree)[0]),
        "effective_hubs": effective_hubs(net),
        "core_fit": split.fit,
        "core_people": float(split.core.sum()),
        "max_pair_loss": float(shapes.greatest_losses([matrix], matrix, net.n)[0]),
    }


def _convener(net: Network) -> list[Row]:
    """Give what hangs on the conveners, term by term."""
    hidden = net.n and observed_share(net) < LEAST
    found = hub_dependence(net, singles=False).table
    columns = (found[name] for name in ("term", "estimate", "n", "reason"))
    return [
        (f"convener_{term}", NAN, 0, "COVERAGE")
        if hidden
        else (f"convener_{term}", float(value), int(n), why if isinstance(why, str) else "")
        for term, value, n, why in zip(*columns, strict=True)
    ]


def _joined(net: Network) -> Row:
    """Give the share of pairs of members that can reach each other, through anybody."""
    members = np.flatnonzero(~net.convener.to_numpy(dtype=bool))
    pairs = len(members) * (len(members) - 1) // 2
    why = "" if pairs else "N<2" if net.n else "EMPTY"
    if not why and observed_share(net) < LEAST:
        why = "COVERAGE"
    share = NAN if why else removal.joined(net.structure(), members) / pairs
    return ("member_pairs_joined", share, pairs, why)
