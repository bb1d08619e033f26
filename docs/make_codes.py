"""Write docs/codes.md from netweave's own tables: python docs/make_codes.py."""

from pathlib import Path

from netweave.codes import REASONS, REFUSALS, WARNINGS

HEAD = """\
# Codes

Everything that netweave says about a result carries a code, so that it can be looked up and cited.
This page is made from `netweave.codes` by `python docs/make_codes.py`, and a test compares them.
"""
WARNINGS_HEAD = """
## Warnings

A warning changes how a result is read. It is printed with the result, in three tiers: one that
*stops* a result, one that belongs into the *sentence* wherever the result is quoted, and a
*footnote*.

| code | tier | about | what it means | what to do |
|---|---|---|---|---|
"""
REFUSALS_HEAD = """
## Refusals

A refusal stops what could be computed but not defended. It is raised as
`netweave.errors.RefusalError`, whose `code` is the one here.

| code | about | why | what to do |
|---|---|---|---|
"""
REASONS_HEAD = """
## Reasons for an undefined value

Undefined is not zero. Where a measure has no value it is NaN, and `nw.reasons(net, measure)` says
why; the same words stand beside the value in the tables of a report.

| code | because |
|---|---|
"""


def row(*cells: str) -> str:
    """Give one row of a table."""
    return "| " + " | ".join(cell.replace("|", "\\|") for cell in cells) + " |\n"


def page() -> str:
    """Give the whole page."""
    warnings = (row(c.id, c.tier, c.title, c.text, c.mend) for c in WARNINGS.values())
    refusals = (row(c.id, c.title, c.text, c.mend) for c in REFUSALS.values())
    reasons = (row(f"`{code}`", text) for code, text in REASONS.items())
    parts = [HEAD, WARNINGS_HEAD, *warnings, REFUSALS_HEAD, *refusals, REASONS_HEAD, *reasons]
    return "".join(parts)


if __name__ == "__main__":
    Path(__file__).with_name("codes.md").write_text(page(), encoding="utf-8", newline="\n")
