"""What would be lost without each person in turn."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pandas as pd

from netweave._kernels import departures, removal
from netweave.registry import measure

if TYPE_CHECKING:
    from netweave.network import Network


@measure(
    "removal_losses",
    "person",
    formula="method 2.1 (each node in turn); Everett & Borgatti 1999 (geodesic_share)",
    range="0 to 1",
    unit="share lost without the person",
    undefined={
        "EMPTY": "nobody",
        "NO_TIES": "no ties",
        "NO_PAIRS": "no two other people can reach each other",
        "NO_OPEN_PAIRS": "nobody stands between two people who are not tied",
        "NOT_BETWEEN": "this person does not",
    },
)
def removal_losses(net: Network, *, directed: bool = False) -> pd.DataFrame:
    """Say what the others would lose if each person in turn left: `hub_dependence` of everybody.

    It searches the network once per person who lies between others, which takes minutes from some
    thousands of people on.

    Never publish it: it has a row per person. A high loss says that little else joins these
    people, often because of the person's task; it says nothing about what the person does.

    Parameters
    ----------
    net : Network
        One wave. Ties count once, however strong and however often.
    directed : bool, default False
        Follow the learning: pairs are ordered, a path runs from the learner to the person learned
        from, and somebody stands between two people if one learned from them and they learned from
        the other. This takes a search of the whole network per person who lies between others.

    Returns
    -------
    DataFrame
        One row per person, 0 to 1; pairs are those of the other people.

        - ``pair_loss``: of the pairs that can reach each other, the share that could not.
        - ``geodesic_share``: share of shortest paths that pass through the person.
        - ``open_two_path_share``: of all two-paths between people who are not tied, the share with
          the person in the middle.
        - ``sole_common_neighbour_share``: of the pairs who are not tied and share the person as
          contact, the share who share nobody else.
        - ``efficiency_loss``: loss in the sum of 1/distance.

        A person without ties loses the others nothing, 0. NaN for ``pair_loss``,
        ``geodesic_share`` and ``efficiency_loss`` if no two others can reach each other, for
        ``open_two_path_share`` if nobody stands between two people who are not tied, for
        ``sole_common_neighbour_share`` if this person does not.

    References
    ----------
    Everett, M. G. & Borgatti, S. P. (1999). The centrality of groups and classes. *Journal of
    Mathematical Sociology*, 23, 181-201.

    Examples
    --------
    Hana is tied to Ana, Ben and Cleo, and Ana to Ben: without Hana one of three pairs is left.

    >>> import pandas as pd
    >>> import netweave as nw
    >>> ties = pd.DataFrame({
    ...     "learner": ["ana", "ben", "cleo", "ana"],
    ...     "learned_from": ["hana", "hana", "hana", "ben"],
    ... })
    >>> net = nw.Network(["hana", "ana", "ben", "cleo"], ties)
    >>> nw.removal_losses(net)["pair_loss"].round(3).to_dict()
    {'hana': 0.667, 'ana': 0.0, 'ben': 0.0, 'cleo': 0.0}
    """
    kernel = departures if directed else removal
    losses = kernel.single_losses(net.structure(directed=directed), efficiency=True)
    return pd.DataFrame(losses, index=net.people.index, dtype=float)
