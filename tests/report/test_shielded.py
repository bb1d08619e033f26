"""Numbers that would tell single people: steps, halves, ranges, or a sentence that says why not."""

import itertools
import re
from types import SimpleNamespace

import pandas as pd
import pytest

import netweave as nw
from netweave.report import Options, changes, records, shielded, write_report
from netweave.report.answers import same_reporters
from netweave.report.findings import find
from netweave.report.tables import digits, percents, table

ABOVE = ["network", "public"]


def frames(page):
    """Give the frames of a page by name."""
    return {one.name: one.frame for one in page.tables}


def words(page):
    """Give every text of a page."""
    cards = [f"{card.value} {card.detail}" for card in page.cards]
    parts = [getattr(part, "text", "") for section in page.sections for part in section.parts]
    return "\n".join([page.statement, *cards, *parts])


def without(edges, *gone):
    """Take people out of the pairs."""
    return {wave: [pair for pair in pairs if not set(pair) & set(gone)]
            for wave, pairs in edges.items()}  # fmt: skip


@pytest.mark.parametrize("audience", ABOVE)
@pytest.mark.parametrize("team", [("h",), ("h", "g")])
def test_with_one_convener_or_two_the_other_side_is_left_out(cohort, edges, page, team, audience):
    gone = tuple(one for one in ("h", "g", "i") if one not in team)
    found = page(cohort(without(edges, *gone), conveners=team), audience=audience)
    assert "with_and_without_convener" not in frames(found)
    assert "fewer than three people, and the difference would tell their ties" in words(found)
    for name in ("cohesion", "ei_index", "bridging_spread", "hub_remaining", "hub_or_node"):
        assert not frames(found)[name].columns.str.contains("with the convener").any(), name
    assert frames(found)["clusters"]["among"].tolist() == ["members only"] * 2
    assert shielded.LONE_TEAM in words(found)


@pytest.mark.parametrize("audience", ABOVE)
def test_with_a_few_conveners_no_count_is_given_with_them(net, page, audience):
    frame = frames(page(net, audience=audience))["with_and_without_convener"].set_index("")
    assert not any("kept / new / lost" in label for label in frame.index)
    lead = frame.loc["Change in ties across organizations per person"]
    assert all(re.fullmatch(r"[+−]\d\.\d|0", text) for text in lead)
    exact = frames(page(net, audience="analyst"))["with_and_without_convener"].set_index("")
    assert exact.loc["Across organizations: kept / new / lost", "members only"] == "1 / 7 / 1"


@pytest.mark.parametrize("audience", ABOVE)
def test_what_hangs_on_few_people_is_said_in_steps(net, page, audience):
    found = page(net, audience=audience)
    frame = frames(found)["hub_dependence"].set_index("what is lost")
    steps = {"under 10%", "10 to 24%", "25 to 49%", "50% or more", "–"}
    one_member = frame.loc[:, frame.columns.str.contains("costs most")]
    assert set(one_member.to_numpy().ravel()) <= steps
    assert set(frame.iloc[0]) | set(frame.iloc[-1]) <= steps  # these tell how many are alone
    assert all(re.fullmatch(r"\d+ to \d+%|–", text) for text in frame.iloc[1:-1, 0])
    assert found.cards[3].value in steps
    said = next(p.text for s in found.sections if s.id == "hubs" for p in s.parts
                if "could not without" in getattr(p, "text", ""))  # fmt: skip
    assert not re.search(r"\d+ in 100", said)


@pytest.mark.parametrize("audience", ABOVE)
def test_a_step_fits_several_numbers_of_people_left_alone(net, page, audience):
    """With k of 18 cut off, 1 − (18−k)(17−k)/306 of the pairs go: no step has one k alone."""
    lost = {k: 1 - (18 - k) * (17 - k) / 306 for k in range(18)}
    by_step = itertools.groupby(lost, key=lambda k: shielded.step(lost[k]))
    for said, ks in by_step:
        many = list(ks)
        assert len(many) > 1 or many == [0], (said, many)
    value = page(net, audience=audience).cards[3].value
    assert value in {shielded.step(share) for share in lost.values()}


def test_the_analyst_sees_what_hangs_on_whom_in_full(net, page):
    frame = frames(page(net, audience="analyst"))["hub_dependence"]
    assert frame.iloc[:, 1:].map(lambda value: isinstance(value, float)).all(axis=None)


def test_files_carry_no_more_digits_than_the_page():
    values = [
        [1 / 3, 2 / 3, 0.00004, "1–4", 7],
        [-1234.5678, 0.999, float("nan"), "a", 8],
    ]
    formats = {**digits(2, "x"), **percents("share"), "p": lambda _: "<0.001"}
    one = table("t", "c", ["x", "share", "p", "text", "n"], values, formats=formats)
    rows = one.as_shown().frame.to_numpy().tolist()
    assert rows[0] == [0.33, 0.67, "<0.001", "1–4", 7]
    assert rows[1][:2] == [-1234.57, ">99%"]
    assert rows[1][3:] == ["a", 8]


@pytest.mark.parametrize("audience", ABOVE)
def test_no_number_in_a_file_has_more_than_three_decimals(net, tmp_path, audience):
    write_report(net, tmp_path / "out", options=Options("A cohort", audience=audience))
    for path in sorted((tmp_path / "out" / "tables").iterdir()):
        assert not re.search(r"\d\.\d{4,}", path.read_text(encoding="utf-8")), path.name
    write_report(net, tmp_path / "exact", options=Options("A cohort", audience="analyst"))
    text = (tmp_path / "exact" / "tables" / "clusters.csv").read_text(encoding="utf-8")
    assert re.search(r"\d\.\d{4,}", text)


def test_modularity_as_shown_fits_every_number_of_ties(net, page):
    """Modularity is a whole number over 4m²; at two decimals no m from 3 pairs up is left out."""
    frame = next(t for t in page(net).tables if t.name == "clusters").as_shown().frame
    shown = [float(q) for q in frame["modularity"]]
    assert shown == [round(q, 2) for q in shown]
    for q, m in itertools.product(shown, range(5, 153)):
        assert abs(round(q * 4 * m * m) / (4 * m * m) - q) <= 0.005


@pytest.mark.parametrize(
    ("reason", "said"),
    [
        ("unknown consent 'O\\'Brien \"Ada\" Lovelace'", "unknown consent …"),
        ('unknown state "O\'Brien Ada"', "unknown state …"),
        ("unknown state “Ada”", "unknown state …"),
        ("unknown state ‘Ada’", "unknown state …"),
        ("level `Ada` is not on the scale", "level …"),
        ("'and others' names nobody", "'and others' names nobody"),
        ("'and others Ada Lovelace' names nobody", "a cell …"),
        ("no such person in the roster", "no such person in the roster"),
    ],
)
def test_a_reason_stops_where_a_cell_is_quoted(reason, said):
    assert records.without_values(reason) == said


def test_hostile_cells_do_not_reach_the_reasons(page):
    roster = pd.DataFrame({"id": [f"p{n}" for n in range(8)], "org": list("AABBCCDD")})
    roster["consent"] = ['O\'Brien "Ada" Lovelace', "“Ada”", "x' Ada 'y", *["consented"] * 5]
    rows = pd.DataFrame({"who": ["p4", "p5"], "whom": ["p5", "p6"]})
    source = nw.read_survey(
        rows, wave="only", respondent="who", named="whom", direction="learned_from"
    )
    people = nw.read_people(roster, id="id", organization="org", consent="consent")
    net = nw.weave(people, source)
    for audience in ("network", "public", "analyst"):
        text = repr([one.frame.to_dict() for one in page(net, audience=audience).tables])
        assert ("Ada" in text) == (audience == "analyst")


def two_organizations(cohort, across):
    """Four people each in Alder and Birch; three ties between them, of five and of eight."""
    people = [f"{name}{n}" for name in ("alder", "birch") for n in range(1, 9)]
    pairs = {
        "before": across("a1-a2 b1-b2 a1-b1 a2-b2 a3-b3"),
        "after": across("a1-a2 b1-b2 a1-b1 a2-b2 a4-b3 a3-a4 b4-b5 b5-b6"),
    }
    return cohort(pairs, people)


@pytest.mark.parametrize("audience", ABOVE)
def test_the_totals_of_two_organizations_are_left_out_in_words(cohort, across, page, audience):
    found = page(two_organizations(cohort, across), audience=audience)
    tables = frames(found)
    assert (tables["crossing_share"][["ties across", "ties inside"]] == "suppressed").all(axis=None)
    assert not {"turnover", "joined_and_left", "effect_sizes"} & set(tables)
    assert found.cards[1].value == "Not shown"
    assert shielded.ONE_PAIR in words(found)
    cohesion = tables["cohesion"].set_index("").loc["Tied pairs of people"]
    assert cohesion.str.startswith("about ").all()
    numbers = re.findall(r"\d+\.\d+", found.statement)
    assert numbers
    assert all(float(one) * 2 == int(float(one) * 2) for one in numbers)


def test_the_totals_of_two_organizations_are_there_for_the_analyst(cohort, across, page):
    tables = frames(page(two_organizations(cohort, across), audience="analyst"))
    assert tables["crossing_share"]["ties across"].tolist() == [3, 3]
    assert "turnover" in tables


@pytest.mark.parametrize(("audience", "people"), [("network", 4), ("public", 9)])
def test_of_a_small_panel_nothing_is_counted(cohort, across, page, audience, people):
    names = [f"{name}{n}" for n in (1, 2, 3) for name in ("alder", "birch", "cedar")][:people]
    pairs = {"before": across("a1-b1"), "after": across("a1-b1 b1-c1")}
    found = page(cohort(pairs, names), audience=audience)
    assert "too few people to say anything without speaking of single ones" in found.statement
    assert "tied pair" not in found.statement
    assert found.cards[0].value == found.cards[1].value == "Not defined"
    assert "one wave only" not in words(found)
    tables = frames(found)
    assert not {"turnover", "before_after", "joined_and_left"} & set(tables)
    assert set(tables["coverage"].iloc[:, 1:].to_numpy().ravel()) == {"suppressed"}
    more = page(cohort(pairs, [*names, "dune1"]), audience=audience)
    assert "turnover" in frames(more)


def test_small_cells_of_the_levels_are_ranges(cohort, across, page):
    """Twelve reports at level 1, two at level 2: the two are hidden, and the twelve with them."""
    one = cohort({"before": across("a1-a2"), "after": across("a1-a2 a1-b1 b1-c1 c1-d1 d1-e1 e1-f1 "
                                                             "f1-a2")})  # fmt: skip
    weight = [2.0, 2.0, 2.0, 2.0, *[1.0] * 12]
    levelled = nw.Network(one.people, one.ties.assign(weight=weight),
                          one.kinds.assign(scale="FREY_LCS"), one.waves, one.roster)  # fmt: skip
    frame = frames(page(levelled))["levels"].set_index("level")
    assert frame["after"].tolist()[:3] == ["5 or more", "1–4", "0"]
    assert set(frame["before"]) == {"suppressed"}


@pytest.mark.parametrize("audience", ABOVE)
def test_how_few_declined_follows_from_no_rate(cohort, edges, page, audience):
    """Two of eighteen declined: 16 of 18 pairs and rates over all eligible would say so."""
    one = cohort(edges, conveners=("h", "g", "i"), responded={"after": ("fir3",)})
    roster = one.roster.copy()
    for person in ("elm3", "dune3"):
        roster.loc[("after", person), ["consent", "responded"]] = ["declined", False]
    ties = one.ties[~((one.ties["wave"] == "after")
                      & one.ties["learner"].isin(["elm3", "dune3"]))]  # fmt: skip
    waves = one.waves.assign(declined=[0, 2])
    net = nw.Network(one.people, ties, one.kinds, waves, roster)
    found = page(net, audience=audience)
    row = frames(found)["coverage"].set_index("wave").loc["after"]
    assert row["declined"] in {"1–4", "1–9"}
    assert (row[["eligible members", "pairs", "none"]] == "suppressed").all()
    assert row["response"] in {"80% or more", "60 to 79%"}
    exact = frames(page(net, audience="analyst"))["coverage"].set_index("wave").loc["after"]
    assert exact["declined"] == "2"


@pytest.mark.parametrize("audience", ["network", "analyst"])
def test_where_everybody_convenes_there_is_a_report_and_the_reason(cohort, across, page, audience):
    people = [f"{name}{n}" for name in ("alder", "birch") for n in range(1, 5)]
    pairs = {"before": across("a1-b1"), "after": across("a1-b1 a2-b2")}
    net = cohort(pairs, people)
    net = nw.Network(net.people.assign(convener=True), net.ties, net.kinds, net.waves, net.roster)
    found = page(net, audience=audience)
    assert "everybody is marked as convener in at least one wave" in found.statement
    assert "0 members" not in found.statement


def test_where_nobody_is_in_both_waves_there_is_a_report_and_the_reason(cohort, across, page):
    net = cohort({"before": across("a1-b1"), "after": across("c1-d1")})
    roster = net.roster.copy()
    early = roster["organization"].isin(["Alder", "Birch", "Elm"])
    wave = roster.index.get_level_values("wave")
    roster["eligible"] = (early & (wave == "before")) | (~early & (wave == "after"))
    found = page(nw.Network(net.people, net.ties, net.kinds, net.waves, roster))
    assert "no member belonged to both waves (9 at before, 9 at after)" in found.statement
    assert found.cards[0].value == "Not defined"


def test_no_other_fault_of_the_data_is_taken_for_it(net):
    from netweave.errors import DataError
    from netweave.report.waves import nobody_in_both

    with pytest.raises(DataError, match="a fault"):
        nobody_in_both(find(net, Options("A cohort")).waves, DataError("a fault"))


def test_nothing_that_turns_the_direction_of_text_stays(cohort, edges, tmp_path):
    turn = "\u202e\u2066\u200f\x1b"
    net = cohort(edges, conveners=("h", "g", "i"))
    people = net.people.assign(name=[f"{turn}{name}" for name in net.people["name"]])
    roster = net.roster.assign(
        organization=f"Org{turn} " + net.roster["organization"].astype("str")
    )
    kinds = net.kinds.assign(question=f"Who{turn}?")
    hostile = nw.Network(people, net.ties, kinds, net.waves, roster)
    options = Options(f"A {turn}cohort", audience="analyst")
    write_report(hostile, tmp_path / "out", options=options)
    for path in sorted((tmp_path / "out").rglob("*")):
        if path.suffix in {".svg", ".html", ".csv", ".json"}:
            text = path.read_text(encoding="utf-8")
            assert not set(turn) & set(text), path.name


@pytest.mark.parametrize(
    ("hides", "said"),
    [(True, "+2.0 (95% interval 0.0 to 4.0)"), (False, "+1.81 (95% interval 0.10 to 3.66)")],
)
def test_the_change_over_the_same_reporters_is_rounded_where_the_headline_is(hides, said):
    row = {"term": "P1_same_reporters", "estimate": 1.8148, "conf_low": 0.1, "conf_high": 3.66}
    change = SimpleNamespace(table=pd.DataFrame([row]))
    assert same_reporters(SimpleNamespace(hides_across=hides, change=None), change) == said


@pytest.mark.parametrize(
    ("low", "high", "shown"),
    [(0.6, 1.4, (0.5, 1.5)), (-0.2, 0.2, (-0.5, 0.5)), (0.5, 1.0, (0.5, 1.0)),
     (-0.7, -0.1, (-1.0, 0.0)), (0.3 * 5, 0.1 * 30, (1.5, 3.0))],
)  # fmt: skip
def test_the_ends_of_an_interval_are_rounded_outward(low, high, shown):
    hidden = SimpleNamespace(hides_across=True, change=None)
    found = shielded.ends(hidden, low, high)
    assert found == shown
    assert found[0] <= low + 1e-9
    assert found[1] >= high - 1e-9
    assert shielded.ends(SimpleNamespace(hides_across=False), low, high) == (low, high)


def test_no_page_of_two_organizations_cuts_an_interval(cohort, across):
    """What the sentence, and every table with an interval, says holds the interval found."""
    found = find(two_organizations(cohort, across), Options("A cohort", audience="network"))
    row = found.change.table.iloc[0]
    said = re.search(r"interval (\S+) to (\S+)[;,]", shielded.sentence(found, found.change))
    tabled = changes.estimates(found, found.change).frame.iloc[0]
    for low, high in [said.groups(), (tabled["95% from"], tabled["95% to"])]:
        ends = [float(str(end).replace("−", "-")) for end in (low, high)]
        assert ends[0] <= row["conf_low"] <= row["conf_high"] <= ends[1]
        assert all(float(2 * end).is_integer() for end in ends)
