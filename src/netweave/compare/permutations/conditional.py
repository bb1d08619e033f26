"""The conditional uniform graph test: a measure beside what the size of the network implies."""

from __future__ import annotations

import dataclasses
from collections.abc import Callable
from typing import TYPE_CHECKING, Any, Literal

import numpy as np

from netweave._checks import one_of
from netweave._guard import guarded
from netweave.analytics.nulls.judging import against_chance
from netweave.compare.permutations.tails import ALTERNATIVES, Alternative, written
from netweave.results import Result

if TYPE_CHECKING:
    from netweave.network import Network

GIVEN = ("ties", "dyads", "degrees")


@guarded
def cug(
    net: Network,
    measure: Callable[..., Any],
    *,
    given: Literal["ties", "dyads", "degrees"] = "ties",
    draws: int = 999,
    seed: int = 0,
    alternative: Alternative = "two-sided",
    directed: bool = False,
) -> Result:
    """Test a measure against all networks that share ties, dyads or degrees with this one (CUG).

    It is `nw.against_chance` with the p-value of one tail, or of both, in its sentence. Labels of
    people, such as organizations, are tested there with ``null="labels"``.

    Parameters
    ----------
    net : Network
        One wave.
    measure : function
        A measure of the network or of its people; options are fixed with `functools.partial`.
    given : {"ties", "dyads", "degrees"}
        What the random networks share with this one: how many ties; how many mutual and one-way
        pairs; everybody's number of ties. `nw.null_networks` says what each asks.
    draws : int, default 999
        How many random networks.
    seed : int, default 0
        Same network, same seed, same answer.
    alternative : {"two-sided", "greater", "less"}
        Which tail ``p_value`` is. Two-sided is twice the smaller of the two tails, at most 1.
    directed : bool, default False
        Draw arcs; needed for a measure that tells learning from teaching.

    Returns
    -------
    Result
        As `nw.against_chance` gives it: ``p_greater`` and ``p_less`` are (1 + count)/(draws + 1),
        beside the mid-p ``percentile``. NaN, with a code in ``reason``, where the measure is
        undefined or chance leaves it no other value (``DEGENERATE_NULL``, ``SAME_BY_CHANCE``,
        ``UNDEFINED_BY_CHANCE``).

    Raises
    ------
    DataError
        If there are several waves.
    ArgumentError
        If an argument is out of its range, or the measure reads strengths, kinds, or without
        ``directed`` who learned from whom, which the random networks do not have.

    Notes
    -----
    Parallel ties count once; people without ties are among those who may be tied by chance; pairs
    that nobody could report stay as they are.

    References
    ----------
    Anderson, B. S., Butts, C. & Carley, K. (1999). The interaction of size and density with
    graph-level indices. *Social Networks*, 21, 239-267.

    Examples
    --------
    Six people, five ties, all of them Ana's: 6 of the 3003 ways to tie five of the 15 pairs are
    such stars, and none is more centralized.

    >>> import pandas as pd
    >>> import netweave as nw
    >>> ties = pd.DataFrame({
    ...     "learner": ["ben", "cleo", "dan", "eve", "fay"],
    ...     "learned_from": "ana",
    ... })
    >>> net = nw.Network(["ana", "ben", "cleo", "dan", "eve", "fay"], ties)
    >>> found = nw.compare.cug(net, nw.centralization, seed=1, alternative="greater")
    >>> bool(found.table["p_value"].item() < 0.01)
    True
    """
    one_of("given", GIVEN, given)
    one_of("alternative", ALTERNATIVES, alternative)
    found = against_chance(net, measure, given, draws=draws, seed=seed, directed=directed)
    columns = {"greater": "p_greater", "less": "p_less", "two-sided": "p_value"}
    table = found.table.assign(p_value=found.table[columns[alternative]])
    said = found.sentence
    if len(table) == 1 and found.claim > 1 and not np.isnan(table["p_value"].iloc[0]):
        said = f"{said[:-1]} ({alternative} p = {written(table['p_value'].iloc[0])})."
    return dataclasses.replace(found, table=table, sentence=said)
