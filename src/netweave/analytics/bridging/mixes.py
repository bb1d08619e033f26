"""Who is tied to whom, group by group."""

from __future__ import annotations

from typing import TYPE_CHECKING

from netweave.analytics import _groups as groups

if TYPE_CHECKING:
    import pandas as pd

    from netweave.network import Network


def mixing(net: Network, *, group: str = "organization") -> pd.DataFrame:
    """Count the ties between each two groups, and how many departures would end them.

    Parameters
    ----------
    net : Network
        One wave. People whose group is unknown are left out.
    group : str, default "organization"
        A column of people.

    Returns
    -------
    DataFrame
        One row per unordered pair of groups, each group with itself included, in alphabetical
        order: ``organization_a``, ``organization_b``, ``people_a``, ``people_b``, ``ties`` (pairs
        of people who are tied, either way), ``pairs`` (pairs of people there could be),
        ``density`` (ties/pairs; NaN for one person with themselves), ``support`` (the fewest
        people whose departure ends all ties between the two, which is the size of a maximum
        matching; NaN inside a group). ``support`` 1 is a single thread.

    Raises
    ------
    DataError
        If people has no such column.

    References
    ----------
    König, D. (1931). Graphs and matrices. *Matematikai és Fizikai Lapok*, 38, 116-119.

    Examples
    --------
    Ana and Ben of A both learned from Cleo, who is one of two people of B.

    >>> import pandas as pd
    >>> import netweave as nw
    >>> people = pd.DataFrame(
    ...     {"organization": ["A", "A", "B", "B"]}, index=["ana", "ben", "cleo", "dan"]
    ... )
    >>> ties = pd.DataFrame({"learner": ["ana", "ben"], "learned_from": ["cleo", "cleo"]})
    >>> table = nw.mixing(nw.Network(people, ties))
    >>> table[["organization_a", "organization_b", "ties", "pairs", "density", "support"]]
      organization_a organization_b  ties  pairs  density  support
    0              A              A     0      1      0.0      NaN
    1              A              B     2      4      0.5      1.0
    2              B              B     0      1      0.0      NaN
    """
    return groups.pair_table(net, group)
