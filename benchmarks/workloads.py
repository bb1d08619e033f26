"""Seeded workloads: attendance logs S to XL, and surveys of who learned from whom.

Everybody in them is a number. A workload is made once per process and kept.
"""

from dataclasses import dataclass
from functools import cache

import numpy as np
import pandas as pd
from scipy import sparse

import netweave as nw

# name → people, sessions, median size, spread of log sizes, one plenary in so many sessions, and
# the most people at a session
LOGS = {
    "S": (300, 60, 9, 0.6, 30, 100),
    "M": (10_000, 2_000, 46, 0.75, 200, 1_000),
    "L": (200_000, 20_000, 98, 0.75, 500, 4_000),
    "XL": (1_000_000, 100_000, 78, 0.7, 2_000, 5_000),
}
SURVEYS = {"300": 300, "2k": 2_000, "10k": 10_000, "200k": 200_000}
PER_ORGANIZATION = 25
INSIDE = 0.78  # share of ties, and of places at a session, that stay close to home


@dataclass(frozen=True)
class Log:
    """Who was at which session, as integer codes without repeats."""

    people: int
    person: np.ndarray
    session: np.ndarray
    organization: np.ndarray

    def matrix(self) -> sparse.csr_array:
        """People × sessions."""
        shape = (self.people, int(self.session.max()) + 1)
        return sparse.csr_array((np.ones(len(self.person)), (self.person, self.session)), shape)


@dataclass(frozen=True)
class Survey:
    """Who learned from whom, as integer codes without repeats, with levels 1 to 5."""

    people: int
    learner: np.ndarray
    learned_from: np.ndarray
    weight: np.ndarray
    organization: np.ndarray


@cache
def log(name: str) -> Log:
    """Make an attendance log: lognormal session sizes, each mostly from a few organizations."""
    people, sessions, median, spread, plenary, most = LOGS[name]
    rng = np.random.default_rng(2026)
    size = np.clip(rng.lognormal(np.log(median), spread, sessions).astype(np.int64), 2, most)
    size[::plenary] = np.minimum(size[::plenary] * 12, most)
    session = np.repeat(np.arange(sessions), size)
    width = np.maximum(4 * size, 2 * PER_ORGANIZATION)
    home = rng.integers(0, people, sessions)
    near = (home[session] + rng.integers(0, width[session])) % people
    anybody = rng.integers(0, people, len(session))
    person = np.where(rng.random(len(session)) < INSIDE, near, anybody)
    person, session = _distinct(person, session, sessions)
    return Log(people, person, session, np.arange(people) // PER_ORGANIZATION)


@cache
def survey(name: str) -> Survey:
    """Make a survey: about nine people named by each, most of them of the same organization."""
    people = SURVEYS[name]
    rng = np.random.default_rng(2026)
    organization = np.arange(people) // PER_ORGANIZATION
    learner = np.repeat(np.arange(people), rng.poisson(10.2, people))
    inside = rng.random(len(learner)) < INSIDE
    first = organization[learner] * PER_ORGANIZATION
    place = (PER_ORGANIZATION * rng.random(len(learner)) ** 1.3).astype(np.int64)
    near = np.minimum(first + place, people - 1)
    anybody = (people * rng.random(len(learner)) ** 1.3).astype(np.int64)
    learned_from = np.where(inside, near, anybody)
    apart = learner != learned_from
    learner, learned_from = _distinct(learner[apart], learned_from[apart], people)
    weight = rng.integers(1, 6, len(learner)).astype(float)
    return Survey(people, learner, learned_from, weight, organization)


def _distinct(one: np.ndarray, other: np.ndarray, width: int) -> tuple[np.ndarray, np.ndarray]:
    both = np.unique(one.astype(np.int64) * width + other)
    return both // width, both % width


@cache
def affiliations(name: str) -> nw.Affiliations:
    """Give a log as this library's two-mode object."""
    made = log(name)
    people = _people(made.people, made.organization)
    sessions = pd.RangeIndex(int(made.session.max()) + 1, name="event")
    records = pd.DataFrame({"person": made.person, "event": made.session})
    return nw.Affiliations(people, pd.DataFrame(index=sessions), records)


@cache
def network(name: str) -> nw.Network:
    """Give a survey as this library's network."""
    made = survey(name)
    ties = pd.DataFrame({
        "learner": made.learner,
        "learned_from": made.learned_from,
        "weight": made.weight,
    })
    net = nw.Network(_people(made.people, made.organization), ties)
    net.structure(), net.structure(directed=True), net.matrix  # kept for all tasks
    return net


def _people(count: int, organization: np.ndarray) -> pd.DataFrame:
    return pd.DataFrame({"organization": organization.astype(str)}, index=np.arange(count))


def facts() -> pd.DataFrame:
    """Describe the workloads that were made in this process or are small."""
    rows = []
    for name in LOGS:
        if name in {"S", "M"}:
            made = log(name)
            sizes = np.bincount(made.session)
            seen = len(np.unique(made.person))
            rows.append((name, len(made.person), seen, len(sizes), sizes.mean(), sizes.max()))
    columns = ["name", "records", "people present", "sessions", "mean size", "largest"]
    return pd.DataFrame(rows, columns=columns)
