"""Pseudonyms that stay the same from wave to wave, and the file that says whose they are."""

from __future__ import annotations

import csv
import io
import os
import secrets
from collections import Counter
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any, Final

import pandas as pd

from netweave import errors
from netweave.claims import says_a_name
from netweave.network import Network
from netweave.report.files import MANIFEST, RISKY, written_before

COLUMNS = ("person", "pseudonym")
LETTERS: Final = "BCDFGHJKLMNPQRSTVWXZ23456789"
"""No vowels, which make words, and no letter that is taken for a digit."""
LENGTH = 5
OWNER_ONLY = 0o600
# What stays of people and ties: neither names nor addresses nor what a project kept besides.
KEPT = ("organization", "role", "locale", "convener", "eligible", "consent")
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
        pseudonym in a later wave, also after a wave without them.

    Returns
    -------
    Series
        Person → pseudonym, such as "P-7KQX2", in the order of the people. Never publish it.

    Raises
    ------
    ArgumentError
        If the key would lie in the folder of a report or in one that does not exist, or
        ``people`` names somebody twice.
    DataError
        If the file is no key.

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
    ids = list(people.people.index) if isinstance(people, Network) else _ids(people)
    path = Path(key)
    _check_place(path)
    known = _read(path)
    added = dict(known)
    for one in ids:
        if one not in added:
            added[one] = _drawn({*added.values(), *ids})
    if len(added) > len(known) or not path.exists():
        _write(path, added)
    elif os.name == "posix":
        path.chmod(OWNER_ONLY)
    return pd.Series([added[one] for one in ids], index=pd.Index(ids, name="person"), dtype="str",
                     name="pseudonym")  # fmt: skip


def pseudonymized(net: Network, *, key: str | Path) -> Network:
    """Give a network in which everybody stands under a pseudonym.

    Names, addresses and other columns that a project kept are left out, and so is the account of
    the records, which holds what was written. Organization, role, locale and who answered stay.
    People are in the order of their pseudonyms, which tells nothing of the roster's.

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
    ArgumentError, DataError
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
    meant = pseudonyms(net, key=key)
    people = _stripped(net.people).rename(index=meant.to_dict()).sort_index()
    ties = net.ties[[name for name in OF_TIES if name in net.ties.columns]]
    ties = _renamed(ties, meant)
    unasked = _renamed(net.unasked, meant) if len(net.unasked) else None
    roster = net.roster
    if roster is not None:
        roster = _stripped(roster).rename(index=meant.to_dict(), level="person")
        wave = roster.index.get_level_values("wave")
        order = pd.Series(range(len(net.waves)), index=net.waves.index).reindex(wave).to_numpy()
        roster = roster.assign(_wave=order).sort_values(["_wave", "person"]).drop(columns="_wave")
    found = Network(people, ties, net.kinds, net.waves, roster, unasked)
    notes = tuple(one for one in net.notes if not says_a_name(one.found, net))
    return found._with(declined=net.declined, notes=notes)  # noqa: SLF001


def _stripped(table: pd.DataFrame) -> pd.DataFrame:
    """Keep the columns that are no names, addresses or other facts about a person."""
    known = [name for name in table if name in KEPT or str(name).startswith("responded")]
    return table[known]


def _renamed(ties: pd.DataFrame, meant: pd.Series) -> pd.DataFrame:
    """Give a table of pairs other ids, in an order that tells nothing of the old one."""
    ends = {role: ties[role].astype("str").map(meant) for role in ("learner", "learned_from")}
    order = [name for name in ("wave", "kind", "learner", "learned_from") if name in ties.columns]
    return ties.assign(**ends).sort_values(order).reset_index(drop=True)


def _ids(people: Iterable[Any]) -> list[str]:
    if isinstance(people, str | bytes) or not isinstance(people, Iterable):
        raise errors.not_of_sort("people", ("a Network", "a list of ids"), people)
    ids = [str(one) for one in people]
    twice = [one for one, count in Counter(ids).items() if count > 1]
    if twice:
        raise errors.ArgumentError(
            f"people must name everybody once, and {errors.listed(twice)} stands there twice. "
            "Drop the doubles."
        )
    return ids


def _check_place(path: Path) -> None:
    """Refuse a key in a folder of a report, or below one, and one that has no folder."""
    folder = path.resolve().parent
    if (report := report_above(path)) is not None:
        raise errors.key_in_report(str(path), report.name)
    if not folder.is_dir():
        raise errors.no_such_folder(str(path), str(path.parent))


def report_above(path: Path) -> Path | None:
    """Find the folder of a report in which a file would lie, None if it lies in none."""
    folder = path.resolve().parent
    every = (folder, *folder.parents)
    return next((one for one in every if (one / MANIFEST).is_file() and written_before(one)), None)


def _drawn(taken: set[str]) -> str:
    """Draw a pseudonym that nobody has."""
    while True:
        drawn = "P-" + "".join(secrets.choice(LETTERS) for _ in range(LENGTH))
        if drawn not in taken:
            return drawn


def _read(path: Path) -> dict[str, str]:
    """Read the key, person → pseudonym; nothing if there is no file."""
    if not path.exists():
        return {}
    try:
        with path.open(encoding="utf-8-sig", newline="") as file:
            rows = list(csv.DictReader(file))
    except (OSError, UnicodeDecodeError, csv.Error) as fault:
        raise errors.not_a_key(path.name, f"it cannot be read ({type(fault).__name__})") from None
    if rows and not set(COLUMNS) <= set(rows[0]):
        raise errors.not_a_key(path.name, "it has not the columns person and pseudonym")
    pairs = [(_bare(row["person"] or ""), row["pseudonym"] or "") for row in rows]
    if any(not one or not other for one, other in pairs):
        raise errors.not_a_key(path.name, "a cell is blank")
    for place, what in enumerate(COLUMNS):
        if len({pair[place] for pair in pairs}) < len(pairs):
            raise errors.not_a_key(path.name, f"a {what} stands there twice")
    if not rows and path.stat().st_size and not _headed(path):
        raise errors.not_a_key(path.name, "it has not the columns person and pseudonym")
    return dict(pairs)


def _headed(path: Path) -> bool:
    return path.read_text(encoding="utf-8-sig").split() == [",".join(COLUMNS)]


def _write(path: Path, known: Mapping[str, str]) -> None:
    """Write the key beside its place, readable by its owner alone, then put it there whole."""
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\n")
    writer.writerows([COLUMNS, *((_safe(one), other) for one, other in known.items())])
    beside = path.with_name(f".{path.name}.{secrets.token_hex(4)}")
    handle = os.open(beside, os.O_WRONLY | os.O_CREAT | os.O_EXCL, OWNER_ONLY)
    try:
        with os.fdopen(handle, "w", encoding="utf-8", newline="") as file:
            file.write(text.getvalue())
        beside.replace(path)
    except OSError:
        beside.unlink(missing_ok=True)
        raise


def _safe(person: str) -> str:
    """Write an id so that no spreadsheet takes it for a formula."""
    return f"'{person}" if person.startswith((*RISKY, "'")) else person


def _bare(cell: str) -> str:
    return cell.removeprefix("'")
