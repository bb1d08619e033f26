"""Random networks that share something with an observed one, and nothing else."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

import numpy as np
import pandas as pd
from scipy import sparse

from netweave import errors
from netweave._checks import counted, one_of, seeded
from netweave._guard import guarded
from netweave._kernels import chance, rewire, twomode
from netweave.affiliations import Affiliations
from netweave.analytics._attended import taking_part
from netweave.analytics._facts import known_group
from netweave.analytics.nulls.drawn import Drawn, parted, plain, with_column
from netweave.network import Network

if TYPE_CHECKING:
    from collections.abc import Iterable

Null = Literal["ties", "dyads", "degrees", "labels", "margins"]

NULLS = ("ties", "dyads", "degrees", "labels", "margins")
DENSE = 2_000  # people up to whom shared events are counted in a full table


@dataclass(frozen=True)
class Choices:
    """What is drawn, besides the sort of null.

    Parameters
    ----------
    directed : bool
        Whether arcs are drawn, or ties without direction.
    group : str
        Whose labels are dealt out.
    strata : str or None
        Inside which groups of people they are.
    shared : int
        From how many shared events on two people are tied.
    """

    directed: bool = False
    group: str = "organization"
    strata: str | None = None
    shared: int = 1


@dataclass(frozen=True)
class Reference:
    """The observed network as the null sees it, and random ones.

    Parameters
    ----------
    observed : Network
        With nothing but what the null can draw.
    networks : iterator of (bytes, Network)
        The random networks; equal bytes mean equal networks.
    key : bytes
        The bytes of the observed one.
    words : str
        What the random networks share with it, as the end of a sentence.
    kept : int
        How many cells stay because nobody could observe them.
    """

    observed: Network
    networks: Iterator[tuple[bytes, Network]]
    key: bytes
    words: str
    kept: int = 0


@guarded
def null_networks(  # noqa: PLR0913  # one keyword per choice
    net: Network | Affiliations,
    null: Null,
    *,
    draws: int,
    seed: int = 0,
    directed: bool = False,
    group: str = "organization",
    strata: str | None = None,
    shared: int = 1,
) -> Iterator[Network]:
    """Draw random networks that share something with an observed one: ties, degrees, labels.

    Each value of ``null`` answers a question of its own:

    ========= ================================ ==================================================
    null      what stays, all else by chance   the question
    ========= ================================ ==================================================
    "ties"    people, number of ties           More centralized, or more core and periphery, than
                                               its size and number of ties imply?
    "dyads"   people, number of mutual and     The same of arcs, given how much is mutual?
              of one-way pairs
    "degrees" everybody's number of ties       More clustered, or somebody between more others,
                                               than how many ties each has implies?
    "labels"  the ties, and how many people    More or less across organizations than if ties
              bear each label                  ignored them?
    "margins" everybody's number of events,    More clustered than such sessions make anybody?
              every event's number of people
    ========= ================================ ==================================================

    Parameters
    ----------
    net : Network or Affiliations
        One wave. Affiliations for "margins", and for nothing else.
    null : {"ties", "dyads", "degrees", "labels", "margins"}
        "ties": every network with so many ties is equally likely, the conditional uniform graph
        G(n, m). "dyads": every one with as many mutual and as many one-way pairs, U|MAN; always
        directed. "degrees": two ties trade ends, over and over; 10 trades per tie before the first
        draw and about 2 between draws. Arcs keep everybody's number of people learned from and
        taught, and rings of three arcs are turned round as well. "labels": the values of a column
        of people are dealt out anew. "margins": people trade events (curveball), then two people
        are tied who share events; breakout groups are not told apart, who facilitates only does
        not count.
    draws : int
        How many networks.
    seed : int, default 0
        Same network, same seed, same draws.
    directed : bool, default False
        Draw arcs from learner to learned from, for "ties" and "degrees"; False draws ties without
        direction, both ways in the table.
    group : str, default "organization"
        For "labels", the column of people; people without a label stay without.
    strata : str, optional
        For "labels", a column of people: labels are dealt out among people with the same value in
        it (people without one are such a group too).
    shared : int, default 1
        For "margins", from how many shared events on two people are tied.

    Returns
    -------
    iterator of Network
        One at a time, as they are asked for: the same people in the same order. "labels" keeps the
        ties, with strengths and kinds. The others give ties of weight 1 and of one kind (weight:
        events shared, for "margins"), whatever strengths and kinds there were: those of the
        structure. Its name and what is known about who was asked stay if there was one kind.

    Raises
    ------
    DataError
        If there are several waves, or no such column.
    ArgumentError
        If ``null`` is not one of its words or does not suit ``net``, or a number is out of range.

    Notes
    -----
    What could not be observed stays as it is: for "ties" and "degrees" each pair (arc, if
    directed) about which nobody who could report it answered, for "dyads" each pair that was not
    observed both ways. With several kinds every one must have been observed. Under "degrees" it
    may then be that not every network can be reached.

    References
    ----------
    Wasserman, S. & Faust, K. (1994). *Social Network Analysis*. Cambridge University Press, ch. 13.

    Strona, G., Nappo, D., Boccacci, F., Fattorini, S. & San-Miguel-Ayanz, J. (2014). A fast and
    unbiased procedure to randomize ecological binary matrices with fixed row and column totals.
    *Nature Communications*, 5, 4114.

    Examples
    --------
    Three pairs among six people. Everybody keeps one tie, so it is again three pairs; there are 15
    ways to pair six people.

    >>> import pandas as pd
    >>> import netweave as nw
    >>> ties = pd.DataFrame({
    ...     "learner": ["ana", "cleo", "eve"],
    ...     "learned_from": ["ben", "dan", "fay"],
    ... })
    >>> net = nw.Network(["ana", "ben", "cleo", "dan", "eve", "fay"], ties)
    >>> random = list(nw.null_networks(net, "degrees", draws=200, seed=1))
    >>> {int(nw.degree(one).max()) for one in random}
    {1}
    >>> len({one.structure().toarray().tobytes() for one in random})
    15
    """
    checked(null, draws, seed)
    chosen = Choices(directed, group, strata, shared)
    return (one for _, one in reference(net, null, draws, seed, chosen).networks)


def checked(null: str, draws: int, seed: int | None) -> None:
    """Refuse settings out of range."""
    one_of("null", NULLS, null)
    counted("draws", draws)
    seeded(seed)


def reference(
    net: Network | Affiliations, null: Null, draws: int, seed: int, chosen: Choices
) -> Reference:
    """Get ready to draw."""
    if isinstance(net, Affiliations) is not (null == "margins"):
        mend = "'margins' takes Affiliations, every other null a Network."
        raise errors.setting_out_of_range("null", f"must suit {type(net).__name__}", null, mend)
    generator = np.random.default_rng(seed)
    if isinstance(net, Affiliations):
        return _from_events(net, draws, generator, chosen)
    _ = net.the_wave
    if null == "labels":
        return _from_labels(net, draws, generator, chosen)
    return _from_structure(net, null, draws, generator, chosen)


# ---------------------------------------------------------------------- ties drawn anew


def _from_structure(
    net: Network, null: str, draws: int, generator: np.random.Generator, chosen: Choices
) -> Reference:
    directed = chosen.directed or null == "dyads"
    observed = plain(net, directed=directed)
    arcs = observed.structure(directed=True)
    free, held, fixed = parted(net, arcs, directed=directed, whole_pairs=null == "dyads")
    drawn = _drawers(free, held, fixed, draws, generator)
    networks = (
        (_key(matrix), Drawn.like(observed, matrix, mutual=not directed))
        for matrix in drawn[null](arcs, directed)
    )
    words = {
        "ties": f"with as many {'arcs' if directed else 'ties'}",
        "dyads": "with as many mutual and one-way pairs",
        "degrees": "in which everybody has as many ties" + (" each way" if directed else ""),
    }
    kept = 0 if fixed is None else fixed.nnz // (1 if directed else 2)
    return Reference(observed, networks, _key(arcs), words[null], kept)


def _drawers(
    free: sparse.csr_array,
    held: sparse.csr_array | None,
    fixed: sparse.csr_array | None,
    draws: int,
    generator: np.random.Generator,
) -> dict[str, Callable[[sparse.csr_array, bool], Iterable[sparse.csr_array]]]:
    """Give, per null, what draws matrices from the observed one."""
    n, total = free.shape[0], int(free.sum())
    mutual = int((free * free.T).sum()) // 2
    parts = {"fixed": fixed, "held": held}
    return {
        "ties": lambda _, directed: chance.uniform(
            n, total if directed else total // 2, draws, generator, directed, **parts
        ),
        "dyads": lambda _, __: chance.same_dyads(
            mutual, total - 2 * mutual, n, draws, generator, **parts
        ),
        "degrees": lambda arcs, directed: rewire.degree_preserving(
            arcs, draws, generator, directed=directed, fixed=fixed
        ),
    }


def _key(matrix: sparse.csr_array) -> bytes:
    return bytes(matrix.indptr.tobytes() + matrix.indices.tobytes())


# ---------------------------------------------------------------------- labels dealt out anew


def _from_labels(
    net: Network, draws: int, generator: np.random.Generator, chosen: Choices
) -> Reference:
    labels = known_group(net, chosen.group)
    values = net.people.get(chosen.group, labels)
    codes = pd.factorize(labels)[0]
    strata = np.zeros(net.n, dtype=np.int64)
    if chosen.strata is not None:
        strata = pd.factorize(known_group(net, chosen.strata))[0]
    known = np.flatnonzero(codes >= 0)
    places = known[np.argsort(strata[known], kind="stable")]

    def networks() -> Iterator[tuple[bytes, Network]]:
        for _ in range(draws):
            order = np.arange(net.n)
            order[places] = known[np.lexsort((generator.random(len(known)), strata[known]))]
            yield codes[order].tobytes(), with_column(net, chosen.group, values.iloc[order])

    inside = f" within each {chosen.strata}" if chosen.strata is not None else ""
    words = f"in which {chosen.group} is dealt out anew{inside}"
    return Reference(net, networks(), codes.tobytes(), words)


# ---------------------------------------------------------------------- events traded


def _from_events(
    log: Affiliations, draws: int, generator: np.random.Generator, chosen: Choices
) -> Reference:
    counted("shared", chosen.shared)
    table, wave, kind = taking_part(log, None, None)
    kinds = pd.DataFrame({
        "kind": [kind],
        "evidence": "coproduced" if kind == "authorship" else "opportunity",
        "mutual": True,
        "reciprocity_eligible": False,
        "headline": False,
        "threshold": float(chosen.shared),
        "unit": "events shared",
        "reporter": "record",
    })
    nobody = log.people.index[:0].to_series()
    none = pd.DataFrame({"learner": nobody, "learned_from": nobody})
    model = Network(log.people, none, kinds, [wave] if wave else None)

    def networks() -> Iterator[tuple[bytes, Network]]:
        for tables in twomode.random_tables(table, draws, generator):
            for which in range(tables.shape[2]):
                one = np.ascontiguousarray(tables[:, :, which])
                yield np.packbits(one).tobytes(), _meeting(model, one, chosen.shared)

    words = "in which everybody was at as many events, and as many people at each event"
    key = np.packbits(table).tobytes()
    return Reference(_meeting(model, table, chosen.shared), networks(), key, words)


def _meeting(model: Network, table: np.ndarray, shared: int) -> Drawn:
    """Tie people who share so many events."""
    if len(table) <= DENSE:
        strengths = sparse.csr_array(twomode.shared_events(table))
    else:
        events = sparse.csr_array(table.astype(np.int32))
        strengths = (events @ events.T).tocsr()
    strengths.setdiag(0)
    strengths.eliminate_zeros()
    strengths.sort_indices()
    arcs = (strengths >= shared).astype(float).tocsr()
    arcs.sort_indices()
    return Drawn.like(model, arcs, strengths.astype(float))
