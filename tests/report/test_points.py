"""Page one: findings that can be told, each with what it rests on; the scorecard beside them."""

import pytest

import netweave as nw
from netweave.report.points import limits
from netweave.report.scorecard import newly_joined
from netweave.report.wording import NOT_CONCLUDED

LEVELS = ("network", "public", "analyst")


@pytest.fixture(scope="module")
def first_wave(cohort, edges):
    """The first wave of the cohort, so that there is no change to report."""
    return cohort({"before": edges["before"]}, waves=("before",), conveners=("h", "g", "i"))


@pytest.mark.parametrize("audience", LEVELS)
def test_three_findings_the_change_first(told, audience):
    _, page, _ = told(audience)
    assert [one.id for one in page.points] == ["change", "hubs", "organizations"]
    change, hubs, organizations = page.points
    assert change.text.startswith("Members had ") or change.text.startswith("Observed: ")
    assert "95% interval" in change.text
    assert change.sure.endswith("No comparison group: this is change, not effect.")
    # How many of fewer than twenty members reach each other is for the analyst only.
    reach = "without the 3 conveners, 25 in 100 member pairs can still reach each other"
    alone = "among members alone, ties gather around single people about as much as in random"
    assert hubs.text.startswith(f"At after, {reach if audience == 'analyst' else alone}")
    assert "random networks with as many people and ties" in f"{hubs.text} {hubs.sure}"
    assert "of the shortest routes between members lead through the 3 conveners" in hubs.sure
    assert organizations.text.startswith("6 of 15 pairs of organizations are joined")
    assert all(one.section in {section.id for section in page.sections} for one in page.points)


def test_the_sentence_of_the_change_loses_nothing_but_the_shares(told):
    _, page, _ = told("analyst")
    said = f"{page.points[0].text} {page.points[0].sure}"
    assert all(part in said for part in page.statement.split(". ")[:1])
    section = next(one for one in page.sections if one.id == "change")
    assert section.parts[0].text == page.statement


def test_one_wave_tells_no_change_and_forbids_none(page, first_wave):
    found = page(first_wave)
    assert [one.id for one in found.points] == ["size", "hubs", "organizations"]
    assert "recorded in one wave" in found.points[0].sure
    assert "of the observed pairs" in found.points[0].text.lower()
    assert found.limits == NOT_CONCLUDED[1:]
    assert not any("cohort caused" in text for text in found.limits)


def test_what_is_not_known_of_organizations_is_no_finding(page, cohort, edges):
    net = cohort(edges, conveners=("h", "g", "i"))
    net = nw.Network(net.people, net.ties, net.kinds, ["before", "after"],
                     net.roster.drop(columns="organization"))  # fmt: skip
    found = page(net)
    assert "organizations" not in {one.id for one in found.points}
    assert found.points[0].text.startswith("Among all pairs of 18 people")
    assert "cannot be said" in found.points[0].sure
    assert [one.id for one in found.points][-1] == "isolates"


def test_scorecard_repeats_the_page_and_grades_nothing(told):
    _, page, _ = told("analyst")
    tables = {table.name: table for table in page.tables}
    lines = {row[0]: row for row in tables["scorecard_connectivity"].rows}
    first = lines["Ties outside the own organization, per member"]
    rows = {row[0]: row for row in tables["before_after"].rows}
    assert first[2:4] == [rows["Ties across organizations per person, before"][1],
                          rows["Ties across organizations per person, after"][1]]  # fmt: skip
    pairs = tables["organization_pairs"].rows
    assert lines["Pairs of organizations joined by a tie"][2:4] == [pairs[0][2], pairs[1][2]]
    # Joined at the end and not before: a-c, b-d, c-d ... solved by hand from the pairs: five.
    assert lines["Pairs of organizations newly joined"][2:4] == ["–", "5"]
    words = " ".join(part.text for section in page.sections if section.id == "scorecard"
                     for part in section.parts if hasattr(part, "text"))  # fmt: skip
    assert "no overall grade and no traffic light" in words


def test_newly_joined_pairs_are_counted_by_hand(told):
    found, _, _ = told("analyst")
    # Before: A-B, B-C. After: A-B, A-C, C-D, B-D, E-F, A-E (e2-a3).
    assert newly_joined(found.mixes[0], found.mixes[-1]) == (5, 13)
    assert limits(found) == NOT_CONCLUDED


def sentences(page):
    """Give what a page says in sentences; names and counts of rows are no claims."""
    for one in page.points:
        yield from (one.text, one.sure)
    for section in page.sections:
        if section.id not in {"limits", "glossary"}:
            texts = [part for part in section.parts if part.shape in {"text", "gap", "items"}]
            for part in texts:
                yield from getattr(part, "items", None) or [part.text]


@pytest.mark.parametrize("audience", LEVELS)
def test_the_page_says_no_more_than_the_change_supports(told, audience):
    found, page, _ = told(audience)
    said = [text for text in sentences(page) if text]
    assert len(said) > 20
    for text in said:
        assert nw.check_claim(text, found.change) == text


def test_a_page_without_a_change_says_nothing_of_one(page, first_wave):
    for text in sentences(page(first_wave)):
        assert nw.check_claim(text) == text
