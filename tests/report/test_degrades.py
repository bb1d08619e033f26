"""What cannot be said is said to be so, and why."""

import pandas as pd
import pytest

import netweave as nw


def words(page):
    """Give every text of a page, card by card and part by part."""
    cards = [f"{card.value} {card.detail}" for card in page.cards]
    parts = [getattr(part, "text", "") for section in page.sections for part in section.parts]
    return "\n".join([page.statement, *cards, *parts])


def test_one_wave_is_described_and_change_is_withheld(page, cohort, edges):
    found = page(cohort({"only": edges["after"]}, waves=("only",), conveners=("h", "g", "i")))
    assert found.cards[0].value == found.cards[1].value == "Not defined"
    assert "recorded in one wave (only) only. A change needs the same question at two" in words(
        found
    )
    assert "14 tied pairs among 18 members at only" in found.statement
    assert found.cards[2].value == "6 of 15"
    assert found.picture is not None


def test_without_organizations_turnover_stands_and_p1_says_why_it_does_not(page, cohort, edges):
    one = cohort(edges, conveners=("h", "g", "i"))
    roster = one.roster.assign(organization=pd.NA)
    found = page(nw.Network(one.people, one.ties, one.kinds, one.waves, roster))
    text = words(found)
    assert found.cards[0].value == "Not defined"
    assert "nobody's organization is known" in text
    assert found.cards[1].value == "7 new, 1 lost"
    assert "Whether ties cross organizations cannot be said" in text
    names = {table.name for table in found.tables}
    assert "turnover" in names
    assert "organizations" not in names
    assert found.picture is None
    assert "A map of people is drawn for the analyst only" in found.missing_picture


def test_attendance_alone_gives_exposure_and_no_headline(page):
    people = nw.read_people(pd.DataFrame({"id": [f"p{n}" for n in range(8)]}), id="id")
    log = pd.DataFrame({"who": [f"p{n}" for n in range(8)] * 2, "event": ["s1"] * 8 + ["s2"] * 8})
    attendance = nw.read_attendance(log, person="who", event="event")
    net, events = nw.weave(people, attendance), nw.affiliate(people, attendance)
    found = page(net, events)
    assert "these records hold only opportunity" in found.statement
    assert {card.value for card in found.cards} == {"Not defined"}
    names = {table.name for table in found.tables}
    assert "sessions" in names
    assert not names & {"before_after", "turnover", "cohesion", "hub_dependence"}
    assert "100% of all pairs of members were in the same session" in words(found)
    assert "W05" in {notice.code for notice in found.warnings}
    analyst = page(net, events, audience="analyst")
    assert "they are not ties" in analyst.picture.caption


def test_works_alone_are_described(page):
    works = pd.DataFrame({
        "who": [f"Ann {c}" for c in "abcdef"] + ["Ann a", "Ann c"],
        "work": ["w1", "w1", "w2", "w2", "w3", "w3", "w4", "w4"],
    })
    source = nw.read_authorship(works, person="who", work="work")
    people = nw.people_from(source)
    found = page(nw.weave(people, source), nw.affiliate(people, source))
    assert found.cards[0].value == "Not defined"
    assert "4 tied pairs among 6 members" in found.statement
    assert "works" in {table.name for table in found.tables}
    assert "Two people are tied if they made something together." in words(found)


def test_path_measures_are_withheld_in_words_below_60_in_100_pairs(page, cohort, edges):
    silent = {"after": tuple(f"{letter}{n}" for letter in ("alder", "birch", "cedar", "dune")
                             for n in (1, 2, 3))}  # fmt: skip
    found = page(cohort(edges, responded=silent, conveners=("h", "g", "i")))
    assert "W03" in {notice.code for notice in found.warnings}
    assert found.cards[3].value == "Not shown"
    assert "numbers that follow paths through the network cannot be trusted" in words(found)
    frames = {table.name: table.frame for table in found.tables}
    assert set(frames["hub_or_node"]["wave"]) == {"before"}
    reached = frames["cohesion"].set_index("")["after: members only"]
    assert reached["Others reached within two steps, on average"] == "withheld"
    assert reached["Tied pairs of people"] == "14"
    assert not any("after" in column for column in frames["hub_dependence"].columns)


def test_nobody_marked_as_convener(page, cohort, edges):
    found = page(cohort(edges | {"after": edges["after"][:9], "before": edges["before"][:8]}))
    assert found.cards[3].value == "Not defined"
    assert "nobody is marked as convener" in words(found)
    frame = next(table.frame for table in found.tables if table.name == "cohesion")
    assert list(frame.columns) == ["", "before", "after"]


def test_one_organization(page, cohort):
    people = [f"alder{n}" for n in range(1, 8)]
    pairs = {"before": [("alder1", "alder2")], "after": [("alder1", "alder3")]}
    found = page(cohort(pairs, people))
    assert found.cards[0].value == "Not defined"
    assert "there is only one organization" in words(found)
    assert found.cards[1].value == "1 new, 1 lost"


def test_no_ties_at_all(page, cohort):
    found = page(cohort({"before": [], "after": []}, conveners=("h", "g", "i")))
    assert "there are no ties" in words(found)
    assert found.cards[2].value == "0 of 15"


@pytest.mark.parametrize("audience", ["network", "analyst", "public"])
def test_three_waves_compare_the_first_with_the_last(page, audience, cohort, across):
    pairs = {"start": across("a1-b1"), "middle": across("a1-b1 b1-c1"), "end": across("c1-d1")}
    found = page(cohort(pairs, waves=("start", "middle", "end")), audience=audience)
    frames = {table.name: table.frame for table in found.tables}
    assert list(frames["coverage"]["wave"]) == ["start", "middle", "end"]
    assert "Compared are start and end" in words(found)
    assert "The waves in between (middle)" in words(found)


def unanswered(cohort, edges, *waves):
    """Give the cohort with nothing known about who answered in some waves."""
    one = cohort(edges, conveners=("h", "g", "i"))
    forgotten = one.roster.index.get_level_values("wave").isin(waves)
    gave = one.roster["responded"].mask(forgotten).astype("boolean")
    return nw.Network(one.people, one.ties, one.kinds, one.waves, one.roster.assign(responded=gave))


def test_page_one_says_that_it_is_not_known_who_answered(page, cohort, edges):
    found = page(unanswered(cohort, edges, "before", "after"))
    assert found.statement.count("not known") == 1
    assert "answered is not known" in found.statement
    assert "It is not known who answered at before and after" in words(found)
    assert "not known" not in page(unanswered(cohort, edges)).statement


def test_one_wave_of_unknown_answers_gives_no_change_and_says_so(page, cohort, edges):
    found = page(unanswered(cohort, edges, "before"))
    assert "it is known who answered in one wave, but not in 'before'" in found.statement
    assert found.cards[0].value == found.cards[1].value == "Not defined"
    assert "turnover" not in {table.name for table in found.tables}


def test_a_single_wave_of_unknown_answers_says_so_on_page_one(page, cohort, edges):
    one = cohort({"only": edges["after"]}, waves=("only",), conveners=("h", "g", "i"))
    people = one.people.drop(columns="responded")
    found = page(nw.Network(people, one.ties, one.kinds, one.waves))
    assert "It is not known who answered at only" in found.statement


def test_where_nobody_knows_who_answered_nobody_is_said_to_have(page, cohort, edges):
    one = cohort({"only": edges["after"]}, waves=("only",), conveners=("h", "g", "i"))
    found = page(nw.Network(one.people.drop(columns="responded"), one.ties, one.kinds, one.waves))
    assert "who answered" not in found.cards[4].unit
    frame = next(table.frame for table in found.tables if table.name == "isolates")
    assert "members" in frame.columns


@pytest.mark.parametrize(("agreement", "stable"), [(0.79, False), (0.8, True)])
def test_an_unstable_division_is_not_described(page, net, monkeypatch, agreement, stable):
    from dataclasses import replace

    from netweave.analytics.clusters import found as clusters

    found = clusters.communities
    monkeypatch.setattr(
        clusters,
        "communities",
        lambda *one, **options: replace(found(*one, **options), agreement=agreement),
    )
    text = words(page(net))
    assert ("no stable division into clusters was found" in text) is not stable
    assert ("are in the same cluster" in text) is stable


def test_zero_between_organizations_is_said_of_observed_pairs(page, cohort, edges):
    said = "0 means that there is no tie among the pairs observed."
    silent, hubs = {"after": ("fir1",)}, ("h", "g", "i")
    assert said in words(page(cohort(edges, responded=silent, conveners=hubs)))
    assert said not in words(page(cohort(edges, conveners=hubs)))


def test_without_ties_means_among_the_pairs_observed(page, cohort):
    silent = {"after": ("fir1", "fir2")}
    found = page(cohort({"before": [], "after": []}, responded=silent, conveners=("h", "g", "i")))
    assert "there are no ties among the pairs observed" in found.cards[3].detail


def test_answers_that_were_lost_are_counted(page):
    roster = pd.DataFrame({"id": [f"p{n}" for n in range(6)], "org": list("AABBCC")})
    rows = pd.DataFrame({"who": ["p0", "p1", "p2"], "whom": ["p1", "p0", "nobody known"]})
    source = nw.read_survey(
        rows, wave="only", respondent="who", named="whom", direction="learned_from"
    )
    net = nw.weave(nw.read_people(roster, id="id", organization="org"), source)
    said = "named somebody and could not be used."
    assert f"1 answer {said}" in words(page(net, audience="analyst"))
    assert f"1–4 answers {said}" in words(page(net))


def test_answers_of_which_none_could_be_used_are_no_zero(page):
    roster = nw.read_people(pd.DataFrame({"id": [f"p{n}" for n in range(12)]}), id="id")
    told = pd.DataFrame({"who": ["p1", "p2", "p3"], "whom": ["x", "y", "z"]})
    survey = nw.read_survey(told, wave="a", learner="who", learned_from="whom")
    statement = page(nw.weave(roster, survey), audience="analyst").statement
    assert "Nothing is known of ties at a: nobody’s answers could be used." in statement
    assert "0 tied" not in statement
