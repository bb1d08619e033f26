"""netweave map: which picture is drawn for whom, and into which file."""

import re

import pytest


def drawn(run, waves, path, *asked):
    """Draw a map; give the text of the picture."""
    found = run("map", waves, "--out", path, *asked)
    assert found.exit_code == 0, found.output
    assert found.stdout == f"{path}\n"
    return path.read_text(encoding="utf-8") if path.suffix == ".svg" else "", found


def test_the_network_sees_organizations_in_bands_and_no_person(run, waves, tmp_path):
    """Of the six organizations each learned from the next at the start: one tie each."""
    text, found = drawn(run, waves, tmp_path / "map.svg", "--wave", "start")
    assert "for the audience network the map shows organizations" in found.stderr
    assert "6 organizations, 6 of 15 pairs" in text
    assert "Org 3" in text
    assert "A cohort · ties of the kind learning · start" in text
    assert not re.search(r"Person|\bp0\d\b", text)


def test_the_analyst_sees_people_by_name(run, waves, tmp_path):
    text, found = drawn(run, waves, tmp_path / "map.svg", "--audience", "analyst")
    assert "Person" in text
    assert "18 people, 36 ties" in text
    assert "note:" not in found.stderr


def test_the_change_of_ties_and_of_organizations(run, waves, tmp_path):
    asked = ("--change", "--audience", "analyst")
    people, _ = drawn(run, waves, tmp_path / "people.svg", *asked)
    assert "kept: 18 ties" in people
    assert "formed: 18 ties" in people
    groups, found = drawn(run, waves, tmp_path / "groups.svg", *asked, "--organizations")
    assert "start" in groups
    assert "Person" not in groups
    assert "note:" not in found.stderr


def test_a_pdf_is_one(run, waves, tmp_path):
    drawn(run, waves, tmp_path / "map.pdf")
    assert (tmp_path / "map.pdf").read_bytes().startswith(b"%PDF")


def test_a_page_is_interactive_and_names_nobody_above_the_analyst(run, waves, tmp_path):
    plotting = pytest.importorskip("netweave.plotting")
    if not hasattr(plotting, "interactive_map"):
        pytest.skip("there is no interactive map")
    drawn(run, waves, tmp_path / "map.html")
    text = (tmp_path / "map.html").read_text(encoding="utf-8")
    assert text.lstrip().lower().startswith("<!doctype html")
    assert "Org 3" in text
    assert "Person B" not in text


def test_a_page_draws_organizations_and_the_change_where_they_are_asked_for(run, waves, tmp_path):
    page = tmp_path / "map.html"
    _, found = drawn(run, waves, page, "--audience", "analyst", "--organizations", "--change")
    text = page.read_text(encoding="utf-8")
    assert "Org 3" in text
    assert not re.search(r"Person [A-R]\b", text)
    assert "as for the audience network" in found.stderr
    assert re.findall(r'"sort": ?"(\w+)"', text)[-1] == "change"
    drawn(run, waves, page, "--audience", "analyst")
    assert "Person B" in page.read_text(encoding="utf-8")


def test_what_cannot_be_drawn_is_said(run, waves, tmp_path):
    assert run("map", waves, "--out", tmp_path / "map.gif").exit_code == 2
    assert run("map", waves, "--wave", "end", "--change").exit_code == 2
    absent = run("map", waves, "--out", tmp_path / "map.svg", "--wave", "middle")
    assert absent.exit_code == 1
    assert "--wave must be one of 'start', 'end'" in absent.stderr


def test_a_report_is_neither_written_over_nor_given_a_map_with_people(run, waves, tmp_path):
    folder = tmp_path / "out"
    (folder / "maps").mkdir(parents=True)
    (folder / "maps" / "end.svg").write_text("ours", encoding="utf-8")
    listed = '{"program": "netweave", "files": ["findings.json", "maps/end.svg"]}'
    (folder / "findings.json").write_text(listed, encoding="utf-8")
    (tmp_path / "link.svg").symlink_to(folder / "maps" / "end.svg")
    for out in (folder / "maps" / "end.svg", tmp_path / "link.svg"):
        found = run("map", waves, "--out", out)
        assert found.exit_code == 1
        assert "--out must not be a file of a report" in found.stderr
    for out in (folder / "people.html", folder / "maps" / "people.svg"):
        found = run("map", waves, "--out", out, "--audience", "analyst")
        assert found.exit_code == 1
        assert "--out must not lie in the folder of a report" in found.stderr
        assert not out.exists()
    assert (folder / "maps" / "end.svg").read_text(encoding="utf-8") == "ours"
