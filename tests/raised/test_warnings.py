"""Every warning, raised by a small case and not by the case next to it."""

import tempfile
from itertools import combinations
from pathlib import Path

import numpy as np
import pandas as pd
import pytest

import netweave as nw
from eight_people import eight
from netweave import compare
from netweave.codes import WARNINGS, Notice
from netweave.coverage import coverage_of
from netweave.report import files

PEOPLE = [f"p{place:02}" for place in range(24)]
CASES = {}


def case(code):
    """Register a case: it gives the notices that hold the code, and those next to it."""
    return lambda function: CASES.setdefault(code, function)


# --- what the cases are made of -------------------------------------------------------------------


def plain(arcs, n, **columns):
    """Give a network of numbered people."""
    ties = pd.DataFrame(arcs, columns=["learner", "learned_from"]).map(PEOPLE.__getitem__)
    return nw.Network(pd.DataFrame(columns, index=PEOPLE[:n]), ties)


def answered(*gave, organizations=None):
    """Give the notices of a wave in which some answered."""
    columns = {} if organizations is None else {"organization": list(organizations)}
    return coverage_of(plain([], len(gave), responded=list(gave), **columns)).notices


def few(count, of=9):
    return answered(*[True] * count, *[False] * (of - count))


def changed(*waves, **options):
    return compare.before_after(*waves, **options).warnings


def worked(options=None, **columns):
    """Compare the waves of the worked evaluation; ``columns`` are those of its ties."""
    net = eight(**{"asked_in": None, **columns})
    return changed(net.wave("wave1"), net.wave("wave2"), **(options or {}))


def ring(n, step=1):
    return [(place, (place + step) % n) for place in range(n)]


def across(n, groups, before=(), after=(), **columns):
    """Give two waves of people dealt out to groups in turn."""
    homes = [f"g{place % groups}" for place in range(n)]
    return [plain(arcs, n, organization=homes, **columns) for arcs in (before, after)]


def of_kind(arcs, n, weights=None, **facts):
    """Give one wave whose ties are of one kind with some facts."""
    net = plain(arcs, n, organization=[f"g{place % 6}" for place in range(n)])
    kinds = pd.DataFrame({name: [value] for name, value in facts.items()},
                         index=pd.Index(["work"], name="kind"))  # fmt: skip
    ties = net.ties[["learner", "learned_from"]].assign(kind="work", weight=weights or 1.0)
    return nw.Network(net.people, ties, kinds)


def roster():
    return nw.read_people(pd.DataFrame({"id": PEOPLE}), id="id")


def woven(*sources, **options):
    return nw.weave(roster(), *sources, **options).notes


def sessions(count, size):
    """Give a log of so many sessions, of so many people each."""
    rows = [(PEOPLE[(7 * event + place) % 24], f"s{event}")
            for event in range(count) for place in range(size)]  # fmt: skip
    return nw.read_attendance(pd.DataFrame(rows, columns=["who", "what"]),
                              person="who", event="what")  # fmt: skip


def survey(rows, **options):
    return nw.read_survey(pd.DataFrame(rows, columns=["who", "whom"]),
                          wave="w", learner="who", learned_from="whom", **options)  # fmt: skip


def attitude(people, noise=0.5):
    """Give the notices of a scale of three statements with one thing behind them."""
    rng = np.random.default_rng(4)
    behind = rng.normal(size=(people, 1))
    table = pd.DataFrame(behind + noise * rng.normal(size=(people, 3)), columns=["a", "b", "c"])
    items = pd.DataFrame({"item": ["a", "b", "c"], "principle": "openness"})
    return nw.mindset_scale(table.clip(-3, 3), items, lowest=-3, highest=3, draws=20).warnings


# --- the cases ------------------------------------------------------------------------------------


@case("W01")
def low_response():
    return few(7), few(8, of=10)


@case("W02")
def coverage_of_26_of_36_pairs():
    return few(4), few(5)  # of five, 30 of 36


@case("W03")
def coverage_of_21_of_36_pairs():
    return few(3), few(4)


@case("W04")
def one_organization_answered_and_the_other_by_half():
    return answered(1, 1, 1, 0, organizations="AABB"), answered(1, 0, 1, 0, organizations="AABB")


@case("W05")
def nine_sessions_instead_of_ten():
    return woven(sessions(9, 4)), woven(sessions(10, 4))


@case("W06")
def a_paper_by_21():
    def papers(authors):
        rows = pd.DataFrame({"who": PEOPLE[:authors], "work": "paper"})
        return woven(nw.read_authorship(rows, person="who", work="work"))

    return papers(21), papers(20)


@case("W07")
def attendance_compared():
    both = [ring(6)[:2], ring(6)]
    met, told = (
        [of_kind(arcs, 6, evidence=evidence, threshold=1.0) for arcs in both]
        for evidence in ("opportunity", "reported")
    )
    return changed(*met, allow_opportunity=True), changed(*told)


@case("W08")
def at_most_two_names():
    rows = [("p00", "p01"), ("p00", "p02"), ("p01", "p02")]
    return woven(survey(rows, most_names=2)), woven(survey(rows))


@case("W09")
def two_questions():
    def asked(*questions):
        both = zip((ring(6)[:2], ring(6)), questions, strict=True)
        return changed(*(of_kind(arcs, 6, question=question) for arcs, question in both))

    return asked("Who taught you?", "Whom do you know?"), asked("Who?", "Who?")


@case("W10")
def asked_afterwards():
    def asked(retrospective):
        return changed(*(of_kind(arcs, 6, retrospective=retrospective)
                         for arcs in (ring(6)[:2], ring(6))))  # fmt: skip

    return asked(True), asked(False)


@case("W11")
def somebody_changed_organization():
    before, after = across(6, 3, ring(6), ring(6))
    moved = after.with_people(organization=["g1", *after.people["organization"][1:]])
    return changed(before, moved), changed(before, after)


@case("W12")
def contexts_not_known():
    return worked(context=["outside", *[None] * 17]), worked(context="outside")


@case("W13")
def pairs_that_shared_a_session():
    net = eight(asked_in=None)
    waves = net.wave("wave1"), net.wave("wave2")
    records = pd.DataFrame({"person": ["a1", "c1", "d1"], "event": "visit", "role": "attendee"})
    visit = pd.DataFrame({"start": [pd.Timestamp("2022-06-01")]}, index=["visit"])
    met = nw.Affiliations(list(net.people.index), visit, records)
    return (compare.exposure_contrast(*waves, met).warnings,
            compare.chance_mixing(*waves, draws=99, seed=1).warnings)  # fmt: skip


@case("W14")
def the_convener_among_the_members():
    return worked({"members_only": False}), worked()


@case("W15")
def fifteen_perfect_matchings_and_seventy_rings():
    def reference(arcs):
        return nw.against_chance(plain(arcs, 6), nw.redundancy, "degrees", draws=199, seed=1)

    return reference([(0, 1), (2, 3), (4, 5)]).warnings, reference(ring(6)).warnings


@case("W16")
def twenty_nine_answers():
    return attitude(29), attitude(30)


@case("W17")
def five_organizations():
    def cohort(groups):
        return changed(*across(groups * 2, groups, ring(groups * 2)[:4], ring(groups * 2)))

    return cohort(5), cohort(6)


def levels(before, after):
    """Compare six ties of one strength with twelve of another, counted from cooperation."""
    facts = {"scale": "FREY_LCS", "threshold": 2.0, "max": 5.0}
    return changed(of_kind(ring(12)[:6], 12, [before] * 6, **facts),
                   of_kind(ring(12), 12, [after] * 12, **facts))  # fmt: skip


@case("W18")
def more_cooperation_and_less_coordination():
    return levels(3.0, 2.0), levels(3.0, 3.0)


@case("W19")
def a_change_that_missing_pairs_could_undo():
    def ties_of_twelve(silent):
        spoke = [place < 12 or place >= 12 + silent for place in range(18)]
        homes = [f"g{place % 6}" for place in range(18)]
        return changed(*(plain(arcs, 18, organization=homes, responded=spoke)
                         for arcs in ([], ring(12))))  # fmt: skip

    return ties_of_twelve(6), ties_of_twelve(2)


@case("W20")
def one_tie_kept_of_eleven():
    def kept(count):
        return changed(*across(12, 6, ring(12)[:6], [*ring(12)[:count], *ring(12, 2)[:5]]))

    return kept(1), kept(6)


@case("W21")
def a_star_and_everybody_with_everybody():
    def profile(arcs):
        return nw.hub_node_profile(plain(arcs, 7), draws=5).warnings

    return profile([(0, place) for place in range(1, 7)]), profile(combinations(range(7), 2))


@case("W22")
def fourteen_people():
    return tuple(nw.structural_phase(plain(ring(n), n), draws=19).warnings for n in (14, 15))


@case("W23")
def secondary_tests_as_they_are():
    waves = across(12, 6, ring(12)[:6], ring(12, 2))
    return changed(*waves, adjust="none"), changed(*waves, adjust="holm")


@case("W24")
def a_composite():
    net = plain(combinations(range(7), 2), 7, organization=list("AABBCCD"))
    return tuple(nw.network_behavior_profile(net, draws=5, composite=asked).warnings
                 for asked in (True, False))  # fmt: skip


@case("W25")
def names_that_find_nobody():
    known = [(PEOPLE[0], PEOPLE[place]) for place in range(1, 20)]
    return (woven(survey([*known[:18], ("p00", "Zoe Nil")])),
            woven(survey([*known, ("p00", "Zoe Nil")])))  # fmt: skip


@case("W26")
def a_meeting_of_seven():
    return tuple(woven(sessions(10, 7), max_size=most) for most in (6, 7))


@case("W27")
def a_date_that_is_only_a_year():
    halves = {"first": ("2022-01-01", "2022-07-01"), "second": ("2022-07-01", "2023-01-01")}

    def work(when):
        rows = pd.DataFrame({"who": PEOPLE[:2], "work": "paper", "when": when})
        papers = nw.read_authorship(rows, person="who", work="work", time="when")
        return woven(papers, waves=halves)

    return work("2022"), work("2022-03")


@case("W28")
def waves_that_stand_the_wrong_way_round():
    def named(*labels):
        ties = pd.DataFrame({"learner": ["p00", "p00"], "learned_from": ["p01", "p03"]})
        people = pd.DataFrame({"organization": ["a", "b"] * 3}, index=PEOPLE[:6])
        net = nw.Network(people, ties.assign(wave=labels), waves=list(labels))
        return changed(*(net.wave(label) for label in labels))

    return named("closing", "baseline"), named("baseline", "closing")


@case("W29")
def two_publications_that_differ_by_one():
    def told(people):
        with tempfile.TemporaryDirectory() as folder:
            found = []
            for name, count in (("earlier", 24), ("later", people)):
                text = f",end\nPeople,{count}\nTied pairs of people,{count + 9}\n"
                out = Path(folder, name)
                files.prepare(out)
                files.write_all(out, {"tables/cohesion.csv": text}, {"audience": "network"})
                found.append(out)
            return nw.differencing(*found).warnings

    return told(23), told(19)


# --- what is asked of all of them -----------------------------------------------------------------


def codes(notices):
    return {notice.code for notice in notices}


def test_every_warning_has_a_case():
    assert sorted(CASES) == sorted(WARNINGS)


@pytest.mark.parametrize("code", CASES)
def test_it_is_raised_there_and_not_next_to_it(code):
    raised, beside = CASES[code]()
    assert code in codes(raised)
    assert code not in codes(beside)
    notice = next(one for one in raised if one.code == code)
    said = WARNINGS[code]
    assert str(notice) == f"{code} {said.title}: {notice.found} {said.text} {said.mend}"
    assert (notice.title, notice.text, notice.mend, notice.tier) == (
        said.title, said.text, said.mend, said.tier,
    )  # fmt: skip
    assert notice.found.endswith(".")


@pytest.mark.parametrize("code", WARNINGS)
def test_a_warning_is_text_number_and_what_to_do(code):
    said = WARNINGS[code]
    assert said.id == code
    assert code[0] == "W"
    assert code[1:].isdigit()
    assert said.tier in {"stops", "sentence", "footnote"}
    for words in (said.text, said.mend):
        assert words[0].isupper()
        assert words.endswith(".")
        assert len(words.split()) >= 3


def test_the_tiers_are_those_of_the_method():
    """Two more than the method lists: answers that could not be used, waves the wrong way round."""
    tiers = {tier: {code for code, said in WARNINGS.items() if said.tier == tier}
             for tier in ("stops", "sentence")}  # fmt: skip
    assert tiers["stops"] == {"W03"}
    listed = {"W01", "W02", "W04", "W07", "W09", "W10", "W17", "W18", "W19"}
    assert tiers["sentence"] == listed | {"W25", "W28"}


# --- the clean sample -----------------------------------------------------------------------------

CLEAN = nw.CohortSettings(
    response=(1.0, 1.0), faults=False, misspellings=0, unsettled=0, joiners=0, leavers=0,
    density_cross=0.15,
)  # fmt: skip


@pytest.fixture(scope="module")
def clean(tmp_path_factory):
    """Weave a cohort in which everybody answered and nothing is misspelt."""
    folder = tmp_path_factory.mktemp("clean")
    path = nw.simulate_cohort(CLEAN, seed=5).write(folder)
    return path, nw.weave_project(nw.read_project(path))


def test_the_clean_sample_raises_nothing(clean):
    path, net = clean
    before, after = (net.wave(wave) for wave in net.waves.index)
    members = after.where(kind="learning").without("convener")
    found: list[Notice] = [*net.notes]
    for result in (
        compare.before_after(before, after),
        compare.over_waves(net),
        nw.hub_or_node(after.where(kind="learning"), draws=19),
        nw.structural_phase(members, draws=19),
        nw.ei_index(members),
        nw.concentration(members),
    ):
        found += result.warnings
    assert codes(found) == set()
    told = nw.check(path).table["found"].astype("str")
    assert not told.str.contains(r"\b(?:W\d\d|E-[A-Z]+)\b").any()
