"""From answers to scores: which items belong together, which are turned round, what is complete."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import pandas as pd

from netweave import errors
from netweave._checks import has_columns, one_of
from netweave.analytics.attitudes.drafts import STATUS, draft_items
from netweave.analytics.attitudes.numeric import real_numbers
from netweave.ingest.answers.items import ItemsSource

# A score needs so large a part of the items of its principle: a convention.
PART_ANSWERED = 2 / 3
USUAL = (1.0, 5.0)  # the range of answers where neither the call nor the items say one
ONE_SCALE = "agreement"  # what items are called together that have no principle
NO_ITEM, NOBODY = "not among the items", "nobody answered it in this wave"


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
    left_out : Series
        Columns that did not enter, and why.
    drafted : bool
        Whether any of the items is one of the drafts.
    """

    values: np.ndarray
    index: pd.Index
    items: pd.Index
    principle: np.ndarray
    left_out: pd.Series
    drafted: bool = False

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
    range_: tuple[float | None, float | None],
    wave: str | None = None,
) -> Answers:
    """Check answers against the list of items and turn them all the same way."""
    listed = listing(_default(answers) if items is None else items)
    if isinstance(answers, ItemsSource):
        listed = _with_range(listed, answers.facts)
        answers = _of_source(answers, wave)
        wave = None
    if not isinstance(answers, pd.DataFrame):
        rule = "must be a DataFrame, people × items, or what read_items gave"
        raise errors.setting_out_of_range("answers", rule, type(answers).__name__)
    _all_there(answers, listed if items is not None else listed[:0])
    asked = of_wave(answers, wave)
    _check_rows(asked.index)
    listed = listed[listed["item"].isin(asked.columns)]
    _check_columns(asked.columns, listed)
    ends = _ends(listed, range_)
    values = _numbers(asked[listed["item"].tolist()], *ends)
    values = (values - ends[0]) / (ends[1] - ends[0])
    values = np.where(listed["reversed"].to_numpy(), 1 - values, values)
    ids = pd.Index(listed["item"], name="item")
    why = pd.Series(NO_ITEM, index=answers.columns[~answers.columns.isin(ids)], dtype="str")
    why[why.index.difference(asked.columns, sort=False)] = NOBODY
    drafted = "status" in listed and bool((listed["status"] == STATUS).any())
    return Answers(values, asked.index, ids, listed["principle"].to_numpy(), why, drafted)


def listing(items: pd.DataFrame) -> pd.DataFrame:
    """Give the list of items in one shape: item, principle, reversed, and whatever else it has."""
    if "item" not in getattr(items, "columns", ["item"]) and items.index.name == "item":
        items = items.reset_index()
    has_columns("items", ["item"], items)
    if "reverse" in items and "reversed" not in items:
        raise errors.missing_column("items", "reversed", items.columns)
    twice = items.loc[items["item"].duplicated(), "item"]
    if len(twice):
        raise errors.DataError(
            f"items lists {errors.listed(twice)} more than once. Give each item one row."
        )
    turned = items.get("reversed", pd.Series(data=False, index=items.index))
    for got in turned:
        one_of("items['reversed']", (True, False), got)
    items = items.assign(reversed=turned.astype(bool)).reset_index(drop=True)
    if "principle" not in items:
        items = _with_principle(items)
    nowhere = items.loc[items["principle"].isna(), "item"]
    if len(nowhere):
        raise errors.DataError(
            f"items gives no principle for {errors.listed(nowhere)}. Name it, or take the row out."
        )
    return items.assign(principle=items["principle"].astype(str))


def _default(answers: object) -> pd.DataFrame:
    """Give the drafts; of a file in which no item is one of them, its own items."""
    drafts = draft_items()
    known = answers.facts if isinstance(answers, ItemsSource) else pd.DataFrame()
    return known if len(known) and not known.index.isin(drafts["item"]).any() else drafts


def _with_principle(items: pd.DataFrame) -> pd.DataFrame:
    """Give drafts their principle; where no item is a draft, all are one scale."""
    drafts = draft_items().set_index("item")
    known = items["item"].isin(drafts.index)
    if not known.any():
        return items.assign(principle=ONE_SCALE)
    found = items[known].assign(status=STATUS)
    _same_turns(found, drafts["reversed"])
    return found.assign(principle=found["item"].map(drafts["principle"])).reset_index(drop=True)


def _same_turns(listed: pd.DataFrame, told: pd.Series) -> None:
    """Refuse two lists that do not agree on which statements are worded the other way."""
    mine = listed.set_index("item")["reversed"]
    both = mine.index.intersection(told.index, sort=False)
    differ = both[mine[both].to_numpy(dtype=bool) != told[both].to_numpy(dtype=bool)]
    if len(differ):
        raise errors.DataError(
            "two lists of the items differ on which statements are reversed: "
            f"{errors.listed(differ)}. Name them in reverse= of nw.read_items, or correct items."
        )


def _with_range(listed: pd.DataFrame, told: pd.DataFrame) -> pd.DataFrame:
    """Put the range that a reader was told beside each item, and hold the turns against it."""
    _same_turns(listed, told["reversed"])
    ends = {end: listed["item"].map(told[end].astype(float)) for end in ("lowest", "highest")}
    return listed.assign(**ends)


def _ends(
    listed: pd.DataFrame, range_: tuple[float | None, float | None]
) -> tuple[np.ndarray, np.ndarray]:
    """Give the lowest and the highest answer of each item: as given, else its own, else 1 and 5."""
    found = []
    for name, got, usual in zip(("lowest", "highest"), range_, USUAL, strict=True):
        own = real_numbers(
            listed.get(name, pd.Series(np.nan, index=listed["item"])).set_axis(listed["item"]),
            f"items[{name!r}]",
        ).fillna(usual)
        found.append(np.full(len(listed), float(got)) if got is not None else own.to_numpy())
    lowest, highest = found
    if not (lowest < highest).all():
        at = int(np.argmin(lowest < highest))
        rule = f"must be above lowest, {lowest[at]:g}"
        raise errors.setting_out_of_range("highest", rule, float(highest[at]))
    return lowest, highest


def _all_there(answers: pd.DataFrame, named: pd.DataFrame) -> None:
    """Refuse items that are named and are no column of the answers."""
    gone = named.loc[~named["item"].isin(answers.columns), "item"]
    if not len(gone):
        return
    if len(gone) == len(named):
        raise _none_of(answers.columns)
    count = "an item that is" if len(gone) == 1 else f"{len(gone)} items that are"
    raise errors.DataError(
        f"items names {count} no column of answers: {errors.listed(gone)}; the columns are "
        f"{errors.listed(answers.columns)}. Correct the id, or take the row out of items."
    )


def _check_columns(columns: pd.Index, listed: pd.DataFrame) -> None:
    """Refuse answers without any item, and two columns of one item."""
    twice = columns[columns.duplicated()]
    twice = twice[twice.isin(listed["item"])]
    if len(twice):
        raise errors.DataError(
            f"answers has several columns for {errors.listed(twice.unique())}. Keep one per item."
        )
    if not len(listed):
        raise _none_of(columns)


def _none_of(columns: pd.Index) -> errors.DataError:
    return errors.DataError(
        f"answers holds none of the items; its columns are {errors.listed(columns)}. Give items= a "
        "table with the columns item, principle and reversed."
    )


def of_wave(answers: pd.DataFrame, wave: str | None) -> pd.DataFrame:
    """Give the answers of one wave, without the items that nobody answered in it."""
    if answers.index.names[0] != "wave" or answers.index.nlevels != 2:
        if wave is not None:
            raise errors.setting_out_of_range(
                "wave", "needs answers by wave and person, such as net.report.items", wave
            )
        return answers
    waves = list(dict.fromkeys(answers.index.get_level_values(0)))
    if wave is None and len(waves) > 1:
        raise errors.DataError(
            f"answers holds {len(waves)} waves, and a scale is of one: {errors.listed(waves)}. "
            f"For example wave={errors.shown(waves[-1])}."
        )
    if wave is not None:
        one_of("wave", waves, wave)
    if not waves:
        return answers.droplevel(0)
    mine = answers.index.get_level_values(0) == (waves[0] if wave is None else wave)
    chosen = answers[mine].droplevel(0)
    asked: pd.DataFrame = chosen.loc[:, chosen.notna().any().to_numpy()]
    return asked


def _of_source(source: ItemsSource, wave: str | None) -> pd.DataFrame:
    """Lay out what a reader gave, one row per respondent as written; the declined stay out."""
    if wave is not None:
        one_of("wave", [source.wave], wave)
    who = source.answers["respondent"]
    kept = who.notna() & (source.answers["state"] == "responded")
    again = who[kept][who[kept].duplicated()]
    if len(again):
        raise errors.DataError(
            f"{source.file} holds {len(again)} respondent(s) more than once. Let nw.weave settle "
            "them, and give net.report.items."
        )
    found = source.values[kept.to_numpy()[source.values["row"].to_numpy()]]
    held = found.pivot_table(index="row", columns="item", values="value", aggfunc="first")
    every = np.flatnonzero(kept.to_numpy())
    wide: pd.DataFrame = held.reindex(index=every, columns=source.facts.index)
    wide.index = pd.Index(who[kept].to_numpy(), name="person")
    return wide


def _check_rows(index: pd.Index) -> None:
    """Refuse answers of several waves, and somebody twice."""
    if isinstance(index, pd.MultiIndex):
        raise errors.DataError(
            f"answers has an index of {index.nlevels} levels; a scale is of one wave and has one "
            "row per person. For example answers=net.report.items, wave='baseline'."
        )
    if index.has_duplicates:
        again = index[index.duplicated()].unique()
        raise errors.DataError(
            f"answers has several rows for {len(again)} person(s): {errors.listed(again)}. "
            "Keep one row per person."
        )


def _read(column: pd.Series) -> pd.Series:
    """Read one column; dates, spans of time and complex numbers are no answers."""
    if column.dtype.kind in "mMc":
        return pd.Series(np.nan, index=column.index)
    return pd.to_numeric(column, errors="coerce")


def _numbers(table: pd.DataFrame, lowest: np.ndarray, highest: np.ndarray) -> np.ndarray:
    """Give the answers as numbers; refuse what is none, or outside the scale."""
    numbers: np.ndarray = table.apply(_read).to_numpy(dtype=float)
    wrong = table.notna().to_numpy() & ~((numbers >= lowest) & (numbers <= highest))
    if wrong.any():
        rows, columns = np.nonzero(wrong)
        at = int(columns[0])
        raise errors.DataError(
            f"answers must be numbers from {lowest[at]:g} to {highest[at]:g} or missing; "
            f"{len(rows)} {'is' if len(rows) == 1 else 'are'} not, the first "
            f"{errors.shown(table.iloc[int(rows[0]), at])} in the column "
            f"{errors.shown(table.columns[at])}. Correct them, or give lowest= and highest=."
        )
    return numbers
