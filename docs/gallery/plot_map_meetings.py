"""Who was at which meeting
========================

It shows people and the sessions and works that they took part in, and so which of these bring the
same people together. Nobody is tied to anybody here: having been in one room is an opportunity, not
a tie.
"""

import netweave as nw

net = nw.weave_project(nw.read_project("../../data/sample/cohort.toml"))
meetings = net.report.affiliations.where(kind="attendance_peer")

ax = nw.plotting.meeting_map(meetings, label_events=3, title="Who was at which session")
