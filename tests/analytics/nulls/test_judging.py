"""How a measure stands among its values on random networks."""

from functools import partial
from itertools import combinations

import networkx as nx
import numpy as np
import pandas as pd
import pytest

import netweave as nw
from netweave.codes import REASONS
from netweave.results import TERMS

IDS = ["ana", "ben", "cleo", "dan", "eve", "fay"]
STAR = [("ben", "ana"), ("cleo", "ana"), ("dan", "ana"), ("eve", "ana"), ("fay", "ana")]
RING = [(one, IDS[(place + 1) % 6]) for place, one in enumerate(IDS)]
AMONG = ["ana", "ben", "cleo"]
TRIANGLES = [*zip(AMONG, AMONG[1:] + AMONG[:1], strict=True), ("dan", "eve"), ("eve", "fay"),
             ("fay", "dan")]  # fmt: skip


def network(pairs, people=IDS, **columns):
    ties = pd.DataFrame(pairs, columns=["learner", "learned_from"]).assign(**columns)
    return nw.Network(people, ties)


def triangles(net):
    """Count the triangles of a network, as one would by hand."""
    table = net.structure().toarray()
    return sum(
        table[a, b] and table[b, c] and table[a, c] for a, b, c in combinations(range(net.n), 3)
    )


def row(*arguments, **options):
    """Give the only row of a finding."""
    (only,) = nw.against_chance(*arguments, **{"seed": 1, "draws": 299, **options}).table.to_dict(
        "records"
    )
    return only


def test_the_star_against_networks_with_five_ties():
    """Six of 3003 networks are stars: each of 999 draws is one with probability 0.002."""
    found = row(network(STAR), nw.centralization, "ties", draws=999)
    stars = round(2 * (1000 * (1 - found["percentile"]) - 0.5))
    assert 0 <= stars <= 8
    assert found["percentile"] == pytest.approx((999 - stars + stars / 2 + 0.5) / 1000)
    every = [
        np.bincount(np.ravel(ties), minlength=6)
        for ties in combinations(list(combinations(range(6), 2)), 5)
    ]
    exact = np.array([(6 * degrees.max() - degrees.sum()) / 20 for degrees in every])
    assert (exact == 1).sum() == 6
    assert found["estimate"] == 1
    assert found["expected"] == pytest.approx(exact.mean(), abs=4 * exact.std() / 999**0.5)
    assert found["std_error"] == pytest.approx(exact.std(), rel=0.15)
    assert found["difference"] == found["estimate"] - found["expected"]
    assert (found["n"], found["draws"]) == (6, 999)


def test_the_percentile_is_the_mid_p_of_the_networks_that_are_drawn():
    random = [triangles(one) for one in nw.null_networks(
        network(TRIANGLES), "ties", draws=99, seed=5)]  # fmt: skip
    found = row(network(TRIANGLES), triangles, "ties", draws=99, seed=5)
    less, equal = sum(np.array(random) < 2), sum(np.array(random) == 2)
    assert equal > 0
    assert found["percentile"] == pytest.approx((less + 0.5 * equal + 0.5) / 100)
    assert found["expected"] == pytest.approx(np.mean(random))
    assert found["std_error"] == pytest.approx(np.std(random, ddof=1))


def test_triangles_in_a_ring_of_six():
    """One in seven networks in which everybody has two ties is a pair of triangles."""
    found = row(network(RING), triangles, "degrees")
    assert found["expected"] == pytest.approx(2 / 7, abs=0.15)
    # No triangle: equal to six in seven of the random networks, above none.
    assert found["percentile"] == pytest.approx(3 / 7, abs=0.05)
    two = row(network(TRIANGLES), triangles, "degrees")
    assert two["percentile"] == pytest.approx(13 / 14, abs=0.03)


@pytest.mark.parametrize(
    "pairs", [STAR, list(combinations(IDS, 2)), []], ids=["star", "complete", "no ties"]
)
def test_where_there_is_no_other_network_there_is_no_percentile(pairs):
    found = nw.against_chance(network(pairs), nw.centralization, "degrees", seed=1)
    only = found.table.iloc[0]
    assert only["reason"] == "DEGENERATE_NULL"
    assert np.isnan(only["percentile"])
    assert only["expected"] == pytest.approx(only["estimate"])
    assert [notice.code for notice in found.warnings] == ["W15"]
    assert REASONS["DEGENERATE_NULL"] in found.sentence


def test_few_distinct_networks_are_warned_of():
    """Three pairs can be made in 15 ways, six people in a ring in 70."""
    pairs = network([("ana", "ben"), ("cleo", "dan"), ("eve", "fay")])
    few = nw.against_chance(
        pairs, lambda net: net.structure()[[0], [1]].sum(), "degrees", seed=1, draws=499
    )
    assert [notice.code for notice in few.warnings] == ["W15"]
    assert few.warnings[0].found.endswith(": 15.")
    # Ana is tied to Ben in one of five.
    assert few.table["expected"].item() == pytest.approx(1 / 5, abs=0.07)
    assert not nw.against_chance(network(RING), triangles, "degrees", seed=1, draws=199).warnings


def test_what_the_degrees_determine_has_no_percentile():
    path = network(RING[:4])
    found = nw.against_chance(path, nw.degree, "degrees", seed=1, draws=99)
    assert found.table["reason"].eq("SAME_BY_CHANCE").all()
    assert found.sentence.startswith("Nobody's degree can be compared")
    single = nw.against_chance(path, nw.density, "ties", seed=1, draws=99)
    assert single.table["reason"].item() == "SAME_BY_CHANCE"
    assert REASONS["SAME_BY_CHANCE"] in single.sentence


def test_people_get_a_row_each():
    found = nw.against_chance(network(RING[:4]), nw.betweenness, "degrees", seed=1, draws=199)
    table = found.table
    assert list(table.columns[: len(TERMS)]) == TERMS
    assert table["term"].to_list() == IDS
    assert table["estimate"].to_list() == nw.betweenness(network(RING[:4])).to_list()
    assert table["n"].eq(6).all()
    # Whoever has one tie is between nobody, in every network.
    assert table["reason"][0] == "SAME_BY_CHANCE"
    assert table["percentile"][2] > 0.5
    assert (found.claim, found.warnings[0].code) == (1, "W15")  # few networks have these degrees
    found = nw.against_chance(network(TRIANGLES), nw.betweenness, "degrees", seed=1, draws=199)
    assert found.claim == 2
    assert found.sentence.endswith("either side.")


def test_an_undefined_value_says_why():
    table = nw.against_chance(network(RING[:3]), nw.constraint, "degrees", seed=1, draws=49).table
    assert table["reason"].iloc[-1] == "NO_ALTERS"
    assert np.isnan(table["percentile"].iloc[-1])
    assert row(network([]), nw.reciprocity, "ties", directed=True, draws=9)["reason"] == "NO_TIES"
    mine = row(network(RING), lambda net: np.nan, "ties")
    assert pd.isna(mine["reason"])
    assert np.isnan(mine["percentile"])


def test_undefined_random_values_do_not_count():
    """A measure of mine that only a network with Ana's and Ben's tie has."""

    def only_with(net):
        return float(net.structure()[0].sum()) if net.structure()[0, 1] else np.nan

    found = row(network(RING), only_with, "ties")
    assert found["draws"] == pytest.approx(299 * 6 / 15, abs=35)
    assert not np.isnan(found["percentile"])

    def only_here(net):
        return 1.0 if (net.structure() - network(STAR).structure()).count_nonzero() == 0 else np.nan

    here = row(network(STAR), only_here, "ties", draws=5)
    assert (here["reason"], here["draws"]) == ("UNDEFINED_BY_CHANCE", 0)


def test_a_result_is_read_at_its_observed_row():
    people = pd.DataFrame({"organization": ["A", "A", "A", "B", "B", "B"]}, index=IDS)
    net = network(TRIANGLES, people)
    found = nw.against_chance(net, nw.ei_index, "labels", seed=1, draws=199)
    # Labels dealt out freely: 1 - 2 (3·2 + 3·2)/(6·5) = 1/5.
    assert found.table["estimate"].item() == -1
    assert found.table["expected"].item() == pytest.approx(1 / 5, abs=0.12)
    assert found.table["percentile"].item() < 0.1
    assert "organization is dealt out anew" in found.sentence
    other = row(net, nw.ei_index, "labels", term="internal", draws=9)
    assert other["estimate"] == 6
    with pytest.raises(nw.errors.ArgumentError, match="term must be one of 'observed'"):
        row(net, nw.ei_index, "labels", term="inside")


def test_a_column_of_a_table_is_picked():
    def two(net):
        return pd.DataFrame({"one": nw.degree(net), "other": nw.betweenness(net)})

    table = nw.against_chance(network(RING[:4]), two, "ties", seed=1, term="other", draws=49).table
    assert table["estimate"].to_list() == nw.betweenness(network(RING[:4])).to_list()
    with pytest.raises(nw.errors.ArgumentError, match="term must be one of 'one', 'other'"):
        row(network(RING), two, "ties")


def test_labels_leave_strengths_and_kinds_alone():
    people = pd.DataFrame({"organization": ["A", "A", "B", "B", "C", "C"]}, index=IDS)
    net = network(RING, people, weight=[1.0, 5, 1, 5, 1, 5])

    def inside(net):
        labels = net.people["organization"].to_numpy()
        cells = net.matrix.tocoo()
        return cells.data[labels[cells.row] == labels[cells.col]].sum()

    found = row(net, inside, "labels")
    # Three ties of strength 1 are inside; one tie in five would be, and they sum up to 18.
    assert found["estimate"] == 3
    assert found["expected"] == pytest.approx(18 / 5, abs=0.7)


def test_directed_measures_want_directed_draws():
    with pytest.raises(nw.errors.ArgumentError, match="directed=True"):
        row(network(RING), nw.reciprocity, "degrees")
    found = row(network(RING), nw.reciprocity, "degrees", directed=True, draws=99)
    assert found["estimate"] == 0
    assert found["expected"] > 0.1
    # As many mutual pairs by construction.
    assert row(network(RING), nw.reciprocity, "dyads", draws=49)["reason"] == "SAME_BY_CHANCE"


def test_strengths_are_refused_but_with_labels():
    net = network(RING, weight=[1.0, 5, 1, 5, 1, 5])
    with pytest.raises(nw.errors.ArgumentError, match="null='labels'"):
        row(net, nw.strength, "degrees", directed=True)
    plain = nw.against_chance(network(RING), nw.strength, "ties", directed=True, seed=1, draws=99)
    assert plain.table["percentile"].notna().all()


def test_several_kinds_count_as_one():
    net = network([*RING, ("ana", "ben")], kind=["advice"] * 6 + ["work"])
    assert row(net, nw.centralization, "ties")["estimate"] == 0


@pytest.mark.parametrize(
    "measure", [lambda net: net.people.index, lambda net: nw.communities(net, seed=1),
                lambda net: pd.Series([1.0, 2.0])])  # fmt: skip
def test_what_gives_no_numbers_is_refused(measure):
    with pytest.raises(nw.errors.ArgumentError, match="must give a number, a Series over"):
        row(network(RING), measure, "ties")


def test_the_name_of_a_measure_is_refused():
    with pytest.raises(nw.errors.ArgumentError, match="measure must be a function, got 'reach'"):
        nw.against_chance(network(RING), "reach", "ties", seed=1)


def test_the_sentence_names_the_column():
    found = nw.against_chance(
        network(RING),
        nw.hits,
        "ties",
        seed=1,
        draws=9,
        term="taught",
        directed=True,
    )
    assert "hits (taught)" in found.sentence


def test_the_passport_says_where_the_number_comes_from():
    about = nw.against_chance(network(RING), nw.centralization, "ties", seed=7, draws=9).passport
    assert about.measure == "centralization"
    assert about.formula.endswith("method 2.2, 2.4")
    assert (about.seed, about.people, about.ties) == (7, 6, 6)


def test_pairs_that_stay_are_counted_in_the_method():
    people = pd.DataFrame({"responded": [True] * 4 + [False] * 2}, index=IDS)
    found = nw.against_chance(network(RING[:4], people), nw.betweenness, "ties", seed=1, draws=9)
    assert "pairs that nobody could report and that stay: 1" in found.table["method"][0]


def test_the_same_seed_gives_the_same():
    net = network(RING[:4])
    one, again, other = (
        nw.against_chance(net, nw.betweenness, "ties", seed=seed, draws=50) for seed in (1, 1, 2)
    )
    assert one.table.equals(again.table)
    assert not one.table.equals(other.table)


def test_the_sentence_of_a_network():
    found = nw.against_chance(network(TRIANGLES), triangles, "degrees", seed=1)
    assert found.sentence.startswith(
        "triangles is 2; 999 random networks in which everybody has as many ties have 0.2"
    )
    values = [triangles(one) for one in nw.null_networks(network(TRIANGLES), "degrees", draws=999,
                                                         seed=1)]  # fmt: skip
    less, equal = (
        np.mean([value < 2 for value in values]),
        np.mean([value == 2 for value in values]),
    )
    assert found.sentence.endswith(
        f"and it is higher than in {100 * less:.0f} of 100 of them and equal in {100 * equal:.0f}."
    )
    lower = nw.against_chance(network(RING), triangles, "degrees", seed=1)
    assert "and it is lower than in 13 of 100 of them and equal in 87." in lower.sentence


def test_events_traded():
    """Ana and Ben were at sessions 1 to 3, Cleo and Dan at 4 to 6."""
    records = pd.DataFrame({
        "person": ["ana", "ben"] * 3 + ["cleo", "dan"] * 3,
        "event": [f"s{number}" for number in (1, 1, 2, 2, 3, 3, 4, 4, 5, 5, 6, 6)],
    })
    events = pd.DataFrame(index=[f"s{number}" for number in range(1, 7)])
    log = nw.Affiliations(IDS[:4], events, records)
    found = row(log, nw.density, "margins")
    assert found["estimate"] == pytest.approx(1 / 3)
    assert found["expected"] > 0.7
    # Two pairs three times; by chance three shared sessions are rarer.
    thrice = row(log, partial(nw.density), "margins", shared=3)
    assert thrice["estimate"] == pytest.approx(1 / 3)
    assert thrice["percentile"] > 0.8


def test_people_with_few_ties_and_many_tests_are_pointed_out():
    graph = nx.barbell_graph(6, 1)  # who stands between the two cliques has two ties
    net = nw.Network.from_networkx(nx.relabel_nodes(graph, str))
    found = nw.against_chance(net, nw.betweenness, "degrees", draws=40, seed=1)
    said = {notice.code: notice.found for notice in found.warnings}
    judged = int(found.table["percentile"].notna().sum())
    assert judged == 13
    assert said["W21"] == "People with fewer than 5 ties: 1 of 13 compared."
    assert said["W23"] == "People compared, one test each: 13."
    whole = nw.against_chance(net, nw.transitivity, "degrees", draws=40, seed=1)
    assert not {"W21", "W23"} & {notice.code for notice in whole.warnings}
