"""Time several ways to the same answer, in turns, in one process."""

import gc
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from statistics import median
from typing import Any

PEAK = Path("/proc/self/clear_refs")
STATUS = Path("/proc/self/status")


@dataclass
class Way:
    """One way to an answer: how long each turn took, how much memory it needed, what it gave."""

    call: Callable[[], Any]
    scale: float = 1.0
    seconds: list[float] = field(default_factory=list)
    memory: float | None = None
    answer: Any = None
    error: str = ""

    @property
    def time(self) -> float:
        """Median of the turns, in seconds for the whole task."""
        return median(self.seconds) * self.scale

    @property
    def spread(self) -> float:
        """Longest turn divided by the shortest."""
        return max(self.seconds) / max(min(self.seconds), 1e-9)


def race(ways: dict[str, Way], turns: int, patience: float) -> None:
    """Let the ways take turns on the CPU clock of this thread, after one turn that is not counted.

    The uncounted turn compiles, fills caches and gives the answer. A way that takes longer than
    ``patience`` seconds has no more than one counted turn.
    """
    for way in ways.values():
        _first(way)
    for turn in range(turns):
        for way in ways.values():
            if way.error or (turn and way.seconds[0] > patience):
                continue
            way.seconds.append(_timed(way.call))


def _first(way: Way) -> None:
    before = _memory("VmRSS")
    _forget_peak()
    try:
        way.answer = way.call()
    except Exception as error:  # a rival that fails is reported, not fatal
        way.error = f"{type(error).__name__}: {error}".splitlines()[0][:80]
        return
    peak = _memory("VmHWM")
    way.memory = None if before is None or peak is None else max(peak - before, 0.0)


def _timed(call: Callable[[], Any]) -> float:
    gc.collect()
    gc.disable()
    begun = time.thread_time()
    call()
    taken = time.thread_time() - begun
    gc.enable()
    return taken


def _forget_peak() -> None:
    """Set the kernel's peak of resident memory back to what it is now (Linux)."""
    try:
        PEAK.write_text("5", encoding="ascii")
    except OSError:
        return


def _memory(field_name: str) -> float | None:
    """Give a figure of /proc/self/status in MiB; None where there is no such file."""
    if not STATUS.exists():
        return None
    for line in STATUS.read_text(encoding="ascii").splitlines():
        if line.startswith(field_name):
            return int(line.split()[1]) / 1024
    return None
