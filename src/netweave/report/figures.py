"""Every number of the report as a row of its own, with its unit and where it comes from.

The numbers are read off the tables as they are published, so that none is told here that the page
does not tell.
"""

from __future__ import annotations

import math
import re
from collections.abc import Iterator, Mapping
from dataclasses import asdict, dataclass
from typing import TYPE_CHECKING, Any

from netweave.audience import SUPPRESSED
from netweave.report import shielded, thresholds
from netweave.report.numbers import WITHHELD
from netweave.report.passports import ABOUT, BOTH, IN_COLUMNS, IN_ROWS, About
from netweave.report.wording import DASH, HIDDEN
from netweave.results import Passport

if TYPE_CHECKING:
    from netweave.report.findings import Findings
    from netweave.report.tables import Table
    from netweave.report.waves import Wave

NUMBER, RANGE, UNSHOWN, UNDEFINED = "number", "range", "hidden", "undefined"
TEXT, NOT_APPLICABLE = "text", "does not apply"
_BARE = re.compile(r"([+−]?)(\d[\d,]*(?:\.\d+)?)(%?)")
_OF = re.compile(r"(\d[\d,]*) of \d[\d,]*( \(\d+%\))?")
_RANGE = re.compile(
    r"\d+–\d+|[\d,.]+ to [\d,.]+%?( of people)?|under [\d,]+%?( of people)?|about [\d,]+|[<>].+"
    r"|\d+% or more( of people)?|\d+\+|1\+|nearly all|(more|fewer) than [\d,]+|all but .+"
)


@dataclass(frozen=True)
class Figure:
    """One number of the report.

    Parameters
    ----------
    table : str
        The table it stands in.
    what, column : str
        Its row and its column there.
    wave : str
        The wave it speaks of; two with an arrow for a change.
    value : float or None
        The number; None where it is no number, or none is given.
    shown : str
        How the page writes it.
    given_as : str
        "number", "range", "text", "hidden", "undefined" or "does not apply".
    unit : str
        What one unit is.
    reason : str
        Code of the reason why it is undefined or hidden; "" otherwise.
    passport : Passport
        Measure, formula, kinds, threshold, people, convener, coverage, seed.
    """

    table: str
    what: str
    column: str
    wave: str
    value: float | None
    shown: str
    given_as: str
    unit: str
    reason: str
    passport: Passport


def figures(findings: Findings, tables: list[Table]) -> list[Figure]:
    """List the numbers of the tables, in order; the tables as they are published."""
    passports = _Passports(findings)
    return [one for table in tables for one in _of_table(findings, table, passports)]


def _of_table(findings: Findings, table: Table, passports: _Passports) -> Iterator[Figure]:
    about = ABOUT[table.name]
    names = table.columns
    of_wave = names.index("wave") if "wave" in names else 0
    rows = zip(table.rows, table.frame.itertuples(index=False, name=None), strict=True)
    for place, (texts, cells) in enumerate(rows):
        for column, (name, text) in enumerate(zip(names, texts, strict=True)):
            if not column or name == "wave" or name in about.words:
                continue
            value, given_as = read(cells[column], text)
            if given_as == TEXT and not re.search(r"\d", text):
                continue
            label, side = _where(findings, about, name, texts[of_wave])
            reason = _reason(given_as, table.reasons.get((place, name), ""), about.dash)
            yield Figure(
                table.name, texts[0], name, label, value, text,
                NOT_APPLICABLE if given_as == UNDEFINED and not reason else given_as,
                about.unit_of(texts[0], name), reason,
                passports.of(about, about.measure_of(texts[0]), label, side),
            )  # fmt: skip


def read(cell: object, text: str) -> tuple[float | None, str]:
    """Read a cell: its number, if it is one, and how it is given.

    >>> read(0.25, "25%"), read("25%", "25%"), read("suppressed", "hidden"), read("1–4", "1–4")
    ((0.25, 'number'), (0.25, 'number'), (None, 'hidden'), (None, 'range'))
    """
    if cell == SUPPRESSED or text == HIDDEN:
        return None, UNSHOWN
    if text in {DASH, WITHHELD}:
        return None, UNDEFINED
    if not isinstance(cell, str | bool) and hasattr(cell, "__float__"):
        number = float(cell)
        return (number, NUMBER) if math.isfinite(number) else (None, UNDEFINED)
    if bare := _BARE.fullmatch(text):
        number = float(bare[2].replace(",", "")) * (-1 if bare[1] == "−" else 1)
        return (round(number / 100, 12) if bare[3] else number), NUMBER
    if count := _OF.fullmatch(text):
        return float(count[1].replace(",", "")), NUMBER
    return None, RANGE if _RANGE.fullmatch(text) else TEXT


def _reason(given_as: str, known: str, otherwise: str) -> str:
    if given_as == UNSHOWN:
        return SUPPRESSED.upper()
    if given_as != UNDEFINED:
        return ""
    return known or otherwise


def _where(findings: Findings, about: About, column: str, row: str) -> tuple[str, str]:
    """Give the wave of a number, and whether it is with or without the conveners."""
    side = "without" if about.structural else ""
    if not findings.has_convener:
        side = "none marked"
    elif column.endswith(("with the convener", "place by chance")) and "its" not in column:
        side = "with"
    labels = [wave.label for wave in findings.waves]
    if about.wave == IN_COLUMNS:
        found = [one for one in labels if column == one or column.startswith(f"{one}: ")]
        return (max(found, key=len) if found else "", side)
    if about.wave == IN_ROWS:
        return (row if row in labels else "", side)
    if about.wave == BOTH and labels:
        ends = dict.fromkeys([labels[0], labels[-1]])
        return " → ".join(one for one in ends if one), side
    return "", side


class _Passports:
    """The passports of a report, each made once."""

    def __init__(self, findings: Findings) -> None:
        self.findings = findings
        self.waves: Mapping[str, Wave] = {wave.label: wave for wave in findings.waves}
        self.made: dict[tuple[Any, ...], Passport] = {}

    def of(self, about: About, measure: str, label: str, side: str) -> Passport:
        """Give the passport of a number."""
        key = (measure, about.formula, label, side, about.drawn, about.structural)
        if key not in self.made:
            self.made[key] = self._make(about, measure, label, side)
        return self.made[key]

    def _make(self, about: About, measure: str, label: str, side: str) -> Passport:
        from netweave.registry import MEASURES  # noqa: PLC0415

        findings = self.findings
        known = about.structural and bool(findings.kind)
        every = [str(name) for name in findings.net.kinds.index]
        used = [findings.kind] if known else []
        return Passport(
            measure=measure,
            formula=about.formula or (MEASURES[measure].formula if measure in MEASURES else ""),
            kinds=tuple(used),
            left_out=tuple(name for name in every if name not in used) if known else (),
            wave=label,
            threshold=_threshold(findings) if known else "",
            people=self._people(label, side, structural=about.structural),
            ties=None,
            convener=side,
            coverage=self._coverage(label) if known else math.nan,
            seed=findings.options.seed if about.drawn else None,
        )

    def _people(self, label: str, side: str, *, structural: bool) -> int:
        """Count the people a number is about: those of its wave, or of both."""
        wave = self.waves.get(label)
        change = self.findings.change
        if wave is not None:
            return wave.everybody.n if side == "with" else wave.members.n
        if structural and "→" in label and change is not None:
            return int(change.people.to_dict()["P"])
        return self.findings.net.n

    def _coverage(self, label: str) -> float:
        """Give the share of pairs observed; NaN where it is given in steps only, or not known."""
        wave, change = self.waves.get(label), self.findings.change
        share = math.nan
        if wave is not None:
            share = wave.coverage.coverage
        elif change is not None:
            share = change.passport.coverage
        if self.findings.audience.exact or math.isnan(share):
            return share
        hides = shielded.few_declined(self.findings)
        if hides:
            return math.nan
        return min(round(share, 2), 0.99) if share < 1 else 1.0  # as percent() writes it


def _threshold(findings: Findings) -> str:
    """Say from which level a tie counts."""
    least = thresholds.threshold_of(findings.net, findings.kind)
    if math.isnan(least):
        return "every tie"
    return f"{thresholds.level_word(findings.net, findings.kind, least)} ({least:g}) or more"


def as_document(found: list[Figure]) -> dict[str, Any]:
    """Give the numbers and their passports as JSON can hold them, each passport once."""
    passports: dict[Passport, str] = {}
    numbers = []
    for one in found:
        name = passports.setdefault(one.passport, f"{one.passport.measure}-{len(passports) + 1}")
        numbers.append({**vars(one), "passport": name})
    return {
        "passports": {name: _passport(one) for one, name in passports.items()},
        "numbers": numbers,
    }


def _passport(one: Passport) -> dict[str, Any]:
    """Give a passport without what no report tells."""
    return {key: value for key, value in asdict(one).items() if key != "ties"}
