"""A few other faults that real files have, planted one by one and listed in the truth."""

from __future__ import annotations

import numpy as np
import pandas as pd

from netweave.simulation import names, surveys
from netweave.simulation.settings import CohortSettings

GUEST, DATE, REPEAT = "guest who is not on the roster", "date that does not parse", "row twice"
SELF, AGAIN = "respondent names herself or himself", "colleague named twice"
OTHERS, KEY = "author 'and others'", "document exported twice under one key"
COLUMNS = ["fault", "table", "row", "value"]


def plant(
    tables: dict[str, pd.DataFrame],
    people: pd.DataFrame,
    settings: CohortSettings,
    rng: np.random.Generator,
) -> pd.DataFrame:
    """Plant the faults (tables are replaced in the dictionary); ``row`` counts from 0."""
    survey = f"survey_{settings.waves[-1].label}"
    found: list[tuple[str, str, int, str]] = []
    if len(tables["sessions"]):
        found += _in_sessions(tables, rng)
    if (tables[survey][surveys.COLLEAGUE] != "").any():
        found += _in_survey(tables, survey, people, rng)
    if len(tables["products"]):
        found += _in_products(tables)
    return pd.DataFrame(found, columns=COLUMNS)


def _insert(table: pd.DataFrame, after: int, row: pd.Series) -> pd.DataFrame:
    """Give the table with a row put in behind another."""
    parts = [
        table.iloc[: after + 1],
        row.to_frame().T.astype(table.dtypes),
        table.iloc[after + 1 :],
    ]
    return pd.concat(parts, ignore_index=True)


def _in_sessions(
    tables: dict[str, pd.DataFrame], rng: np.random.Generator
) -> list[tuple[str, str, int, str]]:
    """Plant a date nobody can read, a row twice, and a guest."""
    sessions = tables["sessions"].copy()
    attends = np.flatnonzero((sessions["role"] == "attendee").to_numpy())
    if attends.size < 6:
        return []
    bad, repeat, host = np.sort(rng.choice(attends, size=3, replace=False)).tolist()
    impossible = f"{str(sessions['date'].iloc[bad])[:8]}32"
    sessions.loc[bad, "date"] = impossible
    sessions = _insert(sessions, repeat, sessions.iloc[repeat])
    guest = sessions.iloc[host + 1].copy()
    guest["name"], guest["email"] = names.GUEST, ""
    tables["sessions"] = _insert(sessions, host + 1, guest)
    return [
        (DATE, "sessions", bad, impossible),
        (REPEAT, "sessions", repeat + 1, str(sessions["name"].iloc[repeat])),
        (GUEST, "sessions", host + 2, names.GUEST),
    ]


def _in_survey(
    tables: dict[str, pd.DataFrame], label: str, people: pd.DataFrame, rng: np.random.Generator
) -> list[tuple[str, str, int, str]]:
    """Plant somebody who names herself, and a colleague named twice, the second time lower."""
    survey = tables[label]
    named = np.flatnonzero((survey[surveys.COLLEAGUE] != "").to_numpy())
    first, second = np.sort(rng.choice(named, size=2)).tolist()
    own = survey.iloc[second].copy()
    owner = people.index[people["email"] == own[surveys.RESPONDENT]][0]
    own[surveys.COLLEAGUE] = str(people.loc[owner, "name"])
    own[surveys.LEVEL] = "Collaboration"
    again = survey.iloc[first].copy()
    again[surveys.LEVEL] = (
        "Networking" if again[surveys.LEVEL] != "No interaction" else "No interaction"
    )
    tables[label] = _insert(_insert(survey, second, own), first, again)
    return [
        (AGAIN, label, first + 1, str(again[surveys.COLLEAGUE])),
        (SELF, label, second + 2, str(own[surveys.COLLEAGUE])),
    ]


def _in_products(tables: dict[str, pd.DataFrame]) -> list[tuple[str, str, int, str]]:
    """Plant an author list cut short, and a document that was exported twice."""
    products = tables["products"]
    sizes = products.groupby("entry").size()
    largest = int(str(sizes.idxmax()))
    last = int(np.flatnonzero(products["entry"] == largest)[-1])
    others = products.iloc[last].copy()
    others["author"] = "others"
    products = _insert(products, last, others)
    chosen = sorted(products["entry"].unique().tolist())[len(sizes) // 2]
    twice = products[products["entry"] == chosen]
    copy = twice.assign(entry=int(products["entry"].max()) + 1)
    tables["products"] = pd.concat([products, copy], ignore_index=True)
    return [
        (OTHERS, "products", last + 1, str(others["key"])),
        (KEY, "products", len(products), str(twice["key"].iloc[0])),
    ]
