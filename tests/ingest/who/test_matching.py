"""Who is meant: exact only, in a fixed order."""

import numpy as np
import pandas as pd
import pytest

from netweave import errors
from netweave.ingest.fates import (
    MISSING_PERSON,
    NAMES_TWO,
    NO_SUCH_PERSON,
    SHARED_ADDRESS,
    SHARED_NAME,
)
from netweave.ingest.who.matching import Directory, read_aliases, split_column

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
    ids = pd.Series(["p2", None, "p9", "p9", None], dtype="str")
    spellings = pd.Series(["Ana Ruiz", "Ana Ruiz", "Cy Oh", "Bo Li", None], dtype="str")
    places, reasons = directory.find_either(ids, spellings, "f.csv")
    assert places.tolist() == [1, 0, 3, -1, -1]
    assert reasons.tolist() == ["", "", "", SHARED_NAME, MISSING_PERSON]


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
        ("bo@x.example (Cy Oh)", 5),
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
