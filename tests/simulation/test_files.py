"""The files are what they say they are, and the sample is what the code writes."""

import json
import tomllib
from pathlib import Path

import pandas as pd
import pytest

import netweave as nw
import netweave.simulation as sim
from netweave.simulation import surveys
from netweave.simulation.bibtex import as_bibtex

SAMPLE = Path(__file__).parents[2] / "data" / "sample"
SAMPLE_SEED = 56
TEXT = [
    "README.md",
    "aliases.csv",
    "cohort.toml",
    "products.bib",
    "roster.csv",
    "survey_baseline.csv",
    "survey_closing.csv",
    "truth.json",
]


@pytest.fixture(scope="module")
def cohort():
    return sim.simulate_cohort(seed=SAMPLE_SEED)


@pytest.fixture(scope="module")
def folder(cohort, tmp_path_factory):
    return cohort.write(tmp_path_factory.mktemp("cohort") / "new").parent


def test_the_folder_holds_what_a_cohort_has(folder):
    assert sorted(path.name for path in folder.iterdir()) == sorted([*TEXT, "sessions.xlsx"])


def test_writing_twice_gives_the_same_bytes(cohort, folder, tmp_path):
    cohort.write(tmp_path)
    for path in folder.iterdir():
        assert (tmp_path / path.name).read_bytes() == path.read_bytes(), path.name


@pytest.mark.parametrize("settings", [{"misspellings": 0}, {"misspellings": 2, "unsettled": 2}])
def test_without_a_settled_spelling_there_is_no_alias_file_and_none_is_named(settings, tmp_path):
    few = sim.CohortSettings(faults=False, sessions=(("workshop", 1),), products=1, **settings)
    project = sim.simulate_cohort(few, seed=3).write(tmp_path)
    assert not (tmp_path / "aliases.csv").exists()
    assert "aliases" not in tomllib.loads(project.read_text("utf-8"))
    assert "- `aliases.csv`" not in (tmp_path / "README.md").read_text("utf-8")
    assert nw.weave_project(nw.read_project(project)).n == len(pd.read_csv(tmp_path / "roster.csv"))


@pytest.mark.parametrize("name", TEXT)
def test_the_sample_is_what_its_readme_says_was_run(folder, name):
    assert (SAMPLE / name).read_text("utf-8") == (folder / name).read_text("utf-8")


def test_the_workbook_of_the_sample_is_the_attendance_log(cohort):
    book = pd.read_excel(SAMPLE / "sessions.xlsx", sheet_name="Attendance", engine="calamine")
    table = cohort.tables["sessions"]
    assert list(book.columns) == list(table.columns)
    for name in table.columns.drop("date"):
        assert book[name].fillna("").tolist() == table[name].tolist()
    assert [str(day)[:10] for day in book["date"]] == table["date"].tolist()
    assert sum(isinstance(day, str) for day in book["date"]) == 1  # the one that is no date


def test_the_tables_come_back_from_csv(cohort, folder):
    for name in ("roster", "aliases", "survey_closing", "survey_baseline"):
        read = pd.read_csv(folder / f"{name}.csv", dtype="str", keep_default_na=False)
        if name == "survey_baseline":  # pandas takes the byte order mark off
            assert (folder / f"{name}.csv").read_bytes().startswith(b"\xef\xbb\xbf")
        assert read.to_numpy().tolist() == cohort.tables[name].to_numpy().tolist()
        assert list(read.columns) == list(cohort.tables[name].columns)


def test_the_project_file_names_files_and_columns_that_exist(folder):
    project = tomllib.loads((folder / "cohort.toml").read_text("utf-8"))
    roster = pd.read_csv(folder / "roster.csv")
    assert set(project["people"].values()) - {"roster.csv"} <= set(roster.columns)
    [attendance] = project["attendance"]
    book = pd.read_excel(folder / attendance.pop("file"), engine="calamine")
    assert attendance.pop("reference_hours") == 3
    assert set(attendance.values()) <= set(book.columns)
    assert [wave["label"] for wave in project["waves"]] == ["baseline", "closing"]
    assert [str(wave["end"]) for wave in project["waves"]] == ["2022-02-01", "2024-04-01"]
    for survey in project["survey"]:
        columns = set(pd.read_csv(folder / survey["file"], encoding="utf-8-sig").columns)
        assert {survey["respondent"], survey["named"], survey["level"], survey["time"]} <= columns
        assert survey["direction"] == "learned_from"
    assert (folder / project["aliases"]["file"]).exists()
    assert (folder / project["authorship"][0]["file"]).exists()


def test_answers_were_given_inside_their_wave(cohort):
    for wave in cohort.settings.waves:
        given = pd.to_datetime(cohort.tables[f"survey_{wave.label}"][surveys.SUBMITTED])
        assert (given >= pd.Timestamp(wave.start)).all()
        assert (given < pd.Timestamp(wave.end)).all()


def test_the_truth_in_json_is_the_truth(cohort, folder):
    facts = json.loads((folder / "truth.json").read_text("utf-8"))
    assert facts["effect_log_odds"] == [1.6]
    assert facts["change"][0]["expected_p1"] == pytest.approx(
        cohort.truth.expected_p1.iloc[0], abs=1e-6
    )
    assert len(facts["ties"]["closing"]) == (cohort.truth.ties["wave"] == "closing").sum()


def test_bibtex_accents_and_names_by_hand():
    rows = [
        (1, "a2023", "misc", "A brief", 2023, 5, "René Núñez"),
        (1, "a2023", "misc", "A brief", 2023, 5, "Inés Quintana Robles"),
        (1, "a2023", "misc", "A brief", 2023, 5, "others"),
        (3, "b2024", "article", "A guide", 2024, 1, "Maëlle Sørensen"),
        (3, "b2024", "article", "A guide", 2024, 1, "Lale Quintana Robles"),
    ]
    columns = ["entry", "key", "type", "title", "year", "month", "author"]
    assert as_bibtex(pd.DataFrame(rows, columns=columns)) == (
        "@misc{a2023,\n"
        "  author = {N{\\'u}{\\~n}ez, Ren{\\'e} and Quintana Robles, In{\\'e}s and others},\n"
        "  title = {{A brief}},\n"
        "  year = {2023},\n"
        "  month = may\n"
        "}\n"
        "\n"
        "@article{b2024,\n"
        "  author = {Maëlle Sørensen and Quintana Robles, Lale},\n"
        "  title = {{A guide}},\n"
        "  year = {2024},\n"
        "  month = jan\n"
        "}\n"
    )


def test_every_name_that_can_occur_can_be_written_in_latex():
    from netweave.simulation import names
    from netweave.simulation.bibtex import _in_latex

    for name in (*names.GIVEN, *names.FAMILY):
        assert _in_latex(name).isascii()
