"""``netweave simulate``: a made-up cohort with a known truth; and the size of a cohort in options.

``netweave plan`` takes the same options, so that what is planned can be made up and tried.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

import click

from netweave import errors
from netweave.cli import options
from netweave.cli.group import main
from netweave.cli.telling import say

if TYPE_CHECKING:
    from netweave.simulation import CohortSettings, Wave

Command = TypeVar("Command", bound=Callable[..., Any])
SEED = click.option(
    "--seed", type=int, required=True, help="A whole number; the same gives the same."
)
# Option → what it sets. Their defaults are those of the sample cohort.
SIZE = {
    "--organizations": (int, "Member organizations."),
    "--people": (int, "Members of all organizations together, spread as evenly as can be."),
    "--conveners": (int, "Staff of the convening organization; 0 for none."),
    "--density": (float, "Share of the pairs across organizations that are tied before."),
    "--density-inside": (float, "Share of the pairs inside an organization tied before."),
    "--persistence": (float, "Share of the ties that are still there in the next wave."),
}
REST = {
    "--waves": (int, "How many surveys there are."),
    "--effect": (float, "The planted change: log-odds added to ties across organizations."),
    "--reciprocity": (float, "Share of the ties in which both learn from each other."),
    "--products": (int, "Documents with one to five authors; 0 for none."),
    "--joiners": (int, "Members who come after the first wave."),
    "--leavers": (int, "Members who go before the last wave."),
    "--misspellings": (int, "Names that are misspelt somewhere."),
}
SETS = {"density": "density_cross", "density_inside": "density_same"}
LATER_RESPONSE = 0.84


def shares(
    _: click.Context, __: click.Parameter, given: tuple[float, ...]
) -> tuple[float, ...]:  # fmt: skip
    """Refuse a percentage where a share is asked for."""
    for share in given:
        if share > 1:
            mend = f" For {share:g} in 100 say {share / 100:g}." if share <= 100 else ""
            raise click.BadParameter(f"{share:g} is no share above 0 and up to 1.{mend}")
    return given


RESPONSE = click.option(
    "--response", type=float, multiple=True, metavar="SHARE", callback=shares,
    help="Share of the eligible who answer; once for all waves, or once for each.",
)  # fmt: skip


def sized(given: dict[str, tuple[type, str]]) -> Callable[[Command], Command]:
    """Give a command the options of a table."""

    def wrapped(command: Command) -> Command:
        for name, (sort, words) in reversed(given.items()):
            command = click.option(name, type=sort, default=None, help=words)(command)
        return command

    return wrapped


@main.command()
@SEED
@click.option(
    "--out", type=click.Path(path_type=Path, file_okay=False), required=True,
    help="Folder for the cohort.",
)  # fmt: skip
@sized(SIZE)
@RESPONSE
@sized(REST)
@click.option("--no-faults", is_flag=True, help="Leave out the faults of real files.")
@options.FORCE
def simulate(seed: int, out: Path, force: bool, **asked: Any) -> None:  # noqa: FBT001
    """Write a made-up cohort with a known truth, and its project file.

    What is left out is as in the sample cohort: eight organizations with five to eight members, a
    convening organization, a baseline and a closing survey, sessions and products. README.md in
    the folder says what was planted.
    """
    from netweave.simulation import simulate_cohort  # noqa: PLC0415

    if out.is_dir() and any(out.iterdir()) and not force:
        raise errors.folder_taken(str(out), sorted(path.name for path in out.iterdir())[0])
    made = simulate_cohort(settings_of(asked), seed=seed)
    click.echo(made.write(out))
    say(repr(made).strip("<>"))


def settings_of(asked: dict[str, Any], known: dict[str, Any] | None = None) -> CohortSettings:
    """Make the settings of a cohort: what was asked for, then what is known, then the sample's."""
    from netweave.simulation import CohortSettings  # noqa: PLC0415

    told = {SETS.get(name, name): value for name, value in asked.items() if value is not None}
    people, count = told.pop("people", None), told.pop("waves", None)
    faults, response = not told.pop("no_faults", False), told.pop("response", ())
    settings: dict[str, Any] = {**(known or {}), **told, "faults": faults}
    if people is not None:
        organizations = settings.get("organizations", CohortSettings.organizations)
        settings["members_per_organization"] = _spread(people, organizations)
    if count is not None:
        settings["waves"] = _waves(count)
    answered = _answered(response, len(settings.get("waves", CohortSettings.waves)))
    if answered or count is not None:
        settings["response"] = answered or _falling(len(settings["waves"]))
    return CohortSettings(**settings)


def _spread(people: int, organizations: int) -> tuple[int, int]:
    """Give the fewest and the most members of an organization."""
    if people < organizations:
        raise errors.setting_out_of_range(
            "--people", f"must be {organizations:,} or more, one for each organization", people
        )
    return people // organizations, -(-people // organizations)


def _waves(count: int) -> tuple[Wave, ...]:
    """Give so many waves: the sample's baseline, and its later time in equal parts."""
    from netweave.simulation import CohortSettings, Wave  # noqa: PLC0415

    baseline, closing = CohortSettings().waves
    if count < 2:
        raise errors.setting_out_of_range("--waves", "must be 2 or more", count)
    long = (closing.end - closing.start) / (count - 1)
    ends = [closing.start + long * step for step in range(count)]
    labels = [f"wave {place}" for place in range(2, count)] + [closing.label]
    later = [Wave(label, ends[place], ends[place + 1]) for place, label in enumerate(labels)]
    return (baseline, *later)


def _answered(response: Sequence[float], waves: int) -> tuple[float, ...]:
    return tuple(response) * waves if len(response) == 1 else tuple(response)


def _falling(waves: int) -> tuple[float, ...]:
    """Give the sample's response: fewer answer after the first wave."""
    from netweave.simulation import CohortSettings  # noqa: PLC0415

    return (CohortSettings().response[0], *[LATER_RESPONSE] * (waves - 1))
