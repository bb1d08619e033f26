"""From records of events to ties: peers of the same group, listeners and presenters, co-authors."""

from __future__ import annotations

import numpy as np
import pandas as pd
from scipy import sparse

WEIGHTS = ("newman", "count", "binary")
UNITS = {"attendance_peer": "sessions", "attendance_presenter": "sessions"}
KINDS = {
    "attendance": ("attendance_peer", "attendance_presenter"),
    "authorship": ("coauthorship",),
}


def with_sizes(events: pd.DataFrame, records: pd.DataFrame) -> pd.DataFrame:
    """Fill sizes that were left out with what the records hold."""
    presenting = records[records["role"] == "presenter"]
    counted = {
        "size": records.groupby("event", observed=False)["person"].nunique(),
        "presenters": presenting.groupby("event", observed=False)["person"].nunique(),
    }
    filled = {
        column: events[column].fillna(counts.reindex(events.index).astype(float)).fillna(0.0)
        for column, counts in counted.items()
    }
    return events.assign(**filled)


def listening(records: pd.DataFrame) -> pd.Series:
    """Mark the records of attendees; who presents in a session is not its audience."""
    attending = records["role"] == "attendee"
    presenting = records.loc[records["role"] == "presenter", ["person", "event"]]
    pairs = pd.MultiIndex.from_frame(records[["person", "event"]].astype("str"))
    own = pairs.isin(pd.MultiIndex.from_frame(presenting.astype("str")))
    return attending & ~(own & records["group"].isna())


def with_set_sizes(records: pd.DataFrame) -> pd.DataFrame:
    """Fill the sizes of interaction sets that were left out with what the records hold."""
    heard = listening(records)
    keys = ["event", "group"]
    counted = records[heard].groupby(keys, observed=True, dropna=False)["person"].transform("size")
    sizes = records["set_size"].where(heard)
    return records.assign(set_size=sizes.fillna(counted.astype(float)))


def kinds_of(events: pd.DataFrame, weights: str) -> pd.DataFrame:
    """Declare the kinds of tie that these events make."""
    present = events["kind"].unique()
    names = [name for kind, made in KINDS.items() if kind in present for name in made]
    rows = [
        {
            "kind": name,
            "evidence": "coproduced" if name == "coauthorship" else "opportunity",
            "mutual": name != "attendance_presenter",
            "reciprocity_eligible": False,
            "headline": False,
            "unit": UNITS.get(name, "works") if weights == "newman" else weights,
            "reporter": "record",
        }
        for name in names
    ]
    return pd.DataFrame(rows, columns=None if rows else ["kind"]).set_index("kind")


def projected(
    events: pd.DataFrame, records: pd.DataFrame, people: pd.Index, weights: str
) -> pd.DataFrame:
    """Give the ties of every wave, and of the events outside every wave."""
    wave = events["wave"].astype("str").where(events["wave"].notna())
    labels = list(wave.dropna().unique())
    parts = []
    for label in [*labels, None]:
        chosen = events[wave == label] if label is not None else events[wave.isna()]
        if len(chosen):
            mine = records[records["event"].isin(chosen.index)]
            parts += [
                part.assign(wave=label) for part in _of_one_wave(chosen, mine, people, weights)
            ]
    names = ["learner", "learned_from", "weight", "kind", "wave"]
    table = pd.concat(parts, ignore_index=True) if parts else pd.DataFrame(columns=names)
    return table if labels else table.drop(columns="wave")


def _of_one_wave(
    events: pd.DataFrame, records: pd.DataFrame, people: pd.Index, weights: str
) -> list[pd.DataFrame]:
    tied = [
        ("attendance_peer", _peers(events, records, len(people), weights)),
        ("attendance_presenter", _presenters(events, records, len(people), weights)),
        ("coauthorship", _authors(events, records, len(people), weights)),
    ]
    return [_rows(matrix, kind, people, weights) for kind, matrix in tied]


def _rows(matrix: sparse.csr_array, kind: str, people: pd.Index, weights: str) -> pd.DataFrame:
    cells = matrix.tocoo()
    apart = (cells.row != cells.col) & (cells.data > 0)
    learner, learned_from = cells.row[apart], cells.col[apart]
    value = np.ones(len(learner)) if weights == "binary" else cells.data[apart]
    return pd.DataFrame({
        "learner": pd.Categorical.from_codes(learner.astype(np.int32), categories=people),
        "learned_from": pd.Categorical.from_codes(learned_from.astype(np.int32), categories=people),
        "weight": value,
        "kind": kind,
    })


def _members(records: pd.DataFrame, sets: np.ndarray, n: int) -> sparse.csr_array:
    person = records["person"].cat.codes.to_numpy()
    shape = (n, int(sets.max()) + 1 if len(sets) else 0)
    return sparse.coo_array((np.ones(len(person)), (person, sets)), shape=shape).tocsr()


def _meeting(
    members: sparse.csr_array, others: sparse.csr_array, weight: np.ndarray
) -> sparse.csr_array:
    met: sparse.csr_array = (members @ sparse.diags_array(weight) @ others.T).tocsr()
    met.sort_indices()
    return met


def _peers(events: pd.DataFrame, records: pd.DataFrame, n: int, weights: str) -> sparse.csr_array:
    heard = records[listening(records).to_numpy()]
    keys = heard[["event", "group"]].astype("str").fillna("")
    sets = keys.groupby(["event", "group"], sort=True).ngroup().to_numpy()
    first = heard.groupby(sets).first() if len(heard) else heard
    of_event = events.loc[list(first["event"])]
    factor = (of_event["phi"] * of_event["tau"]).to_numpy()
    size = first["set_size"].to_numpy()
    newman = np.divide(factor, size - 1, out=np.zeros(len(size)), where=size > 1)
    weight = newman if weights == "newman" else (factor > 0).astype(float)
    members = _members(heard, sets, n)
    return _meeting(members, members, weight)


def _presenters(
    events: pd.DataFrame, records: pd.DataFrame, n: int, weights: str
) -> sparse.csr_array:
    place = _places(records, events)
    heard, spoke = listening(records).to_numpy(), (records["role"] == "presenter").to_numpy()
    once = [_once(records[mask], place[mask], n, len(events)) for mask in (heard, spoke)]
    factor = (events["psi"] * events["tau"]).to_numpy()
    count = events["presenters"].to_numpy()
    newman = np.divide(factor, count, out=np.zeros(len(count)), where=count > 0)
    return _meeting(once[0], once[1], newman if weights == "newman" else (factor > 0).astype(float))


def _authors(events: pd.DataFrame, records: pd.DataFrame, n: int, weights: str) -> sparse.csr_array:
    wrote = (records["role"] == "author").to_numpy()
    place = _places(records, events)
    once = _once(records[wrote], place[wrote], n, len(events))
    size = events["size"].to_numpy()
    newman = np.divide(1.0, size - 1, out=np.zeros(len(size)), where=size > 1)
    return _meeting(once, once, newman if weights == "newman" else (size > 1).astype(float))


def _places(records: pd.DataFrame, events: pd.DataFrame) -> np.ndarray:
    return events.index.get_indexer(records["event"].cat.categories)[
        records["event"].cat.codes.to_numpy()
    ]


def _once(records: pd.DataFrame, place: np.ndarray, n: int, events: int) -> sparse.csr_array:
    person = records["person"].cat.codes.to_numpy()
    matrix = sparse.coo_array((np.ones(len(person)), (person, place)), shape=(n, events)).tocsr()
    matrix.sum_duplicates()
    matrix.data[:] = 1.0
    return matrix
