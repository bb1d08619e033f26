"""Who answered, wave by wave and organization by organization, and who is still to be asked."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, TypeAlias

import pandas as pd

from netweave import errors
from netweave.checkup.rows import NOTE, OK, Finding, noticed
from netweave.coverage import FULL, Coverage, answered, coverage_of, groups_of, is_recorded
from netweave.coverage import who_has_not_answered as silent
from netweave.ingest.weaving.asked import UNUSABLE
from netweave.report.wording import percent

if TYPE_CHECKING:
    from netweave.network import Network

Asked: TypeAlias = "tuple[str, str, Network]"
SECTION = "response"
BY_ORGANIZATION = "response by organization"
CHASING = ("wave", "organization", "person", "name", "kinds", "state")
_ROWS = ("W01", "W04")


def waves_asked(net: Network | None) -> list[Asked]:
    """Give the waves, and the kinds of tie that somebody was asked about in them."""
    if net is None:
        return []
    kinds = [str(kind) for kind in net.kinds.index if not is_recorded(net, str(kind))]
    labelled = net.by_wave() if len(net.waves) else {"": net}
    return [
        (str(label), kind, part)
        for label, part in labelled.items()
        for kind in kinds
        if answered(part, kind)[1]
    ]


def findings(asked: Sequence[Asked], group: str) -> list[Finding]:
    """Give the findings on response: of members, as the report counts it."""
    told: list[Finding] = []
    for label, kind, part in asked:
        members = part.without("convener")
        found = coverage_of(members, kind, group=_known(members, group))
        told += _wave(f"{label}, {kind}" if label else kind, found, members)
    return told


def _known(net: Network, group: str) -> str:
    """Give the group, or organizations where nobody has such a group: the report refuses then."""
    try:
        groups_of(net, group)
    except errors.NetweaveError:
        return "organization"
    return group


def _wave(where: str, found: Coverage, members: Network) -> list[Finding]:
    listed = {notice.code: notice for notice in found.notices if notice.code in _ROWS}
    low = "W01" in listed
    mend = listed["W01"].mend if low else ""
    both = percent(found.both / found.pairs if found.pairs else None)
    text = (
        f"{found.answered:,} of {found.eligible:,} members answered ({percent(found.response)}); "
        f"{_states(found, members)}. {percent(found.coverage)} of pairs were reported by at least "
        f"one side, {both} by both."
    )
    told = [
        Finding(SECTION, where, "response", text, found.answered, found.eligible,
                NOTE if low else OK, "W01" if low else "", mend)
    ]  # fmt: skip
    if "W04" in listed:
        told.append(noticed(SECTION, where, listed["W04"]))
    for organization, row in found.by_group.iterrows():
        count, of = int(row["answered"]), int(row["eligible"])
        few = of > 0 and count / of < FULL
        said = f"{count:,} of {of:,} answered ({percent(count / of if of else None)})."
        told.append(
            Finding(SECTION, f"{where}: {organization}", BY_ORGANIZATION, said, count, of,
                    NOTE if few else OK)
        )  # fmt: skip
    return told


def _states(found: Coverage, members: Network) -> str:
    """Say how many are silent, and in which state."""
    waiting = silent(members, found.kind)["state"].value_counts()
    counts = {str(state): int(count) for state, count in sorted(waiting.items())}
    counts["declined"] = found.declined
    return ", ".join(f"{count:,} {state}" for state, count in counts.items())


def chasing_list(net: Network | None, asked: Sequence[Asked]) -> pd.DataFrame:
    """List whom to remind, wave by wave in the order of people; who declined is never in it."""
    tables = [silent(part, kind).assign(kinds=kind) for label, kind, part in asked if label]
    if net is None or not tables:
        return pd.DataFrame({name: pd.Series(dtype="str") for name in CHASING})
    every = pd.concat(tables, ignore_index=True)
    grouped = every.groupby(["wave", "person"], sort=False)
    rows = grouped.agg(
        organization=("organization", "first"),
        kinds=("kinds", ", ".join),
        state=("state", _furthest),
    ).reset_index()
    rows["name"] = rows["person"].map(_names(net))
    place = rows["wave"].map({str(label): at for at, label in enumerate(net.waves.index)})
    who = net.people.index.get_indexer(pd.Index(rows["person"]))
    order = pd.DataFrame({"wave": place, "who": who}).sort_values(["wave", "who"]).index
    return rows.loc[order, list(CHASING)].reset_index(drop=True).astype("str")


def _furthest(states: pd.Series) -> str:
    """Give the state over several questions: the one that says most."""
    return next((word for word in (UNUSABLE, "invited") if (states == word).any()), states.iloc[0])


def _names(net: Network) -> pd.Series:
    if "name" in net.people.columns:
        return net.people["name"].astype("str")
    return pd.Series(index=net.people.index, dtype="str")
