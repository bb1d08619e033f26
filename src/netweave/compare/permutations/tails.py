"""How far out a value lies among those of the shuffles, at either end."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

import numpy as np

from netweave._checks import counted, one_of

Alternative = Literal["two-sided", "greater", "less"]

ALTERNATIVES = ("two-sided", "greater", "less")


@dataclass(frozen=True)
class Tails:
    """Counts of shuffles whose value is as great or greater, and as small or smaller.

    Parameters
    ----------
    greater, less : int
        The counts; a value that is equal but for rounding is in both.
    draws : int
        How many shuffles have a value at all.
    """

    greater: int
    less: int
    draws: int

    @property
    def p_greater(self) -> float:
        """Share as great or greater, the data themselves being one of the shuffles."""
        return (1 + self.greater) / (self.draws + 1)

    @property
    def p_less(self) -> float:
        """Share as small or smaller, the data themselves being one of the shuffles."""
        return (1 + self.less) / (self.draws + 1)

    def p(self, alternative: str) -> float:
        """Give the p-value; two-sided is twice the smaller tail, at most 1."""
        ends = {"greater": self.p_greater, "less": self.p_less}
        return ends.get(alternative, min(1.0, 2 * min(ends.values())))

    @property
    def alike(self) -> bool:
        """Whether every shuffle has the value of the data."""
        return self.greater == self.draws == self.less


def tails(observed: float, drawn: np.ndarray) -> Tails:
    """Count, with a tolerance for sums that were added up in another order."""
    drawn = drawn[~np.isnan(drawn)]
    equal = np.isclose(drawn, observed, rtol=1e-9, atol=1e-12)
    greater, less = ((side | equal).sum() for side in (drawn > observed, drawn < observed))
    return Tails(int(greater), int(less), len(drawn))


def checked(permutations: int, alternative: str = "two-sided") -> None:
    """Refuse settings out of range."""
    one_of("alternative", ALTERNATIVES, alternative)
    counted("permutations", permutations)


def written(p: float) -> str:
    """Write a p-value: three decimals, or as many as it needs to be above 0."""
    return f"{p:.3f}" if p >= 0.001 else f"{p:.1g}"


def listing(names: Sequence[str]) -> str:
    """Join phrases as a sentence does."""
    return names[0] if len(names) == 1 else f"{', '.join(names[:-1])} and {names[-1]}"
