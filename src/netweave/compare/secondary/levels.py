"""S7: what became of the level of kept ties."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from netweave.compare.secondary.known import pair_maximum
from netweave.compare.thresholds import first_level
from netweave.scales import SCALES

if TYPE_CHECKING:
    from netweave.compare.case import Case


@dataclass(frozen=True)
class Moves:
    """Kept ties with their level in either wave.

    Parameters
    ----------
    kept, up, down : bool array over pairs
        Across or inside, tied in both waves and observed in both; of them, whose level rose, and
        fell.
    levels : tuple of float arrays
        The level of each pair, before and after: the highest that either side reported.
    """

    kept: np.ndarray
    up: np.ndarray
    down: np.ndarray
    levels: tuple[np.ndarray, np.ndarray]


def moves_of(case: Case) -> Moves | None:
    """Find the levels of kept ties; None where ties have no levels, or other ones before."""
    scales = {str(net.kinds["scale"].to_dict()[case.kind]) for net in case.waves}
    if len(scales) > 1 or scales == {""}:
        return None
    levels = []
    for net in case.waves:
        level = net.ties["weight"]
        if "highest" in net.ties.columns:
            level = net.ties["highest"].fillna(level)
        levels.append(pair_maximum(case, net, level.to_numpy(dtype=float)))
    dyads = case.dyads
    kept = dyads.observed & dyads.before & dyads.after & (dyads.cross | dyads.same)
    return Moves(
        kept, kept & (levels[1] > levels[0]), kept & (levels[1] < levels[0]), (levels[0], levels[1])
    )


def level_table(case: Case, moves: Moves | None) -> pd.DataFrame:
    """Count kept ties by level before (rows) and after (columns); empty without a scale."""
    if moves is None:
        return pd.DataFrame()
    found = [levels[moves.kept] for levels in moves.levels]
    steps = sorted({*_steps(case), *found[0].tolist(), *found[1].tolist()})
    table = pd.crosstab(pd.Series(found[0], dtype=float), pd.Series(found[1], dtype=float))
    table = table.reindex(index=steps, columns=steps, fill_value=0).astype("int64")
    return table.rename_axis(index=case.labels[0], columns=case.labels[1])


def _steps(case: Case) -> list[float]:
    """Give the levels at which a pair counts as tied."""
    net = case.waves[0]
    scale = SCALES.get(str(net.kinds["scale"].to_dict()[case.kind]))
    first = first_level(net, case.kind)
    ranks = range(scale.lowest, scale.highest + 1) if scale else ()
    return [float(rank) for rank in ranks if rank >= first]
