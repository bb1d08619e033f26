"""PubMed's own format."""

from datetime import datetime
from pathlib import Path

import pytest

import netweave as nw
from netweave import errors
from netweave.ingest.works import medline, works

FILES = Path(__file__).parents[1] / "files"


def test_every_entry_of_a_file():
    text = (FILES / "pubmed.nbib").read_text(encoding="utf-8")
    found, _ = medline.entries(text, "pubmed.nbib")
    assert [(one.line, one.key, [author.name for author in one.authors]) for one in found] == [
        (2, "PMID 10000001", ["Ana Ruiz", "Jan van der Berg", "Food and Farm Group"]),
        (20, "PMID 10000002", ["Li B", "Oh C"]),
        (27, "PMID 10000003", []),
    ]
    assert [(one.time, one.months, one.doi) for one in found] == [
        (datetime(2022, 3, 15), 0, "10.5555/GUIDE.1"),
        (datetime(2021, 1, 1), 12, "10.5555/report.2"),
        (datetime(2020, 1, 1), 12, ""),
    ]
    assert found[2].reason == works.NO_AUTHOR


def test_the_file_as_a_source(tmp_path):
    papers = nw.read_authorship(FILES / "pubmed.nbib")
    assert papers.log["person"].tolist()[:2] == ["0000-0002-1825-0097", "Jan van der Berg"]
    assert papers.note.startswith("PubMed; encoding utf-8")
    path = tmp_path / "broken.nbib"
    path.write_text("\nFAU - Ruiz, Ana\nPMID- 1\n", encoding="utf-8")
    with pytest.raises(errors.DataError, match=r"broken.nbib has a line outside .*\(line 2\)"):
        nw.read_authorship(path)
    path.write_text("no", encoding="utf-8")
    with pytest.raises(errors.DataError, match="no PubMed entry"):
        nw.read_authorship(path)
