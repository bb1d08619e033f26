"""Two publications of nearly the same people: what one says less what the other says."""

from __future__ import annotations

import csv
import io
import json
import re
import warnings
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from os import PathLike
from pathlib import Path

import pandas as pd

from netweave import errors
from netweave.audience import DEFAULT, LEVELS
from netweave.codes import Notice
from netweave.report.files import MANIFEST, written_before
from netweave.report.wording import clean
from netweave.results import TERMS, Passport, Result

PANEL = "both waves"
ANALYST = "analyst"
CONVENED, ALONE = "with the convener", "members only"
# Tables, rows and columns that say how many people there are, how the whole hangs together,
# or what lies in the files; and whole numbers that count neither people nor ties.
OF_PEOPLE = ("coverage", "response", "reporting_standard", "records")
SIZES = re.compile(
    r"People\b|Separate pieces|members\b|eligible|pairs$|observed pairs$|n$"
    r"|its place by chance$|clusters$|sessions$"
)
MOVED = ("stayed", "joined", "left")
EXACT = re.compile(r"(\d[\d,]{0,14})(?: of \d[\d,]*)?")  # 1.0 is a share or an average
MATRIX, ARROW = "organizations", " → "
NOTHING = (
    "No count that both reports print exactly tells what fewer people answered than may be shown."
)
Key = tuple[str, str, str]


@dataclass(frozen=True)
class Publication:
    """What a report published: its cells, and how many people stand behind which of them.

    Parameters
    ----------
    cells : dict
        (table, row, column) → what is printed there.
    people : dict
        (wave, side) → how many people, and (wave, "answered") → how many answered.
    least : int
        The fewest people a mean or count may rest on.
    audience : str
        Whom the report was written for.
    """

    cells: dict[Key, str]
    people: dict[tuple[str, str], int] = field(default_factory=dict)
    least: int = 0
    audience: str = DEFAULT


def differencing(earlier: str | Path, later: str | Path) -> Result:
    r"""Say which numbers of two reports, one less the other, tell what a few people answered.

    Whoever holds the report of March, with 24 members, and that of April, with 23, can take one
    number from the other: what is left belongs to the one who went. So it is with people who
    joined, withdrew or answered late, and inside one report with numbers with and without a
    convening team. Looked at are the counts that both reports print exactly, where the people
    behind them differ by fewer than the audience may see (five at ``network``, ten at ``public``).

    Parameters
    ----------
    earlier, later : path
        The folders of two reports, or the same folder twice for what one report tells alone.

    Returns
    -------
    Result
        ``term`` names the table, the row and the column, ``estimate`` is the difference, ``n`` how
        many people it belongs to, and ``method`` says who they are. Empty if there is none. W29 if
        there are any. Never publish it.

    Raises
    ------
    ArgumentError
        If a folder holds no report.
    DataError
        If a table that the report wrote is gone.

    Notes
    -----
    Shares and averages are not looked at, which may give a count back where they are printed
    finely, nor are people who took each other's place between the reports, since no report says so.

    References
    ----------
    Dwork, C. and Roth, A. (2014). The algorithmic foundations of differential privacy, 1.2.

    Examples
    --------
    >>> import pathlib, tempfile
    >>> import netweave as nw
    >>> with tempfile.TemporaryDirectory() as folder:
    ...     for name, people, ties in (("march", 24, 40), ("april", 23, 37)):
    ...         out = pathlib.Path(folder, name)
    ...         (out / "tables").mkdir(parents=True)
    ...         said = f",end\nPeople,{people}\nTied pairs of people,{ties}\n"
    ...         _ = (out / "tables/cohesion.csv").write_text(said)
    ...         listed = '{"program": "netweave", "files": ["tables/cohesion.csv"]}'
    ...         _ = (out / "findings.json").write_text(listed)
    ...     found = nw.differencing(f"{folder}/march", f"{folder}/april")
    >>> found.table[["term", "estimate", "n"]].values.tolist()
    [['cohesion: Tied pairs of people, end', -3.0, 1]]
    """
    one, other = (
        _published(_whole(name, folder))
        for name, folder in (("earlier", earlier), ("later", later))
    )
    return _found(one, other)


def warn_of_update(folder: Path, contents: Mapping[str, str | bytes], audience: str) -> None:
    """Warn (W29) where a report that takes the place of another would tell of a few people."""
    if LEVELS[audience].exact or not written_before(folder):
        return
    before = _published(folder)
    names = [name for name in contents if name.startswith("tables/")]
    texts = {name.removeprefix("tables/").removesuffix(".csv"): contents[name] for name in names}
    after = _publication({name: str(text) for name, text in texts.items()}, audience)
    inside = {str(row["term"]) for row in _rows(after, after)}
    rows = [row for row in _rows(before, after) if str(row["term"]) not in inside]
    if rows:
        warnings.warn(str(_notice(rows)), errors.NetweaveWarning, stacklevel=3)


def _found(one: Publication, other: Publication) -> Result:
    """Put what is told into a table and a sentence."""
    rows = list(_rows(one, other))
    if not rows:
        return Result(pd.DataFrame(columns=TERMS), NOTHING, passport=Passport("differencing", "6"))
    notice = _notice(rows)
    unlike = [name for name, told in (("earlier", one), ("later", other))
              if told.audience == ANALYST]  # fmt: skip
    if len(unlike) == 1:
        said = f"{notice.found} The {unlike[0]} report is the analyst's, which nobody else may get."
        notice = Notice(notice.code, said)
    table = pd.DataFrame(rows).reindex(columns=TERMS)
    return Result(table, notice.found, (notice,), passport=Passport("differencing", "6"))


def _notice(rows: list[dict[str, object]]) -> Notice:
    """Say how many numbers tell of how few people."""
    few = sorted({int(str(row["n"])) for row in rows})
    people = "1 person" if few == [1] else f"{few[0]:,} people"
    if len(few) > 1:
        people = f"{few[0]:,} to {few[-1]:,} people"
    count = "1 number" if len(rows) == 1 else f"{len(rows):,} numbers"
    first = str(rows[0]["term"])
    return Notice(
        "W29",
        f"{count} of the two reports, one less the other, would tell what {people} answered; the "
        f"first is {first}.",
    )


def _rows(one: Publication, other: Publication) -> Iterator[dict[str, object]]:
    """Go through the counts that tell something: between the reports, then inside the later one."""
    least = max(one.least, other.least)
    for key, text in other.cells.items():
        few, who = _few(one, other, key, least)
        if few and key in one.cells:
            yield from _told(key, one.cells[key], text, few, who)
    for key, text in other.cells.items():
        table, row, column = key
        twin = (table, row, _alone(column))
        team = other.people.get((_wave(other, key), CONVENED), 0)
        team -= other.people.get((_wave(other, key), ALONE), 0)
        if CONVENED in column and twin in other.cells and 0 < team < least:
            yield from _told(key, other.cells[twin], text, team, "with less without the conveners")


def _told(key: Key, first: str, second: str, few: int, who: str) -> Iterator[dict[str, object]]:
    """Give what two cells tell that are both printed exactly."""
    table, row, column = key
    told = EXACT.fullmatch(first), EXACT.fullmatch(second)
    if told[0] is None or told[1] is None:
        return
    low, high = (int(found[1].replace(",", "")) for found in told if found)
    if table == MATRIX and low == high:
        return  # most cells are 0 in both, whoever went
    yield {"term": f"{table}: {row}, {column}", "estimate": float(high - low), "n": few,
           "method": who}  # fmt: skip


def _few(one: Publication, other: Publication, key: Key, least: int) -> tuple[int, str]:
    """Say by how few people two cells differ, and whether they came or answered; 0 if by none."""
    wave = _wave(other, key)
    side = CONVENED if CONVENED in key[2] else ALONE
    for which, who in ((side, "who joined, left or withdrew"), ("answered", "who answered late")):
        sizes = [told.people.get((wave, which)) for told in (one, other)]
        if sizes[0] is not None and sizes[1] is not None and 0 < abs(sizes[1] - sizes[0]) < least:
            return abs(sizes[1] - sizes[0]), who
    return 0, ""


def _wave(told: Publication, key: Key) -> str:
    """Say of which wave a cell speaks: its column's, its row's, or the panel of both."""
    waves = {wave for wave, _ in told.people}
    for text in (key[2].partition(": ")[0], key[1].rpartition("; ")[2], key[1]):
        if text in waves:
            return text
    return PANEL


def _alone(column: str) -> str:
    """Name the column without the conveners that stands beside one with them."""
    return column.replace(CONVENED, ALONE)


def _whole(name: str, folder: str | Path) -> Path:
    """Refuse what names no folder, and a report whose tables are not all there any more."""
    if not isinstance(folder, str | PathLike):
        raise errors.not_of_sort(name, ["the folder of a report"], folder)
    place = Path(folder)
    there = written_before(place)
    listed = json.loads((place / MANIFEST).read_text(encoding="utf-8"))["files"] if there else []
    gone = [one for one in listed if one.startswith("tables/") and one not in there]
    if gone:
        raise errors.DataError(
            f"{errors.shown(str(folder))} lacks {errors.listed(gone)}, which its report wrote; "
            "what is gone cannot be compared. Write the report again."
        )
    return place


def _published(folder: Path) -> Publication:
    """Read what the report in a folder published."""
    names = [name for name in written_before(folder) if name.startswith("tables/")]
    if not names:
        raise errors.ArgumentError(
            f"{errors.shown(str(folder))} holds no report. Name the folder that "
            "netweave report wrote."
        )
    manifest = json.loads((folder / MANIFEST).read_text(encoding="utf-8"))
    texts = {
        Path(name).stem: (folder / name).read_text(encoding="utf-8", errors="replace")
        for name in names
    }
    return _publication(texts, str(manifest.get("audience", DEFAULT)))


def _publication(texts: Mapping[str, str], audience: str) -> Publication:
    """Take tables as they are published; those of the analyst are held against the default."""
    level = LEVELS.get(audience, LEVELS[DEFAULT])
    least = level.least or LEVELS[DEFAULT].least
    cells: dict[Key, str] = {}
    people: dict[tuple[str, str], int] = {}
    read = {table: _rows_of(text) for table, text in texts.items()}
    for table, rows in read.items():
        _count_people(table, rows, people)
    waves = list(dict.fromkeys(wave for wave, _ in people if wave != PANEL))
    for table, rows in read.items():
        found = _cells(table, rows)
        cells |= _by_wave(found, waves) if table == MATRIX else found
    return Publication(cells, people, least, audience)


def _rows_of(text: str) -> list[list[str]]:
    """Read the rows of a table that are as long as its head; none where it is no table."""
    try:
        rows = list(csv.reader(io.StringIO(clean(text))))
    except csv.Error:
        return []
    rows = [row for row in rows if row]
    return [row for row in rows if len(row) == len(rows[0])]


def _by_wave(found: dict[Key, str], waves: list[str]) -> dict[Key, str]:
    """Split the cells of the matrix, which read first → last, into one per wave."""
    split: dict[Key, str] = {}
    for (table, row, column), text in found.items():
        parts = text.split(ARROW)
        ends = waves[:1] if len(parts) == 1 else [*waves[:1], *waves[-1:]]
        for wave, part in zip(ends, parts, strict=False):
            split[table, row, f"{wave}: {column}"] = part
    return split


def _cells(table: str, rows: list[list[str]]) -> dict[Key, str]:
    """Give the cells of one table that may say what people answered."""
    if table in OF_PEOPLE or not rows:
        return {}
    head, *body = rows
    wave = head.index("wave") if "wave" in head[1:] else None
    found: dict[Key, str] = {}
    for row in body:
        name = row[0] if wave is None else f"{row[0]}; {row[wave]}"
        if len(row) == len(head) and not SIZES.match(row[0]):
            found |= {(table, name, column.replace(": without", f": {ALONE}")): cell
                      for column, cell in zip(head[1:], row[1:], strict=True)
                      if not SIZES.match(column) and column not in _sized(table)}  # fmt: skip
    return found


def _sized(table: str) -> tuple[str, ...]:
    """Name the columns of a table that count people and may be known."""
    return MOVED if table == "joined_and_left" else ()


def _count_people(table: str, rows: list[list[str]], people: dict[tuple[str, str], int]) -> None:
    """Read how many people stand behind each wave, and behind both."""
    head, *body = rows or [[]]
    for row in body:
        told = dict(zip(head, row, strict=True))
        if table == "cohesion" and row[0] == "People":
            _sizes(head, row, people)
        elif table == "coverage":
            _set(people, (row[0], "answered"), told.get("answered", ""))
        elif table == "joined_and_left" and row[0] == "By people":
            _set(people, (PANEL, ALONE), told.get("stayed", ""))


def _sizes(head: list[str], row: list[str], people: dict[tuple[str, str], int]) -> None:
    for column, cell in zip(head[1:], row[1:], strict=False):
        wave, _, side = column.partition(": ")
        _set(people, (wave, side or ALONE), cell)


def _set(people: dict[tuple[str, str], int], key: tuple[str, str], cell: str) -> None:
    if found := EXACT.fullmatch(cell):
        people[key] = int(found[1].replace(",", ""))
