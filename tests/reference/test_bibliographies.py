"""Bibliographies as they are: 55 files made to trip readers, and that of a laboratory."""

import re
import time

import pandas as pd
import pytest

import netweave as nw
from netweave import errors

# What a person reads in the files: file, key, authors.
BY_EYE = [
    ("article_with_strings.bib", "Cesar2013", ["Jean César"]),
    ("features2.bib", "mykey", ["John Doe"]),
    ("book_capital_AND.bib", "Bird1987", ["R.B. Bird", "R.C. Armstrong", "O. Hassager"]),
    ("string.bib", "cha:oakland15", ["Sang Kil Cha", "Maverick Woo", "David Brumley"]),
    ("traps.bib", "Laide2013", ["Ben Loaeb Jean Laidé"]),  # one author: "Last,⏎ First"
    ("crossref_cascading_aliases.bib", "ccr3", ["Vince Various"]),  # from ccr1 over ccr2
    ("crossref_entries.bib", "cr6", ["Firstname Author"]),  # not the parent's
    ("multiple_entries.bib", "Toto3000", ["A Toto", "B Titi"]),
    ("biber-examples.bib", "vazques-de-parga",
     ["Luis Vázques de Parga", "José María Lacarra", "Juan Uría Ríu"]),
    ("biber-examples.bib", "Pimentel00", ["Joseph J. Pimentel, Jr."]),
    ("biber-examples.bib", "hasan", ["ʿAlī al-Hasan"]),
    ("biber-examples.bib", "vangennep", ["Arnold van Gennep"]),
    ("biber-examples.bib", "brandt", ["Ahasver von Brandt", "Erich Hoffmann"]),
    ("biber-examples.bib", "geer", ["Ingrid de Geer"]),
    ("biber-examples.bib", "malinowski", ["Bronisław Malinowski"]),
    ("biber-examples.bib", "westfahl:space", ["Gary Westfahl"]),
    ("biber-examples.bib", "kastenholz", ["M. A. Kastenholz", "Philippe H. Hünenberger"]),
    ("papers.bib", "andrade-martinez_defining_2019",
     ["Juan S. Andrade-Martínez", "J. Leonardo Moreno-Gallego", "Alejandro Reyes"]),
]  # fmt: skip


@pytest.fixture(scope="module")
def files(reference):
    found = sorted(reference.glob("messy/bib*/*.bib"))
    assert len(found) == 56
    return {path.name: path for path in found}


@pytest.fixture(scope="module")
def read(files):
    """Every file that is a source, and the errors of the others."""
    begun = time.process_time()
    told, faults = {}, {}
    for name, path in files.items():
        try:
            told[name] = nw.read_authorship(path)
        except errors.DataError as fault:
            faults[name] = str(fault)
    assert time.process_time() - begun < 10
    return told, faults


def test_a_file_without_entries_is_one_error_and_all_others_are_read(files, read):
    told, faults = read
    without = {
        name
        for name, path in files.items()
        if not re.search(r"(?im)^\s*@(?!comment|string|preamble)", path.read_text("utf-8-sig"))
    }
    assert set(faults) == without
    assert all(f"{name} holds no BibTeX entry" in fault for name, fault in faults.items())
    assert len(told) + len(faults) == 56


def test_every_entry_is_in_the_ledger(files, read):
    for name, papers in read[0].items():
        text = files[name].read_text("utf-8-sig")
        entries = re.findall(r"(?im)^\s*@(?!comment|string|preamble)\w+\s*\{", text)
        people = nw.people_from(papers)
        counts = nw.weave(people, papers).report.files.loc[name]
        assert counts["rows"] == len(entries) == counts.iloc[1:].sum()
        assert not {"others", "et al."} & set(people.frame.index)
        assert not any(set(who) & set("{}\\") for who in people.frame.index)


@pytest.mark.parametrize(("file", "key", "authors"), BY_EYE)
def test_the_authors_are_those_that_a_person_reads(read, file, key, authors):
    papers = read[0][file]
    mine = papers.log["event"].to_numpy() == papers.events.index.get_loc(key)
    assert papers.log.loc[mine, "person"].tolist() == authors


def test_what_is_no_work_is_refused(read):
    papers = read[0]["biber-examples.bib"]
    reasons = dict(zip(papers.mentions.value, papers.mentions.fates.reason_column(), strict=True))
    assert reasons["set"] == "a set of other entries is no work"
    assert reasons["westfahl:frontier"] == "entry names no author"  # it has an editor
    assert reasons["tmn4"] == "another entry has this key"


def test_a_laboratory(files):
    papers = nw.read_authorship(files["papers.bib"])
    people = nw.people_from(papers)
    net = nw.weave(people, papers)
    assert papers.mentions.rows == 79
    assert net.kinds.loc["coauthorship", "headline"]
    assert net.report.unmatched.empty
    # Newman's weights give everybody as much strength as works with others.
    strength = net.ties.groupby("learner", observed=True)["weight"].sum()
    table = nw.affiliate(people, papers)
    several = table.records["event"].map(table.events["size"]).astype(float) > 1
    written = table.records[several.to_numpy()].groupby("person", observed=True).size()
    pd.testing.assert_series_equal(
        strength.sort_index(),
        written.astype(float).sort_index(),
        check_names=False,
        check_index_type=False,
    )
