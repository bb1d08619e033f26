"""The smallest change that a cohort could show: as a table, and in words."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, Any

import numpy as np
import pandas as pd
from scipy import special

from netweave.compare.intervals import CONFIDENCE
from netweave.compare.planning.formula import (
    HETEROGENEITY,
    errors_needed,
    errors_reported,
    smallest_change,
)
from netweave.compare.planning.tried import crossing
from netweave.compare.wording import number
from netweave.results import TERMS

if TYPE_CHECKING:
    from netweave.simulation.settings import CohortSettings

TERMS_TRIED = {"said": "P1_said", "detected": "P1_detected"}
FORMULAS = {
    "formula": "formula for independent pairs",
    "reported": "the same for the interval that is reported",
}
Z = float(special.ndtri(0.5 + CONFIDENCE / 2))


def plan_table(
    curve: pd.DataFrame, sizes: dict[str, float], settings: CohortSettings, power: float
) -> pd.DataFrame:
    """Lay out the smallest change by simulation and by formula."""
    rows: list[dict[str, Any]] = []
    expected = curve["expected"].to_numpy()
    for column, term in TERMS_TRIED.items():
        share = curve[column].to_numpy()
        error = Z * np.sqrt(share * (1 - share) / curve["replicates"].to_numpy())
        found = crossing(expected, share, power)
        rows.append({
            "term": term,
            "estimate": found,
            "conf_low": crossing(expected, share + error, power),
            "conf_high": crossing(expected, share - error, power),
            "n": int(curve["replicates"].iloc[0]),
            "method": f"{power:.0%} of the made-up cohorts, between two planted changes",
            "reason": "OUT_OF_REACH" if math.isnan(found) else "",
        })
    rows += _formula_rows(sizes, settings, power)
    table = pd.DataFrame(rows).reindex(columns=[*TERMS, "reason"])
    numbers = [name for name in TERMS if name not in {"term", "method", "n"}]
    return table.astype(dict.fromkeys(numbers, float))


def _formula_rows(
    sizes: dict[str, float], settings: CohortSettings, power: float
) -> list[dict[str, Any]]:
    people, pairs = round(sizes["people"]), sizes["pairs"]
    if not pairs > 0:
        return [{"term": "P1_independent", "n": people, "reason": "NO_DYADS"}]
    rows = []
    needed = {
        "formula": errors_needed(power),
        "reported": errors_reported(power, people, settings.organizations),
    }
    for name, count in needed.items():
        change, error = smallest_change(
            sizes["scale"], pairs, settings.density_cross, settings.persistence, count
        )
        how = FORMULAS[name]
        by = {f"P1_{name}_low": HETEROGENEITY[0], f"P1_{name}_high": HETEROGENEITY[1]}
        if name == "formula":
            by = {"P1_independent": 1.0, **by}
        rows += [
            {
                "term": term,
                "estimate": factor * change,
                "std_error": factor * error,
                "n": people,
                "method": how if factor == 1 else f"{how}, times {factor:g}",
                "reason": "",
            }
            for term, factor in by.items()
        ]
    return rows


def plan_sentence(
    table: pd.DataFrame,
    curve: pd.DataFrame,
    sizes: dict[str, float],
    settings: CohortSettings,
    power: float,
) -> str:
    """Say which change would be seen, how often none would be taken for one, and the formula."""
    rows = table.set_index("term")["estimate"].to_dict()
    answers = list(dict.fromkeys(f"{rate * 100:.0f}" for rate in settings.response))
    cohort = (
        f"{sizes['people']:.0f} members of both waves in {settings.organizations:,} organizations, "
        f"{', then '.join(answers)} in 100 answering"
    )
    found, share = rows["P1_said"], f"{power * 100:.0f} in 100"
    if math.isnan(found):
        most = float(curve["said"].max())
        seen = (
            f"none of the changes tried would be reported as a change in {share} such cohorts; the "
            f"most was {most * 100:.0f} in 100"
            if most < power
            else f"even the smallest change tried would be reported in {share} such cohorts or more"
        )
    else:
        seen = (
            f"a change of {number(found, 1)} ties across organizations per person would be "
            f"reported as a change in {share} such cohorts; smaller ones would more often leave "
            "the direction open"
        )
    parts = [
        f"With {cohort}: {seen}.",
        _still(curve),
        _by_formula(rows),
        f"({curve['replicates'].iloc[0]:,} cohorts made up for each of {len(curve)} changes.)",
    ]
    return " ".join(part for part in parts if part)


def _still(curve: pd.DataFrame) -> str:
    still = curve[curve["expected"] == 0]
    if not len(still):
        return ""
    return (
        f"Where nothing changed, {float(still['said'].iloc[0]) * 100:.0f} in 100 would be reported "
        "as a change."
    )


def _by_formula(rows: dict[Any, float]) -> str:
    if "P1_reported_low" not in rows:
        return ""
    low, high = rows["P1_reported_low"], rows["P1_reported_high"]
    between = f"{number(low, 1)} to {number(high, 1)}"
    return f"By formula, without a doubt about who answered, it is about {between}."
