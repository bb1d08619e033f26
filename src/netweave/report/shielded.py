"""What an audience may read of numbers that would tell single people, put in words or steps.

The rules are those of ``audience``; here stands which number of the report falls under which.
"""

from __future__ import annotations

import math
import re
from typing import TYPE_CHECKING

from netweave.audience import FEWEST_IN_TEAM, SUPPRESSED, step
from netweave.report.wording import number, percent

if TYPE_CHECKING:
    from netweave.compare import Change
    from netweave.report.findings import Findings
    from netweave.report.waves import Wave

BANDS = ((0.6, "below 60%"), (0.8, "60 to 79%"), (math.inf, "80% or more"))
TEAM_OF_TWO = (
    "The same with the convener counted in is left out: the convening team has fewer than three "
    "people, and the difference would tell their ties. What hangs on them is given in steps below."
)
ONE_PAIR = (
    "How many ties cross organizations, and what became of them, is left out: with so few "
    "organizations the total would give the number between two of them. Averages per member are "
    "rounded to halves for the same reason."
)
# Losses that say how many people would be alone, a number that is given in ranges only.
TELLS_WHO_IS_ALONE = ("pair_loss", "efficiency_loss")


def team(findings: Findings) -> int:
    """Count the conveners, in the wave that has the fewest of them but some."""
    sizes = [int(wave.everybody.convener.sum()) for wave in findings.waves]
    return min((size for size in sizes if size), default=0)


def few_in_team(findings: Findings) -> bool:
    """Whether exact numbers with the convener, less those without, would tell too few people."""
    return findings.audience.hides(team(findings))


def team_of_two(findings: Findings) -> bool:
    """Whether the conveners are so few that the difference tells the ties of one or two."""
    return not findings.audience.exact and 0 < team(findings) < FEWEST_IN_TEAM


def hub_loss(findings: Findings, wave: Wave, share: float, *, term: str = "pair_loss") -> str:
    """Write what hangs on the conveners: in steps above the analyst."""
    if findings.audience.hides(wave.members.n):
        return SUPPRESSED
    if findings.audience.exact or term not in TELLS_WHO_IS_ALONE:
        exact = findings.audience.exact
        conveners = int(wave.everybody.convener.sum())
        return percent(share) if exact else findings.audience.held_by(share, conveners)
    return step(share)


def member_loss(findings: Findings, share: float) -> str:
    """Write what hangs on one member: exactly for the analyst only, it is a person's score."""
    return percent(share) if findings.audience.exact else findings.audience.held_by(share, 1)


def about(count: float) -> str:
    """Write a number of ties to the nearest ten."""
    return f"about {number(int(round(count, -1)))}"


def few_declined(findings: Findings) -> bool:
    """Whether so few declined that rates over all eligible would give their number back."""
    return findings.few_declined


def rate(findings: Findings, share: float) -> str:
    """Write a share of all eligible people or pairs: in steps where few of them declined."""
    if math.isnan(share) or not few_declined(findings):
        return percent(share)
    return next(words for limit, words in BANDS if share < limit)


def sentence(findings: Findings, change: Change) -> str:
    """Give the sentence of a change; in halves, or rates in steps, where it would tell too much."""
    text = change.sentence
    if findings.hides_across:
        text = str(change.parts.without_counts())
        text = re.sub(r"\d+\.\d+", lambda found: f"{round(2 * float(found[0])) / 2:.1f}", text)
        text = text.replace("had 0.0 ", "had slightly ") + " Averages are rounded to halves."
    for wave in findings.waves if few_declined(findings) else ():
        label, found = wave.label, wave.coverage.response
        if not math.isnan(found):
            text = text.replace(f"{label} {found:.0%}", f"{label} {rate(findings, found)}")
    return text


def average(findings: Findings, value: float) -> float:
    """Give an average of ties per member; to the nearest half where it would give a count back."""
    if not findings.hides_across or math.isnan(value):
        return value
    return round(2 * value) / 2
