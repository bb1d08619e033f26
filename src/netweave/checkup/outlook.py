"""What the report will be able to say of these records, by the report's own findings."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

import pandas as pd

from netweave.analytics._context import began
from netweave.audience import audience_named
from netweave.checkup.reading import Failure
from netweave.checkup.rows import STOPS, Finding, noticed
from netweave.codes import REFUSALS, Notice
from netweave.report.wording import percent, plural, reason

if TYPE_CHECKING:
    from netweave.network import Network
    from netweave.report.findings import Findings
    from netweave.report.waves import Wave

SECTION = "report"
YES, LIMITED, NO = "yes", "limited", "no"
COLUMNS = ("finding", "possible", "because")
ORGANIZATION = "organization"
CHANGE = "change in ties across organizations, before and after"
# The numbers that W12 and W22 name.
UNKNOWN_CONTEXT = 0.3
FEW_PEOPLE = 15
_ELSEWHERE = frozenset({"W01", "W04", "W05", "W06", "W08", "W25", "W26", "W27", "W28"})


def findings(found: Findings | None, failures: Sequence[Failure]) -> list[Finding]:
    """Say whether the report would refuse, and which warnings it would print besides."""
    told = [
        Finding(SECTION, one.where, "refuses", one.text, verdict=STOPS, code=one.code,
                mend=REFUSALS[one.code].mend if one.code in REFUSALS else "")
        for one in failures
    ]  # fmt: skip
    if found is not None:
        notices = [*notices_of(found), *_small(found)]
        told += [noticed(SECTION, "", one) for one in notices if one.code not in _ELSEWHERE]
        told += _context(found.net)
    return told


def notices_of(found: Findings) -> list[Notice]:
    """Give the warnings of the report in words for the analyst."""
    return replace(found, audience=audience_named("analyst")).notices


def _small(found: Findings) -> list[Notice]:
    few = [wave for wave in found.waves if wave.members.n < FEW_PEOPLE]
    if not few:
        return []
    said = ", ".join(f"{wave.label or 'all records'} {wave.members.n}" for wave in few)
    return [Notice("W22", f"Members: {said}.")]


def _context(net: Network) -> list[Finding]:
    """Say for how many ties it is not known whether they arose at a convening (W12)."""
    share, count = unknown_context(net)
    if not share > UNKNOWN_CONTEXT:
        return []
    return [noticed(SECTION, "", Notice("W12", f"{percent(share)} of {count:,} ties."))]


def unknown_context(net: Network) -> tuple[float, int]:
    """Give the share of ties of unknown context, and how many ties there are; NaN: not recorded."""
    nobody = net.people.index[:0]
    ties = began(net, nobody, nobody)
    if ties is None or not len(net.ties):
        return float("nan"), 0
    return float((~ties.known).mean()), len(net.ties)


def possible(found: Findings | None, failures: Sequence[Failure], lost: int) -> pd.DataFrame:
    """Say finding by finding whether the report will be able to give it, and why not."""
    rows: list[tuple[str, str, str]] = []
    if found is None:
        why = failures[0].text if failures else "The records could not be read."
        rows.append(("any finding", NO, why))
    elif lost:
        why = f"{plural(lost, 'section')} cannot be read; all else is said of the others."
        rows.append(("a report as the project stands", NO, why))
    if found is not None:
        rows += [_change(found), _beyond(found)]
        rows += [row for wave in found.waves for row in _of_wave(wave)]
        rows += [_across(found), _exposure(found), *_self_organized(found.net)]
    return pd.DataFrame(rows, columns=list(COLUMNS)).astype("str")


def _change(found: Findings) -> tuple[str, str, str]:
    if found.change is None:
        return CHANGE, NO, found.no_change
    if found.change.reason:
        return CHANGE, NO, f"{reason(found.change.reason)}."
    about = (f"{found.kind} ", f"{found.kind},")
    notices = [*found.change.warnings, *(n for n in found.net.notes if n.found.startswith(about))]
    codes = [one for one in notices if one.tier != "footnote" and one.code != "W17"]
    if codes:
        return CHANGE, LIMITED, _listed(codes)
    labels = " and ".join(found.change.waves)
    if not (found.waves[0].coverage.known and found.waves[-1].coverage.known):
        return CHANGE, LIMITED, f"it is not known who answered in {labels}."
    return CHANGE, YES, f"asked alike in {labels}, and enough people answered."


def _beyond(found: Findings) -> tuple[str, str, str]:
    what = "speaking beyond this cohort"
    if found.change is None or found.change.reason:
        return what, NO, "there is no change to speak of."
    few = [one for one in found.change.warnings if one.code == "W17"]
    if few:
        return what, NO, _listed(few)
    return what, LIMITED, "an interval is given; without a comparison group a change is no effect."


def _of_wave(wave: Wave) -> list[tuple[str, str, str]]:
    """Say what one wave allows."""
    at = f"{wave.label}: " if wave.label else ""
    found = wave.coverage
    share = f"{percent(found.coverage)} of pairs were observed"
    if not found.known:
        share = "it is not known who answered, so every pair is taken as observed"
    codes = {one.code for one in found.notices}
    low = "W01" in codes
    counts = LIMITED if low or not found.known else YES
    if found.known and not found.answered:
        counts = NO
    why = f"{share}; {percent(found.response)} answered (W01)." if low else f"{share}."
    paths = NO if wave.withheld else LIMITED if wave.thin or not found.known else YES
    code = ", ".join(sorted(codes & {"W02", "W03"}))
    rows = [
        (f"{at}ties, density and reciprocity", counts, why),
        (f"{at}measures that follow paths", paths, f"{share}{f' ({code})' if code else ''}."),
    ]
    if wave.members.n < FEW_PEOPLE:
        few = f"{plural(wave.members.n, 'member')} (W22)."
        rows.append((f"{at}structure told from chance", NO, few))
    return rows


def _across(found: Findings) -> tuple[str, str, str]:
    what = f"ties between {found.group}s"
    if not found.has_groups:
        mend = f' Name the column in [people]: {found.group} = "…".'
        return what, NO, f"nobody’s {found.group} is known.{mend * (found.group == ORGANIZATION)}"
    if found.merged_groups:
        many = plural(len(found.merged_groups), found.group)
        return what, LIMITED, f"{many} too small to be shown under their own names."
    return what, YES, f"every {found.group} is large enough to be shown."


def _exposure(found: Findings) -> tuple[str, str, str]:
    what = "sessions and products, as exposure"
    if found.affiliations is None:
        return what, NO, "the records name no session and no work."
    codes = [one for one in found.event_notices if one.code == "W05"]
    return (what, LIMITED, _listed(codes)) if codes else (what, YES, "never as a headline.")


def _self_organized(net: Network) -> list[tuple[str, str, str]]:
    share, _ = unknown_context(net)
    if not share > UNKNOWN_CONTEXT:
        return []
    why = f"of {percent(share)} of ties nobody knows where they arose (W12)."
    return [("share of ties that arose outside the convenings", LIMITED, why)]


def _listed(notices: Sequence[Notice]) -> str:
    """Write warnings as a clause, each code once."""
    seen = {one.code: one for one in notices}
    return "; ".join(f"{one.found.rstrip('.')} ({code})" for code, one in seen.items()) + "."
