"""From columns and measures to colours, markers and sizes, each with its words."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd
from matplotlib import colormaps
from matplotlib.colors import to_hex

from netweave import errors
from netweave._checks import counted, has_columns
from netweave.plotting.legends import Entry, head
from netweave.plotting.marks import each
from netweave.plotting.style import CATEGORICAL, FAINT, INK, MARKERS, UNKNOWN, group_styles, plain
from netweave.results import Communities

if TYPE_CHECKING:
    from netweave.network import Network
    from netweave.plotting.marks import Dots
    from netweave.plotting.pairs import JoinedPairs

NAME = 38
AUTO_ALL = 40
AUTO_TOP = 10


@dataclass(frozen=True)
class Dress:
    """Colour and marker of everybody, and the words for the legend."""

    colour: np.ndarray
    marker: np.ndarray
    entries: list[Entry] = field(default_factory=list)


@dataclass(frozen=True)
class Sizes:
    """Diameter of everybody in points, the values behind it, and the words for the legend."""

    diameter: np.ndarray
    values: np.ndarray
    entries: list[Entry] = field(default_factory=list)


def count(number: int, one: str, many: str = "") -> str:
    """Give a number with its noun."""
    return f"{number:,} {one if number == 1 else many or f'{one}s'}"


def without_ties(alone: np.ndarray) -> str:
    """Say how many people have no tie."""
    return f"{count(int(alone.sum()), 'person', 'people')} without ties"


def placed(people: pd.Index, positions: pd.DataFrame) -> np.ndarray:
    """Give the places of people; everybody needs one."""
    missing = people[~people.isin(positions.index)]
    if len(missing):
        raise errors.DataError(
            f"positions must hold every person; {len(missing)} of {len(people)} lack a place: "
            f"{errors.listed(missing)}. Use arrange([net, …]) over all networks that you draw."
        )
    return positions.loc[people, ["x", "y"]].to_numpy(dtype=float)


def margins(dots: Dots, alone: np.ndarray) -> tuple[float, float]:
    """Give the room in points that dots, names and the note below need around the map."""
    largest = float(dots.diameter.max()) / 2 if len(dots.diameter) else 0.0
    return largest + 8, largest + (18 if alone.any() else 8)


def people_tied(pairs: JoinedPairs, n: int) -> np.ndarray:
    """Count the people whom everybody is joined to."""
    return np.bincount(np.concatenate([pairs.one, pairs.other]), minlength=n)


def silent(net: Network, kinds: Sequence[str]) -> np.ndarray:
    """Say who was asked and answered none of the questions behind these kinds."""
    quiet = np.zeros(net.n, dtype=bool)
    spoke = np.zeros(net.n, dtype=bool)
    for kind in kinds or [str(kind) for kind in net.kinds.index]:
        answered = net.responded(kind)
        quiet |= (~answered).fillna(value=False).to_numpy(dtype=bool)
        spoke |= answered.fillna(value=False).to_numpy(dtype=bool)
    return quiet & ~spoke


def values_of(people: pd.DataFrame, what: str | pd.Series, argument: str) -> pd.Series:
    """Give a column of people, or a Series brought into their order."""
    if isinstance(what, str):
        has_columns("people", [what], people)
        return people[what]
    if len(people) and not what.index.isin(people.index).any():
        raise errors.DataError(
            f"{argument} must be a Series over the people; none of its {len(what)} ids is one: "
            f"{errors.listed(what.index)}. Index it by person."
        )
    return what.reindex(people.index)


def is_number(values: pd.Series) -> bool:
    """Say whether values are numbers, to be drawn as more or less."""
    return pd.api.types.is_numeric_dtype(values) and not pd.api.types.is_bool_dtype(values)


def dress(
    people: pd.DataFrame,
    *,
    color: str | pd.Series | Communities | None,
    shape: str | pd.Series | None = None,
    palette: Mapping[str, str] | Sequence[str] | None = None,
    shapes: bool = True,
) -> Dress:
    """Choose colours and markers; ``shapes`` is False where markers mean something else."""
    if isinstance(color, Communities):
        color = color.labels.astype("str").rename("cluster")
    if isinstance(color, str) and color == "organization" and color not in people.columns:
        color = None
    if color is None:
        first = each(CATEGORICAL[0] for _ in range(len(people)))
        dressed = Dress(first, each("o" for _ in range(len(people))))
    else:
        found = values_of(people, color, "color")
        word = color if isinstance(color, str) else str(found.name or "colour")
        if is_number(found):
            dressed = _scaled(found, word)
        else:
            dressed = _grouped(found, word, palette, shapes=shapes and shape is None)
    return dressed if shape is None else _shaped(people, shape, dressed)


def _texts(values: pd.Series) -> list[str | None]:
    return [
        None if missing else str(value)
        for value, missing in zip(values, values.isna(), strict=True)
    ]


def _grouped(
    values: pd.Series, word: str, palette: Mapping[str, str] | Sequence[str] | None, *, shapes: bool
) -> Dress:
    groups = _texts(values)
    styles = group_styles(groups, palette)
    fallback = (UNKNOWN, "o")
    worn = [fallback if group is None else styles.get(group, fallback) for group in groups]
    markers = each((marker if shapes else "o") for _, marker in worn)
    entries = [head(f"colour{' and shape' if shapes else ''}: {plain(word, NAME)}")]
    for group, (colour, marker) in styles.items():
        text = f"{plain(group, NAME)} ({groups.count(group)})"
        entries.append(Entry(text, "dot", colour, marker if shapes else "o"))
    others = {group for group in groups if group is not None and group not in styles}
    in_others = sum(group in others for group in groups)
    if others:
        entries.append(Entry(f"{count(len(others), 'other')} ({in_others})", "dot", UNKNOWN))
    if None in groups:
        entries.append(Entry(f"not known ({groups.count(None)})", "dot", UNKNOWN))
    return Dress(each(colour for colour, _ in worn), markers, entries)


def _scaled(values: pd.Series, word: str) -> Dress:
    numbers = values.to_numpy(dtype=float, na_value=np.nan)
    known = np.isfinite(numbers)
    scale = colormaps["viridis_r"]
    low, high = (numbers[known].min(), numbers[known].max()) if known.any() else (0.0, 0.0)

    def tint(value: float) -> str:
        return to_hex(scale(0.12 + 0.88 * (value - low) / (high - low) if high > low else 0.6))

    colours = each(
        tint(value) if fine else UNKNOWN for value, fine in zip(numbers, known, strict=True)
    )
    entries = [head(f"colour: {plain(word, NAME)}, darker is more")]
    entries += [Entry(f"{value:.3g}", "dot", tint(value)) for value in examples(numbers[known])]
    if not known.all():
        entries.append(Entry(f"not defined ({int((~known).sum())})", "dot", UNKNOWN))
    return Dress(colours, each("o" for _ in numbers), entries)


def _shaped(people: pd.DataFrame, shape: str | pd.Series, dressed: Dress) -> Dress:
    word = shape if isinstance(shape, str) else str(shape.name or "shape")
    groups = _texts(values_of(people, shape, "shape"))
    styles = group_styles(groups, [INK] * len(MARKERS))
    markers = each(styles[group][1] if group in styles else "o" for group in groups)
    entries = [head(f"shape: {plain(word, NAME)}")]
    entries += [Entry(plain(g, NAME), "dot", FAINT, marker) for g, (_, marker) in styles.items()]
    return Dress(dressed.colour, markers, [*dressed.entries, *entries])


def sizes(people: pd.DataFrame, size: str | pd.Series | None, base: float) -> Sizes:
    """Choose diameters so that area grows with the value; the least is still seen."""
    if size is None:
        return Sizes(np.full(len(people), base), np.ones(len(people)))
    word = size if isinstance(size, str) else str(size.name or "size")
    numbers = values_of(people, size, "size").to_numpy(dtype=float, na_value=np.nan)
    known = np.isfinite(numbers)
    low = min(0.0, numbers[known].min()) if known.any() else 0.0
    high = numbers[known].max() if known.any() else 0.0
    least, most = 0.6 * base, max(min(2.1 * base, 22.0), 6.0)

    def across(value: np.ndarray) -> np.ndarray:
        share = (value - low) / (high - low) if high > low else np.zeros_like(value)
        return np.sqrt(least**2 + (most**2 - least**2) * share)

    diameter = np.where(known, across(np.where(known, numbers, low)), least)
    entries = [head(f"size: {plain(word, NAME)}")]
    entries += [
        Entry(f"{value:,.3g}", "dot", FAINT, size=float(across(np.array(value))))
        for value in examples(numbers[known])
    ]
    if not known.all():
        entries.append(Entry(f"not defined for {int((~known).sum())}: smallest"))
    return Sizes(diameter, numbers, entries)


def examples(numbers: np.ndarray) -> list[float]:
    """Give up to three round values that span the numbers."""
    if not len(numbers):
        return []
    low, high = float(numbers.min()), float(numbers.max())
    found = dict.fromkeys(float(f"{value:.2g}") for value in (low, (low + high) / 2, high))
    if (numbers == np.round(numbers)).all():
        found = dict.fromkeys(float(round(value)) for value in (low, (low + high) / 2, high))
    return list(found)


def line_widths(weight: np.ndarray) -> np.ndarray:
    """Choose line widths in points that grow with the weight; many lines are thinner."""
    if not len(weight):
        return np.zeros(0)
    base = float(np.clip(9.5 / np.sqrt(max(len(weight), 1)), 0.3, 0.9))
    low, high = weight.min(), weight.max()
    share = (weight - low) / (high - low) if high > low else np.full(len(weight), 0.15)
    return base * (1.0 + 1.9 * share)


def people_in_words(dots: Dots, alone: np.ndarray) -> list[Entry]:
    """Explain outlines, hollow dots and the row below."""
    entries = convener_in_words(dots.convener)
    if dots.hollow.any():
        text = f"hollow: did not answer ({int(dots.hollow.sum())})"
        entries.append(Entry(text, "dot", FAINT, hollow=True))
    return [*entries, *alone_in_words(alone)]


def convener_in_words(convener: np.ndarray) -> list[Entry]:
    """Explain the square outline, if anybody has one."""
    if not convener.any():
        return []
    return [Entry("square outline: convener", "dot", INK, "s", 10.0, hollow=True)]


def alone_in_words(alone: np.ndarray) -> list[Entry]:
    """Explain the row below, if somebody else stands above."""
    if not alone.any() or alone.all():
        return []
    return [Entry(f"row below: {without_ties(alone)}")]


def labelled(
    people: pd.DataFrame, label: str | int | None, rank: np.ndarray
) -> tuple[np.ndarray, list[str]]:
    """Choose whom to name, the largest first, and by which text."""
    if label is None:
        return np.array([], dtype=int), []
    if not isinstance(label, str):
        counted("label", label, least=0)
    column = label if isinstance(label, str) and label != "auto" else None
    ids = pd.Series(people.index.astype("str"), index=people.index)
    texts = ids
    if column is not None or "name" in people.columns:
        found = values_of(people, column or "name", "label")
        texts = found.astype("str").where(found.notna(), ids)
    order = np.argsort(-np.nan_to_num(rank.astype(float), nan=-np.inf), kind="stable")
    everybody = column is not None or len(people) <= AUTO_ALL
    top = label if isinstance(label, int) else len(people) if everybody else AUTO_TOP
    chosen = order[: max(top, 0)]
    return chosen, [str(texts.iloc[place]) for place in chosen]
