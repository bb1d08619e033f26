"""Workbooks written by hand: a failed formula is no blank answer, and no cell is invented."""

import time
import zipfile

import pytest

from netweave import errors
from netweave.ingest.tables.reading import read_table

MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
PACKAGE = "http://schemas.openxmlformats.org/package/2006"
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
HEAD = '<row r="1"><c r="A1" t="str"><v>id</v></c><c r="B1" t="str"><v>v</v></c></row>'
SPREADSHEET = "application/vnd.oasis.opendocument.spreadsheet"
NAMES = " ".join(
    f'xmlns:{short}="urn:oasis:names:tc:opendocument:xmlns:{short}:1.0"'
    for short in ("office", "table", "text")
)
CALC = 'xmlns:calcext="urn:org:documentfoundation:names:experimental:calc:xmlns:calcext:1.0"'
FAILED = 'table:formula="of:=NA()" office:value-type="string" office:string-value="" '
FAILED += 'calcext:value-type="error"'


def xlsx(path, rows, prefix="", head="", part="xl/worksheets/sheet1.xml", target=None):
    """Write the least that an Excel workbook is, from the XML of its rows."""
    mark, space = (f"{prefix}:", f"xmlns:{prefix}") if prefix else ("", "xmlns")
    parts = {
        "[Content_Types].xml": f'<Types xmlns="{PACKAGE}/content-types"/>',
        "_rels/.rels": f'<Relationships xmlns="{PACKAGE}/relationships"><Relationship Id="rId1" '
        f'Type="{OFFICE}/officeDocument" Target="xl/workbook.xml"/></Relationships>',
        "xl/workbook.xml": f'<{mark}workbook {space}="{MAIN}" xmlns:r="{OFFICE}"><{mark}sheets>'
        f'<{mark}sheet name="S" sheetId="1" r:id="rId1"/></{mark}sheets></{mark}workbook>',
        "xl/_rels/workbook.xml.rels": f'<Relationships xmlns="{PACKAGE}/relationships">'
        f'<Relationship Id="rId1" Type="{OFFICE}/worksheet" '
        f'Target="{target or "worksheets/sheet1.xml"}"/></Relationships>',
        part: f'{head}<{mark}worksheet {space}="{MAIN}"><{mark}sheetData>{rows}'
        f"</{mark}sheetData></{mark}worksheet>",
    }
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return path


def ods(path, *rows, sheets=""):
    """Write the least that an OpenDocument spreadsheet is, from the XML of its rows."""
    rows = "".join(f"<table:table-row>{row}</table:table-row>" for row in rows)
    content = (
        f"<office:document-content {NAMES} {CALC}><office:body><office:spreadsheet>"
        f'<table:table table:name="Log">{rows}</table:table>{sheets}'
        "</office:spreadsheet></office:body></office:document-content>"
    )
    manifest = (
        '<m:manifest xmlns:m="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0">'
        f'<m:file-entry m:full-path="/" m:media-type="{SPREADSHEET}"/></m:manifest>'
    )
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("mimetype", SPREADSHEET)
        archive.writestr("content.xml", content)
        archive.writestr("META-INF/manifest.xml", manifest)
    return path


def cell(text, more=""):
    kind = "" if more else 'office:value-type="string"'
    return f"<table:table-cell {kind} {more}><text:p>{text}</text:p></table:table-cell>"


def held(path):
    table = read_table(path)
    return dict(zip(table.lines.tolist(), table.frame.fillna("").to_numpy().tolist(), strict=True))


def test_a_failed_formula_without_a_value_takes_none_from_another_cell(tmp_path):
    rows = '<row r="1"><c r="A1" t="str"><v>id</v></c></row>'
    rows += "".join(f'<row r="{row}"><c r="A{row}" t="e"/></row>' for row in (2, 3))
    path = xlsx(tmp_path / "a.xlsx", rows + '<row r="9"><c r="A9"><v>3</v></c></row>')
    assert held(path) == {2: ["#ERROR"], 3: ["#ERROR"], 9: [3.0]}


PLAIN = f'{HEAD}<row r="2"><c r="A2" t="str"><v>p</v></c><c r="B2" t="e"><v>#REF!</v></c></row>'


@pytest.mark.parametrize(
    ("rows", "prefix"),
    [
        (PLAIN, ""),
        (PLAIN.replace('"', "'"), ""),
        (PLAIN.replace('r="B2" t="e"', 't = "e" s="1" r = "B2"'), ""),
        (PLAIN.replace("<", "<x:").replace("<x:/", "</x:"), "x"),
        (PLAIN.replace('<row r="2"', "<row").replace(' r="B2"', ""), ""),
        ('<row><c t="str"><v>id</v></c><c t="str"><v>v</v></c></row>'
         '<row><c t="str"><v>p</v></c><c t="e"><f>1/0</f><v>#REF!</v></c></row>', ""),
    ],
)  # fmt: skip
def test_a_failed_formula_however_it_is_written(tmp_path, rows, prefix):
    assert held(xlsx(tmp_path / "a.xlsx", rows, prefix)) == {2: ["p", "#REF!"]}


def test_failed_formulas_beyond_all_other_cells(tmp_path):
    rows = f'{HEAD}<row r="2"><c r="A2" t="e"/></row><row r="4"><c r="B4" t="e"/></row>'
    assert held(xlsx(tmp_path / "a.xlsx", rows)) == {2: ["#ERROR", ""], 4: ["", "#ERROR"]}


@pytest.mark.parametrize(
    ("part", "target"),
    [
        ("xl/worksheets/sheet1.xml", "/xl/worksheets/sheet1.xml"),
        ("xl/Worksheets/Sheet1.xml", "worksheets/sheet1.xml"),
        ("xl/other.xml", "other.xml"),
    ],
)
def test_a_sheet_is_found_where_the_workbook_says(tmp_path, part, target):
    path = xlsx(tmp_path / "a.xlsx", PLAIN, part=part, target=target)
    try:
        assert held(path) == {2: ["p", "#REF!"]}
    except errors.DataError as fault:
        assert "Worksheets" in part, fault  # the reader of workbooks may mind the letters' case


def test_words_that_a_sheet_declares_are_refused(tmp_path):
    head = '<!DOCTYPE worksheet [<!ENTITY a "e">]>'
    path = xlsx(tmp_path / "a.xlsx", PLAIN, head=head)
    with pytest.raises(errors.DataError, match="worksheet is declared inside it"):
        read_table(path)


def test_many_failed_formulas_take_no_time(tmp_path):
    rows = "".join(f'<row r="{row}"><c r="A{row}" t="e"/></row>' for row in range(2, 30_000))
    begun = time.process_time()
    assert len(held(xlsx(tmp_path / "a.xlsx", HEAD + rows))) == 29_998
    assert time.process_time() - begun < 5


def test_cells_without_their_place_are_counted(tmp_path):
    rows = f"<row>{'<c><v>1</v></c>' * 3_000}</row>" + "<row><c><v>1</v></c></row>" * 10_000
    with pytest.raises(errors.DataError, match="a sheet of 10001 rows and 3000 columns"):
        read_table(xlsx(tmp_path / "a.xlsx", rows))


def test_a_failed_formula_in_an_opendocument_sheet(tmp_path):
    twice = cell("#N/A", f'{FAILED} table:number-columns-repeated="2"')
    covered = "<table:covered-table-cell/>"
    note = "<office:annotation><text:p>why</text:p></office:annotation>"
    path = ods(
        tmp_path / "a.ods",
        cell("id") + cell("v") + cell("w"),
        cell("p1") + twice,
        cell("p2") + covered + f"<table:table-cell {FAILED}>{note}</table:table-cell>",
    )
    assert held(path) == {2: ["p1", "#N/A", "#N/A"], 3: ["p2", "", "#ERROR"]}


@pytest.mark.parametrize(
    ("inside", "found"),
    [
        ('x<text:s text:c="2000000000"/>', "a cell with 2000000000 spaces"),
        ('<text:s text:c="20000"/>' * 2, "a cell with 40000 spaces"),
    ],
)
def test_spaces_are_counted_before_they_are_written_out(tmp_path, inside, found):
    path = ods(tmp_path / "a.ods", cell("id"), cell(inside))
    with pytest.raises(errors.DataError, match=rf"{found}.* Export it as CSV"):
        read_table(path)
    assert held(ods(path, cell("id"), cell('x<text:s text:c="3"/>y'))) == {2: ["x   y"]}


def test_long_cells_that_are_repeated(tmp_path):
    many = 'office:value-type="string" table:number-columns-repeated="10000"'
    rows = [cell("x" * 20_000, many)] * 3
    with pytest.raises(errors.DataError, match="600000000 letters in repeated cells"):
        read_table(ods(tmp_path / "a.ods", *rows))
