"""What --json prints: one document, numbers with units, warnings with codes, undefined is null."""

import json
import math

import numpy as np
import pandas as pd
import pytest

import netweave as nw
from netweave.cli.documents import plain, show_document
from netweave.compare.units import unit_of


@pytest.fixture(scope="module")
def compared(run, waves):
    """The change of the small project as it is printed, in text and as JSON."""
    asked = ("compare", waves, "--draws", 99)
    return run(*asked), run(*asked, "--json")


def test_a_document_has_no_number_that_json_lacks():
    given = {
        "a": [math.nan, np.float64(2), np.int64(3), pd.NA, True],
        "b": pd.Timestamp("2024-01-02"),
    }
    assert plain(given) == {"a": [None, 2, 3, None, True], "b": "2024-01-02 00:00:00"}
    assert [type(one) for one in plain(given)["a"]] == [type(None), int, int, type(None), bool]


def test_a_document_says_which_program_and_command_made_it(capsys):
    show_document("check", {"name": "\x1b[31mÅ"})
    said = capsys.readouterr().out
    assert said.isascii()
    assert "\x1b" not in said
    held = json.loads(said)
    assert list(held) == ["program", "version", "command", "name"]
    assert held["name"] == "\x1b[31mÅ"


def test_a_change_is_printed_as_text(compared):
    """Ties across, of 18 people in 6 organizations: 6 before and 24 after, so 2 × 18 / 18 more."""
    text = compared[0]
    assert text.exit_code == 0, text.output
    said = " ".join(text.stdout.split())
    assert said.startswith("start → end, ties of the kind learning Members had 2.0 more ties")
    assert "Verdict: up." in said
    assert "Change in ties across organizations per person: +2.0 (95% interval" in said
    assert "Ties across organizations per person, before: 0.67, of 18 people" in said
    assert "Beside chance Of 18 new ties, 18 crossed organizations." in said
    assert "reading the records" in text.stderr


def test_a_change_is_one_document_with_units_and_passport(compared, waves):
    found = compared[1]
    held = json.loads(found.stdout)
    assert found.exit_code == 0
    assert held["verdict"] == "up"
    assert (held["before"], held["after"], held["kind"]) == ("start", "end", "learning")
    assert held["claim"] == {"level": 3, "means": "change"}
    assert held["passport"]["people"] == 18
    assert held["passport"]["kinds"] == ["learning"]
    terms = {row["term"]: row for row in held["estimands"]}
    assert terms["P1"]["estimate"] == 2
    assert terms["P1"]["unit"] == "ties across organizations per person"
    assert all(row["unit"] for row in [*held["estimands"], *held["secondary"]])
    assert held["beside_chance"]["estimands"][0]["estimate"] == 1
    turned = {row["pairs"]: row for row in held["turnover"]}
    assert (turned["cross"]["kept"], turned["cross"]["new"]) == (6, 18)
    assert all(one["code"] in nw.codes.WARNINGS for one in held["warnings"])


def test_every_term_has_words_and_a_unit():
    from netweave.compare.wording import TERMS_IN_WORDS

    assert [term for term in TERMS_IN_WORDS if not unit_of(term)] == []
    assert unit_of("nothing of the sort") == ""


def test_waves_are_chosen_by_their_label(run, waves):
    back = run("compare", waves, "--before", "end", "--after", "start", "--json")
    assert (back.exit_code, back.stdout) == (1, "")
    assert "in this order: 'start', 'end'" in " ".join(back.stderr.split())
    absent = run("compare", waves, "--after", "ends")
    assert absent.exit_code == 1
    assert "--after must be one of 'start', 'end', got 'ends'" in absent.stderr
    kind = run("compare", waves, "--kind", "friends")
    assert "--kind must be one of 'learning'" in kind.stderr


def test_one_wave_has_no_change(run, waves):
    text = waves.read_text(encoding="utf-8")
    other = waves.with_name("one.toml")
    other.write_text(text[: text.index('[[survey]]\nfile = "end')], encoding="utf-8")
    found = run("compare", other)
    assert found.exit_code == 1
    assert "recorded in 1 wave(s) only" in " ".join(found.stderr.split())


def test_a_check_as_a_document(run, waves):
    found = run("check", waves, "--json")
    held = json.loads(found.stdout)
    assert found.exit_code == 0
    assert held["refuses"] is False
    assert held["not_answered"] == []
    assert {row["verdict"] for row in held["findings"]} <= {"ok", "note", "stops"}
    rows = [row for row in held["findings"] if row["found"] == "response"]
    assert [row["share"] for row in rows] == [1, 1]
    assert list(held)[3:] == ["title", "audience", "refuses", "units", "findings", "possible",
                              "not_answered"]  # fmt: skip
