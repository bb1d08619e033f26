"""The page for one person: what is their own, beside how it spreads over everybody."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from netweave import errors
from netweave.audience import PARTICIPANT, SUPPRESSED, Band
from netweave.report.own import Own, own_facts
from netweave.report.page import Box, Gap, Part, Section, Shown, Text
from netweave.report.tables import Table
from netweave.report.waves import Wave, described_kind, waves_of
from netweave.report.wording import CAUTION, HIDDEN, number

if TYPE_CHECKING:
    from netweave.network import Network

TITLE = "Your place in the network"
ABOUT = (
    "This page was made for one person and shows nobody else: no names, no answers of single "
    "people, and of everybody together only in which range how many of them are. Who named you is "
    "not told, and how many did only in classes."
)
NOT_YOU = (
    "What sort of person you are, how well you work, or what you want.",
    "That more is better. Some tasks need many ties, others need few that hold.",
    "That somebody who did not name you gives you nothing: a question asks for one thing, and "
    "people forget.",
)
SILENT = "You did not answer in this wave, so only what others reported is known."
NOTHING = "These records hold no ties, only the chance of some, so there is nothing to say."
SPREAD = (
    "A range is shown where at least six people are in it, so that nobody can be told from it. "
    "What others reported of you is given in classes that single answers do not show in, and "
    "is hidden where fewer than 15 others could have reported it. What people named themselves is "
    "known of those who answered only, so ranges are of these; conveners are not among the members."
)


@dataclass(frozen=True)
class OwnPage:
    """A page for one person, ready to be written."""

    title: str
    subtitle: str
    sections: Sequence[Section]
    version: str


def report_participant(
    net: Network,
    person: str,
    path: str | Path,
    *,
    title: str = TITLE,
    headline: str | None = None,
    group: str = "organization",
    force: bool = False,
) -> Path:
    """Write the page that one person may see: their own numbers, beside those of everybody.

    Wave by wave it says how many people the person named, exactly, and how many of these are in
    other organizations: their own answers. What others reported of the person is given in classes
    (fewer than 5, 5 to 9, 10 to 19, 20 or more), and only as many of these as leave ten others
    open; with fewer than 15 others who could report it, it is hidden. So it is where either side
    of a tie may report it, and where nobody was asked, as in records. How many ties a person has
    either way, and how far their contacts are tied to each other, is not said: beside the own
    answers, or beside a second page, it would tell what single people answered. Beside a number
    stands how many people lie in which range, where six people or more are in each. Ties of the
    headline kind, each pair of people counted once and whatever its strength.

    Parameters
    ----------
    net : Network
        Any number of waves.
    person : str
        Whose page, an id of ``net.people.index``. Whoever declined is not in the network and gets
        none.
    path : path
        The page, one HTML file. It may not lie in the folder of a report.
    title : str
        The heading.
    headline : str, optional
        The kind of tie; needed if several could be the headline.
    group : str, default "organization"
        What ties are said to cross.
    force : bool, default False
        Whether a file that exists may be overwritten.

    Returns
    -------
    Path
        The page. Give it to that person and to nobody else: never publish it, and never show it
        to a supervisor or a funder.

    Raises
    ------
    ArgumentError
        If nobody of that id is in the network, the file exists, or it would lie in a report.
    RefusalError
        E-HEADLINE if the headline kind named is an opportunity.

    Examples
    --------
    >>> import pathlib, tempfile
    >>> import pandas as pd
    >>> import netweave as nw
    >>> ties = pd.DataFrame({"learner": ["ada", "ben"], "learned_from": ["ben", "cem"]})
    >>> net = nw.Network(["ada", "ben", "cem"], ties)
    >>> with tempfile.TemporaryDirectory() as folder:
    ...     page = nw.report_participant(net, "ada", pathlib.Path(folder, "ada.html"))
    ...     page.name, "cem" in page.read_text()
    ('ada.html', False)
    """
    from netweave.report import render  # noqa: PLC0415
    from netweave.report.keyfile import report_above  # noqa: PLC0415

    path = Path(path)
    made = make_own_page(net, person, title=title, headline=headline, group=group)
    if (report := report_above(path)) is not None:
        raise errors.page_in_report(str(path), report.name)
    if not path.parent.is_dir():
        raise errors.no_such_folder(str(path), str(path.parent))
    if path.is_dir() or path.is_symlink() or (path.exists() and not force):
        raise errors.ArgumentError(
            f"path names something that exists: {errors.shown(str(path))}. Name another file, or "
            "say force=True."
        )
    path.write_bytes(render(made, "participant.html.j2").encode("utf-8", "replace"))
    return path


def make_own_page(
    net: Network,
    person: str,
    *,
    title: str = TITLE,
    headline: str | None = None,
    group: str = "organization",
) -> OwnPage:
    """Put the page of one person together, without writing it."""
    import netweave  # noqa: PLC0415

    if not isinstance(person, str) or person not in net.people.index:
        raise errors.person_needed(person, net.n)
    kind, _ = described_kind(net, headline)
    waves = waves_of(net, kind, group) if kind else ()
    sections = [_section(wave, kind, group, person, place) for place, wave in enumerate(waves)]
    if not sections:
        sections = [Section("none", "Ties", [Gap(NOTHING)])]
    limits = Section("limits", "What must not be concluded", [
        Box("From these numbers nobody should conclude", NOT_YOU), Text(CAUTION)
    ])  # fmt: skip
    about = Section("about", "What this is", [Text(ABOUT)])
    name = net.people["name"].get(person) if "name" in net.people.columns else None
    called = str(name) if isinstance(name, str) and name.strip() else person
    return OwnPage(title, f"For {called}", [about, *sections, limits], str(netweave.__version__))


def _section(wave: Wave, kind: str, group: str, person: str, place: int) -> Section:
    """Write one wave, or that the person was not there."""
    heading = wave.label or "All records"
    name = f"wave-{place}"
    if person not in wave.everybody.people.index:
        return Section(name, heading, [Gap("You do not belong to this wave.")])
    found = own_facts(wave, kind, group, person)
    people = wave.members.n
    parts: list[Part] = []
    if not found.answered:
        parts.append(Gap(SILENT))
    rows = [[one.label, _own(one), _spread(one, people)] for one in found.rows]
    columns = ["", "you", f"how many of the {people:,} members are where"]
    frame = pd.DataFrame(rows, columns=columns)
    table = Table(f"own_{place}", f"Your ties of the kind “{kind}”", frame, note=SPREAD)
    return Section(name, heading, [*parts, Shown(table)])


def _own(one: Own) -> str:
    """Write a person's own value."""
    if isinstance(one.value, str):
        return HIDDEN if one.value == SUPPRESSED else one.value
    return number(one.value, 0)


def _spread(one: Own, people: int) -> str:
    """Write how a number spreads over the members of whom it is known."""
    if one.everybody is None:
        return "not shown"
    bands: list[tuple[Band, int]] = PARTICIPANT.spread(list(np.asarray(one.everybody, dtype=float)))
    if not bands:
        return "too few people, or too much alike, to be shown"
    known = len(one.everybody)
    lead = f"of the {known:,} known: " if known < people else ""
    return lead + " · ".join(f"{band}: {count:,}" for band, count in bands)
