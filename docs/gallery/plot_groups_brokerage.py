"""Roles between organizations
===========================

It shows how often somebody stands between two people who are not tied, by whose organizations the
three belong to. The bars count chances to pass something on; whether anything was passed on is not
in the records.
"""

import netweave as nw

net = nw.weave_project(nw.read_project("../../data/sample/cohort.toml")).where(kind="learning")
closing = net.wave("closing")
found = nw.brokerage_against_labels(closing, seed=1, permutations=99)

ax = nw.plotting.brokerage_plot(found, title="Roles between organizations")
