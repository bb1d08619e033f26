"""Files in which people or ties share an id, or stop early: refused, and never read in part."""

import json

import pandas as pd
import pytest

import netweave as nw
from netweave import errors

GRAPHML = '<graphml xmlns="http://graphml.graphdrawing.org/xmlns">{}</graphml>'
ARROWS = '<graph edgedefault="directed"><node id="ana"/><node id="ben"/>{}</graph>'
GEXF = (
    '<gexf xmlns="http://www.gexf.net/1.2draft" version="1.2"><graph defaultedgetype="directed">'
    '<nodes><node id="ana" label="A"/><node id="ben" label="B"/>{}</nodes><edges>{}</edges>'
    "</graph></gexf>"
)
EDGE = '<edge id="1" source="ana" target="ben"/>'
GHOST = '<edge source="ana" target="ghost"/>'
TWO = [{"id": "ana"}, {"id": "ben"}]
TIE = {"source": "ana", "target": "ben"}


def refused(read, path, content, why):
    path.write_text(content, encoding="utf-8")
    with pytest.raises(errors.DataError, match=why):
        read(path)


@pytest.mark.parametrize(
    ("content", "why"),
    [
        (ARROWS.format('<node id="ana"/>'), "more than one person: 'ana'"),
        (ARROWS.format(EDGE + EDGE), "2 nodes and 2 edges, of which 2 and 1"),
        (ARROWS.format(GHOST), "no node has: 'ghost'"),
        (ARROWS.format("") + ARROWS.format(""), "more than one graph"),
    ],
)
def test_graphml_that_would_be_read_in_part(content, why, tmp_path):
    refused(nw.exchange.read_graphml, tmp_path / "net.graphml", GRAPHML.format(content), why)


@pytest.mark.parametrize(
    ("nodes", "edges", "why"),
    [
        ('<node id="ana" label="C"/>', "", "more than one person: 'ana'"),
        ("", EDGE + EDGE, "2 nodes and 2 edges, of which 2 and 1"),
        ("", GHOST, "no node has: 'ghost'"),
    ],
)
def test_gexf_that_would_be_read_in_part(nodes, edges, why, tmp_path):
    refused(nw.exchange.read_gexf, tmp_path / "net.gexf", GEXF.format(nodes, edges), why)


@pytest.mark.parametrize(
    ("content", "why"),
    [
        ({"nodes": [*TWO, {"id": "ana"}]}, "more than one person: 'ana'"),
        ({"nodes": [{"id": 1}, {"id": True}]}, "more than one person: True"),
        ({"nodes": [{"id": 1}, {"id": 1.0}]}, "more than one person: 1"),
        ({"nodes": [{"id": [1]}, {"id": [1]}]}, "more than one person"),
        ({"nodes": TWO, "links": [TIE | {"key": 1}] * 2}, "of which 2 and 1"),
        ({"nodes": TWO, "links": [TIE] * 2, "multigraph": False}, "of which 2 and 1"),
        ({"nodes": TWO, "links": [TIE | {"target": "ghost"}]}, "no node has: 'ghost'"),
        ({"nodes": TWO, "links": [TIE], "edges": []}, "both edges and links"),
        ({"nodes": TWO, "graph": "abc"}, "has no names"),
    ],
)
def test_json_that_would_be_read_in_part(content, why, tmp_path):
    text = json.dumps({"directed": True, **content})
    refused(nw.exchange.read_json, tmp_path / "net.json", text, why)


@pytest.mark.parametrize("digits", [400, 5000])
def test_a_number_of_many_digits_is_one_error(digits, tmp_path):
    text = json.dumps({"directed": True, "nodes": TWO, "links": [TIE | {"weight": 0}]})
    refused(
        nw.exchange.read_json, tmp_path / "a.json", text.replace("0}", "9" * digits + "}"), "a.json"
    )


@pytest.mark.parametrize("notes", [{"renamed": 5}, {"renamed": {"people": {"x": ["l"]}}}])
def test_notes_that_make_no_sense_are_one_error(notes, tmp_path):
    path = tmp_path / "net.json"
    nw.exchange.write_json(
        nw.Network(["ana"], pd.DataFrame(columns=["learner", "learned_from"])), path
    )
    data = json.loads(path.read_text())
    told = json.loads(data["graph"]["netweave"])
    data["graph"]["netweave"] = json.dumps(told | notes)
    refused(nw.exchange.read_json, path, json.dumps(data), "cannot be read")


@pytest.mark.parametrize("read", [nw.exchange.read_graphml, nw.exchange.read_gexf])
def test_a_cipher_is_no_encoding(read, tmp_path):
    refused(read, tmp_path / "a.xml", '<?xml version="1.0" encoding="rot13"?><a/>', "cannot be")


VERTICES = '*Vertices 3\n1 "ana"\n2 "ben"\n3 "cleo"\n'


@pytest.mark.parametrize(
    ("content", "why"),
    [
        ('*Vertices 2\n1 "ana"\n1 "ben"\n', "vertex 1 is there a second time"),
        (VERTICES + "*Arcs\n1 2 1,5\n", "'1,5' is no number"),
        (VERTICES + "*Arcs\n1 2 1_000\n", "'1_000' is no number"),
        (VERTICES + "*Matrix\n0 1,5 0\n0 0 0\n0 0 0\n", "'1,5' is no number"),
        (VERTICES + "*Matrix\n0 1 0\n", "ends after 1 of 3 rows"),
        (VERTICES + "*Matrix\n0 1 0\n*Arcs\n1 2\n", "ends after 1 of 3 rows"),
        (VERTICES + "*Arcs\n1\n", "must name two vertices"),
        (VERTICES + "*Arcs\n1 2\n" + VERTICES, "a second network begins"),
        (VERTICES + f"*Arcs\n1 {'9' * 5000}\n", "the number of no vertex"),
        ("*Vertices 10000000\n*Arcs\n1 2\n", "that fits the file"),
        (f"*Vertices {'9' * 5000}\n", "that fits the file"),
    ],
)
def test_pajek_that_would_be_read_wrong(content, why, tmp_path):
    refused(nw.exchange.read_pajek, tmp_path / "net.net", content, why)


LISTED = "dl n=3 format=edgelist1\nlabels:\nana ben cleo\ndata:\n"


@pytest.mark.parametrize(
    ("content", "why"),
    [
        (LISTED + "1 2 1,5\n", "two or three words, not 4"),
        (LISTED + "1\n", "two or three words, not 1"),
        (LISTED + "1 2 1_000\n", "'1_000' is no number"),
        ("dl n=2\ndata:\n0 1\n0 0\n9\n", "line 5: '9' comes after the last number"),
        ("dl n=10000000 format=edgelist1\ndata:\n1 2\n", "fits the file"),
        ("dl n=2 nm=10000000 format=edgelist1\ndata:\n1 2\n", "fits the file"),
        (f"dl n={'9' * 5000}\ndata:\n", "fits the file"),
    ],
)
def test_dl_that_would_be_read_wrong(content, why, tmp_path):
    refused(nw.exchange.read_dl, tmp_path / "net.dl", content, why)


@pytest.mark.parametrize(
    ("content", "why"),
    [
        ("*Node data\nID age\nana 1\nana 2\n*Tie data\nfrom to\n", "more than one person: 'ana'"),
        ("*Node data\nID age age\nana 1 2\n*Tie data\nfrom to\n", "there twice: 'age'"),
    ],
)
def test_vna_that_would_be_read_wrong(content, why, tmp_path):
    refused(nw.exchange.read_vna, tmp_path / "net.vna", content, why)


def test_a_large_network_of_few_ties_is_read(tmp_path):
    path = tmp_path / "net.net"
    path.write_text("*Vertices 9000\n*Arcs\n1 9000\n", encoding="utf-8")
    assert nw.exchange.read_pajek(path).n == 9000
