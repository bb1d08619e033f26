"""Who was there in which wave, and whether the ties agree with that."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from netweave import codes, errors
from netweave._network.tables import answer_columns, answers

if TYPE_CHECKING:
    from netweave.network import Network

DECLINED = ["wave", "organization", "convener"]
CONSENT = ("consented", "declined", "not_asked")
PER_WAVE = ("organization", "role", "locale", "responded")


def roster_table(
    roster: pd.DataFrame | None, people: pd.DataFrame, waves: pd.DataFrame
) -> pd.DataFrame | None:
    """Check who was there in which wave; left out, everybody was, as the people table says."""
    if len(waves) < 2:
        return None
    if roster is None:
        columns = [name for name in people.columns if _per_wave(name)]
        blocks = dict.fromkeys(waves.index, people[columns])
        roster = pd.concat(blocks, names=["wave", "person"])
    roster = roster.set_index(["wave", "person"]) if "wave" in roster.columns else roster.copy()
    roster.index.names = ["wave", "person"]
    if roster.index.has_duplicates:
        twice = roster.index[roster.index.duplicated()].unique()
        raise errors.DataError(
            f"roster must have one row per wave and person; twice: {errors.listed(twice)}."
        )
    for level, known in (("wave", waves.index), ("person", people.index)):
        unknown = roster.index.unique(level).difference(known)
        if len(unknown):
            raise errors.DataError(f"roster names {errors.listed(unknown)}, not a known {level}.")
    return _filled(roster)


def _filled(roster: pd.DataFrame) -> pd.DataFrame:
    eligible = roster["eligible"] if "eligible" in roster.columns else True
    consent = roster["consent"] if "consent" in roster.columns else "not_asked"
    roster["eligible"] = pd.Series(eligible, index=roster.index).fillna(value=True).astype(bool)
    roster["consent"] = pd.Series(consent, index=roster.index).fillna("not_asked")
    for value in roster["consent"].unique():
        if value not in CONSENT:
            raise errors.not_one_of("roster['consent']", CONSENT, value)
    for column in answer_columns(roster):
        roster[column] = answers(roster[column], f"roster[{column!r}]")
    return roster


def _per_wave(column: object) -> bool:
    return column in PER_WAVE or str(column).startswith("responded_")


def slimmed(people: pd.DataFrame, roster: pd.DataFrame | None) -> pd.DataFrame:
    """Drop from people what varies by wave: with several waves it lives in the roster alone."""
    if roster is None:
        return people
    return people[[name for name in people.columns if not _per_wave(name)]]


def check_roster(
    ties: pd.DataFrame, people: pd.DataFrame, waves: pd.DataFrame, roster: pd.DataFrame | None
) -> None:
    """Refuse ties of people who declined (E-CONSENT) or were not eligible in that wave."""
    if roster is None or not len(ties):
        return
    shape = (len(waves) + 1, len(people))
    present, declined = np.zeros(shape, dtype=bool), np.zeros(shape, dtype=bool)
    rows = waves.index.get_indexer(roster.index.get_level_values("wave"))
    columns = people.index.get_indexer(roster.index.get_level_values("person"))
    present[rows, columns] = roster["eligible"].to_numpy()
    declined[rows, columns] = (roster["consent"] == "declined").to_numpy()
    present[-1] = True
    wave = ties["wave"].cat.codes.to_numpy()
    ends = [ties[role].cat.codes.to_numpy() for role in ("learner", "learned_from")]
    refused = declined[wave, ends[0]] | declined[wave, ends[1]]
    if refused.any():
        refusal = codes.REFUSALS["E-CONSENT"]
        raise errors.RefusalError(
            "E-CONSENT",
            f"{int(refused.sum())} tie(s) name somebody who declined, first row "
            f"{int(np.flatnonzero(refused)[0]) + 1}. {refusal.text} {refusal.mend}",
        )
    absent = ~(present[wave, ends[0]] & present[wave, ends[1]])
    if absent.any():
        raise errors.bad_rows(
            "ties",
            "must join people who are eligible in the tie's wave",
            list(ties["wave"].to_numpy()[absent]),
            list(np.flatnonzero(absent) + 1),
            "Correct roster['eligible'], or drop the ties.",
        )


def without_declined(net: Network, gone: pd.Series) -> dict[str, pd.DataFrame]:
    """Give the table of those who declined, and the waves' counts, without some of them."""
    left = net.declined[~gone.to_numpy(dtype=bool)]
    if not gone.any():
        return {"declined": left}
    counts = left["wave"].value_counts().reindex(net.waves.index, fill_value=0)
    return {"declined": left, "waves": net.waves.assign(declined=counts.astype("int64"))}
