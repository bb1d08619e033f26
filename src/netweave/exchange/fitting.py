"""What a format cannot write: names that mean something else there, characters it has not."""

from __future__ import annotations

import inspect
import re
import warnings
from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any

from netweave import errors
from netweave.exchange.portable import Portable, Row

# What XML has no way to write.
FORBIDDEN = re.compile("[^\t\n\r -\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_HERE = str(Path(__file__).parent)


def renamed(
    content: Portable,
    reserved: Iterable[str],
    folded: Callable[[str], str] = str,
    clean: Callable[[str], str] = str,
) -> Portable:
    """Give columns that a format would mix up another name, noted in about.

    Parameters
    ----------
    content : Portable
        The network.
    reserved : iterable of str
        Names that mean something else in the format.
    folded : callable
        What the format goes by in telling names apart.
    clean : callable
        Takes out of a name what the format cannot write.
    """
    taken = frozenset(reserved)
    names = {part: _moved(list(content.about[part]), taken, folded, clean)
             for part in ("people", "ties")}  # fmt: skip
    return Portable(
        [(who, _under(row, names["people"])) for who, row in content.people],
        [(one, other, _under(row, names["ties"])) for one, other, row in content.ties],
        {**content.about, "renamed": names},
    )


def _moved(
    known: list[str],
    taken: frozenset[str],
    folded: Callable[[str], str],
    clean: Callable[[str], str],
) -> dict[str, str]:
    """Name those that need another name, and that name; no two are alike to the format."""
    count = Counter(folded(clean(name)) for name in known)
    kept = {name for name in known if clean(name) == name and folded(name) not in {"", *taken}
            and (count[folded(name)] == 1 or name == folded(name))}  # fmt: skip
    used = {*taken, *map(folded, kept)}
    names = {}
    for old in sorted(set(known) - kept):
        new = clean(old)
        while folded(new) in used or not folded(new):
            new = f"{new}_"
        used.add(folded(new))
        names[old] = new
    return names


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


def for_xml(content: Portable, form: str, reserved: Iterable[str] = ()) -> Portable:
    """Refuse ids that XML cannot write, and take what it cannot write out of other texts."""
    wrong = [who for who, _ in content.people if isinstance(who, str) and FORBIDDEN.search(who)]
    if wrong:
        raise errors.ids_not_carried(form, wrong, "control characters")
    changed: list[str] = []
    content = renamed(content, reserved, clean=lambda name: str(_plain(name, [])))

    def clean(row: Row) -> Row:
        return {name: _plain(cell, changed) for name, cell in row.items()}

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
