"""The project file: one TOML that says where the records are and how to read them."""

from netweave.project.keys import KEYS as KEYS
from netweave.project.loading import crosswalk_of as crosswalk_of
from netweave.project.loading import load_project as load_project
from netweave.project.loading import weave_project as weave_project
from netweave.project.parsing import read_project as read_project
from netweave.project.parts import Part as Part
from netweave.project.parts import Project as Project
