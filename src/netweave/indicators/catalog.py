"""The cards of the scorecard: what each indicator is called, counts, and needs (method.md 5)."""

from __future__ import annotations

from dataclasses import dataclass

CONNECTIVITY, HEALTH, RESULTS = "connectivity", "health", "results"
RELATIONSHIPS = "relationships and network building"
PRACTICE = "new approaches, tools and resources"
FIELD = "collaboration and field building"

SHARE, COUNT, MEAN, POINTS = "share", "count", "per member", "scale points"
INDEX = "index, 0 to 1"


@dataclass(frozen=True)
class Card:
    """One indicator.

    Parameters
    ----------
    term : str
        Its id.
    pillar : {"connectivity", "health", "results"}
        What it is evidence about.
    aim : str
        Which of a cohort's aims it speaks to.
    label : str
        What is counted, in plain words.
    unit : str
        "share" (0 to 1), "count", "per member", "scale points" or "index, 0 to 1".
    needs : str
        The records without which it cannot be said.
    """

    term: str
    pillar: str
    aim: str
    label: str
    unit: str
    needs: str


@dataclass(frozen=True)
class Cell:
    """The value of a card in one wave, or over all of them (""), or why there is none."""

    term: str
    wave: str
    estimate: float
    n: int
    reason: str = ""


def _cards(pillar: str, aim: str, needs: str, *rows: tuple[str, str, str]) -> tuple[Card, ...]:
    return tuple(Card(term, pillar, aim, label, unit, needs) for term, unit, label in rows)


CARDS: tuple[Card, ...] = (
    *_cards(
        CONNECTIVITY, RELATIONSHIPS, "a survey of ties",
        ("cross_ties", MEAN, "Colleagues in other organizations, per member of the wave"),
        ("cross_ties_change", MEAN, "Change of that, first wave to last, among members of both"),
        ("density", SHARE, "Pairs of members with a tie, of those observed"),
        ("reach_two", SHARE, "Pairs of members at most two steps apart, without conveners"),
        ("no_tie", SHARE, "Members without any tie"),
        ("no_cross_tie", SHARE, "Members without a tie to another organization"),
        ("no_role_alike_tie", SHARE, "Members without a tie to their own role elsewhere"),
        ("same_role_cross", SHARE, "Ties across organizations that join people of one role"),
        ("linked_organizations", SHARE, "Pairs of organizations with a tie"),
        ("new_organization_pairs", COUNT, "Pairs of organizations tied now and not at first"),
        ("supported_new_pairs", COUNT, "Of these, tied through two people or more on each side"),
    ),
    *_cards(
        CONNECTIVITY, RELATIONSHIPS, "who knew whom at the start",
        ("strangers_tied", SHARE, "Pairs that did not know each other and have a tie now"),
    ),
    *_cards(
        CONNECTIVITY, RELATIONSHIPS, "a survey of ties, and who convenes",
        ("pair_loss", SHARE, "Pairs of members who reach each other, and only through conveners"),
        ("geodesic_share", SHARE, "Shortest paths between members that lead through conveners"),
        ("convener_ties", SHARE, "Ties that have a convener at one end"),
        ("single_threads", SHARE, "Tied pairs of organizations held by one person on a side"),
        ("organization_gini", INDEX, "How unequally ties across are spread over organizations"),
    ),
    *_cards(
        HEALTH, RELATIONSHIPS, "a survey of ties",
        ("reciprocity", SHARE, "Tied pairs of members in which both named each other"),
        ("tie_level", POINTS, "Mean level of a tie"),
        ("continuity", SHARE, "Ties of the first wave that are there in the last"),
        ("sources", MEAN, "People a member learned from"),
        ("was_source", SHARE, "Members somebody learned from"),
        ("both_ways", SHARE, "Members who learned from somebody and were learned from"),
    ),
    *_cards(
        HEALTH, PRACTICE, "attendance",
        ("took_part", SHARE, "Members who were at a session"),
        ("member_led", SHARE, "Presentations given by members"),
        ("presenting_gini", INDEX, "How unequally presenting is spread over members"),
        ("role_levels", SHARE, "Times an organization came with two roles or more"),
    ),
    *_cards(
        HEALTH, PRACTICE, "attendance, and the practice of each session",
        ("practices", MEAN, "Practices a member takes part in"),
        ("practice_entropy", INDEX, "How evenly over all practices"),
        ("beyond_convenings", SHARE, "Members active in a practice other than convenings"),
    ),
    *_cards(
        CONNECTIVITY, FIELD, "products with their authors",
        ("products_across", SHARE, "Products made by two organizations or more"),
        ("organizations_producing", SHARE, "Pairs of organizations with a product in common"),
        ("products_per_meeting", SHARE, "Pairs of members who met and made something together"),
    ),
    *_cards(
        CONNECTIVITY, FIELD, "a survey of ties, in what surroundings each began",
        ("outside_convenings", SHARE, "New ties that began outside convenings"),
    ),
    *_cards(
        RESULTS, FIELD, "records of results, which are not part of a network",
        ("results", COUNT, "What became of it for students, schools or policy"),
    ),
)  # fmt: skip
BY_TERM = {card.term: card for card in CARDS}
