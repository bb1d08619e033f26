"""One part of a profile: everybody's share with what it is a share of, beside chance."""

from __future__ import annotations

import dataclasses
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from netweave.analytics._facts import findings
from netweave.analytics.profiles._shares import Shares, jeffreys, ratio
from netweave.analytics.profiles.terms import COLUMNS

if TYPE_CHECKING:
    from collections.abc import Mapping

    from netweave.analytics.profiles._chance import Chance, Judged


@dataclass(frozen=True)
class Part:
    """A number per person that is a numerator over a denominator.

    Parameters
    ----------
    id : str
        Its short name, such as "R1".
    values, numerator, denominator : float array
        The share and what it is made of.
    why : object array
        Reason code where the value is undefined or withheld, else "".
    std_error, low, high : float array
        Of leaving one contact out; the 95 percent interval of a share of counts.
    base : float array
        What to read it beside without drawing anything, NaN where there is no such thing.
    method : str
        What was counted.
    judged : Judged or None
        How it stands among random networks.
    """

    id: str
    values: np.ndarray
    numerator: np.ndarray
    denominator: np.ndarray
    why: np.ndarray
    std_error: np.ndarray
    low: np.ndarray
    high: np.ndarray
    base: np.ndarray
    method: str = ""
    judged: Judged | None = None

    def beside(self, chance: Chance, name: str = "") -> Part:
        """Put it beside random networks."""
        method = f"{self.method}; random networks {chance.words}"
        return dataclasses.replace(self, judged=chance.judged[name or self.id], method=method)

    def with_base(self, base: np.ndarray) -> Part:
        """Put something to compare with beside it."""
        return dataclasses.replace(self, base=np.broadcast_to(base, self.values.shape))

    def withheld(self, codes: np.ndarray) -> Part:
        """Leave the counts and nothing else where there is a reason to."""
        gone = (self.why == "") & (codes != "")
        return dataclasses.replace(
            self,
            why=np.where(gone, codes, self.why),
            values=np.where(gone, np.nan, self.values),
            std_error=np.where(gone, np.nan, self.std_error),
            low=np.where(gone, np.nan, self.low),
            high=np.where(gone, np.nan, self.high),
        )

    def placed(self, field: str) -> np.ndarray:
        """Give what chance says, where the value itself is given; NaN elsewhere."""
        if self.judged is None:
            return np.full(self.values.shape, np.nan)
        found: np.ndarray = getattr(self.judged, field).astype(float)
        return np.where(np.isnan(self.values), np.nan, found)


def undefined(values: np.ndarray, codes: dict[str, np.ndarray | bool], last: str) -> np.ndarray:
    """Give per undefined value the first code whose rule holds, or the last; "" where defined."""
    why = np.full(values.shape, last, dtype=object)
    for code, holds in reversed(codes.items()):
        why[np.broadcast_to(np.asarray(holds), values.shape)] = code
    why[~np.isnan(values)] = ""
    return why


def part_of(
    name: str,
    found: Shares,
    codes: dict[str, np.ndarray | bool],
    last: str,
    *,
    method: str,
    counts: bool = True,
) -> Part:
    """Make a part of shares over contacts; ``counts`` says whether what is shared are counts."""
    made = part(name, found.numerator, found.denominator, codes, last, method=method, counts=counts)
    return dataclasses.replace(made, std_error=found.std_error)


def part(
    name: str,
    numerator: np.ndarray,
    denominator: np.ndarray,
    codes: dict[str, np.ndarray | bool],
    last: str,
    *,
    method: str,
    counts: bool = True,
) -> Part:
    """Make a part of numerators and denominators."""
    values = ratio(numerator, denominator)
    nothing = np.full(values.shape, np.nan)
    low, high = jeffreys(numerator, denominator) if counts else (nothing, nothing)
    why = undefined(values, codes, last)
    return Part(
        name, values, numerator, denominator, why, nothing, low, high, nothing, method=method
    )


def missing(name: str, n: int, code: str, method: str) -> Part:
    """Make a part of which nothing is known."""
    zero = np.zeros(n)
    return part(name, zero, zero, {}, code, method=method)


def table_of(
    names: pd.Index,
    contacts: np.ndarray,
    parts: list[Part],
    labels: Mapping[str, str],
    *,
    unit: str = "person",
) -> pd.DataFrame:
    """List the parts person by person, or by another unit, in the order of their names."""
    tables = [_rows(names, contacts, one).assign(label=labels[one.id]) for one in parts]
    where = COLUMNS.index("label") + 1
    columns = [*COLUMNS[:where], unit, *COLUMNS[where:]]
    tables = [table.rename(columns={"unit": unit})[columns] for table in tables]
    return _in_order(tables, len(names))


def together(tables: list[pd.DataFrame], people: int) -> pd.DataFrame:
    """Put tables of parts into one, person by person."""
    return _in_order(tables, people)


def _rows(names: pd.Index, contacts: np.ndarray, one: Part) -> pd.DataFrame:
    rows = zip([one.id] * len(names), one.values, contacts.tolist(), one.why, strict=True)
    table = findings(list(rows), one.method)
    expected, percentile, draws = (one.placed(f) for f in ("expected", "percentile", "draws"))
    return table.assign(
        std_error=one.std_error,
        conf_low=one.low,
        conf_high=one.high,
        unit=names.astype("str"),
        numerator=one.numerator,
        denominator=one.denominator,
        base=one.base,
        expected=expected,
        difference=one.values - expected,
        percentile=percentile,
        draws=np.nan_to_num(draws).astype(np.int64),
    )


def _in_order(tables: list[pd.DataFrame], people: int) -> pd.DataFrame:
    whole = pd.concat(tables, ignore_index=True)
    if not people:
        return whole
    place = np.concatenate([np.repeat(np.arange(people), len(t) // people) for t in tables])
    return whole.iloc[np.argsort(place, kind="stable")].reset_index(drop=True)
