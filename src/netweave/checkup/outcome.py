"""What a checkup found: three tables, and how they are shown."""

from __future__ import annotations

from dataclasses import dataclass
from os import PathLike
from pathlib import Path

import pandas as pd

from netweave.checkup import showing
from netweave.ingest.safe import folder_at, spreadsheet_safe, writing


@dataclass(frozen=True, repr=False)
class Checkup:
    """What a project's records are fit for, before there is a report.

    It is for the analyst: the chasing list and the unmatched names are names of people.

    Parameters
    ----------
    title : str
        What was checked.
    table : DataFrame
        One row per finding: ``section``, ``where`` (file, wave, kind or organization), ``found``,
        ``count``, ``of``, ``share`` (count / of, 0 to 1; missing where there is nothing to divide
        by), ``verdict`` ("ok", "note": look at it, "stops": the report would refuse), ``code`` (a
        warning or refusal of ``nw.codes``), ``text`` and ``mend``.
    chasing : DataFrame
        Who was asked and has not answered: ``wave``, ``organization``, ``person``, ``name``,
        ``kinds`` (the questions not answered) and ``state`` ("invited", "never in the file",
        or "answered, but could not be used"). In the order of waves and people; people who
        declined are never in it.
    possible : DataFrame
        What the report will be able to say: ``finding``, ``possible`` ("yes", "limited", "no")
        and ``because``.
    refuses : bool
        Whether the report would stop with an error.

    Examples
    --------
    >>> import pandas as pd
    >>> import netweave as nw
    >>> roster = nw.read_people(pd.DataFrame({"id": ["p1", "p2", "p3"]}), id="id")
    >>> answers = pd.DataFrame({"who": ["p1", "p2"], "whom": ["p2", "p9"]})
    >>> survey = nw.read_survey(answers, wave="end", learner="who", learned_from="whom")
    >>> found = nw.check(nw.weave(roster, survey))
    >>> found.refuses, found.chasing["person"].tolist()
    (False, ['p2', 'p3'])
    """

    title: str
    table: pd.DataFrame
    chasing: pd.DataFrame
    possible: pd.DataFrame
    refuses: bool

    def __str__(self) -> str:
        return showing.text(self)

    def __repr__(self) -> str:
        counts = self.table["verdict"].value_counts()
        said = ", ".join(f"{counts.get(word, 0)} {word}" for word in ("ok", "note", "stops"))
        end = "the report would refuse" if self.refuses else "the report can be written"
        return f"<Checkup: {said}; {end}>"

    def _repr_html_(self) -> str:
        return showing.page(self)

    def to_csv(self, folder: str | PathLike[str]) -> list[Path]:
        """Write findings.csv, chasing.csv and possible.csv into a folder.

        Parameters
        ----------
        folder : path
            Created if it does not exist.

        Returns
        -------
        list of Path
            The files written. Cells that a spreadsheet would take for a formula get an apostrophe.
        """
        place = folder_at(folder)
        tables = {"findings": self.table, "chasing": self.chasing, "possible": self.possible}
        return [_written(place / f"{name}.csv", table) for name, table in tables.items()]

    def write_chasing(self, path: str | PathLike[str]) -> Path:
        """Write the chasing list to one CSV file.

        Parameters
        ----------
        path : path
            The file; it is replaced.

        Returns
        -------
        Path
            The file written. Cells that a spreadsheet would take for a formula get an apostrophe.
        """
        return _written(Path(path), self.chasing)


def _written(path: Path, table: pd.DataFrame) -> Path:
    """Write a table with the mark by which spreadsheets know UTF-8."""
    with writing(path) as new, new.open("w", encoding="utf-8-sig", newline="") as file:
        spreadsheet_safe(table).to_csv(file, index=False, lineterminator="\n")
    return path
