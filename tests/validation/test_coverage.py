"""The reported interval holds the true change in 92 of 100 networks or more, whatever differs.

Run with many replicates: ``NETWEAVE_REPLICATES=2000 pytest -q -s tests/validation``, which prints
the coverage and the mean width of every interval.
"""

import math

import numpy as np
import pytest

import netweave as nw
from netweave.compare.estimate import primary
from netweave.compare.planning.cohorts import made_up
from superpopulation import Population, coverage

LEAST = 0.92
POPULATIONS = [
    Population(24, 8, 0, 0),
    Population(24, 8, 0.7, 0),
    Population(24, 8, 0.7, 0.5),
    Population(48, 8, 0.7, 0),
    Population(48, 8, 0.7, 0.5),
    Population(96, 8, 0, 0),
    Population(96, 8, 0.7, 0),
    Population(96, 8, 0.7, 0.5),
    Population(40, 20, 0.7, 0.5),
    Population(24, 8, 0.7, 0.5, anew=True),
    Population(48, 8, 0.7, 0.5, anew=True),
    Population(96, 8, 0.7, 0.5, anew=True),
]
HARD = Population(96, 8, 0.7, 0.5)


def least(replicates):
    """What 92 in 100 may come to by chance: three standard errors less."""
    return LEAST - 3 * math.sqrt(LEAST * (1 - LEAST) / replicates)


def told(title, table):
    cells = [f"{name} {row.coverage:.3f} ({row.width:.2f})" for name, row in table.iterrows()]
    print(f"\n{title}: {', '.join(cells)}")


@pytest.fixture(scope="module")
def covered(replicates):
    """Coverage and width of every interval, computed once for each population."""
    found = {}

    def of(population):
        if population not in found:
            found[population] = coverage(population, replicates, seed=20)
            told(population, found[population])
        return found[population]

    return of


@pytest.mark.slow
@pytest.mark.parametrize("population", POPULATIONS, ids=str)
def test_the_reported_interval_holds_the_change(population, covered, replicates):
    assert covered(population).loc["reported", "coverage"] >= least(replicates)


@pytest.mark.slow
@pytest.mark.parametrize("population", POPULATIONS, ids=str)
def test_a_narrower_interval_would_hold_it_too(population, covered, replicates):
    # The jackknives hold the variance of independent pairs twice; taken off once they are narrower.
    table = covered(population)
    assert table.loc["narrower", "coverage"] >= least(replicates)
    assert table.loc["narrower", "width"] < table.loc["reported", "width"]


@pytest.mark.slow
def test_pairs_are_not_independent_nor_is_a_paired_t_valid(covered):
    # So the test above can fail: these would.
    table = covered(HARD)
    assert table.loc["dyad", "coverage"] < 0.75
    assert table.loc["paired t", "coverage"] < 0.75


@pytest.mark.slow
def test_a_paired_t_is_too_narrow_even_with_independent_ties(covered):
    # Each tie counts at both its ends: the standard error is too small by about the root of two.
    table = covered(Population(24, 8, 0, 0))
    assert table.loc["paired t", "width"] < 0.85 * table.loc["dyad", "width"]
    assert table.loc["paired t", "coverage"] < 0.92


@pytest.mark.slow
@pytest.mark.parametrize("effect", [0.0, 1.6])
@pytest.mark.parametrize("response", [(1.0, 1.0), (0.92, 0.84)], ids=["all answer", "some answer"])
def test_the_interval_holds_the_expected_p1_of_made_up_cohorts(effect, response, replicates):
    settings = nw.CohortSettings(response=response)
    held, width = [], []
    for stream in np.random.SeedSequence(21).spawn(replicates):
        (cohort,) = made_up(settings, stream, (effect,))
        interval = primary(cohort.dyads).widest
        held.append(interval.low <= cohort.expected <= interval.high)
        width.append(interval.high - interval.low)
    print(f"\nsimulate_cohort, effect {effect}, {response}: {np.mean(held):.3f} "
          f"({np.mean(width):.2f})")  # fmt: skip
    assert np.mean(held) >= least(replicates)


def test_the_expected_change_by_hand():
    # Nobody differs: density .08; .7 · .08 + .92 · .10 = .148 after; 252 pairs, 24 people, c = 21.
    assert Population(24, 8, 0, 0).expected == pytest.approx(21 * (0.148 - 0.08))
    # Effects drawn anew leave formation untouched by who was tied.
    again = Population(24, 8, 0.7, 0.5, anew=True)
    assert again.expected == pytest.approx(21 * (0.148 - 0.08), abs=1e-6)
    # Effects that last form ties where there are some already, so that fewer are new.
    assert Population(24, 8, 0.7, 0.5).expected < again.expected
