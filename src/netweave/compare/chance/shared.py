"""Which pairs of a panel shared a session between two waves, and how many."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from netweave import _checks, errors
from netweave.affiliations import Affiliations

if TYPE_CHECKING:
    from netweave.compare.chance.forming import Forming
    from netweave.network import Network


@dataclass(frozen=True)
class Met:
    """How often the pairs of a panel met.

    Parameters
    ----------
    times : int array over pairs
        Sessions shared.
    listed : bool array over pairs
        Whether both people are among those whom the sessions know.
    sessions : int
        How many sessions counted.
    too_large : int
        How many between the waves did not, being of more people than is allowed.
    outside : int
        How many did not: not between the waves, or without a date.
    strangers : int
        People of the panel whom the sessions do not know.
    """

    times: np.ndarray
    listed: np.ndarray
    sessions: int
    too_large: int
    outside: int
    strangers: int


def met_between(found: Forming, sessions: Affiliations, max_size: int | None) -> Met:
    """Count the sessions that the two people of each pair shared between the waves."""
    if max_size is not None:
        _checks.counted("max_size", max_size, least=2)
    events = sessions.events
    held = (events["kind"] == "attendance").to_numpy()
    between = held & _between(events["start"], *found.case.waves)
    small = (events["size"] <= (np.inf if max_size is None else max_size)).to_numpy()
    counts = between & small
    who = found.case.panel.people
    place = sessions.people.index.get_indexer(who)
    if not (place >= 0).any():
        raise errors.no_people_in_common(("before and after", "sessions"))
    here = counts[sessions.records["event"].cat.codes.to_numpy()]
    chosen = Affiliations(sessions.people, events[counts], sessions.records[here])
    dyads = found.case.dyads
    times = np.zeros(len(dyads.one), dtype=np.int64)
    listed = (place[dyads.one] >= 0) & (place[dyads.other] >= 0)
    there = chosen.matrix
    together = (there @ there.T).tocsr()
    one, other = place[dyads.one[listed]], place[dyads.other[listed]]
    times[listed] = np.asarray(together[one, other]).ravel().astype(np.int64) if len(one) else 0
    return Met(
        times=times,
        listed=listed,
        sessions=int(counts.sum()),
        too_large=int((between & ~small).sum()),
        outside=int((held & ~between).sum()),
        strangers=int((place < 0).sum()),
    )


def _between(starts: pd.Series, before: Network, after: Network) -> np.ndarray:
    """Mark sessions from the end of the first wave's window up to the end of the second's.

    A wave without dates bounds nothing, and a session without a date is then taken; where a wave
    has dates, it is not.
    """
    when = pd.to_datetime(starts)
    marks = np.ones(len(when), dtype=bool)
    ends = [net.waves["end"].iloc[0] if len(net.waves) else pd.NaT for net in (before, after)]
    if pd.notna(ends[0]):
        marks &= (when >= ends[0]).to_numpy()
    if pd.notna(ends[1]):
        marks &= (when < ends[1]).to_numpy()
    return marks
