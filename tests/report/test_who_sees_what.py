"""Above the analyst, no file of a report names a person or gives a small count back."""

import itertools
import re
import zipfile

import pandas as pd
import pytest

import netweave as nw
from netweave.audience import LEVELS
from netweave.errors import RefusalError
from netweave.report import Options, people, write_report
from netweave.report.findings import find
from netweave.report.organizations import mixes


def everything(folder):
    """Give the text of every file of a report, workbooks unpacked."""
    texts = {}
    for path in sorted(folder.rglob("*")):
        if path.suffix == ".xlsx":
            with zipfile.ZipFile(path) as book:
                texts |= {f"{path.name}/{n}": book.read(n).decode() for n in book.namelist()}
        elif path.suffix in {".html", ".csv", ".svg", ".json"}:
            texts[path.name] = path.read_text(encoding="utf-8")
    return texts


@pytest.mark.parametrize("audience", ["network", "public"])
def test_no_file_names_a_person(net, tmp_path, audience):
    write_report(net, tmp_path / "out", options=Options("A cohort", audience=audience))
    names = [*net.people["name"], *(one for one in net.people.index if len(one) > 2)]
    for name, text in everything(tmp_path / "out").items():
        for person in names:
            assert not re.search(rf"\b{re.escape(person)}\b", text), (name, person)
    tables = {path.stem for path in (tmp_path / "out" / "tables").iterdir()}
    assert not tables & {"people", "unmatched", "refused_records", "organization_pairs_exact"}


def test_the_analyst_sees_people(net, page):
    frame = next(
        table.frame for table in page(net, audience="analyst").tables if table.name == "people"
    )
    assert set(frame["person"]) == set(net.people.index)
    assert {"constraint", "effective size", "betweenness"} <= set(frame.columns)


@pytest.mark.parametrize(("audience", "shown"), [("analyst", True), ("network", False)])
def test_only_the_analyst_sees_how_much_each_session_makes(page, audience, shown):
    log = pd.DataFrame({"who": list("abcab"), "what": ["s1"] * 3 + ["s2"] * 2})
    source = nw.read_attendance(log, person="who", event="what")
    net = nw.weave(nw.people_from(source), source)
    made = page(net, net.report.affiliations, audience=audience)
    frames = [table.frame for table in made.tables if table.name == "session_shares"]
    assert [list(frame["session"]) for frame in frames] == ([["s1", "s2"]] if shown else [])
    if shown:
        assert list(frames[0]["weight it makes"]) == ["60%", "40%"]


def test_a_row_per_person_is_refused_above_the_analyst(net):
    found = find(net, Options("A cohort", audience="network"))
    with pytest.raises(RefusalError, match="E-RANK"):
        people.table(found)
    assert people.section(found, None) is None


def test_an_analyst_copy_is_cleared_away_by_a_network_copy(net, tmp_path):
    folder = tmp_path / "out"
    write_report(net, folder, options=Options("A cohort", audience="analyst"))
    assert (folder / "tables" / "people.csv").exists()
    write_report(net, folder, options=Options("A cohort", audience="network"))
    assert not (folder / "tables" / "people.csv").exists()
    assert not (folder / "maps" / "people.png").exists()


@pytest.mark.parametrize("audience", ["network", "public"])
def test_the_printed_totals_give_no_banded_cell_back(net, audience):
    """Every table with these bands and this total is tried; each cell keeps two values or more."""
    for mix in mixes(find(net, Options("A cohort", audience=audience))):
        inside = list(mix.members)
        counts = [int(n) for n in mix.table["ties"][mix.members]]
        bands = [band for band, keep in zip(mix.bands, inside, strict=True) if keep]
        wide = [place for place, band in enumerate(bands) if not band.exact]
        rest = sum(counts) - sum(b.lowest for b in bands if b.exact)
        ranges = [range(bands[p].lowest, rest + 1) for p in wide]
        fitting = [
            values
            for values in itertools.product(*ranges)
            if sum(values) == rest
            and all(value in bands[p] for value, p in zip(values, wide, strict=True))
        ]
        for place, _ in enumerate(wide):
            assert len({values[place] for values in fitting}) > 1


def test_how_many_pairs_hang_on_one_person_is_hidden_where_it_would_tell(net, page):
    """A–B and C–D share four ties: that both hang on two people would tell two each."""
    frame_name = "organization_pairs"
    frame = next(t.frame for t in page(net).tables if t.name == frame_name)
    after = frame.set_index("wave").loc["after"]
    assert after["joined"] == 6
    assert after["… hanging on one person"] == "suppressed"
    frame = next(t.frame for t in page(net, audience="public").tables if t.name == frame_name)
    assert (frame["… hanging on one person"] == "suppressed").all()
    assert "hang on one person" not in page(net).cards[2].detail


def test_the_public_sees_only_whether_organizations_are_joined(net, page):
    frame = next(t.frame for t in page(net, audience="public").tables if t.name == "organizations")
    cells = set(frame.iloc[:, 1:].to_numpy().ravel())
    assert cells <= {f"{one} → {other}" for one in ("no", "yes", "hidden") for other in
                     ("no", "yes", "hidden")}  # fmt: skip


def test_small_organizations_are_merged_over_all_waves(cohort, edges, page):
    silent = {"after": ("fir1", "fir2")}
    found = page(cohort(edges, responded=silent, conveners=("h", "g", "i")))
    frame = next(t.frame for t in found.tables if t.name == "organizations")
    names = [name.split("  ", 1)[1] for name in frame.iloc[:, 0]]
    assert "Fir" not in names
    assert "Merged organizations" in names
    assert len(names) == 6


def test_a_convening_team_of_two_gets_no_row(cohort, edges, page):
    two = {wave: [pair for pair in pairs if "i" not in pair] for wave, pairs in edges.items()}
    found = page(cohort(two, conveners=("h", "g")))
    frame = next(t.frame for t in found.tables if t.name == "organizations")
    assert not frame.iloc[:, 0].str.contains("Hub").any()


def joined_and_left(cohort, edges, joined, left):
    """Make a cohort in which some people are there in one wave only."""
    one = cohort(edges, conveners=("h", "g", "i"))
    roster = one.roster.copy()
    for wave, gone in (("before", joined), ("after", left)):
        for person in gone:
            roster.loc[(wave, person), "eligible"] = False
    ties = one.ties
    for wave, gone in (("before", joined), ("after", left)):
        there = (ties["wave"] == wave) & (
            ties["learner"].isin(gone) | ties["learned_from"].isin(gone)
        )
        ties = ties[~there]
    return nw.Network(one.people, ties, one.kinds, one.waves, roster)


def test_the_ties_of_a_few_joiners_are_hidden_with_what_gives_them_back(cohort, edges, page):
    found = page(joined_and_left(cohort, edges, ("elm1", "elm2"), ()))
    frames = {table.name: table.frame for table in found.tables}
    row = frames["joined_and_left"].iloc[0]
    assert frames["joined_and_left"].shape[0] == 1
    for column in ("ties across, before", "ties across, after", "ties with those who joined"):
        assert row[column] == "suppressed"
    assert row["joined"] == 2  # it follows from the size of each wave
    cohesion = frames["cohesion"].set_index("")
    assert (cohesion.loc["Tied pairs of people"] == "suppressed").all()
    assert (cohesion.loc["Share of observed pairs that are tied (density)"] == "suppressed").all()
    exact = page(joined_and_left(cohort, edges, ("elm1", "elm2"), ()), audience="analyst")
    row = next(t.frame for t in exact.tables if t.name == "joined_and_left").iloc[0]
    change = row["ties across, after"] - row["ties across, before"]
    parts = row["change among those who stayed"] + row["ties with those who joined"]
    assert change == parts - row["ties with those who left"]


def test_refusals_say_why_without_the_words_of_the_cell(page):
    roster = pd.DataFrame({"id": [f"p{n}" for n in range(6)], "org": list("AABBCC")})
    rows = pd.DataFrame({"who": ["p0", "Zora Quill", "p2"], "whom": ["p1", "p1", "Vito Maas"]})
    source = nw.read_survey(
        rows, wave="only", respondent="who", named="whom", direction="learned_from"
    )
    net = nw.weave(nw.read_people(roster, id="id", organization="org"), source)
    for audience in LEVELS:
        text = repr([table.frame.to_dict() for table in page(net, audience=audience).tables])
        assert ("Zora Quill" in text) == (audience == "analyst")


def test_silent_conveners_cannot_be_counted_from_the_pairs_that_answered(page, cohort, edges):
    one = cohort(edges, responded={"after": ("h",)}, conveners=("h", "g", "i"))
    kinds = one.kinds.assign(reciprocity_eligible=True)
    net = nw.Network(one.people, one.ties, kinds, one.waves, one.roster)
    label = "… over so many pairs in which both answered"
    for audience in ("network", "public"):
        frame = next(t.frame for t in page(net, audience=audience).tables if t.name == "cohesion")
        row = frame.set_index("").loc[label]
        assert row["after: members only"] == "153"
        assert row["after: with the convener"] == "suppressed"
    frame = next(t.frame for t in page(net, audience="analyst").tables if t.name == "cohesion")
    assert frame.set_index("").loc[label, "after: with the convener"] == "190"
