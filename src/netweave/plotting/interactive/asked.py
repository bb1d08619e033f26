"""The map that answers, as it is asked for."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from netweave import errors
from netweave._guard import guarded
from netweave.audience import audience_named
from netweave.network import Network
from netweave.plotting.interactive import coarse, people
from netweave.plotting.interactive.given import Asked
from netweave.plotting.interactive.shown import InteractiveMap

if TYPE_CHECKING:
    import pandas as pd

    from netweave.results import Communities

LOWEST, HIGHEST = 240, 4000  # pixels


@guarded
def interactive_map(  # noqa: PLR0913
    net: Network | Mapping[str, Network],
    *,
    waves: Sequence[str] | None = None,
    color: str | pd.Series | Communities | None = "organization",
    size: str | pd.Series | None = None,
    label: str | int | None = "auto",
    group: str = "organization",
    kind: str | None = None,
    palette: Mapping[str, str] | Sequence[str] | None = None,
    audience: str = "analyst",
    title: str | None = None,
    height: int = 680,
    seed: int = 1,
) -> InteractiveMap:
    """Make a map to look around in: search, filter, focus on a person, before and after.

    The map is one page that works without a network connection. In a notebook it is shown where
    it stands; ``save`` writes it as one file. Everybody has one place, the same in all waves. Of
    two waves three views are shown: before, what changed, after; of more, every wave and what
    changed from each to the next.

    Parameters
    ----------
    net : Network or mapping label → Network
        A network of one or several waves, or what ``net.by_wave()`` gives.
    waves : sequence of str, optional
        Which waves, in this order; all if left out.
    color : str, Series over people, Communities or None, default "organization"
        As in ``network_map``. Groups become switches in the legend.
    size : str or Series over people, optional
        A column of people or a measure, offered first among the sizes of dots. Left out, all dots
        are alike until a number is chosen on the map.
    label : str, int or None, default "auto"
        Whom to name: everybody, the most tied first, as far as names find room ("auto"); so many
        of the most tied; nobody (None) until they are looked at; or the column of people that
        holds the text.
    group : str, default "organization"
        The column of people that names the organization.
    kind : str, optional
        The kind of tie whose change is shown, as in ``change_map``.
    palette : mapping value → colour, or sequence of colours, optional
        As in ``network_map``.
    audience : {"analyst", "network", "public"}, default "analyst"
        Who will see the map. Only at "analyst" does it hold people. At the others it holds
        organizations, small ones merged, and bands in place of numbers of ties; conveners are
        left out. What is hidden is what a report on all waves hides, so choose waves with
        ``waves`` and give all of them.
    title : str, optional
        A title; names in it are safe.
    height : int, default 680
        Pixels of the map in a notebook.
    seed : int, default 1
        Seed of the layout.

    Returns
    -------
    InteractiveMap
        With ``save``, ``to_html``, ``widget`` and the plain ``data``.

    Raises
    ------
    DataError
        If a column is missing, or a wave has ties outside all waves.
    ArgumentError
        If the audience is none of the three, a wave is not there, or the height is out of range.

    Notes
    -----
    The map of an analyst holds the names of people in full: never publish it. Above 2,000 people
    organizations are drawn in their place, or clusters where there is one organization only, and
    the map says so; like the maps of other audiences it takes no color, size or label.

    Ties that are opportunities, such as having attended the same session, have no arrows and do
    not enter the numbers beside a person.

    Examples
    --------
    >>> import pandas as pd
    >>> import netweave as nw
    >>> ties = pd.DataFrame({"learner": ["ana", "ben"], "learned_from": ["ben", "cleo"]})
    >>> drawn = nw.plotting.interactive_map(nw.Network(["ana", "ben", "cleo"], ties))
    >>> drawn
    <InteractiveMap: 3 people, 1 view>
    >>> drawn.data["views"][0]["numbers"]["with"][0]["text"][1]
    'learned from 1 person'
    """
    if not LOWEST <= height <= HIGHEST:
        rule = f"must be from {LOWEST} to {HIGHEST} pixels"
        raise errors.setting_out_of_range("height", rule, height)
    recorded = _by_wave(net)
    asked = Asked(
        waves=_chosen(recorded, waves),
        color=color,
        size=size,
        label=label,
        group=group,
        kind=kind,
        palette=palette,
        audience=audience_named(audience),
        title=title,
        height=height,
        seed=seed,
        recorded=recorded,
    )
    if asked.audience.shows_people and asked.n <= people.MOST_PEOPLE:
        return people.map_of_people(asked)
    return coarse.map_of_groups(asked)


def _by_wave(net: Network | Mapping[str, Network]) -> dict[str, Network]:
    """Give all waves, label → network of one wave."""
    found: dict[str, Network]
    if isinstance(net, Mapping):
        found = {str(label): one for label, one in net.items()}
        if not found or not all(isinstance(one, Network) for one in found.values()):
            mend = "Give a Network, or what net.by_wave() gives."
            raise errors.setting_out_of_range("net", "must hold a Network for each", net, mend)
    elif len(net.waves) > 1:
        found = net.by_wave()
    else:
        found = {net.the_wave: net}
    return found


def _chosen(found: dict[str, Network], waves: Sequence[str] | None) -> dict[str, Network]:
    """Give the waves asked for, in the order asked for."""
    if waves is None:
        return found
    for label in waves:
        if label not in found:
            raise errors.not_one_of("each of waves", list(found), label)
    if not waves:
        raise errors.setting_out_of_range("waves", "must name one wave or more", list(waves))
    return {label: found[label] for label in waves}
