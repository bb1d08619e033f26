"""Greatest eigenvalues, and sums over walks of every length."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
from scipy import sparse
from scipy.sparse import linalg

from netweave._kernels import engine
from netweave._kernels.operators import Factored, Held, Weights

EQUAL = 1e-9  # eigenvalues this near to each other, relatively, are one
EVEN = 1e-12  # differences this small, relatively, are rounding
CLOSE = 1e-14  # what is left of a sum over walks, relatively
SETTLED = 1e-10  # what must be left at most
RESTART, ROUNDS = 30, 50
MOST_STEPS = 1_000_000
PATIENCE = 200  # restarts of the search for the greatest eigenvalue

Multiplied = Callable[[np.ndarray], np.ndarray]


def principal(weights: Weights) -> tuple[float, np.ndarray]:
    """Give the greatest eigenvalue of symmetric weights and its eigenvector of length 1.

    Where several pieces of the network share the eigenvalue, each takes the part that it has in
    the vector of ones. All are 0 where there are no ties.
    """
    vector = np.zeros(weights.n)
    strength = weights.row_sums
    if not strength.any():
        return 0.0, vector
    found: list[tuple[float, np.ndarray, np.ndarray]] = []
    best = 0.0
    for bound, members, even in _hopeful(weights, strength):
        if bound < best * (1 - EQUAL):
            break
        start = strength[members]
        value, part = (bound, start) if even else _greatest(_part(weights, members), start)
        found.append((value, members, part / np.linalg.norm(part)))
        best = max(best, value)
    for value, members, part in found:
        if value >= best * (1 - EQUAL):
            vector[members] = part * part.sum()
    return best, vector / np.linalg.norm(vector)


def _part(weights: Weights, members: np.ndarray) -> Weights:
    return weights if len(members) == weights.n else weights.among(members)


def _hopeful(weights: Weights, strength: np.ndarray) -> list[tuple[float, np.ndarray, bool]]:
    """Give the pieces that may hold the greatest eigenvalue, by its upper bound, greatest first.

    With every piece come its members and whether their strengths are its eigenvector already.
    The eigenvalue lies between the mean and the greatest of (W s)ᵢ / sᵢ (Collatz and Wielandt).
    """
    onward, labels = weights.times(strength), weights.pieces()
    count = int(labels.max()) + 1
    ratio = np.divide(onward, strength, out=np.zeros(weights.n), where=strength > 0)
    upper, lower = np.zeros(count), np.full(count, np.inf)
    np.maximum.at(upper, labels, ratio)
    np.minimum.at(lower, labels, ratio)
    squares = np.bincount(labels, strength * strength)
    mean = np.divide(
        np.bincount(labels, strength * onward), squares, out=np.zeros(count), where=squares > 0
    )
    chosen = np.flatnonzero((upper >= mean.max() * (1 - EQUAL)) & (squares > 0))
    order = chosen[np.argsort(-upper[chosen], kind="stable")]
    people = np.argsort(labels, kind="stable")
    ends = np.cumsum(np.bincount(labels, minlength=count))
    return [
        (
            float(upper[piece]),
            people[ends[piece - 1] if piece else 0 : ends[piece]],
            bool(upper[piece] - lower[piece] <= EVEN * upper[piece]),
        )
        for piece in order.tolist()
    ]


def _greatest(weights: Weights, start: np.ndarray) -> tuple[float, np.ndarray]:
    """Give the greatest eigenvalue and vector of one piece with symmetric weights."""
    if not engine.compiled(weights.n):
        values, vectors = np.linalg.eigh(weights.dense())
        return float(values[-1]), np.abs(vectors[:, -1])
    values, vectors = linalg.eigsh(_operator(weights), k=1, which="LA", v0=start, tol=1e-13)
    return float(values[0]), np.abs(vectors[:, 0])


def _operator(weights: Weights) -> linalg.LinearOperator:
    shape = (weights.n, weights.n)
    return linalg.LinearOperator(shape, matvec=weights.times, dtype=np.float64)


def radius(weights: Weights) -> float:
    """Give the greatest eigenvalue of weights of any kind; 0 where no walk comes back."""
    if weights.symmetric:
        return principal(weights)[0]
    labels = weights.pieces(strong=True)
    bound = np.zeros(int(labels.max(initial=-1)) + 1)
    np.maximum.at(bound, labels, np.minimum(weights.row_sums, _peak(weights, labels)))
    size = np.bincount(labels, minlength=len(bound))
    best = 0.0
    for piece in np.argsort(-bound, kind="stable").tolist():
        if bound[piece] <= best:
            break
        if size[piece] > 1:
            best = max(best, _returning(_part(weights, np.flatnonzero(labels == piece))))
    return best


def _peak(weights: Weights, labels: np.ndarray) -> np.ndarray:
    """Give everybody the greatest column sum in their piece."""
    peak = np.zeros(int(labels.max(initial=-1)) + 1)
    np.maximum.at(peak, labels, weights.column_sums)
    return np.asarray(peak[labels])


def _returning(weights: Weights) -> float:
    """Give the greatest eigenvalue of one piece in which all reach each other."""
    if not engine.compiled(weights.n):
        return float(np.linalg.eigvals(weights.dense()).real.max())
    try:
        values = linalg.eigs(
            _operator(weights),
            k=1,
            which="LR",
            v0=np.ones(weights.n),
            maxiter=PATIENCE,
            tol=1e-12,
            return_eigenvectors=False,
        )
    except linalg.ArpackNoConvergence:  # near a single circle all eigenvalues are as great
        if not isinstance(weights, Held | Factored):
            raise
        return _from_above(weights)
    return float(values[0].real)


def _from_above(weights: Held | Factored) -> float:
    """Come down on the greatest eigenvalue of one piece by inverse iteration (Noda 1971)."""
    n, at = weights.n, np.ones(weights.n)
    bound = float(weights.row_sums.max()) * (1 + EVEN)
    for _ in range(RESTART):
        aside = weights.set_against(bound)
        given = np.concatenate([at, np.zeros(aside.shape[0] - n)])
        onward = linalg.splu(aside).solve(given)[:n]
        ratio = at / onward  # the eigenvalue lies between bound - max and bound - min
        bound -= float(ratio.min())
        if np.ptp(ratio) <= EVEN * bound:
            break
        at = onward / np.linalg.norm(onward)
    return bound


def walks(weights: Weights, first: np.ndarray, factor: float) -> np.ndarray:
    """Give x = first + factor · W · x, the sum over walks of every length.

    The factor must lie below 1 / radius in absolute value.
    """
    if not engine.compiled(weights.n):
        return np.asarray(np.linalg.solve(np.eye(weights.n) - factor * weights.dense(), first))

    def further(x: np.ndarray) -> np.ndarray:
        return factor * weights.times(x)

    return _summed(further, first, symmetric=weights.symmetric)


def _summed(further: Multiplied, first: np.ndarray, *, symmetric: bool) -> np.ndarray:
    """Give x = first + further(x): conjugate gradients or GMRES, and if need be step by step."""
    if not first.any():
        return np.zeros(len(first))

    def left(x: np.ndarray) -> np.ndarray:
        return np.asarray(x - further(x))

    whole = linalg.LinearOperator((len(first), len(first)), matvec=left, dtype=np.float64)
    if symmetric:
        x, _ = linalg.cg(whole, first, rtol=CLOSE, atol=0.0, maxiter=RESTART * ROUNDS)
    else:
        x, _ = linalg.gmres(
            whole, first, rtol=CLOSE, atol=0.0, restart=min(RESTART, len(first)), maxiter=ROUNDS
        )
    if np.linalg.norm(first - left(x)) <= SETTLED * np.linalg.norm(first):
        return np.asarray(x)
    return _step_by_step(further, first)


def _step_by_step(further: Multiplied, first: np.ndarray) -> np.ndarray:
    total, step = first.copy(), first
    for _ in range(MOST_STEPS):
        step = further(step)
        total += step
        if np.abs(step).sum() <= CLOSE * np.abs(total).sum():
            break
    return total


def surfed(weights: Weights, damping: float) -> np.ndarray:
    """Give where a walker is found who follows the arrows of the rows, and starts anew at times.

    With probability 1 - damping, and wherever there is no arrow, anybody is the next. Sums to 1.
    """
    n, out = weights.n, weights.row_sums
    some = out > 0
    share = np.divide(1.0, out, out=np.zeros(n), where=some)
    onward = weights.turned()

    def further(x: np.ndarray) -> np.ndarray:
        return damping * onward.times(share * x)

    even = np.full(n, 1.0 / n) if n else np.zeros(0)
    if not weights.symmetric:
        found = _summed(further, even, symmetric=False)
    else:
        root = np.sqrt(share)

        def evened(x: np.ndarray) -> np.ndarray:
            return np.asarray(damping * root * weights.times(root * x))

        found = even + damping * weights.times(root * _summed(evened, root * even, symmetric=True))
    return np.asarray(found / found.sum()) if n else found


def linked(arcs: sparse.csr_array) -> tuple[np.ndarray, np.ndarray]:
    """Give Kleinberg's hubs and authorities of rows → columns, each of length 1."""
    n = arcs.shape[0]
    cover = sparse.block_array([[None, arcs], [arcs.T, None]], format="csr")
    _, both = principal(Held(cover, symmetric=True))
    hubs, authorities = both[:n], both[n:]
    if not both.any():
        return hubs, authorities
    return hubs / np.linalg.norm(hubs), authorities / np.linalg.norm(authorities)


def closed_walks(matrix: sparse.csr_array) -> tuple[float, np.ndarray]:
    """Give the greatest eigenvalue of a symmetric matrix, and the diagonal of its exponential."""
    if not matrix.nnz:
        return 0.0, np.ones(matrix.shape[0])
    values, vectors = np.linalg.eigh(matrix.toarray())
    with np.errstate(over="ignore"):
        return float(values[-1]), np.asarray((vectors * vectors) @ np.exp(values))


def all_walks(matrix: sparse.csr_array) -> tuple[float, np.ndarray]:
    """Give the greatest eigenvalue of a symmetric matrix, and its exponential, piece by piece.

    Two people in different pieces have 0, without the rounding that the whole would give them.
    """
    n = matrix.shape[0]
    found, greatest = np.eye(n), 0.0
    labels = sparse.csgraph.connected_components(matrix, directed=False)[1]
    order = np.argsort(labels, kind="stable")
    for members in np.split(order, np.cumsum(np.bincount(labels))[:-1]):
        if len(members) < 2:
            continue
        values, vectors = np.linalg.eigh(matrix[members][:, members].toarray())
        greatest = max(greatest, float(values[-1]))
        with np.errstate(over="ignore", invalid="ignore"):
            walks = (vectors * np.exp(values)) @ vectors.T
        found[np.ix_(members, members)] = np.maximum((walks + walks.T) / 2, 0.0)
    return greatest, found
