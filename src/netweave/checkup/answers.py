"""How people answered: levels all alike, nearly everybody named, caps, answers that were lost.

The two limits here are heuristics. No published value stands behind them: what they mark is worth
a look, and nothing is left out because of it.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

import pandas as pd

from netweave.checkup.files import tallies
from netweave.checkup.rows import NOTE, OK, Finding, examples, noticed
from netweave.ingest.fates import ITSELF
from netweave.ingest.weaving.reports import HIGHEST, TWICE
from netweave.report.wording import plural
from netweave.scales import SCALES

if TYPE_CHECKING:
    from netweave.checkup.reading import Gathered
    from netweave.network import Network

SECTION = "answers"
# Heuristic: a respondent who gave one and the same level to at least so many others is listed.
LEAST_ALIKE = 5
# Heuristic: a scale of fewer levels leaves little else to say.
LEAST_LEVELS = 3
# Heuristic: a respondent who names more than this share of those who could be named is listed.
SATURATED = 0.8
_CODES = re.compile(r"(?:^|; )(\d+) cells? holds? (a code for [^;]+)")


def findings(found: Gathered) -> list[Finding]:
    """Give the findings on answers."""
    net, ledger = found.net, found.ledger
    if net is None or not len(_asked(net)):
        return []
    return [
        *_alike(net, levels_of(found)),
        *_saturated(net),
        *(noticed(SECTION, "", one) for one in net.notes if one.code in {"W08", "W25"}),
        *_unusable(ledger),
        *_settled(ledger),
        *_codes(ledger),
        *_unasked(net),
    ]


def _asked(net: Network) -> list[str]:
    reported = net.kinds["evidence"] == "reported"
    return [str(kind) for kind in net.kinds.index[reported & (net.kinds["reporter"] != "record")]]


def levels_of(found: Gathered) -> dict[str, int]:
    """Say per kind how many levels its scale has; the sources know scales of one's own."""
    if found.net is None:
        return {}
    scales = {str(kind): SCALES.get(str(name)) for kind, name in found.net.kinds["scale"].items()}
    counts = {kind: len(scale.levels) for kind, scale in scales.items() if scale}
    own = {one.kind: one.scale for one in found.sources if getattr(one, "scale", None) is not None}
    return counts | {kind: len(scale.levels) for kind, scale in own.items()}


def _reports(net: Network) -> pd.DataFrame:
    """Give the answers of people in the network: wave, kind, respondent, named, weight."""
    told = net.report.reports
    if not len(told):
        return pd.DataFrame(columns=["wave", "kind", "respondent", "named", "weight"])
    named = told["learned_from"].astype("str").where(
        told["respondent"].astype("str") == told["learner"].astype("str"),
        told["learner"].astype("str"),
    )  # fmt: skip
    table = pd.DataFrame({
        **{name: told[name].astype("str") for name in ("wave", "kind", "respondent")},
        "named": named,
        "weight": told["weight"],
    })
    here = table["respondent"].isin(net.people.index) & table["named"].isin(net.people.index)
    return table[here & table["kind"].isin(_asked(net))]


def _alike(net: Network, levels: dict[str, int]) -> list[Finding]:
    """List who gave the same level, above "no tie", to everybody they said anything of."""
    told = []
    for (wave, kind), rows in _reports(net).groupby(["wave", "kind"], sort=False):
        if levels.get(str(kind), 0) < LEAST_LEVELS:
            continue
        by = rows.groupby("respondent", sort=False)["weight"].agg(["size", "min", "max"])
        many = by[by["size"] >= LEAST_ALIKE]
        flat = many[(many["min"] == many["max"]) & (many["max"] > 0)]
        text = (
            f"{len(flat):,} of the {len(many):,} respondents who gave a level to {LEAST_ALIKE} or "
            "more others gave all of them the same"
        )
        text += f": {examples(flat.index)}." if len(flat) else "."
        mend = "Look at their answers; netweave leaves them in." if len(flat) else ""
        told.append(
            Finding(SECTION, f"{wave}, {kind}", "one level for everybody", text, len(flat),
                    len(many), NOTE if len(flat) else OK, mend=mend)
        )  # fmt: skip
    return told


def _saturated(net: Network) -> list[Finding]:
    """List who named nearly everybody who could be named."""
    told = []
    rows = _reports(net)
    for (wave, kind), mine in rows[rows["weight"] > 0].groupby(["wave", "kind"], sort=False):
        part = net.wave(str(wave)) if len(net.waves) else net
        here = mine[mine["respondent"].isin(part.people.index)]
        named = here.drop_duplicates(["respondent", "named"]).groupby("respondent").size()
        could = part.n - 1 - _left_blank(part, str(kind)).reindex(named.index, fill_value=0)
        enough = could >= LEAST_ALIKE
        full = named.index[enough & (named / could.where(could > 0) > SATURATED)]
        text = (
            f"{len(full):,} of {len(named):,} respondents who named anybody named more than "
            f"{SATURATED:.0%} of those they could name"
        )
        text += f": {examples(sorted(full))}." if len(full) else "."
        told.append(
            Finding(SECTION, f"{wave}, {kind}", "nearly everybody named", text, len(full),
                    len(named), NOTE if len(full) else OK,
                    mend="Ask what they took the question to mean." if len(full) else "")
        )  # fmt: skip
    return told


def _left_blank(part: Network, kind: str) -> pd.Series:
    """Count per person the others of whom they were not asked."""
    table = part.unasked
    table = table[(table["kind"] == kind).to_numpy()]
    mine = (table["side"] == "learner").to_numpy()
    who = table["learner"].astype("str").where(mine, table["learned_from"].astype("str"))
    return who.value_counts()


def _unusable(ledger: Any) -> list[Finding]:  # noqa: ANN401
    lost = ledger.unusable_answers
    count = int(lost["count"].sum())
    if not count:
        return []
    text = ledger.unusable_in_words()
    return [
        Finding(SECTION, ", ".join(dict.fromkeys(lost["file"])), "answers that could not be used",
                f"{text[:1].upper()}{text[1:]}", count, None, NOTE,
                mend="Correct the levels, or settle the names in an alias file.")
    ]  # fmt: skip


def _settled(ledger: Any) -> list[Finding]:  # noqa: ANN401
    """Count self-nominations, and answers given twice."""
    counts = tallies(ledger)
    named = counts[counts["mention"] == "named"]
    total = named.groupby("file", sort=False)["count"].sum().to_dict()
    told = []
    for reason, words, text in (
        (ITSELF, "people who name themselves", "left out"),
        (TWICE, "the same answer twice", "merged into the one with the highest level"),
        (HIGHEST, "answers that contradict each other", "merged into one with a higher level"),
    ):
        for row in named[named["reason"] == reason].to_dict("records"):
            file, count = str(row["file"]), int(row["count"])
            said = f"{plural(count, 'answer')} that named somebody, {text}."
            told.append(Finding(SECTION, file, words, said, count, int(total[file]), NOTE))
    return told


def _codes(ledger: Any) -> list[Finding]:  # noqa: ANN401
    """Count the cells that hold a code for no answer, as the readers counted them."""
    told = []
    for file, note in ledger.reading.items():
        for count, words in _CODES.findall(note):
            text = f"{plural(int(count), 'cell')}: {words}."
            told.append(Finding(SECTION, file, "codes for no answer", text, int(count)))
    return told


def _unasked(net: Network) -> list[Finding]:
    """Count the pairs that somebody who answered was not asked about."""
    told = []
    for kind, rows in net.unasked.groupby("kind", sort=False):
        text = (
            f"{plural(len(rows), 'pair')} left blank by somebody who answered, or about whom they "
            "were not asked: neither a tie nor “no tie”."
        )
        told.append(Finding(SECTION, str(kind), "pairs not asked about", text, len(rows)))
    return told
