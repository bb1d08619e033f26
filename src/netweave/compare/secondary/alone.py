"""S6: who of the panel has no tie, none across, none to the same role elsewhere; the rural ones."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from netweave.compare.estimate import FEW_ORGANIZATIONS
from netweave.compare.intervals import Spread, left_out_interval
from netweave.compare.secondary.left_out import ratio_of
from netweave.compare.secondary.row import Row
from netweave.coverage import answered, groups_of

if TYPE_CHECKING:
    from netweave.compare.case import Case
    from netweave.network import Network

# What a rural locale begins with: the word, or a code of the National Center for Education
# Statistics of the United States.
RURAL = ("rural", "41", "42", "43")


@dataclass(frozen=True)
class Traits:
    """Which columns of people say what somebody does and where.

    Parameters
    ----------
    role, locale : str
        The columns.
    rural : tuple of str
        What the locale of rural people begins with, case disregarded.
    """

    role: str = "role"
    locale: str = "locale"
    rural: tuple[str, ...] = RURAL

    def roles(self, net: Network) -> np.ndarray:
        """Give everybody's role as a number, -1 where it is not known."""
        return np.asarray(pd.factorize(_column(net, self.role))[0])

    def is_rural(self, net: Network) -> np.ndarray:
        """Mark who is known to be rural."""
        begins = tuple(word.casefold() for word in self.rural)
        names = _column(net, self.locale).fillna("").astype("str").str.strip().str.casefold()
        return np.asarray(names.str.startswith(begins), dtype=bool)


def _column(net: Network, name: str) -> pd.Series:
    if name in net.people.columns:
        return net.group(name)
    return pd.Series(np.nan, index=net.people.index, dtype="str")


def somebody_elsewhere(home: np.ndarray, role: np.ndarray) -> np.ndarray:
    """Mark who could be tied to the same role in another organization: somebody holds it there."""
    known = (home >= 0) & (role >= 0)
    counts = pd.DataFrame({"home": home, "role": role})[known]
    alike = counts.groupby("role")["home"].transform("size")
    inside = counts.groupby(["role", "home"])["home"].transform("size")
    out = np.zeros(len(home), dtype=bool)
    out[known] = (alike > inside).to_numpy()
    return out


def isolate_table(case: Case, traits: Traits) -> pd.DataFrame:
    """Count who of the panel had no tie to any member there in that wave, of those who answered.

    People without a tie who did not answer are ``not_known``: missing is not zero. People whose
    organization is unknown are no cross isolates; without any organization, that count is missing.
    """
    rows = {
        label: _counts(case, net, traits)
        for label, net in zip(case.labels, case.waves, strict=True)
    }
    return pd.DataFrame.from_dict(rows, orient="index").rename_axis("wave").astype("Int64")


def _counts(case: Case, net: Network, traits: Traits) -> dict[str, object]:
    place = net.people.index.get_indexer(case.panel.people)
    home = pd.factorize(groups_of(net, case.group))[0]
    role, gave = traits.roles(net), answered(net, case.kind)[0][place]
    ends = net.structure().tocoo()
    apart = (home[ends.row] >= 0) & (home[ends.col] >= 0) & (home[ends.row] != home[ends.col])
    alike = apart & (role[ends.row] >= 0) & (role[ends.row] == role[ends.col])
    tied, crossed, kin = (
        (np.bincount(ends.row[which], minlength=net.n) > 0)[place]
        for which in (np.ones(len(apart), dtype=bool), apart, alike)
    )
    known = home[place] >= 0
    has_role = gave & somebody_elsewhere(home, role)[place]
    rural = gave & traits.is_rural(net)[place]
    found: dict[str, object] = {
        "people": len(place),
        "answered": int(gave.sum()),
        "no_tie": int((~tied & gave).sum()),
        "no_cross_tie": int((~crossed & gave & known).sum()) if known.any() else pd.NA,
        "not_known": int((~tied & ~gave).sum()),
    }
    within = {
        "role_elsewhere": (has_role, {"no_role_alike_tie": ~kin}),
        "rural": (rural, {"rural_no_tie": ~tied, "rural_no_cross_tie": ~crossed & known}),
    }
    for name, (who, marks) in within.items():
        counts = {name: int(who.sum()), **{key: int((who & m).sum()) for key, m in marks.items()}}
        found |= counts if who.any() else dict.fromkeys(counts, pd.NA)
    return found


def isolation_rows(case: Case, traits: Traits) -> Iterator[Row]:
    """Give the change in each share, over people who answered in both waves and ties inside it."""
    dyads, panel = case.dyads, case.panel.people
    places = [net.people.index.get_indexer(panel) for net in case.waves]
    gave = np.logical_and.reduce([
        answered(net, case.kind)[0][place] for net, place in zip(case.waves, places, strict=True)
    ])
    first = case.waves[0]
    role, rural = traits.roles(first)[places[0]], traits.is_rural(first)[places[0]]
    alike = dyads.cross & (role[dyads.one] == role[dyads.other]) & (role[dyads.one] >= 0)
    elsewhere = somebody_elsewhere(np.where(dyads.known, dyads.group_before, -1), role)
    every = np.ones(len(alike), dtype=bool)
    yield _change(case, "no_tie_change", gave, every)
    yield _change(case, "no_cross_tie_change", gave & dyads.known, dyads.cross)
    if (gave & elsewhere).any():
        yield _change(case, "no_role_alike_tie_change", gave & elsewhere, alike)
    if (gave & rural).any():
        yield _change(case, "rural_no_tie_change", gave & rural, every)


def _change(case: Case, term: str, who: np.ndarray, pairs: np.ndarray) -> Row:
    """Give the change in the share of some people who have no tie among some pairs."""
    dyads, chosen = case.dyads, pairs & case.dyads.observed
    if not who.any() or not chosen.any():
        reason = "NOT_OBSERVED" if any(case.unobserved) else "NO_DYADS"
        return Row(term, float("nan"), Spread(), int(who.sum()), tested=True, reason=reason)
    homes = np.unique(dyads.group_before[dyads.known], return_inverse=True)[1]
    home = np.full(len(who), -1)
    home[dyads.known] = homes
    units = (
        ("person", np.arange(len(who)), len(who)),
        ("organization", home, dyads.organizations),
    )
    waves = [
        (dyads.one[chosen & tied], dyads.other[chosen & tied])
        for tied in (dyads.before, dyads.after)
    ]
    shares = [ratio_of(_alone(who, ends).sum(), who.sum()) for ends in waves]
    estimate = float(shares[1] - shares[0])
    found = [
        left_out_interval(
            by, estimate, np.subtract(*(_left_out(who, ends, unit, n) for ends in waves[::-1]))
        )
        for by, unit, n in units
    ]
    found.append(left_out_interval("dyad", estimate, estimate + _without_pair(case, who, chosen)))
    spread = Spread(tuple(found), dyads.organizations < FEW_ORGANIZATIONS)
    return Row(term, estimate, spread, int(who.sum()), tested=True)


def _alone(who: np.ndarray, ends: tuple[np.ndarray, np.ndarray]) -> np.ndarray:
    """Mark who of some people is at the end of no pair."""
    return np.asarray(who & (np.bincount(np.concatenate(ends), minlength=len(who)) == 0))


def _left_out(
    who: np.ndarray, ends: tuple[np.ndarray, np.ndarray], unit: np.ndarray, count: int
) -> np.ndarray:
    """Give the share that is alone without each unit: who had ties to it only is alone then."""
    one, other = np.concatenate(ends), np.concatenate(ends[::-1])
    degree = np.bincount(one, minlength=len(who))
    away = unit[other] >= 0
    cells, into = np.unique(
        one[away].astype(np.int64) * count + unit[other][away], return_counts=True
    )
    person, left = np.divmod(cells, count)
    lone = (into == degree[person]) & (unit[person] != left) & who[person]
    gained = np.bincount(left[lone], minlength=count)
    mine = unit >= 0
    gone = [
        np.bincount(unit[mine], weights=mark[mine], minlength=count)
        for mark in (_alone(who, ends), who)
    ]
    return ratio_of(_alone(who, ends).sum() - gone[0] + gained, who.sum() - gone[1])


def _without_pair(case: Case, who: np.ndarray, chosen: np.ndarray) -> np.ndarray:
    """Give, per pair, what the change would move by without it: two lone ends would be alone."""
    dyads = case.dyads
    one, other = dyads.one[chosen], dyads.other[chosen]
    moves = np.zeros(len(one))
    for tied, sign in ((dyads.before[chosen], -1), (dyads.after[chosen], 1)):
        ends = np.concatenate([one[tied], other[tied]])
        last = who & (np.bincount(ends, minlength=len(who)) == 1)
        moves += sign * tied * (last[one].astype(float) + last[other])
    return np.asarray(moves / who.sum())


def traits_of(role: str, locale: str, rural: Iterable[str]) -> Traits:
    """Name the columns; what rural begins with may be one word."""
    return Traits(role, locale, (rural,) if isinstance(rural, str) else tuple(rural))
