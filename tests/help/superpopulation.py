"""Networks drawn from a population whose change is known: how often does an interval hold it?

Ties across organizations are drawn with log-odds ``a + u_i + u_j + v_g + v_h``, where u and v are
normal effects of people and organizations. A tie persists with probability .7; an untied pair
forms one with log-odds ``b + …`` of the same effects, or of effects drawn anew. a and b are solved
so that the mean density before is .08 and the mean rate of formation .10. What is to be held is the
expected change over everything drawn: "networks like this one".
"""

from dataclasses import dataclass

import numpy as np
import pandas as pd
from scipy import special

from netweave.compare.estimate import primary
from netweave.dyads import Dyads
from netweave.simulation.ties import intercept, logistic

DENSITY, FORMATION, PERSISTENCE = 0.08, 0.10, 0.7
GRID = np.linspace(-8, 8, 801)
NORMAL = np.exp(-(GRID**2) / 2) / np.exp(-(GRID**2) / 2).sum()


@dataclass(frozen=True)
class Population:
    """People, organizations, the spread of their effects, and whether these are drawn anew."""

    people: int
    organizations: int
    person_sd: float
    organization_sd: float
    anew: bool = False

    def __str__(self):
        again = ", drawn anew" if self.anew else ""
        spread = f"{self.person_sd:g}, {self.organization_sd:g}"
        return f"{self.people} people, {self.organizations} organizations, sd {spread}{again}"

    @property
    def spread(self):
        return np.sqrt(2 * self.person_sd**2 + 2 * self.organization_sd**2)

    @property
    def constants(self):
        return intercept(DENSITY, self.spread), intercept(FORMATION, self.spread)

    @property
    def home(self):
        return np.repeat(np.arange(self.organizations), self.people // self.organizations)

    @property
    def cross(self):
        one, other = np.triu_indices(self.people, k=1)
        apart = self.home[one] != self.home[other]
        return one[apart], other[apart]

    @property
    def expected(self):
        """The change in ties across organizations per person, over everything drawn."""
        before, forms = (logistic(a + self.spread * GRID) for a in self.constants)
        if self.anew:
            forms = np.full_like(forms, NORMAL @ forms)
        after = PERSISTENCE * before + (1 - before) * forms
        return 2 * len(self.cross[0]) / self.people * (NORMAL @ (after - before))

    def effects(self, rng):
        own = rng.normal(0, self.person_sd, self.people)
        own += rng.normal(0, self.organization_sd, self.organizations)[self.home]
        return own

    def draw(self, rng):
        """Draw both waves: the pairs across organizations, everybody answering."""
        one, other = self.cross
        own = self.effects(rng)
        before = rng.random(len(one)) < logistic(self.constants[0] + own[one] + own[other])
        own = self.effects(rng) if self.anew else own
        forms = logistic(self.constants[1] + own[one] + own[other])
        after = rng.random(len(one)) < np.where(before, PERSISTENCE, forms)
        return self.laid_out(before, after)

    def laid_out(self, before, after):
        (one, other), every = self.cross, np.ones(len(before), dtype=bool)
        both = np.full(len(before), 2, dtype=np.int8)
        return Dyads(
            people=pd.RangeIndex(self.people),
            groups=pd.RangeIndex(self.organizations),
            group_before=self.home,
            group_after=self.home,
            one=one,
            other=other,
            before=before,
            after=after,
            sides_before=both,
            sides_after=both,
            same_reporters=every,
            cross=every,
            same=~every,
            moved=~every,
        )


def halves(found, dyads):
    """Half the width of each interval: the reported one, the three, a narrower one, a paired t.

    The narrower one takes the variance of independent pairs off the jackknives, which hold it
    twice, since each pair is left out at both its ends.
    """
    person, organization, dyad = found.intervals
    t = special.stdtrit(found.organizations - 1, 0.975)
    least = dyad.std_error**2
    corrected = max(one.std_error**2 - least for one in (person, organization))
    change = dyads.after.astype(float) - dyads.before
    counts = np.bincount(dyads.one, change, found.people) + np.bincount(
        dyads.other, change, found.people
    )
    paired = special.stdtrit(found.people - 1, 0.975) * counts.std(ddof=1) / np.sqrt(found.people)
    by_unit = {one.by: (one.high - one.low) / 2 for one in found.intervals}
    return {
        "reported": (found.widest.high - found.widest.low) / 2,
        **by_unit,
        "narrower": max(t * np.sqrt(max(corrected, least)), by_unit["dyad"]),
        "paired t": paired,
    }


def coverage(population, replicates, seed):
    """Share of intervals that hold the expected change, and their mean width, by method."""
    rows, off = [], []
    for stream in np.random.SeedSequence(seed).spawn(replicates):
        dyads = population.draw(np.random.default_rng(stream))
        found = primary(dyads)
        rows.append(halves(found, dyads))
        off.append(abs(found.estimate - expected_once(population)))
    table = pd.DataFrame(rows)
    held = table.ge(np.array(off), axis=0).mean()
    return pd.DataFrame({"coverage": held, "width": 2 * table.mean()})


_EXPECTED = {}


def expected_once(population):
    if population not in _EXPECTED:
        _EXPECTED[population] = population.expected
    return _EXPECTED[population]
