"""Merging ties: parallel ties, both directions of a pair, several kinds on one scale."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from netweave import errors

if TYPE_CHECKING:
    from netweave.network import Network

MERGES = ("sum", "max", "min", "mean", "count", "binary")
BOTH_WAYS = ("max", "min", "mean", "sum")


def merged(ties: pd.DataFrame, how: str) -> pd.DataFrame:
    """Merge parallel ties: one row per learner, learned_from, kind and wave."""
    keys = [name for name in ("wave", "kind", "learner", "learned_from") if name in ties]
    reducer = {"count": "size", "binary": "size"}.get(how, how)
    groups = ties.groupby(keys, observed=True, dropna=False, sort=True)
    weight = groups.size() if reducer == "size" else groups["weight"].agg(reducer)
    first = groups["record"].agg("first").to_numpy()
    several = groups.size().to_numpy() > 1
    table = weight.rename("weight").reset_index()
    table["weight"] = 1.0 if how == "binary" else table["weight"].astype(float)
    table["record"] = np.where(several, -1, first).astype(np.int32)
    return like(table, ties)


def like(table: pd.DataFrame, ties: pd.DataFrame) -> pd.DataFrame:
    """Give the table the column order and the categories of the ties it was made from."""
    names = ("learner", "learned_from", "weight", "kind", "wave", "record")
    table = table[[name for name in names if name in table]].copy()
    for name in ("learner", "learned_from", "kind", "wave"):
        if name in table:
            table[name] = table[name].astype(ties[name].dtype)
    return table


def both_ways(ties: pd.DataFrame, how: str) -> pd.DataFrame:
    """Give both directions of every pair the same weight; a missing direction counts as 0."""
    there = merged(ties, "sum")
    back = like(there.rename(columns={"learner": "learned_from", "learned_from": "learner"}), ties)
    keys = [name for name in ("wave", "kind", "learner", "learned_from") if name in there]
    pair = there.merge(back, on=keys, how="outer", suffixes=("", "_back"), sort=True)
    weights = pair[["weight", "weight_back"]].fillna(0.0)
    pair["weight"] = getattr(weights, how)(axis=1)
    pair["record"] = pair["record"].fillna(-1).astype(np.int32)
    return like(pair[pair["weight"] > 0].reset_index(drop=True), ties)


def scale_constants(
    net: Network, factors: Mapping[str, float], scale: str | Mapping[str, float] | None
) -> dict[str, float]:
    """Give what one unit of each kind is: its median weight over all waves pooled."""
    if scale is None:
        return dict.fromkeys(factors, 1.0)
    if not isinstance(scale, str):
        return {kind: float(scale[kind]) for kind in factors}
    if scale != "pooled":
        raise errors.ArgumentError(
            f"scale must be 'pooled', None or {{kind: unit}}, got {errors.shown(scale)}."
        )
    pooled = net._pool._ties
    medians = pooled.groupby("kind", observed=True)["weight"].median()
    return {kind: float(medians.get(kind, 1.0)) for kind in factors}


def combined(
    net: Network, factors: Mapping[str, float], constants: Mapping[str, float], name: str
) -> tuple[pd.DataFrame, pd.DataFrame]:
    """Add up the kinds: weight = sum over kinds of factor · weight / constant."""
    ties = net._ties[net._ties["kind"].isin(list(factors))]
    unit = ties["kind"].map({kind: factors[kind] / constants[kind] for kind in factors})
    index = pd.Index([name], name="kind", dtype="str")
    one = pd.Categorical.from_codes(np.zeros(len(ties), dtype=np.int8), categories=index)
    scaled = ties.assign(weight=ties["weight"] * unit.astype(float), kind=one)
    used = net._kinds.loc[list(factors)]
    kinds = pd.DataFrame(
        {
            "evidence": _weakest(used["evidence"]),
            "mutual": bool(used["mutual"].all()),
            "reciprocity_eligible": bool(used["reciprocity_eligible"].all()),
            "headline": bool(used["headline"].all()),
            "unit": " + ".join(f"{factors[kind]:g} {kind}/{constants[kind]:g}" for kind in factors),
        },
        index=index,
    )
    return merged(scaled[scaled["weight"] > 0].reset_index(drop=True), "sum"), kinds


def _weakest(evidence: pd.Series) -> str:
    order = ("opportunity", "coproduced", "reported")
    return next(kind for kind in order if (evidence == kind).any())
