"""The products: documents written by one to five people who mostly were tied already."""

from __future__ import annotations

from datetime import date, timedelta

import numpy as np
import pandas as pd

from netweave.simulation import names
from netweave.simulation.people import take_part
from netweave.simulation.settings import CohortSettings
from netweave.simulation.ties import LatentTies

TYPES = ("techreport", "article", "misc")
COLUMNS = ["entry", "key", "type", "title", "year", "month", "author"]


def draw_products(
    people: pd.DataFrame, ties: LatentTies, settings: CohortSettings, rng: np.random.Generator
) -> pd.DataFrame:
    """Draw the documents: one row for each document and author, in the order of authors."""
    span = (settings.end - settings.start).days
    days = np.sort(rng.integers(0, span + 1, size=settings.products))
    rows: list[tuple[int, str, str, str, int, int, str]] = []
    used: set[str] = set()
    for entry, offset in enumerate(days.tolist()):
        day = settings.start + timedelta(days=int(offset))
        team = _team(day, people, ties, settings, rng)
        if not team:
            continue
        key = _key(str(people["family"].iloc[team[0]]), day.year, used)
        title = names.PRODUCTS[int(rng.integers(len(names.PRODUCTS)))].format(
            names.TOPICS[int(rng.integers(len(names.TOPICS)))]
        )
        kind = str(rng.choice(TYPES))
        start = (entry + 1, key, kind, title, day.year, day.month)
        rows += [(*start, str(people["name"].iloc[author])) for author in team]
    return pd.DataFrame(rows, columns=COLUMNS)


def _team(
    day: date,
    people: pd.DataFrame,
    ties: LatentTies,
    settings: CohortSettings,
    rng: np.random.Generator,
) -> list[int]:
    """Draw a first author and, mostly among those tied to this person, the others."""
    here = take_part(people, pd.Timestamp(day))
    members = np.flatnonzero(here & ~people["convener"].to_numpy())
    if not members.size:
        return []
    lead = int(rng.choice(members))
    wave = next(
        (number for number, wave in enumerate(settings.waves) if day < wave.end),
        len(settings.waves) - 1,
    )
    tied = ties.tied[wave]
    close = np.concatenate([
        ties.second[tied & (ties.first == lead)],
        ties.first[tied & (ties.second == lead)],
    ])
    close = rng.permutation(close[here[close]])
    others = int(rng.choice([0, 1, 2, 3, 4], p=[0.15, 0.3, 0.3, 0.15, 0.1]))
    return [lead, *close[:others].tolist()]


def _key(family: str, year: int, used: set[str]) -> str:
    """Give a citation key that no other document has."""
    stem = "".join(letter for letter in names.plain(family) if letter.isalpha()) + str(year)
    key = next(
        stem + letters
        for letters in (
            "",
            *(chr(97 + n // 26 - 1) * (n >= 26) + chr(97 + n % 26) for n in range(702)),
        )
        if stem + letters not in used
    )
    used.add(key)
    return key
