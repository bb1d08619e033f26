"""Who answered, and which pairs of people were therefore observed.

Whatever asks whether a pair was observed asks `asked_about`, and nothing else: somebody who could
report the tie answered, and was asked about that pair.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

import numpy as np
import pandas as pd

from netweave import errors
from netweave._guard import guarded
from netweave.codes import Notice

if TYPE_CHECKING:
    from netweave.network import Network

# Heuristics: no published threshold stands behind them.
FULL = 0.8
LEAST = 0.6
UNEVEN = 0.2
_ROLES = ("learner", "learned_from")
_CHASED = ("person", "organization", "wave", "state")


@dataclass(frozen=True)
class Coverage:
    """How much of one kind of tie was observed in one wave.

    Parameters
    ----------
    wave : str
        The wave, "" where none was named.
    kind : str
        The kind of tie.
    known : bool
        Whether it is known who answered. Where it is not, every pair is taken as observed and the
        numbers here are NaN.
    eligible : int
        People who could have answered, those who declined included.
    answered : int
        People who answered; for records, where nobody is asked, everybody.
    declined : int
        People who declined: eligible, and did not answer.
    response : float
        ``answered / eligible``, 0 to 1; NaN for records and where it is not known.
    pairs : int
        Pairs of eligible people.
    both, one, none : float
        Pairs of which both sides, one side, nobody answered; NaN where it is not known. A side
        that answered but was not asked about the pair did not answer about it. A pair with
        somebody who declined is in ``none``: what the other side said of it was taken out.
    coverage : float
        Share of pairs reported by at least one side, 0 to 1. Of records only pairs with somebody
        who declined are missing.
    confirmation : float
        Of the ties of which both sides were asked and at least one report reaches the threshold,
        the share of which both do, 0 to 1: of mutual kinds, and of learning where "I learned from"
        and "I taught" were both asked. NaN where only one side is asked and where the two reports
        were not kept.
    by_group : DataFrame
        Response by organization: ``eligible``, ``answered``, ``response``.
    notices : tuple of Notice
        W01 to W04, where they apply.
    """

    wave: str
    kind: str
    known: bool
    eligible: int
    answered: int
    declined: int
    response: float
    pairs: int
    both: float
    one: float
    none: float
    coverage: float
    confirmation: float
    by_group: pd.DataFrame
    notices: tuple[Notice, ...] = ()


def answered_as(kind: str, role: str) -> str:
    """Name the column of who answered about a kind as learner, or as the one learned from."""
    return f"responded_{kind}:{role}"


def is_recorded(net: Network, kind: str) -> bool:
    """Say whether a kind comes from records, where nobody had to be asked."""
    return bool(_fact(net, kind, "reporter") == "record")


def _fact(net: Network, kind: str, name: str) -> object:
    """Look up what is stated of a kind of tie."""
    return net.kinds.at[kind, name]  # noqa: PD008  # many measures wait for it


def answered(net: Network, kind: str) -> tuple[np.ndarray, bool]:
    """Mark who answered the question behind a kind, and say whether that is known at all.

    People never asked count as not answering where anybody was asked; where nobody's answer is
    known, everybody counts as having answered.
    """
    if is_recorded(net, kind):
        return np.ones(net.n, dtype=bool), True
    column = net.responded(kind)
    if not net.n or column.isna().all():
        return np.ones(net.n, dtype=bool), False
    return column.fillna(value=False).to_numpy(dtype=bool), True


def was_asked(net: Network, kind: str) -> bool:
    """Say whether a kind was asked about in a wave: it has ties, or somebody is known to answer.

    The rule is the same with a roster and without one. A wave that holds sessions alone is no wave
    of what people were asked.
    """
    mine, known = answered(net, kind)
    return bool(len(net.where(kind=kind).ties)) or bool(known and mine.any())


@dataclass(frozen=True)
class Asked:
    """Who answered about whom: one kind in one wave.

    Parameters
    ----------
    gave : bool array over people
        Who answered; everybody where that is not known.
    known : bool
        Whether it is known who answered.
    reporter : {"learner", "learned_from", "either", "record"}
        Whose answer makes an ordered pair observed.
    skipped : tuple of int arrays
        The ordered pairs, as one number each, of which the learner was not asked, and of which
        the one learned from was not.
    roles : tuple of bool arrays over people, or None
        Who answered as the learner, and who as the one learned from; None: whoever answered did
        both.
    """

    gave: np.ndarray
    known: bool
    reporter: str
    skipped: tuple[np.ndarray, np.ndarray] = field(
        default_factory=lambda: (np.array([], dtype=np.int64), np.array([], dtype=np.int64))
    )
    roles: tuple[np.ndarray, np.ndarray] | None = None

    @property
    def complete(self) -> bool:
        """Whether everybody answered about everybody, or nobody knows better."""
        skipped = any(len(pairs) for pairs in self.skipped)
        return self.roles is None and not skipped and bool(self.gave.all())

    def _spoke(self, learner: np.ndarray, other: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
        """Say of ordered pairs whether the learner, and the one learned from, answered about it."""
        learner, other = np.broadcast_arrays(learner, other)
        roles = self.roles or (self.gave, self.gave)
        voices = roles[0][learner], roles[1][other]
        if not any(len(missing) for missing in self.skipped):
            return voices
        key = learner.astype(np.int64) * len(self.gave) + other
        first, second = (
            voice & ~np.isin(key, missing)
            for voice, missing in zip(voices, self.skipped, strict=True)
        )
        return first, second

    def arcs(self, learner: np.ndarray, learned_from: np.ndarray) -> np.ndarray:
        """Say which ordered pairs were observed: somebody who could report them answered."""
        first, second = self._spoke(learner, learned_from)
        alone = {"learner": first, "learned_from": second, "record": first & second}
        return np.asarray(alone.get(self.reporter, first | second))

    def sides(self, one: np.ndarray, other: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
        """Say of pairs whether the one, and the other, answered about the two of them."""
        there, back = self._spoke(one, other), self._spoke(other, one)
        if self.reporter == "record":
            seen = (there[0] & there[1]) | (back[0] & back[1])
            return seen, seen
        if self.reporter == "learner":
            return there[0], back[0]
        if self.reporter == "learned_from":
            return back[1], there[1]
        return there[0] | back[1], back[0] | there[1]

    def seen(self, one: np.ndarray, other: np.ndarray) -> np.ndarray:
        """Say which pairs were observed: one of the two, who could report a tie, answered."""
        first, second = self.sides(one, other)
        return np.asarray(first | second)

    @property
    def partial(self) -> tuple[np.ndarray, np.ndarray]:
        """The pairs, each once, that somebody was not asked about."""
        n = max(len(self.gave), 1)
        keys = np.concatenate(self.skipped)
        one, other = keys // n, keys % n
        pairs = np.unique(np.minimum(one, other) * n + np.maximum(one, other))
        return pairs // n, pairs % n

    @property
    def counts(self) -> tuple[int, int]:
        """How many pairs both sides answered about, and how many one side only."""
        n, gave = len(self.gave), int(self.gave.sum())
        both = _pairs(gave)
        one = _pairs(n) - both - _pairs(n - gave)
        pairs = self.partial
        for sides, sign in ((tuple(self.gave[place] for place in pairs), -1),
                            (self.sides(*pairs), 1)):  # fmt: skip
            both += sign * int((sides[0] & sides[1]).sum())
            one += sign * int((sides[0] ^ sides[1]).sum())
        return both, one


def asked_about(net: Network, kind: str) -> Asked:
    """Say who answered about whom; a pair that somebody was not asked about is not a zero."""
    gave, known = answered(net, kind)
    mutual, reporter = _fact(net, kind, "mutual"), _fact(net, kind, "reporter")
    roles = None if mutual else _roles(net, kind, gave)
    table = net.unasked
    if not len(table):
        return Asked(gave, known, str(reporter), roles=roles)
    table = table[(table["kind"] == kind).to_numpy()]
    ends = [table[role].cat.codes.to_numpy().astype(np.int64) for role in _ROLES]
    there, back = ends[0] * net.n + ends[1], ends[1] * net.n + ends[0]
    first = (table["side"] == _ROLES[0]).to_numpy()
    skipped = there[first], there[~first]
    if mutual:  # one pair, whichever of its two rows says so
        skipped = (
            np.concatenate([skipped[0], back[~first]]),
            np.concatenate([skipped[1], back[first]]),
        )
    return Asked(gave, known, str(reporter), skipped, roles)


def _roles(net: Network, kind: str, gave: np.ndarray) -> tuple[np.ndarray, np.ndarray] | None:
    """Mark who answered as the learner and as the one learned from, where the two differ."""
    columns = [answered_as(kind, role) for role in _ROLES]
    if not set(columns) <= set(net.people.columns):
        return None
    first, second = (
        gave & net.people[name].astype("boolean").fillna(value=False).to_numpy(dtype=bool)
        for name in columns
    )
    return first, second


def groups_of(net: Network, group: str) -> pd.Series:
    """Give everybody's group, all missing where the network has no organizations at all."""
    if group == "organization" and group not in net.people.columns and net.roster is None:
        return pd.Series(np.nan, index=net.people.index, name=group, dtype="str")
    return net.group(group)


def response(net: Network, kind: str, *, group: str = "organization") -> pd.DataFrame:
    """Count who answered, by organization, in the order of the people; unknown ones are left out.

    Columns ``eligible``, ``answered`` and ``response`` (NaN where it is not known who answered).
    People who declined are eligible; of them nothing but the organization is known.
    """
    gave, known = answered(net, kind)
    asked = known and not is_recorded(net, kind)
    refused = net.declined["organization"].astype("str")
    if group != "organization":
        refused = refused[:0]
    homes = pd.concat([groups_of(net, group), refused], ignore_index=True)
    by = pd.Series(np.append(gave, np.zeros(len(refused), dtype=bool))).groupby(homes, sort=False)
    table = by.agg(["size", "sum"]).rename(columns={"size": "eligible", "sum": "answered"})
    table = table.astype("int64").rename_axis(group)
    share = table["answered"] / table["eligible"] if asked else np.nan
    return table.assign(response=pd.Series(share, index=table.index, dtype="float64"))


def coverage_of(net: Network, kind: str | None = None, *, group: str = "organization") -> Coverage:
    """Count the answers to one kind in one wave, and the pairs that they observed.

    A pair is observed if at least one side that could report the tie answered. ``kind`` may be
    left out where the network has one. Raises DataError for several waves or kinds.
    """
    wave, kind = net.the_wave, net.the_kind if kind is None else kind
    if kind not in net.kinds.index:
        raise errors.not_one_of("kind", net.kinds.index, kind)
    about = asked_about(net, kind)
    known = about.known
    asked = known and not is_recorded(net, kind)
    declined = how_many_declined(net)
    eligible, count = net.n + declined, int(about.gave.sum())
    pairs, (both, one) = _pairs(eligible), about.counts
    seen = (both, one, pairs - both - one) if known else (np.nan, np.nan, np.nan)
    rate = count / eligible if asked and eligible else np.nan
    share = (both + one) / pairs if known and pairs else np.nan
    by_group = response(net, kind, group=group)
    return Coverage(
        wave=wave,
        kind=kind,
        known=known,
        eligible=eligible,
        answered=count,
        declined=declined,
        response=rate,
        pairs=pairs,
        both=seen[0],
        one=seen[1],
        none=seen[2],
        coverage=share,
        confirmation=confirmation(net, kind, about) if asked else np.nan,
        by_group=by_group,
        notices=_notices(wave, (count, eligible, rate), share, by_group),
    )


def how_many_declined(net: Network) -> int:
    """Count who declined; a network built by hand may know no more than their number."""
    if len(net.declined) or not len(net.waves):
        return len(net.declined)
    return int(net.waves["declined"].sum())


def _pairs(people: int) -> int:
    return people * (people - 1) // 2


def confirmation(net: Network, kind: str, about: Asked) -> float:
    """Share of the ties reported by either side that both sides report, where both were asked.

    A report counts if it reaches the threshold of the kind, above 0 where there is none; silence
    of somebody who answered is no report.
    """
    facts = net.kinds.to_dict("index")[kind]
    if facts["reporter"] != "either":
        return float("nan")
    found = _reports_of(net, kind)
    if found is not None:
        return _confirmed(found, facts)
    one = net.where(kind=kind)
    ties = one.ties
    if not {"highest", "lowest"} <= set(ties.columns):
        return float("nan")
    learner, other = (ties[role].cat.codes.to_numpy() for role in _ROLES)
    first, second = about.sides(learner, other)
    counted = first & second
    if facts["mutual"]:  # two rows say the same
        counted &= learner < other
    either, both = (_reaches(ties[name], facts["threshold"]) for name in ("highest", "lowest"))
    counted &= either
    return float(both[counted].mean()) if counted.any() else float("nan")


def _reports_of(net: Network, kind: str) -> pd.DataFrame | None:
    """Give the reports of a kind about people of this wave, as they were before being reconciled.

    None for a network of which there are none, such as one built by hand.
    """
    told = getattr(net.report, "reports", None)
    if told is None or "both_asked" not in told:
        return None
    mine = (told["kind"] == kind) & (told["wave"].astype("str") == net.the_wave)
    for role in _ROLES:
        mine &= told[role].isin(net.people.index)
    return told[mine] if mine.any() else None


def _confirmed(told: pd.DataFrame, facts: dict[Any, Any]) -> float:
    """Share of the ties of which both sides were asked that both of them report."""
    ends = [told[role].cat.codes.to_numpy() for role in _ROLES]
    table = pd.DataFrame({
        "one": np.minimum(*ends) if facts["mutual"] else ends[0],
        "other": np.maximum(*ends) if facts["mutual"] else ends[1],
        "reports": _reaches(told["weight"], facts["threshold"]),
    })
    counts = table[told["both_asked"].to_numpy(dtype=bool)].groupby(["one", "other"])["reports"]
    either = counts.sum()
    either = either[either > 0]
    return float((either > 1).mean()) if len(either) else float("nan")


def _reaches(levels: pd.Series, threshold: float) -> np.ndarray:
    values = levels.to_numpy(dtype=float)
    return values > 0 if np.isnan(threshold) else values >= threshold


def _notices(
    wave: str, people: tuple[int, int, float], share: float, by_group: pd.DataFrame
) -> tuple[Notice, ...]:
    count, eligible, rate = people
    at = f"{wave}: " if wave else ""
    found = []
    if rate < FULL:
        found.append(Notice("W01", f"{at}{count} of {eligible} people answered ({rate:.0%})."))
    code = coverage_code(share)
    if code:
        found.append(Notice(code, f"{at}{share:.0%} of pairs were reported by at least one side."))
    rates = by_group["response"].dropna()
    if len(rates) and rates.max() - rates.min() > UNEVEN + 1e-12:
        spread = f"from {rates.min():.0%} to {rates.max():.0%}"
        found.append(Notice("W04", f"{at}response goes {spread} between organizations."))
    return tuple(found)


def coverage_code(share: float) -> str:
    """Name the warning that a share of observed pairs deserves, "" for none."""
    if share < LEAST:
        return "W03"
    return "W02" if share < FULL else ""


def capped(claim: int, *shares: float) -> int:
    """Give the level of claim that shares of observed pairs bear.

    Describing takes 80 in 100 pairs, and so does whatever says more: with fewer in one of the
    shares it is the lowest level. A share that is not known (NaN) lowers nothing.
    """
    return min(claim, 1) if any(share < FULL for share in shares) else claim


@guarded
def who_has_not_answered(
    net: Network, kind: str | None = None, wave: str | None = None
) -> pd.DataFrame:
    """List whom to remind: people who were asked and have not answered.

    Parameters
    ----------
    net : Network
        From ``nw.weave``.
    kind : str, optional
        The kind of tie; left out, people who answered no question of the wave are listed.
    wave : str, optional
        The wave; left out, all waves in order.

    Returns
    -------
    DataFrame
        Columns ``person``, ``organization``, ``wave`` and ``state``: "invited" for people who
        stand in a survey's file without an answer, "answered, but could not be used" for people
        most of whose answers were refused, "never in the file" for the others. In the order of
        waves and people. People who declined or were not eligible are never listed, and nobody is
        in a wave in which nobody was asked.

    Raises
    ------
    ArgumentError
        If the network has no such kind or wave.

    Examples
    --------
    >>> import pandas as pd
    >>> import netweave as nw
    >>> answers = pd.DataFrame({
    ...     "who": ["p1", "p2"],
    ...     "whom": ["p3", None],
    ...     "state": ["responded", "invited"],
    ... })
    >>> net = nw.weave(
    ...     nw.read_people(pd.DataFrame({"id": ["p1", "p2", "p3"]}), id="id"),
    ...     nw.read_survey(
    ...         answers, wave="spring", learner="who", learned_from="whom", state="state"
    ...     ),
    ... )
    >>> who_has_not_answered(net)[["person", "wave", "state"]].values.tolist()
    [['p2', 'spring', 'invited'], ['p3', 'spring', 'never in the file']]
    """
    if kind is not None and kind not in net.kinds.index:
        raise errors.not_one_of("kind", net.kinds.index, kind)
    labels = [str(label) for label in net.waves.index]
    if wave is not None and wave not in labels:
        raise errors.not_one_of("wave", labels, wave)
    chosen = labels if wave is None else [wave]
    tables = [_silent_in(net.wave(label), kind) for label in chosen]
    empty = pd.DataFrame({name: pd.Series(dtype="str") for name in _CHASED})
    return pd.concat([empty, *tables], ignore_index=True) if chosen else empty


def _silent_in(net: Network, kind: str | None) -> pd.DataFrame:
    """List who has not answered in the one wave of a network."""
    if kind is not None:
        gave, known = answered(net, kind)
    else:
        asked = [answered(net, str(name)) for name in net.kinds.index if not _unasked(net, name)]
        gave = np.logical_or.reduce([one for one, _ in asked], initial=False)
        known = any(told for _, told in asked)
    silent = net.people.index[~gave] if known and net.n else net.people.index[:0]
    waiting = getattr(net.report, "waiting", None)
    there: dict[str, str] = {}
    if waiting is not None:
        rows = waiting[waiting["wave"] == net.the_wave]
        rows = rows if kind is None else rows[rows["kind"] == kind]
        rows = rows.sort_values("state", ascending=False, kind="stable")  # invited, answered
        there = dict(zip(rows["person"], rows["state"], strict=True))
    homes = groups_of(net, "organization").reindex(silent)
    return pd.DataFrame({
        "person": silent.astype("str"),
        "organization": homes.astype("str").array,
        "wave": pd.array([net.the_wave] * len(silent), dtype="str"),
        "state": pd.array(
            [there.get(person, "never in the file") for person in silent],
            dtype="str",
        ),
    })


def _unasked(net: Network, kind: str) -> bool:
    """Say whether nobody was asked about a kind, or nothing is known of who answered."""
    return is_recorded(net, kind) or not answered(net, kind)[1]
