"""Small networks that the tests of this folder share."""

from itertools import permutations

import numpy as np
import pandas as pd

import netweave as nw

IDS = ["ana", "ben", "cleo", "dan", "eve", "fay", "gil"]


def network(arcs, n=4, **columns):
    """Give a network of some people by places; columns are those of people."""
    people = pd.DataFrame(columns, index=IDS[:n])
    ties = pd.DataFrame(arcs, columns=["learner", "learned_from"]).map(IDS.__getitem__)
    return nw.Network(people, ties)


def cells(matrix):
    """Give the values off the diagonal."""
    matrix = np.asarray(matrix, dtype=float)
    return matrix[~np.eye(len(matrix), dtype=bool)]


def orders(n):
    """Give every order of the people."""
    return [list(order) for order in permutations(range(n))]


def moved(matrix, order):
    """Let people change places."""
    return np.asarray(matrix)[np.ix_(order, order)]
