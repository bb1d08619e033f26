"""Records in: rosters, attendance, works and answers, joined with every row accounted for."""

from netweave.ingest.attendance import AttendanceSource, read_attendance
from netweave.ingest.authorship import AuthorshipSource, read_authorship
from netweave.ingest.items import ItemsSource, read_items
from netweave.ingest.join import affiliate, weave
from netweave.ingest.ledger import Ledger
from netweave.ingest.organizations import organizations_from
from netweave.ingest.people import PeopleSource, people_from, read_people
from netweave.ingest.survey import SurveySource, read_survey
from netweave.ingest.tables import Table, read_table

__all__ = [
    "AttendanceSource",
    "AuthorshipSource",
    "ItemsSource",
    "Ledger",
    "PeopleSource",
    "SurveySource",
    "Table",
    "affiliate",
    "organizations_from",
    "people_from",
    "read_attendance",
    "read_authorship",
    "read_items",
    "read_people",
    "read_survey",
    "read_table",
    "weave",
]
