"""What stands beside the headline: other findings, strangers, and the levels of kept ties."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

import pandas as pd

from netweave.audience import SUPPRESSED
from netweave.compare.wording import TERMS_IN_WORDS, stranger_words
from netweave.report import shielded, thresholds
from netweave.report.page import Gap, Heading, Part, Shown, Text
from netweave.report.tables import Format, Table
from netweave.report.wording import minus, number, percent, plural

if TYPE_CHECKING:
    from netweave.compare import Change
    from netweave.report.findings import Findings

# Of these a share, times those it is taken of, counts single people: for the analyst only.
OF_PEOPLE = (
    "no_tie_change",
    "no_cross_tie_change",
    "no_role_alike_tie_change",
    "rural_no_tie_change",
    "pair_loss_change",
    "geodesic_share_change",
)
WITH_CONVENER = "reach_with_convener_change"
LEVELS = ("level_up", "level_same", "level_down")
VALUES = ("estimate", "conf_low", "conf_high", "range_low", "range_high", "p_value", "p_holm")


def parts(findings: Findings, change: Change) -> list[Part]:
    """Write strangers, the other findings and the levels; nothing where totals are hidden."""
    if findings.hides_across:
        return []
    written: list[Part] = [
        Heading(_heading(change)),
        *_strangers(change),
    ]
    found = secondary(findings, change)
    if len(found.frame):
        written += [Heading("Other findings"), Shown(found)]
    if len(change.levels):
        written += [Heading("How close kept ties are"), Shown(levels(findings, change))]
    return written


def _heading(change: Change) -> str:
    """Say what was measured: who had reported, or remembers, that they did not know each other."""
    late = len(change.strangers) and bool(change.strangers["retrospective"].iloc[0])
    return f"Pairs who {'remember' if late else 'reported'} that they did not know each other"


def _strangers(change: Change) -> list[Part]:
    """Say how many pairs of strangers are tied now, or that nobody was asked who knew whom."""
    if not len(change.strangers):
        return [Gap(
            "It cannot be said: nobody was asked who knew whom at the start. Ask it in the first "
            "survey, as a kind of its own called “acquaintance”."
        )]  # fmt: skip
    row = change.strangers.iloc[0].to_dict()
    share = "" if math.isnan(row["share"]) else f" That is {percent(row['share'])}."
    rest = (
        f" Of the other pairs across organizations that were observed both times, {row['knew']:,} "
        f"knew each other already or were tied, and of {row['not_known']:,} nobody was asked."
    )
    when = f" People were asked at {row['asked_in']}"
    late = ", afterwards: memory colours it (W10)." if row["retrospective"] else "."
    return [
        Text(
            f"{stranger_words(change.strangers, change.parts.words.ties)}{share}{rest}{when}{late}"
        )
    ]


def secondary(findings: Findings, change: Change) -> Table:
    """Lay out the other findings, each with its denominator and p-values adjusted for all."""
    exact = findings.audience.exact
    rows = change.secondary
    if not exact:
        few = (WITH_CONVENER,) if shielded.team_of_two(findings) else ()
        rows = _shielded(findings, rows[~rows["term"].isin([*OF_PEOPLE, *few])])
    frame = pd.DataFrame({
        "": [TERMS_IN_WORDS.get(term, term) for term in rows["term"]],
        "found": rows["estimate"].array,
        "95% from": [_cut(term, low) for term, low in zip(*_ends(rows, "conf_low"), strict=True)],
        "95% to": [_cut(term, high) for term, high in zip(*_ends(rows, "conf_high"), strict=True)],
        "lowest without one": rows["range_low"].array,
        "highest without one": rows["range_high"].array,
        "p": rows["p_value"].array,
        "p, adjusted": rows["p_holm"].array,
        "n": rows["n"].array,
    })
    unused = [] if exact else ["lowest without one", "highest without one"]
    alone = (
        " Lowest and highest without one: with one person left out at a time; no interval."
        if exact
        else " What counts single people, such as those without ties, is left out here; it stands "
        "below in ranges."
    )
    shares = ["found", "95% from", "95% to", "lowest without one", "highest without one"]
    written: dict[str, Format] = dict.fromkeys(shares, points)
    return Table(
        "secondary",
        "Other findings; none of them is the headline",
        frame.drop(columns=unused),
        formats={**written, "p": p_value, "p, adjusted": p_value},
        note="Shares, and changes of shares in percentage points; intervals end at 0% and 100%. n "
        "counts the pairs, or people, that a row is about. The adjusted p takes into account how "
        "many of these were tested "
        f"(Holm); where there is none, nothing was tested.{alone}",
    )


def _ends(rows: pd.DataFrame, name: str) -> tuple[list[str], list[object]]:
    return [str(term) for term in rows["term"]], list(rows[name])


def _cut(term: str, end: object) -> object:
    """Cut an interval where no share, or change of one, can be."""
    lowest = -1.0 if term.endswith(("_change", "_difference", "_shift")) else 0.0
    known = isinstance(end, float) and not math.isnan(end)
    return min(max(float(str(end)), lowest), 1.0) if known else end


def _shielded(findings: Findings, rows: pd.DataFrame) -> pd.DataFrame:
    """Hide what rests on few pairs, and the shares of kept ties where one of them is few."""
    audience, found = findings.audience, rows.astype(dict.fromkeys(VALUES, object))
    few = [audience.hides(count) for count in rows["n"]]
    share = rows.set_index("term")["estimate"].to_dict()
    count = rows.set_index("term")["n"].to_dict()
    told = [share.get(term, math.nan) * count.get(term, 0) for term in LEVELS]
    if any(audience.hides(round(one)) for one in told if not math.isnan(one)):
        few = [
            hidden or term in {*LEVELS, "level_shift"}
            for hidden, term in zip(few, rows["term"], strict=True)
        ]
    found.loc[few, list(VALUES)] = SUPPRESSED
    return found


def points(value: object) -> str:
    """Write a share, or a change of one, in hundredths with a real minus sign."""
    if not isinstance(value, float) or math.isnan(value):
        return number(value)
    places = 0 if abs(value) >= 0.1 or not value else 1
    return minus(f"{100 * value:.{places}f}%")


def p_value(value: object) -> str:
    """Write a p-value."""
    return "<0.001" if isinstance(value, float) and value < 0.0005 else number(value, 3)


def levels(findings: Findings, change: Change) -> Table:
    """Lay out how many kept ties went from which level to which; small counts as ranges."""
    found = change.levels
    counts = [int(count) for count in found.to_numpy().ravel()]
    cells = findings.audience.head_counts(counts)
    wide = len(found.columns)
    words = [
        thresholds.level_word(findings.net, change.kind, float(level)) for level in found.columns
    ]
    rows = [
        [thresholds.level_word(findings.net, change.kind, float(level)),
         *cells[place * wide : (place + 1) * wide]]
        for place, level in enumerate(found.index)
    ]  # fmt: skip
    frame = pd.DataFrame(rows, columns=[f"level at {change.waves[0]}", *words])
    return Table(
        "level_transitions",
        f"Of the {plural(sum(counts), 'tie')} kept, how many by level at {change.waves[0]} (rows) "
        f"and at {change.waves[1]} (columns)",
        frame,
        note="The highest level that either side reported. More intensive is not better in itself."
        + ("" if findings.audience.exact else " Small counts are ranges."),
    )
