"""Records in: rosters, attendance, works and answers, joined with every row accounted for."""

from netweave.ingest.answers.items import ItemsSource, read_items
from netweave.ingest.answers.survey import SurveySource, read_survey
from netweave.ingest.ledger import Ledger
from netweave.ingest.sessions.attendance import AttendanceSource, read_attendance
from netweave.ingest.tables.reading import Table, read_table
from netweave.ingest.weaving.join import affiliate, weave
from netweave.ingest.who.organizations import organizations_from
from netweave.ingest.who.people import PeopleSource, people_from, read_people
from netweave.ingest.works.authorship import AuthorshipSource, read_authorship

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
