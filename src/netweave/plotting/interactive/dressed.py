"""Colours, shapes and sizes of everybody, as plain data with their words."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np

from netweave.plotting import looks
from netweave.plotting.style import CATEGORICAL, UNKNOWN, group_styles, plain
from netweave.results import Communities

if TYPE_CHECKING:
    import pandas as pd

    from netweave.plotting.interactive.given import Asked

Rows = list[dict[str, Any]]


def worn(asked: Asked) -> tuple[Rows, dict[str, Any]]:
    """Give everybody's colour, marker and group, and the groups for the legend."""
    found = _values(asked)
    if found is None:
        alike = {"colour": CATEGORICAL[0], "marker": "o", "group": None}
        return [dict(alike) for _ in range(asked.n)], {"title": "", "rows": [], "scale": []}
    if looks.is_number(found):
        return _scaled(asked, found)
    return _grouped(asked, found)


def _values(asked: Asked) -> pd.Series | None:
    """Give what colours stand for, None if for nothing."""
    color = asked.color
    if isinstance(color, Communities):
        color = color.labels.astype("str").rename("cluster")
    if color is None or (isinstance(color, str) and color not in asked.people.columns
                         and color == "organization"):  # fmt: skip
        return None
    return looks.values_of(asked.people, color, "color")


def _grouped(asked: Asked, found: pd.Series) -> tuple[Rows, dict[str, Any]]:
    """One colour and one marker for each of the largest groups, grey for the others."""
    texts = [
        str(value) if known else None for value, known in zip(found, found.notna(), strict=True)
    ]
    styles = group_styles(texts, asked.palette)
    rows: Rows = [
        {"name": plain(name), "colour": colour, "marker": marker}
        for name, (colour, marker) in styles.items()
    ]
    places: dict[str | None, int] = {name: place for place, name in enumerate(styles)}
    others = sorted({text for text in texts if text is not None and text not in styles})
    if others:
        places |= dict.fromkeys(others, len(rows))
        said = looks.count(len(others), "other")
        rows.append({"name": said, "colour": UNKNOWN, "marker": "o"})
    if None in texts:
        places[None] = len(rows)
        rows.append({"name": "not known", "colour": UNKNOWN, "marker": "o"})
    worn = [places[text] for text in texts]
    for place, row in enumerate(rows):
        row["count"] = worn.count(place)
    dress = [
        {"colour": rows[place]["colour"], "marker": rows[place]["marker"], "group": place}
        for place in worn
    ]
    return dress, {"title": _word(asked, found), "rows": rows, "scale": []}


def _scaled(asked: Asked, found: pd.Series) -> tuple[Rows, dict[str, Any]]:
    """Darker for more."""
    dressed = looks.dress(asked.people, color=found)
    scale = [
        {"text": entry.text, "colour": entry.colour}
        for entry in dressed.entries
        if entry.sign == "dot"
    ]
    dress = [{"colour": str(one), "marker": "o", "group": None} for one in dressed.colour]
    return dress, {"title": f"{_word(asked, found)}, darker is more", "rows": [], "scale": scale}


def _word(asked: Asked, found: pd.Series) -> str:
    return plain(asked.color if isinstance(asked.color, str) else found.name or "colour")


def sizes_of(asked: Asked) -> Rows:
    """Give the size that was asked for, as numbers with their title; none if none was."""
    if asked.size is None:
        return []
    found = looks.values_of(asked.people, asked.size, "size")
    word = asked.size if isinstance(asked.size, str) else str(found.name or "size")
    numbers = looks.sizes(asked.people, found, 1.0).values
    known = np.isfinite(numbers)
    value = [float(one) if fine else None for one, fine in zip(numbers, known, strict=True)]
    return [{"id": "asked", "title": plain(word), "value": value}]
