"""What chance gives in two-mode tables, against tables small enough to list them all."""

import itertools
import os
import subprocess
import sys

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy import optimize, stats

import netweave as nw
from netweave._kernels import twomode

# Networks × practices as a published review of six networks lists them; its one "?" is read as 0.
PRACTICES = """
1111111111
1111101111
1111101001
1111000111
1101111111
1111001001
"""


def table_of(text):
    """Give a 0/1 table from rows of digits."""
    return np.array([[mark == "1" for mark in row] for row in text.split()])


def every_table(table):
    """List all 0/1 tables with the margins of one."""
    found = [((), tuple(table.sum(axis=0)))]
    for held in table.sum(axis=1):
        found = [
            ((*rows, chosen), tuple(left - (place in chosen) for place, left in enumerate(lefts)))
            for rows, lefts in found
            for chosen in itertools.combinations(np.flatnonzero(lefts), held)
        ]
    listed = [rows for rows, lefts in found if not any(lefts)]
    full = np.zeros((len(listed), *table.shape), dtype=bool)
    for one, rows in enumerate(listed):
        for row, chosen in enumerate(rows):
            full[one, row, list(chosen)] = True
    return full


def pairs_of(n):
    """Give the places of all pairs of n people."""
    return np.triu_indices(n, 1)


def exact_fdsm(table):
    """Give P(at least as many shared) of every pair over the list of all tables."""
    numbers = every_table(table).astype(int)
    shared = numbers @ numbers.transpose(0, 2, 1)
    observed = table.astype(int) @ table.T.astype(int)
    return (shared >= observed).mean(axis=0)[pairs_of(len(table))]


def solved_margins(table):
    """Give the cells' probabilities by a general solver, without levels, corners or Newton."""
    n, margin = len(table), np.concatenate([table.sum(axis=1), table.sum(axis=0)])

    def chances(at):
        return 1 / (1 + np.exp(-np.add.outer(at[:n], at[n:])))

    def gap(at):
        cells = chances(at)
        return np.concatenate([cells.sum(axis=1), cells.sum(axis=0)]) - margin

    found = optimize.least_squares(gap, np.zeros(len(margin)), xtol=1e-15, ftol=1e-15, gtol=1e-15)
    assert np.abs(gap(found.x)).max() < 1e-8
    return chances(found.x)


def tail_by_listing(chances, least):
    """Give P(sum >= least) of independent trials by listing all outcomes."""
    total = 0.0
    for outcome in itertools.product((0, 1), repeat=len(chances)):
        hit = np.array(outcome, dtype=bool)
        if hit.sum() >= least:
            total += np.prod(np.where(hit, chances, 1 - chances))
    return total


tables = st.tuples(st.integers(1, 7), st.integers(1, 7)).flatmap(
    lambda size: st.lists(
        st.lists(st.booleans(), min_size=size[1], max_size=size[1]),
        min_size=size[0],
        max_size=size[0],
    ).map(np.array)
)


# ------------------------------------------------------------------ margins on average


def test_three_people_at_one_event_each():
    # Every cell 1/3, so two people share each of three events with 1/9.
    expected, p_values = twomode.margins_on_average(np.eye(3, dtype=bool), *pairs_of(3))
    assert expected == pytest.approx([1 / 3] * 3)
    assert p_values.tolist() == [1, 1, 1]
    both = table_of("110 110 001")
    expected, p_values = twomode.margins_on_average(both, *pairs_of(3))
    chances = solved_margins(both)
    assert expected[0] == pytest.approx((chances[0] * chances[1]).sum())
    assert p_values[0] == pytest.approx(tail_by_listing(chances[0] * chances[1], 2))


@pytest.mark.parametrize("text", ["1100 1010 0110 0001", "11010 10100 01011 00111", PRACTICES])
def test_sdsm_is_what_listing_all_outcomes_gives(text):
    table = table_of(text)
    free = table[:, (table.sum(axis=0) < len(table))]
    free = free[free.sum(axis=1) < free.shape[1]]
    first, second = pairs_of(len(free))
    expected, p_values = twomode.margins_on_average(free, first, second)
    chances = solved_margins(free)
    for place, (one, two) in enumerate(zip(first, second, strict=True)):
        both = chances[one] * chances[two]
        observed = int((free[one] & free[two]).sum())
        assert expected[place] == pytest.approx(both.sum(), abs=1e-7)
        assert p_values[place] == pytest.approx(tail_by_listing(both, observed), abs=1e-7)


def test_full_and_empty_lines_are_exact():
    chances = twomode.cell_probabilities(np.array([4, 0, 2, 2]), np.array([3, 1, 3, 1]))
    half = [1, 0, 1, 0]
    assert chances.tolist() == [[1] * 4, [0] * 4, half, half]


def test_a_corner_that_no_table_can_leave_is_exact():
    # Neither row nor column is full or empty, yet the first two rows must hold the first two
    # columns; the other two blocks are free.
    chances = twomode.cell_probabilities(np.array([3, 3, 1, 1]), np.array([3, 3, 1, 1]))
    assert chances == pytest.approx(np.array([[1, 1, 0.5, 0.5]] * 2 + [[0.5, 0.5, 0, 0]] * 2))
    assert set(chances[:2, :2].ravel()) | set(chances[2:, 2:].ravel()) == {0, 1}


@given(tables)
def test_expected_margins_are_the_observed_ones(table):
    chances = twomode.cell_probabilities(table.sum(axis=1), table.sum(axis=0))
    assert chances.sum(axis=1) == pytest.approx(table.sum(axis=1), abs=1e-9)
    assert chances.sum(axis=0) == pytest.approx(table.sum(axis=0), abs=1e-9)
    # x_i y_e: the odds of any two rows stand in one ratio, wherever both are free.
    free = ((chances > 0) & (chances < 1)).all(axis=0)
    odds = chances[:, free] / (1 - chances[:, free])
    assert (odds[:, :1] * odds[:1] == pytest.approx(odds * odds[:1, :1], rel=1e-6)) or not odds.size


@given(tables.filter(lambda table: table.size <= 16))
def test_a_cell_is_certain_if_and_only_if_all_tables_agree_on_it(table):
    chances = twomode.cell_probabilities(table.sum(axis=1), table.sum(axis=0))
    share = every_table(table).mean(axis=0)
    assert ((chances == 0) == (share == 0)).all()
    assert ((chances == 1) == (share == 1)).all()


def test_tails_are_binomial_where_all_chances_are_equal():
    tails = twomode.upper_tails(np.array([[0.3, 1e-6]]), np.array([40]))
    for column, chance in enumerate((0.3, 1e-6)):
        exact = stats.binom.sf(np.arange(41) - 1, 40, chance)
        assert tails[:, column] == pytest.approx(exact, rel=1e-10, abs=0)
    # Forty in forty at one in a million each: 10**-240, not 0.
    assert tails[40, 1] == pytest.approx(1e-240, rel=1e-9, abs=0)


@given(st.lists(st.sampled_from([0.0, 0.1, 0.5, 0.9, 1.0]), min_size=1, max_size=7))
def test_tails_are_what_listing_gives(chances):
    cells = np.array(chances)
    tails = twomode.upper_tails(cells[:, None], np.ones(len(cells), dtype=int))
    listed = [tail_by_listing(cells, least) for least in range(len(cells) + 1)]
    assert tails[:, 0] == pytest.approx(listed, abs=1e-12)
    assert tails.max() <= 1


def test_blocks_of_distributions_change_nothing(monkeypatch):
    table = np.random.default_rng(5).random((30, 12)) < 0.4
    whole = twomode.margins_on_average(table, *pairs_of(30))
    monkeypatch.setattr(twomode, "BLOCK", 3)
    parts = twomode.margins_on_average(table, *pairs_of(30))
    assert np.array_equal(whole, parts)


# ------------------------------------------------------------------ margins exactly


@given(tables, st.integers(0, 99))
def test_trades_keep_both_margins(table, seed):
    drawn = list(twomode.random_tables(table, 5, np.random.default_rng(seed)))
    assert sum(some.shape[2] for some in drawn) == 5
    for some in drawn:
        assert (some.sum(axis=1) == table.sum(axis=1)[:, None]).all()
        assert (some.sum(axis=0) == table.sum(axis=0)[:, None]).all()


@pytest.mark.parametrize("text", ["1100 1010 0110 0001", "11100 10010 01010", "10 10 01 01 01"])
def test_every_table_is_drawn_equally_often(text, slow):
    table = table_of(text)
    known = {one.tobytes(): 0 for one in every_table(table)}
    draws = 20_000 if slow else 5_000
    for some in twomode.random_tables(table, draws, np.random.default_rng(11)):
        for one in np.moveaxis(some, 2, 0):
            known[np.ascontiguousarray(one).tobytes()] += 1
    assert len(known) > 5
    assert stats.chisquare(list(known.values())).pvalue > 0.001


@pytest.mark.parametrize("text", ["1100 1010 0110 0001", "11010 10100 01011 00111", PRACTICES])
def test_fdsm_is_near_the_list_of_all_tables(text):
    table = table_of(text)
    draws = 4_000
    generator = np.random.default_rng(2)
    _, p_values, _ = twomode.margins_exactly(table, pairs_of(len(table)), draws, generator)
    exact = exact_fdsm(table)
    error = np.sqrt(exact * (1 - exact) / draws) + 1 / draws
    assert (np.abs(p_values - exact) <= 5 * error).all()


def test_the_practices_of_six_networks_have_314_tables():
    # As the method states: 314 tables have these margins, and the smallest p is 0.10 (34/314).
    table = table_of(PRACTICES)
    assert len(every_table(table)) == 314
    assert exact_fdsm(table).min() == pytest.approx(34 / 314)


def test_the_same_seed_gives_the_same_answer_whatever_the_hash_seed():
    code = (
        "import numpy as np; from netweave._kernels import twomode as t;"
        "m = np.random.default_rng(1).random((8, 9)) < .5; p = np.triu_indices(8, 1);"
        "print(t.margins_exactly(m, p, 300, np.random.default_rng(3))[1].tolist(),"
        "t.margins_on_average(m, *p)[1].tolist())"
    )
    folder = os.path.dirname(os.path.dirname(nw.__file__))  # noqa: PTH120
    said = {
        subprocess.run(
            [sys.executable, "-c", code],
            env={**os.environ, "PYTHONHASHSEED": seed, "PYTHONPATH": folder},
            capture_output=True,
            text=True,
            check=True,
        ).stdout
        for seed in ("1", "2")
    }
    assert len(said) == 1


# ------------------------------------------------------------------ several tests


def test_corrections_by_hand():
    p_values = np.array([0.04, 0.01, 0.03])
    assert twomode.adjusted(p_values, "holm") == pytest.approx([0.06, 0.03, 0.06])
    assert twomode.adjusted(p_values, "bh") == pytest.approx([0.04, 0.03, 0.04])
    assert twomode.adjusted(p_values, "none").tolist() == p_values.tolist()


@given(st.lists(st.floats(0, 1), min_size=1, max_size=30))
def test_corrections_never_help(p_values):
    given_ = np.array(p_values)
    holm, bh = twomode.adjusted(given_, "holm"), twomode.adjusted(given_, "bh")
    assert (given_ <= bh + 1e-12).all()
    assert (bh <= holm + 1e-12).all()
    assert bh == pytest.approx(stats.false_discovery_control(given_))


# ------------------------------------------------------------------ chance itself


def test_pairs_that_met_by_chance_are_rarely_called_unusual(slow):
    # Margins drawn once; then tables from either model of chance, tested by the same model.
    seed = np.random.default_rng(8).random((12, 20)) < 0.4
    chances = twomode.cell_probabilities(seed.sum(axis=1), seed.sum(axis=0))
    generator, pairs, draws = np.random.default_rng(9), pairs_of(12), 400 if slow else 40
    exact = next(iter(twomode.random_tables(seed, min(draws, 128), generator)))
    small: dict[str, list] = {"sdsm": [], "fdsm": []}
    for place in range(draws):
        table = generator.random(seed.shape) < chances
        small["sdsm"].append((twomode.margins_on_average(table, *pairs)[1] <= 0.05).mean())
        table = exact[:, :, place % exact.shape[2]]
        p_values = twomode.margins_exactly(table, pairs, 199, generator)[1]
        small["fdsm"].append((p_values <= 0.05).mean())
    for shares in small.values():
        assert np.mean(shares) <= 0.05 + 3 * np.std(shares) / np.sqrt(draws)
    assert np.mean(small["fdsm"]) > 0


# ------------------------------------------------------------------ a real table


@pytest.fixture(scope="module")
def women(reference):
    """Eighteen women at fourteen events (Davis, Gardner & Gardner 1941)."""
    records = pd.read_csv(reference / "data" / "southern_women" / "edges.csv")
    return pd.crosstab(records["person"], records["event"]).to_numpy() > 0


def test_the_women_of_the_south_by_another_way(women):
    # The same two definitions through a general solver and the characteristic function.
    chances = solved_margins(women)
    expected, p_values = twomode.margins_on_average(women, *pairs_of(18))
    shared = twomode.shared_events(women)[pairs_of(18)]
    turn = np.exp(2j * np.pi * np.arange(15) / 15)
    for place, (one, two) in enumerate(zip(*pairs_of(18), strict=True)):
        both = chances[one] * chances[two]
        mass = np.fft.fft(np.prod(1 + np.outer(turn - 1, both), axis=1)).real / 15
        tail = mass[shared[place] :].sum()
        assert p_values[place] == pytest.approx(tail, abs=1e-7)
        assert expected[place] == pytest.approx(both.sum(), abs=1e-7)


def swapped(table, tries, generator):
    """Swap corners of random rectangles, the oldest way to keep both margins."""
    n, events = table.shape
    for _ in range(tries):
        (a, b), (c, d) = generator.choice(n, 2, False), generator.choice(events, 2, False)
        if table[a, c] and table[b, d] and not table[a, d] and not table[b, c]:
            table[a, c] = table[b, d] = False
            table[a, d] = table[b, c] = True
    return table


def test_the_women_of_the_south_by_swaps(women, slow):
    table = women.copy()
    observed = table.astype(int) @ table.T.astype(int)
    generator, draws = np.random.default_rng(1), 1_500 if slow else 60
    reached = np.zeros(observed.shape)
    for _ in range(draws):
        numbers = swapped(table, 400, generator).astype(int)
        reached += numbers @ numbers.T >= observed
    by_swaps = (reached / draws)[pairs_of(18)]
    ours = twomode.margins_exactly(women, pairs_of(18), 9_999, generator)[1]
    # Draws follow one another closely, so a tenth of them count.
    error = np.sqrt(ours * (1 - ours) / (draws / 10)) + 10 / draws
    assert (np.abs(ours - by_swaps) <= 4 * error).all()
    assert np.corrcoef(ours, by_swaps)[0, 1] > 0.95
