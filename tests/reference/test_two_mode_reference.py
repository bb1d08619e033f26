"""People and events against networkx, R tnet, numpy and UCINET's log of the Southern women.

Measures of ties between people are asked of one network that holds people and events alike, each
person having learned from each event: paths and spectra then are those of the two-mode network.
Only the scale differs, and is written out here. The id of a test names network and key.
"""

import json
from functools import cache
from types import SimpleNamespace

import numpy as np
import pandas as pd
import pytest

import netweave as nw
from netweave._kernels import spectral
from netweave._kernels.operators import Held
from reference_networks import expect_people

NAMES = ("southern_women", "ceos_clubs")
EVERY = pytest.mark.parametrize("name", NAMES)


@cache
def two_mode(reference, name):
    """Give the affiliations, the network of both modes, and what is expected of them."""
    told = json.loads((reference / "expected" / f"{name}.json").read_text(encoding="utf-8"))
    values = {
        key: fact["value"]
        for view in told["views"].values()
        for key, fact in view["values"].items()
    }
    nodes = pd.read_csv(reference / "data" / name / "nodes.csv", dtype="str")
    edges = pd.read_csv(reference / "data" / name / "edges.csv", dtype="str")
    person = nodes["mode"] == "person"
    people, events = nodes.loc[person, "id"].tolist(), nodes.loc[~person, "id"].tolist()
    records = edges[["person", "event"]]
    joined = records.set_axis(["learner", "learned_from"], axis=1)
    return SimpleNamespace(
        people=people,
        events=events,
        met=nw.Affiliations(people, pd.DataFrame(index=events), records),
        both=nw.Network([*people, *events], joined),
        values=values,
        published={one["measure"]: one for one in told["published"]},
    )


def printed(facts, key, ours):
    """Compare with a table of the printed log, to its digits; Myra is spelled Myrna there."""
    table = facts.published[key]
    wanted = pd.Series(table["value"], dtype=float).rename({"Myrna": "Myra"})
    assert set(wanted.index) <= set(ours.index)
    np.testing.assert_allclose(ours[wanted.index], wanted, atol=table["abs_tolerance"])


def own_and_other(facts):
    """Give, for every person and event, how many there are of its own mode and of the other."""
    people, events = len(facts.people), len(facts.events)
    own = np.repeat([people, events], [people, events])
    return own, people + events - own


# ------------------------------------------------------------------ counts


@EVERY
def test_counts(reference, name):
    facts = two_mode(reference, name)
    met, values = facts.met, facts.values
    told = values["size"]
    assert (met.n, len(met.events)) == (told["persons"], told["events"])
    assert len(met.records) == told["attendances"]
    assert met.events_per_person.to_dict() == values["events_per_person"]
    assert met.events["size"].to_dict() == values["event_size"]
    assert met.summary()["fill"] == pytest.approx(values["density_two_mode"])  # every cell counts
    assert nw.components(facts.both).nunique() == values["components"]
    degrees = {who: row["degree"] for who, row in values["tnet_two_mode"]["degree_tm"].items()}
    assert met.events_per_person.to_dict() == degrees


def test_the_printed_density(reference):
    facts = two_mode(reference, "southern_women")
    table = facts.published["density"]["value"]
    assert facts.met.summary()["fill"] == pytest.approx(table["density"], abs=5e-7)
    sizes = facts.met.events["size"]
    assert facts.met.events_per_person.mean() == pytest.approx(
        table["avg_degree_persons"], abs=1e-3
    )
    assert sizes.mean() == pytest.approx(table["avg_degree_events"], abs=1e-3)


# ------------------------------------------------------------------ centralities, scaled


@EVERY
def test_degree(reference, name):
    # degree_centrality_persons: events attended / events; degree_centrality_events the other way
    facts = two_mode(reference, name)
    _, other = own_and_other(facts)
    ours = nw.degree(facts.both) / other
    expect_people(ours[facts.people], facts.values["degree_centrality_persons"])
    expect_people(ours[facts.events], facts.values["degree_centrality_events"])
    if facts.published:
        printed(facts, "degree_centrality_persons", ours)
        printed(facts, "degree_centrality_events", ours)


@EVERY
def test_closeness(reference, name):
    # closeness_two_mode: (n_other + 2(n_own - 1))/sum d; ours is (n - 1)/sum d
    facts = two_mode(reference, name)
    own, other = own_and_other(facts)
    ours = nw.closeness(facts.both) * (other + 2 * (own - 1)) / (facts.both.n - 1)
    expect_people(ours, facts.values["closeness_two_mode"])
    if facts.published:
        printed(facts, "closeness_two_mode_persons", ours)
        printed(facts, "closeness_two_mode_events", ours)


@EVERY
def test_betweenness(reference, name):
    # betweenness_two_mode_raw: unordered pairs of both modes; betweenness_two_mode_nx: over the
    # most that anybody of the mode could have, 445 and 452 for the Southern women
    facts = two_mode(reference, name)
    raw = nw.betweenness(facts.both)
    expect_people(raw, facts.values["betweenness_two_mode_raw"])
    own, other = own_and_other(facts)
    s, t = (own - 1) // other, (own - 1) % other
    most = (other**2 * (s + 1) ** 2 + other * (s + 1) * (2 * t - s - 1) - t * (2 * s - t + 3)) / 2
    expect_people(raw / most, facts.values["betweenness_two_mode_nx"])
    if facts.published:
        assert sorted(set(most)) == [445, 452]
        printed(facts, "betweenness_two_mode_persons", raw / most)
        printed(facts, "betweenness_two_mode_events", raw / most)


@EVERY
def test_eigenvector(reference, name):
    # The first singular vectors, norm 1 per mode: hits; the eigenvector has norm 1 over both.
    facts = two_mode(reference, name)
    found = nw.hits(facts.both)
    people, events = found.loc[facts.people, "learned"], found.loc[facts.events, "taught"]
    expect_people(people, facts.values["eigenvector_two_mode_persons"])
    expect_people(events, facts.values["eigenvector_two_mode_events"])
    whole = nw.eigenvector(facts.both)
    np.testing.assert_allclose(whole[facts.people] * np.sqrt(2), people)
    value = spectral.radius(Held(facts.both.structure(), symmetric=True))
    assert value == pytest.approx(facts.values["singular_values"][0])
    if facts.published:
        printed(facts, "eigenvector_two_mode_persons", people)
        printed(facts, "eigenvector_two_mode_events", events)


# ------------------------------------------------------------------ projections


def cells(net, pairs):
    """Give the weights of pairs, in both directions at once."""
    place = {person: at for at, person in enumerate(net.people.index)}
    one, other = ([place[pair[side]] for pair in pairs] for side in (0, 1))
    weights = net.where(kind="attendance_peer").matrix.toarray()
    assert np.array_equal(weights, weights.T)
    assert np.count_nonzero(weights) == 2 * len(pairs)
    return weights[one, other]


@EVERY
@pytest.mark.parametrize(("weights", "column"), [("count", 2), ("newman", 3), ("jaccard", 5)])
def test_projection(reference, name, weights, column):
    # columns of the reference: two people, events they share, Newman's weight, per pair, Jaccard
    facts = two_mode(reference, name)
    pairs = facts.values["projection"]
    ours = cells(facts.met.project(weights), pairs)
    np.testing.assert_allclose(ours, [row[column] for row in pairs], rtol=1e-9)


@EVERY
@pytest.mark.parametrize(
    ("weights", "theirs", "total"),
    [("count", "sum", "sum_shared_events"), ("newman", "Newman", "sum_newman")],
)
def test_projection_of_tnet(reference, name, weights, theirs, total):
    facts = two_mode(reference, name)
    pairs = facts.values["tnet_projection"][theirs]
    ours = cells(facts.met.project(weights), pairs)
    np.testing.assert_allclose(ours, [row[2] for row in pairs], rtol=1e-6)
    assert len(ours) == facts.values["projection_summary"]["edges"]
    assert len(ours) == facts.values["tnet_two_mode"]["projection_binary_m"]
    assert ours.sum() == pytest.approx(facts.values["projection_summary"][total])
