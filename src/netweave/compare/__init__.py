"""Findings over waves: before and after."""

from netweave.compare.chance.difference import (
    DifferenceInDifferences,
    difference_in_differences,
)
from netweave.compare.chance.exposure import ExposureContrast, exposure_contrast
from netweave.compare.chance.mixing import ChanceMixing, chance_mixing
from netweave.compare.change import before_after
from netweave.compare.longitudinal.survival import TieSurvival, tie_survival
from netweave.compare.longitudinal.waves import OverWaves, over_waves
from netweave.compare.outcome import Change
from netweave.compare.permutations.conditional import cug
from netweave.compare.permutations.correlating import qap
from netweave.compare.permutations.covariates import co_attendance, difference, same
from netweave.compare.permutations.explaining import DyadRegression, mrqap
from netweave.compare.permutations.resampling import vertex_bootstrap
from netweave.compare.planning.planned import Plan, plan

__all__ = [
    "ChanceMixing",
    "Change",
    "DifferenceInDifferences",
    "DyadRegression",
    "ExposureContrast",
    "OverWaves",
    "Plan",
    "TieSurvival",
    "before_after",
    "chance_mixing",
    "co_attendance",
    "cug",
    "difference",
    "difference_in_differences",
    "exposure_contrast",
    "mrqap",
    "over_waves",
    "plan",
    "qap",
    "same",
    "tie_survival",
    "vertex_bootstrap",
]
