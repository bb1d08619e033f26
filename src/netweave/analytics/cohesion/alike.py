"""Whether people are tied to people like themselves: Newman's assortativity."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from netweave import errors
from netweave._checks import has_columns
from netweave.analytics import _groups as groups
from netweave.analytics._facts import NAN
from netweave.analytics._weights import by_weight
from netweave.registry import measure

if TYPE_CHECKING:
    from netweave.affiliations import Affiliations
    from netweave.network import Network

_ALIKE = "NO_VARIANCE"


@measure(
    "assortativity",
    "network",
    needs=("group", "one kind if weighted"),
    formula="Newman 2003, eq. 2",
    range="below 0 (at least -1) to 1",
    unit="share of the greatest possible excess of ties inside groups",
    undefined={
        "EMPTY": "nobody",
        "NO_GROUP": "nobody's group is known",
        "ONE_GROUP": "all known people are of one group",
        "NO_TIES": "no ties among people of known group, or all ends of ties in one group",
    },
)
def assortativity(
    net: Network | Affiliations,
    *,
    group: str = "organization",
    directed: bool = False,
    weighted: bool = False,
) -> float:
    """Say how much more ties stay inside groups than they would if they ignored groups.

    ``r = (sum_g e_gg - sum_g a_g b_g)/(1 - sum_g a_g b_g)`` with e the shares of ties by the
    groups of their two ends, and a and b its sums over rows and columns.

    Parameters
    ----------
    net : Network or Affiliations
        One wave. People whose group is unknown are left out with their ties. Of records of
        meetings, one kind of tie: ``sessions.where(kind=…)``; their weights (Newman's) always
        count, and no pair is built.
    group : str, default "organization"
        A column of people.
    directed : bool, default False
        Count arcs, learner and person learned from, instead of pairs tied either way.
    weighted : bool, default False
        Take shares of the weight of all ties, not of their number; thresholds then change nothing.

    Returns
    -------
    float
        1 if all ties are inside groups, 0 if as many as by chance, below 0 if fewer; NaN without
        ties, and where all ends of ties lie in one group.

    Raises
    ------
    DataError
        If people has no such column, or if weighted and the network holds several kinds.

    References
    ----------
    Newman, M. E. J. (2003). Mixing patterns in networks. *Physical Review E*, 67, 026126.

    Examples
    --------
    One tie inside A, one inside B, one between: shares 1/3 and 1/3 inside, 1/2 expected.

    >>> import pandas as pd
    >>> import netweave as nw
    >>> people = pd.DataFrame(
    ...     {"organization": ["A", "A", "B", "B"]}, index=["ana", "ben", "cleo", "dan"]
    ... )
    >>> ties = pd.DataFrame({
    ...     "learner": ["ana", "cleo", "ben"],
    ...     "learned_from": ["ben", "dan", "cleo"],
    ... })
    >>> round(nw.assortativity(nw.Network(people, ties)), 3)
    0.333
    """
    codes, names = groups.coded(net, group)
    counted = by_weight(net, weighted=weighted)
    ties = groups.mixed(net, codes, len(names), directed=directed, weighted=counted)
    total = ties.sum()
    if not total or len(names) < 2:
        return NAN
    rows, columns = ties.sum(axis=1) / total, ties.sum(axis=0) / total
    inside, chance = float(np.trace(ties) / total), float(rows @ columns)
    return (inside - chance) / (1 - chance) if chance < 1 else NAN


@measure(
    "degree_assortativity",
    "network",
    formula="Newman 2002, eq. 4",
    range="-1 to 1",
    unit="correlation",
    undefined={"EMPTY": "nobody", "NO_TIES": "no ties", _ALIKE: "everybody with ties has as many"},
)
def degree_assortativity(net: Network) -> float:
    """Correlate the degrees of the two ends of ties: whether the well-tied tie to the well-tied.

    Parameters
    ----------
    net : Network
        One wave; binary ties, direction disregarded. People without ties do not enter.

    Returns
    -------
    float
        -1 (many-tied people are tied to few-tied ones, as in a star) to 1; NaN without ties, and
        where everybody with ties has equally many.

    References
    ----------
    Newman, M. E. J. (2002). Assortative mixing in networks. *Physical Review Letters*, 89, 208701.

    Examples
    --------
    A star: every tie joins the one who has three with one who has one.

    >>> import pandas as pd
    >>> import netweave as nw
    >>> ties = pd.DataFrame({"learner": ["ben", "cleo", "dan"], "learned_from": ["ana"] * 3})
    >>> round(nw.degree_assortativity(nw.Network(["ana", "ben", "cleo", "dan"], ties)), 3)
    -1.0
    """
    return _correlated(net, np.asarray(net.structure().sum(axis=1)), directed=False)


@measure(
    "numeric_assortativity",
    "network",
    formula="Newman 2003, eq. 21",
    range="-1 to 1",
    unit="correlation",
    undefined={
        "EMPTY": "nobody",
        "NO_TIES": "no ties",
        _ALIKE: "the ends of ties have one known value, or none",
    },
)
def numeric_assortativity(net: Network, *, column: str, directed: bool = False) -> float:
    """Correlate a number of people, such as years of service, between the two ends of ties.

    Parameters
    ----------
    net : Network
        One wave; binary ties. People whose number is missing are left out with their ties.
    column : str
        A column of people that holds numbers.
    directed : bool, default False
        Correlate the learner's number with that of the person learned from; otherwise both ends
        of a tied pair stand on both sides.

    Returns
    -------
    float
        -1 to 1; NaN without ties among people whose number is known, and where all have the same.

    Raises
    ------
    DataError
        If people has no such column, or if it does not hold numbers.

    References
    ----------
    Newman, M. E. J. (2003). Mixing patterns in networks. *Physical Review E*, 67, 026126.

    Examples
    --------
    Newcomers learn from newcomers, old hands from old hands.

    >>> import pandas as pd
    >>> import netweave as nw
    >>> people = pd.DataFrame({"years": [1, 1, 20, 20]}, index=["ana", "ben", "cleo", "dan"])
    >>> ties = pd.DataFrame({"learner": ["ana", "cleo"], "learned_from": ["ben", "dan"]})
    >>> nw.numeric_assortativity(nw.Network(people, ties), column="years")
    1.0
    """
    has_columns("people", [column], net.people)
    try:
        values = pd.to_numeric(net.people[column]).to_numpy(dtype=float, na_value=NAN)
    except (ValueError, TypeError) as wrong:
        raise errors.DataError(
            f"people[{column!r}] does not hold numbers. For names of groups take nw.assortativity."
        ) from wrong
    return _correlated(net, values, directed=directed)


def _correlated(net: Network, values: np.ndarray, *, directed: bool) -> float:
    """Correlate a number over the two ends of ties; NaN where one of them does not vary."""
    cells = net.structure(directed=directed).tocoo()
    one, other = values[cells.row], values[cells.col]
    known = ~(np.isnan(one) | np.isnan(other))
    one, other = one[known], other[known]
    if not len(one) or (one == one[0]).all() or (other == other[0]).all():
        return NAN
    one, other = one - one.mean(), other - other.mean()
    return float((one @ other) / np.sqrt((one @ one) * (other @ other)))
