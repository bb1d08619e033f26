"""The section on exposure: sessions and products. Opportunity, never a headline."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from netweave.audience import SUPPRESSED
from netweave.report.page import Gap, Heading, Part, Section, Shown, Text
from netweave.report.tables import Table, digits
from netweave.report.wording import DASH, percent, plural

if TYPE_CHECKING:
    from netweave.affiliations import Affiliations
    from netweave.report.findings import Findings

TITLE = "Sessions and products"
OUTSIDE = "outside every wave"
MOST_SESSIONS = 10


def section(findings: Findings) -> Section:
    """Write who met where, and what was made together."""
    found = findings.affiliations
    if found is None:
        text = "The project names no attendance and no products, so exposure cannot be described."
        return Section("events", TITLE, [Gap(text)])
    kinds = found.events["kind"]
    parts: list[Part] = []
    if (kinds == "attendance").any():
        parts += _sessions(findings, found)
    if (kinds == "authorship").any():
        parts += _works(findings, found)
    return Section("events", TITLE, parts)


def _members(found: Affiliations) -> np.ndarray:
    return ~found.people["convener"].to_numpy()


def _sessions(findings: Findings, found: Affiliations) -> list[Part]:
    events = found.events[found.events["kind"] == "attendance"]
    met, possible = met_pairs(found)
    share = met / possible if possible else float("nan")
    return [
        Heading("Sessions"),
        Text(
            "Being at the same session is the opportunity for a tie and is no tie. These numbers "
            "say who could have met; they never enter a headline. "
            f"{percent(share)} of all pairs of members were in the same session at least once."
        ),
        Shown(by_format(findings, found, events)),
        *_shares(findings, found),
        Text(_led(found, events)),
    ]


def _shares(findings: Findings, found: Affiliations) -> list[Part]:
    """Show the analyst how much of the network the largest sessions make."""
    if not findings.audience.shows_people:
        return []
    shares = found.shares()
    shares = shares[shares["kind"] == "attendance"].head(MOST_SESSIONS)
    wave = shares["wave"].astype("str").fillna(OUTSIDE if len(findings.net.waves) else "all")
    frame = pd.DataFrame({
        "session": shares.index.astype("str"),
        "wave": wave.to_numpy(),
        "people": shares["size"].to_numpy(),
        "pairs it makes": shares["share_of_pairs"].map(percent).to_numpy(),
        "pairs only it makes": shares["share_only_here"].map(percent).to_numpy(),
        "weight it makes": shares["share_of_weight"].map(percent).to_numpy(),
    })
    table = Table(
        "session_shares",
        "How much of the network of sessions and works each session makes",
        frame,
        formats=digits(0, "people"),
        note=f"Shares of all waves together; the {MOST_SESSIONS} that make most weight.",
    )
    return [Shown(table)]


def met_pairs(found: Affiliations) -> tuple[int, int]:
    """Count the pairs of members who were at one session or more together, and all pairs."""
    kinds = (found.events["kind"] == "attendance").to_numpy()
    there = found.matrix[_members(found)][:, kinds]
    together = there @ there.T
    n = there.shape[0]
    joined = (together.nnz - int((together.diagonal() > 0).sum())) // 2
    return joined, n * (n - 1) // 2


def by_format(findings: Findings, found: Affiliations, events: pd.DataFrame) -> Table:
    """Count sessions, participants and attendances by format and wave."""
    records = found.records[["person", "event"]].drop_duplicates()
    names = ["format", "wave"]
    tagged = events.assign(
        format=events["format"].fillna("not stated").replace("", "not stated"),
        wave=events["wave"]
        .astype("str")
        .fillna(OUTSIDE if len(findings.net.waves) else "all records"),
    )
    joined = records.astype({"event": "str"}).join(tagged[names], on="event", how="inner")
    sessions = tagged.groupby(names, sort=True).size()
    people = joined.groupby(names)["person"].nunique().reindex(sessions.index, fill_value=0)
    attended = joined.groupby(names).size().reindex(sessions.index, fill_value=0)
    order = _order(findings, sessions.index)
    sessions, people, attended = sessions[order], people[order], attended[order]
    shown = findings.audience.column(list(attended), list(people))
    frame = pd.DataFrame({
        "format": [str(key[0]) for key in order],
        "wave": [str(key[1]) for key in order],
        "sessions": list(sessions),
        "people who took part": [
            SUPPRESSED if one == SUPPRESSED else int(count)
            for count, one in zip(people, shown, strict=True)
        ],
        "attendances": shown,
    })
    return Table(
        "sessions",
        "Sessions by format: how many, how many people took part, how often",
        frame,
        formats=digits(0, "sessions", "people who took part", "attendances"),
        note="People on the roster only, the convener included.",
    )


def _order(findings: Findings, index: pd.Index) -> list[tuple[str, str]]:
    waves = [str(label) for label in findings.net.waves.index]
    place = {label: number for number, label in enumerate(waves)}
    return sorted(index, key=lambda key: (place.get(key[1], len(waves)), key[0]))


def _led(found: Affiliations, events: pd.DataFrame) -> str:
    led, with_presenter = led_by_members(found, events)
    if not with_presenter:
        return "Who presented is not recorded."
    return (
        f"In {led} of {plural(with_presenter, 'session')} with a recorded presenter, at least one "
        "presenter was a member and not the convener."
    )


def led_by_members(found: Affiliations, events: pd.DataFrame) -> tuple[int, int]:
    """Count the sessions in which a member presented, and those with a recorded presenter."""
    records = found.records
    presented = records[(records["role"] == "presenter")]
    presented = presented[presented["event"].astype("str").isin(events.index)]
    member = found.people["convener"].reindex(presented["person"].astype("str")).to_numpy()
    led = presented["event"].astype("str")[~member.astype(bool)].nunique()
    return int(led), int(presented["event"].nunique())


def for_scorecard(findings: Findings) -> list[tuple[str, str, str, str]]:
    """Give what stands here and speaks to an aim: words, aim, value, and what it is taken of."""
    found = findings.affiliations
    if found is None:
        return []
    kinds, lines = found.events["kind"], []
    if (kinds == "attendance").any():
        met, possible = met_pairs(found)
        led, known = led_by_members(found, found.events[kinds == "attendance"])
        share = percent(met / possible) if possible else DASH
        lines.append((
            "Share of member pairs that were at one session together",
            "Occasions to meet",
            share,
            f"{possible:,} pairs of members",
        ))
        lines.append(("Sessions in which a member presented", "Led by members",
                      f"{led:,}" if known else DASH,
                      f"of {plural(known, 'session')} with a recorded presenter" if known
                      else "who presented is not recorded"))  # fmt: skip
    if (kinds == "authorship").any():
        crossing, works = _crossing(findings, found), int((kinds == "authorship").sum())
        lines.append(("Works by people of two or more organizations", "Making things together",
                      DASH if crossing is None else f"{crossing:,}",
                      f"of {plural(works, 'work')}"))  # fmt: skip
    return lines


def _crossing(findings: Findings, found: Affiliations) -> int | None:
    """Count the works by people of two organizations or more; None if none is known."""
    works = found.events[found.events["kind"] == "authorship"]
    records = found.records[found.records["event"].astype("str").isin(works.index)]
    groups = _groups(findings, found)
    if not groups.notna().any():
        return None
    organization = groups.reindex(records["person"].astype("str")).to_numpy()
    crossing = pd.Series(organization).groupby(records["event"].astype("str").to_numpy()).nunique()
    return int((crossing >= 2).sum())


def _works(findings: Findings, found: Affiliations) -> list[Part]:
    works = found.events[found.events["kind"] == "authorship"]
    records = found.records[found.records["event"].astype("str").isin(works.index)]
    matched = records.groupby(records["event"].astype("str"))["person"].nunique()
    crossing = _crossing(findings, found)
    sizes = works["size"]
    rows = [
        ["Works", len(works)],
        ["… by one author", int((sizes == 1).sum())],
        ["… by two to four authors", int(sizes.between(2, 4).sum())],
        ["… by five authors or more", int((sizes >= 5).sum())],
        ["… with two or more authors on the roster", int((matched >= 2).sum())],
        ["… by people of two or more organizations",
         DASH if crossing is None else crossing],
        ["Authors on the roster", findings.audience.head_count(records["person"].nunique())],
    ]  # fmt: skip
    frame = pd.DataFrame(rows, columns=["", "count"])
    text = (
        "Works made together are ties of another kind than those reported in a survey; they are "
        "described here and do not enter the headline."
        if findings.kind != "coauthorship"
        else "Works made together are the ties that this report describes."
    )
    table = Table("works", "Works and their authors", frame, note="Authors who are not on the "
                  "roster count in the size of a work.")  # fmt: skip
    return [Heading("Products"), Text(text), Shown(table)]


def _groups(findings: Findings, found: Affiliations) -> pd.Series:
    """Give each person's organization, from the roster's last entry where there are waves."""
    roster = findings.net.roster
    if roster is not None and findings.group in roster.columns:
        return roster[findings.group].groupby(level="person").last()
    if findings.group in found.people.columns:
        return found.people[findings.group]
    return pd.Series(index=found.people.index, dtype="str")
