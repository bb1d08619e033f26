"""The numbers on the page are those of the worked example that can be checked by hand."""

import pytest

from netweave.errors import ArgumentError, DataError, RefusalError


def tables(page):
    """Give the frames of a page by name, the first column as index."""
    return {t.name: t.frame.set_index(t.frame.columns[0]) for t in page.tables}


def test_the_headline_card_holds_the_change_per_member(net, page, across):
    """Two ties across before, eight after, eighteen members: 2·2/18 and 2·8/18."""
    found = page(net)
    card = found.cards[0]
    assert card.value == "+0.7"
    assert "From 0.2 to 0.9 ties" in card.detail
    frame = tables(found)["before_after"]
    assert frame["estimate"].iloc[0] == pytest.approx(2 * 6 / 18)
    assert "widest of three" in frame["how"].iloc[0]


def test_turnover_counts_pairs(net, page):
    frame = tables(page(net))["turnover"]
    across_ = frame.loc["Across organizations"]
    assert across_[["kept", "new", "lost"]].tolist() == [1, 7, 1]
    assert frame.loc["Inside an organization"][["kept", "new", "lost"]].tolist() == [6, 0, 0]
    assert frame.loc["All pairs", "observed pairs"] == 18 * 17 // 2


def test_the_share_across_stands_beside_its_expectation(net, page, across):
    frame = tables(page(net))["crossing_share"]
    assert frame["share across"].tolist() == pytest.approx([2 / 8, 8 / 14])
    assert frame["if ties ignored organization"].tolist() == pytest.approx([135 / 153] * 2)


def test_isolates_are_counted_among_those_who_answered(net, page):
    """Before, a3 … f3 have no tie; after, a3 is tied to e2."""
    frame = tables(page(net, audience="analyst"))["isolates"]
    assert frame["without a tie to any member"].tolist() == ["6", "5"]
    assert frame["without a tie to another organization"].tolist() == ["15", "6"]


def test_who_is_silent_and_named_by_nobody_is_not_called_an_isolate(page, cohort, across):
    pairs = {"before": across("a1-b1"), "after": across("a1-b1")}
    silent = {"after": ("cedar1", "cedar2")}
    frame = tables(page(cohort(pairs, responded=silent), audience="analyst"))["isolates"]
    assert frame["members who answered"].tolist() == [18, 16]
    assert frame["without a tie to any member"].tolist() == ["16", "14"]
    assert frame.iloc[:, -1].tolist() == ["0", "2"]


def test_pairs_of_organizations_are_those_of_members(net, page):
    """A–B and B–C before; A–B, A–C, B–D, C–D, A–E, E–F after; of fifteen."""
    frame = tables(page(net, audience="analyst"))["organization_pairs"]
    assert frame["joined"].tolist() == [2, 6]
    assert frame["pairs of organizations"].tolist() == [15, 15]
    assert page(net).cards[2].value == "6 of 15"


def test_the_matrix_of_organizations_reads_first_and_last_wave(net, page):
    frame = tables(page(net, audience="analyst"))["organizations"]
    assert frame.loc["1  Alder", "2"] == "1 → 2"
    assert frame.loc["2  Birch", "1"] == "1 → 2"
    assert frame.loc["3  Cedar", "4"] == "0 → 2"
    assert frame.loc["1  Alder", "1"] == "1 → 1"
    assert list(frame.index)[-1] == "7  Hub"


def test_hub_dependence_follows_its_definition(net, page):
    """Without h, g and i all pairs that can reach each other before still can."""
    found = page(net, audience="analyst")
    losses = tables(found)["hub_dependence"]
    assert losses.iloc[0, 0] == pytest.approx(0.0)
    assert found.cards[3].value.endswith("%")


def test_the_headline_kind_must_exist_and_must_not_be_opportunity(net, page):
    with pytest.raises(ArgumentError, match=r"\[report\] headline must be one of 'advice'"):
        page(net, headline="friendship")
    kinds = net.kinds.assign(evidence="opportunity", headline=False)
    from netweave import Network

    met = Network(net.people, net.ties, kinds, net.waves, net.roster)
    with pytest.raises(RefusalError, match="E-HEADLINE"):
        page(met, headline="advice")


def test_several_kinds_that_could_be_the_headline_must_be_chosen_from(page):
    import pandas as pd

    from netweave import Network

    ties = pd.DataFrame({
        "learner": ["ana", "ana"],
        "learned_from": ["ben", "ben"],
        "kind": ["advice", "support"],
    })
    kinds = pd.DataFrame({"headline": [True, True]}, index=["advice", "support"])
    both = Network(["ana", "ben"], ties, kinds)
    with pytest.raises(DataError, match='headline = "advice"'):
        page(both)
    assert page(both, headline="support").cards[0].value == "Not defined"


def test_the_threshold_is_moved_one_level_each_way(page, cohort, across):
    """At level 2 and up the pair is new; at level 3 there is nothing."""
    from netweave import Network

    one = cohort({"before": across("a1-a2"), "after": across("a1-a2 a1-b1 b1-c1")})
    ties = one.ties.assign(weight=[2.0, 2.0, 2.0, 2.0, 2.0, 2.0, 1.0, 1.0])
    kinds = one.kinds.assign(threshold=2.0, scale="FREY_LCS")
    levelled = Network(one.people, ties, kinds, one.waves, one.roster)
    frame = tables(page(levelled))["threshold_sensitivity"]
    assert frame.index.tolist() == ["networking or more", "cooperation or more (used here)"]
    assert frame["change per person"].tolist() == pytest.approx([2 * 2 / 18, 2 * 1 / 18])


def leaves(cohort, count):
    """Give one wave in which Alder's first member alone is tied to all others and to h."""
    people = ["alder1", "alder2", "alder3", "birch1", "birch2", "birch3"][: count + 1]
    pairs = [("alder1", other) for other in (*people[1:], "h")]
    return cohort({"only": pairs}, people, waves=("only",), conveners=("h",))


def test_what_hangs_on_the_convener_stands_beside_one_member(page, cohort, net):
    card = page(leaves(cohort, 3), audience="analyst").cards[3]
    assert card.value == "0%"
    assert "without the one member who matters most it is 100%" in card.detail
    assert "without the 3 conveners together" in page(net).cards[3].detail
    table = next(t for t in page(net).tables if t.name == "hub_dependence")
    assert "of whom there are 153 at before and 153 at after" in table.note
    assert "the conveners included" in table.note


@pytest.mark.parametrize(("count", "most"), [(3, None), (5, 1.0)])
def test_sole_contacts_of_a_member_need_ten_open_pairs(page, cohort, count, most):
    """In the middle of 3 members and h there are 6 open pairs, of 5 members and h 15."""
    frame = tables(page(leaves(cohort, count), audience="analyst"))["hub_dependence"]
    row = frame.loc[frame.index.str.startswith("Sole common contact")].iloc[0]
    found = row["only: without the member who costs most"]
    assert found == pytest.approx(float("nan") if most is None else most, nan_ok=True)


def test_n_stands_beside_the_losses_for_the_analyst_only(page, cohort):
    frame = tables(page(leaves(cohort, 5), audience="analyst"))["hub_dependence"]
    assert frame["only: n"].iloc[0] == 15
    assert not any(name.endswith(": n") for name in tables(page(leaves(cohort, 5)))[
        "hub_dependence"])  # fmt: skip


def test_density_is_that_of_the_observed_pairs(page, cohort, across):
    """Of six pairs one is between two silent people: one tie among five."""
    people = ["alder1", "alder2", "birch1", "birch2"]
    silent = {"only": ("birch1", "birch2")}
    one = cohort({"only": across("a1-a2")}, people, waves=("only",), responded=silent)
    frame = tables(page(one, audience="analyst"))["cohesion"]
    assert frame.loc["Share of observed pairs that are tied (density)", "only"] == "20.0%"


def test_reciprocity_says_over_how_many_pairs(page, cohort, across):
    """Two of three answered: the one pair of them is tied one way, the arc of the third is out."""
    from netweave import Network

    one = cohort({"only": across("a1-a2 a1-b1")}, ["alder1", "alder2", "birch1"],
                 waves=("only",), responded={"only": ("birch1",)})  # fmt: skip
    kinds = one.kinds.assign(mutual=False, reciprocity_eligible=True, reporter="learner")
    ties = one.ties.iloc[[0, 1, 2]]
    frame = tables(page(Network(one.people, ties, kinds, one.waves), audience="analyst"))
    column = frame["cohesion"]["only"]
    assert column["Share of ties that go both ways (reciprocity)"] == "100%"
    assert column["… over so many pairs in which both answered"] == "1"


def test_the_difference_of_the_index_is_rounded_itself(page, cohort, across):
    """4 ties across, 3 inside: 1/7; expected 1 − 72/306: the difference is −0.62, not 0.1 − 0.8."""
    pairs = across("a1-b1 b1-c1 c1-d1 d1-e1 a1-a2 b1-b2 c1-c2")
    frame = tables(page(cohort({"only": pairs}, waves=("only",))))["ei_index"]
    assert frame["only"].tolist() == ["0.1", "0.8", "−0.6"]


def test_people_without_ties_stand_beside_their_base(page, cohort, across):
    pairs = {"before": across("a1-b1"), "after": across("a1-b1")}
    found = page(cohort(pairs, responded={"after": ("cedar1", "cedar2")}), audience="analyst")
    assert "16 of 18 → 14 of 16" in found.cards[4].detail
    assert "among the pairs observed" in found.cards[4].detail


def test_the_card_names_the_interval_as_the_table_does(page, cohort, across):
    """With three organizations the jackknife over organizations is not used."""
    people = [f"{name}{n}" for name in ("alder", "birch", "cedar") for n in (1, 2, 3)]
    pairs = {"before": across("a1-b1"), "after": across("a1-b1 b1-c1 a2-c1 a3-b2")}
    found = page(cohort(pairs, people))
    which = tables(found)["before_after"]["how"].iloc[0].partition(": ")[0]
    assert which == "widest of two"
    assert f"the {which} (" in found.cards[0].detail
    assert found.cards[0].detail.endswith("This cohort only.")


def test_the_card_gives_the_change_over_the_same_reporters_too(page, cohort, edges):
    hubs = ("h", "g", "i")
    found = page(cohort(edges, responded={"after": ("fir1",)}, conveners=hubs))
    table = found.sections[0].tables[0]
    row = table.frame.set_index("").filter(like="same people in both waves", axis=0).iloc[0]
    said = found.cards[0].detail.partition("Over pairs reported by the same people both times: ")
    assert said[2].startswith(f"+{row['estimate']:.2f}")
    steady = page(cohort(edges, conveners=hubs)).cards[0].detail
    assert "Over pairs reported" not in steady


def test_pairs_of_organizations_are_counted_with_the_convener_too(net, page):
    """After, six of fifteen; h, g and i are tied to Alder, Birch, Cedar, Dune, Elm and Fir."""
    frame = tables(page(net, audience="analyst"))["organization_pairs"]
    assert frame.loc["after", "joined, with the convener"] == "12 of 21"


def test_both_sides_have_their_share(page, cohort, edges):
    """Two of eighteen silent: 120 of 153 pairs have both answers, 152 at least one."""
    silent = {"after": ("fir1", "fir2")}
    frame = tables(page(cohort(edges, responded=silent, conveners=("h", "g", "i"))))["coverage"]
    assert frame.loc["after", "both sides"] == pytest.approx(120 / 153)
    assert frame.loc["after", "coverage"] == pytest.approx(152 / 153)
