"""The page beside a made-up cohort that says that it is made up, and what was planted."""

from __future__ import annotations

import pandas as pd

from netweave.simulation.settings import CohortSettings
from netweave.simulation.surveys import SCALE, THRESHOLD
from netweave.simulation.truth import CohortTruth


def as_readme(tables: dict[str, pd.DataFrame], truth: CohortTruth) -> str:
    """Give the page as Markdown."""
    return "\n".join([
        *_head(truth),
        "## Files",
        "",
        *_files(tables, truth),
        "",
        "## What was planted",
        "",
        *_planted(truth),
        "",
        "### Misspelt names",
        "",
        *_misspelt(truth),
        "",
        "### Other faults",
        "",
        *_faults(truth),
        "",
    ])


def _head(truth: CohortTruth) -> list[str]:
    """Say that nothing here happened, and how to make it again."""
    return [
        "# A made-up cohort",
        "",
        "Everything here is made up: people, organizations, sessions, products, answers. Names are",
        "combined at random from lists; any likeness is chance. Addresses end in `.example`, which",
        "no mail reaches. The files were written by",
        "",
        "```python",
        "import netweave as nw",
        "",
        f'nw.simulate_cohort({_call(truth.settings)}seed={truth.seed}).write("data/sample")',
        "```",
        "",
    ]


def _call(settings: CohortSettings) -> str:
    """Give the settings as they would be typed, those that differ from the defaults."""
    default = CohortSettings()
    changed = ", ".join(
        f"{name}={getattr(settings, name)!r}"
        for name in vars(default)
        if getattr(settings, name) != getattr(default, name)
    )
    return f"nw.CohortSettings({changed}), " if changed else ""


def _files(tables: dict[str, pd.DataFrame], truth: CohortTruth) -> list[str]:
    """Say what each file holds."""
    people, sessions, products = truth.people, tables["sessions"], tables["products"]
    conveners = int(people["convener"].sum())
    lines = [
        f"- `roster.csv`: {len(people)} people, {len(people) - conveners} members of "
        f"{truth.settings.organizations} organizations and {conveners} of the convening one.",
    ]
    if len(sessions):
        lines.append(
            f"- `sessions.xlsx`: {len(sessions)} rows of attendance at "
            f"{sessions['session'].nunique()} sessions."
        )
    if len(products):
        lines.append(f"- `products.bib`: {products['entry'].nunique()} entries.")
    for wave in truth.settings.waves:
        survey = tables[f"survey_{wave.label}"]
        asked = int(people[f"eligible_{wave.label}"].sum())
        answered = int(people[f"responded_{wave.label}"].sum())
        lines.append(
            f"- `survey_{wave.label}.csv`: {len(survey)} rows; {answered} of {asked} people "
            "answered (a row without a colleague: answered, and named nobody)."
        )
    settled = len(tables["aliases"])
    return [
        *lines,
        *([f"- `aliases.csv`: {settled} spellings and whom they mean."] if settled else []),
        "- `cohort.toml`: the project file. `netweave report cohort.toml` reads it.",
        "- `truth.json`: the numbers below and the complete ties, as if nobody had been silent.",
    ]


def _planted(truth: CohortTruth) -> list[str]:
    """Say which effect was planted and what it makes of P1."""
    settings = truth.settings
    lines = [
        f"- A tie counts from **{THRESHOLD}** on {SCALE} upwards, whoever of the two learned.",
        f"- Log-odds added to the formation of ties between organizations: "
        f"**{', '.join(f'{effect:g}' for effect in truth.effect)}** "
        f"(inside an organization {settings.effect_same:g}). Without it the expected number of "
        "ties would not have changed."
        if settings.formation_cross is None
        else f"- Log-odds added to formation between organizations: {truth.effect}.",
        f"- A tie persists from one wave to the next with probability {settings.persistence:g}.",
    ]
    for (before, after), row in zip(
        truth.change.index, truth.change.to_dict("records"), strict=True
    ):
        lines.append(
            f"- P1 ({before} → {after}), change in ties to other organizations per member, over "
            f"the {row['people']} members eligible at both: **{row['expected_p1']:+.3f} expected** "
            f"from the latent probabilities, {row['realised_p1']:+.3f} in the complete ties."
        )
    lines += [
        f"- Joined after the first wave: {', '.join(truth.joiners) or 'nobody'}. "
        f"Left before the last: {', '.join(truth.leavers) or 'nobody'}.",
        "- Who was silent depends on the organization, not on the ties.",
        "- Attendance does not depend on the ties; co-authors mostly were tied.",
    ]
    return lines


def _misspelt(truth: CohortTruth) -> list[str]:
    """List the spellings that match nobody."""
    if not len(truth.aliases):
        return ["None."]
    rows = [
        f"| {row.as_written} | {row.person} | {row.source} | {'yes' if row.settled else '**no**'} |"
        for row in truth.aliases.itertuples()
    ]
    return [
        "For a name misspelt in the roster, the right spelling is the one that matches nobody.",
        "",
        "| as written | person | misspelt in | settled by aliases.csv |",
        "|---|---|---|---|",
        *rows,
    ]


def _faults(truth: CohortTruth) -> list[str]:
    """List the other faults; lines as a person counts them, the heading being line 1."""
    rows = [
        f"- {row.table}, {_where(row.table, row.row)}: {row.fault} ({row.value})."
        for row in truth.faults.itertuples()
    ]
    return rows or ["None."]


def _where(table: object, row: object) -> str:
    """Name a place; a BibTeX file has no rows."""
    return "one entry" if table == "products" else f"line {int(str(row)) + 2}"
