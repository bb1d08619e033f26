"""Collaboration scales: published words in their published order.

The words are not in one universal order: cooperation and coordination swap places between scales,
so a scale is always named.
"""

from __future__ import annotations

from dataclasses import dataclass

from netweave import codes, errors


@dataclass(frozen=True)
class Scale:
    """An ordinal scale of collaboration.

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

    Examples
    --------
    >>> SCALES["FREY_LCS"].rank("Coordination"), SCALES["FREY_LCS"].rank("Co-ordination")
    (3, 3)
    >>> SCALES["HIMMELMAN4"].rank("coordinating"), SCALES["EDFIRST3"].rank("coordinating")
    (2, 2)
    >>> SCALES["HIMMELMAN4"].rank("cooperating"), SCALES["EDFIRST3"].rank("cooperating")
    (3, 1)
    """

    id: str
    levels: tuple[str, ...]
    lowest: int = 1
    source: str = ""

    @property
    def highest(self) -> int:
        """The rank of the last word."""
        return self.lowest + len(self.levels) - 1

    def rank(self, level: str) -> int | None:
        """Give the rank of a word or of a rank written as text; None where it is neither."""
        text = str(level).strip()
        words = {_folded(word): place for place, word in enumerate(self.levels, self.lowest)}
        if _folded(text) in words:
            return words[_folded(text)]
        try:
            number = float(text)
        except ValueError:
            return None
        inside = self.lowest <= number <= self.highest or number == 0
        return int(number) if inside and number == int(number) else None

    def threshold(self, level: str) -> int:
        """Give the rank from which on a tie counts; the level must be named in words."""
        if not isinstance(level, str) or level.strip().lstrip("+-").replace(".", "").isdigit():
            raise errors.ArgumentError(
                f"threshold must be named in the words of {self.id} "
                f"({errors.listed(self.levels, 12)}), got {errors.shown(level)}: "
                "the same number means different things on different scales."
            )
        rank = self.rank(level)
        if rank is None:
            raise errors.not_one_of("threshold", self.levels, level)
        return rank


def _folded(word: str) -> str:
    """Set case, hyphens and spaces aside: Co-operation is cooperation."""
    letters = "".join(mark for mark in word.casefold() if mark.isalpha())
    return letters or word.strip()


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
