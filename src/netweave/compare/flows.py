"""What people and organizations that join or leave do to the number of ties."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from netweave.coverage import groups_of

if TYPE_CHECKING:
    from netweave.dyads import Dyads, Panel
    from netweave.network import Network

# One missing count for each of the two rows.
MISSING = pd.array([pd.NA, pd.NA], dtype="Int64")


def crossing(net: Network, people: pd.Index, group: str) -> pd.DataFrame:
    """List the ties across organizations among some people, one row per pair tied either way."""
    joined = net.structure().tocoo()
    once = joined.row < joined.col
    one, other = joined.row[once], joined.col[once]
    among = net.people.index.isin(people)
    code = pd.factorize(groups_of(net, group))[0]
    apart = (code[one] >= 0) & (code[other] >= 0) & (code[one] != code[other])
    chosen = among[one] & among[other] & apart
    index, names = net.people.index, groups_of(net, group).to_numpy()
    ends = {"one": one[chosen], "other": other[chosen]}
    people_at = {end: index[place] for end, place in ends.items()}
    return pd.DataFrame({**people_at, **{f"{e}_group": names[p] for e, p in ends.items()}})


def flow_table(
    before: Network, after: Network, panel: Panel, group: str, *, observed: bool = True
) -> pd.DataFrame:
    """Split the change in ties across organizations exactly into stayed, joined and left.

    ``after - before = (stayed_after - stayed_before) + gained - lost``, with people and with
    organizations as what stays, joins and leaves. Organizations are those with a member there.
    The ties are missing where a wave was not observed.
    """
    who = (panel.people.append(panel.left), panel.people.append(panel.joined))
    ties = [crossing(net, there, group) for net, there in zip((before, after), who, strict=True)]
    there = [
        set(groups_of(net, group)[people].dropna())
        for net, people in zip((before, after), who, strict=True)
    ]
    rows = {
        "people": _flows(ties, ("one", "other"), (panel.people, panel.joined, panel.left)),
        "organizations": _flows(
            ties,
            ("one_group", "other_group"),
            (there[0] & there[1], there[1] - there[0], there[0] - there[1]),
        ),
    }
    table = pd.DataFrame.from_dict(rows, orient="index").rename_axis("units").astype("int64")
    counts = [str(name) for name in table.columns if not str(name).startswith("n_")]
    return table if observed else table.astype("Int64").assign(**dict.fromkeys(counts, MISSING))


def _flows(
    ties: list[pd.DataFrame], ends: tuple[str, str], sizes: tuple[Iterable[str], ...]
) -> dict[str, int]:
    stayed, joined, left = (list(names) for names in sizes)
    inner = [int(wave[ends[0]].isin(stayed).mul(wave[ends[1]].isin(stayed)).sum()) for wave in ties]
    first, second = len(ties[0]), len(ties[1])
    return {
        "before": first,
        "after": second,
        "change": second - first,
        "stayed": inner[1] - inner[0],
        "gained": second - inner[1],
        "lost": first - inner[0],
        "n_stayed": len(stayed),
        "n_joined": len(joined),
        "n_left": len(left),
    }


def cross_ties(dyads: Dyads, labels: tuple[str, str]) -> pd.DataFrame:
    """Count everybody's ties across organizations to others of the panel, over observed pairs."""
    chosen = dyads.observed & dyads.cross
    columns = {}
    for label, tied in zip(labels, (dyads.before, dyads.after), strict=True):
        pairs = tied & chosen
        ends = np.concatenate([dyads.one[pairs], dyads.other[pairs]])
        columns[label] = np.bincount(ends, minlength=len(dyads.people))
    return pd.DataFrame(columns, index=dyads.people)
