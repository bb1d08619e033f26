"""What the three findings say in common: nouns, cautions, where the numbers come from."""

from __future__ import annotations

import math
from dataclasses import replace
from typing import TYPE_CHECKING

from netweave.codes import REASONS
from netweave.compare import account, wording
from netweave.compare.sentence import NO_EFFECT, Sentence
from netweave.compare.turnover import turnover_table

if TYPE_CHECKING:
    from netweave.codes import Notice
    from netweave.compare.case import Case
    from netweave.network import Network
    from netweave.results import Passport


def why_not(case: Case, reason: str) -> str:
    """Say why something is undefined, as a clause."""
    if reason == "NOT_OBSERVED":
        return wording.unobserved_words(case.known, case.unobserved_labels)
    if reason == "NO_DYADS":
        return f"no pair across {case.words.groups} was observed in both waves"
    return REASONS[reason].replace("organization", case.group)


def notices_of(case: Case, *more: Notice | None) -> tuple[Notice, ...]:
    """Collect what the reader should know of two waves."""
    return account.notices(case, turnover_table(case.dyads), more)


def said(case: Case, parts: tuple[str, ...], notices: tuple[Notice, ...]) -> str:
    """Put what was found, the cautions of the two waves, and that it is no effect together."""
    rates = [
        f"{label} {wave.response:.0%}"
        for label, wave in zip(case.labels, case.coverage, strict=True)
        if not math.isnan(wave.response)
    ]
    words = case.words
    return str(
        Sentence(
            said=(*filter(None, parts), *account.assumptions(case)),
            words=words,
            response=", ".join(rates),
            moved=wording.moved_words(account.set_aside(case), words),
            codes=tuple(notice.code for notice in notices),
        )
    )


def without_disclaimer(text: str) -> str:
    """Take out that there is no comparison group, where there is one."""
    return text.removesuffix(NO_EFFECT).strip()


def passport_of(
    case: Case, waves: tuple[Network, Network], measure: str, ties: int, seed: int | None = None
) -> Passport:
    """Say where the numbers come from."""
    made = account.passport(case, account.other_kinds(*waves, case.kind))
    return replace(made, measure=measure, formula="method 4.5", ties=ties, seed=seed)


def plural(count: int, one: str, many: str) -> str:
    """Count things: "1 pair", "2,400 pairs"."""
    return f"{count:,} {one if count == 1 else many}"
