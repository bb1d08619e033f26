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
    people = ["=1+1", "'x", "''", "-a", "@b", "a,b", 'q"q', "Zoë Z"]
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
        ("person,pseudonym\nada, \n", "a cell is blank"),
        ("\n\n", "has not the columns"),
        ("person,person,pseudonym\nada,ben,P-1\n", "has not the columns"),
        ("person,pseudonym\nada,P-1,boss\n", "more or fewer cells"),
        ("person,pseudonym\nada\n", "more or fewer cells"),
        ("person,pseudonym\ncem,P-1\neva,p-1\n", "a pseudonym stands there twice"),
        ("person,pseudonym\ncem,eva\neva,cem\n", "the id or the name of somebody"),
        ("person,pseudonym\ncem,Ada\n", "the id or the name of somebody"),
        ("person,pseudonym\ncem,=1+1\n", "what no name has"),
        ("person,pseudonym\ncem,P-1 \n", "what no name has"),
        ("person,pseudonym\ncem,P\x1b1\n", "what no name has"),
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


def test_a_pseudonym_that_is_a_name_of_the_network_is_refused(net, key):
    named = net.with_people(name=[f"Ada {n}" for n in range(net.n)])
    key.write_text("person,pseudonym\nzoe,ada 3\n")
    with pytest.raises(DataError, match="the id or the name of somebody"):
        nw.pseudonymized(named, key=key)


@pytest.mark.parametrize("one", ["", " ", "a\rb", "a\nb", "a\0b", "a\udcffb", None, float("nan")])
def test_ids_that_no_key_can_hold_are_refused_before_it_is_written(key, one):
    with pytest.raises(ArgumentError, match="blank or holds control characters"):
        nw.pseudonyms(["ada", one], key=key)
    assert not list(key.parent.iterdir())


@pytest.mark.skipif(os.name != "posix", reason="links are for few on Windows")
def test_a_link_leads_to_the_key(key, tmp_path):
    link = tmp_path / "link.csv"
    link.symlink_to(key)
    first = nw.pseudonyms(["ada"], key=link)  # the key is made where the link leads
    later = nw.pseudonyms(["ada", "ben"], key=link)
    assert link.is_symlink()
    assert (nw.pseudonyms(["ada", "ben"], key=key) == later).all()
    assert first["ada"] == later["ada"]
    assert [path.name for path in key.parent.iterdir()] == ["key.csv"]


def test_what_is_no_file_is_no_key(tmp_path):
    with pytest.raises(DataError, match="it is no file"):
        nw.pseudonyms(["ada"], key=tmp_path)


@pytest.mark.parametrize("fault", [OSError, KeyboardInterrupt])
def test_nothing_is_left_of_a_key_that_could_not_be_written(key, monkeypatch, fault):
    nw.pseudonyms(["ada"], key=key)
    before = key.read_bytes()

    def stopped(*_):
        raise fault

    monkeypatch.setattr("pathlib.Path.replace", stopped)
    with pytest.raises(fault):
        nw.pseudonyms(["ben"], key=key)
    assert [path.read_bytes() for path in key.parent.iterdir()] == [before]


def test_further_columns_stay(key):
    lines = ["note,person,pseudonym", '"boss, of all",ada,P-1', '"two\r\nlines",cem,P-2']
    key.write_bytes("\n".join(lines).encode())
    later = nw.pseudonyms(["ada", "ben", "cem"], key=key)
    table = pd.read_csv(key, dtype="str", lineterminator="\n").set_index("person")
    assert table["note"].to_dict()["ada"] == "boss, of all"
    assert table["pseudonym"].to_dict() == later.to_dict()
    assert (nw.pseudonyms(["cem", "ben"], key=key) == later[["cem", "ben"]]).all()
    assert "two\r\nlines" in key.read_bytes().decode()


def small(**given):
    people = pd.DataFrame(
        {"name": ["Ada Lo", "Ben Mo"], "organization": ["X", given.get("organization", "Y")],
         "role": ["chief, ADA  Lo", "x"], "locale": ["by ben", "Bern"], "responded": True,
         "responded_to_mail": [True, False]}, index=["ada", "ben"],
    )  # fmt: skip
    kind = given.get("kind", "tie")
    ties = pd.DataFrame({"learner": ["ada"], "learned_from": ["ben"], "kind": kind})
    ties["wave"] = given.get("wave", "end")
    kinds = pd.DataFrame({"question": ["Do you ask Ben Mo?"]}, index=[kind])
    return nw.Network(people, ties, kinds, [given.get("wave", "end")])


def test_texts_that_say_a_name_are_left_out(key):
    hidden = nw.pseudonymized(small(), key=key)
    meant = nw.pseudonyms(["ada", "ben"], key=key)
    assert "responded_to_mail" not in hidden.people.columns
    assert "responded" in hidden.people.columns
    kept = hidden.people.loc[[meant["ada"], meant["ben"]]]
    assert kept["role"].isna().tolist() == [True, False]
    assert kept["locale"].isna().tolist() == [True, False]
    assert kept["organization"].tolist() == ["X", "Y"]
    assert hidden.kinds["question"].tolist() == [""]


@pytest.mark.parametrize(
    ("what", "label"),
    [("organization", "Ben Mo & Co"), ("kind", "named by Ada Lo"), ("wave", "after ben")],
)
def test_a_label_that_says_a_name_is_refused(key, what, label):
    with pytest.raises(ArgumentError, match=f"nobody's name beside the pseudonyms.*'{label}'"):
        nw.pseudonymized(small(**{what: label}), key=key)
    assert not key.exists()


def test_a_column_without_texts_is_no_obstacle(key):
    hidden = nw.pseudonymized(small().with_people(role=None), key=key)
    assert hidden.people["role"].isna().all()
