"""The map of organizations: no person is in it, and no more than the audience may know."""

import json
import re

import numpy as np
import pandas as pd
import pytest

import netweave as nw
from mapped_cohort import NAMES, six
from netweave import Network, errors
from netweave.plotting.interactive import people
from netweave.plotting.interactive.told import BANDED, ONLY_JOINED, Told
from netweave.report.findings import Options, find

SIZES = {"Alder": 6, "Birch": 6, "Cedar": 5, "Dune": 2, "Elm": 1}


def cohort(extra=0, waves=("first", "second")):
    """Give five organizations in two waves, joined by some ties, with a convener."""
    home = {f"{name}{place}": name for name, many in SIZES.items() for place in range(many)}
    home["Host"] = "Hub"
    rows = []
    for wave, shift in zip(waves, (0, 1), strict=False):
        pairs = [("Alder", "Birch", 5), ("Birch", "Cedar", 3), ("Alder", "Cedar", shift)]
        pairs += [("Alder", "Dune", 1), ("Birch", "Elm", shift)]
        for one, other, many in pairs:
            for place in range(many):
                rows.append((f"{one}{place % SIZES[one]}", f"{other}{place % SIZES[other]}", wave))
        rows.append(("Host", "Alder0", wave))
    ties = pd.DataFrame(rows, columns=["learner", "learned_from", "wave"])
    table = pd.DataFrame({"organization": home, "convener": {p: p == "Host" for p in home}})
    table["name"] = ["Person " + person for person in table.index]
    return Network(table, ties)


@pytest.fixture(scope="module", params=["network", "public"])
def level(request):
    """An audience that sees no people."""
    return request.param


def test_no_person_is_in_the_file(level):
    page = nw.plotting.interactive_map(cohort(), audience=level).to_html()
    data = re.search(r'id="netweave-data">(.*?)</script>', page, re.DOTALL).group(1)
    assert "Person" not in data
    assert not re.search(r"(Alder|Birch|Cedar|Dune|Elm)\d", data)
    assert "Host" not in data


def test_small_organizations_are_one_and_conveners_are_out(level):
    drawn = nw.plotting.interactive_map(cohort(), audience=level)
    names = [node["name"] for node in drawn.data["nodes"]]
    assert names == ["Alder", "Birch", "Cedar", "Merged organizations"]
    assert list(drawn.ids) == names
    assert "Conveners and their ties are left out." in drawn.data["notes"]


def test_numbers_of_ties_are_bands(level):
    data = nw.plotting.interactive_map(cohort(), audience=level).data
    allowed = {"network": {"1", "1+", "2–4", "5+"}, "public": {"joined"}}[level]
    said = {text for view in data["views"] if view["sort"] == "wave" for text in view["texts"]}
    assert said
    assert said <= allowed
    for view in data["views"]:
        if view["sort"] == "wave":
            assert all(row[3] <= len(data["kinds"][0]["words"]) for row in view["lines"])


def test_bands_are_those_of_the_audience():
    net = cohort()
    data = nw.plotting.interactive_map(net, audience="network").data
    names = [node["name"] for node in data["nodes"]]
    first = next(view for view in data["views"] if view["label"] == "first")
    said = {
        tuple(sorted((names[row[0]], names[row[1]]))): text
        for row, text in zip(first["lines"], first["texts"], strict=True)
    }
    # 5, 3 and 1 ties across: one of each band, and no sum gives one of them back
    assert said == {
        ("Alder", "Birch"): "5+",
        ("Birch", "Cedar"): "2–4",
        ("Alder", "Merged organizations"): "1",
    }


def test_small_head_counts_are_ranges():
    data = nw.plotting.interactive_map(cohort(), audience="network").data
    first = next(view for view in data["views"] if view["label"] == "first")
    heads = next(one for one in first["numbers"]["with"] if one["id"] == "people")
    # 6, 6, 5, and 3 merged: the 3 are a range, and so is one more, or the total gave them back
    assert heads["text"] == ["6 people", "6 people", "5 or more people", "1–4 people"]
    assert heads["value"] == [None] * 4
    assert data["sizes"][0]["value"] == [6.0, 6.0, 5.0, 5.0]


def test_change_between_organizations_is_said():
    data = nw.plotting.interactive_map(cohort(), audience="network").data
    change = next(view for view in data["views"] if view["sort"] == "change")
    names = [node["name"] for node in data["nodes"]]
    states = {
        frozenset((names[a], names[b])): change["states"][state]["name"]
        for a, b, state in change["lines"]
    }
    assert states[frozenset(("Alder", "Cedar"))] == "formed"
    assert states[frozenset(("Alder", "Birch"))] == "kept"


def test_where_bands_could_not_hide_there_are_no_lines():
    # of two organizations the one number of ties is that of all ties, which is printed elsewhere
    net = cohort()
    two = net.subset(net.people.index[:12])
    data = nw.plotting.interactive_map(two, audience="network").data
    assert [node["name"] for node in data["nodes"]] == ["Alder", "Birch"]
    assert [view["sort"] for view in data["views"]] == ["wave", "wave"]
    assert all(view["lines"] == [] for view in data["views"])
    assert any("No ties are shown" in note for note in data["notes"])


def of_firsts():
    """Give the cohort with the ties between the first of each organization only."""
    net = cohort()
    ends = net.ties[["learner", "learned_from"]].astype(str)
    return net.where(mask=(ends.learner.str[-1] == "0") & (ends.learned_from.str[-1] == "0"))


def few_joined():
    """Give the same where Alder5 joined alone."""
    net = of_firsts()
    index = pd.MultiIndex.from_product([["first", "second"], net.people.index])
    roster = pd.DataFrame(index=index.set_names(["wave", "person"]))
    homes = net.wave("first").people["organization"]
    roster["organization"] = [homes[person] for _, person in index]
    roster["eligible"] = [row != ("first", "Alder5") for row in index]
    people = net.people[["name", "convener"]]
    return Network(people, net.ties, net.kinds, ["first", "second"], roster)


def test_of_a_few_who_joined_nothing_is_told():
    # Ones and zeros tell the sum of all ties. Less the ties of everybody but Alder5, which a
    # report prints, that would be what Alder5 has, who joined alone.
    net, joined = of_firsts(), few_joined()

    def words(one):
        return nw.plotting.interactive_map(one, audience="network").data["kinds"][0]["words"]

    assert words(net) == ["1"]
    assert words(joined) == ["1+"]
    only = nw.plotting.interactive_map(joined, audience="network", waves=["second"]).data
    assert only["kinds"][0]["words"] == ["1+"]  # the first wave is not shown, and yet it counts
    assert ONLY_JOINED in only["notes"]
    assert BANDED not in only["notes"]


def test_the_report_hides_the_same_pairs(monkeypatch):
    made = []
    net = few_joined()
    monkeypatch.setattr(Told, "notes", property(lambda told: made.append(told) or []))
    nw.plotting.interactive_map(net, audience="network")
    told = made[0]
    for mix in find(net, Options("", "network")).mixes:
        table, bands = told.tables[mix.wave.label], told.bands[mix.wave.label]
        pairs = zip(table["organization_a"], table["organization_b"], strict=True)
        members = {p: band for p, band in mix.between.items() if mix.convener not in p}
        assert dict(zip(pairs, bands, strict=True)) == members
        assert told.hidden[mix.wave.label] == {p for p in mix.hidden if mix.convener not in p}


def test_six_people_make_one_organization():
    data = nw.plotting.interactive_map(six(), audience="network").data
    assert [node["name"] for node in data["nodes"]] == ["Merged organizations"]
    assert not any(name in json.dumps(data) for name in NAMES.values())


def test_one_person_is_no_audience():
    with pytest.raises(errors.NetweaveError):
        nw.plotting.interactive_map(six(), audience="participant")


def large(n, organizations):
    rng = np.random.default_rng(4)
    ids = np.array([f"p{place}" for place in range(n)])
    learner = rng.integers(0, n, 3 * n)
    learned_from = (learner + rng.integers(1, 20, 3 * n)) % n
    ties = pd.DataFrame({"learner": ids[learner], "learned_from": ids[learned_from]})
    table = pd.DataFrame({"organization": [f"O{i % organizations}" for i in range(n)]}, index=ids)
    return Network(table, ties.drop_duplicates())


def test_a_large_network_is_drawn_as_organizations(monkeypatch):
    monkeypatch.setattr(people, "MOST_PEOPLE", 50)
    net = large(60, 4)
    data = nw.plotting.interactive_map(net).data
    assert data["level"] == "organizations"
    assert data["notes"] == [
        "60 people are too many to look at one by one: organizations are drawn."
    ]
    table = nw.mixing(net)
    table = table[table["organization_a"] != table["organization_b"]]
    found = {(row[0], row[1]): row[3] for row in data["views"][0]["lines"]}
    assert sorted(found.values()) == sorted(table["ties"])
    assert data["nodes"][0]["name"] == "O0"


def test_a_large_network_of_one_organization_is_drawn_as_clusters(monkeypatch):
    monkeypatch.setattr(people, "MOST_PEOPLE", 50)
    net = large(60, 1)
    data = nw.plotting.interactive_map(net, seed=3).data
    clusters = nw.communities(net, seed=3).labels
    assert data["level"] == "clusters"
    assert [node["name"] for node in data["nodes"]] == [
        f"Cluster {number}" for number in sorted(clusters.unique())
    ]
    heads = data["views"][0]["numbers"]["with"][0]["value"]
    assert heads == list(clusters.value_counts().sort_index())
