"""Which column of a table is meant by a word: known by its heading, whatever its case."""

from __future__ import annotations

import re
from collections.abc import Iterable

# What columns are called, the likeliest first.
ROSTER = {
    "id": ("id", "person id", "personid", "member id", "participant id", "user id", "staff id",
           "person code", "code", "pid", "key", "person"),
    "name": ("name", "full name", "person name", "member", "participant", "member name",
             "participant name", "display name", "attendee", "attendee name", "your name",
             "what is your name", "who"),
    "email": ("email", "e mail", "email address", "e mail address", "mail", "user email",
              "recipientemail", "respondent email", "your email", "username"),
    "orcid": ("orcid", "orcid id", "orcid identifier"),
    "organization": ("organization", "organisation", "org", "institution", "school", "employer",
                     "affiliation", "company", "agency", "district", "organization name"),
    "role": ("role", "job title", "position", "job", "function", "title"),
    "locale": ("locale", "rurality", "urbanicity", "area"),
    "convener": ("convener", "convenor", "staff", "convening team", "core team", "backbone",
                 "facilitator", "organizer", "is staff", "is convener", "staff member"),
    "joined": ("joined", "since", "date joined", "join date", "start", "start date",
               "member since"),
    "left": ("left", "until", "date left", "leave date", "end", "end date"),
    "consent": ("consent", "consented", "consent given"),
}  # fmt: skip
SESSION = {
    "event": ("session", "event", "meeting", "session title", "session name", "event name",
              "event title", "meeting title", "workshop", "activity", "training", "topic"),
    "role": ("role", "attended as", "capacity", "session role"),
    "time": ("date", "session date", "event date", "day", "time", "start", "start time", "when"),
    "group": ("breakout", "breakout room", "breakout group", "table", "group", "room"),
    "format": ("format", "session type", "event type", "session format", "type", "mode"),
    "duration": ("hours", "duration hours", "duration", "length"),
}  # fmt: skip
WORK = {
    "authors": ("authors", "author s", "author", "author names", "creators", "contributors",
                "written by", "made by"),
    "work": ("title", "work", "product", "publication", "article title", "document title",
             "product title"),
    "time": ("date", "year", "publication year", "published", "publication date"),
    "doi": ("doi",),
}  # fmt: skip
ANSWER = {
    "respondent": ("respondent", "respondent id", "respondent email", "respondent name", "ego",
                   "id", "email", "email address", "your email", "recipientemail",
                   "externalreference", "externaldatareference", "custom data 1", "your name",
                   "what is your name", "name", "person", "from", "source"),
    "named": ("named", "alter", "nominee", "colleague", "named person", "to", "target", "whom"),
    "learner": ("learner",),
    "learned_from": ("learned from", "teacher"),
    "state": ("state", "status of answer", "answered"),
    "time": ("submitted", "recordeddate", "timestamp", "completion time", "end date", "enddate",
             "submitted at", "date", "answered on"),
    "wave": ("wave", "round", "timepoint", "time point", "survey wave"),
    "relation": ("relation", "relationship", "kind", "tie", "type of tie", "question"),
}  # fmt: skip


def spelled(heading: str) -> str:
    """Spell a heading so that case, punctuation and underscores make no difference.

    Examples
    --------
    >>> spelled("Person_ID"), spelled("E-mail address:")
    ('person id', 'e mail address')
    """
    return " ".join(re.findall(r"[^\W_]+", heading.casefold()))


def column_for(words: Iterable[str], columns: Iterable[str]) -> str | None:
    """Give the column that is called by the first of some words; None where there is none.

    Examples
    --------
    >>> column_for(ROSTER["organization"], ["ID", "School", "Organisation"])
    'Organisation'
    >>> column_for(ROSTER["organization"], ["ID", "Org / school"])
    'Org / school'
    """
    columns = list(columns)
    known: dict[str, str] = {}
    for column in columns:
        known.setdefault(spelled(column), column)
    wanted = list(words)
    for column in columns:  # "Org / school" names one thing twice
        parts = [spelled(part) for part in column.split("/")]
        if all(part in wanted for part in parts):
            known.setdefault(parts[0], column)
    return next((known[word] for word in wanted if word in known), None)


def columns_for(
    words: dict[str, tuple[str, ...]], columns: Iterable[str], wanted: Iterable[str]
) -> dict[str, str]:
    """Give the column of each word that is wanted; no column is given twice."""
    free, found = list(columns), {}
    for name in wanted:
        column = column_for(words[name], free)
        if column is not None:
            found[name] = column
            free.remove(column)
    return found
