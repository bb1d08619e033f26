"""Write docs/measures.md from the declarations and docstrings: python docs/make_measures.py."""

import inspect
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import netweave as nw
from netweave.analytics import measures

HEAD = """\
# Every measure, by question

This page is made by `python docs/make_measures.py` from what every measure declares and from the
first sentence of its docstring, and a test compares them. `help(nw.degree)` has the rest: formula,
paper, and an example to check by hand.

- **One value per** person, tie (a row of `net.ties`) or network; *table* is anything else. A
  network value that comes with others beside it is a `Result`, whose `table` has them all.
- **Options** stand with their defaults. `directed=True` follows the learning; without it a tie
  counts whichever way the learning went. `role="learned"` looks at the people somebody learned
  from, `role="taught"` at those who learned from somebody. `weighted=True` reads strengths, of one
  kind of tie.
- **Undefined** is NaN, never 0; `nw.reasons(net, measure)` says why, by the codes of
  [codes.md](codes.md).
- **†** also takes records of meetings as they are, without making ties: see
  [howto/without-ties.md](howto/without-ties.md).

What may be said with a measure is in [claims.md](claims.md). Where other programs give another
number, [conventions.md](conventions.md) says why.
"""
SECTIONS = {
    "centrality": "Who is central?",
    "bridging": "Who bridges?",
    "clusters": "Which clusters, which positions?",
    "cohesion": "What is the whole network like?",
    "hubs": "What hangs on the hubs?",
    "backbones": "Who met more often than chance would have it?",
    "nulls": "More than chance?",
    "profiles": "Where does each member stand, and what does each do?",
    "attitudes": "What do people say of themselves?",
    "partners": "What do partners give and get?",
    "practices": "What do they do, and what have they in common?",
    "tabulate": "Several measures side by side",
}
PAGES = {
    "centrality": "central",
    "bridging": "bridges",
    "clusters": "clusters",
    "backbones": "backbone",
    "nulls": "chance",
    "attitudes": "attitude",
    "partners": "partners",
}
TABLE = """
| name | one value per | what it does | options | range | undefined |
|---|---|---|---|---|---|
"""
LEVELS = ["person", "tie", "network", "table"]


def row(*cells: str) -> str:
    """Give one row of a table."""
    return "| " + " | ".join(cell.replace("|", "\\|") for cell in cells) + " |\n"


def first_sentence(function: Callable[..., Any]) -> str:
    """Give what the function does, in its own words."""
    return " ".join((inspect.getdoc(function) or "").split("\n\n")[0].split())


def options(function: Callable[..., Any]) -> str:
    """Give the arguments after the network, with their defaults."""
    _, *rest = inspect.signature(function).parameters.values()
    return ", ".join(
        f"`{one.name}`"
        if one.default is one.empty
        else f"`{one.name}={one.default!r}`".replace("'", '"')
        for one in rest
    )


def takes_meetings(function: Callable[..., Any]) -> bool:
    """Say whether the records of meetings are enough, without ties."""
    net, *_ = inspect.signature(function).parameters.values()
    return "Affiliations" in str(net.annotation)


def functions() -> Iterator[tuple[str, str, Callable[..., Any]]]:
    """Give (folder, level, function) of everything public that measures."""
    declared = measures()
    for name in nw.__all__:
        public = getattr(nw, name)
        module = str(getattr(public, "__module__", ""))
        if not module.startswith("netweave.analytics.") or not inspect.isfunction(public):
            continue
        if inspect.signature(public).parameters:  # without any it measures nothing
            level = declared[name].level if name in declared else "table"
            yield module.split(".")[2], level, public


def described(level: str, function: Callable[..., Any]) -> str:
    """Give the row of one function."""
    name = f"`{function.__name__}`" + (" †" if takes_meetings(function) else "")
    facts = getattr(function, "measure", None)
    span, undefined = "", ""
    if facts is not None:
        span = facts.range
        undefined = "; ".join(f"{when} (`{code}`)" for code, when in facts.undefined.items())
    return row(name, level, first_sentence(function), options(function), span, undefined or "–")


def page() -> str:
    """Give the whole page."""
    parts, found = [HEAD], list(functions())
    for folder, question in SECTIONS.items():
        parts.append(f"\n## {question}\n")
        if folder in PAGES:
            parts.append(
                f"\nWith an example: [howto/{PAGES[folder]}.md](howto/{PAGES[folder]}.md)\n"
            )
        parts.append(TABLE)
        here = [
            (LEVELS.index(level), one.__name__, level, one)
            for at, level, one in found
            if at == folder
        ]
        parts.extend(
            described(level, one) for *_, level, one in sorted(here, key=lambda row: row[:2])
        )
    missing = {folder for folder, *_ in found} - set(SECTIONS)
    if missing:
        raise ValueError(
            f"give these folders of analytics a question in SECTIONS: {sorted(missing)}"
        )
    return "".join(parts)


if __name__ == "__main__":
    Path(__file__).with_name("measures.md").write_text(page(), encoding="utf-8", newline="\n")
