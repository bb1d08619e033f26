"""The instrument kit: everything to ask and to sign in with, in files that the readers accept."""

from netweave.kit.writing import write_kit as write_kit
from netweave.kit.writing import write_roster as write_roster
from netweave.kit.writing import write_starter as write_starter
