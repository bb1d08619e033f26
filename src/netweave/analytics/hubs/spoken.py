"""What a structural phase says in plain words, and what it does not."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

from netweave.analytics.hubs.rules import DEFINED_BY, PHASES
from netweave.analytics.hubs.told import in_hundred
from netweave.analytics.nulls.spoken import share
from netweave.codes import REASONS

if TYPE_CHECKING:
    from netweave.analytics.hubs.phases import StructuralPhase

TYPOLOGY = "a practitioner typology, not a validated law"
_STATISTICS = {
    "centralization_degree": "degree centralization",
    "core_fit": "fit of core and periphery",
    "effective_hubs": "effective number of hubs",
}


def phase_sentence(found: StructuralPhase, hidden: str) -> str:
    """Say the label, how it stands against chance, and how much it hangs on one person."""
    if hidden:
        return _withheld(found, hidden)
    said = f"By the rules of {TYPOLOGY}, the ties look like {_labelled(found)}."
    return " ".join(part for part in (said, _steady(found), _members(found)) if part)


def _labelled(found: StructuralPhase) -> str:
    """Say the label and how it stands against chance, which no label goes without."""
    return f"{PHASES[found.label]}{_against(found)}"


def _withheld(found: StructuralPhase, hidden: str) -> str:
    if hidden in REASONS and hidden != "COVERAGE":
        return f"No structural phase can be named: {REASONS[hidden]}."
    if hidden == "COVERAGE":
        return (
            f"No structural phase is named: {in_hundred(found.passport.coverage)} pairs were "
            "reported by at least one side, and people who kept silent look like a periphery."
        )
    people = found.passport.people
    count = "1 person" if people == 1 else f"{people} people"
    return (
        f"No structural phase is named: with {count} a hub, a core or several hubs cannot be told "
        "from chance. The indices stand in the table."
    )


def _against(found: StructuralPhase) -> str:
    """Say how often chance gives as much, and what follows."""
    if found.label not in DEFINED_BY:
        return "; chance has no say in this label"
    if found.supported is None:
        return "; nothing is known of what chance would give"
    what, side = _STATISTICS[found.statistic], DEFINED_BY[found.label][1]
    draws = int(found.table.set_index("term")["draws"].to_dict()[found.statistic])
    often = share(found.p_value * (draws + 1) - 1, draws)
    random = (
        f"{what} {found.value:.2f}; {often} in 100 random networks with as many people and ties "
        f"have {'as high a number' if side == 'higher' else 'as low a number'} or a {side} one"
    )
    if found.supported:
        return f", more clearly than random networks do ({random})"
    return f", but no more clearly than random networks do ({random})"


def _steady(found: StructuralPhase) -> str:
    """Say how often the label stays without one person."""
    if math.isnan(found.leave_one_out):
        return ""
    if found.leave_one_out == 1:
        return "The label stays the same whoever is left out."
    return (
        "When people are left out one at a time, the label stays the same in "
        f"{in_hundred(found.leave_one_out)} cases."
    )


def _members(found: StructuralPhase) -> str:
    """Say what the ties look like without conveners."""
    alone = found.phase_without_convener
    if alone is None:
        return ""
    if not alone.label:
        return "Without the conveners no phase is named."
    return f"Without the conveners the ties look like {_labelled(alone)}."
