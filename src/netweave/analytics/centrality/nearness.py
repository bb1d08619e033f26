"""Who is near everybody."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from netweave._checks import one_of
from netweave._kernels import paths
from netweave.analytics._facts import series
from netweave.registry import measure

if TYPE_CHECKING:
    import pandas as pd

    from netweave.network import Network


@measure(
    "harmonic",
    "person",
    formula="method 2.1; Marchiori & Latora 2000; Rochat 2009",
    range="0 to 1",
    unit="mean of 1/distance",
    undefined={"N<2": "fewer than two people"},
)
def harmonic(net: Network, *, directed: bool = False, role: str = "learned") -> pd.Series:
    """Say how near each person is to everybody else: the mean of 1/distance.

    Somebody out of reach counts as 0, so the measure holds in networks that fall into pieces,
    where classical closeness does not.

    Parameters
    ----------
    net : Network
        One wave.
    directed : bool, default False
        False counts steps over ties, whichever way the learning went.
    role : {"learned", "taught"}, default "learned"
        Used if directed. "learned" goes from the person along the arrows, to those learned from,
        to those whom they learned from, …; "taught" goes the other way, to those who learned
        from the person, directly or through others.

    Returns
    -------
    Series of float
        0 to 1, 1 if everybody is one step away; named ``harmonic`` (directed:
        ``harmonic_learned``, ``harmonic_taught``). 0 without ties, NaN for fewer than two people.

    References
    ----------
    Marchiori, M. & Latora, V. (2000). Harmony in the small-world. *Physica A*, 285, 539-546.

    Rochat, Y. (2009). Closeness centrality extended to unconnected graphs: the harmonic
    centrality index. *ASNA*.

    Examples
    --------
    A chain: Ana learned from Ben, Ben from Cleo. From Ana it is one step to Ben and two to Cleo:
    (1 + 1/2)/2.

    >>> import pandas as pd
    >>> import netweave as nw
    >>> ties = pd.DataFrame({"learner": ["ana", "ben"], "learned_from": ["ben", "cleo"]})
    >>> net = nw.Network(["ana", "ben", "cleo"], ties)
    >>> nw.harmonic(net).to_dict()
    {'ana': 0.75, 'ben': 1.0, 'cleo': 0.75}
    >>> nw.harmonic(net, directed=True, role="taught").to_dict()
    {'ana': 0.0, 'ben': 0.5, 'cleo': 0.75}
    """
    one_of("role", ("learned", "taught"), role)
    matrix = net.structure(directed=directed)
    if directed and role == "taught":
        matrix = matrix.T.tocsr()
    total = paths.reciprocal_distances(matrix)
    name = f"harmonic_{role}" if directed else "harmonic"
    mean = total / (net.n - 1) if net.n > 1 else np.full(net.n, np.nan)
    return series(net, mean, name)
