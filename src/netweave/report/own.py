"""What is a person's own in one wave, as far as it tells nobody else's answer.

What the person reported is theirs and given in full. What others reported of the person is given in
classes that hang on how many could have reported it and on nothing they said: no class is none or
all of them, nor none or all of those whom the person did not name. So nothing is worked out from
it, and no two numbers on the page, or on two pages, rest on the same answers.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from itertools import pairwise
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from netweave.audience import PARTICIPANT, SUPPRESSED
from netweave.coverage import Asked, asked_about, groups_of, is_recorded

if TYPE_CHECKING:
    from scipy import sparse

    from netweave.network import Network
    from netweave.report.waves import Wave

CLASSES = (5, 10, 20)
"""Where classes of what others reported begin, a heuristic; the first class begins at none."""
LEFT_OVER = 2 * PARTICIPANT.least
"""So many others at least are left open by every class: none and all of few are never told."""
NOT_KNOWN = "not known"
LEARNED = "People you learned from"
TAUGHT = "People who learned from you"


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
    asked = asked_about(net, kind)
    recorded = is_recorded(net, kind)
    if recorded or _is_mutual(net, kind):
        rows = [_joined(net, asked, place)]
    else:
        rows = _own_side(net, asked, group, place) + _other_side(net, asked, place)
    return OwnFacts(rows, recorded or not asked.known or bool(asked.gave[place]))


def in_class(count: float, others: int) -> str:
    """Give the class of a count of others, or SUPPRESSED where too few could have been counted.

    Examples
    --------
    >>> in_class(0, 30), in_class(7, 30), in_class(30, 30), in_class(7, 19), in_class(7, 14)
    ('fewer than 5', '5 to 9', '20 or more', '5 or more', 'suppressed')
    """
    cuts = [cut for cut in CLASSES if others - cut >= LEFT_OVER]
    if not cuts:
        return SUPPRESSED
    if count < cuts[0]:
        return f"fewer than {cuts[0]}"
    between = next((pair for pair in pairwise(cuts) if pair[0] <= count < pair[1]), None)
    return f"{between[0]} to {between[1] - 1}" if between else f"{cuts[-1]} or more"


def _is_mutual(net: Network, kind: str) -> bool:
    return bool(net.kinds["mutual"].to_dict()[kind])


def _members(net: Network) -> np.ndarray:
    return ~net.convener.to_numpy(dtype=bool)


def _joined(net: Network, asked: Asked, place: int) -> Own:
    """Give the class of the ties of a kind that has no sides, or that nobody was asked about."""
    everybody = np.arange(net.n)
    voices = asked.sides(np.full(net.n, place), everybody)[1] & (everybody != place)
    degree = np.diff(net.structure().indptr)
    value = in_class(degree[place], int(voices.sum()))
    return Own("People you have a tie with, either way", value, degree[_members(net)])


def _voices(asked: Asked, place: int, side: str, *, role: str) -> np.ndarray:
    """Mark with whom a person had a pair that a side answered about, the person in a role."""
    everybody = np.arange(len(asked.gave))
    ends = (np.full_like(everybody, place), everybody)
    learner, other = ends if role == "learner" else ends[::-1]
    return np.asarray(replace(asked, reporter=side).arcs(learner, other) & (everybody != place))


def _own_side(net: Network, asked: Asked, group: str, place: int) -> list[Own]:
    """Count what the person alone reported, and how much of it lies in other organizations."""
    if asked.reporter not in {"learner", "learned_from"}:
        return []
    arcs = net.structure(directed=True)
    named = arcs if asked.reporter == "learner" else arcs.T.tocsr()
    count = np.diff(named.indptr)
    gave = _voices(asked, place, asked.reporter, role=asked.reporter).any()
    label = LEARNED if asked.reporter == "learner" else TAUGHT
    value = float(count[place]) if gave else NOT_KNOWN
    rows = [Own(label, value, count[_members(net) & asked.gave])]
    return rows + (_outside(net, named, group, place) if gave else [])


def _other_side(net: Network, asked: Asked, place: int) -> list[Own]:
    """Give the classes of what others reported of the person, or could have."""
    arcs = net.structure(directed=True)
    rows = []
    for role, other, label, table in (
        ("learner", "learned_from", LEARNED, arcs),
        ("learned_from", "learner", TAUGHT, arcs.tocsc()),
    ):
        if asked.reporter == role:
            continue
        count = np.diff(table.indptr)
        others = int(_voices(asked, place, other, role=role).sum())
        rows.append(Own(label, in_class(count[place], others), count[_members(net)]))
    return rows


def _outside(net: Network, named: sparse.csr_array, group: str, place: int) -> list[Own]:
    """Count whom the person named in other organizations.

    It is not laid beside everybody's: a row less this one would tell of single people that they
    named colleagues only.
    """
    if group not in net.people.columns:
        return []
    names = groups_of(net, group)
    if pd.isna(names.iloc[place]):
        return []
    theirs = names.iloc[named.indices[named.indptr[place] : named.indptr[place + 1]]].dropna()
    return [Own("… of them in other organizations", float((theirs != names.iloc[place]).sum()))]
