"""``netweave completion``: the script by which a shell completes commands and options."""

from __future__ import annotations

import click

from netweave.cli.group import main

VARIABLE = "_NETWEAVE_COMPLETE"


@main.command()
@click.argument("shell", type=click.Choice(["bash", "zsh", "fish"]))
def completion(shell: str) -> None:
    """Print the script by which a shell completes netweave's commands and options.

    \b
    bash  netweave completion bash > ~/.local/share/bash-completion/completions/netweave
    zsh   netweave completion zsh > a file named _netweave in a folder of $fpath
    fish  netweave completion fish > ~/.config/fish/completions/netweave.fish
    """  # noqa: D301
    from click.shell_completion import get_completion_class  # noqa: PLC0415

    made = get_completion_class(shell)
    if made is None:
        raise click.UsageError(f"click offers no completion for {shell}.")
    script = made(main, {}, "netweave", VARIABLE)
    click.echo(script.source_template % script.source_vars())
