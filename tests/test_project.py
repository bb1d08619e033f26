"""The project file: every key checked before a file is opened, every message with its mend."""
# ruff: noqa: E501

import datetime as dt

import pytest

from netweave.errors import ArgumentError, DataError, RefusalError
from netweave.project import load_project, read_project, weave_project

PEOPLE = "id,name,org,staff\np1,Ada Lund,North,no\np2,Ben Oke,South,no\np3,Cle Roy,Hub,yes\n"
ANSWERS = "who,whom\np1,p2\np2,\np3,p1\n"
ROSTER = '[people]\nfile = "people.csv"\nid = "id"\n'
SURVEY = (
    '[[survey]]\nfile = "answers.csv"\nwave = "only"\nrespondent = "who"\nnamed = "whom"\n'
    'direction = "learned_from"\n'
)


@pytest.fixture
def folder(tmp_path):
    """A folder with a roster and a survey."""
    (tmp_path / "people.csv").write_text(PEOPLE, encoding="utf-8")
    (tmp_path / "answers.csv").write_text(ANSWERS, encoding="utf-8")
    return tmp_path


@pytest.fixture
def project(folder):
    """Write a project file and read it."""

    def write(text):
        path = folder / "cohort.toml"
        path.write_text(text, encoding="utf-8")
        return read_project(path)

    return write


def test_a_project_in_its_folder_is_read_from_anywhere(project, folder, monkeypatch, tmp_path):
    monkeypatch.chdir("/")
    text = 'title = "Valley"\n' + ROSTER + 'organization = "org"\nconvener = "staff"\n' + SURVEY
    found = project(text + '[report]\nseed = 7\naudience = "public"\n')
    assert (found.title, found.seed, found.audience) == ("Valley", 7, "public")
    assert found.people.file == folder / "people.csv"
    net = weave_project(found)
    assert list(net.people.index) == ["p1", "p2", "p3"]
    assert net.convener.tolist() == [False, False, True]
    ends = net.ties[["learner", "learned_from"]].astype(str)
    assert sorted(map(tuple, ends.to_numpy().tolist())) == [("p1", "p2"), ("p3", "p1")]


def test_the_title_defaults_to_the_name_of_the_file(project):
    assert project(ROSTER).title == "cohort"


def test_an_absolute_path_is_taken_as_it_is(project, folder):
    text = f'[people]\nfile = "{folder / "people.csv"}"\nid = "id"\n'
    assert project(text).people.file == folder / "people.csv"


def test_waves_keep_their_order_and_windows(project):
    text = ROSTER + (
        '[[waves]]\nlabel = "after"\nstart = 2023-01-01\nend = 2024-01-01\n'
        '[[waves]]\nlabel = "undated"\n'
    )
    assert project(text).waves == {
        "after": (dt.date(2023, 1, 1), dt.date(2024, 1, 1)),
        "undated": None,
    }


def test_a_column_of_addresses_finds_people_whose_names_are_written_otherwise(folder, project):
    people = "id,name,mail\np1,Ada Lund,ada@x.example\np2,Ben Oke,ben@x.example\n"
    (folder / "people.csv").write_text(people, encoding="utf-8")
    log = "who,mail,event\nA. Lund,ada@x.example,s1\nBen Oke,,s1\n"
    (folder / "log.csv").write_text(log, encoding="utf-8")
    text = ROSTER + 'name = "name"\nemail = "mail"\n[[attendance]]\nfile = "log.csv"\n'
    net, events = load_project(project(text + 'person = "who"\nemail = "mail"\nevent = "event"\n'))
    assert events.events_per_person.to_dict() == {"p1": 1, "p2": 1}
    assert len(net.report.unmatched) == 0


def test_people_may_come_from_the_works(folder, project):
    works = "author,title\nAda Lund,Guide\nBen Oke,Guide\n"
    (folder / "works.csv").write_text(works, encoding="utf-8")
    text = '[people]\nfrom = "authorship"\n[[authorship]]\nfile = "works.csv"\n'
    net, _ = load_project(project(text + 'person = "author"\nwork = "title"\n'))
    assert list(net.people.index) == ["Ada Lund", "Ben Oke"]


def test_a_project_without_events_has_no_affiliations(project):
    assert load_project(project(ROSTER + SURVEY))[1] is None


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ('[poeple]\nfile = "people.csv"', r"cohort.toml holds the unknown key 'poeple'. Did you mean 'people'\?"),
        (ROSTER + 'organisation = "org"', r"cohort.toml \[people\] holds the unknown key 'organisation'. Did you mean 'organization'\?"),
        ('[people]\nfile = "people.csv"', r"\[people\] lacks the key 'id'. Add a line such as: id = \"id\""),
        ('[people]\nid = "id"', r"\[people\] lacks the key 'file'"),
        ("title = 1", "must hold text in quotes under 'title', got 1"),
        ("title = 'x'", r"cohort.toml lacks the key 'people'"),
        (ROSTER + "dayfirst = 1", "must hold true or false, without quotes under 'dayfirst', got 1"),
        (ROSTER + 'name = " "', "must hold text in quotes under 'name', got ' '"),
        ('[people]\nfile = "peple.csv"\nid = "id"', r"\[people\]: there is no file 'peple.csv'. Did you mean 'people.csv'\?"),
        ('[[people]]\nfile = "people.csv"', r"a section headed \[people\] under 'people', got 'several sections"),
        (ROSTER + '[survey]\nfile = "answers.csv"', r"a section headed \[\[survey\]\] under 'survey'"),
        (ROSTER + "[report]\nseed = true", "must hold a whole number under 'seed', got True"),
        (ROSTER + '[[waves]]\nlabel = "a"\nstart = "2022-01-01"', "a date without quotes"),
        (ROSTER + '[[waves]]\nlabel = "a"\nstart = 2022-01-01', "number 1 lacks the key 'end'"),
        (ROSTER + '[[waves]]\nlabel = "a"\n[[waves]]\nlabel = "a"', "a label of its own under 'label', got 'a'"),
        (ROSTER + '[[waves]]\nlabel = "first"\n' + SURVEY, r"one of the labels of \[\[waves\]\] \('first'\) under 'wave', got 'only'"),
        (ROSTER + SURVEY.replace('named = "whom"\n', ""), "number 1 lacks the key 'named'"),
        (ROSTER + '[[survey]]\nfile = "answers.csv"\nwave = "only"', "lacks the key 'respondent'"),
        (ROSTER + '[[survey]]\nwave = "only"', r"\[\[survey\]\] number 1 lacks the key 'file'"),
        ('[people]\nfrom = "survey"', "\"authorship\" or \"attendance\" under 'from', got 'survey'"),
        ('[people]\nfrom = "authorship"\nid = "id"', "nothing else beside it"),
        ("title = [", "cohort.toml cannot be read as TOML"),
        ("people = 3", r"a section headed \[people\] under 'people', got '3'"),
    ],
)  # fmt: skip
def test_mistakes_are_named_with_their_mend(project, text, message):
    with pytest.raises(DataError, match=message):
        project(text)


def test_an_audience_that_does_not_exist_is_refused(project):
    with pytest.raises(ArgumentError, match="audience must be one of"):
        project(ROSTER + '[report]\naudience = "board"')
    with pytest.raises(ArgumentError, match=r"a page of their own: nw\.report_participant"):
        project(ROSTER + '[report]\naudience = "participant"')


def test_people_from_works_that_are_not_there(project):
    with pytest.raises(DataError, match="lacks the key 'authorship'"):
        weave_project(project('[people]\nfrom = "authorship"'))


def test_a_direction_that_is_missing_is_refused_when_the_survey_is_read(project):
    text = ROSTER + SURVEY.replace('direction = "learned_from"\n', "")
    with pytest.raises(RefusalError, match="E-DIR"):
        weave_project(project(text))


def test_attendance_without_a_person_says_so(folder, project):
    (folder / "log.csv").write_text("who,event\np1,s1\n", encoding="utf-8")
    with pytest.raises(ArgumentError, match="number 1: read_attendance needs person= or name="):
        load_project(project(ROSTER + '[[attendance]]\nfile = "log.csv"\nevent = "event"'))


def test_a_project_file_that_is_not_there_or_not_text(tmp_path):
    (tmp_path / "cohort.toml").write_bytes(b"\xff\xfe\x00")
    with pytest.raises(DataError, match="it is not UTF-8 text"):
        read_project(tmp_path / "cohort.toml")
    with pytest.raises(DataError, match=r"Did you mean 'cohort.toml'\?"):
        read_project(tmp_path / "cohrt.toml")
    with pytest.raises(DataError, match=r"is a folder, not a project file\. Name the \.toml file"):
        read_project(tmp_path)
    with pytest.raises(DataError, match="'/dev/null' is no file that can be read"):
        read_project("/dev/null")


def test_a_byte_order_mark_is_no_obstacle(folder):
    path = folder / "cohort.toml"
    path.write_text('title = "Marked"\n' + ROSTER, encoding="utf-8-sig")
    assert read_project(path).title == "Marked"


def test_a_project_may_bring_its_own_scale(tmp_path):
    (tmp_path / "people.csv").write_text("id\na\nb\nc\n", encoding="utf-8")
    (tmp_path / "s.csv").write_text("who,whom,how\na,b,often\na,c,seldom\n", encoding="utf-8")
    text = """
people = {file = "people.csv", id = "id"}
[[survey]]
file = "s.csv"
wave = "start"
learner = "who"
learned_from = "whom"
level = "how"
scale = "OURS"
words = ["seldom", "often"]
threshold = "often"
"""
    (tmp_path / "c.toml").write_text(text, encoding="utf-8")
    net = weave_project(read_project(tmp_path / "c.toml"))
    assert net.ties["weight"].tolist() == [2.0, 1.0]
    assert net.kinds.loc["learning", ["scale", "threshold"]].tolist() == ["OURS", 2.0]


@pytest.mark.parametrize(
    ("line", "message"),
    [("seed = -1", "a whole number from 0"), ('group = "convener"', "a column named in keep")],
)
def test_options_that_cannot_work_are_refused_before_reading(tmp_path, line, message):
    (tmp_path / "people.csv").write_text("id\na\n", encoding="utf-8")
    text = f"people = {{file = 'people.csv', id = 'id'}}\n[report]\n{line}\n"
    (tmp_path / "c.toml").write_text(text, encoding="utf-8")
    with pytest.raises(DataError, match=message):
        read_project(tmp_path / "c.toml")


def test_a_fault_of_a_reader_names_its_section(tmp_path):
    (tmp_path / "people.csv").write_text("id\na\n", encoding="utf-8")
    (tmp_path / "s.csv").write_text("who,whom\na,b\n", encoding="utf-8")
    text = """
people = {file = "people.csv", id = "id"}
survey = [{file = "s.csv", wave = "w", respondent = "who", named = "whom"}]
"""
    (tmp_path / "c.toml").write_text(text, encoding="utf-8")
    with pytest.raises(RefusalError, match=r"E-DIR: c\.toml \[\[survey\]\] number 1: "):
        weave_project(read_project(tmp_path / "c.toml"))


@pytest.mark.parametrize("pattern", ["../*.csv", "**/*.csv", "none/*.csv", "/*", "a" * 5_000])
def test_a_pattern_of_files_stays_in_the_folder_of_the_project(folder, project, pattern):
    text = ROSTER + f'[[attendance]]\nfiles = "{pattern}"\nperson = "who"\nevent = "event"'
    with pytest.raises(DataError, match="a pattern that fits files in the folder of the project"):
        project(text)


def test_a_pattern_reads_every_file_that_fits_it(folder, project):
    for name in ("log2.csv", "log1.csv"):
        (folder / name).write_text(f"who,event\np1,{name}\np2,{name}\n", encoding="utf-8")
    text = ROSTER + '[[attendance]]\nfiles = "log*.csv"\nperson = "who"\nevent = "event"'
    net, sessions = load_project(project(text))
    assert list(sessions.events.index) == ["log1.csv", "log2.csv"]
    assert list(net.report.files.index)[-2:] == ["log1.csv", "log2.csv"]


@pytest.mark.parametrize(
    "text", ["seed = " + "9" * 5_000, "x = " + "[" * 10_000, "x = " + "{ a = " * 5_000]
)
def test_a_project_file_that_no_reader_could_hold_is_one_error(tmp_path, text):
    path = tmp_path / "cohort.toml"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(DataError, match="cannot be read as TOML"):
        read_project(path)


def test_a_path_that_no_file_can_have_is_one_error(folder, project):
    with pytest.raises(DataError, match="there is no file"):
        read_project("a" * 5_000)
    with pytest.raises(DataError, match="there is no file"):
        project(f'[people]\nfile = "{"a" * 5_000}"\nid = "id"')
    with pytest.raises(ArgumentError, match="path must be the path of a project file, got int"):
        read_project(5)


def test_one_answer_may_stand_for_an_organization(folder, project):
    (folder / "end.csv").write_text("who,partner\np1,South\n", encoding="utf-8")
    text = (
        '[people]\nfile = "people.csv"\nid = "id"\nname = "name"\norganization = "org"\n'
        'respondents = "{}"\n[[survey]]\nfile = "end.csv"\nwave = "end"\n'
        'respondent = "who"\nnamed = "partner"\ndirection = "mutual"'
    )
    net, _ = load_project(project(text.format("organizations")))
    assert net.ties[["learner", "learned_from"]].to_numpy().tolist() == [
        ["North", "South"], ["South", "North"],
    ]  # fmt: skip
    with pytest.raises(DataError, match='"organizations", where one answer stands'):
        project(text.format("people"))


def test_choices_are_the_roster_or_names_in_brackets(folder, project):
    text = ROSTER + (
        '[[survey]]\nfile = "answers.csv"\nwave = "end"\nlearner = "who"\n'
        'learned_from = "whom"\nform = "checkbox"\nseparator = ", "\nchoices = {}'
    )
    net, _ = load_project(project(text.format('"people"')))
    assert len(net.ties) == 2
    with pytest.raises(DataError, match=r'"people" \(the roster\), or the names'):
        project(text.format('"roster"'))
