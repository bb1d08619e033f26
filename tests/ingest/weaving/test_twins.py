"""What may be one thing twice: sessions that two logs name, works that two files hold."""

import pandas as pd
import pytest

import netweave as nw
from netweave import errors

PEOPLE = nw.read_people(pd.DataFrame({"id": list("abcd")}), id="id")


def log(who, label, day=None):
    table = pd.DataFrame({"who": list(who)})
    return nw.read_attendance(table, person="who", session=label, date=day)


def told(net):
    """Give what was said of the logs beside how they were read."""
    parts = [part for note in net.report.reading.values() for part in note.split("; ")]
    return [part for part in parts if "read as one" in part]


def weights(net):
    return sorted(net.ties["weight"].tolist())


@pytest.mark.parametrize(
    ("first", "second", "said"),
    [
        ((None,), ("2022-03-01",), "not dated in all of them"),
        (("2022-03-01",), (None,), "not dated in all of them"),
        ((None,), (None,), "not dated in all of them"),
    ],
)
def test_one_label_and_at_most_one_day_is_one_session(first, second, said):
    """a, b and b, c: three people at one session, so 1/2 for each of six directed pairs."""
    net = nw.weave(PEOPLE, log("ab", "Kick-off", *first), log("bc", "Kick-off", *second))
    assert weights(net) == [0.5] * 6
    assert told(net) == [
        f"session 'Kick-off' is in attendance and attendance (2): read as one ({said})"
    ]
    assert net.report.affiliations.events["start"].notna().tolist() == [
        first != (None,) or second != (None,)
    ]


def test_nobody_in_both_logs_is_said():
    net = nw.weave(PEOPLE, log("ab", "Kick-off"), log("cd", "kick-off "))
    assert weights(net) == [pytest.approx(1 / 3)] * 12
    assert told(net) == [
        "session 'Kick-off' is in attendance and attendance (2): read as one (not dated in all of "
        "them, spelled 'kick-off ' too, nobody is in two of them)"
    ]


def test_the_same_label_and_day_is_one_session_and_another_day_is_refused():
    net = nw.weave(PEOPLE, log("ab", "Kick-off", "2022-03-01"), log("bc", "KICK-OFF", "2022-03-01"))
    assert list(net.report.affiliations.events.index) == ["Kick-off"]
    assert told(net) == [
        "session 'Kick-off' is in attendance and attendance (2): read as one (spelled 'KICK-OFF' "
        "too)"
    ]
    alike = nw.weave(
        PEOPLE, log("ab", "Kick-off", "2022-03-01"), log("bc", "Kick-off", "2022-03-01")
    )
    assert told(alike) == []
    with pytest.raises(errors.DataError, match="another start in another log: 'Kick-off'"):
        nw.weave(PEOPLE, log("ab", "Kick-off", "2022-03-01"), log("bc", "kick-off", "2022-04-01"))


def test_several_sessions_are_said_in_one_sentence():
    table = pd.DataFrame({"who": ["a", "a", "b"], "what": ["one", "two", "two"]})
    logs = [nw.read_attendance(table, person="who", event="what") for _ in range(2)]
    net = nw.weave(PEOPLE, *logs)
    assert told(net) == [
        "2 sessions are in attendance and attendance (2): each read as one (not dated in all of "
        "them): 'one', 'two'"
    ]


def test_a_work_is_never_a_session_of_that_name():
    works = pd.DataFrame({"who": ["a", "b"], "work": "Kick-off"})
    papers = nw.read_authorship(works, person="who", work="work")
    net = nw.weave(PEOPLE, papers, log("cd", "Kick-off"), log("d", "Kick-off"))
    events = net.report.affiliations.events
    assert events["kind"].tolist() == ["authorship", "attendance"]
    assert events["size"].tolist() == [2, 2]


ENTRY = "@article{{{key}, author={{{who}}}, title={{{title}}}, year={{2022}}{more}}}\n"


def bibliography(folder, name, *entries):
    path = folder / name
    text = [
        ENTRY.format(key=key, who=who, title=title, more=more) for key, who, title, more in entries
    ]
    path.write_text("".join(text), encoding="utf-8")
    return nw.read_authorship(path)


def test_works_alike_in_two_files_are_said_and_not_merged(tmp_path):
    roster = pd.DataFrame({"id": ["a", "b"], "name": ["Ana Ruiz", "Bo Li"]})
    source = nw.read_people(roster, id="id", name="name")
    one = bibliography(
        tmp_path, "one.bib",
        ("x", "Ana Ruiz and Bo Li and Zed Oh", "The {Guide}: part 1", ""),
        ("y", "Ana Ruiz and Bo Li", "Another", ", doi={10.5555/a}"),
        ("z", "Ana Ruiz and Bo Li", "A third", ""),
    )  # fmt: skip
    two = bibliography(
        tmp_path, "two.bib",
        ("x9", "Oh, Zed and Li, Bo and Ruiz, Ana", "The guide, Part 1", ""),
        ("y9", "Ana Ruiz and Bo Li", "Another", ", doi={10.5555/b}"),
        ("z9", "Ana Ruiz", "A third", ""),
    )  # fmt: skip
    net = nw.weave(source, one, two)
    said = net.report.reading["two.bib"]
    assert said.endswith(
        "1 work without a DOI has the title and authors of another and may count twice: "
        "'x9 (x in one.bib)'"
    )
    assert "twice" not in net.report.reading["one.bib"]
    assert weights(net) == [4.0, 4.0]  # 1/2 twice, and 1 for y, y9 and z


def test_a_label_stands_for_the_title_of_a_table():
    works = pd.DataFrame({"who": ["a", "b"], "work": "Guide"})
    net = nw.weave(
        PEOPLE,
        nw.read_authorship(works, person="who", work="work"),
        nw.read_authorship(works.assign(work="guide"), person="who", work="work"),
    )
    assert "'guide (Guide in authorship)'" in net.report.reading["authorship (2)"]
    assert weights(net) == [2.0, 2.0]
