"""Which pairs of contacts could have been tied later, which were, and who stood between them.

Symmetric 0/1 matrices: who is whose contact now; which pairs cannot be new, because they are tied
or nobody could observe them; which pairs are new.
"""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
from scipy import sparse

STEP = 512


class Closable(NamedTuple):
    """The pairs that are not tied now and could be observed later.

    Parameters
    ----------
    around : float array
        Per person, how many such pairs of the person's contacts.
    between : int
        How many have a contact in common.
    apart : int
        How many have none.
    """

    around: np.ndarray
    between: int
    apart: int


class Closed(NamedTuple):
    """The same of pairs that are new.

    Parameters
    ----------
    around : float array
        Per person, how many pairs of contacts.
    credit : float array
        Per person, the same with each pair shared out evenly among those between.
    between, apart : int
        How many had a contact in common, and how many had none.
    """

    around: np.ndarray
    credit: np.ndarray
    between: int
    apart: int


def closable(matrix: sparse.csr_array, blocked: sparse.csr_array, there: np.ndarray) -> Closable:
    """Count the pairs among the people who are there that are not blocked."""
    n, people = matrix.shape[0], int(there.sum())
    present = sparse.diags_array(there.astype(float)).tocsr()
    near = (matrix @ present).tocsr()  # contacts who are there
    barred = (near + blocked + sparse.eye_array(n)).tocsr()
    around, between = np.zeros(n), 0
    for first in range(0, n, STEP):
        rows = slice(first, min(first + STEP, n))
        # Pairs with a contact in common; what is barred is marked and taken out.
        two = (present[rows] @ matrix @ near).tocsr()
        two.data[:] = 1.0
        barred_rows = barred[rows].tocsr()
        barred_rows.data[:] = 2.0
        found = (two + barred_rows).tocsr()
        found.data = (found.data == 1).astype(float)
        found.eliminate_zeros()
        between += found.nnz
        around += np.asarray((found @ matrix).multiply(matrix[rows]).sum(axis=0)).ravel()
    inside = (present @ blocked @ present).tocsr()
    inside.eliminate_zeros()
    free = people * (people - 1) // 2 - inside.nnz // 2
    return Closable(around / 2, between // 2, free - between // 2)


def closed(matrix: sparse.csr_array, new: sparse.csr_array) -> Closed:
    """Count the new pairs by who was between the two."""
    n = matrix.shape[0]
    cells = sparse.triu(new, 1).tocoo()
    around, credit, between = np.zeros(n), np.zeros(n), 0
    for first in range(0, cells.nnz, STEP):
        at = slice(first, first + STEP)
        common = (matrix[cells.row[at]] * matrix[cells.col[at]]).tocsr()
        shared = np.asarray(common.sum(axis=1)).ravel()
        between += int((shared > 0).sum())
        around += np.asarray(common.sum(axis=0)).ravel()
        credit += common.T @ np.divide(1.0, shared, out=np.zeros(len(shared)), where=shared > 0)
    return Closed(around, credit, between, cells.nnz - between)
