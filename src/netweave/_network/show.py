"""What a network says about itself."""

from __future__ import annotations

import html
from typing import TYPE_CHECKING, Any

import pandas as pd

if TYPE_CHECKING:
    from netweave.network import Network

MANY = 6


def line(net: Network) -> str:
    """Describe the network in one line."""
    alone = int(net.without_ties.sum())
    counts = net._ties["kind"].value_counts()
    kinds = ", ".join(f"{counts.get(kind, 0):,} {kind}" for kind in net._kinds.index[:MANY])
    more = f", {len(net._kinds) - MANY} more kinds" if len(net._kinds) > MANY else ""
    people = f"{_plural(net.n, 'person', 'people')}" + (f" ({alone} without ties)" if alone else "")
    ties = f"{_plural(len(net._ties), 'tie', 'ties')}" + (f": {kinds}{more}" if kinds else "")
    labels = ", ".join(str(label) for label in net._waves.index)
    word = "wave" if len(net._waves) == 1 else "waves"
    return f"<Network: {people}, {ties}" + (f"; {word} {labels}>" if labels else ">")


def _plural(count: int, one: str, many: str) -> str:
    return f"{count:,} {one if count == 1 else many}"


def facts(net: Network) -> pd.Series:
    """Count what is in the network."""
    counts = net._ties["kind"].value_counts()
    rows: dict[str, Any] = {
        "people": net.n,
        "people without ties": int(net.without_ties.sum()),
        "conveners": int(net._people["convener"].sum()),
        "ties": len(net._ties),
        **{f"ties: {kind}": int(counts.get(kind, 0)) for kind in net._kinds.index},
    }
    if "wave" in net._ties:
        by_wave = net._ties["wave"].value_counts(dropna=False)
        rows |= {f"ties in {label}": int(by_wave.get(label, 0)) for label in net._waves.index}
        rows["ties outside every wave"] = int(net._ties["wave"].isna().sum())
    if "organization" in net._people:
        rows["organizations"] = int(net._people["organization"].nunique())
    return pd.Series(rows, name="network", dtype="int64")


def page(net: Network) -> str:
    """Describe the network as HTML for a notebook, everything escaped."""
    head = f"<p>{html.escape(line(net))}</p><p>A tie reads: learner learned from learned_from.</p>"
    table = facts(net).to_frame().to_html(escape=True)
    kinds = net._kinds[["evidence", "mutual", "headline", "unit", "scale"]].to_html(escape=True)
    return head + table + kinds
