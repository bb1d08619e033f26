"""From Parquet and SPSS files to a frame of typed cells."""

from __future__ import annotations

import re
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
        frame = _unpacked(table)
    except Exception as fault:
        raise _damaged(path, fault) from fault
    return Read(frame, f"Parquet; {RECORDS}")


def _unpacked(table: Any) -> pd.DataFrame:  # noqa: ANN401
    """Give a table of Arrow as a frame, also where the types that its writer noted are unknown."""
    try:
        frame: pd.DataFrame = table.to_pandas(date_as_object=True)
    except TypeError:
        frame = table.to_pandas(date_as_object=True, ignore_metadata=True)
    return frame


def spss(path: Path, encoding: str | None) -> Read:
    """Read an SPSS file: words for coded values, missing for what its author declared missing."""
    try:
        import pyreadstat  # noqa: PLC0415
    except ImportError as fault:
        raise errors.missing_extra(path.name, "SPSS files", "pyreadstat", "survey") from fault
    _refuse_others(path, formats.SPSS)
    if encoding is not None and not _of_bytes(encoding):
        raise errors.ArgumentError(
            f"encoding must be one that SPSS files have, got {errors.shown(encoding)}. "
            "Try encoding='utf-8' or 'cp1252'."
        )
    try:
        frame, facts = pyreadstat.read_sav(str(path), user_missing=True, encoding=encoding)
    except Exception as fault:
        raise _damaged(path, fault) from fault
    if not all(isinstance(column, str) for column in frame.columns):
        raise _damaged(path, ValueError("its column names are no text in this encoding"))
    frame, missing = _without_missing(frame, facts.missing_ranges)
    shared: list[str] = []
    for column, words in facts.variable_value_labels.items():
        frame[column], kept = _worded(frame[column], words)
        shared += [f"{column}: {errors.listed(kept)}"] if kept else []
    labels = {column: label for column, label in facts.column_names_to_labels.items() if label}
    note = f"SPSS; {RECORDS}; value labels read as words"
    if shared:
        note += f"; codes kept where several share a label ({', '.join(shared)})"
    if missing:
        note += f"; {sum(missing.values())} cell(s) with codes declared missing read as missing ("
        note += ", ".join(f"{column}: {count}" for column, count in missing.items()) + ")"
    return Read(frame, note, labels)


def _of_bytes(encoding: object) -> bool:
    """Say whether this names an encoding that leaves plain letters as single bytes."""
    return isinstance(encoding, str) and not re.match(r"utf[-_ ]?(16|32)", encoding.casefold())


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


def _worded(values: pd.Series, words: dict[Any, str]) -> tuple[pd.Series, list[str]]:
    """Give every labelled value its label; a value without one stays as it is written.

    A label that several codes share tells nobody apart: there the codes stay, and are named.
    """
    spelled = cells.text(values)
    labels = {cells.one_text(value): str(label).strip() for value, label in words.items()}
    labels = {code: label for code, label in labels.items() if code and label}
    held = [code for code in spelled.dropna().unique() if code not in labels]
    shared = _shared({**dict(zip(held, held, strict=True)), **labels})
    worded = {code: label for code, label in labels.items() if code not in shared}
    if _shared({code: worded.get(code, code) for code in [*held, *labels]}):
        shared, worded = set(labels), {}
    kept = [code for code in labels if code in shared]
    return spelled.map(lambda cell: worded.get(cell, cell), na_action="ignore"), kept


def _shared(labels: Mapping[str, str]) -> set[str]:
    """Give the codes whose labels others have too, whatever the case of their letters."""
    codes: dict[str, list[str]] = {}
    for code, label in labels.items():
        codes.setdefault(cells.folded(label), []).append(code)
    return {code for alike in codes.values() if len(alike) > 1 for code in alike}
