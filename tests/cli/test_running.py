"""The command line: what it prints where, and how it ends."""

import json
import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

from netweave import cli
from netweave.cli import reports, telling

ROOT = Path(__file__).parents[2]
PEOPLE = "id,org,staff\n" + "".join(f"p{n},Org {n // 3},no\n" for n in range(18))
ROWS = "who,whom\n" + "".join(f"p{n},p{(n + 4) % 18}\n" for n in range(18))
PROJECT = """
title = "A cohort"
[people]
file = "people.csv"
id = "id"
organization = "org"
convener = "staff"
[[survey]]
file = "answers.csv"
wave = "only"
respondent = "who"
named = "whom"
direction = "learned_from"
"""


@pytest.fixture
def project(tmp_path):
    """A small project of one wave."""
    (tmp_path / "people.csv").write_text(PEOPLE, encoding="utf-8")
    (tmp_path / "answers.csv").write_text(ROWS, encoding="utf-8")
    (tmp_path / "cohort.toml").write_text(PROJECT, encoding="utf-8")
    return tmp_path / "cohort.toml"


def test_a_report_prints_its_path_and_nothing_else_to_standard_output(run, project, tmp_path):
    found = run("report", project, "--out", tmp_path / "out")
    assert found.exit_code == 0
    assert found.stdout == f"{tmp_path / 'out' / 'index.html'}\n"
    assert "reading the records" in found.stderr
    written = {path.name for path in (tmp_path / "out").iterdir()}
    assert {"index.html", "tables", "maps", "netweave.xlsx", "findings.json"} <= written


def test_the_audience_of_the_command_overrides_that_of_the_file(run, project, tmp_path):
    project.write_text(PROJECT + '[report]\naudience = "analyst"\n', encoding="utf-8")
    assert run("report", project, "--out", tmp_path / "a").exit_code == 0
    assert (tmp_path / "a" / "tables" / "people.csv").exists()
    found = run("report", project, "--out", tmp_path / "b", "--audience", "public", "--json")
    assert found.exit_code == 0
    assert not (tmp_path / "b" / "tables" / "people.csv").exists()
    held = json.loads(found.stdout)
    assert list(held)[:4] == ["program", "version", "command", "page"]
    assert held["page"] == str(tmp_path / "b" / "index.html")
    assert (held["command"], held["audience"]) == ("report", "public")
    assert "index.html" in held["files"]
    assert held["statement"]


def test_data_that_cannot_be_reported_give_one_message_and_exit_code_1(run, project, tmp_path):
    project.write_text(PROJECT.replace('id = "id"', 'id = "person"'), encoding="utf-8")
    found = run("report", project, "--out", tmp_path / "out")
    assert (found.exit_code, found.stdout) == (1, "")
    said = "netweave: cohort.toml [people]: people.csv lacks the column 'person'."
    assert said in found.stderr
    assert "Traceback" not in found.stderr


def test_a_file_that_is_not_there_is_named(run, tmp_path):
    found = run("report", tmp_path / "cohort.toml")
    assert found.exit_code == 1
    assert found.stderr.startswith("netweave: there is no file")


@pytest.mark.parametrize(
    "arguments",
    [["report"], ["reprt"], ["demo", "--audience", "board"], ["simulate"], ["demo", "x"]],
)
def test_a_command_that_is_not_understood_ends_with_2(run, arguments):
    assert run(*arguments).exit_code == 2


def test_an_unexpected_error_is_one_line_and_a_traceback_only_on_request(run, project, monkeypatch):
    def broken(*_, **__):
        raise ZeroDivisionError("no \x1b[31mluck")

    monkeypatch.setattr(reports, "make_report", broken)
    found = run("report", project)
    assert found.exit_code == 1
    assert "netweave: internal error (ZeroDivisionError: no  [31mluck)" in found.stderr
    assert "Traceback" not in found.stderr
    assert isinstance(run("--debug", "report", project).exception, ZeroDivisionError)


def test_a_folder_that_cannot_be_written_is_named(run, project, monkeypatch):
    def denied(*_, **__):
        raise PermissionError(13, "Permission denied", "/locked/out")

    monkeypatch.setattr(reports, "make_report", denied)
    found = run("report", project)
    assert found.exit_code == 1
    assert "cannot be read or written (Permission denied: /locked/out)" in found.stderr


def test_control_characters_never_reach_the_terminal(run, project, tmp_path):
    hostile = "x\\u001b[31m"
    project.write_text(PROJECT.replace('organization = "org"', f'organization = "{hostile}"'))
    found = run("report", project, "--out", tmp_path / "out")
    assert found.exit_code == 1
    assert "\x1b" not in found.output


def test_a_folder_with_other_files_is_refused_unless_forced(run, project, tmp_path):
    out = tmp_path / "out"
    out.mkdir()
    (out / "thesis.docx").write_text("mine")
    found = run("report", project, "--out", out)
    assert found.exit_code == 1
    assert "--force" in found.stderr
    assert run("report", project, "--out", out, "--force").exit_code == 0
    assert (out / "thesis.docx").read_text() == "mine"
    assert run("report", project, "--out", out).exit_code == 0


def test_help_is_there_everywhere(run):
    for arguments in ([], *([name] for name in cli.main.commands)):
        found = run(*arguments, "--help")
        assert found.exit_code == 0
        assert "Usage:" in found.stdout


def test_the_version_is_that_of_the_package(run):
    import netweave

    assert run("--version").stdout == f"netweave {netweave.__version__}\n"


def test_help_loads_no_heavy_library():
    code = (
        "import sys\nfrom netweave.cli import main\n"
        "try:\n    main(['report', '--help'])\nexcept SystemExit:\n    pass\n"
        "print(sorted({'pandas', 'numpy', 'matplotlib', 'jinja2', 'networkx'} & set(sys.modules)))"
    )
    paths = os.pathsep.join([str(ROOT / "src"), os.environ.get("PYTHONPATH", "")])
    environment = {**os.environ, "PYTHONPATH": paths}
    found = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=True, env=environment
    )
    assert found.stdout.splitlines()[-1] == "[]"


def test_a_made_up_cohort_is_written_and_can_be_reported(run, tmp_path):
    size = ("--organizations", 4, "--people", 16, "--products", 0, "--joiners", 0, "--leavers", 0)
    found = run("simulate", "--seed", 5, "--out", tmp_path / "made", *size)
    assert found.exit_code == 0
    path = Path(found.stdout.strip())
    assert path.name == "cohort.toml"
    assert not (path.parent / "products.bib").exists()
    assert run("report", path, "--out", tmp_path / "out").exit_code == 0
    again = run("simulate", "--seed", 5, "--out", tmp_path / "made")
    assert again.exit_code == 1
    assert "--force" in again.stderr


def test_the_demo_reports_on_the_sample(run, tmp_path):
    found = run("demo", "--out", tmp_path / "out")
    assert found.exit_code == 0, found.output
    text = Path(found.stdout.strip()).read_text(encoding="utf-8")
    assert "more ties outside their own organization at the end" in text


def test_a_missing_sample_is_said_in_words(run, monkeypatch, tmp_path):
    monkeypatch.setattr(reports, "__file__", str(tmp_path / "site" / "netweave" / "cli" / "x.py"))
    found = run("demo")
    assert found.exit_code == 1
    assert "the sample cohort is missing" in found.stderr


def test_a_very_long_message_is_shortened(capsys):
    telling.say(f"netweave: {'x' * 5000} Check the path.")
    said = capsys.readouterr().err
    assert len(said) < 700
    assert max(len(line) for line in said.splitlines()) <= telling.WIDTH
    assert said.startswith("netweave: xxx")
    assert said.rstrip().endswith("Check the path.")


def test_people_and_names_that_were_lost_are_noted(run, project, tmp_path):
    """Of eighteen people named one is nobody: no note; with two more, a seventh is lost."""
    folder = project.parent
    (folder / "answers.csv").write_text(f"{ROWS}p1,nobody\n", encoding="utf-8")
    found = run("report", project, "--out", tmp_path / "a")
    assert "note:" not in found.stderr
    (folder / "answers.csv").write_text(f"{ROWS}p1,no1\np2,no2\np3,no3\n", encoding="utf-8")
    (folder / "people.csv").write_text(f"{PEOPLE}p18,Org 1,perhaps\n", encoding="utf-8")
    found = run("report", project, "--out", tmp_path / "b")
    said = " ".join(found.stderr.split())
    assert "note: people.csv: 1 of 19 rows of the roster cannot be used." in said
    assert "note: answers.csv: 3 of 21 people named cannot be used." in said
    assert "no1" not in said


def test_a_check_prints_text_and_ends_with_0_where_a_report_can_be_written(run, project):
    found = run("check", project)
    assert (found.exit_code, found.stderr) == (0, "")
    assert found.stdout.startswith("Checkup of A cohort.")
    assert found.stdout.endswith("The report can be written.\n")
    assert max(map(len, found.stdout.splitlines())) <= telling.WIDTH


def test_a_check_ends_with_1_where_the_report_would_refuse(run, project):
    (project.parent / "answers.csv").write_text("a,b\n1,2\n", encoding="utf-8")
    found = run("check", project)
    assert found.exit_code == 1
    assert "STOPS   cohort.toml [[survey]] number 1: cannot be read." in found.stdout
    assert "people.csv: rows" in found.stdout
    assert run("report", project, "--out", project.parent / "out").exit_code == 1


def test_a_check_of_a_faulty_project_file_is_one_message(run, project):
    project.write_text(PROJECT + "[peple]\n", encoding="utf-8")
    found = run("check", project)
    assert (found.exit_code, found.stdout) == (1, "")
    assert found.stderr.startswith("netweave: cohort.toml")


def test_a_check_writes_the_list_of_whom_to_remind(run, project):
    """Sixteen of eighteen answered; p16 and p17 are still to be asked."""
    rows = "".join(ROWS.splitlines(keepends=True)[:17])
    (project.parent / "answers.csv").write_text(rows, encoding="utf-8")
    path = project.parent / "remind.csv"
    found = run("check", project, "--chase", path)
    assert found.exit_code == 0
    assert " ".join(found.stderr.split()).startswith(f"2 to remind: {path}")
    assert path.read_text(encoding="utf-8-sig").splitlines() == [
        "wave,organization,person,name,kinds,state",
        "only,Org 5,p16,,learning,never in the file",
        "only,Org 5,p17,,learning,never in the file",
    ]
    lost = run("check", project, "--chase", project.parent / "nowhere" / "remind.csv")
    assert lost.exit_code == 1
    assert "folder that does not exist" in lost.stderr


def test_a_check_shows_no_control_characters(run, project):
    (project.parent / "answers.csv").write_text(f"{ROWS}p1,x\x1b[31m\n", encoding="utf-8")
    found = run("check", project)
    assert found.exit_code == 0
    assert "\x1b" not in found.output
    assert "“x [31m”" in found.stdout


def test_a_person_gets_a_page_of_their_own_that_names_nobody(run, waves, tmp_path):
    page = tmp_path / "page.html"
    found = run("participant", waves, "p03", "--out", page)
    assert (found.exit_code, found.stdout) == (0, f"{page}\n"), found.output
    assert set(re.findall(r"Person [A-R]\b", page.read_text(encoding="utf-8"))) == {"Person D"}
    absent = run("participant", waves, "p99", "--out", tmp_path / "other.html")
    assert absent.exit_code == 1
    assert "p99" in absent.stderr
    assert "column of ids" in " ".join(absent.stderr.split())


def test_a_person_is_found_by_name_and_the_page_called_by_the_id(run, waves, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    found = run("participant", waves, "person  d")
    assert (found.exit_code, found.stdout) == (0, "p03.html\n"), found.output
    assert run("participant", waves, "P03", "--force").stdout == "p03.html\n"
    other = run("participant", waves, "p03", "--out", "page.svg")
    assert (other.exit_code, "must end in .html" in other.stderr) == (2, True)


def test_every_audience_that_can_be_asked_for_is_offered():
    from netweave.audience import LEVELS
    from netweave.cli import options

    assert set(options.AUDIENCES) == set(LEVELS)


def test_a_folder_stands_for_its_project_and_a_table_is_none(run, waves, tmp_path):
    assert run("check", waves.parent).stdout == run("check", waves).stdout
    empty = run("report", tmp_path)
    assert (empty.exit_code, "holds no project file" in empty.stderr) == (2, True)
    table = run("report", waves.with_name("people.csv"))
    assert table.exit_code == 1
    assert "people.csv is no project file" in table.stderr
    assert "netweave init FOLDER" in " ".join(table.stderr.split())


def test_what_is_undefined_is_told_once_and_in_words(run, waves, tmp_path):
    """Without organizations no number of a comparison is defined."""
    for path in waves.parent.glob("*.csv"):
        (tmp_path / path.name).write_bytes(path.read_bytes())
    text = waves.read_text(encoding="utf-8").replace('organization = "org"\n', "")
    (tmp_path / "cohort.toml").write_text(text, encoding="utf-8")
    found = run("compare", tmp_path)
    assert found.exit_code == 0, found.output
    assert "NO_GROUP" not in found.stdout
    assert found.stdout.count("are undefined:") == 1
    checked = run("check", tmp_path).stdout
    assert 'organization = "…"' in checked
    for page in ("map.html", "map.svg"):
        drawn = run("map", tmp_path, "--out", tmp_path / page)
        assert "fewer than two organizations are known" in " ".join(drawn.stderr.split())
    people = run("map", tmp_path, "--out", tmp_path / "map.html", "--audience", "analyst")
    assert people.exit_code == 0, people.output


def test_a_percentage_is_no_share(run):
    found = run("plan", "--response", "80")
    assert found.exit_code == 2
    assert "For 80 in 100 say 0.8." in found.stderr
