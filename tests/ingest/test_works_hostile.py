"""Bibliographies made to hang: each ends at once, in a refused entry or in one error."""

import json
import time

import pandas as pd
import pytest

import netweave as nw
from netweave import errors
from netweave.ingest.works import works

MANY = [f"A{number}, Bo" for number in range(100_000)]
LONG = "x" * 1_000_000
HOSTILE = {
    "many.bib": ("@misc{a, author={{Institute} and " + " and ".join(MANY) + "}}", works.CROWD),
    "many.ris": ("\nAU  - ".join(["TY  - JOUR", *MANY, "x\nER  - \n"]), works.CROWD),
    "many.json": (json.dumps([{"author": [{"family": one} for one in MANY]}]), works.CROWD),
    "long.bib": (f"@misc{{a, author={{{LONG} and {{{LONG}}} and Bo Li}}}}", works.LONG_NAME),
    "long.ris": (f"TY  - JOUR\nAU  - {LONG}\nER  - \n", works.LONG_NAME),
    "long.json": (json.dumps([{"author": [{"family": LONG}]}]), works.LONG_NAME),
    "commas.bib": ("@misc{a, author={%s and Bo}}" % ("," * 100_000), works.LONG_NAME),
    "ands.bib": ("@misc{a, author={%s}}" % (" and " * 100_000), works.CROWD),
    "open.bib": ("@misc{a, author={" * 20_000, "entry cannot be read as BibTeX"),
    "spaces.bib": ("@misc{a, author={%s}}" % (" " * 1_000_000), works.NO_AUTHOR),
    "deep.json": ("[" * 200_000, None),
    "deeper.json": ('{"a":' * 200_000, None),
    "figures.json": ('{"DOI": %s}' % ("9" * 100_000), None),
    "nul.ris": ("TY  - JOUR\nAU  - R\0uiz\nER  - \n", None),
    "signs.bib": ("@" * 200_000, None),
}


@pytest.mark.parametrize("name", HOSTILE)
def test_each_ends_at_once(tmp_path, name):
    text, reason = HOSTILE[name]
    path = tmp_path / name
    path.write_text(text, encoding="utf-8")
    begun = time.process_time()
    if reason is None:
        with pytest.raises(errors.DataError, match=name):
            nw.read_authorship(path)
    else:
        fates = nw.read_authorship(path).mentions.fates
        assert reason in fates.words
    assert time.process_time() - begun < 10


@pytest.mark.parametrize("depth", [50, 400, 100_000])
def test_braces_in_braces_are_a_name_or_no_name(tmp_path, depth):
    path = tmp_path / "deep.bib"
    inner = "\\textbf{" * depth + "Ana" + "}" * depth
    path.write_text(f"@misc{{a, author={{{inner} and {{{{Bo Li}}}}}}}}", encoding="utf-8")
    papers = nw.read_authorship(path)
    assert papers.log["person"].tolist()[-1] == "Bo Li"
    assert all(len(name) <= works.LONGEST_NAME for name in papers.mentions.value)


SPACES = " " * 100_000


def test_long_runs_of_spaces_take_no_time(tmp_path):
    bib, nbib = tmp_path / "a.bib", tmp_path / "a.nbib"
    bib.write_text(f"@misc{{a, author={{Bo{SPACES}Li}}}}", encoding="utf-8")
    nbib.write_text(f"PMID- 1\nLID - x{'y' * 100_000}\nLID - 10.1234/a [DOI]\nFAU - Li, Bo\n")
    tables = [
        pd.DataFrame({"a": [f"Bo{SPACES}Li", "Ana Ruiz and Li Yu"]}),
        pd.DataFrame({"a": [f"Bo{SPACES}(x)", "Li Yu"]}),
    ]
    begun = time.process_time()
    for table in tables:
        for separator in (None, ",", "and"):
            nw.read_authorship(table, authors="a", separator=separator)
    nw.read_authorship(bib)
    assert nw.read_authorship(nbib).events["doi"].tolist() == ["10.1234/a"]
    assert time.process_time() - begun < 5


@pytest.mark.parametrize(
    ("cell", "parts"),
    [
        ("Bo Li  and   Ana Ruiz", ["Bo Li", "Ana Ruiz"]),
        ("Bo Li,  and Ana Ruiz & Yu", ["Bo Li", "Ana Ruiz", "Yu"]),
        ("Bo Li ,Ana Ruiz", ["Bo Li", "Ana Ruiz"]),
    ],
)
def test_names_are_parted_as_before(cell, parts):
    from netweave.ingest.works.authortables import _parts

    assert _parts(cell, ",") == parts
