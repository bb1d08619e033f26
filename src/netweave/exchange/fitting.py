"""What a format cannot write: names that mean something else there, characters it has not."""

from __future__ import annotations

import inspect
import re
import warnings
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any

from netweave import errors
from netweave.exchange.portable import Portable, Row

# What XML has no way to write.
FORBIDDEN = re.compile("[^\t\n\r -\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_HERE = str(Path(__file__).parent)


def renamed(content: Portable, reserved: Iterable[str]) -> Portable:
    """Give columns whose names mean something else in a format another name, noted in about."""
    taken = frozenset(reserved)
    parts = {"people": content.people, "ties": content.ties}
    names: dict[str, dict[str, str]] = {}
    for part in parts:
        known = set(content.about[part])
        names[part] = {old: _free(old, known | taken) for old in sorted(known & taken)}
    return Portable(
        [(who, _under(row, names["people"])) for who, row in content.people],
        [(one, other, _under(row, names["ties"])) for one, other, row in content.ties],
        {**content.about, "renamed": names},
    )


def _free(name: str, taken: set[str] | frozenset[str]) -> str:
    while name in taken:
        name = f"{name}_"
    return name


def _under(row: Row, names: Mapping[str, str]) -> Row:
    return {names.get(name, name): cell for name, cell in row.items()} if names else row


def as_named_before(content: Portable) -> Portable:
    """Undo ``renamed``."""
    names = content.about.get("renamed") or {}
    back = {
        part: {new: old for old, new in names.get(part, {}).items()} for part in ("people", "ties")
    }
    return Portable(
        [(who, _under(row, back["people"])) for who, row in content.people],
        [(one, other, _under(row, back["ties"])) for one, other, row in content.ties],
        content.about,
    )


def for_xml(content: Portable, form: str) -> Portable:
    """Refuse ids that XML cannot write, and take what it cannot write out of other texts."""
    wrong = [who for who, _ in content.people if isinstance(who, str) and FORBIDDEN.search(who)]
    if wrong:
        raise errors.ids_not_carried(form, wrong, "control characters")
    changed: list[str] = []

    def clean(row: Row) -> Row:
        return {_plain(name, changed): _plain(cell, changed) for name, cell in row.items()}

    people = [(who, clean(row)) for who, row in content.people]
    ties = [(one, other, clean(row)) for one, other, row in content.ties]
    warn_left_out(form, [f"control characters in {len(changed)} text(s)"] if changed else [])
    return Portable(people, ties, content.about)


def _plain(cell: Any, changed: list[str]) -> Any:
    if not isinstance(cell, str):
        return cell
    text = FORBIDDEN.sub("", cell).replace("\r\n", "\n").replace("\r", "\n")
    if text != cell:
        changed.append(cell)
    return text


def quoted(texts: Sequence[object], form: str) -> list[str]:
    """Put ids into double quotes; those that hold a quote or a line break are refused."""
    wrong = [text for text in texts if re.search(r"[\"\x00-\x1f\x7f\x85\u2028\u2029]", str(text))]
    if wrong:
        raise errors.ids_not_carried(form, wrong, "a double quote or a line break")
    return [f'"{text}"' for text in texts]


def warn_left_out(form: str, what: Sequence[str]) -> None:
    """Warn the caller of this package of what a file leaves out, if anything."""
    if not what:
        return
    frame, level = inspect.currentframe(), 1
    while frame is not None and frame.f_code.co_filename.startswith(_HERE):
        frame, level = frame.f_back, level + 1
    warnings.warn(errors.not_carried(form, what), errors.NetweaveWarning, stacklevel=level)
