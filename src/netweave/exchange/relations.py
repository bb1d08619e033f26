"""A network as one matrix per kind and wave, which is all that some formats can hold, and back."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np
import pandas as pd

from netweave import errors
from netweave.exchange.fitting import warn_left_out
from netweave.ingest.tables.textfiles import decoded
from netweave.network import Network

BETWEEN = " / "
FEW, LONGEST = 10_000, 10
TOKEN = re.compile(r'"([^"]*)"|([^\s,"]+)')
TIE = ("learner", "learned_from", "kind", "wave", "weight", "record")


class Relation(NamedTuple):
    """The ties of one kind in one wave, parallel ones added up.

    Parameters
    ----------
    name : str
        The kind, and after a slash the wave where there are any.
    rows, columns : int arrays
        The places of learner and learned_from.
    weights : float array
        The strengths.
    """

    name: str
    rows: np.ndarray
    columns: np.ndarray
    weights: np.ndarray


def relations_of(net: Network, form: str, also: Sequence[str] = ()) -> list[Relation]:
    """Give a matrix per kind and wave, and warn of what goes with that and of ``also``."""
    waves = [str(label) for label in net.waves.index]
    words = [*net.kinds.index, *waves]
    wrong = [word for word in words if BETWEEN in word or re.search(r'^$|["\x00-\x1f\x7f]', word)]
    pairs = [[kind, wave] for kind in net.kinds.index for wave in waves]
    wrong = wrong or [
        BETWEEN.join(pair) for pair in pairs if BETWEEN.join(pair).split(BETWEEN, 1) != pair
    ]
    if wrong:
        mark = "an empty name, a quote, a line break or ' / ' in the name of a kind or wave"
        raise errors.words_not_carried(form, wrong, mark)
    warn_left_out(form, [*also, *_lost(net)])
    ties = net.collapse("sum").ties
    return [
        _relation(ties[_rows(ties, kind, wave)], BETWEEN.join([kind, *[wave] * bool(wave)]))
        for wave in (waves or [""])
        for kind in net.kinds.index
    ]


def _rows(ties: pd.DataFrame, kind: str, wave: str) -> pd.Series:
    return (ties["kind"] == kind) & ((ties["wave"] == wave) if wave else True)


def _relation(ties: pd.DataFrame, name: str) -> Relation:
    rows, columns = (ties[role].cat.codes.to_numpy() for role in ("learner", "learned_from"))
    return Relation(name, rows, columns, ties["weight"].to_numpy())


def _lost(net: Network) -> list[str]:
    """Say what of the ties and notes no matrix holds."""
    ties = net.ties
    pairs = ties[[name for name in ("learner", "learned_from", "kind", "wave") if name in ties]]
    parallel = int(pairs.duplicated().sum())
    outside = int(ties["wave"].isna().sum()) if "wave" in ties else 0
    more = [str(name) for name in ties.columns if name not in TIE]
    facts = {
        f"{parallel} parallel tie(s), which were added up": parallel,
        f"{outside} tie(s) outside every wave": outside,
        f"columns of ties: {errors.listed(more)}": more,
        "what is noted on kinds but their names": _noted(net),
        "the dates of waves": net.waves[["start", "end"]].notna().to_numpy().any(),
        "who was there in which wave": net.roster is not None,
        "which pairs nobody was asked about": len(net.unasked),
    }
    return [words for words, there in facts.items() if there]


def _noted(net: Network) -> bool:
    bare = Network([], pd.DataFrame(columns=["learner", "learned_from"]), net.kinds[[]])
    return not bare.kinds.equals(net.kinds)


def network_of_relations(
    ids: Sequence[str], found: Iterable[Relation], people: pd.DataFrame | None = None
) -> Network:
    """Build the network; a name "kind / wave" is both where every relation bears one."""
    relations = list(found)
    several = bool(relations) and all(one.name.count(BETWEEN) == 1 for one in relations)
    parts = [one.name.split(BETWEEN) if several else [one.name or "tie"] for one in relations]
    who = np.array([*ids, None], dtype=object)[:-1]
    tables = [
        pd.DataFrame({"learner": who[one.rows], "learned_from": who[one.columns],
                      "weight": one.weights, "kind": part[0],
                      **({"wave": part[1]} if several else {})})
        for one, part in zip(relations, parts, strict=True)
    ]  # fmt: skip
    empty = pd.DataFrame(columns=["learner", "learned_from"])
    ties = pd.concat(tables, ignore_index=True) if tables else empty
    alone = ties["learner"] == ties["learned_from"]
    if alone.any():
        warn_left_out("netweave", [f"{int(alone.sum())} tie(s) of people with themselves"])
    kinds = list(dict.fromkeys(part[0] for part in parts)) or ["tie"]
    waves = list(dict.fromkeys(part[1] for part in parts)) if several else None
    everybody = pd.DataFrame(index=pd.Index(list(ids), dtype="str")) if people is None else people
    return Network(everybody, ties[~alone], pd.DataFrame({"kind": kinds}), waves)


def numbered(name: str, form: str, cell: str, line: int) -> float:
    """Read a number, or say in which line it is none."""
    try:
        return float(cell.replace("_", "?"))  # Python takes 1_000 for a number
    except ValueError as fault:
        raise errors.not_written_so(name, form, f"line {line}: {cell!r} is no number") from fault


def tokens(line: str) -> list[str]:
    """Cut a line into words; what stands in double quotes is one."""
    return [found[1] if found[1] is not None else found[2] for found in TOKEN.finditer(line)]


def lines_of(place: Path) -> list[str]:
    """Give the lines of a text file, by line feeds alone: ids may hold other marks."""
    text = decoded(place.read_bytes(), place.name)[0]
    return text.replace("\r\n", "\n").split("\n")


def number(value: float) -> str:
    """Write a number so that it is read back the same."""
    if isinstance(value, int):
        return repr(int(value))
    return (
        repr(int(value)) if float(value).is_integer() and abs(value) < 1e15 else repr(float(value))
    )


def as_relation(name: str, cells: Sequence[tuple[int, int, float]]) -> Relation:
    """Give the relation of (row, column, weight); zeros are no ties."""
    kept = [cell for cell in cells if cell[2] != 0]
    rows, columns, weights = zip(*kept, strict=True) if kept else ((), (), ())
    return Relation(
        name,
        np.array(rows, dtype=int),
        np.array(columns, dtype=int),
        np.array(weights, dtype=float),
    )


def columns_of_people(net: Network) -> list[str]:
    """Name the columns of people that say anything, for the warning that they are left out."""
    told = [str(name) for name in net.people.columns if name != "convener" or net.convener.any()]
    return [f"columns of people: {errors.listed(told)}"] if told else []


def ids_of(net: Network) -> list[Any]:
    """Give everybody's id as text, in order; 1 and "1" would be one person."""
    found = [str(who) for who in net.people.index]
    if len(set(found)) < len(found):
        raise errors.ids_of_sorts()
    return found


def counted(word: str, size: int) -> int:
    """Give how many people or matrices a file says it has; -1 if a file of its size has not.

    A file may leave people without ties and names, but it takes no short file for millions.
    """
    count = int(word) if word.isdecimal() and len(word) < LONGEST else -1
    return count if count <= max(FEW, size) else -1
