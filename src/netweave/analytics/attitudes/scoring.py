"""From answers to scores: which items belong together, which are turned round, what is complete."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import pandas as pd

from netweave import errors
from netweave._checks import has_columns, one_of
from netweave.analytics.attitudes.drafts import draft_items
from netweave.ingest.answers.items import ItemsSource

# A score needs so large a part of the items of its principle: a convention.
PART_ANSWERED = 2 / 3


@dataclass(frozen=True)
class Answers:
    """Answers to items, all turned the same way.

    Parameters
    ----------
    values : float array, rows × items
        From 0 (lowest) to 1 (highest), items worded the other way turned round; NaN: no answer.
    index : Index
        What a row is about.
    items : Index
        Ids of the items, in the order of the columns.
    principle : array
        The principle of each item.
    """

    values: np.ndarray
    index: pd.Index
    items: pd.Index
    principle: np.ndarray

    @property
    def principles(self) -> list[str]:
        """The principles, in the order of their first items."""
        return list(dict.fromkeys(self.principle))

    def of(self, principle: str) -> np.ndarray:
        """Give the answers to the items of one principle."""
        return self.values[:, self.principle == principle]

    def scores(self) -> tuple[pd.DataFrame, pd.DataFrame]:
        """Give the mean per row and principle, and why it is missing where it is."""
        scores, why = {}, {}
        for principle in self.principles:
            values = self.of(principle)
            there = ~np.isnan(values)
            count = there.sum(axis=1)
            enough = count >= PART_ANSWERED * values.shape[1] - 1e-9
            total = np.where(there, values, 0.0).sum(axis=1)
            scores[principle] = np.divide(
                total, count, out=np.full(len(values), np.nan), where=enough & (count > 0)
            )
            code = pd.Series(np.where(count > 0, "INCOMPLETE", "NOT_OBSERVED"), dtype="str")
            why[principle] = code.mask(enough).to_numpy()
        index = self.index
        return pd.DataFrame(scores, index=index), pd.DataFrame(why, index=index, dtype="str")


def answers_of(
    answers: pd.DataFrame | ItemsSource,
    items: pd.DataFrame | None,
    range_: tuple[float, float],
) -> Answers:
    """Check answers against the list of items and turn them all the same way."""
    listed = _items(items)
    if isinstance(answers, ItemsSource):
        answers, range_ = _of_source(answers, listed)
    if not isinstance(answers, pd.DataFrame):
        rule = "must be a DataFrame, people × items, or what read_items gave"
        raise errors.setting_out_of_range("answers", rule, type(answers).__name__)
    _check_rows(answers.index)
    lowest, highest = range_
    if not lowest < highest:
        raise errors.setting_out_of_range("highest", f"must be above lowest, {lowest:g}", highest)
    listed = listed[listed["item"].isin(answers.columns)]
    twice = answers.columns[answers.columns.duplicated()]
    twice = twice[twice.isin(listed["item"])]
    if len(twice):
        raise errors.DataError(
            f"answers has several columns for {errors.listed(twice.unique())}. Keep one per item."
        )
    if not len(listed):
        raise errors.DataError(
            f"answers holds none of the items; its columns are {errors.listed(answers.columns)}. "
            "Give items= a table with the columns item, principle and reversed."
        )
    values = _numbers(answers[listed["item"].tolist()], lowest, highest)
    values = (values - lowest) / (highest - lowest)
    values = np.where(listed["reversed"].to_numpy(), 1 - values, values)
    ids = pd.Index(listed["item"], name="item")
    return Answers(values, answers.index, ids, listed["principle"].to_numpy())


def _items(items: pd.DataFrame | None) -> pd.DataFrame:
    """Give the list of items, the drafts if there is none."""
    if items is None:
        return draft_items()
    has_columns("items", ["item", "principle"], items)
    twice = items.loc[items["item"].duplicated(), "item"]
    if len(twice):
        raise errors.DataError(
            f"items lists {errors.listed(twice)} more than once. Give each item one row."
        )
    turned = items.get("reversed", pd.Series(data=False, index=items.index))
    for got in turned:
        one_of("items['reversed']", (True, False), got)
    return items.assign(
        principle=items["principle"].astype(str), reversed=turned.astype(bool)
    ).reset_index(drop=True)


def _of_source(
    source: ItemsSource, listed: pd.DataFrame
) -> tuple[pd.DataFrame, tuple[float, float]]:
    """Lay out what a reader gave, one row per respondent as written; the declined stay out."""
    told = source.facts
    both = listed.set_index("item")["reversed"].reindex(told.index).dropna().astype(bool)
    differ = both.index[both.to_numpy() != told.loc[both.index, "reverse"].to_numpy(dtype=bool)]
    if len(differ):
        raise errors.DataError(
            f"items and the file differ on which statements are reversed: {errors.listed(differ)}. "
            "Name them in reverse= of nw.read_items, or correct items."
        )
    who = source.answers["respondent"]
    kept = who.notna() & (source.answers["state"] == "responded")
    again = who[kept][who[kept].duplicated()]
    if len(again):
        raise errors.DataError(
            f"{source.file} holds {len(again)} respondent(s) more than once. Let nw.weave settle "
            "them, and give net.report.items.loc[wave]."
        )
    found = source.values[kept.to_numpy()[source.values["row"].to_numpy()]]
    wide = found.pivot_table(index="row", columns="item", values="value", aggfunc="first")
    wide = wide.reindex(index=np.flatnonzero(kept.to_numpy()), columns=told.index)
    wide.index = pd.Index(who[kept].to_numpy(), name="person")
    return wide, (float(told["lowest"].iloc[0]), float(told["highest"].iloc[0]))


def _check_rows(index: pd.Index) -> None:
    """Refuse answers of several waves, and somebody twice."""
    if isinstance(index, pd.MultiIndex):
        raise errors.DataError(
            f"answers has an index of {index.nlevels} levels; a scale is of one wave and has one "
            "row per person. For example answers=net.report.items.loc['baseline']."
        )
    if index.has_duplicates:
        again = index[index.duplicated()].unique()
        raise errors.DataError(
            f"answers has several rows for {len(again)} person(s): {errors.listed(again)}. "
            "Keep one row per person."
        )


def _numbers(table: pd.DataFrame, lowest: float, highest: float) -> np.ndarray:
    """Give the answers as numbers; refuse what is none, or outside the scale."""
    numbers: np.ndarray = table.apply(pd.to_numeric, errors="coerce").to_numpy(dtype=float)
    wrong = table.notna().to_numpy() & ~((numbers >= lowest) & (numbers <= highest))
    if wrong.any():
        rows, columns = np.nonzero(wrong)
        first = table.iloc[int(rows[0]), int(columns[0])]
        raise errors.DataError(
            f"answers must be numbers from {lowest:g} to {highest:g} or missing; {len(rows)} "
            f"{'is' if len(rows) == 1 else 'are'} not, the first {errors.shown(first)} in the "
            f"column {errors.shown(table.columns[columns[0]])}. Correct them, or give lowest= and "
            "highest=."
        )
    return numbers
