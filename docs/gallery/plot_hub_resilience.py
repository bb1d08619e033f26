"""What is left if people leave
============================

It shows which share of pairs is still joined as more and more people leave, by chance or in an
order. It is arithmetic on the recorded ties and no forecast: people who stay make new ones.
"""

import netweave as nw

net = nw.weave_project(nw.read_project("../../data/sample/cohort.toml")).where(kind="learning")
closing = net.wave("closing")
orders = ("random", "degree", "convener")
curves = {order: nw.resilience(closing, leaving=order) for order in orders}

ax = nw.plotting.resilience_plot(curves, title="If people left")
