"""BibTeX entries: who is an author, and what another entry hands down."""

from datetime import datetime
from pathlib import Path

import pytest

from netweave.ingest.works import bibtex, works

FILES = Path(__file__).parents[1] / "files"


def read(text):
    return {entry.key: entry for entry in bibtex.entries(text)[0]}


def names(entry):
    return [author.name for author in entry.authors]


def test_what_crossref_and_xdata_hand_down():
    text = (FILES / "crossref.bib").read_text(encoding="utf-8")
    found, said = bibtex.entries(text)
    told = {entry.key: (names(entry), entry.time, entry.reason) for entry in found}
    assert told == {
        "talk": (["Ana Ruiz"], datetime(2021, 5, 1), ""),
        "chapter": (["Bo Li", "Özgür Çelik"], datetime(1984, 1, 1), ""),
        "poster": ([], datetime(2021, 5, 1), works.NO_AUTHOR),  # an editor is no author
        "days": ([], datetime(2021, 5, 1), works.NO_AUTHOR),
        "whole": (["Bo Li", "Özgür Çelik"], datetime(1984, 1, 1), ""),
        "volume": (["Bo Li", "Özgür Çelik"], datetime(1985, 1, 1), ""),
        "both": ([], None, bibtex.NO_WORK["set"]),
        "money": ([], None, bibtex.NO_WORK["xdata"]),
        "gift": (["Ian Rich"], datetime(2020, 1, 1), ""),
        "circle": (["Cy Oh"], datetime(2019, 1, 1), ""),
        "round": (["Cy Oh"], datetime(2019, 1, 1), ""),
    }
    assert [entry.line for entry in found] == list(range(1, 12))
    assert said == ["4 entries take their authors from another (crossref)"]
    assert read(text)["poster"].doi == ""  # the DOI of the volume is not that of a talk in it


def test_a_repeated_key_is_read_on():
    text = """@misc{a, author = {Ana Ruiz}, doi = {10.5555/x}}
@misc{a, author = "Ana " # last # { and Bo Li}, doi = "10.5555/X"}
@string{last = {Ruiz}}"""
    first, second = bibtex.entries(text)[0]
    assert (names(first), names(second)) == (["Ana Ruiz"], ["Ana Ruiz", "Bo Li"])
    assert works.bare_doi(second.doi) == works.bare_doi(first.doi)


def test_an_abbreviation_may_be_named_like_its_text():
    text = '@string{jean = {Jean}} @string{c = jean # " César"} @misc{a, author = c # { and Bo}}'
    assert names(read(text)["a"]) == ["Jean César", "Bo"]


@pytest.mark.parametrize(
    ("fields", "time", "months"),
    [
        ("date = {2004-10-27}", datetime(2004, 10, 27), 0),
        ("date = {1979-01-02/1980-04-08}", datetime(1979, 1, 2), 0),
        ("date = {1984~}", datetime(1984, 1, 1), 12),
        ("year = 2021, month = jan", datetime(2021, 1, 1), 1),
        ("year = {2021}, month = {November}", datetime(2021, 11, 1), 1),
        ("year = 2021, month = 13", datetime(2021, 1, 1), 12),
        ("year = {in press}", None, 0),
    ],
)
def test_dates(fields, time, months):
    entry = read(f"@misc{{a, author = {{Bo Li}}, {fields}}}")["a"]
    assert (entry.time, entry.months) == (time, months)
