"""What charts share: title and key above the Axes, numbers in words, names made short."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, Any

import numpy as np
from matplotlib.ticker import MaxNLocator

from netweave.plotting.marks import size_in_points
from netweave.plotting.style import CHANGE, FAINT, INK, plain, the_axes

if TYPE_CHECKING:
    from matplotlib.artist import Artist
    from matplotlib.axes import Axes
    from matplotlib.legend import Legend

BLUE = CHANGE["formed"][0]
ORANGE = CHANGE["lost"][0]
FONT = 9.0
NAME = 30
KEPT_END = 10  # letters kept of the end of a long name that begins like another


def chart(ax: Axes | None, *, left: bool = False) -> Axes:
    """Give the Axes to draw a chart into, without its frame; ``left`` keeps the left line."""
    ax = the_axes(ax)
    ax.spines[["top", "right"]].set_visible(False)
    ax.spines["left"].set_visible(left)
    ax.tick_params(axis="y", length=3 if left else 0)
    return ax


def keyed(ax: Axes, key: Sequence[tuple[Artist, str]], title: str | None = None) -> None:
    """Write the title and, between it and the Axes, what each sign means."""
    pad = 6.0
    if key:
        pixels = ax.get_figure(root=True).dpi / 72  # type: ignore[union-attr]
        legend: Any = None
        for columns in range(min(len(key), 6), 0, -1):
            legend = _legend(ax, key, columns)
            box = legend.get_window_extent()
            if box.width <= ax.get_window_extent().width:
                break
        pad = box.height / pixels + 8
    if title:
        words: Any = {"fontsize": 12, "fontweight": "bold", "color": INK, "parse_math": False}
        ax.set_title(plain(title), loc="left", pad=pad, **words)


def _legend(ax: Axes, key: Sequence[tuple[Artist, str]], columns: int) -> Legend:
    legend = ax.legend(
        [sign for sign, _ in key],
        [plain(words) for _, words in key],
        loc="lower left",
        bbox_to_anchor=(0.0, 1.0),
        ncols=columns,
        fontsize=8.5,
        frameon=False,
        borderpad=0.2,
        borderaxespad=0.2,
        columnspacing=1.6,
        labelcolor=INK,
    )
    for text in legend.get_texts():
        text.set_parse_math(False)
    return legend


def written(value: float, digits: int = 2, *, signed: bool = False) -> str:
    """Write a number with thousands separated and a minus sign; "undefined" if it is NaN."""
    if not np.isfinite(value):
        return "undefined"
    text = f"{value:+,.{digits}f}" if signed else f"{value:,.{digits}f}"
    if not any(digit in text for digit in "123456789"):
        text = text.lstrip("+-")
    return text.replace("-", "−")


def beside(ax: Axes, place: float, text: str, *, faint: bool = False) -> None:
    """Write text at the right of a row."""
    ax.annotate(
        text,
        (1.0, place),
        xycoords=("axes fraction", "data"),
        xytext=(8, 0),
        textcoords="offset points",
        va="center",
        fontsize=FONT,
        color=FAINT if faint else INK,
        parse_math=False,
    )


def rows(ax: Axes, places: Sequence[float], words: Sequence[str]) -> None:
    """Name rows at the left, smaller where they are many."""
    height = size_in_points(ax)[1] / max(len(places), 1)
    lines = max((text.count("\n") + 1 for text in words), default=1)
    size = float(np.clip(0.75 * height / lines, 4.0, FONT))
    ax.set_yticks(list(places), list(words), fontsize=size, color=INK, parse_math=False)


def counting(ax: Axes) -> None:
    """Let the lower axis count whole things."""
    ax.xaxis.set_major_locator(MaxNLocator(integer=True))
    ax.xaxis.set_major_formatter("{x:,.0f}")


def nothing(ax: Axes, words: str) -> None:
    """Say in the middle of the Axes why it is empty."""
    ax.text(
        0.5, 0.5, plain(words), transform=ax.transAxes, ha="center", va="center", color=FAINT
    ).set_parse_math(False)
    ax.set_xticks([])
    ax.set_yticks([])
    ax.spines[:].set_visible(False)


def blank(ax: Axes, words: str, title: str | None = None) -> Axes:
    """Give the Axes with nothing on it but the title and why it is empty."""
    nothing(ax, words)
    keyed(ax, [], title)
    return ax


def short_names(names: Iterable[object], limit: int = NAME) -> list[str]:
    """Shorten names; those that would then be alike keep their ends instead of their middle.

    Parameters
    ----------
    names : iterable
        Names of groups.
    limit : int, default 30
        The most letters.

    Returns
    -------
    list of str
        One each, in their order.

    Examples
    --------
    >>> short_names(["School of the northern lake", "School of the northern hill", "Elm"], 20)
    ['School o…rthern lake', 'School o…rthern hill', 'Elm']
    """
    whole = [plain(name) for name in names]
    short = [plain(name, limit) for name in whole]
    end = min(KEPT_END + 1, limit // 2 + 1)
    return [
        f"{name[: limit - end - 1].rstrip()}…{name[-end:].lstrip()}"
        if len(name) > limit and short.count(cut) > 1
        else cut
        for name, cut in zip(whole, short, strict=True)
    ]
