"""Pseudonyms that stay the same from wave to wave, and the file that says whose they are."""

from __future__ import annotations

import csv
import io
import os
import secrets
import unicodedata
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

import pandas as pd

from netweave import errors
from netweave.claims import says_a_name
from netweave.claims.folded import folded, small
from netweave.claims.naming import without_names
from netweave.network import Network
from netweave.report.files import MANIFEST, RISKY, written_before

COLUMNS = ("person", "pseudonym")
LETTERS: Final = "BCDFGHJKLMNPQRSTVWXZ23456789"
"""No vowels, which make words, and no letter that is taken for a digit."""
LENGTH = 5
OWNER_ONLY = 0o600
# What stays of people and ties: neither names nor addresses nor what a project kept besides.
KEPT = ("organization", "role", "locale", "convener", "eligible", "consent")
FIXED = ("evidence", "reporter")
SHORTEST = 3
"""Ids that are shorter, or are digits alone, are no names: "1" and "a" stand in many a text."""
OF_TIES = ("learner", "learned_from", "weight", "kind", "wave", "highest", "time")


def pseudonyms(people: Network | Iterable[Any], *, key: str | Path) -> pd.Series:
    """Give everybody a pseudonym, the one that the key file holds or a new one.

    A pseudonym is drawn by lot and says nothing of the person: not the id, not the order of the
    roster. Only the key file leads back. Keep it apart from everything that is published; it is
    made so that nobody but its owner may read it (on Windows the folder decides).

    Parameters
    ----------
    people : Network or iterable
        Whose, or their ids.
    key : path
        The key file, a table with the columns person and pseudonym. Made if it does not exist.
        People who are not in it are added and nobody is taken out, so a person has the same
        pseudonym in a later wave, also after a wave without them. Further columns stay as they
        are, and a link is followed to the file it leads to.

    Returns
    -------
    Series
        Person → pseudonym, such as "P-7KQX2", in the order of the people. Never publish it.

    Raises
    ------
    ArgumentError
        If the key would lie in the folder of a report or in one that does not exist, or
        ``people`` names somebody twice, or by a blank or a text with control characters.
    DataError
        If the file is no key, or a pseudonym in it cannot be one: it is blank, stands there twice,
        or is the id or the name of somebody.

    Notes
    -----
    Pseudonyms are no anonymity: who knows the cohort knows many people by their organization and
    their ties alone (Backstrom, Dwork and Kleinberg 2007). They keep names out of an analyst's
    hands, and make nothing fit for publication. They are drawn without a seed: with one, whoever
    has the roster could draw them again.

    References
    ----------
    Backstrom, L., Dwork, C. and Kleinberg, J. (2007). Wherefore art thou R3579X? WWW 2007.

    Examples
    --------
    >>> import pathlib, tempfile
    >>> import netweave as nw
    >>> with tempfile.TemporaryDirectory() as folder:
    ...     key = pathlib.Path(folder, "key.csv")
    ...     first = nw.pseudonyms(["ada", "ben"], key=key)
    ...     later = nw.pseudonyms(["ben", "cem"], key=key)
    >>> first["ben"] == later["ben"], first["ada"] == later["cem"]
    (True, False)
    """
    ids = _ids(people)
    path = _place(key)
    kept = _read(path)
    names = _column(people.people, "name") if isinstance(people, Network) else []
    _check_meant(path.name, kept.meant, [*ids, *names])
    taken = {_plain(one) for one in (*kept.meant, *kept.meant.values(), *ids, *names)}
    added = {one: _drawn(taken) for one in ids if one not in kept.meant}
    if added or not path.exists():
        _write(path, kept.with_people(added))
    elif os.name == "posix":
        path.chmod(OWNER_ONLY)
    meant = kept.meant | added
    return pd.Series([meant[one] for one in ids], index=pd.Index(ids, name="person"), dtype="str",
                     name="pseudonym")  # fmt: skip


def pseudonymized(net: Network, *, key: str | Path) -> Network:
    """Give a network in which everybody stands under a pseudonym.

    Names, addresses and other columns that a project kept are left out, and so is the account of
    the records, which holds what was written. Organization, role, locale and who answered stay,
    but not a role, a locale or a question that says the id or the whole name of somebody. People
    are in the order of their pseudonyms, which tells nothing of the roster's.

    Parameters
    ----------
    net : Network
        Any number of waves.
    key : path
        The key file, as in `pseudonyms`: with the same file a person has the same pseudonym in
        every wave and every later network.

    Returns
    -------
    Network
        With the same ties, and pseudonyms for ids.

    Raises
    ------
    ArgumentError
        As `pseudonyms`, and if an organization, a kind of tie or a wave says the id or the whole
        name of somebody: what ties hang on cannot be left out. An id of one or two characters, or
        of digits alone, is not looked for.
    DataError
        As `pseudonyms`.

    Examples
    --------
    >>> import pathlib, tempfile
    >>> import pandas as pd
    >>> import netweave as nw
    >>> ties = pd.DataFrame({"learner": ["ada"], "learned_from": ["ben"]})
    >>> net = nw.Network(["ada", "ben"], ties)
    >>> with tempfile.TemporaryDirectory() as folder:
    ...     hidden = nw.pseudonymized(net, key=pathlib.Path(folder, "key.csv"))
    >>> hidden, "ada" in hidden.people.index
    (<Network: 2 people, 1 tie: 1 tie>, False)
    """
    names = _called(net)
    _check_labels(net, names)
    meant = pseudonyms(net, key=key)
    people = _stripped(net.people, net, names).rename(index=meant.to_dict()).sort_index()
    ties = net.ties[[name for name in OF_TIES if name in net.ties.columns]]
    ties = _renamed(ties, meant)
    unasked = _renamed(net.unasked, meant) if len(net.unasked) else None
    roster = net.roster
    if roster is not None:
        roster = _stripped(roster, net, names).rename(index=meant.to_dict(), level="person")
        wave = roster.index.get_level_values("wave")
        order = pd.Series(range(len(net.waves)), index=net.waves.index).reindex(wave).to_numpy()
        roster = roster.assign(_wave=order).sort_values(["_wave", "person"]).drop(columns="_wave")
    kinds, waves = _unsaid(net.kinds, names, ""), _unsaid(net.waves, names)
    found = Network(people, ties, kinds, waves, roster, unasked)
    notes = tuple(one for one in net.notes if not says_a_name(one.found, net))
    return found._with(declined=net.declined, notes=notes)  # noqa: SLF001


def _stripped(table: pd.DataFrame, net: Network, names: Sequence[str]) -> pd.DataFrame:
    """Keep the columns that are no names, addresses or other facts about a person."""
    asked = tuple(f"responded_{kind}" for kind in net.kinds.index)
    roles = tuple(f"{one}:{role}" for one in asked for role in ("learner", "learned_from"))
    kept = {*KEPT, "responded", *asked, *roles}
    return _unsaid(table[[name for name in table if name in kept]], names)


def _unsaid(table: pd.DataFrame, names: Sequence[str], blank: str | None = None) -> pd.DataFrame:
    """Leave texts blank that say a name, but not the words that the library itself reads."""
    table = table.copy()
    for name, dtype in table.dtypes.items():
        if name in FIXED or pd.api.types.is_numeric_dtype(dtype) or dtype.kind in "mM":
            continue
        column = table[name]
        said = _saying(column.dropna().astype("str").unique(), names)
        if isinstance(dtype, pd.CategoricalDtype):
            column = column.astype("str")
        table[name] = column.mask(column.astype("str").isin(said), blank)
    return table


def _called(net: Network) -> list[str]:
    """List the ids and names of people by which a text would tell of them."""
    ids = [str(one) for one in net.people.index]
    ids = [one for one in ids if len(one) >= SHORTEST and not one.isdigit()]
    return [small(folded(one)) for one in (*ids, *_column(net.people, "name"))]


def _column(table: pd.DataFrame, name: str) -> list[str]:
    return [str(one) for one in table[name].dropna()] if name in table.columns else []


def _saying(texts: Iterable[str], names: Sequence[str]) -> list[str]:
    """List the texts that say a name, in one search for all of them."""
    texts = list(texts)
    plain = [small(folded(one)) for one in texts]
    if not texts:
        return []
    bare = without_names("\n".join(plain), names).split("\n")
    return [text for text, one, other in zip(texts, plain, bare, strict=True) if one != other]


def _check_labels(net: Network, names: Sequence[str]) -> None:
    """Refuse what ties hang on, and what therefore stays, if it says a name."""
    tables = [net.people, net.declined] + ([] if net.roster is None else [net.roster])
    labels = {
        "organization": [one for table in tables for one in _column(table, "organization")],
        "kind of tie": [str(one) for one in net.kinds.index],
        "wave": [str(one) for one in net.waves.index],
    }
    for what, texts in labels.items():
        if said := _saying(dict.fromkeys(texts), names):
            raise errors.label_says_a_name(what, said[0])


def _renamed(ties: pd.DataFrame, meant: pd.Series) -> pd.DataFrame:
    """Give a table of pairs other ids, in an order that tells nothing of the old one."""
    ends = {role: ties[role].astype("str").map(meant) for role in ("learner", "learned_from")}
    order = [name for name in ("wave", "kind", "learner", "learned_from") if name in ties.columns]
    return ties.assign(**ends).sort_values(order).reset_index(drop=True)


def _ids(people: Network | Iterable[Any]) -> list[str]:
    """List whom pseudonyms are for, each once and each so that the key can hold them."""
    if isinstance(people, Network):
        people = people.people.index
    if isinstance(people, str | bytes) or not isinstance(people, Iterable):
        raise errors.not_of_sort("people", ("a Network", "a list of ids"), people)
    given = list(people)
    ids = ["" if pd.api.types.is_scalar(one) and pd.isna(one) else str(one) for one in given]
    if wrong := [one for one in ids if not _speakable(one)]:
        raise errors.ArgumentError(
            f"people must be ids that can be written, and {errors.shown(wrong[0])} is blank or "
            "holds control characters. Give these people another id."
        )
    twice = [one for one, count in Counter(ids).items() if count > 1]
    if twice:
        raise errors.ArgumentError(
            f"people must name everybody once, and {errors.listed(twice)} stands there twice. "
            "Drop the doubles."
        )
    return ids


def _speakable(text: str) -> bool:
    """Say whether a text is more than blanks and holds no control character or half of one."""
    return bool(text.strip()) and not any(
        unicodedata.category(one) in {"Cc", "Cs", "Zl", "Zp"} for one in text
    )


def _place(key: str | Path) -> Path:
    """Find the file itself; refuse a key in a folder of a report, or below, and one without."""
    path = Path(key).resolve()
    if (report := report_above(path)) is not None:
        raise errors.key_in_report(str(key), report.name)
    if not path.parent.is_dir():
        raise errors.no_such_folder(str(key), str(Path(key).parent))
    return path


def report_above(path: Path) -> Path | None:
    """Find the folder of a report in which a file would lie, None if it lies in none."""
    folder = path.resolve().parent
    every = (folder, *folder.parents)
    return next((one for one in every if (one / MANIFEST).is_file() and written_before(one)), None)


def _drawn(taken: set[str]) -> str:
    """Draw a pseudonym that nobody has, and note that it is taken."""
    while True:
        drawn = "P-" + "".join(secrets.choice(LETTERS) for _ in range(LENGTH))
        if _plain(drawn) not in taken:
            taken.add(_plain(drawn))
            return drawn


def _plain(text: str) -> str:
    return " ".join(text.split()).casefold()


@dataclass(frozen=True)
class _Key:
    """A key file: its columns, its rows as they are written, and who is meant by what."""

    columns: tuple[str, ...]
    rows: list[list[str]]
    meant: dict[str, str]

    def with_people(self, added: dict[str, str]) -> list[list[str]]:
        """Give all lines of the file with people added at its end, further columns kept."""
        new = [
            [{"person": _safe(one), "pseudonym": other}.get(name, "") for name in self.columns]
            for one, other in added.items()
        ]
        return [list(self.columns), *self.rows, *new]


def _read(path: Path) -> _Key:
    """Read the key; nothing is in it if there is no file."""
    if not path.exists():
        return _Key(COLUMNS, [], {})
    if not path.is_file():
        raise errors.not_a_key(path.name, "it is no file")
    try:
        with path.open(encoding="utf-8-sig", newline="") as file:
            lines = [row for row in csv.reader(file) if row]
    except (OSError, UnicodeDecodeError, csv.Error) as fault:
        raise errors.not_a_key(path.name, f"it cannot be read ({type(fault).__name__})") from None
    if not lines and not path.stat().st_size:
        return _Key(COLUMNS, [], {})
    return _parsed(path, lines)


def _parsed(path: Path, lines: list[list[str]]) -> _Key:
    """Find who is meant by what in the lines of a key."""
    columns, rows = (tuple(lines[0]), lines[1:]) if lines else ((), [])
    if any(columns.count(name) != 1 for name in COLUMNS):
        raise errors.not_a_key(path.name, "it has not the columns person and pseudonym")
    if any(len(row) != len(columns) for row in rows):
        raise errors.not_a_key(path.name, "a line has more or fewer cells than the first")
    first, second = (columns.index(name) for name in COLUMNS)
    pairs = [(_bare(row[first]), row[second]) for row in rows]
    for place, what in enumerate(COLUMNS):
        if len({pair[place] for pair in pairs}) < len(pairs):
            raise errors.not_a_key(path.name, f"a {what} stands there twice")
    return _Key(columns, rows, dict(pairs))


def _check_meant(file: str, meant: dict[str, str], people: Sequence[str]) -> None:
    """Refuse pseudonyms that cannot be right: nothing, nothing to print, or somebody."""
    if any(not one.strip() or not other.strip() for one, other in meant.items()):
        raise errors.not_a_key(file, "a cell is blank")
    found = list(meant.values())
    if any(not _speakable(one) or one != one.strip() or one[0] in "'=+-@" for one in found):
        raise errors.not_a_key(file, "a pseudonym begins or ends with, or holds, what no name has")
    plain = {_plain(one) for one in found}
    if len(plain) < len(found):
        raise errors.not_a_key(file, "a pseudonym stands there twice")
    if plain & {_plain(one) for one in (*meant, *people)}:
        raise errors.not_a_key(file, "a pseudonym in it is the id or the name of somebody")


def _write(path: Path, lines: list[list[str]]) -> None:
    """Write the key beside its place, readable by its owner alone, then put it there whole."""
    text = io.StringIO()
    returns = any("\r" in cell for line in lines for cell in line)
    plainly = csv.writer(text, lineterminator="\n")
    quoted = csv.writer(text, lineterminator="\n", quoting=csv.QUOTE_ALL)
    (quoted if returns else plainly).writerows(lines)
    raw = text.getvalue().encode("utf-8")
    beside = path.with_name(f".{path.name}.{secrets.token_hex(4)}")
    handle = os.open(beside, os.O_WRONLY | os.O_CREAT | os.O_EXCL, OWNER_ONLY)
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(raw)
        beside.replace(path)
    except BaseException:
        beside.unlink(missing_ok=True)
        raise


def _safe(person: str) -> str:
    """Write an id so that no spreadsheet takes it for a formula."""
    return f"'{person}" if person.startswith((*RISKY, "'")) else person


def _bare(cell: str) -> str:
    return cell.removeprefix("'")
