"""Made-up cohorts as pairs of people, as they would stand after all answers were read.

Everything is drawn as ``simulate_cohort`` draws it, so that one seed gives the same people, ties
and answers; the files with their faults are left out.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from netweave.dyads import Dyads, how_many
from netweave.simulation.people import draw_people, draw_responses, eligible
from netweave.simulation.ties import CROSS, LatentTies, cross_change, draw_ties

if TYPE_CHECKING:
    from netweave.simulation.settings import CohortSettings

# simulate_cohort spawns seven streams: people, ties and answers are the first three.
STREAMS = 7


@dataclass(frozen=True)
class MadeUp:
    """One made-up cohort between its first and its last wave.

    Parameters
    ----------
    dyads : Dyads
        The pairs of its members of both waves, tied as far as somebody reported it.
    expected : float
        The change that was planted: P1 of the probabilities.
    """

    dyads: Dyads
    expected: float


def made_up(
    settings: CohortSettings, sequence: np.random.SeedSequence, effects: tuple[float, ...]
) -> list[MadeUp]:
    """Make up one cohort several times: the same people and answers, each time another change."""
    streams = sequence.spawn(STREAMS)
    people = draw_people(settings, np.random.default_rng(streams[0]))
    may = eligible(people, settings)
    answers = draw_responses(people, settings, may, np.random.default_rng(streams[2]))
    panel = may[0] & may[-1] & ~people["convener"].to_numpy()
    code = people["organization_code"].to_numpy()
    found = []
    for effect in effects:
        ties = draw_ties(
            code,
            people["convener"].to_numpy(),
            replace(settings, effect=effect),
            np.random.default_rng(streams[1]),
        )
        among = panel[ties.first] & panel[ties.second]
        cross = (ties.kind == CROSS) & among
        first, last = ties.probability[0], ties.probability[-1]
        found.append(
            MadeUp(
                dyads=_dyads(people, panel, ties, answers),
                expected=cross_change(first, last, cross, int(panel.sum())),
            )
        )
    return found


def _dyads(people: pd.DataFrame, panel: np.ndarray, ties: LatentTies, answers: np.ndarray) -> Dyads:
    """Lay out the pairs of the panel as the answers show them: learners report their ties."""
    among = panel[ties.first] & panel[ties.second]
    first, second = ties.first[among], ties.second[among]
    place = (np.cumsum(panel) - 1).astype(np.int32)
    code = people["organization_code"].to_numpy()[panel]
    sides = [(answers[wave][first], answers[wave][second]) for wave in (0, -1)]
    tied = [
        (one & (ties.ranks[wave, 0][among] > 0)) | (other & (ties.ranks[wave, 1][among] > 0))
        for wave, (one, other) in zip((0, -1), sides, strict=True)
    ]
    cross = ties.kind[among] == CROSS
    return Dyads(
        people=people.index[panel],
        groups=pd.Index(people["organization"].unique()),
        group_before=code,
        group_after=code,
        one=place[first],
        other=place[second],
        before=tied[0],
        after=tied[1],
        sides_before=how_many(*sides[0]),
        sides_after=how_many(*sides[1]),
        same_reporters=(sides[0][0] == sides[1][0]) & (sides[0][1] == sides[1][1]),
        cross=cross,
        same=~cross,
        moved=np.zeros(len(cross), dtype=bool),
    )
