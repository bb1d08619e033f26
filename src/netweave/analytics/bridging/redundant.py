"""Structural holes as shares: of contacts that lead elsewhere, of constraint by one contact."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

import numpy as np

from netweave.analytics._facts import series, strengths
from netweave.analytics.bridging._around import ISOLATE, around, named
from netweave.registry import measure

if TYPE_CHECKING:
    import pandas as pd

    from netweave.network import Network


@measure(
    "burt_efficiency",
    "person",
    needs=("one kind if weighted",),
    formula="method 3; Burt 1992, chapter 2",
    range="above 0 to 1 (no contact knows another)",
    unit="share of a person's contacts that is not redundant",
    undefined=ISOLATE,
)
def burt_efficiency(
    net: Network,
    *,
    weighted: bool = False,
    directed: bool = False,
    model: Literal["whole", "ego"] = "whole",
) -> pd.Series:
    """Give the share of a person's contacts that is not redundant: effective size by degree.

    Parameters
    ----------
    net : Network
        One wave; one kind of tie if weighted. Parallel ties add up then, and are one otherwise.
    weighted : bool, default False
        Use strengths, both directions added up; ``directed`` then changes nothing, and neither
        do thresholds.
    directed : bool, default False
        Count a tie that goes both ways twice.
    model : {"whole", "ego"}, default "whole"
        As in `effective_size`.

    Returns
    -------
    Series of float
        Above 0, and 1 where no contact knows another; NaN for a person without ties. Named
        ``burt_efficiency`` (``burt_efficiency_weighted``, ``burt_efficiency_directed``; ``_ego``
        behind it for that model).

    Raises
    ------
    ArgumentError
        If there is no such model.
    DataError
        If weighted and the network holds several kinds.

    References
    ----------
    Burt, R. S. (1992). *Structural Holes*. Harvard University Press, chapter 2.

    Examples
    --------
    Ana has three contacts, of whom two know each other: (3 - 2·1/3)/3.

    >>> import pandas as pd
    >>> import netweave as nw
    >>> ties = pd.DataFrame({
    ...     "learner": ["ben", "cleo", "dan", "ben"],
    ...     "learned_from": ["ana", "ana", "ana", "cleo"],
    ... })
    >>> net = nw.Network(["ana", "ben", "cleo", "dan"], ties)
    >>> nw.burt_efficiency(net).round(3).to_dict()
    {'ana': 0.778, 'ben': 0.5, 'cleo': 0.5, 'dan': 1.0}
    """
    size = around(net, weighted=weighted, directed=directed, model=model).effective_size
    contacts = np.diff(strengths(net, weighted=weighted, directed=directed).indptr)
    share = np.divide(size, contacts, out=np.full(net.n, np.nan), where=contacts > 0)
    name = named("burt_efficiency", weighted=weighted, directed=directed, model=model)
    return series(net, share, name)


@measure(
    "burt_hierarchy",
    "person",
    needs=("one kind if weighted",),
    formula="method 3; Burt 1992, chapter 2",
    range="0 (every contact constrains alike) to 1 (one contact constrains alone)",
    unit="concentration of constraint on few contacts",
    undefined={**ISOLATE, "K<2": "the person has one contact"},
)
def burt_hierarchy(
    net: Network,
    *,
    weighted: bool = False,
    directed: bool = False,
    model: Literal["whole", "ego"] = "whole",
) -> pd.Series:
    """Say how much a person's constraint comes from one contact: Burt's hierarchy.

    With ``c_ij`` the constraint that comes from contact j and C their sum over the k contacts, it
    is the Coleman-Theil index ``sum_j r_j ln r_j / (k ln k)`` of ``r_j = c_ij/(C/k)``.

    Parameters
    ----------
    net : Network
        One wave; one kind of tie if weighted. Parallel ties add up then, and are one otherwise.
    weighted : bool, default False
        Use strengths, both directions added up; ``directed`` then changes nothing, and neither
        do thresholds.
    directed : bool, default False
        Count a tie that goes both ways twice.
    model : {"whole", "ego"}, default "whole"
        As in `constraint`.

    Returns
    -------
    Series of float
        0 where every contact constrains alike, towards 1 where one contact does nearly alone; the
        maximum for as many contacts is divided by. NaN for a person with fewer than two contacts.
        Named ``burt_hierarchy`` (``burt_hierarchy_weighted``, ``burt_hierarchy_directed``; ``_ego``
        behind it for that model). Krackhardt's hierarchy of a whole network is another thing.

    Raises
    ------
    ArgumentError
        If there is no such model.
    DataError
        If weighted and the network holds several kinds.

    References
    ----------
    Burt, R. S. (1992). *Structural Holes*. Harvard University Press, chapter 2.

    Examples
    --------
    Ana's three contacts do not know each other and constrain her alike. With one contact there is
    nothing to compare.

    >>> import pandas as pd
    >>> import netweave as nw
    >>> ties = pd.DataFrame({"learner": ["ben", "cleo", "dan"], "learned_from": ["ana"] * 3})
    >>> net = nw.Network(["ana", "ben", "cleo", "dan"], ties)
    >>> nw.burt_hierarchy(net).round(3).to_dict()
    {'ana': 0.0, 'ben': nan, 'cleo': nan, 'dan': nan}
    """
    found = around(net, weighted=weighted, directed=directed, model=model)
    name = named("burt_hierarchy", weighted=weighted, directed=directed, model=model)
    return series(net, found.hierarchy, name)
