"""Ties that came and ties that went
=================================

It shows how many ties stand behind a net change: kept, new and no longer there, across and inside
organizations. A tie that is no longer there need not be a loss; many are meant to end.
"""

import netweave as nw

net = nw.weave_project(nw.read_project("../../data/sample/cohort.toml")).where(kind="learning")
before, after = net.wave("baseline"), net.wave("closing")
change = nw.compare.before_after(before, after)

ax = nw.plotting.turnover_plot(change, title="What became of the ties")
