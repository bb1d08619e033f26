"""Several maps in step: everybody stands in the same place on each of them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, Any

import numpy as np
import pandas as pd

from netweave import errors
from netweave._guard import guarded
from netweave.network import Network
from netweave.plotting import looks
from netweave.plotting.layout import arrange
from netweave.plotting.legends import Entry
from netweave.plotting.maps import Scene, counted, lines_in_words, paint
from netweave.plotting.marks import default_diameter, framed, prepared
from netweave.plotting.pairs import joined_pairs
from netweave.plotting.style import FAINT, shown_panels

if TYPE_CHECKING:
    from matplotlib.axes import Axes

# How a map may be dressed in all panels alike; see `network_map`.
DRESS = ("color", "shape", "label", "palette")


@guarded
def wave_maps(
    waves: Network | Mapping[str, Network],
    *,
    axes: Sequence[Axes] | None = None,
    seed: int = 1,
    **dress: Any,
) -> list[Axes]:
    """Draw the waves side by side, everybody in the same place on each map.

    The layout is that of the ties of all waves together, so that what differs between two maps is
    the ties and who was there, and nothing else. The legend stands on the last map.

    Parameters
    ----------
    waves : Network or mapping label → Network
        A network of several waves, or what ``net.by_wave()`` gives.
    axes : sequence of Axes, optional
        Where to draw, one for each wave; a new figure of pyplot's if left out.
    seed : int, default 1
        Seed of the layout.
    **dress
        ``color``, ``shape``, ``label`` and ``palette`` as in ``network_map``.

    Returns
    -------
    list of Axes
        One for each wave, in order.

    Raises
    ------
    ArgumentError
        If there are fewer Axes than waves, or an option is none of ``network_map``'s.

    Examples
    --------
    >>> import pandas as pd
    >>> import netweave as nw
    >>> ties = pd.DataFrame({
    ...     "learner": ["ana", "ben"],
    ...     "learned_from": ["ben", "cleo"],
    ...     "wave": ["start", "end"],
    ... })
    >>> maps = nw.plotting.wave_maps(nw.Network(["ana", "ben", "cleo"], ties))
    >>> [ax.get_title(loc="left") for ax in maps]
    ['start', 'end']
    """
    several = waves if isinstance(waves, Mapping) else waves.by_wave()
    if not several or not all(isinstance(net, Network) for net in several.values()):
        mend = "Give a network whose ties have a column wave, or what net.by_wave() gives."
        raise errors.setting_out_of_range("waves", "must hold a Network for each", waves, mend)
    return _in_step({str(label): net for label, net in several.items()}, axes, seed, dress)


@guarded
def hub_view(
    net: Network,
    *,
    hubs: str | Iterable[object] = "convener",
    axes: Sequence[Axes] | None = None,
    seed: int = 1,
    **dress: Any,
) -> list[Axes]:
    """Draw the network with its hubs and without them, side by side.

    Everybody stands in the same place on both maps, as the ties with the hubs have it. Who is left
    without any tie when the hubs go stays where they were.

    Parameters
    ----------
    net : Network
        Of one wave, with the hubs in it.
    hubs : "convener", id or iterable of ids, default "convener"
        Who is left out of the second map.
    axes : sequence of Axes, optional
        Two, where to draw; a new figure of pyplot's if left out.
    seed : int, default 1
        Seed of the layout.
    **dress
        ``color``, ``shape``, ``label`` and ``palette`` as in ``network_map``.

    Returns
    -------
    list of Axes
        With the hubs, without them.

    Raises
    ------
    DataError
        If nobody is marked as convener, or an id is not in people.
    ArgumentError
        If there are fewer than two Axes, or an option is none of ``network_map``'s.

    Examples
    --------
    >>> import pandas as pd
    >>> import netweave as nw
    >>> people = pd.DataFrame({"convener": [True, False, False]}, index=["hana", "ana", "ben"])
    >>> ties = pd.DataFrame({"learner": ["ana", "ben"], "learned_from": ["hana", "hana"]})
    >>> maps = nw.plotting.hub_view(nw.Network(people, ties))
    >>> [ax.get_title(loc="left") for ax in maps]
    ['With the convener', 'Without the convener']
    """
    convening = isinstance(hubs, str) and hubs == "convener"
    hubs = hubs if isinstance(hubs, str) else list(hubs)
    if not hubs or (convening and not net.convener.any()):
        nobody = " nobody is marked as convener in people." if convening else ""
        raise errors.DataError(
            f"hubs must name somebody:{nobody or ' an empty list does not.'} Give a column "
            "convener, or ids as they stand in net.people.index."
        )
    rest = net.without("convener") if convening else net.without(hubs)
    who = "the convener" if convening else "the hubs"
    return _in_step({f"With {who}": net, f"Without {who}": rest}, axes, seed, dress)


def _in_step(
    networks: Mapping[str, Network],
    axes: Sequence[Axes] | None,
    seed: int,
    dress: Mapping[str, Any],
) -> list[Axes]:
    """Draw networks over the same people with one layout, one scale and one legend."""
    for name in dress:
        if name == "ax":
            mend = "Give axes=nw.plotting.new_panels(2), or leave it out for a figure of their own."
            raise errors.setting_out_of_range(
                "ax", "is for one picture, and these are several maps", dress[name], mend
            )
        if name not in DRESS:
            raise errors.not_one_of("option", DRESS, name)
    several = list(networks.values())
    panels = list(axes) if axes is not None else shown_panels(max(len(several), 1))
    if len(panels) < len(several):
        rule = f"must be {len(several)} or more, one for each map"
        raise errors.setting_out_of_range("axes", rule, len(panels))
    panels = [
        prepared(ax, title) for title, ax in zip(networks, panels[: len(several)], strict=True)
    ]
    if not panels:
        return []
    wanted = {name: value for name, value in dress.items() if name != "label"}
    scenes, entries = _dressed(networks, arrange(several, seed=seed), panels[0], wanted)
    everywhere = np.concatenate([scene.xy for scene in scenes])
    margin = tuple(max(sides) for sides in zip(*(s.margins for s in scenes), strict=True))
    words = [entries if ax is panels[-1] else [] for ax in panels]
    drawn = list(zip(panels, words, strict=True))
    least = min(framed(ax, everywhere, said, margin).scale for ax, said in drawn)
    frames = [framed(ax, everywhere, said, margin, most=least) for ax, said in drawn]
    for ax, scene, frame in zip(panels, scenes, frames, strict=True):
        paint(ax, scene, frame, dress.get("label"))
    return panels


def _dressed(
    networks: Mapping[str, Network], positions: pd.DataFrame, ax: Axes, wanted: dict[str, Any]
) -> tuple[list[Scene], list[Entry]]:
    """Give everybody the same looks on all maps, and say them once."""
    several = list(networks.values())
    tables = pd.concat([net.people for net in several])
    people = tables[~tables.index.duplicated()].reindex(positions.index)
    looked = looks.dress(people, **{"color": "organization", **wanted})
    size = default_diameter(ax, max(net.n for net in several))
    joined = [joined_pairs(net) for net in several]
    weights = np.concatenate([pairs.weight for pairs in joined])
    widths = np.split(looks.line_widths(weights), np.cumsum([len(pairs) for pairs in joined])[:-1])
    scenes = []
    for net, pairs, width in zip(several, joined, widths, strict=True):
        place = people.index.get_indexer(net.people.index)
        scenes.append(
            Scene(
                net=net,
                pairs=pairs,
                xy=looks.placed(net.people.index, positions),
                dressed=looks.Dress(looked.colour[place], looked.marker[place]),
                sized=looks.sizes(net.people, None, size),
                in_step=True,
                widths=width,
            )
        )
    return scenes, [*_in_words(list(networks), scenes, weights), *looked.entries]


def _in_words(titles: list[str], scenes: list[Scene], weights: np.ndarray) -> list[Entry]:
    """Say how many people and ties each map holds, and what lines and outlines mean."""
    most = max((scene.pairs for scene in scenes), key=len)
    hollow = any(scene.dots.hollow.any() for scene in scenes)
    convening = np.concatenate([scene.dots.convener for scene in scenes])
    counts = []
    for title, scene in zip(titles, scenes, strict=True):
        alone = f", {looks.without_ties(scene.alone)}" if scene.alone.any() else ""
        counts.append(Entry(f"{title}: {counted(scene.net, scene.pairs, wave=False)}{alone}"))
    return [
        *counts,
        *lines_in_words(replace(most, weight=weights) if len(most) else most),
        *looks.convener_in_words(convening),
        *([Entry("hollow: did not answer", "dot", FAINT, hollow=True)] if hollow else []),
    ]
