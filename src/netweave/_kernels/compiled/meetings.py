"""What pairs of people have from the meetings that both were at, row by row and in order."""

from __future__ import annotations

import numpy as np

from netweave._kernels.compiled.bits import lowest
from netweave._kernels.compiled.jit import kernel

ONE = np.uint64(1)
SIX = np.uint64(6)  # 2⁶ bits to a word
LAST = np.uint64(63)

Lists = tuple[np.ndarray, np.ndarray]
Walk = tuple[Lists, Lists, np.ndarray]


@kernel
def others(first: int, last: int, walk: Walk) -> np.ndarray:
    """Count whom each of the people first … last - 1 met, where the meeting weighs anything.

    The walk goes over everybody's meetings and each meeting's people (indptr, indices), and has the
    weight of each meeting.
    """
    went, there, weight = walk
    seen = np.full(len(went[0]), -1, dtype=np.int64)
    count = np.zeros(last - first, dtype=np.int64)
    for i in range(first, last):
        seen[i] = i
        for at in range(went[0][i], went[0][i + 1]):
            e = went[1][at]
            if weight[e] > 0.0:
                for place in range(there[0][e], there[0][e + 1]):
                    j = there[1][place]
                    count[i - first] += seen[j] != i
                    seen[j] = i
    return count


@kernel
def shared(
    first: int, last: int, walk: Walk, once: np.ndarray, starts: np.ndarray, cells: Lists
) -> None:
    """Fill the cells of the people first … last - 1: whom each met, in order, and the weights.

    A meeting gives its weight, times what is stated of the person.
    Whom a row holds is noted in bits, and which words of bits are not empty in further bits, so
    that reading them in order takes no sorting and no look at everybody.
    """
    went, there, weight = walk
    held = np.zeros(len(went[0]))
    low = np.zeros((len(held) >> 6) + 1, dtype=np.uint64)
    high = np.zeros((len(low) >> 6) + 1, dtype=np.uint64)
    for i in range(first, last):
        own, to = np.uint64(i), starts[i]
        for at in range(went[0][i], went[0][i + 1]):
            e = went[1][at]
            if weight[e] > 0.0:
                each = once[i] * weight[e]
                for place in range(there[0][e], there[0][e + 1]):
                    j = np.uint64(there[1][place])
                    held[j] += each
                    low[j >> SIX] |= ONE << (j & LAST)
                    high[j >> SIX >> SIX] |= ONE << (j >> SIX & LAST)
        low[own >> SIX] &= ~(ONE << (own & LAST))
        held[own] = 0.0
        for block in range(len(high)):
            while high[block]:
                word = np.uint64(block) << SIX | lowest(high[block])
                high[block] &= high[block] - ONE
                bits = low[word]
                low[word] = 0
                while bits:
                    j = word << SIX | lowest(bits)
                    bits &= bits - ONE
                    cells[0][to], cells[1][to], held[j] = j, held[j], 0.0
                    to += ONE
