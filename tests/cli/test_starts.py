"""netweave init: what it makes of the files in a folder, and that a check accepts it."""

import shutil
import tomllib
from pathlib import Path

import pandas as pd
import pytest

ROOT = Path(__file__).parents[2]
ROSTER = """Person ID,Full name,E-mail,School,Job title,Staff,Phone
p1,Ana Ruiz,ana@north.example,North,teacher,no,1
p2,Bo Li,bo@north.example,North,coach,yes,2
p3,Cy Oh,cy@south.example,South,teacher,no,3
p4,Di Roy,di@south.example,South,teacher,no,4
"""
ZOOM = """Name (Original Name),User Email,Join Time,Leave Time,Duration (Minutes),Guest
Ana Ruiz,ana@north.example,03/{day}/2022 10:00:00 AM,03/{day}/2022 11:00:00 AM,60,No
Cy (Cy Oh),,03/{day}/2022 10:00:00 AM,03/{day}/2022 10:30:00 AM,30,Yes
"""
SIGN_IN = """Name,School,2022-04-01 Visit,2022-05-01 Clinic
Ana Ruiz,North,x,presenter
Bo Li,North,x,
Cy Oh,South,-,x
"""
FORMS = """Timestamp,Email Address,Whom did you turn to for advice?,Worked with [Ana Ruiz],Worked with [Cy Oh]
1/15/2022 9:00:00,ana@north.example,"Bo Li, Cy Oh",,weekly
1/16/2022 9:00:00,cy@south.example,Ana Ruiz,monthly,
"""  # noqa: E501
LONG = """round,from,learner,learned_from
t1,x,p1,p2
t1,x,p3,p4
t2,x,p1,p3
"""
BIB = "@article{a, author = {Ruiz, Ana and Li, Bo}, title = {A guide}, year = 2022}\n"
CALENDAR = "BEGIN:VCALENDAR\nVERSION:2.0\nEND:VCALENDAR\n"


def initialized(run, folder, *asked):
    """Run init; give the sections of the project file, and what was said."""
    found = run("init", folder, *asked)
    assert found.exit_code == 0, found.output
    path = folder / "cohort.toml"
    assert found.stdout.splitlines()[-1].endswith("cohort.toml")
    return tomllib.loads(path.read_text(encoding="utf-8")), " ".join(found.stderr.split())


@pytest.fixture(scope="module")
def cohort(run, tmp_path_factory):
    """A folder with a file of each sort; the project drafted from it, and what was said."""
    folder = tmp_path_factory.mktemp("spring cohort")
    (folder / "zoom").mkdir()
    for day in (15, 22):
        (folder / "zoom" / f"{day}.csv").write_text(ZOOM.format(day=day), encoding="utf-8")
    texts = {"members.csv": ROSTER, "door.csv": SIGN_IN, "advice survey spring.csv": FORMS,
             "edges.csv": LONG, "works.bib": BIB, "plan.ics": CALENDAR,
             "budget.csv": "item,cost\npaper,3\npens,4\n", "notes.rtf": "hello"}  # fmt: skip
    for name, text in texts.items():
        (folder / name).write_text(text, encoding="utf-8")
    book = {"Log": pd.DataFrame({"Session": ["A", "A"], "Date": ["2022-02-01", "2022-02-01"],
                                 "Email": ["ana@north.example", "di@south.example"]}),
            "Costs": pd.DataFrame({"what": ["tea"], "how much": [2]})}  # fmt: skip
    with pd.ExcelWriter(folder / "2022 log.xlsx", engine="xlsxwriter") as out:
        for name, sheet in book.items():
            sheet.to_excel(out, sheet_name=name, index=False)
    return folder, *initialized(run, folder)


def test_the_roster_is_known_with_its_columns(cohort):
    _, held, _ = cohort
    assert held["people"] == {
        "file": "members.csv", "id": "Person ID", "name": "Full name", "email": "E-mail",
        "organization": "School", "role": "Job title", "convener": "Staff",
    }  # fmt: skip
    assert held["title"].startswith("spring cohort")
    assert held["report"]["group"] == "organization"


def test_attendance_of_four_sorts_is_known(cohort):
    _, held, _ = cohort
    assert held["attendance"] == [
        {"file": "2022 log.xlsx", "sheet": "Log", "email": "Email", "event": "Session",
         "time": "Date"},
        {"file": "door.csv", "name": "Name",
         "sessions": ["2022-04-01 Visit", "2022-05-01 Clinic"]},
        {"files": "zoom/*.csv"},
    ]  # fmt: skip
    assert held["authorship"] == [{"file": "works.bib"}]


def test_answers_are_known_by_the_people_in_them(cohort):
    _, held, _ = cohort
    surveys = {(one["file"], str(one["named"] if "named" in one else one["wave"])): one
               for one in held["survey"]}  # fmt: skip
    advice = surveys["advice survey spring.csv", "Whom did you turn to for advice?"]
    assert (advice["form"], advice["separator"], advice["choices"]) == ("checkbox", ", ", "people")
    assert (advice["direction"], advice["kind"]) == ("learned_from", "learning")
    often = surveys["advice survey spring.csv", "Worked with"]
    assert (often["form"], often["scale"]) == ("matrix", "FREQUENCY6")
    assert {one["respondent"] for one in (advice, often)} == {"Email Address"}
    for label in ("t1", "t2"):
        assert surveys["edges.csv", label] == {
            "file": "edges.csv", "wave": label, "learner": "learner",
            "learned_from": "learned_from", "kind": "learning", "rows": {"round": label},
        }  # fmt: skip


def test_guesses_are_marked_and_what_is_not_understood_is_listed(cohort):
    folder, held, said = cohort
    text = (folder / "cohort.toml").read_text(encoding="utf-8")
    assert 'kind = "learning"  # guess: the question says “turn to”' in text
    assert "# not named: Phone" in text
    assert '# [[attendance]]\n# file = "plan.ics"' in text
    assert "# - budget.csv: no column was recognised in it" in text
    assert "# - notes.rtf: no sort of file that netweave reads" in text
    assert "not understood: 2022 log.xlsx, sheet 'Costs'" in said
    assert "behind a #: plan.ics: An invitation is not attendance." in said
    assert {one["label"] for one in held["waves"]} == {"advice spring", "t1", "t2"}


def test_what_was_drafted_passes_the_check(cohort, run):
    found = run("check", cohort[0] / "cohort.toml")
    assert found.exit_code == 0, found.output
    assert "STOPS" not in found.stdout


def test_nothing_is_ever_written_over(cohort, run):
    folder, _, _ = cohort
    before = (folder / "cohort.toml").read_bytes()
    found = run("init", folder)
    assert (found.exit_code, found.stdout) == (0, "")
    assert "is there already" in " ".join(found.stderr.split())
    assert (folder / "cohort.toml").read_bytes() == before
    assert run("init", folder, "--name", "../x.toml").exit_code == 2


def test_the_sample_is_understood_from_its_files_alone(run, tmp_path):
    for path in (ROOT / "data" / "sample").iterdir():
        if path.is_file() and path.suffix != ".toml":
            shutil.copy(path, tmp_path)
    held, said = initialized(run, tmp_path)
    known = tomllib.loads((ROOT / "data" / "sample" / "cohort.toml").read_text(encoding="utf-8"))
    assert held["people"] == known["people"]
    assert [one["label"] for one in held["waves"]] == ["baseline", "closing"]
    assert held["authorship"] == known["authorship"]
    assert held["aliases"] == known["aliases"]
    left = {"duration", "reference_hours", "threshold", "question"}
    for section in ("attendance", "survey"):
        for one, other in zip(held[section], known[section], strict=True):
            drafted = {key: value for key, value in one.items() if key != "question"}
            assert drafted == {key: value for key, value in other.items() if key not in left}
    assert "truth.json: holds no works" in said
    assert run("check", tmp_path / "cohort.toml").exit_code == 0


def test_the_files_of_the_readers_are_understood(run, tmp_path):
    folder = tmp_path / "files"
    shutil.copytree(ROOT / "tests" / "ingest" / "files", folder)
    held, said = initialized(run, folder)
    assert len(held["attendance"]) == 6
    assert len(held["authorship"]) == 7
    assert {one["file"] for one in held["survey"]} == {
        "google_forms.csv", "microsoft_forms.csv", "qualtrics.csv", "qualtrics_legacy.csv",
        "surveymonkey.csv", "surveymonkey_condensed.csv",
    }  # fmt: skip
    assert "behind a #: teams_2022.csv: has dates that can be read day first" in said
    text = (folder / "cohort.toml").read_text(encoding="utf-8")
    assert '# file = "teams_2022.csv"\n# dayfirst = true  # guess:' in text
    assert "TO MEND FIRST" not in text


def test_real_exports_that_do_not_belong_together_are_drafted_and_accepted(
    run, tmp_path, reference
):
    messy = reference / "messy"
    if not messy.is_dir():
        pytest.skip("there are no such files")
    for path in sorted(messy.rglob("*")):
        if path.suffix in {".csv", ".bib"} and path.parent.name != "bibtexparser_v1":
            shutil.copy(path, tmp_path)
    held, said = initialized(run, tmp_path)
    assert held["people"] == {"from": "authorship"}
    assert "sample.csv: a Qualtrics export, but no question in it names people" in said
    assert run("check", tmp_path / "cohort.toml").exit_code == 0


def test_answers_that_do_not_go_together_are_put_behind_a_mark(run, tmp_path):
    """One file measures learning with a scale, the other without; the vaguer one steps back."""
    (tmp_path / "people.csv").write_text(ROSTER, encoding="utf-8")
    (tmp_path / "edges.csv").write_text(LONG, encoding="utf-8")
    vague = FORMS.replace("Worked with", "How often?")
    (tmp_path / "vague.csv").write_text(vague, encoding="utf-8")
    held, said = initialized(run, tmp_path)
    assert [one["file"] for one in held["survey"]] == ["edges.csv", "edges.csv", "vague.csv"]
    assert held["survey"][2]["named"] == "Whom did you turn to for advice?"
    assert "behind a #: vague.csv: It does not go with the others: 'learning' is measured" in said


def test_what_rests_on_nothing_is_told(run, tmp_path):
    """No heading names an organization; the questions of the two waves differ."""
    roster = ROSTER.replace("School", "Where from")
    (tmp_path / "people.csv").write_text(roster, encoding="utf-8")
    answers = "email,{}\nana@north.example,Cy Oh\ncy@south.example,Bo Li\n"
    for wave, heading in (("1", "Whom did you ask for advice?"), ("2", "Q4. Supporters")):
        path = tmp_path / f"survey {wave}.csv"
        path.write_text(answers.format(heading), encoding="utf-8")
    held, said = initialized(run, tmp_path)
    assert "organization" not in held["people"]
    assert "no column of organizations was found (not named: Where from, Phone)" in said
    assert "survey 2.csv: no heading says what was asked" in said
    assert "survey 1.csv: no heading" not in said
    text = (tmp_path / "cohort.toml").read_text(encoding="utf-8")
    assert '# organization = "Where from"  # guess: several people share' in text
    assert [one["question"] for one in held["survey"]] == [
        "Whom did you ask for advice?", "Q4. Supporters",
    ]  # fmt: skip
    found = run("check", tmp_path / "cohort.toml")
    assert "W09" in found.stdout


def test_an_organization_named_twice_over_is_known(run, tmp_path):
    roster = ROSTER.replace("School", "Org / school").replace("Staff", "Is staff?")
    (tmp_path / "people.csv").write_text(roster, encoding="utf-8")
    held, _ = initialized(run, tmp_path)
    assert held["people"]["organization"] == "Org / school"
    assert held["people"]["convener"] == "Is staff?"


def test_an_empty_folder_gets_a_roster_and_a_file_to_fill_in(run, tmp_path):
    held, said = initialized(run, tmp_path / "new")
    assert "was not there" in said
    assert "Next: fill in the roster" in said
    assert held["people"]["file"] == "people.csv"
    assert (tmp_path / "new" / "people.csv").read_text(encoding="utf-8").startswith("id,name")


def test_records_without_a_roster_get_an_empty_one(run, tmp_path):
    (tmp_path / "edges.csv").write_text(LONG, encoding="utf-8")
    held, said = initialized(run, tmp_path)
    assert held["people"]["file"] == "people.csv"
    assert "no file looks like a roster" in said
    assert (tmp_path / "people.csv").exists()


def test_hostile_names_and_cells_stay_text(run, tmp_path):
    """Neither a heading nor the name of a file or folder ends a comment or a string."""
    folder = tmp_path / "impact of\x1b[31m us"
    folder.mkdir()
    heading = 'School"\nseed = 7 # \x1b[31m'
    frame = pd.DataFrame({"id": ["a", "b"], "name": ["A", "B"], "organization": ["x", "y"],
                          heading: ["1", "2"]})  # fmt: skip
    frame.to_csv(folder / 'people "x" # y.csv', index=False)
    (folder / "broken.xlsx").write_bytes(b"PK\x03\x04 nothing")
    (folder / ".hidden.csv").write_text("id\n1\n", encoding="utf-8")
    held, said = initialized(run, folder)
    assert held["title"] == "Our network"
    assert held["people"]["file"] == 'people "x" # y.csv'
    assert "seed" not in held["people"]
    assert held["report"]["seed"] == 1
    text = (folder / "cohort.toml").read_text(encoding="utf-8")
    assert "\x1b" not in text + said
    assert "broken.xlsx" in text
    assert "hidden" not in text


def test_links_are_not_followed_out_of_the_folder_nor_round(run, tmp_path):
    folder, outside = tmp_path / "cohort", tmp_path / "outside"
    for place in (folder, outside):
        place.mkdir()
        (place / "door.csv").write_text(SIGN_IN, encoding="utf-8")
    (folder / "members.csv").write_text(ROSTER, encoding="utf-8")
    (folder / "again.csv").symlink_to("door.csv")
    (folder / "far.csv").symlink_to(outside / "door.csv")
    (folder / "loop").symlink_to(folder)
    (folder / "out").symlink_to(outside)
    held, said = initialized(run, folder)
    assert [one["file"] for one in held["attendance"]] == ["door.csv"]
    assert "again.csv: a link to a file that is looked at already" in said
    assert "far.csv: a link to a file outside the folder" in said
    for name in ("loop", "out"):
        assert f"not understood: {name}: a link to a folder, which is not followed" in said
    assert f"{outside}" not in (folder / "cohort.toml").read_text(encoding="utf-8")


@pytest.mark.parametrize(("name", "kit"), [("cohort.toml", ()), ("people.csv", ()),
                                           ("people.csv", ("--kit",))])  # fmt: skip
def test_nothing_is_written_through_a_link_that_leads_nowhere(run, tmp_path, name, kit):
    folder = tmp_path / "cohort"
    folder.mkdir()
    (folder / name).symlink_to(tmp_path / "outside")
    found = run("init", folder, *kit)
    assert not (tmp_path / "outside").exists()
    said = " ".join(found.stderr.split())
    assert "is there already" in said or "it is a link to a file that is not there" in said
