"""Sessions and works: which make most of the network, and which make none of it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pandas as pd

from netweave.checkup.rows import NOTE, OK, Finding, examples, noticed
from netweave.report.wording import percent, plural

if TYPE_CHECKING:
    from netweave.affiliations import Affiliations
    from netweave.network import Network

SECTION = "attendance"
CODES = frozenset({"W05", "W06", "W26", "W27"})
# Heuristic: a session that makes more than this share of all pairs decides what is read from them.
DOMINATES = 0.5


def findings(net: Network | None) -> list[Finding]:
    """Give the findings on sessions and works."""
    if net is None or net.report.affiliations is None:
        return []
    ledger: Any = net.report
    two_mode: Affiliations = ledger.affiliations
    return [
        *_large(two_mode),
        *(noticed(SECTION, "", one) for one in net.notes if one.code in CODES),
        *_alone(two_mode),
        *_outside(two_mode, ledger, net.waves),
        *_departed(ledger),
    ]


def _large(two_mode: Affiliations) -> list[Finding]:
    """List the sessions that make most pairs."""
    shares = two_mode.shares()
    shares = shares[(shares["kind"] == "attendance").to_numpy()]
    if not len(shares) or shares["share_of_pairs"].isna().all():
        return []
    ranked = shares.sort_values("share_of_pairs", ascending=False, kind="stable")
    over = ranked[ranked["share_of_pairs"] > DOMINATES]
    if not len(over):
        top = ranked.iloc[0]
        text = (
            f"No session makes more than half of all pairs; {examples([ranked.index[0]])} makes "
            f"most, {percent(top['share_of_pairs'])} of them."
        )
        return [Finding(SECTION, "", "sessions that dominate", text, 0, len(shares))]
    said = [
        f"{event} ({percent(share)}, {plural(int(people), 'person', 'people')})"
        for event, share, people in zip(
            over.index, over["share_of_pairs"], over["people"], strict=True
        )
    ]
    text = f"More than half of all pairs met at {examples(said)}."
    mend = "Set max_size under [ties], or read attendance as exposure; see Affiliations.shares()."
    return [Finding(SECTION, "", "sessions that dominate", text, len(over), len(shares),
                    NOTE, mend=mend)]  # fmt: skip


def _alone(two_mode: Affiliations) -> list[Finding]:
    events = two_mode.events
    sessions = events[(events["kind"] == "attendance").to_numpy()]
    single = sessions.index[(sessions["size"] <= 1).to_numpy()]
    if not len(sessions):
        return []
    text = f"{len(single):,} of {plural(len(sessions), 'session')} have one person"
    text += f": {examples(single)}. They make no tie." if len(single) else "."
    return [Finding(SECTION, "", "sessions with one person", text, len(single),
                    len(sessions), NOTE if len(single) else OK)]  # fmt: skip


def _outside(
    two_mode: Affiliations,
    ledger: Any,  # noqa: ANN401
    waves: pd.DataFrame,
) -> list[Finding]:
    """Say which sessions and works lie outside every wave."""
    count = sum(ledger.outside.values())
    if not count:
        return []
    events = two_mode.events
    lost = events.index[events["wave"].isna().to_numpy()]
    files = ", ".join(ledger.outside)
    text = (
        f"{plural(len(lost), 'session or work', 'sessions and works')} outside every wave, with "
        f"{plural(count, 'mention')} of people: {examples(lost)}. They enter no wave."
    )
    return [Finding(SECTION, files, "outside every wave", text, len(lost), len(events), NOTE,
                    mend=_mend(events.loc[lost, "start"], waves))]  # fmt: skip


def _mend(when: pd.Series, waves: pd.DataFrame) -> str:
    """Advise on sessions outside every wave: by where they lie, and never a wave of sessions."""
    spans = waves[["start", "end"]].dropna()
    if not len(spans):
        return "Give the dates of the waves: [[waves]] with label, start and end."
    if when.isna().all():
        return "Give their dates; where the waves have dates, only a date puts them into one."
    inside = when.dropna().between(spans["start"].min(), spans["end"].max())
    if inside.all():
        return (
            "Between two waves this may be as meant: who met there stands in "
            "nw.compare.exposure_contrast. If they belong to a wave, move its start or end. Do not "
            "make a wave of them: a wave needs answers, not only sessions."
        )
    return "Correct the dates, or move the start or the end of the wave that they belong to."


def _departed(ledger: Any) -> list[Finding]:  # noqa: ANN401
    told = []
    for file, count in ledger.departed.items():
        text = (
            f"{plural(int(count), 'mention')} of people who had left by the end of the wave: "
            "counted in the event, in none of the wave's ties."
        )
        told.append(Finding(SECTION, str(file), "people who left", text, int(count)))
    return told
