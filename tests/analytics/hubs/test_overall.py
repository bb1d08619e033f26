"""The one answer to hub or node: every index with the convener and without, beside chance."""

import functools

import numpy as np
import pandas as pd
import pytest

import netweave as nw
from netweave._kernels import chance as kernels
from netweave._kernels import engine, ensemble, paths, sweeps
from netweave.analytics.hubs import chance, told

ENDS = ["learner", "learned_from"]


def cohort(teams=6, size=3, between=0, seed=0, conveners="h"):
    """Give teams whose members know each other, all tied to every convener, and ties between."""
    members = [f"{chr(97 + team)}{which}" for team in range(teams) for which in range(size)]
    rows = [(one, two) for one in members for two in members if one < two and one[0] == two[0]]
    rows += [(member, convener) for member in members for convener in conveners]
    random = np.random.default_rng(seed)
    rows += [tuple(random.choice(members, 2, replace=False)) for _ in range(between)]
    people = pd.DataFrame({
        "organization": [member[0].upper() for member in members] + ["H"] * len(conveners),
        "convener": [False] * len(members) + [True] * len(conveners),
    }, index=[*members, *conveners])  # fmt: skip
    return nw.Network(people, pd.DataFrame(rows, columns=ENDS))


def by_term(found):
    return found.table.set_index("term")


def test_each_number_is_that_of_its_measure():
    net = cohort(between=5)
    found = by_term(nw.hub_or_node(net, draws=0))
    for column, one in (("estimate", net), ("without_convener", net.without("convener"))):
        values = found[column]
        for of in ("degree", "betweenness", "harmonic", "learned", "taught"):
            assert values[f"centralization_{of}"] == nw.centralization(one, of=of)
        spread = nw.concentration(one).table.set_index("term")["estimate"]
        for term in ("gini", "evenness", "effective_number"):
            assert values[term] == pytest.approx(spread[term])
        core = nw.core_periphery(one, seed=0, draws=0).table.set_index("term")["estimate"]
        assert values["core_people"] == core["core_people"]
        assert values["core_fit"] == pytest.approx(core["fit"], nan_ok=True)
        assert values["effective_hubs"] == nw.effective_hubs(one)
        assert values["max_pair_loss"] == nw.removal_losses(one)["pair_loss"].max()
    losses = nw.hub_dependence(net).table.set_index("term")["estimate"]
    for term, loss in losses.items():
        assert found.loc[f"convener_{term}", "estimate"] == loss
        assert found.loc[f"convener_{term}", "reason_without"] == "NO_CONVENER"
    assert "convener" not in set(found["reason"].dropna())


def test_trap_8_each_value_stands_beside_networks_of_its_own_size():
    # Raw centralization is not compared across sizes: both columns have a reference of their own.
    net = cohort(between=5)
    found = by_term(nw.hub_or_node(net, draws=200))
    for behind, one in (("", net), ("_without", net.without("convener"))):
        for of in ("degree", "betweenness"):
            measure = functools.partial(nw.centralization, of=of)
            wanted = nw.against_chance(one, measure, "ties", draws=200, seed=5).table.iloc[0]
            row = found.loc[f"centralization_{of}"]
            within = 4 * wanted["std_error"] / np.sqrt(200) * np.sqrt(2)
            assert row[f"null_mean{behind}"] == pytest.approx(wanted["expected"], abs=within)
            assert row[f"null_sd{behind}"] == pytest.approx(wanted["std_error"], rel=0.25)
            assert row[f"percentile{behind}"] == pytest.approx(wanted["percentile"], abs=0.15)
    sentence = nw.hub_or_node(net, draws=99).sentence
    assert "its own size" in sentence
    assert not {"higher than without", "lower than with", "fell", "rose"} & set(sentence.split())


def test_trap_12_the_fit_of_the_core_stands_beside_networks_with_as_many_ties():
    # A degree-preserving reference would give every network this very core; G(n, m) does not.
    rows = [("c0", "c1"), ("c1", "c2"), ("c0", "c2")]
    rows += [(f"p{which:02}", f"c{which % 3}") for which in range(15)]
    net = nw.Network(sorted({p for row in rows for p in row}), pd.DataFrame(rows, columns=ENDS))
    found = by_term(nw.hub_or_node(net, draws=199)).loc["core_fit"]
    assert found["null_sd"] > 0
    assert found["percentile"] > 0.95


def test_trap_17_the_gini_of_degrees_is_not_called_hubness():
    found = nw.hub_or_node(cohort(), draws=0)
    assert not [term for term in found.table["term"] if "hubness" in term]
    assert "hubness" not in found.sentence
    star = [("hub", f"leaf{which}") for which in range(19)]
    people = sorted({person for row in star for person in row})
    one = by_term(nw.hub_or_node(nw.Network(people, pd.DataFrame(star, columns=ENDS)), draws=0))
    # Half of what one tie among people without any has, (n - 2)/n: no detector of hubs.
    assert one.loc["gini", "estimate"] == pytest.approx(18 / 40)
    assert one.loc["centralization_degree", "estimate"] == 1


def test_trap_20_the_convener_is_left_out_beside_every_number():
    net = cohort(between=4)
    found = nw.hub_or_node(net, draws=99)
    table = by_term(found)
    whole = table[~table.index.str.startswith("convener_")]
    assert whole["without_convener"].notna().sum() >= len(whole) - 2
    assert (whole["n"] != whole["n_without"]).sum() == len(whole) - 1  # member pairs are the same
    assert found.sentence.startswith("Without the convener, ")
    assert found.phase_without_convener.passport.people == net.n - 1


def test_nobody_convenes():
    found = nw.hub_or_node(cohort(between=5, conveners=""), draws=30)
    assert found.table["without_convener"].isna().all()
    assert found.table["reason_without"].eq("NO_CONVENER").all()
    assert found.phase_without_convener is None
    assert found.sentence.startswith("Nobody is marked as convener; without the one person on whom")


def test_the_pairs_of_organizations():
    net = cohort(teams=3, conveners="hg")
    net = nw.Network(
        net.people,
        pd.concat([net.ties, pd.DataFrame([("a0", "b0")], columns=ENDS)])[ENDS],
    )
    found = nw.hub_or_node(net, draws=0)
    assert (found.linked, found.group_pairs) == (1, 3)
    # Members: a and b joined by one tie, 6 people, and c, 3 people: 15 + 3 of 36 pairs.
    assert found.sentence == (
        "Without the 2 conveners, 50 in 100 member pairs can still reach each other, 18 of 36 "
        "(with the 2 conveners 100 in 100); 1 of 3 organization pairs are linked directly."
    )
    assert found.claim == 1


def test_the_verdict_on_centralization():
    sure = nw.hub_or_node(cohort(teams=8), draws=199)
    assert sure.claim == 2
    assert "With the convener ties are more centralized than chance would have it" in sure.sentence
    # Members know their two team mates and nobody else: everybody has two ties.
    assert "without the convener ties are less centralized than chance" in sure.sentence


def test_the_p_values_are_those_of_the_tail_towards_hubs():
    # A star and two ties: as few as one person stands between all, and no random network has it.
    star = [("hub", f"leaf{which:02}") for which in range(19)] + [("leaf00", "leaf01")]
    people = sorted({person for row in star for person in row})
    net = nw.Network(people, pd.DataFrame(star, columns=ENDS))
    found = by_term(nw.hub_or_node(net, draws=199))
    few = ["evenness", "effective_number", "effective_hubs", "core_people"]
    many = ["centralization_degree", "centralization_betweenness", "max_pair_loss"]
    assert found.loc[few, "tail"].eq("lower").all()
    assert found.loc[many, "tail"].eq("higher").all()
    assert found.loc[[*few, *many], "p_value"].eq(1 / 200).all()
    phase = nw.hub_or_node(net, draws=199).phase.table.set_index("term")
    for term in ("centralization_degree", "effective_hubs", "core_fit"):
        assert phase.loc[term, "p_value"] == pytest.approx(found.loc[term, "p_value"], nan_ok=True)
    assert set(found.loc[["member_pairs_joined", "convener_pair_loss"], "tail"]) == {""}


@pytest.mark.parametrize(("above", "verdict"), [(1, "more"), (3, "about as")])
def test_more_and_less_are_two_sided_at_one_in_twenty(above, verdict):
    # 2 of 100 in a tail, both tails 4: beyond chance; 4 of 100 in it, both 8: not.
    for values in ([0.9] * above + [0.1] * (99 - above), [0.1] * above + [0.9] * (99 - above)):
        low = values[0] < 0.5
        place = chance.place(0.2 if low else 0.8, np.array(values))
        said = told.against_words([("", 0.5, place)])
        word = "less" if low and verdict == "more" else verdict
        assert said.startswith(f"Ties are {word} centralized")


def test_paths_are_withheld_where_too_few_answered():
    people = cohort(between=5).people.assign(responded=lambda table: range(len(table)))
    people["responded"] = people["responded"] < 4
    ties = cohort(between=5).ties[ENDS]
    net = nw.Network(people, ties[ties["learner"].isin(people.index[:4])])
    found = nw.hub_or_node(net, draws=30)
    table = by_term(found)
    hidden = ["centralization_betweenness", "centralization_harmonic", "max_pair_loss"]
    hidden += ["convener_pair_loss", "member_pairs_joined"]
    assert table.loc[hidden, "reason"].eq("COVERAGE").all()
    assert table.loc[hidden, "estimate"].isna().all()
    assert pd.notna(table.loc["centralization_degree", "estimate"])
    assert found.claim == 1
    assert "centraliz" not in found.sentence
    assert found.sentence.startswith("Who could reach whom without a hub cannot be said")


@pytest.mark.parametrize("rows", [[], [("a", "b")], [("a", "b"), ("b", "c"), ("c", "a")]])
@pytest.mark.parametrize("people", ["", "a", "ab", "abc", "abcd"])
def test_hostile_networks(rows, people):
    there = [row for row in rows if set(row) <= set(people)]
    for convener in ("", "a"):
        table = pd.DataFrame({"convener": [who == convener for who in people]}, list(people))
        found = nw.hub_or_node(nw.Network(table, pd.DataFrame(there, columns=ENDS)), draws=25)
        undefined = found.table["estimate"].isna()
        assert (undefined == found.table["reason"].notna()).all()
        assert (
            found.table["without_convener"].isna() == found.table["reason_without"].notna()
        ).all()
        assert found.sentence.endswith(".")


def test_symmetric_kinds_have_no_directed_centralization():
    net = cohort()
    assert "centralization_learned" in set(nw.hub_or_node(net, draws=0).table["term"])
    mutual = nw.hub_or_node(net.symmetrize(), draws=0)
    assert "centralization_learned" not in set(mutual.table["term"])


def test_the_same_seed_and_any_number_of_threads_give_the_same(monkeypatch):
    net = cohort(between=5)
    monkeypatch.setattr(ensemble, "CELLS", 2_000)  # several blocks
    monkeypatch.setenv("NETWEAVE_THREADS", "1")
    one = nw.hub_or_node(net, draws=60, seed=4).table
    monkeypatch.setenv("NETWEAVE_THREADS", "3")
    pd.testing.assert_frame_equal(nw.hub_or_node(net, draws=60, seed=4).table, one)
    assert not nw.hub_or_node(net, draws=60, seed=5).table.equals(one)


@pytest.mark.parametrize(("n", "m"), [(1, 0), (5, 0), (7, 6), (30, 45), (130, 300)])
def test_networks_side_by_side_are_networks_one_by_one(n, m):
    drawn = list(kernels.uniform(n, m, 9, seed=n))
    close = {"rtol": 1e-9 if n <= ensemble.EXACT else 1e-5, "atol": 1e-9}
    place = 0
    for some, stack in ensemble.stacks(iter(drawn), n):
        through, near = ensemble.between(some, stack, n)
        for between, sums in zip(through, near, strict=True):
            matrix = drawn[place]
            np.testing.assert_allclose(between, paths.betweenness(matrix) / 2, **close)
            np.testing.assert_allclose(sums, sweeps.reciprocal_distances(matrix), rtol=1e-12)
            place += 1
    assert place == 9


def test_the_compiled_way_gives_the_same(monkeypatch):
    net = cohort(between=5)
    wanted = nw.hub_or_node(net, draws=25, seed=2).table
    monkeypatch.setattr(engine, "SMALL", -1)
    pd.testing.assert_frame_equal(nw.hub_or_node(net, draws=25, seed=2).table, wanted)
