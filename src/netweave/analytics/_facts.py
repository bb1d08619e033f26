"""What several measures ask of a network before they can be computed."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd
from scipy import sparse

from netweave import errors
from netweave._checks import as_list
from netweave._kernels import routes
from netweave.analytics._weights import ties_of, with_ties
from netweave.coverage import asked_about

if TYPE_CHECKING:
    from netweave.affiliations import Affiliations
    from netweave.coverage import Asked
    from netweave.network import Network

NAN = float("nan")
# Names that are read as organization, in small letters and with z for s.
MISSPELLED = {"organization", "organizationz", "organization name", "organization_name", "org"}
TWO_PEOPLE = {"EMPTY": "nobody", "N<2": "fewer than two people"}


def series(net: Network | Affiliations, values: np.ndarray, name: str) -> pd.Series:
    """Put one number per person on the people's index."""
    return pd.Series(np.asarray(values, dtype=float), index=net.people.index, name=name)


def known_group(net: Network, group: str) -> pd.Series:
    """Give the group of everybody as text; nobody's is known where no organization is recorded."""
    if group == "organization" and net.roster is None and group not in net.people.columns:
        not_misspelled(net.people.columns)
        nobody = pd.Series(np.nan, index=net.people.index, name=group)
        return nobody.astype("str").where(nobody.notna())
    return net.group(group)


def not_misspelled(columns: Iterable[object]) -> None:
    """Refuse to take organizations as unrecorded where a column is named nearly so."""
    for column in columns:
        if str(column).strip().casefold().replace("s", "z") in MISSPELLED:
            raise errors.DataError(
                f"people lacks the column 'organization'. Did you mean group={str(column)!r}? "
                "Rename the column, or name it in each call."
            )


def strengths(net: Network, *, weighted: bool, directed: bool) -> sparse.csr_array:
    """Give the symmetric strengths z that structural holes are computed from (method 3)."""
    if not weighted and not directed:
        return net.structure()
    arcs = ties_of(net, weighted=weighted)
    both: sparse.csr_array = (arcs + arcs.T).tocsr()
    both.sort_indices()
    return both


def tie_lengths(net: Network, *, directed: bool, alpha: float = 1.0) -> sparse.csr_array:
    """Give the lengths of ties, short where they are strong (method 1.7)."""
    if not 0 <= alpha <= 1:
        raise errors.setting_out_of_range("alpha", "must lie between 0 and 1", alpha)
    ties = ties_of(net, weighted=True)
    held = ties if directed else strengths(net, weighted=True, directed=False)
    return routes.lengths(held, alpha)


def eligible_kinds(net: Network) -> list[str]:
    """Give the kinds that can show reciprocity and enter structural measures."""
    with_ties(net)
    eligible = net.kinds["reciprocity_eligible"]
    return [kind for kind in net.structural_kinds if eligible[kind]]


def partly_answered(net: Network, kinds: Iterable[str]) -> list[Asked]:
    """Say who answered about whom, of those kinds about which not everybody is taken to have."""
    asked = (asked_about(net, kind) for kind in kinds)
    return [about for about in asked if not about.complete]


def both_answered(asked: Iterable[Asked], one: np.ndarray, other: np.ndarray) -> np.ndarray:
    """Mark the pairs about which both people answered, every one of the kinds asked about."""
    both = np.ones(len(one), dtype=bool)
    for about in asked:
        first, second = about.sides(one, other)
        both &= first & second
    return both


def marked(net: Network, hubs: str | Iterable[object], argument: str = "hubs") -> np.ndarray:
    """Mark the hubs: "convener", the id of a person, or several ids."""
    with_ties(net)
    if isinstance(hubs, str) and hubs == "convener":
        return net.convener.to_numpy(dtype=bool).copy()
    ids = pd.Index(as_list(hubs), dtype=net.people.index.dtype)
    unknown = ids[net.people.index.get_indexer(ids) < 0]
    if len(unknown):
        mend = "Give ids as they stand in net.people.index."
        raise errors.unknown_people(argument, list(unknown), mend)
    return np.asarray(net.people.index.isin(ids))


def findings(rows: list[tuple[str, float, int, str]], method: str) -> pd.DataFrame:
    """Put (term, estimate, n, reason code or "") into the vocabulary of results."""
    reasons = pd.Series([row[3] for row in rows], dtype="str")
    return pd.DataFrame({
        "term": [row[0] for row in rows],
        "estimate": [float(row[1]) for row in rows],
        **dict.fromkeys(("std_error", "statistic", "p_value", "conf_low", "conf_high"), NAN),
        "n": [row[2] for row in rows],
        "method": method,
        "reason": reasons.where(reasons != ""),
    })
