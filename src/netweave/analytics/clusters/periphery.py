"""A core tied to itself and a periphery that is not: the exact split and how well it fits."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from netweave._checks import counted, seeded
from netweave._kernels import chance
from netweave._kernels import periphery as kernels
from netweave.analytics._facts import NAN, findings
from netweave.analytics.nulls.drawn import parted
from netweave.analytics.nulls.spoken import FEW, share
from netweave.analytics.passports import notices_for, passport
from netweave.codes import REASONS, Notice
from netweave.coverage import FULL
from netweave.registry import measure
from netweave.results import Result

if TYPE_CHECKING:
    from netweave.network import Network


@dataclass(frozen=True, repr=False)
class CorePeriphery(Result):
    """A `Result` about core and periphery, with who is in the core.

    Parameters
    ----------
    table, sentence, warnings, claim, passport : see Result
        As in every finding; see `core_periphery` for the rows of the table.
    core : Series of bool
        Who is in the core; index of ``net.people``.
    ambiguous : bool
        Whether the cut falls among people with equally many ties, so that other people could take
        the place of some of the core. Then nobody should be said to be in the core.
    """

    core: pd.Series = field(default_factory=lambda: pd.Series(dtype=bool))
    ambiguous: bool = False


@measure(
    "core_periphery",
    "network",
    needs=("seed",),
    formula="method 2.1; Lip 2011; Borgatti & Everett 2000",
    range="0 up; fit -1 to 1",
    unit="pairs, correlation, people, shares of pairs",
    undefined={
        "EMPTY": "nobody",
        "N<3": "fewer than three people",
        "NO_TIES": "no ties",
        "NO_BLOCK": "a block without pairs, or all pairs alike",
    },
)
def core_periphery(net: Network, *, seed: int = 0, draws: int = 999) -> CorePeriphery:
    """Split people into a core tied to itself and a periphery that is not.

    The core is the one that misplaces the fewest pairs: pairs of the core who are not tied, and
    ties inside the periphery. This is exact, as the best core of k people is the k with the most
    ties (Lip 2011); of several sizes the smallest is taken. Ties between core and periphery do not
    enter. A core and a periphery follow from unequal degrees alone, so that this describes how
    ties are spread, and says nothing beyond that.

    Parameters
    ----------
    net : Network
        One wave; direction disregarded, parallel ties count once, people without ties enter.
    seed : int, default 0
        Seed of the random networks.
    draws : int, default 999
        How many random networks with as many people and ties (every such network equally likely)
        misplaced pairs and fit are compared with. They take seconds with ten thousand people; 0
        leaves them out, and fewer than 20 give no percentile. Pairs that nobody could report stay
        as they are in them.

    Returns
    -------
    CorePeriphery
        Table with the rows

        - ``misplaced_pairs``: how many pairs the split misplaces.
        - ``fit``: the correlation of ties, over the pairs inside either block, with the pattern
          1 in the core and 0 in the periphery.
        - ``core_people``: how many people are in the core.
        - ``core_density``, ``between_density``, ``periphery_density``: the shares of pairs tied.

        ``n`` is the number of pairs (people) behind each. For misplaced pairs and fit ``expected``
        and ``std_error`` are mean and standard deviation of the random networks, ``difference`` is
        estimate less expected, and ``percentile`` is (less + equal/2 + 1/2)/(draws + 1) for so many
        random values less than and equal to the observed one (mid-p).

        An estimate is NaN, with the code in column ``reason``, for fewer than three people; a
        density, for a block without pairs; the fit, for such a block, or if the pairs in both
        blocks are all alike. There is no percentile, and W15 says so, if fewer than 20 networks
        have as many people and ties. Where fewer than 80 in 100 pairs were reported by at least
        one side (W02, W03), the sentence claims no core: silence looks like a periphery.

        ``core`` says who is in it. If ``ambiguous``, people on both sides of the cut have equally
        many ties, the earlier in ``net.people`` were taken, and densities and fit depend on that.

    Raises
    ------
    ArgumentError
        If draws or the seed is negative.

    References
    ----------
    Lip, S. Z. W. (2011). A fast algorithm for the discrete core/periphery bipartitioning problem.
    arXiv:1102.5511.

    Borgatti, S. P. & Everett, M. G. (2000). Models of core/periphery structures. *Social Networks*,
    21, 375-395.

    Examples
    --------
    Ana, Ben and Cleo all know each other; Dan and Eve each know one of them.

    >>> import pandas as pd
    >>> import netweave as nw
    >>> ties = pd.DataFrame({
    ...     "learner": ["ana", "ben", "cleo", "dan", "eve"],
    ...     "learned_from": ["ben", "cleo", "ana", "ana", "ben"],
    ... })
    >>> net = nw.Network(["ana", "ben", "cleo", "dan", "eve"], ties)
    >>> found = nw.core_periphery(net, seed=1)
    >>> found.core.to_dict()
    {'ana': True, 'ben': True, 'cleo': False, 'dan': False, 'eve': False}
    >>> found.table.set_index("term")["estimate"].round(3).to_dict()
    {'misplaced_pairs': 0.0, 'fit': 1.0, 'core_people': 2.0, 'core_density': 1.0,
     'between_density': 0.667, 'periphery_density': 0.0}
    """
    counted("draws", draws, 0)
    seeded(seed)
    n, ends = net.n, kernels.ends(net.structure())
    split = kernels.split(*ends, n)
    none = "EMPTY" if not n else "N<3" if n < 3 else ""
    rows = _rows(split, none, len(ends[0]))
    enough, drawn = _drawn(net, seed, 0 if none else draws)
    null = np.array(list(drawn)).reshape(-1, 2)
    told = dict(zip(("misplaced_pairs", "fit"), null.T, strict=True))
    beside = [_beside(value, told.get(term)) for term, value, _, _ in rows]
    table = findings(rows, "fewest misplaced pairs")
    expected, table["std_error"], percentile = np.array(beside).T
    table = table.assign(
        expected=expected, difference=table["estimate"] - expected, percentile=percentile
    )
    few = Notice("W15", f"There are fewer than {FEW} networks with as many people and ties.")
    made = passport(net, "core_periphery", seed=seed)
    silent = made.coverage < FULL
    said = _sentence(split, none, null[:, 0] if percentile[0] == percentile[0] else null[:0, 0])
    if silent and not none:
        said = (
            f"No core can be told: {100 * made.coverage:.0f} in 100 pairs were reported by at "
            "least one side, and people who kept silent look like a periphery."
        )
    judged = not silent and not split.ambiguous and not np.isnan(percentile).all()
    return CorePeriphery(
        table,
        said,
        warnings=(*((few,) if draws and not enough and not none else ()), *notices_for(net)),
        claim=2 if judged else 1,
        passport=made,
        core=pd.Series(split.core if not none else False, net.people.index, bool, "core"),
        ambiguous=split.ambiguous and not none,
    )


def _rows(split: kernels.Split, none: str, ties: int) -> list[tuple[str, float, int, str]]:
    """Give term, estimate, n and the reason why it is undefined."""
    inner, _, outer = split.pairs
    people = len(split.core)
    blocks = zip(split.ties, split.pairs, strict=True)
    density = [tied / pairs if pairs else NAN for tied, pairs in blocks]
    rows = [
        ("misplaced_pairs", float(split.misplaced), inner + outer),
        ("fit", split.fit, inner + outer),
        ("core_people", float(split.core.sum()), people),
        ("core_density", density[0], inner),
        ("between_density", density[1], split.pairs[1]),
        ("periphery_density", density[2], outer),
    ]
    why = "NO_BLOCK" if ties else "NO_TIES"
    return [
        (term, NAN if none else value, n, none or ("" if np.isfinite(value) else why))
        for term, value, n in rows
    ]


def _drawn(net: Network, seed: int, draws: int) -> tuple[bool, Iterator[tuple[float, float]]]:
    """Give misplaced pairs and fit of random networks, none if too few different ones are there."""
    n, generator = net.n, np.random.default_rng(seed)
    free, held, fixed = parted(net, net.structure(), directed=False)
    m = int(free.sum()) // 2
    if not kernels.several(n, m, FEW, 0 if fixed is None else fixed.nnz // 2):
        return False, iter(())
    ties = chance.ends(n, m, draws, generator, fixed=fixed, held=held)
    splits = (kernels.split(*ends, n) for ends in ties)
    return True, ((float(split.misplaced), split.fit) for split in splits)


def _beside(observed: float, null: np.ndarray | None) -> tuple[float, float, float]:
    """Give mean and spread of the null, and the mid-p percentile of the observed value."""
    known = np.empty(0) if null is None else null[~np.isnan(null)]
    if len(known) < FEW or np.isnan(observed):
        return NAN, NAN, NAN
    below = (known < observed - 1e-12).sum() + 0.5 * (np.abs(known - observed) <= 1e-12).sum()
    return float(known.mean()), float(known.std(ddof=1)), float((below + 0.5) / (len(known) + 1))


def _sentence(split: kernels.Split, none: str, null: np.ndarray) -> str:
    """Say what the core is, and how many random networks misplace more pairs, or as many."""
    if none:
        return f"Core and periphery cannot be told apart: {REASONS[none]}."
    if split.ambiguous:
        return (
            "No core stands out: people on both sides of the cut have equally many ties, so that "
            "others could take their place."
        )
    size, people = int(split.core.sum()), len(split.core)
    pairs = "1 pair" if split.misplaced == 1 else f"{split.misplaced} pairs"
    said = f"A core of {size} of {people} people misplaces {pairs}"
    if np.isfinite(split.fit):
        said += f" (fit {split.fit:.2f})"
    if len(null):
        more, equal = int((null > split.misplaced).sum()), int((null == split.misplaced).sum())
        said += (
            f"; {share(more, len(null))} in 100 random networks with as many people and ties "
            "misplace more"
        )
        said += f", {share(equal, len(null))} in 100 as many" if equal else ""
    return f"{said}."
