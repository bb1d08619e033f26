"""How much hangs on each person, and whether contacts reach each other without them."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from netweave import errors
from netweave._kernels import holes
from netweave.analytics._facts import series
from netweave.analytics.profiles import _shares as shares
from netweave.registry import measure

if TYPE_CHECKING:
    import pandas as pd

    from netweave.network import Network


@measure(
    "brokerage_load",
    "person",
    formula="method 2.4",
    range="0 to the number of people; 1 is an even share",
    unit="even shares of all open two-paths",
    undefined={
        "NO_TIES": "no ties",
        "NO_OPEN_PAIRS": "everybody's contacts know each other",
    },
)
def brokerage_load(net: Network) -> pd.Series:
    """Say how much of all standing between people falls to each person, in even shares.

    ``n o_i / sum_j o_j``, where ``o_i`` is the number of pairs of i's contacts who are not tied to
    each other and n the number of people, those without ties included.

    Parameters
    ----------
    net : Network
        One wave. Two people are tied if either learned from the other; strength is disregarded
        and parallel ties are one.

    Returns
    -------
    Series of float
        0 (stands between nobody, as a person with fewer than two ties) to n (between everybody
        who has somebody between); 1 is an even share. Named ``brokerage_load``. NaN for all if
        nobody stands between anybody.

    See Also
    --------
    redundancy : Whether those pairs need the person. Read the two together: everybody in a ring
        carries an even share, and is still the only one between two contacts.
    open_two_paths : The number of pairs itself.

    References
    ----------
    Burt, R. S. (1992). *Structural Holes*. Harvard University Press, for brokerage as standing
    between people who are not tied; the even share as unit is this library's.

    Examples
    --------
    Ana stands between three pairs, nobody else between any: four times an even share of four.

    >>> import pandas as pd
    >>> import netweave as nw
    >>> ties = pd.DataFrame({"learner": ["ben", "cleo", "dan"], "learned_from": ["ana"] * 3})
    >>> net = nw.Network(["ana", "ben", "cleo", "dan"], ties)
    >>> nw.brokerage_load(net).to_dict()
    {'ana': 4.0, 'ben': 0.0, 'cleo': 0.0, 'dan': 0.0}
    """
    return series(net, loads(holes.open_pairs(net.structure())), "brokerage_load")


def loads(brokered: np.ndarray) -> np.ndarray:
    """Give the multiples of an even share; NaN if there is nothing to share."""
    total = np.full(len(brokered), brokered.sum())
    return shares.ratio(brokered * len(brokered), total) + 0.0


@measure(
    "redundancy",
    "person",
    formula="method 2.4; with one step the clustering of Watts & Strogatz 1998",
    range="0 to 1",
    unit="share of pairs of contacts",
    undefined={"NO_ALTERS": "the person has no ties", "K<2": "the person has one contact"},
)
def redundancy(net: Network, *, steps: int | None = 2) -> pd.Series:
    """Give the share of pairs of a person's contacts who reach each other without the person.

    Parameters
    ----------
    net : Network
        One wave. Two people are tied if either learned from the other; strength is disregarded
        and parallel ties are one.
    steps : {2, 1, None}, default 2
        In how many steps the two must reach each other: 1, they are tied; 2, they are tied or
        have another contact in common; None, any chain that avoids the person will do.

    Returns
    -------
    Series of float
        0 (the person alone joins every pair) to 1 (nobody needs the person), named
        ``redundancy``, ``redundancy_1`` or ``redundancy_any``. With two steps, 1 less it is the
        exclusivity: the share of pairs for whom the person is the sole go-between. NaN for people
        with fewer than two contacts.

    Raises
    ------
    ArgumentError
        If ``steps`` is none of the three.

    Notes
    -----
    With one step it equals `local_clustering`. Of two contacts who both did not answer nobody
    knows whether they are tied, and they count as not tied.

    References
    ----------
    Watts, D. J. & Strogatz, S. H. (1998). Collective dynamics of 'small-world' networks. *Nature*,
    393, 440-442.

    Examples
    --------
    A ring of four. Ana's two contacts are not tied, but both know Cleo.

    >>> import pandas as pd
    >>> import netweave as nw
    >>> ties = pd.DataFrame({
    ...     "learner": ["ana", "ben", "cleo", "dan"],
    ...     "learned_from": ["ben", "cleo", "dan", "ana"],
    ... })
    >>> net = nw.Network(["ana", "ben", "cleo", "dan"], ties)
    >>> [float(nw.redundancy(net, steps=steps)["ana"]) for steps in (1, 2, None)]
    [0.0, 1.0, 1.0]
    """
    if steps is not None and (isinstance(steps, bool) or steps not in {1, 2}):
        raise errors.setting_out_of_range("steps", "must be 1, 2 or None", steps)
    name = {1: "redundancy_1", 2: "redundancy", None: "redundancy_any"}[steps]
    return series(net, shares.redundant(net.structure(), steps).values, name)


@measure(
    "dependent_alters",
    "person",
    formula="method 2.4",
    range="0 to 1",
    unit="share of a person's contacts",
    undefined={"NO_ALTERS": "the person has no ties"},
)
def dependent_alters(net: Network) -> pd.Series:
    """Give the share of each person's contacts who have no other tie.

    Parameters
    ----------
    net : Network
        One wave. Two people are tied if either learned from the other; strength is disregarded
        and parallel ties are one.

    Returns
    -------
    Series of float
        0 (every contact knows somebody else too) to 1 (nobody does), named ``dependent_alters``;
        NaN for a person without ties.

    Notes
    -----
    A contact who did not answer may have ties that nobody reported, so that the share is an upper
    bound where answers are missing.

    References
    ----------
    Wasserman, S. & Faust, K. (1994). *Social Network Analysis*. Cambridge University Press, ch. 4,
    for contacts and their degree; the share is this library's.

    Examples
    --------
    Ben and Cleo know only Ana; Dan knows Eve too.

    >>> import pandas as pd
    >>> import netweave as nw
    >>> ties = pd.DataFrame({
    ...     "learner": ["ben", "cleo", "dan", "dan"],
    ...     "learned_from": ["ana", "ana", "ana", "eve"],
    ... })
    >>> net = nw.Network(["ana", "ben", "cleo", "dan", "eve"], ties)
    >>> nw.dependent_alters(net).round(3).to_dict()
    {'ana': 0.667, 'ben': 0.0, 'cleo': 0.0, 'dan': 0.5, 'eve': 0.0}
    """
    return series(net, shares.dependent(net.structure()).values, "dependent_alters")
