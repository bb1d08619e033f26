"""Numbers, phrases and fixed texts of the report, in plain words."""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence

from netweave.audience import SUPPRESSED
from netweave.codes import REASONS

DASH = "–"
ALMOST = 1e-12
HIDDEN = "hidden"
CAUTION = (
    "More intensive levels of collaboration are not more desirable in themselves: a pair that "
    "needs only to keep in touch is well served by keeping in touch."
)
DIRECTION = (
    "A tie has two roles, the learner and the person learned from. A tie reads “the learner "
    "learned from the other”; where an arrow is drawn, it starts at the learner and points at the "
    "person learned from."
)
NOT_CONCLUDED = (
    "That the cohort caused the change. There is no comparison group here: nobody knows what would "
    "have happened anyway.",
    "That anybody has or lacks a network mindset, humility or generosity. Position is partly "
    "given by the job: whoever convenes has to be a hub.",
    "That one organization or person did better than another. Nothing here ranks anybody.",
    "Why ties were formed or lost. Ties show who learned from whom; they do not show motives.",
    "That meeting at a session is a tie. Attendance is the opportunity for one.",
    "That the network would fall apart without somebody. Removing a person from the map says what "
    "the map loses, not what people would do next.",
)
GLOSSARY: tuple[tuple[str, str], ...] = (
    ("Tie", "One person learned from another, at or above the level named in this report."),
    ("Pair", "Any two people, whether there is a tie between them or not."),
    (
        "Observed pair",
        "A pair of which at least one side answered the question. Only these pairs can show "
        "whether there is a tie; the others are missing, which is not the same as none. With one "
        "answer, ties that only the silent side could report remain unseen.",
    ),
    ("Coverage", "The share of all pairs that were observed."),
    ("Density", "Of the observed pairs, the share that is tied."),
    (
        "Reciprocity",
        "Of the ties between two people who both answered, the share that goes both ways.",
    ),
    (
        "Panel",
        "The members who belonged to the cohort at both waves. The headline speaks of them only, "
        "so that joining and leaving cannot look like change.",
    ),
    (
        "Crossing an organization",
        "A tie between two people of different organizations at that wave.",
    ),
    (
        "Expected share",
        "The share of ties that would cross organizations if ties took no notice of them. With "
        "many organizations it is high; that is why a share is printed beside it.",
    ),
    (
        "95% interval",
        "The range that this method would put around the true change in about 95 of 100 cohorts "
        "like this one. Up to three methods are computed; the widest is reported.",
    ),
    (
        "Pairs cut off",
        "Of the pairs that can reach each other through others, the share that no longer can "
        "once somebody is taken out of the map.",
    ),
    (
        "Shortest paths through",
        "The share of shortest routes between members that lead through somebody.",
    ),
    (
        "Constraint",
        "How much a person's contacts are tied to each other; high means few alternatives. "
        "It can exceed 1.",
    ),
    (
        "Effective size",
        "How many separate contacts a person has, once contacts who know each other are counted "
        "less.",
    ),
    (
        "E-I index",
        "External minus internal ties, divided by all ties: +1 if every tie crosses, −1 if none "
        "does. Zero is not the neutral value; the expected value is printed beside it.",
    ),
    (
        "Centralization",
        "How far one person stands out: 1 for a star, 0 if everybody is alike. It depends on "
        "size, so two networks of different size are not compared by it.",
    ),
    (
        "Cluster",
        "People with more ties among each other than to the rest, found by a computer. Modularity "
        "says how clear the division is, agreement how often twenty runs found the same.",
    ),
    ("Isolate", "A person without any tie of the headline kind among the pairs observed."),
    (
        "Wave",
        "One time at which people were asked, or one window of time from which records come.",
    ),
    (
        "Member and convener",
        "The convener brings the network together; everybody else is a member. The convener's "
        "ties exist by design, so the findings are of members only unless it is said.",
    ),
    (
        "Bridging",
        "Ties that join people or organizations who would otherwise have no, or few, ways to "
        "each other.",
    ),
    (
        "Betweenness",
        "How many pairs of others have their shortest route through a person; a pair with several "
        "shortest routes counts in part.",
    ),
    (
        "Chains of two ties",
        "Two people who are not tied and have a contact in common. Who is that contact stands "
        "between them.",
    ),
    (
        "Modularity",
        "The share of ties inside groups, less the share that people with as many ties would have "
        "there by chance: 0 is no more than that, and 1 is never reached.",
    ),
    (
        "Adjusted Rand index, mutual information",
        "Two ways to say how much one division of people is like another: 1 if they are the same; "
        "the first is about 0 where they have nothing to do with each other.",
    ),
    (
        "Gini index",
        "How unequally something is spread: 0 if all have equally much, near 1 if one has it all. "
        "An unequal spread of ties is not a hub.",
    ),
    (
        "Core and periphery",
        "A few people tied to each other and the rest tied to these few. The fit says how much "
        "the ties look like that, from 0 to 1.",
    ),
    (
        "Random networks, place by chance",
        "Networks with as many people and ties, drawn blindly. A place of 97 means that 97 in 100 "
        "of them have less: what is seen is then more than size and number of ties would give.",
    ),
    (
        "Formed, persisted, Jaccard",
        "Formed: of the pairs not tied before, the share tied after. Persisted: of the pairs tied "
        "before, the share still tied. Jaccard: of the pairs ever tied, the share tied both times.",
    ),
    (
        "Standard error, jackknife",
        "How far a number would move between cohorts like this one. Here it is found by leaving "
        "out one person, or one organization, at a time.",
    ),
    (
        "p",
        "How often a difference this large would come up if there were none. Small means hard to "
        "put down to chance; it does not say how large or how important a difference is. "
        "“Adjusted” takes into account how many were looked at.",
    ),
    (
        "Odds ratio, Cohen's h",
        "Two further ways to compare the shares of pairs tied before and after. No change is 1 "
        "for the odds ratio and 0 for Cohen's h, of which 0.2 is often called small.",
    ),
    (
        "Support of a pair of organizations",
        "The fewest people whose departure would end all ties between the two. With 1 the pair "
        "hangs on one person.",
    ),
    (
        "Opportunity",
        "Being at the same session. It makes a tie possible and is no tie.",
    ),
    (
        "Hidden, a range, a dash",
        "Hidden: left out since it could tell something of single people. A range such as 1–4 or "
        "“10 to 24%”: given roughly for the same reason. A dash: not defined, or does not apply. "
        "None of them is zero.",
    ),
)


def number(value: object, digits: int = 2) -> str:
    """Write a number for people; a dash where it is undefined, "hidden" where it is suppressed."""
    if value is None or (isinstance(value, float) and math.isnan(value)):
        return DASH
    if isinstance(value, str):
        return HIDDEN if value == SUPPRESSED else value
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, int) or not hasattr(value, "__float__"):
        return minus(f"{value:,}") if isinstance(value, int) else str(value)
    rounded = round(float(value), digits) + 0.0
    return minus(f"{rounded:,.{digits}f}")


def signed(value: float, digits: int = 1) -> str:
    """Write a change with its sign."""
    rounded = round(float(value), digits) + 0.0
    return DASH if math.isnan(value) else minus(f"{rounded:+.{digits}f}" if rounded else "0")


def percent(value: object, digits: int = 0) -> str:
    """Write a share as a percentage; only all is 100% and only nothing is 0%."""
    if isinstance(value, str) or value is None:
        return number(value)
    share = float(value)  # type: ignore[arg-type]
    if math.isnan(share):
        return DASH
    text, step = f"{100 * share:.{digits}f}", 10.0**-digits
    if share < 1 - ALMOST and float(text) >= 100:
        return f">{100 - step:.{digits}f}%"
    if share > ALMOST and not float(text):
        return f"<{step:.{digits}f}%"
    return f"{text}%"


def interval(low: float, high: float, digits: int = 1) -> str:
    """Write an interval."""
    return f"{number(float(low), digits)} to {number(float(high), digits)}"


def minus(text: str) -> str:
    """Write a true minus sign."""
    return text.replace("-", "−")


def plural(count: int, one: str, many: str = "") -> str:
    """Write a count with its noun."""
    return f"{count:,} {one if count == 1 else many or one + 's'}"


def when(label: str) -> str:
    """Say at which wave, as the end of a clause: " at baseline", " in 1987", "" if it has no name.

    >>> when("baseline"), when("1987"), when("")
    (' at baseline', ' in 1987', '')
    """
    return f" {'in' if label[:1].isdigit() else 'at'} {label}" if label else ""


def joined(words: Iterable[str]) -> str:
    """Join words with commas and "and"."""
    items = list(words)
    return (
        items[0] if len(items) == 1 else f"{', '.join(items[:-1])} and {items[-1]}" if items else ""
    )


def reason(code: str) -> str:
    """Say why a value is undefined, as a clause."""
    return REASONS.get(code, code)


def because(codes: Sequence[str]) -> str:
    """Say why several values are undefined, each reason once."""
    return "; ".join(reason(code) for code in dict.fromkeys(codes) if code)


def clean(text: object) -> str:
    """Take out what a page, a file name or a terminal cannot show."""
    text = str(text)
    if text.isprintable():
        return text
    return "".join(mark if mark.isprintable() or mark == "\n" else " " for mark in text)
