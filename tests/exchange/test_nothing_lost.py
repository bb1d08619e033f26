"""Writing: what was there before stays until the new file is whole, and no column is lost."""

import os
import stat
from pathlib import Path

import pandas as pd
import pytest

import netweave as nw
from netweave import errors
from netweave.exchange import kumubook
from netweave.ingest.safe import writing

WRITE = {
    "graphml": (nw.exchange.write_graphml, nw.exchange.read_graphml),
    "gexf": (nw.exchange.write_gexf, nw.exchange.read_gexf),
    "json": (nw.exchange.write_json, nw.exchange.read_json),
    "xlsx": (nw.exchange.write_kumu, nw.exchange.read_kumu),
    "kumu.json": (nw.exchange.write_kumu_json, nw.exchange.read_kumu_json),
}
MATRICES = {
    "net": nw.exchange.write_pajek,
    "dl": nw.exchange.write_dl,
    "vna": nw.exchange.write_vna,
    "siena": nw.exchange.write_siena,
}
ONE_TIE = {"learner": ["ana"], "learned_from": ["ben"]}
forms = pytest.mark.parametrize("form", WRITE)


def of(**columns):
    people = pd.DataFrame(columns, index=["ana", "ben"])
    return nw.Network(people, pd.DataFrame(ONE_TIE))


def test_a_file_stays_as_it_was_when_writing_fails(tmp_path):
    path = tmp_path / "net.txt"
    path.write_text("before", encoding="utf-8")
    with pytest.raises(ZeroDivisionError), writing(path) as new:
        new.write_text("half", encoding="utf-8")
        raise ZeroDivisionError
    assert [one.name for one in tmp_path.iterdir()] == ["net.txt"]
    assert path.read_text(encoding="utf-8") == "before"
    with writing(path) as new:
        new.write_text("after", encoding="utf-8")
    assert [one.name for one in tmp_path.iterdir()] == ["net.txt"]
    assert path.read_text(encoding="utf-8") == "after"


def test_links_and_permissions_stay(tmp_path):
    path, link = tmp_path / "net.txt", tmp_path / "link.txt"
    path.write_text("before", encoding="utf-8")
    path.chmod(0o640)
    try:
        link.symlink_to(path)
    except OSError:
        pytest.skip("links are not made here")
    with writing(link) as new:
        new.write_text("after", encoding="utf-8")
    assert link.is_symlink()
    assert path.read_text(encoding="utf-8") == "after"
    assert os.name == "nt" or stat.S_IMODE(path.stat().st_mode) == 0o640


@pytest.mark.parametrize("write", [*(one for one, _ in WRITE.values()), *MATRICES.values()])
def test_no_path_is_one_error(write):
    with pytest.raises(errors.ArgumentError, match="NoneType"):
        write(of(), None)


def test_no_folder_is_one_error():
    with pytest.raises(errors.ArgumentError, match="NoneType"):
        nw.exchange.read_siena(None)


@forms
@pytest.mark.parametrize(
    "columns",
    [
        {"a\x01": ["p", "q"], "a": ["r", "s"]},
        {"ID": ["p", "q"], "Id": ["r", "s"]},
        {"Team": ["p", "q"], "team": ["r", "s"], "TEAM ": ["t", "u"]},
        {"": ["p", "q"], "_": ["r", "s"]},
        {"label": ["p", "q"], "label_": ["r", "s"], "type": ["t", "u"], "start": ["v", "w"]},
    ],
    ids=["control", "id", "case", "empty", "reserved"],
)
def test_columns_of_like_names_come_back(form, columns, tmp_path):
    write, read = WRITE[form]
    net = of(**columns)
    write(net, tmp_path / f"net.{form}")
    found = read(tmp_path / f"net.{form}")
    for name, cells in columns.items():
        assert found.people[name].tolist() == cells


@pytest.mark.parametrize("columns", [['a"', "a'"], ["ID"], [""], ["a\tb", "a b"]])
def test_vna_refuses_columns_of_one_name(columns, tmp_path):
    net = of(**{name: ["p", "q"] for name in columns})
    with pytest.raises(errors.DataError, match="two columns of one name, or one without"):
        nw.exchange.write_vna(net, tmp_path / "net.vna")


@pytest.mark.parametrize("form", ["net", "dl", "vna"])
def test_a_kind_and_a_wave_that_do_not_part_again_are_refused(form, tmp_path):
    for kind, wave in (("a /", "w"), ("a", ""), ("", "w")):
        ties = pd.DataFrame({**ONE_TIE, "kind": [kind], "wave": [wave]})
        try:
            net = nw.Network(["ana", "ben"], ties, waves=[wave])
        except errors.NetweaveError:
            continue
        with pytest.raises(errors.DataError, match="in the name of a kind or wave"):
            MATRICES[form](net, tmp_path / f"net.{form}")


@pytest.mark.parametrize("form", MATRICES)
def test_ids_equal_as_text_are_refused(form, tmp_path):
    net = nw.Network([1, "1"], pd.DataFrame({"learner": [1], "learned_from": ["1"]}))
    with pytest.raises(errors.DataError, match="all text or all whole numbers"):
        MATRICES[form](net, tmp_path / f"net.{form}")


@forms
def test_numbers_of_many_digits_come_back(form, tmp_path):
    write, read = WRITE[form]
    net = of(whole=[2**53 + 1, 2**60 + 1], share=[0.1 + 0.2, 1e300])
    ties = net.ties.assign(weight=[0.1 + 0.2])
    net = nw.Network(net.people, ties)
    write(net, tmp_path / f"net.{form}")
    found = read(tmp_path / f"net.{form}")
    assert found.equals(net)
    assert found.ties["weight"].tolist() == [0.1 + 0.2]


@forms
def test_times_of_a_zone_come_back(form, tmp_path):
    write, read = WRITE[form]
    times = pd.to_datetime(["2024-01-01 12:00", "2024-07-01 12:00"]).tz_localize("Europe/Berlin")
    net = of(joined=times)
    write(net, tmp_path / f"net.{form}")
    assert read(tmp_path / f"net.{form}").equals(net)
    if form == "json":
        assert "2024-07-01T10:00:00+00:00" in Path(tmp_path, "net.json").read_text("utf-8")


def test_a_sheet_that_is_too_small_is_said(tmp_path, monkeypatch):
    monkeypatch.setattr(kumubook, "ROWS", 2)
    with pytest.raises(errors.DataError, match="a sheet of a workbook holds"):
        nw.exchange.write_kumu(of(), tmp_path / "net.xlsx")
    assert not list(tmp_path.iterdir())
