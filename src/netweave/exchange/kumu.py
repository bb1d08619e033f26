"""Elements and connections, as Kumu calls people and ties, and back."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

import pandas as pd

from netweave import errors
from netweave.exchange.fitting import as_named_before, renamed
from netweave.exchange.portable import Portable, Row, portable
from netweave.exchange.restored import assembled
from netweave.network import Network

SEVERAL = "|"
# A workbook is XML, and escapes of this form are read as the characters they stand for.
UNWRITABLE = re.compile("[^\t\n -\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]|_x[0-9A-Fa-f]{4}_")
# Fields with a meaning of their own in Kumu, and the columns of ties that are written as two.
RESERVED = ("id", "label", "from", "to", "direction", "type", "strength", "tags", "description",
            "image")  # fmt: skip
FIELDS = {"kind": "type", "weight": "strength"}
COLUMNS = {field: column for column, field in FIELDS.items()}
_ENDS = ("id", "label", "from", "to", "direction")


def rows_for_kumu(net: Network, form: str) -> tuple[list[Row], list[Row], str]:
    """Give elements, connections and notes.

    Two ties of a mutual kind that differ in nothing but their direction are one connection.
    """
    content = renamed(portable(net), RESERVED, _folded, lambda name: UNWRITABLE.sub(" ", name))
    labels = [*net.kinds.index, *net.waves.index]
    if "" in labels:
        raise errors.words_not_carried(form, [""], "an empty name of a kind or wave")
    wrong = [who for who, _ in content.people if _read_otherwise(str(who))]
    if wrong:
        raise errors.ids_not_carried(form, wrong, "a vertical bar, or blanks at an end")
    elements = [{"id": str(who), "label": _label(who, row), **row} for who, row in content.people]
    mutual = set(net.kinds.index[net.kinds["mutual"]])
    waiting: dict[Any, list[Row]] = {}
    found: list[Row] = []
    for learner, learned_from, row in content.ties:
        rest = {FIELDS.get(name, name): cell for name, cell in row.items()}
        alike = tuple(sorted((name, str(cell)) for name, cell in rest.items()))
        there = waiting.get((learned_from, learner, alike))
        if row["kind"] in mutual and there:
            there.pop(0)["direction"] = "mutual"
            continue
        tie = {"from": str(learner), "to": str(learned_from), "direction": "directed", **rest}
        waiting.setdefault((learner, learned_from, alike), []).append(tie)
        found.append(tie)
    return elements, found, content.notes


def _folded(name: str) -> str:
    """Give what Kumu goes by: it does not tell A from a."""
    return name.strip().casefold()


def _read_otherwise(who: str) -> bool:
    return SEVERAL in who or who != who.strip() or not who


def _label(who: object, row: Row) -> str:
    return str(row.get("name") or who)


def network_from_kumu(
    elements: Iterable[Mapping[str, Any]],
    connections: Iterable[Mapping[str, Any]],
    notes: Row | None,
    name: str,
) -> Network:
    """Build the network from fields in lower case; elements go by ``id``, or else by label."""
    everybody = _by_id(elements, name)
    ties = [tie for row in connections for tie in _ties(row)]
    if notes is not None:
        return assembled(as_named_before(_as_noted(everybody, ties, notes)), name)
    table = pd.DataFrame(
        [{**row, "person": who} for who, row in everybody.items()], columns=_names(everybody)
    ).set_index("person")
    rows = [{**row, "learner": one, "learned_from": other} for one, other, row in ties]
    tied = [row[end] for row in rows for end in ("learner", "learned_from")]
    table = table.reindex(list(dict.fromkeys([*table.index, *tied])))
    frame = pd.DataFrame(rows) if rows else pd.DataFrame(columns=["learner", "learned_from"])
    if "weight" in frame:  # "It's complicated" is a strength in Kumu, and no number
        numbers = pd.to_numeric(frame["weight"], errors="coerce")
        words = frame["weight"].where(numbers.isna())
        frame = frame.assign(weight=numbers.fillna(1.0))
        frame = frame.assign(strength=words) if words.notna().any() else frame
    frame = frame.assign(kind=frame["kind"].fillna("tie")) if "kind" in frame else frame
    return Network(table, frame)


def _by_id(elements: Iterable[Mapping[str, Any]], name: str) -> dict[str, Mapping[str, Any]]:
    """Give the elements by id, or else by label; two of one label may be two people."""
    rows = [(_text(row.get("id") or row.get("label")), row) for row in elements]
    count = Counter(who for who, _ in rows if who)
    if twice := [who for who, times in count.items() if times > 1]:
        why = f"{len(twice)} label(s) stand for more than one element: {errors.listed(twice)}"
        raise errors.not_written_so(name, "Kumu's elements", f"{why}. Give each an ID")
    return {who: row for who, row in rows if who}


def _as_noted(
    everybody: Mapping[str, Mapping[str, Any]], ties: Sequence[tuple[str, str, Row]], notes: Row
) -> Portable:
    """Give fields the names that were written, capitals and all."""
    moved = notes.get("renamed") or {}
    names = {}
    for part in ("people", "ties"):
        new = [(moved.get(part) or {}).get(name, name) for name in notes[part]]
        names[part] = {_folded(name): name for name in new}
    return Portable(
        [(who, _called(_rest(row), names["people"])) for who, row in everybody.items()],
        [(one, other, _called(row, names["ties"])) for one, other, row in ties],
        notes,
    )


def _called(row: Row, names: Mapping[str, str]) -> Row:
    return {names.get(name, name): cell for name, cell in row.items()}


def _names(everybody: Mapping[str, Mapping[str, Any]]) -> list[str]:
    names = dict.fromkeys(name for row in everybody.values() for name in row)
    return ["person", *(name for name in names if name not in {"id", "person"})]


def _text(cell: object) -> str:
    if isinstance(cell, float) and cell.is_integer():
        cell = int(cell)
    return "" if cell is None else str(cell).strip()


def _ties(row: Mapping[str, Any]) -> list[tuple[str, str, Row]]:
    """Give the ties of a connection: several people in "to", and both ways unless directed."""
    rest = {COLUMNS.get(name, name): cell for name, cell in _rest(row).items()}
    one = _text(row.get("from"))
    found = []
    for part in _text(row.get("to")).split(SEVERAL):
        other = part.strip()
        if not one or not other:
            continue
        found.append((one, other, rest))
        if _text(row.get("direction")).casefold() in {"mutual", "undirected"}:
            found.append((other, one, rest))
    return found


def _rest(row: Mapping[str, Any]) -> Row:
    return {name: cell for name, cell in row.items() if name not in _ENDS and cell is not None}


def plain_fields(rows: Sequence[Mapping[str, Any]]) -> list[Row]:
    """Give rows with their field names as Kumu compares them, lists joined."""
    return [{_folded(str(name)): _joined(cell) for name, cell in row.items()}
            for row in rows]  # fmt: skip


def _joined(cell: Any) -> Any:
    return SEVERAL.join(map(str, cell)) if isinstance(cell, list) else cell
