"""The report: one page that can be mailed, the tables behind it and the maps."""

from __future__ import annotations

import importlib.resources
import tempfile
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from netweave.audience import audience_named
from netweave.report import (
    changes,
    clusters,
    events,
    files,
    front,
    hubs,
    indices,
    organizations,
    people,
    pictures,
    records,
    standard,
    structure,
)
from netweave.report.findings import Findings, Options, find
from netweave.report.page import Box, Notices, Page, Section, Text
from netweave.report.wording import CAUTION, NOT_CONCLUDED, clean

if TYPE_CHECKING:
    from netweave.affiliations import Affiliations
    from netweave.network import Network

__all__ = ["Options", "make_page", "write_report"]
Progress = Callable[[str], None]


def write_report(
    net: Network,
    folder: str | Path,
    *,
    options: Options,
    affiliations: Affiliations | None = None,
    progress: Progress = lambda _: None,
    force: bool = False,
) -> Path:
    """Write a report into a folder.

    Parameters
    ----------
    net : Network
        As woven, any number of waves.
    folder : path
        Made if it does not exist; refused if it holds anything else than a report.
    options : Options
        Title, audience, headline kind, group, seed.
    affiliations : Affiliations, optional
        The events and works behind it, for the section on exposure.
    progress : callable, optional
        Told the name of each long step.
    force : bool, default False
        Whether to write into a folder that holds other files.

    Returns
    -------
    Path
        The page, ``index.html``; beside it ``tables/``, ``maps/``, ``netweave.xlsx`` and
        ``findings.json``.

    Raises
    ------
    DataError
        If the folder holds something else, or the headline kind must be named.
    RefusalError
        E-HEADLINE if the headline kind named is an opportunity.
    """
    folder = Path(folder)
    files.prepare(folder, force=force)
    page = make_page(net, options, affiliations, progress)
    progress("writing the report")
    exact = audience_named(options.audience).exact
    contents = _contents(page, exact=exact)
    files.write_all(folder, contents, _facts(page, options), force=force)
    return folder / "index.html"


def make_page(
    net: Network,
    options: Options,
    affiliations: Affiliations | None = None,
    progress: Progress = lambda _: None,
) -> Page:
    """Put a report together, without writing it."""
    found = find(net, options, affiliations, progress)
    progress("measuring")
    mixes = organizations.mixes(found)
    alone = structure.alone(found)
    dependence = hubs.find(found)
    progress("comparing with random networks")
    judged = indices.find(found)
    version = _version()
    sections = [changes.section(found)]
    if found.waves:
        sections.append(structure.whole(found, alone))
    progress("drawing the maps")
    first = pictures.organization_map(found, mixes, "organizations", members_only=True)
    second = (
        pictures.organization_map(found, mixes, "organizations_with_convener", members_only=False)
        if first is not None and any(mix.convener for mix in mixes)
        else None
    )
    everybody = pictures.people_map(found)
    person = people.section(found, everybody if first is not None else None)
    sections.append(organizations.section(found, mixes, [second] if second else []))
    if found.waves:
        progress("looking for hubs and clusters")
        sections += [structure.bridging(found), hubs.section(found, dependence, judged)]
        sections.append(clusters.section(found))
    sections += [*([person] if person else []), events.section(found), _limits()]
    sections += [_warnings(found), records.section(found)]
    sections += [standard.section(found, alone, dependence, version), standard.glossary()]
    return Page(
        title=options.title,
        subtitle=front.subtitle(found),
        audience=front.AUDIENCES[found.audience.name],
        statement=front.statement(found),
        cards=front.cards(found, mixes, dependence, alone),
        warnings=found.notices[: front.ON_PAGE_ONE],
        more_warnings=max(len(found.notices) - front.ON_PAGE_ONE, 0),
        picture=first or everybody,
        missing_picture=_no_map(found),
        sections=sections,
        version=version,
    )


def render(page: Page) -> str:
    """Write the page as one HTML file; everything that is not markup of ours is escaped."""
    import jinja2  # noqa: PLC0415

    environment = jinja2.Environment(
        loader=jinja2.FunctionLoader(_template),
        autoescape=True,
        undefined=jinja2.StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )
    environment.filters["capitalize_first"] = lambda text: text[:1].upper() + text[1:]
    return clean(environment.get_template("report.html.j2").render(page=page))


def _template(name: str) -> str:
    folder = importlib.resources.files("netweave.report") / "templates"
    return (folder / name).read_text(encoding="utf-8")


def _contents(page: Page, *, exact: bool) -> dict[str, str | bytes]:
    """Give every file of the report: name → content; digits beyond the page's only if exact."""
    contents: dict[str, str | bytes] = {"index.html": render(page)}
    tables = page.tables if exact else [table.as_shown() for table in page.tables]
    for table in tables:
        contents[f"tables/{table.name}.csv"] = files.as_csv(table)
    for picture in page.pictures:
        head = '<?xml version="1.0" encoding="utf-8"?>\n'
        contents[f"maps/{picture.name}.svg"] = f"{head}{picture.svg}\n"
        contents[f"maps/{picture.name}.png"] = picture.png
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "netweave.xlsx"
        remarks = [
            page.subtitle,
            page.audience,
            page.statement,
            CAUTION,
            f"netweave {page.version}",
        ]
        files.as_workbook(tables, page.title, remarks, path)
        contents["netweave.xlsx"] = path.read_bytes()
    return contents


def _facts(page: Page, options: Options) -> dict[str, object]:
    """Give what other programs may read from the report: page one in plain text."""
    return {
        "version": page.version,
        "title": page.title,
        "audience": options.audience,
        "statement": page.statement,
        "cards": {card.id: f"{card.value} {card.unit}".strip() for card in page.cards},
        "warnings": [notice.code for notice in page.warnings],
    }


def _limits() -> Section:
    box = Box("From these data nobody should conclude", NOT_CONCLUDED)
    return Section("limits", "What must not be concluded", [box, Text(CAUTION)])


def _warnings(found: Findings) -> Section:
    if not found.notices:
        return Section("warnings", "Warnings", [Text("No warning was raised.")])
    lead = Text(
        "The weightiest first. A coloured edge marks those that change how results are read."
    )
    return Section(
        "warnings", "Warnings, and what to do about them", [lead, Notices(found.notices)]
    )


def _no_map(found: Findings) -> str:
    """Say why page one has no map."""
    if not found.has_groups:
        why = "there are no ties" if not found.kind else "nobody’s organization is known"
        return (
            f"There is no map of organizations: {why}. A map of people is drawn for the analyst "
            "only (--audience analyst), since its shape alone can tell who is who, and only for "
            "networks small enough to be read."
        )
    return "There is no map: with so few organizations it would give single counts away."


def _version() -> str:
    import netweave  # noqa: PLC0415

    return str(netweave.__version__)
