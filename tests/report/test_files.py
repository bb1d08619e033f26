"""A report writes over its own files and over nothing else."""

import json

import pytest

from netweave.errors import DataError
from netweave.report import files


def test_an_empty_or_missing_folder_is_made(tmp_path):
    files.prepare(tmp_path / "a" / "b")
    files.prepare(tmp_path / "a" / "b")
    assert (tmp_path / "a" / "b").is_dir()


def test_a_folder_that_holds_something_else_is_refused(tmp_path):
    (tmp_path / "thesis.docx").write_text("mine")
    with pytest.raises(DataError, match=r"it holds .thesis\.docx..*--force"):
        files.prepare(tmp_path)
    files.prepare(tmp_path, force=True)
    with pytest.raises(DataError, match="not empty"):
        files.prepare(tmp_path / "thesis.docx")


def test_a_report_replaces_the_last_one_and_leaves_other_files(tmp_path):
    files.write_all(tmp_path, {"index.html": "one", "tables/old.csv": "x"}, {})
    (tmp_path / "notes.txt").write_text("mine")
    files.prepare(tmp_path)
    files.write_all(tmp_path, {"index.html": "two"}, {})
    assert (tmp_path / "index.html").read_text() == "two"
    assert not (tmp_path / "tables" / "old.csv").exists()
    assert (tmp_path / "notes.txt").read_text() == "mine"


def test_a_file_of_yours_is_not_overwritten(tmp_path):
    files.write_all(tmp_path, {"index.html": "one"}, {})
    (tmp_path / "netweave.xlsx").write_text("mine")
    with pytest.raises(DataError, match=r"'netweave.xlsx'"):
        files.write_all(tmp_path, {"index.html": "two", "netweave.xlsx": b"ours"}, {})
    assert (tmp_path / "index.html").read_text() == "one"
    files.write_all(tmp_path, {"netweave.xlsx": b"ours"}, {}, force=True)
    assert (tmp_path / "netweave.xlsx").read_bytes() == b"ours"


@pytest.mark.parametrize("listed", ["../outside.txt", "/etc/passwd", "a/../../outside.txt"])
def test_a_manifest_cannot_reach_out_of_its_folder(tmp_path, listed):
    folder = tmp_path / "out"
    folder.mkdir()
    (tmp_path / "outside.txt").write_text("mine")
    manifest = {"program": "netweave", "files": [listed, "findings.json"]}
    (folder / "findings.json").write_text(json.dumps(manifest))
    with pytest.raises(DataError, match="--force"):
        files.prepare(folder)
    with pytest.raises(DataError, match="--force"):
        files.write_all(folder, {"index.html": "one"}, {})
    files.write_all(folder, {"index.html": "one"}, {}, force=True)
    assert (tmp_path / "outside.txt").read_text() == "mine"
    assert (folder / "index.html").read_text() == "one"


@pytest.mark.parametrize(
    "listed",
    ["thesis.docx", "tables", "tables/", "tables/notes.txt", "maps/a/b.svg", "maps\\a.png", ".", 3],
)
def test_a_manifest_that_names_what_no_report_writes_is_not_ours(tmp_path, listed):
    (tmp_path / "tables").mkdir()
    (tmp_path / "thesis.docx").write_text("mine")
    (tmp_path / "index.html").write_text("mine")
    manifest = {"program": "netweave", "files": ["index.html", listed, "findings.json"]}
    (tmp_path / "findings.json").write_text(json.dumps(manifest))
    assert files.written_before(tmp_path) == []
    with pytest.raises(DataError, match="--force"):
        files.prepare(tmp_path)
    files.write_all(tmp_path, {}, {}, force=True)
    assert (tmp_path / "thesis.docx").read_text() == (tmp_path / "index.html").read_text() == "mine"
    assert (tmp_path / "tables").is_dir()


@pytest.mark.parametrize("names", ["index.html", None, {"index.html": 1}])
def test_a_manifest_without_a_list_of_files_is_not_ours(tmp_path, names):
    (tmp_path / "findings.json").write_text(json.dumps({"program": "netweave", "files": names}))
    assert files.written_before(tmp_path) == []


def test_a_directory_that_bears_the_name_of_a_table_is_left_alone(tmp_path):
    (tmp_path / "tables" / "old.csv").mkdir(parents=True)
    manifest = {"program": "netweave", "files": ["tables/old.csv", "findings.json"]}
    (tmp_path / "findings.json").write_text(json.dumps(manifest))
    files.write_all(tmp_path, {"index.html": "one"}, {})
    assert (tmp_path / "tables" / "old.csv").is_dir()


def test_links_that_lead_out_of_the_folder_are_not_followed(tmp_path):
    outside, folder = tmp_path / "outside", tmp_path / "out"
    outside.mkdir()
    folder.mkdir()
    (outside / "old.csv").write_text("mine")
    (folder / "tables").symlink_to(outside)
    manifest = {"program": "netweave", "files": ["tables/old.csv", "findings.json"]}
    (folder / "findings.json").write_text(json.dumps(manifest))
    files.write_all(folder, {"index.html": "one"}, {}, force=True)
    with pytest.raises(DataError, match=r"tables/old\.csv"):
        files.write_all(folder, {"tables/old.csv": "two"}, {}, force=True)
    assert (outside / "old.csv").read_text() == "mine"


def test_a_findings_file_of_another_program_is_no_report(tmp_path):
    (tmp_path / "findings.json").write_text('{"files": ["thesis.docx"]}')
    assert files.written_before(tmp_path) == []
    with pytest.raises(DataError):
        files.prepare(tmp_path)


def test_findings_hold_no_number_that_json_lacks(tmp_path):
    files.write_all(tmp_path, {}, {"a": float("nan"), "b": [float("inf"), 1.5]})
    found = json.loads((tmp_path / "findings.json").read_text())
    assert (found["a"], found["b"]) == (None, [None, 1.5])


def test_the_report_of_another_project_is_not_overwritten(tmp_path):
    files.write_all(tmp_path, {"index.html": "one"}, {"title": "Coaches"})
    files.prepare(tmp_path, title="Coaches")
    with pytest.raises(DataError, match=r"holds the report 'Coaches'.*--out.*--force"):
        files.prepare(tmp_path, title="Counselors")
    files.prepare(tmp_path, title="Counselors", force=True)
    files.prepare(tmp_path)
    assert (tmp_path / "index.html").read_text() == "one"


def test_a_title_that_could_not_be_shown_is_still_its_own(tmp_path):
    files.write_all(tmp_path, {}, {"title": "A\x1b cohort"})
    files.prepare(tmp_path, title="A\x1b cohort")


@pytest.mark.parametrize("held", ["[]", '"text"', "3", "{", ""])
def test_a_manifest_of_another_shape_is_no_report(tmp_path, held):
    (tmp_path / "findings.json").write_text(held)
    assert files.written_before(tmp_path) == []
    with pytest.raises(DataError, match="--force"):
        files.prepare(tmp_path, title="A cohort")
