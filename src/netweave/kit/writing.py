"""Write the kit: the roster first, and once it is filled in, everything that needs names."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable, Sequence
from functools import partial
from os import PathLike
from pathlib import Path

from netweave import errors
from netweave._guard import guarded
from netweave.ingest.safe import folder_at, writing
from netweave.kit import pages, workbooks
from netweave.kit.filled import Filled, Person
from netweave.kit.later import questionnaire_with_later, with_later
from netweave.scales import Scale, scale_named

ROSTER, PROJECT, SIGN_IN, PRODUCTS = "people.csv", "cohort.toml", "attendance.xlsx", "products.csv"
COLUMNS = (
    "id", "name", "email", "organization", "role", "locale", "convener", "joined", "left",
    "consent",
)  # fmt: skip
WAVES = ("baseline", "endline")
MOST_PEOPLE = 2_000


@guarded
def write_kit(
    folder: str | PathLike[str],
    *,
    scale: str | Scale = "FREY_LCS",
    force: bool = False,
) -> list[Path]:
    r"""Write everything to ask and sign in with, in files that come back ready to be read.

    The first call writes the roster, empty, with the text of a consent form. Fill the roster in and
    call again: the questionnaires, the workbooks for the answers and the sign-in sheet need its
    names. Files that exist are kept unless ``force`` is True; the roster is always kept.

    People who were added to the roster later get a line and a column in the workbooks that are
    there: what was filled in stays, and so does each workbook as it was, with
    ``before-1`` in its name. Colours, remarks on cells and formulas are not carried over; what
    formulas gave is.

    Parameters
    ----------
    folder : path
        Where to; it is made if need be.
    scale : str or Scale, default "FREY_LCS"
        The scale of "how closely did you work with this person".
    force : bool, default False
        Whether to write over files of the kit that exist, filled in or not.

    Returns
    -------
    list of Path
        The files written.

    Raises
    ------
    DataError
        If the roster lacks the columns id and name, names nobody or one id twice, or names more
        than 2,000 people; if the folder is a file, or cannot be written to.
    RefusalError
        E-SCALE, if the scale has no known name.

    Notes
    -----
    The statements of the sheet "Statements" are drafts that nobody has validated.

    Examples
    --------
    >>> import pathlib, tempfile
    >>> import netweave as nw
    >>> with tempfile.TemporaryDirectory() as folder:
    ...     first = [path.name for path in nw.write_kit(folder)]
    ...     roster = pathlib.Path(folder, "people.csv")
    ...     _ = roster.write_text("id,name\np1,Ana Ruiz\np2,Bo Li\n")
    ...     second = [path.name for path in nw.write_kit(folder)]
    >>> first
    ['people.csv', 'consent.md', 'README.md']
    >>> second[:3]
    ['answers-baseline.xlsx', 'answers-endline.xlsx', 'attendance.xlsx']
    """
    known = scale_named(scale)
    place = folder_at(folder)
    texts = {
        ROSTER: ",".join(COLUMNS) + "\n",
        "consent.md": pages.CONSENT,
        "README.md": pages.README,
    }
    written = [
        _text(place / name, text, force=name != ROSTER and force) for name, text in texts.items()
    ]
    people, columns = _people(place / ROSTER)
    if people:
        written += _with_names(place, people, columns, known, force=force)
    return [path for path in written if path is not None]


def write_starter(folder: str | PathLike[str], *, project: str = PROJECT) -> list[Path]:
    """Write an empty roster and a project file to fill in, without any instrument."""
    place = folder_at(folder)
    written = [write_roster(place), _text(place / project, pages.STARTER, force=False)]
    return [path for path in written if path is not None]


def write_roster(folder: str | PathLike[str]) -> Path | None:
    """Write an empty roster; None where there is one already."""
    return _text(folder_at(folder) / ROSTER, ",".join(COLUMNS) + "\n", force=False)


def _with_names(
    place: Path,
    people: list[tuple[str, str]],
    columns: list[str],
    scale: Scale,
    *,
    force: bool,
) -> list[Path | None]:
    """Write what needs the names of the roster; to what is there, who came later is added."""
    written: list[Path | None] = []
    before = _in_workbook(place / f"answers-{WAVES[0]}.xlsx")
    for number, wave in enumerate(WAVES):
        make = partial(_answers, scale=scale, number=number)
        written += _book(place / f"answers-{wave}.xlsx", people, make, force=force)
    written += _book(place / SIGN_IN, people, workbooks.sign_in, force=force)
    texts = {PRODUCTS: "title,authors,date,doi\n", PROJECT: pages.project(columns, scale, WAVES)}
    written += [_text(place / name, text, force=force) for name, text in texts.items()]
    for number, wave in enumerate(WAVES):
        path, ask = place / f"questionnaire-{wave}.md", partial(pages.questionnaire, scale=scale,
                                                               wave=number)  # fmt: skip
        made = _text(path, ask(people), force=force)
        later = [] if made or not before else questionnaire_with_later(path, people, before, ask)
        written += [made, *later]
    return written


def _answers(
    people: Sequence[Person], filled: Filled | None = None, *, scale: Scale, number: int
) -> bytes:
    return workbooks.answers(people, scale, number, filled)


def _in_workbook(path: Path) -> list[Person]:
    """Give who is in a workbook that was written before; nobody where there is none."""
    return Filled.of(path).people if path.exists() else []


def _book(
    path: Path,
    people: Sequence[Person],
    make: Callable[..., bytes],
    *,
    force: bool,
) -> list[Path]:
    """Write a workbook, or add to it who came later."""
    if _there(path) and not force:
        return with_later(path, people, make)
    with writing(path) as new:
        new.write_bytes(make(people))
    return [path]


def _there(path: Path) -> bool:
    """Say whether a file is there; refuse a link that leads nowhere, which writing would follow."""
    if path.is_symlink() and not path.exists():
        why = "it is a link to a file that is not there"
        raise errors.cannot_be_written(str(path), why, "Take the link away.")
    return path.exists()


def _text(path: Path, text: str, *, force: bool) -> Path | None:
    if _there(path) and not force:
        return None
    with writing(path) as new:
        new.write_text(text, encoding="utf-8", newline="\n")
    return path


def _people(path: Path) -> tuple[list[tuple[str, str]], list[str]]:
    """Give id and name of everybody in the roster, and its columns; nobody if it is not filled."""
    from netweave.ingest.tables.reading import read_table  # noqa: PLC0415

    with_rows = [row for row in csv.reader(io.StringIO(_head(path))) if any(map(str.strip, row))]
    if len(with_rows) < 2:
        return [], []
    table = read_table(path)
    ids, names = table.text("id"), table.text("name")
    blank = ids.isna().to_numpy()
    if blank.any():
        lines = [int(line) for line in table.lines[blank]]
        raise errors.bad_rows(path.name, "must have an id in every row", [""] * len(lines), lines,
                              "Give each person an id, such as p01.")  # fmt: skip
    if ids.duplicated().any():
        twice = list(dict.fromkeys(ids[ids.duplicated()]))
        raise errors.DataError(
            f"{path.name} has {len(twice)} id(s) more than once: {errors.listed(twice)}. The kit "
            "needs one row per person."
        )
    if len(ids) > MOST_PEOPLE:
        raise errors.DataError(
            f"{path.name} has {len(ids)} people; a roster of more than {MOST_PEOPLE} cannot be a "
            "question with one row per person. Ask for names instead (form='generator')."
        )
    return list(zip(ids, names.fillna(""), strict=True)), list(table.frame.columns)


def _head(path: Path) -> str:
    """Give the beginning of the roster, enough to see whether it is filled in."""
    return path.read_bytes()[:100_000].decode("utf-8-sig", "replace")
