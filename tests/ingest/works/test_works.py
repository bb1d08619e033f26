"""Entries of any list of works: keys, dates, names and twins."""

from datetime import datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from netweave.ingest.works import works
from netweave.ingest.works.works import Author, Entry


@pytest.mark.parametrize(
    ("written", "bare"),
    [
        ("https://orcid.org/0000-0002-1825-0097", "0000-0002-1825-0097"),
        ("http://www.orcid.org/0000-0001-5109-3700/", "0000-0001-5109-3700"),
        ("ORCID: 000000021694233x", "0000-0002-1694-233X"),
        ("0000-0002-1825-0079", ""),  # two figures in the wrong order
        ("0000-0002-1694-2330", ""),
        ("0000-0000-0000-0000", ""),
        ("0000-0002-1825-009", ""),
        ("", ""),
    ],
)
def test_an_orcid_has_one_form_and_a_check_figure(written, bare):
    assert works.bare_orcid(written) == bare


@given(st.lists(st.integers(0, 9), min_size=15, max_size=15), st.integers(0, 14), st.integers(1, 9))
def test_the_check_figure_finds_every_wrong_figure(figures, place, shift):
    ends = [end for end in "0123456789X" if works.bare_orcid("".join(map(str, figures)) + end)]
    assert len(ends) == 1
    figures[place] = (figures[place] + shift) % 10
    assert works.bare_orcid("".join(map(str, figures)) + ends[0]) == ""


def test_a_doi_has_one_form():
    ways = ("https://doi.org/10.5555/AB_c.1", "doi:10.5555/ab_c.1.", r"10.5555/ab\_c.1",
            "http://dx.doi.org/10.5555%2Fab_c.1")  # fmt: skip
    assert {works.bare_doi(way) for way in ways} == {"10.5555/ab_c.1"}
    assert [works.bare_doi(way) for way in ("n/a", "-", "", "in press")] == [""] * 4


def test_a_date_leaves_months_open():
    assert works.moment(2022) == (datetime(2022, 1, 1), 12)
    assert works.moment("2022", "3") == (datetime(2022, 3, 1), 1)
    assert works.moment(2022, 2, 29) == (datetime(2022, 2, 1), 1)
    assert works.moment("2022", "03", "15") == (datetime(2022, 3, 15), 0)
    for nothing in (None, "", True, "in press", 12, 10**30, "99999"):
        assert works.moment(nothing) == (None, 0)


def test_names_as_people_write_them():
    def told(text):
        return [(one.name, one.why) for one in works.written(text)]

    assert told("van der Berg,  Jan") == [("Jan van der Berg", "")]
    assert told("García Márquez, Gabriel") == [("Gabriel García Márquez", "")]
    assert told("A. Ruiz") == [("A. Ruiz", "")]
    assert told("Ruiz, Ana et al.") == [("Ana Ruiz", ""), ("et al.", works.OTHERS)]
    assert told("and others") == [("and others", works.OTHERS)]
    assert told("???") == [("???", works.UNREADABLE)]
    assert told(" ;") == []
    assert told("x" * 1001)[0][1] == works.LONG_NAME


def entry(line, doi="", key="", count=1, **more):
    authors = tuple(Author(f"A{number}") for number in range(count))
    return Entry(line, key or f"k{line}", authors=authors, doi=doi, **more)


def test_the_same_doi_is_one_work_with_the_longer_list():
    found, said = works.settled([
        entry(1, "10.5555/a", count=2),
        entry(5, "10.5555/a", count=3),
        entry(9, "10.5555/a", count=3, time=datetime(2022, 1, 1), months=12),
        entry(12, "10.5555/b"),
        entry(15),
    ])
    assert [(one.fate, one.reason) for one in found] == [
        ("merged", "same DOI as line 5 (which names more authors)"),
        ("used", ""),
        ("merged", "same DOI as line 5"),
        ("used", ""),
        ("used", ""),
    ]
    assert found[1].time == datetime(2022, 1, 1) and found[1].months == 12
    assert said == ["1 work(s) dated by a further entry with the same DOI"]


def test_authors_whom_the_longer_list_lacks_are_counted():
    ana, bo, cy = Author("Ana Ruiz"), Author("Bo Li", "0000-0002-1825-0097"), Author("Cy Oh")
    kept = Entry(4, "k", authors=(Author("RUIZ, Ana"), Author("B. Li", bo.orcid), cy), doi="d")
    _, said = works.settled([Entry(1, "j", authors=(ana, bo), doi="d"), kept])
    assert said == []
    _, said = works.settled([Entry(1, "j", authors=(ana, Author("Di Po")), doi="d"), kept])
    assert said == [
        "line 1 has the DOI of line 4, which is kept, and 1 of its 2 author(s) are not among the "
        "authors there, as written"
    ]


def test_the_same_key_is_one_work_only_if_all_else_is_the_same():
    found, _ = works.settled([
        entry(1, key="k"),
        entry(2, key="k"),
        entry(3, key="k", count=2),
        entry(4, key="k", content="another title"),
    ])
    assert [one.reason for one in found] == ["", works.TWICE_SAME, works.TWICE, works.TWICE]


def test_keys_that_cannot_be_trusted_are_counted():
    one = Entry(1, "k", authors=(
        Author("Ana Ruiz", "0000-0002-1825-0098", "ana@example.org"),
        Author("Bo Li", "0000-0001-5109-3700", "no address"),
        Author("Cy Oh", "0000-0001-5109-3700"),
    ))  # fmt: skip
    (found,), said = works.keyed([one])
    assert [(author.orcid, author.email) for author in found.authors] == [
        ("", "ana@example.org"), ("", ""), ("", ""),
    ]  # fmt: skip
    assert said == [
        "1 ORCID(s) whose check figure is wrong ignored",
        "1 e-mail address(es) that are none ignored",
        "1 ORCID(s) given to two authors of one work ignored",
    ]
