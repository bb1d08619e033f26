"""Findings on one wave: who is central, who bridges, what holds together, what hangs on a hub."""

from __future__ import annotations

import importlib
from typing import TYPE_CHECKING

from netweave.registry import MEASURES

if TYPE_CHECKING:
    from netweave.registry import Measure

_FILES = ("centrality", "bridging", "cohesion", "clusters", "hubs")


def measures() -> dict[str, Measure]:
    """Give every declared measure by its id; a file declares its own when it is imported."""
    for name in _FILES:
        importlib.import_module(f"netweave.analytics.{name}")
    return dict(MEASURES)
