"""Does the answer rest on a choice?
=================================

It shows the headline again under other choices, and the bounds that no guess about missing answers
can leave. The dashed line is no interval: it is what the change could be at all.
"""

import netweave as nw

net = nw.weave_project(nw.read_project("../../data/sample/cohort.toml")).where(kind="learning")
before, after = net.wave("baseline"), net.wave("closing")
change = nw.compare.before_after(before, after)

ax = nw.plotting.sensitivity_plot(change, title="The headline under other choices")
