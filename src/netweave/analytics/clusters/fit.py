"""How well a grouping describes the ties."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from netweave import errors
from netweave.analytics._facts import NAN
from netweave.analytics._groups import labels_of
from netweave.analytics.clusters.tied import source
from netweave.registry import measure

if TYPE_CHECKING:
    from netweave.affiliations import Affiliations
    from netweave.network import Network
    from netweave.results import Communities


@measure(
    "modularity",
    "network",
    needs=("partition", "one kind if weighted"),
    formula="method 3; Newman & Girvan 2004, eq. 5",
    range="-1/2 to 1",
    unit="share of ties inside groups, less the share expected from degrees",
    undefined={
        "EMPTY": "nobody",
        "NO_GROUP": "nobody's group is known",
        "ONE_GROUP": "the column holds one group only",
        "NO_TIES": "no ties among people whose group is known",
    },
)
def modularity(
    net: Network | Affiliations,
    partition: str | pd.Series | Communities = "organization",
    *,
    weighted: bool = False,
    resolution: float = 1.0,
    weights: str = "newman",
) -> float:
    """Say how much a grouping keeps ties inside groups, beyond what degrees imply.

    ``Q = sum_g (L_g/m - (K_g/2m)²)``: the share of ties inside each group, less the share
    expected if everybody's ties were handed out at random.

    Parameters
    ----------
    net : Network or Affiliations
        One wave. Direction is disregarded, and mutual or parallel ties count once, unless
        weighted. Of a two-mode table the weights of its projection count, which is never built;
        choose one kind that is mutual with ``sessions.where(kind="attendance_peer")``.
    partition : str, Series or Communities, default "organization"
        A column of people, a group per person on ``net.people.index``, or what `communities`
        gave. People whose group is missing are left out with their ties. People without ties
        change nothing.
    weighted : bool, default False
        Count strengths, both directions added up, not ties; one kind. Two-mode tables are
        always weighted.
    resolution : float, default 1.0
        What the expected share is multiplied with.
    weights : {"newman", "count"}, default "newman"
        What a shared meeting weighs in a two-mode table; see :meth:`Affiliations.project`.

    Returns
    -------
    float
        -1/2 to 1; NaN without ties, if nobody's group is known, or if a column of people holds
        one group only.

    Raises
    ------
    DataError
        If people has no such column, or the Series is not about these people; if weighted and
        the network holds several kinds; if the events of a two-mode table make several kinds of
        tie, or none that is mutual.
    ArgumentError
        If the resolution is not above 0.

    References
    ----------
    Newman, M. E. J. & Girvan, M. (2004). Finding and evaluating community structure in networks.
    *Physical Review E*, 69, 026113.

    Examples
    --------
    Two pairs, each inside its organization: all ties inside, half expected.

    >>> import pandas as pd
    >>> import netweave as nw
    >>> people = pd.DataFrame(
    ...     {"organization": ["A", "A", "B", "B"]}, index=["ana", "ben", "cleo", "dan"]
    ... )
    >>> ties = pd.DataFrame({"learner": ["ana", "cleo"], "learned_from": ["ben", "dan"]})
    >>> nw.modularity(nw.Network(people, ties))
    0.5
    """
    if not 0 < resolution < np.inf:
        raise errors.setting_out_of_range("resolution", "must be above 0", resolution)
    codes, names = pd.factorize(labels_of(net, partition))
    found = source(net, weighted=weighted, weights=weights).modularity(codes, resolution)
    return NAN if len(names) == 1 and isinstance(partition, str) else found
