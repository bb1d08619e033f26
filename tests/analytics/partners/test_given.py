"""Strategies of sessions, and ties to people outside, counted by hand."""

import numpy as np
import pandas as pd
import pytest

import netweave as nw
from netweave.analytics.partners.strategies import STRATEGIES


def log(strategies, waves=None):
    """One person more at each session: one at the first, two at the second, …"""
    names = [f"s{place}" for place in range(len(strategies))]
    events = pd.DataFrame({"strategy": strategies}, index=pd.Index(names, dtype="str"))
    if waves is not None:
        events["wave"] = waves
    rows = [(f"p{who}", name) for place, name in enumerate(names) for who in range(place + 1)]
    people = [f"p{who}" for who in range(max(1, len(names)))]
    return nw.Affiliations(people, events, pd.DataFrame(rows, columns=["person", "event"]))


def test_the_five_are_those_of_the_registry():
    assert list(STRATEGIES) == [
        "share_resources", "make_products", "strengthen_practice", "learn_to_improve",
        "use_evidence",
    ]  # fmt: skip


def test_shares_per_wave_add_up_and_equal_parts_are_taken():
    words = [
        "use evidence",
        "Strengthen-practice; use_evidence",
        None,
        "make products",
        "use evidence",
    ]
    found = nw.strategy_mix(log(words, ["one", "one", "one", "two", "two"]))
    one = found.mix.xs("one", level="wave")
    # Sessions of 1 and 2 people: evidence 1.5 of 2 sessions, 1 + 2/2 of 3 person-sessions.
    assert one.loc["use_evidence", ["sessions", "share_of_sessions"]].tolist() == [1.5, 0.75]
    assert one.loc["use_evidence", "share_of_person_sessions"] == pytest.approx(2 / 3)
    assert one.loc["share_resources", "share_of_sessions"] == 0
    assert found.waves.loc["one"].tolist() == [3, 6, 2, 3]
    assert found.waves.loc["two"].tolist() == [2, 9, 2, 9]
    sums = found.mix.groupby("wave")[["share_of_sessions", "share_of_person_sessions"]].sum()
    assert np.allclose(sums, 1)
    assert found.sentence == (
        "In one, of 100 sessions with a strategy (2 of 3): use evidence 75, "
        "strengthen practice 25. In two, of 100 sessions with a strategy (2 of 2): "
        "make products 50, use evidence 50."
    )
    assert len(found.table) == 20
    assert set(found.table["measure"]) == {"share_of_sessions", "share_of_person_sessions"}
    assert found.table["n"].tolist()[:5] == [2] * 5


def test_unknown_words_are_kept_and_listed_unless_their_meaning_is_said():
    words = ["PLC", "plc ; use evidence"]
    found = nw.strategy_mix(log(words))
    assert found.unknown == ("PLC", "plc")
    assert not found.mix.loc[("", "PLC"), "known"]
    assert "2 words are none of the five and kept as written: 'PLC', 'plc'." in found.sentence
    meant = nw.strategy_mix(log(words), meanings={"PLC": "strengthen_practice"})
    assert meant.unknown == ()
    assert meant.mix.loc[("", "strengthen_practice"), "sessions"] == 1.5
    with pytest.raises(nw.errors.ArgumentError, match="meanings"):
        nw.strategy_mix(log(words), meanings={"PLC": "practice"})


def test_the_same_strategy_twice_is_one():
    found = nw.strategy_mix(log(["make products; Make Products"]))
    assert found.mix.loc[("", "make_products"), "sessions"] == 1


@pytest.mark.parametrize(
    ("words", "reason"),
    [([], "NO_EVENTS"), ([None, None], "NOT_OBSERVED")],
    ids=["no session", "none stated"],
)
def test_nothing_stated_has_a_reason(words, reason):
    found = nw.strategy_mix(log(words))
    assert found.table["estimate"].isna().all()
    assert set(found.table["reason"]) == {reason}
    assert found.sentence == "In the sessions, no session has a strategy."


def test_a_series_over_the_events_and_works_left_aside():
    sessions = log(["", ""])
    events = sessions.events.assign(kind=["attendance", "authorship"])
    both = nw.Affiliations(sessions.people, events, sessions.records[["person", "event"]])
    words = pd.Series({"s0": "make products", "s1": "use evidence"})
    found = nw.strategy_mix(both, words)
    assert found.waves.loc["", "sessions"] == 1
    assert found.mix.loc[("", "use_evidence"), "sessions"] == 0
    with pytest.raises(nw.errors.DataError, match="several rows for 's0'"):
        nw.strategy_mix(both, pd.concat([words, words.head(1)]))
    with pytest.raises(nw.errors.DataError, match="lacks 1"):
        nw.strategy_mix(both, words.head(1))
    with pytest.raises(nw.errors.DataError, match="'strategie'"):
        nw.strategy_mix(both, "strategie")


# ---------------------------------------------------------------------- people outside


def wider(**columns):
    """Ana and Ben (Hill), Cleo (Lake); outside Rosa, Sven, and Tove, whose role is not known."""
    people = pd.DataFrame(
        {
            "organization": ["Hill", "Hill", "Lake", None, None, None],
            "role": ["teacher", "teacher", "coach", "expert", "researcher", None],
            "outside": [False, False, None, True, True, True],
            **columns,
        },
        index=["ana", "ben", "cleo", "rosa", "sven", "tove"],
    )
    ties = [("ana", "rosa"), ("ana", "rosa"), ("ana", "sven"), ("cleo", "sven"), ("ben", "ana"),
            ("tove", "ana"), ("tove", "ben"), ("sven", "tove")]  # fmt: skip
    return nw.Network(people, pd.DataFrame(ties, columns=["learner", "learned_from"]))


def values(found):
    return found.table.set_index("term")["estimate"].tolist()


def test_whom_members_learn_from_outside():
    found = nw.outside_ties(wider())
    assert values(found) == [pytest.approx(2 / 3), 2, 3]
    assert found.table["n"].tolist() == [3, 3, 9]
    assert found.by_sort.loc["researcher"].to_dict() == {
        "people": 1, "tied": 1, "ties": 2, "members": 2,
    }  # fmt: skip
    assert found.by_sort.loc["not known"].tolist() == [1, 0, 0, 0]
    assert found.by_group.loc["Hill"].tolist() == [2, 1, 2]
    assert found.by_group.loc["Lake"].tolist() == [1, 1, 1]
    assert found.claim == 1
    only = nw.outside_ties(wider(), column="role", values=["expert", "researcher"])
    assert values(only) == [pytest.approx(2 / 4), 2, 3]  # Tove counts as a member now


def test_who_outside_learns_from_members():
    found = nw.knowledge_reach(wider())
    assert values(found) == [pytest.approx(2 / 3), 1, 2]
    assert found.by_sort.loc["not known"].tolist() == [1, 1, 2, 2]
    assert found.sentence.startswith("2 of 3 members were learned from by somebody outside")
    assert "by 1 person in all" in found.sentence


def test_the_two_ways_are_each_others_transpose():
    net = wider()
    turned = net.ties.rename(columns={"learner": "learned_from", "learned_from": "learner"})
    other = nw.Network(net.people, turned[["learner", "learned_from"]])
    assert values(nw.outside_ties(net)) == values(nw.knowledge_reach(other))
    assert values(nw.knowledge_reach(net)) == values(nw.outside_ties(other))


def test_members_who_did_not_answer_are_not_members_without_ties():
    found = nw.outside_ties(wider(responded=[True, False, False, False, False, False]))
    # Ben did not answer; Cleo did not either, but her tie to Sven is known.
    assert found.table["n"].tolist()[0] == 2
    assert values(found)[0] == 1
    assert found.sentence.endswith("1 did not answer.")
    codes = [notice.code for notice in found.warnings]
    assert "W01" in codes
    assert not {"W02", "W03"} & set(codes)


def test_learners_alone_cannot_tell_whom_members_taught():
    net = wider()
    ties = net.ties[net.ties["learner"].isin(["ana", "ben", "cleo"])]
    found = nw.knowledge_reach(nw.Network(net.people, ties[["learner", "learned_from"]]))
    assert set(found.table["reason"]) == {"NOT_OBSERVED"}
    assert found.table["estimate"].isna().all()
    assert "only learners were asked" in found.sentence
    kinds = pd.DataFrame({"kind": ["tie"], "reporter": ["learned_from"]})
    asked = nw.Network(net.people, ties[["learner", "learned_from"]], kinds)
    assert values(nw.knowledge_reach(asked)) == [0, 0, 0]


def test_nobody_outside_and_no_member():
    none = nw.outside_ties(wider(outside=False))
    assert values(none) == [0, 0, 0]
    assert len(none.by_sort) == 0
    alone = nw.outside_ties(wider(outside=True))
    assert set(alone.table["reason"]) == {"EMPTY"}
    assert alone.sentence == "No member's ties to people outside the cohort are known."


def test_who_is_outside_must_be_said():
    with pytest.raises(nw.errors.DataError, match="values="):
        nw.outside_ties(wider(), column="locale")
    with pytest.raises(nw.errors.DataError, match="True and False"):
        nw.outside_ties(wider(), column="organization")
    for ask in (nw.outside_ties, nw.knowledge_reach):
        with pytest.raises(nw.errors.DataError, match=r"nobody has 'expret'.*'expert'"):
            ask(wider(), column="role", values="expret")
        with pytest.raises(nw.errors.DataError, match="'nosuch'"):
            ask(wider(), sort="nosuch")
    unsorted = nw.Network(wider().people.drop(columns="role"), wider().ties)
    assert nw.outside_ties(unsorted).by_sort.index.tolist() == ["not known"]
