"""How far a network is a ladder of superiors: Krackhardt's dimensions of a hierarchy."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
from scipy.sparse.csgraph import connected_components

from netweave import errors
from netweave._checks import one_of
from netweave._kernels import ladders
from netweave.analytics._facts import NAN
from netweave.registry import measure

if TYPE_CHECKING:
    from netweave.network import Network

MOST = 5_000  # people among whom everybody's superiors are held at once
_NO_PAIRS = {"EMPTY": "nobody", "NO_PAIRS": "no pair can reach each other"}


@measure(
    "krackhardt_hierarchy",
    "network",
    formula="Krackhardt 1994",
    range="0 to 1",
    unit="share of pairs joined by a path",
    undefined=_NO_PAIRS,
)
def krackhardt_hierarchy(net: Network) -> float:
    """Give the share of joined pairs of whom only one can reach the other along the arrows.

    Of the pairs of people in which at least one reaches the other, directly or through others,
    1 less the share in which both do. A ladder of superiors has 1; a circle has 0.

    Parameters
    ----------
    net : Network
        One wave; binary, directed ties. Turning all of them round changes nothing.

    Returns
    -------
    float
        0 to 1; NaN without ties.

    References
    ----------
    Krackhardt, D. (1994). Graph theoretical dimensions of informal organizations. In *Computational
    Organization Theory*, 89-111.

    Examples
    --------
    Ana and Ben learned from each other, Cleo from Ben, and so through him from Ana: of the three
    pairs one is mutual.

    >>> import pandas as pd
    >>> import netweave as nw
    >>> ties = pd.DataFrame({
    ...     "learner": ["ana", "ben", "cleo"],
    ...     "learned_from": ["ben", "ana", "ben"],
    ... })
    >>> round(nw.krackhardt_hierarchy(nw.Network(["ana", "ben", "cleo"], ties)), 3)
    0.667
    """
    both, either = ladders.joined_by_paths(net.structure(directed=True))
    return 1 - both / either if either else NAN


@measure(
    "krackhardt_efficiency",
    "network",
    formula="Krackhardt 1994",
    range="0 to 1",
    unit="share of the ties that could be spared",
    undefined={"EMPTY": "nobody", "NO_PAIRS": "no piece of the network has a tie to spare"},
)
def krackhardt_efficiency(net: Network, *, of: str = "ties") -> float:
    """Say how few ties hold the pieces of the network together: 1 for a tree, 0 for all ties.

    A piece of k people needs k - 1 ties. The ties beyond that, over all pieces, divided by the
    most there could be, and taken from 1.

    Parameters
    ----------
    net : Network
        One wave; binary ties.
    of : {"ties", "arcs"}, default "ties"
        What counts: "ties" are pairs tied either way, of which a piece can have k(k - 1)/2, as
        Krackhardt has it; "arcs" counts each direction, of which there can be k(k - 1), as some
        programs do.

    Returns
    -------
    float
        0 to 1; NaN if no piece has more people than a tree has room for (pairs, people alone; for
        arcs, people alone).

    References
    ----------
    Krackhardt, D. (1994). Graph theoretical dimensions of informal organizations. In *Computational
    Organization Theory*, 89-111.

    Examples
    --------
    Four people in a ring: one tie more than a tree, three would be the most.

    >>> import pandas as pd
    >>> import netweave as nw
    >>> ties = pd.DataFrame({
    ...     "learner": ["ana", "ben", "cleo", "dan"],
    ...     "learned_from": ["ben", "cleo", "dan", "ana"],
    ... })
    >>> round(nw.krackhardt_efficiency(nw.Network(["ana", "ben", "cleo", "dan"], ties)), 3)
    0.667
    """
    one_of("of", ("ties", "arcs"), of)
    joined = net.structure()
    count, piece = connected_components(joined, directed=False)
    people = np.bincount(piece, minlength=count).astype(float)
    held = joined.nnz / 2 if of == "ties" else net.structure(directed=True).nnz
    room = people * (people - 1) / (2 if of == "ties" else 1)
    least = people - 1
    spare, most = held - least.sum(), (room - least).sum()
    return float(1 - spare / most) if most else NAN


@measure(
    "least_upper_bounds",
    "network",
    formula="Krackhardt 1994",
    range="0 to 1",
    unit="share of the pairs that could lack one",
    undefined={"EMPTY": "nobody", "NO_PAIRS": "every piece of the network is one pair at most"},
)
def least_upper_bounds(net: Network) -> float:
    """Give the share of pairs who share a nearest superior: somebody both learn from, at length.

    A superior of two people is whom both reach along the arrows, or one of the two whom the other
    reaches. Theirs is a least upper bound if all their other superiors lie above it. Pairs range
    over the weak pieces; the pairs without such a bound are divided by the most there could be,
    (k - 1)(k - 2)/2 in a piece of k people, and taken from 1.

    Parameters
    ----------
    net : Network
        One wave of at most 5,000 people; binary, directed ties.

    Returns
    -------
    float
        0 to 1; NaN if no piece has more than two people.

    Raises
    ------
    ArgumentError
        If there are more than 5,000 people.

    References
    ----------
    Krackhardt, D. (1994). Graph theoretical dimensions of informal organizations. In *Computational
    Organization Theory*, 89-111.

    Examples
    --------
    Ben and Cleo learned from Ana: she is above all three pairs. If they taught her instead,
    nobody is above the two of them.

    >>> import pandas as pd
    >>> import netweave as nw
    >>> names = ["ana", "ben", "cleo"]
    >>> ties = pd.DataFrame({"learner": ["ben", "cleo"], "learned_from": ["ana", "ana"]})
    >>> nw.least_upper_bounds(nw.Network(names, ties))
    1.0
    >>> ties = pd.DataFrame({"learner": ["ana", "ana"], "learned_from": ["ben", "cleo"]})
    >>> nw.least_upper_bounds(nw.Network(names, ties))
    0.0
    """
    if net.n > MOST:
        mend = "Take a part of the network with net.subset(people)."
        raise errors.network_too_large("Least upper bounds", net.n, MOST, mend)
    arcs = net.structure(directed=True)
    _, piece = connected_components(arcs, directed=False)
    people = np.bincount(piece) if net.n else np.ones(1)
    most = float(((people - 1) * (people - 2) / 2).sum())
    return 1 - ladders.without_bound(arcs, piece) / most if most else NAN
