"""Misspelt names: planted one mention at a time, with the truth beside them."""

from __future__ import annotations

import numpy as np
import pandas as pd

from netweave.simulation import names, surveys
from netweave.simulation.settings import CohortSettings

ROSTER = "roster"
COLUMNS = ["as_written", "person", "source", "settled"]


def misspell(
    tables: dict[str, pd.DataFrame],
    people: pd.DataFrame,
    settings: CohortSettings,
    rng: np.random.Generator,
) -> pd.DataFrame:
    """Misspell names in the tables (replaced in the dictionary); give who each spelling means.

    Sources take turns: attendance, the last survey, the products, the roster. In the roster it is
    the right spelling, used everywhere else, that no longer matches.
    """
    taken = {names.plain(name) for name in people["name"]}
    mentions = {
        "sessions": ("sessions", "name"),
        f"survey_{settings.waves[-1].label}": (
            f"survey_{settings.waves[-1].label}",
            surveys.COLLEAGUE,
        ),
        "products": ("products", "author"),
        ROSTER: (ROSTER, "name"),
    }
    sources = list(mentions)
    tables.update({table: tables[table].copy() for table, _ in mentions.values()})
    rows: list[tuple[str, str, str, bool]] = []
    for person in rng.permutation(_candidates(people)).tolist():
        if len(rows) == settings.misspellings:
            break
        source = sources[len(rows) % len(sources)]
        table, column = mentions[source]
        written = _misspell_one(tables[table], column, people.loc[person], taken, rng)
        if written:
            rows.append((written, person, source, True))
    return _settle(pd.DataFrame(rows, columns=COLUMNS), settings.unsettled)


def _candidates(people: pd.DataFrame) -> list[str]:
    """Leave out conveners and people whose name is nearly somebody else's."""
    last = [names.plain(family)[:-3] for family in people["family"]]
    keys = pd.Series(
        [names.plain(given) + part for given, part in zip(people["given"], last, strict=True)],
        index=people.index,
    )
    return people.index[~(keys.duplicated(keep=False) | people["convener"])].tolist()


def _misspell_one(
    table: pd.DataFrame,
    column: str,
    person: pd.Series,
    taken: set[str],
    rng: np.random.Generator,
) -> str:
    """Misspell one mention of a person; give what no longer matches, "" if there is none."""
    name = str(person["name"])
    wanted = names.plain(name)
    rows = np.flatnonzero([names.plain(str(written)) == wanted for written in table[column]])
    wrong = f"{person['given']} {_slip(str(person['family']), rng)}"
    if not rows.size or names.plain(wrong) in taken:
        return ""
    taken.add(names.plain(wrong))
    row = table.index[int(rng.choice(rows))]
    table.loc[row, column] = wrong
    if "breakout" in table.columns:
        table.loc[row, "email"] = ""  # else the address would settle it
    return name if "locale" in table.columns else wrong


def _slip(family: str, rng: np.random.Generator) -> str:
    """Swap, drop or double one small letter inside a name."""
    inner = [k for k in range(1, len(family) - 1) if family[k].islower()]
    place = int(rng.choice(inner))
    here, following = family[place], family[place + 1]
    if here != following and following.islower() and rng.random() < 0.5:
        return family[:place] + following + here + family[place + 2 :]
    if rng.random() < 0.5:
        return family[:place] + family[place + 1 :]
    return family[:place] + here + family[place:]


def _settle(aliases: pd.DataFrame, unsettled: int) -> pd.DataFrame:
    """Leave the first misspellings outside the roster to the reader of the report."""
    open_ones = aliases.index[aliases["source"] != ROSTER][:unsettled]
    settled = ~aliases.index.isin(open_ones)
    return aliases.assign(settled=settled)
