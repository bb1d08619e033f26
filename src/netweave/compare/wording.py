"""What may be said about a change, in plain words that hold for any numbers.

Nothing here speaks of effects: without a comparison group a change is a change.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import TYPE_CHECKING

from netweave.codes import REASONS

if TYPE_CHECKING:
    from collections.abc import Collection

    import pandas as pd

    from netweave.compare.estimate import Primary

TENTHS = ("none", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "all")
NO_EFFECT = "No comparison group: this is change, not effect."
# One sentence for each warning that changes what may be said; {response} and {coverage} are filled.
CAUTIONS = {
    "W03": "Fewer than 60 in 100 pairs were observed in both waves or in one of them, so too much "
    "is unknown for more than this pair-level result.",
    "W01": "Not enough people answered ({response}), so ties are missing and counts are lower "
    "bounds.",
    "W02": "Between 60 and 80 in 100 pairs were observed, so the result rests on part of the "
    "network.",
    "W04": "Response differed between {groups}, so part of the change may lie in who answered.",
    "W07": "A tie here is an opportunity, such as being at the same event, not a reported tie.",
    "W09": "The two waves were not recorded in the same way, so part of the change may come from "
    "that.",
    "W10": "How it was at the start was asked afterwards; memory and effort push such change up.",
}
TERMS_IN_WORDS = {
    "P1": "Change in ties across organizations per person",
    "P1_person": "… leaving out one person at a time",
    "P1_organization": "… leaving out one organization at a time",
    "P1_dyad": "… as if pairs were independent",
    "P1_same_reporters": "… over pairs reported by the same people in both waves",
    "cross_ties_before": "Ties across organizations per person, before",
    "cross_ties_after": "Ties across organizations per person, after",
    "cross_density_before": "Share of pairs across organizations that were tied, before",
    "cross_density_after": "Share of pairs across organizations that were tied, after",
    "cross_density_difference": "Difference of these shares",
    "cross_density_ratio": "Ratio of these shares",
    "cross_odds_ratio": "Odds ratio of a tie across organizations",
    "cohens_h": "Cohen's h of these shares",
    "cross_share_before": "Share of ties that crossed organizations, before",
    "cross_share_after": "Share of ties that crossed organizations, after",
    "cross_share_expected": "Share that would cross if ties ignored organization",
}


@dataclass(frozen=True)
class Words:
    """The nouns of a sentence.

    Parameters
    ----------
    who : str
        "Members" or "People".
    group : str
        What ties cross: "organization".
    ties : str
        "ties", or "ties of the kind 'advice'" where there could be a doubt.
    """

    who: str
    group: str
    ties: str

    @property
    def groups(self) -> str:
        """The plural of the group."""
        return f"{self.group[:-1]}ies" if self.group.endswith("y") else f"{self.group}s"

    def count(self, number: int) -> str:
        """Count the groups."""
        return f"{number:,} {self.group if number == 1 else self.groups}"


def number(value: float, digits: int) -> str:
    """Write a number with a real minus sign, and never a minus zero."""
    text = f"{abs(value):.{digits}f}"
    return f"−{text}" if value < 0 and float(text) else text


def digits_for(before: float, after: float, ends: tuple[float, float]) -> int:
    """Give as few decimals, one or two, as keep the printed numbers in step with each other."""

    def in_step(digits: int) -> bool:
        change = round(after, digits) - round(before, digits)
        same = math.isclose(change, round(after - before, digits), abs_tol=1e-9)
        signs = [round(end, digits) == 0 and end != 0 for end in (after - before, *ends)]
        return same and not any(signs)

    return 1 if in_step(1) else 2


def change_words(found: Primary, words: Words) -> str:
    """Say P1 with its interval, how many people, and whether there is a direction in it."""
    before, after = found.means
    interval = found.widest
    ends = (interval.low, interval.high) if interval else (math.nan, math.nan)
    digits = digits_for(before, after, ends)
    size = number(abs(found.estimate), digits)
    outside = f"{words.ties} outside their own {words.group} at the end"
    if not float(size):
        lead = f"{words.who} had about as many {outside} as at the start"
    else:
        word = "more" if found.estimate > 0 else "fewer"
        lead = f"{words.who} had {size} {word} {outside}"
    people = "1 person" if found.people == 1 else f"{found.people:,} people"
    facts = [f"{number(before, digits)} → {number(after, digits)}"]
    if interval:
        facts.append(f"95% interval {number(ends[0], digits)} to {number(ends[1], digits)}")
    return (
        f"{lead} ({'; '.join(facts)}, {people} in {words.count(found.organizations)}). "
        f"{reach_words(found, words)}"
    ).strip()


def reach_words(found: Primary, words: Words) -> str:
    """Say what the interval does not settle, and how far it reaches; "" if neither needs saying."""
    few = found.this_cohort_only
    cohort = f"fewer than six {words.groups}"
    if found.depends_on_reporters:
        return (
            "These data cannot tell whether ties grew or shrank: over the pairs reported by the "
            "same people in both waves the change has the opposite sign."
        )
    if found.widest is None:
        also = f" With {cohort} the change speaks of this cohort only." if few else ""
        return f"No interval can be given: {_why_no_interval(found)}.{also}"
    if found.widest.low <= 0 <= found.widest.high:
        reach = f", and with {cohort} it speaks of this cohort only" if few else ""
        return (
            "The interval includes no change, so these data cannot tell whether ties grew or "
            f"shrank{reach}."
        )
    return f"With {cohort} the interval speaks of this cohort only." if few else ""


def _why_no_interval(found: Primary) -> str:
    reasons = [interval.reason for interval in found.used]
    if "NO_VARIANCE" not in reasons:
        return "there are too few people"
    if found.estimate == 0:
        return "no pair across changed"
    return "every pair across changed in the same way"


def share_words(before: float, after: float, expected: float, words: Words) -> str:
    """Say which share of ties crossed organizations, beside the share under blind mixing."""
    blind = _would(expected, words)
    if math.isnan(after):
        return f"At the end there were no {words.ties} among the pairs observed."
    lead = f"{_capital(_in_ten_or_hundred(after))} ties crossed {words.groups}"
    if math.isnan(before):
        return f"{lead}; at the start there were no {words.ties}{blind}."
    first, second = _in_ten_or_hundred(before), _in_ten_or_hundred(after)
    if first == second:
        return f"{lead}, as at the start{blind}."
    return f"{lead}, {'up' if after > before else 'down'} from {first}{blind}."


def _would(expected: float, words: Words) -> str:
    if math.isnan(expected):
        return ""
    share = "all" if expected == 1 else _hundredths(expected)
    return f"; if ties ignored {words.group}, {share} would"


def _in_ten_or_hundred(share: float) -> str:
    tenths = round(share * 10)
    if math.isclose(share * 10, tenths, abs_tol=0.05) and (0 < tenths < 10 or share in {0, 1}):
        word = TENTHS[tenths]
        return word if tenths in {0, 10} else f"{word} in ten"
    return _hundredths(share)


def _hundredths(share: float) -> str:
    if share < 0.005:
        return "none" if share == 0 else "fewer than 1 in 100"
    if share > 0.995:
        return "more than 99 in 100"
    return f"about {share * 100:.0f} in 100"


def _capital(text: str) -> str:
    if text == "none":
        return "None of the"
    return text[0].upper() + text[1:]


def undefined_words(reason: str, words: Words) -> str:
    """Say that P1 is undefined, and why; "" where it is defined."""
    if not reason:
        return ""
    why = REASONS[reason].replace("organization", words.group)
    if reason == "NO_DYADS":
        why = f"no pair across {words.groups} was observed in both waves"
    return f"How {words.ties} outside people's own {words.group} changed cannot be said: {why}."


def turnover_words(turnover: pd.DataFrame, people: int) -> str:
    """Say how many ties were kept, new and lost among all pairs."""
    counts = turnover[["kept", "new", "lost"]].T["all"].astype(int)
    kept, new, lost = counts.tolist()
    if not kept + new + lost:
        who = "1 person" if people == 1 else f"{people:,} people"
        return f"Among {who} there were no ties in either wave."
    ties = "tie was" if kept == 1 else "ties were"
    return (
        f"Among all pairs of {people:,} people, {kept:,} {ties} kept, {new:,} "
        f"{'was' if new == 1 else 'were'} new and {lost:,} {'was' if lost == 1 else 'were'} lost."
    )


def caution_words(codes: Collection[str], words: Words, response: str) -> str:
    """Say what else changes how the result is read, the weightiest first."""
    superfluous = {"W02"} if "W03" in codes else set()
    said = [text for code, text in CAUTIONS.items() if code in codes and code not in superfluous]
    return " ".join(said).format(response=response, groups=words.groups)
