"""Text from files is text, wherever it lands: page, spreadsheet, picture, terminal."""

import csv
import io
import zipfile

import pandas as pd
import pytest

import netweave as nw
from netweave.report import Options, files, write_report

NASTY = [
    "<script>alert(1)</script>",
    "=cmd|' /C calc'!A0",
    "+1+1",
    "-2+3",
    "@SUM(A1)",
    "\x1b[31mred\x1b[0m",
    "{{7*7}}{% raw %}",
    "$x^2$ \\frac{1}{0}",
    "\"quoted\" & 'single' </td></table>",
]


@pytest.fixture(scope="module")
def written(tmp_path_factory):
    """An analyst's report on people and organizations with hostile names."""
    folder = tmp_path_factory.mktemp("hostile")
    ids = [f"p{n}" for n in range(3 * len(NASTY))]
    people = pd.DataFrame(
        {
            "name": [f"{NASTY[n // 3]} {n}" for n in range(len(ids))],
            "organization": [NASTY[n // 3] for n in range(len(ids))],
            "convener": False,
        },
        index=ids,
    )
    pairs = [(ids[n], ids[(n + 4) % len(ids)]) for n in range(len(ids))]
    ties = pd.DataFrame(pairs, columns=["learner", "learned_from"])
    ties = pd.concat([ties.assign(wave="=one"), ties[:9].assign(wave="<b>two</b>")])
    kinds = pd.DataFrame({"headline": True, "question": "<img src=x>"}, index=["<i>kind</i>"])
    net = nw.Network(people, ties.assign(kind="<i>kind</i>"), kinds, ["=one", "<b>two</b>"])
    options = Options("<h1>{{title}}</h1>", audience="analyst")
    return write_report(net, folder / "out", options=options).parent


def test_nothing_becomes_markup(written):
    text = (written / "index.html").read_text(encoding="utf-8")
    for markup in ("<script", "<img", "<b>two", "<i>kind", "</td></table>", "<h1>{"):
        assert markup not in text
    assert "&lt;script&gt;alert(1)" in text
    assert "{{7*7}}" in text
    assert "49" not in text.split("{{7*7}}")[0][-3:]
    assert "\x1b" not in text


def test_pictures_hold_text_and_no_markup(written):
    for path in (written / "maps").glob("*.svg"):
        text = path.read_text(encoding="utf-8")
        assert "<script" not in text
        assert "\x1b" not in text


def test_no_cell_of_a_csv_is_a_formula(written):
    for path in written.glob("*/*.csv"):
        for row in csv.reader(io.StringIO(path.read_text(encoding="utf-8"))):
            for cell in row:
                number = cell.replace(".", "", 1).replace("e-", "", 1).lstrip("-").isdigit()
                assert number or not cell.startswith(("=", "+", "-", "@", "\t", "\r")), (path, cell)
                assert "\x1b" not in cell


def test_no_cell_of_the_workbook_is_a_formula(written):
    with zipfile.ZipFile(written / "netweave.xlsx") as book:
        sheets = [name for name in book.namelist() if name.startswith("xl/worksheets/sheet")]
        assert len(sheets) == 7
        for name in sheets:
            assert b"<f>" not in book.read(name)
            assert b"<hyperlink" not in book.read(name)


def test_cells_are_made_safe_one_by_one():
    frame = pd.DataFrame({"=head": ["=1+1", "\t=2", "plain", "-3", "a\r\nb"], "n": [-1.5] * 5})
    text = files.as_csv(frame)
    assert text.splitlines() == [
        "'=head,n",
        "'=1+1,-1.5",
        "' =2,-1.5",
        "plain,-1.5",
        "'-3,-1.5",
        "a  b,-1.5",
    ]
