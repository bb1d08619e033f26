"""Practices shared, nested and varied, against tables that can be solved by hand."""

import itertools

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

import netweave as nw
from netweave._kernels import nesting


def log_of(rows, events=None):
    """Give records from texts such as "ana: s1 s2"."""
    parted = [row.split(":") for row in rows]
    held = [(who, what) for who, listed in parted for what in listed.split()]
    names = sorted({what for _, what in held}) if events is None else events
    table = events if isinstance(events, pd.DataFrame) else pd.DataFrame(index=names)
    records = pd.DataFrame(held, columns=["person", "event"])
    return nw.Affiliations([who for who, _ in parted], table, records)


def practices(reference):
    """Give six networks and the ten practices marked for them; "?" is not marked."""
    table = pd.read_csv(reference / "method" / "practices_matrix.csv", index_col=0)
    held = [(name, what) for name in table for what in table.index if str(table[name][what]) == "1"]
    records = pd.DataFrame(held, columns=["person", "event"])
    return nw.Affiliations(list(table), pd.DataFrame(index=list(table.index)), records)


def test_the_published_matrix_of_practices(reference):
    """Specification 5: fill .80, NODF 76.05, three coefficients of Jaccard."""
    marked = practices(reference)
    assert len(marked.records) == 48
    found = nw.nestedness(marked, seed=1).table.set_index("term")
    assert found.loc["nodf", "estimate"] == pytest.approx(76.05, abs=0.005)
    assert found["n"].tolist() == [60, 15, 45]
    pairs = nw.event_overlap(marked).set_index(["person", "other"])
    wanted = {("CDI", "HQAP"): (9, 10), ("RSN", "CCFWG"): (5, 9), ("RSN", "Proposed_CoP"): (6, 7)}
    for pair, (shared, either) in wanted.items():
        assert pairs.loc[pair, ["shared", "either"]].tolist() == [shared, either]
        assert pairs.loc[pair, "jaccard"] == pytest.approx(shared / either)
    each = nw.practice_variety(marked).each
    assert each["practices"].to_dict() == {
        **{"CDI": 10, "HQAP": 9, "RSN": 7, "CCFWG": 7, "Core_to_College": 9, "Proposed_CoP": 6}
    }


def by_definition(table):
    """NODF as it is published: pair by pair, over lines with a 1."""
    shares = []
    for lines in (table, table.T):
        for one, other in itertools.combinations(lines, 2):
            large, small = (one, other) if one.sum() > other.sum() else (other, one)
            nested = (large & small).sum() / small.sum()
            shares.append(nested if large.sum() > small.sum() else 0.0)
    return 100 * np.mean(shares)


@given(st.integers(0, 10_000), st.integers(2, 6), st.integers(2, 6))
def test_nestedness_is_the_published_sum(seed, people, events):
    table = np.random.default_rng(seed).random((people, events)) < 0.6
    table[:, 0] = table[0] = True
    values, pairs = nesting.nodf(table)
    assert values[0] == pytest.approx(by_definition(table))
    assert pairs[0] == people * (people - 1) // 2 + events * (events - 1) // 2
    turned, _ = nesting.nodf(table.T)
    assert turned[[0, 2, 1]] == pytest.approx(values)


def test_equal_sums_are_not_nested():
    found = nw.nestedness(log_of(["ana: s1 s2", "ben: s2 s3", "cleo: s3 s1"]), seed=1)
    assert found.table["estimate"].tolist() == [0, 0, 0]
    assert found.table["reason"].tolist() == ["SAME_BY_CHANCE"] * 3
    assert found.claim == 1
    assert [note.code for note in found.warnings] == ["W15"]


def test_chance_keeps_the_sums_and_knows_a_nested_table():
    # A staircase with one step filled in beside it: less nested than most with its sums.
    log = log_of(
        [f"p{i}: " + " ".join(f"s{j}" for j in range(8 - i)) for i in range(7)] + ["q: s7"]
    )
    found = nw.nestedness(log, seed=2).table
    row = found.set_index("term").loc["nodf"]
    assert row["estimate"] == pytest.approx(by_definition(np.array(_cells(log))))
    assert row["estimate"] < row["expected"]
    assert row["percentile"] < 0.05
    again = nw.nestedness(log, seed=2).table
    pd.testing.assert_frame_equal(found, again)


def _cells(log):
    table = np.zeros((log.n, len(log.events)), dtype=bool)
    table[log.records["person"].cat.codes, log.records["event"].cat.codes] = True
    return table


@pytest.mark.parametrize(
    ("rows", "reason"), [([], "EMPTY"), (["ana: "], "NO_EVENTS"), (["ana: s1"], "N<2")]
)
def test_nothing_to_compare_says_so(rows, reason):
    found = nw.nestedness(log_of(rows, events=["s1"]), seed=1)
    assert found.table["estimate"].isna().all()
    assert set(found.table["reason"]) == {reason}
    assert nw.codes.REASONS[reason] in found.sentence


def test_overlap_of_nobody_and_of_people_without_events():
    assert nw.event_overlap(log_of([], events=["s1"])).empty
    pair = nw.event_overlap(log_of(["ana: ", "ben: "], events=["s1"])).iloc[0]
    assert (pair["shared"], pair["either"]) == (0, 0)
    assert np.isnan(pair["jaccard"])


def test_variety_counts_practices_and_how_evenly():
    events = pd.DataFrame(
        {"practice": ["meeting", "meeting", "webinar", "tool", None, " "]},
        index=["s1", "s2", "s3", "s4", "s5", "s6"],
    )
    log = log_of(["ana: s1 s2 s3 s4", "ben: s3", "cleo: s5 s6", "dan: "], events=events)
    found = nw.practice_variety(log, "practice", convenings="meeting")
    half = np.log(2) / 2 + np.log(4) / 2  # shares 1/2, 1/4, 1/4
    assert found.each.loc["ana"].tolist() == pytest.approx([4, 3, 1.0, half / np.log(3), 1.0])
    assert found.each.loc["ben"].tolist() == pytest.approx([1, 1, 1 / 3, 0.0, 1.0])
    assert found.each.loc["cleo", ["events", "practices"]].tolist() == [2, 0]
    assert np.isnan(found.each.loc["cleo", "share"])  # of both events no practice is stated
    assert found.each.loc["dan", "share"] == 0
    assert found.each.loc[["cleo", "dan"], ["entropy", "beyond"]].isna().all(axis=None)
    table = found.table.set_index("term")
    assert table["n"].tolist() == [2, 2, 2]
    assert table.loc["practices", "estimate"] == 2.0
    assert found.sentence.startswith(
        "The 2 who took part in a practice that is stated were active in 2.0 of 3"
    )


def test_variety_without_convenings_or_events_is_not_known():
    log = log_of(["ana: s1", "ben: "])
    table = nw.practice_variety(log).table.set_index("term")
    assert table["reason"].fillna("").to_dict() == {
        **{"practices": "", "entropy": "NOT_OBSERVED", "beyond": "NOT_OBSERVED"}
    }
    nothing = nw.practice_variety(log_of(["ana: "], events=["s1"]))
    assert set(nothing.table["reason"]) == {"NO_EVENTS"}


def test_what_is_not_there_is_refused():
    log = log_of(["ana: s1 s2", "ben: s1"])
    with pytest.raises(nw.errors.DataError, match="events lacks the column 'practice'"):
        nw.practice_variety(log, "practice")
    with pytest.raises(nw.errors.DataError, match="column lacks 1 of 2 events"):
        nw.practice_variety(log, pd.Series({"s1": "meeting"}))
    with pytest.raises(nw.errors.ArgumentError, match="convenings must be one of 's1', 's2'"):
        nw.practice_variety(log, convenings="gala")
    with pytest.raises(nw.errors.ArgumentError, match="draws"):
        nw.nestedness(log, draws=0, seed=1)
    with pytest.raises(nw.errors.ArgumentError, match="more than 5000 people"):
        nw.event_overlap(nw.Affiliations(range(5_001), log.events, log.records[:0]))


@pytest.mark.parametrize("rows", [["ana: s1", "ben: s2"], ["ana: s1", "ben: s2", "cleo: s3"]])
def test_tables_that_are_all_as_nested_are_not_the_only_ones(rows):
    found = nw.nestedness(log_of(rows), seed=1)
    assert "Every table with these sums is as nested." in found.sentence


def test_the_least_nested_table_is_higher_than_none():
    found = nw.nestedness(log_of(["a: s1 s2", "b: s3", "c: s3", "d: s4 s5", "e: s6"]), seed=1)
    assert found.table["estimate"][0] < found.table["expected"][0]
    assert " 100 of them" in found.sentence or "Hardly any other table" in found.sentence
