"""Colours, markers and words that every picture shares, and how a picture is saved."""

from __future__ import annotations

import hashlib
import html
import io
import re
import warnings
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np
from matplotlib import color_sequences, rc_context
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.colors import is_color_like, to_hex
from matplotlib.figure import Figure

from netweave import errors
from netweave._guard import guarded

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.figure import SubFigure

INK = "#1f2933"
FAINT = "#6b7280"
LINE = "#4b5563"
UNKNOWN = "#868e96"

# Petroff's ten colours without their two greys, and ink: grey means "other" and "not known".
PETROFF = tuple(to_hex(colour) for colour in color_sequences["petroff10"])
CATEGORICAL = (*(colour for colour in PETROFF if colour not in {"#94a4a2", "#717581"}), INK)
MARKERS: tuple[str, ...] = ("o", "s", "^", "D", "P", "v", "X", "p", "<")

# What happened to a tie between two waves: colour, line style and width, each enough by itself.
CHANGE: dict[str, tuple[str, Any, float]] = {
    "kept": ("#9aa3ad", "solid", 1.0),
    "formed": ("#00629b", "solid", 2.2),
    "lost": ("#e76300", (0, (3.0, 1.8)), 1.4),
    "unknown": ("#9aa3ad", (0, (1.0, 2.0)), 1.0),
}
SUFFIXES = (".svg", ".png", ".pdf")


@guarded
def new_axes(width: float = 9.0, height: float = 6.2) -> Axes:
    """Give an empty Axes on a figure of its own that no window and no pyplot knows.

    Parameters
    ----------
    width, height : float
        Inches.

    Returns
    -------
    Axes
        For ``ax=``; ``save`` and ``to_svg`` take it.

    Examples
    --------
    >>> new_axes(4, 3).figure.get_size_inches().tolist()
    [4.0, 3.0]
    """
    figure = Figure(figsize=(width, height))
    FigureCanvasAgg(figure)
    return figure.add_axes((0.01, 0.01, 0.98, 0.92))


@guarded
def new_panels(
    count: int, *, width: float = 5.6, height: float = 5.0, legend: float = 2.6
) -> list[Axes]:
    """Give several empty Axes in a row on one figure that no window and no pyplot knows.

    Parameters
    ----------
    count : int
        How many.
    width, height : float
        Inches of each.
    legend : float, default 2.6
        Inches that the last one is wider than the others.

    Returns
    -------
    list of Axes
        From left to right.

    Raises
    ------
    ArgumentError
        If count is not 1 or more.

    Examples
    --------
    >>> [round(float(inches), 2) for inches in new_panels(2)[0].figure.get_size_inches()]
    [13.8, 5.0]
    """
    if count < 1:
        raise errors.setting_out_of_range("count", "must be 1 or more", count)
    figure = Figure(figsize=(width * count + legend, height))
    FigureCanvasAgg(figure)
    return _in_a_row(figure, count, width, legend)


def shown_panels(count: int) -> list[Axes]:
    """Give the same on a figure of pyplot's, which a notebook shows below the cell."""
    import matplotlib.pyplot as plt  # noqa: PLC0415

    width, height, legend = 5.6, 5.0, 2.6
    return _in_a_row(plt.figure(figsize=(width * count + legend, height)), count, width, legend)


def _in_a_row(figure: Figure, count: int, width: float, legend: float) -> list[Axes]:
    whole = width * count + legend
    return [
        figure.add_axes((
            (width * place + 0.1) / whole,
            0.02,
            (width - 0.2 + (legend if place == count - 1 else 0.0)) / whole,
            0.88,
        ))
        for place in range(count)
    ]


def the_axes(ax: Axes | None) -> Axes:
    """Give the Axes handed in, or pyplot's current one; a new one if something is drawn there."""
    if ax is not None:
        return ax
    import matplotlib.pyplot as plt  # noqa: PLC0415

    here = plt.gca()
    return plt.figure().add_subplot() if here.has_data() else here


def plain(text: object, limit: int = 0) -> str:
    r"""Give text from data as one line without control characters, shortened to ``limit``.

    Parameters
    ----------
    text : object
        A name, a label.
    limit : int, default 0
        The most characters, the ellipsis included; 0 is no limit.

    Returns
    -------
    str
        What may be drawn with ``parse_math=False``.

    Examples
    --------
    >>> plain("Centre for\nOpen Science", 11)
    'Centre for…'
    """
    letters = (c if c.isprintable() else " " for c in str(text))
    line = " ".join("".join(letters).split())
    if limit and len(line) > limit:
        return line[: limit - 1].rstrip(" ,.;-") + "…"
    return line


def group_styles(
    groups: Iterable[object], palette: Mapping[str, str] | Sequence[str] | None = None
) -> dict[str, tuple[str, str]]:
    """Give groups their colour and marker, the largest groups where there are too many.

    Parameters
    ----------
    groups : iterable
        The group of everybody; missing values are left out.
    palette : mapping group → colour, or sequence of colours, optional
        Nine colours that differ for colour-blind readers too, if left out. Groups beyond the
        palette get none: they are drawn grey and counted as "other".

    Returns
    -------
    dict
        Group → (colour, marker), sorted by name.

    Examples
    --------
    >>> group_styles(["b", "a", "b"], ["red", "blue"])
    {'a': ('red', 'o'), 'b': ('blue', 's')}
    """
    counts: dict[str, int] = {}
    for group in groups:
        if group is not None and group == group:  # noqa: PLR0124
            counts[str(group)] = counts.get(str(group), 0) + 1
    _check(palette)
    if isinstance(palette, Mapping):
        named = [group for group in sorted(counts) if group in palette]
        colours = [palette[group] for group in named]
    else:
        colours = list(CATEGORICAL if palette is None else palette)
        largest = sorted(counts, key=lambda group: (-counts[group], group))[: len(colours)]
        named = sorted(largest, key=lambda group: (group.casefold(), group))
    return {
        group: (colour, MARKERS[place % len(MARKERS)])
        for place, (group, colour) in enumerate(zip(named, colours, strict=False))
    }


def _check(palette: Mapping[str, str] | Sequence[str] | None) -> None:
    """Refuse what is no colour."""
    given = [] if palette is None else palette
    if isinstance(given, str):
        raise errors.not_of_sort("palette", ["a list of colours", "a dict"], palette)
    colours = list(given.values()) if isinstance(given, Mapping) else list(given)
    wrong = [colour for colour in colours if not is_color_like(colour)]
    if wrong:
        raise errors.ArgumentError(
            f"palette must hold colours; {errors.listed(wrong)} {_none_is(len(wrong))}. Write a "
            "name that matplotlib knows, such as 'teal', or six digits, such as '#00629b'."
        )


def _none_is(number: int) -> str:
    return "is none" if number == 1 else "are none"


def _figure(picture: Axes | Figure | Iterable[Axes]) -> Figure:
    """Give the figure of whatever was drawn; several Axes must be on one."""
    if isinstance(picture, Figure):
        return picture
    if isinstance(picture, Iterable):
        figures = {id(figure): figure for figure in map(_figure, np.ravel(list(picture)))}
        if len(figures) != 1:
            rule = "must hold Axes of one figure"
            raise errors.setting_out_of_range("picture", rule, f"Axes of {len(figures)} figures")
        return next(iter(figures.values()))
    figure: Figure | SubFigure | None = picture.get_figure(root=True)
    if not isinstance(figure, Figure):
        raise errors.ArgumentError(
            "picture must be an Axes on a figure, or a Figure; this Axes was removed from its one."
        )
    return figure


def _title_of(figure: Figure, alt: str) -> str:
    titles = [ax.get_title() or ax.get_title(loc="left") for ax in figure.axes]
    return next((title for title in titles if title), re.split(r"(?<=[.:;])\s", alt)[0])


def _words(alt: str) -> str:
    words = plain(alt)
    if not words:
        raise errors.ArgumentError(
            "alt must say in words what the picture shows, got ''. Name the subject, the numbers "
            "and what stands out, in one to three sentences."
        )
    return words


@guarded
def save(
    picture: Axes | Figure | Sequence[Axes], path: str | Path, alt: str, *, dpi: int = 150
) -> Path:
    """Save a picture with its alternative text inside: SVG, PDF or PNG by the suffix.

    The same picture gives the same bytes: no date, no random ids.

    Parameters
    ----------
    picture : Axes, Figure or sequence of Axes
        What to save; of an Axes, and of several as `wave_maps` gives them, the whole figure.
    path : str or Path
        Where to; the suffix chooses the format.
    alt : str
        What the picture shows, in words, for those who cannot see it: ``<desc>`` in SVG,
        ``Description`` in PNG, ``Subject`` in PDF.
    dpi : int, default 150
        Pixels per inch of a PNG.

    Returns
    -------
    Path
        Where it is.

    Raises
    ------
    ArgumentError
        If the suffix is none of the three, or ``alt`` is empty.

    Examples
    --------
    >>> import tempfile
    >>> with tempfile.TemporaryDirectory() as folder:
    ...     print(save(new_axes(), f"{folder}/empty.png", "An empty picture.").name)
    empty.png
    """
    path, words, figure = Path(path), _words(alt), _figure(picture)
    if path.suffix.lower() not in SUFFIXES:
        raise errors.not_one_of("path's suffix", SUFFIXES, path.suffix)
    if path.suffix.lower() == ".svg":
        head = '<?xml version="1.0" encoding="utf-8"?>\n'
        path.write_text(head + to_svg(figure, words) + "\n", encoding="utf-8")
        return path
    title = plain(_title_of(figure, words))
    metadata: dict[str, Any] = {"Title": title, "Description": words, "Software": None}
    if path.suffix.lower() == ".pdf":
        metadata = {"Title": title, "Subject": words, "CreationDate": None}
    figure.savefig(path, dpi=dpi, bbox_inches="tight", metadata=metadata)
    return path


@guarded
def to_svg(picture: Axes | Figure | Sequence[Axes], alt: str, *, prefix: str | None = None) -> str:
    """Give a picture as an ``<svg>`` element to put into a page, with its alternative text.

    Parameters
    ----------
    picture : Axes, Figure or sequence of Axes
        What to write; of an Axes the whole figure.
    alt : str
        What the picture shows, in words: becomes ``<desc>``, named by ``aria-labelledby``.
    prefix : str, optional
        What every id begins with, so that several pictures on one page do not share ids. Left
        out, it is made from the picture itself: give one to a picture that stands on a page twice.

    Returns
    -------
    str
        One element without XML declaration; text stays text.

    Examples
    --------
    >>> to_svg(new_axes(), "An empty picture.")[:4]
    '<svg'
    """
    words, figure = _words(alt), _figure(picture)
    stream = io.StringIO()
    steady: Any = {"svg.hashsalt": "netweave", "svg.fonttype": "none"}
    with rc_context(steady), warnings.catch_warnings():
        # A letter that our font lacks is drawn by the reader's own fonts.
        warnings.filterwarnings("ignore", message="Glyph .* missing from font")
        figure.savefig(stream, format="svg", bbox_inches="tight", metadata={"Date": None})
    svg = stream.getvalue()
    svg = svg[svg.index("<svg") :].strip()
    svg = re.sub(r"\s*<metadata>.*?</metadata>", "", svg, count=1, flags=re.DOTALL)
    if prefix is None:
        prefix = "nw" + hashlib.sha256((svg + words).encode()).hexdigest()[:8]
    svg = re.sub(r'(\sid="|url\(#|href="#)', rf"\g<1>{prefix}-", svg)
    title = html.escape(plain(_title_of(figure, words)))
    opening, rest = svg.split(">", 1)
    opening += f' role="img" aria-labelledby="{prefix}-title {prefix}-desc"'
    said = f'<title id="{prefix}-title">{title}</title>\n <desc id="{prefix}-desc">'
    return f"{opening}>\n {said}{html.escape(words)}</desc>{rest}"
