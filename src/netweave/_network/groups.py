"""From persons to organizations: W_org = Mᵀ W M, with the number of person ties beside it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

if TYPE_CHECKING:
    from netweave.network import Network


def organization_people(net: Network, group: str) -> pd.DataFrame:
    """Give one row per organization: how many people, all conveners or not, anybody answered."""
    names = net.group(group)
    people = net._people.assign(_group=names)
    known = people.dropna(subset=["_group"]).groupby("_group", sort=True)
    table = pd.DataFrame({
        "people": known.size(),
        "convener": known["convener"].all(),
    })
    for column in [name for name in people.columns if str(name).startswith("responded")]:
        table[column] = known[column].max().astype("boolean")
    table.index = table.index.astype("str").rename("person")
    return table


def organization_ties(net: Network, group: str, organizations: pd.Index) -> pd.DataFrame:
    """Add up the ties between organizations, kind by kind; ties inside one are left out."""
    place = organizations.get_indexer(pd.Index(net.group(group)))
    learner = place[net._ties["learner"].cat.codes.to_numpy()]
    learned_from = place[net._ties["learned_from"].cat.codes.to_numpy()]
    across = (learner >= 0) & (learned_from >= 0) & (learner != learned_from)
    ties = net._ties[across]
    table = pd.DataFrame({
        "learner": pd.Categorical.from_codes(learner[across], categories=organizations),
        "learned_from": pd.Categorical.from_codes(learned_from[across], categories=organizations),
        "weight": ties["weight"].to_numpy(),
        "kind": ties["kind"].array,
        **({"wave": ties["wave"].array} if "wave" in ties else {}),
    })
    keys = [name for name in ("wave", "kind", "learner", "learned_from") if name in table]
    groups = table.groupby(keys, observed=True, dropna=False, sort=True)["weight"]
    summed = groups.agg(["sum", "size"]).reset_index()
    summed = summed.rename(columns={"sum": "weight", "size": "person_ties"})
    summed["record"] = np.full(len(summed), -1, dtype=np.int32)
    for name in keys:
        summed[name] = summed[name].astype(table[name].dtype)
    order = ["learner", "learned_from", "weight", "kind", *(["wave"] if "wave" in keys else [])]
    return summed[[*order, "person_ties", "record"]]
