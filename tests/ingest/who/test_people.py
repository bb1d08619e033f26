"""The roster."""

from pathlib import Path

import pandas as pd
import pytest

import netweave as nw
from netweave import errors

FILES = Path(__file__).parents[1] / "files"


def reasons(source):
    column = source.mentions.fates.reason_column()
    return dict(zip(source.mentions.line.tolist(), map(str, column), strict=True))


def test_roster_file():
    people = nw.read_people(
        FILES / "roster.csv", id="id", name="name", organization="organization",
        convener="convener", consent="consent", keep="email",
    )  # fmt: skip
    assert list(people.frame.index) == ["p1", "p2", "p3", "p4"]
    assert people.frame["convener"].tolist() == [False, True, False, False]
    assert people.frame["email"].tolist()[0] == "ana@north.example"
    assert people.roster["consent"].tolist() == ["consented", "consented", "declined", "not_asked"]
    assert reasons(people) == {
        2: "",
        3: "",
        5: "",
        6: "",
        7: "same person twice, with the same entries",
        8: "convener is neither yes nor no",
    }
    assert repr(people) == "<People roster.csv: 4 people in 2 organizations, 1 rows refused>"


def test_conflicting_rows_name_both_lines():
    roster = pd.DataFrame({"id": ["p1", "p2", "p1"], "org": ["A", "B", "C"]})
    with pytest.raises(errors.DataError, match=r"'p1'.*lines 1, 3"):
        nw.read_people(roster, id="id", organization="org")


def test_rows_per_wave():
    roster = pd.DataFrame({
        "id": ["p1", "p1", "p2"],
        "wave": ["w1", "w2", "w1"],
        "org": ["A", "B", "A"],
        "lead": ["", "yes", ""],
    })
    people = nw.read_people(roster, id="id", wave="wave", organization="org", convener="lead")
    assert people.frame["convener"].tolist() == [True, False]
    assert people.roster["organization"].tolist() == ["A", "B", "A"]
    with pytest.raises(errors.DataError, match="name its column with wave="):
        nw.read_people(roster, id="id", organization="org")


def test_faults_of_cells_go_to_the_ledger_or_raise():
    roster = pd.DataFrame({
        "id": ["p1", None, "p3", "p4", "p5"],
        "joined": ["2022-01-05", "", "03/04/2022", "", ""],
        "consent": ["yes", "yes", "yes", "perhaps", ""],
        "in": ["", "", "", "", "unclear"],
    })
    given = {"id": "id", "joined": "joined", "consent": "consent", "eligible": "in"}
    people = nw.read_people(roster, **given)
    assert list(people.frame.index) == ["p1"]
    assert list(reasons(people).values()) == [
        "",
        "id is missing",
        "joined: date can be read day first or month first (say dayfirst=)",
        "unknown consent 'perhaps'",
        "eligible is neither yes nor no",
    ]
    assert len(nw.read_people(roster, dayfirst=True, **given).frame) == 2
    with pytest.raises(errors.DataError, match=r"4 mention\(s\) that cannot be used, lines 2, 3"):
        nw.read_people(roster, on_bad="raise", **given)


def test_arguments():
    roster = pd.DataFrame({"id": ["p1"], "responded": ["x"], "name": ["n"]})
    with pytest.raises(errors.ArgumentError, match="keep must not name 'responded'"):
        nw.read_people(roster, id="id", keep=["responded"])
    with pytest.raises(errors.DataError, match=r"lacks the column 'names'. Did you mean 'name'"):
        nw.read_people(roster, id="id", name="names")
    with pytest.raises(errors.ArgumentError, match="on_bad must be one of"):
        nw.read_people(roster, id="id", on_bad="ignore")


def test_people_from_takes_one_person_per_name():
    works = pd.DataFrame({
        "who": ["Pena, Ana", "Ana Peña", "A. Peña", None, "Bo Li", "bo li"],
        "work": ["w1", "w2", "w2", "w2", "w1", "w3"],
    })
    people = nw.people_from(nw.read_authorship(works, person="who", work="work"))
    assert list(people.frame.index) == ["Ana Peña", "A. Peña", "Bo Li"]
    assert people.mentions.fates.fate.tolist() == [0, 1, 0, 0, 1]
    assert people.file == "people named in authorship"


def test_people_from_a_log_with_addresses():
    log = pd.DataFrame({
        "mail": ["ana@x.example", "ANA@x.example", None],
        "name": ["Ana Ruiz", "Ana Ruiz", "Bo Li"],
        "event": ["s1", "s2", "s1"],
    })
    people = nw.people_from(nw.read_attendance(log, person="mail", name="name", event="event"))
    assert list(people.frame.index) == ["ana@x.example", "Bo Li"]
    assert people.frame["name"].tolist() == ["Ana Ruiz", "Bo Li"]


def test_people_from_takes_addresses_and_orcids_as_keys():
    written = [
        "Ana <ANA@x.example>",
        "mailto:ana@x.example",
        "https://orcid.org/0000-0002-1825-009X",
    ]
    log = pd.DataFrame({"who": [*written, "0000-0002-1825-009X", "a.na@x.example"], "event": "s1"})
    people = nw.people_from(nw.read_attendance(log, person="who", event="event"))
    assert len(people.frame) == 3
    assert people.mentions.fates.fate.tolist() == [0, 1, 0, 1, 0]


def test_read_people_takes_a_crosswalk():
    roster = pd.DataFrame({"id": ["p1", "p2"], "name": ["Ana Ruiz", "Bo Li"]})
    decided = pd.DataFrame({"as_written": ["Ana Ruis", "Bo"], "decision": ["p1", None]})
    people = nw.read_people(roster, id="id", name="name", aliases=decided)
    log = pd.DataFrame({"who": ["Ana Ruis", "Bo"], "event": "s1"})
    net = nw.weave(people, nw.read_attendance(log, person="who", event="event"))
    assert net.report.merges["person"].tolist() == ["p1"]
    assert net.report.unmatched["as_written"].tolist() == ["Bo"]


def test_people_from_keeps_words_in_parentheses_apart():
    works = pd.DataFrame({
        "who": ["Ana Ruiz (North)", "Ruiz, Ana (South)", "Ana Ruiz", "Bo Li (West)", "Bo Li"],
        "work": ["w1", "w1", "w2", "w2", "w3"],
    })
    papers = nw.read_authorship(works, person="who", work="work")
    people = nw.people_from(papers)
    assert len(people.frame) == 3
    assert list(map(str, people.mentions.fates.reason_column())) == [
        "", "", "two people share this name", "", "another spelling of the same name",
    ]  # fmt: skip
    net = nw.weave(people, papers)
    assert net.ties["weight"].tolist() == [1.0, 1.0]  # the two of w1, either way
    assert net.report.unmatched["as_written"].unique().tolist() == ["Ana Ruiz"]


def test_people_from_lends_no_key_to_a_name_with_an_initial():
    works = pd.DataFrame({
        "who": ["J. Smith", "Ana Ruiz", "J. Smith", "Ana Ruiz", "Smith, J."],
        "orcid": ["0000-0002-1825-0097", "0000-0001-5109-3700", None, None, None],
        "work": ["w1", "w1", "w2", "w2", "w3"],
    })
    papers = nw.read_authorship(works, person="who", work="work", orcid="orcid")
    people = nw.people_from(papers)
    assert list(people.frame.index) == ["0000-0002-1825-0097", "0000-0001-5109-3700", "J. Smith"]
    assert people.note == "1 of 3 ids rest on a name with initials only"
    # Ana wrote w1 with one J. Smith and w2 with another one, or the same: two ties, each both ways
    assert len(nw.weave(people, papers).ties) == 4
