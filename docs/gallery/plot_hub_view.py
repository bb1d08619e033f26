"""With the convener, and without
==============================

It shows what is left of the network without the people who are tied to everybody by design. Without
them fewer people are joined on paper; what they would do if their convener left, nobody has seen.
"""

import netweave as nw

net = nw.weave_project(nw.read_project("../../data/sample/cohort.toml")).where(kind="learning")
closing = net.wave("closing")

axes = nw.plotting.hub_view(closing)
