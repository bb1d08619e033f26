"""Pseudonyms: the same in every wave, kept in a file apart, and no way back without it."""

import os
import stat

import pandas as pd
import pytest

import netweave as nw
from netweave.codes import Notice
from netweave.errors import ArgumentError, DataError
from netweave.report import Options, files


@pytest.fixture
def key(tmp_path):
    (tmp_path / "safe").mkdir()
    return tmp_path / "safe" / "key.csv"


def test_a_person_keeps_the_pseudonym_and_new_people_are_added(key):
    first = nw.pseudonyms(["ada", "ben", "cem"], key=key)
    later = nw.pseudonyms(["eva", "cem", "ada"], key=key)
    again = nw.pseudonyms(["ben"], key=key)
    assert (later[["cem", "ada"]] == first[["cem", "ada"]]).all()
    assert again["ben"] == first["ben"]  # away for a wave, and still there
    assert list(later.index) == ["eva", "cem", "ada"]
    assert len({*first, *later}) == 4
    assert first.str.fullmatch("P-[B-DF-HJ-NP-TV-Z2-9]{5}").all()


def test_a_pseudonym_is_drawn_and_not_worked_out(key, tmp_path):
    """The same people in another key, in the same order, are somebody else."""
    people = [f"p{n}" for n in range(50)]
    one, other = (nw.pseudonyms(people, key=path) for path in (key, tmp_path / "other.csv"))
    assert not (one == other).any()
    assert list(one.sort_values().index) != people


@pytest.mark.skipif(os.name != "posix", reason="rights of files are another thing on Windows")
def test_only_its_owner_may_read_the_key(key):
    nw.pseudonyms(["ada"], key=key)
    assert stat.S_IMODE(key.stat().st_mode) == 0o600
    key.chmod(0o644)
    nw.pseudonyms(["ada"], key=key)
    assert stat.S_IMODE(key.stat().st_mode) == 0o600
    assert [path.name for path in key.parent.iterdir()] == ["key.csv"]


def test_ids_that_look_like_formulas_come_back_as_they_are(key):
    people = ["=1+1", "'x", "''", "-a", "@b", "a,b", 'q"q', "Zoë\nZ"]
    first = nw.pseudonyms(people, key=key)
    assert (nw.pseudonyms(people, key=key) == first).all()
    assert not [line for line in key.read_text("utf-8").splitlines() if line[0] in "=+-@"]


@pytest.mark.parametrize("below", ["", "tables"])
def test_the_key_never_lies_in_a_report(tmp_path, below):
    out = tmp_path / "out"
    files.prepare(out)
    files.write_all(out, {"index.html": "x", "tables/a.csv": "x"}, {})
    with pytest.raises(ArgumentError, match="must not lie in the folder of a report"):
        nw.pseudonyms(["ada"], key=out / below / "key.csv")
    assert not list(out.rglob("key.csv"))


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("id,name\nada,Ada\n", "has not the columns"),
        ("id,name\n", "has not the columns"),
        ("person,pseudonym\nada,P-1\nada,P-2\n", "a person stands there twice"),
        ("person,pseudonym\nada,P-1\nben,P-1\n", "a pseudonym stands there twice"),
        ("person,pseudonym\nada,\n", "a cell is blank"),
        (b"\xff\xfe\x00", "cannot be read"),
    ],
)
def test_another_file_is_left_alone(key, text, said):
    raw = text if isinstance(text, bytes) else text.encode()
    key.write_bytes(raw)
    with pytest.raises(DataError, match=said):
        nw.pseudonyms(["ada"], key=key)
    assert key.read_bytes() == raw


def test_whose_and_where(key):
    with pytest.raises(ArgumentError, match="a Network or a list of ids"):
        nw.pseudonyms("ada", key=key)
    with pytest.raises(ArgumentError, match="'ada' stands there twice"):
        nw.pseudonyms(["ada", "ben", "ada"], key=key)
    with pytest.raises(ArgumentError, match="folder that does not exist"):
        nw.pseudonyms(["ada"], key=key.parent / "none" / "key.csv")
    assert not nw.pseudonyms([], key=key).size
    assert key.read_text() == "person,pseudonym\n"
    assert not nw.pseudonyms([], key=key).size


def test_a_network_under_pseudonyms_is_the_same_network(net, key):
    named = net.with_people(name=[f"Ada {n}" for n in range(net.n)], email="a@b.example")
    hidden = nw.pseudonymized(named, key=key)
    meant = nw.pseudonyms(net, key=key)
    assert sorted(hidden.people.index) == list(hidden.people.index)
    assert not {"name", "email"} & set(hidden.people.columns)
    for label in net.waves.index:
        one, other = net.wave(label), hidden.wave(label)
        assert one.n == other.n
        assert (
            nw
            .degree(one)
            .rename(meant)
            .sort_index()
            .equals(nw.degree(other).sort_index().rename_axis("person"))
        )
        assert nw.ei_index(one).table["estimate"].equals(nw.ei_index(other).table["estimate"])
    assert hidden.report is None
    ties = hidden.ties.astype("str")
    everything = pd.concat([ties["learner"], ties["learned_from"]]).tolist()
    assert not {*everything, *hidden.people.index} & set(net.people.index)


def test_a_page_of_a_network_under_pseudonyms_is_the_same_page(net, key):
    from netweave.report.findings import find

    pages = [find(one, Options("A cohort")) for one in (net, nw.pseudonymized(net, key=key))]
    sentences = [page.change.sentence for page in pages]
    assert sentences[0] == sentences[1]
    bands = [[str(band) for mix in page.mixes for band in mix.bands] for page in pages]
    assert bands[0] == bands[1]


def test_a_notice_that_names_somebody_is_left_out(net, key):
    who = str(net.people.index[0])
    noted = net._with(notes=(Notice("W20", f"{who} changed."), Notice("W17", "5 organizations.")))
    assert [one.code for one in nw.pseudonymized(noted, key=key).notes] == ["W17"]
