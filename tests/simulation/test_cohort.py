"""The tables say what the truth says, less those who are silent, plus what was planted."""

from dataclasses import replace
from datetime import date

import numpy as np
import pandas as pd
import pytest

import netweave.simulation as sim
from netweave.simulation import CohortSettings, Wave, faults, names, surveys

CLEAN = CohortSettings(misspellings=0, unsettled=0, faults=False)


@pytest.fixture(scope="module")
def cohort():
    return sim.simulate_cohort(seed=4)


@pytest.fixture(scope="module")
def clean():
    return sim.simulate_cohort(CLEAN, seed=4)


def written_as(people):
    """Give the ids by plain name."""
    return {names.plain(name): person for person, name in people["name"].items()}


def test_the_same_seed_gives_the_same_cohort(cohort):
    again = sim.simulate_cohort(seed=4)
    assert list(again.tables) == list(cohort.tables)
    for name, table in cohort.tables.items():
        pd.testing.assert_frame_equal(again.tables[name], table)
    pd.testing.assert_frame_equal(again.truth.dyads, cohort.truth.dyads)
    assert again.truth.as_dict() == cohort.truth.as_dict()


def test_another_seed_gives_another_cohort(cohort):
    other = sim.simulate_cohort(seed=5)
    assert not other.tables["survey_closing"].equals(cohort.tables["survey_closing"])


def test_fewer_sessions_leave_people_and_ties_as_they_are(cohort):
    fewer = sim.simulate_cohort(CohortSettings(sessions=(("webinar", 2),)), seed=4)
    pd.testing.assert_frame_equal(fewer.truth.dyads, cohort.truth.dyads)


def test_the_default_cohort_is_the_community_of_practice(cohort):
    people, roster = cohort.truth.people, cohort.tables["roster"]
    sizes = people[~people["convener"]].groupby("organization").size()
    assert len(sizes) == 8
    assert sizes.between(5, 8).all()
    assert people["convener"].sum() == 3
    assert roster["person_id"].is_unique
    assert roster["email"].is_unique
    assert people["name"].is_unique
    assert set(roster["convener"]) == {"yes", "no"}
    sessions = cohort.tables["sessions"]
    assert set(sessions["format"]) == {"workshop", "webinar", "role-alike", "site visit", "lecture"}
    assert sessions["session"].nunique() == 24
    days = pd.to_datetime(sessions["date"], errors="coerce").dropna()
    assert days.between("2022-01-10", "2024-03-29").all()
    assert days.dt.day_of_week.max() <= 4


def test_who_is_eligible_takes_part_on_the_last_day_of_the_wave(clean):
    roster = clean.tables["roster"].set_index("person_id")
    joined, left = (
        pd.to_datetime(roster["joined"]),
        pd.to_datetime(roster["left"].replace("", None)),
    )
    truth = clean.truth
    for label, day in (("baseline", "2022-01-31"), ("closing", "2024-03-31")):
        here = (joined <= day) & ~(left <= day)
        assert truth.people[f"eligible_{label}"].tolist() == here.tolist()
    assert len(truth.joiners) == 4
    assert len(truth.leavers) == 3
    assert not truth.people.loc[truth.joiners, "eligible_baseline"].any()
    assert not truth.people.loc[truth.leavers, "eligible_closing"].any()


def test_expected_p1_again_from_the_matrices(cohort):
    truth = cohort.truth
    people = truth.people
    panel = people.index[
        ~people["convener"] & people["eligible_baseline"] & people["eligible_closing"]
    ]
    place = people.loc[panel, "organization"].to_numpy()
    cross = place[:, None] != place[None, :]
    before, after = (
        truth.matrix(wave).loc[panel, panel].to_numpy() for wave in ("baseline", "closing")
    )
    # each person's expected ties across organizations, averaged: every dyad counts at both ends
    by_person = (np.where(cross, after, 0) - np.where(cross, before, 0)).sum(axis=1)
    assert truth.expected_p1["baseline", "closing"] == pytest.approx(by_person.mean())
    assert truth.change["people"].iloc[0] == len(panel)
    assert truth.change["cross_dyads"].iloc[0] == cross.sum() / 2


def test_realised_p1_again_from_the_list_of_ties(cohort):
    truth = cohort.truth
    people = truth.people
    panel = people[~people["convener"] & people["eligible_baseline"] & people["eligible_closing"]]
    place = panel["organization"].to_dict()
    counts = {}
    for wave, rows in truth.ties.groupby("wave"):
        pairs = {
            tuple(sorted(arc)) for arc in zip(rows["learner"], rows["learned_from"], strict=True)
        }
        counts[wave] = sum(a in place and b in place and place[a] != place[b] for a, b in pairs)
    realised = 2 * (counts["closing"] - counts["baseline"]) / len(panel)
    assert truth.realised_p1.iloc[0] == pytest.approx(realised)


@pytest.mark.parametrize("wave", ["baseline", "closing"])
def test_reports_at_the_threshold_are_the_ties_of_those_who_answered(clean, wave):
    survey, truth = clean.tables[f"survey_{wave}"], clean.truth
    by_email = clean.tables["roster"].set_index("email")["person_id"]
    by_name = written_as(truth.people)
    named = survey[survey[surveys.COLLEAGUE] != ""]
    reports = {
        (by_email[who], by_name[names.plain(whom)], level.lower())
        for who, whom, level in zip(
            named[surveys.RESPONDENT], named[surveys.COLLEAGUE], named[surveys.LEVEL], strict=True
        )
    }
    assert len(reports) == len(named)
    weak = {report for report in reports if report[2] in {"networking", "no interaction"}}
    assert weak
    answered = truth.people.index[truth.people[f"responded_{wave}"]]
    ties = truth.ties[(truth.ties["wave"] == wave) & truth.ties["learner"].isin(answered)]
    assert reports - weak == set(
        zip(ties["learner"], ties["learned_from"], ties["level"], strict=True)
    )
    assert set(by_email[survey[surveys.RESPONDENT]]) == set(answered)


def test_who_named_nobody_has_one_row_without_a_colleague():
    quiet = replace(CLEAN, density_same=0.01, density_cross=0.01, weak_reports=0.0, effect=0.0)
    survey = sim.simulate_cohort(quiet, seed=1).tables["survey_baseline"]
    empty = survey[survey[surveys.COLLEAGUE] == ""]
    assert len(empty)
    assert (empty[surveys.LEVEL] == "").all()
    assert not survey.duplicated(surveys.RESPONDENT, keep=False)[empty.index].any()


def test_everybody_answers_where_the_response_is_one():
    settings = replace(CLEAN, response=(1.0, 1.0))
    truth = sim.simulate_cohort(settings, seed=1).truth
    assert truth.silent("baseline") == []
    assert truth.silent("closing") == []


def test_misspelt_names_match_nobody_and_the_alias_file_settles_most(cohort):
    truth, tables = cohort.truth, cohort.tables
    known = {names.plain(name) for name in tables["roster"]["name"]}
    assert len(truth.aliases) == 10
    assert truth.aliases["person"].is_unique
    columns = {"sessions": "name", "survey_closing": surveys.COLLEAGUE, "products": "author"}
    for row in truth.aliases.itertuples():
        assert names.plain(row.as_written) not in known
        if row.source == "roster":
            assert row.as_written == truth.people.loc[row.person, "name"]
        else:
            rows = tables[row.source]
            assert (rows[columns[row.source]] == row.as_written).any()
    settled = truth.aliases[truth.aliases["settled"]]
    assert len(truth.aliases) - len(settled) == 3
    assert (
        tables["aliases"].to_numpy().tolist()
        == settled[["as_written", "person"]].to_numpy().tolist()
    )


def test_a_misspelt_attendee_has_no_address_that_would_settle_it(cohort):
    aliases, sessions = cohort.truth.aliases, cohort.tables["sessions"]
    spelt = aliases.loc[aliases["source"] == "sessions", "as_written"]
    rows = sessions[sessions["name"].isin(spelt)]
    assert len(rows) >= len(spelt)
    assert (rows["email"] == "").all()


def test_two_people_of_different_organizations_have_nearly_the_same_name(cohort):
    people = cohort.truth.people
    pairs = [
        (first, second)
        for place, first in enumerate(people.itertuples())
        for second in list(people.itertuples())[place + 1 :]
        if len(first.name) == len(second.name)
        and sum(a != b for a, b in zip(first.name, second.name, strict=True)) == 1
    ]
    assert len(pairs) == 1
    first, second = pairs[0]
    assert first.organization != second.organization
    assert not cohort.truth.aliases["person"].isin([first.Index, second.Index]).any()


def test_each_fault_stands_where_the_truth_says(cohort):
    found = cohort.truth.faults.set_index("fault")
    sessions, survey = cohort.tables["sessions"], cohort.tables["survey_closing"]
    products = cohort.tables["products"]
    bad = sessions.loc[found.loc[faults.DATE, "row"], "date"]
    with pytest.raises(ValueError, match="day"):
        date.fromisoformat(bad)
    twice = found.loc[faults.REPEAT, "row"]
    assert sessions.loc[twice].tolist() == sessions.loc[twice - 1].tolist()
    assert sessions.loc[found.loc[faults.GUEST, "row"], "name"] == names.GUEST
    own = survey.loc[found.loc[faults.SELF, "row"]]
    owner = cohort.tables["roster"].set_index("email").loc[own[surveys.RESPONDENT], "person_id"]
    assert cohort.truth.people.loc[owner, "name"] == own[surveys.COLLEAGUE]
    again = found.loc[faults.AGAIN, "row"]
    same = [surveys.RESPONDENT, surveys.COLLEAGUE]
    assert survey.loc[again, same].tolist() == survey.loc[again - 1, same].tolist()
    assert products.loc[found.loc[faults.OTHERS, "row"], "author"] == "others"
    copy = products.loc[found.loc[faults.KEY, "row"]]
    assert products.loc[products["key"] == copy["key"], "entry"].nunique() == 2


def test_attendance_only_of_those_who_take_part(clean):
    roster = clean.tables["roster"].set_index("name")
    sessions = clean.tables["sessions"]
    joined = sessions["name"].map(roster["joined"])
    left = sessions["name"].map(roster["left"]).replace("", "9999-12-31")
    assert (joined <= sessions["date"]).all()
    assert (sessions["date"] < left).all()
    assert not sessions.duplicated(["session", "name"]).any()
    seated = sessions[sessions["breakout"] != ""]
    assert set(seated["format"]) == {"workshop", "role-alike"}
    assert set(seated["role"]) == {"attendee"}


def test_a_cohort_without_convener_sessions_products():
    bare = CohortSettings(conveners=0, sessions=(), products=0, joiners=0, leavers=0)
    cohort = sim.simulate_cohort(bare, seed=1)
    assert len(cohort.tables["sessions"]) == len(cohort.tables["products"]) == 0
    assert set(cohort.tables["roster"]["convener"]) == {"no"}
    assert cohort.truth.change["people"].iloc[0] == len(cohort.tables["roster"])


def test_three_waves_have_two_changes_and_the_effect_only_where_it_is_planted():
    waves = tuple(
        Wave(str(year), date(year, 1, 1), date(year + 1, 1, 1)) for year in (2022, 23 + 2000, 2024)
    )
    settings = replace(CLEAN, waves=waves, response=(0.9, 0.8, 0.8), effect=(0.0, 2.0))
    cohort = sim.simulate_cohort(settings, seed=2)
    assert list(cohort.truth.change.index) == [("2022", "2023"), ("2023", "2024")]
    assert cohort.truth.expected_p1["2022", "2023"] == pytest.approx(0.0, abs=1e-10)
    assert cohort.truth.expected_p1["2023", "2024"] > 0.5
    assert "survey_2023" in cohort.tables


def test_names_are_different_up_to_the_most_people():
    pairs = names.combine(names.MOST_PEOPLE, np.random.default_rng(0))
    plain = {names.plain(" ".join(pair)) for pair in pairs}
    assert len(plain) == names.MOST_PEOPLE
