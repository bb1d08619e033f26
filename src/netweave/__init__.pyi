# The public names of netweave, and the only list of them: the package loads each from here when
# it is first used, type checkers read them here, and the tests go through them one by one.

from . import codes as codes
from . import compare as compare
from . import errors as errors
from . import plotting as plotting
from . import scales as scales
from .affiliations import Affiliations as Affiliations
from .analytics.backbones import Backbone as Backbone
from .analytics.backbones import backbone as backbone
from .analytics.bridging.across import ei_index as ei_index
from .analytics.bridging.across import ei_index_by_person as ei_index_by_person
from .analytics.bridging.holes import constraint as constraint
from .analytics.bridging.holes import effective_size as effective_size
from .analytics.bridging.mixes import mixing as mixing
from .analytics.centrality.between import betweenness as betweenness
from .analytics.centrality.degrees import degree as degree
from .analytics.centrality.degrees import strength as strength
from .analytics.centrality.nearness import harmonic as harmonic
from .analytics.clusters.fit import modularity as modularity
from .analytics.clusters.found import communities as communities
from .analytics.cohesion.centralized import centralization as centralization
from .analytics.cohesion.filled import density as density
from .analytics.cohesion.filled import reciprocity as reciprocity
from .analytics.cohesion.pieces import components as components
from .analytics.cohesion.pieces import connectedness as connectedness
from .analytics.cohesion.pieces import isolates as isolates
from .analytics.hubs import hub_dependence as hub_dependence
from .analytics.tabulate import measure as measure
from .analytics.tabulate import panel as panel
from .analytics.tabulate import reasons as reasons
from .checkup.checking import check as check
from .checkup.outcome import Checkup as Checkup
from .coverage import who_has_not_answered as who_has_not_answered
from .ingest.answers.items import read_items as read_items
from .ingest.answers.survey import read_survey as read_survey
from .ingest.sessions.attendance import read_attendance as read_attendance
from .ingest.tables.reading import read_table as read_table
from .ingest.weaving.crosswalks import crosswalk as crosswalk
from .ingest.weaving.join import affiliate as affiliate
from .ingest.weaving.join import weave as weave
from .ingest.who.organizations import organizations_from as organizations_from
from .ingest.who.people import people_from as people_from
from .ingest.who.people import read_people as read_people
from .ingest.works.authorship import read_authorship as read_authorship
from .kit.writing import write_kit as write_kit
from .network import Network as Network
from .project.loading import weave_project as weave_project
from .project.parsing import read_project as read_project
from .scales import Scale as Scale
from .simulation import CohortSettings as CohortSettings
from .simulation import simulate_cohort as simulate_cohort

__version__: str
