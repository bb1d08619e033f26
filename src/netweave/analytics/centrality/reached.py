"""How many others each person reaches in a few steps."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from netweave.analytics._facts import series
from netweave.analytics._reached import named, reached
from netweave.registry import measure

if TYPE_CHECKING:
    import pandas as pd

    from netweave.affiliations import Affiliations
    from netweave.network import Network


def _with_steps(name: str, steps: int) -> str:
    return name if steps == 2 else f"{name}_{steps}"


@measure(
    "reach_by_person",
    "person",
    formula="method 4.1 S5; Borgatti 2006",
    range="0 to 1",
    unit="share of the others",
    undefined={"N<2": "fewer than two people"},
)
def reach_by_person(
    net: Network | Affiliations, *, steps: int = 2, directed: bool = False, role: str = "learned"
) -> pd.Series:
    """Give the share of the others whom each person reaches in a few steps.

    Parameters
    ----------
    net : Network or Affiliations
        One wave. Every tie is one step, however strong it is; parallel ties are one. In
        records of meetings, the ties are those of their projection: of all kinds, or of those
        chosen with ``sessions.where(kind=…)``; none is built.
    steps : int, default 2
        How many ties a chain may have.
    directed : bool, default False
        False counts steps over ties, whichever way the learning went.
    role : {"learned", "taught"}, default "learned"
        Used if directed. "learned" goes from the person along the arrows, to those learned from,
        "taught" the other way.

    Returns
    -------
    Series of float
        0 to 1, 0 without ties; named ``reach_by_person``, with the number of steps unless it is
        2, and directed with the role. NaN for fewer than two people.

    Raises
    ------
    ArgumentError
        If ``steps`` is no whole number from 1 on.

    References
    ----------
    Borgatti, S. P. (2006). Identifying sets of key players in a social network. *Computational and
    Mathematical Organization Theory*, 12, 21-34.

    Examples
    --------
    A chain of four: within two steps the ends reach two of three others, the inner ones all.

    >>> import pandas as pd
    >>> import netweave as nw
    >>> ties = pd.DataFrame({
    ...     "learner": ["ana", "ben", "cleo"],
    ...     "learned_from": ["ben", "cleo", "dan"],
    ... })
    >>> net = nw.Network(["ana", "ben", "cleo", "dan"], ties)
    >>> nw.reach_by_person(net).round(3).to_dict()
    {'ana': 0.667, 'ben': 1.0, 'cleo': 1.0, 'dan': 0.667}
    """
    found = reached(net, directed=directed, role=role, steps=steps).people
    share = found / (net.n - 1) if net.n > 1 else np.full(net.n, np.nan)
    name = named(_with_steps("reach_by_person", steps), directed=directed, role=role)
    return series(net, share, name)


@measure(
    "reach_efficiency",
    "person",
    formula="UCINET, ego networks, reach efficiency",
    range="0 to 1",
    unit="people reached per person counted by the contacts",
    undefined={"NO_ALTERS": "no ties"},
)
def reach_efficiency(net: Network, *, steps: int = 2) -> pd.Series:
    """Say how little the circles that a person's contacts open up overlap.

    The number of others within two steps, divided by what it could be at most, given how many
    ties the contacts have: the sum of their degrees. 1 if no two contacts are tied or share
    another contact. For more steps, the contacts' degrees become the numbers of people whom they
    reach in one step less.

    Parameters
    ----------
    net : Network
        One wave. Ties count whichever way the learning went, each as one step, however strong it
        is; parallel and mutual ties are one.
    steps : int, default 2
        How many ties a chain may have.

    Returns
    -------
    Series of float
        Above 0 to 1, named ``reach_efficiency``, with the number of steps unless it is 2. 1 for
        one step. NaN without ties.

    Raises
    ------
    ArgumentError
        If ``steps`` is no whole number from 1 on.

    References
    ----------
    Borgatti, S. P., Everett, M. G. & Freeman, L. C. (2002). *UCINET for Windows: Software for
    social network analysis*. Analytic Technologies. Ego networks, basic measures, ``ReachEffic``,
    which is a percentage there.

    Examples
    --------
    Ana knows Ben and Cleo, who both know Dan: she reaches three people, where her contacts'
    two ties each could have led to four.

    >>> import pandas as pd
    >>> import netweave as nw
    >>> ties = pd.DataFrame({
    ...     "learner": ["ana", "ana", "ben", "cleo"],
    ...     "learned_from": ["ben", "cleo", "dan", "dan"],
    ... })
    >>> nw.reach_efficiency(nw.Network(["ana", "ben", "cleo", "dan"], ties))["ana"].item()
    0.75
    """
    within = reached(net, steps=steps).people
    one_less = reached(net, steps=steps - 1).people if steps > 1 else np.ones(net.n)
    most = net.structure() @ one_less
    values = np.full(net.n, np.nan)
    np.divide(within, most, out=values, where=most > 0)
    return series(net, values, _with_steps("reach_efficiency", steps))
