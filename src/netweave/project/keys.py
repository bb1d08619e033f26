"""The keys of a project file, and what each may hold."""

from __future__ import annotations

import datetime as dt

Rule = tuple[str, tuple[type, ...]]
TEXT: Rule = ("text in quotes", (str,))
DATE: Rule = ("a date without quotes, such as 2022-01-31", (dt.date,))
WHOLE: Rule = ("a whole number", (int,))
YES_NO: Rule = ("true or false, without quotes", (bool,))
NUMBER: Rule = ("a number", (int, float))
TABLE: Rule = ('pairs in braces, such as { "as written" = "meaning" }', (dict,))
TEXTS: Rule = ("text in quotes, or several in brackets", (str, list))
COLUMNS: Rule = ("a column in quotes, several in brackets, or pairs in braces", (str, list, dict))
NUMBERS: Rule = ("numbers in brackets, such as [0, 1.5, 12]", (list,))
CODES: Rule = ("a code, or several in brackets, such as [98, 99]", (str, int, list))

_TABLE_KEYS: dict[str, Rule] = {
    **dict.fromkeys(("sheet", "encoding", "delimiter"), TEXT),
    "header": WHOLE,
    "rows": TABLE,
}
_RECORDS: dict[str, Rule] = {
    **dict.fromkeys(("file", "files", "time"), TEXT),
    **_TABLE_KEYS,
    "dayfirst": YES_NO,
}
KEYS: dict[str, dict[str, Rule]] = {
    "people": {
        **dict.fromkeys(("file", "from", "id", "name", "email", "orcid", "organization"), TEXT),
        **dict.fromkeys(("role", "locale", "convener", "joined", "left", "consent"), TEXT),
        **dict.fromkeys(("eligible", "wave", "respondents"), TEXT),
        **_TABLE_KEYS,
        "consent_words": TABLE,
        "consent_needed": YES_NO,
        "keep": TEXTS,
        "dayfirst": YES_NO,
    },
    "waves": {"label": TEXT, "start": DATE, "end": DATE},
    "attendance": {
        **_RECORDS,
        **dict.fromkeys(("person", "name", "email", "role", "group", "format", "duration"), TEXT),
        **dict.fromkeys(("session", "layout", "invitations"), TEXT),
        "event": TEXTS,
        "sessions": COLUMNS,
        "date": DATE,
        "least_minutes": NUMBER,
        "reference_hours": NUMBER,
        "roles": TABLE,
        "formats": TABLE,
    },
    "authorship": {
        **_RECORDS,
        **dict.fromkeys(("person", "name", "work", "separator", "doi"), TEXT),
        **dict.fromkeys(("authors", "orcid", "email"), TEXTS),
    },
    "survey": {
        **_RECORDS,
        **dict.fromkeys(("wave", "kind", "respondent", "learner", "direction", "form"), TEXT),
        **dict.fromkeys(("separator", "blank", "scale", "threshold", "state"), TEXT),
        **dict.fromkeys(("question", "silent"), TEXT),
        **dict.fromkeys(("named", "learned_from", "level", "choices", "words"), TEXTS),
        "nobody": TEXTS,
        **dict.fromkeys(("missing", "impossible"), CODES),
        **dict.fromkeys(("lowest", "most_names"), WHOLE),
        "per_year": NUMBERS,
        "states": TABLE,
        **dict.fromkeys(("headline", "retrospective"), YES_NO),
    },
    "items": {
        "file": TEXT,
        **dict.fromkeys(("wave", "respondent", "state"), TEXT),
        **_TABLE_KEYS,
        "items": COLUMNS,
        **dict.fromkeys(("words", "reverse"), TEXTS),
        **dict.fromkeys(("lowest", "highest"), WHOLE),
        "states": TABLE,
        "missing": CODES,
    },
    "aliases": {"file": TEXTS},
    "ties": {"weights": TEXT, "reconcile": TEXT, "max_size": WHOLE},
    "report": {
        **dict.fromkeys(("headline", "group", "audience"), TEXT),
        "names": TEXTS,
        "seed": WHOLE,
    },
}
NO_GROUPS = ("name", "convener", "person", "eligible", "consent", "joined", "left", "wave")
REPEATED = ("waves", "attendance", "authorship", "survey", "items")
NEEDED: dict[str, dict[str, str]] = {
    "waves": {"label": 'label = "baseline"'},
    "attendance": {"file": 'file = "sessions.xlsx", or files = "zoom/*.csv"'},
    "authorship": {"file": 'file = "products.bib", or files = "products/*.ris"'},
    "survey": {"file": 'file = "baseline.csv"', "wave": 'wave = "baseline"'},
    "items": {
        "file": 'file = "attitude.csv"',
        "wave": 'wave = "baseline"',
        "respondent": 'respondent = "email"',
        "items": 'items = ["item 1", "item 2"]',
    },
    "aliases": {"file": 'file = "aliases.csv"'},
}
