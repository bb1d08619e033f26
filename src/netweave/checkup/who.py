"""Who is who: names that find nobody, what is not decided, aliases that nothing needs."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pandas as pd

from netweave import errors
from netweave.checkup.files import ASIDE, tallies
from netweave.checkup.rows import NOTE, Finding, examples
from netweave.ingest.safe import written
from netweave.ingest.weaving.crosswalks import ANOTHER, TWICE, crosswalk
from netweave.report.wording import plural

if TYPE_CHECKING:
    from netweave.checkup.reading import Gathered

SECTION = "who is who"
MOST = 5


def findings(found: Gathered) -> list[Finding]:
    """Give the findings on names."""
    if found.ledger is None:
        return []
    candidates = _candidates(found)
    return [
        *_unmatched(found.ledger, candidates),
        *_doubtful(candidates, _names(found)),
        *_undecided(found),
        *_aliases(found),
    ]


def _candidates(found: Gathered) -> pd.DataFrame | None:
    """List whom names may mean; None where the sources are not at hand."""
    if found.people is None:
        return None
    try:
        return crosswalk(found.people, *found.sources, aliases=list(found.aliases) or None).table
    except errors.NetweaveError:
        return None


def _unmatched(ledger: Any, candidates: pd.DataFrame | None) -> list[Finding]:  # noqa: ANN401
    lost = ledger.unmatched
    counted = tallies(ledger)
    people = int(counted.loc[~counted["mention"].isin([ASIDE, "alias"]), "count"].sum())
    if not len(lost):
        text = "Every name and address was found in the roster."
        return [Finding(SECTION, "all files", "names that find nobody", text, 0, people)]
    mentions = int(lost["count"].sum())
    by_text = lost.groupby("as_written", sort=False)
    spelled = pd.DataFrame({"count": by_text["count"].sum(), "files": by_text["file"].nunique()})
    spelled = spelled.sort_values("count", ascending=False, kind="stable")
    most = [
        f"{examples([text])} ({count}{f' in {files} files' if files > 1 else ''})"
        for text, count, files in spelled.head(MOST).itertuples()
    ]
    more = f" and {len(spelled) - MOST:,} more" if len(spelled) > MOST else ""
    text = (
        f"{plural(len(spelled), 'spelling')} in {plural(mentions, 'mention')} fit nobody in the "
        f"roster, or more than one person. The most frequent: {', '.join(most)}{more}."
    )
    mend = "netweave match (nw.crosswalk) lists whom they may mean: decide there."
    told = [Finding(SECTION, "all files", "names that find nobody", text, mentions, people, NOTE,
                    mend=mend)]  # fmt: skip
    if candidates is not None:
        told.append(_likely(lost, candidates))
    return told


def _likely(lost: pd.DataFrame, candidates: pd.DataFrame) -> Finding:
    """Say how many of the names that find nobody have a likely match."""
    people = candidates[(candidates["what"] == "person") & candidates["suggested_id"].notna()]
    spellings = lost["as_written"].drop_duplicates()
    some = spellings[spellings.map(written).isin(people["as_written"])]
    text = f"{len(some):,} of {plural(len(spellings), 'spelling')} have a likely match."
    verdict = NOTE if len(some) else "ok"
    return Finding(
        SECTION, "all files", "likely matches", text, len(some), len(spellings), verdict,
        mend="A person has to confirm each; nothing is accepted by itself." if len(some) else "",
    )  # fmt: skip


def _names(found: Gathered) -> dict[str, str]:
    """Give id → name of the roster."""
    if found.people is None or "name" not in found.people.frame.columns:
        return {}
    names = found.people.frame["name"].dropna()
    return {str(key): str(name) for key, name in names.items() if str(name) != str(key)}


def _doubtful(candidates: pd.DataFrame | None, names: dict[str, str]) -> list[Finding]:
    """Say who may stand in the roster twice, and which organizations may be one."""
    told: list[Finding] = []
    if candidates is None:
        return told
    for reason, found in (
        (TWICE, "people who may be in the roster twice"),
        (ANOTHER, "organizations that may be one"),
    ):
        rows = candidates[(candidates["reason"] == reason) & candidates["decision"].isna()]
        if len(rows):
            meant = rows["suggested_id"].where(rows["suggested_id"].notna(), rows["suggested_name"])
            known = names if reason == TWICE else {}
            pairs = [
                " / ".join(f"{known[one]}, {one}" if one in known else one for one in map(str, two))
                for two in zip(rows["as_written"], meant, strict=True)
            ]
            told.append(Finding(
                SECTION, "the roster", found, f"{examples(pairs)}.", len(rows), None, NOTE,
                mend="Correct the roster, or decide in a crosswalk (netweave match).",
            ))  # fmt: skip
    return told


def _undecided(found: Gathered) -> list[Finding]:
    """Say how many rows of crosswalk files wait for a decision."""
    told = []
    for table in found.aliases:
        if table.crosswalk is None:
            continue
        waiting = int(table.crosswalk["decision"].isna().sum())
        every = len(table.crosswalk)
        text = f"{waiting:,} of {plural(every, 'row')} of the crosswalk wait for a decision."
        told.append(Finding(
            SECTION, table.file, "undecided", text, waiting, every, NOTE if waiting else "ok",
            mend="Write accept, 2, 3, an id or reject in the column decision." if waiting else "",
        ))  # fmt: skip
    return told


def _aliases(found: Gathered) -> list[Finding]:
    """Say how many aliases no record needed."""
    unused = len(found.ledger.unused_aliases)
    if not unused:
        return []
    text = f"{plural(unused, 'alias', 'aliases')} that no record needed."
    every = sum(len(table.line) for table in found.aliases) or None
    mend = "Look for a spelling that differs from the file's; else leave it."
    return [Finding(SECTION, "alias files", "unused aliases", text, unused, every, NOTE, mend=mend)]
