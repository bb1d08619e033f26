"""The ties of each wave, pair by pair and kind by kind."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np
import pandas as pd

from netweave.plotting import looks
from netweave.plotting.maps import MEANS
from netweave.plotting.style import plain

if TYPE_CHECKING:
    from netweave.network import Network
    from netweave.plotting.interactive.given import Asked

MOST_LINES = 20_000  # of all kinds and waves; above, opportunities stay out
MOST_LEVELS = 12


@dataclass(frozen=True)
class Lines:
    """The kinds of tie of a map, and its lines wave by wave.

    Parameters
    ----------
    kinds : list
        Name, meaning, whether it has arrows, unit, levels to choose a least weight from.
    rows : dict
        Wave → rows of two places, kind, weight one → other, weight other → one.
    notes : list of str
        What was left out.
    """

    kinds: list[dict[str, Any]]
    rows: dict[str, list[list[float]]]
    notes: list[str]


def lines_of(asked: Asked) -> Lines:
    """Collect the ties at or above their kind's threshold, one row per pair and kind."""
    table = pd.concat([net.kinds for net in asked.networks])
    table = table[~table.index.duplicated()]
    structural = {name for net in asked.networks for name in net.structural_kinds}
    found = {label: _rows(asked, net, table.index) for label, net in asked.waves.items()}
    notes = []
    shown = [str(name) for name in table.index]
    if sum(len(rows) for rows in found.values()) > MOST_LINES and structural:
        shown = [name for name in shown if name in structural]
        out = [plain(name).replace("_", " ") for name in table.index if name not in structural]
        notes += [f"Not on this map, because they are too many lines: {', '.join(out)}."] * bool(
            out
        )
    keep = [place for place, name in enumerate(table.index) if str(name) in shown]
    kinds = [
        _kind(table.iloc[place], str(table.index[place]), structural, found.values(), place)
        for place in keep
    ]
    new = {place: number for number, place in enumerate(keep)}
    rows = {label: _listed(rows, new) for label, rows in found.items()}
    return Lines(kinds, rows, notes)


def comparable(before: Network, after: Network, kind: str | None) -> bool:
    """Say whether change can be shown: opportunities alone do not change."""
    return kind is not None or bool(before.structural_kinds or after.structural_kinds)


def has_arrows(kinds: pd.DataFrame) -> pd.Series:
    """Say which kinds tell who learned from whom."""
    return ~kinds["mutual"].astype(bool) & (kinds["evidence"] != "opportunity")


def _kind(
    row: pd.Series,
    name: str,
    structural: set[str],
    found: Iterable[pd.DataFrame],
    place: int,
) -> dict[str, Any]:
    weights = [rows.loc[rows["kind"] == place, ["forth", "back"]].to_numpy() for rows in found]
    heavy = np.concatenate([one.max(axis=1) for one in weights if len(one)] or [np.zeros(0)])
    levels = looks.examples(heavy) if len(np.unique(heavy)) > MOST_LEVELS else np.unique(heavy)
    unit = row["unit"]
    return {
        "name": plain(name).replace("_", " "),
        "text": MEANS[str(row["evidence"])],
        "arrows": bool(~bool(row["mutual"]) & (row["evidence"] != "opportunity")),
        "unit": plain(unit) if isinstance(unit, str) else "",
        "on": name in structural or not structural,
        "levels": [round(float(level), 6) for level in levels],
    }


def _rows(asked: Asked, net: Network, names: pd.Index) -> pd.DataFrame:
    """Give one row per pair and kind, the pair in the places of everybody."""
    ties, kinds = net.ties, net.kinds
    level = ties["weight"].to_numpy()
    if "highest" in ties:
        level = ties["highest"].fillna(ties["weight"]).to_numpy(dtype=float)
    kind = ties["kind"].cat.codes.to_numpy()
    keep = level >= kinds["threshold"].fillna(0.0).to_numpy(dtype=float)[kind]
    place = asked.everybody.get_indexer(net.people.index)
    learner = place[ties["learner"].cat.codes.to_numpy()[keep]]
    learned_from = place[ties["learned_from"].cat.codes.to_numpy()[keep]]
    forward = learner < learned_from
    weight = ties["weight"].to_numpy()[keep]
    table = pd.DataFrame({
        "one": np.minimum(learner, learned_from),
        "other": np.maximum(learner, learned_from),
        "kind": names.get_indexer(kinds.index)[kind[keep]],
        "forth": np.where(forward, weight, 0.0),
        "back": np.where(forward, 0.0, weight),
    })
    return table.groupby(["one", "other", "kind"], as_index=False).sum()


def _listed(rows: pd.DataFrame, new: dict[int, int]) -> list[list[float]]:
    rows = rows[rows["kind"].isin(new)]
    ends = rows[["one", "other"]].to_numpy().tolist()
    kind = [new[place] for place in rows["kind"]]
    forth, back = rows["forth"].round(6).tolist(), rows["back"].round(6).tolist()
    return [
        [*pair, sort, _short(there), _short(again)]
        for pair, sort, there, again in zip(ends, kind, forth, back, strict=True)
    ]


def _short(weight: float) -> float:
    return int(weight) if weight == int(weight) else weight
