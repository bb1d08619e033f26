"""One person and those around them
================================

It shows one person, everybody they are tied to, and the ties among these; it is for that person and
the analyst. It is no appraisal: it shows what was recorded, and nothing of why. Never publish it
about anybody who is not made up.
"""

import netweave as nw

net = nw.weave_project(nw.read_project("../../data/sample/cohort.toml")).where(kind="learning")
closing = net.wave("closing")

ax = nw.plotting.ego_map(closing, "p010", label=None, title="One person, and those around")
