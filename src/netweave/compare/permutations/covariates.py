"""Numbers for every pair of people made from what is known of each: same, apart, met how often."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from netweave import errors
from netweave._checks import has_columns
from netweave._guard import guarded
from netweave._kernels.permute import DENSE

if TYPE_CHECKING:
    from netweave.affiliations import Affiliations
    from netweave.network import Network


@guarded
def same(net: Network, column: str) -> pd.DataFrame:
    """Mark the pairs of people who bear the same value in a column, such as role or locale.

    Parameters
    ----------
    net : Network
        The people.
    column : str
        A column of ``net.people``; numbers are compared as they are written.

    Returns
    -------
    DataFrame
        People × people: 1.0 the same, 0.0 not, NaN where the value of either is unknown. The same
        both ways; the diagonal is 0 and never counts.

    Raises
    ------
    DataError
        If there is no such column.
    ArgumentError
        If there are more than 5,000 people.

    Examples
    --------
    >>> import pandas as pd
    >>> import netweave as nw
    >>> people = pd.DataFrame({"role": ["coach", "coach", None]}, index=["ana", "ben", "cleo"])
    >>> net = nw.Network(people, pd.DataFrame({"learner": [], "learned_from": []}))
    >>> nw.compare.same(net, "role").loc["ana"].tolist()
    [0.0, 1.0, nan]
    """
    _small_enough(net.n)
    codes = pd.factorize(net.group(column))[0]
    known = codes >= 0
    alike = np.where(known[:, None] & known, codes[:, None] == codes, np.nan)
    return _table(alike, net.people.index)


@guarded
def difference(net: Network, column: str, *, absolute: bool = True) -> pd.DataFrame:
    """Give how far apart the people of each pair are in a column of numbers, such as years.

    Parameters
    ----------
    net : Network
        The people.
    column : str
        A column of ``net.people`` that holds numbers.
    absolute : bool, default True
        The distance, the same both ways; False gives the learner's number less that of whom is
        learned from.

    Returns
    -------
    DataFrame
        People × people, row = learner; NaN where the number of either is unknown. The diagonal is
        0 and never counts.

    Raises
    ------
    DataError
        If there is no such column.
    ArgumentError
        If it does not hold numbers, or there are more than 5,000 people.

    Examples
    --------
    >>> import pandas as pd
    >>> import netweave as nw
    >>> people = pd.DataFrame({"years": [3, 10]}, index=["ana", "ben"])
    >>> net = nw.Network(people, pd.DataFrame({"learner": [], "learned_from": []}))
    >>> nw.compare.difference(net, "years").loc["ana", "ben"]
    np.float64(7.0)
    >>> nw.compare.difference(net, "years", absolute=False).loc["ana", "ben"]
    np.float64(-7.0)
    """
    _small_enough(net.n)
    has_columns("people", [column], net.people)
    try:
        numbers = net.people[column].to_numpy(dtype=float, na_value=np.nan)
    except (TypeError, ValueError):
        rule = "must name a column of numbers"
        raise errors.setting_out_of_range("column", rule, column) from None
    apart = numbers[:, None] - numbers
    apart = np.abs(apart) if absolute else apart
    np.fill_diagonal(apart, 0.0)
    return _table(apart, net.people.index)


@guarded
def co_attendance(sessions: Affiliations) -> pd.DataFrame:
    """Count the sessions, or works, that both people of each pair took part in.

    Parameters
    ----------
    sessions : Affiliations
        Who was at what; those between two waves with ``sessions.wave(label)``. Every role counts,
        and breakout groups are not told apart.

    Returns
    -------
    DataFrame
        People × people, counts from 0 on, the same both ways; the diagonal is 0 and never counts.
        Everybody is taken to have been at no other session: records have no blanks.

    Raises
    ------
    ArgumentError
        If there are more than 5,000 people.

    Examples
    --------
    Ana and Ben met twice, Cleo met both of them once.

    >>> import pandas as pd
    >>> import netweave as nw
    >>> records = pd.DataFrame({
    ...     "person": ["ana", "ben", "ana", "ben", "cleo"],
    ...     "event": ["s1", "s1", "s2", "s2", "s2"],
    ... })
    >>> events = pd.DataFrame(index=["s1", "s2"])
    >>> sessions = nw.Affiliations(["ana", "ben", "cleo"], events, records)
    >>> nw.compare.co_attendance(sessions).loc["ana"].tolist()
    [0.0, 2.0, 1.0]
    """
    _small_enough(sessions.n)
    there = sessions.matrix
    shared = (there @ there.T).toarray()
    return _table(shared, sessions.people.index)


def _small_enough(people: int) -> None:
    if people > DENSE:
        mend = "Take fewer people with net.subset(...), or give a scipy sparse matrix."
        raise errors.network_too_large("numbers for every pair", people, DENSE, mend)


def _table(values: np.ndarray, people: pd.Index) -> pd.DataFrame:
    values = np.asarray(values, dtype=float)
    np.fill_diagonal(values, 0.0)
    return pd.DataFrame(values, index=people, columns=people)
