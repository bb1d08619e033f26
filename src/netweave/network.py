"""The network of who learned from whom: two tables, checked once, never changed in place."""

from __future__ import annotations

import warnings
from collections.abc import Iterable, Mapping
from functools import cached_property
from typing import TYPE_CHECKING, Any

import numpy as np
import pandas as pd
from scipy import sparse

from netweave import errors
from netweave._checks import one_of
from netweave._kernels.sparse import binary, either_way, summed
from netweave._network import convert, fading, groups, merge, select, show, tables
from netweave._network import roster as rosters
from netweave._network import ties as tie_rows
from netweave._network import unasked as unasked_pairs

if TYPE_CHECKING:
    import networkx as nx

    from netweave.codes import Notice


class Network:
    """A weighted, directed multigraph: who learned from whom, by which kind of tie, in which wave.

    A row of the ties reads "learner learned from learned_from". Parallel ties are kept; a mutual
    tie is two rows. The people table defines who exists: people without ties stay in every
    denominator, and no person appears through a tie.

    Parameters
    ----------
    people : DataFrame or iterable of ids
        One row per person; the index (or a column ``person``) is the id. Reserved columns:
        ``name``, ``organization``, ``role``, ``locale``, ``convener`` (bool), ``responded``
        (bool or missing), ``responded_<kind>``. Any further column is kept.
    ties : DataFrame
        Columns ``learner`` and ``learned_from`` (ids), optional ``weight`` (finite, above 0; 1 if
        left out), ``kind`` ("tie" if left out), ``wave``, ``time``, ``context``,
        ``introduced_by``, ``highest`` (the highest of several reports of one tie: a threshold is
        held against it, where ``weight`` may be their mean), ``record``; any further column is
        kept.
    kinds : DataFrame, optional
        Per kind (index or column ``kind``) what its numbers may be used for: ``evidence``
        ("opportunity", "reported" or "coproduced"), ``mutual``, ``reciprocity_eligible``,
        ``headline``, ``threshold``, ``max``, ``unit``, ``scale``, ``question``, ``reporter``
        (whose answer makes a pair observed). Left out: every kind is reported and directed.
    waves : DataFrame or list of labels, optional
        Ordered waves (index or column ``wave``) with ``start`` and ``end``, half-open. Left out:
        the labels in the ties, in order of appearance.
    roster : DataFrame, optional
        With two or more waves, who was there when: index (or columns) ``wave`` and ``person``;
        ``organization``, ``role``, ``locale``, ``eligible``, ``consent``, ``responded``,
        ``responded_<kind>``. Left out: everybody is eligible in every wave, as people says.
    unasked : DataFrame, optional
        The pairs that people who answered were not asked about, which are therefore not observed:
        columns ``learner`` and ``learned_from`` (ids), ``kind`` and ``wave`` where there are
        several, and ``side`` ("learner" or "learned_from"), who was not asked; left out:
        everybody who could report the tie. A pair that cannot be tied at all is such a pair too.

    Raises
    ------
    DataError
        If a tie names somebody who is not in people, joins somebody with themselves, has a weight
        that is not a finite number above 0, or names a kind or wave that does not exist; if ids
        repeat; if a mutual kind lacks one direction.
    RefusalError
        E-HEADLINE if an opportunity is marked as headline; E-CONSENT if a tie names somebody who
        declined.

    Examples
    --------
    >>> import pandas as pd
    >>> import netweave as nw
    >>> ties = pd.DataFrame({"learner": ["ana", "ben"], "learned_from": ["ben", "ana"]})
    >>> net = nw.Network(["ana", "ben", "cleo"], ties)
    >>> net
    <Network: 3 people (1 without ties), 2 ties: 2 tie>
    >>> net.matrix.toarray()
    array([[0., 1., 0.],
           [1., 0., 0.],
           [0., 0., 0.]])
    """

    __networkx_backend__ = "netweave"

    def __init__(
        self,
        people: pd.DataFrame | Iterable[Any],
        ties: pd.DataFrame,
        kinds: pd.DataFrame | None = None,
        waves: pd.DataFrame | Iterable[str] | None = None,
        roster: pd.DataFrame | None = None,
        unasked: pd.DataFrame | None = None,
    ) -> None:
        tie_rows.check_tie_columns(ties)
        ties = ties.reset_index(drop=True)
        everybody = tables.people_table(people)
        found = ties["kind"].dropna().unique() if "kind" in ties.columns else ["tie"]
        self._kinds = tables.kinds_table(kinds, [str(kind) for kind in found])
        self._waves = tables.waves_table(waves, ties)
        self._roster = rosters.roster_table(roster, everybody, self._waves)
        self._people = rosters.slimmed(everybody, self._roster)
        self._ties = tie_rows.ties_table(ties, self._people.index, self._kinds, self._waves)
        tie_rows.check_mutual(self._ties, self._kinds, len(self._people))
        rosters.check_roster(self._ties, self._people, self._waves, self._roster)
        self._unasked = unasked_pairs.unasked_table(
            unasked, self._people.index, self._kinds, self._waves
        )
        self._declined = pd.DataFrame(columns=rosters.DECLINED)
        self._pool = self
        self.report: Any = None
        self.notes: tuple[Notice, ...] = ()

    def _holding(self, ties: pd.DataFrame, kinds: pd.DataFrame) -> Network:
        """Give the same people with other ties, of which mutual ones are known to be two rows."""
        checked = tables.kinds_table(kinds, [])
        rows = tie_rows.ties_table(ties, self._people.index, checked, self._waves, ours=True)
        nothing = unasked_pairs.unasked_table(None, self._people.index, checked, self._waves)
        return self._with(ties=rows, kinds=checked, unasked=nothing)

    def _with(self, **parts: Any) -> Network:
        """Give a network with some tables exchanged; what is handed in is already checked."""
        net = object.__new__(type(self))
        for name in ("people", "ties", "kinds", "waves", "roster", "declined", "unasked"):
            setattr(net, f"_{name}", parts.get(name, getattr(self, f"_{name}")))
        net._pool = parts.get("pool", net)
        net.report = parts.get("report", self.report)
        net.notes = parts.get("notes", self.notes)
        return net

    # ------------------------------------------------------------------ tables

    @property
    def people(self) -> pd.DataFrame:
        """One row per person, in canonical order."""
        return self._people.copy(deep=False)

    @property
    def ties(self) -> pd.DataFrame:
        """One row per tie: learner learned from learned_from."""
        return self._ties.copy(deep=False)

    @property
    def kinds(self) -> pd.DataFrame:
        """What the numbers of each kind of tie may be used for."""
        return self._kinds.copy(deep=False)

    @property
    def waves(self) -> pd.DataFrame:
        """The waves in order, with their half-open windows."""
        return self._waves.copy(deep=False)

    @property
    def roster(self) -> pd.DataFrame | None:
        """Who was there when; None for a network of one wave."""
        return None if self._roster is None else self._roster.copy(deep=False)

    @property
    def declined(self) -> pd.DataFrame:
        """Who declined, without saying who: one row each with wave, organization and convener.

        They are in no other table. ``nw.weave`` fills it, so that they still count as people who
        were asked and did not answer; it is empty for a network built by hand.
        """
        return self._declined.copy(deep=False)

    @property
    def unasked(self) -> pd.DataFrame:
        """The pairs somebody was not asked about: neither a tie nor an observed "no tie".

        A row reads: ``side`` (learner or learned_from) was not asked whether learner learned from
        learned_from.
        """
        return self._unasked.copy(deep=False)

    @property
    def n(self) -> int:
        """How many people."""
        return len(self._people)

    def __len__(self) -> int:
        return len(self._people)

    @property
    def convener(self) -> pd.Series:
        """Who is marked as convener, a bool per person."""
        return self._people["convener"]

    @cached_property
    def without_ties(self) -> pd.Series:
        """Who has no tie of any kind, a bool per person."""
        ends = [self._ties[role].cat.codes.to_numpy() for role in ("learner", "learned_from")]
        tied = np.bincount(np.concatenate(ends), minlength=self.n) > 0
        return pd.Series(~tied, index=self._people.index, name="without_ties")

    def group(self, column: str) -> pd.Series:
        """Give a column of people as text, missing where it is unknown."""
        if self._texts[0] is not self._people:  # taken over from a network of other people
            self._texts = self._people, {}
        if column not in self._texts[1]:
            roster = self._roster
            by_wave = roster is not None and column in roster and roster[column].notna().any()
            waves = list(self._waves.index) if by_wave else []
            self._texts[1][column] = tables.column_as_text(self._people, column, waves)
        return self._texts[1][column].copy(deep=False)

    @cached_property
    def _texts(self) -> tuple[pd.DataFrame, dict[str, pd.Series]]:
        """The people, and their columns as text, as far as these were asked for."""
        return self._people, {}

    def responded(self, kind: str) -> pd.Series:
        """Say who answered the question behind a kind; missing where that is not known."""
        for column in (f"responded_{kind}", "responded"):
            if column in self._people.columns:
                return self._people[column].astype("boolean")
        unknown = np.ones(self.n, dtype=bool)
        nobody = pd.arrays.BooleanArray(~unknown, unknown)
        return pd.Series(nobody, index=self._people.index, name="responded")

    # ------------------------------------------------------------------ fewer of something

    def where(
        self,
        *,
        kind: str | Iterable[str] | None = None,
        wave: str | Iterable[str] | None = None,
        evidence: str | Iterable[str] | None = None,
        min_weight: float | None = None,
        mask: pd.Series | np.ndarray | None = None,
    ) -> Network:
        """Keep the ties that fulfil every condition; the people stay.

        Parameters
        ----------
        kind, wave, evidence : str or iterable of str, optional
            What the tie must be one of.
        min_weight : float, optional
            The least weight.
        mask : bool array over ties, optional
            Any other condition.

        Returns
        -------
        Network
            The same people with fewer ties; kinds that were not chosen leave the kinds table.
        """
        keep = select.ties_where(self, kind, wave, evidence, min_weight)
        if mask is not None:
            keep &= np.asarray(mask, dtype=bool)
        net = self._with(ties=self._ties[keep].reset_index(drop=True), pool=self._pool)
        chosen = [kind] if isinstance(kind, str) else kind
        if chosen is None and evidence is None:
            return net
        names = list(self._kinds.index) if chosen is None else list(chosen)
        if evidence is not None:
            wanted = [evidence] if isinstance(evidence, str) else list(evidence)
            names = [name for name in names if self._kinds.loc[name, "evidence"] in wanted]
        return net._only_kinds(names)  # noqa: SLF001

    def _only_kinds(self, names: list[str]) -> Network:
        kinds = self._kinds.loc[[name for name in self._kinds.index if name in names]]
        place = kinds.index.get_indexer(self._kinds.index).astype(np.int32)
        coded = place[self._ties["kind"].cat.codes.to_numpy()]
        kind = pd.Categorical.from_codes(coded, categories=kinds.index)
        ties, unasked = self._ties.assign(kind=kind), self._unasked
        if len(kinds) < len(self._kinds):
            unasked = unasked_pairs.of_kinds(unasked, kinds.index)
        return self._with(kinds=kinds, ties=ties, unasked=unasked, pool=self._pool)

    def wave(self, label: str) -> Network:
        """Give one wave: its ties, and the people eligible and consenting in it.

        Parameters
        ----------
        label : str
            One of ``net.waves.index``.

        Returns
        -------
        Network
            A network of one wave, whose people carry organization, role and response of that wave.
        """
        one_of("label", list(self._waves.index), label)
        keep, people = select.people_of_wave(self, label)
        waves = self._waves.loc[[label]]
        code = self._waves.index.get_loc(label)
        ties = self._ties[self._ties["wave"].cat.codes.to_numpy() == code]
        left = select.ties_among(ties, keep, people.index)
        coded = np.zeros(len(left), dtype=np.int8)
        left["wave"] = pd.Categorical.from_codes(coded, categories=waves.index)
        unasked = unasked_pairs.of_wave(self._unasked, waves.index)
        return self._with(
            people=people,
            ties=left,
            waves=waves,
            roster=None,
            declined=self._declined[self._declined["wave"] == label],
            unasked=select.ties_among(unasked, keep, people.index),
            pool=self._pool if len(self._waves) == 1 else self,
        )

    def by_wave(self) -> dict[str, Network]:
        """Give the waves in order, label → network of that wave."""
        return {str(label): self.wave(str(label)) for label in self._waves.index}

    def subset(self, people: pd.Series | Iterable[Any]) -> Network:
        """Keep some people and the ties among them.

        Parameters
        ----------
        people : bool Series over people, or iterable of ids
            Who stays.

        Returns
        -------
        Network
            In the order of ``net.people``.
        """
        return self._among(select.chosen_people(self, people))

    def without(self, people: str | pd.Series | Iterable[Any]) -> Network:
        """Leave people out, with their ties.

        Parameters
        ----------
        people : "convener", bool Series over people, or iterable of ids
            Who goes.

        Returns
        -------
        Network
            Everybody else.
        """
        if isinstance(people, str) and people == "convener":
            members = self._among(~self._people["convener"].to_numpy())
            apart = members.declined["convener"].astype(bool)
            return members._with(**rosters.without_declined(members, apart), pool=self._pool)  # noqa: SLF001
        return self._among(~select.chosen_people(self, people))

    def _among(self, keep: np.ndarray) -> Network:
        people = self._people[keep]
        roster = self._roster
        if roster is not None:
            roster = roster[people.index.get_indexer(roster.index.get_level_values("person")) >= 0]
        among = {
            name: select.ties_among(table, keep, people.index)
            for name, table in (("ties", self._ties), ("unasked", self._unasked))
        }
        return self._with(people=people, roster=roster, pool=self._pool, **among)

    # ------------------------------------------------------------------ other values

    def with_people(self, **columns: Any) -> Network:
        """Add or exchange columns of the people table."""
        return self._with(
            people=tables.people_table(self._people.assign(**columns)), pool=self._pool
        )

    def with_threshold(self, levels: Mapping[str, float]) -> Network:
        """State from which weight on a tie of a kind counts in structural measures."""
        kinds = self._kinds.copy()
        for kind, level in levels.items():
            one_of("kind", list(kinds.index), kind)
            kinds.loc[kind, "threshold"] = float(level)
        return self._with(kinds=kinds, pool=self._pool)

    def collapse(self, how: str = "sum") -> Network:
        """Merge parallel ties: one row per learner, learned_from, kind and wave.

        Parameters
        ----------
        how : {"sum", "max", "min", "mean", "count", "binary"}, default "sum"
            The weight of the merged tie; "count" counts the parallel ties, "binary" gives 1.

        Returns
        -------
        Network
            Further columns of the ties are dropped, and so is ``record`` of merged rows (-1).
        """
        one_of("how", merge.MERGES, how)
        return self._with(ties=merge.merged(self._ties, how), pool=self._pool)

    def symmetrize(self, how: str = "max") -> Network:
        """Give both directions of every pair the same weight; every kind becomes mutual.

        Parameters
        ----------
        how : {"max", "min", "mean", "sum"}, default "max"
            How the two directions are put together; a missing one counts as 0, so "min" keeps
            confirmed ties only.

        Returns
        -------
        Network
            With mutual kinds that feed no reciprocity.
        """
        one_of("how", merge.BOTH_WAYS, how)
        kinds = self._kinds.assign(mutual=True, reciprocity_eligible=False)
        reporter = kinds["reporter"].where(kinds["reporter"] == "record", "either")
        ties = merge.both_ways(self._ties, how)
        unasked = unasked_pairs.both_ways(self._unasked, self._kinds)
        kinds = kinds.assign(reporter=reporter)
        return self._with(ties=ties, kinds=kinds, unasked=unasked, pool=self._pool)

    def combine(
        self,
        factors: Mapping[str, float],
        *,
        scale: str | Mapping[str, float] | None = "pooled",
        name: str = "combined",
    ) -> Network:
        """Put several kinds on one scale: weight = sum over kinds of factor · weight / constant.

        Parameters
        ----------
        factors : mapping
            Kind → factor.
        scale : "pooled", None, or mapping, default "pooled"
            "pooled" divides each kind by its median weight over *all* waves, also when the network
            is one wave of several: a constant per wave would create change out of nothing. None
            divides by nothing. A mapping names the constants.
        name : str, default "combined"
            The kind that results.

        Returns
        -------
        Network
            With one kind; its ``unit`` spells out factors and constants.
        """
        for kind in factors:
            one_of("kind", list(self._kinds.index), kind)
        constants = merge.scale_constants(self, factors, scale)
        ties, kinds = merge.combined(self, factors, constants, name)
        checked = tables.kinds_table(kinds, [name])
        unasked = unasked_pairs.combined(self._unasked, list(factors), name)
        return self._with(ties=ties, kinds=checked, unasked=unasked)

    def decay(self, half_life: float = 365, *, at: Any) -> Network:  # noqa: ANN401  # any date
        """Let older ties of one wave count less, for maps and for watching a cohort go on.

        Parameters
        ----------
        half_life : float, default 365
            After how many days a tie counts half. A heuristic: no study stands behind it.
        at : date
            The day on which weights are read, not before the last tie and not after the wave.

        Returns
        -------
        Network
            Weights times ``2 ** -(days / half_life)``; the ``unit`` of each kind says so. A tie of
            180 days ago counts 0.71 at a half-life of 365.

        Raises
        ------
        RefusalError
            E-DECAY if the network holds several waves, or ``at`` lies after the end of its wave:
            what was before the cohort would be carried into what came after it.
        DataError
            If a tie has no date.
        ArgumentError
            If ``half_life`` is not above 0, or ``at`` is no date or before the last tie.
        """
        return fading.faded(self, half_life, at)

    # ------------------------------------------------------------------ matrices

    @property
    def the_wave(self) -> str:
        """The label of the one wave, or "" where no wave was named; several are refused."""
        outside = int(self._ties["wave"].isna().sum()) if "wave" in self._ties else 0
        if len(self._waves) > 1 or outside:
            raise errors.several_waves(list(self._waves.index), outside)
        return str(self._waves.index[0]) if len(self._waves) else ""

    @property
    def the_kind(self) -> str:
        """The name of the one kind; several are refused."""
        if len(self._kinds) != 1:
            raise errors.several_kinds(list(self._kinds.index), "a weighted measure")
        return str(self._kinds.index[0])

    @cached_property
    def matrix(self) -> sparse.csr_array:
        """Weights as a sparse matrix, row = learner, column = learned_from, in people's order."""
        _ = self.the_wave, self.the_kind
        learner = self._ties["learner"].cat.codes.to_numpy()
        learned_from = self._ties["learned_from"].cat.codes.to_numpy()
        return summed(learner, learned_from, self._ties["weight"].to_numpy(), self.n)

    @property
    def structural_kinds(self) -> list[str]:
        """The kinds that enter structural measures: all but opportunity without a threshold."""
        return list(self._structural_kinds)

    @cached_property
    def _structural_kinds(self) -> tuple[str, ...]:
        counted = (self._kinds["evidence"] != "opportunity") | self._kinds["threshold"].notna()
        return tuple(str(kind) for kind in self._kinds.index[counted])

    @property
    def left_out_kinds(self) -> list[str]:
        """The kinds that do not enter structural measures."""
        used = self.structural_kinds
        return [str(kind) for kind in self._kinds.index if kind not in used]

    def structure(self, *, directed: bool = False) -> sparse.csr_array:
        """Give the simple 0/1 network that structural measures act on.

        Parameters
        ----------
        directed : bool, default False
            False: i and j are joined if either learned from the other. True: row = learner,
            column = learned_from.

        Returns
        -------
        csr_array
            In the order of ``net.people``, no diagonal: the union over the structural kinds of
            ties at or above their kind's threshold.
        """
        return self._arcs if directed else self._joined

    @cached_property
    def _arcs(self) -> sparse.csr_array:
        _ = self.the_wave
        if not self.structural_kinds and len(self._ties):
            raise errors.nothing_structural(self.left_out_kinds)
        least = self._kinds["threshold"].fillna(0.0).to_numpy().copy()
        least[~self._kinds.index.isin(self.structural_kinds)] = np.inf
        level = self._ties["weight"].to_numpy()
        if "highest" in self._ties:
            level = self._ties["highest"].fillna(self._ties["weight"]).to_numpy(dtype=float)
        enough = level >= least[self._ties["kind"].cat.codes.to_numpy()]
        learner = self._ties["learner"].cat.codes.to_numpy()[enough]
        return binary(learner, self._ties["learned_from"].cat.codes.to_numpy()[enough], self.n)

    @cached_property
    def _joined(self) -> sparse.csr_array:
        return either_way(self._arcs)

    def organizations(self, group: str = "organization") -> Network:
        """Give the network of organizations: ties between people of different ones, added up.

        Parameters
        ----------
        group : str, default "organization"
            The column of people that names the organization. People without one are left out.

        Returns
        -------
        Network
            One "person" per organization with the columns ``people`` (how many) and ``convener``
            (all of them are); ``weight`` is the sum, ``person_ties`` the number of ties added up.
        """
        people = groups.organization_people(self, group)
        ties = groups.organization_ties(self, group, people.index)
        unasked = unasked_pairs.unasked_table(None, people.index, self._kinds, self._waves)
        return self._with(people=people, ties=ties, roster=None, unasked=unasked)

    # ------------------------------------------------------------------ other programs

    def to_networkx(self, *, parallel: bool = True) -> nx.MultiDiGraph | nx.DiGraph:
        """Give a networkx graph whose arrows point from the learner to the person learned from.

        Parameters
        ----------
        parallel : bool, default True
            True keeps every tie (MultiDiGraph). False adds parallel weights up (DiGraph) and
            needs one kind and one wave.

        Returns
        -------
        MultiDiGraph or DiGraph
            In networkx' words a person's in-degree counts who learned from them.
        """
        return convert.to_multigraph(self) if parallel else convert.to_digraph(self)

    @classmethod
    def from_networkx(
        cls, graph: nx.Graph, *, weight: str = "weight", kind: str = "kind"
    ) -> Network:
        """Build a network from a networkx graph whose arrows point learner → learned_from.

        Parameters
        ----------
        graph : Graph, DiGraph, MultiGraph or MultiDiGraph
            Undirected edges become mutual ties (two rows). Self-loops are dropped with a warning.
        weight, kind : str
            The edge attributes that hold strength and kind; missing means 1 and "tie".

        Returns
        -------
        Network
            With node attributes as columns of people.
        """
        parts, loops = convert.from_graph(graph, weight, kind)
        if loops:
            text = f"{loops} self-loop(s) were dropped: nobody learns from themselves here."
            warnings.warn(text, errors.NetweaveWarning, stacklevel=2)
        return cls(**parts)  # type: ignore[arg-type]

    def is_directed(self) -> bool:
        """Say yes: arrows point learner → learned_from; functions of networkx ask this."""
        return True

    def is_multigraph(self) -> bool:
        """Say no: functions of networkx act on ``structure``, where parallel ties are one arc."""
        return False

    # ------------------------------------------------------------------ itself

    def equals(self, other: Network) -> bool:
        """Say whether two networks hold the same tables."""
        names = ("_people", "_ties", "_kinds", "_waves", "_unasked")
        same = all(getattr(self, name).equals(getattr(other, name)) for name in names)
        if self._roster is None or other._roster is None:
            return same and self._roster is other._roster
        return same and self._roster.equals(other._roster)

    def summary(self) -> pd.Series:
        """Count people, ties by kind and wave, conveners and organizations."""
        return show.facts(self)

    def __repr__(self) -> str:
        return show.line(self)

    def _repr_html_(self) -> str:
        return show.page(self)
