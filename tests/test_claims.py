"""What a text may say: words of effect, words of change, rankings, and what only looks like one."""

from dataclasses import replace

import pandas as pd
import pytest

import netweave as nw
from eight_people import eight
from netweave.claims import refuse_bold_words
from netweave.codes import REFUSALS
from netweave.results import Result

BOTH = "Ties across organizations were 0.5 per person, then 1.5."


def result(claim, sentence="Half of the ties cross organizations.", verdict=None):
    found = Result(pd.DataFrame(), sentence, claim=claim)
    if verdict is not None:
        object.__setattr__(found, "verdict", verdict)
    return found


def code_of(text, *results):
    """Give the code that a text is refused with, "" where it is not."""
    try:
        assert nw.check_claim(text, *results) is text
    except nw.errors.RefusalError as refusal:
        return refusal.code
    return ""


# --- effects --------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "text",
    [
        "The effect of the cohort.",
        "EFFECTS of the year",
        "Impact report",
        "It caused new ties.",
        "The workshops led to new ties.",
        "New ties led\n  to trust.",
        "More ties because of the cohort",
        "Ties are many due to the lead.",
        "Thanks to the facilitator all are reached.",
        "The cohort raised ties.",
        "It boosted learning.",
        "Learning improved.",
        "an improvement for all",
        "attributable to the meetings",
        "This resulted in ties.",
        "ties as a result of meeting",
        "The cohort had no effect.",
    ],
)
def test_words_of_effect_need_an_effect(text):
    assert code_of(text) == "E-CAUSAL"
    assert code_of(text, result(3, verdict="up"), result(4)) == "E-CAUSAL"
    about = f"{text.rstrip('.')}, counted in ties across organizations."
    assert code_of(about, result(3, verdict="up")) == "E-CAUSAL"
    assert code_of(about, result(1), result(5, verdict="up")) == ""


SAID = "The difference is the effect of the cohort."


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("The cohort caused ties across organizations.", ""),
        ("Ties between schools are many because of the cohort.", ""),
        ("The cohort caused ties.", "E-CAUSAL"),
        ("The cohort improved test scores.", "E-CAUSAL"),
        ("Ties across organizations were counted. The cohort improved test scores.", "E-CAUSAL"),
        (f"{SAID} The cohort caused more ties.", ""),
        (f"{SAID} The cohort improved test scores.", "E-CAUSAL"),
    ],
)
def test_an_effect_is_of_what_was_compared(text, code):
    assert code_of(text, result(5, SAID, verdict="up")) == code
    assert code_of(text, result(5, SAID, verdict="cannot tell")) != ""


@pytest.mark.parametrize(
    "text",
    [
        BOTH,
        "Cohen's h is a small effect size here.",
        "There is no effect size for this.",
        "This is not an effect.",
        "No comparison group: this is association, not effect.",
        "The effective size of a place, and efficiency.",
        "Collective Impact Northern Valley",
        "A model with random effects and fixed effects.",
        "The results in this report, and the result of the survey.",
        "Rose and Ben are in one organization.",
        "Bridges across the valley, 2022 to 2024",
        "Two people declined to answer.",
        "The rank correlation is 0.3. This is not a ranking.",
        "The most central organization is Elm.",
        "Top of the valley",
        "",
    ],
)
def test_what_only_looks_like_one(text):
    assert code_of(text) == ""


# --- changes --------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "text",
    [
        "Ties grew.",
        "Density increased from .1 to .2.",
        "Pair loss fell.",
        "Ties rose.",
        "Reach dropped.",
        "Six in ten, up from four in ten.",
        "The share went down.",
        "Members have more ties than before.",
        "What changed",
        "The change in ties is large.",
    ],
)
def test_words_of_change_need_two_waves(text):
    assert code_of(text) == "E-CHANGE"
    assert code_of(text, result(2)) == "E-CHANGE"
    assert code_of(text, result(3)) == "E-CHANGE"  # how long ties last, for one, has no direction
    assert code_of(text, result(3, verdict="up")) == ""


def test_without_a_direction_there_is_nothing_to_say_of_it():
    doubtful = result(3, "The data cannot tell.", verdict="cannot tell")
    assert code_of("Ties grew.", doubtful) == "E-CHANGE"
    assert code_of("Ties grew.", doubtful, result(3, verdict="up")) == ""


# --- rankings -------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "text",
    [
        "Ana is the most influential person.",
        "the least connected members",
        "Our top member is Ben.",
        "The top 5 people",
        "best-connected teachers",
        "key people of the network",
        "Members were ranked by degree.",
        "A ranking of everybody",
        "Ana ranks first.",
        "the leaderboard",
    ],
)
def test_people_are_never_ranked(text):
    assert code_of(text) == "E-RANK"
    assert code_of(text, result(5)) == "E-RANK"


# --- the refusal ----------------------------------------------------------------------------------


def test_the_refusal_says_which_word_and_what_to_paste():
    with pytest.raises(nw.errors.RefusalError) as caught:
        nw.check_claim("Thanks to the cohort ties were RAISED.", result(1, "x."), result(2, BOTH))
    message = str(caught.value)
    assert message.startswith("E-CAUSAL: the text says 'Thanks to', 'RAISED'. ")
    assert REFUSALS["E-CAUSAL"].mend in message
    assert message.endswith(f'Paste instead: "{BOTH}"')
    assert code_of(BOTH, result(2, BOTH)) == ""


def test_a_results_own_sentence_may_always_be_pasted():
    told = "At the end ties grew; nobody knows what would have raised them."
    assert code_of(told, result(1, told)) == ""
    assert code_of(f"We found: {told} Good.", result(1, told)) == ""
    assert code_of(f"{told} It improved.", result(1, told)) == "E-CAUSAL"


@pytest.fixture(scope="module")
def findings():
    net = eight()
    waves = net.wave("wave1"), net.wave("wave2")
    people = net.people.index
    events = pd.DataFrame({"start": [pd.Timestamp("2023-01-01")]}, index=["s1"])
    there = pd.DataFrame({"person": ["a1", "b2", "c2", "d1"], "event": "s1"})
    other = pd.DataFrame({"organization": list("KKLL")}, index=["k1", "k2", "l1", "l2"])
    ties = pd.DataFrame([("k1", "k2", "s"), ("k1", "l1", "e")],
                        columns=["learner", "learned_from", "wave"])  # fmt: skip
    away = nw.Network(other, ties.assign(kind="learning"), None, ["s", "e"])
    return [
        nw.compare.before_after(*waves),
        nw.compare.chance_mixing(*waves, draws=99),
        nw.compare.exposure_contrast(*waves, nw.Affiliations(people, events, there)),
        nw.compare.difference_in_differences(waves, (away.wave("s"), away.wave("e"))),
    ]


def test_no_finding_here_speaks_of_an_effect_or_ranks(findings):
    assert [one.claim for one in findings] == [3, 2, 2, 3]
    for one in findings:
        refuse_bold_words(one.sentence, "the sentence")
        assert nw.check_claim(f"We found: {one.sentence}", one)


def test_the_line_that_would_satisfy_it_is_there():
    for code, function in (("E-CAUSAL", "difference_in_differences"), ("E-CHANGE", "before_after")):
        assert f"nw.check_claim(text, nw.compare.{function}(" in REFUSALS[code].mend
        assert hasattr(nw.compare, function)


def test_how_long_ties_last_is_no_change():
    net = eight()
    lasting = nw.compare.tie_survival({name: net.wave(name) for name in ("wave1", "wave2")})
    lasting = replace(lasting, claim=3)  # as where there is an interval
    assert code_of("Ties grew.", lasting) == "E-CHANGE"
    assert code_of(lasting.sentence, lasting) == ""


@pytest.mark.parametrize("names", ["Foster", b"Foster", 5, [5]])
def test_names_are_a_list_of_texts(names):
    with pytest.raises(
        nw.errors.ArgumentError, match="names must be a network, or a list of texts"
    ):
        nw.check_claim("x", names=names)


def test_names_are_left_out():
    text = "Growth House and Jane Fell have 3 ties."
    assert code_of(text) == "E-CHANGE"
    found = nw.check_claim(text, names=["Growth House", "Jane Fell", "", None, float("nan")])
    assert found is text
    with pytest.raises(nw.errors.RefusalError, match="E-CAUSAL"):
        nw.check_claim(f"{text} It caused more.", names=["Growth House", "Jane Fell"])


def test_the_names_of_a_network_are_left_out():
    people = pd.DataFrame({"name": ["Jane Growth", None], "organization": ["Impact Ridge", "Elm"]},
                          index=["boost-1", "p2"])  # fmt: skip
    net = nw.Network(people, pd.DataFrame([("boost-1", "p2")], columns=["learner", "learned_from"]))
    text = "Jane Growth of Impact Ridge (boost-1) has a tie."
    assert code_of(text) == "E-CAUSAL"
    assert nw.check_claim(text, names=net) is text
    for said, code in [("p2 leads.", "E-RANK"), ("Jane Growth is generous.", "E-PERSON"),
                       ("It is because Jane Growth likes to.", "E-PERSON"),
                       ("boost-1 has the most ties.", "E-RANK")]:  # fmt: skip
        with pytest.raises(nw.errors.RefusalError) as caught:
            nw.check_claim(said, names=net)
        assert caught.value.code == code
        assert "ⴰ" not in str(caught.value)


def test_what_is_no_text_and_no_result():
    with pytest.raises(nw.errors.ArgumentError, match="text must be a text"):
        nw.check_claim(3)
    with pytest.raises(nw.errors.ArgumentError, match="results must be results"):
        nw.check_claim("x", 0.5)
    odd = result(5)
    object.__setattr__(odd, "claim", "5")
    with pytest.raises(nw.errors.ArgumentError, match="results must be results"):
        nw.check_claim("x", odd)


@pytest.mark.parametrize(("claim", "level", "bears"), [(3, 3, True), (3, 4, False), (5, 1, True)])
def test_a_result_says_what_it_supports(claim, level, bears):
    assert result(claim).supports(level) is bears


def test_there_are_five_levels():
    with pytest.raises(nw.errors.ArgumentError, match="level"):
        result(3).supports(6)


# --- where texts land -----------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("title", "code"),
    [
        ("Impact of our cohort", "E-CAUSAL"),
        ("Our top members", "E-RANK"),
        ("Change in the valley", ""),
        ("Bridges, 2022 to 2024", ""),
    ],
)
def test_the_title_of_a_project(tmp_path, title, code):
    (tmp_path / "people.csv").write_text("id\nana\n", encoding="utf-8")
    path = tmp_path / "cohort.toml"
    path.write_text(f'title = "{title}"\n[people]\nfile = "people.csv"\nid = "id"\n', "utf-8")
    if not code:
        assert nw.read_project(path).title == title
        return
    with pytest.raises(nw.errors.RefusalError, match=r"cohort\.toml title says") as caught:
        nw.read_project(path)
    assert caught.value.code == code


def test_the_title_of_a_project_with_its_names(tmp_path):
    (tmp_path / "people.csv").write_text("id\nana\n", encoding="utf-8")
    path = tmp_path / "cohort.toml"
    head = 'title = "Impact Ridge"\n[people]\nfile = "people.csv"\nid = "id"\n[report]\n'
    path.write_text(f'{head}names = ["Impact Ridge"]\n', "utf-8")
    assert nw.read_project(path).title == "Impact Ridge"
    path.write_text(f'{head}names = "Impact Rid"\n', "utf-8")
    with pytest.raises(nw.errors.RefusalError, match="E-CAUSAL"):
        nw.read_project(path)
