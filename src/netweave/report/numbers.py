"""The numbers on a whole wave, each with and without the conveners."""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING, Any

import pandas as pd

from netweave.audience import SUPPRESSED, fives, step
from netweave.coverage import asked_about, groups_of
from netweave.report import shielded
from netweave.report.tables import Format, Table
from netweave.report.wording import DASH, number, percent

if TYPE_CHECKING:
    from netweave.network import Network
    from netweave.report.findings import Findings
    from netweave.report.waves import Wave

MEMBERS, EVERYBODY = "members only", "with the convener"
WITHHELD = "withheld"
COARSE_PAIRS = 800
FEW_PEOPLE = 20


@dataclass(frozen=True)
class Row:
    """One number: its words, how it is computed and written, and whether it follows paths.

    ``coarse`` writes it with the conveners where they are few, so that it less the number without
    them tells nothing about their ties. ``why`` gives the code of why it is undefined.
    """

    label: str
    compute: Callable[[Network], Any]
    write: Format
    paths: bool = False
    coarse: Format | None = None
    why: Callable[[Network], str] | None = None


def wave_table(
    findings: Findings, name: str, caption: str, rows: list[Row], note: str = ""
) -> Table:
    """Lay out numbers: one row each, per wave a column without and one with the conveners.

    Numbers that follow paths are withheld where fewer than 60 in 100 pairs were observed (W03),
    and everything is suppressed on fewer people than the audience may see.
    """
    columns: dict[str, list[object]] = {"": [row.label for row in rows]}
    reasons: dict[tuple[int, str], str] = {}
    for wave in findings.waves:
        for words, net in sides(findings, wave):
            heading = headed(wave, words)
            cells = [_cell(findings, wave, row, net) for row in rows]
            columns[heading] = [*cells]
            reasons |= {
                (place, heading): row.why(net)
                for place, (row, cell) in enumerate(zip(rows, cells, strict=True))
                if row.why and cell == DASH
            }
    withheld = [wave.label for wave in findings.waves if wave.withheld]
    if withheld and any(row.paths for row in rows):
        note = f"{note} {withheld_words(withheld)}".strip()
    frame = pd.DataFrame(columns)
    told = f"{note}{left_out(findings, totals=True)}".strip()
    return Table(name, caption, frame, note=told, reasons=reasons)


def left_out(findings: Findings, *, totals: bool = False) -> str:
    """Say, as the end of a note, that numbers with few conveners, or totals, are not given."""
    said = [shielded.LONE_TEAM] if shielded.team_of_two(findings) else []
    said += [shielded.IN_STEPS] if totals and findings.hides_totals else []
    return "".join(f" {text}" for text in said)


def withheld_words(labels: list[str]) -> str:
    """Say why numbers that follow paths are withheld."""
    where = f" at {' and '.join(label for label in labels if label)}" if any(labels) else ""
    return (
        f"Withheld{where}: fewer than 60 in 100 pairs were observed (W03), and numbers that "
        "follow paths through the network cannot be trusted then."
    )


def sides(findings: Findings, wave: Wave) -> list[tuple[str, Network]]:
    """Give a wave without and with the conveners; once where nobody is marked, or too few are."""
    if not wave.has_convener:
        return [("", wave.members)]
    if shielded.lone_team(findings, wave):
        return [(MEMBERS, wave.members)]
    return [(MEMBERS, wave.members), (EVERYBODY, wave.everybody)]


def headed(wave: Wave, words: str) -> str:
    """Give the heading of a column: the wave and who is in it."""
    return ": ".join(part for part in (wave.label, words) if part) or "all records"


def _cell(findings: Findings, wave: Wave, row: Row, net: Network) -> str:
    if row.paths and wave.withheld:
        return WITHHELD
    if findings.audience.hides(net.n):
        return SUPPRESSED
    few = net is not wave.members and shielded.few_in_team(findings) and not findings.hides_totals
    if row.coarse and few:
        return row.coarse(row.compute(net))
    return row.write(row.compute(net))


def _why(measure: Callable[..., Any], net: Network, term: str = "") -> str:
    """Give the code of the reason why a number on the whole network is undefined."""
    from netweave.analytics.tabulate import reasons  # noqa: PLC0415

    codes = reasons(net, measure)
    code = codes.to_dict()[term] if term else codes.iloc[0]
    return code if isinstance(code, str) else ""


def pieces(net: Network) -> int:
    """Count the separate pieces of two people or more."""
    from netweave.analytics.cohesion.pieces import components  # noqa: PLC0415

    sizes = components(net).value_counts()
    return int((sizes > 1).sum())


def cohesion_rows(findings: Findings) -> list[Row]:
    """List the numbers on the network as a whole."""
    from netweave.analytics.cohesion import filled, reaching, returned  # noqa: PLC0415

    count = partial(number, digits=0)
    rows = [
        Row("People", lambda net: net.n, count),
        Row("Tied pairs of people", tied, ties_writer(findings), coarse=shielded.about),
        Row("Share of observed pairs that are tied (density)",
            partial(observed_density, findings.kind), density_writer(findings),
            coarse=lambda found: fives(found[0]), why=partial(_why, filled.density)),
        Row("Share of ties that go both ways (reciprocity)", returned.reciprocity,
            partial(shielded.share_of_ties, findings), coarse=fives,
            why=partial(_why, returned.reciprocity)),
        Row("… over so many pairs in which both answered",
            partial(_answered_pairs, findings.kind), _pairs_writer(findings)),
        Row("Separate pieces of two people or more", pieces, count, paths=True),
        Row("Pairs that can reach each other", _reaching, reach_writer(findings), paths=True,
            why=partial(_why, reaching.reach)),
        Row("Others reached within two steps, on average", reaching.reach,
            step_or_percent(findings), paths=True, why=partial(_why, reaching.reach)),
    ]  # fmt: skip
    eligible = bool(findings.net.kinds.loc[findings.kind, "reciprocity_eligible"])
    return [row for row in rows if eligible or not row.label.startswith("… over")]


def step_or_percent(findings: Findings) -> Callable[[float], str]:
    """Write a share of pairs reached: in steps of five points where counts of ties are hidden."""
    return fives if findings.hides_totals else percent


def tied(net: Network) -> int:
    """Count the pairs of people who are tied."""
    return net.structure().nnz // 2


def observed_density(kind: str, net: Network) -> tuple[float, int]:
    """Give the share of the observed pairs that are tied, and how many pairs were observed.

    As in the headline, a pair is observed if a side answered or a tie is known.
    """
    asked = asked_about(net, kind)
    cells = net.structure().tocoo()
    told = int((~asked.seen(cells.row, cells.col)).sum()) // 2
    pairs = sum(asked.counts) + told
    return (tied(net) / pairs if pairs else math.nan), pairs


def _answered_pairs(kind: str, net: Network) -> tuple[int, bool]:
    """Count the pairs in which both answered, and say whether conveners are among the people."""
    return asked_about(net, kind).counts[0], bool(net.convener.any())


def _pairs_writer(findings: Findings) -> Callable[[tuple[int, bool]], str]:
    """Write pairs that answered; hidden where it would tell which few conveners were silent."""

    def write(found: tuple[int, bool]) -> str:
        pairs, convened = found
        return SUPPRESSED if convened and not findings.audience.exact else number(pairs)

    return write


def _reaching(net: Network) -> tuple[float, int]:
    from netweave.analytics.cohesion.pieces import connectedness  # noqa: PLC0415

    return connectedness(net), net.n


def ties_writer(findings: Findings) -> Format:
    """Write a number of ties; not in full where it would tell the ties of few people.

    To the nearest ten, or hidden where those of the panel are exact: just above a boundary of
    tens they would give the rest back.
    """
    if findings.hides_across:
        return shielded.about
    if findings.hides_totals:
        return lambda _: SUPPRESSED
    return partial(number, digits=0)


def density_writer(findings: Findings) -> Callable[[tuple[float, int]], str]:
    """Write a density; coarsely where it would tell the ties of few people."""

    def coarse(found: tuple[float, int]) -> str:
        share, pairs = found
        told = findings.hides_across and pairs >= COARSE_PAIRS
        return step(share) if told else SUPPRESSED

    places = 1 if findings.audience.exact or not findings.has_convener else 0
    return coarse if findings.hides_totals else lambda found: percent(found[0], places)


def reach_writer(findings: Findings) -> Callable[[tuple[float, int]], str]:
    """Write a share of pairs that reach each other: in steps, since it tells how many are alone."""

    def coarse(found: tuple[float, int]) -> str:
        share, people = found
        if people < FEW_PEOPLE or math.isnan(share):
            return SUPPRESSED if people < FEW_PEOPLE else number(share)
        step = int(share * 5) * 20
        return "all" if share == 1 else f"{step} to {step + 19}%"

    return (lambda found: percent(found[0])) if findings.audience.exact else coarse


def ei_rows(findings: Findings) -> list[Row]:
    """List the E-I index beside its expectation; coarse where counts of ties are banded."""
    digits = 2 if findings.audience.exact else 1
    write = partial(number, digits=digits)
    words = {
        "observed": "E-I index, observed",
        "expected": "E-I index expected if ties ignored organization",
        "difference": "Observed less expected",
    }
    from netweave.analytics.bridging.across import ei_index  # noqa: PLC0415

    hidden = [] if not findings.hides_totals else ["observed", "difference"]
    index = partial(ei_index, group=findings.group)
    return [
        Row(label, partial(_ei, findings.group, term),
            (lambda _: SUPPRESSED) if term in hidden else write,
            why=partial(_why, index, term=term))
        for term, label in words.items()
    ]  # fmt: skip


def _ei(group: str, term: str, net: Network) -> float:
    from netweave.analytics.bridging.across import ei_index  # noqa: PLC0415

    if groups_of(net, group).isna().all():
        return math.nan
    estimates = ei_index(net, group=group).table.set_index("term")["estimate"]
    return float(estimates.to_dict()[term])


def quartiles(findings: Findings, measures: Mapping[str, Callable[[Network], pd.Series]]) -> Table:
    """Lay out how measures on people spread over the members; no single person's value."""
    columns: dict[str, list[object]] = {"": [*measures, "Members it is defined for"]}
    for wave in findings.waves:
        for words, net in sides(findings, wave):
            heading = headed(wave, words)
            found = [measure(net)[~net.convener] for measure in measures.values()]
            columns[heading] = [
                *(_spread(findings, values) for values in found), _defined(findings, found[0])
            ]  # fmt: skip
    return Table(
        "bridging_spread",
        "How the positions of members spread: the middle one, and between which values half of "
        "them lie",
        pd.DataFrame(columns),
        note="Effective size counts contacts, betweenness pairs of people; constraint is a share "
        "that can exceed 1. Lowest and highest values are left out: they belong to single people. "
        "Effective size and constraint are not defined for somebody without ties."
        f"{left_out(findings)}",
    )


def _spread(findings: Findings, values: pd.Series) -> str:
    defined = values.dropna()
    if not len(defined):
        return number(math.nan)
    if findings.audience.hides(len(defined) // 2):
        return SUPPRESSED
    low, middle, high = (float(defined.quantile(share)) for share in (0.25, 0.5, 0.75))
    write = partial(number, digits=1 if findings.hides_totals else 2)
    return f"{write(middle)} ({write(low)} to {write(high)})"


def _defined(findings: Findings, values: pd.Series) -> str:
    without = int(values.isna().sum())
    if not without:
        return f"all {len(values)}"
    return f"all but {findings.audience.head_count(without)} of {len(values)}"
