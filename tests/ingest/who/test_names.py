"""One spelling for one name, and nothing guessed."""

import itertools

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from netweave.ingest.who import names


@pytest.mark.parametrize(
    "spelling",
    [
        "José Álvarez-Ruiz",
        "jose alvarez ruiz",
        "Álvarez-Ruiz, José",
        "  JOSÉ   ALVAREZ RUIZ ",
        "Dr. José Álvarez-Ruiz (he/him)",
        "Álvarez-Ruiz, Prof. José",
        "José Álvarez-Ruiz, PhD",
        "José Álvarez-Ruiz, MA",
        "José Álvarez-Ruiz, M.Ed., PHD",
        "José Álvarez-Ruiz Ph.D.",
        "José Álvarez-Ruiz she/her/hers",
        "Dra. José Álvarez-Ruiz - they/them",
        "José Álvarez-Ruiz [Fernhill]",
        "José Álvarez\u2011Ruiz",
        "Jose\u0301 A\u0301lvarez-Ruiz",
        "José Álvarez-Ruiz <jose@x.example>",
        '"Álvarez-Ruiz, José" <mailto:jose@x.example>',
        "jose@x.example (José Álvarez-Ruiz)",
    ],
)
def test_spellings_of_one_name(spelling):
    assert names.normal(spelling) == "jose alvarez ruiz"


@pytest.mark.parametrize(
    ("normal", "spellings"),
    [
        ("jan van der berg", ["Jan van der Berg", "Berg, Jan van der", "van der Berg, Jan"]),
        ("ana de la cruz", ["de la Cruz, Ana", "Cruz, Ana de la", "ANA DE LA CRUZ"]),
        ("omar al hassan", ["Omar al-Hassan", "Al Hassan, Omar", "al-Hassan, Omar"]),
        ("ana dos santos", ["Santos, Ana dos", "dos Santos, Ana"]),
        ("uwe von und zu stein", ["von und zu Stein, Uwe", "Uwe von und zu Stein"]),
        ("mia o brien", ["Mia O Brien", "O Brien, Mia"]),
    ],
)
def test_particles_stand_where_they_are_said(normal, spellings):
    assert {names.normal(spelling) for spelling in spellings} == {normal}


TWO_PEOPLE = [
    ("J. Ruiz", "José Ruiz"),
    ("Bob Lee", "Robert Lee"),
    ("Ana Ruiz", "Ana Ruis"),
    ("Ana M Ruiz", "Ana Ruiz"),
    ("Ana María Ruiz", "Ana Ruiz"),
    ("Ana Ruiz", "Ana Ruiz Gómez"),
    ("Jan Berg", "Jan van den Berg"),
    ("Jan Berg", "Berg (van den), Jan"),
    ("Jan van der Berg", "Jan van den Berg"),
    ("Jo Li", "Jo Li, Jr."),
    ("Jo Li Sr.", "Li, Jo Jr."),
    ("Jo Li", "Jo Li (Jr)"),
    ("Jo Li", "Jo Li (senior)"),
    ("Jo Li II", "Jo Li III"),
    ("Ana Ruiz", "Ana Ruiz (2)"),
    ("Jack", "Ma, Jack"),
    ("Ana", "Md, Ana"),
    ("Cruz Santos", "Cruz Santos, Ma."),
    ("CRUZ SANTOS", "CRUZ SANTOS, MA"),
    ("Li Wu", "Li Wu, Med"),
    ("Ana Ruiz", "Ana Phd"),
    ("Андрей Ким", "Андреи Ким"),
    ("王小明", "王小名"),
    ("कि", "क"),
    ("ana.ruiz@x.example", "ana-ruiz@x.example"),
    ("ana.ruiz@x.example", "Ana Ruiz"),
]


@pytest.mark.parametrize(("one", "other"), TWO_PEOPLE)
def test_two_names_stay_two(one, other):
    assert names.normal(one) != names.normal(other)


def test_particular_letters():
    assert names.normal("Søren Łoś") == "soren los"
    assert names.normal("Strauß") == names.normal("STRAUSS")
    assert names.normal("Mia O’Neil") == names.normal("Mia O'Neil") == "mia oneil"
    assert names.normal("Miss") == "miss"
    assert names.normal("(Bo)") == names.normal("...") == ""
    assert names.normal("Neil, Jr., Ana") == names.normal("Ana Neil, Jr") == "ana neil jr"
    assert names.normal("Алёна Ким") == names.normal("Алена Ким") == "алена ким"
    assert names.normal("王 小明") == "王 小明"
    assert names.normal("Ma, Jack") == names.normal("Jack Ma") == "jack ma"


def test_asides():
    assert names.asides("AR (Ana Ruiz) [Fernhill]") == ["ana ruiz", "fernhill"]
    assert names.asides("Ana (she/her)") == names.asides("Ana") == names.asides("Ana ()") == []


@pytest.mark.parametrize(
    ("key", "ways"),
    [
        (
            "0000-0002-1825-009x",
            [
                "https://orcid.org/0000-0002-1825-009X",
                "http://www.orcid.org/0000-0002-1825-009x/",
                "orcid.org/0000-0002-1825-009X",
                "ORCID: 0000-0002-1825-009X",
                " 0000-0002-1825-009x ",
            ],
        ),
        (
            "ana@x.example",
            [
                "ANA@X.example",
                "mailto:Ana@x.example",
                "Ana Ruiz <Ana@X.example>",
                "<ana@x.example>",
                "ana@x.example (Ana Ruiz)",
            ],
        ),
        ("p07", ["P07", "p07"]),
    ],
)
def test_one_key(key, ways):
    assert {names.key(way) for way in ways} == {key}


def test_what_holds_no_address():
    assert names.address("Ana @ Fernhill") == names.address("a@x.example b@x.example") == ""
    assert names.beside("ana@x.example") == ""
    assert names.one_person("Ruiz, Ana") == "ana ruiz"
    assert names.one_person("Bo <BO@x.example>") == "bo@x.example"


def test_display_turns_names_round():
    assert names.display("Ruiz,  Ana") == "Ana Ruiz"
    assert names.display("Ana Ruiz, PhD") == "Ana Ruiz, PhD"
    assert names.display("Neil, Ana, Jr.") == "Ana Neil Jr."


def test_column():
    column = names.normalized(pd.Series(["Ruiz, Ana", None, "!"], dtype="str"))
    assert column.fillna("-").tolist() == ["ana ruiz", "-", "-"]


WORDS = st.sampled_from([
    "Ana",
    "Bo",
    "Ruiz",
    "van",
    "der",
    "Jr.",
    "Ma",
    "O'Neil",
    "Li-Wu",
    "José",
    "M.",
    "de",
])


@given(st.text(max_size=20))
def test_normalizing_twice_changes_nothing(text):
    once = names.normal(text)
    assert names.normal(once) == once or once.split()[0] in names.TITLES
    assert once == " ".join(once.split())


@given(st.lists(WORDS, min_size=2, max_size=5), st.data())
def test_turning_a_name_round_and_its_case_change_nothing(words, data):
    at = data.draw(st.integers(1, len(words) - 1))
    turned = f"{' '.join(words[at:])}, {' '.join(words[:at])}"
    straight = " ".join(words)
    assert sorted(names.normal(turned).split()) == sorted(names.normal(straight).split())
    assert names.normal(straight.upper()) == names.normal(straight.lower())


@given(st.lists(WORDS, min_size=1, max_size=4), st.lists(WORDS, min_size=1, max_size=4))
def test_letters_decide(one, other):
    """Two names without titles and degrees are one only if they hold the same words."""
    forms = [names.normal(" ".join(words)) for words in (one, other)]
    letters = [
        sorted(itertools.chain(*(names.normal(word).split() for word in words)))
        for words in (one, other)
    ]
    assert forms[0] != forms[1] or letters[0] == letters[1]
