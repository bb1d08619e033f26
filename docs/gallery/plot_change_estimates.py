"""Estimates with their intervals
==============================

It shows what was found, with the widest interval that can be defended, the headline on top. An
interval that reaches over zero does not say that nothing changed; it says that these records cannot
tell.
"""

import netweave as nw

net = nw.weave_project(nw.read_project("../../data/sample/cohort.toml")).where(kind="learning")
before, after = net.wave("baseline"), net.wave("closing")
change = nw.compare.before_after(before, after)

ax = nw.plotting.result_plot(change, title="Colleagues in other organizations, per member")
