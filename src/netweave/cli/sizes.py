"""How large a cohort is, by the records of a project: what ``netweave plan`` begins with."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, Any

from netweave.cli.records import Records
from netweave.cli.telling import say

if TYPE_CHECKING:
    from netweave.network import Network


def cohort_of(records: Records) -> dict[str, Any]:
    """Give the settings that a project's records show; what they do not show is left out."""
    from netweave.report.findings import Options, find  # noqa: PLC0415

    project = records.project
    asked = Options(project.title, "analyst", records.kind, project.group, project.seed)
    waves, change = records.waves, find(records.net, asked).change
    first = waves[0]
    people, organizations, density = _before(first.members, project.group, first.coverage.coverage)
    known: dict[str, Any] = {"conveners": int(first.everybody.convener.sum())}
    known |= {"joiners": 0, "leavers": 0}
    if organizations >= 2:
        known |= {
            "organizations": organizations,
            "members_per_organization": (people // organizations, -(-people // organizations)),
        }
    shares = dict(zip(("density_cross", "density_same"), density, strict=True))
    known |= {name: share for name, share in shares.items() if 0 < share < 1}
    rates = [wave.coverage.response for wave in (waves[0], waves[-1])]
    if all(rate > 0 for rate in rates):
        known["response"] = tuple(rates)
    if change is not None and len(change.turnover):
        persistence = float(change.turnover["persistence_rate"].to_dict()["cross"])
        if 0 < persistence < 1:
            known["persistence"] = persistence
    _say_what_is_known(known, project.path.name)
    return known


def _before(net: Network, group: str, coverage: float) -> tuple[int, int, tuple[float, float]]:
    """Count people and organizations, and the shares of observed pairs tied across and inside."""
    from netweave.coverage import groups_of  # noqa: PLC0415

    named = groups_of(net, group)
    cells, home = net.structure().tocoo(), named.astype("object").to_numpy()
    sizes = named.value_counts().to_numpy()
    people, seen = int(sizes.sum()), coverage if coverage > 0 else 1.0
    inside = float((sizes * (sizes - 1)).sum()) / 2
    across = people * (people - 1) / 2 - inside
    known = named.notna().to_numpy()
    both = known[cells.row] & known[cells.col] & (cells.row < cells.col)
    alike = home[cells.row] == home[cells.col]
    tied = float((both & ~alike).sum()), float((both & alike).sum())
    shares = [
        count / (pairs * seen) if pairs else math.nan
        for count, pairs in zip(tied, (across, inside), strict=True)
    ]
    return people, len(sizes), (shares[0], shares[1])


def _say_what_is_known(known: dict[str, Any], name: str) -> None:
    """Say which settings were taken from the records."""
    written = {
        "organizations": "{:,} organizations",
        "members_per_organization": "{0[0]} to {0[1]} members each",
        "density_cross": "{:.1%} of pairs across tied before", "density_same": "{:.0%} inside",
        "persistence": "{:.0%} of ties across persisted",
    }  # fmt: skip
    told = [words.format(known[key]) for key, words in written.items() if key in known]
    if "response" in known:
        told.append(", then ".join(f"{rate:.0%}" for rate in known["response"]) + " answered")
    say(f"from {name}: {', '.join(told)}")
