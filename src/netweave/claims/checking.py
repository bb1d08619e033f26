"""Refuse a text that says more than results bear."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

from netweave import errors
from netweave.claims.folded import folded, small
from netweave.claims.harmless import NAME, sentences, without_harmless
from netweave.claims.leading import describing, leading
from netweave.claims.levels import CHANGE, EFFECT, best, level
from netweave.claims.naming import names_of, without_names
from netweave.claims.nature import NATURE_WORDS
from netweave.claims.words import CHANGE_WORDS, EFFECT_WORDS, RANK_WORDS

if TYPE_CHECKING:
    from netweave.network import Network
    from netweave.results import Result

# What an effect may be of: ties that cross something, which is all that is ever compared.
_TIES = r"\b(?:ties?|links?|connections?|relationships?)\b"
_ACROSS = r"\b(?:across|between|outside|beyond|cross(?:es|ed|ing)?)\b"
TIES, ACROSS = re.compile(_TIES), re.compile(_ACROSS)


def check_claim(text: str, *results: Result, names: Network | Iterable[str] = ()) -> str:
    """Give a text back unchanged, or refuse it where it says more than the results support.

    What is looked for are words: those of an effect (impact, caused, led to, thanks to, helped
    members and the like), those of a change (grew, declined, up from, more than a year ago), a
    ranking of people ("most influential person", "Ana leads", "the top 3", "has the most ties") and
    the low end of one of organizations ("least connected organization"), what somebody is like or
    wants ("lacks a network mindset", "acts as a gatekeeper", "because she wants power"), and how
    well a network is ("healthy", "thriving"). No list of words is complete: a text that passes may
    still be wrong. One that is refused needs another word, or a result that bears it.

    Parameters
    ----------
    text : str
        What is to be said, a sentence or a page. A result's own sentence may always be part of it.
    *results : Result
        What it rests on. The highest level among them counts. A change needs one of level 3 whose
        ``verdict`` is "up" or "down"; how long ties last bears no word of change. An effect needs
        one of level 5, and speaks of what was compared: the sentence that holds the word must name
        ties across, between or outside organizations; beside the result's own sentence, ties.
    names : Network or iterable of str, optional
        Names of people, organizations and projects, which are left out of the search, or the
        network whose people and organizations they are: ``names=net``, or ``names=["Impact Hub",
        *net.people["organization"].unique()]``. What is said of them is not left out.

    Returns
    -------
    str
        The text.

    Raises
    ------
    RefusalError
        E-CAUSAL for a word of effect without a result of level 5 about it; E-CHANGE for a word of
        change without a result that bears it; E-RANK for a ranking of people, and E-PERSON for
        what somebody, or the network, is said to be like, whatever the results. The message names
        the words, and the sentence to paste instead.
    ArgumentError
        If ``text`` is no text, ``results`` holds something else, or ``names`` are no texts.

    Notes
    -----
    Letters that look alike, ligatures and characters that nobody sees are read as what they look
    like. "Effect size", "growth mindset", "due to missing answers", "raised a question" and "not an
    effect" are no claims; nor are "no change in ties", "whether ties grew cannot be told", "members
    were asked who helped them" and "key staff". "Foster Elementary" and "Ms. Foster" are taken as
    names; give others as ``names``. Which way a change went, and of what, is not compared with the
    result. English only.

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
    named = names_of(names)
    _are_results(results)
    own = [folded(result.sentence) for result in results]
    plain = folded(text)
    left = without_harmless(without_names(_without(plain, own), named))
    instead = best(results)
    _refuse(left, "the text", instead, _compared(plain, results))
    found = _found(CHANGE_WORDS, left)
    if found and level(results) < CHANGE:
        raise errors.says_too_much("E-CHANGE", "the text", found, instead)
    return text


def refuse_bold_words(text: str, where: str, names: Iterable[str] = ()) -> None:
    """Refuse words of effect, rankings of people, and what somebody is like or wants."""
    _refuse(without_harmless(without_names(folded(text), names)), where)


def _refuse(
    left: str, where: str, instead: str = "", licensed: Sequence[re.Pattern[str]] = ()
) -> None:
    """Refuse bold words; those of effect not in sentences that speak of what was compared."""
    if found := _found(NATURE_WORDS, left) + describing(left):
        raise errors.says_too_much("E-PERSON", where, found, instead)
    if found := _found(RANK_WORDS, left) + leading(left):
        raise errors.says_too_much("E-RANK", where, found, instead)
    rest = sentences(left) if licensed else [left]
    if licensed:
        rest = [one for one in rest if not all(about.search(small(one)) for about in licensed)]
    if found := [word for one in rest for word in _found(EFFECT_WORDS, one)]:
        raise errors.says_too_much("E-CAUSAL", where, found, instead)


def _compared(plain: str, results: Sequence[Result]) -> tuple[re.Pattern[str], ...]:
    """Give what a sentence must speak of to speak of an effect; nothing where none may."""
    strong = [one for one in results if level([one]) >= EFFECT]
    if not strong:
        return ()
    quoted = any(one.sentence and folded(one.sentence) in plain for one in strong)
    return (TIES,) if quoted else (TIES, ACROSS)


def _found(words: re.Pattern[str], text: str) -> list[str]:
    """Give the words that a list finds, as they are written; a name is shown as three dots."""
    spans = (match.span() for match in words.finditer(small(text)))
    return [text[first:last].replace(NAME, "…") for first, last in spans]


def _are_results(results: Sequence[object]) -> None:
    for one in results:
        facts = getattr(one, "claim", None), getattr(one, "sentence", None)
        if not (isinstance(facts[0], int) and isinstance(facts[1], str)):
            raise errors.not_a_result(one)


def _without(text: str, own: Iterable[str]) -> str:
    """Take out what results say themselves, the longest first."""
    for sentence in sorted(filter(None, own), key=len, reverse=True):
        text = text.replace(sentence, " ")
    return text
