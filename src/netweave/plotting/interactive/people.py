"""The map of people, as the plain data that the page draws."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np
import pandas as pd

from netweave.plotting import looks
from netweave.plotting.interactive import lines, numbers
from netweave.plotting.interactive.dressed import sizes_of, worn
from netweave.plotting.interactive.grouped import state_in_words
from netweave.plotting.interactive.shown import InteractiveMap
from netweave.plotting.interactive.words import headed, waves_in_words
from netweave.plotting.layout import arrange
from netweave.plotting.states import TieStates, tie_states
from netweave.plotting.style import plain

if TYPE_CHECKING:
    from netweave.network import Network
    from netweave.plotting.interactive.given import Asked

MOST_PEOPLE = 2000  # above, no map of people answers within two seconds
STATE_WORDS = {
    "kept": "kept",
    "formed": "formed",
    "lost": "lost",
    "unknown": "not known: nobody of the pair answered in the other wave",
}


def map_of_people(asked: Asked) -> InteractiveMap:
    """Collect places, looks, ties and numbers of everybody."""
    xy = looks.placed(asked.everybody, arrange(asked.networks, seed=asked.seed))
    found = lines.lines_of(asked)
    dress, groups = worn(asked)
    data = {
        **headed(asked, "people"),
        "nodes": _nodes(asked, xy, dress),
        "groups": groups,
        "sizes": sizes_of(asked),
        "kinds": found.kinds,
        "views": _views(asked, found),
        "notes": found.notes,
    }
    return InteractiveMap(data, asked.everybody, asked.height)


def _nodes(asked: Asked, xy: np.ndarray, dress: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """Give everybody's name, place and looks."""
    people = asked.people
    names, rank = _names(asked), _rank(asked)
    organization = _texts(people, asked.group)
    role = _texts(people, "role")
    convener = people["convener"].fillna(value=False).to_numpy(dtype=bool)
    return [
        {
            "name": names[place],
            "x": round(float(xy[place, 0]), 5),
            "y": round(float(-xy[place, 1]), 5),
            "organization": organization[place],
            "role": role[place],
            "convener": bool(convener[place]),
            "rank": int(rank[place]),
            **dress[place],
        }
        for place in range(asked.n)
    ]


def _names(asked: Asked) -> list[str]:
    """Give everybody's name; who shares one gets the id behind it."""
    people = asked.people
    column = asked.label if isinstance(asked.label, str) and asked.label != "auto" else "name"
    ids = [plain(one) for one in people.index]
    if column not in people.columns and column == "name":
        return ids
    found = looks.values_of(people, column, "label")
    texts = [
        plain(text) if known and plain(text) else one
        for text, known, one in zip(found, found.notna(), ids, strict=True)
    ]
    twice = {text for text, many in pd.Series(texts).value_counts().items() if many > 1}
    return [
        f"{text} ({one})" if text in twice and text != one else text
        for text, one in zip(texts, ids, strict=True)
    ]


def _rank(asked: Asked) -> np.ndarray:
    """Say who is named first: the most tied over all waves, and nobody that was not asked for."""
    tied = np.zeros(asked.n)
    for net in asked.networks:
        degree = numbers.contacts(net)
        tied[asked.everybody.get_indexer(net.people.index)] += degree
    order = np.argsort(-tied, kind="stable")
    rank = np.full(asked.n, -1)
    if asked.label is not None:
        most = asked.label if isinstance(asked.label, int) else asked.n
        chosen = order[: max(most, 0)]
        rank[chosen] = np.arange(len(chosen))
    return rank


def _texts(people: pd.DataFrame, column: str) -> list[str | None]:
    if column not in people.columns:
        return [None] * len(people)
    values = people[column]
    return [
        plain(value) if known else None for value, known in zip(values, values.notna(), strict=True)
    ]


def _views(asked: Asked, found: lines.Lines) -> list[dict[str, Any]]:
    """Give the waves, with what changed between two of them."""
    views = {label: _wave_view(asked, label, found) for label in asked.waves}
    changed = {
        second: _change_view(asked, first, second)
        for first, second in asked.steps
        if lines.comparable(asked.waves[first], asked.waves[second], asked.kind)
    }
    ordered = []
    for label, view in views.items():
        ordered += [changed[label], view] if label in changed else [view]
    return ordered


def _wave_view(asked: Asked, label: str, found: lines.Lines) -> dict[str, Any]:
    net = asked.waves[label]
    place = asked.everybody.get_indexer(net.people.index)
    quiet = looks.silent(net, net.structural_kinds)
    return {
        "label": waves_in_words(asked)[label],
        "sort": "wave",
        "here": place.tolist(),
        "hollow": place[quiet].tolist(),
        "hollow_text": "did not answer",
        "lines": found.rows[label],
        "numbers": _with_and_without(net, lambda one: numbers.of_wave(asked, one)),
    }


def _with_and_without(net: Network, count: Any) -> dict[str, Any]:  # noqa: ANN401
    convening = bool(net.convener.any())
    return {"with": count(net), "without": count(net.without("convener")) if convening else None}


def _change_view(asked: Asked, first: str, second: str) -> dict[str, Any]:
    """Give what became of each tie between two waves, in the places of everybody."""
    before, after = asked.waves[first], asked.waves[second]
    states = tie_states(before, after, asked.kind)
    place = asked.everybody.get_indexer(states.people)
    names = waves_in_words(asked)
    member = states.involves(states.convener)
    return {
        "label": f"change: {names[first]} → {names[second]}",
        "sort": "change",
        "here": place.tolist(),
        "hollow": place[states.silent].tolist(),
        "hollow_text": "did not answer in one of the waves",
        "joined": place[states.joined].tolist(),
        "left": place[states.left].tolist(),
        "kinds": [plain(kind).replace("_", " ") for kind in states.kinds],
        "states": [state_in_words(name, text) for name, text in STATE_WORDS.items()],
        "lines": [
            [int(place[one]), int(place[other]), list(STATE_WORDS).index(state)]
            for one, other, state in zip(states.one, states.other, states.state, strict=True)
        ],
        "numbers": {
            "with": _changed(asked, states, np.ones(len(states.one), dtype=bool)),
            "without": _changed(asked, states, ~member) if states.convener.any() else None,
        },
    }


def _changed(asked: Asked, states: TieStates, counted: np.ndarray) -> list[dict[str, Any]]:
    """Count everybody's ties by what became of them."""
    place = asked.everybody.get_indexer(states.people)
    found = []
    for name in STATE_WORDS:
        chosen = counted & (states.state == name)
        if name == "unknown" and not chosen.any():
            continue
        ends = np.concatenate([states.one[chosen], states.other[chosen]])
        each = np.bincount(ends, minlength=len(states.people))
        values: list[float | None] = [None] * asked.n
        for person, count in zip(place, each, strict=True):
            values[person] = int(count)
        word = "not known" if name == "unknown" else name
        texts = [None if v is None else f"{word}: {looks.count(int(v), 'tie')}" for v in values]
        found.append({"id": name, "title": f"ties {word}", "value": values, "text": texts})
    return found
