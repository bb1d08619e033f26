"""From what a user hands in to checked tables of people, kinds and waves."""

from __future__ import annotations

import functools
from collections.abc import Iterable
from typing import Any

import numpy as np
import pandas as pd

from netweave import codes, errors

EVIDENCE = ("opportunity", "reported", "coproduced")
REPORTERS = ("learner", "learned_from", "either", "record")
KIND_DEFAULTS: dict[str, Any] = {
    "evidence": "reported",
    "mutual": False,
    "reciprocity_eligible": None,
    "headline": None,
    "threshold": np.nan,
    "max": np.nan,
    "unit": "",
    "scale": "",
    "question": "",
    "reporter": None,
}
DEFAULTED = pd.Index(KIND_DEFAULTS)


def people_table(people: pd.DataFrame | Iterable[Any]) -> pd.DataFrame:
    """Check the people: a unique, complete index called person, and a convener column."""
    if isinstance(people, pd.DataFrame):
        table = people.set_index("person") if "person" in people.columns else people.copy()
    else:
        table = pd.DataFrame(index=pd.Index(list(people)))
    table.index.name = "person"
    missing = np.flatnonzero(table.index.isna())
    if len(missing):
        raise errors.DataError(
            f"people has {len(missing)} row(s) without an id, first row {missing[0] + 1}. "
            "Give every person an id, or drop the row."
        )
    twice = table.index[table.index.duplicated()].unique()
    if len(twice):
        raise errors.DataError(
            f"people must have one row per person; {len(twice)} id(s) appear more than once: "
            f"{errors.listed(twice)}. Merge or rename them."
        )
    table["convener"] = _flags(table, "convener")
    for column in answer_columns(table):
        table[column] = answers(table[column], f"people[{column!r}]")
    return table


def _flags(table: pd.DataFrame, column: str) -> np.ndarray:
    if column not in table.columns:
        return np.zeros(len(table), dtype=bool)
    return answers(table[column], f"people[{column!r}]").fillna(value=False).to_numpy(dtype=bool)


def answer_columns(table: pd.DataFrame) -> list[str]:
    """Give the columns that say who answered: responded, responded_<kind>."""
    return [str(name) for name in table.columns if str(name).startswith("responded")]


def answers(values: pd.Series, where: str) -> pd.Series:
    """Read True, False or nothing; words are refused."""
    try:
        return values.astype("boolean")
    except (TypeError, ValueError) as fault:
        raise errors.DataError(
            f"{where} must hold True, False or nothing, got {errors.listed(values.unique())}. "
            "Translate the words first."
        ) from fault


def kinds_table(kinds: pd.DataFrame | None, found: Iterable[str]) -> pd.DataFrame:
    """Check the kinds, and fill what was left out; opportunity is never a headline."""
    if kinds is None:
        return _kinds_named(tuple(sorted(found))).copy()
    table = kinds.set_index("kind") if "kind" in kinds.columns else kinds.copy()
    if table.columns.equals(DEFAULTED):  # what is as it would be filled is filled
        plain = _kinds_named(tuple(table.index.astype("str")))
        if table.equals(plain):
            return plain.copy()
    return _kinds_filled(table)


@functools.lru_cache(maxsize=64)
def _kinds_named(names: tuple[str, ...]) -> pd.DataFrame:
    """Give kinds of which nothing but the name is known; most networks have one such kind."""
    return _kinds_filled(pd.DataFrame(index=pd.Index(names, dtype="str")))


def _kinds_filled(table: pd.DataFrame) -> pd.DataFrame:
    """Fill what was left out, and check the rest."""
    table.index.name = "kind"
    given = {
        column: table[column] if column in table else pd.Series(default, index=table.index)
        for column, default in KIND_DEFAULTS.items()
    }
    mutual = given["mutual"].fillna(value=False).astype(bool)
    evidence = given["evidence"].fillna("reported")
    for value in evidence:
        if value not in EVIDENCE:
            raise errors.not_one_of("kinds['evidence']", EVIDENCE, value)
    reported = evidence == "reported"
    asked = pd.Series(np.where(mutual, "either", "learner"), index=table.index)
    fallback: dict[str, pd.Series] = {
        "reciprocity_eligible": ~mutual & reported,
        "headline": evidence != "opportunity",
        "reporter": asked.where(reported, "record"),
    }
    for column, values in fallback.items():
        known = given[column].notna()
        filled = given[column] if known.all() else given[column].where(known, values)
        given[column] = filled.astype(values.dtype)
    _refuse_opportunity_headline(evidence, given["headline"], given["reporter"])
    numbers = {name: pd.to_numeric(given[name]).astype(float) for name in ("threshold", "max")}
    words = {name: given[name].fillna("").astype(str) for name in ("unit", "scale", "question")}
    checked = given | {"evidence": evidence, "mutual": mutual} | numbers | words
    rest = {name: table[name] for name in table.columns if name not in KIND_DEFAULTS}
    return pd.DataFrame(checked | rest, index=table.index)


def _refuse_opportunity_headline(
    evidence: pd.Series, headline: pd.Series, reporter: pd.Series
) -> None:
    wrong = evidence.index[(evidence == "opportunity") & headline]
    if len(wrong):
        refusal = codes.REFUSALS["E-HEADLINE"]
        raise errors.RefusalError(
            "E-HEADLINE", f"kinds marks {errors.listed(wrong)} as headline. {refusal.text}"
        )
    for value in reporter:
        if value not in REPORTERS:
            raise errors.not_one_of("kinds['reporter']", REPORTERS, value)


def waves_table(waves: pd.DataFrame | Iterable[str] | None, ties: pd.DataFrame) -> pd.DataFrame:
    """Check the waves: ordered labels with a half-open window each."""
    if isinstance(waves, pd.DataFrame):
        return _waves_filled(waves.set_index("wave") if "wave" in waves.columns else waves.copy())
    if waves is None:
        waves = ties["wave"].dropna().unique() if "wave" in ties.columns else []
    return _waves_named(tuple(str(label) for label in waves)).copy()


@functools.lru_cache(maxsize=64)
def _waves_named(labels: tuple[str, ...]) -> pd.DataFrame:
    """Give waves of which nothing but the label is known; most networks have none."""
    return _waves_filled(pd.DataFrame(index=pd.Index(labels, dtype="str")))


def _waves_filled(table: pd.DataFrame) -> pd.DataFrame:
    """Fill what was left out, and check the rest."""
    table.index = table.index.astype("str").rename("wave")
    if table.index.has_duplicates:
        twice = table.index[table.index.duplicated()].unique()
        raise errors.DataError(f"waves must have one row per label; twice: {errors.listed(twice)}.")
    for column in ("start", "end"):
        values = table[column] if column in table.columns else pd.NaT
        table[column] = pd.to_datetime(pd.Series(values, index=table.index))
    backwards = table.index[table["end"] <= table["start"]]
    if len(backwards):
        raise errors.DataError(
            f"waves must end after they start; {errors.listed(backwards)} does not. "
            "A window is [start, end): the end date itself belongs to the next one."
        )
    declined = table["declined"] if "declined" in table.columns else 0
    table["declined"] = pd.Series(declined, index=table.index).fillna(0).astype("int64")
    return table


def column_as_text(people: pd.DataFrame, column: str, waves: list[str]) -> pd.Series:
    """Give a column of people as text, missing where it is unknown."""
    if column not in people.columns:
        if waves:
            several = errors.several_waves(waves)
            raise errors.DataError(f"{column!r} is known wave by wave, and {several}")
        raise errors.missing_column("people", column, people.columns)
    return people[column].astype("str").where(people[column].notna())
