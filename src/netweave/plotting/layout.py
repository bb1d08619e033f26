"""Where people stand on a map: a seeded force layout in numpy, parts packed side by side."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

import numpy as np
import pandas as pd
from scipy import sparse
from scipy.sparse import csgraph
from scipy.spatial import cKDTree

from netweave._guard import guarded
from netweave._kernels import engine
from netweave.network import Network
from netweave.plotting.pairs import joined_pairs

if TYPE_CHECKING:
    from numpy.random import Generator

EXACT = 500  # people up to whom the layout may take its time
CLOSEST = 0.05  # square of the distance below which repulsion grows no more
PIVOTS = 40
GATHER = 4.0  # pull towards the centre of one's group, where one is asked for
ROW = 0.085  # distance of two people in the rows of those without ties
PER_ROW = 24
JITTER = 0.02  # of the start, in spacings: enough to part people with the same ties
HEAT = 0.02  # the longest first step, as a share of the side: a warm start needs no more
LEAN = 0.3  # how much the order of people turns a part that is about as wide as high


@guarded
def arrange(
    networks: Network | Iterable[Network], *, seed: int = 1, gather: pd.Series | None = None
) -> pd.DataFrame:
    """Give everybody a place on the map: who is tied stands close, parts are packed side by side.

    Several networks (the waves of a cohort) get one layout of the union of their ties, so that a
    person stands in the same place on every map. People without any tie stand in rows below.

    Parameters
    ----------
    networks : Network or iterable of Network
        One network, or several over the same people; each of one wave.
    seed : int, default 1
        Seed of the small jitter that the layout starts from; the same seed gives the same places.
    gather : Series over people, optional
        Groups (organizations) that are drawn slightly together. Left out, only ties count: what
        looks like a cluster is one.

    Returns
    -------
    DataFrame
        Columns ``x`` and ``y`` in [-1, 1] over the people: those of the first network in their
        order, then those who appear later.

    References
    ----------
    Noack 2009, Physical Review E 79:026102 (forces whose rest position sets clusters apart);
    Fruchterman & Reingold 1991, Software: Practice and Experience 21:1129 (cooling); Brandes &
    Pich 2007, Graph Drawing, LNCS 4372:42 (pivot scaling as the start).

    Examples
    --------
    >>> import pandas as pd
    >>> import netweave as nw
    >>> ties = pd.DataFrame({"learner": ["ana"], "learned_from": ["ben"]})
    >>> net = nw.Network(["ana", "ben", "cleo"], ties)
    >>> positions = nw.plotting.arrange(net)
    >>> bool(positions.loc["cleo", "y"] < positions.loc["ana", "y"])
    True
    """
    several = [networks] if isinstance(networks, Network) else list(networks)
    people = all_people(several)
    joined = sparse.csr_array((len(people), len(people)))
    for net in several:
        pairs = joined_pairs(net)
        place = people.get_indexer(net.people.index)
        ends = (place[pairs.one], place[pairs.other])
        ones = np.ones(len(pairs.one))
        joined = joined + sparse.coo_array((ones, ends), shape=joined.shape).tocsr()
    groups = None if gather is None else pd.factorize(gather.reindex(people))[0]
    xy = places(joined + joined.T, seed=seed, groups=groups)
    return pd.DataFrame(xy, columns=["x", "y"], index=people)


def all_people(networks: Iterable[Network]) -> pd.Index:
    """Give the people of all networks, the first network's order first."""
    people = pd.Index([], name="person")
    for net in networks:
        here = net.people.index
        people = people.append(here[~here.isin(people)]) if len(people) else here
    return people.rename("person")


def places(
    joined: sparse.csr_array, *, seed: int = 1, groups: np.ndarray | None = None
) -> np.ndarray:
    """Give the places (n × 2, within [-1, 1]) of the nodes of a symmetric matrix."""
    n = joined.shape[0]
    xy = np.zeros((n, 2))
    if n == 0:
        return xy
    _, part = csgraph.connected_components(joined, directed=False)
    sizes = np.bincount(part)
    alone = sizes[part] == 1
    order = np.argsort(-sizes, kind="stable")
    members = [np.flatnonzero(part == label) for label in order if sizes[label] > 1]
    rng = np.random.default_rng(seed)
    drawn = [_component(joined, who, groups, rng) for who in members]
    for who, corner in zip(members, _packed([_extent(part_xy) for part_xy in drawn]), strict=True):
        xy[who] = drawn.pop(0) + corner
    if members:
        xy[~alone] = _centred(xy[~alone])
    return _with_rows(xy, alone)


def _component(
    joined: sparse.csr_array, who: np.ndarray, groups: np.ndarray | None, rng: Generator
) -> np.ndarray:
    """Lay one connected part out, its longest direction horizontal, its corner at the origin."""
    inside = joined[who][:, who].tocsr()
    xy = _settled(inside, None if groups is None else groups[who], rng)
    xy = _turned(xy - xy.mean(axis=0), (who + 0.5) / joined.shape[0])
    xy = xy * (_side(len(who)) / max(float(np.ptp(xy, axis=0).max()), 1e-9))
    return np.asarray(xy - xy.min(axis=0))


def _turned(xy: np.ndarray, order: np.ndarray) -> np.ndarray:
    """Turn a part so that its longest direction is horizontal, and so that it stays so.

    A direction has no sign, and a round part has no longest direction: the order of people
    (0 to 1) decides both, because it is the same when a tie changes. First people stand right.
    """
    first, second = np.cos(np.pi * order), np.cos(2 * np.pi * order)
    towards = first @ xy
    towards = towards / max(float(np.hypot(*towards)), 1e-9)
    spread = xy.T @ xy
    spread = spread + LEAN / 2 * np.trace(spread) * np.outer(towards, towards)
    _, axes = np.linalg.eigh(spread)
    xy = xy @ axes[:, ::-1]
    signs = np.sign([first @ xy[:, 0], second @ xy[:, 1]])
    return np.asarray(xy * np.where(signs == 0, 1.0, signs))


def _side(n: int) -> float:
    """Give the longer side of a part of n people, in spacings."""
    return 1.0 if n == 2 else 1.3 * float(np.sqrt(n))


def _steady(axes: np.ndarray) -> np.ndarray:
    """Fix the signs of directions, which are arbitrary: the largest entry is positive."""
    largest = np.abs(axes).argmax(axis=1)
    signs = np.sign(axes[np.arange(len(axes)), largest])
    return axes * np.where(signs == 0, 1.0, signs)[:, None]


def _settled(inside: sparse.csr_array, groups: np.ndarray | None, rng: Generator) -> np.ndarray:
    """Let attraction along ties and repulsion between people come to rest."""
    n = inside.shape[0]
    xy = _pivot_start(inside) * np.sqrt(n) / 2 + rng.normal(scale=JITTER, size=(n, 2))
    upper = sparse.triu(inside, k=1).tocoo()
    one, other = upper.row, upper.col
    degree = np.bincount(np.concatenate([one, other]), minlength=n).astype(float)
    mass = degree / degree.mean()
    power = _power(n)
    steps = 200 if n <= EXACT else 100
    for step in range(steps):
        force = _repulsion(xy, mass)
        delta = xy[one] - xy[other]
        length = np.maximum(np.hypot(delta[:, 0], delta[:, 1]), 0.1)
        pull = n ** ((1 - power) / 2) * length ** (power - 1)
        force += _summed(one, other, -delta * pull[:, None], n)
        if groups is not None:
            force += GATHER * mass[:, None] * (_group_centres(xy, groups) - xy)
        strength = np.maximum(np.hypot(force[:, 0], force[:, 1]), 1e-9)
        heat = HEAT * np.sqrt(n) * (1 - step / steps) ** 1.5 + 0.01
        xy += force * (np.minimum(strength, heat) / strength)[:, None]
    return _apart(xy)


def _power(n: int) -> float:
    """Give the power of the distance with which a tie attracts.

    0 (Noack's LinLog) sets clusters apart, which large networks need to be more than a ball; some
    growth with distance keeps the few people of a small one evenly spread.
    """
    return float(np.clip(0.6 * np.log(300 / n) / np.log(5), 0.0, 0.6))


def _summed(one: np.ndarray, other: np.ndarray, forces: np.ndarray, n: int) -> np.ndarray:
    """Add up what each pair does to its two ends."""
    ends = np.concatenate([one, other])
    columns = [np.concatenate([forces[:, axis], -forces[:, axis]]) for axis in (0, 1)]
    return np.column_stack([np.bincount(ends, column, minlength=n) for column in columns])


def _repulsion(xy: np.ndarray, mass: np.ndarray) -> np.ndarray:
    """Push people apart by the product of their masses over their distance.

    In a small network all pairs, as matrix products in single precision.
    """
    if engine.compiled(len(xy)):
        from netweave._kernels.compiled import forces  # noqa: PLC0415  # waits for a compiler

        return forces.repulsion(xy, mass, CLOSEST)
    at, heavy = xy.astype(np.float32), mass.astype(np.float32)
    square = (at * at).sum(axis=1)
    inverse = at @ at.T
    inverse *= -2
    inverse += square[:, None]
    inverse += square[None, :]
    np.maximum(inverse, CLOSEST, out=inverse)
    np.divide(1, inverse, out=inverse)
    sums = inverse @ np.column_stack([at * heavy[:, None], heavy])
    pushed = (at * sums[:, 2:] - sums[:, :2]) * heavy[:, None]
    return np.asarray(pushed, dtype=float)


def _group_centres(xy: np.ndarray, groups: np.ndarray) -> np.ndarray:
    known = groups >= 0
    counts = np.maximum(np.bincount(groups[known]), 1)
    sums = [np.bincount(groups[known], xy[known, axis]) for axis in (0, 1)]
    centres = xy.copy()
    centres[known] = (np.column_stack(sums) / counts[:, None])[groups[known]]
    return centres


def _apart(xy: np.ndarray, rounds: int = 30) -> np.ndarray:
    """Move people who would cover each other apart, and nobody else."""
    n = len(xy)
    width, height = np.maximum(np.ptp(xy, axis=0), 1e-6)
    least = 0.55 * np.sqrt(max(width * height, 0.3 * max(width, height) ** 2) / n)
    for _ in range(rounds):
        near = cKDTree(xy).query_pairs(least, output_type="ndarray")
        if not len(near):
            break
        delta = xy[near[:, 0]] - xy[near[:, 1]]
        length = np.maximum(np.hypot(delta[:, 0], delta[:, 1]), 1e-9)
        step = delta * ((least - length) / length * 0.4)[:, None]
        xy = xy + _summed(near[:, 0], near[:, 1], step, n)
    return xy


def _pivot_start(inside: sparse.csr_array) -> np.ndarray:
    """Scale the distances to some pivots, each far from those before, down to the plane."""
    n = inside.shape[0]
    nearest = np.full(n, np.inf)
    dijkstra: Any = csgraph.dijkstra
    columns, pivot = [], int(np.diff(inside.indptr).argmax())
    for _ in range(min(PIVOTS, n)):
        steps = np.asarray(dijkstra(inside, directed=False, indices=pivot, unweighted=True))
        columns.append(steps)
        nearest = np.minimum(nearest, steps)
        pivot = int(nearest.argmax())
    square = np.column_stack(columns) ** 2
    centred = square - square.mean(axis=0) - square.mean(axis=1)[:, None] + square.mean()
    left, _, _ = np.linalg.svd(centred, full_matrices=False)
    start = np.zeros((n, 2))
    start[:, : min(2, left.shape[1])] = _steady(left[:, :2].T).T
    spread = np.abs(start).max(axis=0)
    return start / np.where(spread > 0, spread, 1.0)


def _extent(xy: np.ndarray) -> np.ndarray:
    return np.asarray(np.ptp(xy, axis=0) + 1.5)


def _packed(extents: list[np.ndarray]) -> list[np.ndarray]:
    """Give each box its corner: the first at the left, the others on shelves beside it."""
    if not extents:
        return []
    area = sum(float(np.prod(extent)) for extent in extents)
    room = max(float(extents[0][0]), 1.3 * np.sqrt(area))
    corners, x, y, shelf = [], 0.0, 0.0, 0.0
    for extent in extents:
        if x > 0 and x + extent[0] > room + 1e-9:
            x, y, shelf = 0.0, y - shelf, 0.0
        shelf = max(shelf, float(extent[1]))
        corners.append(np.array([x, y - extent[1]]))
        x += float(extent[0])
    return corners


def _centred(xy: np.ndarray) -> np.ndarray:
    """Centre on the origin and scale so that the longer side spans [-1, 1]."""
    low, high = xy.min(axis=0), xy.max(axis=0)
    return np.asarray((xy - (low + high) / 2) * (2 / max(float((high - low).max()), 1e-9)))


def _with_rows(xy: np.ndarray, alone: np.ndarray) -> np.ndarray:
    """Park the people without ties in rows below the others, from the left."""
    count = int(alone.sum())
    if not count:
        return xy
    per_row = max(PER_ROW, int(np.ceil(np.sqrt(6 * count))))
    pitch = min(ROW, 2.0 / per_row)
    index = np.arange(count)
    width = (min(count, per_row) - 1) * pitch
    floor = xy[~alone, 1].min() - 0.16 if count < len(xy) else 0.0
    xy[alone, 0] = (index % per_row) * pitch - width / 2
    xy[alone, 1] = floor - (index // per_row) * pitch
    low, high = xy.min(axis=0), xy.max(axis=0)
    return np.asarray((xy - (low + high) / 2) / max(1.0, float((high - low).max()) / 2))
