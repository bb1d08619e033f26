"""How long ties last
==================

It shows which share of ties is still there after one wave, two waves and so on, with an interval.
Between two waves nobody looked, and the sample cohort has two: one step is all that can be seen.
"""

import netweave as nw

net = nw.weave_project(nw.read_project("../../data/sample/cohort.toml")).where(kind="learning")
lasting = nw.compare.tie_survival(net)

ax = nw.plotting.survival_plot(lasting, title="Ties that are still there")
