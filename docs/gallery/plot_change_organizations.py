"""Before and after, organizations only
====================================

It shows which pairs of organizations are newly, still and no longer joined, and can be shown to
those who must not see people. One tie is enough to join two organizations, so a new line can be the
doing of two people.
"""

import netweave as nw

net = nw.weave_project(nw.read_project("../../data/sample/cohort.toml")).where(kind="learning")
members = net.without("convener")

ax = nw.plotting.organization_change_map(
    members.wave("baseline"),
    members.wave("closing"),
    title="Pairs of organizations, before and after",
)
