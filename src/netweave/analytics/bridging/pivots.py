"""Who bridges by lying between: bridging centrality, and bridging scores of people's ties."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from netweave import errors
from netweave._kernels import detours
from netweave._kernels.sweeps import sweep
from netweave.analytics._facts import NAN, series, strengths
from netweave.analytics.centrality.between import betweenness
from netweave.registry import measure

if TYPE_CHECKING:
    import pandas as pd
    from scipy import sparse

    from netweave.network import Network


def _over(numerator: np.ndarray, divisor: np.ndarray, otherwise: float) -> np.ndarray:
    values = np.full(len(divisor), otherwise)
    np.divide(numerator, divisor, out=values, where=divisor > 0)
    return values


def _degree(matrix: sparse.csr_array) -> np.ndarray:
    return np.asarray(matrix.sum(axis=1)).ravel()


@measure(
    "bridging_centrality",
    "person",
    needs=("one kind if weighted",),
    formula="method 3; Hwang et al. 2006",
    range="0 and above",
    unit="pairs of people, times how much less tied the person is than the contacts",
    undefined={"NO_ALTERS": "the person has no ties"},
)
def bridging_centrality(net: Network, *, weighted: bool = False) -> pd.Series:
    """Find who lies between others while tied to people with many ties: bridging centrality.

    Betweenness times the bridging coefficient ``(1/k_i) / sum_j (1/k_j)`` over i's contacts j, for
    k the number of contacts: a person with few ties between well tied ones gets a high value.

    Parameters
    ----------
    net : Network
        One wave; one kind of tie if weighted. Ties count whichever way the learning went; parallel
        ties are one.
    weighted : bool, default False
        Take betweenness with strong ties short, as ``betweenness(net, weighted=True)`` does, and
        for k the strength, both directions and parallel ties added up. Thresholds then change
        nothing, and neither does the unit of the weights.

    Returns
    -------
    Series of float
        0 and above, named ``bridging_centrality`` (``bridging_centrality_weighted``), not
        normalized: betweenness counts unordered pairs. NaN for a person without ties.

    Raises
    ------
    DataError
        If weighted and the network holds several kinds.

    See Also
    --------
    betweenness : The pairs of others whose shortest connections run through each person.

    References
    ----------
    Hwang, W., Cho, Y., Zhang, A. & Ramanathan, M. (2006). Bridging centrality: identifying bridging
    nodes in scale-free networks. Technical report, University at Buffalo.

    Examples
    --------
    A chain of five. Cleo lies between 4 pairs, and her coefficient is (1/2)/(1/2 + 1/2); Ben lies
    between 3, with (1/2)/(1 + 1/2).

    >>> import pandas as pd
    >>> import netweave as nw
    >>> ties = pd.DataFrame({
    ...     "learner": ["ana", "ben", "cleo", "dan"],
    ...     "learned_from": ["ben", "cleo", "dan", "eve"],
    ... })
    >>> net = nw.Network(["ana", "ben", "cleo", "dan", "eve"], ties)
    >>> nw.bridging_centrality(net).round(3).to_dict()
    {'ana': 0.0, 'ben': 1.0, 'cleo': 2.0, 'dan': 1.0, 'eve': 0.0}
    """
    joined = strengths(net, weighted=weighted, directed=False)
    share = _over(np.ones(net.n), _degree(joined), 0.0)
    coefficient = _over(share, (joined > 0) @ share, NAN)
    between = betweenness(net, weighted=weighted).to_numpy()
    return series(net, between * coefficient, "bridging_centrality" + "_weighted" * weighted)


@measure(
    "everett_valente",
    "person",
    formula="method 3; Everett & Valente 2016",
    range="0 and above; n - 1 for the centre of a star",
    unit="pairs of people per tie",
)
def everett_valente(net: Network, *, directed: bool = False) -> pd.Series:
    """Say how much brokerage each of a person's ties carries: Everett and Valente's score.

    ``(2 B_i + r_i)/k_i`` for a person who lies between others, 0 for everybody else: B_i is the
    betweenness over unordered pairs, r_i the number of others within reach, k_i the number of
    contacts. Whoever joins many pairs with few ties scores high.

    Parameters
    ----------
    net : Network
        One wave. Parallel ties are one, and strengths do not enter.
    directed : bool, default False
        Follow the arrows: the mean of two such scores, ``(B_i + r_i)/k_i``, one for the people who
        learned from the person and who reach the person along the arrows, and one for the people
        whom the person learned from and reaches; B_i is over ordered pairs.

    Returns
    -------
    Series of float
        0 and above; named ``everett_valente`` (``everett_valente_directed``). 0 for a person who
        lies between nobody, also for one without ties. Never missing.

    See Also
    --------
    betweenness : The pairs of others whose shortest connections run through each person.

    References
    ----------
    Everett, M. G. & Valente, T. W. (2016). Bridging, brokerage and betweenness. *Social Networks*,
    44, 202-208.

    Examples
    --------
    Everybody learned from Ana: she lies between three pairs, reaches three people and has three
    ties, (2·3 + 3)/3.

    >>> import pandas as pd
    >>> import netweave as nw
    >>> ties = pd.DataFrame({"learner": ["ben", "cleo", "dan"], "learned_from": ["ana"] * 3})
    >>> net = nw.Network(["ana", "ben", "cleo", "dan"], ties)
    >>> nw.everett_valente(net).to_dict()
    {'ana': 3.0, 'ben': 0.0, 'cleo': 0.0, 'dan': 0.0}
    """
    name = "everett_valente" + "_directed" * directed
    between = betweenness(net, directed=directed).to_numpy()
    matrix = net.structure(directed=directed)
    ways = [matrix, matrix.T.tocsr()] if directed else [matrix]
    pairs = between if directed else 2 * between
    scores = [_over(pairs + sweep(way).people, _degree(way), 0.0) for way in ways]
    return series(net, np.where(between > 0, np.mean(scores, axis=0), 0.0), name)


@measure(
    "valente_fujimoto",
    "person",
    formula="method 3; Valente & Fujimoto 2010",
    range="0 to 1",
    unit="fall of the mean of 1/d over all pairs, per tie",
    undefined={"NO_ALTERS": "the person has no ties"},
)
def valente_fujimoto(net: Network, *, limit: int = 2_000) -> pd.Series:
    """Say how much farther apart everybody would be without a tie of this person's, on average.

    Each of a person's ties is deleted in turn; the value is the mean, over the ties, of the fall
    of the mean of 1/d over all pairs of people, where d is the number of steps between two (1/d is
    0 for two who cannot reach each other).

    Parameters
    ----------
    net : Network
        One wave. Ties count whichever way the learning went; parallel ties are one, and strengths
        do not enter.
    limit : int, default 2_000
        Up to how many people it is computed: the work grows with people times ties.

    Returns
    -------
    Series of float
        0 to 1; NaN for a person without ties.

    Raises
    ------
    ArgumentError
        If there are more people than the limit.

    References
    ----------
    Valente, T. W. & Fujimoto, K. (2010). Bridging: locating critical connectors in a network.
    *Social Networks*, 32, 212-220.

    Examples
    --------
    A chain of three: of the sum 1 + 1 + 1/2 over three pairs, one tie less leaves 1, a fall of
    1.5/3 = 1/2, whichever tie it is.

    >>> import pandas as pd
    >>> import netweave as nw
    >>> ties = pd.DataFrame({"learner": ["ana", "ben"], "learned_from": ["ben", "cleo"]})
    >>> nw.valente_fujimoto(nw.Network(["ana", "ben", "cleo"], ties)).to_dict()
    {'ana': 0.5, 'ben': 0.5, 'cleo': 0.5}
    """
    if net.n > limit:
        mend = f"There are {net.n}: raise the limit if you have the time, or take a part of them."
        raise errors.setting_out_of_range(
            "limit", "must be at least the number of people", limit, mend
        )
    matrix = net.structure()
    rows = np.repeat(np.arange(net.n), np.diff(matrix.indptr))
    falls = np.bincount(rows, detours.losses(matrix), minlength=net.n)
    pairs = max(net.n * (net.n - 1), 1)
    return series(net, _over(falls / pairs, _degree(matrix), NAN), "valente_fujimoto")
