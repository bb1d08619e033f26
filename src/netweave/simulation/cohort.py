"""Make a cohort: people, ties, the tables a real cohort would leave behind, and the truth."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import numpy as np
import pandas as pd

from netweave.simulation import faults, spelling
from netweave.simulation.files import write_cohort
from netweave.simulation.people import draw_people, draw_responses, eligible
from netweave.simulation.products import draw_products
from netweave.simulation.sessions import draw_sessions
from netweave.simulation.settings import CohortSettings
from netweave.simulation.surveys import draw_survey
from netweave.simulation.ties import LatentTies, draw_ties
from netweave.simulation.truth import (
    CohortTruth,
    describe_change,
    describe_dyads,
    describe_people,
    describe_ties,
)

ROSTER_COLUMNS = [
    "person_id",
    "name",
    "email",
    "organization",
    "role",
    "locale",
    "convener",
    "joined",
    "left",
]


@dataclass(frozen=True, repr=False)
class SimulatedCohort:
    """A made-up cohort: what its records show, and what is true.

    Parameters
    ----------
    settings : CohortSettings
        What it was made from.
    seed : int
        The seed it was made with.
    tables : dict of str to DataFrame
        The raw tables: ``roster``, ``sessions`` (one row for each attendance), ``products`` (one
        row for each author), ``survey_<wave>``, ``aliases``.
    truth : CohortTruth
        What was planted, and what would be seen with nobody missing and no fault.
    """

    settings: CohortSettings
    seed: int
    tables: dict[str, pd.DataFrame]
    truth: CohortTruth

    def __repr__(self) -> str:
        people, waves = len(self.truth.people), len(self.settings.waves)
        change = ", ".join(f"{value:+.2f}" for value in self.truth.expected_p1)
        convener = " and a convener" if self.settings.conveners else ""
        return (
            f"<SimulatedCohort: {people} people, {self.settings.organizations} organizations"
            f"{convener}, {waves} waves, seed {self.seed}; expected P1 {change}>"
        )

    def write(self, folder: str | Path) -> Path:
        """Write the tables as the files a cohort has, a project file and the truth.

        Parameters
        ----------
        folder : str or Path
            Where to write; made if it does not exist. Files of the same name are replaced.

        Returns
        -------
        Path
            The project file, ``cohort.toml``.
        """
        return write_cohort(self.tables, self.truth, Path(folder))


def simulate_cohort(settings: CohortSettings | None = None, *, seed: int = 0) -> SimulatedCohort:
    r"""Make a cohort whose truth is known, as raw tables with the faults of real files.

    Parameters
    ----------
    settings : CohortSettings, optional
        What to make; left out, a community of practice of eight organizations with five to eight
        members each and a convening organization, January 2022 to March 2024, a baseline and a
        closing survey.
    seed : int, default 0
        The same seed gives the same cohort.

    Returns
    -------
    SimulatedCohort
        ``tables``, ``truth`` and ``write(folder)``.

    Raises
    ------
    ArgumentError
        If a setting lies outside its range (when the settings are made).

    Notes
    -----
    A tie is a tie *at the threshold* ("cooperation" of FREY_LCS), undirected: either side learned
    from the other. Every unordered dyad :math:`\{i,j\}` with organizations g and h has the
    effect :math:`\eta_{ij} = u_i + u_j + v_g + v_h`, with :math:`u \sim N(0, person\_sd^2)` and
    :math:`v \sim N(0, organization\_sd^2)`, the same in all waves.

    1. First wave: :math:`P^1_{ij} = \min(\mathrm{logistic}(a + \eta_{ij}), P_{max})`. The
       constant a (one for each: same organization, cross, with the convening organization) is
       solved so that the expectation over the effects is the density asked for.
    2. Later waves: a tie persists with probability p; an untied dyad forms one with
       :math:`F_{ij} = \mathrm{logistic}(\mathrm{logit}(f_{ij}) + effect)`, so that
       :math:`P^{t+1}_{ij} = p\,P^t_{ij} + (1 - P^t_{ij})\,F_{ij}`.
       Left out, formation is *stationary*:
       :math:`f_{ij} = (1 - p)\,P^1_{ij} / (1 - P^1_{ij})`, which solves
       :math:`P^2_{ij} = P^1_{ij}` where the effect is 0; the cap
       :math:`P_{max} = .95 / (.95 + 1 - p)` keeps it at .95 or below. With
       ``formation_cross`` given, :math:`\mathrm{logit} f_{ij} = b + \eta_{ij}` instead.
    3. A new tie is mutual with probability ``reciprocity``, else one of the two learns, and has a
       level from cooperation up; a tie that is kept keeps its direction, and its level may move
       by one without falling below the threshold. Reports below the threshold (networking, an
       explicit "no interaction") are added apart from the ties and never count.
    4. The expected P1 of two waves is
       :math:`c \cdot \mathrm{mean}_{D_x}(P^{t+1} - P^t)`, :math:`c = 2 \#D_x / \#P`, over the
       members (not conveners) eligible at both waves, given the drawn effects. The realised P1
       is the same with the drawn ties for P. With stationary formation the expected P1 is 0
       where the effect is 0, and it rises with the effect.

    The process runs for everybody in all waves; people who join or leave are only outside the
    waves in which they are not eligible. Who answers depends on the organization and not on the
    ties. Who attends what does not depend on the ties; co-authors are drawn among the ties.

    Examples
    --------
    >>> import netweave as nw
    >>> still = nw.simulate_cohort(nw.CohortSettings(effect=0.0), seed=1)
    >>> still.truth.expected_p1.abs().max() < 1e-9
    np.True_
    >>> cohort = nw.simulate_cohort(seed=1)
    >>> cohort
    <SimulatedCohort: 56 people, 8 organizations and a convener, 2 waves, seed 1; expected P1 +1.27>
    >>> sorted(cohort.tables)
    ['aliases', 'products', 'roster', 'sessions', 'survey_baseline', 'survey_closing']
    """
    settings = CohortSettings() if settings is None else settings
    streams = [np.random.default_rng(part) for part in np.random.SeedSequence(seed).spawn(7)]
    people = draw_people(settings, streams[0])
    ties = draw_ties(
        people["organization_code"].to_numpy(), people["convener"].to_numpy(), settings, streams[1]
    )
    may = eligible(people, settings)
    answers = draw_responses(people, settings, may, streams[2])
    tables = {
        "roster": _roster(people),
        "sessions": draw_sessions(people, settings, streams[3]),
        "products": draw_products(people, ties, settings, streams[4]),
    }
    for number, wave in enumerate(settings.waves):
        tables[f"survey_{wave.label}"] = draw_survey(
            number, people, ties, (may, answers), settings, streams[5]
        )
    spellings = spelling.misspell(tables, people, settings, streams[6])
    planted = faults.plant(tables, people, settings, streams[6]) if settings.faults else None
    tables["aliases"] = spellings.loc[spellings["settled"], ["as_written", "person"]].reset_index(
        drop=True
    )
    parts = (people, ties, may, answers)
    return SimulatedCohort(
        settings, seed, tables, _truth(parts, settings, seed, (spellings, planted))
    )


def _truth(
    parts: tuple[pd.DataFrame, LatentTies, np.ndarray, np.ndarray],
    settings: CohortSettings,
    seed: int,
    planted: tuple[pd.DataFrame, pd.DataFrame | None],
) -> CohortTruth:
    """Put the truth together."""
    people, ties, may, answers = parts
    spellings, others = planted
    return CohortTruth(
        settings=settings,
        seed=seed,
        people=describe_people(people, settings, may, answers),
        dyads=describe_dyads(people, ties, settings, may),
        ties=describe_ties(people, ties, settings, may),
        change=describe_change(people, ties, settings, may),
        aliases=spellings,
        faults=pd.DataFrame(columns=faults.COLUMNS) if others is None else others,
    )


def _roster(people: pd.DataFrame) -> pd.DataFrame:
    """Give the roster as the convening organization keeps it."""
    roster = people.reset_index(names="person_id").assign(
        convener=np.where(people["convener"], "yes", "no"),
        joined=people["joined"].dt.strftime("%Y-%m-%d").to_numpy(),
        left=people["left"].dt.strftime("%Y-%m-%d").fillna("").to_numpy(),
    )
    return roster[ROSTER_COLUMNS].copy()
