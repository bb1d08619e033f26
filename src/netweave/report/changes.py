"""The section on before and after: P1, shares, turnover, joiners and leavers, response."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

import pandas as pd

from netweave.audience import SUPPRESSED
from netweave.compare.wording import TERMS_IN_WORDS
from netweave.report import sensitivity
from netweave.report.page import Gap, Heading, Part, Section, Shown, Text
from netweave.report.tables import Table, digits, percents, table
from netweave.report.wording import DASH, interval, number, percent, reason, signed

if TYPE_CHECKING:
    from netweave.compare import Change
    from netweave.report.findings import Findings

PAIRS = {
    "cross": "Across organizations",
    "same": "Inside an organization",
    "other": "Organization unknown or changed",
    "all": "All pairs",
}
BANDS = ((0.6, "below 60%"), (0.8, "60 to 79%"), (math.inf, "80% or more"))


def section(findings: Findings) -> Section:
    """Write what changed between the first and the last wave, or why that cannot be said."""
    if findings.change is None:
        parts: list[Part] = [Gap(findings.no_change), *_response(findings)]
        return Section("change", "Before and after", parts)
    change = findings.change
    first, last = change.waves
    others = [wave.label for wave in findings.waves[1:-1]]
    convener = " The conveners are left out unless it is said." if findings.has_convener else ""
    between = f" The waves in between ({', '.join(others)}) are described below." if others else ""
    parts = [
        Text(change.sentence),
        Text(
            f"Compared are {first} and {last}, on ties of the kind “{change.kind}” between members "
            f"only. {findings.tied_if} Only pairs observed in both waves enter.{convener}{between}"
        ),
        *_headline(change),
        *([] if change.reason else [Heading("Does the threshold decide?"),
                                    *sensitivity.parts(findings)]),
        Heading("Ties kept, new and lost"),
        Shown(turnover(change)),
        *([Shown(both)] if (both := both_ways(findings, change)) is not None else []),
        Heading("People who joined or left"),
        *_flows(findings, change),
        Heading("Who answered"),
        *_response(findings),
    ]  # fmt: skip
    return Section("change", "Before and after", parts)


def _headline(change: Change) -> list[Part]:
    if change.reason:
        return [Gap(change.undefined)]
    return [Shown(estimates(change)), Shown(shares(change)), Shown(effects(change))]


def estimates(change: Change) -> Table:
    """Lay out P1 with its three intervals, the widest named."""
    rows = change.table[change.table["term"].str.startswith(("P1", "cross_ties"))]
    few = " With fewer than six organizations no p-value is given." if _few(change) else ""
    return Table(
        "before_after",
        "Change in ties across organizations per person, with the widest of the intervals and "
        "those it was chosen from",
        _as_frame(rows),
        formats={**digits(2, "estimate", "standard error", "95% from", "95% to"), "p": _p_value},
        note="The first row is the headline. A person may be at the end of several pairs, so a "
        "test on people's counts of ties would be wrong and is not given. p is the largest of "
        f"those of the intervals compared.{few}",
        emphasis=(TERMS_IN_WORDS["P1"],),
    )


def effects(change: Change) -> Table:
    """Lay out the same change in other units."""
    rows = change.table[change.table["term"].str.contains("density|odds|cohen")]
    frame = _as_frame(rows)[["", "estimate", "n", "how"]]
    return Table("effect_sizes", "The same change in other units", frame,
                 formats=digits(3, "estimate"))  # fmt: skip


def _as_frame(rows: pd.DataFrame) -> pd.DataFrame:
    return pd.DataFrame({
        "": [TERMS_IN_WORDS.get(term, term) for term in rows["term"]],
        "estimate": rows["estimate"].array,
        "standard error": rows["std_error"].array,
        "95% from": rows["conf_low"].array,
        "95% to": rows["conf_high"].array,
        "p": rows["p_value"].array,
        "n": rows["n"].array,
        "how": [_method(text) for text in rows["method"]],
    })


def _p_value(value: object) -> str:
    return "<0.001" if isinstance(value, float) and value < 0.0005 else number(value, 3)


def _few(change: Change) -> bool:
    return any(notice.code == "W17" for notice in change.warnings)


def _method(text: str) -> str:
    head, _, code = text.partition(": ")
    return f"{head}: {reason(code)}" if code.isupper() else text


def shares(change: Change) -> Table:
    """Lay out the share of ties that cross, beside the share if ties ignored organization."""
    rows = [
        [wave, int(row["cross"]), int(row["same"]), row["share"], row["expected"]]
        for wave, row in change.shares.iterrows()
    ]
    columns = ["wave", "ties across", "ties inside", "share across", "if ties ignored organization"]
    return table(
        "crossing_share",
        "Share of ties that cross organizations, beside the share that would cross if ties took "
        "no notice of organizations",
        columns,
        rows,
        formats=percents(*columns[-2:]),
        note="Zero is not the neutral value: with many organizations most pairs are pairs across.",
    )


def turnover(change: Change) -> Table:
    """Lay out what became of pairs: kept, new, lost, never."""
    found = change.turnover
    columns = ["pairs", "kept", "new", "lost", "never tied", "observed pairs", "formed",
               "persisted", "Jaccard"]  # fmt: skip
    names = [
        "kept",
        "new",
        "lost",
        "never",
        "dyads",
        "formation_rate",
        "persistence_rate",
        "jaccard",
    ]
    shown = ["all"] if change.reason == "NO_GROUP" else list(found.index)
    rows = [[PAIRS[str(key)], *(found.loc[key, name] for name in names)] for key in shown]
    return table(
        "turnover",
        f"What became of pairs between {change.waves[0]} and {change.waves[1]}",
        columns,
        rows,
        formats={**percents("formed", "persisted"), **digits(2, "Jaccard")},
        note="Formed: of the pairs not tied before, the share tied after. Persisted: of the pairs "
        "tied before, the share still tied. Jaccard: kept among all pairs ever tied.",
        emphasis=(PAIRS["all"],),
    )


def flows(findings: Findings, change: Change) -> Table:
    """Split the change in all ties across exactly: stayed, joined, left; few people's hidden."""
    units = {"people": "By people", "organizations": "By organizations"}
    least = findings.audience.least
    hidden = (
        f" Fewer than {least} people joined or left, so their ties are hidden, and with them the "
        "totals that would give them back."
        if findings.hides_totals
        else ""
    )
    shown = ["people"] if findings.hides_totals else list(units)
    return table(
        "joined_and_left",
        "Where the change in all ties across organizations comes from: an exact sum",
        ["", "stayed", "joined", "left", "ties across, before", "ties across, after",
         "change among those who stayed", "ties with those who joined",
         "ties with those who left"],
        [[units[unit], *protected(findings, change, unit)] for unit in shown],
        note="After less before = change among those who stayed + ties with those who joined − "
        f"ties with those who left, over all ties that were reported.{hidden}",
    )  # fmt: skip


def protected(findings: Findings, change: Change, unit: str) -> list[object]:
    """Give a row of the exact sum, without what would tell the ties of too few people."""
    row = change.flows.loc[unit].to_dict()
    sizes = [row[name] for name in ("n_stayed", "n_joined", "n_left")]
    if findings.hides_totals:
        return [*sizes, SUPPRESSED, SUPPRESSED, row["stayed"], SUPPRESSED, SUPPRESSED]
    return [*sizes, *(row[name] for name in ("before", "after", "stayed", "gained", "lost"))]


def both_ways(findings: Findings, change: Change) -> Table | None:
    """Lay out the headline with the conveners counted in, beside that of members only."""
    from netweave.compare import before_after  # noqa: PLC0415

    if not findings.has_convener:
        return None
    everybody = before_after(
        findings.waves[0].everybody, findings.waves[-1].everybody,
        group=findings.group, kind=findings.kind, members_only=False,
    )  # fmt: skip
    sides = {"members only": change, "with the convener": everybody}
    columns: dict[str, list[object]] = {"": [label for label, _ in _facts(change)]}
    columns |= {words: [text for _, text in _facts(one)] for words, one in sides.items()}
    return Table(
        "with_and_without_convener",
        "The same with the convener counted in",
        pd.DataFrame(columns),
        note="The convener's ties exist by design, so the headline is that of members only.",
        emphasis=("Change in ties across organizations per person",),
    )


def _facts(change: Change) -> list[tuple[str, str]]:
    row = change.table.iloc[0].to_dict()
    found, shared = change.turnover, change.shares
    lead = "undefined" if change.reason else signed(row["estimate"], 2)
    limits = interval(row["conf_low"], row["conf_high"], 2) if change.widest else "none"
    facts = [("Change in ties across organizations per person", lead), ("95% interval", limits)]
    facts += [
        (f"Share of ties across, {wave} (expected)",
         f"{percent(one['share'])} ({percent(one['expected'])})")
        for wave, one in shared.iterrows()
    ]  # fmt: skip
    facts += [
        (f"{PAIRS[str(key)]}: kept / new / lost",
         f"{one['kept']:.0f} / {one['new']:.0f} / {one['lost']:.0f}")
        for key, one in found.iterrows()
    ]  # fmt: skip
    return [*facts, ("People in both waves", number(int(change.people.to_dict()["P"])))]


def _flows(findings: Findings, change: Change) -> list[Part]:
    people = change.people.to_dict()
    text = (
        f"{people['P']:,} members belonged to both waves (the panel), {people['J']:,} joined and "
        f"{people['L']:,} left. The headline speaks of the panel only."
    )
    if change.reason == "NO_GROUP":
        why = "nobody's organization is known"
        gap = f"What they did to ties across organizations cannot be said: {why}."
        return [Text(text), Gap(gap)]
    return [Text(text), Shown(flows(findings, change))]


def coverage(findings: Findings) -> Table:
    """Lay out who answered in each wave and how many pairs that observed."""
    rows = []
    for wave in findings.waves:
        found = wave.coverage
        seen = [found.both, found.one, found.none]
        rows.append([
            wave.label or "all records", found.eligible, found.answered if found.known else DASH,
            found.declined, found.response, found.pairs, *seen, found.coverage, found.confirmation,
        ])  # fmt: skip
    columns = ["wave", "eligible members", "answered", "declined", "response", "pairs",
               "both sides answered", "one side", "none", "coverage", "confirmed"]  # fmt: skip
    return table(
        "coverage",
        "Who answered, and which share of all pairs was therefore observed",
        columns,
        rows,
        formats={**percents("response", "coverage", "confirmed"),
                 **digits(0, "both sides answered", "one side", "none")},
        note="Confirmed: of the mutual ties between two people who both answered, the share that "
        "both reported; defined only for questions that are mutual. A dash: does not apply or is "
        "not known.",
    )  # fmt: skip


def response(findings: Findings) -> Table | None:
    """Lay out response by organization: exact for the analyst, in coarse steps for others."""
    columns = {}
    for wave in findings.waves:
        by = wave.coverage.by_group
        shown = by.groupby(by.index.map(lambda name: findings.shown_groups.get(name, name))).sum()
        columns[wave.label or "response"] = pd.Series({
            name: _rate(findings, row["answered"], row["eligible"])
            for name, row in shown.iterrows()
        }, dtype=object)  # fmt: skip
    if not any(wave.coverage.response == wave.coverage.response for wave in findings.waves):
        return None
    frame = pd.DataFrame(columns).sort_index().fillna(DASH)
    frame.insert(0, "organization", [str(name) for name in frame.index])
    return Table(
        "response",
        "Response by organization",
        frame,
        formats={},
        note=""
        if findings.audience.exact
        else "In steps, so that nobody's silence can be read "
        f"off; hidden for fewer than {findings.audience.least} eligible members.",
    )


def _rate(findings: Findings, part: float, whole: float) -> str:
    if not whole:
        return DASH
    if findings.audience.exact:
        return f"{part:.0f} of {whole:.0f} ({percent(part / whole)})"
    if findings.audience.hides(whole):
        return SUPPRESSED
    return next(words for limit, words in BANDS if part / whole < limit)


def _response(findings: Findings) -> list[Part]:
    if not findings.waves:
        return []
    parts: list[Part] = [Shown(coverage(findings))]
    unknown = [wave.label for wave in findings.waves if not wave.coverage.known]
    if unknown:
        which = f" at {', '.join(label for label in unknown if label)}" if any(unknown) else ""
        parts.append(Gap(
            f"It is not known who answered{which}: every pair is taken as observed, so a missing "
            "answer looks like a missing tie."
        ))  # fmt: skip
    by_organization = response(findings) if findings.has_groups else None
    return [*parts, Shown(by_organization)] if by_organization is not None else parts
