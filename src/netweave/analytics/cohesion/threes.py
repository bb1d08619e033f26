"""How pairs and threes of people are tied: censuses, and how many two-paths are closed."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from netweave._checks import one_of
from netweave._guard import guarded
from netweave._kernels import triads
from netweave.analytics._facts import NAN
from netweave.analytics.centrality.local import local_clustering
from netweave.registry import measure

if TYPE_CHECKING:
    from netweave.network import Network

_NOTHING_TO_CLOSE = {"EMPTY": "nobody", "NO_TWO_PATHS": "no two ties meet"}


@guarded
def dyad_census(net: Network) -> pd.Series:
    """Count the pairs of people with arcs both ways, with one arc, and with none.

    The whole structure enters: where a kind of tie always writes both arcs, such as a work written
    together, its pairs are mutual by construction, and where somebody did not answer, one arc may
    only be one report. `reciprocity` leaves such pairs out, this count does not.

    Parameters
    ----------
    net : Network
        One wave.

    Returns
    -------
    Series of int
        ``mutual``, ``asymmetric`` and ``null``; they add up to n(n - 1)/2. Parallel ties count
        once.

    References
    ----------
    Holland, P. W. & Leinhardt, S. (1970). A method for detecting structure in sociometric data.
    *American Journal of Sociology*, 76, 492-513.

    Examples
    --------
    Ana and Ben learned from each other, Ana also from Cleo.

    >>> import pandas as pd
    >>> import netweave as nw
    >>> ties = pd.DataFrame({
    ...     "learner": ["ana", "ben", "ana"],
    ...     "learned_from": ["ben", "ana", "cleo"],
    ... })
    >>> nw.dyad_census(nw.Network(["ana", "ben", "cleo"], ties)).to_dict()
    {'mutual': 1, 'asymmetric': 1, 'null': 1}
    """
    counts = triads.dyads(net.structure(directed=True))
    names = pd.Index(["mutual", "asymmetric", "null"], name="dyad")
    return pd.Series(counts, index=names, name="dyad_census", dtype="int64")


@guarded
def triad_census(net: Network) -> pd.Series:
    """Count the threes of people by how they are tied: the sixteen sorts of triads.

    The digits of a sort are its numbers of mutual, asymmetric and null pairs. A letter tells apart
    those with equal digits: D(own) where the arrows leave one person, U(p) where they come
    together, C(yclic) where they go on, T(ransitive). An arrow goes from the learner to the person
    learned from, so that in 021D one person learned from two others, and in 021U two learned from
    the same one; in 111D a person in a mutual pair was learned from by a third, in 111U that person
    learned from a third.

    Only triangles are searched for, each once; all other counts follow from how many ties of each
    sort everybody has.

    Parameters
    ----------
    net : Network
        One wave. The whole structure enters, as in `dyad_census`.

    Returns
    -------
    Series of int
        The sorts ``003`` to ``300``; they add up to n(n - 1)(n - 2)/6. Parallel ties count once,
        people without ties enter.

    References
    ----------
    Holland, P. W. & Leinhardt, S. (1970). A method for detecting structure in sociometric data.
    *American Journal of Sociology*, 76, 492-513.

    Batagelj, V. & Mrvar, A. (2001). A subquadratic triad census algorithm for large sparse
    networks with small maximum degree. *Social Networks*, 23, 237-243.

    Examples
    --------
    Ben and Cleo learned from Ana: the two arrows come together at her. Dan has no tie, so that
    the other three threes hold one arrow, one arrow and none.

    >>> import pandas as pd
    >>> import netweave as nw
    >>> ties = pd.DataFrame({"learner": ["ben", "cleo"], "learned_from": ["ana", "ana"]})
    >>> counts = nw.triad_census(nw.Network(["ana", "ben", "cleo", "dan"], ties))
    >>> counts[counts > 0].to_dict()
    {'003': 1, '012': 2, '021U': 1}
    """
    counts = triads.census(net.structure(), net.structure(directed=True))
    return pd.Series(counts, name="triad_census", dtype="int64").rename_axis("triad")


@measure(
    "transitivity",
    "network",
    formula="method 2.7; Wasserman & Faust 1994, ch. 6 (directed), ch. 14",
    range="0 to 1",
    unit="share of two-paths",
    undefined=_NOTHING_TO_CLOSE,
)
def transitivity(net: Network, *, directed: bool = False) -> float:
    """Give the share of two-paths that are closed: how often two contacts of one person are tied.

    Parameters
    ----------
    net : Network
        One wave; parallel ties count once, and strengths do not enter. Two people who both kept
        silent count as not tied, because nobody could say so: the share is then too low.
    directed : bool, default False
        False: of all pairs of ties that meet at a person, the share whose other ends are tied,
        three times the triangles over the two-paths. True: of all chains "i learned from j, j
        learned from k" of three people, the share in which i learned from k too.

    Returns
    -------
    float
        0 to 1; NaN if no two ties meet (directed: if nobody learned from somebody who learned from
        a third person).

    References
    ----------
    Wasserman, S. & Faust, K. (1994). *Social Network Analysis*. Cambridge University Press.

    Examples
    --------
    Ana, Ben and Cleo all know each other, Dan knows Ana: three of five two-paths are closed. Ben
    learned from Ana through Cleo and directly; what Dan learned from Ana ends there.

    >>> import pandas as pd
    >>> import netweave as nw
    >>> ties = pd.DataFrame({
    ...     "learner": ["ben", "cleo", "ben", "dan"],
    ...     "learned_from": ["ana", "ana", "cleo", "ana"],
    ... })
    >>> net = nw.Network(["ana", "ben", "cleo", "dan"], ties)
    >>> nw.transitivity(net), nw.transitivity(net, directed=True)
    (0.6, 1.0)
    """
    joined = net.structure()
    if directed:
        every, closed = triads.chains(triads.census(joined, net.structure(directed=True)))
    else:
        degree = np.diff(joined.indptr).astype(np.int64)
        every = int((degree * (degree - 1)).sum()) // 2
        closed = int(triads.triangles(joined).sum())
    return closed / every if every else NAN


@measure(
    "mean_clustering",
    "network",
    formula="Watts & Strogatz 1998",
    range="0 to 1",
    unit="share of pairs of contacts",
    undefined=_NOTHING_TO_CLOSE,
)
def mean_clustering(net: Network, *, below_two: str = "left_out") -> float:
    """Give the mean of everybody's local clustering.

    Unlike `transitivity`, which weighs people by their pairs of contacts, everybody counts alike.

    Parameters
    ----------
    net : Network
        One wave; direction and strength disregarded, parallel ties count once. Two contacts who
        both kept silent count as not tied, as in `local_clustering`.
    below_two : {"left_out", "zero"}, default "left_out"
        What becomes of people with fewer than two contacts, whose clustering is undefined. Some
        programs count them as 0; then people without ties push the mean down.

    Returns
    -------
    float
        0 to 1; NaN if nobody has two contacts ("zero": NaN without people only).

    References
    ----------
    Watts, D. J. & Strogatz, S. H. (1998). Collective dynamics of 'small-world' networks. *Nature*,
    393, 440-442.

    Examples
    --------
    Ana has 1/3, Ben and Cleo have 1, Dan has one contact.

    >>> import pandas as pd
    >>> import netweave as nw
    >>> ties = pd.DataFrame({
    ...     "learner": ["ben", "cleo", "ben", "dan"],
    ...     "learned_from": ["ana", "ana", "cleo", "ana"],
    ... })
    >>> net = nw.Network(["ana", "ben", "cleo", "dan"], ties)
    >>> round(nw.mean_clustering(net), 3), round(nw.mean_clustering(net, below_two="zero"), 3)
    (0.778, 0.583)
    """
    one_of("below_two", ("left_out", "zero"), below_two)
    values = local_clustering(net)
    values = values.fillna(0.0) if below_two == "zero" else values.dropna()
    return float(values.mean())
