"""Who agreed to be in the network: the words for it, and what they come down to.

There are three states: consented, declined, not asked. Whoever withdrew declined. Of whom it is
written that it is not known is treated as if they had, since not knowing is not consent; and so
are, if a project says so, all who were not asked.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import pandas as pd

from netweave import errors

CONSENTED, DECLINED, NOT_ASKED = "consented", "declined", "not_asked"
CONSENT = {
    CONSENTED: ("yes", "y", "1", "true", "x", "consented", "consent", "agreed", "given"),
    DECLINED: (
        "no", "n", "0", "false", "declined", "decline", "refused", "withdrawn", "withdrew",
        "revoked", "opted out", "opt out", "opt-out", "unknown", "unclear", "pending", "?",
    ),
    NOT_ASKED: ("not_asked", "not asked", "na", "n/a"),
}  # fmt: skip
STATES = ("yes", "no", "withdrawn", "unknown", "not asked")
_MEANT = {word: state for state, words in CONSENT.items() for word in words}


@dataclass(frozen=True)
class Meanings:
    """What a column of consent says.

    Parameters
    ----------
    words : dict
        Word, in small letters → consented, declined or not_asked.
    blank : str
        What a blank cell means.
    needed : bool
        Whether people who were not asked are left out.
    """

    words: dict[str, str]
    blank: str = NOT_ASKED
    needed: bool = False

    def note(self, states: pd.Series) -> str:
        """Say in how many rows nobody was asked, if they are left out; "" if they are not."""
        count = int((states == DECLINED).sum()) if self.needed else 0
        return f"; {count} of {len(states)} rows without consent" if count else ""


def meanings(
    column: str | None, words: Mapping[str, str] | None = None, *, needed: bool = False
) -> Meanings:
    """Say what the words of a column of consent mean, the file's own words first.

    Parameters
    ----------
    column : str or None
        The column; None if the roster has none.
    words : mapping, optional
        The file's own words → "yes", "no", "withdrawn", "unknown" or "not asked".
    needed : bool, default False
        Whether people who were not asked are left out.

    Returns
    -------
    Meanings
        For the reader of the roster.

    Raises
    ------
    ArgumentError
        If a word has no such meaning, or words are given for no column.

    Examples
    --------
    >>> found = meanings("agreed", {"Ja": "yes"}, needed=True)
    >>> found.words["ja"], found.words["withdrawn"], found.blank
    ('consented', 'declined', 'declined')
    """
    if column is None and (words is not None or needed):
        named = "consent_words" if words is not None else "consent_needed"
        raise errors.ArgumentError(
            f"{named} needs the column that says who agreed. Name it: consent='…'."
        )
    known = dict(_MEANT)
    for word, meaning in (words or {}).items():
        if str(meaning).strip().casefold() not in _MEANT:
            raise errors.not_one_of(f"consent_words[{str(word)!r}]", STATES, meaning)
        known[str(word).strip().casefold()] = _MEANT[str(meaning).strip().casefold()]
    if not needed:
        return Meanings(known)
    known = {word: DECLINED if state == NOT_ASKED else state for word, state in known.items()}
    return Meanings(known, DECLINED, needed=True)
