"""Tables with one row per work."""

from pathlib import Path

import pandas as pd
import pytest

import netweave as nw
from netweave import errors
from netweave.ingest.works import authortables, works

FILES = Path(__file__).parents[1] / "files"


def told(papers):
    reasons = papers.mentions.fates.reason_column().astype("str")
    return list(zip(papers.mentions.line.tolist(), papers.mentions.value, reasons, strict=True))


def test_authors_in_one_cell():
    path = FILES / "works_wide.csv"
    papers = nw.read_authorship(path, work="Title", authors="Authors", time="Year", doi="DOI")
    assert told(papers) == [
        (2, "Ana Ruiz", ""),
        (2, "Bo Li", ""),
        (2, "Jan van der Berg", ""),
        (3, "Gabriel José García Márquez", ""),
        (3, "others", works.OTHERS),
        (4, "Ana Ruiz and Bo Li", authortables.SEVERAL),
        (5, "A talk", works.NO_AUTHOR),
        (6, "A guide again", "same DOI as line 2 (which names more authors)"),
    ]
    assert "authors separated by ;" in papers.note
    assert papers.events["start"].dt.year.to_dict() == {
        "A guide": 2022, "A report": 2021, "A film": 2021,
    }  # fmt: skip
    net = nw.weave(nw.people_from(papers), papers)
    assert net.report.files.loc["works_wide.csv"].tolist() == [5, 1, 1, 1, 2]
    assert len(net.ties) == 6


@pytest.mark.parametrize(
    ("cell", "separator", "names"),
    [
        ("Ruiz, Ana | Li, Bo", None, ["Ana Ruiz", "Bo Li"]),
        ("Ruiz, Ana and Li, Bo", None, ["Ana Ruiz", "Bo Li"]),
        ("Ruiz, Ana", None, ["Ana Ruiz"]),
        ("Ana Ruiz, Bo Li, Jr. and Cy Oh", ",", ["Ana Ruiz", "Bo Li, Jr.", "Cy Oh"]),
        ("Ana Ruiz, Bo Li & Cy Oh", ",", ["Ana Ruiz", "Bo Li", "Cy Oh"]),
        ("Ana Ruiz / Bo Li", "/", ["Ana Ruiz", "Bo Li"]),
        ("Ruiz, Ana (57190000001); Li, Bo (57190000002)", None, ["Ana Ruiz", "Bo Li"]),
        ("García Márquez, Gabriel José", ";", ["Gabriel José García Márquez"]),
    ],
)
def test_what_stands_between_authors(cell, separator, names):
    table = pd.DataFrame({"who": [cell]})
    papers = nw.read_authorship(table, authors="who", separator=separator)
    assert papers.log["person"].tolist() == names
    assert not papers.mentions.fates.fate.any()


@pytest.mark.parametrize(
    "cell", ["Ana Ruiz, Bo Li", "Ana, Bo, Cy", "Ana Ruiz & Bo Li", "A B, C D and E F"]
)
def test_what_may_be_several_is_not_guessed(cell):
    papers = nw.read_authorship(pd.DataFrame({"who": [cell]}), authors="who")
    assert authortables.SEVERAL in papers.mentions.fates.words


def test_authors_in_several_columns():
    table = pd.DataFrame({
        "a1": ["Ana Ruiz", "García Márquez, Gabriel José"],
        "a2": ["Li, Bo", None],
        "o1": ["https://orcid.org/0000-0002-1825-0097", "0000-0002-1694-233X"],
        "o2": ["0000-0001-5109-3700", None],
    })
    papers = nw.read_authorship(table, authors=["a1", "a2"], orcid=["o1", "o2"])
    assert papers.log["person"].tolist() == [
        "0000-0002-1825-0097", "0000-0001-5109-3700", "0000-0002-1694-233X",
    ]  # fmt: skip
    assert papers.log["name"].tolist() == ["Ana Ruiz", "Bo Li", "Gabriel José García Márquez"]
    assert list(papers.events.index) == ["line 1", "line 2"]
    first = table.iloc[:1].assign(o1="")  # the second author's key is not the first's
    papers = nw.read_authorship(first, authors=["a1", "a2"], orcid=["o1", "o2"])
    assert papers.log["person"].tolist() == ["Ana Ruiz", "0000-0001-5109-3700"]
    papers = nw.read_authorship(table[["a1", "a2", "o1"]], authors=["a1", "a2"], orcid="o1")
    assert "1 cell(s) of keys ignored: not as many as authors" in papers.note
    with pytest.raises(errors.DataError, match="a3"):
        nw.read_authorship(table, authors=["a1", "a3"])


def test_keys_in_one_cell_stand_in_the_order_of_the_authors():
    table = pd.DataFrame({
        "who": ["Ruiz, Ana; Li, Bo; Oh, Cy", "Ruiz, Ana; Li, Bo", "Ruiz, Ana; Li, Bo"],
        "mail": ["ana@x.org; ; cy@x.org", "ana@x.org; bo@x.org;", "ana@x.org"],
    })
    papers = nw.read_authorship(table, authors="who", email="mail")
    assert papers.log[["person", "name"]].fillna("").to_numpy().tolist() == [
        ["ana@x.org", "Ana Ruiz"], ["Bo Li", ""], ["cy@x.org", "Cy Oh"],
        ["ana@x.org", "Ana Ruiz"], ["bo@x.org", "Bo Li"],
        ["Ana Ruiz", ""], ["Bo Li", ""],
    ]  # fmt: skip
    assert "1 cell(s) of keys ignored: not as many as authors" in papers.note


def test_two_rows_of_one_work():
    table = pd.DataFrame({"t": ["x", "x", "x"], "who": ["A; B", "A; B", "A; C"], "y": 2021})
    papers = nw.read_authorship(table, work="t", authors="who", time="y")
    assert [reason for *_, reason in told(papers)] == ["", "", works.TWICE_SAME, works.TWICE]


def test_a_date_that_can_be_read_two_ways_is_refused():
    table = pd.DataFrame({"who": ["A; B", "A; B"], "day": ["03/04/2022", "2022-04-13"]})
    papers = nw.read_authorship(table, authors="who", time="day")
    assert "day first or month first" in told(papers)[0][2]
    assert list(papers.events.index) == ["line 2"]
    papers = nw.read_authorship(table, authors="who", time="day", dayfirst=True)
    assert papers.events["start"].dt.month.tolist() == [4, 4]


def test_arguments_that_do_not_go_together():
    table = pd.DataFrame({"who": ["A; B"], "p": ["x"]})
    for arguments in (
        {"authors": "who", "person": "p"},
        {"authors": "who", "separator": ""},
        {"authors": []},
        {"person": "p", "work": "who", "separator": ";"},
        {"person": "p"},
    ):
        with pytest.raises(errors.ArgumentError):
            nw.read_authorship(table, **arguments)
    with pytest.raises(errors.ArgumentError, match="authors belong"):
        nw.read_authorship(FILES / "works.ris", authors="AU")
