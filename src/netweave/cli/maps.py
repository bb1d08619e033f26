"""``netweave map``: a picture of the network, of its change, or of the organizations."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

import click

from netweave import errors
from netweave.cli import options
from netweave.cli.group import main
from netweave.cli.records import Records, read_records
from netweave.cli.telling import noted, say

if TYPE_CHECKING:
    from matplotlib.axes import Axes

PAGE = ".html"
SUFFIXES = (".svg", ".png", ".pdf", PAGE)
WIDE, HIGH = 10.2, 7.4
LONGEST = 100  # characters of a title


@main.command("map")
@options.FILE
@click.option(
    "--out", type=click.Path(path_type=Path, dir_okay=False), default=Path("map.svg"),
    show_default=True,
    help="The picture: svg, png, pdf; html makes an interactive map, one file for a browser.",
)  # fmt: skip
@options.KIND
@click.option("--wave", default=None, metavar="WAVE", help="The last wave if left out.")
@click.option("--change", is_flag=True, help="What became of ties, first wave to last.")
@click.option("--organizations", is_flag=True, help="Organizations in place of people.")
@options.AUDIENCE
def draw_map(
    file: Path, out: Path, kind: str | None, wave: str | None, change: bool,  # noqa: FBT001
    organizations: bool, audience: str | None,  # noqa: FBT001
) -> None:  # fmt: skip
    """Draw the network that the records of FILE make.

    FILE is a project file (TOML). People are drawn for the analyst only (--audience analyst),
    since the shape of a map can tell who is who; any other audience, the project's own among
    them, gets the organizations with its counts in bands. Arrows point from the learner to the
    person learned from.
    """
    if out.suffix.lower() not in SUFFIXES:
        raise click.BadParameter(
            f"{out.name} must end in {', '.join(SUFFIXES)}.", param_hint="--out"
        )
    if wave is not None and change:
        raise click.UsageError("--change goes from the first wave to the last; leave --wave out.")
    with noted():
        records = read_records(file, kind)
        chosen = audience or records.project.audience
        _apart_from_reports(out, chosen)
        say("drawing …")
        if change and len(records.waves) < 2:
            raise errors.DataError(
                f"ties of the kind {records.kind!r} were recorded in one wave only, so there is no "
                "change to draw. Leave --change out."
            )
        draw = _interactive if out.suffix.lower() == PAGE else _still
        draw(records, out, (wave, change, organizations), chosen)
    click.echo(out)


def _apart_from_reports(out: Path, audience: str) -> None:
    """Refuse a file of a report, and a map with people in the folder that others get."""
    from netweave.audience import audience_named  # noqa: PLC0415
    from netweave.report.files import MANIFEST, written_before  # noqa: PLC0415
    from netweave.report.keyfile import report_above  # noqa: PLC0415

    for place in (out, out.parent / MANIFEST):  # where a link leads, and where it lies
        folder = report_above(place)
        if folder is None:
            continue
        holds = f"{errors.shown(folder.name)} holds a report"
        if audience_named(audience).shows_people:
            raise errors.ArgumentError(
                f"--out must not lie in the folder of a report, and {holds}: whoever gets it would "
                "get the analyst's map, with people by name. Write it elsewhere."
            )
        if out.resolve() in {(folder / name).resolve() for name in written_before(folder)}:
            raise errors.ArgumentError(
                f"--out must not be a file of a report, and {holds} with {out.name} in it. Write "
                "the map elsewhere."
            )


def _interactive(
    records: Records, out: Path, asked: tuple[str | None, bool, bool], audience: str
) -> None:
    """Write the interactive map; it decides by itself what its audience may see."""
    from netweave.audience import DEFAULT, audience_named  # noqa: PLC0415
    from netweave.plotting import interactive_map  # noqa: PLC0415

    wave, change, organizations = asked
    net = records.net.where(kind=records.kind)
    if organizations and audience_named(audience).shows_people:
        audience = DEFAULT
        say(f"note: an interactive map of organizations is drawn as for the audience {audience}.")
    group, grouped = records.project.group, False
    for one in records.waves:
        grouped |= group in one.everybody.people.columns
    if not grouped and not audience_named(audience).shows_people:
        raise _no_organizations(audience)
    ends = [records.waves[0].label, records.waves[-1].label] if change else None
    if wave is not None:  # the others say what is hidden in it
        ends = [records.wave(wave, -1, "--wave").label]
    drawn = interactive_map(
        net, waves=ends, audience=audience, group=group, color=group if grouped else None,
        title=records.project.title,
    )  # fmt: skip
    if change:  # the page opens on the last view
        views = sorted(drawn.data["views"], key=lambda view: view["sort"] == "change")
        drawn = replace(drawn, data={**drawn.data, "views": views})
    drawn.save(out)


def _still(
    records: Records, out: Path, asked: tuple[str | None, bool, bool], audience: str
) -> None:
    """Draw into a file, people for the analyst and organizations for everybody."""
    from netweave import plotting  # noqa: PLC0415
    from netweave.audience import audience_named  # noqa: PLC0415

    wave, change, organizations = asked
    level = audience_named(audience)
    if organizations or not level.shows_people:
        if not organizations:
            say(f"note: for the audience {audience} the map shows organizations, not people.")
        ax, alt = _of_organizations(records, wave, audience, change=change)
    else:
        ax, alt = _of_people(records, wave, change=change)
    _titled(ax, records, wave, change=change)
    plotting.save(ax, out, alt)


def _titled(ax: Axes, records: Records, wave: str | None, *, change: bool) -> None:
    """Say above the picture of which project, kind of tie and wave it is."""
    from netweave.plotting.style import INK, plain  # noqa: PLC0415

    ends = [records.waves[0].label, records.waves[-1].label]
    when = " → ".join(ends) if change else records.wave(wave, -1, "--wave").label
    parts = (records.project.title, f"ties of the kind {records.kind}", when)
    title = plain(" · ".join(part for part in parts if part), LONGEST)
    ax.set_title(title, loc="left", fontsize=12, fontweight="bold", color=INK, parse_math=False)


def _of_people(records: Records, wave: str | None, *, change: bool) -> tuple[Axes, str]:
    from netweave import plotting  # noqa: PLC0415

    ax, seed = plotting.new_axes(WIDE, HIGH), records.project.seed
    one = records.wave(wave, -1, "--wave").everybody
    group = records.project.group
    color = group if group in one.people.columns else None
    if not change:
        drawn = plotting.network_map(one, ax=ax, color=color, label="auto", seed=seed)
        return drawn, f"Map of {one.n} people and the ties between them."
    first, last = records.waves[0], records.waves[-1]
    drawn = plotting.change_map(
        first.everybody, last.everybody, ax=ax, kind=records.kind, color=color, labels="auto",
        seed=seed,
    )  # fmt: skip
    return drawn, f"Map of {one.n} people and their ties, {first.label} to {last.label}."


def _of_organizations(
    records: Records, wave: str | None, audience: str, *, change: bool
) -> tuple[Axes, str]:
    """Draw the organizations as the report would show them to this audience."""
    from netweave import plotting  # noqa: PLC0415
    from netweave.report.findings import Options, find  # noqa: PLC0415
    from netweave.report.pictures import organizations_drawn  # noqa: PLC0415

    project = records.project
    asked = Options(project.title, audience, records.kind, project.group, project.seed)
    found = find(records.net, asked)
    wanted = records.wave(wave, -1, "--wave").label
    waves = [records.waves[0].label, records.waves[-1].label] if change else [wanted]
    mixes = [mix for mix in found.mixes if mix.wave.label in waves]
    drawn = organizations_drawn(found, mixes, members_only=True)
    if drawn is None:
        raise _no_organizations(audience)
    return drawn.draw(plotting.new_axes(WIDE, HIGH)), drawn.caption


def _no_organizations(audience: str) -> errors.DataError:
    return errors.DataError(
        f"there is no map of organizations for the audience {audience!r}: fewer than two "
        "organizations are known, or so few that it would give single counts away. The "
        "analyst may see the people: --audience analyst."
    )
