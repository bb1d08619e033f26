"""Workbooks that unfold beyond all measure are refused before they are read."""

import time
import zipfile

import pytest
import xlsxwriter

from netweave import errors
from netweave.ingest.tables.reading import read_table

SPREADSHEET = "application/vnd.oasis.opendocument.spreadsheet"
NAMES = " ".join(
    f'xmlns:{short}="urn:oasis:names:tc:opendocument:xmlns:{short}:1.0"'
    for short in ("office", "table", "text")
)


def ods(path, rows):
    """Write the least that an OpenDocument spreadsheet is, from the XML of its rows."""
    content = (
        f'<?xml version="1.0"?><office:document-content {NAMES}><office:body><office:spreadsheet>'
        f'<table:table table:name="Log">{rows}</table:table>'
        "</office:spreadsheet></office:body></office:document-content>"
    )
    manifest = (
        '<?xml version="1.0"?><m:manifest xmlns:m="urn:oasis:names:tc:opendocument:xmlns:manifest:'
        f'1.0"><m:file-entry m:full-path="/" m:media-type="{SPREADSHEET}"/></m:manifest>'
    )
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("mimetype", SPREADSHEET)
        archive.writestr("content.xml", content)
        archive.writestr("META-INF/manifest.xml", manifest)
    return path


def row(*cells, times=1):
    inside = "".join(
        f'<table:table-cell office:value-type="string"><text:p>{cell}</text:p></table:table-cell>'
        if cell
        else "<table:table-cell/>"
        for cell in cells
    )
    return f'<table:table-row table:number-rows-repeated="{times}">{inside}</table:table-row>'


def workbook(path, cells):
    with xlsxwriter.Workbook(path) as book:
        sheet = book.add_worksheet()
        for place, column, value in cells:
            sheet.write(place, column, value)
    return path


SMALL = [(0, 0, "id"), (0, 1, "name"), (1, 0, "p1"), (1, 1, "Bo")]


def test_an_opendocument_sheet(tmp_path):
    rows = row("Retreat", "") + row("", "") + row("id", "name") + row("p1", "Bo") + row("p2", "Li")
    blank = row("", "", times=1_048_000)
    table = read_table(ods(tmp_path / "a.ods", rows + blank))
    assert table.lines.tolist() == [4, 5]
    assert table.text("name").tolist() == ["Bo", "Li"]
    assert "header in line 3" in table.note


def test_repeated_cells_are_counted_before_they_are_laid_out(tmp_path):
    wide = '<table:table-cell table:number-columns-repeated="16384"><text:p>x</text:p>'
    rows = f'<table:table-row table:number-rows-repeated="90000">{wide}</table:table-cell>'
    path = ods(tmp_path / "a.ods", row("id", "name") + rows + "</table:table-row>")
    with pytest.raises(errors.DataError, match=r"a\.ods unfolds to"):
        read_table(path)


def test_a_stray_cell_in_the_far_corner(tmp_path):
    path = workbook(tmp_path / "a.xlsx", [*SMALL, (1_048_575, 16_383, "x")])
    begun = time.process_time()
    with pytest.raises(errors.DataError, match="a sheet of 1048576 rows and 16384 columns"):
        read_table(path)
    assert time.process_time() - begun < 5


def test_an_archive_that_unfolds_without_end(tmp_path):
    small = workbook(tmp_path / "small.xlsx", SMALL)
    bomb = tmp_path / "bomb.xlsx"
    with zipfile.ZipFile(small) as old, zipfile.ZipFile(bomb, "w", zipfile.ZIP_DEFLATED) as new:
        for part in old.namelist():
            more = b" " * (70 << 20) if "sheet1" in part else b""
            new.writestr(part, old.read(part).replace(b"</sheetData>", more + b"</sheetData>"))
    with pytest.raises(errors.DataError, match=r"bomb\.xlsx unfolds to 70 MiB"):
        read_table(bomb)
    assert len(read_table(small).frame) == 1


def test_a_damaged_archive(tmp_path):
    content = workbook(tmp_path / "a.xlsx", SMALL).read_bytes()
    for place in range(30, len(content), 97):
        (tmp_path / "b.xlsx").write_bytes(content[:place] + b"\xff\x00" + content[place + 2 :])
        try:
            read_table(tmp_path / "b.xlsx")
        except errors.DataError as fault:
            assert "b.xlsx" in str(fault)
