"""A network with its clusters outlined
====================================

It shows groups of people who are tied to each other more than to others, with an outline around
each. Outlines look surer than groups are, so the picture says how far runs of the method agree, and
a cluster is not a team, a clique or an organization.
"""

import netweave as nw

net = nw.weave_project(nw.read_project("../../data/sample/cohort.toml")).where(kind="learning")
members = net.wave("closing").without("convener")
clusters = nw.communities(members, seed=1)

ax = nw.plotting.network_map(
    members,
    hulls=clusters,
    title=f"Clusters; two runs agree {clusters.agreement:.2f} on average",
)
