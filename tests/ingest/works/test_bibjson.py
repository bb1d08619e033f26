"""JSON from OpenAlex and Crossref."""

import json
from datetime import datetime
from pathlib import Path

import pytest

import netweave as nw
from netweave import errors
from netweave.ingest.works import bibjson, works

FILES = Path(__file__).parents[1] / "files"


def read(name):
    return bibjson.entries((FILES / name).read_text(encoding="utf-8"), name)


def test_an_answer_of_openalex():
    found, said, unit = read("openalex.json")
    assert unit == "item"
    names = [[(one.name, one.why) for one in entry.authors] for entry in found]
    assert names == [
        [("Ana Ruiz", ""), ("Bo Li", "")],
        [("A. Ruiz", ""), ("Cy Oh", ""), ("Zoe Moore", ""), ("further authors", works.CUT)],
        [],
    ]
    assert [(entry.key, entry.time, entry.months) for entry in found] == [
        ("W1", datetime(2022, 3, 15), 0), ("W2", datetime(2021, 1, 1), 12), ("W3", None, 0),
    ]  # fmt: skip
    assert found[2].reason == works.NO_AUTHOR
    assert any("1 work(s) with the first 100 authors only" in one for one in said)


def test_the_key_comes_first_and_the_name_stands_beside_it():
    papers = nw.read_authorship(FILES / "openalex.json")
    first = papers.log.iloc[0]
    assert (first["person"], first["name"]) == ("0000-0002-1825-0097", "Ana Ruiz")
    assert papers.mentions.value.iloc[0] == "Ana Ruiz"
    assert "1 ORCID(s) whose check figure is wrong ignored" in papers.note
    people = nw.people_from(papers)
    assert list(people.frame["name"]) == ["Ana Ruiz", "Bo Li", "Cy Oh", "Zoe Moore"]
    net = nw.weave(people, papers)
    refused = net.report.refused["reason"].astype("str").tolist()
    assert sorted(refused) == [works.NO_AUTHOR, works.CUT]
    pairs = net.ties[["learner", "learned_from"]].astype(str)
    assert ("0000-0002-1825-0097", "Cy Oh") in set(pairs.itertuples(index=False, name=None))


def test_exactly_a_hundred_authors_are_said():
    people = [{"author": {"display_name": f"Author {number}"}} for number in range(100)]
    found, said, _ = bibjson.entries(json.dumps({"authorships": people}), "one.json")
    assert len(found[0].authors) == 100
    assert "exactly that many ('item 1')" in said[1]


def test_an_answer_of_crossref():
    found, _, _ = read("crossref.json")
    assert [[one.name for one in entry.authors] for entry in found] == [
        ["Ana Ruiz", "Jan van der Berg, Jr.", "Food and Farm Institute"], ["Bo Li", "Cy Oh"], [],
    ]  # fmt: skip
    assert [(entry.time, entry.months) for entry in found] == [
        (datetime(2022, 3, 1), 1), (datetime(2021, 5, 2), 0), (datetime(2020, 1, 1), 12),
    ]  # fmt: skip
    papers = nw.read_authorship(FILES / "crossref.json")
    assert papers.log["person"].dropna().tolist() == [
        "0000-0002-1825-0097", "Jan van der Berg, Jr.", "Food and Farm Institute",
        "Bo Li", "Cy Oh",
    ]  # fmt: skip
    assert "1 ORCID(s) given to two authors of one work ignored" in papers.note
    assert papers.events["doi"].tolist() == ["10.5555/guide.1", "10.5555/report.2"]


def test_one_work_a_list_and_lines_are_the_same():
    whole = json.loads((FILES / "crossref.json").read_text(encoding="utf-8"))["message"]["items"]
    expected = [one.authors for one in read("crossref.json")[0]]
    forms = {
        "list": json.dumps(whole),
        "lines": "\n\n".join(map(json.dumps, whole)),
        "one": json.dumps({"status": "ok", "message": whole[0]}),
    }
    read_ = {name: bibjson.entries(text, name) for name, text in forms.items()}
    assert [one.authors for one in read_["list"][0]] == expected
    assert [(one.line, one.authors) for one in read_["lines"][0]] == list(
        zip([1, 3, 5], expected, strict=True)
    )
    assert [one.authors for one in read_["one"][0]] == expected[:1]


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ('{"author": [}', r"cannot be read as JSON: .* \(line 1, column 13\)"),
        ('{"DOI": "10.5555/a",\n"n": NaN}', r"NaN is no number in JSON \(line 2\)"),
        ('\n{"n": %s}' % ("9" * 5000), r"Exceeds the limit .* \(line 2\)"),
        ("\n" + '{"a":' * 100_000, r"nested too deeply \(line 2\)"),
        ("[]", "holds no work"),
        ("7", "item 1 .* is a number"),
        ('[{"name": "x"}]', "an object with 'name'"),
        ("", "cannot be read as JSON"),
    ],
)
def test_other_json_is_one_error_that_says_where(tmp_path, text, message):
    path = tmp_path / "works.json"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(errors.DataError, match=message):
        nw.read_authorship(path)


def test_values_of_any_sort_are_taken_as_not_said():
    text = """[{"author": [1, null, {"family": {}}, "Ruiz, Ana"], "issued": [1], "DOI": 3}, 7,
    {"authorships": [null, {"author": {"display_name": 3}}], "publication_year": true}]"""
    found, _, _ = bibjson.entries(text, "x.json")
    assert [[(one.name, one.why) for one in entry.authors] for entry in found] == [
        [("(no name)", works.UNREADABLE)] * 3 + [("Ana Ruiz", "")],
        [],
        [("(no name)", works.UNREADABLE)] * 2,
    ]
    assert found[1].reason == bibjson.NO_WORK
