"""Pictures: functions that take a network or a finding and an Axes, and give the Axes back.

Nothing here computes a finding or shows a window, and pyplot is loaded only when no ``ax`` is
given.
"""

from netweave.plotting.around import ego_map as ego_map
from netweave.plotting.changes import change_map as change_map
from netweave.plotting.estimates import result_plot as result_plot
from netweave.plotting.layout import arrange as arrange
from netweave.plotting.maps import network_map as network_map
from netweave.plotting.meetings import meeting_map as meeting_map
from netweave.plotting.organizations import organization_change_map as organization_change_map
from netweave.plotting.organizations import organization_map as organization_map
from netweave.plotting.panels import hub_view as hub_view
from netweave.plotting.panels import wave_maps as wave_maps
from netweave.plotting.style import new_axes as new_axes
from netweave.plotting.style import new_panels as new_panels
from netweave.plotting.style import save as save
from netweave.plotting.style import to_svg as to_svg

__all__ = [
    "arrange",
    "change_map",
    "ego_map",
    "hub_view",
    "meeting_map",
    "network_map",
    "new_axes",
    "new_panels",
    "organization_change_map",
    "organization_map",
    "result_plot",
    "save",
    "to_svg",
    "wave_maps",
]
