"""One network
===========

It shows who is tied to whom, and who is tied to nobody: the row below the map. Where somebody
stands is chosen so that lines can be followed; being in the middle is no finding, and a large dot
is a person with many colleagues, not an important one.
"""

import netweave as nw

net = nw.weave_project(nw.read_project("../../data/sample/cohort.toml")).where(kind="learning")
members = net.wave("closing").without("convener")

ax = nw.plotting.network_map(
    members,
    size=nw.degree(members),
    label=3,
    title="Who learned from whom: members at closing",
)
