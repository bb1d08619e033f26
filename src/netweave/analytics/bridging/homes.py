"""Which groups' ties go out to others, and which stay at home."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from netweave._guard import guarded
from netweave.analytics import _groups as groups
from netweave.analytics._weights import by_weight

if TYPE_CHECKING:
    from netweave.affiliations import Affiliations
    from netweave.network import Network


@guarded
def ei_index_by_group(
    net: Network | Affiliations,
    *,
    group: str = "organization",
    directed: bool = False,
    weighted: bool = False,
) -> pd.DataFrame:
    """Compare each group's ties to other groups with those inside it.

    **Zero is not the neutral value**: a small group can have few ties inside and many across, and
    has so by chance. Read each index beside ``expected``.

    Parameters
    ----------
    net : Network or Affiliations
        One wave; one kind of tie if weighted. People whose group is unknown are left out with
        their ties; people without ties count in ``people`` and ``expected``. Of records of
        meetings, one kind of tie: ``sessions.where(kind=…)``; their weights (Newman's) always
        count, and no pair is built.
    group : str, default "organization"
        A column of people.
    directed : bool, default False
        Count arrows, so that a tie that goes both ways counts twice; False counts pairs who are
        tied either way, parallel ties once.
    weighted : bool, default False
        Add up strengths instead of counting: both directions, unless directed, which gives the
        same. Thresholds then change nothing.

    Returns
    -------
    DataFrame
        One row per group, in alphabetical order: ``people``; ``internal``, the ties with both ends
        in the group, each once; ``external``, those with one end in it, which also count for the
        group of the other end; ``ei``, (external - internal)/(external + internal), -1 to 1;
        ``expected``, the same of the pairs of people (arrows, if directed) that there could be:
        the index of the ties that the group has on average if labels are dealt out freely. Where
        it is known who answered, these are the pairs that somebody could report. ``ei`` is NaN for
        a group without ties, and both are if all known people are of one group; ``expected`` is
        for a group of which nobody could report any pair.

    Raises
    ------
    DataError
        If people has no such column, or if weighted and the network holds several kinds.

    See Also
    --------
    ei_index : The whole network, with a permutation test.
    ei_index_by_person : Each person's contacts.
    mixing : Which groups the ties go to.

    References
    ----------
    Krackhardt, D. & Stern, R. N. (1988). Informal networks and organizational crises: an
    experimental simulation. *Social Psychology Quarterly*, 51, 123-140.

    Examples
    --------
    A has one tie inside and one to B, which has none inside. Of the pairs with somebody of A one
    is inside and four go to B: (4 - 1)/5.

    >>> import pandas as pd
    >>> import netweave as nw
    >>> people = pd.DataFrame(
    ...     {"organization": ["A", "A", "B", "B"]}, index=["ana", "ben", "cleo", "dan"]
    ... )
    >>> ties = pd.DataFrame({"learner": ["ana", "ana"], "learned_from": ["ben", "cleo"]})
    >>> nw.ei_index_by_group(nw.Network(people, ties))
                  people  internal  external   ei  expected
    organization
    A                  2       1.0       1.0  0.0       0.6
    B                  2       0.0       1.0  1.0       0.6
    """
    codes, names = groups.coded(net, group)
    weighted = by_weight(net, weighted=weighted)
    ties = groups.mixed(net, codes, len(names), directed=directed, weighted=weighted)
    inside, across = _sides(ties, twice=not directed)
    table = pd.DataFrame(
        {
            "people": groups.sizes(net, group),
            "internal": inside,
            "external": across,
            "ei": _index(inside, across),
            "expected": _index(
                *_sides(groups.pairs_there_could_be(net, codes, directed=directed), twice=True)
            ),
        },
        index=pd.Index(names, name=group),
    )
    if len(names) < 2:
        table[["ei", "expected"]] = np.nan
    return table


def _sides(table: np.ndarray, *, twice: bool) -> tuple[np.ndarray, np.ndarray]:
    """Give each group's sum inside and across; what is symmetric holds everything twice."""
    inside = np.diag(table).astype(float)
    across = table.sum(axis=0) + table.sum(axis=1) - 2 * inside
    return (inside / 2, across / 2) if twice else (inside, across)


def _index(inside: np.ndarray, across: np.ndarray) -> np.ndarray:
    """Give (external - internal)/(external + internal); NaN of nothing."""
    values = np.full(len(inside), np.nan)
    np.divide(across - inside, across + inside, out=values, where=across + inside > 0)
    return values
