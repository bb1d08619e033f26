"""Pairs of two places, row by row: which repeat, which stand elsewhere too, how many there are."""

from __future__ import annotations

import numpy as np


class Pairs:
    """One pair of places per row, numbered so that a look-up is an index into an array.

    Parameters
    ----------
    first, second : int arrays, 0 or more
        The two places of each row.

    Examples
    --------
    >>> pairs = Pairs(np.array([0, 0, 1]), np.array([2, 2, 0]))
    >>> pairs.again(np.array([True, True, True])).tolist(), pairs.sizes().tolist()
    ([False, True, False], [2, 2, 1])
    """

    def __init__(self, first: np.ndarray, second: np.ndarray) -> None:
        self.place = first.astype(np.int64) * (int(second.max(initial=0)) + 1) + second
        self.count = int(self.place.max(initial=-1)) + 1
        if self.count > 16 * len(first) + 1024:
            found, self.place = np.unique(self.place, return_inverse=True)
            self.count = len(found)

    def numbered(self) -> tuple[np.ndarray, np.ndarray]:
        """Give the first row of every distinct pair, in order of the pairs, and each row's pair."""
        rows = np.arange(len(self.place))
        first = np.zeros(self.count, dtype=np.int64)
        first[self.place[::-1]] = rows[::-1]  # of several rows the last one written stays
        here = np.zeros(self.count, dtype=bool)
        here[self.place] = True
        return first[here], (np.cumsum(here) - 1)[self.place]

    def among(self, mark: np.ndarray) -> np.ndarray:
        """Mark the rows whose pair is also the pair of a marked row."""
        known = np.zeros(self.count, dtype=bool)
        known[self.place[mark]] = True
        return np.asarray(known[self.place])

    def again(self, among: np.ndarray | None = None) -> np.ndarray:
        """Mark all but the first row of each pair, among the rows marked (None: all rows)."""
        count = len(self.place)
        rows = np.arange(count) if among is None else np.flatnonzero(among)
        first = np.zeros(self.count, dtype=np.int32)
        first[self.place[rows[::-1]]] = rows[::-1]  # of several rows the last one written stays
        again = np.zeros(count, dtype=bool)
        again[rows] = first[self.place[rows]] != rows
        return again

    def told(self, mark: np.ndarray, value: np.ndarray) -> np.ndarray:
        """Give every row the value of the marked row of its pair; -1 where there is none."""
        known = np.full(self.count, -1, dtype=value.dtype)
        known[self.place[mark]] = value[mark]
        return np.asarray(known[self.place])

    def sizes(self) -> np.ndarray:
        """Give every row the number of rows that hold its pair."""
        return np.asarray(np.bincount(self.place, minlength=self.count)[self.place])
