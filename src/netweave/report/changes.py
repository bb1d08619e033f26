"""The section on before and after: P1, shares, turnover, joiners and leavers, response."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

import pandas as pd

from netweave.audience import SUPPRESSED
from netweave.compare.wording import TERMS_IN_WORDS
from netweave.report import beside, sensitivity, shielded, steps, unobserved
from netweave.report.page import Gap, Heading, Part, Section, Shown, Text
from netweave.report.tables import Table, digits, percents, table
from netweave.report.wording import interval, number, percent, reason, signed

if TYPE_CHECKING:
    from netweave.compare import Change
    from netweave.report.findings import Findings

AS_REMEMBERED = (
    "What follows is how people remember it, beside how it is now. It was not measured then."
)
PAIRS = {
    "cross": "Across organizations",
    "same": "Inside an organization",
    "other": "Organization unknown or changed",
    "all": "All pairs",
}


def section(findings: Findings) -> Section:
    """Write what changed between the first and the last wave, or why that cannot be said."""
    if findings.change is None:
        return Section("change", "Before and after", [Gap(findings.no_change)])
    change = findings.change
    first, last = change.waves
    others = [wave.label for wave in findings.waves[1:-1]]
    convener = " The conveners are left out unless it is said." if findings.has_convener else ""
    between = f" The waves in between ({', '.join(others)}) are described below." if others else ""
    parts = [
        *([Gap(f"{findings.unsaid} {AS_REMEMBERED}")] if findings.remembered else []),
        Text(shielded.sentence(findings, change)),
        Text(
            f"Compared are {first} and {last}, on ties of the kind “{change.kind}” between members "
            f"only. {findings.tied_if} Only pairs observed in both waves enter.{convener}{between}"
        ),
        *_headline(findings, change),
        *([] if change.reason else [Heading("Does the threshold decide?"),
                                    *sensitivity.parts(findings)]),
        *unobserved.parts(findings, change),
        Heading("Ties kept, new and lost"),
        _turned(findings, change),
        *_both_ways(findings, change),
        *([] if change.reason else beside.parts(findings, change)),
        *steps.parts(findings),
        Heading("People who joined or left"),
        *_flows(findings, change),
    ]  # fmt: skip
    return Section("change", "Before and after", parts)


def _headline(findings: Findings, change: Change) -> list[Part]:
    if change.reason:
        return [Gap(change.undefined)]
    first: list[Part] = [Shown(estimates(findings, change))]
    if findings.hides_across:
        return [*first, Shown(shares(findings, change))]
    return [*first, Shown(shares(findings, change)), Shown(effects(change))]


def estimates(findings: Findings, change: Change) -> Table:
    """Lay out P1 with its three intervals, the widest named."""
    places = 1 if findings.hides_across else 2
    rows = change.table[change.table["term"].str.startswith(("P1", "cross_ties"))].copy()
    if findings.hides_across:  # that of independent pairs is made of the counts of pairs
        rows["std_error"] = rows["std_error"].astype(object).where(rows["std_error"].isna(),
                                                                    SUPPRESSED)  # fmt: skip
    shown = [shielded.with_ends(findings, row) for row in rows.to_dict("records")]
    rows[["estimate", "conf_low", "conf_high"]] = shown
    few = " With fewer than six organizations no p-value is given." if _few(change) else ""
    return Table(
        "before_after",
        "Change in ties across organizations per person, with the widest of the intervals and "
        "those it was chosen from",
        _as_frame(rows),
        formats={
            **digits(places, "estimate", "standard error", "95% from", "95% to"),
            "p": beside.p_value,
        },
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


def _few(change: Change) -> bool:
    return any(notice.code == "W17" for notice in change.warnings)


def _method(text: str) -> str:
    head, _, code = text.partition(": ")
    return f"{head}: {reason(code)}" if code.isupper() else text


def shares(findings: Findings, change: Change) -> Table:
    """Lay out the share of ties that cross, beside the share if ties ignored organization."""
    hidden = findings.hides_across
    rows = [
        [wave, *([SUPPRESSED] * 2 if hidden else [int(row["cross"]), int(row["same"])]),
         shielded.share_of_ties(findings, float(row["share"]), panel=True) if hidden
         else row["share"], row["expected"]]
        for wave, row in change.shares.iterrows()
    ]  # fmt: skip
    columns = ["wave", "ties across", "ties inside", "share across", "if ties ignored organization"]
    return table(
        "crossing_share",
        "Share of ties that cross organizations, beside the share that would cross if ties took "
        "no notice of organizations",
        columns,
        rows,
        formats=percents(*columns[-2:]),
        note="The last column is what would happen if people took no notice of organizations: a "
        "yardstick, not a goal.",
    )


def _turned(findings: Findings, change: Change) -> Part:
    if findings.hides_across:
        return Gap(shielded.ONE_PAIR)
    if change.turnover["dyads"].to_dict()["all"]:
        return Shown(turnover(change))
    return Gap("What became of ties cannot be said: no pair was observed in both waves.")


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
        f" Fewer than {least} people joined, or left. How many they are follows from the size of "
        "each wave and is said; their ties are hidden, and with them the totals that would give "
        "these back."
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
        note="Stayed, joined and left count people, or organizations; the rest are tied pairs of "
        "people. After less before = change among those who stayed + ties with those who joined − "
        f"ties with those who left, over all ties that were reported.{hidden}",
    )  # fmt: skip


def protected(findings: Findings, change: Change, unit: str) -> list[object]:
    """Give a row of the exact sum, without what would tell the ties of too few people."""
    row = change.flows.loc[unit].to_dict()
    sizes: list[object] = [row[name] for name in ("n_stayed", "n_joined", "n_left")]
    if findings.hides_totals:
        return [*sizes, SUPPRESSED, SUPPRESSED, row["stayed"], SUPPRESSED, SUPPRESSED]
    return [*sizes, *(row[name] for name in ("before", "after", "stayed", "gained", "lost"))]


def _both_ways(findings: Findings, change: Change) -> list[Part]:
    """Give the headline with and without the conveners, or say why that is left out."""
    if findings.has_convener and shielded.team_of_two(findings):
        return [Gap(shielded.TEAM_OF_TWO)]
    both = both_ways(findings, change)
    return [] if both is None else [Shown(both)]


def both_ways(findings: Findings, change: Change) -> Table | None:
    """Lay out the headline with the conveners counted in, beside that of members only."""
    from netweave.compare import before_after  # noqa: PLC0415

    if not findings.has_convener:
        return None
    ends = (findings.net.wave(wave.label) for wave in (findings.waves[0], findings.waves[-1]))
    everybody = before_after(*ends, group=findings.group, kind=findings.kind, members_only=False)
    few = shielded.few_in_team(findings)
    sides = {"members only": change, "with the convener": everybody}
    columns: dict[str, list[object]] = {"": [label for label, _ in _facts(findings, change)]}
    columns |= {words: [text for _, text in _facts(findings, one)] for words, one in sides.items()}
    hidden = (
        f" Fewer than {findings.audience.least} people convene, so numbers are rounded and counts "
        "of ties are left out: less those of members, they would tell the ties of these few."
        if few
        else ""
    )
    return Table(
        "with_and_without_convener",
        "The same with the convener counted in",
        pd.DataFrame(columns),
        note="The convener's ties exist by design, so the headline is that of members only."
        f"{hidden}",
        emphasis=("Change in ties across organizations per person",),
    )


def _facts(findings: Findings, change: Change) -> list[tuple[str, str]]:
    row = change.table.iloc[0].to_dict()
    few = shielded.few_in_team(findings)
    write = partial(shielded.share_of_ties, findings, convened=change is not findings.change,
                    panel=True)  # fmt: skip
    found, shared = change.turnover, change.shares
    found = found[:0] if few or findings.hides_across else found
    places = 1 if few or findings.hides_across else 2
    average = partial(shielded.average, findings)
    lead = "undefined" if change.reason else signed(average(row["estimate"]), places)
    ends = shielded.ends(findings, float(row["conf_low"]), float(row["conf_high"]))
    limits = interval(*ends, places) if change.widest else "none"
    facts = [("Change in ties across organizations per person", lead), ("95% interval", limits)]
    facts += [
        (f"Share of ties across, {wave} (expected)",
         f"{write(float(one['share']))} ({percent(one['expected'])})")
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
        f"{people['P']:,} members belonged to both waves (the panel), {people['J']:,} "
        f"joined and {people['L']:,} left. The headline speaks of the panel only."
    )
    if change.reason == "NO_GROUP":
        why = "nobody's organization is known"
        gap = f"What they did to ties across organizations cannot be said: {why}."
        return [Text(text), Gap(gap)]
    if findings.hides_across:
        return [Text(text)]
    return [Text(text), Shown(flows(findings, change))]
