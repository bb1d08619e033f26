"""Who took part in which events: the 0/1 table of people by events that several findings read."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

import numpy as np
import pandas as pd

from netweave import errors
from netweave._checks import one_of

if TYPE_CHECKING:
    from netweave.affiliations import Affiliations

Events = Literal["attendance", "authorship"]
KINDS = ("attendance", "authorship")


def taking_part(
    affiliations: Affiliations, wave: str | None, kind: Events | None
) -> tuple[np.ndarray, str, Events]:
    """Give who was at what, people × events with anybody at them, the wave, and the kind."""
    table, _, label, chosen = all_offered(affiliations, wave, kind)
    return table[:, table.any(axis=0)], label, chosen


def all_offered(
    affiliations: Affiliations, wave: str | None, kind: Events | None
) -> tuple[np.ndarray, pd.Index, str, Events]:
    """Give people × events of one kind and wave, the events, the wave, and the kind.

    Facilitators do not take part. Events that nobody was at are there.
    """
    events, records = affiliations.events, affiliations.records
    kinds = sorted(events["kind"].unique())
    if kind is None and len(kinds) > 1:
        raise errors.events_of_two_kinds(kinds)
    chosen: Events = (kinds[0] if kinds else "attendance") if kind is None else kind
    one_of("kind", KINDS, chosen)
    mine = (events["kind"] == chosen).to_numpy()
    label = _wave(events["wave"][mine], wave)
    if label:
        mine = mine & (events["wave"].astype("str") == label).to_numpy()
    # Records hold the places of people, and of events in the order of their own categories.
    place = events.index.get_indexer(records["event"].cat.categories)
    event = place[records["event"].cat.codes.to_numpy()]
    person = records["person"].cat.codes.to_numpy()
    took_part = (records["role"] != "facilitator").to_numpy()
    table = np.zeros((affiliations.n, len(events)), dtype=bool)
    table[person[took_part], event[took_part]] = True
    return table[:, mine], events.index[mine], label, chosen


def _wave(waves: pd.Series, wave: str | None) -> str:
    labels = [str(label) for label in waves.dropna().unique()]
    if wave is not None:
        one_of("wave", labels, wave)
        return wave
    outside = int(waves.isna().sum()) if labels else 0
    if len(labels) > 1 or outside:
        raise errors.events_of_several_waves(labels, outside)
    return labels[0] if labels else ""
