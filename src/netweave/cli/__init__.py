"""The command line tool: one file per group of commands, which ``main`` runs.

Results, and the paths of what was made, go to standard output, everything else to standard error.
Exit codes: 0 done, 1 the data cannot be reported (one message, no traceback), 2 the command was
not understood.
"""

from netweave.cli import changes as changes
from netweave.cli import checks as checks
from netweave.cli import cohorts as cohorts
from netweave.cli import completions as completions
from netweave.cli import maps as maps
from netweave.cli import participants as participants
from netweave.cli import plans as plans
from netweave.cli import reports as reports
from netweave.cli import starts as starts
from netweave.cli.group import main as main
