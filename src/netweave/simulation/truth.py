"""What is true of a made-up cohort, beside what its tables show."""

from __future__ import annotations

import itertools
from dataclasses import dataclass
from typing import Any

import numpy as np
import pandas as pd

from netweave.scales import SCALES
from netweave.simulation.settings import CohortSettings
from netweave.simulation.surveys import SCALE, THRESHOLD
from netweave.simulation.ties import CONVENER, CROSS, LatentTies, cross_change


@dataclass(frozen=True)
class CohortTruth:
    """The truth that a cohort was made with.

    Parameters
    ----------
    settings : CohortSettings
        What the cohort was made from; ``settings.effects`` are the planted log-odds.
    seed : int
        The seed it was made with.
    people : DataFrame
        Index ``person``: true name, organization, convener, joined, left, and for each wave
        ``eligible_<wave>`` and ``responded_<wave>``.
    dyads : DataFrame
        One row for each wave and unordered pair: ``wave, first, second, cross, convener, eligible,
        probability, tied``. A tie counts at the threshold, in either direction; ``probability`` is
        that of a tie given the effects of persons and organizations.
    ties : DataFrame
        The complete ties between people eligible in that wave: ``wave, learner, learned_from,
        level``; non-respondents' ties are in it.
    change : DataFrame
        Index (before, after), adjacent waves: ``people`` (members eligible at both),
        ``cross_dyads``, ``c``, ``expected_p1`` from the probabilities, ``realised_p1`` from the
        complete ties.
    aliases : DataFrame
        Every name that does not match as it is written: ``as_written, person, source, settled``
        (settled: the alias file has it).
    faults : DataFrame
        The other planted faults: ``fault, table, row, value``; rows count from 0.
    """

    settings: CohortSettings
    seed: int
    people: pd.DataFrame
    dyads: pd.DataFrame
    ties: pd.DataFrame
    change: pd.DataFrame
    aliases: pd.DataFrame
    faults: pd.DataFrame

    @property
    def effect(self) -> tuple[float, ...]:
        """The planted log-odds of formation between organizations, for each step."""
        return self.settings.effects

    @property
    def expected_p1(self) -> pd.Series:
        """The expected P1 of each pair of adjacent waves, index (before, after)."""
        return self.change["expected_p1"]

    @property
    def realised_p1(self) -> pd.Series:
        """The P1 of the complete ties of each pair of adjacent waves, index (before, after)."""
        return self.change["realised_p1"]

    @property
    def joiners(self) -> list[str]:
        """Who joined after the first wave."""
        return self._who(self.people["joined"] > pd.Timestamp(self.settings.waves[0].last_day))

    @property
    def leavers(self) -> list[str]:
        """Who left before the last wave closed."""
        return self._who(self.people["left"].notna())

    def silent(self, wave: str) -> list[str]:
        """Say who was eligible in a wave and did not answer."""
        return self._who(self.people[f"eligible_{wave}"] & ~self.people[f"responded_{wave}"])

    def _who(self, mask: pd.Series) -> list[str]:
        """Give the ids of those for whom something holds."""
        return [str(person) for person in self.people.index[mask.to_numpy(dtype=bool)]]

    def matrix(self, wave: str) -> pd.DataFrame:
        """Give the probabilities of a wave as a symmetric table people × people, diagonal 0."""
        rows = self.dyads[self.dyads["wave"] == wave]
        place = {person: number for number, person in enumerate(self.people.index)}
        first = rows["first"].map(place).to_numpy(dtype=np.int64)
        second = rows["second"].map(place).to_numpy(dtype=np.int64)
        matrix = np.zeros((len(place), len(place)))
        matrix[first, second] = matrix[second, first] = rows["probability"].to_numpy()
        return pd.DataFrame(matrix, index=self.people.index, columns=self.people.index)

    def as_dict(self) -> dict[str, Any]:
        """Give the truth in numbers and lists, ready for JSON, without the table of dyads."""
        return {
            "seed": self.seed,
            "threshold": f"{THRESHOLD} on {SCALE}",
            "effect_log_odds": list(self.effect),
            "change": [
                {"before": before, "after": after, **_rounded(row)}
                for (before, after), row in zip(
                    self.change.index, self.change.to_dict("records"), strict=True
                )
            ],
            "joiners": self.joiners,
            "leavers": self.leavers,
            "did_not_answer": {wave.label: self.silent(wave.label) for wave in self.settings.waves},
            "misspelt": self.aliases.to_dict("records"),
            "faults": self.faults.to_dict("records"),
            "ties": {wave.label: self._listed(wave.label) for wave in self.settings.waves},
        }

    def _listed(self, wave: str) -> list[list[str]]:
        """Give the ties of a wave as lists: learner, learned from, level."""
        rows = self.ties[self.ties["wave"] == wave]
        return [list(map(str, row)) for row in rows.iloc[:, 1:].itertuples(index=False, name=None)]


def _rounded(row: dict[Any, Any]) -> dict[str, Any]:
    """Round to what every computer agrees on."""
    return {
        str(key): round(value, 6) if isinstance(value, float) else value
        for key, value in row.items()
    }


def describe_people(
    people: pd.DataFrame, settings: CohortSettings, may: np.ndarray, answers: np.ndarray
) -> pd.DataFrame:
    """Give the table of people of the truth."""
    table = people[["name", "organization", "convener", "joined", "left"]].copy()
    for number, wave in enumerate(settings.waves):
        table[f"eligible_{wave.label}"] = may[number]
        table[f"responded_{wave.label}"] = answers[number]
    return table


def describe_dyads(
    people: pd.DataFrame, ties: LatentTies, settings: CohortSettings, may: np.ndarray
) -> pd.DataFrame:
    """Give the table of dyads of the truth, wave after wave."""
    ids = people.index.to_numpy()
    waves = len(settings.waves)
    labels = [wave.label for wave in settings.waves]
    return pd.DataFrame({
        "wave": np.repeat(labels, ties.kind.size),
        "first": np.tile(ids[ties.first], waves),
        "second": np.tile(ids[ties.second], waves),
        "cross": np.tile(ties.kind == CROSS, waves),
        "convener": np.tile(ties.kind == CONVENER, waves),
        "eligible": (may[:, ties.first] & may[:, ties.second]).ravel(),
        "probability": ties.probability.ravel(),
        "tied": ties.tied.ravel(),
    })


def describe_ties(
    people: pd.DataFrame, ties: LatentTies, settings: CohortSettings, may: np.ndarray
) -> pd.DataFrame:
    """Give the table of ties of the truth: complete, between people eligible in that wave."""
    ids, words = people.index.to_numpy(), np.array(SCALES[SCALE].levels)
    parts = []
    for number, wave in enumerate(settings.waves):
        ranks = ties.rank_matrix(number, len(people))
        ranks[~may[number]] = 0
        ranks[:, ~may[number]] = 0
        learner, learned_from = np.nonzero(ranks)
        parts.append(
            pd.DataFrame({
                "wave": wave.label,
                "learner": ids[learner],
                "learned_from": ids[learned_from],
                "level": words[ranks[learner, learned_from]],
            })
        )
    return pd.concat(parts, ignore_index=True)


def describe_change(
    people: pd.DataFrame, ties: LatentTies, settings: CohortSettings, may: np.ndarray
) -> pd.DataFrame:
    """Give P1 of adjacent waves, as expected and as realised, over members eligible at both."""
    member = ~people["convener"].to_numpy()
    labels = [wave.label for wave in settings.waves]
    rows = []
    for number in range(len(labels) - 1):
        panel = member & may[number] & may[number + 1]
        cross = (ties.kind == CROSS) & panel[ties.first] & panel[ties.second]
        persons, dyads = int(panel.sum()), int(cross.sum())
        chances, tied = ties.probability, ties.tied
        rows.append({
            "people": persons,
            "cross_dyads": dyads,
            "c": 2.0 * dyads / persons if persons else float("nan"),
            "expected_p1": cross_change(chances[number], chances[number + 1], cross, persons),
            "realised_p1": cross_change(tied[number], tied[number + 1], cross, persons),
        })
    pairs = list(itertools.pairwise(labels))
    return pd.DataFrame(rows, index=pd.MultiIndex.from_tuples(pairs, names=["before", "after"]))
