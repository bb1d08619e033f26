"""Checks of one to five lines that every layer shares."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from typing import TYPE_CHECKING, Any

import numpy as np

from netweave import errors

if TYPE_CHECKING:
    import pandas as pd


def one_of(argument: str, allowed: Collection[object], got: object) -> None:
    """Refuse an argument that is not one of its allowed values."""
    try:
        known = hash(got) is not None and got in allowed
    except (TypeError, ValueError):  # a list, a Series, pd.NA: nothing that equals a value
        known = False
    if not known:
        raise errors.not_one_of(argument, allowed, got)


def has_columns(table: str, wanted: Iterable[str], frame: pd.DataFrame) -> None:
    """Refuse a table that lacks a column."""
    if not hasattr(frame, "columns"):
        raise errors.not_of_sort(table, ["a table"], frame)
    for column in wanted:
        if column not in frame.columns:
            raise errors.missing_column(table, column, frame.columns)


def as_list(value: object) -> list[Any]:
    """Take one value or several, give a list; a text is one value."""
    one = isinstance(value, str) or not isinstance(value, Iterable)
    return [value] if one else list(value)  # type: ignore[call-overload]


def counted(argument: str, got: object, least: int = 1) -> None:
    """Refuse what is no whole number from ``least`` on."""
    whole = isinstance(got, int | np.integer) and not isinstance(got, bool)
    if not whole or got < least:  # type: ignore[operator]  # it is a number here
        rule = f"must be {least} or more, and a whole number"
        raise errors.setting_out_of_range(argument, rule, got)


def seeded(seed: object, when: str = "") -> None:
    """Refuse what is no seed; ``when`` says where one is needed."""
    if not isinstance(seed, int | np.integer) or isinstance(seed, bool) or seed < 0:
        rule = " ".join(["must be 0 or a whole number above it", *when.split()])
        raise errors.setting_out_of_range("seed", rule, seed, "Give one, such as seed=1.")


def generator(seed: int | np.random.Generator | None) -> np.random.Generator:
    """Give a generator from a seed; a generator passes through."""
    return seed if isinstance(seed, np.random.Generator) else np.random.default_rng(seed)
