"""Over how many people brokering is spread."""

from __future__ import annotations

from typing import TYPE_CHECKING

from netweave._kernels import holes, shapes
from netweave.registry import measure

if TYPE_CHECKING:
    from netweave.network import Network


@measure(
    "effective_hubs",
    "network",
    formula="method 2.1 (N_hub)",
    range="1 to n",
    unit="people who share the brokering evenly",
    undefined={
        "EMPTY": "nobody",
        "NO_TIES": "no ties",
        "NO_OPEN_PAIRS": "nobody stands between two people who are not tied",
    },
)
def effective_hubs(net: Network) -> float:
    """Count the effective number of hubs: over how many people brokering is spread.

    With ``o_i`` the pairs of i's contacts who are not tied to each other, ``(sum o)² / sum o²``: 1
    if one person stands between all of them, n if everybody stands between equally many. Fewer
    people and ties make it smaller by chance, too: compare it with random networks, by
    `against_chance`, and not between networks of different size.

    Parameters
    ----------
    net : Network
        One wave. Ties count whichever way the learning went, once, however strong and however
        often; people without ties stand between nobody.

    Returns
    -------
    float
        1 to n; NaN if everybody's contacts know each other, or nobody has two.

    References
    ----------
    Laakso, M. & Taagepera, R. (1979). "Effective" number of parties: a measure with application to
    West Europe. *Comparative Political Studies*, 12, 3-27 (the same formula, of parties).

    Examples
    --------
    Two people stand between three each: Ana between Cleo, Dan and Ben, Ben between Eve, Fay and
    Ana.

    >>> import pandas as pd
    >>> import netweave as nw
    >>> ties = pd.DataFrame({
    ...     "learner": ["cleo", "dan", "ana", "eve", "fay"],
    ...     "learned_from": ["ana", "ana", "ben", "ben", "ben"],
    ... })
    >>> nw.effective_hubs(nw.Network(["ana", "ben", "cleo", "dan", "eve", "fay"], ties))
    2.0
    """
    return float(shapes.spreads(holes.open_pairs(net.structure())[None, :])[0])
