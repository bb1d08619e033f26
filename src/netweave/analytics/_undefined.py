"""The rules by which a value is undefined, one per reason code that does not come last."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, Any

import numpy as np
import pandas as pd

from netweave.analytics import _groups as groups
from netweave.analytics._facts import eligible_kinds, known_group
from netweave.coverage import asked_about

if TYPE_CHECKING:
    from netweave.network import Network

    Options = Mapping[str, Any]


def _group(options: Options) -> str:
    return str(options.get("group", "organization"))


def _no_group(net: Network, options: Options) -> bool:
    partition = options.get("partition", _group(options))
    if isinstance(partition, str):
        return bool(known_group(net, partition).isna().all())
    return bool(np.all(pd.isna(getattr(partition, "labels", partition))))


def _one_group(net: Network, options: Options) -> bool:
    return len(groups.sizes(net, _group(options))) == 1


def _no_alters(net: Network, options: Options) -> np.ndarray:
    del options
    alone: np.ndarray = np.asarray(net.structure().sum(axis=1)) == 0
    return alone


def _not_answered(net: Network, options: Options) -> bool:
    """Say whether no tie that could be returned is between two people who both answered."""
    del options
    kinds = eligible_kinds(net)
    gave, silent = np.ones(net.n, dtype=bool), False
    for about in (asked_about(net, kind) for kind in kinds):
        gave &= about.gave
        silent |= not about.gave.all() or len(about.partial[0]) > 0
    return silent and bool(net.where(kind=kinds).structure().nnz or gave.sum() < 2)


RULES: dict[str, Callable[[Network, Options], bool | np.ndarray]] = {
    "EMPTY": lambda net, _: not net.n,
    "NO_GROUP": _no_group,
    "ONE_GROUP": _one_group,
    "NO_ALTERS": _no_alters,
    "NOT_ELIGIBLE": lambda net, _: not eligible_kinds(net),
    "COVERAGE": _not_answered,
}


def holds(code: str, net: Network, options: Options) -> bool | np.ndarray:
    """Say whether a rule holds: for the network, or for each person."""
    return RULES[code](net, options)
