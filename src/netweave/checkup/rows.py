"""One finding of a checkup, and the table that findings make."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

import pandas as pd

from netweave.codes import WARNINGS, Notice
from netweave.ingest.safe import plain

OK, NOTE, STOPS = "ok", "note", "stops"
SECTIONS = ("files", "who is who", "response", "answers", "attendance", "report")
COLUMNS = (
    "section", "where", "found", "count", "of", "share", "verdict", "code", "text", "mend",
)  # fmt: skip
_TEXTS = ("section", "where", "found", "verdict", "code", "text", "mend")
_LISTED = 5


@dataclass(frozen=True)
class Finding:
    """One thing that was found.

    Parameters
    ----------
    section : str
        One of SECTIONS.
    where : str
        The file, wave, kind of tie or organization that it is about.
    found : str
        What it is, in a few words.
    text : str
        What was found, in a sentence.
    count, of : int or None
        How many, and of how many.
    verdict : {"ok", "note", "stops"}
        Whether it needs nothing, a look, or stops the report.
    code : str
        The warning or refusal it goes with, "" for none.
    mend : str
        What to do about it.
    """

    section: str
    where: str
    found: str
    text: str
    count: int | None = None
    of: int | None = None
    verdict: str = OK
    code: str = ""
    mend: str = ""


def noticed(section: str, where: str, notice: Notice) -> Finding:
    """Give a warning as a finding."""
    mend = WARNINGS[notice.code].mend
    text = f"{notice.found} {notice.text}"
    return Finding(section, where, notice.title, text, verdict=NOTE, code=notice.code, mend=mend)


def table_of(findings: Iterable[Finding]) -> pd.DataFrame:
    """Lay out findings, section by section."""
    rows = sorted(findings, key=lambda one: SECTIONS.index(one.section))
    frame = pd.DataFrame([vars(one) for one in rows], columns=[c for c in COLUMNS if c != "share"])
    frame = frame.astype(dict.fromkeys(_TEXTS, "str") | {"count": "Int64", "of": "Int64"})
    of = frame["of"].astype("float64")
    frame["share"] = frame["count"].astype("float64") / of.where(of > 0)
    return frame[list(COLUMNS)]


def examples(words: Iterable[object], limit: int = _LISTED) -> str:
    """Write the first few texts in quotes, without what would steer a terminal."""
    every = [plain(str(word)) for word in words]
    more = f" and {len(every) - limit:,} more" if len(every) > limit else ""
    return ", ".join(f"“{word}”" for word in every[:limit]) + more
