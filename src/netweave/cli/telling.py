"""What the command line says: messages on standard error, and warnings of the library as notes."""

from __future__ import annotations

import os
import sys
import textwrap
import warnings
from collections.abc import Iterator, Sequence
from contextlib import contextmanager

import click

from netweave import errors

WIDTH = 96
LONGEST, KEPT_AT_END = 600, 200
COLOURS = {"netweave:": "red", "note:": "yellow"}


def plain(text: str) -> str:
    """Take out what would steer a terminal, line breaks included."""
    return "".join(mark if mark.isprintable() else " " for mark in text)


def say(message: str) -> None:
    """Write one message to standard error: wrapped, not too long, without control characters."""
    text = plain(message)
    if len(text) > LONGEST:
        text = f"{text[: LONGEST - KEPT_AT_END]} … {text[-KEPT_AT_END:]}"
    wrapped = textwrap.wrap(text, WIDTH, subsequent_indent="  ", break_on_hyphens=False,
                            break_long_words=len(text) >= LONGEST)  # fmt: skip
    click.echo(_coloured("\n".join(wrapped)), err=True)


def show(text: str) -> None:
    """Write lines of a result to standard output: wrapped, without control characters."""
    for line in text.split("\n"):
        head = len(line) - len(line.lstrip(" "))
        wrapped = textwrap.wrap(
            plain(line).strip(), WIDTH, initial_indent=" " * head,
            subsequent_indent=" " * (head + 2), break_on_hyphens=False,
        )  # fmt: skip
        click.echo("\n".join(wrapped))


def coloured() -> bool:
    """Say whether standard error may be coloured: it is a terminal, and nobody objects."""
    objects = os.environ.get("NO_COLOR") or os.environ.get("TERM") == "dumb"
    return sys.stderr.isatty() and not objects


def _coloured(text: str) -> str:
    """Colour the word that a message begins with."""
    word = text.split(" ", 1)[0]
    if word not in COLOURS or not coloured():
        return text
    return click.style(word, fg=COLOURS[word], bold=True) + text[len(word) :]


@contextmanager
def noted() -> Iterator[None]:
    """Pass on the library's warnings as notes, once the work is done."""
    with warnings.catch_warnings(record=True) as caught:
        warnings.simplefilter("always", errors.NetweaveWarning)
        yield
    _repeat(caught)


def _repeat(caught: Sequence[warnings.WarningMessage]) -> None:
    """Pass on warnings for the reader, each once; others belong to the program."""
    ours = [one for one in caught if issubclass(one.category, errors.NetweaveWarning)]
    for text in dict.fromkeys(str(one.message) for one in ours):
        say(f"note: {text}")
