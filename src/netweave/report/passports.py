"""What the numbers of each table are: measure, formula, unit, and where their wave is written."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Final

from netweave.report.indices import INDICES

# Where the wave of a number is written: in the heading of its column, in its row, or nowhere.
IN_COLUMNS, IN_ROWS, BOTH, ALL = "columns", "rows", "both waves", "all records"
CHANGE, MEASURES, QUALITY = "change", "measures", "data quality"
PER_MEMBER, PEOPLE, PAIRS, TIED = "ties per member", "people", "pairs of people", "tied pairs"
SHARE, OF_TIES, ROWS, PROBABILITY = "share", "share of ties", "rows", "probability"
OF_PAIRS, ORGANIZATIONS = "share of pairs", "organizations"
# Columns that mean the same wherever they stand.
EVERYWHERE: Final = {
    "p": PROBABILITY,
    "p, adjusted": PROBABILITY,
    "n": "people, organizations or pairs, as the row says",
    "pairs": PAIRS,
    "place by chance": "of 100 random networks, so many have less",
    "its place by chance": "of 100 random networks, so many have less",
    "its place among random networks": "share of random networks that have less",
}


@dataclass(frozen=True)
class About:
    """What is known of the numbers of one table.

    Parameters
    ----------
    sheet : str
        The sheet of the workbook that lists them.
    measure : str
        Id of the measure, or of the finding.
    formula : str
        Section of the method page; that of the measure where it is left out.
    unit : str
        What one unit is, unless ``units`` says otherwise.
    wave : str
        Where the wave of a number is written.
    units : mapping
        Column or row → its unit.
    measures : mapping
        Row → the measure it has instead.
    words : tuple of str
        Columns that hold words and no numbers.
    dash : str
        Code of the reason why a value is undefined, where the table knows none.
    drawn : bool
        Whether anything random enters.
    structural : bool
        Whether it rests on the kind of tie that the report is about.
    """

    sheet: str
    measure: str
    formula: str = ""
    unit: str = ""
    wave: str = BOTH
    units: Mapping[str, str] = field(default_factory=dict)
    measures: Mapping[str, str] = field(default_factory=dict)
    words: tuple[str, ...] = ("how", "section", "what networks aim at", "read it beside")
    dash: str = ""
    drawn: bool = False
    structural: bool = True

    def unit_of(self, row: str, column: str) -> str:
        """Give the unit of one number."""
        name = column.rpartition(": ")[2]
        known = [self.units.get(key) for key in (column, name, row)]
        return next((unit for unit in [*known, EVERYWHERE.get(name)] if unit), self.unit)

    def measure_of(self, row: str) -> str:
        """Give the measure of one number."""
        return self.measures.get(row, self.measure)


_COHESION = {
    "People": PEOPLE,
    "Tied pairs of people": TIED,
    "Share of observed pairs that are tied (density)": "share of observed pairs",
    "Share of ties that go both ways (reciprocity)": OF_TIES,
    "… over so many pairs in which both answered": PAIRS,
    "Separate pieces of two people or more": "pieces",
    "Pairs that can reach each other": OF_PAIRS,
    "Others reached within two steps, on average": "share of the others",
}
_COHESION_MEASURES = {
    "Share of observed pairs that are tied (density)": "density",
    "Share of ties that go both ways (reciprocity)": "reciprocity",
    "Separate pieces of two people or more": "components",
    "Pairs that can reach each other": "connectedness",
    "Others reached within two steps, on average": "reach",
}
_INDEX = "index: 1 for a star, 0 if everybody is alike"
_INDICES = dict.fromkeys(INDICES.values(), _INDEX) | {
    INDICES["gini"]: "index: 0 if all have equally many ties, nearly 1 if one has all",
    INDICES["effective_number"]: PEOPLE,
    INDICES["effective_hubs"]: PEOPLE,
    INDICES["core_fit"]: "correlation with an ideal core and periphery",
    INDICES["core_people"]: PEOPLE,
    INDICES["max_pair_loss"]: OF_PAIRS,
}
_SPREAD = {
    "Effective size": "contacts: the middle member, and between which values half of them lie",
    "Constraint": "share of a person's ties spent on contacts who know each other, likewise",
    "Betweenness (shortest paths through the person)": "pairs of people, likewise",
    "Members it is defined for": PEOPLE,
}
_SPREAD_MEASURES = {
    "Effective size": "effective_size",
    "Constraint": "constraint",
    "Betweenness (shortest paths through the person)": "betweenness",
}
_EFFECTS = {
    "Ratio of these shares": "ratio",
    "Odds ratio of a tie across organizations": "ratio of odds",
    "Cohen's h of these shares": "difference of angles (radians)",
}
_CLUSTERS = {
    "clusters": "clusters of two people or more",
    "modularity": "share of ties inside clusters, less the share expected from degrees",
    "agreement of the runs": "index: 1 if all runs agree",
    "same organization, same cluster": OF_PAIRS,
    "other organization, same cluster": OF_PAIRS,
    "adjusted Rand index": "index: 1 if alike, 0 as by chance",
    "mutual information": "index: 0 to 1",
    "modularity of organizations": "share of ties inside, less the share expected from degrees",
}
_PERSON = {
    "ties": PEOPLE,
    "learned": "sum of weights",
    "taught": "sum of weights",
    "constraint": "share of the person's ties",
    "effective size": "contacts",
    "E-I": "share across less share inside",
    "betweenness": PAIRS,
    "harmonic": "mean of 1 / steps",
}
_STEPS = {"members of both": PEOPLE, "direction": "", "may be joined by a line": ""}
_COVERAGE = {
    "eligible members": PEOPLE,
    "answered": PEOPLE,
    "declined": PEOPLE,
    "response": "share of eligible members",
    **dict.fromkeys(["both sides answered", "one side", "none"], PAIRS),
    **dict.fromkeys(["both sides", "coverage"], OF_PAIRS),
    "confirmed": OF_TIES,
}
_P1, _TURNED = "method 4.1 P1, 4.4", "method 4.1 S2, S3"

ABOUT: Final[Mapping[str, About]] = {
    "before_after": About(CHANGE, "before_after", _P1, PER_MEMBER),
    "crossing_share": About(CHANGE, "before_after", "method 4.1 S1", OF_TIES, IN_ROWS,
                            {"ties across": TIED, "ties inside": TIED}, dash="NO_TIES"),
    "effect_sizes": About(CHANGE, "before_after", "method 4.4", OF_PAIRS, units=_EFFECTS,
                          dash="NO_TIES"),
    "threshold_sensitivity": About(CHANGE, "before_after", _P1, PER_MEMBER),
    "nonresponse_sensitivity": About(CHANGE, "before_after", "method 4.3", PER_MEMBER),
    "turnover": About(CHANGE, "before_after", _TURNED, PAIRS, units={
        "formed": "share of pairs not tied before", "persisted": "share of pairs tied before",
        "Jaccard": "share of pairs ever tied"}, dash="NO_TIES"),
    "with_and_without_convener": About(CHANGE, "before_after", _P1, "as the row says"),
    "secondary": About(CHANGE, "before_after", "method 4.1 S1-S10", SHARE),
    "level_transitions": About(CHANGE, "before_after", "method 4.1 S7", TIED),
    "joined_and_left": About(CHANGE, "before_after", "method 4.2", TIED, units=dict.fromkeys(
        ["stayed", "joined", "left"], "people, or organizations")),
    "steps": About(CHANGE, "over_waves", "method 4.5", PER_MEMBER, units=_STEPS),
    "hub_dependence": About(MEASURES, "hub_dependence", unit="share lost", wave=IN_COLUMNS,
                            dash="NO_PAIRS"),
    "hub_remaining": About(MEASURES, "hub_dependence", unit=SHARE, wave=IN_COLUMNS, units={
        "Tied pairs": TIED, "People without any tie": PEOPLE}, dash="NO_TIES"),
    "hub_or_node": About(MEASURES, "hub_or_node", wave=IN_ROWS, units=_INDICES, drawn=True),
    "ei_index": About(MEASURES, "ei_index", unit="share across less share inside",
                      wave=IN_COLUMNS, dash="NO_GROUP"),
    "bridging_spread": About(MEASURES, "", wave=IN_COLUMNS, units=_SPREAD,
                             measures=_SPREAD_MEASURES, dash="NO_ALTERS"),
    "organization_pairs": About(MEASURES, "mixing", "method 1.8", "pairs of organizations",
                                IN_ROWS, {"organizations tied to the convener": ORGANIZATIONS},
                                dash="NO_CONVENER"),
    "organizations": About(MEASURES, "mixing", "method 1.8", "tied pairs, first → last wave",
                           dash="NOT_OBSERVED"),
    "organization_pairs_exact": About(MEASURES, "mixing", "method 1.8", TIED, IN_ROWS, {
        "people": PEOPLE, "and people": PEOPLE, "density": OF_PAIRS, "support": PEOPLE},
        dash="NO_TIES"),
    "clusters": About(MEASURES, "communities", wave=IN_ROWS, units=_CLUSTERS, drawn=True),
    "cohesion": About(MEASURES, "", wave=IN_COLUMNS, units=_COHESION,
                      measures=_COHESION_MEASURES, dash="NOT_ELIGIBLE"),
    "isolates": About(MEASURES, "degree", unit=PEOPLE, wave=IN_ROWS, dash="NO_GROUP"),
    "people": About(MEASURES, "", unit="", wave=IN_ROWS, units=_PERSON,
                    words=("name", "role", "convener", "undefined because")),
    "scorecard_connectivity": About(MEASURES, "scorecard", "method 5", "as the row says",
                                    IN_COLUMNS),
    "scorecard_health": About(MEASURES, "scorecard", "method 5", "as the row says", IN_COLUMNS),
    "scorecard_occasions": About(MEASURES, "scorecard", "method 5", "as the row says", ALL,
                                 structural=False),
    "sessions": About(MEASURES, "events", "method 1.2", "", IN_ROWS, {
        "sessions": "sessions", "people who took part": PEOPLE, "attendances": "attendances"},
        structural=False),
    "session_shares": About(MEASURES, "events", "method 1.2", SHARE, IN_ROWS, {"people": PEOPLE},
                            structural=False),
    "works": About(MEASURES, "events", "method 1.3", "works", ALL,
                   {"Authors on the roster": PEOPLE}, dash="NO_GROUP", structural=False),
    "coverage": About(QUALITY, "coverage", "method 4.3", "", IN_ROWS, _COVERAGE,
                      dash="NOT_OBSERVED"),
    "response": About(QUALITY, "coverage", "method 4.3", "share of eligible members", IN_COLUMNS,
                      dash="NOT_OBSERVED"),
    "records": About(QUALITY, "ledger", "", ROWS, ALL, structural=False),
    "refusals": About(QUALITY, "ledger", "", "mentions of people", ALL, structural=False),
    "unmatched": About(QUALITY, "ledger", "", "mentions of people", ALL,
                       words=("file", "reason"), structural=False),
    "refused_records": About(QUALITY, "ledger", "", "line of the file", ALL,
                             words=("mention", "reason", "value"), structural=False),
    "kinds": About(QUALITY, "ledger", "", "records", ALL,
                   words=("evidence", "direction", "unit", "used for"), structural=False),
    "levels": About(QUALITY, "coverage", "method 1.4", TIED, IN_COLUMNS),
    "reporting_standard": About(QUALITY, "report_standard", "method 4.7", "as the row says"),
}  # fmt: skip
