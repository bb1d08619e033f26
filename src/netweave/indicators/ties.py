"""Cards about ties: how many reach across, who has none, who learns from whom."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from netweave._kernels.shapes import ginis
from netweave.analytics._facts import NAN, both_answered, partly_answered
from netweave.analytics.bridging.mixes import single_threads
from netweave.analytics.cohesion.reaching import reach
from netweave.analytics.cohesion.returned import reciprocity
from netweave.analytics.hubs.dependence import hub_dependence
from netweave.analytics.tabulate import reasons
from netweave.compare.secondary.alone import somebody_elsewhere
from netweave.indicators.catalog import CARDS, Cell
from netweave.indicators.given import Given, answered, taken
from netweave.indicators.meetings import SESSIONS, VARIETY, WORKS

if TYPE_CHECKING:
    from netweave.network import Network

HUBS = ("pair_loss", "geodesic_share")
# From which share of pairs observed on: paths (method 4.3), and what others say of somebody.
LEAST_SEEN = {
    **dict.fromkeys(("reach_two", *HUBS), 0.6),
    **dict.fromkeys(("was_source", "both_ways"), 0.8),
}
OF_TWO = (
    *("cross_ties_change", "continuity", "strangers_tied", "outside_convenings"),
    *("new_organization_pairs", "supported_new_pairs"),
)
OF_MEETINGS = (*SESSIONS, *VARIETY.values(), *WORKS, "results")
EACH_WAVE = tuple(card.term for card in CARDS if card.term not in {*OF_TWO, *OF_MEETINGS})


def of_ties(given: Given) -> Iterator[Cell]:
    """Fill the cards that each wave of the survey gives by itself."""
    for wave, members in given.members.items():
        seen = given.coverage[wave]
        cells = [
            *_whole(wave, members, given),
            *_each(wave, members, given.kind),
            *_apart(wave, members, given),
            *_organizations(wave, given),
            *_conveners(wave, given.waves[wave]),
        ]
        for cell in cells:
            yield _withheld(cell) if seen < LEAST_SEEN.get(cell.term, 0.0) else cell
    if not given.waves:
        yield from (Cell(term, "", NAN, 0, "NO_RECORDS") for term in EACH_WAVE)


def _withheld(cell: Cell) -> Cell:
    """Withhold what cannot be said of so few pairs."""
    return Cell(cell.term, cell.wave, NAN, cell.n, "COVERAGE")


def _whole(wave: str, net: Network, given: Given) -> Iterator[Cell]:
    """Fill what is said of pairs: tied, two steps apart, both ways; and how strong ties are."""
    arcs = net.structure(directed=True).tocoo()
    ends = net.structure().tocoo()
    once = ends.row < ends.col
    pairs = net.n * (net.n - 1) // 2
    seen = given.coverage[wave]
    observed = pairs if np.isnan(seen) else round(seen * pairs)
    tied = int(once.sum())
    yield _part("density", wave, tied, observed, "NOT_OBSERVED" if pairs else "N<2")
    near = float(reach(net, steps=2))
    yield Cell("reach_two", wave, near, pairs, "N<2" if np.isnan(near) else "")
    value = float(reciprocity(net, of="dyads"))
    why = str(reasons(net, partial(reciprocity, of="dyads")).iloc[0]) if np.isnan(value) else ""
    asked = partly_answered(net, [given.kind])
    both = int(both_answered(asked, ends.row[once], ends.col[once]).sum())
    yield Cell("reciprocity", wave, value, both, why)
    levels = net.matrix.tocsr()[arcs.row, arcs.col]
    yield _mean("tie_level", wave, np.asarray(levels).ravel(), "NO_TIES")


def _each(wave: str, net: Network, kind: str) -> Iterator[Cell]:
    """Fill what each member's own answers say, of those who answered."""
    arcs = net.structure(directed=True)
    gave = answered(net, kind)
    sources = np.asarray(arcs.sum(axis=1)).ravel()
    taught = np.asarray(arcs.sum(axis=0)).ravel() > 0
    yield _mean("sources", wave, sources[gave], "NOBODY")
    yield _mean("was_source", wave, taught, "NOBODY")
    yield _mean("both_ways", wave, ((sources > 0) & taught)[gave], "NOBODY")


def _apart(wave: str, net: Network, given: Given) -> Iterator[Cell]:
    """Fill who has no tie, none across, none to the same role elsewhere; missing is not zero."""
    home, role = _codes(net, given.group), _codes(net, given.role)
    gave = answered(net, given.kind)
    ends = net.structure().tocoo()
    across = (home[ends.row] >= 0) & (home[ends.col] >= 0) & (home[ends.row] != home[ends.col])
    alike = across & (role[ends.row] >= 0) & (role[ends.row] == role[ends.col])
    every = np.ones(len(across), dtype=bool)
    chosen = {
        "no_tie": (every, gave, "NOBODY"),
        "no_cross_tie": (across, gave & (home >= 0), "NO_GROUP"),
        "no_role_alike_tie": (alike, gave & somebody_elsewhere(home, role), "NO_RECORDS"),
    }
    for term, (which, who, why) in chosen.items():
        tied = np.bincount(ends.row[which], minlength=net.n) > 0
        yield _mean(term, wave, ~tied[who], why)
    once = across & (ends.row < ends.col) & (role[ends.row] >= 0) & (role[ends.col] >= 0)
    yield _mean("same_role_cross", wave, alike[once], "NO_TIES" if across.any() else "NO_GROUP")


def _organizations(wave: str, given: Given) -> Iterator[Cell]:
    """Fill how organizations are joined, from the ties between their members."""
    between, n = given.pairs_of_groups(wave), given.members[wave].n
    if between.empty:
        yield from (
            Cell(term, wave, NAN, 0, "ONE_GROUP")
            for term in ("cross_ties", "linked_organizations", "single_threads")
        )
        yield Cell("organization_gini", wave, NAN, 0, "ONE_GROUP")
        return
    # Ties among the pairs that could be reported, carried over to all pairs (method 4.3).
    seen, ties = between["pairs"].sum(), between["ties"].sum()
    each = 2 * ties / seen * given.pairs_across(wave) / n if seen else NAN
    yield Cell("cross_ties", wave, each, n, "" if seen else "NOT_OBSERVED")
    tied = between["ties"] > 0
    yield _mean("linked_organizations", wave, tied.to_numpy(), "ONE_GROUP")
    threads = len(single_threads(given.members[wave], group=given.group))
    count = int(tied.sum())
    yield _part("single_threads", wave, threads, count, "NO_TIES")
    ends = between["ties"].groupby(level=0).sum().add(
        between["ties"].groupby(level=1).sum(), fill_value=0
    )  # fmt: skip
    uneven = ginis(ends.to_numpy(dtype=float)[None])[0] if count else NAN
    yield Cell("organization_gini", wave, uneven, len(ends), "" if count else "NO_TIES")


def _conveners(wave: str, net: Network) -> Iterator[Cell]:
    """Fill what leads through conveners, who are tied to everybody by design."""
    marked = net.convener.to_numpy()
    if not marked.any():
        yield from (Cell(term, wave, NAN, 0, "NO_CONVENER") for term in (*HUBS, "convener_ties"))
        return
    found = hub_dependence(net, hubs="convener", singles=False).table
    for term in HUBS:
        yield taken(found, term, term, wave)
    ends = net.structure().tocoo()
    once = ends.row < ends.col
    yield _mean("convener_ties", wave, (marked[ends.row] | marked[ends.col])[once], "NO_TIES")


def of_change(given: Given) -> Iterator[Cell]:
    """Fill the cards that take two waves: what became of the pairs of the panel."""
    change = given.change
    if change is None:
        why = "ONE_WAVE" if len(given.waves) < 2 else "NO_DYADS"
        yield from (Cell(term, "", NAN, 0, why) for term in OF_TWO)
        return
    yield taken(change.table.assign(reason=change.reason), "P1", "cross_ties_change")
    kept, lost = change.turnover.loc[["all"], ["kept", "lost"]].to_numpy(dtype=float)[0]
    yield _part("continuity", "", kept, int(kept + lost), "NO_TIES")
    yield _row("strangers_tied", change.strangers, "strangers")
    yield _row("outside_convenings", change.outside_convenings, "new")
    yield from _new_pairs(given, *change.waves)


def _row(term: str, table: pd.DataFrame, n: str) -> Cell:
    """Read a share from a table of one row, or none where nobody was asked."""
    if table.empty:
        return Cell(term, "", NAN, 0, "NO_RECORDS")
    row = table.iloc[0]
    share = float(row["share"]) if pd.notna(row["share"]) else NAN
    return Cell(term, "", share, int(row[n]), "NOBODY" if np.isnan(share) else "")


def _new_pairs(given: Given, first: str, last: str) -> Iterator[Cell]:
    """Count the pairs of organizations without a tie at first and with one now.

    Among the members of both waves, and pairs of which somebody could report both times.
    """
    panel = given.members[first].people.index.intersection(given.members[last].people.index)
    before, after = given.pairs_of_groups(first, panel), given.pairs_of_groups(last, panel)
    both = after.index.intersection(before.index)
    at_first, now = before.loc[both, "ties"], after.loc[both]
    new = now[(now["ties"] > 0) & (at_first == 0)]
    why = "" if len(both) else "ONE_GROUP"
    yield Cell("new_organization_pairs", "", len(new) if not why else NAN, len(both), why)
    held = int((new["support"] >= 2).sum())
    yield Cell("supported_new_pairs", "", held if not why else NAN, len(both), why)


def _codes(net: Network, column: str) -> np.ndarray:
    """Give everybody's value of a column as a number, -1 where it is not known."""
    if column not in net.people.columns:
        return np.full(net.n, -1)
    return np.asarray(pd.factorize(net.people[column])[0])


def _part(term: str, wave: str, some: float, of: int, why: str) -> Cell:
    """Give a share with its denominator, or the reason why there is none."""
    return Cell(term, wave, some / of if of else NAN, of, "" if of else why)


def _mean(term: str, wave: str, values: np.ndarray, why: str) -> Cell:
    """Give the mean of some values, or the reason why there are none."""
    if not len(values):
        return Cell(term, wave, NAN, 0, why)
    return Cell(term, wave, float(np.mean(values)), len(values))
