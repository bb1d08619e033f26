"""The companion workbook: its sheets, their codebook, their twins, and no formula."""

import io
import zipfile

import pandas as pd
import pytest
from python_calamine import CalamineWorkbook

from netweave.report import published, workbook
from netweave.report.codebook import COLUMNS, NEVER, Sheet, codebook
from netweave.report.files import as_csv

LEVELS = {
    "network": ["ties", "measures", "change", "data quality", "codebook"],
    "public": ["ties", "measures", "change", "data quality", "codebook"],
    "analyst": ["people", "ties", "measures", "change", "data quality", "codebook"],
}


@pytest.fixture(scope="module")
def books(told, tmp_path_factory):
    """Write the workbook of each audience once."""
    folder, made = tmp_path_factory.mktemp("books"), {}
    for audience in LEVELS:
        _, page, out = told(audience)
        made[audience] = folder / f"{audience}.xlsx"
        workbook.write(out.sheets, page.title, published.remarks(page), made[audience])
    return made


@pytest.mark.parametrize("audience", LEVELS)
def test_the_sheets_are_those_of_the_audience(books, audience):
    book = CalamineWorkbook.from_path(books[audience])
    assert book.sheet_names == ["README", *LEVELS[audience]]
    readme = book.get_sheet_by_name("README").to_python()
    assert readme[0] == ["netweave report", "A cohort"]
    assert [row[0] for row in readme[-len(LEVELS[audience]) :]] == LEVELS[audience]


@pytest.mark.parametrize("audience", LEVELS)
def test_no_cell_is_a_formula(books, audience):
    with zipfile.ZipFile(books[audience]) as book:
        sheets = [name for name in book.namelist() if name.startswith("xl/worksheets/sheet")]
        assert len(sheets) == len(LEVELS[audience]) + 1
        for name in sheets:
            assert b"<f>" not in book.read(name)


def test_the_codebook_explains_each_column_of_each_sheet(books):
    book = CalamineWorkbook.from_path(books["analyst"])
    rows = book.get_sheet_by_name("codebook").to_python()
    assert rows[0] == COLUMNS
    explained = {(row[0], row[1]): row[2] for row in rows[1:]}
    there = {
        (name, column)
        for name in LEVELS["analyst"]
        for column in book.get_sheet_by_name(name).to_python()[0]
    }
    assert set(explained) == there
    assert all(explained.values())
    unknown = [key for key, text in explained.items() if text == "As on the roster"]
    assert unknown == []


def test_a_column_of_the_roster_that_nobody_foresaw_is_said_to_be_one():
    made = codebook([Sheet("people", "Everybody", pd.DataFrame({"person": [], "cohort year": []}))])
    assert ["people", "cohort year", "As on the roster", "", "not known"] in made.frame.values


@pytest.mark.parametrize("audience", LEVELS)
def test_the_twins_hold_the_same(told, books, audience):
    book = CalamineWorkbook.from_path(books[audience])
    _, _, out = told(audience)
    for sheet in out.sheets:
        twin = pd.read_csv(io.StringIO(as_csv(sheet.frame)), dtype=str, keep_default_na=False)
        rows = book.get_sheet_by_name(sheet.name).to_python()
        assert rows[0] == list(twin.columns)
        assert len(rows) == len(twin) + 1
        for row, other in zip(rows[1:], twin.itertuples(index=False), strict=True):
            for cell, text in zip(row, other, strict=True):
                if isinstance(cell, float):
                    assert float(text) == pytest.approx(cell, rel=1e-14)
                elif cell not in {"yes", "no"}:
                    assert text.removeprefix("'") == cell


def test_ties_are_banded_above_the_analyst_and_listed_for_the_analyst(told, net):
    frames = {level: {s.name: s.frame for s in told(level)[2].sheets} for level in LEVELS}
    ties = frames["analyst"]["ties"]
    assert len(ties) == len(net.ties)
    assert set(ties["of this report"]) == {"yes"}
    bands = frames["network"]["ties"]
    assert list(bands.columns) == ["organization", "and", "wave", "tied pairs"]
    assert set(bands["tied pairs"]) <= {"0", "1", "2–4", "5+", "1+", "hidden"}
    assert set(frames["public"]["ties"]["tied pairs"]) <= {"joined", "not joined", "1+", "hidden"}
    assert len(frames["analyst"]["people"]) == 2 * net.n


def test_no_person_stands_in_a_sheet_above_the_analyst(told, net):
    for level in ("network", "public"):
        text = "\n".join(as_csv(sheet.frame) for sheet in told(level)[2].sheets)
        assert not any(f"Name of {one}" in text for one in net.people.index)
        assert not any(f",{one}," in text for one in net.people.index)


def test_what_is_never_empty_is_never_empty(told):
    _, _, out = told("analyst")
    for sheet in out.sheets:
        for column in sheet.frame.columns:
            meaning = sheet.meanings.get(str(column))
            if meaning is not None and meaning.empty == NEVER:
                values = sheet.frame[column]
                assert not values.isna().any(), (sheet.name, column)
                assert not values.astype(str).eq("").any(), (sheet.name, column)


def test_a_sheet_that_is_too_long_is_cut_and_says_so(tmp_path, monkeypatch):
    monkeypatch.setattr(workbook, "MOST_ROWS", 2)
    sheet = Sheet("ties", "Every tie", pd.DataFrame({"learner": ["a", "b", "=c"]}))
    workbook.write([sheet], "A cohort", [], tmp_path / "book.xlsx")
    book = CalamineWorkbook.from_path(tmp_path / "book.xlsx")
    assert book.get_sheet_by_name("ties").to_python() == [["learner"], ["a"], ["b"]]
    said = book.get_sheet_by_name("README").to_python()[-1]
    assert said == [
        "ties",
        "Every tie (the first 2 of 3 rows; all are in the CSV file of this name)",
    ]
