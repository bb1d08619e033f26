"""Structural holes around everybody: one walk over the contacts of each contact."""

from __future__ import annotations

from typing import Any

import numpy as np

from netweave._kernels.compiled.jit import kernel

CROWD = 8  # a contact with so many times more contacts is searched, not walked
BLOCK = 1024  # people per call

ONE = np.uint64(1)

Number = Any
Matrix = tuple[np.ndarray, np.ndarray, np.ndarray]


@kernel
def _added(matrix: Matrix, j: Number, own: np.ndarray) -> tuple[float, float]:
    """Sum what a person spends on the contacts of a contact, by two measures of spending."""
    indptr, indices, strength = matrix
    first, second, third, fourth = 0.0, 0.0, 0.0, 0.0
    at, end = indptr[j], indptr[j + 1]
    while at + ONE < end:  # two at a time, so that one sum need not wait for the other
        q, z, r, y = indices[at], strength[at], indices[at + ONE], strength[at + ONE]
        first += own[q, 0] * z
        second += own[q, 1] * z
        third += own[r, 0] * y
        fourth += own[r, 1] * y
        at += ONE + ONE
    if at < end:
        q, z = indices[at], strength[at]
        first += own[q, 0] * z
        second += own[q, 1] * z
    return first + third, second + fourth


@kernel
def _searched(matrix: Matrix, i: Number, j: Number, own: np.ndarray) -> tuple[float, float]:
    """Do the same for a contact with very many contacts: look the person's own up among them."""
    indptr, indices, strength = matrix
    first, second = 0.0, 0.0
    crowd = indices[indptr[j] : indptr[j + 1]]
    for at in range(indptr[i], indptr[i + 1]):
        q = indices[at]
        place = np.searchsorted(crowd, q)
        if place < len(crowd) and crowd[place] == q:
            z = strength[indptr[j] + place]
            first += own[q, 0] * z
            second += own[q, 1] * z
    return first, second


@kernel
def _surroundings(
    matrix: Matrix, i: Number, own: np.ndarray, whole: np.ndarray, most: np.ndarray
) -> None:
    """Take sum and maximum of each contact's strengths over the person's own surroundings."""
    indptr, indices, strength = matrix
    for at in range(indptr[i], indptr[i + 1]):
        j = indices[at]
        whole[j], most[j] = strength[at], strength[at]
        for inner in range(indptr[j], indptr[j + 1]):
            if own[indices[inner], 0] > 0.0:
                whole[j] += strength[inner]
                most[j] = max(most[j], strength[inner])


@kernel
def _hierarchy(parts: np.ndarray, whole: Number) -> Number:
    """Give how unevenly a constraint falls on the contacts: 0 evenly, 1 all on one."""
    spread = 0.0
    for part in parts:
        spread += part * np.log(part)
    return (spread / whole + np.log(len(parts) / whole)) / np.log(max(len(parts), 2))


@kernel
def _spent(
    matrix: Matrix, i: Number, own: np.ndarray, most: np.ndarray, parts: np.ndarray
) -> float:
    """Fill what a person spends on each contact, directly and through others; sum the redundant."""
    indptr, indices, _ = matrix
    contacts, redundant = indices[indptr[i] : indptr[i + 1]], 0.0
    for place, j in enumerate(contacts):
        if indptr[j + 1] - indptr[j] > CROWD * len(contacts):
            held, through = _searched(matrix, i, j, own)
        else:
            held, through = _added(matrix, j, own)
        redundant += held / most[j]
        parts[place] = (own[j, 0] + through) ** 2
    return redundant


@kernel
def around(
    first: int,
    last: int,
    matrix: Matrix,
    sums: np.ndarray,
    most: np.ndarray,
    ego: bool,  # noqa: FBT001  # compiled code has no keywords
) -> np.ndarray:
    """Give constraint, effective size and hierarchy of the people first … last - 1.

    The matrix is (indptr, sorted indices, strengths); sums and most are its rows' sums and maxima.
    With ego, a contact's sum and maximum are taken over the person's own surroundings.
    """
    indptr, indices, strength = matrix
    own = np.zeros((len(sums), 2))  # the share of i's ties, and that by the sum of the contact's
    whole, most, parts = sums.copy(), most.copy(), np.zeros(len(sums))
    found = np.zeros((3, last - first))
    for i in range(first, last):
        begin, end = indptr[i], indptr[i + 1]
        for at in range(begin, end):
            own[indices[at], 0] = strength[at] / sums[i]
        if ego:
            _surroundings(matrix, i, own, whole, most)
        for q in indices[begin:end]:
            own[q, 1] = own[q, 0] / whole[q]
        redundant = _spent(matrix, i, own, most, parts)
        if begin < end:
            found[0, i - first] = parts[: end - begin].sum()
            found[1, i - first] = end - begin - redundant
            found[2, i - first] = _hierarchy(parts[: end - begin], found[0, i - first])
        for q in indices[begin:end]:
            own[q, 0], own[q, 1] = 0.0, 0.0
    return found
