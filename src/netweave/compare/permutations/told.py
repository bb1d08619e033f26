"""What results on pairs share: passports, warnings, and who or what is left out, in words."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

from netweave.analytics.passports import notices_for, passport
from netweave.codes import Notice
from netweave.compare.outcome import merged
from netweave.results import Passport

if TYPE_CHECKING:
    from netweave.compare.permutations.cells import Cells
    from netweave.network import Network


def passport_of(
    name: str,
    formula: str,
    cells: Sequence[Cells],
    *,
    people: int,
    seed: int,
    weighted: bool = False,
) -> Passport:
    """Fill in a passport from the networks among what was given."""
    nets = [one.net for one in cells if one.net is not None]
    if not nets:
        return Passport(name, formula, people=people, seed=seed)
    made = [passport(net, name, seed=seed, weighted=weighted) for net in nets]
    return dataclasses.replace(
        made[0],
        formula=formula,
        kinds=tuple(dict.fromkeys(kind for one in made for kind in one.kinds)),
        left_out=tuple(dict.fromkeys(kind for one in made for kind in one.left_out)),
        wave=" and ".join(dict.fromkeys(one.wave for one in made if one.wave)),
        coverage=min((one.coverage for one in made if one.coverage == one.coverage),
                     default=float("nan")),
        people=people,
    )  # fmt: skip


def notices_of(cells: Iterable[Cells], *further: Notice) -> tuple[Notice, ...]:
    """Give what is to be known of every network among what was given, one notice per code."""
    nets: list[Network] = [one.net for one in cells if one.net is not None]
    return merged([*(notice for net in nets for notice in notices_for(net)), *further])


def pairs_words(count: float, *, directed: bool) -> str:
    """Count pairs: "1 pair", "420 ordered pairs"."""
    what = "ordered pair" if directed else "pair"
    return f"{count:,.0f} {what}{'' if count == 1 else 's'}"


def people_words(count: int) -> str:
    """Count people."""
    return "1 person" if count == 1 else f"{count:,} people"


def left_words(left: int, unknown: float, *, directed: bool) -> str:
    """Say who and what does not enter, "" if nobody and nothing."""
    said = []
    if left:
        are = "is" if left == 1 else "are"
        said.append(f"{people_words(left)} who {are} not in all that is compared {are} left out")
    if unknown:
        are = "is" if unknown == 1 else "are"
        said.append(f"{pairs_words(unknown, directed=directed)} of which too little is known {are} "
                    "left out")  # fmt: skip
    return f" {'; '.join(said)}." if said else ""
