"""What people answer: one export for each wave, one row for each colleague named."""

from __future__ import annotations

from datetime import timedelta

import numpy as np
import pandas as pd

from netweave.scales import SCALES
from netweave.simulation import names
from netweave.simulation.settings import CohortSettings, Wave
from netweave.simulation.ties import LatentTies

ID, SUBMITTED, RESPONDENT = "Response ID", "Submitted", "Respondent email"
COLLEAGUE = "Q4. Name one colleague in the community you learned from"
LEVEL = "Q5. How closely have you worked with this colleague?"
QUESTION = (
    "From whom in the community have you learned something that changed your work, "
    "and how closely have you worked with this colleague?"
)
SCALE, THRESHOLD = "FREY_LCS", "cooperation"
WEAK, NONE = 1, 0  # networking, and an explicit "no interaction": both below the threshold
FIELD_DAYS = 21


def draw_survey(
    wave: int,
    people: pd.DataFrame,
    ties: LatentTies,
    states: tuple[np.ndarray, np.ndarray],
    settings: CohortSettings,
    rng: np.random.Generator,
) -> pd.DataFrame:
    """Draw the export of one wave; ``states`` are who is eligible and who answers, by wave."""
    may, answers = states[0][wave], states[1][wave]
    reports = _reports(ties.rank_matrix(wave, len(people)), settings, rng)
    reports[:, ~may] = -1
    words = np.array([word.capitalize() for word in SCALES[SCALE].levels])
    written = [_typed(name, rng) for name in people["name"]]
    rows: list[tuple[str, str, str, str, str]] = []
    respondents = rng.permutation(np.flatnonzero(answers))
    for number, (person, moment) in enumerate(
        zip(respondents, _moments(settings.waves[wave], len(respondents), rng), strict=True)
    ):
        start = (f"R-{1001 + number}", moment, str(people["email"].iloc[person]))
        named = rng.permutation(np.flatnonzero(reports[person] >= 0))
        rows += [
            (*start, written[other], str(words[reports[person, other]])) for other in named
        ] or [(*start, "", "")]
    return pd.DataFrame(rows, columns=[ID, SUBMITTED, RESPONDENT, COLLEAGUE, LEVEL])


def _reports(ranks: np.ndarray, settings: CohortSettings, rng: np.random.Generator) -> np.ndarray:
    """Give what everybody would report: -1 nothing, below the threshold some weak contacts."""
    weak = rng.random(ranks.shape) < settings.weak_reports
    level = np.where(rng.random(ranks.shape) < 0.1, NONE, WEAK)
    reports = np.where(ranks > 0, ranks, np.where(weak, level, -1))
    np.fill_diagonal(reports, -1)
    return reports


def _moments(wave: Wave, count: int, rng: np.random.Generator) -> list[str]:
    """Draw the moments of answering, in order, in the last weeks of the wave."""
    seconds = np.sort(rng.integers(0, FIELD_DAYS * 86_400, size=count))
    first = pd.Timestamp(wave.end - timedelta(days=FIELD_DAYS))
    return [str(first + pd.Timedelta(seconds=int(second))) for second in seconds]


def _typed(name: str, rng: np.random.Generator) -> str:
    """Write a name as people type it into a form: now and then in capitals, or accents lost."""
    chance = rng.random()
    if chance < 0.06:
        return name.upper()
    if chance < 0.12:
        return name.lower()
    if chance < 0.4:
        return "".join(
            names.plain(letter).upper() if letter.isupper() else names.plain(letter)
            for letter in name
        )
    return name
