"""The page of claims: every finding has a row, and its sentences are those that are printed."""

import inspect
import re
import runpy
from pathlib import Path

import pytest

import netweave as nw
from netweave import analytics
from netweave.results import CLAIMS

ROOT = Path(__file__).parents[1]
PAGE = (ROOT / "docs" / "claims.md").read_text(encoding="utf-8")
# What reads records, lays out tables or draws people anew, and finds nothing by itself.
TOOLS = {
    "affiliate", "check", "check_claim", "compare.co_attendance", "compare.difference",
    "compare.same", "crosswalk", "differencing", "draft_items", "measure", "null_networks",
    "organizations_from", "panel", "people_from", "pseudonymized", "pseudonyms", "read_attendance",
    "read_authorship", "read_items", "read_people", "read_project", "read_survey", "read_table",
    "reasons", "report_participant", "report_standard", "simulate_cohort", "weave", "weave_project",
    "who_has_not_answered", "write_kit",
}  # fmt: skip


def section(title):
    """Give one section of the page."""
    return PAGE.split(f"\n## {title}\n", 1)[1].split("\n## ", 1)[0]


def rows(title):
    """Give the cells of the tables of a section, without the heads."""
    lines = [line for line in section(title).splitlines() if line.startswith("| ")]
    found = [[cell.strip() for cell in line.strip("|").split(" | ")] for line in lines]
    return [cells for cells in found if cells[0] != "result"]


def findings():
    """Give every public function that finds something."""
    for prefix, module, names in (
        ("", nw, nw.__all__),
        ("compare.", nw.compare, nw.compare.__all__),
    ):
        for name in names:
            if inspect.isfunction(getattr(module, name)) and f"{prefix}{name}" not in TOOLS:
                yield f"{prefix}{name}"


SUPPORTS = rows("What each result supports")
NAMED = {name for cells in SUPPORTS for name in re.findall(r"`([\w.]+)`", cells[0])}
PLAIN = {name for name, one in analytics.measures().items()
         if inspect.signature(one.function).return_annotation in {"float", "pd.Series",
                                                                   "pd.DataFrame"}}  # fmt: skip


def test_every_finding_has_a_row():
    """Measures that are numbers share two rows, one of persons and ties, one of networks."""
    assert sum(cells[0].startswith("every measure of") for cells in SUPPORTS) == 2
    assert sorted(set(findings()) - NAMED - PLAIN) == []


def test_every_row_names_what_there_is():
    known = {*findings(), *analytics.measures(), "Change.secondary"}
    assert sorted(NAMED - known) == []
    assert hasattr(nw.compare.Change, "__dataclass_fields__")
    assert "secondary" in nw.compare.Change.__dataclass_fields__


@pytest.mark.parametrize("cells", SUPPORTS, ids=lambda cells: cells[0][:40])
def test_every_row_has_a_level_and_what_not_to_say(cells):
    _, level, limit = cells
    assert {int(number) for number in re.findall(r"\d", level)} <= set(CLAIMS)
    assert level[0].isdigit()
    assert limit.rstrip('"').endswith(".")


def test_the_sentences_are_those_of_the_library():
    made = runpy.run_path(str(ROOT / "docs" / "make_claims.py"))["page"]()
    assert made == PAGE, "run: python docs/make_claims.py"


def test_every_finding_with_a_sentence_shows_it():
    """What a row names and returns a finding is in the table of sentences."""
    told = {re.findall(r"`([\w.]+)`", cells[0])[0] for cells in rows("The sentence")}
    assert sorted(told - NAMED) == []
    returns = {
        name: str(inspect.signature(_function(name)).return_annotation) for name in findings()
    }
    plain = {"float", "pd.Series", "pd.DataFrame", "pd.Series | pd.DataFrame"}
    without = {"communities", "backbone", "blockmodel", "compare.exposure_contrast"}
    assert sorted({n for n, kind in returns.items() if kind not in plain} - told - without) == []


def _function(name):
    module = nw.compare if name.startswith("compare.") else nw
    return getattr(module, name.removeprefix("compare."))


@pytest.mark.parametrize("cells", rows("The sentence"), ids=lambda cells: cells[0])
def test_no_sentence_claims_an_effect_or_ranks_people(cells):
    """Words of change stand only where two waves are compared."""
    name, sentence = cells[0].strip("`"), cells[1]
    level = {cells[0]: cells[1] for cells in SUPPORTS}
    change = any(f"`{name}`" in what and "3" in said for what, said in level.items())
    if not (change or name in {"compare.plan", "compare.difference_in_differences"}):
        nw.check_claim(sentence)
