"""Works and their authors."""

from pathlib import Path

import pandas as pd
import pytest

import netweave as nw
from netweave import errors

FILES = Path(__file__).parent / "files"


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


def test_every_file_of_the_collections_ends_in_a_source_or_one_error(reference):
    files = sorted(reference.glob("messy/bib*/*.bib"))
    assert len(files) > 50
    read = {}
    for path in files:
        try:
            read[path.name] = nw.read_authorship(path)
        except errors.DataError as fault:
            assert path.name in str(fault)
    assert len(read) > 40
    for papers in read.values():
        net = nw.weave(nw.people_from(papers), papers)
        counts = net.report.files.loc[papers.file]
        assert counts["rows"] == papers.mentions.rows == counts.iloc[1:].sum()
        assert "others" not in net.people.index


def test_a_real_list_of_papers(reference):
    papers = nw.read_authorship(reference / "messy/bib_BCEM-UniAndes/papers.bib")
    net = nw.weave(nw.people_from(papers), papers)
    assert papers.mentions.rows == 79
    assert net.kinds.loc["coauthorship", "headline"]
    assert net.report.unmatched.empty
    strength = net.ties.groupby("learner", observed=True)["weight"].sum()
    table = nw.affiliate(nw.people_from(papers), papers)
    several = table.records["event"].map(table.events["size"]).astype(float) > 1
    written = table.records[several.to_numpy()].groupby("person", observed=True).size()
    pd.testing.assert_series_equal(
        strength.sort_index(),
        written.astype(float).sort_index(),
        check_names=False,
        check_index_type=False,
    )
