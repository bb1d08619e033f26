"""Who answered
============

It shows who answered, by organization and wave, and which pairs of people that observed. Look at it
before any other picture: where nobody answered, an absent tie is not known to be absent.
"""

import netweave as nw

net = nw.weave_project(nw.read_project("../../data/sample/cohort.toml")).where(kind="learning")

ax = nw.plotting.coverage_plot(net, title="Who answered")
