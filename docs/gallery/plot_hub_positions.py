"""Between hub and node, for the analyst
=====================================

It shows how much goes through each person, and how much of it would go another way without them. A
place on the grid is no merit and no fault, nobody is named unless asked for, and it is not for
publication.
"""

import netweave as nw

net = nw.weave_project(nw.read_project("../../data/sample/cohort.toml")).where(kind="learning")
closing = net.wave("closing")
found = nw.hub_node_profile(closing, draws=99)

ax = nw.plotting.position_plot(found, title="Between hub and node")
