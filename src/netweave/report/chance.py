"""How many random networks a report compares with."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from netweave.network import Network

# Enough for a place among hundred, and few enough that nobody waits (heuristics).
DRAWS = 199
FEWER, LARGE = 99, 400


def draws_for(net: Network) -> int:
    """Say how many random networks stand beside a number: fewer for a large network."""
    return DRAWS if net.n <= LARGE else FEWER


def draws_in_words(nets: list[Network]) -> str:
    """Say how many were drawn for each of these networks."""
    counts = sorted({draws_for(net) for net in nets}, reverse=True)
    return " or ".join(f"{count:,}" for count in counts)
