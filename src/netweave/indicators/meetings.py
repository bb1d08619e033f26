"""Cards about sessions and products: opportunities, and what was made together."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from netweave._kernels.shapes import ginis
from netweave.analytics._facts import NAN
from netweave.analytics.practices.common import practice_variety
from netweave.indicators.catalog import Cell
from netweave.indicators.given import Given, taken

if TYPE_CHECKING:
    from netweave.affiliations import Affiliations

SESSIONS = ("took_part", "member_led", "presenting_gini", "role_levels")
VARIETY = {
    "practices": "practices", "entropy": "practice_entropy", "beyond": "beyond_convenings"
}  # fmt: skip
WORKS = ("products_across", "organizations_producing", "products_per_meeting")


def of_meetings(given: Given) -> Iterator[Cell]:
    """Fill the cards about sessions, practices and products, over all waves."""
    found = given.affiliations
    kinds = set() if found is None else set(found.events["kind"])
    if found is None or "attendance" not in kinds:
        missing = (*SESSIONS, *VARIETY.values())
        yield from (Cell(term, "", NAN, 0, "NO_RECORDS") for term in missing)
    else:
        yield from _sessions(found, given)
        yield from _variety(found, given)
    if found is None or "authorship" not in kinds:
        yield from (Cell(term, "", NAN, 0, "NO_RECORDS") for term in WORKS)
    else:
        yield from _works(found, given)


def _records(found: Affiliations, kind: str) -> pd.DataFrame:
    """Give the records of members at events of one kind, as plain text and numbers."""
    events = found.events.index[found.events["kind"] == kind]
    records = found.records.astype({"person": object, "event": object, "role": object})
    # Who facilitates only is neither peer nor presenter (method 1.2).
    held = records[records["event"].isin(events) & (records["role"] != "facilitator")]
    return held.assign(member=held["person"].isin(_members(found)))


def _sessions(found: Affiliations, given: Given) -> Iterator[Cell]:
    """Fill who was there, who presented, and how many roles organizations came with."""
    records = _records(found, "attendance")
    mine = records[records["member"]]
    members = _members(found)
    share = mine["person"].nunique() / len(members) if len(members) else NAN
    yield Cell("took_part", "", share, len(members), "" if len(members) else "NOBODY")
    talks = records[records["role"] == "presenter"]
    led = float(talks["member"].mean()) if len(talks) else NAN
    yield Cell("member_led", "", led, len(talks), "" if len(talks) else "NO_RECORDS")
    counts = talks[talks["member"]]["person"].value_counts().reindex(members, fill_value=0)
    uneven = ginis(counts.to_numpy(dtype=float)[None])[0] if counts.sum() else NAN
    yield Cell("presenting_gini", "", uneven, len(members), "" if counts.sum() else "NO_RECORDS")
    yield _levels(mine, found.people, given)


def _members(found: Affiliations) -> pd.Index:
    """Give everybody who is no convener."""
    if "convener" not in found.people:
        return found.people.index
    return found.people.index[~found.people["convener"].to_numpy(dtype=bool)]


def _levels(mine: pd.DataFrame, people: pd.DataFrame, given: Given) -> Cell:
    """Say how often an organization at a session came with people of two roles or more."""
    if not {given.group, given.role} <= set(people.columns):
        return Cell("role_levels", "", NAN, 0, "NO_RECORDS")
    held = mine.assign(
        home=mine["person"].map(people[given.group]), level=mine["person"].map(people[given.role])
    ).dropna(subset=["home", "level"])
    each = held[["event", "home", "level"]].drop_duplicates().groupby(["event", "home"])
    several = each.size() > 1
    share = float(several.mean()) if len(several) else NAN
    return Cell("role_levels", "", share, len(several), "" if len(several) else "NO_EVENTS")


def _variety(found: Affiliations, given: Given) -> Iterator[Cell]:
    """Fill in how many practices members take part, where sessions say which they are."""
    if given.practice is None:
        yield from (Cell(term, "", NAN, 0, "NO_RECORDS") for term in VARIETY.values())
        return
    held = _all_waves(found)
    varied = practice_variety(
        held, given.practice, convenings=given.convenings, kind="attendance"
    ).table
    for term, card in VARIETY.items():
        yield taken(varied, term, card)


def _all_waves(found: Affiliations) -> Affiliations:
    """Give the same meetings of members without the waves they belong to."""
    from netweave.affiliations import Affiliations  # noqa: PLC0415

    records = found.records[found.records["person"].isin(_members(found))]
    return Affiliations(found.people, found.events.assign(wave=None), records)


def _works(found: Affiliations, given: Given) -> Iterator[Cell]:
    """Fill how many products join organizations, and how many of those who met made something."""
    works = _records(found, "authorship")
    works = works[works["member"]]
    home = works["person"].map(found.people.get(given.group, pd.Series(dtype=object)))
    table = works.assign(home=home).dropna(subset=["home"])
    each = table.groupby("event")["home"].nunique()
    share = float((each > 1).mean()) if len(each) else NAN
    yield Cell("products_across", "", share, len(each), "" if len(each) else "NO_GROUP")
    homes = found.people.loc[_members(found), given.group].nunique() if len(each) else 0
    possible = homes * (homes - 1) // 2
    joined = _joined(table["event"], table["home"]).sum() / possible if possible else NAN
    why = "" if possible else "ONE_GROUP"
    yield Cell("organizations_producing", "", joined, possible, why)
    met = _pairs_of(_records(found, "attendance"), found)
    made = _pairs_of(works, found)
    both, met_pairs = int((met & made).sum()), int(met.sum())
    why = "" if met_pairs else "NO_EVENTS"
    yield Cell("products_per_meeting", "", both / met_pairs if met_pairs else NAN, met_pairs, why)


def _joined(events: pd.Series, homes: pd.Series) -> np.ndarray:
    """Mark the pairs of organizations that have an event in common."""
    table = pd.crosstab(homes, events).to_numpy() > 0
    shared = table.astype(float) @ table.T.astype(float)
    return np.triu(shared > 0, 1)


def _pairs_of(records: pd.DataFrame, found: Affiliations) -> np.ndarray:
    """Mark the pairs of members who were at one event together."""
    mine = records[records["member"]]
    members = _members(found)
    people = members.get_indexer(pd.Index(mine["person"]))
    events = pd.factorize(mine["event"])[0]
    table = np.zeros((len(members), events.max(initial=-1) + 1), dtype=np.float32)
    table[people, events] = 1
    return np.triu(table @ table.T > 0, 1)
