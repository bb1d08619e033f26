"""The wording of refusals of a text that says more than was found."""

from __future__ import annotations

from collections.abc import Sequence

from netweave.codes import REFUSALS
from netweave.errors.base import ArgumentError, RefusalError, shown


def says_too_much(code: str, where: str, words: Sequence[str], instead: str) -> RefusalError:
    """Say which words nothing supports, and what may be said instead.

    Parameters
    ----------
    code : str
        The E-code.
    where : str
        What was read, such as "the text" or "cohort.toml 'title'".
    words : sequence of str
        The words, as they are written, the first that was found first.
    instead : str
        A sentence that is supported; "" where there is none.

    Returns
    -------
    RefusalError
        For the caller to raise.

    Examples
    --------
    >>> print(says_too_much("E-RANK", "the text", ["top member"], ""))
    E-RANK: the text says 'top member'. A ranking of persons is never shown above the analyst \
level, nor which organization is last: it may be two persons. Use \
audience='analyst', and show it to the person concerned first.
    """
    refusal = REFUSALS[code]
    said = ", ".join(shown(" ".join(word.split())) for word in dict.fromkeys(words))
    paste = f' Paste instead: "{instead}"' if instead else ""
    return RefusalError(code, f"{where} says {said}. {refusal.text} {refusal.mend}{paste}")


def not_a_result(got: object) -> ArgumentError:
    """Say that what a text is held against is no result.

    Parameters
    ----------
    got : object
        What was given.

    Returns
    -------
    ArgumentError
        For the caller to raise.

    Examples
    --------
    >>> print(not_a_result(0.5))
    results must be results of netweave, such as nw.compare.before_after(before, after), got float.
    """
    return ArgumentError(
        "results must be results of netweave, such as nw.compare.before_after(before, after), "
        f"got {type(got).__name__}."
    )
