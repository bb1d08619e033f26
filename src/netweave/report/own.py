"""What is a person's own in one wave, as far as it tells nobody else's answer."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from netweave.audience import PARTICIPANT, SUPPRESSED, fives
from netweave.coverage import answered, groups_of, is_recorded

if TYPE_CHECKING:
    from scipy import sparse

    from netweave.network import Network
    from netweave.report.waves import Wave

CONTACTS = 5
"""With fewer contacts a share of their pairs would tell single answers (W21)."""
NOT_KNOWN = "not known"


@dataclass(frozen=True)
class Own:
    """One number of a person.

    Parameters
    ----------
    label : str
        What it is.
    value : float or str
        The person's own, SUPPRESSED where it would tell what others answered, or words.
    everybody : array or None
        That of each member; None where it is not laid beside the own one.
    """

    label: str
    value: float | str
    everybody: np.ndarray | None = None


@dataclass(frozen=True)
class OwnFacts:
    """The numbers of a person in one wave, and whether the person answered."""

    rows: list[Own]
    answered: bool


def own_facts(wave: Wave, kind: str, group: str, person: str) -> OwnFacts:
    """Collect a person's own numbers in a wave, beside those of the members."""
    net = wave.everybody
    place = int(net.people.index.get_indexer(pd.Index([person]))[0])
    gave, known = answered(net, kind)
    arcs, joined = net.structure(directed=True), net.structure()
    members = ~net.convener.to_numpy(dtype=bool)
    others = int(gave.sum()) - int(gave[place])
    degree = np.diff(joined.indptr)
    recorded = is_recorded(net, kind)
    rows = [] if recorded or _is_mutual(net, kind) else _directed(net, kind, arcs, place, gave)
    hidden = any(row.value == SUPPRESSED for row in rows) or (
        bool(rows) and _tells_who(arcs, place)
    )
    ties = PARTICIPANT.own(float(degree[place]), net.n - 1 if recorded else others)
    rows.append(Own("People you have a tie with, either way", SUPPRESSED if hidden else ties,
                    degree[members]))  # fmt: skip
    rows += _outside(net, joined, group, place, members, hidden=hidden or ties == SUPPRESSED)
    rows += _apart(joined, place)
    return OwnFacts(rows, recorded or not known or bool(gave[place]))


def _tells_who(arcs: sparse.csr_array, place: int) -> bool:
    """Whether all ties, less those of either direction, tell what single people answered.

    Whoever named four people, was named by four, and has four ties knows that each of the four
    named them too; with eight ties, that none did.
    """
    mine = arcs.indices[arcs.indptr[place] : arcs.indptr[place + 1]]
    columns = arcs.tocsc()
    theirs = columns.indices[columns.indptr[place] : columns.indptr[place + 1]]
    both = len(np.intersect1d(mine, theirs))
    return bool(len(mine) and len(theirs)) and PARTICIPANT.own(both, len(mine)) == SUPPRESSED


def _is_mutual(net: Network, kind: str) -> bool:
    return bool(net.kinds["mutual"].to_dict()[kind])


def _directed(
    net: Network, kind: str, arcs: sparse.csr_array, place: int, gave: np.ndarray
) -> list[Own]:
    """Count whom the person learned from and who learned from the person.

    What the person reported is known to them; what others did is hidden where none or all of few
    did, since it would tell what each of them said.
    """
    members = ~net.convener.to_numpy(dtype=bool)
    others = int(gave.sum()) - int(gave[place])
    said = str(net.kinds["reporter"].to_dict()[kind])
    counts = {
        "learner": ("People you learned from", np.diff(arcs.indptr)),
        "learned_from": ("People who learned from you", np.diff(arcs.tocsc().indptr)),
    }
    rows = []
    for side, (label, count) in counts.items():
        own = float(count[place])
        mine = said == side
        value = own if mine else PARTICIPANT.own(own, others)
        if mine and not gave[place]:
            value = NOT_KNOWN
        rows.append(Own(label, value, count[members & gave] if mine else count[members]))
    return rows


def _outside(
    net: Network,
    joined: sparse.csr_array,
    group: str,
    place: int,
    members: np.ndarray,
    *,
    hidden: bool,
) -> list[Own]:
    """Count ties to other organizations, where enough colleagues make the rest no one's answer."""
    if group not in net.people.columns:
        return []
    names = groups_of(net, group)
    known = names.notna().to_numpy(dtype=bool)
    if not known[place]:
        return []
    codes = np.unique(names.fillna("").to_numpy(dtype=str), return_inverse=True)[1]
    cells = joined.tocoo()
    across = (codes[cells.row] != codes[cells.col]) & known[cells.row] & known[cells.col]
    count = np.bincount(cells.row[across], minlength=net.n)
    colleagues = int((codes == codes[place]).sum()) - 1
    outside = int(known.sum()) - 1 - colleagues
    few = hidden or PARTICIPANT.hides(colleagues) or PARTICIPANT.hides(outside)
    value = SUPPRESSED if few else float(count[place])
    return [Own("… of them in other organizations", value, count[members & known])]


def _apart(joined: sparse.csr_array, place: int) -> list[Own]:
    """Give the share of pairs of contacts without a tie, in steps; only with enough contacts."""
    contacts = joined.indices[joined.indptr[place] : joined.indptr[place + 1]]
    label = "Pairs of them without a tie to each other"
    if len(contacts) < CONTACTS:
        return [Own(label, f"given with {CONTACTS} people or more")]
    pairs = len(contacts) * (len(contacts) - 1)
    tied = int(joined[contacts][:, contacts].nnz)
    return [Own(label, SUPPRESSED if tied in {0, pairs} else fives(1 - tied / pairs))]
