"""A checkup as plain text for a terminal, and as HTML for a notebook."""

from __future__ import annotations

import textwrap
from html import escape
from typing import TYPE_CHECKING, Any

from netweave.checkup.responses import BY_ORGANIZATION
from netweave.checkup.rows import OK, SECTIONS, STOPS
from netweave.ingest.safe import plain

if TYPE_CHECKING:
    import pandas as pd

    from netweave.checkup.outcome import Checkup

WIDTH = 96
CHASED = 20
WORDS = {"ok": "ok", "note": "note", "stops": "STOPS"}
REFUSES = "The report would refuse: mend what is marked STOPS first."
WRITES = "The report can be written."
FOR_WHOM = "For the analyst: names of people stand below."
SAID = "What the report will be able to say"
NOBODY = "Nobody is left to be reminded."


def text(found: Checkup) -> str:
    """Write a checkup as plain text, wrapped, without anything that would steer a terminal."""
    lines = _wrapped(f"Checkup of {found.title}. {FOR_WHOM}", "")
    for section in SECTIONS:
        rows = _shown(found.table[found.table["section"] == section])
        if rows:
            lines += ["", section.upper()]
            for row in rows:
                lines += _finding(row)
    lines += ["", SAID.upper()]
    for row in found.possible.to_dict("records"):
        lines += _wrapped(f"{row['possible']:8}{row['finding']}: {row['because']}", " " * 10)
    lines += ["", "NOT ANSWERED YET", *_chased(found.chasing), ""]
    return "\n".join([*lines, REFUSES if found.refuses else WRITES])


def _shown(rows: pd.DataFrame) -> list[dict[Any, Any]]:
    """Leave out the organizations that answered well; the table has them."""
    quiet = (rows["found"] == BY_ORGANIZATION) & (rows["verdict"] == OK)
    return rows[~quiet].to_dict("records")


def _finding(row: dict[Any, Any]) -> list[str]:
    head = ": ".join(part for part in (row["where"], row["found"]) if part)
    code = f" [{row['code']}]" if row["code"] else ""
    lines = _wrapped(f"{WORDS[row['verdict']]:8}{head}{code}. {row['text']}", " " * 10)
    if row["mend"]:
        lines += _wrapped(f"{'':8}→ {row['mend']}", " " * 10)
    return lines


def _chased(chasing: pd.DataFrame) -> list[str]:
    if not len(chasing):
        return [NOBODY]
    lines = []
    for row in chasing.head(CHASED).fillna("").to_dict("records"):
        who = " ".join(part for part in (row["person"], row["name"]) if part)
        home = f" ({row['organization']})" if row["organization"] else ""
        lines += _wrapped(f"{row['wave']}: {who}{home}: {row['kinds']}, {row['state']}", "  ")
    more = len(chasing) - CHASED
    return (
        lines if more <= 0 else [*lines, f"and {more:,} more; all of them are in the chasing list."]
    )


def _wrapped(line: str, indent: str) -> list[str]:
    """Wrap a line; what a person wrote may be one long word."""
    head = len(line) - len(line.lstrip(" "))
    return textwrap.wrap(
        plain(line).lstrip(), WIDTH, initial_indent=" " * head, subsequent_indent=indent,
        break_on_hyphens=False,
    )  # fmt: skip


def page(found: Checkup) -> str:
    """Write a checkup as HTML: a table for each section, everything escaped."""
    parts = [
        f"<p><strong>Checkup of {_cell(found.title)}.</strong> "
        f"{REFUSES if found.refuses else WRITES} {FOR_WHOM}</p>"
    ]
    columns = ("verdict", "where", "found", "code", "text", "mend")
    for section in SECTIONS:
        rows = found.table[found.table["section"] == section]
        if len(rows):
            parts.append(_html(section.capitalize(), rows.loc[:, list(columns)]))
    parts.append(_html(SAID, found.possible))
    if len(found.chasing):
        parts.append(_html("Not answered yet", found.chasing))
    else:
        parts.append(f"<p>{NOBODY}</p>")
    return "\n".join(parts)


def _html(heading: str, table: pd.DataFrame) -> str:
    head = "".join(f"<th>{_cell(name)}</th>" for name in table.columns)
    body = "".join(_row(row) for row in table.fillna("").to_dict("records"))
    return (
        f"<h4>{_cell(heading)}</h4>\n<table><thead><tr>{head}</tr></thead>"
        f"<tbody>{body}</tbody></table>"
    )


def _row(row: dict[Any, Any]) -> str:
    """Write one row; what stops the report is said in bold and in words."""
    cells = []
    for name, value in row.items():
        told = _cell(WORDS.get(str(value), value) if name == "verdict" else value)
        if name == "verdict" and value == STOPS:
            told = f"<strong>{told}</strong>"
        cells.append(f'<td style="text-align:left">{told}</td>')
    return f"<tr>{''.join(cells)}</tr>"


def _cell(value: object) -> str:
    return escape(plain(str(value)))
