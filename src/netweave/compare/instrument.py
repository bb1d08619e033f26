"""Which kind of tie two waves are compared on, and whether both asked for it in the same way."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pandas as pd

from netweave import codes, errors
from netweave.codes import Notice
from netweave.compare import order
from netweave.coverage import asked_about

if TYPE_CHECKING:
    from netweave.network import Network

MUST_AGREE = ("question", "scale", "threshold", "max", "unit", "mutual", "reporter", "cap")
# Windows may differ in length by this much before W09 is raised: a quarter has 90 to 92 days.
WINDOW_SLACK = 0.05
# The share of pairs that people were not asked about may differ by this much (a heuristic).
ROSTER_SLACK = 0.05


def wave_labels(before: Network, after: Network) -> tuple[str, str]:
    """Give the labels of the two waves, "before" and "after" where none were named."""
    first, second = before.the_wave, after.the_wave
    if first and first == second:
        raise errors.same_wave(first)
    if first and second and before.waves["start"].iloc[0] > after.waves["start"].iloc[0]:
        raise errors.waves_backwards(first, second)
    return first or "before", second or "after"


def chosen_kind(
    before: Network, after: Network, kind: str | None, *, allow_opportunity: bool
) -> str:
    """Give the one kind to compare: the one named, or the only headline kind of both waves."""
    found = _evidence(before, after)
    if kind is None:
        headlines = headline_kinds(before, after)
        chances = [name for name, evidence in found.items() if evidence == "opportunity"]
        if not headlines and len(chances) == len(found) > 0:
            kind = _only(chances, "there is only opportunity, of several kinds")
        else:
            kind = _headline(headlines, [name for name in found if name not in chances])
    for which, net in (("before", before), ("after", after)):
        if kind not in net.kinds.index:
            raise errors.kind_absent(kind, which, list(net.kinds.index))
    evidence = {net.kinds.loc[kind, "evidence"] for net in (before, after)}
    if "opportunity" in evidence and not allow_opportunity:
        refusal = codes.REFUSALS["E-HEADLINE"]
        raise errors.RefusalError("E-HEADLINE", f"kind {kind!r}: {refusal.text} {refusal.mend}")
    return kind


def headline_kinds(before: Network, after: Network) -> list[str]:
    """Give the kinds marked as headline in either wave, each once."""
    marked = [str(name) for net in (before, after) for name in net.kinds.index[_marked(net)]]
    return list(dict.fromkeys(marked))


def _marked(net: Network) -> pd.Series:
    return net.kinds["headline"].astype(bool)


def _evidence(before: Network, after: Network) -> dict[str, str]:
    both = [net.kinds["evidence"] for net in (after, before)]
    return {str(name): str(value) for kinds in both for name, value in kinds.items()}


def _headline(headlines: list[str], others: list[str]) -> str:
    if headlines:
        return _only(headlines, "several kinds are marked as headline")
    raise errors.name_one_kind(others, "no kind is marked as headline")


def _only(names: list[str], why: str) -> str:
    if len(names) > 1:
        raise errors.name_one_kind(names, why)
    return names[0]


def instrument_notices(before: Network, after: Network, kind: str) -> list[Notice]:
    """Say where the two waves did not ask alike (W09), asked afterwards (W10), or not at all."""
    first, second = (net.kinds.to_dict("index")[kind] for net in (before, after))
    notices = []
    if "opportunity" in {first["evidence"], second["evidence"]}:
        notices.append(Notice("W07", f"The kind {kind!r} is an opportunity."))
    differs = differences(before, after, kind)
    if differs:
        notices.append(Notice("W09", f"Between the waves changed: {'; '.join(differs)}."))
    notices += _noted(before, after, kind)
    if len(before.waves) and len(after.waves):
        turned = order.backwards(pd.concat([before.waves, after.waves]))
        notices += [turned] if turned else []
    if is_flagged(first, "retrospective") or is_flagged(second, "retrospective"):
        notices.append(Notice("W10", f"The kind {kind!r} is marked as retrospective."))
    return notices


def differences(one: Network, other: Network, kind: str) -> list[str]:
    """Say in what the instruments of two networks of one wave differ."""
    first, second = (net.kinds.to_dict("index")[kind] for net in (one, other))
    found = [
        f"{column} {errors.shown(first.get(column))} → {errors.shown(second.get(column))}"
        for column in MUST_AGREE
        if first.get(column) != second.get(column)
        and pd.notna([first.get(column), second.get(column)]).any()  # a NaN differs from itself
    ]
    found += _rosters(one, other, kind)
    if any(_depends_on_window(asked) for asked in (first, second)):
        found += _windows(one, other)
    return found


def _noted(before: Network, after: Network, kind: str) -> list[Notice]:
    """Give what was found when the surveys were read: of one kind, two questions or two caps."""
    found = dict.fromkeys(notice for net in (before, after) for notice in net.notes)
    about = (f"{kind} ", f"{kind}:")
    return [one for one in found if one.code == "W09" and one.found.startswith(about)]


def _rosters(before: Network, after: Network, kind: str) -> list[str]:
    """Say where people could name others of one wave only: pairs that somebody was not asked."""
    shares = []
    for net in (before, after):
        missing = len(asked_about(net, kind).partial[0])
        shares.append(2 * missing / (net.n * (net.n - 1)) if net.n > 1 else 0.0)
    if abs(shares[1] - shares[0]) <= ROSTER_SLACK:
        return []
    return [f"roster: not asked about {shares[0]:.0%} of pairs → {shares[1]:.0%}"]


def is_flagged(kind: dict[Any, Any], name: str) -> bool:
    """Say whether a kind bears a mark; one that is missing is not borne."""
    value = kind.get(name, False)
    return bool(pd.notna(value)) and bool(value)


def _depends_on_window(kind: dict[Any, Any]) -> bool:
    """Say whether a longer window holds more ties: of records it does.

    A survey asks about the present and has no recall period, unless the optional column
    ``asks_about_window`` of the kinds says that the question is about the wave's window.
    """
    return kind["reporter"] == "record" or is_flagged(kind, "asks_about_window")


def _windows(before: Network, after: Network) -> list[str]:
    if not (len(before.waves) and len(after.waves)):
        return []
    days = [(net.waves["end"] - net.waves["start"]).iloc[0].days for net in (before, after)]
    if any(pd.isna(day) for day in days) or max(days) <= min(days) * (1 + WINDOW_SLACK):
        return []
    return [f"window {days[0]:.0f} days → {days[1]:.0f} days"]
