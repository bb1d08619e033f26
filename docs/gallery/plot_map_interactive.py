"""A map to look around in
=======================

It lets somebody search, filter, switch between the waves and read the numbers of a person beside
the map. What is left out by a filter is hidden and not gone: the numbers of a person count all
their ties. In a notebook it stands below the cell; ``drawn.save("map.html")`` writes the same as
one file that opens anywhere and asks for nothing. This is a picture of it:

.. image:: ../pictures/interactive-map.png
   :alt: The map with its legend, filters and switches
"""

import netweave as nw

# sphinx_gallery_thumbnail_path = "pictures/interactive-map.png"

net = nw.weave_project(nw.read_project("../../data/sample/cohort.toml"))
drawn = nw.plotting.interactive_map(net, title="Who learned from whom")
