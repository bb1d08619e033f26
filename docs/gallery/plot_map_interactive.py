"""A map to look around in
=======================

It lets somebody search, filter, switch between the waves and read the numbers of a person beside
the map. What is left out by a filter is hidden and not gone: the numbers of a person count all
their ties. ``save`` writes the same as one file.
"""

import netweave as nw

# sphinx_gallery_thumbnail_path = "pictures/interactive-map.png"

net = nw.weave_project(nw.read_project("../../data/sample/cohort.toml"))
nw.plotting.interactive_map(net, title="Who learned from whom")
