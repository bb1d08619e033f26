"""What stands beside the headline, who sees it, and what missing answers could do."""

import math

import pandas as pd
import pytest
from markupsafe import Markup

import netweave as nw
from netweave.audience import LEVELS
from netweave.report import Options, beside, chance, make_page, pictures
from netweave.report.findings import REMEMBERED
from netweave.report.page import Picture

HUBS = ("h", "g", "i")


def frames(page):
    """Give the frames of a page by name."""
    return {table.name: table.frame for table in page.tables}


def words(page):
    """Give every text of a page."""
    return "\n".join(
        getattr(part, "text", "") for section in page.sections for part in section.parts
    )


@pytest.fixture(scope="module")
def pages(net):
    """Make the page of the cohort for each audience, once."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(pictures, "_picture", undrawn)
        patch.setattr(chance, "DRAWS", 20)
        return {name: make_page(net, Options("A cohort", audience=name)) for name in LEVELS}


def undrawn(name, draw, alt, caption, size):
    """Stand in for a map."""
    return Picture(name, Markup("<svg></svg>"), alt, caption)


def knowing(net, pairs):
    """Ask who knew whom in the first wave: these pairs did."""
    rows = [(one, other) for pair in pairs for one, other in (pair, pair[::-1])]
    knew = pd.DataFrame(rows, columns=["learner", "learned_from"]).assign(
        wave="before", kind="acquaintance"
    )
    asked = net.kinds.rename(index={"advice": "acquaintance"}).assign(headline=False)
    kinds = pd.concat([net.kinds, asked])
    roster = net.roster.assign(responded_acquaintance=net.roster["responded"])
    ties = pd.concat([net.ties[[*knew.columns]], knew], ignore_index=True)
    return nw.Network(net.people, ties, kinds, net.waves, roster)


def test_strangers_who_work_together_are_counted(cohort, edges, page, across):
    """135 pairs across; a1–b1, b1–c1 were tied, a1–c1 acquainted: of 132, six are tied now."""
    net = knowing(cohort(edges, conveners=HUBS), across("a1-c1"))
    found = page(net, headline="advice")
    said = "6 of 132 pairs of strangers now have a tie"
    assert said in found.statement
    assert said in words(found)
    assert "3 knew each other already or were tied, and of 0 nobody was asked" in words(found)


@pytest.mark.parametrize(("late", "verb"), [(False, "reported"), (True, "remember")])
def test_the_heading_says_what_was_measured(late, verb):
    told = nw.compare.Change(pd.DataFrame(), "", strangers=pd.DataFrame({"retrospective": [late]}))
    heading = beside._heading(told)
    assert heading == f"Pairs who {verb} that they did not know each other"


def test_where_nobody_was_asked_who_knew_whom_that_is_said(pages):
    assert "nobody was asked who knew whom at the start" in words(pages["network"])


@pytest.mark.parametrize("audience", ["network", "public"])
def test_findings_that_count_single_people_are_for_the_analyst(pages, audience):
    exact = frames(pages["analyst"])["secondary"]
    coarse = frames(pages[audience])["secondary"]
    single = "Change in the share of people without a tie"
    assert single in set(exact[""])
    assert single not in set(coarse[""])
    assert {"lowest without one", "highest without one"} <= set(exact.columns)
    assert not {"lowest without one", "highest without one"} & set(coarse.columns)


def test_the_findings_are_those_of_the_comparison(net, pages):
    frame = frames(pages["analyst"])["secondary"].set_index("")
    change = nw.compare.before_after(net.wave("before"), net.wave("after"), kind="advice")
    rows = change.secondary.set_index("term")
    label = "Of pairs across not tied before, the share tied after"
    assert frame.loc[label, "found"] == pytest.approx(7 / 133)
    assert frame["p, adjusted"].dropna().tolist() == rows["p_holm"].dropna().tolist()
    for column in ("95% from", "95% to"):
        assert frame[column].dropna().between(-1, 1).all()
    assert frame.loc[label, "95% from"] >= 0


def levelled(cohort, across):
    """Keep nine ties, of which one rises and one falls by a level."""
    pairs = across("a1-b1 b1-c1 c1-d1 d1-e1 e1-f1 f1-a2 a2-b2 b2-c2 c2-d2")
    one = cohort({"before": pairs, "after": pairs})
    weight = [3.0] * 18 + [4.0, 4.0, 2.0, 2.0] + [3.0] * 14
    kinds = one.kinds.assign(scale="FREY_LCS")
    return nw.Network(one.people, one.ties.assign(weight=weight), kinds, one.waves, one.roster)


def test_levels_of_kept_ties_are_ranges_where_they_are_small(cohort, across, page):
    net = levelled(cohort, across)
    exact = frames(page(net, audience="analyst"))["level_transitions"].set_index("level at before")
    row = exact.loc["coordination", ["cooperation", "coordination", "coalition"]]
    assert row.tolist() == ["1", "7", "1"]
    coarse = frames(page(net))["level_transitions"].set_index("level at before")
    row = coarse.loc["coordination", ["cooperation", "coordination", "coalition"]]
    assert row.tolist() == ["1–4", "7", "1–4"]
    shares = frames(page(net))["secondary"].set_index("")["found"]
    assert shares["Of kept ties, the share whose level rose"] == "suppressed"
    assert shares["Share whose level rose less share whose level fell"] == "suppressed"


@pytest.mark.parametrize(
    ("value", "said"),
    [(0.2, "20%"), (-0.13, "−13%"), (0.041, "4.1%"), (0.0, "0%"), (math.nan, "–"),
     ("suppressed", "hidden")],
)  # fmt: skip
def test_shares_are_written_in_hundredths(value, said):
    assert beside.points(value) == said


def test_bounds_and_tipping_point_stand_beside_the_headline(cohort, edges, page):
    silent = {"after": ("fir1", "fir2", "elm1")}
    found = page(cohort(edges, responded=silent, conveners=HUBS))
    frame = frames(found)["nonresponse_sensitivity"].set_index("")
    bounds = frame.loc[[name for name in frame.index if name.startswith("… at the ")]]
    low, high = bounds["change per person"]
    assert low < frame["change per person"].iloc[0] <= high + 1e-12
    assert "2 pairs across organizations were not observed both times" in words(found)
    assert "one side only answered in 0% at the start" in words(found)


def test_with_everybody_answering_there_is_nothing_to_undo(pages):
    assert "Every pair across organizations was observed both times." in words(pages["network"])


def three_waves(cohort, edges, across):
    """Give three waves, the last with one tie more."""
    pairs = {"one": edges["before"], "two": edges["after"],
             "three": edges["after"] + across("a2-f2")}  # fmt: skip
    return cohort(pairs, waves=("one", "two", "three"), conveners=HUBS)


def test_three_waves_are_laid_out_step_by_step(cohort, edges, across, page):
    """Two, eight, nine ties across: 2·6/18 and 2·1/18 per person."""
    found = page(three_waves(cohort, edges, across))
    frame = frames(found)["steps"].set_index("step")
    assert frame.index.tolist() == ["one → two", "two → three"]
    assert frame["change per person"].tolist() == pytest.approx([2 * 6 / 18, 2 / 18])
    assert "W23" in words(found)


def test_two_waves_are_no_steps(pages):
    assert "steps" not in frames(pages["network"])


def test_indices_stand_beside_random_networks(net, pages):
    found = pages["analyst"]
    frame = frames(found)["hub_or_node"]
    assert frame["wave"].unique().tolist() == ["before", "after"]
    last = frame[frame["wave"] == "after"].set_index("")
    judged = nw.hub_or_node(net.wave("after"), draws=20, seed=1)
    value = judged.table.set_index("term").loc["gini", "without_convener"]
    assert (
        last.loc["How unequally ties are spread (Gini)", "without the convener"] == f"{value:.2f}"
    )
    assert judged.sentence in words(found)


def test_what_one_person_leaving_would_part_is_said_in_steps(pages):
    frame = frames(pages["network"])["hub_or_node"].set_index("")
    row = frame.loc["Pairs that one person's leaving would part, at most"]
    steps = {"under 10%", "10 to 24%", "25 to 49%", "50% or more", "–"}
    assert set(row["with the convener"]) | set(row["without the convener"]) <= steps


def test_with_fewer_than_fifteen_people_no_shape_is_named(cohort, across, page):
    people = [f"{name}{n}" for name in ("alder", "birch", "cedar") for n in (1, 2, 3, 4)]
    one = cohort({"only": across("a1-a2 a1-b1 b1-c1 c1-c2")}, people, waves=("only",))
    assert "No structural phase is named: with 12 people" in words(page(one))


def test_clusters_stand_beside_their_place(pages):
    frame = frames(pages["analyst"])["clusters"]
    assert frame["adjusted Rand index"].between(-1, 1).all()
    assert frame["its place among random networks"].between(0, 1).all()


def test_what_is_only_remembered_is_not_on_page_one(net, page):
    kinds = net.kinds.assign(retrospective=True)
    found = page(nw.Network(net.people, net.ties, kinds, net.waves, net.roster))
    assert REMEMBERED.format(first="before") in found.statement
    assert found.cards[0].value == found.cards[1].value == "Not defined"
    assert not any("before" in card.detail.replace("at before was", "") for card in found.cards)
    assert "W10" in [notice.code for notice in found.warnings]
    assert "before_after" in frames(found)
