"""One pass that makes the tables of a network portable: plain rows, and notes on them.

Dates become ISO text, missing values are left out, categories become text and numpy numbers
become Python's. What a file cannot say with its own means, such as which kind of tie is mutual,
goes into ``about``: notes in JSON that netweave reads back and other programs pass over.
"""

from __future__ import annotations

import json
import math
import re
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from typing import TYPE_CHECKING, Any, TypeAlias

import numpy as np
import pandas as pd

from netweave import errors

if TYPE_CHECKING:
    from netweave.network import Network

ARROW = "An arrow goes from the learner to the person learned from."
ENDS = ("learner", "learned_from")
# A record is a row of the report, and the report is not in the file.
LEFT_OUT = ("record",)
DTYPES = re.compile(r"bool|boolean|u?int\d+|U?Int\d+|[fF]loat\d+|datetime64\[\w+(, [\w/+:-]+)?\]")

Row: TypeAlias = dict[str, Any]
Types: TypeAlias = dict[str, Any]


@dataclass
class Portable:
    """A network as plain rows: ids are text or whole numbers, cells are what JSON can hold.

    Parameters
    ----------
    people : list of (id, row)
        In the order of the people.
    ties : list of (learner, learned_from, row)
        In the order of the ties.
    about : dict
        The notes: dtypes of columns, kinds, waves, roster and pairs not asked about.
    """

    people: list[tuple[Any, Row]]
    ties: list[tuple[Any, Any, Row]]
    about: Row = field(default_factory=dict)

    @property
    def notes(self) -> str:
        """The notes as one line of JSON in plain ASCII."""
        return json.dumps(self.about)


def portable(net: Network) -> Portable:
    """Turn a network into plain rows and notes."""
    people, ties = net.people, net.ties.drop(columns=list(LEFT_OUT))
    for label in ("kind", "wave"):
        if label in ties:
            ties[label] = ties[label].astype("str")
    rest = ties.drop(columns=list(ENDS))
    ends = [_ids(pd.Index(ties[role])) if len(ties) else [] for role in ENDS]
    about = {
        "program": "netweave",
        "arrow": ARROW,
        "ids": "number" if pd.api.types.is_integer_dtype(people.index.dtype) else "text",
        "people": _types(people),
        "ties": _types(rest),
        "kinds": as_notes(net.kinds.reset_index()),
        "waves": as_notes(net.waves.reset_index()),
        "roster": None if net.roster is None else as_notes(net.roster.reset_index()),
        "unasked": as_notes(net.unasked) if len(net.unasked) else None,
    }
    return Portable(
        list(zip(_ids(people.index), rows_of(people), strict=True)),
        list(zip(*ends, rows_of(rest), strict=True)),
        about,
    )


def _ids(index: pd.Index) -> list[Any]:
    found = index.tolist()
    if all(isinstance(one, str) for one in found):
        return found
    if all(isinstance(one, int) and not isinstance(one, bool) for one in found):
        return found
    raise errors.ids_of_sorts()


def _types(table: pd.DataFrame) -> Types:
    return {str(name): _type(table[name]) for name in table.columns}


def _type(column: pd.Series) -> object:
    """Name the dtype of a column, so that it can be had back; all but a few become text."""
    dtype = column.dtype
    if isinstance(dtype, pd.CategoricalDtype):
        words = [value_of(word) for word in dtype.categories]
        return {"category": [str(word) for word in words], "ordered": bool(dtype.ordered)}
    return str(dtype) if DTYPES.fullmatch(str(dtype)) else "str"


def rows_of(table: pd.DataFrame) -> list[Row]:
    """Give the rows of a table as plain values, without what is missing."""
    names = [str(name) for name in table.columns]
    columns = [[value_of(cell) for cell in table.iloc[:, place].tolist()]
               for place in range(len(names))]  # fmt: skip
    if not columns:
        return [{} for _ in range(len(table))]
    return [
        {name: cell for name, cell in zip(names, row, strict=True) if cell is not None}
        for row in zip(*columns, strict=True)
    ]


def value_of(value: Any) -> Any:
    """Give a cell as plain Python: None, bool, int, float or text."""
    if isinstance(value, np.generic):
        value = value.item()
    if value is None or value is pd.NA or value is pd.NaT:
        return None
    if isinstance(value, bool | int | str):
        return value
    if isinstance(value, float):
        return None if math.isnan(value) else value if math.isfinite(value) else str(value)
    if isinstance(value, datetime) and value.tzinfo is not None:
        return value.astimezone(UTC).isoformat()  # one offset, by which they are read again
    if isinstance(value, datetime | date):
        return value.isoformat()
    return str(value)


def as_notes(table: pd.DataFrame) -> Row:
    """Give a table as notes: the dtypes of its columns and its rows."""
    return {"types": _types(table), "rows": rows_of(table)}
