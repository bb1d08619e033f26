"""What a comparison rests on: warnings, who was there, who answered, where numbers come from."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from netweave import results
from netweave.codes import Notice
from netweave.compare import wording
from netweave.compare.case import joint_coverage, moved
from netweave.compare.estimate import FEW_ORGANIZATIONS
from netweave.compare.instrument import instrument_notices
from netweave.compare.outcome import merged
from netweave.coverage import coverage_code

if TYPE_CHECKING:
    from netweave.compare.case import Case
    from netweave.network import Network

# A Jaccard index below this says that the waves share hardly any tie (a heuristic).
FEW_SHARED = 0.2
FORMULA = (
    "P1 = c · (density after − density before) over pairs across organizations observed in both "
    "waves, c = 2 · all such pairs / people; widest of the jackknives over people and over "
    "organizations and of the interval for independent pairs"
)


def notices(
    case: Case, turned: pd.DataFrame, more: Iterable[Notice | None] = ()
) -> tuple[Notice, ...]:
    """Collect what the reader should know, one notice per code, the weightiest first.

    ``more`` are notices found elsewhere, None where there is none.
    """
    found = [notice for wave in case.coverage for notice in wave.notices]
    found += [notice for notice in more if notice is not None]
    joint = joint_coverage(case)
    if coverage_code(joint):
        found.append(Notice(coverage_code(joint), f"Both waves: {joint:.0%} of pairs observed."))
    found += instrument_notices(*case.waves, case.kind)
    if moved(case):
        pairs = f"{set_aside(case)} pairs changed from within to across or back"
        found.append(Notice("W11", f"{moved(case)} of {len(case.panel.people)} people; {pairs}."))
    if any(bool(net.convener.any()) for net in case.waves):
        found.append(Notice("W14", "members_only=False keeps the conveners in."))
    if not case.found.reason and case.found.spread.this_cohort_only:
        count, few = case.found.organizations, f"fewer than {FEW_ORGANIZATIONS}"
        why = few if case.found.spread.few else "but without one of them no pair across is left"
        found.append(Notice("W17", f"There are {count}, {why}."))
    jaccard = turned["jaccard"].to_dict()["all"]
    if jaccard < FEW_SHARED:
        found.append(Notice("W20", f"The Jaccard index of all ties is {jaccard:.2f}."))
    return merged(found)


def set_aside(case: Case) -> int:
    """Count the pairs that somebody's new organization turned from inside to across or back."""
    return int((case.dyads.moved & case.dyads.observed).sum())


def assumptions(case: Case) -> tuple[str, ...]:
    """Say what the numbers take for granted."""
    unknown = not (case.found.reason == "NOT_OBSERVED" or any(case.known))
    waves = zip(case.dyads.unreported, case.unobserved, strict=True)
    unreported = sum(ties for ties, unobserved in waves if not unobserved)
    said = (wording.UNKNOWN if unknown else "", wording.unreported_words(unreported))
    return tuple(text for text in said if text)


def other_kinds(before: Network, after: Network, kind: str) -> tuple[str, ...]:
    """Name the kinds that did not enter."""
    names = [str(name) for net in (before, after) for name in net.kinds.index]
    return tuple(name for name in dict.fromkeys(names) if name != kind)


def passport(case: Case, left_out: tuple[str, ...]) -> results.Passport:
    """Say where the numbers come from."""
    levels = [float(net.kinds["threshold"].to_dict()[case.kind]) for net in case.waves]
    spelled = list(dict.fromkeys("any" if np.isnan(level) else f"{level:g}" for level in levels))
    dyads, conveners = case.dyads, len(case.panel.conveners)
    kept = any(bool(net.convener.any()) for net in case.waves)
    return results.Passport(
        measure="P1",
        formula=FORMULA,
        kinds=(case.kind,),
        left_out=left_out,
        wave=" → ".join(case.labels),
        threshold=f"{case.kind}: {' → '.join(spelled)}",
        people=len(case.panel.people),
        ties=int(((dyads.before | dyads.after) & dyads.observed).sum()),
        convener="with" if kept else "without" if conveners else "none marked",
        coverage=joint_coverage(case),
    )


def coverage_table(case: Case) -> pd.DataFrame:
    """Lay out who answered in either wave, and the pairs that observed."""
    names = ["known", "eligible", "answered", "declined", "response", "pairs"]
    names += ["both", "one", "none", "coverage", "confirmation"]
    rows = [{name: getattr(wave, name) for name in names} for wave in case.coverage]
    return pd.DataFrame(rows, index=pd.Index(case.labels, name="wave"))


def response_table(case: Case) -> pd.DataFrame:
    """Lay out response by organization, one column per wave."""
    columns = [wave.by_group["response"] for wave in case.coverage]
    return pd.concat(columns, axis=1, keys=list(case.labels))


def people_counts(case: Case) -> pd.Series:
    """Count the panel, who joined, who left, and what else must be known of them."""
    sizes = {
        "P": len(case.panel.people),
        "J": len(case.panel.joined),
        "L": len(case.panel.left),
        "G": case.dyads.organizations,
        "conveners": len(case.panel.conveners),
        "moved": moved(case),
        "unknown": int((~case.dyads.known).sum()),
    }
    return pd.Series(sizes, name="people", dtype="int64")
