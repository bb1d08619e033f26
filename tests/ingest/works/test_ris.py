"""RIS: every entry with its line, and nothing lost where rispy alone loses it."""

from datetime import datetime
from pathlib import Path

import pytest

import netweave as nw
from netweave import errors
from netweave.ingest.works import ris, works

FILES = Path(__file__).parents[1] / "files"


def told(found):
    return [(one.line, [author.name for author in one.authors], one.reason) for one in found]


def test_every_entry_of_a_file():
    text = (FILES / "works.ris").read_text(encoding="utf-8")
    found, said = ris.entries(text, "works.ris")
    assert told(found) == [
        (2, ["Ana Ruiz", "Jan van der Berg", "Ángela Peña González"], ""),
        (12, ["Bo Li", "A. Ruiz", "et al."], ""),
        (19, ["Cy Oh, Jr."], ""),
        (27, ["Ana Ruiz", "Jan van der Berg"], ""),
        (33, [], works.NO_AUTHOR),
        (36, [], ris.TWO_LINES),
        (40, [], ris.CUT_OFF),
    ]
    assert said == ["1 entries without an ER line end where the next begins"]
    assert [(one.time, one.months) for one in found[:4]] == [
        (datetime(2022, 3, 15), 0),
        (datetime(2021, 1, 1), 12),
        (datetime(2021, 5, 2), 0),
        (datetime(2022, 1, 1), 12),
    ]
    assert [one.key for one in found[:4]] == ["guide2022", "line 12", "line 19", "10.5555/guide.1"]


def test_the_file_as_a_source():
    papers = nw.read_authorship(FILES / "works.ris")
    assert papers.note.startswith("RIS; encoding utf-8; 1 entries without an ER line")
    reasons = [word for word in papers.mentions.fates.words if word]
    assert "same DOI as line 2 (which names more authors)" in reasons
    assert list(papers.events.index) == ["guide2022", "line 12", "line 19"]
    net = nw.weave(nw.people_from(papers), papers)
    assert net.report.files.loc["works.ris"].tolist() == [7, 2, 1, 1, 3]


def test_a_line_outside_any_entry_is_one_error(tmp_path):
    path = tmp_path / "broken.ris"
    path.write_text("\n\nAU  - Ruiz, Ana\nER  - \n", encoding="utf-8")
    with pytest.raises(errors.DataError, match=r"broken.ris has a line outside .*\(line 3\)"):
        nw.read_authorship(path)
    path.write_text("nothing here", encoding="utf-8")
    with pytest.raises(errors.DataError, match="no RIS entry"):
        nw.read_authorship(path)
    path.write_bytes(b"TY  - JOUR\nAU  - R\0uiz\nER  - \n")
    with pytest.raises(errors.DataError, match="NUL byte in line 2"):
        nw.read_authorship(path)


def test_lines_may_end_and_begin_in_any_way(tmp_path):
    path = tmp_path / "works.txt"
    path.write_bytes(b"\xef\xbb\xbfTY - JOUR\r\n  AU - Ruiz, Ana\r\n  AU - Li, Bo\r\nER -\r\n")
    papers = nw.read_authorship(path)
    assert papers.log["person"].tolist() == ["Ana Ruiz", "Bo Li"]


def test_an_author_tagged_twice_is_one():
    text = "TY  - JOUR\nAU  - Ruiz, Ana\nA1  - Ruiz, Ana\nA1  - Li, Bo\nPY  - in press\nER  - \n"
    (found,), _ = ris.entries(text, "x")
    assert [author.name for author in found.authors] == ["Ana Ruiz", "Bo Li"]
    assert found.time is None
