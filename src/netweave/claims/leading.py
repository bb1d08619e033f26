"""Somebody who leads, comes first or lags behind, or is open to others: told by who is meant.

"Ana leads" ranks; "the lead", "it leads to" and "Ana leads the session" do not. Who is meant is
told by a capital, since names stand in no list of words.
"""

from __future__ import annotations

import re

from netweave.claims.folded import small
from netweave.claims.harmless import NAME

_FIRST = (
    "(?:leads?|led|tops?|topped|excels?|excelled|shines?|dominates?|dominated|lags?(?: behind)?"
    "|trails?|stands out|stood out|(?:is|was|came|comes|comes out|came out) (?:far |well |way )?"
    "(?:ahead|behind|first|last|on top))"
)
_AFTER = (
    r"(?=\s*(?:$|[.,;:!?)¶·]|(?:in|by|on|of|with|while|but|here|clearly|overall|all|every(?:body|one)"
    r"|the (?:field|tables?|lists?|way|pack|rankings?|others|rest|scores?|count))\b))"
)
_LEADING = re.compile(rf"(?<!\w)(?:now |still |also |clearly |easily |again )?{_FIRST}{_AFTER}")
# Nobody has more than somebody: the other way to say that somebody has the most.
_MOST = re.compile(
    r"\b(?:[Nn]obody|[Nn]o one|[Nn]o other \w+)(?: else)? (?:has|had|is|was)"
    r" (?:more|better|fewer|less)(?: [\w-]+){0,3}"
    rf" than (?:[Hh]e|[Ss]he|him|her|{NAME}|[A-Z][\w'-]+)"
)
# An event is open to others as well; of somebody it is a judgement.
_OPEN = re.compile(
    r"(?<!\w)(?:is|was|seems|remains)(?: (?:not|more|less|very|too|quite|so|rather))?"
    r" (?:open|closed) (?:to|with|towards?)"
    r" (?:others?|people|colleagues?|ideas?|new|feedback|change|learning|sharing|help)\b"
)
_WHO = re.compile(rf"(?:^|[^\w'-])(?P<who>[Hh]e|[Ss]he|{NAME}|[A-Z][\w'-]+)[ ]$")
# Words that open a sentence with a capital and are nobody.
_NOBODY = re.compile(
    "this|that|these|those|it|which|who|what|nobody|everybody|everyone|someone|somebody|anybody"
    "|anyone|one|each|either|neither|none|nothing|everything|something|there|here|then|they|we|you"
    "|and|or|but|also|all|both|some|many|most|few"
)
_BEFORE = 60  # letters in which whoever leads must stand


def leading(text: str) -> list[str]:
    """Find who is said to lead, in a folded text: the words, as they are written."""
    return _said(_LEADING, text) + [one[0].replace(NAME, "…") for one in _MOST.finditer(text)]


def describing(text: str) -> list[str]:
    """Find who is said to be open or closed to others, in a folded text."""
    return _said(_OPEN, text)


def _said(words: re.Pattern[str], text: str) -> list[str]:
    """Find words that are said of somebody."""
    found = []
    for match in words.finditer(small(text)):
        who = _WHO.search(text[max(match.start() - _BEFORE, 0) : match.start()])
        if who is not None and not _NOBODY.fullmatch(who["who"].lower()):
            found.append(f"{who['who']} {match[0]}".replace(NAME, "…"))
    return found
