"""The reporting standard as a finding of its own, with a description of the network data."""

from __future__ import annotations

import html
from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

import pandas as pd

from netweave._guard import guarded
from netweave.report import instrument, numbers, shielded
from netweave.report.findings import Findings, Options, find
from netweave.report.hubs import find as find_hubs
from netweave.report.standard import rows
from netweave.report.structure import alone
from netweave.report.wording import DASH, joined, number, plural

if TYPE_CHECKING:
    from netweave.network import Network
    from netweave.report.waves import Wave

COLUMNS = ["item", "value"]


@dataclass(frozen=True, repr=False)
class ReportStandard:
    """What every evaluation must state, and a description of the network data.

    Parameters
    ----------
    table : DataFrame
        Columns ``item``, ``value``: one row for each item of the reporting standard, in words.
    description : DataFrame
        Columns ``item``, ``value``: what the data are, in the manner of the Guidelines for
        Reporting About Network Data (GRAND): nodes, edges, boundary, sources, dates, missing
        answers, direction, weights, size, density and pieces.
    sentence : str
        The data in one sentence.
    """

    table: pd.DataFrame
    description: pd.DataFrame
    sentence: str

    @property
    def text(self) -> str:
        """Both as a page in Markdown."""
        parts = [self.sentence]
        for title, frame in self._frames():
            lines = [f"| {_cell(item)} | {_cell(value)} |" for item, value in frame.to_numpy()]
            parts += [f"## {title}", "\n".join(["| item | value |", "|---|---|", *lines])]
        return "\n\n".join(parts) + "\n"

    def _frames(self) -> list[tuple[str, pd.DataFrame]]:
        return [("The network data", self.description), ("Reporting standard", self.table)]

    def __repr__(self) -> str:
        return f"<ReportStandard: {self.sentence}>"

    def __str__(self) -> str:
        return self.text

    def _repr_html_(self) -> str:
        shown = [
            f"<h4>{title}</h4>{frame.to_html(index=False, header=False, escape=True)}"
            for title, frame in self._frames()
        ]
        return f"<p>{html.escape(self.sentence)}</p>{''.join(shown)}"


@guarded
def report_standard(
    net: Network,
    *,
    group: str = "organization",
    kind: str | None = None,
    audience: str = "network",
    title: str = "",
    seed: int = 1,
) -> ReportStandard:
    """State what an evaluation must state, and describe the network data.

    The table is the one of the report: question and threshold, kinds of tie, windows, boundary,
    sizes, response and coverage, how the convener was treated, the headline with its interval,
    shares, turnover, people without ties, reach, what hangs on the convener, how sensitive the
    headline is, random networks and seed, version, and warnings. What does not apply says so.

    Parameters
    ----------
    net : Network
        As woven, one wave or several; with several the first is compared with the last.
    group : str, default "organization"
        The column of people whose groups ties cross.
    kind : str, optional
        The kind of tie that it rests on; needed if several could be the headline. The strength of
        ties counts only through the threshold of that kind, parallel and mutual ties once.
    audience : {"network", "analyst", "public"}, default "network"
        Who reads it: above the analyst, numbers that would tell single people are ranges, steps
        or left out.
    title : str, default ""
        What the network is called.
    seed : int, default 1
        Same network, same seed, same answer.

    Returns
    -------
    ReportStandard
        ``table``, ``description``, ``sentence``, and ``text`` in Markdown. People without ties
        count in every size. Where a value is undefined or does not apply, the cell says why.

    Raises
    ------
    ArgumentError
        If there is no such kind, it must be named, or there is no such audience.
    RefusalError
        E-HEADLINE if the kind is an opportunity.

    Examples
    --------
    Ana and Ben learned from each other, Cleo from nobody: one tied pair of three.

    >>> import pandas as pd
    >>> import netweave as nw
    >>> ties = pd.DataFrame({"learner": ["ana", "ben"], "learned_from": ["ben", "ana"]})
    >>> net = nw.Network(["ana", "ben", "cleo"], ties)
    >>> said = nw.report_standard(net, audience="analyst")
    >>> said.description.set_index("item").loc[["Nodes", "Edges", "Density"], "value"].tolist()
    ['3 people', '1 tied pair', '33.3%']
    >>> said.table.set_index("item").loc["Comparison group", "value"]
    'no: this is change, not effect'
    """
    import netweave  # noqa: PLC0415

    options = Options(title, audience, kind, group, seed, in_file=False)
    found = find(net, options)
    version = str(netweave.__version__)
    stated = rows(found, alone(found), find_hubs(found), version, drawn=False)
    return ReportStandard(
        table=pd.DataFrame(stated, columns=COLUMNS),
        description=pd.DataFrame(_described(found), columns=COLUMNS),
        sentence=_sentence(found),
    )


def _cell(value: object) -> str:
    return " ".join(str(value).replace("|", "\\|").split())


def _by_wave(findings: Findings, write: Callable[[Wave], str]) -> str:
    """Write a number of each wave."""
    said = [
        f"{wave.label}: {write(wave)}" if wave.label else write(wave) for wave in findings.waves
    ]
    return "; ".join(said) or DASH


def _described(findings: Findings) -> list[tuple[str, str]]:
    """Describe the data: what is a node, what an edge, where they come from, what is missing."""
    net, kind = findings.net, findings.kind
    if not kind:
        return [
            ("Name", findings.options.title or "not named"),
            ("Nodes", plural(net.n, "person", "people")),
            ("Edges", "none: these records hold only opportunity"),
        ]
    facts = net.kinds.to_dict("index")[kind]
    evidence = instrument.WORDS[str(facts["evidence"])]
    return [
        ("Name", findings.options.title or "not named"),
        ("What a node is", "a person on the roster who was eligible in the wave"),
        ("What an edge is", f"a tie of the kind “{kind}”, {evidence}. {findings.tied_if}"),
        ("Boundary", "whoever is on the roster and eligible; nobody appears through a tie"),
        ("Sources", _sources(findings)),
        ("Dates", _dates(findings)),
        ("Direction", "both ways" if facts["mutual"] else
         "one way, from the learner to the person learned from; sizes below disregard it"),
        ("Weights", f"levels of {facts['scale']}" if facts["scale"] else "none, or no named scale"),
        ("Nodes", _by_wave(findings, lambda wave: plural(wave.everybody.n, "person", "people"))),
        ("Edges", _by_wave(findings, lambda wave: _edges(findings, wave))),
        ("Density", _by_wave(findings, lambda wave: _density(findings, wave))),
        ("Missing answers", _by_wave(findings, lambda wave: _missing(findings, wave))),
        ("Pieces of two people or more", _by_wave(findings, lambda wave: "withheld (W03)"
         if wave.withheld else number(numbers.pieces(wave.everybody)))),
        ("Attributes of nodes", joined(_columns(net.people, net.roster)) or "none"),
        ("Attributes of edges", joined(str(name) for name in net.ties.columns) or "none"),
    ]  # fmt: skip


def _columns(*frames: pd.DataFrame | None) -> list[str]:
    """Name the columns of some tables, each once."""
    names = [str(name) for frame in frames if frame is not None for name in frame.columns]
    return list(dict.fromkeys(names))


def _sources(findings: Findings) -> str:
    """Say which kinds of record there are, by their evidence."""
    counts = findings.net.ties["kind"].value_counts().to_dict()
    return "; ".join(
        f"{name}: {instrument.WORDS[str(row['evidence'])]}, {counts.get(name, 0):,} records"
        for name, row in findings.net.kinds.iterrows()
    )


def _dates(findings: Findings) -> str:
    """Give the windows of the waves."""
    windows = findings.net.waves
    said = [
        f"{label}: {str(row['start'])[:10]} to before {str(row['end'])[:10]}"
        for label, row in windows.iterrows()
        if pd.notna(row["start"])
    ]
    return "; ".join(said) or "no dates given"


def _edges(findings: Findings, wave: Wave) -> str:
    """Count the tied pairs of a wave; roughly where the count would tell few people's ties."""
    count = numbers.tied(wave.everybody)
    if findings.audience.hides(wave.everybody.n):
        return "hidden"
    few = wave.has_convener and shielded.few_in_team(findings)
    if few or findings.hides_totals:
        return f"{shielded.about(count)} tied pairs"
    return plural(count, "tied pair")


def _density(findings: Findings, wave: Wave) -> str:
    """Give the share of the observed pairs that are tied."""
    if findings.audience.hides(wave.everybody.n):
        return "hidden"
    write = numbers.density_writer(findings)
    return number(write(numbers.observed_density(findings.kind, wave.everybody)))


def _missing(findings: Findings, wave: Wave) -> str:
    """Give response, and the share of pairs that nobody could report."""
    if findings.recorded:
        return "nobody was asked: ties come from records"
    if not wave.coverage.known:
        return "it is not known who answered"
    response = shielded.rate(findings, wave.coverage.response)
    seen = shielded.rate(findings, wave.coverage.coverage)
    return f"{response} of the members answered, {seen} of their pairs were observed"


def _sentence(findings: Findings) -> str:
    """Say in one sentence what the data are."""
    people = plural(findings.net.n, "person", "people")
    waves = [wave.label for wave in findings.waves if wave.label]
    when = f" at {joined(waves)}" if waves else ""
    ties = f"ties of the kind “{findings.kind}”{when}" if findings.kind else "opportunity only"
    missing = f"; {_by_wave(findings, lambda wave: _missing(findings, wave))}" if waves else ""
    codes = joined(dict.fromkeys(notice.code for notice in findings.notices))
    return f"{people}, {ties}{missing}. Warnings raised: {codes or 'none'}."
