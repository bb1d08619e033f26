"""The two-mode map: people as dots, sessions or works as squares, a line for having taken part."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
from scipy import sparse

from netweave._guard import guarded
from netweave.plotting import looks
from netweave.plotting.layout import places
from netweave.plotting.legends import Entry, head
from netweave.plotting.marks import (
    Dots,
    default_diameter,
    draw_dots,
    draw_labels,
    draw_lines,
    each,
    framed,
    line_alpha,
    prepared,
    row_note,
)
from netweave.plotting.style import FAINT, the_axes

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    import pandas as pd
    from matplotlib.axes import Axes

    from netweave.affiliations import Affiliations
    from netweave.results import Communities

SQUARE = "s"


@guarded
def meeting_map(  # noqa: PLR0913
    meetings: Affiliations,
    *,
    ax: Axes | None = None,
    color: str | pd.Series | Communities | None = "organization",
    label: str | int | None = None,
    label_events: int = 0,
    palette: Mapping[str, str] | Sequence[str] | None = None,
    legend: bool = True,
    seed: int = 1,
    title: str | None = None,
) -> Axes:
    """Draw who took part in what; nobody is joined to anybody but through a session or a work.

    Being at the same session is an opportunity to meet. This map shows the records as they are and
    makes no ties of them. People who took part in nothing stand in a row below.

    Parameters
    ----------
    meetings : Affiliations
        People and events.
    ax : Axes, optional
        Where to draw; pyplot's current Axes if left out.
    color : str, Series over people, Communities or None, default "organization"
        What people are coloured by, as in ``network_map``; they are all dots.
    label : str, int or None, optional
        Which people to name, as in ``network_map``; the largest are those at most events.
    label_events : int, default 0
        How many of the events with most people to name, by their label.
    palette : mapping value → colour, or sequence of colours, optional
        Instead of the nine colours that colour-blind readers can tell apart.
    legend : bool, default True
        As in ``network_map``.
    seed : int, default 1
        As in ``network_map``.
    title : str, optional
        As in ``network_map``; names in it are safe.

    Returns
    -------
    Axes
        The map, with a dot for everybody and a square for every event.

    Raises
    ------
    DataError
        If people lack a column that is asked for.

    Examples
    --------
    >>> import pandas as pd
    >>> import netweave as nw
    >>> records = pd.DataFrame({"person": ["ana", "ben", "ben"], "event": ["s1", "s1", "s2"]})
    >>> sessions = nw.Affiliations(["ana", "ben"], pd.DataFrame(index=["s1", "s2"]), records)
    >>> ax = nw.plotting.meeting_map(sessions, ax=nw.plotting.new_axes())
    >>> ax.get_legend().get_texts()[0].get_text()
    '2 people, 2 events, 3 records'
    """
    ax = prepared(the_axes(ax), title)
    matrix, n = meetings.matrix, meetings.n
    xy = places(_two_mode(matrix), seed=seed)
    dressed = looks.dress(meetings.people, color=color, palette=palette, shapes=False)
    attended, attendance = (np.asarray(matrix.sum(axis=axis)).ravel() for axis in (1, 0))
    base = default_diameter(ax, len(xy))
    people = _dots(xy[:n], dressed.colour, dressed.marker, np.full(n, base), meetings)
    squares = _squares(xy[n:], attendance, base)
    alone = attended == 0
    entries = _in_words(meetings, alone, attendance, dressed.entries) if legend else []
    across, down = looks.margins(people, alone)
    frame = framed(ax, xy, entries, (across + base, down + base))
    _draw_records(ax, matrix, xy)
    draw_dots(ax, squares)
    draw_dots(ax, people)
    if n and alone.any() and not alone.all():
        row_note(ax, xy[:n], alone, _absent(alone), base / 2 + 4)
    who, texts = looks.labelled(meetings.people, label, attended)
    draw_labels(ax, people, who, texts, frame)
    busiest = np.argsort(-attendance, kind="stable")[:label_events]
    draw_labels(ax, squares, busiest, _names(meetings, busiest), frame)
    return ax


def _two_mode(matrix: sparse.csr_array) -> sparse.csr_array:
    """Give people and events as the nodes of one symmetric matrix, people first."""
    n, events = matrix.shape
    person, event = matrix.nonzero()
    ends = (np.concatenate([person, n + event]), np.concatenate([n + event, person]))
    return sparse.coo_array((np.ones(2 * len(person)), ends), shape=(n + events,) * 2).tocsr()


def _draw_records(ax: Axes, matrix: sparse.csr_array, xy: np.ndarray) -> None:
    person, event = matrix.nonzero()
    if len(person):
        ends = np.stack([xy[person], xy[matrix.shape[0] + event]], axis=1)
        draw_lines(ax, ends, label="took part", linewidths=0.8, alpha=line_alpha(len(person)))


def _dots(
    xy: np.ndarray,
    colour: np.ndarray,
    marker: np.ndarray,
    diameter: np.ndarray,
    meetings: Affiliations,
) -> Dots:
    people = meetings.people
    marked = "convener" in people.columns
    convener = people["convener"].to_numpy(dtype=bool) if marked else np.zeros(len(people), bool)
    return Dots(xy, diameter, colour, marker, np.zeros(len(people), dtype=bool), convener)


def _squares(xy: np.ndarray, attendance: np.ndarray, base: float) -> Dots:
    """Draw events as squares whose area grows with the number of people."""
    most = max(float(attendance.max(initial=0.0)), 1.0)
    diameter = base * (0.6 + 1.2 * np.sqrt(attendance / most))
    none = np.zeros(len(xy), dtype=bool)
    grey, square = (each(sign for _ in xy) for sign in (FAINT, SQUARE))
    return Dots(xy, diameter, grey, square, none, none)


def _in_words(
    meetings: Affiliations, alone: np.ndarray, attendance: np.ndarray, dressed: list[Entry]
) -> list[Entry]:
    people = looks.count(meetings.n, "person", "people")
    events = looks.count(len(meetings.events), "event")
    records = looks.count(int(attendance.sum()), "record")
    entries = [head(f"{people}, {events}, {records}")]
    if len(attendance):
        low, high = int(attendance.min()), int(attendance.max())
        spread = f"{low:,}" if low == high else f"{low:,} to {high:,}"
        entries.append(Entry(f"square: an event, of {spread} people", "dot", FAINT, SQUARE))
    entries.append(Entry("line: took part", "line"))
    if alone.any() and not alone.all():
        entries.append(Entry(f"row below: {_absent(alone)}"))
    convening = meetings.people.get("convener")
    if convening is not None:
        entries += looks.convener_in_words(convening.to_numpy(dtype=bool))
    return [*entries, *dressed]


def _absent(alone: np.ndarray) -> str:
    return f"{looks.count(int(alone.sum()), 'person', 'people')} at no event"


def _names(meetings: Affiliations, chosen: np.ndarray) -> list[str]:
    events = meetings.events
    ids = events.index.astype("str")
    if "label" not in events.columns:
        return [str(ids[place]) for place in chosen]
    given, missing = events["label"].astype("str"), events["label"].isna()
    return [str(ids[at]) if missing.iloc[at] else str(given.iloc[at]) for at in chosen]
