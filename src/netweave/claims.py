"""What may be said: words that a text may use only where a result supports them.

The levels are those of docs/claims.md. Words of effect need level 5, words of change level 3, and
a ranking of people is supported by nothing.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

from netweave import errors

if TYPE_CHECKING:
    from netweave.results import Result

CHANGE, EFFECT = 3, 5
CANNOT_TELL = "cannot tell"


def _words(*patterns: str) -> re.Pattern[str]:
    """Look for any of some words, whole ones, whatever the case and the spaces between them."""
    spaced = (pattern.replace(" ", r"\s+") for pattern in patterns)
    return re.compile(rf"\b(?:{'|'.join(spaced)})\b", re.IGNORECASE)


# What sounds like an effect, or like a ranking, and is neither.
HARMLESS = _words(
    "effect sizes?",
    "(?:fixed|random|mixed) effects?",
    "collective impact",  # the name of a way to work together
    "(?:not|nor|never) (?:an? |the )?(?:effects?|impacts?|causal)",
    "rank correlations?",
    "correlations? of ranks?",
    "(?:not|nor|never) (?:an? )?rankings?",
)
EFFECT_WORDS = _words(
    "effects?", "impacts?", "impacted", "impactful", "affect(?:s|ed|ing)?",
    "caus(?:e|es|ed|ing|al|ally)", "because of", "due to", "owing to", "thanks to",
    "(?:led|leads?|leading) to", "result(?:ed|ing) (?:in|from)", "as a result of",
    "attributable", "attributed to", "rais(?:es?|ed|ing)", "boost(?:s|ed|ing)?",
    "improv(?:es?|ed|ing|ements?)", "foster(?:s|ed|ing)?", "brought about", "driven by",
    "ma(?:de|kes?) a difference",
)  # fmt: skip
CHANGE_WORDS = _words(
    "gr(?:ew|own|owth|owing)", "(?:in|de)creas(?:es?|ed|ing)", "(?-i:rose)",
    "risen", "fell", "fallen", "dropped", "shrank", "shrunk", "doubled", "tripled", "halved",
    "chang(?:e|es) in", "changed", "(?:up|down) from", "went (?:up|down)",
    "than (?:before|at (?:the start|baseline))",
)  # fmt: skip
_PERSON = (
    "(?:person|people|persons|members?|individuals?|participants?|colleagues?|teachers?|leaders?"
    "|educators?|coach(?:es)?|brokers?|connectors?|networkers?|influencers?|learners?|performers?"
    "|bridge ?builders?|hub person|staff)"
)
_MANY = r"(?:\d+ |three |five |ten )?"
_PRAISE = (
    "(?:influential|important|central|connected|well-connected|powerful|popular|valuable|active"
    "|trusted|prominent|isolated|sought-after|networked|helpful|collaborative)"
)
RANK_WORDS = _words(
    f"(?:most|least) {_PRAISE} {_MANY}{_PERSON}",
    f"(?:top|best|worst|weakest|strongest|key|star|leading) {_MANY}(?:{_PRAISE} )?{_PERSON}",
    "best-connected",
    f"best connected {_MANY}{_PERSON}",
    "ranked", "rankings?", "ranks? (?:first|second|third|last|highest|lowest|top|#?\\d+)",
    "league tables?", "leaderboards?",
)  # fmt: skip


def check_claim(text: str, *results: Result) -> str:
    """Give a text back unchanged, or refuse it where it says more than the results support.

    What is looked for are words: those of an effect (effect, impact, caused, led to, because of,
    thanks to, raised, boosted, improved and the like), those of a change (grew, increased, fell,
    changed, up from and the like), and rankings of people ("most influential person", "top
    member", "ranked"). A text without them may still be wrong; one with them needs a result that
    bears it.

    Parameters
    ----------
    text : str
        What is to be said, a sentence or a page. A result's own sentence may always be part of it.
    *results : Result
        What it rests on. The highest level among them counts: 5 for an effect, 3 for a change. A
        comparison of waves whose ``verdict`` is "cannot tell" bears no word of change.

    Returns
    -------
    str
        The text.

    Raises
    ------
    RefusalError
        E-CAUSAL for a word of effect without a result of level 5; E-CHANGE for a word of change
        without one of level 3; E-RANK for a ranking of people, whatever the results. The message
        names the words, and the sentence to paste instead.
    ArgumentError
        If ``text`` is no text, or ``results`` holds something else.

    Notes
    -----
    "Effect size", "random effects", "not an effect" and "collective impact", the name of a way to
    work together, are no words of effect; "rank correlation" is no ranking. English only.

    Examples
    --------
    >>> import netweave as nw
    >>> nw.check_claim("Half of the ties cross organizations.")
    'Half of the ties cross organizations.'
    >>> nw.check_claim("Thanks to the cohort, people have more ties.")
    Traceback (most recent call last):
    netweave.errors.RefusalError: E-CAUSAL: the text says 'Thanks to'. Without a comparison...
    """
    if not isinstance(text, str):
        raise errors.setting_out_of_range("text", "must be a text", text)
    for result in results:
        if not (hasattr(result, "claim") and hasattr(result, "sentence")):
            raise errors.not_a_result(result)
    left = _without(text, (result.sentence for result in results))
    instead = _best(results)
    refuse_bold_words(left, "the text", allowed=_level(results), instead=instead)
    found = [match[0] for match in CHANGE_WORDS.finditer(left)]
    if found and _level(results) < CHANGE:
        raise errors.says_too_much("E-CHANGE", "the text", found, instead)
    return text


def refuse_bold_words(text: str, where: str, *, allowed: int = 0, instead: str = "") -> None:
    """Refuse words of effect, unless level 5 is allowed, and rankings of people."""
    left = HARMLESS.sub(" · ", text)
    for code, words, level in (("E-RANK", RANK_WORDS, None), ("E-CAUSAL", EFFECT_WORDS, EFFECT)):
        found = [match[0] for match in words.finditer(left)]
        if found and (level is None or allowed < level):
            raise errors.says_too_much(code, where, found, instead)


def _without(text: str, sentences: Iterable[str]) -> str:
    """Take out what results say themselves, the longest first."""
    for sentence in sorted(filter(None, sentences), key=len, reverse=True):
        text = text.replace(sentence, " ")
    return text


def _borne(result: Any) -> int:  # noqa: ANN401  # results of waves have a verdict, others none
    """Give the level that a result bears: without a direction it bears no word of change."""
    told = getattr(result, "verdict", "") != CANNOT_TELL
    return int(result.claim if told else min(result.claim, CHANGE - 1))


def _level(results: Iterable[Result]) -> int:
    return max(map(_borne, results), default=0)


def _best(results: tuple[Result, ...]) -> str:
    """Give the sentence of the result that bears most, "" if there is none."""
    return max(results, key=_borne).sentence if results else ""
