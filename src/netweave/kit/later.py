"""People who came later: a line and a column for each in what the kit wrote before."""

from __future__ import annotations

import warnings
from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path

from netweave import errors
from netweave.ingest.safe import writing
from netweave.kit import workbooks
from netweave.kit.filled import Filled, Person
from netweave.kit.questions import QUESTIONS

Make = Callable[[Sequence[Person], Filled], bytes]


def with_later(path: Path, people: Sequence[Person], make: Make) -> list[Path]:
    """Write a workbook again with those who are not in it yet; nothing where nobody is new.

    What was filled in stays, and so does the workbook as it was, beside the new one.
    """
    filled = Filled.of(path)
    before = filled.people
    known = {who for who, _ in before}
    if not known:
        _told(f"{path.name} lists no people by a column id, so nobody was added to it.")
        return []
    if all(who in known for who, _ in people):
        return []
    called = dict(people)
    after = [(who, called.get(who, name)) for who, name in before]
    after += [(who, name) for who, name in people if who not in known]
    filled = replace(filled, renamed=_renamed(before, after))
    made = make(after, filled)
    kept = _kept_as(path)
    with writing(kept) as new:
        new.write_bytes(path.read_bytes())
    with writing(path) as new:
        new.write_bytes(made)
    return [path, kept]


def _renamed(before: Sequence[Person], after: Sequence[Person]) -> dict[str, str]:
    """Say what the columns of people are called now: who shares a name goes by the id."""
    now = dict(zip((who for who, _ in after), workbooks.column_names(after), strict=True))
    pairs = zip(before, workbooks.column_names(before), strict=True)
    return {
        f"{question.stem} [{old}]": f"{question.stem} [{now[who]}]"
        for (who, _), old in pairs
        for question in QUESTIONS
    }


def _kept_as(path: Path) -> Path:
    """Give a name under which the workbook as it was can stay."""
    number = 1
    while (kept := path.with_name(f"{path.stem}.before-{number}{path.suffix}")).exists():
        number += 1
    return kept


def questionnaire_with_later(
    path: Path, people: Sequence[Person], before: Sequence[Person],
    make: Callable[[Sequence[Person]], str],
) -> list[Path]:  # fmt: skip
    """Write a questionnaire again for those who came later, unless somebody has edited it."""
    if {who for who, _ in people} <= {who for who, _ in before}:
        return []
    if path.read_text(encoding="utf-8") != make(before):
        _told(f"{path.name} was edited, so it was left as it is: add who came later by hand.")
        return []
    with writing(path) as new:
        new.write_text(make(people), encoding="utf-8", newline="\n")
    return [path]


def _told(text: str) -> None:
    warnings.warn(text, errors.NetweaveWarning, stacklevel=4)
