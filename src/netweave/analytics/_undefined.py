"""The rules by which a value is undefined, one per reason code that does not come last."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, Any

import numpy as np
import pandas as pd
from scipy import sparse

from netweave._kernels import departures, holes
from netweave._kernels.grouped import inside
from netweave.affiliations import Affiliations
from netweave.analytics import _groups as groups
from netweave.analytics._facts import both_answered, eligible_kinds, partly_answered, strengths
from netweave.analytics._ties import cells_of_ties
from netweave.analytics._weights import ties_of, weights_of
from netweave.coverage import asked_about

if TYPE_CHECKING:
    from netweave.network import Network

    Options = Mapping[str, Any]


def _group(options: Options) -> str:
    return str(options.get("group", "organization"))


def _no_group(net: Network, options: Options) -> bool:
    partition = options.get("partition", _group(options))
    if isinstance(partition, str):
        return bool(groups.labels_of(net, partition).isna().all())
    return bool(np.all(pd.isna(getattr(partition, "labels", partition))))


def _one_group(net: Network, options: Options) -> bool:
    return len(groups.sizes(net, options.get("partition", _group(options)))) == 1


def _contacts(net: Network, options: Options) -> sparse.csr_array:
    """Give who is tied to whom in the role that a measure looks at.

    Weighted, every tie of the one kind counts; else those that reach the threshold do.
    """
    way, weighted = _way(options), bool(options.get("weighted"))
    matrix = strengths(net, weighted=weighted, directed=False)
    if way != "any":
        matrix = ties_of(net, weighted=weighted)
    return (matrix.T.tocsr() if way == "taught" else matrix) > 0


def _way(options: Options) -> str:
    role = options.get("role")
    return str(role) if role in {"learned", "taught"} else "any"


def _no_alters(net: Network, options: Options) -> np.ndarray:
    if isinstance(net, Affiliations):  # contacts are added up, not built
        return np.asarray(weights_of(net, weighted=True, role=_way(options)).row_sums == 0)
    alone: np.ndarray = np.asarray(_contacts(net, options).sum(axis=1)) == 0
    return alone


def _unknown_groups(net: Network, options: Options) -> np.ndarray:
    """Mark who is of unknown group, or has contacts of unknown group only."""
    known = groups.coded(net, options.get("partition", _group(options)))[0] >= 0
    if isinstance(net, Affiliations):
        weights = weights_of(net, weighted=True, role=_way(options))
        contacts = inside(weights, np.where(known, 0, -1))
    else:
        contacts = _contacts(net, options) @ known.astype(float)
    lost: np.ndarray = ~known | (~_no_alters(net, options) & (contacts == 0))
    return lost


def _not_answered(net: Network, options: Options) -> bool:
    """Say whether no tie that could be returned is between two people who both answered."""
    del options
    kinds = eligible_kinds(net)
    gave, silent = np.ones(net.n, dtype=bool), False
    for about in (asked_about(net, kind) for kind in kinds):
        gave &= about.gave
        silent |= not about.gave.all() or len(about.partial[0]) > 0
    return silent and bool(net.where(kind=kinds).structure().nnz or gave.sum() < 2)


def _disconnected(net: Network, options: Options) -> bool:
    """Say whether somebody cannot reach somebody else, whichever way the learning went."""
    ties = strengths(net, weighted=bool(options.get("weighted")), directed=False)
    return bool(sparse.csgraph.connected_components(ties, directed=False)[0] > 1)


def _no_convener(net: Network, options: Options) -> bool:
    """Say whether the convener is asked for and nobody is one."""
    asked = options.get("people")
    return isinstance(asked, str) and asked == "convener" and not net.convener.any()


def _only_network(net: Network, options: Options) -> bool:
    """Say whether no other network has these degrees.

    That is so if people can be taken away one by one who are tied to all the others left, or none.
    """
    del options
    left = np.sort(np.asarray(net.structure().sum(axis=1)).ravel())
    low, high, gone = 0, net.n - 1, 0
    while low < high:
        if left[low] == gone:
            low += 1
        elif left[high] - gone == high - low:
            high, gone = high - 1, gone + 1
        else:
            return False
    return True


def _no_pairs(net: Network, options: Options) -> np.ndarray:
    """Mark the people without whom no two others can reach each other, the person included."""
    directed = bool(options.get("directed"))
    pairs: np.ndarray = departures.pairs_of_others(net.structure(directed=directed)) == 0
    return pairs


def _no_open_pairs(net: Network, options: Options) -> bool:
    """Say whether nobody stands between two people who are not tied."""
    if options.get("directed"):
        return not departures.open_pairs(net.structure(directed=True)).any()
    return not holes.open_pairs(net.structure()).any()


def _all_alike(net: Network, options: Options) -> bool:
    """Say whether ties that could be returned were observed, so that only their spread lacks."""
    kinds = eligible_kinds(net)
    cells = net.where(kind=kinds).structure(directed=True).tocoo()
    seen = bool(both_answered(partly_answered(net, kinds), cells.row, cells.col).any())
    return seen and options.get("of", "correlation") == "correlation"


def _all_mutual(net: Network, options: Options) -> bool:
    """Say whether no kind of tie that counts says who learned."""
    mutual = net.kinds["mutual"]
    counted = mutual if options.get("weighted", True) else mutual.loc[net.structural_kinds]
    return bool(counted.all())


RULES: dict[str, Callable[[Any, Options], bool | np.ndarray]] = {
    "EMPTY": lambda net, _: not net.n,
    "N<2": lambda net, _: net.n < 2,
    "NO_CONVENER": _no_convener,
    "CONVENER": lambda net, options: options.get("exclude_convener", False) & net.convener,
    "NO_GROUP": _no_group,
    "ONE_GROUP": _one_group,
    "NO_ALTERS": _no_alters,
    "NO_GROUP_KNOWN": _unknown_groups,
    "NOT_COUNTED": lambda net, _: cells_of_ties(net) < 0,
    "DISCONNECTED": _disconnected,
    "NOT_ELIGIBLE": lambda net, _: not eligible_kinds(net),
    "COVERAGE": _not_answered,
    "NO_VARIANCE": _all_alike,
    "DEGENERATE_NULL": _only_network,
    "NO_TIES": lambda net, _: not net.structure().nnz,
    "NO_PAIRS": _no_pairs,
    "NO_OPEN_PAIRS": _no_open_pairs,
    "BOTH_WAYS": _all_mutual,
    "ONE_KIND": lambda net, _: len(net.structural_kinds) < 2,
}


def holds(code: str, net: Network | Affiliations, options: Options) -> bool | np.ndarray:
    """Say whether a rule holds: for the network, or for each person."""
    return RULES[code](net, options)
