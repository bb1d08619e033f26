"""Which texts were read as which person although the roster writes them in another way."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np
import pandas as pd

from netweave.ingest.ledger import MERGES
from netweave.ingest.safe import lines_in_words
from netweave.ingest.who.matching import Directory


def merges(records: pd.DataFrame, directory: Directory, gone: np.ndarray) -> pd.DataFrame:
    """Give one row per text, file, person and way; only mentions that were not refused count.

    People who declined everywhere (``gone``, in the order of the roster) are never listed.
    """
    kept = records[(records["fate"] != "refused").to_numpy()]
    parts = [_found(kept, directory.found()), _beside(records, directory.found_beside())]
    table: pd.DataFrame = pd.concat(parts, ignore_index=True)
    table = table[~gone[table["place"].to_numpy(dtype=np.int64)]].reset_index(drop=True)
    if not len(table):
        return pd.DataFrame(columns=list(MERGES))
    table["person"] = directory.ids.to_numpy()[table["place"].to_numpy(dtype=np.int64)]
    keys = ["as_written", "file", "person", "how"]
    groups = table.groupby(keys, sort=False)["line"]
    rows = groups.agg(count="size", lines=lambda lines: lines_in_words(list(lines))).reset_index()
    return rows.sort_values(
        ["count", *keys], ascending=[False, True, True, True, True], ignore_index=True
    )


def _found(kept: pd.DataFrame, found: pd.DataFrame) -> pd.DataFrame:
    """Give the mentions of texts that were found in another way than as they are."""
    tables = [pd.DataFrame(columns=["as_written", "file", "place", "how", "line"])]
    for file, texts in found.groupby("file", sort=False):
        rows = kept[(kept["file"] == file).to_numpy() & (kept["mention"] != "alias").to_numpy()]
        at = pd.Index(texts["as_written"]).get_indexer(pd.Index(rows["value"]))
        mentioned = texts.iloc[at[at >= 0]].reset_index(drop=True)
        tables.append(mentioned.assign(line=rows["line"].to_numpy()[at >= 0]))
    return pd.concat(tables, ignore_index=True)


def _beside(records: pd.DataFrame, found: pd.DataFrame) -> pd.DataFrame:
    """Give the mentions whose id is nobody's, found by the name beside it."""
    tables = [pd.DataFrame(columns=["as_written", "file", "place", "how", "line"])]
    first = _firsts(records)
    for file, texts in found.groupby("file", sort=False):
        if file not in first:
            continue
        at = first[str(file)] + texts["at"].to_numpy(dtype=np.int64)
        rows = records.iloc[at]
        open_ = (rows["fate"] != "refused").to_numpy()
        tables.append(texts.assign(line=rows["line"].to_numpy())[open_].drop(columns="at"))
    return pd.concat(tables, ignore_index=True)


def _firsts(records: pd.DataFrame) -> Mapping[str, int]:
    """Give where the records of each file begin."""
    files = records["file"].cat
    codes = files.codes.to_numpy()
    _, first = np.unique(codes, return_index=True)
    return {str(files.categories[codes[at]]): int(at) for at in first}
