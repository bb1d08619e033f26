"""What may be said about a change, in plain words that hold for any numbers.

Nothing here speaks of effects: without a comparison group a change is a change.
"""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

from netweave.codes import REASONS
from netweave.compare.estimate import CANNOT_TELL

if TYPE_CHECKING:
    import pandas as pd

    from netweave.compare.estimate import Primary
    from netweave.compare.missing import Tipping
    from netweave.compare.sentence import Words

MILLION = 1e6
UNKNOWN = "Who answered is not known here: every missing answer looks like a missing tie."
NO_DIRECTION = "these data cannot tell whether ties grew or shrank"
# Why two waves do not compare, by the code that says so; the caution of the code says more.
GATED = {
    "W03": "too few pairs were observed",
    "W07": "an opportunity is no tie",
    "W09": "the waves were not recorded alike",
}
TERMS_IN_WORDS = {
    "P1": "Change in ties across organizations per person",
    "P1_person": "… leaving out one person at a time",
    "P1_organization": "… leaving out one organization at a time",
    "P1_dyad": "… as if pairs were independent",
    "P1_same_reporters": "… over pairs reported by the same people in both waves",
    "cross_ties_before": "Ties across organizations per person, before",
    "cross_ties_after": "Ties across organizations per person, after",
    "cross_density_before": "Share of pairs across organizations that were tied, before",
    "cross_density_after": "Share of pairs across organizations that were tied, after",
    "cross_density_difference": "Difference of these shares",
    "cross_density_ratio": "Ratio of these shares",
    "cross_odds_ratio": "Odds ratio of a tie across organizations",
    "cohens_h": "Cohen's h of these shares",
    "cross_share_before": "Share of ties that crossed organizations, before",
    "cross_share_after": "Share of ties that crossed organizations, after",
    "cross_share_expected_before": "Share that would cross if ties ignored organization, before",
    "cross_share_expected_after": "Share that would cross if ties ignored organization, after",
    "cross_share_change": "Change in the share of ties that crossed organizations",
    "formation_cross": "Of pairs across not tied before, the share tied after",
    "persistence_cross": "Of pairs across tied before, the share still tied",
    "formation_same": "Of pairs inside not tied before, the share tied after",
    "persistence_same": "Of pairs inside tied before, the share still tied",
    "formation_difference": "Share newly tied, across less inside",
    "steady_state_cross": "Share of pairs across tied if both rates went on for ever",
    "strangers_tied": "Of pairs across who were strangers, the share tied after",
    "outside_convenings": "Of new ties of known context, the share begun without a convening",
    "level_up": "Of kept ties, the share whose level rose",
    "level_same": "Of kept ties, the share whose level stayed",
    "level_down": "Of kept ties, the share whose level fell",
    "level_shift": "Share whose level rose less share whose level fell",
    "no_tie_change": "Change in the share of people without a tie",
    "no_cross_tie_change": "Change in the share without a tie across organizations",
    "no_role_alike_tie_change": "Change in the share without a tie to the same role elsewhere",
    "rural_no_tie_change": "Change in the share of rural people without a tie",
    "reach_change": "Change in the share of others reached in two steps, members only",
    "reach_with_convener_change": "… with the convener",
    "pair_loss_change": "Change in the share of joined pairs cut off without the convener",
    "geodesic_share_change": "Change in the share of shortest paths through the convener",
    "reconstructed_share_before": "Observed pairs across told by one side only, before",
    "reconstructed_share_after": "Observed pairs across told by one side only, after",
    "P1_class_weights": "… weighted by organizations and roles",
    "P1_bound_low": "… at the least, whatever the missing pairs are",
    "P1_bound_high": "… at the most, whatever the missing pairs are",
    "tipping_point": "Missing pairs that would bring the change to zero",
    "tipping_point_interval": "Missing pairs that would bring its interval to zero",
}


def number(value: float, digits: int) -> str:
    """Write a number with a real minus sign, and never a minus zero."""
    text = f"{abs(value):.{digits}f}"
    return f"−{text}" if value < 0 and float(text) else text


def amount(value: float) -> str:
    """Write a number of any size with a real minus sign, so that no number looks like zero."""
    size = abs(value)
    if not size or 0.001 <= size < MILLION or not math.isfinite(size):
        return number(value, 3)
    if size < 1 / MILLION or size >= MILLION**2:
        text = f"{size:.2g}".replace("-", "−")
    else:
        text = f"{size:,.0f}" if size >= MILLION else f"{size:.7f}".rstrip("0")
    return f"−{text}" if value < 0 else text


def signed(value: float) -> str:
    """Write a change with its sign, with two decimals where one would hide it."""
    digits = 1 if value == 0 or abs(value) >= 0.05 else 2
    text = number(value, digits)
    return f"+{text}" if value > 0 and float(text) else text


def digits_for(before: float, after: float, ends: tuple[float, float]) -> int:
    """Give as few decimals, one or two, as keep the printed numbers in step with each other."""

    def in_step(digits: int) -> bool:
        change = round(after, digits) - round(before, digits)
        same = math.isclose(change, round(after - before, digits), abs_tol=1e-9)
        signs = [round(end, digits) == 0 and end != 0 for end in (after - before, *ends)]
        return same and not any(signs)

    return 1 if in_step(1) else 2


def change_words(found: Primary, words: Words) -> str:
    """Say P1 with its interval, how many people, and whether there is a direction in it.

    Only where there is one it says "more" or "fewer"; otherwise what was observed is called
    observed, and a doubt about who answered stands in the same sentence.
    """
    before, after = found.means
    interval = found.widest
    ends = (interval.low, interval.high) if interval else (math.nan, math.nan)
    digits = digits_for(before, after, ends)
    people = "1 person" if found.people == 1 else f"{found.people:,} people"
    facts = [f"{number(before, digits)} → {number(after, digits)}"]
    if interval:
        facts.append(f"95% interval {number(ends[0], digits)} to {number(ends[1], digits)}")
    facts.append(f"{people} in {words.count(found.organizations)}")
    told = f"{'; '.join(facts[:-1])}, {facts[-1]}" if interval else ", ".join(facts)
    doubt = doubt_words(found)
    lead = _lead(found, words, digits)
    open_ = "" if doubt else open_words(found)
    same, reach = same_reporters_words(found), reach_words(found, words)
    parts = [f"{lead} ({told}){doubt}.", open_, same, reach]
    return " ".join(part for part in parts if part)


def _lead(found: Primary, words: Words, digits: int) -> str:
    size, outside = number(abs(found.estimate), digits), f"outside their own {words.group}"
    if found.verdict != CANNOT_TELL:
        more = "more" if found.estimate > 0 else "fewer"
        return f"{words.who} had {size} {more} {words.ties} {outside} at the end"
    if not float(size):
        as_many = f"about as many {words.ties} {outside} at the end as at the start"
        return f"Observed: {as_many}, per {words.member}"
    sign = "+" if found.estimate > 0 else "−"
    return f"Observed: a difference of {sign}{size} {words.ties} {outside}, per {words.member}"


def doubt_words(found: Primary) -> str:
    """Say that who answered may have made the change; "" where it cannot have."""
    if not found.depends_on_reporters:
        return ""
    return f"; {NO_DIRECTION}: over the pairs reported by the same people both times {_same(found)}"


def open_words(found: Primary) -> str:
    """Say that the interval leaves the direction open, or the waves do; "" where neither does."""
    if found.widest is None:
        return ""
    if found.spread.includes_no_change:
        return f"The interval includes no change, so {NO_DIRECTION}."
    return f"{_capital(GATED[found.gates[0]])}, so {NO_DIRECTION}." if found.gates else ""


def _same(found: Primary) -> str:
    """Say what is different over the pairs reported by the same people in both waves."""
    if math.isnan(found.same_reporters):
        return "nothing is known, since there is no such pair"
    if found.same_reporters == 0:
        return "there was no change"
    if found.same_reporters * found.estimate < 0:
        return "the change has the opposite sign"
    if found.estimate == 0:
        return "there was a change"
    if found.same_spread.widest is None:
        return "no interval can be given"
    return "the interval includes no change"


def same_reporters_words(found: Primary) -> str:
    """Say P1 over the pairs of the same reporters wherever somebody answered only once."""
    if not found.reporters_changed or math.isnan(found.same_reporters):
        return ""
    change = signed(found.same_reporters)
    return f"Counting only pairs reported by the same people both times, the change is {change}."


def reach_words(found: Primary, words: Words) -> str:
    """Say why there is no interval, and how far the finding reaches; "" if neither is needed."""
    missing = "" if found.widest else f"No interval can be given: {_why_no_interval(found)}."
    about = "interval" if found.widest else "change"
    few = ""
    if found.spread.few:
        few = f"With fewer than six {words.groups} the {about} speaks of this cohort only."
    elif found.spread.hangs_on_one:
        few = (
            f"Without one of the {words.groups} no pair across would be left, so the {about} "
            "speaks of this cohort only."
        )
    return " ".join(part for part in (missing, few) if part)


def _why_no_interval(found: Primary) -> str:
    if found.spread.reason != "NO_VARIANCE":
        few = found.people < 3
        return "there are too few people" if few else "one person is in every pair across"
    if found.estimate == 0:
        return "no pair across changed"
    return "every pair across changed in the same way"


def share_words(shares: tuple[float, float], expected: float, words: Words, verdict: str) -> str:
    """Say which share of ties crossed organizations, beside the share under blind mixing.

    Up or down it is said to be only where a direction is told.
    """
    before, after = shares
    blind = _would(expected, words)
    if math.isnan(after):
        return f"At the end there were no {words.ties} among the pairs observed."
    lead = f"{_capital(_hundredths(after))} ties crossed {words.groups}"
    if math.isnan(before):
        return f"{lead}; at the start there were no {words.ties} among the pairs observed{blind}."
    first, second = _hundredths(before), _hundredths(after)
    if first == second:
        return f"{lead}, as at the start{blind}."
    if verdict == CANNOT_TELL:
        return f"{lead}, beside {first} at the start{blind}."
    return f"{lead}, {'up' if after > before else 'down'} from {first}{blind}."


def _would(expected: float, words: Words) -> str:
    if math.isnan(expected):
        return ""
    return f"; if ties ignored {words.group}, {_hundredths(expected)} would"


def _hundredths(share: float) -> str:
    if share == 1:
        return "all"
    if share < 0.005:
        return "none" if share == 0 else "fewer than 1 in 100"
    if share > 0.995:
        return "more than 99 in 100"
    exact = math.isclose(share * 100, round(share * 100), abs_tol=1e-9)
    return f"{'' if exact else 'about '}{share * 100:.0f} in 100"


def _capital(text: str) -> str:
    if text == "none":
        return "None of the"
    return text[0].upper() + text[1:]


def undefined_words(reason: str, words: Words, why: str = "") -> str:
    """Say that P1 is undefined, and why; "" where it is defined."""
    if not reason:
        return ""
    why = why or REASONS[reason].replace("organization", words.group)
    if reason == "NO_DYADS":
        why = f"no pair across {words.groups} was observed in both waves"
    return f"How {words.ties} outside people's own {words.group} changed cannot be said: {why}."


def turnover_words(turnover: pd.DataFrame, people: int) -> str:
    """Say how many ties were kept, new and lost among all pairs that were observed."""
    counts = turnover[["kept", "new", "lost", "dyads"]].T["all"].astype(int)
    kept, new, lost, pairs = counts.tolist()
    if not pairs:
        return "No pair was observed in both waves, so what became of ties cannot be said."
    every = people * (people - 1) // 2
    among = (
        "Among all pairs" if pairs == every else f"Among the {pairs:,} observed of {every:,} pairs"
    )
    if not kept + new + lost:
        return f"{among} of {people:,} people there were no ties in either wave."
    ties = "tie was" if kept == 1 else "ties were"
    return (
        f"{among} of {people:,} people, {kept:,} {ties} kept, {new:,} "
        f"{'was' if new == 1 else 'were'} new and {lost:,} {'was' if lost == 1 else 'were'} lost."
    )


def stranger_words(strangers: pd.DataFrame, ties: str = "ties") -> str:
    """Say how many pairs of strangers are tied now; "" where nobody was asked who knew whom.

    What the tie is hangs on its kind and the level it counts from, so that no more is said of it;
    and who was asked afterwards tells what is remembered.
    """
    if not len(strangers):
        return ""
    count, tied = (int(strangers[name].iloc[0]) for name in ("strangers", "now_tied"))
    if not count:
        return "None of the pairs that were asked about were strangers at the start."
    pairs = "1 pair" if count == 1 else f"{count:,} pairs"
    tie = ties.replace("ties", "a tie", 1)
    late = ", as remembered afterwards," if bool(strangers["retrospective"].iloc[0]) else ""
    return f"{tied:,} of {pairs} of strangers{late} now {'has' if tied == 1 else 'have'} {tie}."


def tipping_words(tip: Tipping | None, verdict: str) -> str:
    """Say what the pairs not observed would need to undo a change; "" where there is nothing."""
    if tip is None or not tip.unobserved or verdict == CANNOT_TELL:
        return ""
    missing = f"{tip.unobserved:,} pairs not observed both times"
    if not tip.reachable:
        return f"Whatever became of the {missing}, the change does not disappear."
    what = "lost" if tip.up else "gained"
    return f"The change disappears only if at least {tip.needed:,} of the {missing} {what} a tie."


def moved_words(pairs: int, words: Words) -> str:
    """Say how many pairs were set aside since somebody changed organization."""
    if not pairs:
        return f"People changed {words.group}, but no pair turned from inside to across or back."
    turned = "1 pair" if pairs == 1 else f"{pairs:,} pairs"
    was = "was" if pairs == 1 else "were"
    return (
        f"People changed {words.group}: {turned} that turned from inside to across or back "
        f"{was} set aside."
    )


def unreported_words(ties: int) -> str:
    """Say that there are ties of which nobody answered; "" if there are none."""
    if not ties:
        return ""
    if ties == 1:
        return "1 tie joins two people of whom neither answered; it is not counted."
    return f"{ties:,} ties join two people of whom neither answered; they are not counted."


def unobserved_words(known: tuple[bool, bool], labels: list[str]) -> str:
    """Say why a wave counts as not observed; labels: the waves that do."""
    waves = " or ".join(repr(label) for label in labels)
    if known[0] != known[1]:
        return f"it is known who answered in one wave, but not in {waves}"
    return f"who answered is not known, and there is no tie at all in {waves}"
