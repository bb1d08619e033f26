"""Decisions made before: put back where they belong, and kept where nothing needs them."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import pandas as pd

from netweave import errors
from netweave.ingest import safe
from netweave.ingest.tables import cells
from netweave.ingest.who import names
from netweave.ingest.who.aliases import Aliases
from netweave.ingest.who.decisions import CANDIDATES, COLUMNS

GONE = "decided earlier; nothing needs it now"
_TEXT = [column for column in COLUMNS if column != "rows" and not column.endswith("_score")]
_KEYS = ["what", "as_written", "source"]
_CANDIDATES = [f"{which}_{part}" for which in CANDIDATES for part in ("id", "name", "score")]


def decided(tables: Sequence[Aliases]) -> pd.DataFrame:
    """Give the rows of earlier crosswalks that hold a decision or a note; later tables win."""
    frames = [pd.DataFrame(columns=list(COLUMNS))]
    for table in tables:
        if table.crosswalk is None:
            continue
        rows = table.crosswalk[list(COLUMNS)].assign(line=table.line)
        rows = rows[rows["as_written"].notna() & (rows["decision"].notna() | rows["note"].notna())]
        for name in _KEYS[1:]:
            rows[name] = rows[name].map(safe.written, na_action="ignore").astype("str")
        _refuse_two_ways(table.file, rows)
        frames.append(rows.sort_values("decision", kind="stable", na_position="last"))
    every = pd.concat(frames[::-1], ignore_index=True)
    every["source"] = every["source"].fillna("")
    return every.drop_duplicates(_KEYS).reset_index(drop=True)


def _refuse_two_ways(file: str, rows: pd.DataFrame) -> None:
    """Refuse a crosswalk in which one name of one file is decided in two ways."""
    told = rows[rows["decision"].notna()].fillna({"source": ""})
    told = told[told.duplicated(_KEYS, keep=False)]
    for _, twins in told.groupby(_KEYS, sort=False):
        meant = twins["decision"].str.casefold()
        if not meant.duplicated().iloc[1:].all():
            first, second = (
                f"{row.decision!r} ({file}, line {row.line})"
                for row in twins[~meant.duplicated()].head(2).itertuples()
            )
            raise errors.decided_two_ways(str(twins["as_written"].iloc[0]), first, second)


def shared(listed: pd.DataFrame, earlier: pd.DataFrame) -> pd.DataFrame:
    """Give one row for all files to a name that was decided for all files."""
    every = earlier[(earlier["source"] == "") & earlier["decision"].notna()]
    blank = pd.MultiIndex.from_frame(every[_KEYS[:2]].astype("str"))
    if not len(listed) or not len(every):
        return listed
    covered = pd.MultiIndex.from_frame(listed[_KEYS[:2]].astype("str")).isin(blank)
    told = set(zip(earlier["what"], earlier["as_written"], earlier["source"], strict=True))
    own = [key in told for key in zip(*(listed[name] for name in _KEYS), strict=True)]
    listed = listed.assign(source=listed["source"].mask(covered & ~np.array(own), ""))
    total = listed.groupby(_KEYS, sort=False)["rows"].transform("sum")
    return listed.assign(rows=total).drop_duplicates(_KEYS).reset_index(drop=True)


def merged(listed: pd.DataFrame, earlier: pd.DataFrame) -> pd.DataFrame:
    """Put earlier decisions and notes where they belong; what nothing needs comes last."""
    listed = listed.reindex(columns=list(COLUMNS)).astype({"decision": "object", "note": "object"})
    exact = {
        key: place for place, key in enumerate(zip(*(earlier[name] for name in _KEYS), strict=True))
    }
    loose = {
        (what, names.one_person(str(text)), source): place
        for (what, text, source), place in reversed(exact.items())
        if what == "person" and pd.notna(earlier["decision"][place])
    }
    keys = list(zip(*(listed[name] for name in _KEYS), strict=True))
    same = np.array([exact.get(key, -1) for key in keys], dtype=np.int64)
    near = [
        loose.get((what, names.one_person(str(text)), source), -1) for what, text, source in keys
    ]
    listed = _taken_over(listed, earlier, np.where(same >= 0, same, near).astype(np.int64))
    taken = set(same.tolist())
    rest = earlier[~earlier.index.isin(taken) & earlier["decision"].notna().to_numpy()]
    rest = rest.reindex(columns=list(COLUMNS)).assign(rows=0, reason=GONE)
    return pd.concat([_typed(_in_order(listed)), _typed(_in_order(rest))], ignore_index=True)


def _taken_over(listed: pd.DataFrame, earlier: pd.DataFrame, place: np.ndarray) -> pd.DataFrame:
    """Keep decisions with the candidates they were made on, and notes; place -1: nothing."""
    if not len(earlier):
        return listed
    told = earlier.iloc[np.maximum(place, 0)].set_axis(listed.index)
    known = place >= 0
    decided, noted = (known & told[name].notna().to_numpy() for name in ("decision", "note"))
    kept = dict.fromkeys(["decision", *_CANDIDATES], decided) | {"note": noted}
    for column, mark in kept.items():
        value = told[column]
        if column.endswith("_score"):
            value = pd.to_numeric(value, errors="coerce")
        listed[column] = listed[column].where(~mark, value)
    return listed


def unnamed(rows: pd.DataFrame, gone: pd.Index) -> pd.DataFrame:
    """Take the names from earlier decisions about people who declined since; the ids decide."""
    for which in CANDIDATES:
        rows[f"{which}_name"] = rows[f"{which}_name"].mask(rows[f"{which}_id"].isin(gone))
    return rows


def _in_order(rows: pd.DataFrame) -> pd.DataFrame:
    """Sort by what, the name whatever its case, and file."""
    folded = rows["as_written"].astype("str").str.casefold()
    order = rows.assign(folded=folded).sort_values(
        ["what", "folded", "as_written", "source"], kind="stable"
    )
    return rows.loc[order.index]


def _typed(rows: pd.DataFrame) -> pd.DataFrame:
    """Give text, counts and scores their types; a blank is missing."""
    rows = rows.reindex(columns=list(COLUMNS)).reset_index(drop=True)
    rows["rows"] = rows["rows"].astype("int64")
    for name in _TEXT:
        rows[name] = cells.text(rows[name].astype("object"))
    for name in COLUMNS:
        if name.endswith("_score"):
            rows[name] = pd.to_numeric(rows[name], errors="coerce").astype("float64")
    return rows
