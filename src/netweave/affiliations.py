"""The two-mode network: who was at which event, who wrote which work."""

from __future__ import annotations

import copy
import html
from collections.abc import Iterable
from functools import cached_property
from typing import Any, NoReturn

import numpy as np
import pandas as pd
from scipy import sparse

from netweave import _projection, errors
from netweave._checks import as_list, has_columns, one_of
from netweave._kernels.meetings import steps
from netweave._kernels.operators import Factored, factored
from netweave._kernels.pairs import Pairs
from netweave.codes import Notice
from netweave.network import Network

ROLES = _projection.ROLES
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
        matched or not), ``record``, and maybe ``minutes`` (how long the person was there; NaN where
        nobody knows).
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
        self._shell, self._people = shell, shell.people
        # A network of several waves keeps what people say of themselves wave by wave; here it is
        # what holds in all of them.
        if len(shell.waves) > 1:
            self._people = Network(people, shell.ties.iloc[:, :2]).people
        self._events = _events_table(events)
        self._records = _records_table(records, shell.people.index, self._events.index)
        self._events = _projection.with_sizes(self._events, self._records)
        self._records = _projection.with_set_sizes(self._records)
        self._chosen: tuple[str, ...] | None = None
        self._factored: dict[str, Factored] = {}
        self._steps: dict[bool, tuple[sparse.csr_array, sparse.csr_array]] = {}

    @property
    def people(self) -> pd.DataFrame:
        """One row per person, in canonical order; of several waves, what holds in all of them."""
        return self._people.copy(deep=False)

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

    @property
    def kinds(self) -> pd.DataFrame:
        """One row per kind of tie that the events make, or of those chosen with `where`."""
        return _projection.kinds_of(self._events, "newman", self._made)

    @property
    def the_kind(self) -> str:
        """The name of the one kind of tie; several are refused."""
        names = self._made
        if len(names) != 1:
            raise errors.kinds_of_meetings(names)
        return names[0]

    @property
    def the_wave(self) -> str:
        """The label of the one wave, or "" where no wave was named; several are refused."""
        wave = self._events["wave"]
        labels, outside = list(wave.dropna().unique()), int(wave.isna().sum())
        if len(labels) > 1 or (labels and outside):
            raise errors.events_of_several_waves(labels, outside, "sessions.wave({})")
        return str(labels[0]) if labels else ""

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
        here = (self._events["wave"] == label).to_numpy()
        records = self._records[here[self._records["event"].cat.codes.to_numpy()]]
        return Affiliations(self.people, events, records, [label])._choosing(self._chosen)  # noqa: SLF001

    def by_wave(self) -> dict[str, Affiliations]:
        """Give the waves, label → the events of that wave; in order, if the order was given."""
        held = self._events["wave"].dropna().astype("str")
        order = dict.fromkeys([*self._shell.waves.index.astype("str"), *held])
        return {label: self.wave(label) for label in order if (held == label).any()}

    def where(self, kind: str | Iterable[str]) -> Affiliations:
        """Choose the kinds of tie that the events make here.

        Parameters
        ----------
        kind : str or iterable of str
            Of "attendance_peer", "attendance_presenter" and "coauthorship" what the events make.

        Returns
        -------
        Affiliations
            The same people, events and records, of which only ties of these kinds are made. The
            weights of one kind are one unit, so measures can take it without any projection.

        Examples
        --------
        Ana and Ben met twice, Cleo was there once: a pair of n people adds 1/(n - 1).

        >>> import pandas as pd
        >>> import netweave as nw
        >>> records = pd.DataFrame({
        ...     "person": ["ana", "ben", "ana", "ben", "cleo"],
        ...     "event": ["s1", "s1", "s2", "s2", "s2"],
        ... })
        >>> events = pd.DataFrame(index=["s1", "s2"])
        >>> sessions = nw.Affiliations(["ana", "ben", "cleo"], events, records)
        >>> nw.strength(sessions.where(kind="attendance_peer"), role="learned").to_dict()
        {'ana': 2.0, 'ben': 2.0, 'cleo': 1.0}
        """
        wanted = as_list(kind)
        for name in wanted:
            one_of("kind", self._made, name)
        return self._choosing(tuple(name for name in self._made if name in wanted))

    @property
    def _made(self) -> tuple[str, ...]:
        return _projection.made_by(self._events) if self._chosen is None else self._chosen

    def _choosing(self, kinds: tuple[str, ...] | None) -> Affiliations:
        chosen = copy.copy(self)
        chosen._chosen, chosen._factored, chosen._steps = kinds, {}, {}  # noqa: SLF001
        return chosen

    def factored(self, weights: str = "newman") -> Factored:
        """Give the weights of one kind as two factors, without any pair being built.

        Parameters
        ----------
        weights : {"newman", "count", "resource_allocation"}
            What a tie weighs; see :meth:`project`. The other weights are no sums over meetings.

        Returns
        -------
        Factored
            What multiplies like ``project(weights).matrix``; kept for the next call.

        Raises
        ------
        DataError
            If the events make several kinds of tie, or belong to several waves.
        ArgumentError
            If the weights have no factors.
        """
        if weights not in self._factored:
            one_of("weights", _projection.WEIGHTS, weights)
            kind, _ = self.the_kind, self.the_wave
            if weights not in _projection.FACTORED:
                raise errors.no_factors(weights, kind)
            met = _projection.meetings(self._events, self._records, self.n, kind)
            self._factored[weights] = factored(met, weights)
        return self._factored[weights]

    def steps(self, *, directed: bool = False) -> tuple[sparse.csr_array, sparse.csr_array]:
        """Give who is tied to whom as two tables, without any pair being built.

        Parameters
        ----------
        directed : bool, default False
            False ties two people whichever way the learning went; True follows the arrows from
            learner to learned_from.

        Returns
        -------
        tuple of csr_array
            Two 0/1 tables of people × meetings: one person is tied to another if the first table
            has the one, and the second the other, in the same column. These are the ties of
            :meth:`project`, of all kinds that the events make or that were chosen with
            :meth:`where`, however little they weigh. Kept for the next call.

        Raises
        ------
        DataError
            If the events belong to several waves.
        """
        if directed not in self._steps:
            _ = self.the_wave
            kinds = (
                _projection.meetings(self._events, self._records, self.n, kind)
                for kind in self._made
            )
            self._steps[directed] = steps(kinds, self.n, directed=directed)
        return self._steps[directed]

    def structure(self, *, directed: bool = False) -> NoReturn:
        """Refuse: ties stand in a projection, `project`, and not in records of meetings."""
        del directed
        raise errors.pairs_needed()

    def ties(
        self,
        weights: str = "newman",
        *,
        max_size: int | None = None,
        large: str = "leave_out",
    ) -> pd.DataFrame:
        """Give the ties that the events make, as a table.

        Parameters
        ----------
        weights : {"newman", "count", "binary", "resource_allocation", "jaccard"}
            What a tie weighs; see :meth:`project`.
        max_size : int, optional
            The most people a meeting may have; see :meth:`project`.
        large : {"leave_out", "down_weight"}, default "leave_out"
            What becomes of larger meetings; see :meth:`project`.

        Returns
        -------
        DataFrame
            One row per tie: learner, learned_from, weight, kind, and wave where there are any.
        """
        policy = self._policy(weights, max_size, large)
        return _projection.projected(self._events, self._records, self.people.index, policy)

    def project(
        self,
        weights: str = "newman",
        *,
        max_size: int | None = None,
        large: str = "leave_out",
    ) -> Network:
        """Give the one-mode network of those who met, listened or wrote together.

        People meet in a session, in a breakout group of one, or over a work. Each group is a
        meeting of its own, and a session in which peers do not work together (phi 0) is none.

        Parameters
        ----------
        weights : {"newman", "count", "binary", "resource_allocation", "jaccard"}
            "newman" (default): a pair of peers weighs phi·tau / (peers - 1), so every participant
            receives phi·tau per event from the peers of the same group, whatever its size, if there
            is another one and all of them are among ``people``; the share of a peer who is not is
            nobody's. In the same way everybody who listens receives psi·tau from the presenters,
            psi·tau / presenters from each, and every author 1 per work from the others. Who
            presents is no peer, unless there is a record in a breakout group too: then a presenter
            is a peer of that group, and learns psi·tau / presenters from each other presenter.
            "count": 1 per shared meeting. "binary": 1.
            "resource_allocation": the learner divides one unit equally over the meetings that it
            took part in, and each part equally over everybody there, itself included. What it
            learned from all of them and kept itself adds up to 1. The number of the learner's own
            meetings divides, so the two directions differ. From presenters: one unit over the
            sessions that it listened to, each part equally over those who presented.
            "jaccard": the meetings that the two share, divided by the meetings that either took
            part in; from presenters the sessions that one heard the other present, divided by
            those that one listened to or the other presented in.
        max_size : int, optional
            The most people a meeting may have: a breakout group, a session outside its groups, a
            work; for presenters the whole session. The notes of the result say how many are larger
            and how many pairs they alone made.
        large : {"leave_out", "down_weight"}, default "leave_out"
            What becomes of larger meetings. "down_weight" (for "count") counts a meeting of s
            people as (max_size - 1) / (s - 1), so that nobody meets more people there than in the
            largest meeting allowed. "newman" and "resource_allocation" divide by size anyway.

        Returns
        -------
        Network
            Kinds ``attendance_peer`` (mutual), ``attendance_presenter`` (attendee learned from
            presenter) and ``coauthorship`` (mutual). With "resource_allocation" no kind is mutual;
            none can show reciprocity either way, since every meeting makes both directions.
            Attendance is opportunity, not a tie: it never enters a headline. ``record`` is -1,
            since a tie adds up several records.

        Raises
        ------
        ArgumentError
            If ``weights`` or ``large`` is not one of its words, ``max_size`` is no whole number
            from 2 on, or meetings are to weigh less although ``weights`` is not "count".

        References
        ----------
        Newman (2001), Physical Review E 64:016132: weight 1/(n - 1) for each pair of n.
        Zhou, Ren, Medo & Zhang (2007), Physical Review E 76:046115: resource allocation; their
        w_ij, the part of j's resource that i gets, is the weight of j, the learner, from i.

        Examples
        --------
        Ana was at two sessions, of 2 and of 3 people; Bo at the smaller one only, Cy and Di at the
        larger one.

        >>> import pandas as pd
        >>> import netweave as nw
        >>> records = pd.DataFrame({
        ...     "person": ["Ana", "Bo", "Ana", "Cy", "Di"],
        ...     "event": ["s1", "s1", "s2", "s2", "s2"],
        ... })
        >>> events = pd.DataFrame(index=["s1", "s2"])
        >>> sessions = nw.Affiliations(["Ana", "Bo", "Cy", "Di"], events, records)
        >>> peers = sessions.project("resource_allocation").where(kind="attendance_peer")
        >>> peers.matrix.toarray()[:2].round(3)
        array([[0.   , 0.25 , 0.167, 0.167],
               [0.5  , 0.   , 0.   , 0.   ]])
        >>> sessions.project("jaccard").where(kind="attendance_peer").matrix.toarray()[0]
        array([0. , 0.5, 0.5, 0.5])
        >>> str(sessions.project("count", max_size=2).notes[0].found)
        'In 1 of 2 sessions and works more than 2 people met at once and are left out; these ...'
        """
        policy = self._policy(weights, max_size, large)
        kinds = _projection.kinds_of(self._events, weights, self._made)
        ties = _projection.projected(self._events, self._records, self.people.index, policy)
        net = self._shell._holding(ties, kinds)  # noqa: SLF001
        net.notes = self.large_notices(weights, max_size=max_size, large=large)
        return net

    def large_notices(
        self, weights: str = "newman", *, max_size: int | None = None, large: str = "leave_out"
    ) -> tuple[Notice, ...]:
        """Say which meetings are too large for a projection, as its notes do.

        Parameters
        ----------
        weights : {"newman", "count", "binary", "resource_allocation", "jaccard"}
            What a tie weighs; see :meth:`project`.
        max_size : int, optional
            The most people a meeting may have.
        large : {"leave_out", "down_weight"}, default "leave_out"
            What becomes of larger meetings.

        Returns
        -------
        tuple of Notice
            W26 where there are such meetings, else nothing.
        """
        policy = self._policy(weights, max_size, large)
        found = _projection.left_out(self._events, self._records, self.n, policy)
        return (Notice("W26", found),) if found else ()

    def shares(self, weights: str = "newman") -> pd.DataFrame:
        """Say how much of the projected network each event makes.

        A network in which one plenary makes most of the pairs says who was at that plenary, and
        little more.

        Parameters
        ----------
        weights : {"newman", "count", "binary", "resource_allocation", "jaccard"}
            What a tie weighs; see :meth:`project`.

        Returns
        -------
        DataFrame
            One row per event, by its share of the weight, the largest first: ``kind``, ``wave``,
            ``size`` (everybody who was there), ``people`` (those of ``people``), ``pairs`` that
            meet there, ``pairs_only_here`` that meet nowhere else in this wave, ``weight``,
            ``share_of_pairs`` and ``share_only_here`` (of all pairs of the network),
            ``share_of_weight`` and ``cumulative``. A pair that is tied in two ways or in two waves
            counts twice, and the two directions of a mutual tie once. Shares of ``weight`` add up
            to 1; without any tie they are missing. Where the weight of a tie is no sum over events
            ("binary", "jaccard"), each meeting that the two share makes an equal part of it.

        Examples
        --------
        Three people are at s1; two of them meet again at s2.

        >>> import pandas as pd
        >>> import netweave as nw
        >>> records = pd.DataFrame({"person": list("abcab"), "event": ["s1"] * 3 + ["s2"] * 2})
        >>> sessions = nw.Affiliations(list("abc"), pd.DataFrame(index=["s1", "s2"]), records)
        >>> sessions.shares()[["pairs", "pairs_only_here", "weight", "cumulative"]]
               pairs  pairs_only_here  weight  cumulative
        event
        s1         3                2     3.0         0.6
        s2         1                0     2.0         1.0
        """
        policy = self._policy(weights, None, "leave_out")
        table = _projection.shares(self._events, self._records, self.n, policy)
        order = table.sort_values("share_of_weight", ascending=False, kind="stable").index
        table = table.loc[order]
        return table.assign(cumulative=table["share_of_weight"].cumsum())

    def summary(self) -> pd.Series:
        """Count people, events by kind, records by role, and how full the table is."""
        roles = self._records["role"].value_counts()
        roles = roles[roles > 0]
        cells = self.n * len(self._events)
        rows = {
            "people": self.n,
            "people at no event": int((self.events_per_person == 0).sum()),
            **{f"events: {kind}": int(n) for kind, n in self._kind_counts().items()},
            **{f"records: {role}": int(roles[role]) for role in ROLES if role in roles},
            "fill": self.matrix.nnz / cells if cells else np.nan,
        }
        return pd.Series(rows, name="affiliations", dtype=float)

    def _policy(self, weights: str, max_size: int | None, large: str) -> _projection.Policy:
        """Check how meetings are to weigh."""
        one_of("weights", _projection.WEIGHTS, weights)
        one_of("large", _projection.LARGE, large)
        whole = isinstance(max_size, int | np.integer) and not isinstance(max_size, bool)
        if max_size is not None and not (whole and max_size >= 2):
            raise errors.bad_max_size(max_size)
        if large == "down_weight" and (weights != "count" or max_size is None):
            raise errors.no_down_weight(weights, max_size)
        return _projection.Policy(weights, max_size, large, self._made)

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
            _refuse_negative(f"events[{column!r}]", table[column], "Correct the factor.")
    for kind in table["kind"].unique():
        one_of("events['kind']", ("attendance", "authorship"), kind)
    rest = [name for name in table.columns if name not in EVENT_DEFAULTS]
    return table[[*EVENT_DEFAULTS, *rest]]


def _refuse_negative(where: str, values: pd.Series, mend: str) -> None:
    wrong = np.flatnonzero(~(values >= 0))
    if len(wrong):
        found = list(values.iloc[wrong])
        raise errors.bad_rows(where, "must be 0 or more", found, list(wrong + 1), mend)


def _records_table(records: pd.DataFrame, people: pd.Index, events: pd.Index) -> pd.DataFrame:
    records = records.reset_index(drop=True)
    parts = {
        "person": _coded(records["person"], people, "records['person']"),
        "event": _coded(_labels(records["event"]), events, "records['event']"),
        "role": _roles(records),
        "group": _texts(records),
        "weight": records.get("weight", 1.0),
        "set_size": records.get("set_size", np.nan),
        "record": records.get("record", -1),
    }
    if "minutes" in records:
        parts["minutes"] = records["minutes"]
    table = pd.DataFrame(parts, index=records.index)
    numbers = [name for name in ("weight", "set_size", "minutes") if name in table]
    table = table.astype({**dict.fromkeys(numbers, float), "record": "int32"})
    if "minutes" in table:
        mend = "Correct the cells, or leave them blank where nobody knows."
        _refuse_negative("records['minutes']", table["minutes"].fillna(0), mend)
    again = _repeated(table)
    if again.any():
        raise errors.bad_rows(
            "records",
            "must name a person, event, role and group once",
            list(table["person"][again]),
            list(np.flatnonzero(again) + 1),
            "Merge the repeated records.",
        )
    return table


def _repeated(table: pd.DataFrame) -> np.ndarray:
    """Mark the records that name a person, event, role and group as one before them does."""
    person, event, role = (table[name].cat.codes.to_numpy() for name in ("person", "event", "role"))
    pairs = Pairs(event, person)
    twice = np.flatnonzero(pairs.among(pairs.again()))
    again = np.zeros(len(table), dtype=bool)
    if len(twice):
        group = pd.factorize(table["group"].iloc[twice])[0] + 1
        where = Pairs(pairs.place[twice], group).place
        again[twice] = Pairs(where, role[twice]).again()
    return again


def _roles(records: pd.DataFrame) -> pd.Categorical[Any]:
    """Give the role of each record; everybody attends where no role is said."""
    if "role" not in records:
        codes = np.full(len(records), _projection.ATTENDEE, dtype=np.int8)
        return pd.Categorical.from_codes(codes, categories=pd.Index(ROLES))
    for role in records["role"].unique():
        one_of("records['role']", ROLES, role)
    return pd.Categorical(records["role"], categories=pd.Index(ROLES))


def _texts(records: pd.DataFrame) -> pd.Series:
    """Give the group of each record as text, missing where there is none."""
    group = records.get("group", pd.Series(np.nan, index=records.index))
    if isinstance(group.dtype, pd.StringDtype):
        return group
    return group.astype("str").where(group.notna())


def _labels(events: pd.Series) -> pd.Series:
    return events if isinstance(events.dtype, pd.CategoricalDtype) else events.astype("str")


def _coded(values: pd.Series, index: pd.Index, where: str) -> pd.Categorical:
    if isinstance(values.dtype, pd.CategoricalDtype) and not values.hasnans:
        codes, names = values.cat.codes.to_numpy(), values.cat.categories
    else:
        codes, names = pd.factorize(values, use_na_sentinel=False)
    found = index.get_indexer(pd.Index(names))
    place = found[codes].astype(np.int32)
    if (place < 0).any():
        used = np.unique(codes[place < 0], return_index=True)
        first = used[0][np.argsort(used[1])]
        raise errors.unknown_people(where, list(pd.Index(names)[first]))
    return pd.Categorical.from_codes(place, categories=index)
