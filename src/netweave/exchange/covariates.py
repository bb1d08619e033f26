"""Columns of people as numbers, one file each, constant or by wave."""

from __future__ import annotations

import re
from typing import NamedTuple

import numpy as np
import pandas as pd

from netweave.network import Network

WORDS = ("organization", "role", "locale")
MISSING = "NA"


class Covariate(NamedTuple):
    """A column of people as numbers.

    Parameters
    ----------
    name : str
        A name that R takes: letters, digits and underscores.
    cells : list of list of str
        A row per person; one column, or one per wave where it varies.
    words : list of str
        What the codes 1, 2, … stand for; empty for numbers.
    """

    name: str
    cells: list[list[str]]
    words: list[str]

    @property
    def varies(self) -> bool:
        """Whether there is a column per wave."""
        return bool(self.cells) and len(self.cells[0]) > 1


def covariates_of(net: Network, waves: list[Network]) -> list[Covariate]:
    """Give the words that group people, and every column of numbers or of yes and no."""
    columns = dict.fromkeys(name for one in waves for name in one.people.columns)
    found: list[Covariate] = []
    for column in columns:
        if column == "consent" or str(column).startswith("responded"):
            continue
        taken = {one.name for one in found}
        made = _covariate(net, waves, str(column), taken)
        if made is not None:
            found.append(made)
    return found


def _covariate(
    net: Network, waves: list[Network], column: str, taken: set[str]
) -> Covariate | None:
    tables = [one.people.reindex(net.people.index) for one in waves]
    parts = [table[column] for table in tables if column in table]
    words: list[str] = []
    if column in WORDS:
        texts = [part.astype("str").where(part.notna()) for part in parts]
        words = sorted(set(pd.concat(texts).dropna()))
        parts = [pd.Series(pd.Categorical(text, words).codes + 1.0).replace(0, np.nan)
                 for text in texts]  # fmt: skip
    elif not all(_numeric(part) for part in parts):
        return None
    cells = np.column_stack([part.to_numpy(dtype=float, na_value=np.nan) for part in parts])
    if column not in _by_wave(net):
        cells = _known(cells)[:, None]
    texts_ = [[MISSING if np.isnan(cell) else f"{cell:.15g}" for cell in row] for row in cells]
    return Covariate(_name(column, taken), texts_, words)


def _numeric(part: pd.Series) -> bool:
    """Say whether a column holds numbers or yes and no; what is missing may make it an object."""
    dtype = part.dropna().infer_objects().dtype
    return bool(pd.api.types.is_numeric_dtype(dtype) or pd.api.types.is_bool_dtype(dtype))


def _by_wave(net: Network) -> list[str]:
    return [] if net.roster is None else [str(name) for name in net.roster.columns]


def _known(cells: np.ndarray) -> np.ndarray:
    """Give the first value that is known: people absent from a wave have none in it."""
    known = ~np.isnan(cells)
    first = known.argmax(axis=1)
    return np.asarray(cells[np.arange(len(cells)), first])


def _name(column: str, taken: set[str]) -> str:
    name = re.sub(r"[^A-Za-z0-9_]", "_", column)
    name = name if name[:1].isalpha() else f"x{name}"
    name = f"covariate_{name}"
    while name in taken:
        name += "_"
    return name
