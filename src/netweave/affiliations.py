"""The two-mode network: who was at which event, who wrote which work."""

from __future__ import annotations

import html
from collections.abc import Iterable
from functools import cached_property
from typing import Any

import numpy as np
import pandas as pd
from scipy import sparse

from netweave import _projection, errors
from netweave._checks import has_columns, one_of
from netweave.network import Network

ROLES = ("presenter", "attendee", "facilitator", "author")
EVENT_DEFAULTS: dict[str, Any] = {
    "kind": "attendance",
    "start": pd.NaT,
    "format": "",
    "tau": 1.0,
    "phi": 1.0,
    "psi": 1.0,
    "size": np.nan,
    "presenters": np.nan,
    "wave": None,
    "context": "unknown",
}


class Affiliations:
    """A two-mode network of people and events (or works), kept as records.

    Parameters
    ----------
    people : DataFrame or iterable of ids
        As for :class:`netweave.Network`: it defines who exists.
    events : DataFrame
        One row per event (index or column ``event``): ``kind`` ("attendance" or "authorship"),
        ``start``, ``format``, ``tau`` (duration factor), ``phi`` (peer factor, 0 to 1), ``psi``
        (lecture factor), ``size`` (everybody who took part or wrote, matched to people or not),
        ``presenters`` (how many presented, matched or not), ``wave``, ``context``. What is left
        out is 1 for factors, and counted from the records for sizes.
    records : DataFrame
        One row per person, event and role: ``person``, ``event``, ``role`` ("presenter",
        "attendee", "facilitator" or "author"), ``group`` (breakout group), ``weight``,
        ``set_size`` (how many were in this person's group, or in the session outside every group,
        matched or not), ``record``.
    waves : list of labels or DataFrame, optional
        The order of the waves named in ``events['wave']``.

    Raises
    ------
    DataError
        If a record names a person or event that does not exist, or repeats another.

    Examples
    --------
    >>> import pandas as pd
    >>> import netweave as nw
    >>> records = pd.DataFrame({
    ...     "person": ["p", "a", "b", "c", "a", "b"],
    ...     "event": ["s1", "s1", "s1", "s1", "s2", "s2"],
    ...     "role": ["presenter"] + ["attendee"] * 5,
    ... })
    >>> sessions = nw.Affiliations(list("pabc"), pd.DataFrame(index=["s1", "s2"]), records)
    >>> sessions
    <Affiliations: 4 people, 2 events (2 attendance), 6 records>
    >>> net = sessions.project()
    >>> net.where(kind="attendance_peer").matrix.toarray()
    array([[0. , 0. , 0. , 0. ],
           [0. , 0. , 1.5, 0.5],
           [0. , 1.5, 0. , 0.5],
           [0. , 0.5, 0.5, 0. ]])
    """

    def __init__(
        self,
        people: pd.DataFrame | Iterable[Any],
        events: pd.DataFrame,
        records: pd.DataFrame,
        waves: pd.DataFrame | Iterable[str] | None = None,
    ) -> None:
        has_columns("records", ["person", "event"], records)
        shell = Network(people, pd.DataFrame(columns=["learner", "learned_from"]), waves=waves)
        self._shell = shell
        self._events = _events_table(events)
        self._records = _records_table(records, shell.people.index, self._events.index)
        self._events = _projection.with_sizes(self._events, self._records)
        self._records = _projection.with_set_sizes(self._records)

    @property
    def people(self) -> pd.DataFrame:
        """One row per person, in canonical order."""
        return self._shell.people

    @property
    def events(self) -> pd.DataFrame:
        """One row per event or work."""
        return self._events.copy(deep=False)

    @property
    def records(self) -> pd.DataFrame:
        """One row per person, event and role."""
        return self._records.copy(deep=False)

    @property
    def n(self) -> int:
        """How many people."""
        return self._shell.n

    def __len__(self) -> int:
        return self.n

    @cached_property
    def matrix(self) -> sparse.csr_array:
        """Who took part in what, people × events, 1 where there is a record in any role."""
        person = self._records["person"].cat.codes.to_numpy()
        event = self._records["event"].cat.codes.to_numpy()
        shape = (self.n, len(self._events))
        matrix = sparse.coo_array((np.ones(len(person)), (person, event)), shape=shape).tocsr()
        matrix.sum_duplicates()
        matrix.data[:] = 1.0
        return matrix

    @property
    def events_per_person(self) -> pd.Series:
        """At how many events, or in how many works, each person took part."""
        counts = np.asarray(self.matrix.sum(axis=1)).ravel().astype("int64")
        return pd.Series(counts, index=self.people.index, name="events")

    def wave(self, label: str) -> Affiliations:
        """Give the events of one wave and their records; the people stay."""
        labels = list(self._events["wave"].dropna().unique())
        one_of("label", labels, label)
        events = self._events[self._events["wave"] == label]
        records = self._records[self._records["event"].isin(events.index)]
        return Affiliations(self.people, events, records.astype({"event": "str"}), [label])

    def ties(self, weights: str = "newman") -> pd.DataFrame:
        """Give the ties that the events make, as a table; see :meth:`project`."""
        one_of("weights", _projection.WEIGHTS, weights)
        return _projection.projected(self._events, self._records, self.people.index, weights)

    def project(self, weights: str = "newman") -> Network:
        """Give the one-mode network of those who met, listened or wrote together.

        Parameters
        ----------
        weights : {"newman", "count", "binary"}, default "newman"
            "newman": every participant receives phi·tau per event from the peers of the same
            group, whatever its size, and psi·tau from the presenters; every author 1 per work.
            "count": 1 per shared event. "binary": 1.

        Returns
        -------
        Network
            Kinds ``attendance_peer`` (mutual), ``attendance_presenter`` (attendee learned from
            presenter) and ``coauthorship`` (mutual). Attendance is opportunity, not a tie: it
            never enters a headline. ``record`` is -1, since a tie adds up several records.

        References
        ----------
        Newman (2001), Physical Review E 64:016132: weight 1/(n - 1) for each pair of n.
        """
        kinds = _projection.kinds_of(self._events, weights)
        return Network(self.people, self.ties(weights), kinds, self._shell.waves)

    def summary(self) -> pd.Series:
        """Count people, events by kind, records by role, and how full the table is."""
        roles = self._records["role"].value_counts()
        cells = self.n * len(self._events)
        rows = {
            "people": self.n,
            "people at no event": int((self.events_per_person == 0).sum()),
            **{f"events: {kind}": int(n) for kind, n in self._kind_counts().items()},
            **{f"records: {role}": int(roles[role]) for role in ROLES if role in roles},
            "fill": self.matrix.nnz / cells if cells else np.nan,
        }
        return pd.Series(rows, name="affiliations", dtype=float)

    def _kind_counts(self) -> pd.Series:
        return self._events["kind"].value_counts().sort_index()

    def __repr__(self) -> str:
        kinds = ", ".join(f"{count} {kind}" for kind, count in self._kind_counts().items())
        parts = f"{len(self._events)} events" + (f" ({kinds})" if kinds else "")
        return f"<Affiliations: {self.n} people, {parts}, {len(self._records)} records>"

    def _repr_html_(self) -> str:
        return f"<p>{html.escape(repr(self))}</p>{self.summary().to_frame().to_html(escape=True)}"


def _events_table(events: pd.DataFrame) -> pd.DataFrame:
    table = events.set_index("event") if "event" in events.columns else events.copy()
    table.index = table.index.astype("str").rename("event")
    if table.index.has_duplicates:
        twice = table.index[table.index.duplicated()].unique()
        raise errors.DataError(
            f"events must have one row per event; twice: {errors.listed(twice)}."
        )
    for column, default in EVENT_DEFAULTS.items():
        if column not in table.columns:
            table[column] = default
    for column in ("tau", "phi", "psi", "size", "presenters"):
        table[column] = pd.to_numeric(table[column]).astype(float)
        if column in {"tau", "phi", "psi"}:
            _refuse_negative(table, column)
    for kind in table["kind"].unique():
        one_of("events['kind']", ("attendance", "authorship"), kind)
    rest = [name for name in table.columns if name not in EVENT_DEFAULTS]
    return table[[*EVENT_DEFAULTS, *rest]]


def _refuse_negative(table: pd.DataFrame, column: str) -> None:
    wrong = ~(table[column] >= 0)
    if wrong.any():
        raise errors.bad_rows(
            f"events[{column!r}]",
            "must be 0 or more",
            list(table[column][wrong]),
            list(np.flatnonzero(wrong) + 1),
            "Correct the factor.",
        )


def _records_table(records: pd.DataFrame, people: pd.Index, events: pd.Index) -> pd.DataFrame:
    records = records.reset_index(drop=True)
    table = pd.DataFrame({
        "person": _coded(records["person"], people, "records['person']"),
        "event": _coded(records["event"].astype("str"), events, "records['event']"),
        "role": records.get("role", "attendee"),
        "group": records.get("group", None),
        "weight": records.get("weight", 1.0),
        "set_size": records.get("set_size", np.nan),
        "record": records.get("record", -1),
    })
    for role in table["role"].unique():
        one_of("records['role']", ROLES, role)
    table["group"] = table["group"].astype("str").where(table["group"].notna())
    table = table.astype({"weight": float, "set_size": float, "record": "int32"})
    again = table.duplicated(["person", "event", "role", "group"])
    if again.any():
        raise errors.bad_rows(
            "records",
            "must name a person, event, role and group once",
            list(table["person"][again]),
            list(np.flatnonzero(again) + 1),
            "Merge the repeated records.",
        )
    return table


def _coded(values: pd.Series, index: pd.Index, where: str) -> pd.Categorical:
    names, places = pd.factorize(values, use_na_sentinel=False)
    found = index.get_indexer(pd.Index(places))
    if (found < 0).any():
        raise errors.unknown_people(where, list(pd.Index(places)[found < 0]))
    return pd.Categorical.from_codes(found[names].astype(np.int32), categories=index)
