"""Writing the drafted sections as TOML: guesses are marked, decisions stand behind a #."""

from __future__ import annotations

import json
import textwrap
from collections.abc import Iterable, Mapping, Sequence
from datetime import date, timedelta

from netweave import errors
from netweave.project.drafting.drafts import Draft
from netweave.project.keys import REPEATED

WIDTH = 88
DAY = timedelta(days=1)
HEAD = """\
# Drafted by "netweave init" from the files of this folder. Lines marked "guess" are to be checked;
# a # before a line takes it out of use. Then: netweave check {name}
title = {title}
"""
DATES = """\
# Waves in the order of time. A start and an end (the first day after it) say to which wave sessions
# and works belong; without them they belong to none.
"""


def as_toml(value: object) -> str:
    r"""Write a value as TOML.

    Examples
    --------
    >>> print(as_toml(["a", 'say "b"']), as_toml({"wave": "end"}), as_toml(2))
    ["a", "say \"b\""] { "wave" = "end" } 2
    """
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, Mapping):
        pairs = ", ".join(f"{as_toml(key)} = {as_toml(one)}" for key, one in value.items())
        return f"{{ {pairs} }}"
    if isinstance(value, list | tuple):
        return f"[{', '.join(map(as_toml, value))}]"
    if isinstance(value, int | float):
        return str(value)
    return json.dumps(str(value), ensure_ascii=False).replace("\x7f", "\\u007f")


def remark(text: str) -> list[str]:
    """Write a text as lines of a comment; nothing in it can end the comment."""
    wrapped = textwrap.wrap(errors.plain(text), WIDTH, break_on_hyphens=False)
    return [f"# {line}" for line in wrapped]


def section(draft: Draft) -> str:
    """Write one section, with what the file is taken for and the columns it does not name."""
    heading = f"[[{draft.sort}]]" if draft.sort in REPEATED else f"[{draft.sort}]"
    files = draft.settings.get("files")
    settings = dict(draft.settings) if files else {"file": draft.leaf.file, **draft.settings}
    if draft.leaf.sheet:
        settings = {"file": settings.pop("file"), "sheet": draft.leaf.sheet, **settings}
    lines = [heading, *(_line(draft, key, value) for key, value in settings.items())]
    lines += [f"# {_line(draft, key, value)}" for key, value in draft.later.items()]
    if draft.fault:
        lines = [line if line.startswith("#") else f"# {line}" for line in lines]
    told = remark(f"{draft.leaf.called}: {draft.told}.")
    told += remark(draft.fault) if draft.fault else []
    unused = remark(f"not named: {', '.join(draft.unused)}") if draft.unused else []
    return "\n".join([*told, *lines, *unused]) + "\n"


def _line(draft: Draft, key: str, value: object) -> str:
    line = f"{key} = {as_toml(value)}"
    why = draft.guesses.get(key)
    if why is None:
        return line
    word = "left out" if key in draft.later and key in draft.optional else "guess"
    return f"{line}  # {word}: {errors.plain(why)}"


def waves_section(labels: Sequence[str], spans: Mapping[str, tuple[date, date]]) -> str:
    """Write the waves in their order, the days of their answers as a remark."""
    if not labels:
        return ""
    parts = []
    for place, label in enumerate(labels):
        lines = ["[[waves]]", f"label = {as_toml(label)}"]
        if label in spans:
            first, last = spans[label]
            start = (
                spans[labels[place - 1]][1] + DAY if place and labels[place - 1] in spans else first
            )
            lines.append(f"# answered from {first} to {last}")
            if start < last + DAY:
                lines += [f"# start = {start}  # guess", f"# end = {last + DAY}  # guess"]
        parts.append("\n".join(lines))
    return DATES + "\n\n".join(parts) + "\n"


def report_section(kinds: Iterable[str], *, grouped: bool) -> str:
    """Write what the report is to rest on."""
    every = list(dict.fromkeys(kinds))
    lines = ["[report]"]
    if every:
        chosen = "learning" if "learning" in every else every[0]
        why = f"  # guess: one of {', '.join(every)}" if len(every) > 1 else ""
        lines.append(f"headline = {as_toml(chosen)}{errors.plain(why)}")
    if grouped:
        lines.append('group = "organization"')
    return "\n".join([*lines, "seed = 1", 'audience = "network"']) + "\n"


def left_out_section(aside: Mapping[str, str]) -> str:
    """List what was not understood, with the reason."""
    if not aside:
        return ""
    lines = ["# Not understood, or not needed:"]
    for name, why in aside.items():
        lines += textwrap.wrap(
            errors.plain(f"{name}: {why}"), WIDTH, initial_indent="# - ", subsequent_indent="#   ",
            break_on_hyphens=False,
        )  # fmt: skip
    return "\n".join(lines) + "\n"
