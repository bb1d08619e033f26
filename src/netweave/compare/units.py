"""In which unit each number of a comparison, or of a plan, is counted."""

from __future__ import annotations

TIES = "ties across organizations per person"
SHARE_OF_PAIRS = "share of pairs across organizations, 0 to 1"
SHARE_OF_TIES = "share of ties, 0 to 1"
SHARE_OF_PEOPLE = "share of people, 0 to 1"
RATIO = "ratio, no unit"
# The beginning of a term decides; of several that fit, the longest.
_UNITS = {
    "P1": TIES,
    "cross_ties_": TIES,
    "cross_density_": SHARE_OF_PAIRS,
    "cross_density_ratio": RATIO,
    "cross_odds_ratio": RATIO,
    "cohens_h": "radians (Cohen's h), no unit",
    "cross_share_": SHARE_OF_TIES,
    "cross_share_new": "share of new ties, 0 to 1",
    "reconstructed_share_": SHARE_OF_PAIRS,
    "tipping_point": "pairs",
    "formation_": SHARE_OF_PAIRS.replace("pairs across organizations", "pairs not tied before"),
    "persistence_": SHARE_OF_PAIRS.replace("pairs across organizations", "pairs tied before"),
    "steady_state_cross": SHARE_OF_PAIRS,
    "strangers_tied": "share of pairs of strangers, 0 to 1",
    "outside_convenings": "share of new ties, 0 to 1",
    "level_": "share of kept ties, 0 to 1",
    "no_": SHARE_OF_PEOPLE,
    "rural_no_": SHARE_OF_PEOPLE,
    "reach_": SHARE_OF_PEOPLE,
    "pair_loss_": "share of pairs that can reach each other, 0 to 1",
    "geodesic_share_": "share of shortest ways, 0 to 1",
}


def unit_of(term: str) -> str:
    """Give the unit of a term; "" where it has none that is known.

    Examples
    --------
    >>> unit_of("P1_person"), unit_of("cross_density_ratio")
    ('ties across organizations per person', 'ratio, no unit')
    """
    begun = [start for start in _UNITS if term.startswith(start)]
    return _UNITS[max(begun, key=len)] if begun else ""
