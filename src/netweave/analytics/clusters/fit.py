"""How well a grouping describes the ties."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from netweave import errors
from netweave._kernels import partition as kernels
from netweave.analytics._facts import NAN, known_group
from netweave.registry import measure
from netweave.results import Communities

if TYPE_CHECKING:
    from netweave.network import Network


@measure(
    "modularity",
    "network",
    needs=("partition",),
    formula="method 3; Newman & Girvan 2004, eq. 5",
    range="-1/2 to 1",
    unit="share of ties inside groups, less the share expected from degrees",
    undefined={
        "EMPTY": "nobody",
        "NO_GROUP": "nobody's group is known",
        "NO_TIES": "no ties among people whose group is known",
    },
)
def modularity(net: Network, partition: str | pd.Series | Communities = "organization") -> float:
    """Say how much a grouping keeps ties inside groups, beyond what degrees imply.

    ``Q = sum_g (L_g/m - (K_g/2m)²)``: the share of ties inside each group, less the share
    expected if everybody's ties were handed out at random.

    Parameters
    ----------
    net : Network
        One wave.
    partition : str, Series or Communities, default "organization"
        A column of people, a group per person on ``net.people.index``, or what `communities`
        gave. People whose group is missing are left out with their ties.

    Returns
    -------
    float
        -1/2 to 1; NaN without ties, or if nobody's group is known.

    Raises
    ------
    DataError
        If people has no such column, or the Series is not about these people.

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
    matrix = net.structure()
    codes, _ = pd.factorize(_labels(net, partition))
    known = np.flatnonzero(codes >= 0)
    return kernels.modularity(matrix[known][:, known], codes[known]) if len(known) else NAN


def _labels(net: Network, partition: str | pd.Series | Communities) -> pd.Series:
    """Give a group per person."""
    if isinstance(partition, str):
        return known_group(net, partition)
    labels = partition.labels if isinstance(partition, Communities) else partition
    unknown = net.people.index[labels.index.get_indexer(net.people.index) < 0]
    if len(unknown):
        raise errors.DataError(
            f"partition lacks {len(unknown)} of the people: {errors.listed(unknown)}. "
            "Give a Series whose index holds every id of net.people.index."
        )
    return labels.reindex(net.people.index)
