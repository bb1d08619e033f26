"""Names in BibTeX, by eye."""

import pytest

from netweave.ingest.works import bibnames, works


@pytest.mark.parametrize(
    ("written", "name"),
    [
        ("Ana Ruiz", "Ana Ruiz"),
        ("Ruiz, Ana", "Ana Ruiz"),
        ("van der Berg, Jan", "Jan van der Berg"),
        ("Jan van der Berg", "Jan van der Berg"),
        ("de la Cruz, Jr., Mar{\\'\\i}a", "María de la Cruz, Jr."),
        ("Garc{\\'{i}}a M{\\'a}rquez, Gabriel", "Gabriel García Márquez"),
        ("A. Ruiz", "A. Ruiz"),
        ("R.~B. Bird", "R. B. Bird"),
        ("{Food and Farm Institute}", "Food and Farm Institute"),
        ("{The {IEEE} and others}", "The IEEE and others"),
        ("{al-Hasan}, ʿAlī", "ʿAlī al-Hasan"),
        ("V{\\'a}zques{ de }Parga, Luis", "Luis Vázques de Parga"),
        ("{\\O}ystein {\\L}ukasz \\c{C}etin", "Øystein Łukasz Çetin"),
        ("family=Berg, given=Jan, prefix=van den", "Jan van den Berg"),
        ("O{'}Neil, Mia", "Mia O'Neil"),
        ("Aristotle", "Aristotle"),
    ],
)
def test_a_name_as_a_person_writes_it(written, name):
    (author,) = bibnames.authors(written)
    assert (author.name, author.why) == (name, "")


def test_several_names_in_one_field():
    text = "Ruiz, Ana AND {Food and Farm Institute}\n and Bo Li and others"
    assert [(one.name, one.why) for one in bibnames.authors(text)] == [
        ("Ana Ruiz", ""),
        ("Food and Farm Institute", ""),
        ("Bo Li", ""),
        ("others", works.OTHERS),
    ]
    assert [one.why for one in bibnames.authors("A, B, C, D and Bo and {et al.}")] == [
        works.UNREADABLE, "", works.OTHERS,
    ]  # fmt: skip
    assert bibnames.authors("  ") == []


def test_braces_that_do_not_close():
    assert [one.why for one in bibnames.authors("{Ana Ruiz and Bo Li")] == [works.UNREADABLE]
