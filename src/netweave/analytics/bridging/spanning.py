"""Who spans organizations, by thresholds that are named parameters."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import pandas as pd
from scipy import sparse

from netweave import errors
from netweave._checks import counted, seeded
from netweave._kernels import paths
from netweave._kernels.rewire import degree_preserving
from netweave.analytics import _groups as groups
from netweave.analytics._facts import NAN
from netweave.analytics.nulls.drawn import unobserved
from netweave.registry import measure

if TYPE_CHECKING:
    from netweave.network import Network


@measure(
    "boundary_spanners",
    "person",
    needs=("group", "seed"),
    formula="method 3, boundary spanner (a rule of thumb of this library)",
    range="spans: 1 or 0",
    unit="yes or no, beside the numbers it rests on",
    undefined={
        "NO_GROUP": "nobody's group is known",
        "ONE_GROUP": "all known people are of one group",
        "NO_GROUP_KNOWN": "the person's group is not known",
        "DEGENERATE_NULL": "no other network has these degrees",
        "SAME_BY_CHANCE": "the person has one value in all networks with these degrees",
    },
    values="flag",
)
def boundary_spanners(
    net: Network,
    *,
    seed: int = 0,
    group: str = "organization",
    draws: int = 999,
    organizations: int = 2,
    contacts: int = 5,
    percentile: float = 0.9,
) -> pd.DataFrame:
    """Mark who spans organizations: tied to several others, and more between them than chance.

    A person spans if three things hold: ties to at least so many other organizations; at least so
    many contacts, because less says little; and cross-organization betweenness higher than in
    most networks in which everybody has as many contacts as here. The thresholds are a convention
    of this library, not a finding: no published cut-off stands behind them. Say that a person
    spans, never that somebody is *the* key person; which pairs of organizations hang on one person
    says `single_threads`.

    Parameters
    ----------
    net : Network
        One wave. Ties count whichever way the learning went; parallel ties are one, and strengths
        do not enter.
    seed : int, default 0
        Seed of the random networks.
    group : str, default "organization"
        A column of people. Contacts whose group is unknown are counted in ``contacts`` only.
    draws : int, default 999
        How many random networks with the same degrees; pairs that nobody could report stay as
        they are in them.
    organizations : int, default 2
        To how many other organizations a person has at least one tie.
    contacts : int, default 5
        How many contacts a person has at least.
    percentile : float, default 0.9
        Above which place among the random networks, 0 to 1.

    Returns
    -------
    DataFrame of float
        ``contacts``; ``organizations``, the other organizations to which the person is tied;
        ``percentile``, the place of the person's cross-organization betweenness among the random
        networks, ``(below + equal/2 + 1/2)/(draws + 1)``; ``spans``, 1 or 0. All but the first are
        NaN for a person of unknown group and, if there is one group only or none is known, for
        everybody. The percentile is NaN where the value is the same in all networks with these
        degrees, as for a person with one tie, or if no other network has them; ``spans`` is then
        NaN unless another condition fails already.

    Raises
    ------
    DataError
        If people has no such column.
    ArgumentError
        If draws is below 1, the seed negative, or percentile not between 0 and 1.

    See Also
    --------
    cross_organization_betweenness : The betweenness that is compared.
    single_threads : Pairs of organizations that hang on one person.

    References
    ----------
    Flom, P. L., Friedman, S. R., Strauss, S. & Neaigus, A. (2004). A new measure of linkage
    between two sub-networks. *Connections*, 26(1), 62-70.

    Examples
    --------
    Nobody in a chain of four has five contacts, so nobody is marked. Ben is tied to one other
    organization.

    >>> import pandas as pd
    >>> import netweave as nw
    >>> people = pd.DataFrame(
    ...     {"organization": ["Elm", "Elm", "Oak", "Oak"]}, index=["ana", "ben", "cleo", "dan"]
    ... )
    >>> ties = pd.DataFrame({
    ...     "learner": ["ana", "ben", "cleo"],
    ...     "learned_from": ["ben", "cleo", "dan"],
    ... })
    >>> found = nw.boundary_spanners(nw.Network(people, ties), seed=1)
    >>> found[["contacts", "organizations", "spans"]].loc["ben"].tolist()
    [2.0, 1.0, 0.0]
    """
    counted("draws", draws)
    seeded(seed)
    if not 0 <= percentile <= 1:
        raise errors.setting_out_of_range("percentile", "must lie between 0 and 1", percentile)
    matrix = net.structure()
    codes, names = groups.coded(net, group)
    found = pd.DataFrame(
        NAN, net.people.index, ["contacts", "organizations", "percentile", "spans"]
    )
    found["contacts"] = np.asarray(matrix.sum(axis=1)).ravel()
    if len(names) < 2:
        return found
    known = codes >= 0
    found["organizations"] = np.where(known, _others(matrix, codes, len(names)), NAN)
    found["percentile"] = np.where(known, _places(net, codes, draws, seed), NAN)
    enough = (found["contacts"] >= contacts) & (found["organizations"] >= organizations)
    above = (found["percentile"] > percentile).where(found["percentile"].notna())
    found["spans"] = above.astype(float).where(enough, 0.0).where(known)
    return found


def _others(matrix: sparse.csr_array, codes: np.ndarray, count: int) -> np.ndarray:
    """Count the groups other than the own to which everybody is tied."""
    cells = matrix.tocoo()
    across = (codes[cells.col] >= 0) & (codes[cells.row] != codes[cells.col])
    pairs = np.unique(cells.row[across].astype(np.int64) * count + codes[cells.col[across]])
    others: np.ndarray = np.bincount(pairs // count, minlength=matrix.shape[0])
    return others


def _share(matrix: sparse.csr_array, codes: np.ndarray) -> np.ndarray:
    """Give everybody's share of the connected pairs across groups; 0 where there is none."""
    found = paths.across(matrix, codes)
    share: np.ndarray = found.people / max(found.pairs, 1)
    return share


def _places(net: Network, codes: np.ndarray, draws: int, seed: int) -> np.ndarray:
    """Place everybody among random networks with the same degrees; NaN where all are alike."""
    matrix = net.structure()
    fixed = unobserved(net, directed=False, whole_pairs=False)
    observed = _share(matrix, codes)
    below, same = np.zeros(len(codes)), np.zeros(len(codes))
    least, most = observed.copy(), observed.copy()
    for drawn in degree_preserving(matrix, draws, seed, directed=False, fixed=fixed):
        value = _share(drawn, codes)
        alike = np.isclose(value, observed, rtol=0, atol=1e-12)
        same += alike
        below += (value < observed) & ~alike
        least, most = np.minimum(least, value), np.maximum(most, value)
    place = (below + same / 2 + 0.5) / (draws + 1)
    return np.where(most - least > 1e-12, place, NAN)
