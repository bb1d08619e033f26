"""Findings on one wave: who is central, who bridges, what holds together, what hangs on a hub."""

from __future__ import annotations

import importlib
import pkgutil
from typing import TYPE_CHECKING

from netweave.registry import MEASURES

if TYPE_CHECKING:
    from netweave.registry import Measure


def measures() -> dict[str, Measure]:
    """Give every declared measure by its id; a file declares its own when it is imported."""
    for file in pkgutil.walk_packages(__path__, f"{__name__}."):
        importlib.import_module(file.name)
    return dict(MEASURES)
