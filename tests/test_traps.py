"""Twenty ways to get it wrong: each test shows the wrong number too, and that ours is another."""

from itertools import combinations

import networkx as nx
import numpy as np
import pandas as pd
import pytest

import netweave as nw
from eight_people import eight
from netweave.compare import before_after
from netweave.scales import SCALES
from small_networks import network

STAR = [(0, 1), (0, 2), (0, 3), (0, 4), (0, 5)]
# Four people know each other; each of four others learned from two of them.
CORE = [*combinations(range(4), 2), (4, 0), (4, 1), (5, 1), (5, 2), (6, 2), (6, 3), (7, 3), (7, 0)]


def plain(arcs, n, **columns):
    """Give a network of numbered people."""
    ties = pd.DataFrame(arcs, columns=["learner", "learned_from"]).map("p{}".format)
    people = pd.DataFrame(columns, index=[f"p{place}" for place in range(n)])
    return nw.Network(people, ties)


def rows_of(result):
    """Give the table of a finding by its terms."""
    return result.table.set_index("term")


def worked(**options):
    """Compare the two waves of the worked evaluation."""
    net = eight(asked_in=None)
    return before_after(net.wave("wave1"), net.wave("wave2"), **options)


def test_trap_01_transposed_survey_arcs():
    """Who brings learning in carries it out if the question is read the wrong way round."""
    people = nw.read_people(
        pd.DataFrame({"id": ["ana", "ben", "cal"], "organization": ["Ash", "Birch", "Birch"]}),
        id="id", organization="organization",
    )  # fmt: skip
    # Ben learned from Ana, of another organization, and Cal from Ben.
    named = {"learned_from": [("ben", "ana"), ("cal", "ben")],
             "taught": [("ana", "ben"), ("ben", "cal")]}  # fmt: skip

    def roles_of_ben(rows, direction):
        survey = nw.read_survey(
            pd.DataFrame(rows, columns=["who", "whom"]),
            wave="w", respondent="who", named="whom", direction=direction,
        )  # fmt: skip
        return nw.brokerage(nw.weave(people, survey)).loc["ben", ["gatekeeper", "representative"]]

    for direction, rows in named.items():
        assert roles_of_ben(rows, direction).tolist() == [1, 0]
    assert roles_of_ben(named["taught"], "learned_from").tolist() == [0, 1]  # the trap


def test_trap_02_reciprocity_of_symmetric_layers():
    """A kind of tie that is written both ways is returned by construction."""
    kinds = pd.DataFrame({"mutual": [True, False]}, index=pd.Index(["met", "learning"]))
    ties = pd.DataFrame(
        [("ana", "ben", "met"), ("ben", "ana", "met"), ("ana", "ben", "learning"),
         ("ben", "cleo", "learning"), ("cleo", "ben", "learning")],
        columns=["learner", "learned_from", "kind"],
    )  # fmt: skip
    net = nw.Network(["ana", "ben", "cleo"], ties, kinds)
    assert nx.overall_reciprocity(nx.DiGraph(net.to_networkx())) == 1  # the trap
    assert nw.reciprocity(net) == pytest.approx(2 / 3)
    met = net.where(kind="met")
    assert nx.overall_reciprocity(met.to_networkx(parallel=False)) == 1
    assert np.isnan(nw.reciprocity(met))
    assert nw.reasons(met, nw.reciprocity).tolist() == ["NOT_ELIGIBLE"]


def test_trap_03_clustering_from_event_cliques():
    """Everybody at an event is tied, so triangles are many: beside shuffled events they are not."""
    rng = np.random.default_rng(7)
    rows = [(f"p{who}", f"s{event}") for event in range(14)
            for who in rng.choice(24, 4, replace=False)]  # fmt: skip
    records = pd.DataFrame(rows, columns=["person", "event"]).assign(role="attendee")
    sessions = nw.Affiliations([f"p{place}" for place in range(24)],
                               pd.DataFrame(index=[f"s{event}" for event in range(14)]),
                               records)  # fmt: skip
    projected = sessions.project(weights="count").with_threshold({"attendance_peer": 1})
    options = {"draws": 199, "seed": 1}
    naive = nw.against_chance(projected, nw.transitivity, "ties", **options).table.iloc[0]
    ours = nw.against_chance(sessions, nw.transitivity, "margins", **options).table.iloc[0]
    assert ours["estimate"] == naive["estimate"] > 0.4
    assert naive["percentile"] > 0.99  # the trap: "far more clustered than chance"
    assert 0.03 < ours["percentile"] < 0.97


def test_trap_04_strengths_passed_as_lengths():
    """Learning flows along strong ties: they are short, not long."""
    net = network([(0, 1), (1, 2), (0, 2)], 3)
    net = nw.Network(net.people, net.ties.assign(weight=[10.0, 10.0, 1.0]))
    assert nw.betweenness(net, weighted=True).tolist() == [0, 1, 0]
    graph = net.to_networkx(parallel=False).to_undirected()
    lengths = nx.betweenness_centrality(graph, weight="weight", normalized=False)
    assert list(lengths.values()) == [0, 0, 0]  # the trap


def test_trap_05_powers_of_single_weights():
    """The published degree is k^(1-alpha) s^alpha; the sum of w^alpha is another number."""
    net = network([(0, 1), (0, 2), (0, 3), (0, 4)], 5)
    weights = np.array([5.0, 1.0, 1.0, 1.0])
    found = nw.alpha_degree(nw.Network(net.people, net.ties.assign(weight=weights)), alpha=0.5)
    assert found["ana"] == pytest.approx(4**0.5 * 8**0.5)
    assert found["ana"] == pytest.approx(5.657, abs=5e-4)
    assert (weights**0.5).sum() == pytest.approx(5.236, abs=5e-4)  # the trap


def test_trap_06_constraint_capped_at_one():
    """In a triangle everybody's constraint is 2 (1/2 + 1/4)^2, which is more than 1."""
    found = nw.constraint(network([(0, 1), (1, 2), (2, 0)], 3))
    assert found.tolist() == pytest.approx([1.125] * 3)
    assert (found.clip(upper=1) != found).all()  # the trap


def test_trap_07_ei_index_beside_zero():
    """Where everybody is tied to everybody, most ties cross: nobody prefers anything."""
    everybody = list(combinations(range(8), 2))
    found = rows_of(nw.ei_index(plain(everybody, 8, organization=list("AABBCCDD"))))["estimate"]
    assert found["observed"] == found["expected"] == pytest.approx(5 / 7)
    assert found["difference"] == pytest.approx(0)
    assert found["observed"] > 0  # the trap: "people prefer ties across organizations"


def test_trap_08_raw_centralization_across_sizes():
    """Small and sparse networks are centralized by chance; the larger one is less so, and more."""
    small = plain([(0, 1), (0, 2), (0, 3), (4, 5)], 7)
    hub = [(0, place) for place in range(1, 13)]
    large = plain([*hub, *((place, place + 1) for place in range(13, 39))], 40)
    raw = [nw.centralization(net) for net in (small, large)]
    assert raw[0] > raw[1]  # the trap: "the small network is more centralized"
    beside = [nw.against_chance(net, nw.centralization, "ties", draws=299, seed=2).table.iloc[0]
              for net in (small, large)]  # fmt: skip
    assert beside[0]["percentile"] < 0.95 < beside[1]["percentile"]
    assert beside[0]["difference"] < beside[1]["difference"]
    told = rows_of(nw.hub_or_node(large, draws=99))
    assert told.loc["centralization_degree", ["null_mean", "percentile"]].notna().all()


def test_trap_09_undefined_taken_for_zero():
    """A person without ties has no constraint, and a group without ties no E-I: neither is 0."""
    people = {"organization": ["Ash", "Ash", "Birch", "Cedar"]}
    net = network([(0, 1), (1, 2)], 4, **people)
    found = nw.constraint(net)
    assert found.isna().tolist() == [False, False, False, True]
    assert found.sum(skipna=True) / net.n != pytest.approx(found.mean())  # the trap
    assert nw.reasons(net, nw.constraint).tolist()[3] == "NO_ALTERS"
    assert found[[]].sum() == found[net.without_ties].sum() == 0  # the trap: pandas' sum of nothing
    assert np.isnan(nw.ei_index_by_group(net).loc["Cedar", "ei"])
    triangle = network([(0, 1), (1, 2), (2, 0), (2, 3)], 4)  # Dan has one contact
    assert nw.mean_clustering(triangle) == pytest.approx((1 + 1 + 1 / 3) / 3)
    assert nw.local_clustering(triangle).sum() / 4 == pytest.approx(7 / 12)  # the trap


def test_trap_10_words_that_swap_places_between_scales():
    """Cooperation is below coordination for Frey, and above it for Himmelman."""
    words = ["coordination", "cooperation"]
    frey = [SCALES["FREY_LCS"].rank(word) for word in words]
    himmelman = [SCALES["HIMMELMAN4"].rank(word) for word in ("coordinating", "cooperating")]
    assert frey[0] > frey[1]
    assert himmelman[0] < himmelman[1]  # read by the other scale, every depth would be turned
    answers = pd.DataFrame({"who": ["ana"], "whom": ["ben"], "level": ["cooperating"]})
    options = {"wave": "w", "learner": "who", "learned_from": "whom", "level": "level"}
    with pytest.raises(nw.errors.RefusalError, match="E-SCALE"):
        nw.read_survey(answers, **options)


def test_trap_11_layers_scaled_in_each_wave():
    """Twice the weight in the second wave is twice as much, and not the same."""
    ties = pd.DataFrame({
        "learner": ["ana", "ben", "ana", "ben"] * 2, "learned_from": ["ben", "cleo"] * 4,
        "kind": ["advice", "advice", "papers", "papers"] * 2,
        "wave": ["first"] * 4 + ["second"] * 4,
        "weight": [1.0, 2.0, 3.0, 4.0, 2.0, 4.0, 6.0, 8.0],
    })  # fmt: skip
    net = nw.Network(["ana", "ben", "cleo"], ties)
    factors = {"advice": 1, "papers": 1}
    both = net.combine(factors).ties.groupby("wave", observed=True)["weight"].sum()
    assert both["second"] == pytest.approx(2 * both["first"])
    alone = [net.wave(wave).combine(factors).ties["weight"].sum() for wave in ("first", "second")]
    assert alone[1] == pytest.approx(2 * alone[0])
    medians = ties.groupby(["wave", "kind"])["weight"].transform("median")
    trap = (ties["weight"] / medians).groupby(ties["wave"]).sum()
    assert trap["first"] == pytest.approx(trap["second"])  # the trap: nothing changed


def test_trap_12_core_periphery_against_the_degrees():
    """A core is a fact of the degrees, so networks with the same degrees all have it."""
    net = plain(CORE, 8)
    found = nw.core_periphery(net, seed=1, draws=299)
    assert rows_of(found).loc["fit", "percentile"] > 0.95
    assert "as many people and ties" in found.sentence
    trap = nw.against_chance(
        net, lambda one: float(nw.core_periphery(one, seed=1, draws=30).table["estimate"][0]),
        "degrees", draws=30, seed=1,
    ).table.iloc[0]  # fmt: skip
    assert np.isnan(trap["percentile"])  # the trap: "no more core than by chance"
    assert trap["reason"] in {"SAME_BY_CHANCE", "DEGENERATE_NULL"}


def openness(net):
    """Give the second part of openness, per person."""
    parts = nw.network_behavior_profile(net, draws=5, least=1).table
    return parts[parts["term"] == "O2"].set_index("person")["estimate"]


def blau(net):
    """Give 1 - sum (c_g / k)^2 of everybody's contacts, which grows with their number."""
    table = pd.DataFrame(net.structure().toarray(), columns=net.people["organization"].to_numpy())
    shares = table.T.groupby(level=0).sum().T.div(table.sum(axis=1), axis=0)
    return pd.Series((1 - (shares**2).sum(axis=1)).to_numpy(), index=net.people.index)


def test_trap_13_blau_read_as_openness():
    """Whoever has a contact in each of two, or of four, organizations is as open as can be."""
    net = plain([(0, 2), (0, 3), (1, 2), (1, 3), (1, 4), (1, 5)], 6, organization=list("ABCDEF"))
    assert openness(net)[["p0", "p1"]].tolist() == [1, 1]
    assert blau(net)[["p0", "p1"]].tolist() == [1 / 2, 3 / 4]  # the trap: more ties, more open
    assert np.isnan(openness(net)["p4"])  # one contact
    assert blau(net)["p4"] == 0


def test_trap_14_participation_and_blau_both_counted():
    """With organizations as modules they are one number; the profile holds neither of them."""
    net = plain(CORE, 8, organization=list("AABBCCDD"))
    np.testing.assert_allclose(nw.participation(net), blau(net))  # the trap: one fact, twice
    profile = nw.network_behavior_profile(net, draws=5, least=1).table
    parts = profile[profile["term"].str.startswith("O")].groupby("term")["estimate"]
    assert sorted(parts.groups) == ["O1", "O2", "O3", "O4"]
    for term, values in parts:
        same = np.isclose(values, blau(net), equal_nan=True)
        assert not same.all(), f"{term} is Blau's index"


def test_trap_15_paired_t_on_tie_counts():
    """Each tie is counted at both of its ends, so the error of a paired t is much too small."""
    change = worked()
    gains = change.cross_ties["wave2"] - change.cross_ties["wave1"]
    paired = gains.std(ddof=1) / len(gains) ** 0.5
    assert paired == pytest.approx(0.19, abs=0.005)  # the trap
    assert rows_of(change).loc["P1", "std_error"] == pytest.approx(0.590, abs=5e-4)
    assert rows_of(change)["std_error"].min() > 2 * paired


def test_trap_16_jackknife_of_degrees():
    """Without one person the others have one possible tie less: it is densities that count."""
    net = eight(asked_in=None).without("convener")
    gain = (net.wave("wave2").structure() - net.wave("wave1").structure()).toarray()
    across = np.not_equal.outer(*[net.wave("wave1").people["organization"].to_numpy()] * 2)

    def error(values):
        return (7 / 8 * ((values - np.mean(values)) ** 2).sum()) ** 0.5

    keep = [np.delete(np.arange(8), place) for place in range(8)]
    left = [(gain[np.ix_(k, k)], across[np.ix_(k, k)]) for k in keep]
    densities = np.array([6 * table[pairs].mean() for table, pairs in left])
    degrees = np.array([table[pairs].sum() / 7 for table, pairs in left])
    found = rows_of(worked()).loc["P1_person", "std_error"]
    assert found == pytest.approx(error(densities)) == pytest.approx(0.441, abs=5e-4)
    assert abs(error(degrees) - found) > 0.05  # the trap


def test_trap_17_gini_of_degrees_called_hubness():
    """One tie among six people is more unequal than a star, and has no hub at all."""
    star, pair = plain(STAR, 6), plain([(0, 1)], 6)
    gini = [rows_of(nw.concentration(net)).loc["gini", "estimate"] for net in (star, pair)]
    assert gini == pytest.approx([1 / 3, 2 / 3])  # the trap: the pair has "more of a hub"
    assert nw.centralization(star) == 1 > nw.centralization(pair)
    found = nw.concentration(star)
    assert "hub" not in " ".join([found.sentence, *found.table["term"]]).casefold()


def test_trap_18_people_who_moved_counted_as_new_bridges():
    """Ben goes from Ash to Birch: his old tie crosses now, and nobody met anybody."""
    organizations = {"before": ["Ash", "Ash", "Birch", "Birch", "Cedar"],
                     "after": ["Ash", "Birch", "Birch", "Birch", "Cedar"]}  # fmt: skip
    waves = [network([(0, 1), (3, 4)], 5, organization=who) for who in organizations.values()]
    crossing = [rows_of(nw.ei_index(net)).loc["external", "estimate"] for net in waves]
    assert crossing == [1, 2]  # the trap: one tie across more
    change = before_after(*waves)
    assert change.turnover.loc["cross", "new"] == 0
    assert rows_of(change).loc["P1", "estimate"] == 0
    assert "W11" in [notice.code for notice in change.warnings]


def test_trap_19_closeness_of_networkx_on_arrows():
    """Everybody learned from Ana: others reach her along the arrows, and she reaches nobody."""
    net = network([(1, 0), (2, 0), (3, 0)], 4)
    theirs = nx.closeness_centrality(net.to_networkx(parallel=False))
    assert list(theirs.values()) == [1, 0, 0, 0]  # the trap: Ana is close to all she learns from
    learned, taught = (nw.harmonic(net, directed=True, role=role) for role in ("learned", "taught"))
    assert learned.tolist() == pytest.approx([0, 1 / 3, 1 / 3, 1 / 3])
    assert taught.tolist() == [1, 0, 0, 0]
    assert nw.harmonic(net, directed=True).equals(learned)


def test_trap_20_convener_left_in():
    """The convener's ties exist by design, and would make half as much again of the change."""
    ours = rows_of(worked()).loc["P1", ["estimate", "n"]]
    assert ours.tolist() == [1, 8]
    left_in = worked(members_only=False)
    assert rows_of(left_in).loc["P1", "estimate"] == pytest.approx(2 * (14 - 6) / 9)  # the trap
    assert "W14" in [notice.code for notice in left_in.warnings]
    assert "W14" not in [notice.code for notice in worked().warnings]
