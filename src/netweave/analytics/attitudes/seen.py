"""How people see their own place, beside the place that their ties give them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from netweave import errors
from netweave._checks import counted
from netweave._guard import guarded
from netweave._kernels import removal
from netweave.analytics._facts import NAN, findings, known_group
from netweave.analytics.attitudes.drafts import NO_NETWORK, SELF_ANSWERS
from netweave.analytics.attitudes.measured import plain
from netweave.analytics.attitudes.shuffled import Ranked, spearman, strata_of
from netweave.analytics.passports import notices_for, passport
from netweave.analytics.profiles.loads import brokerage_load
from netweave.codes import Notice
from netweave.results import Result

if TYPE_CHECKING:
    from netweave.network import Network

POSITIONS = ("brokerage_load", "geodesic_share")
LOADS = ("no brokerage", "up to an even share", "above an even share")
NOT_ANSWERED = "no answer"


@dataclass(frozen=True, repr=False)
class SelfPerception(Result):
    """A `Result` about how people see their place, beside the place that ties give.

    Parameters
    ----------
    table, sentence, warnings, claim, passport : see Result
        As in every finding; see `self_perception` for the rows of the table.
    beside : DataFrame
        Per person ``said`` (1 for the first answer, "the central hub", to 5 for the last, "one of
        many nodes"; NaN for "this is not a network" and for no answer), ``not_a_network``,
        ``brokerage_load`` and ``geodesic_share``. Never publish it.
    crossed : DataFrame
        How many people gave which answer (rows, with "this is not a network" and "no answer"), by
        their brokerage load: none, up to an even share, above it.
    """

    beside: pd.DataFrame = field(default_factory=pd.DataFrame)
    crossed: pd.DataFrame = field(default_factory=pd.DataFrame)


@guarded
def self_perception(
    answers: pd.Series,
    net: Network,
    *,
    words: Sequence[str] = SELF_ANSWERS,
    no_network: str = NO_NETWORK,
    group: str = "organization",
    draws: int = 9_999,
    seed: int = 0,
) -> SelfPerception:
    """Set how people see their own place beside the place that their ties give them.

    "Which of these comes closest to how you see your own place in this network?": from "the central
    hub" to "one of many nodes", or "this is not a network". The last is an answer of its own, which
    is counted and never a number. How somebody sees the own place and where the ties put them are
    two things; neither is right or wrong.

    Parameters
    ----------
    answers : Series
        Per person one of ``words``, its number from 1 on, ``no_network`` (or the number after the
        last word); missing where there is no answer. People of the network who are not in it gave
        no answer.
    net : Network
        One wave. Binary ties, direction disregarded. The shortest paths between all people are
        searched, which takes minutes from some ten thousands of people on.
    words : sequence of str
        The answers from the side of a hub to that of a node; left out, "the central hub", "nearer
        to a hub", "in between", "nearer to one of many nodes", "one of many nodes".
    no_network : str, default "this is not a network"
        The answer that stands apart.
    group : str, default "organization"
        The column of people within which shuffles trade answers.
    draws : int, default 9999
        How many shuffles.
    seed : int, default 0
        Same data, same seed, same p-value.

    Returns
    -------
    SelfPerception
        Rows ``answered`` (of all people) and ``not_a_network`` (of those who answered) are shares,
        as are ``hub_side``, ``in_between`` and ``node_side`` (of those who placed themselves).
        Rows ``hub_and_brokerage_load`` and ``hub_and_geodesic_share`` are Spearman's correlation of
        seeing oneself as a hub with the measured place, p and ``expected`` as in
        `attitude_and_behavior`. Brokerage load is the share of all open two-paths that have the
        person in the middle, times the number of people: 1 is an even share. Geodesic share is
        that of the pairs of other people who can reach each other, the shortest paths through the
        person. NaN, with the code in ``reason``, for shares of nobody, for correlations of fewer
        than three people or of values that are all alike; brokerage load also without any open
        two-path. One statement has no known reliability, so the claim is 2 at most.

    Raises
    ------
    DataError
        If an answer is none of the words, or somebody who answers is not in the network.

    References
    ----------
    Everett, M. G. & Borgatti, S. P. (2020). Unpacking Burt's constraint measure. *Social
    Networks*, 62, 50-57.

    Freeman, L. C. (1979). Centrality in social networks: conceptual clarification. *Social
    Networks*, 1, 215-239.

    Examples
    --------
    Ana joins three people who do not know each other, and takes herself for one of many; Ben takes
    himself for the hub, and Dan sees no network.

    >>> import pandas as pd
    >>> import netweave as nw
    >>> ties = pd.DataFrame({"learner": ["ben", "cleo", "dan"], "learned_from": "ana"})
    >>> net = nw.Network(["ana", "ben", "cleo", "dan"], ties)
    >>> answers = pd.Series({
    ...     "ana": "one of many nodes",
    ...     "ben": "the central hub",
    ...     "cleo": "in between",
    ...     "dan": "this is not a network",
    ... })
    >>> found = nw.self_perception(answers, net, draws=99)
    >>> found.beside[["said", "brokerage_load"]]
            said  brokerage_load
    person
    ana      5.0             4.0
    ben      1.0             0.0
    cleo     3.0             0.0
    dan      NaN             0.0
    >>> found.crossed.loc[["one of many nodes", "this is not a network"], "above an even share"]
    one of many nodes        1
    this is not a network    0
    Name: above an even share, dtype: int64
    """
    counted("draws", draws)
    coded = _coded(answers, net, (*words, no_network))
    apart = len(words) + 1
    beside = pd.DataFrame(
        {
            "said": coded.where(coded < apart),
            "not_a_network": coded == apart,
            "brokerage_load": brokerage_load(net),
            "geodesic_share": _between(net),
        },
        index=net.people.index,
    )
    strata = strata_of(known_group(net, group))
    ranked = {name: _ranked(beside, name, strata, (draws, seed)) for name in POSITIONS}
    shares = _shares(beside, coded, len(words))
    few = [found for found in ranked.values() if found.ways and not found.enough]
    notices = [Notice("W15", f"Ways to shuffle people: {few[0].ways}.")] if few else []
    return SelfPerception(
        _table(shares, ranked, draws, group),
        _sentence(shares, ranked),
        (*notices, *notices_for(net)),
        claim=2 if any(found.enough for found in ranked.values()) else 1,
        passport=passport(net, "self_perception", seed=seed),
        beside=beside,
        crossed=_crossed(beside, coded, (*words, no_network)),
    )


def _coded(answers: pd.Series, net: Network, words: tuple[str, ...]) -> pd.Series:
    """Give each answer its number from 1 on, NaN where there is none."""
    if not isinstance(answers, pd.Series):
        rule = "must be a Series over people"
        raise errors.setting_out_of_range("answers", rule, type(answers).__name__)
    unknown = answers.index[net.people.index.get_indexer(answers.index) < 0]
    if len(unknown):
        raise errors.unknown_people(
            "answers", list(unknown), "Give ids as they stand in net.people.index."
        )
    if answers.index.has_duplicates:
        again = answers.index[answers.index.duplicated()].unique()
        raise errors.DataError(
            f"answers has several rows for {len(again)} person(s): {errors.listed(again)}. "
            "Keep one answer per person."
        )
    folded = [_folded(word) for word in words]
    if len(set(folded)) < len(folded):
        rule = "must differ in more than case and spaces, from each other and from no_network"
        raise errors.setting_out_of_range("words", rule, words[:-1])
    known: dict[object, float] = {_folded(word): float(at) for at, word in enumerate(words, 1)}
    known |= {float(at): float(at) for at in range(1, len(words) + 1)}
    given = answers.dropna()
    found = given.map(lambda answer: known.get(_folded(answer), NAN)).astype(float)
    wrong = given[found.isna()]
    if len(wrong):
        raise errors.DataError(
            f"answers holds {len(wrong)} value(s) that are none of the answers: "
            f"{errors.listed(wrong[~wrong.map(repr).duplicated()])}. They are "
            f"{errors.listed(words, 20)}, or 1 to {len(words)}."
        )
    return found.reindex(net.people.index)


def _folded(answer: object) -> object:
    """Take a word without its case and spare spaces, and a number as a number."""
    if isinstance(answer, str):
        return " ".join(answer.split()).casefold()
    if isinstance(answer, bool | np.bool_):
        return repr(answer)  # which is no answer, where 1 would be
    return float(answer) if isinstance(answer, int | float | np.number) else repr(answer)


def _between(net: Network) -> np.ndarray:
    """Give the share of shortest paths between others that pass through each person."""
    return removal.single_losses(net.structure(), efficiency=False)["geodesic_share"]


def _ranked(beside: pd.DataFrame, name: str, strata: np.ndarray, how: tuple[int, int]) -> Ranked:
    """Correlate seeing oneself as a hub with a measured place."""
    both = beside[["said", name]].notna().all(axis=1).to_numpy()
    hub = -beside.loc[both, "said"].to_numpy()
    return spearman(hub, beside.loc[both, name].to_numpy(), strata[both], *how)


def _shares(beside: pd.DataFrame, coded: pd.Series, answers: int) -> dict[str, tuple[int, int]]:
    """Count who answered what, each with its denominator."""
    said, middle = beside["said"], (answers + 1) / 2
    answered, placed = int(coded.notna().sum()), int(said.notna().sum())
    return {
        "answered": (answered, len(beside)),
        "not_a_network": (int(beside["not_a_network"].sum()), answered),
        "hub_side": (int((said < middle).sum()), placed),
        "in_between": (int((said == middle).sum()), placed),
        "node_side": (int((said > middle).sum()), placed),
    }


def _table(
    shares: dict[str, tuple[int, int]], ranked: dict[str, Ranked], draws: int, group: str
) -> pd.DataFrame:
    rows = [
        (term, part / whole if whole else NAN, whole, "" if whole else "NOBODY")
        for term, (part, whole) in shares.items()
    ]
    rows += [(f"hub_and_{name}", one.rho, one.people, one.reason) for name, one in ranked.items()]
    table = findings(rows, "share")
    last = table.index[-len(ranked) :]
    table.loc[last, "p_value"] = [one.p_value for one in ranked.values()]
    table.loc[last, "conf_low"] = [one.low for one in ranked.values()]
    table.loc[last, "conf_high"] = [one.high for one in ranked.values()]
    table.loc[last, "method"] = f"Spearman; {draws} shuffles of people within {group}"
    return table.assign(expected=[NAN] * len(shares) + [one.expected for one in ranked.values()])


def _crossed(beside: pd.DataFrame, coded: pd.Series, words: tuple[str, ...]) -> pd.DataFrame:
    """Count people by answer and by brokerage load."""
    load = beside["brokerage_load"].fillna(0.0).to_numpy()
    even = load > 1 + 1e-9
    columns = (load == 0, (load > 0) & ~even, even)
    rows = [*((coded == at).to_numpy() for at in range(1, len(words) + 1)), coded.isna().to_numpy()]
    counts = [[int((row & column).sum()) for column in columns] for row in rows]
    return pd.DataFrame(counts, index=pd.Index([*words, NOT_ANSWERED]), columns=list(LOADS))


def _sentence(shares: dict[str, tuple[int, int]], ranked: dict[str, Ranked]) -> str:
    """Say how many chose which side, who sees no network, and whether the ties agree."""
    answered, people = shares["answered"]
    if not answered:
        return f"None of {people:,} people said how they see their place in the network."
    sides = ("hub_side", "in_between", "node_side", "not_a_network")
    hub, between, node, no = (shares[name][0] for name in sides)
    parts = [
        f"Of {answered:,} people who answered, {node:,} {'sees' if node == 1 else 'see'} "
        f"themselves nearer to one of many nodes, {hub:,} nearer to a hub, {between:,} in between; "
        f"{no:,} {'says' if no == 1 else 'say'} that this is not a network."
    ]
    one = ranked["brokerage_load"]
    if not np.isnan(one.rho):
        chance = f", p = {one.p_value:.3f}" if one.enough else ", too few ways to shuffle for a p"
        parts.append(
            "Seeing oneself as a hub and standing between others: Spearman "
            f"{plain(one.rho)} ({one.people:,} people{chance})."
        )
    return " ".join(parts)
