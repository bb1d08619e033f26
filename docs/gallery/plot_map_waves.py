"""The waves side by side
======================

It shows the same people in the same place at each wave, so that what differs is the ties. A line
that is absent may be a tie that ended, or one that nobody was there to report.
"""

import netweave as nw

net = nw.weave_project(nw.read_project("../../data/sample/cohort.toml")).where(kind="learning")

axes = nw.plotting.wave_maps(net.without("convener"))
