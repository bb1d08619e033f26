"""The report: one page that can be mailed, the tables behind it and the maps."""

from __future__ import annotations

import importlib.resources
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from netweave.report import (
    changes,
    clusters,
    differences,
    events,
    files,
    front,
    hubs,
    indices,
    organizations,
    people,
    pictures,
    points,
    published,
    quality,
    scorecard,
    standard,
    structure,
)
from netweave.report.findings import Findings, Options, find
from netweave.report.page import Box, Page, Section, Text
from netweave.report.wording import CAUTION, clean

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
        Made if it does not exist; refused if it holds anything else than a report of this title.
    options : Options
        Title, audience, headline kind, group, seed.
    affiliations : Affiliations, optional
        The events and works behind it, for the section on exposure.
    progress : callable, optional
        Told the name of each long step.
    force : bool, default False
        Whether to write into a folder that holds other files, or over another report.

    Returns
    -------
    Path
        The page, ``index.html``; beside it ``tables/``, ``sheets/``, ``maps/``,
        ``netweave.xlsx``, ``numbers.json`` and ``findings.json``.

    Raises
    ------
    DataError
        If the folder holds something else or the report of another project, or the headline
        kind must be named.
    RefusalError
        E-HEADLINE if the headline kind named is an opportunity.
    """
    folder = Path(folder)
    files.prepare(folder, title=options.title, force=force)
    found, page = compose(net, options, affiliations, progress)
    progress("writing the report")
    told = published.published(found, page)
    contents = {"index.html": render(page), **published.contents(page, options, told)}
    differences.warn_of_update(folder, contents, found.audience.name)
    files.write_all(folder, contents, published.facts(page, options), force=force)
    return folder / "index.html"


def make_page(
    net: Network,
    options: Options,
    affiliations: Affiliations | None = None,
    progress: Progress = lambda _: None,
) -> Page:
    """Put a report together, without writing it."""
    return compose(net, options, affiliations, progress)[1]


def compose(
    net: Network,
    options: Options,
    affiliations: Affiliations | None = None,
    progress: Progress = lambda _: None,
) -> tuple[Findings, Page]:
    """Collect what a report says, and lay it out as a page."""
    found = find(net, options, affiliations, progress)
    progress("measuring")
    mixes = organizations.mixes(found)
    alone = structure.alone(found)
    dependence = hubs.find(found)
    progress("comparing with random networks")
    judged = indices.find(found)
    version = _version()
    progress("drawing the maps")
    first = pictures.organization_map(found, mixes, "organizations", members_only=True)
    second = (
        pictures.organization_map(found, mixes, "organizations_with_convener", members_only=False)
        if first is not None and any(mix.convener for mix in mixes)
        else None
    )
    everybody = pictures.people_map(found)
    person = people.section(found, everybody if first is not None else None)
    progress("looking for hubs and clusters")
    sections = [changes.section(found)]
    if found.waves:
        sections += [hubs.section(found, dependence, judged), structure.bridging(found)]
    sections.append(organizations.section(found, mixes, [second] if second else []))
    if found.waves:
        sections += [clusters.section(found), structure.whole(found, alone)]
    sections += [
        *([person] if person else []),
        scorecard.section(found, mixes, dependence, alone),
        events.section(found),
        quality.section(found),
        _limits(found),
        standard.section(found, alone, dependence, version),
        standard.glossary(),
    ]
    return found, Page(
        title=options.title,
        subtitle=front.subtitle(found),
        audience=front.AUDIENCES[found.audience.name],
        statement=front.statement(found),
        points=points.points(found, judged, dependence, mixes, alone),
        limits=points.limits(found),
        cards=front.cards(found, mixes, dependence, alone),
        warnings=found.notices[: front.ON_PAGE_ONE],
        more_warnings=max(len(found.notices) - front.ON_PAGE_ONE, 0),
        picture=first or everybody,
        missing_picture=_no_map(found),
        sections=sections,
        version=version,
    )


def render(page: object, template: str = "report.html.j2") -> str:
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
    return clean(environment.get_template(template).render(page=page))


def _template(name: str) -> str:
    folder = importlib.resources.files("netweave.report") / "templates"
    return (folder / name).read_text(encoding="utf-8")


def _limits(found: Findings) -> Section:
    box = Box("From these data nobody should conclude", points.limits(found))
    return Section("limits", "What must not be concluded", [box, Text(CAUTION)])


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
