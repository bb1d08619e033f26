"""Works and their authors."""

from pathlib import Path

import pandas as pd
import pytest
from hypothesis import example, given
from hypothesis import strategies as st

import netweave as nw
from netweave import errors
from netweave.ingest.tables.reading import read_table
from netweave.ingest.works.works import OTHERS

FILES = Path(__file__).parents[1] / "files"


def test_bibtex_file():
    papers = nw.read_authorship(FILES / "products.bib")
    found = papers.mentions
    rows = list(
        zip(
            found.line.tolist(),
            found.value.tolist(),
            map(str, found.fates.fate_column()),
            map(str, found.fates.reason_column()),
            strict=True,
        )
    )
    assert rows == [
        (3, "Ana Ruiz", "used", ""),
        (3, "Bo Li", "used", ""),
        (3, "Food and Farm Institute", "used", ""),
        (3, "others", "refused", "'and others' names nobody"),
        (10, "José Oduya", "used", ""),
        (10, "Ana Ruiz", "used", ""),
        (11, "film", "merged", "same entry twice"),
        (12, "film", "refused", "another entry has this key"),
        (13, "Mia O'Neil", "used", ""),
        (14, "nobody", "refused", "entry names no author"),
        (15, "twice", "refused", "entry gives a field twice"),
        (16, "A, B, C, D", "refused", "author's name cannot be read"),
        (16, "Bo Li", "used", ""),
        (17, rows[-1][1], "refused", "entry cannot be read as BibTeX"),
    ]
    assert papers.events["start"].dt.strftime("%Y-%m-%d").to_dict() == {
        "guide": "2022-03-01",
        "film": "2023-05-02",
        "alone": "2021-01-01",
        "names": "2022-01-01",
    }
    assert found.rows == 9


def test_bibtex_by_content_and_suffix(tmp_path):
    entry = '\ufeff@misc{a, author={{M\\"u}ller, J{\\o}rn and van der Berg, Jan}, year=2020}'
    for name in ("works.txt", "works.bib"):
        (tmp_path / name).write_text(entry, encoding="utf-8")
        papers = nw.read_authorship(tmp_path / name)
        assert papers.log["person"].tolist() == ["Jørn Müller", "Jan van der Berg"]
    (tmp_path / "empty.bib").write_text("just text", encoding="utf-8")
    with pytest.raises(errors.DataError, match="no BibTeX entry"):
        nw.read_authorship(tmp_path / "empty.bib")


def test_long_table():
    works = pd.DataFrame({
        "who": ["Ana", "Bo", None, "Cy", "Di"],
        "work": ["w1", "w1", "w1", None, "w2"],
        "year": [2022, 2022, 2022, 2022, 2021],
    })
    papers = nw.read_authorship(works, person="who", work="work", time="year")
    assert papers.events["start"].dt.year.tolist() == [2022, 2021]
    assert papers.mentions.fates.fate.tolist() == [0, 0, 2, 2, 0]
    with pytest.raises(errors.ArgumentError, match="person= and work="):
        nw.read_authorship(works)
    with pytest.raises(errors.DataError, match="each work one date"):
        nw.read_authorship(
            works.assign(year=range(2000, 2005)), person="who", work="work", time="year"
        )
    with pytest.raises(errors.DataError, match=r"2 mention\(s\).*person is missing"):
        nw.read_authorship(works, person="who", work="work", on_bad="raise")


ROSTER = pd.DataFrame({
    "id": ["p1", "p2", "p3", "p4"],
    "name": ["Ana María Ruiz", "Bo Li", "van der Berg, Jan, Jr.", "Ana Ruiz"],
    "orcid": ["0000-0002-1825-0097", None, None, None],
})


@pytest.mark.parametrize(("file", "other"), [("openalex.json", "p2"), ("crossref.json", "p3")])
def test_a_key_is_tried_before_the_name(file, other):
    papers = nw.read_authorship(FILES / file)
    for roster, who in ((ROSTER[:3], {"p1", other}), (ROSTER, {other})):
        people = nw.read_people(roster, id="id", name="name", aliases=["orcid"])
        report = nw.weave(people, papers).report
        records = report.affiliations.records
        first = records[records["event"].astype("str").isin(["W1", "10.5555/guide.1"])]
        assert set(first["person"]) == who
        told = set(report.unmatched["reason"])
        # With p4 the ORCID iD is that of p1 and the name that of p4: nobody is credited.
        assert ("id and name mean two people of the roster" in told) == (roster is ROSTER)


def test_whoever_is_not_found_is_shown_by_name():
    nobody = nw.read_people(pd.DataFrame({"id": ["p9"], "name": ["Zoe Zed"]}), id="id", name="name")
    report = nw.weave(nobody, nw.read_authorship(FILES / "openalex.json")).report
    assert set(report.unmatched["as_written"]) == {
        "Ana Ruiz", "Bo Li", "A. Ruiz", "Cy Oh", "Zoe Moore",
    }  # fmt: skip


def test_keys_of_a_long_table():
    works = pd.DataFrame({
        "who": ["Ana Ruiz", "Li, Bo", "Ruiz, Ana", "Bo Li", "et al."],
        "mail": ["ana@x.org", None, None, "bo@x.org", None],
        "orcid": ["0000-0002-1825-0097", "bad", None, None, None],
        "work": ["w1", "w1", "w2", "w2", "w2"],
        "doi": ["10.5555/a", None, "https://doi.org/10.5555/A", "10.5555/a", None],
    })
    papers = nw.read_authorship(
        works, person="who", work="work", email="mail", orcid="orcid", doi="doi"
    )
    assert papers.log["person"].tolist() == [
        "0000-0002-1825-0097", "Li, Bo", "Ruiz, Ana", "bo@x.org", "et al.",
    ]  # fmt: skip
    assert papers.log["second"].tolist()[0] == "ana@x.org"
    assert papers.mentions.value.tolist() == works["who"].tolist()
    reasons = papers.mentions.fates.reason_column().astype("str")
    assert list(reasons) == ["", "", "same DOI as 'w1'", "same DOI as 'w1'", OTHERS]
    assert "1 ORCID(s) whose check figure is wrong ignored" in papers.note
    roster = pd.DataFrame({"id": ["ana@x.org", "bo@x.org"], "name": ["A.", "Bo Li"]})
    net = nw.weave(nw.read_people(roster, id="id", name="name"), papers)
    assert sorted(net.ties["learner"].astype("str")) == ["ana@x.org", "bo@x.org"]
    two = works.assign(work="w", doi=["10.5555/a", "10.5555/b", None, None, None])
    with pytest.raises(errors.DataError, match="each work one doi"):
        nw.read_authorship(two, person="who", work="work", doi="doi")


def test_one_work_in_two_files_counts_once():
    sources = [
        nw.read_authorship(FILES / "openalex.json"),
        nw.read_authorship(FILES / "crossref.json"),
        nw.read_authorship(FILES / "works.ris"),
    ]
    people = nw.read_people(ROSTER[:3], id="id", name="name", aliases=["orcid"])
    net = nw.weave(people, *sources)
    records = net.report.records
    merged = records[records["reason"].astype("str").str.startswith("same work in")]
    assert merged.groupby(["file", "reason"], observed=True).size().to_dict() == {
        ("openalex.json", "same work in crossref.json (which names more authors)"): 2,
        ("works.ris", "same work in crossref.json"): 3,
    }
    events = net.report.affiliations.events
    assert events.loc["10.5555/guide.1", "size"] == 3
    assert not {"W1", "guide2022"} & set(events.index)
    assert (net.report.files["rows"] == net.report.files.iloc[:, 1:].sum(axis=1)).all()
    alone = nw.weave(people, sources[1])
    pairs = [net.ties, alone.ties]
    assert pairs[0]["weight"].max() == pairs[1]["weight"].max() == 0.5


def test_a_table_already_read_is_a_source():
    table = read_table(FILES / "works_wide.csv", rows={"Year": "2022"})
    papers = nw.read_authorship(table, authors="Authors", time="Year")
    assert papers.log["person"].tolist() == ["Ana Ruiz", "Bo Li", "Jan van der Berg"]
    people = nw.people_from(papers)
    assert nw.weave(people, papers).report.files.loc["works_wide.csv", "rows"] == 5


@given(st.text(max_size=300), st.sampled_from([".bib", ".ris", ".json", ".txt"]))
@example("TY  - JOUR\nER  - \nER  - \n", ".ris")
@example("@misc{a,author={{b}}", ".bib")
@example('[{"author":[{"family":"\\ud800"}]}]', ".json")
def test_any_text_is_a_source_that_adds_up_or_one_error(tmp_path_factory, text, suffix):
    _reads_or_says_so(tmp_path_factory, text, suffix, {})


PIECES = {
    ".bib": ["@misc{", "a", ",", "author", " = ", "{", "}", '"', " and ", "others", "#", "\n",
             "crossref", "Bo Li", "\\'", "@string{", "doi", "10.5555/a", "year", "2021"],
    ".ris": ["TY  - JOUR\n", "ER  - \n", "AU  - ", "A1  - ", "Ruiz, Ana", "\n", "et al.", "x", ", ",
             "DO  - 10.5555/a\n", "PY  - ", "2021/", "ID  - a\n", "\r", "UK  - x\n"],
    ".json": ["{", "}", "[", "]", '"author"', ":", ",", '"family"', '"Li"', "1", "null", "\n",
              '"authorships"', '"DOI"', '"10.5555/a"', '{"author": [{"family": "Li"}]}'],
    ".nbib": ["PMID- 1\n", "FAU - Ruiz, Ana\n", "AU  - ", "Ruiz A", "\n", "      ", "AUID- x\n",
              "DP  - 2021 ", "Mar", "LID - 10.5555/a [doi]\n"],
    ".csv": ["who", ",", ";", "\n", "Ruiz", " and ", '"', "Li", "|", "2021", " & ", "et al."],
}  # fmt: skip


@given(st.data())
def test_any_pieces_of_a_format_add_up_or_are_one_error(tmp_path_factory, data):
    suffix = data.draw(st.sampled_from(sorted(PIECES)))
    text = "".join(data.draw(st.lists(st.sampled_from(PIECES[suffix]), max_size=60)))
    _reads_or_says_so(
        tmp_path_factory, text, suffix, {"authors": "who"} if suffix == ".csv" else {}
    )


def _reads_or_says_so(folder, text, suffix, columns):
    path = folder.getbasetemp() / f"any{suffix}"
    path.write_text(text, encoding="utf-8", errors="replace", newline="")
    try:
        papers = nw.read_authorship(path, **columns)
    except errors.ArgumentError:
        assert suffix == ".txt"  # a table whose columns nobody named
        return
    except errors.DataError as fault:
        assert path.name in str(fault)
        return
    fates = papers.mentions.fates
    assert len(papers.log) == len(fates.fate) == len(papers.mentions.value)
    assert ((fates.fate != 0) == (fates.reason != 0)).all()
    event = papers.log["event"].to_numpy()
    assert (event[fates.open] >= 0).all() and event.max(initial=-1) < len(papers.events)
    people = nw.people_from(papers)
    if len(people.frame):
        counts = nw.weave(people, papers).report.files.loc[path.name]
        assert counts["rows"] == papers.mentions.rows == counts.iloc[1:].sum()


def written(folder, name, who, more=""):
    path = folder / name
    entry = f"@article{{{name[0]}, author={{{who}}}, doi={{10.5555/abc}}{more}}}\n"
    path.write_text(entry, encoding="utf-8")
    return nw.read_authorship(path)


@pytest.mark.parametrize("turned", [False, True])
def test_a_work_takes_its_date_from_another_file(tmp_path, turned):
    """The longer list, in a.bib, has no date; September of b.bib puts it into 'after'."""
    sources = [
        written(tmp_path, "a.bib", "Ana Ruiz and Bo Li and Cy Oh"),
        written(tmp_path, "b.bib", "Ruiz, Ana and Bo Li", ", year={2022}, month={9}"),
        written(tmp_path, "c.bib", "Ana Ruiz", ", year={2021}, month={9}"),
    ]
    people = nw.read_people(
        pd.DataFrame({"id": ["p1", "p2"], "name": ["Ana Ruiz", "Bo Li"]}), id="id", name="name"
    )
    waves = {"before": ("2021-07-01", "2022-07-01"), "after": ("2022-07-01", "2023-07-01")}
    ordered = [sources[1], sources[0], sources[2]] if turned else sources
    net = nw.weave(people, *ordered, waves=waves)
    assert net.ties["wave"].tolist() == ["after", "after"]
    assert net.ties["weight"].tolist() == [0.5, 0.5]
    assert net.report.outside == {}
    said = "1 work(s) dated by another with the same DOI: 'a by b in b.bib'"
    assert net.report.reading["a.bib"].endswith(said)
    assert sources[0].events["start"].isna().all()


def test_a_shared_doi_with_other_authors_is_said(tmp_path):
    """Of Ana and Bo only Ana is in the longer list, which is kept."""
    sources = [
        written(tmp_path, "a.bib", "Zed Zed and Yan Yan and Ana Ruiz"),
        written(tmp_path, "b.bib", "Ana Ruiz and Bo Li"),
    ]
    people = nw.read_people(
        pd.DataFrame({"id": ["p1", "p2"], "name": ["Ana Ruiz", "Bo Li"]}), id="id", name="name"
    )
    net = nw.weave(people, *sources)
    assert len(net.ties) == 0
    assert net.report.reading["b.bib"].endswith(
        "'b' in b.bib has the DOI of 'a' in a.bib, which is kept, and 1 of its 2 author(s) are "
        "not among the authors there, as written"
    )
    assert "which is kept" not in net.report.reading["a.bib"]


def test_labels_that_differ_in_case_or_spaces_are_one_work():
    works = pd.DataFrame({"who": ["Ana", "Bo"], "work": ["Guide", "guide "]})
    papers = nw.read_authorship(works, person="who", work="work")
    assert list(papers.events.index) == ["Guide"]
    assert papers.log["event"].tolist() == [0, 0]
    assert papers.note.endswith("read 'guide' as 'Guide'")
