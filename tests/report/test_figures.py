"""Every number of a report has a unit and a passport, and tells no more than its cell."""

import json
import math
import re

import pytest

from netweave.codes import REASONS
from netweave.report.figures import as_document, read
from netweave.report.files import as_json
from netweave.report.passports import ABOUT, CHANGE, MEASURES, QUALITY
from netweave.results import Passport

LEVELS = ("network", "public", "analyst")


@pytest.mark.parametrize(
    ("cell", "text", "value", "given"),
    [
        (0.25, "25%", 0.25, "number"),
        (1234.0, "1,234", 1234, "number"),
        ("1,234", "1,234", 1234, "number"),
        ("−0.5", "−0.5", -0.5, "number"),
        ("+1.2", "+1.2", 1.2, "number"),
        ("37%", "37%", 0.37, "number"),
        ("12 of 30", "12 of 30", 12, "number"),
        ("suppressed", "hidden", None, "hidden"),
        ("withheld", "withheld", None, "undefined"),
        (math.nan, "–", None, "undefined"),
        (None, "–", None, "undefined"),
        ("1–4", "1–4", None, "range"),
        ("10 to 24%", "10 to 24%", None, "range"),
        ("0.4 to 2.1", "0.4 to 2.1", None, "range"),
        ("about 80", "about 80", None, "range"),
        ("under 10%", "under 10%", None, "range"),
        ("50% or more of people", "50% or more of people", None, "range"),
        (0.0001, "<0.001", 0.0001, "number"),
        ("<0.001", "<0.001", None, "range"),
        ("5+", "5+", None, "range"),
        ("0 → 2–4", "0 → 2–4", None, "text"),
    ],
)
def test_a_cell_is_read_as_it_is_written(cell, text, value, given):
    assert read(cell, text) == (value, given)


@pytest.mark.parametrize("audience", LEVELS)
def test_every_number_on_the_page_is_listed(told, audience):
    _, _, out = told(audience)
    listed = {(one.table, one.what, one.column) for one in out.figures}
    for table in out.tables:
        about = ABOUT[table.name]
        for row in table.rows:
            for column, text in list(zip(table.columns, row, strict=True))[1:]:
                if column not in {*about.words, "wave"} and re.search(r"\d", text):
                    assert (table.name, row[0], column) in listed


@pytest.mark.parametrize("audience", LEVELS)
def test_every_number_has_a_unit_and_says_why_it_is_not_there(told, audience):
    _, _, out = told(audience)
    assert len(out.figures) > 200
    for one in out.figures:
        assert one.unit, (one.table, one.what, one.column)
        assert (one.value is None) == (one.given_as != "number")
        assert one.reason in REASONS if one.given_as in {"hidden", "undefined"} else not one.reason
        assert isinstance(one.passport, Passport)
        assert ABOUT[one.table].sheet in {CHANGE, MEASURES, QUALITY}


@pytest.mark.parametrize("audience", ["network", "public"])
def test_no_number_has_a_digit_more_than_the_page(told, audience):
    _, page, out = told(audience)
    shown = {table.name: {text for row in table.rows for text in row} for table in page.tables}
    for one in out.figures:
        assert one.shown in shown[one.table]
        if one.value is not None:
            value, given = read(one.shown, one.shown)
            assert (given, value) == ("number", pytest.approx(one.value, abs=1e-12)), one


def test_passports_say_wave_people_and_convener(told):
    _, _, out = told("analyst")
    density = {
        (one.wave, one.passport.convener): one
        for one in out.figures
        if one.table == "cohesion" and "(density)" in one.what
    }
    assert set(density) == {(wave, side) for wave in ("before", "after")
                            for side in ("with", "without")}  # fmt: skip
    one = density["after", "without"]
    # Fourteen of the 153 pairs of eighteen members are tied; the page writes 9.2%.
    assert (one.passport.people, one.shown) == (18, "9.2%")
    assert one.value == pytest.approx(14 / 153, abs=5e-4)
    assert density["after", "with"].passport.people == 21
    assert (one.passport.measure, one.unit) == ("density", "share of observed pairs")
    assert one.passport.formula.startswith("method 7")
    assert (one.passport.kinds, one.passport.threshold) == (("advice",), "every tie")
    assert (one.passport.coverage, one.passport.seed) == (1.0, None)
    lead = next(one for one in out.figures if one.table == "before_after")
    assert (lead.wave, lead.passport.people, lead.unit) == (
        "before → after", 18, "ties per member")  # fmt: skip
    drawn = {one.passport.seed for one in out.figures if one.table in {"hub_or_node", "clusters"}}
    assert drawn == {1}


def test_the_document_is_json_and_names_each_passport_once(told):
    _, _, out = told("network")
    found = json.loads(as_json(as_document(out.figures)))
    assert len(found["numbers"]) == len(out.figures)
    assert {one["passport"] for one in found["numbers"]} == set(found["passports"])
    assert all("ties" not in one for one in found["passports"].values())
    assert len({json.dumps(one) for one in found["passports"].values()}) == len(found["passports"])


def test_every_table_of_every_report_is_described():
    """What a table lacks here would stop a report, so the list is compared with the sources."""
    from pathlib import Path

    import netweave.report

    source = "\n".join(
        path.read_text("utf-8") for path in Path(netweave.report.__file__).parent.glob("*.py")
    )
    named = set(re.findall(r"\b[Tt]able\(\s*\"([a-z_]+)\"", source))
    named |= set(re.findall(r"wave_table\(\s*findings, \"([a-z_]+)\"", source))
    assert {"people", "cohesion", "steps"} <= named
    assert named <= set(ABOUT)
