"""What a project's records are fit for, before there is a report."""

from netweave.checkup.checking import check as check
from netweave.checkup.outcome import Checkup as Checkup
