"""The command ``netweave`` itself: its help, its version, and how an error ends it."""

from __future__ import annotations

import click

from netweave import errors
from netweave.cli.telling import say


class Guarded(click.Group):
    """A group of commands that never shows a traceback unless it is asked to."""

    def invoke(self, ctx: click.Context) -> object:
        """Run a command; an error becomes one message and the exit code 1."""
        try:
            return super().invoke(ctx)
        except errors.NetweaveError as error:
            say(f"netweave: {error}")
        except OSError as error:
            what = f"{error.strerror or error}: {error.filename}" if error.filename else str(error)
            say(f"netweave: a file cannot be read or written ({what}). Check the path and rights.")
        except (click.ClickException, click.exceptions.Exit, click.Abort):
            raise
        except Exception as error:
            if ctx.params.get("debug"):
                raise
            kind = type(error).__name__
            say(
                f"netweave: internal error ({kind}: {error}). This is a fault of netweave, not of "
                "your data; run it again as 'netweave --debug …' for the traceback."
            )
        raise click.exceptions.Exit(1)


def _version(ctx: click.Context, _: click.Parameter, wanted: bool) -> None:  # noqa: FBT001
    """Print the version and stop."""
    if wanted and not ctx.resilient_parsing:
        import netweave  # noqa: PLC0415

        click.echo(f"netweave {netweave.__version__}")
        ctx.exit()


@click.group(
    "netweave",
    cls=Guarded,
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100},
)
@click.option("--debug", is_flag=True, help="Show the traceback of an internal error.")
@click.option(
    "--version", is_flag=True, expose_value=False, is_eager=True, callback=_version,
    help="Show the version and stop.",
)  # fmt: skip
def main(debug: bool) -> None:  # noqa: FBT001
    """Who learned from whom: from the records of a collaboration to a defensible report.

    Results, and the paths of what was made, go to standard output, progress and messages to
    standard error. Exit codes: 0 done, 1 the data cannot be reported, 2 the command was not
    understood.
    """
