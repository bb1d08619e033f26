"""Hub or node? Indices beside chance
==================================

It shows indices of centralization with the conveners and without, each beside random networks of
the same size. Do not compare dots of networks of different size with each other, and a dot outside
its grey line is not yet rare.
"""

import netweave as nw

net = nw.weave_project(nw.read_project("../../data/sample/cohort.toml")).where(kind="learning")
closing = net.wave("closing")
found = nw.hub_or_node(closing, draws=99)

ax = nw.plotting.hub_plot(found, title="With conveners and without")
