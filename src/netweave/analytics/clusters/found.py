"""Groups found in the ties: the consensus of several runs."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from netweave import errors
from netweave._checks import counted, one_of, seeded
from netweave._kernels import consensus, louvain, partition
from netweave.analytics._facts import series
from netweave.analytics.clusters.tied import OfMeetings, source
from netweave.registry import measure
from netweave.results import Communities

if TYPE_CHECKING:
    from scipy import sparse

    from netweave._kernels.louvain import Ties
    from netweave.affiliations import Affiliations
    from netweave.analytics.clusters.tied import OfTies
    from netweave.network import Network


METHODS = ("connected", "louvain")
MANY = 5_000
RUNS, RUNS_OF_MANY = 20, 5
AGAIN = 10
NEAR = 1e-3


@measure(
    "communities",
    "person",
    needs=("seed", "one kind if weighted"),
    formula="method 3; Blondel et al. 2008; Traag et al. 2019; Lancichinetti & Fortunato 2012",
    range="1 to n",
    unit="number of the group",
    values="label",
)
def communities(
    net: Network | Affiliations,
    *,
    seed: int = 0,
    runs: int | None = None,
    method: str = "connected",
    weighted: bool = False,
    resolution: float = 1.0,
    weights: str = "newman",
) -> Communities:
    """Find groups of people with more ties inside than between: the consensus of several runs.

    One run moves people, one at a time, to the group that adds most modularity; takes groups apart
    where they are not connected, or fall into parts; makes each part a node and moves those; and
    does all this once more from the groups found, unless modularity hardly grew. It finds what the
    Leiden algorithm finds, and **every group is connected** by ties among its own members, which
    plain Louvain does not promise. Of more than 300 people who meet, each is moved once, what that
    gives is merged in six orders (one among more than 100,000), and the best result is kept.

    A run depends on the order in which it looks at people. So there are several, with seeds
    ``seed``, ``seed + 1``, …; five are enough if they all find the same groups. Those whose
    modularity is within 0.001 of the best are asked what they agree on: people who were put
    together in at least half of them are joined with that share as weight, and runs are made on
    those ties, again and again until all agree. Where they differ in too many ways for that (more
    than 2,000 sets of people whom every run put together), the run that agrees best with the
    others stands for all. A last run starts from the groups agreed on; if it finds better ones
    these are given. The stability of each person and the agreement of the runs come from all the
    first runs, those on the network itself.

    Parameters
    ----------
    net : Network or Affiliations
        One wave. Direction is disregarded, and mutual or parallel ties count once, unless
        weighted. Of a two-mode table the groups of those who meet are found, with the weights of
        its projection, which is never built; choose one kind that is mutual with
        ``sessions.where(kind="attendance_peer")``.
    seed : int, default 0
        Seed of the first run. Same network, same seed, same groups, on every machine.
    runs : int, optional
        How many runs at most; 20, or 5 for more than 5,000 people. The result says how many were
        made.
    method : {"connected", "louvain"}, default "connected"
        The algorithm: the one above, or python-louvain, in all of its runs.
    weighted : bool, default False
        Count strengths, both directions added up, not ties; one kind. Two-mode tables are
        always weighted.
    resolution : float, default 1.0
        What the expected share of ties is multiplied with: above 1 gives more and smaller groups.
    weights : {"newman", "count"}, default "newman"
        What a shared meeting weighs in a two-mode table; see :meth:`Affiliations.project`.

    Returns
    -------
    Communities
        ``labels`` 1, 2, … by size (of equal groups the one with the first person of
        ``net.people`` first); a person without ties is a group. ``modularity`` and ``agreement``
        are NaN without ties, ``agreement`` for one run, ``stability`` for a group of one.

    Raises
    ------
    ArgumentError
        If runs is below 1, the seed negative or the resolution not above 0, or if python-louvain
        is asked for a two-mode table or for another resolution than 1.
    DataError
        If weighted and the network holds several kinds, or if the events of a two-mode table make
        several kinds of tie, or none that is mutual.

    References
    ----------
    Blondel, V. D., Guillaume, J.-L., Lambiotte, R. & Lefebvre, E. (2008). Fast unfolding of
    communities in large networks. *Journal of Statistical Mechanics*, P10008.

    Traag, V. A., Waltman, L. & van Eck, N. J. (2019). From Louvain to Leiden: guaranteeing
    well-connected communities. *Scientific Reports*, 9, 5233.

    Lancichinetti, A. & Fortunato, S. (2012). Consensus clustering in complex networks. *Scientific
    Reports*, 2, 336.

    Examples
    --------
    Two trios with one tie between them.

    >>> import pandas as pd
    >>> import netweave as nw
    >>> ties = pd.DataFrame({
    ...     "learner": ["ana", "ana", "ben", "cleo", "dan", "dan", "eve"],
    ...     "learned_from": ["ben", "cleo", "cleo", "dan", "eve", "fay", "fay"],
    ... })
    >>> net = nw.Network(["ana", "ben", "cleo", "dan", "eve", "fay"], ties)
    >>> found = nw.communities(net, seed=1)
    >>> found.labels.to_dict()
    {'ana': 1, 'ben': 1, 'cleo': 1, 'dan': 2, 'eve': 2, 'fay': 2}
    >>> round(found.modularity, 3), found.agreement, found.runs
    (0.357, 1.0, 5)
    """
    most = _runs(net, runs)
    _check(method, seed, most, resolution)
    given = source(net, weighted=weighted, weights=weights)
    ties = given.ties()
    if method == "louvain":
        first, labels = _by_louvain(given, seed, most, resolution)
    else:
        first, labels = _connected(given, ties, seed, most, resolution)
    numbers = pd.array(labels + 1, dtype="Int64")
    return Communities(
        labels=pd.Series(numbers, index=net.people.index, name="cluster"),
        modularity=given.modularity(labels, resolution),
        stability=series(net, partition.stability(labels, first), "stability"),
        agreement=partition.mean_agreement(first[ties.strength > 0]),
        method=method,
        seed=seed,
        runs=first.shape[1],
    )


def _runs(net: Network | Affiliations, runs: int | None) -> int:
    if runs is None:
        return RUNS if net.n <= MANY else RUNS_OF_MANY
    return runs


def _check(method: str, seed: int, runs: int, resolution: float) -> None:
    one_of("method", METHODS, method)
    counted("runs", runs)
    seeded(seed)
    if seed >= 2**32 - runs:
        raise errors.setting_out_of_range("seed", "must lie below 2**32, with all runs", seed)
    if not 0 < resolution < np.inf:
        raise errors.setting_out_of_range("resolution", "must be above 0", resolution)


def _connected(
    given: OfTies | OfMeetings, ties: Ties, seed: int, runs: int, resolution: float
) -> tuple[np.ndarray, np.ndarray]:
    """Give the runs, one column each, and the groups they agree on."""
    first = louvain.several(ties, seed, runs, resolution)
    if (first == first[:, :1]).all():
        return first, first[:, 0]

    def again(between: sparse.csr_array, inside: np.ndarray) -> np.ndarray:
        return louvain.several(louvain.tied(between, inside), seed, min(runs, AGAIN))

    worth = partial(given.modularity, resolution=resolution)
    good = np.array([worth(run) for run in first.T])
    heard = first[:, good >= good.max() - NEAR]
    start = ties.pieces(consensus.agreed(heard, again).astype(np.int32))
    better = louvain.found(ties, seed + runs, resolution, start)
    return first, partition.canonical(max(start, better, key=worth))


def _by_louvain(
    given: OfTies | OfMeetings, seed: int, runs: int, resolution: float
) -> tuple[np.ndarray, np.ndarray]:
    """Give the runs of python-louvain, one column each, and the groups they agree on."""
    if isinstance(given, OfMeetings):
        raise errors.setting_out_of_range("method", "must be 'connected' for meetings", "louvain")
    if resolution != 1:
        rule = "must be 1 with method='louvain'"
        raise errors.setting_out_of_range("resolution", rule, resolution)
    from netweave.analytics.clusters import pylouvain  # noqa: PLC0415

    again = partial(pylouvain.several, seed=seed, runs=runs)
    first = again(given.matrix, np.zeros(given.matrix.shape[0]))
    return first, partition.canonical(consensus.agreed(first, again))
