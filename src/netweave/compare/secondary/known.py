"""S4 and S9: pairs of strangers who are tied now, and new ties that began on their own."""

from __future__ import annotations

import warnings
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from netweave import errors
from netweave.analytics._context import began
from netweave.compare.instrument import is_flagged
from netweave.coverage import asked_about
from netweave.dyads import arcs_among
from netweave.ingest.answers.survey import ACQUAINTANCE

if TYPE_CHECKING:
    from netweave.compare.case import Case
    from netweave.dyads import Dyads
    from netweave.network import Network

# Above this share of unknown contexts the share of the known ones is warned of (a heuristic).
MOST_UNKNOWN = 0.3


@dataclass(frozen=True)
class Strangers:
    """Pairs across organizations who did not know each other at the start.

    Parameters
    ----------
    kind : str
        The kind of tie that says who knew whom.
    pairs : bool array over pairs
        Across, observed in both waves, asked about, and neither acquainted nor tied before.
    not_known : int
        Pairs across, observed in both waves and not tied before, of whom nobody was asked.
    asked_in : str
        The wave in which people were asked.
    retrospective : bool
        Whether they were asked afterwards.
    """

    kind: str
    pairs: np.ndarray
    not_known: int
    asked_in: str
    retrospective: bool


def strangers_of(case: Case, before: Network, after: Network, name: str | None) -> Strangers | None:
    """Find the pairs of strangers; None where nobody was asked who knew whom."""
    kinds = list(dict.fromkeys([*before.kinds.index, *after.kinds.index]))
    if name is not None and name not in kinds:
        raise errors.acquaintance_left_out(name, kinds, case.kind)
    kind = ACQUAINTANCE if name is None else name
    if kind not in kinds and any(_answers(net, kind).any() for net in (before, after)):
        text = errors.acquaintance_left_out(kind, kinds, case.kind)
        warnings.warn(f"No pairs of strangers are counted: {text}", errors.NetweaveWarning, 5)
    for net, label in zip((before, after), case.labels, strict=True):
        if kind in net.kinds.index and _was_asked(net.where(kind=kind), kind):
            late = is_flagged(net.kinds.to_dict("index")[kind], "retrospective") or net is after
            return _strangers(case, net.where(kind=kind), (kind, label), late=late)
    return None


def _was_asked(net: Network, kind: str) -> bool:
    """Say whether a wave asked; that people answered anything at all does not show it."""
    return bool(_answers(net, kind).any() or len(net.ties))


def _answers(net: Network, kind: str) -> pd.Series:
    """Mark who answered about a kind; a network without its ties may still know."""
    column = f"responded_{kind}"
    answers = net.people[column] if column in net.people.columns else pd.Series(dtype="boolean")
    return answers.fillna(value=False)


def _strangers(case: Case, net: Network, names: tuple[str, str], *, late: bool) -> Strangers:
    kind, label = names
    dyads, people = case.dyads, case.panel.people
    place = net.people.index.get_indexer(people)
    arcs = arcs_among(net, people)
    knew = (arcs | arcs.T)[dyads.one, dyads.other] | dyads.before
    seen = asked_about(net, kind).seen(place[dyads.one], place[dyads.other])
    unknown = dyads.cross & dyads.observed & ~knew
    return Strangers(kind, unknown & seen, int((unknown & ~seen).sum()), label, late)


def stranger_table(dyads: Dyads, found: Strangers | None) -> pd.DataFrame:
    """Lay out S4 in one row; none where nobody was asked who knew whom."""
    columns = ["strangers", "now_tied", "share", "knew", "not_known", "asked_in", "retrospective"]
    if found is None:
        return pd.DataFrame(columns=columns).rename_axis("pairs")
    count, tied = int(found.pairs.sum()), int((found.pairs & dyads.after).sum())
    across = int((dyads.cross & dyads.observed).sum())
    row: list[object] = [
        count,
        tied,
        tied / count if count else np.nan,
        across - count - found.not_known,
    ]
    row += [found.not_known, found.asked_in, found.retrospective]
    return pd.DataFrame([row], columns=columns, index=pd.Index(["cross"], name="pairs"))


@dataclass(frozen=True)
class Outside:
    """New ties across organizations, by where they began.

    Parameters
    ----------
    new, known, own, introduced : bool array over pairs
        New ties; those of known context; those of them that are self-organized (outside
        convenings, and by nobody who is or may be a convener); those that a convener introduced.
    convening : bool array over pairs
        Those that began at a convening.
    """

    new: np.ndarray
    known: np.ndarray
    own: np.ndarray
    introduced: np.ndarray
    convening: np.ndarray

    @property
    def unknown_share(self) -> float:
        """The share of new ties of unknown context; NaN without new ties."""
        return float((~self.known[self.new]).mean()) if self.new.any() else float("nan")


def outside_of(case: Case) -> Outside | None:
    """Sort the new ties across by their context; None where no context was recorded."""
    net, dyads = case.waves[1], case.dyads
    new = dyads.cross & dyads.observed & dyads.after & ~dyads.before
    before, after = (one.people.index for one in case.everybody)
    conveners = after[case.everybody[1].convener.to_numpy(dtype=bool)].union(case.panel.conveners)
    ties = began(net, conveners, before.union(after))
    if ties is None:
        return None
    pairs = ties.over(lambda rows: pair_maximum(case, net, rows.astype(float)) > 0)
    known = new & pairs.known
    return Outside(new, known, new & pairs.own, new & pairs.introduced, new & pairs.convening)


def pair_maximum(case: Case, net: Network, values: np.ndarray) -> np.ndarray:
    """Give per pair the highest of a value per tie, in either direction; 0 where there is none."""
    place = case.panel.people.get_indexer(net.people.index)
    ends = [place[net.ties[role].cat.codes.to_numpy()] for role in ("learner", "learned_from")]
    inside = (ends[0] >= 0) & (ends[1] >= 0)
    low, high = np.minimum(*ends)[inside].astype(np.int64), np.maximum(*ends)[inside]
    n = len(case.panel.people)
    out = np.zeros(n * (n - 1) // 2)
    np.maximum.at(out, low * (2 * n - low - 1) // 2 + high - low - 1, values[inside])
    return out


def outside_table(found: Outside | None) -> pd.DataFrame:
    """Lay out S9 in one row; none where no context was recorded."""
    columns = ["new", "outside", "convening", "unknown", "introduced_by_convener", "share",
               "unknown_share", "reason"]  # fmt: skip
    if found is None:
        return pd.DataFrame(columns=columns).rename_axis("pairs")
    new, known, own = (int(mark.sum()) for mark in (found.new, found.known, found.own))
    convening, introduced = int(found.convening.sum()), int(found.introduced.sum())
    reason = "" if known else "NOT_OBSERVED" if new else "NO_TIES"
    row: list[object] = [new, known - convening, convening, new - known, introduced]
    row += [own / known if known else np.nan, found.unknown_share, reason]
    return pd.DataFrame([row], columns=columns, index=pd.Index(["cross"], name="pairs"))
