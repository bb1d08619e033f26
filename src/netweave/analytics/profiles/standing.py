"""Where each person stands: how much hangs on them, and whether the others could do without."""

from __future__ import annotations

import dataclasses
from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar

import numpy as np
import pandas as pd

from netweave import errors
from netweave._guard import guarded
from netweave._kernels import cuts, paths
from netweave.analytics.nulls.drawing import Choices, reference
from netweave.analytics.passports import observed_share, passport
from netweave.analytics.profiles import _shares as shares
from netweave.analytics.profiles._chance import DEGREES, Chance, judge
from netweave.analytics.profiles._parts import Part, part, part_of
from netweave.analytics.profiles._profile import UNTESTED, Profile, beside, count
from netweave.analytics.profiles._withheld import (
    COVERAGE,
    LEAST,
    Settings,
    notices,
    withholding,
)
from netweave.analytics.profiles.humility import learning_part
from netweave.analytics.profiles.loads import loads
from netweave.analytics.profiles.terms import POSITION, reasons_in_words
from netweave.coverage import LEAST as PATHS

if TYPE_CHECKING:
    from collections.abc import Mapping

    from scipy import sparse

    from netweave.network import Network
    from netweave.results import Passport

# Heuristics: from which percentile on, and up to which, something is called high or low.
HIGH, LOW = 0.90, 0.10
# What is said of those who have no such reading.
BETWEEN, NONE = "in between", "no reading"
# (load is high, redundancy is high) → what such a place is called
READINGS = {
    (True, False): "sole broker",
    (True, True): "well-backed connector",
    (False, True): "embedded",
    (False, False): "peripheral or single bridge",
}


@dataclass(frozen=True, repr=False)
class HubNodeProfile(Profile):
    """Where each person stands between hub and node; see `hub_node_profile` for the table.

    Parameters
    ----------
    table, sentence, warnings, claim, passport, network : see BehaviorProfile
        The table has the people as index and in their order. Never publish it.
    """

    labels: ClassVar[Mapping[str, str]] = POSITION

    @property
    def readings(self) -> pd.Series:
        """How many people bear each reading, with those between and without; names nobody."""
        order = [*READINGS.values(), BETWEEN, NONE]
        return self.table["reading"].value_counts().reindex(order, fill_value=0)

    @property
    def brief(self) -> pd.DataFrame:
        """The table to look at first: the two numbers that are read together, and the reading."""
        read = [f"{name}{end}" for name in ("load", "redundancy_2") for end in ("", "_percentile")]
        why = reasons_in_words(self.table["reason"]).rename("why")
        return self.table[["ties", *read, "reading"]].join(why)

    def values_of(self, term: str, measure: str = "percentile") -> pd.Series:
        """Give one number per person: of which part, and its place among networks or itself."""
        name = term if measure == "estimate" else f"{term}_{measure}"
        if name not in self.table:
            return pd.Series(float("nan"), index=self.table.index, name=term)
        return self.table[name].rename(term)


@guarded
def hub_node_profile(
    net: Network,
    *,
    draws: int = 199,
    seed: int = 0,
    high: float = HIGH,
    low: float = LOW,
    least: int = LEAST,
    coverage: float = COVERAGE,
) -> HubNodeProfile:
    """Say of each person how much hangs on them, and whether the others could do without.

    Two numbers are read together, each beside random networks in which everybody has as many
    ties: the load (`brokerage_load`) and the redundancy (`redundancy`, at two steps). Everybody in
    a ring is the only one between two contacts, and carries no more than an even share.

    ========= ==================== ==============================
    load      low redundancy       high redundancy
    ========= ==================== ==============================
    high      sole broker          well-backed connector
    low       peripheral or single embedded
              bridge
    ========= ==================== ==============================

    Parameters
    ----------
    net : Network
        One wave. Two people are tied if either learned from the other; parallel ties are one.
    draws : int, default 199
        How many random networks; 0 for none, and then nobody has a reading.
    seed : int, default 0
        Same network, same seed, same answer.
    high, low : float, default 0.90 and 0.10
        From which percentile on something is high, and up to which it is low. A convention of
        this library: no study stands behind it.
    least : int, default 5
        From how many ties on load and shares of a person's ties are given; with fewer their
        counts stand alone. A convention as well.
    coverage : float, default 0.7
        From which share of pairs observed on, in the network and of the person's own. A
        convention as well.

    Returns
    -------
    HubNodeProfile
        ``table`` with a row per person, in the order of people: ``ties``; ``load``,
        ``redundancy_2``, ``exclusivity`` (1 less it), ``dependent_alters``, ``pair_loss`` (share
        of the pairs of others who reach each other that only this person joins),
        ``geodesic_share`` (share of their shortest paths through this person) and
        ``learning_share`` (see there; strengths if one kind says who learned, else people), each
        with ``_numerator`` and ``_denominator`` behind it. The first three also have ``_expected``,
        ``_difference`` (less expected) and ``_percentile`` among the random networks;
        ``redundancy_2``, ``exclusivity``, ``dependent_alters`` have ``_low`` and ``_high``, the
        Jeffreys interval of a share of so many, and those with contacts in the numerator
        ``_std_error``, leaving out one contact at a time. ``reading`` is a cell of the grid,
        "in between", or "no reading", and then ``reason`` has the code: ``NO_ALTERS``, ``K<2``,
        ``FEW_TIES``, ``COVERAGE``, ``NO_OPEN_PAIRS``, ``DEGENERATE_NULL``, ``FEW_NULLS`` or
        ``SAME_BY_CHANCE``. ``pair_loss`` and ``geodesic_share`` are of the pairs of others, however
        many ties the person has, and withheld where fewer than 60 in 100 pairs were observed.
        The sentence counts readings and names nobody. Warnings: W15, W21 and those about who
        answered and conveners.

    Raises
    ------
    DataError
        If there are several waves.
    ArgumentError
        If a number is out of its range.

    Notes
    -----
    A place is often given, not chosen: whoever convenes has to be a hub. Among a hundred people
    about ten lie above the 90th percentile of load by chance alone, so no single person can be
    picked because of it. Pairs of contacts share a person, so that the intervals are rough.

    References
    ----------
    Burt, R. S. (1992). *Structural Holes*. Harvard University Press.

    Examples
    --------
    Six people, five of whom learned from Ana: no other network gives everybody as many ties.

    >>> import pandas as pd
    >>> import netweave as nw
    >>> ties = pd.DataFrame({
    ...     "learner": ["ben", "cleo", "dan", "eve", "fay"],
    ...     "learned_from": "ana",
    ... })
    >>> net = nw.Network(["ana", "ben", "cleo", "dan", "eve", "fay"], ties)
    >>> found = nw.hub_node_profile(net, draws=30)
    >>> found.table.loc["ana", ["ties", "load", "exclusivity", "reason"]].to_dict()
    {'ties': 5, 'load': 6.0, 'exclusivity': 1.0, 'reason': 'DEGENERATE_NULL'}
    """
    if not 0 <= low < high <= 1:
        rule = "must lie above low, both between 0 and 1"
        raise errors.setting_out_of_range("high", rule, (low, high))
    settings = Settings(draws, seed, least, coverage)
    chance = _chance(net, settings)
    withheld = withholding(net, settings)
    parts = {one.id: one for one in _parts(net, chance, withheld)}
    why = _why(net, parts, chance, withheld)
    table = _table(net, parts)
    readings = np.where(why == "", _readings(parts, high, low), NONE)
    table = table.assign(
        reading=pd.array(readings, dtype="str"),
        reason=pd.Series(why, index=table.index, dtype="str").where(why != ""),
    )
    return HubNodeProfile(
        table,
        _sentence(readings, why, settings),
        notices(net, settings, {DEGREES: chance.distinct} if draws else {}),
        claim=2 if (why == "").any() else 1,
        passport=passport_of(net, "hub_node_profile", seed),
        network=beside(net),
    )


def passport_of(net: Network, name: str, seed: int) -> Passport:
    """Fill in a passport."""
    return dataclasses.replace(passport(net, name, seed=seed), formula="method 2.4")


def _values(matrix: sparse.csr_array) -> dict[str, np.ndarray]:
    """Give what is read beside chance."""
    found, brokered = shares.redundant_and_open(matrix)
    redundant = found.values
    return {"load": loads(brokered), "redundancy_2": redundant, "exclusivity": 1 - redundant}


def _chance(net: Network, settings: Settings) -> Chance:
    drawn = reference(net, "degrees", max(settings.draws, 1), settings.seed, Choices())
    networks = ((key, one.structure()) for key, one in drawn.networks) if settings.draws else ()
    return judge(drawn.key, networks, _values(net.structure()), _values, DEGREES)


def _parts(net: Network, chance: Chance, withheld: np.ndarray) -> list[Part]:
    """Make the parts; those of a person's own ties are withheld where they say little."""
    matrix, n = net.structure(), net.n
    contacts = np.diff(matrix.indptr)
    backed, brokered = shares.redundant_and_open(matrix)
    nobody: dict[str, np.ndarray | bool] = {"NO_ALTERS": contacts == 0}
    alone = shares.over_pairs(matrix, backed.whole - backed.part, backed.whole)
    pairs, separated = cuts.pairs_separated(matrix)
    between = paths.betweenness(matrix) / 2
    few = np.where(observed_share(net) < PATHS, "COVERAGE", "")
    codes: dict[str, np.ndarray | bool] = {"NO_TIES": not matrix.nnz}
    even = np.full(n, brokered.sum() / max(n, 1))
    found = [
        part("load", brokered, even, codes, "NO_OPEN_PAIRS", counts=False, method="pairs").beside(
            chance
        ),
        part_of("redundancy_2", backed, nobody, "K<2", method="pairs").beside(chance),
        part_of("exclusivity", alone, nobody, "K<2", method="pairs").beside(chance),
        part_of("dependent_alters", shares.dependent(matrix), {}, "NO_ALTERS", method="contacts"),
        learning_part(net),
    ]
    return [
        *(one.withheld(withheld) for one in found),
        _of_pairs("pair_loss", separated, pairs, codes).withheld(few),
        _of_pairs("geodesic_share", between, pairs, codes).withheld(few),
    ]


def _of_pairs(
    name: str, found: np.ndarray, pairs: np.ndarray, codes: dict[str, np.ndarray | bool]
) -> Part:
    """Make a share of the pairs of others who reach each other."""
    return part(name, found, pairs, codes, "NO_PAIRS", counts=False, method="pairs of others")


def _why(net: Network, parts: dict[str, Part], chance: Chance, withheld: np.ndarray) -> np.ndarray:
    """Say why somebody has no reading; "" where there is one, or where it lies in between."""
    contacts = np.diff(net.structure().indptr)
    unseen = "" if chance.enough else "FEW_NULLS"
    drawn = (
        [chance.judged[name].why for name in ("redundancy_2", "load")] if chance.distinct else []
    )
    rules = [
        np.where(contacts == 0, "NO_ALTERS", ""),
        np.where(contacts == 1, "K<2", ""),
        withheld,
        *drawn,
        parts["load"].why,
        np.full(net.n, unseen, dtype=object),
    ]
    why = np.full(net.n, "", dtype=object)
    for codes in rules:
        why = np.where(why == "", codes, why)
    return why


def _readings(parts: dict[str, Part], high: float, low: float) -> np.ndarray:
    load, redundant = (parts[name].placed("percentile") for name in ("load", "redundancy_2"))
    found = np.full(len(load), BETWEEN, dtype=object)
    for (much, backed), words in READINGS.items():
        hit = load >= high if much else load <= low
        found[hit & (redundant >= high if backed else redundant <= low)] = words
    return found


_JUDGED = ("load", "redundancy_2", "exclusivity")
_INTERVAL = ("redundancy_2", "exclusivity", "dependent_alters")


def _table(net: Network, parts: dict[str, Part]) -> pd.DataFrame:
    columns = {"ties": np.diff(net.structure().indptr)}
    for name, one in parts.items():
        columns |= {
            name: one.values,
            f"{name}_numerator": one.numerator,
            f"{name}_denominator": one.denominator,
        }
        if name in _JUDGED:
            expected = one.placed("expected")
            columns[f"{name}_expected"] = expected
            columns[f"{name}_difference"] = one.values - expected
            columns[f"{name}_percentile"] = one.placed("percentile")
        if name in _INTERVAL:
            columns |= {f"{name}_low": one.low, f"{name}_high": one.high}
        if name in {*_INTERVAL, "learning_share"}:
            columns[f"{name}_std_error"] = one.std_error
    return pd.DataFrame(columns, index=net.people.index)


def _sentence(readings: np.ndarray, why: np.ndarray, settings: Settings) -> str:
    """Count the readings."""
    people, read = len(readings), int((why == "").sum())
    if not read:
        return f"Nobody of {count(people)} can be placed between hub and node here. {UNTESTED}"
    plural = {"sole broker": "sole brokers", "well-backed connector": "well-backed connectors"}
    plural["peripheral or single bridge"] = "peripheral or single bridges"
    said = [
        count(int((readings == words).sum()), words, plural.get(words, words))
        for words in READINGS.values()
    ]
    between = int((readings == BETWEEN).sum())
    return (
        f"Of {count(people)}, {read:,} can be placed beside {settings.draws:,} random networks "
        f"{DEGREES}: {', '.join(said)}; {between:,} in between. That is a place in these ties, "
        f"not what somebody does or wants. {UNTESTED}"
    )
