"""From Parquet and SPSS files to a frame of typed cells."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd

from netweave import errors
from netweave.ingest.tables import cells, formats

RECORDS = "lines count its records from 1"


@dataclass(frozen=True)
class Read:
    """What a file of records holds.

    Parameters
    ----------
    frame : DataFrame
        Its columns.
    labels : dict of str to str
        Column → its question text, where it has one.
    note : str
        What was detected.
    """

    frame: pd.DataFrame
    note: str
    labels: dict[str, str] = field(default_factory=dict)


def parquet(path: Path) -> Read:
    """Read a Parquet file."""
    try:
        from pyarrow import parquet as reader  # noqa: PLC0415
    except ImportError as fault:
        raise errors.missing_extra(path.name, "Parquet files", "pyarrow", "parquet") from fault
    _refuse_others(path, formats.PARQUET)
    try:
        table = reader.read_table(path, partitioning=None)
        frame = table.to_pandas(date_as_object=True)
    except Exception as fault:
        raise _damaged(path, fault) from fault
    return Read(frame, f"Parquet; {RECORDS}")


def spss(path: Path, encoding: str | None) -> Read:
    """Read an SPSS file: words for coded values, missing for what its author declared missing."""
    try:
        import pyreadstat  # noqa: PLC0415
    except ImportError as fault:
        raise errors.missing_extra(path.name, "SPSS files", "pyreadstat", "survey") from fault
    _refuse_others(path, formats.SPSS)
    try:
        frame, facts = pyreadstat.read_sav(str(path), user_missing=True, encoding=encoding)
    except Exception as fault:
        raise _damaged(path, fault) from fault
    frame, missing = _without_missing(frame, facts.missing_ranges)
    for column, words in facts.variable_value_labels.items():
        frame[column] = _worded(frame[column], words)
    labels = {column: label for column, label in facts.column_names_to_labels.items() if label}
    note = f"SPSS; {RECORDS}; value labels read as words"
    if missing:
        note += f"; {sum(missing.values())} cell(s) with codes declared missing read as missing ("
        note += ", ".join(f"{column}: {count}" for column, count in missing.items()) + ")"
    return Read(frame, note, labels)


def _refuse_others(path: Path, suffixes: tuple[str, ...]) -> None:
    """Refuse a file that is something else by its first bytes."""
    found, suffix = formats.what_is(path)
    if suffix not in suffixes:
        raise errors.not_what_it_says(path.name, found, suffix)


def _damaged(path: Path, fault: Exception) -> errors.DataError:
    found, _ = formats.what_is(path)
    return errors.damaged(path.name, found, fault)


def _without_missing(
    frame: pd.DataFrame, ranges: Mapping[str, Sequence[Any]]
) -> tuple[pd.DataFrame, dict[str, int]]:
    """Turn the codes that the file's author declared missing into missing cells, and count them."""
    counts: dict[str, int] = {}
    for column, spans in ranges.items():
        values = frame[column]
        coded = np.zeros(len(values), dtype=bool)
        for span in spans:
            coded |= np.array([_within(value, span) for value in values], dtype=bool)
        if coded.any():
            counts[column] = int(coded.sum())
            frame[column] = values.mask(coded)
    return frame, counts


def _within(value: object, span: Mapping[str, Any]) -> bool:
    """Say whether a value lies in a span of missing codes."""
    try:
        return bool(span["lo"] <= value <= span["hi"])
    except TypeError:
        return False


def _worded(values: pd.Series, words: dict[Any, str]) -> pd.Series:
    """Give every labelled value its label; a value without one stays as it is written."""
    labels = {cells.one_text(value): str(label).strip() for value, label in words.items()}
    return cells.text(values).map(lambda cell: labels.get(cell, cell), na_action="ignore")
