"""Which kind of tie a report rests on, and the waves in which it was recorded."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from netweave import codes, errors
from netweave.coverage import Coverage, answered, coverage_of, is_recorded

if TYPE_CHECKING:
    from netweave.network import Network

FEW_IN_BOTH = (
    "No change is reported: fewer than {least} members belonged to both waves, too few people to "
    "say anything without speaking of single ones."
)

REMEMBERED = (
    "No change is reported: how it was at {first} was asked afterwards, and memory and effort push "
    "such change up (W10)."
)


@dataclass(frozen=True)
class Wave:
    """One wave of the headline kind, with and without the conveners.

    Parameters
    ----------
    label : str
        The wave, "" where none was named.
    everybody, members : Network
        The ties of the headline kind among all, and among members only.
    coverage : Coverage
        Who answered, among members.
    """

    label: str
    everybody: Network
    members: Network
    coverage: Coverage

    @property
    def withheld(self) -> bool:
        """Whether so few pairs were observed that path measures are withheld (W03)."""
        return any(notice.code == "W03" for notice in self.coverage.notices)

    @property
    def thin(self) -> bool:
        """Whether path measures may not be a headline (W02 or W03)."""
        return any(notice.code in {"W02", "W03"} for notice in self.coverage.notices)

    @property
    def complete(self) -> bool:
        """Whether both sides of every pair are known to have answered, so that no tie is unseen."""
        return bool(self.coverage.both == self.coverage.pairs)

    @property
    def has_convener(self) -> bool:
        """Whether anybody is marked as convener."""
        return bool(self.everybody.convener.any())


def described_kind(net: Network, headline: str | None, *, in_file: bool = True) -> tuple[str, bool]:
    """Choose the kind that findings rest on, and say whether it may be a headline.

    in_file: whether the options stand in a project file, or were given in Python.
    """
    if headline is not None:
        option = "[report] headline" if in_file else "kind"
        if headline not in net.kinds.index:
            raise errors.not_one_of(option, list(net.kinds.index), headline)
        if net.kinds.loc[headline, "evidence"] == "opportunity":
            refusal = codes.REFUSALS["E-HEADLINE"]
            asked = f"{option} = {headline!r}. {refusal.text}"
            raise errors.RefusalError(
                "E-HEADLINE", f"{asked} Name a kind that was reported or co-produced."
            )
        return headline, True
    eligible = [str(name) for name in net.kinds.index[net.kinds["headline"]]]
    if len(eligible) > 1:
        raise errors.headline_needed(eligible, in_file=in_file)
    if eligible:
        return eligible[0], True
    others = net.kinds.index[net.kinds["evidence"] != "opportunity"]
    return (str(others[0]), False) if len(others) else ("", False)


def waves_of(net: Network, kind: str, group: str) -> tuple[Wave, ...]:
    """Give the waves in which a kind was recorded: asked of anybody, or with ties."""
    one = net.where(kind=kind)
    labelled: Mapping[str, Network] = one.by_wave() if len(one.waves) else {"": one}
    waves = [_wave(label, part, kind, group) for label, part in labelled.items()]
    found = tuple(wave for wave in waves if _recorded(wave, kind))
    return found or tuple(waves[:1])


def _wave(label: str, part: Network, kind: str, group: str) -> Wave:
    members = part.without("convener")
    return Wave(label, part, members, coverage_of(members, kind, group=group))


def _recorded(wave: Wave, kind: str) -> bool:
    asked = not is_recorded(wave.everybody, kind)
    gave, known = answered(wave.everybody, kind)
    return bool(len(wave.everybody.ties)) or (asked and known and bool(gave.any()))


def why_no_change(net: Network, kind: str, waves: tuple[Wave, ...], *, is_headline: bool) -> str:
    """Say why there is no change to report; "" if there is."""
    if not kind:
        return (
            "There is no headline and no change to report: these records hold only opportunity. "
            "Being at the same event is the chance of a tie, not a tie."
        )
    if len(waves) < 2:
        label = waves[0].label if waves else ""
        which = f" ({label})" if label else ""
        held = f", although the project names {len(net.waves)}" if len(net.waves) > 1 else ""
        return (
            f"No change is reported: ties of the kind “{kind}” were recorded in one wave{which} "
            f"only{held}. A change needs the same question at two times."
        )
    if not is_headline:
        return (
            f"No change is reported: ties of the kind “{kind}” are not marked as a headline. "
            f"If they are what the cohort was about, write headline = “{kind}” under [report]."
        )
    return ""


def nobody_in_both(waves: tuple[Wave, ...], error: errors.DataError) -> str:
    """Say why two waves share nobody who could be compared; any other error goes on."""
    if "nobody is in both waves" not in str(error):
        raise error
    first, last = waves[0], waves[-1]
    everybody = first.everybody.n and last.everybody.n
    if everybody and not (first.members.n and last.members.n):
        return (
            "No change is reported: everybody is marked as convener in at least one wave, and "
            "the comparison is between members only. Check the column named by convener = “…” "
            "under [people]."
        )
    return (
        f"No change is reported: no member belonged to both waves ({first.members.n} at "
        f"{first.label}, {last.members.n} at {last.label}). If these are the same people, check "
        "that both use the same ids and who counts as convener."
    )
