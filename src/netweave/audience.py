"""Who may see what: the one place that decides what each audience is shown (method.md 6).

Four levels are offered. The *analyst* sees people by the ids of the roster. The *participant* sees
what is their own, beside how it spreads over everybody, and gets a page of their own. The *network*
sees organizations and banded counts. The *public* sees whether organizations are joined. What is
hidden is SUPPRESSED, which is neither zero nor undefined.
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np
import pandas as pd

from netweave import codes, errors

SUPPRESSED: Final = "suppressed"
"""What stands where a value was hidden: distinct from zero and from NaN."""

FEWEST_RESPONDENTS = 3
FEWEST_IN_TEAM = 3
FEWEST_MERGED = 2
FEWEST_BANDS = 2
MERGED = "Merged organizations"
# With a greater share of the pairs of organizations hidden no map is drawn (a heuristic).
MOST_HIDDEN = 0.25


@dataclass(frozen=True)
class Band:
    """What is shown in place of a count: its least and its greatest value, and the words."""

    lowest: int
    highest: float
    text: str

    @property
    def exact(self) -> bool:
        """Whether the band itself tells the count."""
        return self.lowest == self.highest

    def __contains__(self, count: float) -> bool:
        return self.lowest <= count <= self.highest

    def __str__(self) -> str:
        return self.text


JOINED = Band(1, math.inf, "1+")
WITHHELD = Band(0, math.inf, SUPPRESSED)

_NETWORK = (Band(0, 0, "0"), Band(1, 1, "1"), Band(2, 4, "2–4"), Band(5, math.inf, "5+"))
_PUBLIC = (Band(0, 0, "not joined"), Band(1, math.inf, "joined"))
_STEPS = ((0.1, "under 10%"), (0.25, "10 to 24%"), (0.5, "25 to 49%"), (math.inf, "50% or more"))
_FIVE = 5


@dataclass(frozen=True)
class Audience:
    """One level of audience and its rules.

    Parameters
    ----------
    name : str
        "analyst", "participant", "network" or "public".
    shows_people : bool
        Whether a row or a name of a person may appear.
    least : int
        Means and counts on fewer persons than this are suppressed; 0 suppresses nothing.
    bands : tuple of Band
        How counts of ties between organizations are shown; empty shows the count.
    """

    name: str
    shows_people: bool
    least: int
    bands: tuple[Band, ...]

    @property
    def exact(self) -> bool:
        """Whether counts of ties between organizations are shown as they are."""
        return not self.bands

    def band(self, count: int) -> Band:
        """Give what is shown in place of a count of ties."""
        return next((band for band in self.bands if count in band), _just(count))

    def bands_of(
        self, counts: Sequence[int], most: Sequence[float], total: int | None = None
    ) -> list[Band]:
        """Band counts whose exact sum is known, so that the sum gives none of them back.

        Parameters
        ----------
        counts : sequence of int
            The counts of one table, in any order.
        most : sequence of float
            The greatest value each could have, such as the number of pairs of people.
        total : int, optional
            Another number that is printed exactly and that the counts add up to; their sum if
            left out.

        Returns
        -------
        list of Band
            In the order of ``counts``. Where the sum would give a banded count back, bands are
            widened to "1+" or withheld, as few as it takes.
        """
        bands = [self.band(int(count)) for count in counts]
        if self.exact:
            return bands
        known = sum(counts) if total is None else total
        while (place := _next_to_widen(counts, bands, most, known)) is not None:
            bands[place] = _wider(bands[place])
        return bands

    def bands_beside(
        self, counts: Sequence[int], most: Sequence[float], part: int, spare: float
    ) -> list[Band]:
        """Band counts so that their sum does not tell what they hold beyond a part that is known.

        The part are the ties among everybody but a few people, such as those who joined. Where the
        bands fix the sum, as ones and zeros do, the sum less the part is what these few have.

        Parameters
        ----------
        counts : sequence of int
            The counts of one table, in any order.
        most : sequence of float
            The greatest value each could have.
        part : int
            A number that is printed exactly and that the counts hold beside the ties of the few.
        spare : float
            How many ties the few could have at the most.

        Returns
        -------
        list of Band
            In the order of ``counts``, widened until the few may have none, all, or any number
            between; all are withheld where nothing less will do.
        """
        bands = self.bands_of(counts, most)
        if self.exact:
            return bands
        highest = min(part + spare, sum(most))
        while (place := _next_to_open(counts, bands, most, (part, highest))) is not None:
            bands[place] = _wider(bands[place])
        return bands

    def hides(self, persons: float) -> bool:
        """Say whether a mean or count on so many persons is suppressed."""
        return 0 < persons < self.least

    def figure(self, value: float, persons: float) -> float | str:
        """Give a mean or count on some persons, or SUPPRESSED if they are too few."""
        return SUPPRESSED if self.hides(persons) else value

    def head_count(self, persons: int) -> str:
        """Say how many persons have some property; small counts as a range."""
        if self.hides(persons):
            return f"1–{self.least - 1}"
        return f"{persons:,}"

    def head_counts(self, persons: Sequence[int]) -> list[str]:
        """Say several counts that add up to a total the reader may know.

        Where one alone is a range, the total would give it back, so the next smallest becomes one
        too.
        """
        said = [self.head_count(int(count)) for count in persons]
        small = [place for place, count in enumerate(persons) if self.hides(count)]
        others = [place for place, count in enumerate(persons) if count and place not in small]
        if len(small) == 1 and others:
            second = min(others, key=lambda place: (persons[place], place))
            said[second] = f"{self.least} or more"
        return said

    def held_by(self, share: float, persons: int) -> str:
        """Say which share of something hangs on some persons.

        With fewer than three of them it is a score of single people: only a coarse step is said.
        Else steps of five points, since a share in full gives the counts behind it back.
        """
        if math.isnan(share):
            return "–"
        if self.exact:
            return f"{100 * share:.0f}%"
        return step(share) if persons < FEWEST_IN_TEAM else fives(share)

    def gives_back(
        self, counts: Sequence[int], most: Sequence[float], total: int | None = None
    ) -> bool:
        """Say whether the sum gives a banded count back however wide the bands of `bands_of`.

        So it is with a single pair of organizations: the sum then has to be hidden too.
        """
        if self.exact or not len(counts):
            return False
        known = sum(counts) if total is None else total
        return bool(_exposed(self.bands_of(counts, most, total), most, known))

    def share(self, part: float, whole: float) -> float | str:
        """Give a share of a group of persons; none or all of a small group is masked too."""
        if whole == 0:
            return math.nan
        everybody = part in {0, whole} and 0 < whole < 2 * self.least
        return SUPPRESSED if self.hides(whole) or everybody else part / whole

    def column(self, values: Sequence[float], persons: Sequence[float]) -> list[float | str]:
        """Suppress the values on too few persons, and one more where a total gives one back.

        Parameters
        ----------
        values : sequence of float
            Counts that add up to a total the reader may know.
        persons : sequence of float
            On how many persons each value rests.

        Returns
        -------
        list of float or str
            In the order of ``values``. Two values at least are suppressed, or none.
        """
        hidden = {place for place, count in enumerate(persons) if self.hides(count)}
        others = [place for place in range(len(values)) if place not in hidden and values[place]]
        if len(hidden) == 1 and others:
            hidden.add(min(others, key=lambda place: (persons[place], place)))
        return [SUPPRESSED if place in hidden else value for place, value in enumerate(values)]

    def spread(self, values: Sequence[float]) -> list[tuple[Band, int]]:
        """Say how the values of people spread: bands with how many people are in each.

        The bands hang on all values alike, so pages of several people say the same and tell
        nothing when they are put together. Beside the one who reads it, whose own value they
        know, a band holds as many others as a shown mean or count needs.

        Parameters
        ----------
        values : sequence of float
            One whole number per person, such as how many ties they have.

        Returns
        -------
        list of (Band, int)
            From low to high, the last one open; empty where there are people for one band only.
        """
        counts = sorted(Counter(int(value) for value in values).items())
        cuts, held = list[tuple[int, int]](), 0
        for value, people in counts:
            held += people
            if held > self.least:
                cuts.append((value, held))
                held = 0
        if held and cuts:  # too few at the top: they join the band below
            cuts[-1] = (counts[-1][0], cuts[-1][1] + held)
        if len(cuts) < FEWEST_BANDS:
            return []
        lows = [counts[0][0], *(value + 1 for value, _ in cuts[:-1])]
        return [
            (_from_to(low, high, first=not place, last=place == len(cuts) - 1), people)
            for place, (low, (high, people)) in enumerate(zip(lows, cuts, strict=True))
        ]

    def check_people(self, what: str) -> None:
        """Refuse a table with a row per person above the analyst level (E-RANK)."""
        if not self.shows_people:
            refusal = codes.REFUSALS["E-RANK"]
            message = f"{what} was asked for the audience {self.name!r}. {refusal.text}"
            raise errors.RefusalError("E-RANK", f"{message} {refusal.mend}")

    def merged(self, respondents: Mapping[str, int]) -> dict[str, str]:
        """Say under which name each organization is shown: small ones are merged.

        Parameters
        ----------
        respondents : mapping
            Organization → how many respondents (members where nobody was asked), the fewest over
            the waves that are shown, so that one wave does not give another back.

        Returns
        -------
        dict
            Organization → shown name. Organizations with fewer than three respondents share one
            name, with the next smallest if that is still one organization or fewer than three.
        """
        names = {name: name for name in respondents}
        by_size = sorted(respondents, key=lambda name: (respondents[name], name))
        small = [name for name in by_size if respondents[name] < FEWEST_RESPONDENTS]
        if self.shows_people or not small:
            return names
        rest = [name for name in by_size if name not in small]
        while rest and (
            len(small) < FEWEST_MERGED
            or sum(respondents[name] for name in small) < FEWEST_RESPONDENTS
        ):
            small.append(rest.pop(0))
        label = _unused(MERGED, set(respondents) - set(small))
        return names | dict.fromkeys(small, label)


LEVELS: dict[str, Audience] = {
    "analyst": Audience("analyst", True, 0, ()),  # noqa: FBT003
    "network": Audience("network", False, 5, _NETWORK),  # noqa: FBT003
    "public": Audience("public", False, 10, _PUBLIC),  # noqa: FBT003
}
PARTICIPANT = Audience("participant", False, 5, _NETWORK)  # noqa: FBT003
DEFAULT = "network"


def audience_named(name: str | Audience) -> Audience:
    """Give the audience of a name; the participant level is refused in words."""
    if isinstance(name, Audience):
        return name
    if name == "participant":
        raise errors.audience_not_offered(name, LEVELS)
    if name not in LEVELS:
        raise errors.not_one_of("audience", LEVELS, name)
    return LEVELS[name]


def step(share: float) -> str:
    """Write a share that belongs to one person or two in one of four coarse steps."""
    if math.isnan(share):
        return "–"
    return next(words for limit, words in _STEPS if round(share, 9) < limit)


def fives(share: float) -> str:
    """Write a share in steps of five points; the last one includes all."""
    if math.isnan(share):
        return "–"
    low = min(int(round(100 * share, 6)) // _FIVE * _FIVE, 100 - _FIVE)
    return f"{low} to {100 if low + _FIVE == 100 else low + _FIVE - 1}%"


def feasible(
    bands: Sequence[Band], most: Sequence[float], total: float
) -> list[tuple[float, float]]:
    """Give, per cell, the least and greatest count that the bands and their sum allow."""
    low = np.array([band.lowest for band in bands], dtype=float)
    high = np.array([min(band.highest, top) for band, top in zip(bands, most, strict=True)])
    least = np.maximum(low, [total - _sum_without(high, place) for place in range(len(bands))])
    top = np.minimum(high, [total - _sum_without(low, place) for place in range(len(bands))])
    return [(float(a), float(b)) for a, b in zip(least, top, strict=True)]


def fewest_respondents(by_wave: Mapping[str, pd.Series]) -> dict[str, int]:
    """Give, per organization, the fewest respondents over the waves in which it is present."""
    fewest: dict[str, int] = {}
    for counts in by_wave.values():
        for name, count in counts.items():
            fewest[str(name)] = min(int(count), fewest.get(str(name), int(count)))
    return dict(sorted(fewest.items()))


@dataclass(frozen=True)
class Beside:
    """What is printed of the ties of everybody but a few, who joined or left.

    Parameters
    ----------
    across, inside : int
        The tied pairs across and inside organizations among the others.
    few : int
        How many joined or left.
    """

    across: int
    inside: int
    few: int


def bands_between(
    audience: Audience, table: pd.DataFrame, convener: str = "", beside: Beside | None = None
) -> list[Band]:
    """Band three sets of cells of which a sum is printed: across, inside, and of the convener.

    Tables, drawings and maps to look around in take what they show of a wave from here, so that
    none shows what another hides.

    Parameters
    ----------
    audience : Audience
        Who reads it.
    table : DataFrame
        One row per pair of organizations, as ``nw.mixing`` on the shown names gives it.
    convener : str
        The shown name of the conveners; "" where they are in no row.
    beside : Beside, optional
        Of a few people who joined or left not even the sum is printed, but that of everybody else
        is. What they have with the conveners could be all the conveners have, so nothing of it is
        known.

    Returns
    -------
    list of Band
        In the order of the table.
    """
    a, b = table["organization_a"], table["organization_b"]
    of_convener = (a == convener) | (b == convener)
    sets = {"across": (a != b) & ~of_convener, "inside": (a == b) & ~of_convener,
            "convener": of_convener}  # fmt: skip
    bands: dict[int, Band] = {}
    for name, chosen in sets.items():
        rows = table[chosen]
        counts, most = [int(n) for n in rows["ties"]], [float(n) for n in rows["pairs"]]
        if beside is None or name == "convener":
            found = audience.bands_of(counts, most)
        else:
            part = getattr(beside, name)
            found = audience.bands_beside(counts, most, part, _spare(rows, name, beside.few))
        bands |= dict(zip(rows.index, found, strict=True))
    return [bands[row] for row in table.index]


def too_much_hidden(hidden: int, pairs: int) -> bool:
    """Say whether so many pairs of organizations are hidden that no map is drawn."""
    return hidden > MOST_HIDDEN * pairs


def _spare(rows: pd.DataFrame, name: str, few: int) -> float:
    """Say how many ties a few people could have at the most, wherever they belong."""
    sizes = dict(zip(rows["organization_a"], rows["people_a"], strict=True))
    sizes |= dict(zip(rows["organization_b"], rows["people_b"], strict=True))
    others = max(sizes.values(), default=1) if name == "inside" else sum(sizes.values())
    return few * (float(others) - 1)


def _from_to(low: int, high: int, *, first: bool, last: bool) -> Band:
    """Give a band in words; the first and the last do not say the least and the greatest value."""
    if last:
        return Band(low, math.inf, f"{low:,} or more")
    if first:
        return Band(0, high, f"{high:,}" if high == 0 else f"up to {high:,}")
    return Band(low, high, f"{low:,}" if low == high else f"{low:,} to {high:,}")


def _just(count: int) -> Band:
    return Band(count, count, f"{count:,}")


def _sum_without(values: np.ndarray, place: int) -> float:
    return float(np.delete(values, place).sum())


def _exposed(bands: Sequence[Band], most: Sequence[float], total: float) -> list[int]:
    """Find the banded cells whose count follows from the sum."""
    ranges = feasible(bands, most, total)
    return [
        place for place, (low, high) in enumerate(ranges) if low == high and not bands[place].exact
    ]


def _next_to_widen(
    counts: Sequence[int], bands: Sequence[Band], most: Sequence[float], total: float
) -> int | None:
    """Choose the cell whose band is widened next; None if all is well or nothing can be done."""
    exposed = _exposed(bands, most, total)
    shown = [place for place, band in enumerate(bands) if band != WITHHELD]
    narrow = [place for place in shown if _wider(bands[place]) == JOINED]
    told = [place for place in exposed if place in shown]
    first = [place for place in told if place in narrow]
    choice = (first or narrow or told or shown) if exposed else []
    return min(choice, key=lambda place: (counts[place], place), default=None)


def _next_to_open(
    counts: Sequence[int],
    bands: Sequence[Band],
    most: Sequence[float],
    ends: tuple[float, float],
) -> int | None:
    """Choose the cell whose band is widened next for the sum to reach both ends; None if it does.

    The smallest count first: a one becomes "1+" before a zero is withheld.
    """
    tops = [min(band.highest, top) for band, top in zip(bands, most, strict=True)]
    if sum(band.lowest for band in bands) > ends[0]:
        places = [place for place, band in enumerate(bands) if band.lowest]
    elif sum(tops) < ends[1]:
        short = [place for place, top in enumerate(tops) if top < most[place]]
        places = [place for place in short if bands[place].lowest] or short
    else:
        return None
    return min(places, key=lambda place: (counts[place], place), default=None)


def _wider(band: Band) -> Band:
    """Give the next wider band: "1+" for a count known to be positive, withheld for the rest."""
    return JOINED if band.lowest > 1 or (band.lowest == 1 and band.exact) else WITHHELD


def _unused(name: str, taken: set[str]) -> str:
    """Give a name that no organization bears."""
    while name in taken:
        name = f"{name} (merged)"
    return name
