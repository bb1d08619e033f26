"""The map of one network: people as dots, pairs that are tied as lines."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

import numpy as np

from netweave._guard import guarded
from netweave.plotting import looks
from netweave.plotting.hulls import draw_hulls, outlined
from netweave.plotting.layout import arrange
from netweave.plotting.legends import Entry, head
from netweave.plotting.marks import (
    ARROWS_UP_TO,
    Dots,
    Frame,
    default_diameter,
    draw_arrows,
    draw_dots,
    draw_labels,
    draw_lines,
    framed,
    line_alpha,
    prepared,
    row_note,
)
from netweave.plotting.pairs import JoinedPairs, joined_pairs
from netweave.plotting.style import FAINT, the_axes

if TYPE_CHECKING:
    import pandas as pd
    from matplotlib.axes import Axes

    from netweave.network import Network
    from netweave.results import Communities

AROUND = 9.0  # points between people and the outline around them
MEANS = {
    "opportunity": "being at the same event",
    "reported": "one learned from the other",
    "coproduced": "something made together",
}


@guarded
def network_map(  # noqa: PLR0913
    net: Network,
    *,
    ax: Axes | None = None,
    size: str | pd.Series | None = None,
    color: str | pd.Series | Communities | None = "organization",
    shape: str | pd.Series | None = None,
    hulls: str | pd.Series | Communities | None = None,
    label: str | int | None = None,
    positions: pd.DataFrame | None = None,
    palette: Mapping[str, str] | Sequence[str] | None = None,
    legend: bool = True,
    seed: int = 1,
    title: str | None = None,
) -> Axes:
    """Draw the network: a dot per person, a line per pair that is tied, a legend in words.

    Lines stand for the kinds of tie that structural measures count. A network of opportunities
    only is drawn too, and the legend says that its lines mean being at the same event: a map is
    no measure. Arrows point from the learner to the person learned from, and are left out above
    150 ties, where nobody could follow them. People without ties stand in a row below.

    Parameters
    ----------
    net : Network
        Of one wave.
    ax : Axes, optional
        Where to draw; pyplot's current Axes if left out.
    size : str or Series over people, optional
        A column of people or a measure: the area of a dot grows with it.
    color : str, Series over people, Communities or None, default "organization"
        Text and categories get one colour and one marker each; numbers a colour scale, darker
        for more. A network without organizations is drawn in one colour.
    shape : str or Series over people, optional
        A column whose values get a marker each; the markers then no longer repeat the colour.
    hulls : str, Series over people or Communities, optional
        Groups, such as clusters, that get an outline around their people, with their name.
        People without ties are in none, and neither is anybody alone in a group.
    label : str, int or None, optional
        Whom to name: nobody (None), "auto" (everybody up to 40 people, above that the ten largest),
        a number (so many of the largest), or the column of people that holds the text. Names come
        from the column ``name`` where there is one, else from the ids. Largest is by ``size``,
        else by number of people tied to. A name that would cover another is left out.
    positions : DataFrame, optional
        Columns x and y over the people, as ``arrange`` gives them.
    palette : mapping value → colour, or sequence of colours, optional
        Instead of the nine colours that colour-blind readers can tell apart.
    legend : bool, default True
        Whether to draw the legend.
    seed : int, default 1
        Seed of the layout.
    title : str, optional
        A title; names in it are safe.

    Returns
    -------
    Axes
        What was drawn into.

    Raises
    ------
    DataError
        If the network holds several waves, or a column is missing.

    Examples
    --------
    >>> import pandas as pd
    >>> import netweave as nw
    >>> from netweave.plotting.style import new_axes
    >>> ties = pd.DataFrame({"learner": ["ana", "ben"], "learned_from": ["ben", "cleo"]})
    >>> ax = nw.plotting.network_map(nw.Network(["ana", "ben", "cleo"], ties), ax=new_axes())
    >>> [text.get_text() for text in ax.get_legend().get_texts()]
    ['3 people, 2 ties', 'arrow: learner → learned from']
    """
    people = net.people
    ax = prepared(the_axes(ax), title)
    scene = Scene(
        net=net,
        pairs=joined_pairs(net),
        xy=looks.placed(people.index, arrange(net, seed=seed) if positions is None else positions),
        dressed=looks.dress(people, color=color, shape=shape, palette=palette),
        sized=looks.sizes(people, size, default_diameter(ax, net.n)),
        by_size=size is not None,
    )
    entries = [
        head(counted(net, scene.pairs)),
        *lines_in_words(scene.pairs),
        *looks.people_in_words(scene.dots, scene.alone),
        *scene.sized.entries,
        *scene.dressed.entries,
    ]
    groups = None if hulls is None else outlined(people, hulls, scene.alone)
    if groups is None or not groups.notna().any():
        frame = framed(ax, scene.xy, entries if legend else [], scene.margins)
    else:
        entries.append(Entry("outline: people of one group, with its name", "line", FAINT))
        wider = (scene.margins[0] + AROUND, scene.margins[1] + AROUND)
        frame = framed(ax, scene.xy, entries if legend else [], wider)
        draw_hulls(ax, scene.xy, groups, room=AROUND / frame.scale)
    paint(ax, scene, frame, label)
    return ax


@dataclass(frozen=True)
class Scene:
    """One network made ready to be drawn: pairs, places, colours, sizes.

    Parameters
    ----------
    net, pairs
        The network of one wave and its lines.
    xy : array
        Places of its people, n × 2.
    dressed, sized
        What everybody looks like.
    by_size : bool
        Whether sizes mean something, so that names go to the largest.
    in_step : bool
        Whether the map stands beside others with everybody in the same place, so that people
        without ties need not stand in the row below.
    widths : float array, optional
        Width of each line, where several maps share a scale.
    """

    net: Network
    pairs: JoinedPairs
    xy: np.ndarray
    dressed: looks.Dress
    sized: looks.Sizes
    by_size: bool = False
    in_step: bool = False
    widths: np.ndarray | None = None

    @property
    def tied_to(self) -> np.ndarray:
        """How many people everybody is tied to."""
        return looks.people_tied(self.pairs, self.net.n)

    @property
    def alone(self) -> np.ndarray:
        """Who has no tie."""
        return np.asarray(self.tied_to == 0)

    @cached_property
    def dots(self) -> Dots:
        """The people as they are drawn."""
        return Dots(
            xy=self.xy,
            diameter=self.sized.diameter,
            colour=self.dressed.colour,
            marker=self.dressed.marker,
            hollow=looks.silent(self.net, self.pairs.kinds),
            convener=self.net.convener.to_numpy(),
        )

    @property
    def margins(self) -> tuple[float, float]:
        """The room that dots and the note below need around the map."""
        return looks.margins(self.dots, self.alone)


def paint(ax: Axes, scene: Scene, frame: Frame, label: str | int | None) -> None:
    """Draw lines, people, the note on those without ties, and names."""
    dots, alone, people = scene.dots, scene.alone, scene.net.people
    widths = looks.line_widths(scene.pairs.weight) if scene.widths is None else scene.widths
    _draw_pairs(ax, scene.pairs, dots, widths, frame.scale)
    draw_dots(ax, dots)
    if len(people) and alone.any() and not alone.all() and not scene.in_step:
        gap = dots.diameter[alone].max() / 2 + 4
        row_note(ax, scene.xy, alone, looks.without_ties(alone), gap)
    rank = scene.sized.values if scene.by_size else scene.tied_to
    who, texts = looks.labelled(people, label, rank)
    draw_labels(ax, dots, who, texts, frame, 8.0 if len(people) <= 80 else 7.0)


def counted(net: Network, pairs: JoinedPairs, *, wave: bool = True) -> str:
    """Count people, ties and pairs in words, with the name of the wave."""
    people = looks.count(net.n, "person", "people")
    ties = looks.count(pairs.arcs, "tie")
    joined = f" between {looks.count(len(pairs), 'pair')}" if pairs.arcs != len(pairs) else ""
    label = f" ({net.the_wave})" if wave and net.the_wave else ""
    return f"{people}, {ties}{joined}{label}"


def _directed(pairs: JoinedPairs) -> int:
    return int(pairs.forth.sum() + pairs.back.sum())


def lines_in_words(pairs: JoinedPairs) -> list[Entry]:
    """Say what a line, an arrow and a width mean."""
    if not len(pairs):
        return []
    arcs = _directed(pairs)
    meaning = " or ".join(MEANS[kind] for kind in pairs.evidence)
    entries = []
    if 0 < arcs <= ARROWS_UP_TO:
        entries.append(Entry("arrow: learner → learned from", "arrow"))
    if arcs > ARROWS_UP_TO:
        entries.append(Entry(f"line: {meaning} (too many ties for arrows)", "line"))
    elif not (pairs.forth | pairs.back).all():
        entries.append(Entry(f"line: {meaning}", "line"))
    low, high = pairs.weight.min(), pairs.weight.max()
    if high > low:
        unit = f" {pairs.unit}" if pairs.unit else ""
        what = "ties" if pairs.unit == "ties" else "weight"
        unit = "" if what == "ties" else unit
        entries.append(
            Entry(f"the wider, the more {what}: {low:.3g} to {high:.3g}{unit}", "line", width=3.2)
        )
    return entries


def _draw_pairs(ax: Axes, pairs: JoinedPairs, dots: Dots, widths: np.ndarray, scale: float) -> None:
    if not len(pairs):
        return
    ends = dots.xy[np.column_stack([pairs.one, pairs.other])]
    draw_lines(ax, ends, label="ties", linewidths=widths, alpha=line_alpha(len(pairs)))
    if 0 < _directed(pairs) <= ARROWS_UP_TO:
        learner = np.concatenate([pairs.one[pairs.forth], pairs.other[pairs.back]])
        learned_from = np.concatenate([pairs.other[pairs.forth], pairs.one[pairs.back]])
        gap = dots.diameter[learned_from] / 2
        draw_arrows(ax, dots.xy[learner], dots.xy[learned_from], gap, scale)
