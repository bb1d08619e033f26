"""The main job on records that nobody made up for it, from raw files through a project file.

The values are those of R sna, R igraph and plain counts in the reference folder; the reports are
read as a person would, in their words.
"""

import html
import json
import re
import shutil
from pathlib import Path

import numpy as np
import pytest
from click.testing import CliRunner

import netweave as nw
from netweave.cli import main

HERE = Path(__file__).parent
FILES = {
    "hightech": ["data/hightech/nodes.csv", "data/hightech/edges.csv"],
    "coleman": ["data/coleman/nodes.csv", "data/coleman/edges.csv"],
    "southern_women": ["data/southern_women/nodes.csv", "data/southern_women/edges.csv"],
    "laboratory": ["messy/bib_BCEM-UniAndes/papers.bib"],
}


@pytest.fixture(scope="module")
def folder(reference, tmp_path_factory):
    """Give a folder with the raw files and the project file beside them."""

    def filled(name):
        place = tmp_path_factory.mktemp(name)
        for file in FILES[name]:
            shutil.copyfile(reference / file, place / Path(file).name)
        return Path(shutil.copyfile(HERE / f"{name}.toml", place / f"{name}.toml"))

    return {name: filled(name) for name in FILES}


@pytest.fixture(scope="module")
def nets(folder):
    return {name: nw.weave_project(nw.read_project(path)) for name, path in folder.items()}


@pytest.fixture(scope="module")
def pages(folder, tmp_path_factory):
    """Give the text of each report, tags and pictures taken out."""

    def text(path):
        out = tmp_path_factory.mktemp("report") / "out"
        done = CliRunner().invoke(main, ["report", str(path), "--out", str(out)])
        assert done.exit_code == 0, done.output
        page = (out / "index.html").read_text(encoding="utf-8")
        assert not re.search(r'(?:src|href)="https?:', page)
        bare = re.sub(r"<(style|svg).*?</\1>", " ", page, flags=re.DOTALL)
        return re.sub(r"\s+", " ", html.unescape(re.sub(r"<[^>]+>", " ", bare)))

    return {name: text(path) for name, path in folder.items()}


def values(reference, name, view):
    everything = json.loads((reference / "expected" / f"{name}.json").read_text("utf-8"))
    return {key: found["value"] for key, found in everything["views"][view]["values"].items()}


# ------------------------------------------------------------------ hightech: one survey, one wave


def test_hightech_agrees_with_r(nets, reference):
    net = nets["hightech"].where(kind="advice")
    theirs = values(reference, "hightech", "advice")
    assert (net.n, len(net.ties)) == (theirs["n"], theirs["m"]) == (21, 190)
    assert nw.density(net, directed=True) == pytest.approx(theirs["density"])
    assert nw.reciprocity(net) == pytest.approx(theirs["reciprocity"]["edgewise"])
    central = theirs["centralization"]
    assert nw.centralization(net, of="learned") == pytest.approx(central["out_degree_sna"])
    assert nw.centralization(net, of="taught") == pytest.approx(central["in_degree_sna"])
    ours = nw.betweenness(net, directed=True)
    assert ours.to_dict() == pytest.approx(theirs["betweenness"])
    by_person = nw.ei_index_by_person(net).to_dict()
    assert by_person == pytest.approx(theirs["group:dept:EI_node_union"])


def test_hightech_reads_every_relation_of_one_file(nets):
    net = nets["hightech"]
    assert net.ties["kind"].value_counts().to_dict() == {
        "advice": 190, "friendship": 102, "reports_to": 20,
    }  # fmt: skip
    files = net.report.files
    assert files.loc["edges.csv"].to_dict()["used"] == 190
    assert (files["used"] + files["used_in_part"] + files["merged"] + files["refused"]).equals(
        files["rows"]
    )


def test_hightech_describes_and_withholds_change(pages):
    page = pages["hightech"]
    assert "No change is reported" in page
    assert "A change needs the same question at two times." in page
    assert "Of the observed pairs among 21 members in 1987, 69.0% are tied." in page  # 145 of 210
    assert not re.search(r"\b(grew|rose|fell|increased|decreased)\b", page)


# ------------------------------------------------------------------ coleman: two waves, no groups


def test_coleman_agrees_with_r(nets, reference):
    waves = nets["coleman"].by_wave()
    for label, view in (("autumn", "t1"), ("spring", "t2")):
        theirs = values(reference, "coleman", view)
        net = waves[label]
        assert nw.density(net, directed=True) == pytest.approx(theirs["density"])
        assert nw.reciprocity(net) == pytest.approx(theirs["reciprocity"]["edgewise"])
        alone = nw.isolates(net)
        assert list(alone.index[alone]) == theirs["isolates"]
        sizes = nw.components(net).value_counts().tolist()
        assert sizes == theirs["weak_components"]["sizes"]


def test_coleman_turnover_agrees_with_r(nets, reference):
    waves = nets["coleman"].by_wave()
    change = nw.compare.before_after(waves["autumn"], waves["spring"])
    everything = json.loads((reference / "expected" / "coleman.json").read_text("utf-8"))
    theirs = everything["comparisons"][0]
    ours = change.arcs[["kept", "lost", "new", "never"]].to_numpy().ravel().tolist()
    names = ("n11_maintained", "n10_dissolved", "n01_formed", "n00")
    assert ours == [theirs[name] for name in names] == [140, 103, 123, 4890]
    assert change.reason == "NO_GROUP"


def test_coleman_gives_turnover_and_says_why_p1_is_undefined(pages):
    page = pages["coleman"]
    assert "cannot be said: nobody's organization is known" in page
    assert "109 ties were kept, 93 were new and 72 were lost" in page
    assert "this is change, not effect" in page


# ------------------------------------------------------------------ southern women: attendance only


def test_southern_women_projection_agrees_pair_by_pair(nets, reference):
    net = nets["southern_women"].where(kind="attendance_peer")
    weights = net.matrix
    place = {person: at for at, person in enumerate(net.people.index)}
    pairs = values(reference, "southern_women", "two_mode")["projection"]
    ours = [weights[place[one], place[other]] for one, other, *_ in pairs]
    np.testing.assert_allclose(ours, [row[3] for row in pairs], rtol=1e-9)
    assert weights.nnz == 2 * len(pairs)


def test_southern_women_is_exposure_without_a_headline(pages, nets):
    page = pages["southern_women"]
    assert "these records hold only opportunity" in page
    assert "91% of all pairs of members were in the same session at least once" in page
    assert "interval" not in page.split("Words used here")[0].split("Contents")[0]
    assert not nets["southern_women"].kinds["headline"].any()
    with pytest.raises(nw.errors.DataError, match="being in the same room is not a tie"):
        nw.degree(nets["southern_women"])


# ------------------------------------------------------------------ a laboratory's bibliography


def test_laboratory_counts_authors_as_the_file_does(nets, reference):
    """Entries and the longest author list, counted from the raw text."""
    net = nets["laboratory"]
    raw = (reference / FILES["laboratory"][0]).read_text("utf-8")
    entries = raw.count("\n@")
    assert net.report.files.loc["papers.bib", "rows"] == entries == 79
    authors = re.findall(
        r"^\tauthor = \{(.*)\},?$|^  author = \{(.*)\},?$", raw, flags=re.MULTILINE
    )
    longest = max(len(re.split(r"\s+and\s+", one or other)) for one, other in authors)
    assert any(f"up to {longest} authors" in notice.found for notice in net.notes)
    strength = nw.strength(net, role="learned")
    mentions = net.report.records.query("mention == 'author' and fate == 'used'")
    assert strength.sum() == pytest.approx(len(mentions))


def test_laboratory_describes_products_without_a_roster(pages):
    page = pages["laboratory"]
    assert "ties of the kind “coauthorship” were recorded in one wave only" in page
    assert "nobody's organization is known" in page
    assert "W06" in page
