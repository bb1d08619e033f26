"""What hangs on a hub: how much the others would lose without it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from netweave import errors
from netweave._kernels import removal
from netweave.analytics import _groups as groups
from netweave.analytics._facts import NAN, findings, marked
from netweave.analytics.cohesion.filled import density
from netweave.analytics.cohesion.pieces import components, isolates
from netweave.analytics.passports import notices_for, passport
from netweave.codes import REASONS
from netweave.registry import measure
from netweave.results import Result

if TYPE_CHECKING:
    from netweave.network import Network

# Above so many people the loss of efficiency is not computed for each single person in turn.
SINGLES = 500


@dataclass(frozen=True, repr=False)
class HubDependence(Result):
    """A `Result` about what hangs on hubs, with what stays when they leave.

    Parameters
    ----------
    table, sentence, warnings, claim, passport : see Result
        As in every finding; see `hub_dependence` for the rows of the table.
    remaining : DataFrame
        Rows ``density``, ``ties``, ``components``, ``largest_component_share``, ``isolates``,
        ``cross_share``; columns ``with_hubs`` and ``without_hubs``.
    """

    remaining: pd.DataFrame = field(default_factory=pd.DataFrame)

    def _repr_html_(self) -> str:
        table = self.remaining.to_html(na_rep="–", float_format="{:.3g}".format)
        return super()._repr_html_() + table


@measure(
    "hub_dependence",
    "network",
    needs=("hubs",),
    formula="method 2.1; Everett & Borgatti 1999 (geodesic_share)",
    range="0 to 1",
    unit="share lost without the hubs",
    undefined={
        "EMPTY": "nobody",
        "NO_CONVENER": "nobody is marked as convener",
        "NO_TIES": "no ties",
        "NO_PAIRS": "no two people outside the hubs can reach each other",
        "NO_OPEN_PAIRS": "everybody's contacts know each other",
        "NOT_BETWEEN": "no two people who are not tied share a hub as contact",
    },
)
def hub_dependence(
    net: Network,
    *,
    hubs: str | Iterable[object] = "convener",
    singles: bool | None = None,
) -> HubDependence:
    """Say what the others would lose if the hubs left.

    Binary ties, direction disregarded. Pairs range over the people outside the hubs. Removing
    anybody costs something, so each index stands beside what the removal of one other person
    costs on average, and at most.

    Parameters
    ----------
    net : Network
        One wave, with the hubs in it.
    hubs : "convener", id or iterable of ids, default "convener"
        Who leaves; "convener" is everybody so marked in people.
    singles : bool, optional
        Whether to compute the loss of efficiency for every single person in turn, which takes
        long in large networks. Left out: up to 500 people.

    Returns
    -------
    HubDependence
        Table with one row per term, all from 0 to 1:

        - ``pair_loss``: of the pairs that can reach each other, the share that could not.
        - ``geodesic_share``: share of shortest paths that pass through a hub.
        - ``open_two_path_share``: of all two-paths between people who are not tied, the share
          with a hub in the middle and both ends outside.
        - ``sole_common_neighbour_share``: of the pairs who are not tied and share a hub as
          contact, the share who share nobody else.
        - ``efficiency_loss``: loss in the sum of 1/distance.

        ``n`` is the number of pairs (two-paths) in the denominator;
        ``average_single_removal`` and ``most_harmful_member`` are the mean and the greatest value
        over the single people who are no hubs. NaN, with the code in column ``reason``, if nobody
        is marked as convener, without ties, if no two people outside can reach each other, or if
        there is nothing to broker. ``remaining`` compares the network with and without the hubs.

    Raises
    ------
    DataError
        If an id is not in people.
    ArgumentError
        If hubs is empty.

    References
    ----------
    Everett, M. G. & Borgatti, S. P. (1999). The centrality of groups and classes. *Journal of
    Mathematical Sociology*, 23, 181-201.

    Borgatti, S. P. (2006). Identifying sets of key players in a social network. *Computational and
    Mathematical Organization Theory*, 12, 21-34.

    Examples
    --------
    Hana convenes. Ana, Ben and Cleo learned from her, Ana and Ben from each other too: without
    Hana one of the three pairs is left.

    >>> import pandas as pd
    >>> import netweave as nw
    >>> people = pd.DataFrame(
    ...     {"convener": [True, False, False, False]}, index=["hana", "ana", "ben", "cleo"]
    ... )
    >>> ties = pd.DataFrame({
    ...     "learner": ["ana", "ben", "cleo", "ana"],
    ...     "learned_from": ["hana", "hana", "hana", "ben"],
    ... })
    >>> found = nw.hub_dependence(nw.Network(people, ties))
    >>> found.table.set_index("term")["estimate"].round(3).to_dict()
    {'pair_loss': 0.667, 'geodesic_share': 0.667, 'open_two_path_share': 1.0,
     'sole_common_neighbour_share': 1.0, 'efficiency_loss': 0.5}
    >>> found.sentence
    'Without the convener, 33 in 100 of the member pairs that can reach each other still can.'
    """
    mask = marked(net, hubs)
    if not mask.any() and hubs != "convener":
        raise errors.setting_out_of_range("hubs", "must name at least one person", "nobody")
    reason = _why_none(net, mask)
    matrix = net.structure()
    losses = dict.fromkeys(_TERMS, (NAN, 0)) if reason else removal.set_losses(matrix, mask)
    rows = [
        (term, value, n, (reason or _TERMS[term]) if value != value else "")  # noqa: PLR0124
        for term, (value, n) in losses.items()
    ]
    table = findings(rows, "the hubs and their ties removed")
    each = net.n <= SINGLES if singles is None else singles
    table = table.assign(**_others(net, mask, efficiency=each))
    return HubDependence(
        table,
        _sentence(losses["pair_loss"][0], reason, int(mask.sum()), named=hubs != "convener"),
        notices_for(net, convener=not bool((mask & net.convener).any())),
        passport=passport(net, "hub_dependence"),
        remaining=_remaining(net, mask),
    )


# Why a term is undefined although pairs can reach each other.
_TERMS = {
    "pair_loss": "NO_PAIRS",
    "geodesic_share": "NO_PAIRS",
    "open_two_path_share": "NO_OPEN_PAIRS",
    "sole_common_neighbour_share": "NOT_BETWEEN",
    "efficiency_loss": "NO_PAIRS",
}


def _why_none(net: Network, mask: np.ndarray) -> str:
    """Give the code of the reason why every term is undefined, or ""."""
    matrix = net.structure()
    rules = {
        "EMPTY": not net.n,
        "NO_CONVENER": not mask.any(),
        "NO_TIES": not matrix.nnz,
        "NO_PAIRS": not removal.joined(matrix, np.flatnonzero(~mask)) if net.n else True,
    }
    return next((code for code, holds in rules.items() if holds), "")


def _others(net: Network, mask: np.ndarray, *, efficiency: bool) -> dict[str, list[float]]:
    """Give mean and maximum of each term over the single people who are no hubs."""
    losses = removal.single_losses(net.structure(), efficiency=efficiency)
    singles = {term: losses[term][~mask] for term in _TERMS}
    defined = [values[~np.isnan(values)] for values in singles.values()]
    return {
        "average_single_removal": [float(v.mean()) if len(v) else NAN for v in defined],
        "most_harmful_member": [float(v.max()) if len(v) else NAN for v in defined],
    }


def _remaining(net: Network, mask: np.ndarray) -> pd.DataFrame:
    """Describe the network with the hubs and without them."""
    gone = net.people.index[mask]
    columns = {"with_hubs": _described(net)}
    without = _described(net.without(gone)) if mask.any() else dict.fromkeys(_described(net), NAN)
    return pd.DataFrame({**columns, "without_hubs": without}, dtype=float).rename_axis("measure")


def _described(net: Network) -> dict[str, float]:
    """Count ties, pieces and people alone."""
    sizes = components(net).value_counts()
    ties = groups.tie_counts(net, "organization")
    several = len(groups.sizes(net, "organization")) > 1
    return {
        "density": density(net),
        "ties": net.structure().nnz // 2,
        "components": len(sizes),
        "largest_component_share": float(sizes.max()) / net.n if net.n else NAN,
        "isolates": int(isolates(net).sum()),
        "cross_share": float(ties[0] / ties.sum()) if several and ties.sum() else NAN,
    }


def _sentence(loss: float, reason: str, count: int, *, named: bool) -> str:
    """Say how many of the pairs that can reach each other still could."""
    if named:
        who = "this person" if count == 1 else f"these {count} people"
    else:
        who = "the convener" if count < 2 else f"the {count} conveners"
    if reason:
        return f"What hangs on {who} cannot be said: {REASONS[reason]}."
    return (
        f"Without {who}, {100 * (1 - loss):.0f} in 100 of the member pairs that can reach each "
        "other still can."
    )
