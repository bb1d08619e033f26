"""A convener tied to one lead of each organization, and twenty sessions that everybody came to.

Eight organizations of three, everybody tied to everybody inside; three pairs of leads of different
organizations are tied too. Without the convener six people each can reach each other in three
pairs of organizations, and three each in the other two: 3 · 15 + 2 · 3 = 51 of 276 pairs of
members, 18 in 100.
"""

from itertools import combinations

import pandas as pd
import pytest

import netweave as nw

LINKED = ((0, 1), (2, 3), (4, 5))


@pytest.fixture
def records(answering):
    """Write the files of a cohort with these three pairs of leads."""
    return answering(LINKED)


@pytest.fixture
def answering(small_cohort):
    """Write the files, and let people answer so that these ties come out in both waves."""

    def write(linked):
        return written(small_cohort, linked)

    return write


def written(small_cohort, linked):
    """Write the raw files: answers by hand, and everybody at every session."""
    _, project = small_cohort(9, conveners=1, response=(1.0, 1.0), sessions=(("workshop", 20),))
    folder = project.parent
    roster = pd.read_csv(folder / "roster.csv")
    members = roster[roster["convener"] == "no"]
    leads = members.groupby("organization", sort=False)["person_id"].first().tolist()
    convener = roster.loc[roster["convener"] == "yes", "person_id"].item()
    pairs = [(lead, convener) for lead in leads]
    pairs += [(leads[one], leads[other]) for one, other in linked]
    for _, people in members.groupby("organization", sort=False)["person_id"]:
        pairs += combinations(people, 2)
    facts = roster.set_index("person_id")
    for wave, day in (("baseline", "2022-01-20"), ("closing", "2024-03-20")):
        told = dict.fromkeys(facts.index, "")
        rows = [(one, other) for one, other in pairs]
        rows += [(person, None) for person in told if person not in {one for one, _ in pairs}]
        answers = [
            [f"R-{number}", f"{day} 10:00:00", facts.loc[one, "email"],
             facts.loc[other, "name"] if other else "", "Collaboration" if other else ""]
            for number, (one, other) in enumerate(rows)
        ]  # fmt: skip
        path = folder / f"survey_{wave}.csv"
        columns = pd.read_csv(path, encoding="utf-8-sig").columns
        pd.DataFrame(answers, columns=columns).to_csv(path, index=False)
    log = pd.read_excel(folder / "sessions.xlsx", engine="calamine")
    everybody = [
        {**first, "name": person["name"], "email": person["email"], "role": "attendee"}
        for first in log.drop_duplicates("session").to_dict("records")
        for person in roster.to_dict("records")
    ]
    pd.DataFrame(everybody, columns=log.columns).to_excel(folder / "sessions.xlsx", index=False,
                                                          sheet_name="Attendance")  # fmt: skip
    return project


SAID = (
    "Without the convener, 18 in 100 member pairs can still reach each other, 51 of 276 (with the "
    "convener 100 in 100); 3 of 28 organization pairs are linked directly."
)


def test_the_finding_says_who_can_still_reach_whom(records):
    net = nw.weave_project(nw.read_project(records))
    assert (net.report.affiliations.events["kind"] == "attendance").sum() == 20
    found = nw.hub_or_node(net.where(kind="learning").wave("closing"), seed=1)
    assert found.sentence.startswith(SAID)
    assert (found.linked, found.group_pairs) == (3, 28)
    assert found.phase_without_convener.label == "scattered_fragments"


@pytest.mark.parametrize("linked", [(), LINKED[:2]])
def test_one_convener_is_one_hub(answering, linked):
    net = nw.weave_project(nw.read_project(answering(linked)))
    found = nw.structural_phase(net.where(kind="learning").wave("closing"), draws=0)
    assert found.label == "hub_and_spoke"


def test_the_report_of_the_analyst_says_it_and_never_several_hubs(records, reported):
    found = reported(records, "analyst")
    assert SAID in found.page
    assert "no shape is named" in found.page  # the rule of a single hub is missed by little
    never_several_hubs(found)


def test_the_report_of_the_network_says_it_in_steps(records, reported):
    found = reported(records)
    said = "Without the convener, 0 to 19% of the pairs of members can still reach each other"
    assert f"{said} (all with them); " in found.page
    assert "organization pairs are linked directly" in found.page
    assert "51 of 276" not in found.page
    never_several_hubs(found)


def never_several_hubs(found):
    """Fail where the page takes one convener for several hubs, or sessions for ties."""
    for words in ("multi-hub", "multi_hub", "several hubs"):
        assert words not in found.page
    assert "about as many ties outside their own organization" in found.page
    assert found.has("sessions")
