"""The minimal reporting standard of method.md 4.7, filled in from the findings."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

import pandas as pd

from netweave.report import sensitivity
from netweave.report.page import Part, Section, Shown, Terms, Text
from netweave.report.tables import Table
from netweave.report.wording import (
    CAUTION,
    DASH,
    DIRECTION,
    GLOSSARY,
    interval,
    joined,
    number,
    percent,
    plural,
    signed,
)
from netweave.scales import SCALES

if TYPE_CHECKING:
    from netweave.report.findings import Findings, Wave
    from netweave.report.hubs import Hubs
    from netweave.report.structure import Alone

WORDS = {
    "opportunity": "opportunity",
    "reported": "reported by people",
    "coproduced": "made together",
}
REPORTERS = {
    "either": "that of either side",
    "record": "nobody was asked: it comes from records",
    "learner": "that of the learner",
    "learned_from": "that of the person learned from",
}
SORTS = {"cross": "across", "same": "inside", "other": "unknown or changed", "all": "all"}
NONE = "does not apply: no change is reported"


def section(findings: Findings, alone: list[Alone], hubs: list[Hubs], version: str) -> Section:
    """Write the table that an evaluation must print."""
    rows = [
        *_instrument(findings),
        *_people(findings),
        *_coverage(findings),
        *_results(findings, alone, hubs),
        ("Baseline asked before or afterwards", _retrospective(findings)),
        ("Comparison group", "no: this is change, not effect"),
        ("Null models", "none is drawn by chance here; the expected share and the expected E-I "
         "index are exact under freely permuted labels"),
        ("Seed", f"{findings.options.seed} (clusters: 20 runs; layout of the maps)"),
        ("Software", f"netweave {version}"),
        ("Warnings raised", joined(notice.code for notice in findings.notices) or "none"),
    ]  # fmt: skip
    table = Table(
        "reporting_standard",
        "What every evaluation table must state",
        pd.DataFrame(rows, columns=["", "in this report"]),
    )
    parts: list[Part] = [Text(DIRECTION), Text(CAUTION), Shown(kinds(findings)), *_levels(findings)]
    return Section("method", "How this was measured", [*parts, Shown(table)])


def glossary() -> Section:
    """Write the words used in the report."""
    return Section("glossary", "Words used here", [Terms(GLOSSARY)])


def kinds(findings: Findings) -> Table:
    """Lay out every kind of tie in the records, and what it is used for."""
    rows = []
    counts = findings.net.ties["kind"].value_counts()
    for name, row in findings.net.kinds.iterrows():
        used = "structure and headline" if findings.is_headline else "structure"
        other = "exposure only" if row["evidence"] == "opportunity" else "described apart"
        rows.append([
            str(name), WORDS[str(row["evidence"])], "both ways" if row["mutual"] else "one way",
            int(counts.get(name, 0)), str(row["unit"] or DASH),
            used if name == findings.kind else other,
        ])  # fmt: skip
    columns = ["kind", "evidence", "direction", "records", "unit", "used for"]
    return Table(
        "kinds",
        "Kinds of tie in the records; structural findings rest on one of them alone",
        pd.DataFrame(rows, columns=columns),
    )


def _levels(findings: Findings) -> list[Part]:
    """Lay out how often each level of the headline kind was reported, wave by wave."""
    if not findings.kind:
        return []
    scale = SCALES.get(str(findings.net.kinds.loc[findings.kind, "scale"]))
    if scale is None:
        return []
    columns: dict[str, list[object]] = {
        "level": [
            f"{rank} {word}"
            for rank, word in enumerate(scale.levels, scale.lowest)
            if rank > 0 or scale.lowest > 0
        ]
    }
    ranks = [int(text.split(" ", 1)[0]) for text in map(str, columns["level"])]
    for wave in findings.waves:
        weights = wave.members.ties["weight"].round()
        counts = [int((weights == rank).sum()) for rank in ranks]
        columns[wave.label or "ties"] = (
            [percent(count / max(len(weights), 1)) for count in counts]
            if findings.hides_totals
            else list(counts)
        )
    table = Table(
        "levels",
        f"Ties among members by level of {scale.id}, before the threshold",
        pd.DataFrame(columns),
        note=f"{scale.source}. Levels are ranks: 4 is not twice 2.",
    )
    return [Shown(table)]


def _instrument(findings: Findings) -> list[tuple[str, str]]:
    if not findings.kind:
        return [("Question", "none: these records hold only opportunity")]
    kind = findings.net.kinds.loc[findings.kind]
    threshold = sensitivity.threshold_of(findings)
    counted = (
        "every tie counts"
        if math.isnan(threshold)
        else f"from “{sensitivity.level_name(findings, threshold)}” "
        f"({kind['scale'] or 'no named scale'}, {threshold:g}) upwards"
    )
    others = joined(str(name) for name in findings.net.kinds.index if name != findings.kind)
    layers = f"{findings.kind} ({WORDS[str(kind['evidence'])]})"
    return [
        ("Question as asked", str(kind["question"]) or "not recorded"),
        ("Threshold of a tie", counted),
        ("Kind of tie and evidence", layers + (f"; left out: {others}" if others else "")),
        ("Whose report makes a tie", REPORTERS[str(kind["reporter"])]),
    ]


def _people(findings: Findings) -> list[tuple[str, str]]:
    rows = []
    windows = [
        f"{label}: {_day(row['start'])} to before {_day(row['end'])}"
        for label, row in findings.net.waves.iterrows()
        if row["start"] == row["start"]
    ]
    rows.append(("Windows of the waves", "; ".join(windows) or "no dates given"))
    rows.append(("Boundary", "whoever is on the roster and eligible in the wave; nobody appears "
                 "through a tie"))  # fmt: skip
    sizes = [
        f"{wave.label or 'all records'}: {plural(wave.members.n, 'member')}"
        + (
            f" in {plural(len(wave.coverage.by_group), 'organization')}"
            if findings.has_groups
            else ""
        )
        + f", {wave.everybody.n - wave.members.n} of the convener"
        for wave in findings.waves
    ]
    rows.append(("People and organizations by wave", "; ".join(sizes) or
                 plural(findings.net.n, "person", "people")))  # fmt: skip
    if findings.change:
        people = findings.change.people.to_dict()
        rows.append((
            "Panel, joined, left",
            f"{people['P']} in both waves, {people['J']} joined, {people['L']} left",
        ))  # fmt: skip
    convener = (
        "left out of the headline; every other network-level number is given with and without"
        if findings.has_convener
        else "nobody is marked as convener"
    )
    return [*rows, ("Convener", convener)]


def _day(moment: object) -> str:
    return str(moment)[:10]


def _coverage(findings: Findings) -> list[tuple[str, str]]:
    said, seen, confirmed = [], [], []
    for wave in findings.waves:
        label = f"{wave.label}: " if wave.label else ""
        found = wave.coverage
        said.append(f"{label}{percent(found.response)}")
        seen.append(f"{label}{percent(found.coverage)}")
        confirmed.append(f"{label}{percent(found.confirmation)}")
    joint = findings.change.passport.coverage if findings.change else math.nan
    both = f"; both waves: {percent(joint)}" if not math.isnan(joint) else ""
    rows = [("Response", said), ("Pairs observed by at least one side", seen)]
    return [
        *((label, ("; ".join(texts) or DASH)) for label, texts in rows[:1]),
        (rows[1][0], ("; ".join(seen) or DASH) + both),
        ("Confirmation of mutual ties", "; ".join(confirmed) or DASH),
    ]


def _results(findings: Findings, alone: list[Alone], hubs: list[Hubs]) -> list[tuple[str, str]]:
    change = findings.change
    rows = []
    if change is None:
        rows += [("Headline (P1)", NONE), ("Turnover", NONE)]
    else:
        row = change.table.iloc[0].to_dict()
        headline = (
            change.undefined
            if change.reason
            else f"{signed(row['estimate'], 2)} ties across organizations per person "
            f"(95% interval {interval(row['conf_low'], row['conf_high'], 2)}; {row['method']})"
        )
        shares = "; ".join(
            f"{wave}: {percent(one['share'])} beside {percent(one['expected'])} expected"
            for wave, one in change.shares.iterrows()
        )
        turned = change.turnover
        kept = "; ".join(
            f"{SORTS[str(key)]}: "
            + " / ".join(number(int(one[name])) for name in ("kept", "new", "lost", "never"))
            for key, one in turned.iterrows()
        )
        rows += [
            ("Headline (P1)", headline),
            ("Share of ties across, beside expected", shares),
            ("Pairs kept / new / lost / never tied", kept),
        ]
    head = findings.audience.head_count
    rows.append(("Members without any tie", "; ".join(
        f"{one.wave.label or 'all records'}: {head(one.no_tie)} of {one.people}" for one in alone
    ) or DASH))  # fmt: skip
    rows.append(("Others reached within two steps, members only", "; ".join(
        f"{wave.label or 'all records'}: {_reach(wave)}" for wave in findings.waves
    ) or DASH))  # fmt: skip
    rows.append(("Pairs cut off without the convener", "; ".join(
        f"{one.wave.label or 'all records'}: {percent(one.loss('pair_loss'))}" for one in hubs
    ) or DASH))  # fmt: skip
    return [*rows, *_sensitivity(findings)]


def _reach(wave: Wave) -> str:
    from netweave.analytics.cohesion import reach  # noqa: PLC0415

    return "withheld (W03)" if wave.withheld else percent(reach(wave.members))


def _sensitivity(findings: Findings) -> list[tuple[str, str]]:
    change = findings.change
    if change is None or change.reason:
        return []
    terms = change.table.set_index("term")["estimate"].to_dict()
    same = terms.get("P1_same_reporters", math.nan)
    answer = (
        "the same people answered in both waves"
        if math.isnan(same)
        else f"over pairs whose same sides answered in both waves: {number(same, 2)}"
    )
    return [
        ("Sensitivity to the threshold", sensitivity.in_words(findings)),
        ("Sensitivity to non-response", answer),
    ]


def _retrospective(findings: Findings) -> str:
    if findings.change is None:
        return NONE
    codes = {notice.code for notice in findings.notices}
    return "asked afterwards (W10)" if "W10" in codes else "asked in its own wave"
