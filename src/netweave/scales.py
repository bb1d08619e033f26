"""Collaboration scales: published words in their published order.

The words are not in one universal order: cooperation and coordination swap places between scales,
so a scale is always named.

A scale of frequency has two codings, and both are kept: the rank, and the contacts a year that the
word stands for.
"""

from __future__ import annotations

import re
import unicodedata
import warnings
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

import numpy as np

from netweave import codes, errors
from netweave._checks import as_list

_BETWEEN = re.compile(r"(?<=\d)[\W_]+(?=\d)")


@dataclass(frozen=True)
class Scale:
    """An ordinal scale of collaboration.

    A word is found as it is written, case and spaces aside; else by its letters and figures,
    hyphens and punctuation aside. A number is a rank, unless the scale has numbers among its
    words: then a number is one of those words, or nothing (0 is always "no tie" where it is none
    of them).

    Parameters
    ----------
    id : str
        The name it is called by.
    levels : tuple of str
        The words, from low to high.
    lowest : int, default 1
        The rank of the first word; a rank of 0 is an observed "no tie".
    source : str, default ""
        Where the scale was published.
    per_year : tuple of float, default ()
        For a scale of frequency, how many contacts a year each word stands for.

    Raises
    ------
    ArgumentError
        If ``per_year`` is not one number per word, none below 0 and none lower than the one
        before, or if two words have the same letters and figures.

    Examples
    --------
    >>> SCALES["FREY_LCS"].rank("Coordination"), SCALES["FREY_LCS"].rank("Co-ordination")
    (3, 3)
    >>> SCALES["HIMMELMAN4"].rank("coordinating"), SCALES["EDFIRST3"].rank("coordinating")
    (2, 2)
    >>> SCALES["HIMMELMAN4"].rank("cooperating"), SCALES["EDFIRST3"].rank("cooperating")
    (3, 1)
    >>> SCALES["FREQUENCY6"].rank("Once or twice a year"), SCALES["FREQUENCY6"].contacts("weekly")
    (1, 52.0)
    >>> how_often = Scale("OURS", ("never", "1-2 times a year", "3-5 times a year"), 0)
    >>> how_often.rank("1 - 2 times a year"), how_often.rank("3-5 times a year")
    (1, 2)
    """

    id: str
    levels: tuple[str, ...]
    lowest: int = 1
    source: str = ""
    per_year: tuple[float, ...] = ()

    def __post_init__(self) -> None:
        refuse_alike(f"the scale {self.id}", self.levels)
        rising = all(one <= two for one, two in zip(self.per_year, self.per_year[1:], strict=False))
        fits = len(self.per_year) == len(self.levels) and self.per_year[0] >= 0 and rising
        if self.per_year and not fits:
            raise errors.ArgumentError(
                f"per_year of the scale {self.id} must hold one number per word, from 0 and "
                f"rising: {len(self.levels)} words, got {errors.listed(self.per_year, 12)}."
            )

    @property
    def highest(self) -> int:
        """The rank of the last word."""
        return self.lowest + len(self.levels) - 1

    def rank(self, level: str) -> int | None:
        """Give the rank of a word or of a rank written as text; None where it is neither."""
        text = str(level).strip()
        place = place_of(text, self.levels)
        if place is not None:
            return self.lowest + place
        number = number_of(text)
        if number is None or (number and any(number_of(word) is not None for word in self.levels)):
            return None
        inside = self.lowest <= number <= self.highest or number == 0
        return int(number) if inside and number == int(number) else None

    def contacts(self, level: str | float) -> float:
        """Give how many contacts a year a level of a scale of frequency stands for.

        Parameters
        ----------
        level : str or number
            A word of the scale, or its rank.

        Returns
        -------
        float
            Contacts a year; NaN where the level is not on the scale, or the scale is not one of
            frequency.

        Examples
        --------
        >>> SCALES["FREQUENCY6"].contacts("monthly"), SCALES["FREQUENCY6"].contacts(4)
        (12.0, 52.0)
        """
        rank = self.rank(str(level))
        place = -1 if rank is None else rank - self.lowest
        return float(self.per_year[place]) if 0 <= place < len(self.per_year) else float("nan")

    def threshold(self, level: str) -> int:
        """Give the rank from which on a tie counts; the level must be named in words."""
        named = isinstance(level, str) and (
            number_of(level) is None or place_of(level, self.levels) is not None
        )
        if not named:
            raise errors.ArgumentError(
                f"threshold must be named in the words of {self.id} "
                f"({errors.listed(self.levels, 12)}), got {errors.shown(level)}: "
                "the same number means different things on different scales."
            )
        rank = self.rank(level)
        if rank is None:
            raise errors.not_one_of("threshold", self.levels, level)
        return rank


def folded(word: str) -> str:
    """Set case, spaces, hyphens and punctuation aside: Co-operation is cooperation.

    Letters, figures and signs such as + and < are kept, and 1-2 is not 12.
    """
    apart = _BETWEEN.sub("|", unicodedata.normalize("NFKC", word).casefold())
    kept = "".join(mark for mark in apart if unicodedata.category(mark)[0] not in "PZC")
    return kept or word.strip()


def number_of(text: str) -> float | None:
    """Give the number that a text is; None if it is none."""
    try:
        return float(text)
    except ValueError:
        return None


def place_of(text: str, words: Sequence[str]) -> int | None:
    """Give the place of a word among words: as written or, unless it is a number, folded."""
    ways: list[Callable[[str], object]] = [_plain, number_of]
    if number_of(text) is None:
        ways = [_plain, folded]
    for key in ways:
        keys = [key(word) for word in words]
        if key(text) in keys:
            return keys.index(key(text))
    return None


def _plain(word: str) -> str:
    return " ".join(word.split()).casefold()


def refuse_alike(where: str, words: Sequence[str]) -> None:
    """Refuse words of which two have the same letters and figures."""
    keys = [folded(word) for word in words]
    for place, key in enumerate(keys):
        if key in keys[:place]:
            raise errors.words_alike(where, words[keys.index(key)], words[place])


SCALES: dict[str, Scale] = {
    scale.id: scale
    for scale in (
        Scale(
            "FREY_LCS",
            (
                "no interaction",
                "networking",
                "cooperation",
                "coordination",
                "coalition",
                "collaboration",
            ),
            0,
            "Frey, Lohmeier, Lee & Tollefson 2006, American Journal of Evaluation 27:383",
        ),
        Scale(
            "MATTESSICH3",
            ("cooperation", "coordination", "collaboration"),
            1,
            "Mattessich, Murray-Close & Monsey 2001",
        ),
        Scale("EDFIRST3", ("cooperating", "coordinating", "collaborating"), 1, "slide labels"),
        Scale(
            "HIMMELMAN4",
            ("networking", "coordinating", "cooperating", "collaborating"),
            1,
            "Himmelman 2002",
        ),
        Scale(
            "PARTNER",
            (
                "awareness",
                "cooperative activities",
                "coordinated activities",
                "integrated activities",
            ),
            0,
            "PARTNER survey (level names)",
        ),
        Scale(
            "FREQUENCY6",
            ("never", "once or twice a year", "quarterly", "monthly", "weekly", "daily"),
            0,
            "contacts a year: 0, 1.5, 4, 12, 52, 250 (a convention, not published)",
            (0.0, 1.5, 4.0, 12.0, 52.0, 250.0),
        ),
    )
}


def scale_named(scale: str | Scale | None) -> Scale:
    """Give the scale of a name, or refuse (E-SCALE)."""
    if isinstance(scale, Scale):
        return scale
    if scale is None:
        refusal = codes.REFUSALS["E-SCALE"]
        raise errors.RefusalError("E-SCALE", f"{refusal.text} {refusal.mend}")
    if scale not in SCALES:
        raise errors.RefusalError(
            "E-SCALE",
            f"scale must be one of {errors.listed(SCALES, 12)}, got {errors.shown(scale)}. "
            "Make your own with nw.Scale('name', ('low', …, 'high')).",
        )
    return SCALES[scale]


def log_contacts(contacts: float, scale: str | Scale) -> float:
    """Put contacts a year between 0 and 1: log(1 + f) / log(1 + f of the scale's last word).

    Parameters
    ----------
    contacts : float or array
        Contacts a year, such as the column ``per_year`` of the ties.
    scale : str or Scale
        The scale of frequency they were reported on.

    Returns
    -------
    float or array
        0 for never, 1 for the most that can be reported.

    Raises
    ------
    RefusalError
        E-SCALE if the scale is unknown or not one of frequency.

    Examples
    --------
    Weekly is 52 contacts, daily 250: log 53 / log 251.

    >>> round(log_contacts(52, "FREQUENCY6"), 3)
    0.719
    """
    known = scale_named(scale)
    if not known.per_year:
        raise errors.RefusalError(
            "E-SCALE",
            f"{known.id} is no scale of frequency: its words stand for no number of contacts a "
            "year. Use FREQUENCY6, or nw.Scale(…, per_year=(…)).",
        )
    found = np.log1p(contacts) / np.log1p(known.per_year[-1])
    return float(found) if np.ndim(found) == 0 else found


# Published crosswalks: ranks of one scale → ranks of another. Each loses something.
CROSSWALKS: dict[tuple[str, str], tuple[dict[int, int], str]] = {
    ("EDFIRST3", "FREY_LCS"): (
        {0: 0, 1: 2, 2: 3, 3: 5},
        "networking (1) and coalition (4) of FREY_LCS have no counterpart in EDFIRST3",
    ),
}


def convert(levels: str | float | Iterable[str | float], scale: str, to: str) -> int | list[int]:
    """Translate levels of one scale into ranks of another, where a crosswalk was published.

    Parameters
    ----------
    levels : str, number, or iterable of them
        Words or ranks of the first scale.
    scale : str
        The scale they are on.
    to : str
        The scale wanted.

    Returns
    -------
    int or list of int
        The ranks; one for one level. A warning says what the translation loses.

    Raises
    ------
    RefusalError
        E-SCALE if no crosswalk between the two was published.
    ArgumentError
        If a level is not on the scale.

    Examples
    --------
    >>> import warnings
    >>> with warnings.catch_warnings():
    ...     warnings.simplefilter("ignore")
    ...     convert(["cooperating", "coordinating", "collaborating"], "EDFIRST3", "FREY_LCS")
    [2, 3, 5]
    """
    first, second = scale_named(scale), scale_named(to)
    if (first.id, second.id) not in CROSSWALKS:
        ways = errors.listed([f"{one} to {two}" for one, two in CROSSWALKS])
        raise errors.RefusalError(
            "E-SCALE",
            f"no crosswalk from {first.id} to {second.id} was published; the words of two scales "
            f"are not in one order. There is one from {ways}. Compare waves on one scale.",
        )
    ranks, lost = CROSSWALKS[first.id, second.id]
    written = as_list(levels)
    single = isinstance(levels, str) or not isinstance(levels, Iterable)
    found = [first.rank(str(level)) for level in written]
    for level, rank in zip(written, found, strict=True):
        if rank is None:
            raise errors.not_one_of("levels", first.levels, level)
    warnings.warn(
        f"from {first.id} to {second.id} is lossy: {lost}.", errors.NetweaveWarning, stacklevel=2
    )
    translated = [ranks[int(str(rank))] for rank in found]
    return translated[0] if single else translated
