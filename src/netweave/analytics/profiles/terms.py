"""What the parts of a profile are called in plain words; the only place that says it."""

from __future__ import annotations

import pandas as pd

from netweave.codes import REASONS
from netweave.results import TERMS

# Columns of a profile's table; whose rows they are stands behind "label".
COLUMNS = [
    *TERMS,
    "label",
    "numerator",
    "denominator",
    "base",
    "expected",
    "difference",
    "percentile",
    "draws",
    "reason",
]
# Which numbers of a part somebody may ask for by name.
MEASURES = ("percentile", "difference", "estimate")

# Of what people do with ties.
BEHAVIOR = {
    "R1": "strength of ties, of the highest level there is",
    "R2": "share of ties that go both ways",
    "R3": "share of further kinds of tie per contact",
    "R4": "share of contacts kept in the next wave",
    "learning_share": "share of learning in learning and teaching",
    "H1": "balance of learning and teaching",
    "H2": "share of pairs of contacts who are joined without the person",
    "H3": "share of contacts who have other contacts too",
    "O1": "share of contacts in other organizations",
    "O2": "share of pairs of contacts from two organizations",
    "O3": "share of pairs of contacts in two roles",
    "O4": "share of pairs of contacts in two locales",
    "E1": "share of contacts met outside convenings",
    "E2": "share of pairs of contacts who are tied in the next wave",
    "E2_credit": "share of pairs of contacts tied in the next wave, divided among those between",
    "E3": "number of people introduced to each other",
    "E3_cross": "share of introductions between organizations",
}
# Of where people stand.
POSITION = {
    "load": "load, how much hangs on the person (1 is an even share)",
    "redundancy_2": "share of pairs of contacts who are joined without the person",
    "exclusivity": "share of pairs of contacts whom only the person joins",
    "dependent_alters": "share of contacts who have no other contact",
    "pair_loss": "share of pairs of others whom only the person joins",
    "geodesic_share": "share of shortest paths of others through the person",
    "learning_share": BEHAVIOR["learning_share"],
}
# Of where organizations stand.
ORGANIZATION = {
    "partners": "share of the other organizations that are partners",
    "firm_partners": "share of partners whose ties would outlast any one person",
    "breadth": "share of its people with a tie to another organization",
    "hhi": "how much its ties across hang on few of its people (1 is on one)",
    "load": "load, how much hangs on the organization (1 is an even share)",
    "redundancy_2": "share of pairs of partners who are joined without it",
    "types": "share of pairs of partners of two types",
    "locales": "share of pairs of partners in two locales",
}


def reasons_in_words(codes: pd.Series) -> pd.Series:
    """Give what each code means; "" where there is none."""
    return codes.map(REASONS).fillna("").astype("str")
