"""How a person's ties are spread over groups or clusters."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

import numpy as np

from netweave._checks import one_of
from netweave._kernels.grouped import inside, squares
from netweave.analytics import _groups as groups
from netweave.analytics._facts import NAN, series
from netweave.analytics._weights import by_weight, weights_of
from netweave.registry import measure

if TYPE_CHECKING:
    import pandas as pd

    from netweave._kernels.operators import Weights
    from netweave.affiliations import Affiliations
    from netweave.network import Network
    from netweave.results import Communities

    Role = Literal["both", "learned", "taught"]

_ROLES = ("both", "learned", "taught")


def _ties(net: Network | Affiliations, *, weighted: bool, role: Role) -> Weights:
    """Give everybody's ties in a role, one row per person."""
    one_of("role", _ROLES, role)
    return weights_of(net, weighted=weighted, role="any" if role == "both" else role)


def _name(name: str, *, weighted: bool, role: Role, normalized: bool = False) -> str:
    said = "" if role == "both" else f"_{role}"
    return name + said + "_weighted" * weighted + "_normalized" * normalized


@measure(
    "participation",
    "person",
    needs=("partition", "one kind if weighted"),
    formula="method 3; Guimerà & Amaral 2005",
    range="0 (all ties in one group) to 1 - 1/M for M groups; to 1 if normalized",
    unit="chance that two ties, drawn with replacement, lead to different groups",
    undefined={
        "NO_GROUP": "nobody's group is known",
        "NO_ALTERS": "the person has no ties in this role",
        "NO_GROUP_KNOWN": "the person's group, or that of all contacts, is not known",
        "ONE_GROUP": "the column holds, or normalized: there is, one group only",
    },
)
def participation(
    net: Network | Affiliations,
    partition: str | pd.Series | Communities = "organization",
    *,
    weighted: bool = False,
    role: Role = "both",
    normalized: bool = False,
) -> pd.Series:
    """Say how evenly a person's ties are spread over groups: the participation coefficient.

    ``P_i = 1 - sum_m (s_im/s_i)²``, where s_im are i's ties (or their strength) to group m and s_i
    all of them. It grows with the number of ties: two ties can reach 1/2 at most.

    Parameters
    ----------
    net : Network or Affiliations
        One wave; one kind of tie if weighted. Of records of meetings, one kind of tie:
        ``sessions.where(kind=…)``; their weights (Newman's) always count, and no pair is built.
    partition : str, Series or Communities, default "organization"
        A column of people, a group per person on ``net.people.index``, or what `communities`
        gave. People whose group is missing are left out with their ties.
    weighted : bool, default False
        Use strengths instead of counting contacts; thresholds then change nothing.
    role : {"both", "learned", "taught"}, default "both"
        Ties either way, those to the people this person learned from, or those to the people who
        learned from this person. Parallel ties are one, or are added up if weighted.
    normalized : bool, default False
        Divide by 1 - 1/M for M groups, so that ties spread evenly over all groups give 1.

    Returns
    -------
    Series of float
        0 to 1 - 1/M, or 0 to 1 if normalized; named ``participation`` with ``_learned`` or
        ``_taught``, ``_weighted`` and ``_normalized`` as asked. NaN for a person without ties in
        this role, of unknown group, or without a contact of known group; and for everybody if a
        column of people holds one group only. A Series or communities of one group give 0, or NaN
        if normalized.

    Raises
    ------
    DataError
        If people has no such column, the Series is not about these people, or if weighted and the
        network holds several kinds.
    ArgumentError
        If the role is none of the three.

    See Also
    --------
    within_module_z : How many ties a person has inside the own group.

    References
    ----------
    Guimerà, R. & Amaral, L. A. N. (2005). Functional cartography of complex metabolic networks.
    *Nature*, 433, 895-900.

    Examples
    --------
    Ana has one tie in each of the two organizations: 1 - (1/4 + 1/4).

    >>> import pandas as pd
    >>> import netweave as nw
    >>> people = pd.DataFrame(
    ...     {"organization": ["A", "A", "B", "B"]}, index=["ana", "ben", "cleo", "dan"]
    ... )
    >>> ties = pd.DataFrame({"learner": ["ana", "ana"], "learned_from": ["ben", "cleo"]})
    >>> nw.participation(nw.Network(people, ties)).to_dict()
    {'ana': 0.5, 'ben': 0.0, 'cleo': 0.0, 'dan': nan}
    """
    codes, names = groups.coded(net, partition)
    weighted = by_weight(net, weighted=weighted)
    ties = _ties(net, weighted=weighted, role=role)
    squared = squares(ties, codes, len(names))
    total = inside(ties, np.where(codes >= 0, 0, -1))
    defined = (total > 0) & (codes >= 0)
    share = np.divide(squared, total**2, out=np.full(net.n, NAN), where=defined)
    if len(names) == 1 and (normalized or isinstance(partition, str)):
        share[:] = NAN
    elif normalized and len(names):
        share = 1 - (1 - share) / (1 - 1 / len(names))
    name = _name("participation", weighted=weighted, role=role, normalized=normalized)
    return series(net, 1 - share, name)


@measure(
    "within_module_z",
    "person",
    needs=("partition", "one kind if weighted"),
    formula="method 3; Guimerà & Amaral 2005",
    range="any number",
    unit="standard deviations of the ties inside the group",
    undefined={
        "NO_GROUP": "nobody's group is known",
        "NO_GROUP_KNOWN": "the person's group is not known",
        "NO_VARIANCE": "everybody in the group has as many ties inside it",
    },
)
def within_module_z(
    net: Network | Affiliations,
    partition: str | pd.Series | Communities = "organization",
    *,
    weighted: bool = False,
    role: Role = "both",
) -> pd.Series:
    """Say whether a person has more ties inside the own group than its other members.

    ``z_i = (κ_i - mean)/deviation``, where κ_i are i's ties (or their strength) to the own group,
    and mean and standard deviation (divided by the number of members, not by one less) are over
    the members of the group.

    Parameters
    ----------
    net : Network or Affiliations
        One wave; one kind of tie if weighted. Of records of meetings, one kind of tie:
        ``sessions.where(kind=…)``; their weights (Newman's) always count, and no pair is built.
    partition : str, Series or Communities, default "organization"
        A column of people, a group per person on ``net.people.index``, or what `communities`
        gave. People whose group is missing are left out with their ties.
    weighted : bool, default False
        Use strengths instead of counting contacts; thresholds then change nothing.
    role : {"both", "learned", "taught"}, default "both"
        Ties either way, those to the people this person learned from, or those to the people who
        learned from this person. Parallel ties are one, or are added up if weighted.

    Returns
    -------
    Series of float
        0 is the mean of the group; named ``within_module_z`` with ``_learned`` or ``_taught`` and
        ``_weighted`` as asked. A person without ties inside has the lowest value of the group. NaN
        for a person of unknown group, and where all members have as many ties inside.

    Raises
    ------
    DataError
        If people has no such column, the Series is not about these people, or if weighted and the
        network holds several kinds.
    ArgumentError
        If the role is none of the three.

    See Also
    --------
    participation : How evenly a person's ties are spread over groups.

    References
    ----------
    Guimerà, R. & Amaral, L. A. N. (2005). Functional cartography of complex metabolic networks.
    *Nature*, 433, 895-900.

    Examples
    --------
    Inside A, Ana has two ties, Ben and Cleo one each: the mean is 4/3 and the deviation √2/3.

    >>> import pandas as pd
    >>> import netweave as nw
    >>> people = pd.DataFrame(
    ...     {"organization": ["A", "A", "A", "B"]}, index=["ana", "ben", "cleo", "dan"]
    ... )
    >>> ties = pd.DataFrame({"learner": ["ana", "ana"], "learned_from": ["ben", "cleo"]})
    >>> nw.within_module_z(nw.Network(people, ties)).round(3).to_dict()
    {'ana': 1.414, 'ben': -0.707, 'cleo': -0.707, 'dan': nan}
    """
    codes, names = groups.coded(net, partition)
    weighted = by_weight(net, weighted=weighted)
    own = inside(_ties(net, weighted=weighted, role=role), codes)
    known = codes >= 0
    count = np.bincount(codes[known], minlength=len(names))
    mean = np.bincount(codes[known], own[known], minlength=len(names)) / count
    apart = np.where(known, own - np.append(mean, NAN)[codes], NAN)
    variance = np.bincount(codes[known], apart[known] ** 2, minlength=len(names)) / count
    spread = np.append(np.sqrt(variance), 0.0)[codes]
    level = np.append(mean, 1.0)[codes]
    values = np.full(net.n, NAN)
    np.divide(apart, spread, out=values, where=known & (spread > 1e-12 * np.abs(level)))
    return series(net, values, _name("within_module_z", weighted=weighted, role=role))
