"""What an audience may read of numbers that would tell single people, put in words or steps.

The rules are those of ``audience``; here stands which number of the report falls under which.
"""

from __future__ import annotations

import math
import re
from collections.abc import Mapping
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from netweave.audience import FEWEST_IN_TEAM, SUPPRESSED, fives, step
from netweave.report.wording import interval, number, percent

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
    "rounded and shares are given in steps for the same reason."
)
LONE_TEAM = (
    "The same with the convener is left out: the convening team has fewer than three people, and "
    "the difference would tell their ties."
)
IN_STEPS = (
    "Given in coarse steps or hidden is what counts of ties could be worked out from that are "
    "hidden elsewhere."
)
INTERVAL = r"(?<=interval )−?\d+\.\d+ to −?\d+\.\d+"
# Averages are rounded to one of these; coarser ones would say nothing.
UNITS = {0.5: "halves", 1.0: "whole numbers"}
SLACK = 1e-9  # an end that lies on a step stays there
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
    if few_declined(findings):  # how many pairs were not observed tells how many were silent
        text = str(change.parts.without_missing())
    if findings.hides_across:
        parts = change.parts.without_counts()
        uncounted = tuple(said for said in parts.said if " crossed " not in said)
        text = str(replace(parts, said=uncounted))
        widened = _widened(findings, change)
        text = re.sub(INTERVAL, lambda found: widened.get(found[0], found[0]), text)
        text = re.sub(r"\d+\.\d+", lambda found: f"{average(findings, float(found[0])):.1f}", text)
        text = re.sub(r"a difference of [+−]0\.0 ", "a slight difference in ", text)
        text = text.replace("had 0.0 ", "had slightly ").replace("−0.0", "0.0")
        text += f" Averages are rounded to {UNITS[unit(findings)]}."
    for wave in findings.waves if few_declined(findings) else ():
        label, found = wave.label, wave.coverage.response
        if not math.isnan(found):
            text = text.replace(f"{label} {found:.0%}", f"{label} {rate(findings, found)}")
    return text


def average(findings: Findings, value: float) -> float:
    """Give an average of ties per member; rounded where it would give a count back."""
    if not findings.hides_across or math.isnan(value):
        return value
    step_of = unit(findings)
    return round(value / step_of) * step_of


def ends(findings: Findings, low: float, high: float) -> tuple[float, float]:
    """Give the ends of an interval; where averages are rounded, outward, so that none is cut off.

    An end rounded to the nearest could leave out what the interval holds, such as no change.
    """
    if not findings.hides_across or math.isnan(low) or math.isnan(high):
        return average(findings, low), average(findings, high)
    width = unit(findings)
    return math.floor(low / width + SLACK) * width, math.ceil(high / width - SLACK) * width


def with_ends(findings: Findings, row: Mapping[Any, Any]) -> tuple[float, float, float]:
    """Give an estimate and the ends of its interval, as they may be shown."""
    low, high = ends(findings, float(row["conf_low"]), float(row["conf_high"]))
    return average(findings, float(row["estimate"])), low, high


def _widened(findings: Findings, change: Change) -> dict[str, str]:
    """Give every interval as a sentence writes it → with its ends rounded outward."""
    written: dict[str, str] = {}
    for row in change.table.to_dict("records"):
        told = float(row["conf_low"]), float(row["conf_high"])
        wide = interval(*ends(findings, *told), 1)
        written |= {interval(*told, places): wide for places in (1, 2)}
    return written


def unit(findings: Findings) -> float:
    """Say to what averages per member are rounded where the count behind them is hidden.

    An average is twice the count over the members. Averages of two waves and of the change are
    told, so a step leaves no fewer than three quarters of the least number that may be shown,
    and in cohorts too small for that as many as whole numbers leave.
    """
    if findings.change is None:
        return min(UNITS)
    people = int(findings.change.people.to_dict()["P"])
    width = 3 * findings.audience.least / max(people, 1)
    return next((step_of for step_of in UNITS if step_of >= width), max(UNITS))


def lone_team(findings: Findings, wave: Wave) -> bool:
    """Whether numbers with the conveners of a wave are left out, since they are so few."""
    return wave.has_convener and team_of_two(findings)


def share_of_ties(
    findings: Findings, share: float, *, convened: bool = False, panel: bool = False
) -> str:
    """Write a share of ties: it would give the counts of these back.

    In coarse steps where these counts are hidden, which those of the panel are less often than
    those of a wave; in steps of five points where a few conveners are counted in.
    """
    if math.isnan(share) or findings.audience.exact:
        return percent(share)
    if findings.hides_across if panel else findings.hides_totals:
        return step(share)
    return fives(share) if convened and few_in_team(findings) else percent(share)
