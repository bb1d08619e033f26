"""The groups of a map without people, and the ties between them as they may be told."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Any

import numpy as np
import pandas as pd
from scipy import sparse

from netweave.plotting.interactive.grouped import joined_states
from netweave.plotting.interactive.lines import MOST_LEVELS, comparable
from netweave.plotting.interactive.told import Told
from netweave.plotting.interactive.words import waves_in_words
from netweave.plotting.layout import places
from netweave.plotting.looks import count
from netweave.plotting.ring import ring_places
from netweave.plotting.style import CATEGORICAL, plain

if TYPE_CHECKING:
    from netweave.audience import Audience
    from netweave.plotting.interactive.given import Asked

ON_A_RING = 40


@dataclass(frozen=True)
class Groups:
    """The groups of a map and the ties between them, wave by wave.

    Parameters
    ----------
    asked : Asked
        What was asked for, with people under the names of their shown groups.
    level : str
        "organizations" or "clusters".
    said : tuple of str
        Why there are no people, and what was left out.
    """

    asked: Asked
    level: str
    said: tuple[str, ...]

    @property
    def audience(self) -> Audience:
        """Who reads it."""
        return self.asked.audience

    @cached_property
    def heads(self) -> dict[str, pd.Series]:
        """How many people each group has, wave by wave."""
        return {
            label: net.group(self.asked.group).dropna().value_counts()
            for label, net in self.asked.waves.items()
        }

    @cached_property
    def names(self) -> list[str]:
        """The groups in order; clusters by their number."""
        found = {str(name) for heads in self.heads.values() for name in heads.index}
        return sorted(found, key=lambda name: (len(name) * (self.level == "clusters"), name))

    @cached_property
    def ties(self) -> Told:
        """The ties between groups, as far as they may be told."""
        return Told(self.asked)

    @property
    def notes(self) -> list[str]:
        """What is left out beyond what was asked."""
        notes = self.ties.notes
        last = self.asked.networks[-1]
        nowhere = int(last.group(self.asked.group).isna().sum())
        if nowhere:
            people = self.audience.head_count(nowhere)
            notes.append(f"People without {plain(self.asked.group)}, left out: {people}.")
        return notes

    @property
    def kind(self) -> dict[str, Any]:
        """The one sort of line on this map."""
        numbers, words = self.ties.numbers, self.ties.words
        steps = np.unique(np.linspace(0, len(numbers) - 1, MOST_LEVELS).astype(int))
        exact = [numbers[step] for step in steps] if numbers else []
        return {
            "name": "ties between their people",
            "text": "ties between their people",
            "arrows": False,
            "unit": "ties",
            "on": True,
            "levels": exact if self.audience.exact else list(range(1, len(words) + 1)),
            "words": words,
        }

    @cached_property
    def said_heads(self) -> dict[str, dict[str, str]]:
        """How many people each group has, as it may be said, wave by wave."""
        return {
            label: dict(
                zip(map(str, heads.index), self.audience.head_counts(heads.tolist()), strict=True)
            )
            for label, heads in self.heads.items()
        }

    @cached_property
    def sizes(self) -> list[float]:
        """The number of people that the area of each circle shows, the most over the waves.

        All whose number may not be said in some wave have one area.
        """
        found = []
        for name in self.names:
            said = [heads[name] for heads in self.said_heads.values() if name in heads]
            told = all(one.replace(",", "").isdigit() for one in said)
            most = max(int(heads.get(name, 0)) for heads in self.heads.values())
            found.append(float(most if told else self.audience.least))
        return found

    @property
    def size(self) -> list[dict[str, Any]]:
        """The size of circles, unless it says nothing."""
        if len(set(self.sizes)) < 2:
            return []
        return [{"id": "people", "title": "number of people", "value": self.sizes}]

    @property
    def nodes(self) -> list[dict[str, Any]]:
        """The groups with their places and looks."""
        order = pd.Index(self.names)
        n = len(order)
        counts = np.zeros((n, n))
        for rows in self.ties.shown.values():
            for a, b, ties in rows:
                counts[order.get_loc(a), order.get_loc(b)] += ties if self.audience.exact else 1
        joined = sparse.csr_array(counts + counts.T)
        if n <= ON_A_RING:
            xy = ring_places(joined, np.zeros(n, dtype=bool), seed=self.asked.seed)
        else:
            xy = places(joined, seed=self.asked.seed)
        rank = np.argsort(np.argsort([-size for size in self.sizes], kind="stable"))
        return [
            {
                "name": plain(name),
                "x": round(float(xy[place, 0]), 5),
                "y": round(float(-xy[place, 1]), 5),
                "organization": None,
                "role": None,
                "convener": False,
                "rank": int(rank[place]),
                "colour": CATEGORICAL[0],
                "marker": "o",
                "group": None,
            }
            for place, name in enumerate(self.names)
        ]

    @property
    def views(self) -> list[dict[str, Any]]:
        """The waves, with what changed between two of them."""
        views = []
        labels = list(self.asked.waves)
        for place, label in enumerate(labels):
            earlier = labels[place - 1] if place else None
            if (
                earlier is not None
                and not self.ties.nothing
                and comparable(self.asked.waves[earlier], self.asked.waves[label], self.asked.kind)
            ):
                views.append(self._change_view(earlier, label))
            views.append(self._wave_view(label))
        return views

    def _here(self, *labels: str) -> list[int]:
        there = {str(name) for label in labels for name in self.heads[label].index}
        return [place for place, name in enumerate(self.names) if name in there]

    def _wave_view(self, label: str) -> dict[str, Any]:
        rows, texts = [], []
        for a, b, ties in self.ties.shown[label]:
            word = self.ties.word(ties)
            value = ties if self.audience.exact else self.ties.words.index(word) + 1
            rows.append([self.names.index(a), self.names.index(b), 0, value, value])
            texts.append(word)
        return {
            "label": waves_in_words(self.asked)[label],
            "sort": "wave",
            "here": self._here(label),
            "hollow": [],
            "hollow_text": "",
            "lines": rows,
            "texts": texts,
            "numbers": {"with": self._numbers(label, rows), "without": None},
        }

    def _numbers(self, label: str, rows: list[list[int]]) -> list[dict[str, Any]]:
        heads = self.heads[label].reindex(self.names)
        said = [self.said_heads[label].get(name) for name in self.names]
        text = [one and ("1 person" if one == "1" else f"{one} people") for one in said]
        found: list[dict[str, Any]] = [
            {"id": "people", "title": "people", "value": self._shown(heads), "text": text}
        ]
        if not self.ties.nothing:
            joined = [sum(place in row[:2] for row in rows) for place in range(len(self.names))]
            here = set(self._here(label))
            one, many = ("organization", "") if self.level == "organizations" else ("cluster", "")
            unsure = {name for pair in self.ties.hidden[label] for name in pair}
            found.append({
                "id": "joined",
                "title": f"{self.level} joined with",
                "value": [n if place in here else None for place, n in enumerate(joined)],
                "text": [
                    f"joined with {'at least ' if self.names[place] in unsure else ''}"
                    f"{count(n, f'other {one}', many)}"
                    if place in here
                    else None
                    for place, n in enumerate(joined)
                ],
            })
        return found

    def _shown(self, heads: pd.Series) -> list[float | None]:
        """Give head counts that may be told as numbers; None for those that may not."""
        return [None if pd.isna(n) or not self.audience.exact else float(n) for n in heads]

    def _change_view(self, first: str, second: str) -> dict[str, Any]:
        names = waves_in_words(self.asked)
        rows, states = joined_states(self.asked, self.names, first, second)
        rows = [row for row in rows if self.ties.tells(*(self.names[end] for end in row[:2]))]
        return {
            "label": f"change: {names[first]} → {names[second]}",
            "sort": "change",
            "here": self._here(first, second),
            "hollow": [],
            "hollow_text": "",
            "joined": [p for p in self._here(second) if p not in self._here(first)],
            "left": [p for p in self._here(first) if p not in self._here(second)],
            "kinds": [],
            "states": states,
            "lines": rows,
            "numbers": {"with": self._changed(rows, states, self._here(first, second)),
                        "without": None},
        }  # fmt: skip

    def _changed(
        self, rows: list[list[int]], states: list[dict[str, Any]], here: list[int]
    ) -> list[dict[str, Any]]:
        found = []
        for number, state in enumerate(states):
            each = {
                place: sum(place in row[:2] for row in rows if row[2] == number) for place in here
            }
            if state["name"] == "unknown" and not any(each.values()):
                continue
            found.append({
                "id": state["name"],
                "title": state["name"],
                "value": [each.get(place) for place in range(len(self.names))],
                "text": [
                    f"{state['text']}: {each[place]}" if place in each else None
                    for place in range(len(self.names))
                ],
            })
        return found
