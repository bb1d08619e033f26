"""The wording of everything that netweave refuses: argument, rule, what was found, the mend.

Every message is built here, so that the same fault reads the same wherever it happens. Functions
return the exception; the caller raises it.
"""

from netweave.errors.base import (
    ArgumentError,
    DataError,
    MissingExtraError,
    NetweaveError,
    NetweaveWarning,
    RefusalError,
    at_lines,
    bad_rows,
    listed,
    meant,
    missing_column,
    not_one_of,
    setting_out_of_range,
    shown,
    suggestion,
)
from netweave.errors.files import (
    folder_in_use,
    folder_taken,
    missing_file,
    missing_sheet,
    no_entries,
    no_sample,
    not_what_it_says,
    unknown_suffix,
)
from netweave.errors.networks import (
    headline_needed,
    kind_absent,
    name_one_kind,
    nobody_in_both,
    nothing_structural,
    same_wave,
    several_kinds,
    several_waves,
    unknown_people,
    waves_backwards,
)
from netweave.errors.projects import (
    audience_not_offered,
    not_toml,
    project_key,
    project_needs,
    project_value,
)
from netweave.errors.records import (
    event_disagrees,
    kind_disagrees,
    logs_disagree,
    not_a_source,
    one_id_two_people,
    refused_cells,
    roster_lacks_wave,
    two_meanings,
    unknown_formats,
)

# Tracebacks show the name that users import.
for _error in (NetweaveError, DataError, ArgumentError, RefusalError, MissingExtraError):
    _error.__module__ = __name__
NetweaveWarning.__module__ = __name__

__all__ = [
    "ArgumentError",
    "DataError",
    "MissingExtraError",
    "NetweaveError",
    "NetweaveWarning",
    "RefusalError",
    "at_lines",
    "audience_not_offered",
    "bad_rows",
    "event_disagrees",
    "folder_in_use",
    "folder_taken",
    "headline_needed",
    "kind_absent",
    "kind_disagrees",
    "listed",
    "logs_disagree",
    "meant",
    "missing_column",
    "missing_file",
    "missing_sheet",
    "name_one_kind",
    "no_entries",
    "no_sample",
    "nobody_in_both",
    "not_a_source",
    "not_one_of",
    "not_toml",
    "not_what_it_says",
    "nothing_structural",
    "one_id_two_people",
    "project_key",
    "project_needs",
    "project_value",
    "refused_cells",
    "roster_lacks_wave",
    "same_wave",
    "setting_out_of_range",
    "several_kinds",
    "several_waves",
    "shown",
    "suggestion",
    "two_meanings",
    "unknown_formats",
    "unknown_people",
    "unknown_suffix",
    "waves_backwards",
]
