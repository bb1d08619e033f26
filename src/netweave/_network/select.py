"""Fewer ties, fewer people, one wave."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

import numpy as np
import pandas as pd

from netweave import errors
from netweave._checks import as_list

if TYPE_CHECKING:
    from netweave.network import Network


def ties_where(
    net: Network,
    kind: str | Iterable[str] | None,
    wave: str | Iterable[str] | None,
    evidence: str | Iterable[str] | None,
    min_weight: float | None,
) -> np.ndarray:
    """Mark the ties that fulfil every condition given."""
    keep = np.ones(len(net._ties), dtype=bool)
    if kind is not None:
        keep &= _in(net._ties["kind"], _known("kind", as_list(kind), net._kinds.index))
    if wave is not None:
        labels = _known("wave", as_list(wave), net._waves.index)
        keep &= _in(net._ties["wave"], labels) if "wave" in net._ties else False
    if evidence is not None:
        chosen = net._kinds.index[net._kinds["evidence"].isin(as_list(evidence))]
        keep &= _in(net._ties["kind"], list(chosen))
    if min_weight is not None:
        keep &= net._ties["weight"].to_numpy() >= min_weight
    return keep


def _known(argument: str, values: list[Any], index: pd.Index) -> list[Any]:
    for value in values:
        if value not in index:
            raise errors.not_one_of(argument, index, value)
    return values


def _in(column: pd.Series, labels: list[Any]) -> np.ndarray:
    wanted = np.append(column.cat.categories.isin(labels), False)
    return np.asarray(wanted[column.cat.codes.to_numpy()])


def chosen_people(net: Network, people: pd.Series | Iterable[Any]) -> np.ndarray:
    """Mark people from a boolean Series over people, or from ids."""
    index = net._people.index
    if isinstance(people, pd.Series) and str(people.dtype) in {"bool", "boolean"}:
        if not people.index.equals(index):
            raise errors.ArgumentError(
                "a mask over people must have net.people.index as its index, in the same order; "
                f"got {len(people)} values for {len(index)} people."
            )
        return people.fillna(value=False).to_numpy(dtype=bool)
    ids = pd.Index(as_list(people))
    unknown = ids[index.get_indexer(ids) < 0]
    if len(unknown):
        raise errors.DataError(
            f"{len(unknown)} id(s) are not in people: {errors.listed(unknown)}. "
            "Ids are those of net.people.index."
        )
    return np.asarray(index.isin(ids))


def ties_among(ties: pd.DataFrame, keep: np.ndarray, index: pd.Index) -> pd.DataFrame:
    """Keep the ties between kept people, coded over the smaller index."""
    learner = ties["learner"].cat.codes.to_numpy()
    learned_from = ties["learned_from"].cat.codes.to_numpy()
    both = keep[learner] & keep[learned_from]
    place = (np.cumsum(keep) - 1).astype(np.int32)
    left: pd.DataFrame = ties[both].reset_index(drop=True)
    left["learner"] = pd.Categorical.from_codes(place[learner[both]], categories=index)
    left["learned_from"] = pd.Categorical.from_codes(place[learned_from[both]], categories=index)
    return left


def people_of_wave(net: Network, label: str) -> tuple[np.ndarray, pd.DataFrame]:
    """Mark who is eligible and consenting in a wave, and give their table of that wave."""
    index = net._people.index
    if net._roster is None:
        return np.ones(len(index), dtype=bool), net._people
    rows = net._roster[net._roster.index.get_level_values("wave") == label].droplevel("wave")
    there = rows[rows["eligible"] & (rows["consent"] != "declined")]
    keep = there.index.get_indexer(index) >= 0
    order = index[keep]
    columns = there.drop(columns=["eligible"]).reindex(order)
    return keep, net._people.loc[order].join(columns)
