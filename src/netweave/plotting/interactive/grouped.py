"""What became of the ties between two groups, from one wave to another."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np
import pandas as pd

from netweave.plotting.organizations import WORDS, at, between, collected, pair_states
from netweave.plotting.states import STATES, tie_states
from netweave.plotting.style import CHANGE

if TYPE_CHECKING:
    from netweave.plotting.interactive.given import Asked


def state_in_words(name: str, text: str) -> dict[str, Any]:
    """Give the colour, dashes, width and words of what became of a tie."""
    colour, style, width = CHANGE[name]
    dash = [] if style == "solid" else list(style[1])
    return {"name": name, "text": text, "colour": colour, "dash": dash, "width": width}


def joined_states(
    asked: Asked, names: list[str], first: str, second: str
) -> tuple[list[list[int]], list[dict[str, Any]]]:
    """Give rows of two groups and what became of them, and the words for it."""
    states = tie_states(asked.waves[first], asked.waves[second], asked.kind)
    waves = (states.before, states.after)
    table = collected(list(waves), asked.group)
    counts = [between(table, states, net, asked.group) for net in waves]
    known = [between(table, states, net, asked.group, sure=True) for net in waves]
    ends = np.column_stack(np.triu(counts[0] + counts[1], k=1).nonzero())
    found = pair_states([at(one, ends) for one in counts], [at(one, ends) for one in known])
    place = pd.Index(names).get_indexer(table.names)
    rows = [
        [int(place[one]), int(place[other]), STATES.index(state)]
        for (one, other), state in zip(ends, found, strict=True)
    ]
    return rows, [state_in_words(name, WORDS[name]) for name in STATES]
