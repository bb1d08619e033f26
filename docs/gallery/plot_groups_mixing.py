"""Which organizations are tied?
=============================

It shows the ties between each two organizations as a multiple of what dealing them at random would
give. A cell of few people is uncertain however dark it is, and much inside one organization is not
a fault.
"""

import netweave as nw

net = nw.weave_project(nw.read_project("../../data/sample/cohort.toml")).where(kind="learning")
closing = net.wave("closing")
table = nw.mixing(closing, expected="labels")

ax = nw.plotting.mixing_plot(table, show="ratio", title="Ties against chance")
