"""One spelling for one name, and nothing guessed."""

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from netweave.ingest import names


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
        "José Álvarez\u2011Ruiz",
        "Jose\u0301 A\u0301lvarez-Ruiz",
    ],
)
def test_spellings_of_one_name(spelling):
    assert names.normal(spelling) == "jose alvarez ruiz"


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("J. Ruiz", "José Ruiz"),
        ("Bob Lee", "Robert Lee"),
        ("Ana Ruiz", "Ana Ruis"),
        ("Ana M Ruiz", "Ana Ruiz"),
        ("Jo Li", "Jo Li, Jr."),
    ],
)
def test_two_names_stay_two(one, other):
    assert names.normal(one) != names.normal(other)


def test_particular_letters():
    assert names.normal("Søren Łoś") == "soren los"
    assert names.normal("Strauß") == names.normal("STRAUSS")
    assert names.normal("Mia O’Neil") == names.normal("Mia O'Neil") == "mia oneil"
    assert names.normal("Miss") == "miss"
    assert names.normal("(Bo)") == names.normal("...") == ""
    assert names.normal("Neil, Jr., Ana") == names.normal("Ana Neil, Jr") == "ana neil jr"
    assert names.normal("कि") != names.normal("क")


def test_display_turns_names_round():
    assert names.display("Ruiz,  Ana") == "Ana Ruiz"
    assert names.display("Ana Ruiz, PhD") == "Ana Ruiz, PhD"
    assert names.display("Neil, Ana, Jr.") == "Ana Neil Jr."


def test_column():
    column = names.normalized(pd.Series(["Ruiz, Ana", None, "!"], dtype="str"))
    assert column.fillna("-").tolist() == ["ana ruiz", "-", "-"]


@given(st.text(max_size=20))
def test_normalizing_twice_changes_nothing(text):
    once = names.normal(text)
    assert names.normal(once) == once or once.split()[0] in names.TITLES
    assert once == " ".join(once.split())
