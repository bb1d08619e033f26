"""How a checkup is shown: text for a terminal, HTML for a notebook, files for a spreadsheet."""

import re
import time

import pandas as pd
import pytest

from netweave import check
from netweave.checkup import showing
from netweave.cli.reports import sample_project

from .conftest import ROSTER

HOSTILE = (
    "id,name,org\n"
    'p1,<script>alert(1)</script>,<b>North</b>\np2,=HYPERLINK("http://x"),+South\n'
    "p3,\x1b[31mred,@Sum\np4,Di,North\n"
)
ANSWERS = "who,whom\np4,<img src=x onerror=y>\np4,\x1b]0;title\x07\np4,=1+1\np4,p1\n"


@pytest.fixture(scope="module")
def sample():
    """The checkup of the sample cohort, and the seconds of CPU it took."""
    check(sample_project())
    before = time.process_time()
    found = check(sample_project())
    return found, time.process_time() - before


@pytest.fixture
def hostile(checked, survey):
    """A checkup of names that would do something if they were not escaped."""
    return checked(ROSTER + survey(), people=HOSTILE, end=ANSWERS)


def test_the_sample_cohort_has_nothing_that_stops(sample):
    found, _ = sample
    assert not found.refuses
    assert set(found.table["verdict"]) == {"ok", "note"}
    assert "no" not in set(found.possible["possible"])
    assert len(found.chasing) == (50 - 47) + (51 - 42)


def test_the_sample_cohort_takes_little_time(sample):
    assert sample[1] <= 3


def test_the_table_has_its_columns_and_types(sample):
    table = sample[0].table
    assert list(table.columns) == [
        "section", "where", "found", "count", "of", "share", "verdict", "code", "text", "mend",
    ]  # fmt: skip
    counted = table[table["of"].fillna(0) > 0]
    assert counted["share"].between(0, 1).all()
    places = table["section"].map({name: n for n, name in enumerate(showing.SECTIONS)})
    assert places.is_monotonic_increasing


def test_text_is_wrapped_and_holds_every_section(sample):
    text = str(sample[0])
    assert max(map(len, text.splitlines())) <= 96
    for section in [*sample[0].table["section"].unique(), "not answered yet"]:
        assert f"\n{section.upper()}\n" in text
    assert text.endswith("The report can be written.")
    assert "\x1b" not in text


def test_text_says_what_stops(checked, survey):
    found = checked(ROSTER + survey(), end="a,b\n1,2\n")
    text = str(found)
    assert "\nSTOPS   cohort.toml [[survey]] number 1: cannot be read." in text
    assert text.endswith("mend what is marked STOPS first.")
    assert "1 stops; the report would refuse" in repr(found)


def test_a_long_chasing_list_is_cut_and_says_so(checked, survey):
    people = "id,name,org\n" + "".join(f"p{n},N{n},North\n" for n in range(1, 31))
    found = checked(ROSTER + survey(), people=people, end="who,whom\np1,p2\n")
    assert len(found.chasing) == 29
    assert "and 9 more; all of them are in the chasing list." in str(found)


def test_nothing_that_a_person_wrote_steers_a_terminal(hostile):
    text = str(hostile)
    assert all(mark.isprintable() or mark == "\n" for mark in text)
    assert "<script>" in text


def test_everything_is_escaped_in_html(hostile):
    page = hostile._repr_html_()
    tags = set(re.findall(r"</?([a-z0-9]+)", page))
    assert tags == {"p", "strong", "h4", "table", "thead", "tbody", "tr", "th", "td"}
    assert "&lt;script&gt;" in page
    assert "&lt;img" in page
    assert "\x1b" not in page
    assert "onerror" not in re.sub(r"&lt;.*?&gt;", "", page)


def test_html_says_the_verdict_in_words(checked, survey):
    page = checked(ROSTER + survey(), end="a,b\n1,2\n")._repr_html_()
    assert "<strong>STOPS</strong>" in page
    assert "The report would refuse" in page
    assert '<td style="text-align:left">ok</td>' in page


def test_files_are_safe_for_a_spreadsheet(hostile, tmp_path):
    written = hostile.to_csv(tmp_path / "out")
    assert [path.name for path in written] == ["findings.csv", "chasing.csv", "possible.csv"]
    chased = pd.read_csv(written[1], dtype="str")
    assert chased["person"].tolist() == ["p1", "p2", "p3", "p4"]  # p4: 3 of 4 answers are lost
    assert chased["name"].tolist()[1] == '\'=HYPERLINK("http://x")'
    assert chased["organization"].tolist()[1:3] == ["'+South", "'@Sum"]
    for path in written:
        text = path.read_text(encoding="utf-8-sig")
        assert "\x1b" not in text
        assert not re.search(r'(?:^|,|")[=+@]', text, re.MULTILINE)


def test_the_same_files_give_the_same_checkup(sample):
    again = check(sample_project())
    assert str(again) == str(sample[0])
    assert again._repr_html_() == sample[0]._repr_html_()
