"""The four lists of what people do with ties, solved by hand."""

import numpy as np
import pandas as pd
import pytest

import netweave as nw

PEOPLE = pd.DataFrame(
    {
        "organization": ["A", "A", "B", "C", None],
        "locale": ["town", "town", "farm", "town", "farm"],
        "convener": [False, False, False, False, True],
    },
    index=["ana", "ben", "cleo", "dan", "hana"],
)


def network(rows, columns=(), people=PEOPLE, **options):
    return nw.Network(
        people, pd.DataFrame(rows, columns=["learner", "learned_from", *columns]), **options
    )


def rows_of(net, **options):
    found = nw.network_behavior_profile(net, **{"draws": 0, "least": 0, **options})
    return found.table.set_index(["person", "term"])


def three(rows, person, term):
    return rows.loc[(person, term), ["numerator", "denominator", "estimate"]].tolist()


# ---------------------------------------------------------------------- relationships


def test_r1_takes_the_strongest_tie_as_a_share_of_the_highest_level():
    ties = [("ana", "ben", 2.0, "ask"), ("ben", "ana", 4.0, "ask"), ("ana", "cleo", 1.0, "ask"),
            ("ana", "cleo", 9.0, "work"), ("ana", "dan", 7.0, "meet")]  # fmt: skip
    kinds = pd.DataFrame({"max": [4.0, np.nan, np.nan], "scale": ["", "FREY_LCS", ""]},
                         index=["ask", "work", "meet"])  # fmt: skip
    net = network(ties, ["weight", "kind"], kinds=kinds)
    rows = rows_of(net)
    # Ben 4/4; Cleo 9 of 5, which counts as 1; Dan's kind has no highest level.
    assert three(rows, "ana", "R1") == [2, 2, 1]
    assert rows.loc[("dan", "R1"), "reason"] == "NO_SCALE"
    assert rows.loc[("hana", "R1"), "reason"] == "NO_ALTERS"
    assert three(rows_of(net.where(kind="ask")), "ana", "R1") == [1.25, 2, 0.625]
    assert set(rows_of(net.where(kind="meet")).xs("R1", level="term")["reason"]) == {"NO_SCALE"}


def test_r2_counts_strength_where_ties_differ_and_contacts_where_they_do_not():
    ties = [("ana", "ben"), ("ben", "ana"), ("ana", "cleo")]
    assert three(rows_of(network(ties)), "ana", "R2") == [1, 2, 0.5]
    strong = network([(*tie, w) for tie, w in zip(ties, (3.0, 1.0, 1.0), strict=True)], ["weight"])
    assert three(rows_of(strong), "ana", "R2") == [2, 5, 0.4]
    kinds = [(*tie, kind) for tie, kind in zip(ties, "xyx", strict=True)]
    assert three(rows_of(network(kinds, ["kind"])), "ana", "R2") == [1, 2, 0.5]


def test_r2_leaves_out_pairs_of_whom_one_kept_silent():
    people = PEOPLE.assign(responded=[True, True, False, True, True])
    rows = rows_of(network([("ana", "ben"), ("ben", "ana"), ("ana", "cleo")], people=people))
    assert three(rows, "ana", "R2") == [1, 1, 1]
    assert rows.loc[("cleo", "R2"), "reason"] == "NOT_OBSERVED"


def test_r3_counts_further_kinds_per_contact():
    ties = [("ana", "ben", "x"), ("ben", "ana", "y"), ("ana", "cleo", "x"), ("dan", "hana", "z")]
    rows = rows_of(network(ties, ["kind"]))
    assert three(rows, "ana", "R3") == [0.5, 2, 0.25]
    assert rows_of(network([("ana", "ben")])).loc[("ana", "R3"), "reason"] == "ONE_KIND"


def waves(before, after, people=PEOPLE, columns=(), **options):
    rows = [(*tie, wave) for wave, ties in (("t", before), ("t1", after)) for tie in ties]
    net = network(rows, [*columns, "wave"], people, waves=["t", "t1"], **options)
    return net.wave("t"), net.wave("t1")


def test_r4_counts_contacts_kept_of_those_still_there_and_observed():
    roster = pd.DataFrame({
        "wave": ["t"] * 5 + ["t1"] * 4,
        "person": [*PEOPLE.index, *PEOPLE.index[:4]],
        "responded": [True] * 5 + [False, True, False, True],
    })
    before = [("ana", "ben"), ("ana", "cleo"), ("ana", "dan"), ("ana", "hana")]
    first, second = waves(before, [("ben", "ana")], roster=roster)
    rows = rows_of(first, later=second)
    # Hana has left; nobody answered about Ana and Cleo; Dan answered and did not name her.
    assert three(rows, "ana", "R4") == [1, 2, 0.5]
    assert rows.loc[("hana", "R4"), "reason"] == "NOT_OBSERVED"
    assert set(rows_of(first).xs("R4", level="term")["reason"]) == {"NOT_OBSERVED"}


# ---------------------------------------------------------------------- humility and openness


def test_h1_is_0_for_who_only_learns_and_1_for_a_balance():
    rows = rows_of(network([("ana", "ben", 2.0), ("ben", "ana", 1.0)], ["weight"]))
    assert three(rows, "ana", "H1") == [2, 3, pytest.approx(2 / 3)]
    assert three(rows, "ana", "learning_share") == [2, 3, pytest.approx(2 / 3)]


def test_openness_leaves_out_who_is_of_no_known_organization():
    rows = rows_of(network([("ana", other) for other in ("ben", "cleo", "dan", "hana")]))
    assert three(rows, "ana", "O1") == [2, 3, pytest.approx(2 / 3)]
    # Of three others of known organization two are of another one.
    assert rows.loc[("ana", "O1"), "base"] == pytest.approx(2 / 3)
    assert three(rows, "ana", "O2") == [3, 3, 1]
    assert three(rows, "ana", "O4") == [4, 6, pytest.approx(2 / 3)]  # town, farm, town, farm
    assert rows.loc[("ana", "O3"), "reason"] == "NOT_OBSERVED"
    assert rows.loc[("hana", "O1"), "reason"] == "NO_GROUP_KNOWN"
    assert rows.loc[("ben", "O2"), "reason"] == "K<2"


def test_one_organization_says_nothing_about_openness():
    net = network([("ana", "ben"), ("ben", "dan")], people=PEOPLE.assign(organization="A"))
    rows = rows_of(net)
    assert set(rows.xs("O1", level="term")["reason"]) == {"ONE_GROUP", "NO_ALTERS"}
    unknown = rows_of(network([("ana", "ben")], people=PEOPLE[["convener"]]))
    assert unknown.loc[("ana", "O1"), "reason"] == "NO_GROUP"
    with pytest.raises(nw.errors.DataError, match="rolle"):
        rows_of(net, role="rolle")


# ---------------------------------------------------------------------- emergence


def test_e1_of_a_contact_met_both_outside_and_at_a_convening_is_not_self_organized():
    ties = [("ana", "ben", "outside"), ("ben", "ana", "convening"), ("ana", "cleo", "lunch"),
            ("ana", "dan", "OUTSIDE")]  # fmt: skip
    rows = rows_of(network(ties, ["context"]))
    # Ben counts as met at a convening; where Ana met Cleo is none of the two words: not known.
    assert three(rows, "ana", "E1") == [1, 2, 0.5]
    assert rows.loc[("cleo", "E1"), "reason"] == "NOT_OBSERVED"


def test_e1_stays_when_the_convener_is_left_out():
    ties = [("ana", "ben", "outside", "hana"), ("ana", "cleo", "outside", "hana"),
            ("dan", "ana", "outside", None), ("ben", "hana", "outside", None)]  # fmt: skip
    net = network(ties, ["context", "introduced_by"])
    with_her, without = rows_of(net), rows_of(net.without("convener"))
    assert three(with_her, "ana", "E1") == [1, 3, pytest.approx(1 / 3)]
    assert three(without, "ana", "E1") == three(with_her, "ana", "E1")
    assert three(without, "ben", "E1") == [0, 1, 0]


def test_e1_counts_contacts_met_outside_and_not_by_the_convener():
    ties = [("ana", "ben", "outside", None), ("ben", "ana", "Outside ", "cleo"),
            ("cleo", "ana", "outside", "hana"), ("ana", "dan", "unknown", None),
            ("ana", "hana", "outside", None)]  # fmt: skip
    net = network(ties, ["context", "introduced_by"])
    found = nw.network_behavior_profile(net, draws=0, least=0)
    rows = found.table.set_index(["person", "term"])
    assert three(rows, "ana", "E1") == [1, 3, pytest.approx(1 / 3)]
    assert rows.loc[("dan", "E1"), "reason"] == "NOT_OBSERVED"
    assert "W12" not in {notice.code for notice in found.warnings}  # 1 of 5
    more = network([*ties, ("dan", "ben", None, None)], ["context", "introduced_by"])
    found = nw.network_behavior_profile(more, draws=0)
    notice = next(notice for notice in found.warnings if notice.code == "W12")
    assert notice.found == "Ties of unknown context: 2 of 6."
    assert rows_of(network([("ana", "ben")])).loc[("ana", "E1"), "reason"] == "NOT_OBSERVED"


def test_e2_knows_only_pairs_that_both_waves_observed():
    people = PEOPLE.assign(responded=[True, True, True, False, False])
    star = [("ana", other) for other in ("ben", "cleo", "dan", "hana")]
    first, second = waves(star, [*star, ("ben", "cleo"), ("dan", "hana")], people)
    found = nw.network_behavior_profile(first, later=second, draws=0, least=0)
    rows = found.table.set_index(["person", "term"])
    # Six pairs; Dan and Hana both kept silent, so theirs was not observed and its tie is not new.
    assert three(rows, "ana", "E2") == [1, 5, 0.2]
    assert found.formation["pairs"].tolist() == [5, 0]
    assert np.isnan(rows.loc[("ana", "E2"), "base"])
    assert rows.loc[("ben", "E2"), "reason"] == "K<2"


def test_the_null_of_e2_is_about_new_ties():
    # Ben and Cleo are tied anew, and nobody else could be: the same in every random network.
    star = [("ana", other) for other in ("ben", "cleo")]
    first, second = waves(star, [*star, ("ben", "cleo")])
    found = nw.network_behavior_profile(first, later=second, draws=30, least=0)
    row = found.table.set_index(["person", "term"]).loc[("ana", "E2")]
    assert row["expected"] == 1
    assert np.isnan(row["percentile"])
    assert "new ties" in row["method"]


def test_e3_counts_new_ties_that_somebody_introduced():
    before = [("ana", "ben", None), ("cleo", "dan", None)]
    after = [("ana", "ben", "dan"), ("ana", "cleo", "ben"), ("cleo", "ana", "ben"),
             ("ben", "dan", "hana"), ("dan", "hana", "hana"), ("ana", "dan", "ben")]  # fmt: skip
    first, second = waves(before, after, columns=["introduced_by"])
    rows = rows_of(first, later=second)
    assert rows.loc[("ben", "E3"), "estimate"] == 2  # the pair counts once; Ana and Ben were tied
    assert three(rows, "ben", "E3_cross") == [2, 2, 1]
    assert rows.loc[("hana", "E3"), "estimate"] == 1  # not herself
    assert rows.loc[("dan", "E3"), "estimate"] == 0
    assert rows.loc[("dan", "E3_cross"), "reason"] == "NO_INTRODUCTIONS"
    held = rows_of(first, later=second, least=5)
    assert held.loc[("ben", "E3"), "estimate"] == 2  # a count stands
    assert held.loc[("ben", "E3_cross"), "reason"] == "FEW_TIES"


def test_an_introduction_of_a_pair_hidden_before_is_not_known_to_be_new():
    people = PEOPLE.assign(responded_tie=[False, True, False, True, True])
    first, second = waves(
        [("ben", "dan", None)], [("ana", "cleo", "ben")], people, ["introduced_by"]
    )
    assert rows_of(first, later=second).loc[("ben", "E3"), "estimate"] == 0


# ---------------------------------------------------------------------- the whole


def made_up(n=24, seed=1):
    """Give a network in two waves in which most people have five ties or more."""
    generator = np.random.default_rng(seed)
    ids = pd.Index([f"p{i:02}" for i in range(n)])
    people = pd.DataFrame(
        {"organization": [f"O{i % 6}" for i in range(n)], "role": [f"R{i % 2}" for i in range(n)],
         "locale": [f"L{i % 3}" for i in range(n)]}, index=ids)  # fmt: skip
    tables = []
    for wave in ("t", "t1"):
        one, other = np.nonzero((generator.random((n, n)) < 0.18) & ~np.eye(n, dtype=bool))
        tables.append(pd.DataFrame({
            "learner": ids[one], "learned_from": ids[other], "wave": wave,
            "weight": generator.integers(1, 6, len(one)).astype(float),
            "context": generator.choice(["outside", "convening"], len(one)),
        }))  # fmt: skip
    kinds = pd.DataFrame({"max": [5.0]}, index=["tie"])
    net = nw.Network(people, pd.concat(tables), kinds, ["t", "t1"])
    return net.wave("t"), net.wave("t1")


def test_tables_tell_all_parts_person_by_person():
    first, second = made_up()
    found = nw.network_behavior_profile(first, later=second, draws=30)
    terms = ["R1", "R2", "R3", "R4", "learning_share", "H1", "H2", "H3", "O1", "O2", "O3", "O4",
             "E1", "E2", "E2_credit", "E3", "E3_cross"]  # fmt: skip
    assert found.table["person"].tolist() == list(np.repeat(first.people.index, len(terms)))
    assert found.table["term"].tolist() == terms * first.n
    lists = [found.relationships, found.humility, found.openness, found.emergence]
    assert sum(map(len, lists)) == len(found.table)
    undefined = found.table["estimate"].isna()
    assert (undefined == found.table["reason"].notna()).all()
    assert set(found.table["reason"].dropna()) <= set(nw.codes.REASONS)
    placed = found.table[found.table["percentile"].notna()]
    assert set(placed["term"]) == {"R2", "H2", "O1", "O2", "O3", "O4", "E2", "E2_credit"}
    assert placed["percentile"].between(0, 1, inclusive="neither").all()
    assert (placed["difference"] - (placed["estimate"] - placed["expected"])).abs().max() < 1e-12
    assert not found.composite.size
    assert found.claim == 2


def test_the_answer_hangs_on_the_seed_alone_and_changes_nothing():
    first, second = made_up()
    copy = nw.Network(first.people, first.ties, first.kinds, first.waves)
    one, again, other = (
        nw.network_behavior_profile(first, later=second, draws=20, seed=seed).table
        for seed in (4, 4, 5)
    )
    pd.testing.assert_frame_equal(one, again)
    assert not one["expected"].equals(other["expected"])
    assert first.equals(copy)


def test_the_composite_is_off_and_says_so_when_asked():
    first, second = made_up()
    weights = {"relationships": 2, "humility": 1, "openness": 1, "emergence": 1}
    found = nw.network_behavior_profile(
        first, later=second, draws=0, composite=True, weights=weights
    )
    notice = next(notice for notice in found.warnings if notice.code == "W24")
    assert notice.found == (
        "Weights: relationships 0.40, humility 0.20, openness 0.20, emergence 0.20."
    )
    rows = found.composite.dropna(subset="composite")
    means = rows[["relationships", "humility", "openness", "emergence"]]
    wanted = np.exp((np.log(means) * [0.4, 0.2, 0.2, 0.2]).sum(axis=1))
    np.testing.assert_allclose(rows["composite"], wanted)
    assert (rows["percentile_low"] <= rows["percentile_high"]).all()
    assert rows["percentile_high"].max() <= 1
    part = found.table.set_index(["term", "person"])["estimate"]
    person = rows.index[0]
    mean = np.nanmean([part[term, person] for term in ("E1", "E2")])
    assert means.loc[person, "emergence"] == pytest.approx(mean)
    assert not (rows["percentile_low"] == rows["percentile_high"]).all()
    alone = nw.network_behavior_profile(first, draws=0)
    assert "W24" not in {notice.code for notice in alone.warnings}


def test_the_composite_is_withheld_where_a_principle_is_not_observed():
    first, _ = made_up()
    plain = nw.Network(first.people, first.ties.drop(columns="context"), first.kinds, first.waves)
    found = nw.network_behavior_profile(plain, draws=0, composite=True)
    assert found.composite["composite"].isna().all()
    assert set(found.composite["reason"]) == {"NOT_OBSERVED"}


def test_the_sentence_says_what_openness_is_read_beside_and_names_nobody():
    first, _ = made_up()
    found = nw.network_behavior_profile(first, draws=0)
    few = (nw.degree(first) < 5).sum()
    assert found.sentence.startswith(f"Of 24 people, {24 - few} have 5 ties or more")
    assert "if ties ignored organization it would be 87%" in found.sentence
    assert "p0" not in found.sentence
    assert not {"mindset", "lacks", "effect", "rank"} & set(found.sentence.lower().split())


def test_one_persons_share_is_no_half_of_anybody():
    """Only the middle of a star has five ties; with two such people there is a half."""
    people = pd.DataFrame({"organization": list("ABCDEFG")}, index=list("abcdefg"))

    def said(hubs):
        ties = [(hub, other) for hub in hubs for other in "cdefg"]
        ties = pd.DataFrame(ties, columns=["learner", "learned_from"])
        return nw.network_behavior_profile(nw.Network(people, ties), draws=0).sentence

    assert said("a").startswith("Of 7 people, 1 has 5 ties or more")
    assert "median" not in said("a")
    assert "median of their shares of contacts in other organizations is 100%;" in said("ab")


@pytest.mark.parametrize("ids", [[], ["ana"], ["ana", "ben", "cleo"]])
def test_nobody_and_no_ties(ids):
    nobody = pd.DataFrame({"learner": ids[:0], "learned_from": ids[:0]})
    found = nw.network_behavior_profile(nw.Network(ids, nobody), draws=3, composite=True)
    assert found.table["estimate"].isna().all()
    assert found.table["reason"].notna().all()
    assert len(found.composite) == len(ids)


@pytest.mark.parametrize(
    ("options", "said"),
    [
        ({"weights": {"humility": 1.0}}, "weights need composite=True"),
        ({"composite": True, "weights": {"humility": 1.0}}, "weights must give each of"),
        (
            {"composite": True, "weights": {"relationships": 1, "humility": 1, "openness": 0,
                                            "emergence": 1}},
            "weights must give each of",
        ),
        ({"draws": -1}, "draws must be"),
    ],
)  # fmt: skip
def test_settings_out_of_range(options, said):
    with pytest.raises(nw.errors.ArgumentError, match=said):
        nw.network_behavior_profile(made_up()[0], **options)


def test_the_next_wave_must_be_another_one():
    first, _ = made_up()
    with pytest.raises(nw.errors.ArgumentError, match="later must be another wave"):
        nw.network_behavior_profile(first, later=first)
    with pytest.raises(nw.errors.ArgumentError, match="later"):
        nw.network_behavior_profile(first, later="t1")
