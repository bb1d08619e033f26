"""From the ties a user hands in to a checked table, coded over people, kinds and waves."""

from __future__ import annotations

import numpy as np
import pandas as pd

from netweave import errors
from netweave._checks import has_columns
from netweave._kernels.sparse import same_both_ways

SYNONYMS = {"source", "target", "from", "to", "sender", "receiver", "ego", "alter", "teacher"}


def places(values: pd.Series, index: pd.Index, where: str) -> np.ndarray:
    """Give the place of every value in the index; missing and unknown values are refused."""
    if isinstance(values.dtype, pd.CategoricalDtype):
        names, coded = values.cat.categories, values.cat.codes.to_numpy()
        if names.equals(index) and (len(coded) == 0 or coded.min() >= 0):
            return coded.astype(np.int32, copy=False)
        used = np.bincount(coded[coded >= 0], minlength=len(names)) > 0
    else:
        coded, names = pd.factorize(values, use_na_sentinel=False)
        names = pd.Index(names)
        used = np.ones(len(names), dtype=bool)
    absent = (coded < 0) | np.append(names.isna(), False)[coded]
    if absent.any():
        first = int(np.flatnonzero(absent)[0]) + 1
        raise errors.DataError(
            f"{where} is missing in {int(absent.sum())} row(s), first row {first}. "
            "Fill it in, or drop the row."
        )
    found = index.get_indexer(names)
    unknown = names[(found < 0) & used]
    if len(unknown):
        raise errors.unknown_people(where, list(unknown))
    return found.astype(np.int32)[coded]


def people_of(values: pd.Series, people: pd.Index, where: str) -> pd.Categorical:
    """Code the people over an index, as they are if they are already; unknown ones are refused."""
    if isinstance(values.dtype, pd.CategoricalDtype) and values.cat.categories.equals(people):
        coded = values.cat.codes.to_numpy()
        if len(coded) == 0 or coded.min() >= 0:
            return pd.Categorical.from_codes(coded, categories=people)
    return pd.Categorical.from_codes(places(values, people, where), categories=people)


def labels(values: pd.Series, index: pd.Index, where: str) -> pd.Categorical:
    """Code the labels over an index; a missing label stays missing, an unknown one is refused."""
    if isinstance(values.dtype, pd.CategoricalDtype):
        coded, names = values.cat.codes.to_numpy(), values.cat.categories
        if names.equals(index):
            return pd.Categorical.from_codes(coded.copy(), categories=index)
    else:
        coded, names = pd.factorize(values)
    found = index.get_indexer(pd.Index(names).astype("str"))
    used = np.bincount(coded[coded >= 0], minlength=len(names)) > 0
    unknown = list(pd.Index(names)[(found < 0) & used])
    if unknown:
        raise errors.DataError(
            f"{where} names {errors.listed(unknown)}, not in the table of {index.name}s: "
            f"{errors.listed(index)}. Add a row for it there, or correct the ties."
        )
    lookup: np.ndarray = np.append(found, -1).astype(np.int8 if len(index) < 128 else np.int32)
    return pd.Categorical.from_codes(lookup[coded], categories=index)


def ties_table(
    ties: pd.DataFrame,
    people: pd.Index,
    kinds: pd.DataFrame,
    waves: pd.DataFrame,
    *,
    ours: bool = False,
) -> pd.DataFrame:
    """Check the ties and code them over people, kinds and waves.

    A table of our own, which nobody else can change, is not copied.
    """
    learner = people_of(ties["learner"], people, "ties['learner']")
    learned_from = people_of(ties["learned_from"], people, "ties['learned_from']")
    same = learner.codes == learned_from.codes
    _refuse_self(same, people[learner.codes[same]])
    columns = {
        "learner": learner,
        "learned_from": learned_from,
        "weight": weights_of(ties),
        "kind": labels(ties["kind"], kinds.index, "ties['kind']")
        if "kind" in ties.columns
        else pd.Categorical.from_codes(np.zeros(len(ties), dtype=np.int8), kinds.index),
    }
    table = pd.DataFrame(columns, copy=not ours)
    if len(waves):
        absent = pd.Series(np.full(len(ties), None, dtype=object))
        wave = ties["wave"] if "wave" in ties.columns else absent
        if "wave" not in ties.columns and len(waves) == 1:
            wave = pd.Series([waves.index[0]] * len(ties))
        table["wave"] = labels(wave, waves.index, "ties['wave']")
    for column in ties.columns.difference([*table.columns, "wave", "record"], sort=False):
        table[column] = ties[column].to_numpy() if column != "time" else _times(ties[column])
    record = ties["record"].to_numpy() if "record" in ties.columns else np.array(-1)
    table["record"] = np.full(len(ties), record, dtype=np.int32)
    return table


def _times(values: pd.Series) -> np.ndarray:
    try:
        times = pd.to_datetime(values)
    except (TypeError, ValueError) as fault:
        raise errors.DataError(
            f"ties['time'] must hold dates: {fault}. Parse them with pandas.to_datetime first."
        ) from fault
    return times.to_numpy()


def weights_of(ties: pd.DataFrame) -> np.ndarray:
    """Give the weights, 1 where none were given; each must be a finite number above 0."""
    if "weight" not in ties.columns:
        return np.ones(len(ties))
    try:
        weight = ties["weight"].to_numpy(dtype=float)
    except (TypeError, ValueError) as fault:
        raise errors.DataError(
            f"ties['weight'] must hold numbers: {fault}. Convert the column first."
        ) from fault
    wrong = ~(np.isfinite(weight) & (weight > 0))
    if wrong.any():
        rows = np.flatnonzero(wrong)
        raise errors.bad_rows(
            "ties['weight']",
            "must be a finite number above 0",
            list(weight[rows]),
            list(rows + 1),
            "A weight of 0 is no tie, a missing one is not 1: drop the row or find it.",
        )
    return weight


def _refuse_self(same: np.ndarray, who: pd.Index) -> None:
    if same.any():
        raise errors.bad_rows(
            "ties",
            "must join two different people",
            list(who),
            list(np.flatnonzero(same) + 1),
            "Drop the rows in which somebody learned from themselves.",
        )


def check_tie_columns(ties: pd.DataFrame) -> None:
    """Refuse a tie table without roles; never guess which column is which."""
    guess = [str(name) for name in ties.columns if str(name).casefold() in SYNONYMS]
    if guess and not {"learner", "learned_from"} <= set(ties.columns):
        first, second = [*guess, "…"][:2]
        raise errors.DataError(
            f"ties has the columns {errors.listed(guess)}, and they do not say who learned from "
            f"whom. Rename them: ties.rename(columns={{{first!r}: 'learner', "
            f"{second!r}: 'learned_from'}}), or the other way round if {second!r} is who learned."
        )
    has_columns("ties", ["learner", "learned_from"], ties)


def check_mutual(ties: pd.DataFrame, kinds: pd.DataFrame, n: int) -> None:
    """Refuse a mutual kind of which one direction is missing."""
    for kind in kinds.index[kinds["mutual"]]:
        rows = ties["kind"].cat.codes.to_numpy() == kinds.index.get_loc(kind)
        one = ties["learner"].cat.codes.to_numpy()[rows].astype(np.int64)
        other = ties["learned_from"].cat.codes.to_numpy()[rows].astype(np.int64)
        wave = ties["wave"].cat.codes.to_numpy()[rows].astype(np.int64) + 1 if "wave" in ties else 0
        if same_both_ways(wave * n + one, wave * n + other):
            continue
        there, back = wave * n * n + one * n + other, wave * n * n + other * n + one
        alone = ~np.isin(there, back)
        if alone.any():
            raise errors.bad_rows(
                f"ties of the mutual kind {kind!r}",
                "must come as two rows, one each way",
                list(ties["learner"].to_numpy()[rows][alone]),
                list(np.flatnonzero(rows)[alone] + 1),
                "Use net.symmetrize() on a directed kind, or add the row the other way.",
            )
