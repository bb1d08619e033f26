"""Pictures: functions that take a network or a finding and an Axes, and give the Axes back.

Nothing here computes a finding or shows a window, and pyplot is loaded only when no ``ax`` is
given.
"""

from netweave.plotting.answers import coverage_plot as coverage_plot
from netweave.plotting.around import ego_map as ego_map
from netweave.plotting.changes import change_map as change_map
from netweave.plotting.estimates import result_plot as result_plot
from netweave.plotting.grid import position_plot as position_plot
from netweave.plotting.hulls import draw_hulls as draw_hulls
from netweave.plotting.indices import hub_plot as hub_plot
from netweave.plotting.interactive.asked import interactive_map as interactive_map
from netweave.plotting.interactive.shown import InteractiveMap as InteractiveMap
from netweave.plotting.layout import arrange as arrange
from netweave.plotting.maps import network_map as network_map
from netweave.plotting.meetings import meeting_map as meeting_map
from netweave.plotting.mixes import brokerage_plot as brokerage_plot
from netweave.plotting.mixes import mixing_plot as mixing_plot
from netweave.plotting.organizations import organization_change_map as organization_change_map
from netweave.plotting.organizations import organization_map as organization_map
from netweave.plotting.panels import hub_view as hub_view
from netweave.plotting.panels import wave_maps as wave_maps
from netweave.plotting.staying import resilience_plot as resilience_plot
from netweave.plotting.staying import survival_plot as survival_plot
from netweave.plotting.style import new_axes as new_axes
from netweave.plotting.style import new_panels as new_panels
from netweave.plotting.style import save as save
from netweave.plotting.style import to_svg as to_svg
from netweave.plotting.turned import levels_plot as levels_plot
from netweave.plotting.turned import sensitivity_plot as sensitivity_plot
from netweave.plotting.turned import turnover_plot as turnover_plot

__all__ = [
    "InteractiveMap",
    "arrange",
    "brokerage_plot",
    "change_map",
    "coverage_plot",
    "draw_hulls",
    "ego_map",
    "hub_plot",
    "hub_view",
    "interactive_map",
    "levels_plot",
    "meeting_map",
    "mixing_plot",
    "network_map",
    "new_axes",
    "new_panels",
    "organization_change_map",
    "organization_map",
    "position_plot",
    "resilience_plot",
    "result_plot",
    "save",
    "sensitivity_plot",
    "survival_plot",
    "to_svg",
    "turnover_plot",
    "wave_maps",
]
