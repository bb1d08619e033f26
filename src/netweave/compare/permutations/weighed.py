"""The table and the sentence of a model of pairs."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np
import pandas as pd
from scipy import stats

from netweave.analytics._facts import findings
from netweave.codes import REASONS
from netweave.compare.permutations.model import NAN
from netweave.compare.permutations.tails import listing, written
from netweave.compare.permutations.told import left_words, people_words
from netweave.compare.wording import amount
from netweave.results import TERMS

if TYPE_CHECKING:
    from collections.abc import Sequence

    from netweave.compare.permutations.explaining import Fit

LEVEL = 0.05  # a convention: p-values up to it are named as such in the sentence
COVERED = 0.95
NAMES = {"linear": "least squares", "logistic": "logistic"}


def model_table(names: Sequence[str], fit: Fit, family: str, errors: str) -> pd.DataFrame:
    """Put coefficients and tails into the vocabulary of results, the constant first."""
    found = fit.found
    wide = found.errors if fit.robust is None else fit.robust
    t = found.statistics
    with np.errstate(divide="ignore", invalid="ignore"):
        statistic = np.append(found.slopes[0] / found.errors[0], t)
    method = (
        f"MRQAP, {NAMES[family]}, double semi-partialling, {fit.draws} shuffles of the people; "
        f"std_error {'robust to shared people' if errors == 'dyadic' else 'as if independent'}"
    )
    terms = ["intercept", *names]
    rows = zip(terms, found.slopes, [fit.pairs] * len(terms), [fit.why] * len(terms), strict=True)
    tails = _tails(t, fit.drawn)
    reach = stats.norm.ppf((1 + COVERED) / 2) * wide if errors == "dyadic" else np.nan
    table = findings(list(rows), method).assign(
        std_error=wide,
        statistic=statistic,
        p_value=np.append(NAN, tails[0]),
        p_greater=np.append(NAN, tails[1]),
        p_less=np.append(NAN, tails[2]),
        conf_low=found.slopes - reach,
        conf_high=found.slopes + reach,
    )
    return table[[*TERMS, "p_greater", "p_less", "reason"]]


def _tails(t: np.ndarray, drawn: np.ndarray) -> np.ndarray:
    """Give p both ways, of the greater and of the smaller; a fit that failed counts as extreme."""
    if not len(drawn):
        return np.full((3, len(t)), NAN)
    lost = np.isnan(drawn)
    with np.errstate(invalid="ignore"):
        equal = np.isclose(drawn, t, rtol=1e-9, atol=1e-12)
        apart = np.abs(drawn) >= np.abs(t) - 1e-9 * np.abs(np.where(np.isinf(t), 0, t)) - 1e-12
    counts = [
        (apart | lost).sum(axis=0),
        ((drawn > t) | equal | lost).sum(axis=0),
        ((drawn < t) | equal | lost).sum(axis=0),
    ]
    found: np.ndarray = (1 + np.array(counts)) / (len(drawn) + 1)
    return found


def model_sentence(
    table: pd.DataFrame,
    fit: Fit,
    words: tuple[str, str, str],
    people: tuple[int, int],
    *,
    few: bool,
) -> str:
    """Say which predictors ties go with; words: pairs, which of them, what is counted."""
    pairs, which, counted = words
    if fit.why:
        why = "no pair enters" if fit.why == "NO_DYADS" else REASONS[fit.why]
        return f"What {counted} go with cannot be said: {why}."
    left = left_words(people[1], 0, directed=True)
    lead = f"Among {fit.pairs:,} {pairs} of {people_words(people[0])}{which}"
    rows = table.iloc[1:]
    if few:
        every = rows[["term", "estimate"]].itertuples(index=False)
        told = listing([f"{term!r} {amount(value)}" for term, value in every])
        return (
            f"{lead} the coefficients are: {told}. There are too few ways to shuffle so few people "
            f"for a comparison.{left}"
        )
    clear, more = rows["p_value"] <= LEVEL, rows["estimate"] > 0
    parts = [
        _part(rows[clear & more], f"{_more(counted)} go with higher {{}}"),
        _part(rows[clear & ~more], f"{_fewer(counted)} go with higher {{}}"),
        _part(rows[~clear], "{} cannot be told from chance"),
    ]
    beside = ", each beside the others" if len(rows) > 1 else ""
    return (
        f"{lead}, {'; '.join(part for part in parts if part)}. The p-values are from "
        f"{fit.draws:,} shuffles of the people{beside}. It is an association, and says nothing of "
        f"what brought ties about.{left}"
    )


def _more(counted: str) -> str:
    return counted if counted == "higher values" else f"more {counted}"


def _fewer(counted: str) -> str:
    return "lower values" if counted == "higher values" else f"fewer {counted}"


def _part(rows: pd.DataFrame, words: str) -> str:
    named = list(map(_named, rows.to_dict("records")))
    return words.format(listing(named)) if named else ""


def _named(row: dict[Any, Any]) -> str:
    return f"{row['term']!r} ({amount(row['estimate'])}, p = {written(row['p_value'])})"
