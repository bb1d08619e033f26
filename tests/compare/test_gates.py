"""What bears no claim of change, however sure the number: other waves, or too few pairs."""

import numpy as np
import pandas as pd
import pytest

import netweave as nw
from netweave import Network
from netweave.compare import before_after, mrqap, over_waves, qap, tie_survival, vertex_bootstrap
from netweave.coverage import capped
from netweave.errors import RefusalError

# Twelve people in six organizations; everybody gains ties across, some more than others.
HOMES = pd.DataFrame(
    {"organization": list("AABBCCDDEEFF"), "responded": True},
    index=[f"p{place:02}" for place in range(12)],
)
ACROSS = [
    (one, other)
    for one in range(12)
    for other in range(one + 1, 12)
    if one // 2 != other // 2
]  # fmt: skip
CHANCE = {"evidence": "opportunity", "threshold": 1.0}
WAVES = {"a": ACROSS[::9], "b": ACROSS[::9] + ACROSS[1::3], "c": ACROSS[::9] + ACROSS[1::3]}
WAVES["c"] = sorted({*WAVES["c"], *ACROSS[2::3]})


def wave(label, answers=12, people=HOMES, **facts):
    """One wave; answers: how many of the people answered; facts: how the kind was asked."""
    names = people.index
    ties = pd.DataFrame(
        [(names[one], names[other]) for one, other in WAVES[label]],
        columns=["learner", "learned_from"],
    ).assign(kind="advice")
    kinds = pd.DataFrame(
        {name: [fact] for name, fact in facts.items()}, index=pd.Index(["advice"], name="kind")
    )
    gave = people.assign(responded=np.arange(12) < answers)
    year = 2021 + "abc".index(label)
    windows = pd.DataFrame(
        {"start": [f"{year}-01-01"], "end": [f"{year + 1}-01-01"]}, index=[label]
    )
    return Network(gave, ties, kinds, waves=windows)


def codes(found):
    return {notice.code for notice in found.warnings}


def test_waves_that_compare_bear_a_change():
    change = before_after(wave("a"), wave("b"))
    assert (change.verdict, change.claim) == ("up", 3)
    assert change.sentence.startswith("Members had ")
    assert nw.check_claim("Ties grew.", change)


@pytest.mark.parametrize(
    ("code", "one", "other", "options"),
    [
        ("W09", {"question": "Who helps?"}, {"question": "Who taught you?"}, {}),
        ("W07", CHANCE, CHANCE, {"allow_opportunity": True}),
        ("W03", {"answers": 4}, {"answers": 4}, {}),
    ],
)  # fmt: skip
def test_waves_that_do_not_compare_bear_none(code, one, other, options):
    change = before_after(wave("a", **one), wave("b", **other), kind="advice", **options)
    assert code in codes(change)
    assert (change.verdict, change.claim) == ("cannot tell", 1)
    assert change.sentence.startswith("Observed: ")
    assert " up from " not in change.sentence
    with pytest.raises(RefusalError, match="E-CHANGE"):
        nw.check_claim("Ties grew.", change)


def test_a_claim_needs_eighty_in_a_hundred_pairs():
    assert [capped(3, share) for share in (0.8, 0.79, float("nan"))] == [3, 1, 3]
    assert capped(2, 0.9, 0.5) == capped(1, 0.5) == 1
    assert capped(3) == 3
    # 7 of 12 answered: 10 of 66 pairs were observed by nobody, 56/66 = .85; 6 of 12: 51/66 = .77
    most, fewer = (before_after(wave("a", answers=n), wave("b", answers=n)) for n in (7, 6))
    assert most.passport.coverage == pytest.approx(56 / 66)
    assert fewer.passport.coverage == pytest.approx(51 / 66)
    assert (most.claim, fewer.claim) == (3, 1)


def test_so_does_every_finding_on_pairs():
    full, part = (wave("a"), wave("b")), (wave("a", answers=6), wave("b", answers=6))
    for waves, level in ((full, 2), (part, 1)):
        assert qap(*waves, permutations=99, seed=1).claim == level
        same = {"same organization": nw.compare.same(waves[0], "organization")}
        assert mrqap(waves[1], same, permutations=99, seed=1).claim == level
        drawn = vertex_bootstrap(waves, nw.density, draws=20, seed=1)
        assert drawn.claim == (3 if level == 2 else 1)
        several = dict(zip("ab", waves, strict=True))
        assert over_waves(several).claim == (3 if level == 2 else 1)


def test_the_bootstrap_of_waves_asked_differently_only_describes():
    waves = wave("a", question="Who helps?"), wave("b", question="Who taught you?")
    found = vertex_bootstrap(waves, nw.density, draws=20, seed=1)
    assert "W09" in codes(found)
    assert found.claim == 1


def test_over_waves_has_the_direction_on_which_all_agree():
    three = {label: wave(label) for label in "abc"}
    found = over_waves(three)
    assert found.periods["verdict"].tolist() == ["up", "up"]
    assert (found.verdict, found.claim) == ("up", 3)
    still = over_waves({**three, "c": wave("c").with_threshold({"advice": 2})})
    assert still.verdict == "cannot tell"  # there is a break before the last wave


def test_over_waves_without_a_direction_in_one_period():
    WAVES["d"] = WAVES["b"]
    ties = pd.DataFrame(
        [
            (HOMES.index[i], HOMES.index[j], label)
            for label in ("a", "b", "d")
            for i, j in WAVES[label]
        ],
        columns=["learner", "learned_from", "wave"],
    )
    found = over_waves(Network(HOMES[["organization"]], ties))
    assert found.periods["verdict"].tolist() == ["up", "cannot tell"]  # nothing changed
    assert found.verdict == "cannot tell"
    with pytest.raises(RefusalError, match="E-CHANGE"):
        nw.check_claim("Ties grew.", found)


def test_survival_in_part_of_the_network_only_describes():
    # one wave later some ties are gone: read backwards in time
    WAVES["e"] = WAVES["b"][::2]
    rows = [(label, *pair) for label in "be" for pair in WAVES[label]]
    for answers, level in ((12, 3), (6, 1)):
        gave = HOMES.assign(responded=np.arange(12) < answers)
        ties = pd.DataFrame(
            [(HOMES.index[i], HOMES.index[j], label) for label, i, j in rows],
            columns=["learner", "learned_from", "wave"],
        )
        assert tie_survival(Network(gave, ties)).claim == level
