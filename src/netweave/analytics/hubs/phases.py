"""Which structural phase a network is in, and whether chance would call it the same."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from netweave._kernels import shapes
from netweave.analytics._facts import NAN, findings
from netweave.analytics.hubs import chance
from netweave.analytics.hubs.rules import (
    DEFINED_BY,
    NearestCutoff,
    PhaseCutoffs,
    conditions,
    laid_out,
    nearest,
    phase_of,
)
from netweave.analytics.hubs.spoken import phase_sentence
from netweave.analytics.nulls.spoken import FEW
from netweave.analytics.passports import notices_for, passport
from netweave.codes import Notice
from netweave.coverage import FULL
from netweave.registry import measure
from netweave.results import Result

if TYPE_CHECKING:
    from netweave.network import Network

# Above so many people nobody is left out one at a time.
ONE_BY_ONE = 500


@dataclass(frozen=True, repr=False)
class StructuralPhase(Result):
    """A `Result` about the structural phase of a network, with the rules that gave it.

    Parameters
    ----------
    table, sentence, warnings, claim, passport : see Result
        As in every finding; see `structural_phase` for the rows of the table.
    label : str
        ``scattered_fragments``, ``hub_and_spoke``, ``core_periphery``, ``multi_hub`` or
        ``distributed``; "" if withheld.
    supported : bool or None
        Whether the statistic that defines the phase is rarer by chance than the level of the
        cut-offs; None if the phase has no such statistic, or nothing can be compared.
    statistic : str
        That statistic, a row of the table; "" if there is none.
    value, percentile, p_value : float
        Its value, its place among random networks (mid-p), and the share of them that have as
        much, (1 + count)/(draws + 1), of the tail that the phase is about: high centralization,
        high fit, few effective hubs.
    rules : DataFrame
        Every condition of every rule: ``rule``, ``condition``, ``value``, ``sign``, ``cutoff``,
        ``holds``.
    nearest : NearestCutoff or None
        The nearest cut-off whose crossing would change the label.
    leave_one_out : float
        Share of the networks without one person that get the same label; NaN above 500 people.
    phase_without_convener : StructuralPhase or None
        The phase of the network without conveners; None if nobody is marked.
    cutoffs : PhaseCutoffs
        With which cut-offs.
    """

    label: str = ""
    supported: bool | None = None
    statistic: str = ""
    value: float = NAN
    percentile: float = NAN
    p_value: float = NAN
    rules: pd.DataFrame = field(default_factory=pd.DataFrame)
    nearest: NearestCutoff | None = None
    leave_one_out: float = NAN
    phase_without_convener: StructuralPhase | None = None
    cutoffs: PhaseCutoffs = field(default_factory=PhaseCutoffs)

    @property
    def without_convener(self) -> str | None:
        """The label without conveners, "" if withheld; None if nobody is marked."""
        alone = self.phase_without_convener
        return None if alone is None else alone.label

    def _repr_html_(self) -> str:
        return super()._repr_html_() + self.rules.to_html(
            na_rep="–", float_format="{:.3g}".format, index=False
        )


@measure(
    "structural_phase",
    "network",
    needs=("seed",),
    formula="method 2.3; Krebs & Holley 2002",
    range="a label; see the rows",
    unit="see the rows",
    undefined={
        "EMPTY": "nobody",
        "N<3": "centralization: fewer than three people",
        "NO_PAIRS": "pair losses: no two people can reach each other when a third is left out",
        "NO_OPEN_PAIRS": "brokering: everybody's contacts know each other",
        "NO_BLOCK": "core and periphery: a block without pairs, or all pairs alike",
    },
)
def structural_phase(
    net: Network,
    *,
    force: bool = False,
    draws: int = 999,
    seed: int = 0,
    cutoffs: PhaseCutoffs | None = None,
) -> StructuralPhase:
    """Name the structural phase of a network, and say whether chance would name it so too.

    Krebs and Holley describe how networks of communities look: scattered fragments, a single hub
    with spokes, several hubs, a core and a periphery. They give no numbers; the cut-offs here are
    heuristics, and are printed. The first rule that holds gives the label:

    1. ``scattered_fragments``: no ties, or half of the people or fewer in the largest piece.
    2. ``hub_and_spoke``: one person joins half or more of the pairs of others, and either degree
       centralization is .5 or more or that person is in the middle of more than half of the open
       two-paths.
    3. ``core_periphery``: a core of three people to half of all, not ambiguous, fit .5 or more,
       periphery at most a quarter as dense, nobody as in rule 2.
    4. ``multi_hub``: 2 to n/2 effective hubs.
    5. ``distributed``: anything else.

    These phases are a practitioner typology, not a validated law of development, and that a core
    with a periphery is better than anything else is a value judgement.

    Parameters
    ----------
    net : Network
        One wave. Ties count without direction and strength, parallel ones once; people without
        ties count.
    force : bool, default False
        Give a label to fewer than 15 people too, three at least.
    draws : int, default 999
        How many random networks with as many people and ties, all equally likely. Pairs that
        nobody could report stay as they are. Fewer than 20 support nothing.
    seed : int, default 0
        Same network, same seed, same answer.
    cutoffs : PhaseCutoffs, optional
        Other cut-offs.

    Returns
    -------
    StructuralPhase
        The label, whether it is ``supported``, every rule, the nearest cut-off, the share of
        networks without one person that get the same label, and all of this without conveners.
        Supported is a label whose defining statistic (degree centralization, core fit, effective
        hubs) as few as 5 in 100 random networks reach or fewer. The table has the numbers the
        rules look at: ``ties``, ``largest_share``, ``max_pair_loss``, ``centralization_degree``,
        ``broker_share``, ``core_people``, ``core_fit``, ``core_density``, ``periphery_density``
        and ``effective_hubs``, with ``null_mean``, ``null_sd``, ``percentile``, ``p_value`` (tails
        as in ``p_value`` above) and ``draws``, how many random networks have a value, for the
        three; ``n`` counts the people. NaN has its code in column ``reason``.

        The label is withheld ("") for fewer than 15 people (W22), where no label can be told from
        chance, and where fewer than 80 in 100 pairs were reported (W02, W03), as silence looks
        like a periphery. W15 if fewer than 20 networks have as many people and ties. The claim is
        2 if the label, or the one without conveners beside it, is supported, else 1.

    Raises
    ------
    ArgumentError
        If draws or seed is negative, or a cut-off is out of range.

    References
    ----------
    Krebs, V. & Holley, J. (2002). *Building Smart Communities through Network Weaving*.

    Anderson, B. S., Butts, C. & Carley, K. (1999). The interaction of size and density with
    graph-level indices. *Social Networks*, 21, 239-267.

    Examples
    --------
    A star of six, forced: of 3003 networks with five ties six are stars.

    >>> import pandas as pd
    >>> import netweave as nw
    >>> names = ["ana", "ben", "cleo", "dan", "eve", "fay"]
    >>> ties = pd.DataFrame({"learner": names[1:], "learned_from": "ana"})
    >>> net = nw.Network(names, ties)
    >>> found = nw.structural_phase(net, force=True)
    >>> found.label, found.supported, found.value
    ('hub_and_spoke', True, 1.0)
    >>> nw.structural_phase(net).label
    ''
    """
    by = cutoffs or PhaseCutoffs()

    def named(one: Network, alone: StructuralPhase | None) -> StructuralPhase:
        null = chance.random_values(one, draws, seed, everything=False) if draws else None
        return judged(one, null, by, alone, force=force, seed=seed, draws=draws)

    members = named(net.without("convener"), None) if net.convener.any() else None
    return named(net, members)


def judged(
    net: Network,
    null: chance.Values | None,
    cutoffs: PhaseCutoffs,
    alone: StructuralPhase | None,
    *,
    force: bool,
    seed: int,
    draws: int,
) -> StructuralPhase:
    """Name the phase of a network of which the random values, and the members' phase, are known."""
    made = passport(net, "structural_phase", seed=seed)
    shape = next(shapes.shapes(iter([net.structure()]), net.n)) if net.n else None
    found = conditions(shape, cutoffs) if shape else []
    places = _places(shape, null)
    hidden = _hidden(net, cutoffs, made.coverage, force=force)
    label = phase_of(shape, cutoffs) if shape and not hidden else ""
    statistic, side = DEFINED_BY.get(label, ("", ""))
    place = places.get(statistic, chance.Place())
    p_value = place.p_value(side)
    supported = bool(p_value <= cutoffs.level) if p_value == p_value else None  # noqa: PLR0124
    told = supported or bool(label and alone and alone.supported)
    few = () if null is not None or not draws or net.n < 3 else (_w15(),)
    result = StructuralPhase(
        _table(shape, places, draws),
        "",
        (*_withheld(net, cutoffs, force=force), *few, *notices_for(net)),
        claim=2 if told else 1,
        passport=made,
        label=label,
        supported=supported,
        statistic=statistic,
        value=_values(shape)[statistic] if shape and statistic else NAN,
        percentile=place.percentile,
        p_value=p_value,
        rules=laid_out(found),
        nearest=nearest(found) if label else None,
        leave_one_out=_same_without(net, label, cutoffs),
        phase_without_convener=alone,
        cutoffs=cutoffs,
    )
    object.__setattr__(result, "sentence", phase_sentence(result, hidden))
    return result


def _w15() -> Notice:
    return Notice("W15", f"There are fewer than {FEW} networks with as many people and ties.")


def _hidden(net: Network, cutoffs: PhaseCutoffs, coverage: float, *, force: bool) -> str:
    """Give why the label is withheld: a reason or warning code, or ""."""
    if not net.n:
        return "EMPTY"
    if net.n < 3:
        return "N<3"
    if coverage < FULL:
        return "COVERAGE"
    return "W22" if net.n < cutoffs.least_people and not force else ""


def _withheld(net: Network, cutoffs: PhaseCutoffs, *, force: bool) -> tuple[Notice, ...]:
    """Warn of a network too small for a label."""
    if not net.n or net.n >= cutoffs.least_people:
        return ()
    people = "1 person" if net.n == 1 else f"{net.n} people"
    return (Notice("W22", f"{people}{', and a label was forced' if force else ''}."),)


def _same_without(net: Network, label: str, cutoffs: PhaseCutoffs) -> float:
    """Give the share of networks without one person that get the same label."""
    if not label or not 1 < net.n <= ONE_BY_ONE:
        return NAN
    left = shapes.shapes(shapes.without_each(net.structure()), net.n - 1)
    return sum(phase_of(one, cutoffs) == label for one in left) / net.n


# ---------------------------------------------------------------------- the numbers


def _values(shape: shapes.Shape) -> dict[str, float]:
    """Give the numbers that the rules look at."""
    split = shape.split
    inner, _, outer = split.pairs
    return {
        "ties": float(shape.ties),
        "largest_share": shape.largest,
        "max_pair_loss": shape.loss,
        "centralization_degree": shape.centralization,
        "broker_share": shape.broker,
        "core_people": float(split.core.sum()),
        "core_fit": split.fit,
        "core_density": split.ties[0] / inner if inner else NAN,
        "periphery_density": split.ties[2] / outer if outer else NAN,
        "effective_hubs": shape.hubs,
    }


_WHY = {
    "max_pair_loss": "NO_PAIRS",
    "centralization_degree": "N<3",
    "broker_share": "NO_OPEN_PAIRS",
    "core_fit": "NO_BLOCK",
    "core_density": "NO_BLOCK",
    "periphery_density": "NO_BLOCK",
    "effective_hubs": "NO_OPEN_PAIRS",
}


def _places(shape: shapes.Shape | None, null: chance.Values | None) -> dict[str, chance.Place]:
    """Give the place of each defining statistic among the random values."""
    if shape is None or null is None:
        return {}
    values = _values(shape)
    names = [name for name, _ in DEFINED_BY.values()]
    return {name: chance.place(values[name], null[name]) for name in names}


def _table(shape: shapes.Shape | None, places: dict[str, chance.Place], draws: int) -> pd.DataFrame:
    """Lay the numbers out, with their places among random networks."""
    nothing = dict.fromkeys(["ties", "largest_share", *_WHY, "core_people"], NAN)
    values = _values(shape) if shape else nothing
    people = shape.people if shape else 0
    rows = [
        (name, value, people, (_WHY[name] if shape else "EMPTY") if np.isnan(value) else "")
        for name, value in values.items()
    ]
    table = findings(rows, f"rules of phases; {draws} random networks with as many ties")
    tails = dict(DEFINED_BY.values())
    at = [places.get(name, chance.Place()) for name in values]
    sides = [tails.get(name, "") for name in values]
    return table.assign(
        p_value=[p.p_value(side) for p, side in zip(at, sides, strict=True)],
        null_mean=[p.mean for p in at],
        null_sd=[p.sd for p in at],
        percentile=[p.percentile for p in at],
        draws=[p.draws for p in at],
    )
