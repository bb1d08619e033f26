"""All that goes beside the headline, found in one go."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import pandas as pd

from netweave.codes import Notice
from netweave.compare.secondary import alone, known, levels, paths, rates
from netweave.compare.secondary.row import frame

if TYPE_CHECKING:
    from netweave.compare.case import Case
    from netweave.network import Network


@dataclass(frozen=True)
class Beside:
    """The frames beside the headline; see `Change` for what each holds.

    Parameters
    ----------
    secondary, isolates, strangers, outside, levels, reach, hubs : DataFrame
        The frames.
    notices : tuple of Notice
        W10, W12 and W23, where they apply.
    """

    secondary: pd.DataFrame
    isolates: pd.DataFrame
    strangers: pd.DataFrame
    outside: pd.DataFrame
    levels: pd.DataFrame
    reach: pd.DataFrame
    hubs: pd.DataFrame
    notices: tuple[Notice, ...]


def beside(
    case: Case,
    ends: tuple[Network, Network],
    traits: alone.Traits,
    acquaintance: str | None,
    *,
    adjusted: bool,
) -> Beside:
    """Find strangers, new ties outside convenings, levels, isolation, reach and hubs."""
    strangers = known.strangers_of(case, *ends, acquaintance)
    outside, moves = known.outside_of(case), levels.moves_of(case)
    walked = paths.paths_of(case)
    rows = [
        *rates.rate_rows(case.dyads),
        *rates.stranger_rows(case.dyads, strangers),
        *alone.isolation_rows(case, traits),
        *rates.level_rows(case.dyads, moves),
        *rates.outside_rows(case.dyads, outside),
        *paths.path_rows(walked),
    ]
    secondary = frame(rows, adjusted=adjusted)
    return Beside(
        secondary=secondary,
        isolates=alone.isolate_table(case, traits),
        strangers=known.stranger_table(case.dyads, strangers),
        outside=known.outside_table(outside),
        levels=levels.level_table(case, moves),
        reach=paths.reach_table(case, walked),
        hubs=paths.hub_table(case, walked),
        notices=tuple(_notices(strangers, outside, secondary, adjusted=adjusted)),
    )


def _notices(
    strangers: known.Strangers | None,
    outside: known.Outside | None,
    secondary: pd.DataFrame,
    *,
    adjusted: bool,
) -> list[Notice]:
    found = []
    if strangers and strangers.retrospective:
        asked = f"{strangers.kind!r}, asked in {strangers.asked_in!r}"
        found.append(Notice("W10", f"Who knew whom is {asked}, was asked afterwards."))
    if outside and outside.unknown_share > known.MOST_UNKNOWN:
        share = f"{outside.unknown_share:.0%} of {int(outside.new.sum()):,} new ties across"
        found.append(Notice("W12", f"The context of {share} is not known."))
    tests = int(secondary["p_value"].notna().sum())
    if not adjusted and tests > 1:
        found.append(Notice("W23", f"{tests} secondary p-values stand as they are."))
    return found
