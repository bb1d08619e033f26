"""How far people reach along ties."""

from __future__ import annotations

from typing import TYPE_CHECKING

from netweave._kernels import paths
from netweave.analytics._facts import NAN, TWO_PEOPLE
from netweave.registry import measure

if TYPE_CHECKING:
    from netweave.network import Network


@measure(
    "reach",
    "network",
    formula="method 4.1 S5",
    range="0 to 1",
    unit="share of the others",
    undefined=TWO_PEOPLE,
)
def reach(net: Network, *, steps: int = 2) -> float:
    """Give the share of the others whom a person reaches in a few steps, on average.

    Parameters
    ----------
    net : Network
        One wave.
    steps : int, default 2
        How many ties a chain may have.

    Returns
    -------
    float
        0 to 1; NaN for fewer than two people.

    References
    ----------
    Borgatti, S. P. (2006). Identifying sets of key players in a social network. *Computational and
    Mathematical Organization Theory*, 12, 21-34.

    Examples
    --------
    A chain of four: the ends reach two of three others within two steps, the inner ones all.

    >>> import pandas as pd
    >>> import netweave as nw
    >>> from netweave.analytics.cohesion.reaching import reach
    >>> ties = pd.DataFrame({
    ...     "learner": ["ana", "ben", "cleo"],
    ...     "learned_from": ["ben", "cleo", "dan"],
    ... })
    >>> round(reach(nw.Network(["ana", "ben", "cleo", "dan"], ties)), 3)
    0.833
    """
    if net.n < 2:
        return NAN
    reached = paths.reached_within(net.structure(), steps)
    return float(reached.sum()) / (net.n * (net.n - 1))


@measure(
    "global_efficiency",
    "network",
    formula="method 2.7; Latora & Marchiori 2001",
    range="0 to 1",
    unit="mean of 1/distance over pairs",
    undefined=TWO_PEOPLE,
)
def global_efficiency(net: Network) -> float:
    """Give the mean of 1/distance over all pairs of people; out of reach counts as 0.

    Parameters
    ----------
    net : Network
        One wave.

    Returns
    -------
    float
        0 (no ties) to 1 (everybody tied to everybody); NaN for fewer than two people.

    References
    ----------
    Latora, V. & Marchiori, M. (2001). Efficient behavior of small-world networks. *Physical Review
    Letters*, 87, 198701.

    Examples
    --------
    A chain of three: distances 1, 1 and 2, so (1 + 1 + 1/2)/3.

    >>> import pandas as pd
    >>> import netweave as nw
    >>> from netweave.analytics.cohesion.reaching import global_efficiency
    >>> ties = pd.DataFrame({"learner": ["ana", "ben"], "learned_from": ["ben", "cleo"]})
    >>> round(global_efficiency(nw.Network(["ana", "ben", "cleo"], ties)), 3)
    0.833
    """
    if net.n < 2:
        return NAN
    return float(paths.reciprocal_distances(net.structure()).sum()) / (net.n * (net.n - 1))
