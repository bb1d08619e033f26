"""Numbers per person as they were given: finite real numbers or missing, and nothing else."""

from __future__ import annotations

from numbers import Real

import numpy as np
import pandas as pd

from netweave import errors


def is_real(values: pd.Series) -> bool:
    """Say whether a column holds real numbers, or marks of yes and no, or nothing at all."""
    if pd.api.types.is_numeric_dtype(values):  # flags among them
        return not pd.api.types.is_complex_dtype(values)
    held = values.dropna()
    return all(isinstance(value, Real | np.bool_) for value in held)


def real_numbers(values: pd.Series, name: str) -> pd.Series:
    """Give a column as floats; refuse texts, dates, complex numbers, and what is not finite."""
    if not is_real(values):
        raise errors.DataError(
            f"{name} must hold numbers or be missing, got values such as "
            f"{errors.shown(values.dropna().iloc[0])}. Turn it into numbers first."
        )
    numbers = values.astype("Float64").astype(float)
    endless = np.isinf(numbers.to_numpy())
    if endless.any():
        raise errors.DataError(
            f"{name} must be finite, and is not for {int(endless.sum())} of {len(numbers)}: "
            f"{errors.listed(numbers.index[endless])}. Correct the value, or leave it missing."
        )
    return numbers
