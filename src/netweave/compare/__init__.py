"""Findings over waves: before and after."""

from netweave.compare.change import before_after
from netweave.compare.outcome import Change

__all__ = ["Change", "before_after"]
