"""Who is reached by walks of every length along ties."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from netweave import errors
from netweave._checks import one_of
from netweave._kernels import spectral
from netweave.analytics._facts import series
from netweave.analytics._weights import by_weight, weights_of
from netweave.registry import measure

if TYPE_CHECKING:
    import pandas as pd

    from netweave._kernels.operators import Weights
    from netweave.affiliations import Affiliations
    from netweave.network import Network

ROLES = ("taught", "learned", "any")
HALF = 0.5  # of the greatest factor at which the sum over walks is finite


@measure(
    "pagerank",
    "person",
    needs=("one kind if weighted",),
    formula="Brin & Page 1998; Langville & Meyer 2006",
    range="0 to 1",
    unit="shares that add up to 1",
)
def pagerank(
    net: Network | Affiliations,
    *,
    weighted: bool = False,
    damping: float = 0.85,
    role: str = "taught",
) -> pd.Series:
    """Say how often a walker who follows the ties comes by each person.

    From a person the walker goes on to one of the people they learned from, and every now and
    then to anybody. So those rank high who are learned from by people who rank high.

    Parameters
    ----------
    net : Network or Affiliations
        One wave. Of records of meetings, one kind of tie: ``sessions.where(kind=…)``; their
        weights (Newman's) always count, and no pair is built.
    weighted : bool, default False
        False goes to everybody learned from alike. True goes in proportion to the weights,
        parallel ties added up.
    damping : float, default 0.85
        The chance to follow a tie, 0 or more and below 1; otherwise anybody in the network is
        next, with equal chances. Who learned from nobody has no tie to follow, and anybody is
        next.
    role : {"taught", "learned", "any"}, default "taught"
        "taught" ranks those who are learned from. "learned" walks the other way and ranks those
        who learned. "any" walks both ways.

    Returns
    -------
    Series of float
        Adds up to 1; named ``pagerank`` with the role, unless "taught", and ``_weighted`` as
        asked. Never missing: without ties everybody has 1/n.

    Raises
    ------
    ArgumentError
        If ``damping`` is not below 1, or ``role`` is not one of its words.
    DataError
        If weights are asked for and there are several kinds, because their units do not add up.

    References
    ----------
    Brin, S. & Page, L. (1998). The anatomy of a large-scale hypertextual web search engine.
    *Computer Networks and ISDN Systems*, 30, 107-117.

    Langville, A. N. & Meyer, C. D. (2006). *Google's PageRank and Beyond*. Princeton University
    Press.

    Examples
    --------
    Ben learned from Ana, and the walker follows with chance 1/2. From Ana anybody is next. So
    Ana : Ben is 3 : 2, since a = (1/2 + b + a/2)/2 with a + b = 1.

    >>> import pandas as pd
    >>> import netweave as nw
    >>> ties = pd.DataFrame({"learner": ["ben"], "learned_from": ["ana"]})
    >>> nw.pagerank(nw.Network(["ana", "ben"], ties), damping=0.5).round(12).to_dict()
    {'ana': 0.6, 'ben': 0.4}
    """
    one_of("role", ROLES, role)
    if not 0 <= damping < 1:
        raise errors.setting_out_of_range("damping", "must be 0 or more and below 1", damping)
    counted = by_weight(net, weighted=weighted)
    # The walker goes from learner to learned_from, against the arrows for the other role.
    way = {"taught": "learned", "learned": "taught", "any": "any"}[role]
    found = spectral.surfed(weights_of(net, weighted=counted, role=way), damping)
    return series(net, found, _name("pagerank", role, "taught", counted=counted))


@measure(
    "katz",
    "person",
    needs=("one kind if weighted",),
    formula="Katz 1953",
    range="0 and up",
    unit="walks, those of length k times attenuation^k",
)
def katz(
    net: Network | Affiliations,
    *,
    weighted: bool = False,
    attenuation: float | None = None,
    role: str = "taught",
) -> pd.Series:
    """Count the walks over ties that end at each person, long ones attenuated.

    Whoever learned from the person counts with the attenuation a, whoever learned from those with
    a², and so on: a A'1 + a² A'A'1 + …, where A holds the ties from learner to learned_from.

    Parameters
    ----------
    net : Network or Affiliations
        One wave. Of records of meetings, one kind of tie: ``sessions.where(kind=…)``; their
        weights (Newman's) always count, and no pair is built.
    weighted : bool, default False
        True multiplies along the walk the weights, parallel ties added up.
    attenuation : float, optional
        What each further step multiplies with, above 0 and below 1/λ, where λ is the greatest
        eigenvalue of the ties. Left out it is 0.5/λ, or 0.5 where no walk comes back to where it
        began. Networks are compared at one value that is named.
    role : {"taught", "learned", "any"}, default "taught"
        "taught" counts walks that end at the person, along the arrows from learners to those
        learned from; "learned" those that begin there; "any" goes both ways (the weights of both
        directions added up).

    Returns
    -------
    Series of float
        0 and up, 0 for a person at whom no walk ends; named ``katz`` with the role, unless
        "taught", and ``_weighted`` as asked. Never missing. Programs that count the walk of
        length 0 too have 1 more, and some scale the result to length 1.

    Raises
    ------
    ArgumentError
        If the attenuation is not above 0 and below 1/λ, at which the sum has no end.
    DataError
        If weights are asked for and there are several kinds, because their units do not add up.

    References
    ----------
    Katz, L. (1953). A new status index derived from sociometric analysis. *Psychometrika*, 18,
    39-43.

    Examples
    --------
    Cleo learned from Ben, Ben from Ana. One walk ends at Ben, 1/2; two at Ana, 1/2 + 1/4.

    >>> import pandas as pd
    >>> import netweave as nw
    >>> ties = pd.DataFrame({"learner": ["cleo", "ben"], "learned_from": ["ben", "ana"]})
    >>> nw.katz(nw.Network(["ana", "ben", "cleo"], ties), attenuation=0.5).to_dict()
    {'ana': 0.75, 'ben': 0.5, 'cleo': 0.0}
    """
    one_of("role", ROLES, role)
    counted = by_weight(net, weighted=weighted)
    weights = weights_of(net, weighted=counted, role=role)
    factor = _factor("attenuation", weights, attenuation, least=0.0)
    found = spectral.walks(weights, factor * weights.row_sums, factor)
    return series(net, found, _name("katz", role, "taught", counted=counted))


@measure(
    "bonacich_power",
    "person",
    needs=("one kind if weighted",),
    formula="Bonacich 1987",
    range="any number",
    unit="squares add up to n",
    undefined={"NO_TIES": "there are no ties"},
)
def bonacich_power(
    net: Network | Affiliations,
    *,
    weighted: bool = False,
    beta: float | None = None,
    role: str = "any",
) -> pd.Series:
    """Say how well everybody is tied, counting more or less by how well their contacts are tied.

    Each contact adds 1 + beta times the contact's own value. With beta above 0, ties to the well
    tied make strong; below 0, as in bargaining, ties to those who depend on one; at 0 the value is
    degree, and near its upper end the eigenvector.

    Parameters
    ----------
    net : Network or Affiliations
        One wave. Of records of meetings, one kind of tie: ``sessions.where(kind=…)``; their
        weights (Newman's) always count, and no pair is built.
    weighted : bool, default False
        True multiplies each contact with the weight, parallel ties added up.
    beta : float, optional
        Between -1/λ and 1/λ, where λ is the greatest eigenvalue of the ties. Left out it is 0.5/λ,
        or 0.5 where no walk comes back to where it began.
    role : {"any", "learned", "taught"}, default "any"
        Whose values add up: "learned" those of the people learned from, "taught" those of the
        people who learned from the person, "any" both (the weights of both directions added up).

    Returns
    -------
    Series of float
        Scaled so that the squares add up to the number of people; named ``bonacich_power`` with
        the role, unless "any", and ``_weighted`` as asked. 0 for a person with no such contact;
        with beta below 0 values may be negative. NaN for everybody if there are no ties.

    Raises
    ------
    ArgumentError
        If beta does not lie between -1/λ and 1/λ.
    DataError
        If weights are asked for and there are several kinds, because their units do not add up.

    References
    ----------
    Bonacich, P. (1987). Power and centrality: a family of measures. *American Journal of
    Sociology*, 92, 1170-1182.

    Examples
    --------
    Ben stands between Ana and Cleo. At beta 1/2 with a, b for the ends and the middle before
    scaling: a = 1 + b/2 and b = 2 (1 + a/2), so that a = 4 and b = 6.

    >>> import pandas as pd
    >>> import netweave as nw
    >>> ties = pd.DataFrame({"learner": ["ana", "ben"], "learned_from": ["ben", "cleo"]})
    >>> power = nw.bonacich_power(nw.Network(["ana", "ben", "cleo"], ties), beta=0.5)
    >>> (power / power["ana"]).round(12).to_dict(), round(float((power**2).sum()), 12)
    ({'ana': 1.0, 'ben': 1.5, 'cleo': 1.0}, 3.0)
    """
    one_of("role", ROLES, role)
    counted = by_weight(net, weighted=weighted)
    weights = weights_of(net, weighted=counted, role=role)
    factor = _factor("beta", weights, beta, least=None)
    found = spectral.walks(weights, weights.row_sums, factor)
    length = np.sqrt((found * found).mean()) if net.n else 0.0
    scaled = found / length if length > 0 else np.full(net.n, np.nan)
    return series(net, scaled, _name("bonacich_power", role, "any", counted=counted))


def _factor(argument: str, weights: Weights, given: float | None, least: float | None) -> float:
    """Give the factor of each further step, and refuse one at which the sum has no end."""
    radius = spectral.radius(weights)
    if given is None:
        return HALF / radius if radius > 0 else HALF
    limit = 1 / radius if radius > 0 else np.inf
    limit *= 1 - spectral.EVEN
    if not (-limit if least is None else least) < given < limit:
        low = f"{-limit:.6g}" if least is None else f"{least:g}"
        rule = f"must lie above {low} and below {limit:.6g} (1 / the greatest eigenvalue)"
        mend = f"Leave out {argument}= for half of that."
        raise errors.setting_out_of_range(argument, rule, given, mend)
    return given


def _name(measured: str, role: str, usual: str, *, counted: bool) -> str:
    return measured + f"_{role}" * (role != usual) + "_weighted" * counted
