"""Files that are damaged, foreign or made to harm: one error in words, or a network."""

import json
import zipfile
from pathlib import Path

import networkx as nx
import pandas as pd
import pytest
from python_calamine import CalamineWorkbook

import netweave as nw
from netweave import errors

WRITE = {
    "net.graphml": nw.exchange.write_graphml,
    "net.gexf": nw.exchange.write_gexf,
    "net.json": nw.exchange.write_json,
    "net.net": nw.exchange.write_pajek,
    "net.dl": nw.exchange.write_dl,
    "net.vna": nw.exchange.write_vna,
    "net.xlsx": nw.exchange.write_kumu,
    "kumu.json": nw.exchange.write_kumu_json,
}
READ = {
    "net.graphml": nw.exchange.read_graphml,
    "net.gexf": nw.exchange.read_gexf,
    "net.json": nw.exchange.read_json,
    "net.net": nw.exchange.read_pajek,
    "net.dl": nw.exchange.read_dl,
    "net.vna": nw.exchange.read_vna,
    "net.xlsx": nw.exchange.read_kumu,
    "kumu.json": nw.exchange.read_kumu_json,
}
XML = ["net.graphml", "net.gexf"]


@pytest.fixture
def net():
    ties = pd.DataFrame({"learner": ["=ana()", "ben"], "learned_from": ["ben", "=ana()"]})
    return nw.Network(["=ana()", "ben", "cleo"], ties)


@pytest.mark.parametrize("name", READ)
@pytest.mark.parametrize("part", [0.0, 0.3, 0.6, 0.9])
def test_a_file_cut_short_is_refused_or_read_in_part(name, part, net, tmp_path):
    path = tmp_path / name
    WRITE[name](net, path)
    whole = path.read_bytes()
    path.write_bytes(whole[: int(len(whole) * part)])
    try:
        found = READ[name](path)
    except errors.DataError as fault:
        assert str(fault)
    else:
        assert set(found.people.index) <= {"=ana()", "ben", "cleo", "1", "2", "3"}


@pytest.mark.parametrize("name", READ)
@pytest.mark.parametrize("content", [b"\x00\x01\x02", b"hello", b"[]", b"{}", b"[1]", b"<a/>"])
def test_a_file_of_something_else_is_one_error_in_words(name, content, tmp_path):
    path = tmp_path / name
    path.write_bytes(content)
    try:
        assert READ[name](path).n == 0
    except errors.DataError as fault:
        assert str(fault)


@pytest.mark.parametrize("name", READ)
def test_a_file_that_is_not_there_is_named(name, tmp_path):
    with pytest.raises(errors.DataError, match="there is no file"):
        READ[name](tmp_path / name)


@pytest.mark.parametrize("name", WRITE)
def test_a_folder_that_is_not_there_is_named(name, net, tmp_path):
    with pytest.raises(errors.ArgumentError, match="folder that does not exist"):
        WRITE[name](net, tmp_path / "absent" / name)


@pytest.mark.parametrize("name", WRITE)
def test_the_same_network_gives_the_same_bytes(name, net, tmp_path):
    for folder in ("one", "two"):
        (tmp_path / folder).mkdir()
        WRITE[name](net, tmp_path / folder / name)
    assert (tmp_path / "one" / name).read_bytes() == (tmp_path / "two" / name).read_bytes()


@pytest.mark.parametrize("name", [*WRITE])
def test_nobody_and_nothing_is_written_and_read(name, tmp_path):
    nobody = nw.Network([], pd.DataFrame(columns=["learner", "learned_from"]))
    WRITE[name](nobody, tmp_path / name)
    assert READ[name](tmp_path / name).n == 0


@pytest.mark.parametrize("name", XML)
def test_entities_are_refused(name, tmp_path):
    body = "<!DOCTYPE g [<!ENTITY a 'aaaa'><!ENTITY b '&a;&a;'>]><g>&b;</g>"
    (tmp_path / name).write_text(f"<?xml version='1.0'?>{body}", encoding="utf-8")
    with pytest.raises(errors.DataError, match="declares entities"):
        READ[name](tmp_path / name)


@pytest.mark.parametrize("name", [*XML, "net.xlsx"])
@pytest.mark.parametrize("who", ["nul\x00", "bell\x07", "half\ufffe"])
def test_ids_that_xml_cannot_write_are_refused(name, who, tmp_path):
    net = nw.Network([who], pd.DataFrame(columns=["learner", "learned_from"]))
    with pytest.raises(errors.DataError, match="cannot carry 1 id"):
        WRITE[name](net, tmp_path / name)
    assert not list(tmp_path.iterdir())


@pytest.mark.parametrize("name", [*XML, "net.xlsx"])
def test_other_texts_lose_what_xml_cannot_write_with_a_warning(name, net, tmp_path):
    told = net.with_people(organization=["nul\x00", "half\ufffe", "Fernhill"])
    with pytest.warns(errors.NetweaveWarning, match=r"2 text\(s\)") as seen:
        WRITE[name](told, tmp_path / name)
    assert [Path(one.filename).name for one in seen] == ["test_hostile_files.py"]
    found = READ[name](tmp_path / name).people["organization"].str.strip()
    assert found.tolist() == ["nul", "half", "Fernhill"]


def test_json_carries_whatever_python_holds(tmp_path):
    people = pd.DataFrame({"name": ["\x00", "half\ufffe", ""]}, index=["\x00", "a\ufffe", " "])
    net = nw.Network(people, pd.DataFrame(columns=["learner", "learned_from"]))
    nw.exchange.write_json(net, tmp_path / "net.json")
    assert nw.exchange.read_json(tmp_path / "net.json").equals(net)


def test_a_workbook_holds_text_and_no_formula(net, tmp_path):
    nw.exchange.write_kumu(net, tmp_path / "net.xlsx")
    book = CalamineWorkbook.from_path(tmp_path / "net.xlsx")
    assert book.sheet_names == ["Elements", "Connections", "netweave (ignore)"]
    assert book.get_sheet_by_name("Elements").to_python()[1][:2] == ["=ana()", "=ana()"]
    with zipfile.ZipFile(tmp_path / "net.xlsx") as parts:
        sheets = [parts.read(one) for one in parts.namelist() if "worksheets/" in one]
    assert all(b"<f>" not in sheet for sheet in sheets)


def test_half_a_character_is_one_error_in_words(tmp_path):
    for graph in ({}, {"netweave": '{"program": "netweave"}'}):
        data = {"directed": True, "graph": graph, "nodes": [{"id": "\ud800"}], "edges": []}
        (tmp_path / "net.json").write_text(json.dumps(data))
        with pytest.raises(errors.DataError):
            nw.exchange.read_json(tmp_path / "net.json")


def test_mixed_ids_are_refused(tmp_path):
    net = nw.Network([1, "1"], pd.DataFrame(columns=["learner", "learned_from"]))
    with pytest.raises(errors.DataError, match="all text or all whole numbers"):
        nw.exchange.write_json(net, tmp_path / "net.json")


def test_notes_that_no_longer_fit_are_named(net, tmp_path):
    path = tmp_path / "net.json"
    nw.exchange.write_json(net, path)
    data = json.loads(path.read_text())
    for notes in ['{"program": "netweave"}', "{", '{"program": "netweave", "ids": "number"}']:
        data["graph"]["netweave"] = notes
        path.write_text(json.dumps(data))
        with pytest.raises(errors.DataError, match=r"the notes that netweave left in net\.json"):
            nw.exchange.read_json(path)
    data["graph"]["netweave"] = '{"program": "other"}'
    path.write_text(json.dumps(data))
    assert nw.exchange.read_json(path).n == 3


def test_columns_that_another_program_added_are_kept(net, tmp_path):
    path = tmp_path / "net.graphml"
    nw.exchange.write_graphml(net, path)
    graph = nx.read_graphml(path, force_multigraph=True)
    nx.set_node_attributes(graph, {"ben": 3}, "modularity_class")
    nx.write_graphml(graph, path)
    found = nw.exchange.read_graphml(path)
    assert found.people["modularity_class"].tolist()[1] == 3.0
    assert found.kinds.equals(net.kinds)


def test_columns_whose_names_mean_something_else_come_back(tmp_path):
    people = pd.DataFrame({"label": ["x"], "id": ["y"], "Type": ["z"], "start": [1]}, index=["ana"])
    net = nw.Network(people, pd.DataFrame(columns=["learner", "learned_from"]))
    for name in ("net.graphml", "net.gexf", "net.json", "kumu.json", "net.xlsx"):
        WRITE[name](net, tmp_path / name)
        assert READ[name](tmp_path / name).equals(net), name


def test_pajek_says_what_it_leaves_out(net, tmp_path):
    told = net.with_people(organization=["Quarry", "Harbor", None])
    ties = pd.concat([net.ties, net.ties]).assign(context="call")
    told = nw.Network(told.people, ties)
    with pytest.warns(errors.NetweaveWarning) as seen:
        nw.exchange.write_pajek(told, tmp_path / "net.net")
    assert str(seen[0].message) == (
        "Pajek cannot carry everything. Left out: columns of people: 'organization'; "
        "2 parallel tie(s), which were added up; columns of ties: 'context'."
    )


def test_an_undirected_graph_gives_mutual_ties(tmp_path):
    nx.write_gexf(nx.Graph([("ana", "ben")]), tmp_path / "other.gexf")
    found = nw.exchange.read_gexf(tmp_path / "other.gexf")
    assert found.kinds["mutual"].tolist() == [True]
    assert found.matrix.toarray().tolist() == [[0, 1], [1, 0]]


def test_kumus_own_export_is_read(tmp_path):
    elements = [{"_id": f"elem-{who}", "attributes": {"label": who, "tags": ["a", "b"]}}
                for who in ("Ana", "Ben")]  # fmt: skip
    tie = {"_id": "conn-1", "from": "elem-Ana", "to": "elem-Ben", "direction": "directed",
           "attributes": {"type": "helps", "strength": "It's complicated"}}  # fmt: skip
    path = tmp_path / "kumu.json"
    path.write_text(json.dumps({"elements": elements, "connections": [tie]}))
    found = nw.exchange.read_kumu_json(path)
    assert found.people["label"].tolist() == ["Ana", "Ben"]
    assert found.people["tags"].tolist() == ["a|b", "a|b"]
    assert found.ties[["kind", "weight", "strength"]].to_numpy().tolist() == [
        ["helps", 1.0, "It's complicated"]
    ]


@pytest.mark.parametrize(
    ("elements", "strength", "why"),
    [
        ([{"label": "Ana"}, {"label": "Ana"}], 1, "more than one element: 'Ana'"),
        ([{"label": "Ana"}], 0, "finite number above 0"),
    ],
)
def test_what_kumu_leaves_open_is_not_guessed(elements, strength, why, tmp_path):
    tie = {"from": "Ana", "to": "Ben", "strength": strength}
    path = tmp_path / "kumu.json"
    path.write_text(json.dumps({"elements": elements, "connections": [tie]}))
    with pytest.raises(errors.DataError, match=why):
        nw.exchange.read_kumu_json(path)


DL = {
    "labels listed": "DL N=2\nFORMAT = FULLMATRIX\nLABELS:\nana,ben\nDATA:\n0 1\n0 0\n",
    "without labels": "dl n = 2\ndata:\n0 1 0\n0",
    "labels embedded": "dl n=2 labels embedded\ndata:\n ana ben\nana 0 1\nben 0 0\n",
    "edges embedded": "dl n=2 format=edgelist1\nlabels embedded:\ndata:\nana ben\n",
    "edges by number": "dl n=2, format=edgelist1\nlabels:\nana\nben\ndata:\n1 2 1.0\n",
    "rows and columns": "dl nr=2 nc=2\nrow labels:\nana ben\ncolumn labels:\na b\ndata:\n0 1\n0 0",
}


@pytest.mark.parametrize("layout", DL)
def test_the_layouts_of_dl_are_read(layout, tmp_path):
    path = tmp_path / "net.dl"
    path.write_text(DL[layout])
    found = nw.exchange.read_dl(path)
    assert list(found.people.index) == (
        ["1", "2"] if layout == "without labels" else ["ana", "ben"]
    )
    assert found.matrix.toarray().tolist() == [[0, 1], [0, 0]]


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("n=2\ndata:\n0 1 0 0", "its first word is not DL"),
        ("dl n=2\n0 1 0 0", "no line that ends in data"),
        ("dl n=3\ndata:\n0 1 0 0", "its data end too early"),
        ("dl n=2 format=nodelist1\ndata:\n1 2", "format=nodelist1"),
        ("dl nr=2 nc=3\ndata:\n0 0 0 0 0 0", "two modes"),
        ("dl n=2 format=edgelist1\ndata:\n1 3", "none of its 2 people"),
        ("dl n=2\nlabels:\nana\ndata:\n0 0 0 0", "1 labels where there should be 2"),
        ("dl format=edgelist1\ndata:\n1 3", "how many people"),
        ("dl n=2\ndata:\n0 x 0 0", "'x' is no number"),
    ],
)
def test_what_does_not_add_up_in_dl_is_said(text, why, tmp_path):
    (tmp_path / "net.dl").write_text(text)
    with pytest.raises(errors.DataError, match=why):
        nw.exchange.read_dl(tmp_path / "net.dl")


def test_a_file_without_vertices_is_no_pajek_file(tmp_path):
    place = tmp_path / "roster.csv"
    place.write_text("person,organization\nana,A\n", encoding="utf-8")
    with pytest.raises(errors.DataError, match="no section"):
        nw.exchange.read_pajek(place)
