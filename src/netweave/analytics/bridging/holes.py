"""Structural holes: whose contacts know each other."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

from netweave._kernels import holes
from netweave.analytics._facts import series
from netweave.analytics.bridging._around import ISOLATE, around, named
from netweave.registry import measure

if TYPE_CHECKING:
    import pandas as pd

    from netweave.network import Network


@measure(
    "constraint",
    "person",
    needs=("one kind if weighted",),
    formula="method 3; Burt 1992, eq. 2.4",
    range="above 0; 1 for a single tie; can exceed 1",
    unit="share of a person's ties spent on contacts who know each other",
    undefined=ISOLATE,
)
def constraint(
    net: Network,
    *,
    weighted: bool = False,
    directed: bool = False,
    model: Literal["whole", "ego"] = "whole",
) -> pd.Series:
    """Say how much a person's ties lead back to the same few people: Burt's constraint.

    Few alternatives give a high value. ``p_ij`` is the share of i's ties spent on j; the
    constraint is the sum over j of ``(p_ij + sum_q p_iq p_qj)²``. Both directions and parallel ties
    are one contact.

    Parameters
    ----------
    net : Network
        One wave; one kind of tie if weighted. Two contacts who both kept silent count as not tied,
        because nobody could say so: constraint is then too low.
    weighted : bool, default False
        Use strengths, both directions added up; ``directed`` then changes nothing, and neither
        do thresholds.
    directed : bool, default False
        Count a tie that goes both ways twice.
    model : {"whole", "ego"}, default "whole"
        Of which of q's ties ``p_qj`` is a share: of all of them, or of those to i and to i's
        contacts only. Programs differ in their default.

    Returns
    -------
    Series of float
        Above 0, and not capped at 1: each of three people who all know each other has 1.125.
        A single tie gives 1. NaN for a person without ties. Named ``constraint``
        (``constraint_weighted``, ``constraint_directed``; ``_ego`` behind it for that model).

    Raises
    ------
    ArgumentError
        If there is no such model.
    DataError
        If weighted and the network holds several kinds.

    References
    ----------
    Burt, R. S. (1992). *Structural Holes*. Harvard University Press, eq. 2.4.

    Examples
    --------
    Ana knows three people who do not know each other: three times (1/3)². For each of them she is
    the only contact.

    >>> import pandas as pd
    >>> import netweave as nw
    >>> ties = pd.DataFrame({"learner": ["ben", "cleo", "dan"], "learned_from": ["ana"] * 3})
    >>> net = nw.Network(["ana", "ben", "cleo", "dan"], ties)
    >>> nw.constraint(net).round(3).to_dict()
    {'ana': 0.333, 'ben': 1.0, 'cleo': 1.0, 'dan': 1.0}
    """
    found = around(net, weighted=weighted, directed=directed, model=model)
    name = named("constraint", weighted=weighted, directed=directed, model=model)
    return series(net, found.constraint, name)


@measure(
    "effective_size",
    "person",
    needs=("one kind if weighted",),
    formula="method 3; Burt 1992, eq. 2.2; Borgatti 1997",
    range="1 to the person's degree",
    unit="contacts",
    undefined=ISOLATE,
)
def effective_size(
    net: Network,
    *,
    weighted: bool = False,
    directed: bool = False,
    model: Literal["whole", "ego"] = "whole",
) -> pd.Series:
    """Count a person's contacts, less what they have in common: Burt's effective size.

    With binary ties it is the degree less the mean number of ties that a contact has to the other
    contacts, ``k - 2t/k`` for t ties among k contacts; in general
    ``sum_j (1 - sum_q p_iq m_jq)``, where ``m_jq`` is the strength of j and q divided by that of
    j's strongest tie.

    Parameters
    ----------
    net : Network
        One wave; one kind of tie if weighted. Two contacts who both kept silent count as not tied,
        because nobody could say so: the effective size is then too large.
    weighted : bool, default False
        Use strengths, both directions added up; ``directed`` then changes nothing, and neither
        do thresholds.
    directed : bool, default False
        Count a tie that goes both ways twice.
    model : {"whole", "ego"}, default "whole"
        Whether j's strongest tie is looked for among all of j's ties, or among those to i and to
        i's contacts only. Without weights and directions both are the same.

    Returns
    -------
    Series of float
        1 to the person's degree; NaN for a person without ties. Named ``effective_size``
        (``effective_size_weighted``, ``effective_size_directed``; ``_ego`` behind it for that
        model).

    Raises
    ------
    ArgumentError
        If there is no such model.
    DataError
        If weighted and the network holds several kinds.

    References
    ----------
    Burt, R. S. (1992). *Structural Holes*. Harvard University Press, eq. 2.2.

    Borgatti, S. P. (1997). Structural holes: unpacking Burt's redundancy measures. *Connections*,
    20(1), 35-38.

    Examples
    --------
    Ana has three contacts, of whom two know each other: 3 - 2·1/3.

    >>> import pandas as pd
    >>> import netweave as nw
    >>> ties = pd.DataFrame({
    ...     "learner": ["ben", "cleo", "dan", "ben"],
    ...     "learned_from": ["ana", "ana", "ana", "cleo"],
    ... })
    >>> net = nw.Network(["ana", "ben", "cleo", "dan"], ties)
    >>> nw.effective_size(net).round(3).to_dict()
    {'ana': 2.333, 'ben': 1.0, 'cleo': 1.0, 'dan': 1.0}
    """
    found = around(net, weighted=weighted, directed=directed, model=model)
    name = named("effective_size", weighted=weighted, directed=directed, model=model)
    return series(net, found.effective_size, name)


@measure(
    "open_two_paths",
    "person",
    formula="method 2.1",
    range="0 to k(k - 1)/2",
    unit="pairs of contacts who are not tied",
)
def open_two_paths(net: Network) -> pd.Series:
    """Count the pairs of a person's contacts who are not tied to each other.

    Directions, strengths and parallel ties do not matter: two people are tied or not.

    Parameters
    ----------
    net : Network
        One wave. Two contacts who both kept silent count as not tied, because nobody could say so:
        there are then too many such pairs.

    Returns
    -------
    Series of float
        0 to k(k - 1)/2 for k contacts; 0 for a person without ties. Never missing.

    References
    ----------
    Everett, M. G. & Borgatti, S. P. (2020). Unpacking Burt's constraint measure. *Social
    Networks*, 62, 50-57.

    Examples
    --------
    Of Ana's three pairs of contacts, Ben and Cleo are tied.

    >>> import pandas as pd
    >>> import netweave as nw
    >>> ties = pd.DataFrame({
    ...     "learner": ["ben", "cleo", "dan", "ben"],
    ...     "learned_from": ["ana", "ana", "ana", "cleo"],
    ... })
    >>> nw.open_two_paths(nw.Network(["ana", "ben", "cleo", "dan"], ties)).to_dict()
    {'ana': 2.0, 'ben': 0.0, 'cleo': 0.0, 'dan': 0.0}
    """
    return series(net, holes.open_pairs(net.structure()), "open_two_paths")
