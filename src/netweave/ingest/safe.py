"""Text from files made harmless where it lands: in a terminal, in a spreadsheet."""

from __future__ import annotations

import pandas as pd


def plain(text: str) -> str:
    """Strip what would steer a terminal."""
    return "".join(mark if mark.isprintable() else " " for mark in text)


def spreadsheet_safe(table: pd.DataFrame) -> pd.DataFrame:
    """Strip control characters, and put an apostrophe before what would be a formula."""
    safe = table.copy()
    for column in safe.columns:
        kind = safe[column].dtype
        if isinstance(kind, pd.CategoricalDtype | pd.StringDtype):
            words = safe[column].astype("str").map(plain, na_action="ignore").astype("str")
            risky = words.str.startswith(("=", "+", "-", "@", "\t", "\r")).fillna(value=False)
            safe[column] = words.where(~risky.astype(bool), "'" + words)
    return safe


def lines_in_words(lines: list[int]) -> str:
    """Write lines for a person to read, the first ten of them."""
    return ", ".join(str(line) for line in lines[:10]) + (" …" if len(lines) > 10 else "")
