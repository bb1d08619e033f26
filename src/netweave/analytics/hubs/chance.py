"""What random networks with as many people and ties give for the facts about hubs."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
from scipy import sparse

from netweave._kernels import chance, engine, ensemble, periphery, shapes
from netweave.analytics._facts import NAN
from netweave.analytics.nulls.drawn import parted
from netweave.analytics.nulls.spoken import FEW

if TYPE_CHECKING:
    from netweave.network import Network

# So many (people × ends of ties) are searched for shortest paths in all draws together; at least
# LEAST_PATHS draws are, whatever that takes.
PATH_WORK = 1_000_000_000
LEAST_PATHS = 99
CLOSE = 1e-6  # what is equal but for rounding, as a share of the value

Values = dict[str, np.ndarray]


@dataclass(frozen=True)
class Place:
    """Where a value stands among random ones.

    Parameters
    ----------
    mean, sd : float
        Of the random values.
    percentile : float
        (less + equal/2 + 1/2)/(draws + 1).
    at_least, at_most : float
        Shares (1 + count)/(draws + 1) of random values as high or higher, as low or lower: the
        p-values of one tail each.
    draws : int
        How many random values are defined.
    """

    mean: float = NAN
    sd: float = NAN
    percentile: float = NAN
    at_least: float = NAN
    at_most: float = NAN
    draws: int = 0

    def p_value(self, tail: str) -> float:
        """Give the p-value of the tail "higher" or "lower"."""
        return self.at_most if tail == "lower" else self.at_least


def place(observed: float, null: np.ndarray | None) -> Place:
    """Count the random values below, at and above an observed one; nothing among too few."""
    known = np.empty(0) if null is None else null[~np.isnan(null)]
    if len(known) < FEW or np.isnan(observed):
        return Place(draws=len(known))
    equal = np.isclose(known, observed, rtol=CLOSE, atol=1e-12)
    less, same = int((~equal & (known < observed)).sum()), int(equal.sum())
    draws = len(known)
    return Place(
        float(known.mean()),
        float(known.std(ddof=1)),
        (less + same / 2 + 0.5) / (draws + 1),
        (draws - less + 1) / (draws + 1),
        (less + same + 1) / (draws + 1),
        draws,
    )


def random_values(net: Network, draws: int, seed: int, *, everything: bool) -> Values | None:
    """Give the facts of networks with as many people and ties, every one equally likely.

    Pairs that nobody could report stay as they are. None, if too few networks are different.
    ``everything`` adds what takes searches of the whole network, for as many draws as that pays.
    """
    n = net.n
    joined = net.structure()
    free, held, fixed = parted(net, joined, directed=False)
    m = int(free.sum()) // 2
    if n < 3 or not periphery.several(n, m, FEW, 0 if fixed is None else fixed.nnz // 2):
        return None
    searched = min(draws, max(LEAST_PATHS, PATH_WORK // max(n * joined.nnz, 1)))
    step = max(1, ensemble.CELLS // n**2)
    streams = np.random.SeedSequence(seed).spawn(-(-draws // step))

    def work(first: int, last: int) -> Values:
        drawn: list[sparse.csr_array] = []
        for begin in range(first, last, step):
            generator, count = (
                np.random.default_rng(streams[begin // step]),
                min(step, last - begin),
            )
            drawn += chance.uniform(n, m, count, generator, fixed=fixed, held=held)
        return facts(drawn, n, searched=searched - first if everything else 0)

    several = step * max(1, ensemble.together(n) // step)
    return _joined(list(engine.in_blocks(work, draws, several)))


def _joined(blocks: list[Values]) -> Values:
    """Put the values of all blocks behind each other."""
    return {name: np.concatenate([block[name] for block in blocks]) for name in blocks[0]}


def facts(matrices: list[sparse.csr_array], n: int, *, searched: int) -> Values:
    """Give the facts about networks of n people, those of shortest paths for the first of them."""
    stack = ensemble.beside(matrices, n)
    degree = np.diff(stack.indptr).reshape(-1, n).astype(float)
    splits = [periphery.split(*periphery.ends(matrix), n) for matrix in matrices]
    found = {
        "centralization_degree": shapes.centralizations(degree),
        "gini": shapes.ginis(degree),
        "evenness": shapes.evennesses(degree),
        "effective_number": shapes.spreads(degree),
        "effective_hubs": shapes.spreads(ensemble.open_pairs(matrices, stack, n)),
        "core_fit": np.array([split.fit for split in splits]),
        "core_people": np.array([split.core.sum() for split in splits], dtype=float),
    }
    for name in ("centralization_betweenness", "centralization_harmonic", "max_pair_loss"):
        found[name] = np.full(len(matrices), NAN)
    some = matrices[: max(searched, 0)]
    if some:
        through, near = _between(some, n)
        scale, upto = (n - 1) * (n - 2) / 2, len(some)
        between = shapes.centralizations(through / scale, n - 1.0)
        found["centralization_betweenness"][:upto] = between
        harmonic = shapes.centralizations(near / (n - 1), (n - 2) / 2)
        found["centralization_harmonic"][:upto] = harmonic
        parts = stack if upto == len(matrices) else ensemble.beside(some, n)
        found["max_pair_loss"][:upto] = shapes.greatest_losses(some, parts, n)
    return found


def _between(matrices: list[sparse.csr_array], n: int) -> tuple[np.ndarray, np.ndarray]:
    """Give betweenness and the sum of 1/d, of as many networks at a time as a search holds."""
    step = max(1, ensemble.CELLS // n**2)
    some = [matrices[first : first + step] for first in range(0, len(matrices), step)]
    found = [ensemble.between(one, ensemble.beside(one, n), n) for one in some]
    through, near = (np.concatenate(parts) for parts in zip(*found, strict=True))
    return through, near


def random_arrows(net: Network, draws: int, seed: int) -> Values | None:
    """Give both directed centralizations of networks with as many mutual and one-way pairs."""
    n, arcs = net.n, net.structure(directed=True)
    free, held, fixed = parted(net, arcs, directed=True, whole_pairs=True)
    mutual = int((free * free.T).sum()) // 2
    single = int(free.sum()) - 2 * mutual
    stay = 0 if fixed is None else fixed.nnz // 2
    turned = 2 ** min(single, FEW) >= FEW  # one-way pairs turned round make different networks
    if n < 3 or not (turned or periphery.several(n, mutual + single, FEW, stay)):
        return None
    drawn = chance.same_dyads(mutual, single, n, draws, seed, fixed=fixed, held=held)
    ends = [(np.diff(one.indptr), np.bincount(one.indices, minlength=n)) for one in drawn]
    both = np.array(ends, dtype=float).reshape(-1, 2, n)
    most = float((n - 1) ** 2)
    return {
        "centralization_learned": shapes.centralizations(both[:, 0], most),
        "centralization_taught": shapes.centralizations(both[:, 1], most),
    }
