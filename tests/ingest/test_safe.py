"""Text made harmless where it lands."""

import pandas as pd
import pytest

import netweave as nw
from netweave import errors
from netweave.ingest import safe

TEXTS = [
    "=1", "+1", "-1", "@x", "\t=1", "\n=1", "\u200b=1", "\u202e=1", "\u00a0=1", "＝1", "＋1", "－1",
    "＠x", "'=1", "''=1",
]  # fmt: skip


@pytest.mark.parametrize("text", TEXTS)
@pytest.mark.parametrize("dtype", ["str", "object", "category"])
def test_no_text_is_a_formula_once_it_is_written(text, dtype):
    table = safe.spreadsheet_safe(pd.DataFrame({"a": pd.Series([text, "Ana", None], dtype=dtype)}))
    made = table["a"].iloc[0]
    assert made.startswith("'")
    assert safe.unprotected(made) == safe.plain(text)
    assert table["a"].iloc[1] == "Ana"
    assert table["a"].isna().tolist() == [False, False, True]


@pytest.mark.parametrize("text", ["Ana", "'t Hart", "", "a=1", "1"])
def test_other_text_stays_as_it_is(text):
    assert safe.protected(text) == text
    assert safe.unprotected(text) == text


@pytest.mark.parametrize(
    "mark", ["\u202a", "\u202b", "\u202c", "\u202d", "\u202e", "\u2066", "\u2067", "\u2068",
             "\u2069", "\u200b", "\ufeff", "\u00ad"],
)  # fmt: skip
def test_what_turns_or_hides_text_is_dropped(mark):
    assert safe.plain(f"A{mark}na") == "Ana"
    assert str(errors.DataError(f"A{mark}na\x1b[31m")) == "Ana [31m"


def test_names_of_files_steer_no_terminal():
    table = nw.read_table(pd.DataFrame({"a": ["x"]}), name="a\x1b\u202eb.csv")
    assert repr(table) == "<Table a b.csv: 1 rows, 1 columns>"


@pytest.fixture
def report():
    people = nw.read_people(pd.DataFrame({"id": ["p1"]}), id="id")
    return nw.weave(people).report


def test_whatever_cannot_be_written_is_one_error_that_names_it(report, tmp_path):
    file, folder = tmp_path / "a.csv", tmp_path / "b.xlsx"
    file.write_text("x", encoding="utf-8")
    folder.mkdir()
    words = nw.crosswalk(nw.read_people(pd.DataFrame({"id": ["p1"]}), id="id"))
    for write, path, why in (
        (report.to_csv, file, "it is a file. Name a folder"),
        (report.to_csv, file / "c", "Not a directory"),
        (report.to_excel, folder, "it is a folder. Name a file in it"),
        (words.to_csv, folder, "it is a folder. Name a file in it"),
        (words.to_csv, tmp_path / "no" / "a.csv", "folder that does not exist"),
        (nw.write_kit, file, "it is a file. Name a folder"),
        (nw.write_kit, str(tmp_path / "a\0b"), "a name cannot hold NUL"),
        (report.to_csv, str(tmp_path / "a\0b"), "a name cannot hold NUL"),
    ):
        with pytest.raises(errors.NetweaveError, match=why) as found:
            write(path)
        assert str(tmp_path) in str(found.value)
    assert file.read_text(encoding="utf-8") == "x"
