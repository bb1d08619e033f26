"""What holds the network together: pieces, density, mutual ties, centralization."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import pandas as pd
from scipy.sparse.csgraph import connected_components

from netweave._checks import one_of
from netweave._kernels import partition, paths
from netweave._kernels.sparse import binary
from netweave.analytics._facts import NAN, both_answered, eligible_kinds
from netweave.analytics.centrality import betweenness, degree, harmonic
from netweave.registry import measure

if TYPE_CHECKING:
    from netweave.network import Network

_TWO = {"EMPTY": "nobody", "N<2": "fewer than two people"}


def _component_codes(net: Network) -> np.ndarray:
    """Give the components the numbers 0, 1, …, the largest first."""
    _, labels = connected_components(net.structure(), directed=False)
    return partition.canonical(labels)


@measure(
    "components",
    "person",
    formula="Wasserman & Faust 1994, ch. 4",
    range="1 to n",
    unit="number of the component",
    values="label",
)
def components(net: Network) -> pd.Series:
    """Give a number to each piece of the network: the people whom chains of ties join.

    Parameters
    ----------
    net : Network
        One wave.

    Returns
    -------
    Series of Int64
        1 for everybody in the largest piece, 2 for the next, …; of equal pieces the one with the
        first person of ``net.people`` comes first. A person without ties is a piece. Never
        missing.

    References
    ----------
    Wasserman, S. & Faust, K. (1994). *Social Network Analysis*. Cambridge University Press, ch. 4.

    Examples
    --------
    >>> import pandas as pd
    >>> import netweave as nw
    >>> ties = pd.DataFrame({"learner": ["ben", "cleo"], "learned_from": ["cleo", "dan"]})
    >>> nw.components(nw.Network(["ana", "ben", "cleo", "dan"], ties)).to_dict()
    {'ana': 2, 'ben': 1, 'cleo': 1, 'dan': 1}
    """
    numbers = pd.array(_component_codes(net) + 1, dtype="Int64")
    return pd.Series(numbers, index=net.people.index, name="components")


@measure(
    "isolates",
    "person",
    formula="method 4.1 S6",
    range="True or False",
    unit="no tie at all",
    values="flag",
)
def isolates(net: Network) -> pd.Series:
    """Mark the people who have no tie that counts.

    Parameters
    ----------
    net : Network
        One wave. Ties below the threshold of their kind, and mere opportunity, do not count.

    Returns
    -------
    Series of bool
        True for a person without ties. Never missing.

    References
    ----------
    Wasserman, S. & Faust, K. (1994). *Social Network Analysis*. Cambridge University Press, ch. 4.

    Examples
    --------
    >>> import pandas as pd
    >>> import netweave as nw
    >>> ties = pd.DataFrame({"learner": ["ana"], "learned_from": ["ben"]})
    >>> nw.isolates(nw.Network(["ana", "ben", "cleo"], ties)).to_dict()
    {'ana': False, 'ben': False, 'cleo': True}
    """
    alone = np.asarray(net.structure().sum(axis=1)) == 0
    return pd.Series(alone, index=net.people.index, name="isolates")


@measure(
    "density",
    "network",
    formula="method 7; Wasserman & Faust 1994, ch. 4",
    range="0 to 1",
    unit="share of pairs",
    undefined=_TWO,
)
def density(net: Network, *, directed: bool = False) -> float:
    """Give the share of pairs of people who are tied.

    Parameters
    ----------
    net : Network
        One wave.
    directed : bool, default False
        False counts unordered pairs tied either way; True counts ordered pairs, learner and
        person learned from.

    Returns
    -------
    float
        0 to 1; NaN for fewer than two people.

    References
    ----------
    Wasserman, S. & Faust, K. (1994). *Social Network Analysis*. Cambridge University Press, ch. 4.

    Examples
    --------
    Two of three pairs, three of six ordered pairs.

    >>> import pandas as pd
    >>> import netweave as nw
    >>> ties = pd.DataFrame({
    ...     "learner": ["ana", "ben", "ana"],
    ...     "learned_from": ["ben", "ana", "cleo"],
    ... })
    >>> net = nw.Network(["ana", "ben", "cleo"], ties)
    >>> round(nw.density(net), 3), nw.density(net, directed=True)
    (0.667, 0.5)
    """
    matrix = net.structure(directed=directed)
    return matrix.nnz / (net.n * (net.n - 1)) if net.n > 1 else NAN


@measure(
    "connectedness",
    "network",
    formula="method 2.7; Krackhardt 1994",
    range="0 to 1",
    unit="share of pairs",
    undefined=_TWO,
)
def connectedness(net: Network) -> float:
    """Give the share of pairs of people whom a chain of ties joins.

    Parameters
    ----------
    net : Network
        One wave.

    Returns
    -------
    float
        0 (nobody is tied) to 1 (one piece); NaN for fewer than two people.

    References
    ----------
    Krackhardt, D. (1994). Graph theoretical dimensions of informal organizations. In *Computational
    Organization Theory*, 89-111.

    Examples
    --------
    Three people in a chain and one alone: 3 of 6 pairs.

    >>> import pandas as pd
    >>> import netweave as nw
    >>> ties = pd.DataFrame({"learner": ["ana", "ben"], "learned_from": ["ben", "cleo"]})
    >>> nw.connectedness(nw.Network(["ana", "ben", "cleo", "dan"], ties))
    0.5
    """
    pairs = net.n * (net.n - 1) // 2
    return paths.joined_pairs(_component_codes(net)) / pairs if pairs else NAN


@measure(
    "reach",
    "network",
    formula="method 4.1 S5",
    range="0 to 1",
    unit="share of the others",
    undefined=_TWO,
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
    >>> from netweave.analytics.cohesion import reach
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
    undefined=_TWO,
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
    >>> from netweave.analytics.cohesion import global_efficiency
    >>> ties = pd.DataFrame({"learner": ["ana", "ben"], "learned_from": ["ben", "cleo"]})
    >>> round(global_efficiency(nw.Network(["ana", "ben", "cleo"], ties)), 3)
    0.833
    """
    if net.n < 2:
        return NAN
    return float(paths.reciprocal_distances(net.structure()).sum()) / (net.n * (net.n - 1))


@measure(
    "reciprocity",
    "network",
    formula="method 2.4 R2; Wasserman & Faust 1994, ch. 13",
    range="0 to 1",
    unit="share of arcs",
    undefined={
        "EMPTY": "nobody",
        "NOT_ELIGIBLE": "every kind of tie is mutual by construction",
        "COVERAGE": "no tie between two people who both answered",
        "NO_TIES": "no ties of a kind that can show reciprocity",
    },
)
def reciprocity(net: Network) -> float:
    """Give the share of "learned from" that is returned: arcs whose opposite exists too.

    Only pairs of people enter of whom everybody who could report one of the two arcs answered
    about it: where the learner reports, the learner of either arc, that is both. An arc whose
    opposite could only have been reported by somebody silent is missing its answer, which is not
    the same as being unreturned.

    Parameters
    ----------
    net : Network
        One wave. Only kinds marked ``reciprocity_eligible`` enter: where both directions are
        written because one record was made, everything would be returned by construction. Where
        it is not known who answered, and for kinds that come from records, all pairs enter; with
        several eligible kinds a pair enters if both people answered every one of them.

    Returns
    -------
    float
        0 to 1; NaN if no kind is eligible, without ties, or if no tie is between two people who
        both answered.

    References
    ----------
    Wasserman, S. & Faust, K. (1994). *Social Network Analysis*. Cambridge University Press, ch. 13.

    Examples
    --------
    Ana and Ben learned from each other, Ana also from Cleo: two of three arcs.

    >>> import pandas as pd
    >>> import netweave as nw
    >>> ties = pd.DataFrame({
    ...     "learner": ["ana", "ben", "ana"],
    ...     "learned_from": ["ben", "ana", "cleo"],
    ... })
    >>> round(nw.reciprocity(nw.Network(["ana", "ben", "cleo"], ties)), 3)
    0.667

    If Cleo did not answer, nobody knows whether she learned from Ana: two of two arcs.

    >>> people = pd.DataFrame({"responded": [True, True, False]}, index=["ana", "ben", "cleo"])
    >>> nw.reciprocity(nw.Network(people, ties))
    1.0
    """
    kinds = eligible_kinds(net)
    arcs = net.structure(directed=True)
    if not kinds or not arcs.nnz:
        return NAN
    cells = net.where(kind=kinds).structure(directed=True).tocoo()
    both = both_answered(net, kinds, cells.row, cells.col)
    arcs = binary(cells.row[both], cells.col[both], net.n)
    return float((arcs * arcs.T).sum()) / arcs.nnz if arcs.nnz else NAN


@measure(
    "centralization",
    "network",
    formula="method 2.1; Freeman 1979",
    range="0 to 1",
    unit="share of the greatest possible inequality",
    undefined={"EMPTY": "nobody", "N<3": "fewer than three people"},
)
def centralization(net: Network, *, of: str = "degree") -> float:
    """Say how much the network turns around its most central person: Freeman's centralization.

    The differences to the highest value, added up and divided by their greatest possible sum. A
    star has 1, a network in which everybody has the same value 0. Size and density move it:
    never compare raw values between networks of different size.

    Parameters
    ----------
    net : Network
        One wave.
    of : {"degree", "betweenness", "harmonic", "learned", "taught"}, default "degree"
        The centrality. "learned" and "taught" are the directed degrees; the others disregard
        direction.

    Returns
    -------
    float
        0 to 1; NaN for fewer than three people.

    References
    ----------
    Freeman, L. C. (1979). Centrality in social networks: conceptual clarification. *Social
    Networks*, 1, 215-239.

    Examples
    --------
    Three people learned from Ana, a star: everybody's degree is 2 less than hers, and 6 is the
    most there could be. In who taught whom she stands out most as well: 9 of 9.

    >>> import pandas as pd
    >>> import netweave as nw
    >>> ties = pd.DataFrame({"learner": ["ben", "cleo", "dan"], "learned_from": ["ana"] * 3})
    >>> net = nw.Network(["ana", "ben", "cleo", "dan"], ties)
    >>> nw.centralization(net), nw.centralization(net, of="taught")
    (1.0, 1.0)
    >>> round(nw.centralization(net, of="learned"), 3)
    0.111
    """
    one_of("of", ("degree", "betweenness", "harmonic", "learned", "taught"), of)
    n = net.n
    if n < 3:
        net.structure()
        return NAN
    if of == "betweenness":
        values, most = betweenness(net, normalized=True), float(n - 1)
    elif of == "harmonic":
        values, most = harmonic(net), (n - 2) / 2
    elif of == "degree":
        values, most = degree(net), float((n - 1) * (n - 2))
    else:
        values, most = degree(net, role=of), float((n - 1) ** 2)
    return float((values.max() - values).sum()) / most
