"""Who is meant: exact only, in a fixed order."""

import numpy as np
import pandas as pd
import pytest

import netweave as nw
from netweave import errors
from netweave.ingest.fates import (
    MISSING_PERSON,
    NAMES_TWO,
    NO_SUCH_PERSON,
    SEVERAL_NAMED,
    SHARED_ADDRESS,
    SHARED_NAME,
    TWO_MEANT,
)
from netweave.ingest.who.aliases import read_aliases, split_column
from netweave.ingest.who.matching import Directory

IDS = pd.Index(["p1", "p2", "p3", "Ana@X.example", "ana@x.EXAMPLE", "bo@x.example"])
NAMES = pd.Series(["Ana Ruiz", "Bo Li", "Li, Bo", "Cy Oh", None, "p1"], dtype="str")


def find(directory, *texts, file="f.csv"):
    places, reasons = directory.find(pd.Series(texts, dtype="str"), file)
    return [
        int(place) if place >= 0 else reason for place, reason in zip(places, reasons, strict=True)
    ]


def test_order_of_looking():
    directory = Directory(IDS, NAMES, [])
    assert find(directory, "p1", "P1", "ruiz, ANA", "BO@x.example") == [0, 0, 0, 5]
    assert find(directory, "Ana@X.example", "ana@x.example") == [3, SHARED_ADDRESS]
    assert find(directory, "Bo Li", "A. Ruiz", "Ana Ruis", None) == [
        SHARED_NAME,
        NO_SUCH_PERSON,
        NO_SUCH_PERSON,
        MISSING_PERSON,
    ]


def aliases(*rows, **columns):
    return read_aliases(pd.DataFrame(rows, columns=["as_written", "person"]).assign(**columns))


def test_aliases_settle_what_is_shared_or_misspelt():
    table = aliases(("Bo Li", "p2"), ("Ana Ruis", "p1"), ("never", "p3"), ("x", "p9"), (None, "p1"))
    directory = Directory(IDS, NAMES, [table])
    assert find(directory, "Bo Li", "bo li", "Ruis, Ana") == [1, 1, 0]
    assert directory.alias_fates[0].fate.tolist() == [0, 0, 0, 2, 2]
    assert directory.unused_aliases()["as_written"].tolist() == ["never"]


def test_exact_id_comes_before_an_alias():
    assert find(Directory(IDS, NAMES, [aliases(("p1", "p2"))]), "p1") == [0]


def test_alias_limited_to_a_file():
    directory = Directory(
        IDS, NAMES, [aliases(("BL", "p2"), ("BL", "p3"), source=["a.csv", "b.xlsx"])]
    )
    assert find(directory, "BL", file="a.csv") == [1]
    assert find(directory, "BL", file="b.xlsx, sheet 'Log'") == [2]
    assert find(directory, "BL", file="c.csv") == [NO_SUCH_PERSON]


def test_alias_with_two_meanings_is_an_error_and_a_repeated_one_is_merged():
    with pytest.raises(
        errors.DataError, match=r"'BL' to two people: 'p1' .line 1. and 'p2' .line 2"
    ):
        Directory(IDS, NAMES, [aliases(("BL", "p1"), ("BL", "p2"))])
    assert Directory(IDS, NAMES, [aliases(("BL", "p1"), ("BL", "p1"))]).alias_fates[
        0
    ].fate.tolist() == [0, 1]


def test_id_then_name_beside_it():
    directory = Directory(IDS, NAMES, [])
    ids = pd.Series(["p2", None, "p9", "p9", None, "p2", "p2"], dtype="str")
    spellings = ["Ana Ruiz", "Ana Ruiz", "Cy Oh", "Bo Li", None, "Zoe Zed", "Li, Bo"]
    places, reasons = directory.find_either(ids, pd.Series(spellings, dtype="str"), "f.csv")
    assert places.tolist() == [-1, 0, 3, -1, -1, 1, 1]
    assert reasons.tolist() == [TWO_MEANT, "", "", SHARED_NAME, MISSING_PERSON, "", ""]


def test_two_names_of_two_people():
    names = pd.Series(["Ana Ruiz", "Ana Ruiz"], dtype="str")
    others = pd.Series(["Cy Oh", "Zoe Zed"], dtype="str")
    places, reasons = Directory(IDS, NAMES, []).find_either(names, others, "f.csv")
    assert places.tolist() == [-1, 0]
    assert reasons.tolist() == [NAMES_TWO, ""]


def test_words_in_parentheses_tell_people_of_one_name_apart():
    names = pd.Series(["Ana Ruiz (North)", "Ana Ruiz (South)"], dtype="str")
    directory = Directory(pd.Index(["p1", "p2"]), names, [])
    asked = ["Ruiz, Ana (South)", "Ana Ruiz (North)", "Ana Ruiz", "Ana Ruiz (West)"]
    assert find(directory, *asked) == [1, 0, SHARED_NAME, SHARED_NAME]


KEYED = nw.read_people(
    pd.DataFrame({
        "id": ["p1", "p2", "p3"],
        "name": ["Ana Ruiz", "Bo Li", "Cy Oh"],
        "mail": ["ana@x.example", "bo@x.example", "cy@x.example"],
    }),
    id="id",
    name="name",
    aliases="mail",
)


@pytest.mark.parametrize("decision", [None, "p1", "p2", "reject"])
def test_a_key_and_the_name_of_somebody_else(decision):
    """ana@x.example is p1 and "Bo Li" is p2: nobody, until a crosswalk says which of the two."""
    works = pd.DataFrame({
        "who": ["Bo Li", "Cy Oh", "Nobody Else"],
        "mail": ["ana@x.example", "cy@x.example", "bo@x.example"],
        "work": ["w1", "w1", "w2"],
    })
    papers = nw.read_authorship(works, person="who", work="work", email="mail")
    table = nw.crosswalk(KEYED, papers).table
    assert table[["as_written", "reason"]].to_numpy().tolist() == [["Bo Li", TWO_MEANT]]
    assert set(table[["suggested_id", "second_id"]].iloc[0]) == {"p1", "p2"}
    decided = table.assign(decision=[decision])
    report = nw.weave(KEYED, papers, aliases=decided if decision else None).report
    people = report.affiliations.records["person"].astype("str").tolist()
    assert people == ([decision] if decision in {"p1", "p2"} else []) + ["p3", "p2"]
    reason = {None: TWO_MEANT, "reject": "decided: not in the roster"}
    assert report.records["reason"].astype("str").isin([*reason.values()]).any() == (
        decision in reason
    )


def test_an_id_and_the_name_of_somebody_else():
    log = pd.DataFrame({"id": ["p1", "p3"], "who": ["Bo Li", "Cy Oh"], "event": "s"})
    sources = nw.read_attendance(log, person="id", name="who", event="event")
    report = nw.weave(KEYED, sources).report
    assert report.unmatched[["as_written", "reason"]].to_numpy().tolist() == [["p1", TWO_MEANT]]
    assert report.affiliations.events["size"].tolist() == [2]
    decided = nw.crosswalk(KEYED, sources).table.assign(decision="p2")
    report = nw.weave(KEYED, sources, aliases=decided).report
    assert report.affiliations.records["person"].astype("str").tolist() == ["p2", "p3"]
    assert report.merges[["as_written", "person"]].to_numpy().tolist() == [["p1", "p2"]]


def test_two_keys_of_two_people():
    works = pd.DataFrame({
        "who": ["p1", "p1"], "name": ["Zoe Zed", "Zoe Zed"],
        "mail": ["bo@x.example", "ana@x.example"], "work": ["w1", "w2"],
    })  # fmt: skip
    papers = nw.read_authorship(works, person="who", name="name", work="work", email="mail")
    records = nw.weave(KEYED, papers).report.records
    assert records["reason"].astype("str").tolist()[-2:] == [TWO_MEANT, ""]


def test_spellings_in_a_column():
    column = pd.Series(["a@x; b@x", None, "c@x|a b"], dtype="str")
    table = split_column(
        column, pd.Series(["p1", "p2", "p3"], dtype="str"), np.array([2, 3, 4]), "r.csv"
    )
    assert table.as_written.tolist() == ["a@x", "b@x", "c@x", "a b"]
    assert table.person.tolist() == ["p1", "p1", "p3", "p3"]
    assert table.line.tolist() == [2, 2, 4, 4]
    assert Directory(IDS, NAMES, [table]).alias_mentions() == []


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("mailto:bo@x.example", 5),
        ("Whoever Else <BO@x.example>", 5),
        ("bo@x.example (Cy Oh)", TWO_MEANT),
        ("Ana Ruiz <bo@x.example>", TWO_MEANT),
        ("Ana Ruiz <ana@elsewhere.example>", 0),
        ("Ruiz, Ana <p1@elsewhere.example>", 0),
        ("Oh, Dr. Cy (she/her)", 3),
        ("Cy Oh (Fernhill)", 3),
    ],
)
def test_address_first_then_the_name_beside_it(text, place):
    assert find(Directory(IDS, NAMES, []), text) == [place]


def test_orcid_in_any_form_is_one_key():
    ways = ["https://orcid.org/0000-0002-1825-009X", "orcid.org/0000-0002-1825-009x"]
    ways += ["0000-0002-1825-009X", "ORCID 0000-0002-1825-009X"]
    for own in ways:
        assert (
            find(Directory(pd.Index([own]), pd.Series([None], dtype="str"), []), *ways) == [0] * 4
        )
        column = split_column(
            pd.Series([own], dtype="str"), pd.Series(["p2"], dtype="str"), np.array([2]), "r.csv"
        )
        assert find(Directory(IDS, NAMES, [column]), *ways) == [1] * 4


def test_two_addresses_are_never_one():
    ids = pd.Index(["ana.ruiz@x.example", "bo@x.example"])
    directory = Directory(ids, ids.to_series().reset_index(drop=True), [])
    others = ["ana-ruiz@x.example", "ana@ruiz.x.example", "ana ruiz x example", "anaruiz@x.example"]
    assert find(directory, *others) == [NO_SUCH_PERSON] * 4


def test_a_name_that_two_people_share_stays_open_however_it_is_written():
    names = pd.Series(["Ana Núñez", "Nunez, Ana", "Ana Núñez Gómez"], dtype="str")
    directory = Directory(pd.Index(["p1", "p2", "p3"]), names, [])
    ways = ["Ana Núñez", "Nunez, Ana", "ANA NUÑEZ", "Dr. Ana Núñez"]
    assert find(directory, *ways) == [SHARED_NAME] * 4
    assert find(directory, "Ana Núñez Gómez", "Ana Gómez") == [2, NO_SUCH_PERSON]


def test_people_who_are_nearly_somebody_else():
    names = pd.Series(
        ["Ana Ruiz", "Ana María Ruiz", "Jan Berg", "Jan van den Berg", "Jo Li", "Jo Li Jr."],
        dtype="str",
    )
    directory = Directory(pd.Index(list("abcdef")), names, [])
    texts = [
        "ruiz, ana",
        "Ruiz, Ana María",
        "Berg, Jan",
        "Berg, Jan van den",
        "Li, Jo",
        "Li, Jo Jr",
    ]
    assert find(directory, *texts) == [0, 1, 2, 3, 4, 5]
    assert find(directory, "A. Ruiz", "Ana M. Ruiz", "Jan v.d. Berg", "Jo Li Sr") == (
        [NO_SUCH_PERSON] * 4
    )


def test_two_names_in_one_text():
    names = pd.Series(["Ana Ruiz", "Cy Oh", "Bo Li (North)"], dtype="str")
    directory = Directory(pd.Index(["p1", "p2", "p3"]), names, [])
    assert find(directory, "Ana Ruiz (Cy Oh)", "Ana Ruiz (Ana Ruiz)") == [NAMES_TWO, 0]
    assert find(directory, "Bo Li", "Bo Li (north)", "Bo Li (South)") == [2, 2, NO_SUCH_PERSON]
    assert directory.sharing("Ana Ruiz (Cy Oh)") == [0, 1]
    assert find(directory, "iPhone (Ana Ruiz)") == [NO_SUCH_PERSON]  # a candidate, not a match


@pytest.mark.parametrize("text", ["Ana Ruiz; Bo Li", "Ana Ruiz, Bo Li", "Ana Ruiz;p2;"])
def test_a_cell_that_lists_people_says_so_and_gets_no_candidate(text):
    roster = pd.DataFrame({"id": ["p1", "p2"], "name": ["Ana Ruiz", "Bo Li"]})
    people = nw.read_people(roster, id="id", name="name")
    told = pd.DataFrame({"who": ["p1", "p2"], "whom": [text, "Ruiz, Ana"]})
    survey = nw.read_survey(told, wave="a", learner="who", learned_from="whom")
    lost = nw.weave(people, survey).report.unmatched
    assert lost[["as_written", "reason"]].to_numpy().tolist() == [[text, SEVERAL_NAMED]]
    table = nw.crosswalk(people, survey).table
    assert table["suggested_id"].isna().tolist() == [True]
