"""Two groups of people before and after: made by hand, or from made-up cohorts."""

import tempfile
from dataclasses import replace

import pandas as pd

import netweave as nw

SETTINGS = nw.CohortSettings(
    faults=False,
    joiners=0,
    leavers=0,
    misspellings=0,
    unsettled=0,
    products=3,
    sessions=(("webinar", 1), ("workshop", 12)),
    organizations=12,
    members_per_organization=(4, 5),
    response=(1.0, 1.0),
    density_cross=0.05,
)


def made_up(seed, mark="", **settings):
    """Weave a made-up cohort whose ids and organizations begin with a mark."""
    cohort = nw.simulate_cohort(replace(SETTINGS, **settings), seed=seed)
    with tempfile.TemporaryDirectory() as folder:
        net = nw.weave_project(nw.read_project(cohort.write(folder)))
    return marked(net.where(kind="learning"), mark) if mark else net


def marked(net, mark):
    """Give the same network with other ids and other names of organizations."""
    people, ties = net.people.copy(), net.ties.copy()
    roster = net.roster.reset_index()
    people.index = mark + people.index.astype("str")
    for role in ("learner", "learned_from"):
        ties[role] = mark + ties[role].astype("str")
    roster = roster.assign(
        person=mark + roster["person"].astype("str"),
        organization=mark + roster["organization"].astype("str"),
    )
    return nw.Network(people, ties, net.kinds, net.waves, roster)


def two_waves(net, kind="learning"):
    """Give before and after."""
    first, last = net.waves.index[0], net.waves.index[-1]
    return tuple(net.wave(label).where(kind=kind) for label in (first, last))


def by_hand(homes, before, after, kinds=None, **columns):
    """Give before and after from organizations by person, and pairs of people."""
    people = pd.DataFrame({"organization": list(homes.values()), **columns}, index=list(homes))
    rows = [(*pair, "start") for pair in before] + [(*pair, "end") for pair in after]
    ties = pd.DataFrame(rows, columns=["learner", "learned_from", "wave"])
    if kinds is not None:
        ties["kind"] = kinds.index[0]
    net = nw.Network(people, ties, kinds, waves=["start", "end"])
    return net.wave("start"), net.wave("end")
