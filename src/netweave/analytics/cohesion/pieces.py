"""The pieces that the network falls into."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import pandas as pd
from scipy.sparse.csgraph import connected_components

from netweave._kernels import partition, paths
from netweave.affiliations import Affiliations
from netweave.analytics import _meetings as meetings
from netweave.analytics._facts import NAN, TWO_PEOPLE
from netweave.registry import measure

if TYPE_CHECKING:
    from netweave.network import Network


def _component_codes(net: Network | Affiliations) -> np.ndarray:
    """Give the components the numbers 0, 1, …, the largest first."""
    if isinstance(net, Affiliations):
        return partition.canonical(meetings.pieces(net))
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
def components(net: Network | Affiliations) -> pd.Series:
    """Give a number to each piece of the network: the people whom chains of ties join.

    Parameters
    ----------
    net : Network or Affiliations
        One wave. Ties join whichever way the learning went, however strong and however often. In
        records of meetings, the ties are those of their projection: of all kinds, or of those
        chosen with ``sessions.where(kind=…)``.

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
def isolates(net: Network | Affiliations) -> pd.Series:
    """Mark the people who have no tie that counts.

    Parameters
    ----------
    net : Network or Affiliations
        One wave. A tie either way counts; ties below the threshold of their kind, and mere
        opportunity, do not. In records of meetings, whoever met nobody, in any
        kind of tie that was chosen, is marked: an event attended alone makes no tie.

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
    if isinstance(net, Affiliations):
        alone = meetings.alone(net)
    else:
        alone = np.asarray(net.structure().sum(axis=1)) == 0
    return pd.Series(alone, index=net.people.index, name="isolates")


@measure(
    "connectedness",
    "network",
    formula="method 2.7; Krackhardt 1994",
    range="0 to 1",
    unit="share of pairs",
    undefined=TWO_PEOPLE,
)
def connectedness(net: Network | Affiliations) -> float:
    """Give the share of pairs of people whom a chain of ties joins.

    Parameters
    ----------
    net : Network or Affiliations
        One wave. Ties join whichever way the learning went, however strong and however often. In
        records of meetings, the ties are those of their projection: of all kinds, or of those
        chosen with ``sessions.where(kind=…)``.

    Returns
    -------
    float
        0 (nobody is tied) to 1 (one piece), people without ties counted in the pairs; NaN for fewer
        than two people.

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
