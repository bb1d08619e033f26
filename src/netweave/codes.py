"""Every warning (W), refusal (E) and reason for an undefined value, in one place.

A warning changes how a result is read, a refusal stops one that could not be defended, a reason
says why a value is undefined.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

Tier = Literal["stops", "sentence", "footnote"]


@dataclass(frozen=True)
class Code:
    """A numbered warning or refusal.

    Parameters
    ----------
    id : str
        ``W01`` … ``W29`` or ``E-…``.
    title : str
        What it is about, in a few words.
    text : str
        What happened and why it matters, one or two sentences.
    mend : str
        What to do about it.
    tier : {"stops", "sentence", "footnote"}
        Whether it stops a result, changes the sentence, or is a footnote.
    """

    id: str
    title: str
    text: str
    mend: str
    tier: Tier


@dataclass(frozen=True)
class Notice:
    """A warning as it was raised by one set of data.

    Parameters
    ----------
    code : str
        The W-code.
    found : str
        What was found in these data, with its numbers.
    """

    code: str
    found: str

    @property
    def title(self) -> str:
        """What the warning is about, in a few words."""
        return WARNINGS[self.code].title

    @property
    def text(self) -> str:
        """What the warning means."""
        return WARNINGS[self.code].text

    @property
    def mend(self) -> str:
        """What to do about it."""
        return WARNINGS[self.code].mend

    @property
    def tier(self) -> Tier:
        """Whether it stops a result, changes the sentence or is a footnote."""
        return WARNINGS[self.code].tier

    def __str__(self) -> str:
        return f"{self.code} {self.title}: {self.found} {self.text} {self.mend}"


def by_weight(notices: list[Notice]) -> list[Notice]:
    """Sort notices by tier, then by code, each (code, found) once."""
    order = {"stops": 0, "sentence": 1, "footnote": 2}
    return sorted(dict.fromkeys(notices), key=lambda notice: (order[notice.tier], notice.code))


# fmt: off
# ruff: noqa: E501
_WARNINGS: tuple[tuple[str, Tier, str, str, str], ...] = (
    ("W01", "sentence", "low response", "Fewer than 80 in 100 eligible people answered in a wave, so ties are missing, and a change in who answered can look like a change in ties.", "Chase answers while the survey is open; read counts as lower bounds within one wave only, and beside a change the one over pairs reported by the same people both times."),
    ("W02", "sentence", "dyad coverage 60 to 80 percent", "Between 60 and 80 in 100 pairs were reported by at least one side.", "Betweenness and centralization are no headline here; read the sensitivity rows."),
    ("W03", "stops", "dyad coverage below 60 percent", "Fewer than 60 in 100 pairs were reported by at least one side; path measures are withheld.", "Read the pair-level and person-level results only."),
    ("W04", "sentence", "uneven response", "Response differs between organizations by more than 20 points.", "Compare only organizations with similar response, or weight by class."),
    ("W05", "footnote", "attendance carries little about pairs", "Nearly everybody was at nearly everything, or there were fewer than ten events.", "Use attendance as exposure; do not read pairs from it."),
    ("W06", "footnote", "document with more than 20 authors", "A long author list makes many weak ties at once.", "Check the document; its ties weigh 1/(authors - 1) each."),
    ("W07", "sentence", "opportunity in a headline", "Being at the same event is an opportunity, not a tie.", "Take a kind that people reported or produced together."),
    ("W08", "footnote", "capped name generator", "People could name only so many others, so counts are cut off from above.", "Do not compare these counts with a full roster's."),
    ("W09", "sentence", "waves differ in instrument", "The two waves differ in question, scale, roster or window.", "Compare only what was asked in the same way."),
    ("W10", "sentence", "baseline asked afterwards", "People were asked afterwards how it had been; memory and effort push such change up.", "Say so wherever the change is quoted."),
    ("W11", "footnote", "people who changed organization", "Their old ties change from inside to across without anybody having met.", "Pairs whose status changed are left out of formation counts."),
    ("W12", "footnote", "context unknown", "For more than 30 in 100 ties nobody knows whether they arose at a convening.", "Read the self-organized share with the share of unknowns beside it."),
    ("W13", "footnote", "exposure was not random", "People chose which sessions to attend.", "Read the contrast as association."),
    ("W14", "footnote", "convener inside a member measure", "The convener's ties exist by design.", "Leave the convener out: net.without('convener')."),
    ("W15", "footnote", "fewer than 20 distinct reference networks", "The reference distribution has too few members for a percentile.", "Read the raw value."),
    ("W16", "footnote", "small or unreliable scale", "Fewer than 30 answers, or omega below .6.", "Show the items, not the scale."),
    ("W17", "sentence", "too few organizations", "With fewer than six organizations, or where all pairs across hang on one of them, nothing can be said beyond this cohort.", "Speak of this cohort only; no p-value is given."),
    ("W18", "sentence", "threshold decides the sign", "One level up or down the scale turns the sign of the change.", "Report the level distribution, not one threshold."),
    ("W19", "sentence", "missing pairs could undo it", "Filling the unobserved pairs one way brings the estimate to zero.", "Quote the tipping point with the estimate."),
    ("W20", "footnote", "waves share few ties", "Jaccard below .2: nearly all ties turned over.", "Check that both waves asked the same people the same question."),
    ("W21", "footnote", "fewer than five ties", "A person's shares over fewer than five ties say little.", "Read the counts."),
    ("W22", "footnote", "fewer than 15 people", "A structural phase cannot be told from chance at this size.", "Read the indices, or ask for it with force=True."),
    ("W23", "footnote", "several secondary tests", "Secondary p-values are not adjusted for each other.", "Adjust them, or call them descriptive."),
    ("W24", "footnote", "composite asked for", "The parts of the composite oppose each other by construction.", "Show the parts."),
    ("W25", "sentence", "answers that could not be used", "More than 1 in 20 answers that named somebody could not be used, so ties are missing that people did report.", "Correct the levels, or settle the names in an alias file; the list stands in net.report.unmatched and net.report.refused."),
    ("W26", "footnote", "large meetings make no ties here, or weaker ones", "Sessions, breakout groups or works of more people than max_size are left out, or count less.", "Read the ties as those of small meetings; Affiliations.shares() says how much each event makes."),
    ("W27", "footnote", "date too coarse for the waves", "The date is only a month or a year and does not lie wholly inside one wave, so the session or work belongs to no wave.", "Give the day, or waves that begin and end with the month or year."),
    ("W28", "sentence", "waves may stand the wrong way round", "The waves have no dates, so they are taken in the order in which they were given, and their names suggest another one. In the wrong order more is told as fewer.", "Put the sections of the project file, or the waves, in the order of time; or give their dates: [[waves]] with label, start and end, in Python waves={label: (start, end)}."),
    ("W29", "footnote", "two publications differ by a few people", "What one report says less what the other says, or with less without the convening team, belongs to fewer people than may be shown.", "Publish one of the two, or wait until more people differ; nw.differencing(earlier, later) lists the numbers."),
)

_REFUSALS: tuple[tuple[str, str, str, str], ...] = (
    ("E-SCALE", "collaboration scale without a name", "Cooperation and coordination swap places between published scales, so words and levels mean nothing without the scale's name.", "Name it: scale='FREY_LCS'. See netweave.scales.SCALES, or make one with nw.Scale."),
    ("E-DIR", "survey without a direction", "Whether naming somebody means learning from them or teaching them is decided by the question, not by the file.", "Say which: learner='…', learned_from='…', or respondent='…', named='…', direction='learned_from'."),
    ("E-DECAY", "decay across waves", "Decay carries strength from before the cohort into the time after it.", "Use decay inside one wave only."),
    ("E-CONSENT", "people who declined are still in the data", "Somebody who declined must not appear, not even in what others report.", "Drop them and their ties, or build the network with nw.weave, which does."),
    ("E-RANK", "ranking people", "A ranking of persons is never shown above the analyst level, nor which organization is last: it may be two persons.", "Use audience='analyst', and show it to the person concerned first."),
    ("E-PERSON", "what somebody, or the network, is said to be like", "Ties show who learned from whom; they show neither what somebody is like, nor why they did it, nor how well a network is.", "Say where the ties are, such as '5 of 24 members have no tie to another organization', and leave the rest to the person."),
    ("E-CAUSAL", "effect without a comparison", "Without a comparison group a change is a change, not an effect.", "Say 'change', or give a comparison group: nw.check_claim(text, nw.compare.difference_in_differences((before, after), (other_before, other_after)))."),
    ("E-CHANGE", "change without two waves", "That something grew, fell or changed takes two waves that asked in the same way, and an interval.", "Say how it is, not what became of it, or give the result of two waves: nw.check_claim(text, nw.compare.before_after(before, after))."),
    ("E-HEADLINE", "opportunity as a headline", "Being at the same event is an opportunity, not a tie.", "Name a reported or co-produced kind: kind='…'; allow_opportunity=True prints W07 instead."),
)
# fmt: on

WARNINGS: dict[str, Code] = {
    code: Code(code, title, text, mend, tier) for code, tier, title, text, mend in _WARNINGS
}
REFUSALS: dict[str, Code] = {
    code: Code(code, title, text, mend, "stops") for code, title, text, mend in _REFUSALS
}

REASONS: dict[str, str] = {
    "EMPTY": "nobody is in this network",
    "N<2": "needs at least two people",
    "N<3": "needs at least three people",
    "NO_TIES": "there are no ties",
    "NO_ALTERS": "the person has no ties",
    "ONE_KIND": "there is only one kind of tie",
    "K<2": "the person has fewer than two ties",
    "FEW_TIES": "the person has too few ties for shares of them to be read; the counts stand",
    "ALL_TIED": "no two of the person's contacts were without a tie and observed in both waves",
    "NO_INTRODUCTIONS": "the person is not reported to have introduced anybody",
    "NO_TWO_PATHS": "no two ties meet at one person, so there is nothing to close",
    "NO_NEW_TIES": "no pair that was not tied before, and was observed both times, is tied now",
    "NO_CONTRAST": "all of the pairs not tied before shared a session, or none of them did",
    "NO_BLOCK": "core or periphery holds no pair of people, or the pairs in both are all alike",
    "NO_OPEN_PAIRS": "everybody's contacts know each other, so nobody brokers",
    "NO_PAIRS": "no pair can reach each other",
    "NO_GROUP": "nobody's organization is known",
    "NO_GROUP_KNOWN": "the person's organization, or that of all contacts, is not known",
    "ONE_GROUP": "there is only one organization",
    "NOT_ELIGIBLE": "no kind of tie here can show reciprocity",
    "BOTH_WAYS": "every kind of tie here is mutual by construction, so it does not say who learned",
    "NO_SCALE": "no kind of tie here has a highest level to compare with",
    "NOT_OBSERVED": "not observed in this wave",
    "NO_DYADS": "no pair was observed in both waves",
    "NO_VARIANCE": "all that is compared is alike, so there is no spread to measure",
    "TOO_FEW": "too few people, organizations or pairs to leave one out",
    "DISCONNECTED": "not everybody can reach everybody",
    "DEGENERATE_NULL": "only one network has these properties",
    "FEW_NULLS": "fewer than 20 different random networks with these properties exist, or were drawn",
    "SAME_BY_CHANCE": "every random network drawn has the very same value",
    "UNDEFINED_BY_CHANCE": "no random network drawn has a value to compare with",
    "SEPARATED": "some pairs are told apart without a mistake, so no finite coefficients fit",
    "SUPPRESSED": "hidden to protect people",
    "COVERAGE": "too few pairs were observed",
    "NO_CONVENER": "nobody is marked as convener",
    "CONVENER": "the person is a convener, and conveners are left out",
    "NO_EVENTS": "nobody took part in an event",
    "NOT_BETWEEN": "no two people who are not tied share a hub as contact",
    "NOT_COUNTED": "the tie does not count: its kind is left out, or it lies below the threshold",
    "NO_DETOUR": "nothing but this tie joins the two people",
    "NO_DATES": "the waves have no dates, so that nothing can be said per year",
    "OUT_OF_REACH": "none of the changes tried was seen as often as asked, or all of them were",
    "INCOMPLETE": "fewer than two thirds of the statements were answered",
    "FEW_RATERS": "too few others rated the person",
    "FEW_ANSWERS": "too few people answered every statement",
    "ITEMS_OPPOSED": "the statements run against each other",
    "ONE_ITEM": "a single statement says nothing about how statements hang together",
    "NO_RELIABILITY": "it is not known how reliable the scale is",
    "NOBODY": "nobody is in this group",
    "ONE_WAVE": "it takes two waves",
    "NO_RECORDS": "no records of this were given",
}
