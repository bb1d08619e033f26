"""Organizations, no person visible
================================

It shows how many ties join the people of each two organizations, and can be shown to those who
must not see people. A thin line is few recorded ties, not a bad relationship, and large
organizations have more ties because they have more people.
"""

import netweave as nw

net = nw.weave_project(nw.read_project("../../data/sample/cohort.toml")).where(kind="learning")
members = net.wave("closing").without("convener")

ax = nw.plotting.organization_map(members, title="Ties between organizations at closing")
