"""The codebook: what each column of each sheet means, in which unit, and when a cell is empty."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Final

import pandas as pd

COLUMNS = ["sheet", "column", "meaning", "unit", "empty or undefined when"]
NEVER = "never"
UNDEFINED = "undefined for this person; the column “undefined because” says why"
SEES = "the audience may not see it"
NO_PATHS = "too few pairs were observed: the column is left out"
WEIGHT = "sum of weights, in the unit of the kind of tie"


@dataclass(frozen=True)
class Meaning:
    """What a column means, its unit, and when a cell of it is empty."""

    meaning: str
    unit: str = ""
    empty: str = NEVER


@dataclass(frozen=True)
class Sheet:
    """One sheet of the workbook: its rows, and what its columns mean.

    Parameters
    ----------
    name : str
        Its name, also that of the CSV file.
    purpose : str
        What it lists.
    frame : DataFrame
        Its rows.
    meanings : mapping
        Column → what it means.
    """

    name: str
    purpose: str
    frame: pd.DataFrame
    meanings: Mapping[str, Meaning] = field(default_factory=dict)


_NUMBERS: Final = {
    "table": Meaning("The table of the report in which the number stands; tables/ has it as CSV"),
    "what": Meaning("What the number is: the heading of its row there"),
    "column": Meaning("Which number of the row: the heading of its column there"),
    "wave": Meaning("The wave it speaks of; “first → last” for a change", "",
                    "the records have no waves, or all of them count"),
    "value": Meaning("The number itself", "see the column “unit”",
                     "it is a range, a text, hidden or undefined: see “given as”"),
    "shown": Meaning("The number as the page writes it; a dash is undefined"),
    "given as": Meaning("number, range, text, hidden, undefined, or does not apply"),
    "unit": Meaning("What one unit of the value is", "", "the row is words"),
    "undefined because": Meaning("Why there is no number", "", "there is one, or none is due"),
    "reason": Meaning("The code of that, explained in docs/codes.md", "", "as before"),
    "measure": Meaning("Name of the measure or finding", "", "the row is a plain count"),
    "formula": Meaning("Section of the method and papers", "", "the row is a plain count"),
    "kinds": Meaning("The kind of tie that entered", "", "no tie entered"),
    "threshold": Meaning("From which level on a tie counts", "", "no tie entered"),
    "people": Meaning("How many people it is about", "people"),
    "convener": Meaning("Whether conveners are counted in: with, without, none marked", "",
                        "it makes no difference"),
    "coverage": Meaning("Share of pairs of people that were observed", "share, 0 to 1",
                        f"no tie entered, nobody was asked, or {SEES}"),
    "seed": Meaning("Seed of the random numbers", "", "nothing random enters"),
}  # fmt: skip
_PEOPLE: Final = {
    "person": Meaning("Id of the person on the roster"),
    "wave": Meaning("The wave", "", "the records have no waves"),
    "name": Meaning("Name on the roster", "", "the roster has none"),
    "organization": Meaning("Organization on the roster", "", "not known"),
    "role": Meaning("Role on the roster", "", "not known"),
    "convener": Meaning("Whether the person convenes", "yes or no"),
    "ties": Meaning("With how many others the person is tied", "people"),
    "learned": Meaning("What the person reported, or is reported, to have learned", WEIGHT),
    "taught": Meaning("What others learned from the person", WEIGHT),
    "constraint": Meaning("How much the person's contacts are tied to each other",
                          "share of the person's ties; can exceed 1", UNDEFINED),
    "effective size": Meaning("How many separate contacts the person has", "contacts", UNDEFINED),
    "E-I": Meaning("Ties to other organizations less ties inside, by all ties",
                   "−1 (all inside) to 1 (all across)", UNDEFINED),
    "betweenness": Meaning("Pairs of others whose shortest routes lead through the person",
                           "pairs of people", NO_PATHS),
    "harmonic": Meaning("How near the others are: the mean of 1 by the steps to each",
                        "0 to 1", NO_PATHS),
    "undefined because": Meaning("Why a value of the row is undefined", "", "none is"),
}  # fmt: skip
_TIES: Final = {
    "learner": Meaning("Id of the person who learned; the arrow starts here"),
    "learned_from": Meaning("Id of the person learned from; the arrow points here"),
    "kind": Meaning("The kind of tie"),
    "wave": Meaning("The wave", "", "the records have no waves"),
    "weight": Meaning("How strong the tie is", "see “unit”"),
    "unit": Meaning("What one unit of weight is", "", "the kind has none"),
    "mutual": Meaning("Whether the kind of tie goes both ways by its nature", "yes or no"),
    "of this report": Meaning("Whether the findings rest on this kind of tie", "yes or no"),
}
_BANDS: Final = {
    "organization": Meaning("An organization, or the convening team"),
    "and": Meaning("Another one, or the same: then ties inside it are counted"),
    "wave": Meaning("The wave", "", "the records have no waves"),
    "tied pairs": Meaning(
        "How many pairs of their people are tied, in bands where the audience may not see counts",
        "pairs of people", NEVER),
}  # fmt: skip
_CODEBOOK: Final = {
    "sheet": Meaning("The sheet"),
    "column": Meaning("The column"),
    "meaning": Meaning("What it means"),
    "unit": Meaning("What one unit is", "", "it is a word or a name"),
    "empty or undefined when": Meaning("When a cell of it is empty"),
}
MEANINGS: Final = {
    "people": _PEOPLE,
    "ties": _TIES,
    "ties in bands": _BANDS,
    "measures": _NUMBERS,
    "change": _NUMBERS,
    "data quality": _NUMBERS,
    "codebook": _CODEBOOK,
}


def codebook(sheets: Sequence[Sheet]) -> Sheet:
    """List the columns of all sheets, its own included."""
    own = Sheet("codebook", "What each column of each sheet means", pd.DataFrame(columns=COLUMNS),
                _CODEBOOK)  # fmt: skip
    rows = [
        [sheet.name, column, known.meaning, known.unit, known.empty]
        for sheet in [*sheets, own]
        for column, known in ((one, _meaning(sheet, one)) for one in map(str, sheet.frame.columns))
    ]
    return Sheet(own.name, own.purpose, pd.DataFrame(rows, columns=COLUMNS), _CODEBOOK)


def _meaning(sheet: Sheet, column: str) -> Meaning:
    """Give what is known of a column; a column of the roster may have any name."""
    return sheet.meanings.get(column, Meaning("As on the roster", "", "not known"))
