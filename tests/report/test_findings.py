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
