"""Where a number comes from, filled in from the network it was computed on."""

from __future__ import annotations

from typing import TYPE_CHECKING

from netweave._projection import made_by
from netweave.affiliations import Affiliations
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
) -> Passport:
    """Fill in a passport: which kinds of tie, from which weight on, among how many people."""
    if isinstance(net, Affiliations):
        return _of_meetings(net, measure, seed)
    used = net.structural_kinds if kinds is None else kinds
    convener = "with" if bool(net.convener.any()) else "none marked"
    return Passport(
        measure=measure,
        formula=MEASURES[measure].formula if measure in MEASURES else "",
        kinds=tuple(used),
        left_out=tuple(str(kind) for kind in net.kinds.index if kind not in used),
        wave=net.the_wave,
        threshold=_thresholds(net, used),
        people=net.n,
        ties=net.structure().nnz // 2,
        convener=convener,
        seed=seed,
    )


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
