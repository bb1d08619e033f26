"""What a question of a survey asks, as its words tell it: direction, kind of tie, scale."""

from __future__ import annotations

import re
from collections.abc import Iterable

from netweave.scales import SCALES, number_of

# Words of a question → what naming somebody means, and the kind of tie; the first that fit count.
SENSES = (
    (r"learn\w*\W+(?:\w+\W+){0,3}from (?:you|me)\b"
     r"|(?:did|do|have|has) (?:you|i) (?:teach|taught|help\w*|advise\w*)",
     "taught", "learning"),
    (r"learn\w*\W+(?:\w+\W+){0,3}from\b|from whom\b[^?]*\blearn\w*|\badvice|turn(?:ed)? to\b"
     r"|(?:go|went) to\b|\bask\w*\W+(?:\w+\W+){0,2}(?:help|advice)"
     r"|(?:helped|taught|advised) (?:you|me)\b",
     "learned_from", "learning"),
    (r"\bkn[eo]w\w*|\bmet\b|acquaint\w*", "mutual", "acquaintance"),
    (r"\bwork\w*|collaborat\w*|co-?operat\w*|\btalk\w*|discuss\w*|interact\w*|in touch",
     "mutual", "collaboration"),
)  # fmt: skip
UNSAID = "nothing in the heading says which; decide it"
MOST = 0.6  # of the different words of a column that must be on a scale (a heuristic)


def sense_of(text: str) -> tuple[str, str, str]:
    """Say what naming somebody means, the kind of tie, and on what that guess rests.

    Examples
    --------
    >>> sense_of("Whom did you learn something from?")[:2]
    ('learned_from', 'learning')
    >>> sense_of("Who learned from you?")[:2], sense_of("Whom did you know before?")[:2]
    (('taught', 'learning'), ('mutual', 'acquaintance'))
    """
    for pattern, direction, kind in SENSES:
        found = re.search(pattern, text, re.IGNORECASE)
        if found:
            return direction, kind, f"the question says “{' '.join(found[0].split())}”"
    return "learned_from", "learning", UNSAID


def scale_of(texts: Iterable[str]) -> str | None:
    """Give the scale on which words are; None for numbers, and for words of no known scale.

    Examples
    --------
    >>> scale_of(["Cooperation", "coalition", "networking"]), scale_of(["1", "2"])
    ('FREY_LCS', None)
    """
    words = [text for text in dict.fromkeys(texts) if number_of(text) is None]
    if not words:
        return None
    shares = {name: sum(scale.rank(word) is not None for word in words) / len(words)
              for name, scale in SCALES.items()}  # fmt: skip
    best = max(shares, key=lambda name: shares[name])
    return best if shares[best] >= MOST else None
