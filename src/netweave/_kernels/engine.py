"""Which way to compute: numpy for small networks, compiled kernels in threads for large ones."""

from __future__ import annotations

import os
from collections import deque
from collections.abc import Callable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from typing import TypeVar

Found = TypeVar("Found")

# Up to so many people numpy and scipy do it: the first call of a compiled kernel may wait seconds
# for the compiler, and nobody with a small network should.
SMALL = 300


def compiled(n: int) -> bool:
    """Say whether a network of n people is large enough for compiled kernels."""
    return n > SMALL


def threads() -> int:
    """Give the number of threads: ``NETWEAVE_THREADS``, or else the processors there are."""
    wanted = os.environ.get("NETWEAVE_THREADS", "")
    return int(wanted) if wanted.isdecimal() and int(wanted) else os.cpu_count() or 1


def in_blocks(work: Callable[[int, int], Found], count: int, step: int) -> Iterator[Found]:
    """Call ``work(first, last)`` on blocks of 0 … count - 1, in threads; yield results in order.

    The blocks hang on ``step`` alone, so that sums taken over the results in their order are the
    same to the last bit whatever the number of threads. ``work`` must give up the interpreter's
    lock for threads to help.
    """
    blocks = [(first, min(first + step, count)) for first in range(0, count, step)]
    workers = min(threads(), len(blocks))
    if workers < 2:
        yield from (work(*block) for block in blocks)
        return
    with ThreadPoolExecutor(workers) as pool:
        waiting: deque[Future[Found]] = deque()
        for block in blocks:
            waiting.append(pool.submit(work, *block))
            if len(waiting) > workers:
                yield waiting.popleft().result()
        while waiting:
            yield waiting.popleft().result()
