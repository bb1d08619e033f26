"""From reports to ties: two reports of one tie are reconciled by a named rule, never added up."""

from __future__ import annotations

import numpy as np
import pandas as pd

RECONCILE = ("mean", "max", "min")


def ties(table: pd.DataFrame, how: str) -> pd.DataFrame:
    """Reconcile the reports of each tie: mean, highest or lowest level.

    A report is what somebody said, an explicit "no tie" included. Silence counts only for "min":
    a tie that one side reports and the other, who was asked and answered, does not name is not
    confirmed.

    ``highest`` is the report that a threshold is held against, since a tie is there if either side
    says so: the highest of the reports. For "min", where a tie must be confirmed, it is the lowest,
    so that both must reach the threshold. ``lowest`` is the lowest of two reports, NaN for one.
    ``reconstructed`` marks a tie that rests on one report because the other side, who could have
    reported it too, did not answer about it.
    """
    if not len(table):
        return pd.DataFrame(columns=["learner", "learned_from", "weight", "kind", "wave"])
    merged = _merged(table, how)
    if how == "min":
        merged = merged[(merged["given"] > 1) | ~merged["both_asked"]]
    merged = merged[merged["weight"] > 0]
    merged["record"] = merged["record"].where(merged["given"] == 1, -1)
    merged["lowest"] = merged["lowest"].where(merged["given"] > 1)
    return _both_ways(merged, table["learner"].cat.categories)


def _merged(table: pd.DataFrame, how: str) -> pd.DataFrame:
    """Give one row per pair of people, kind and wave, with what its reports say together."""
    one, other = (table[role].cat.codes.to_numpy() for role in ("learner", "learned_from"))
    mutual = (table["direction"] == "mutual").to_numpy()
    low, high = (
        np.where(mutual, np.minimum(one, other), one),
        np.where(mutual, np.maximum(one, other), other),
    )
    keyed = table.assign(one=low, other=high, positive=table["weight"] > 0)
    groups = keyed.groupby(["wave", "kind", "one", "other"], sort=True)
    contacts = {"per_year": ("per_year", how)} if "per_year" in table else {}
    merged: pd.DataFrame = groups.agg(
        weight=("weight", how), given=("weight", "size"), reports=("positive", "sum"),
        highest=("weight", "min" if how == "min" else "max"), lowest=("weight", "min"),
        record=("record", "first"), time=("time", "max"), direction=("direction", "first"),
        two_sided=("two_sided", "any"), both_asked=("both_asked", "any"), **contacts,
    ).reset_index()  # fmt: skip
    alone = merged["two_sided"] & ~merged["both_asked"]
    return merged.assign(reconstructed=alone & (merged["given"] == 1))


def _both_ways(merged: pd.DataFrame, people: pd.Index) -> pd.DataFrame:
    """Write a mutual tie as two rows, any other as one."""
    mutual = merged[merged["direction"] == "mutual"]
    back = mutual.rename(columns={"one": "other", "other": "one"})
    rows = pd.concat([merged, back], ignore_index=True)
    table = pd.DataFrame({
        "learner": pd.Categorical.from_codes(rows["one"].to_numpy(), people),
        "learned_from": pd.Categorical.from_codes(rows["other"].to_numpy(), people),
        "weight": rows["weight"].to_numpy(dtype=float),
        "kind": rows["kind"],
        "wave": rows["wave"],
        "time": rows["time"],
        "reports": rows["reports"].to_numpy(dtype="int64"),
        "highest": rows["highest"].to_numpy(dtype=float),
        "lowest": rows["lowest"].to_numpy(dtype=float),
        "reconstructed": rows["reconstructed"].to_numpy(dtype=bool),
        "record": rows["record"].to_numpy(dtype="int32"),
        **({"per_year": rows["per_year"].to_numpy(dtype=float)} if "per_year" in rows else {}),
    })
    return table if table["time"].notna().any() else table.drop(columns="time")
