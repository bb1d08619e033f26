"""What hangs on a hub: how much the others would lose without it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from netweave import errors
from netweave._kernels import departures, removal
from netweave.analytics import _groups as groups
from netweave.analytics._facts import NAN, findings, marked
from netweave.analytics.centrality.between import betweenness
from netweave.analytics.cohesion.filled import density
from netweave.analytics.cohesion.pieces import components, isolates
from netweave.analytics.hubs.told import in_hundred, linked_pairs, linked_words
from netweave.analytics.passports import notices_for, passport
from netweave.codes import REASONS
from netweave.registry import measure
from netweave.results import Result

if TYPE_CHECKING:
    from netweave.network import Network

# Above so many people the loss of efficiency is not computed for each single person in turn.
SINGLES = 500
# Above so many nobody is removed in turn, which takes a search of the network per person.
IN_TURN = 5_000


@dataclass(frozen=True, repr=False)
class HubDependence(Result):
    """A `Result` about what hangs on hubs, with what stays when they leave.

    Parameters
    ----------
    table, sentence, warnings, claim, passport : see Result
        As in every finding; see `hub_dependence` for the rows of the table.
    remaining : DataFrame
        Rows ``density``, ``ties``, ``components``, ``largest_component_share``, ``isolates``,
        ``cross_share``, ``organization_pairs_linked`` (pairs of organizations with a tie between
        their people); columns ``with_hubs`` and ``without_hubs``.
    weak : DataFrame
        If directed, the same terms without regard to direction: index ``term``, columns
        ``estimate``, ``n``, ``reason``. Empty otherwise.
    without_convener : DataFrame
        If the hubs are not the conveners, the same terms for the hubs in the network without
        conveners, laid out alike. Empty if nobody is marked as convener.
    """

    remaining: pd.DataFrame = field(default_factory=pd.DataFrame)
    weak: pd.DataFrame = field(default_factory=pd.DataFrame)
    without_convener: pd.DataFrame = field(default_factory=pd.DataFrame)

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
    top: int | None = None,
    directed: bool = False,
    singles: bool | None = None,
) -> HubDependence:
    """Say what the others would lose if the hubs left.

    Binary ties. Pairs range over the people outside the hubs. Removing anybody costs something, so
    each index stands beside what the removal of one other person costs on average, and at most.

    Parameters
    ----------
    net : Network
        One wave, with the hubs in it. Parallel ties count once; people without ties are in no pair
        that can be lost.
    hubs : "convener", id or iterable of ids, default "convener"
        Who leaves; "convener" is everybody so marked in people.
    top : int, optional
        Instead of ``hubs``: so many people with the most betweenness leave, conveners among them.
        Of people with equally much the earlier in people are taken, and the sentence says so.
    directed : bool, default False
        Follow the learning: pairs are ordered, a path runs from the learner to the person learned
        from, and somebody stands between two people if one learned from them and they learned from
        the other. The same terms without direction stand in ``weak``.
    singles : bool, optional
        Whether to compute the loss of efficiency (directed: of pairs too) for every single person
        in turn, which takes long in large networks. Left out: up to 500 people; and above 5,000
        the columns about single removals are NaN, since even the shortest paths take minutes.

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
        If hubs is empty, if both hubs and top are given, or if top is no whole number above 0.

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
    leaving = _leaving(net, hubs, top, directed=directed)
    mask = leaving.mask
    each = net.n <= SINGLES if singles is None else singles
    reason, rows = _lost(net, mask, directed=directed)
    table = findings(rows, leaving.method + (", along the arrows" if directed else ""))
    if singles is None and net.n > IN_TURN:
        table = table.assign(average_single_removal=NAN, most_harmful_member=NAN)
    else:
        table = table.assign(**_others(net, mask, directed=directed, efficiency=each))
    remaining = _remaining(net, mask)
    return HubDependence(
        table,
        _sentence(net, rows[0][1], reason, leaving, directed=directed),
        notices_for(net, convener=not bool((mask & net.convener).any())),
        passport=passport(net, "hub_dependence"),
        remaining=remaining,
        weak=_laid_out(_lost(net, mask, directed=False)[1]) if directed else pd.DataFrame(),
        without_convener=_among_members(net, leaving, directed=directed),
    )


@dataclass(frozen=True)
class _Leaving:
    """Who leaves, and how they are spoken of."""

    mask: np.ndarray
    who: str
    method: str
    conveners: bool = False
    note: str = ""


def _leaving(
    net: Network, hubs: str | Iterable[object], top: int | None, *, directed: bool
) -> _Leaving:
    """Find out who leaves, from ids, from the mark of conveners or by betweenness."""
    convening = isinstance(hubs, str) and hubs == "convener"
    if top is not None:
        if not convening:
            raise errors.setting_out_of_range("top", "must be left out if hubs are named", top)
        return _highest(net, top, directed=directed)
    mask = marked(net, hubs)
    if not mask.any() and not convening:
        raise errors.setting_out_of_range("hubs", "must name at least one person", "nobody")
    count = int(mask.sum())
    if convening:
        who = "the convener" if count < 2 else f"the {count:,} conveners"
    else:
        who = "this person" if count == 1 else f"these {count:,} people"
    return _Leaving(mask, who, "the hubs and their ties removed", convening)


def _highest(net: Network, top: int, *, directed: bool) -> _Leaving:
    """Take the people with most betweenness; of equals the earlier."""
    if isinstance(top, bool) or not isinstance(top, int | np.integer) or top < 1:
        raise errors.setting_out_of_range("top", "must be a whole number above 0", top)
    between = betweenness(net, directed=directed).to_numpy()
    level = np.round(between / max(between.max(initial=0.0), 1.0), 9)  # sums differ in rounding
    mask = np.zeros(net.n, dtype=bool)
    mask[np.argsort(-level, kind="stable")[:top]] = True
    last = level[mask].min(initial=np.inf)
    equals = int((level[~mask] == last).sum())
    count = int(mask.sum())
    who = "the person" if count == 1 else f"the {count:,} people"
    note = ""
    if equals:
        others = "1 other person has" if equals == 1 else f"{equals:,} other people have"
        note = (
            f"{others} as much betweenness as the last of them; the earlier in people were taken."
        )
    return _Leaving(
        mask,
        f"{who} with most betweenness",
        f"the {count} with most betweenness removed, of equals the earlier in people",
        note=note,
    )


def _lost(
    net: Network, mask: np.ndarray, *, directed: bool
) -> tuple[str, list[tuple[str, float, int, str]]]:
    """Give why nothing can be said, or "", and term, loss, n and reason per index."""
    reason = _why_none(net, mask, directed=directed)
    kernel = departures if directed else removal
    losses: dict[str, tuple[float, int]] = dict.fromkeys(_TERMS, (NAN, 0))
    if not reason:
        losses = kernel.set_losses(net.structure(directed=directed), mask)
    return reason, [
        (term, value, n, (reason or _TERMS[term]) if np.isnan(value) else "")
        for term, (value, n) in losses.items()
    ]


def _laid_out(rows: list[tuple[str, float, int, str]]) -> pd.DataFrame:
    """Lay terms out as rows."""
    table = findings(rows, "")
    return table.set_index("term")[["estimate", "n", "reason"]]


def _among_members(net: Network, leaving: _Leaving, *, directed: bool) -> pd.DataFrame:
    """Give the same terms in the network without conveners; empty if that is no other question."""
    conveners = net.convener.to_numpy(dtype=bool)
    if leaving.conveners or not conveners.any():
        return pd.DataFrame()
    mask = leaving.mask[~conveners]
    members = net.without("convener")
    if mask.any():
        return _laid_out(_lost(members, mask, directed=directed)[1])
    return _laid_out([(term, NAN, 0, "NO_CONVENER") for term in _TERMS])


# Why a term is undefined although pairs can reach each other.
_TERMS = {
    "pair_loss": "NO_PAIRS",
    "geodesic_share": "NO_PAIRS",
    "open_two_path_share": "NO_OPEN_PAIRS",
    "sole_common_neighbour_share": "NOT_BETWEEN",
    "efficiency_loss": "NO_PAIRS",
}


def _why_none(net: Network, mask: np.ndarray, *, directed: bool) -> str:
    """Give the code of the reason why every term is undefined, or ""."""
    matrix = net.structure(directed=directed)
    rules = {
        "EMPTY": not net.n,
        "NO_CONVENER": not mask.any(),
        "NO_TIES": not matrix.nnz,
        "NO_PAIRS": not removal.joined(matrix, np.flatnonzero(~mask)) if net.n else True,
    }
    found = next((code for code, holds in rules.items() if holds), "")
    if directed and not found and not departures.pairs_among(matrix, np.flatnonzero(~mask)):
        return "NO_PAIRS"
    return found


def _others(
    net: Network, mask: np.ndarray, *, directed: bool, efficiency: bool
) -> dict[str, list[float]]:
    """Give mean and maximum of each term over the single people who are no hubs."""
    kernel = departures if directed else removal
    losses = kernel.single_losses(net.structure(directed=directed), efficiency=efficiency)
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
        "organization_pairs_linked": float(linked_pairs(net)[0]) if several else NAN,
    }


def _sentence(net: Network, loss: float, reason: str, leaving: _Leaving, *, directed: bool) -> str:
    """Say how many of the pairs that can reach each other still could."""
    if reason:
        return f"What hangs on {leaving.who} cannot be said: {REASONS[reason]}."
    pairs = "of the member pairs that can reach each other still can"
    if directed:
        pairs = "of the ways from one member to another along the learning still stand"
    linked = linked_words(*linked_pairs(net.without(net.people.index[leaving.mask])))
    said = f"Without {leaving.who}, {in_hundred(1 - loss)} {pairs}"
    parts = [f"{said}{f'; {linked}' if linked else ''}.", leaving.note]
    return " ".join(part for part in parts if part)
