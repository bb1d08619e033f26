"""Pairs that somebody who answered was not asked about: neither a tie nor an observed "no tie"."""

from __future__ import annotations

import numpy as np
import pandas as pd

from netweave import errors
from netweave._checks import has_columns
from netweave._network.ties import labels, places

SIDES = ("learner", "learned_from")


def unasked_table(
    unasked: pd.DataFrame | None, people: pd.Index, kinds: pd.DataFrame, waves: pd.DataFrame
) -> pd.DataFrame:
    """Check the pairs nobody was asked about, coded over people, kinds and waves.

    A row reads: ``side`` was not asked whether ``learner`` learned from ``learned_from``.
    """
    if unasked is None:
        return _nothing(people, kinds, waves)
    has_columns("unasked", list(SIDES), unasked)
    unasked = unasked.reset_index(drop=True)
    coded = {role: places(unasked[role], people, f"unasked[{role!r}]") for role in SIDES}
    parts = {role: pd.Categorical.from_codes(place, people) for role, place in coded.items()}
    if len(waves):
        wave = _filled(unasked, "wave", list(waves.index))
        parts["wave"] = labels(wave, waves.index, "unasked['wave']")
    kind = _filled(unasked, "kind", list(kinds.index))
    parts["kind"] = labels(kind, kinds.index, "unasked['kind']")
    table = pd.DataFrame(parts)
    return _with_sides(table, unasked.get("side"), kinds)


def _nothing(people: pd.Index, kinds: pd.DataFrame, waves: pd.DataFrame) -> pd.DataFrame:
    """Give a table without rows: everybody was asked about everybody."""
    person = pd.CategoricalDtype(people)
    coded = dict.fromkeys(SIDES, person)
    coded |= {"wave": pd.CategoricalDtype(waves.index)} if len(waves) else {}
    coded |= {"kind": pd.CategoricalDtype(kinds.index)}
    coded |= {"side": pd.CategoricalDtype(pd.Index(SIDES))}
    nobody = np.empty(0, dtype=np.int8)
    return pd.DataFrame({
        name: pd.Categorical.from_codes(nobody, dtype=dtype) for name, dtype in coded.items()
    })


def _filled(unasked: pd.DataFrame, name: str, known: list[str]) -> pd.Series:
    """Give a column; left out, it is the only wave or kind there is."""
    if name in unasked.columns and not unasked[name].isna().any():
        return unasked[name]
    if len(unasked) and len(known) != 1:
        raise errors.DataError(
            f"unasked must say in every row which {name} it is about: {errors.listed(known)}. "
            f"Add the column {name!r}, or fill it in."
        )
    return pd.Series(known[:1] * len(unasked), dtype="str")


def _with_sides(table: pd.DataFrame, sides: pd.Series | None, kinds: pd.DataFrame) -> pd.DataFrame:
    """Add whose answer is missing; left out, that of everybody who could report the tie."""
    if sides is not None:
        for value in sides.unique():
            if value not in SIDES:
                raise errors.not_one_of("unasked['side']", SIDES, value)
        coded = (sides == SIDES[1]).to_numpy().astype(np.int8)
        return table.assign(side=pd.Categorical.from_codes(coded, pd.Index(SIDES)))
    reporter = kinds["reporter"].to_numpy(dtype=object)[table["kind"].cat.codes.to_numpy()]
    parts = [
        table[np.isin(reporter, [side, "either", "record"])].assign(side=side) for side in SIDES
    ]
    both = pd.concat(parts, ignore_index=True)
    return both.assign(side=pd.Categorical(both["side"], categories=pd.Index(SIDES)))


def of_kinds(table: pd.DataFrame, kinds: pd.Index) -> pd.DataFrame:
    """Keep the rows of some kinds, coded over them."""
    coded = kinds.get_indexer(table["kind"].cat.categories)[table["kind"].cat.codes.to_numpy()]
    kept: pd.DataFrame = table[coded >= 0].reset_index(drop=True)
    return kept.assign(kind=pd.Categorical.from_codes(coded[coded >= 0], categories=kinds))


def of_wave(table: pd.DataFrame, waves: pd.Index) -> pd.DataFrame:
    """Keep the rows of one wave, coded over it."""
    kept: pd.DataFrame = table[(table["wave"] == waves[0]).to_numpy()].reset_index(drop=True)
    coded = np.zeros(len(kept), dtype=np.int8)
    return kept.assign(wave=pd.Categorical.from_codes(coded, categories=waves))


def both_ways(table: pd.DataFrame, kinds: pd.DataFrame) -> pd.DataFrame:
    """Give what is left once every kind is mutual.

    Where both sides were asked about both directions, somebody who was not asked about one of
    them still spoke about the pair.
    """
    asked_both = (kinds["reporter"] == "either") & ~kinds["mutual"]
    kept = table[~asked_both.to_numpy()[table["kind"].cat.codes.to_numpy()] | _twice(table)]
    left: pd.DataFrame = kept.reset_index(drop=True)
    return left


def _twice(table: pd.DataFrame) -> np.ndarray:
    """Mark the rows whose side was not asked about the other direction either."""
    rows = table.astype("str")
    keys = [name for name in ("wave", "kind") if name in rows]
    other = {"learner": "learned_from", "learned_from": "learner"}
    turned = rows.rename(columns=other).assign(side=rows["side"].map(other))
    parts = [*keys, *SIDES, "side"]
    there = pd.MultiIndex.from_frame(rows[parts])
    return np.asarray(there.isin(pd.MultiIndex.from_frame(turned[parts])))


def combined(table: pd.DataFrame, kinds: list[str], name: str) -> pd.DataFrame:
    """Give the pairs of a sum of kinds that lack one of its parts."""
    kept = table[table["kind"].isin(kinds).to_numpy()]
    coded = np.zeros(len(kept), dtype=np.int8)
    one = pd.Categorical.from_codes(coded, categories=pd.Index([name], dtype="str", name="kind"))
    summed: pd.DataFrame = kept.assign(kind=one).drop_duplicates(ignore_index=True)
    return summed
