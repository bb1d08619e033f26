"""Where a number comes from, and what its reader should know of who answered."""

from __future__ import annotations

from typing import TYPE_CHECKING
from weakref import WeakKeyDictionary

from netweave import errors
from netweave._projection import little_about_pairs, made_by
from netweave.affiliations import Affiliations
from netweave.analytics._facts import strengths
from netweave.codes import Notice
from netweave.coverage import Coverage, asked_about, coverage_of, groups_of
from netweave.registry import MEASURES
from netweave.results import Passport

if TYPE_CHECKING:
    from netweave.network import Network


def passport(
    net: Network | Affiliations,
    measure: str,
    *,
    kinds: list[str] | None = None,
    seed: int | None = None,
    weighted: bool = False,
) -> Passport:
    """Fill in a passport: which kinds of tie, from which weight on, among how many people.

    Thresholds do not enter where strengths are added up (``weighted``): every weight above 0 does.
    """
    if isinstance(net, Affiliations):
        return _of_meetings(net, measure, seed)
    used = net.structural_kinds if kinds is None else kinds
    convener = "with" if bool(net.convener.any()) else "none marked"
    ties = strengths(net, weighted=weighted, directed=False)
    return Passport(
        measure=measure,
        formula=MEASURES[measure].formula if measure in MEASURES else "",
        kinds=tuple(used),
        left_out=tuple(str(kind) for kind in net.kinds.index if kind not in used),
        wave=net.the_wave,
        threshold=", ".join(f"{kind} any" for kind in used) if weighted else _thresholds(net, used),
        people=net.n,
        ties=ties.nnz // 2,
        convener=convener,
        coverage=observed_share(net, used),
        seed=seed,
    )


def coverages(net: Network, kinds: list[str] | None = None) -> list[Coverage]:
    """Give the coverage of each kind of which it is known who answered, the least first."""
    used = net.structural_kinds if kinds is None else kinds
    try:
        groups_of(net, "organization")
    except errors.DataError:  # people have some other column instead
        net = net.with_people(organization=None)
    found = [_coverage(net, kind) for kind in used if asked_about(net, kind).known]
    return sorted(found, key=lambda one: one.coverage)


# Every finding on a network asks who answered; networks never change.
_KNOWN: WeakKeyDictionary[Network, dict[str, Coverage]] = WeakKeyDictionary()


def _coverage(net: Network, kind: str) -> Coverage:
    known = _KNOWN.setdefault(net, {})
    if kind not in known:
        known[kind] = coverage_of(net, kind)
    return known[kind]


def observed_share(net: Network, kinds: list[str] | None = None) -> float:
    """Give the share of pairs observed, of the kind of which fewest were; NaN if nobody knows."""
    shares = [one.coverage for one in coverages(net, kinds)]
    return min(shares, default=float("nan"))


def notices_for(
    net: Network | Affiliations, kinds: list[str] | None = None, *, convener: bool = True
) -> tuple[Notice, ...]:
    """Say what holds for every finding on a network: who answered, opportunities, conveners.

    One notice per code: W01 to W04 where it is known who answered, W05 and W07 of meetings, and
    W14 if a convener is among the people, unless the finding is about the convener.
    """
    if isinstance(net, Affiliations):
        met = bool((net.kinds["evidence"] == "opportunity").any())
        little = little_about_pairs(net.matrix) if met else ""
        return (Notice("W05", little),) if little else ()
    used = net.structural_kinds if kinds is None else kinds
    found: dict[str, Notice] = {}
    for one in coverages(net, used):
        for notice in one.notices:
            found.setdefault(notice.code, notice)
    if "W03" in found:
        found.pop("W02", None)
    chances = [kind for kind in used if net.kinds.loc[kind, "evidence"] == "opportunity"]
    if chances:
        found["W07"] = Notice("W07", f"Kinds that are opportunities: {', '.join(chances)}.")
    if convener and net.convener.any():
        found["W14"] = Notice("W14", f"Conveners among the people: {int(net.convener.sum())}.")
    return tuple(found.values())


def _of_meetings(net: Affiliations, measure: str, seed: int | None) -> Passport:
    """Fill in what holds where ties are not made one by one, so that nobody counted them."""
    used = tuple(net.kinds.index)
    return Passport(
        measure=measure,
        formula=MEASURES[measure].formula if measure in MEASURES else "",
        kinds=used,
        left_out=tuple(kind for kind in made_by(net.events) if kind not in used),
        wave=net.the_wave,
        people=net.n,
        ties=None,
        seed=seed,
    )


def _thresholds(net: Network, kinds: list[str]) -> str:
    """Say per kind from which weight on a tie counted."""
    levels = net.kinds["threshold"]
    said = [
        f"{kind} from {levels[kind]:g}" if levels[kind] == levels[kind] else f"{kind} any"
        for kind in kinds
    ]
    return ", ".join(said)
