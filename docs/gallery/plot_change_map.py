"""Before and after on one map
===========================

It shows which ties are new, kept and no longer there, with everybody in one place. New ties are a
change and not yet an effect: the map does not know what would have become of these people
otherwise. A hollow dot did not answer.
"""

import netweave as nw

net = nw.weave_project(nw.read_project("../../data/sample/cohort.toml")).where(kind="learning")
members = net.without("convener")

ax = nw.plotting.change_map(
    members.wave("baseline"),
    members.wave("closing"),
    title="Ties between members, before and after",
)
