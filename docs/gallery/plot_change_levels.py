"""Levels of the ties that were kept
=================================

It shows to which level of the scale the kept ties went. It is about ties that are there in both
waves only, and says nothing of those that began or ended.
"""

import netweave as nw

net = nw.weave_project(nw.read_project("../../data/sample/cohort.toml")).where(kind="learning")
before, after = net.wave("baseline"), net.wave("closing")
change = nw.compare.before_after(before, after)

ax = nw.plotting.levels_plot(
    change,
    scale=nw.scales.SCALES["FREY_LCS"],
    title="Levels of the kept ties",
)
