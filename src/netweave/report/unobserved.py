"""What the pairs that nobody reported could do to the headline, in a table and in words."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, Any

from netweave.audience import SUPPRESSED
from netweave.compare.estimate import CANNOT_TELL
from netweave.compare.wording import TERMS_IN_WORDS
from netweave.report import shielded
from netweave.report.page import Heading, Part, Shown, Text
from netweave.report.tables import Table, digits, table
from netweave.report.wording import percent, plural, signed

if TYPE_CHECKING:
    from netweave.compare import Change
    from netweave.report.findings import Findings

ROWS = ("P1", "P1_same_reporters", "P1_class_weights", "P1_bound_low", "P1_bound_high")
# How many pairs are missing follows from these, and from it how many people were silent.
TELLS_SILENCE = ("P1_bound_low", "P1_bound_high")


def parts(findings: Findings, change: Change) -> list[Part]:
    """Write how the headline stands under other ways to treat pairs that were not observed."""
    if change.reason or not len(change.sensitivity):
        return []
    return [
        Heading("Do missing answers decide?"),
        *[Text(text) for text in [in_words(findings, change)] if text],
        Shown(as_table(findings, change)),
    ]


def hides_pairs(findings: Findings) -> bool:
    """Whether the number of missing pairs would tell how many of few people declined."""
    return shielded.few_declined(findings)


def _facts(change: Change) -> dict[str, dict[str, Any]]:
    rows = change.sensitivity.set_index("term").to_dict("index")
    return {str(term): {str(key): value for key, value in row.items()}
            for term, row in rows.items()}  # fmt: skip


def in_words(findings: Findings, change: Change) -> str:
    """Say what it would take to undo the change, and how much rests on one side's answers."""
    facts = _facts(change)
    parts = [_tipping(findings, change, facts), _one_side(facts)]
    return " ".join(part for part in parts if part)


def _tipping(findings: Findings, change: Change, facts: dict[str, dict[str, Any]]) -> str:
    """Say the tipping points of the change and of its interval."""
    unobserved = facts["P1_bound_low"]["n"] - facts["P1"]["n"]
    if not unobserved:
        return "Every pair across organizations was observed both times."
    if hides_pairs(findings) or findings.hides_across:
        return ""
    said = [change.parts.counted[-1]] if change.verdict != CANNOT_TELL else [
        f"{plural(unobserved, 'pair')} across organizations {'was' if unobserved == 1 else 'were'} "
        "not observed both times; the data cannot tell a direction even without them."
    ]  # fmt: skip
    tip = facts.get("tipping_point_interval")
    if tip is not None:
        needed, possible = int(tip["estimate"]), int(tip["n"])
        what = "lost" if facts["P1"]["estimate"] > 0 else "gained"
        said.append(
            f"Its interval would include no change if {needed:,} of them {what} a tie."
            if needed <= possible
            else f"For its interval to include no change, {needed:,} of them would have to have "
            f"{what} a tie; {possible:,} can have."
        )
    return " ".join(part for part in said if part)


def _one_side(facts: dict[str, dict[str, Any]]) -> str:
    """Say in how many of the observed pairs one side only answered."""
    rows = [facts.get(f"reconstructed_share_{when}") for when in ("before", "after")]
    shares = [row["estimate"] for row in rows if row and not math.isnan(row["estimate"])]
    if len(shares) < 2:
        return ""
    return (
        f"Of the observed pairs across, one side only answered in {percent(shares[0])} at the "
        f"start and {percent(shares[1])} at the end; what the silent side would have reported is "
        "not known."
    )


def as_table(findings: Findings, change: Change) -> Table:
    """Lay out the headline beside itself under other ways to treat missing pairs."""
    places = 1 if findings.hides_across else 2
    facts = _facts(change)
    left_out = TELLS_SILENCE if hides_pairs(findings) else ()
    rows = []
    for term in ROWS:
        if term not in facts or term in left_out:
            continue
        row = facts[term]
        values = shielded.with_ends(findings, row)
        pairs = SUPPRESSED if hides_pairs(findings) else row["n"]
        rows.append([TERMS_IN_WORDS[term], *values, pairs, row["method"]])
    columns = ["", "change per person", "95% from", "95% to", "pairs", "how"]
    return table(
        "nonresponse_sensitivity",
        "The headline again, under other ways to treat pairs that were not observed",
        columns,
        rows,
        formats=digits(places, *columns[1:4]),
        note="Nobody is dropped for not answering. At the least and at the most are bounds: every "
        "missing pair taken as lost, and every one as new.",
        emphasis=(TERMS_IN_WORDS["P1"],),
    )


def for_standard(findings: Findings, change: Change) -> str:
    """Say the sensitivity to non-response in one row."""
    facts, places = _facts(change), 1 if findings.hides_across else 2

    def value(term: str) -> str:
        return signed(shielded.average(findings, facts[term]["estimate"]), places)

    said = []
    if "P1_class_weights" in facts and not math.isnan(facts["P1_class_weights"]["estimate"]):
        said.append(f"weighted by organizations and roles: {value('P1_class_weights')}")
    if not hides_pairs(findings):
        said.append(f"bounds: {value('P1_bound_low')} to {value('P1_bound_high')}")
    return "; ".join([*said, _tipping(findings, change, facts).rstrip(".")]).removesuffix("; ")
