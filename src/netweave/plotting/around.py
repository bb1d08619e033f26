"""The map around one person: who they are tied to, and how those are tied to each other."""

from __future__ import annotations

from collections.abc import Hashable
from typing import TYPE_CHECKING, Any

import numpy as np
import pandas as pd

from netweave import errors
from netweave._guard import guarded
from netweave.plotting.maps import network_map

if TYPE_CHECKING:
    from matplotlib.axes import Axes

    from netweave.network import Network

# The other maps may stand beside this one, so what is left free is what looks are made of.
DRESS = ("color", "shape", "size", "label", "palette", "legend", "title")


@guarded
def ego_map(
    net: Network,
    person: object,
    *,
    ax: Axes | None = None,
    group: str = "organization",
    **dress: Any,
) -> Axes:
    """Draw one person in the middle, whoever they are tied to around, and the ties among these.

    People of one group stand side by side on the ring. For the analyst, and for the person
    themselves: it shows what others said.

    Parameters
    ----------
    net : Network
        Of one wave.
    person : id
        Who stands in the middle.
    ax : Axes, optional
        Where to draw; pyplot's current Axes if left out.
    group : str, default "organization"
        The column of people by which the ring is sorted.
    **dress
        ``color``, ``shape``, ``size``, ``label``, ``palette``, ``legend`` and ``title`` as in
        ``network_map``; names are drawn unless ``label=None`` is given.

    Returns
    -------
    Axes
        What was drawn into.

    Raises
    ------
    DataError
        If the person is not in people, or the network holds several waves.
    ArgumentError
        If an option is none of ``network_map``'s.

    Examples
    --------
    >>> import pandas as pd
    >>> import netweave as nw
    >>> ties = pd.DataFrame({"learner": ["ana", "cleo"], "learned_from": ["ben", "dan"]})
    >>> net = nw.Network(["ana", "ben", "cleo", "dan"], ties)
    >>> ax = nw.plotting.ego_map(net, "ana", ax=nw.plotting.new_axes())
    >>> ax.get_legend().get_texts()[0].get_text()
    '2 people, 1 tie'
    """
    for name in dress:
        if name not in DRESS:
            raise errors.not_one_of("option", DRESS, name)
    known = isinstance(person, Hashable) and person in net.people.index
    if not known:
        mend = "Give an id as it stands in net.people.index."
        raise errors.unknown_people("person", [person], mend)
    place = int(net.people.index.get_indexer(pd.Index([person], tupleize_cols=False))[0])
    tied = net.structure()[[place]].indices
    chosen = np.zeros(net.n, dtype=bool)
    chosen[[place, *tied]] = True
    near = net.subset(net.people.index[chosen])
    wanted = {"color": group, "label": "auto", **dress}
    if group not in near.people.columns and "color" not in dress:
        wanted["color"] = None
    return network_map(near, ax=ax, positions=_ring(near.people, person, group), **wanted)


def _ring(people: pd.DataFrame, person: object, group: str) -> pd.DataFrame:
    """Give the person the middle, and the others a ring sorted by group and id."""
    others = people[people.index != person]
    keys = others[group].astype("str") if group in others.columns else others.index.astype("str")
    order = np.argsort(np.asarray(keys, dtype=object), kind="stable")
    angle = np.pi / 2 - 2 * np.pi * np.arange(len(others)) / max(len(others), 1)
    xy = pd.DataFrame(0.0, index=people.index, columns=["x", "y"])
    xy.loc[others.index[order], ["x", "y"]] = np.column_stack([np.cos(angle), np.sin(angle)])
    return xy
