"""What a person decided in a crosswalk, and what weaving makes of it."""

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import netweave as nw
from netweave import errors
from netweave.ingest.fates import NO_SUCH_PERSON, NOBODY, SHARED_NAME, STILL_OPEN
from netweave.ingest.weaving.crosswalks import crosswalk as crosswalks
from netweave.ingest.who.decisions import Crosswalk

ROSTER = pd.DataFrame({
    "id": ["p1", "p2", "p3", "p4"],
    "name": ["Ana Ruiz", "Bo Li", "Bo Li", "Cy Oh"],
})
CANDIDATES = {"suggested_id": "p1", "suggested_name": "Ana Ruiz", "second_id": "p4"}


def crosswalk(*rows, **columns):
    """Make a crosswalk of (as_written, decision)."""
    frame = pd.DataFrame(rows, columns=["as_written", "decision"], dtype="str")
    return frame.assign(**(CANDIDATES | columns))


def woven(aliases, *texts, spellings=None):
    log = pd.DataFrame({"who": pd.Series(texts, dtype="str"), "event": range(len(texts))})
    people = nw.read_people(ROSTER, id="id", name="name", aliases=spellings)
    return nw.weave(people, nw.read_attendance(log, person="who", event="event"), aliases=aliases)


def who(net):
    """Give whom each row of the log was read as, or why as nobody."""
    mine = net.report.records[net.report.records["file"] == "attendance"]
    used = net.report.affiliations.matrix
    found = {}
    for event, text in enumerate(mine["value"]):
        reason = mine["reason"].iloc[event]
        label = str(net.report.affiliations.events.index[event])
        people = net.report.affiliations.people.index[
            used.toarray()[:, net.report.affiliations.events.index.get_loc(label)] > 0
        ]
        found[text] = reason or people[0]
    return found


@pytest.mark.parametrize(
    ("decision", "meant"),
    [
        ("accept", "p1"),
        ("YES", "p1"),
        (" ok ", "p1"),
        ("1", "p1"),
        ("2", "p4"),
        ("p3", "p3"),
        ("P3", "p3"),
        ("oh, CY", "p4"),
        ("reject", NOBODY),
        ("No", NOBODY),
        ("", STILL_OPEN),
        (None, STILL_OPEN),
    ],
)
def test_every_decision(decision, meant):
    net = woven(crosswalk(("Ana Ruis", decision)), "Ana Ruis", "ANA RUIS", "p2")
    assert who(net) == {"Ana Ruis": meant, "ANA RUIS": meant, "p2": "p2"}
    assert list(net.report.unmatched["as_written"]) == (
        ["ANA RUIS", "Ana Ruis"] if meant == STILL_OPEN else []
    )


def test_rejected_is_final_and_what_nobody_decided_is_as_before():
    net = woven(crosswalk(("Bo Li", "reject"), ("zoe", "")), "Bo Li", "zoe", "zo")
    assert who(net) == {"Bo Li": NOBODY, "zoe": STILL_OPEN, "zo": NO_SUCH_PERSON}
    assert who(woven(crosswalk(("Bo Li", None)), "Bo Li"))["Bo Li"] == SHARED_NAME
    assert who(woven(crosswalk(("Bo Li", "p3")), "Bo Li", "li, bo"))["li, bo"] == "p3"


def test_a_rejected_address_is_not_found_by_the_name_beside_it():
    log = pd.DataFrame({"mail": ["x@y.example"], "who": ["Ana Ruiz"], "event": ["s1"]})
    people = nw.read_people(ROSTER, id="id", name="name")
    read = nw.read_attendance(log, person="mail", name="who", event="event")
    assert nw.weave(people, read).report.merges["how"].tolist() == ["the name beside it"]
    net = nw.weave(people, read, aliases=crosswalk(("x@y.example", "reject")))
    assert net.report.refused["reason"].tolist() == [NOBODY]


def test_a_decision_for_one_file_only():
    table = crosswalk(("AR", "p1"), ("AR", "reject"), source=["attendance", "other.csv"])
    assert who(woven(table, "AR")) == {"AR": "p1"}
    table = crosswalk(("AR", "reject"), ("AR", "p1"), source=["attendance", None])
    assert who(woven(table, "AR")) == {"AR": NOBODY}


@pytest.mark.parametrize("word", ["acept", "p9", "Bo Li", "?", "Ana"])
def test_a_word_that_says_nothing_is_an_error_with_its_line(word):
    with pytest.raises(errors.DataError, match=rf"aliases, line 2: .*'Ana Ruis'.*{word[:2]}"):
        woven(crosswalk(("Bo", "p2"), ("Ana Ruis", word)), "Ana Ruis")


def test_candidates_that_are_not_there():
    for word, columns in (("3", {}), ("accept", {"suggested_id": None})):
        with pytest.raises(errors.DataError, match=r"line 1: .* takes a candidate"):
            woven(crosswalk(("Ana Ruis", word), **columns), "Ana Ruis")
    with pytest.raises(errors.DataError, match="none of them"):
        woven(crosswalk(("Ana Ruis", "accept"), suggested_id="gone"), "Ana Ruis")


def test_a_number_that_is_also_an_id():
    roster = ROSTER.assign(id=["1", "2", "3", "4"])
    people = nw.read_people(roster, id="id", name="name")
    table = crosswalk(("Ana Ruis", "2"), suggested_id="1", second_id="4")
    with pytest.raises(errors.DataError, match="candidate 2 or as the id '2'"):
        nw.weave(people, aliases=table)
    nw.weave(people, aliases=table.assign(second_id="2"))


def test_what_must_be_person_or_organization():
    with pytest.raises(errors.DataError, match=r"person or organization.*line 1 \('cat'\)"):
        woven(crosswalk(("Ana", "p1"), what="cat"), "Ana")


@pytest.mark.parametrize("text", ["=1+2", "+Ana", "-Ana", "@ana", "A\x07na", "Zoë Ní, Dr."])
def test_a_crosswalk_comes_back_as_it_went_out(tmp_path, text):
    table = crosswalk((text, "accept"))
    path = Crosswalk(table).to_csv(tmp_path / "crosswalk.csv")
    assert not any(
        line.startswith(tuple("=+-@")) for line in path.read_text("utf-8-sig").split("\n")
    )
    assert who(woven(path, text)) == {text: "p1"}
    assert who(woven(Crosswalk(table), text)) == {text: "p1"}


def test_read_people_takes_it_too_and_the_ledger_counts_its_rows(tmp_path):
    table = crosswalk(("Ana Ruis", "accept"), ("never", "p2"), ("zoe", ""), (None, "p1"))
    path = tmp_path / "crosswalk.csv"
    table.to_csv(path, index=False)
    net = woven(None, "Ana Ruis", spellings=path)
    assert who(net) == {"Ana Ruis": "p1"}
    assert net.report.files.loc["crosswalk.csv", ["rows", "used", "refused"]].tolist() == [4, 2, 2]
    assert net.report.unused_aliases[["line", "as_written"]].values.tolist() == [[3, "never"]]
    again = woven([path, pd.DataFrame({"as_written": ["zoe"], "person": ["p4"]})], "zoe")
    assert who(again) == {"zoe": "p4"}


def test_an_alias_file_and_a_crosswalk_that_disagree():
    plain = pd.DataFrame({"as_written": ["Ana Ruis"], "person": ["p1"]})
    with pytest.raises(
        errors.DataError, match=r"'p1' \(aliases, line 1\) and nobody \(aliases \(2\)"
    ):
        woven([plain, crosswalk(("Ana Ruis", "reject"))], "Ana Ruis")


def test_how_it_is_shown():
    found = Crosswalk(crosswalk(("<b>Ana</b>", "accept"), ("Bo", None)))
    assert repr(found) == "<Crosswalk: 2 names to decide (1 decided)>"
    assert found.undecided == 1
    assert "&lt;b&gt;Ana&lt;/b&gt;" in found._repr_html_()
    assert "<b>" not in found._repr_html_()


CELLS = st.one_of(
    st.sampled_from(["accept", "reject", "2", "3", "p1", "Bo Li", "Ana Ruis", "people", "zoe", ""]),
    st.none(),
    st.text(max_size=4),
    st.integers(-3, 5),
    st.floats(allow_nan=True),
    st.dates(),
)
NAMED = ["what", "as_written", "source", "suggested_id", "suggested_name", "second_id", "decision"]


@settings(max_examples=15)
@given(st.lists(st.tuples(*[CELLS] * len(NAMED)), min_size=1, max_size=4))
def test_any_table_is_read_or_refused_in_words(rows):
    table = pd.DataFrame(rows, columns=NAMED, dtype="object")
    table["what"] = table["what"].where(table["what"].isin(["zoe"]), None).replace("zoe", "person")
    try:
        net = woven(table, "Ana Ruis", "zoe", "p2")
    except errors.DataError:
        return
    files = net.report.files
    assert files["rows"].sum() == files.drop(columns="rows").to_numpy().sum()
    assert files.loc["aliases", "rows"] == len(table)
    again = crosswalks(nw.read_people(ROSTER, id="id", name="name"), decisions=table)
    assert again.undecided <= len(again.table)
