"""How unequally ties are spread over people."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from netweave._checks import one_of
from netweave.analytics._facts import NAN, findings
from netweave.analytics._weights import weights_of
from netweave.analytics.centrality.degrees import degree
from netweave.analytics.passports import notices_for, passport
from netweave.registry import measure
from netweave.results import Result

if TYPE_CHECKING:
    from netweave.affiliations import Affiliations
    from netweave.network import Network


@measure(
    "concentration",
    "network",
    formula="method 2.1 (concentration of ties)",
    range="0 to 1; effective_number 1 to n",
    unit="see the rows",
    undefined={"EMPTY": "nobody", "N<2": "evenness: fewer than two people", "NO_TIES": "no ties"},
)
def concentration(net: Network | Affiliations, *, of: str = "degree") -> Result:
    """Say how unequally ties are spread: Gini, evenness, and the effective number of people.

    It measures unequal participation, **not hubness**: a star of n people has a Gini of only
    (n - 2)/2n, half of what one tie among people who have none reaches. For hubs see
    `centralization` and `hub_dependence`.

    Parameters
    ----------
    net : Network or Affiliations
        One wave; one kind of tie for strengths. Of records of meetings, the people met at any
        event are counted, or Newman's weights of one kind added up; no pair is built. Degrees
        count people tied either way, once; strengths add up parallel ties and both directions.
    of : {"degree", "strength"}, default "degree"
        Whether to spread the number of people tied to, or the weights, learned and taught.

    Returns
    -------
    Result
        With p_i everybody's share: ``gini`` (mean difference of two people by twice the mean),
        ``evenness`` (entropy of the shares by its maximum, ln n; 1 if all have equally many),
        ``hhi`` (sum of p_i²) and ``effective_number`` (1/hhi: so many equally tied people would be
        as concentrated). People without ties count, with 0. NaN without ties, evenness also for
        one person.

    Raises
    ------
    DataError
        If strengths are asked for and the network holds several kinds.

    References
    ----------
    Gini, C. (1912). *Variabilità e mutabilità*. Bologna. Simpson, E. H. (1949). Measurement of
    diversity. *Nature*, 163, 688.

    Examples
    --------
    A star of six: one person with five ties, five with one.

    >>> import pandas as pd
    >>> import netweave as nw
    >>> names = ["ana", "ben", "cleo", "dan", "eve", "fay"]
    >>> ties = pd.DataFrame({"learner": names[1:], "learned_from": "ana"})
    >>> found = nw.concentration(nw.Network(names, ties))
    >>> found.table.set_index("term")["estimate"].round(4).to_dict()
    {'gini': 0.3333, 'evenness': 0.836, 'hhi': 0.3, 'effective_number': 3.3333}
    """
    one_of("of", ("degree", "strength"), of)
    if of == "degree":
        held = degree(net).to_numpy()
    else:
        weights = weights_of(net, weighted=True, role="learned")
        held = weights.row_sums + weights.column_sums
    reason = "EMPTY" if not net.n else "" if held.any() else "NO_TIES"
    few = reason or ("N<2" if net.n < 2 else "")
    share = held / held.sum() if not reason else np.full(net.n, NAN)
    square = float((share**2).sum()) if not reason else NAN
    rows = [
        ("gini", NAN if reason else _gini(held), net.n, reason),
        ("evenness", NAN if few else _evenness(share), net.n, few),
        ("hhi", square, net.n, reason),
        ("effective_number", NAN if reason else 1 / square, net.n, reason),
    ]
    sentence = "There are no ties to spread."
    if not reason:
        sentence = (
            f"Ties are spread as if {1 / square:.1f} of {net.n} people had equally many and the "
            "others none."
        )
    return Result(
        findings(rows, f"shares of {of}"),
        sentence,
        notices_for(net),
        passport=passport(net, "concentration", weighted=of == "strength"),
    )


def _gini(held: np.ndarray) -> float:
    """Give sum_ij |x_i - x_j| / (2 n sum x), from the sorted values."""
    n, ranked = len(held), np.sort(held)
    return float(((2 * np.arange(1, n + 1) - n - 1) * ranked).sum() / (n * ranked.sum()))


def _evenness(share: np.ndarray) -> float:
    some = share[share > 0]
    return float(-(some * np.log(some)).sum() / np.log(len(share)))
