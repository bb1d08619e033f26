"""Made-up cohorts with known truth: raw tables as a real cohort leaves them, and what is true."""

from netweave.simulation.cohort import SimulatedCohort, simulate_cohort
from netweave.simulation.settings import CohortSettings, Wave
from netweave.simulation.truth import CohortTruth

__all__ = ["CohortSettings", "CohortTruth", "SimulatedCohort", "Wave", "simulate_cohort"]
