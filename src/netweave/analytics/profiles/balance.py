"""Who learns and who teaches, and whether it goes both ways."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
from scipy import sparse

from netweave._kernels import backed
from netweave._kernels.sparse import either_way
from netweave.analytics._facts import both_answered, eligible_kinds, partly_answered, series
from netweave.analytics._weights import with_ties
from netweave.analytics.profiles import _shares as shares
from netweave.registry import measure

if TYPE_CHECKING:
    from collections.abc import Iterable

    import pandas as pd

    from netweave.coverage import Asked
    from netweave.network import Network


@measure(
    "learning_share",
    "person",
    needs=("one kind if weighted",),
    formula="method 2.4",
    range="0 to 1",
    unit="share of what a person learned or taught",
    undefined={
        "BOTH_WAYS": "every kind of tie is mutual by construction",
        "NO_ALTERS": "the person has no ties",
        "NOT_OBSERVED": "of nobody tied to the person is it known, both ways, who learned",
    },
)
def learning_share(net: Network, *, weighted: bool = True) -> pd.Series:
    """Give what each person learned as a share of what they learned and taught together.

    Parameters
    ----------
    net : Network
        One wave; one kind of tie if weighted. Kinds that are mutual by construction say nothing
        about who learned and are left out. Parallel ties add up (not weighted: count once).
    weighted : bool, default True
        Add up the strengths, whatever the thresholds; False counts the people learned from and
        those taught.

    Returns
    -------
    Series of float
        0 (only taught) to 1 (only learned), named ``learning_share`` (``learning_share_people`` if
        not weighted); 1/2 is a balance. NaN for people without ties, and for all if no kind of tie
        has a direction.

    Raises
    ------
    DataError
        If weighted and the network holds several kinds, because their units do not add up.

    Notes
    -----
    Only pairs enter of whom both people answered, as in `reciprocity`: what somebody silent
    learned is not known, so their colleagues would seem to teach too little. Of records all pairs
    enter, and so do all where it is not known who answered.

    References
    ----------
    Borgatti, S. P. & Cross, R. (2003). A relational view of information seeking and learning in
    social networks. *Management Science*, 49, 432-445, for learning as a tie with a direction; the
    share is this library's.

    Examples
    --------
    Pam presented to Ana, Ben and Cleo, who then worked together; Ana and Ben met once more.

    >>> import pandas as pd
    >>> import netweave as nw
    >>> ties = pd.DataFrame(
    ...     [
    ...         ("ana", "pam", 1),
    ...         ("ben", "pam", 1),
    ...         ("cleo", "pam", 1),
    ...         ("ana", "ben", 1.5),
    ...         ("ben", "ana", 1.5),
    ...         ("ana", "cleo", 0.5),
    ...         ("cleo", "ana", 0.5),
    ...         ("ben", "cleo", 0.5),
    ...         ("cleo", "ben", 0.5),
    ...     ],
    ...     columns=["learner", "learned_from", "weight"],
    ... )
    >>> net = nw.Network(["pam", "ana", "ben", "cleo"], ties)
    >>> nw.learning_share(net).round(3).to_dict()
    {'pam': 0.0, 'ana': 0.6, 'ben': 0.6, 'cleo': 0.667}
    """
    found = learned(net, weighted=weighted).values
    return series(net, found, "learning_share" if weighted else "learning_share_people")


def learning_kinds(net: Network) -> list[str]:
    """Give the kinds that say who learned and enter structural measures."""
    with_ties(net)
    mutual = net.kinds["mutual"]
    return [kind for kind in net.structural_kinds if not mutual[kind]]


def learned(net: Network, *, weighted: bool) -> shares.Shares:
    """Give what was learned as a share of what was learned and taught, contact by contact."""
    with_ties(net)
    if weighted:
        _ = net.the_wave, net.the_kind
        kinds = [] if net.kinds["mutual"].iloc[0] else [net.the_kind]
        arcs = net.matrix if kinds else sparse.csr_array((net.n, net.n))
    else:
        kinds = learning_kinds(net)
        _ = net.the_wave
        arcs = net.where(kind=kinds).structure(directed=True) if kinds else empty(net)
    there, back, contacts = both_ways(known_both_ways(partly_answered(net, kinds), arcs))
    return shares.over_contacts(contacts, there, there + back)


def empty(net: Network) -> sparse.csr_array:
    """Give a matrix without ties."""
    return sparse.csr_array((net.n, net.n))


def known_both_ways(asked: Iterable[Asked], arcs: sparse.csr_array) -> sparse.csr_array:
    """Keep the arcs of pairs of whom both people answered."""
    cells = arcs.tocoo()
    both = both_answered(asked, cells.row, cells.col)
    if both.all():
        return arcs
    parts = cells.data[both], (cells.row[both], cells.col[both])
    kept: sparse.csr_array = sparse.coo_array(parts, shape=arcs.shape).tocsr()
    kept.sort_indices()
    return kept


def both_ways(arcs: sparse.csr_array) -> tuple[np.ndarray, np.ndarray, sparse.csr_array]:
    """Give per contact what the person learned and taught, and who is whose contact."""
    n, contacts, cells = arcs.shape[0], either_way(arcs), arcs.tocoo()
    held = backed.rows_of(contacts) * np.int64(n) + contacts.indices
    row, column = cells.row.astype(np.int64), cells.col.astype(np.int64)
    there, back = np.zeros(len(held)), np.zeros(len(held))
    there[np.searchsorted(held, row * n + column)] = cells.data
    back[np.searchsorted(held, column * n + row)] = cells.data
    return there, back, contacts


def returned(arcs: sparse.csr_array, *, weighted: bool) -> shares.Shares:
    """Give the share of contacts, or of what was learned and taught, that goes both ways."""
    there, back, contacts = both_ways(arcs)
    if weighted:
        return shares.over_contacts(contacts, 2 * np.minimum(there, back), there + back)
    return shares.over_contacts(contacts, (there > 0) & (back > 0), None)


def eligible_arcs(net: Network) -> tuple[sparse.csr_array, list[str], bool]:
    """Give the arcs that can be returned, their kinds, and whether their strengths count.

    They do if there is one such kind in which ties differ in strength.
    """
    kinds = eligible_kinds(net)
    if not kinds:
        return empty(net), kinds, False
    chosen = net.where(kind=kinds)
    arcs = chosen.structure(directed=True)
    if len(kinds) > 1 or not arcs.nnz:
        return arcs, kinds, False
    strong: sparse.csr_array = (chosen.matrix * arcs).tocsr()
    strong.sort_indices()
    weighted = bool(strong.data.min() < strong.data.max())
    return (strong if weighted else arcs), kinds, weighted
