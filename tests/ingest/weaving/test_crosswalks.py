"""The crosswalk: candidates for what finds nobody, and nothing decided by itself."""

import random
import time

import pandas as pd
import pytest

import netweave as nw
from netweave import errors
from netweave.ingest.fates import NO_SUCH_PERSON, SHARED_NAME
from netweave.ingest.weaving.crosswalks import ANOTHER, LEAST, TWICE, crosswalk
from netweave.ingest.weaving.former import GONE
from netweave.ingest.who import names
from netweave.ingest.who.decisions import COLUMNS, Crosswalk

ROSTER = pd.DataFrame({
    "id": ["p1", "p2", "p3", "p4", "p5"],
    "name": ["Ana Ruiz", "Bo Li", "Bo Li", "Maria Jones", "Cy Oh"],
    "org": ["Fernhill College", "Fernhill Coll.", "Fernhill College", "School 1", "School 2"],
})


def people(roster=ROSTER, **given):
    return nw.read_people(roster, **{"id": "id", "name": "name", "organization": "org", **given})


def log(*texts, **columns):
    frame = pd.DataFrame({"who": pd.Series(texts, dtype="str"), "event": "s1", **columns})
    given = {name: name for name in columns}
    return nw.read_attendance(frame, person="who", event="event", **given)


def row(found, text):
    (only,) = found.table[found.table["as_written"] == text].to_dict("records")
    return only


def test_every_text_that_finds_nobody_is_listed_with_three_candidates_at_most():
    found = crosswalk(people(), log("Ana Ruis", "Ana Ruis", "ruiz, ANA", "Zoe Q", None, "p1"))
    persons = found.table[found.table["source"] == "attendance"]
    assert persons["as_written"].tolist() == ["Ana Ruis", "Zoe Q"]
    assert list(found.table.columns) == list(COLUMNS)
    ana = row(found, "Ana Ruis")
    assert (ana["rows"], ana["reason"], ana["suggested_id"]) == (2, NO_SUCH_PERSON, "p1")
    assert (ana["suggested_name"], ana["suggested_score"]) == ("Ana Ruiz", 87.5)
    assert pd.isna(row(found, "Zoe Q")["suggested_id"])
    assert found.table["decision"].isna().all()


def test_an_initial_is_a_candidate_with_a_flag_and_never_decided():
    found = row(crosswalk(people(), log("M. Jones")), "M. Jones")
    assert found["suggested_id"] == "p4"
    assert found["suggested_score"] == 77.8  # 2 * 7 / (7 + 11): "jones m" in "jones maria"
    assert found["reason"] == f"{NO_SUCH_PERSON}; initials"
    assert pd.isna(found["decision"])
    net = nw.weave(people(), log("M. Jones", "p1"))
    assert net.report.unmatched["as_written"].tolist() == ["M. Jones"]


def test_addresses_and_names_beside_them_are_compared():
    found = crosswalk(
        people(), log("ana.ruiz@other.example", "x7@y.example", name=[None, "Cy Ooh"])
    )
    assert row(found, "ana.ruiz@other.example")["suggested_id"] == "p1"
    assert row(found, "ana.ruiz@other.example")["suggested_score"] == 100
    assert row(found, "x7@y.example")["suggested_id"] == "p5"


def test_a_shared_name_is_listed_with_all_who_share_it():
    found = row(crosswalk(people(), log("li, bo")), "li, bo")
    assert found["reason"] == SHARED_NAME
    assert (found["suggested_id"], found["second_id"]) == ("p2", "p3")
    assert found["suggested_name"] == "Bo Li (Fernhill Coll.)"
    assert found["second_name"] == "Bo Li (Fernhill College)"


def test_people_twice_in_the_roster_and_organizations_in_two_spellings():
    roster = pd.concat([ROSTER, ROSTER.iloc[[0]].assign(id="p6", name="Ana Ruis")])
    found = crosswalk(people(roster)).table
    assert found["reason"].tolist() == [ANOTHER, TWICE, TWICE]
    assert found["what"].tolist() == ["organization", "person", "person"]
    assert found["as_written"].tolist() == ["Fernhill Coll.", "p3", "p6"]
    assert found["suggested_name"].tolist()[0] == "Fernhill College"
    assert found["suggested_id"].tolist()[1:] == ["p2", "p1"]
    assert found["note"].tolist()[1:] == ["Bo Li (Fernhill College)", "Ana Ruis"]
    # School 1 and School 2 differ by a number: two organizations


def test_the_threshold_and_wrong_arguments():
    assert pd.isna(row(crosswalk(people(), log("Ana Ruis"), least=90), "Ana Ruis")["suggested_id"])
    for least in (0, 101):
        with pytest.raises(errors.ArgumentError, match="least must be"):
            crosswalk(people(), least=least)
    with pytest.raises(errors.ArgumentError, match=r"nw\.read_people"):
        crosswalk(ROSTER)


def test_nothing_to_decide_is_an_empty_table(tmp_path):
    found = crosswalk(people(ROSTER.iloc[[0]]), log("p1"))
    assert repr(found) == "<Crosswalk: 0 names to decide (0 decided)>"
    assert found.undecided == 0
    found.to_csv(tmp_path / "crosswalk.csv")


def decided(found, **decision):
    table = found.table.copy()
    for text, word in decision.items():
        table.loc[table["as_written"] == text.replace("_", " "), "decision"] = word
    return table


def test_writing_again_keeps_decisions_notes_and_the_candidates_they_were_made_on(tmp_path):
    first = crosswalk(people(), log("Ana Ruis", "Cy Ohh"))
    table = decided(first, Ana_Ruis="accept")
    table.loc[table["as_written"] == "Cy Ohh", "note"] = "ask Bo"
    path = tmp_path / "crosswalk.csv"
    nw_table = type(first)(table)
    nw_table.to_csv(path)
    nearer = pd.concat([ROSTER, ROSTER.iloc[[0]].assign(id="p9", name="Anna Ruis")])
    again = crosswalk(people(nearer), log("Ana Ruis", "Cy Ohh", "ANA RUIS"), decisions=path)
    ana = row(again, "Ana Ruis")
    assert (ana["decision"], ana["suggested_id"], ana["suggested_score"]) == ("accept", "p1", 87.5)
    assert row(again, "ANA RUIS")["decision"] == "accept"  # weave reads it so too
    assert row(again, "Cy Ohh")["note"] == "ask Bo"
    assert pd.isna(row(again, "Cy Ohh")["decision"])
    again.to_csv(path)
    later = crosswalk(people(), log("p1"), decisions=path)
    assert later.table["as_written"].tolist() == ["Fernhill Coll.", "p3", "ANA RUIS", "Ana Ruis"]
    assert later.table["reason"].tolist()[2:] == [GONE, GONE]
    assert later.table["rows"].tolist()[2:] == [0, 0]
    later.to_csv(path)
    assert crosswalk(people(), log("p1"), decisions=path).table.equals(later.table)


def test_decisions_given_as_aliases_are_kept_too():
    found = crosswalk(people(), log("Ana Ruis"))
    table = decided(found, Ana_Ruis="accept")
    for given in ({"aliases": table}, {"decisions": table}, {"aliases": [table]}):
        assert (
            row(crosswalk(people(), log("Ana Ruis"), **given), "Ana Ruis")["decision"] == "accept"
        )
    settled = pd.DataFrame({"as_written": ["Ana Ruis"], "person": ["p1"]})
    assert "Ana Ruis" not in set(
        crosswalk(people(), log("Ana Ruis"), aliases=settled).table.as_written
    )


def test_a_decision_for_every_file_is_one_row():
    sources = [log("Ana Ruis", "Ana Ruis"), log("Ana Ruis")]
    found = crosswalk(people(), *sources)
    listed = found.table[found.table["as_written"] == "Ana Ruis"]
    assert listed["source"].tolist() == ["attendance", "attendance (2)"]
    table = listed.iloc[[0]].assign(source=None, decision="accept")
    again = row(crosswalk(people(), *sources, decisions=table), "Ana Ruis")
    assert (again["rows"], again["decision"]) == (3, "accept")
    assert pd.isna(again["source"])
    net = nw.weave(people(), *sources, aliases=table)
    assert not len(net.report.unmatched)


def test_one_name_decided_in_two_ways():
    table = decided(crosswalk(people(), log("Ana Ruis")), Ana_Ruis="accept")
    ana = table[table["as_written"] == "Ana Ruis"]
    twice = pd.concat([ana, ana.assign(decision="reject")])
    with pytest.raises(
        errors.DataError, match=r"'Ana Ruis' is decided in two ways.*line 1.*line 2"
    ):
        crosswalk(people(), decisions=twice)
    with pytest.raises(
        errors.DataError, match=r"'Ana Ruis' is decided in two ways.*line 1.*line 2"
    ):
        nw.weave(people(), log("Ana Ruis"), aliases=twice)
    crosswalk(people(), decisions=pd.concat([ana, ana]))


@pytest.fixture(scope="module")
def cohorts(slow):
    return [nw.simulate_cohort(seed=seed) for seed in range(60 if slow else 4)]


def sources(cohort):
    """Read a cohort's tables without its alias file."""
    tables = cohort.tables
    roster = nw.read_people(
        tables["roster"], id="person_id", name="name", organization="organization", aliases="email"
    )
    named = {"learner": "Respondent email", "time": "Submitted", "wave": "closing"}
    colleague = "Q4. Name one colleague in the community you learned from"
    found = {
        "sessions": nw.read_attendance(
            tables["sessions"].drop(columns="email"), person="name", event="session"
        ),
        "products": nw.read_authorship(tables["products"], person="author", work="entry"),
        "survey_closing": nw.read_survey(tables["survey_closing"], learned_from=colleague, **named),
    }
    return roster, found


def test_every_planted_misspelling_is_suggested(cohorts):
    asked = 0
    for cohort in cohorts:
        roster, found = sources(cohort)
        table = crosswalk(roster, *found.values()).table
        for planted in cohort.truth.aliases.itertuples():
            listed = table[
                table["as_written"].map(names.normal) == names.normal(planted.as_written)
            ]
            if planted.source == "roster" and not len(listed):
                continue  # nobody names this person in the records read here
            assert len(listed), planted
            for which in listed.itertuples():
                assert planted.person in {which.suggested_id, which.second_id, which.third_id}
            asked += 1
        assert table["decision"].isna().all()
    assert asked > 8 * len(cohorts)


def test_no_two_people_are_merged_by_normalization(cohorts):
    for cohort in cohorts:
        roster, found = sources(cohort)
        true = cohort.truth.people["name"]
        whose = {names.normal(name): person for person, name in true.items()}
        assert len(whose) == len(true)
        whose |= {
            names.normal(row.as_written): row.person for row in cohort.truth.aliases.itertuples()
        }
        merged = nw.weave(roster, *found.values()).report.merges
        spelled = merged[merged["how"].str.startswith("spelling")]
        assert len(spelled)
        assert [whose[names.normal(text)] for text in spelled["as_written"]] == list(spelled.person)


def test_decided_by_the_truth_it_gives_what_an_alias_file_gives(cohorts, tmp_path):
    for cohort in cohorts[:2]:
        roster, found = sources(cohort)
        truth = cohort.truth.aliases
        listed = crosswalk(roster, *found.values())
        whose = {names.normal(row.as_written): row.person for row in truth.itertuples()}
        table = listed.table.assign(source=None)
        table["decision"] = [whose.get(names.normal(text)) for text in table["as_written"]]
        path = type(listed)(table).to_csv(tmp_path / "crosswalk.csv")
        decided = nw.weave(roster, *found.values(), aliases=path)
        told = nw.weave(roster, *found.values(), aliases=truth[["as_written", "person"]])
        ties = [net.ties.drop(columns="record") for net in (decided, told)]
        assert ties[0].equals(ties[1])  # the two files have other rows, so records count on
        plain = nw.weave(roster, *found.values())
        assert len(decided.report.unmatched) < len(plain.report.unmatched)


def many(count, seed):
    draw = random.Random(seed)

    def word(least, most):
        pairs = range(draw.randint(least, most))
        return "".join(draw.choice("bcdfgklmnprstvz") + draw.choice("aeiou") for _ in pairs)

    every = {}
    while len(every) < count:
        every[f"{word(2, 4)} {word(2, 5)}"] = None
    return list(every)


def test_many_names_against_a_large_roster(slow):
    """10,000 names against 10,000 people take less than 10 seconds of one core."""
    count = 10_000 if slow else 1_500
    written = many(count, 1)
    roster = pd.DataFrame({"id": [f"p{n}" for n in range(count)], "name": written, "org": "one"})
    slips = [name[:2] + name[3:] for name in written]
    read, records = people(roster), log(*slips)
    start = time.process_time()
    found = crosswalk(read, records).table
    spent = time.process_time() - start
    found = found[found["source"] == "attendance"].set_index("as_written")
    three = found[["suggested_id", "second_id", "third_id"]].eq(
        found.index.map({name: f"p{n}" for n, name in enumerate(slips)}), axis=0
    )
    assert three.any(axis=1).mean() > 0.995
    assert spent < 10
    assert found.filter(like="score").min().min() >= LEAST


@pytest.mark.parametrize(
    "mark",
    ["\u00ad", "\ufeff", "\n", "\t", "\u00a0", "\u200b", "'", "'=", "=", "\u202e", "\x1b"],
)
def test_a_decision_about_any_text_comes_back_from_the_file(mark, tmp_path):
    """Whatever stands in the text, its decision is used, and the next crosswalk has one row."""
    texts = [f"{mark}Ana{mark} Ruis", f"An{mark}a R"]
    log = pd.DataFrame({"who": texts, "session": "s1"})
    people = nw.read_people(
        pd.DataFrame({"id": [f"p{mark}1", "p2"], "name": ["Ana Ruiz", "Bo Li"]}),
        id="id",
        name="name",
    )
    read = nw.read_attendance(log, person="who", event="session")
    found = nw.crosswalk(people, read)
    table = found.table.assign(decision="1")
    table["suggested_id"] = people.frame.index[0]
    path = Crosswalk(table).to_csv(tmp_path / "c.csv")
    net = nw.weave(people, read, aliases=path)
    lost = net.report.files.loc["attendance", "refused"]
    assert lost == 0, net.report.refused
    again = nw.crosswalk(people, read, decisions=path).table
    assert again["decision"].tolist() == ["1"] * len(table)
    assert (again["rows"] > 0).all()


@pytest.mark.parametrize("mark", ["\u00ad", "\u200b", "\u00a0", "'=", "="])
def test_a_decision_about_any_organization_comes_back_from_the_file(mark, tmp_path):
    homes = [f"{mark}Fern{mark}hill", f"{mark}Fern{mark}hill", "Fernhille"]
    people = nw.read_people(
        pd.DataFrame({"id": ["p1", "p2", "p3"], "org": homes}), id="id", organization="org"
    )
    table = nw.crosswalk(people).table
    assert len(table) == 1
    path = Crosswalk(table.assign(decision="accept")).to_csv(tmp_path / "c.csv")
    assert nw.weave(people, aliases=path).people["organization"].unique().size == 1
    assert nw.crosswalk(people, decisions=path).table["decision"].tolist() == ["accept"]


def test_a_page_shows_no_text_that_steers_it():
    table = pd.DataFrame({"as_written": ["A\x1b\u202ena"], "decision": [None]})
    page = Crosswalk(table)._repr_html_()
    assert "A na" in page
    assert not any(mark in page for mark in "\x1b\u202e")
