"""What a sentence is made of: nouns, what was found, cautions, and that it is no effect."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Collection

NO_EFFECT = "No comparison group: this is change, not effect."
# One sentence for each warning that changes what may be said; {response}, {groups} and {moved} are
# filled in.
CAUTIONS = {
    "W03": "Fewer than 60 in 100 pairs were observed in both waves or in one of them, so too much "
    "is unknown for more than this pair-level result.",
    "W01": "Not enough people answered ({response}), so ties are missing, and a change in who "
    "answered can look like a change in ties.",
    "W02": "Between 60 and 80 in 100 pairs were observed, so the result rests on part of the "
    "network.",
    "W04": "Response differed between {groups}, so part of the change may lie in who answered.",
    "W07": "A tie here is an opportunity, such as being at the same event, not a reported tie.",
    "W09": "The two waves were not recorded in the same way, so part of the change may come from "
    "that.",
    "W10": "How it was at the start was asked afterwards; memory and effort push such change up.",
    "W28": "The names of the waves suggest that they stand the wrong way round, and then more is "
    "fewer here.",
    "W18": "Counting a tie from one level lower or higher turns the direction of the change, so it "
    "hangs on the level chosen.",
    "W11": "{moved}",
}


@dataclass(frozen=True)
class Words:
    """The nouns of a sentence.

    Parameters
    ----------
    who : str
        "Members" or "People".
    group : str
        What ties cross: "organization".
    ties : str
        "ties", or "ties of the kind 'advice'" where there could be a doubt.
    """

    who: str
    group: str
    ties: str

    @property
    def member(self) -> str:
        """The singular of who."""
        return "member" if self.who == "Members" else "person"

    @property
    def groups(self) -> str:
        """The plural of the group."""
        return f"{self.group[:-1]}ies" if self.group.endswith("y") else f"{self.group}s"

    def count(self, number: int) -> str:
        """Count the groups."""
        return f"{number:,} {self.group if number == 1 else self.groups}"


def nouns(group: str, kind: str, *, members_only: bool, doubtful: bool) -> Words:
    """Choose the nouns; doubtful: whether the kind must be named."""
    return Words(
        who="Members" if members_only else "People",
        group=group,
        ties=f"ties of the kind {kind!r}" if doubtful else "ties",
    )


@dataclass(frozen=True)
class Sentence:
    """What is said of a change, in parts, so that a caution can be added later.

    Parameters
    ----------
    said : tuple of str
        What was found, the headline first.
    words : Words
        The nouns.
    response : str
        Response by wave, for W01.
    moved : str
        How many pairs were set aside, for W11.
    codes : tuple of str
        The warnings raised.
    counted : tuple of str
        What is said after the headline and holds exact counts of pairs.
    """

    said: tuple[str, ...] = ()
    words: Words = Words("Members", "organization", "ties")
    response: str = ""
    moved: str = ""
    codes: tuple[str, ...] = ()
    counted: tuple[str, ...] = ()

    def with_codes(self, codes: Collection[str]) -> Sentence:
        """Give the same with other warnings."""
        return replace(self, codes=tuple(codes))

    def without_counts(self) -> Sentence:
        """Give the same without the sentences that hold exact counts of pairs."""
        return replace(self, counted=())

    def without_missing(self) -> Sentence:
        """Give the same without the sentence on pairs that were not observed, the last counted."""
        return replace(self, counted=self.counted[:1])

    def __str__(self) -> str:
        superfluous = {"W02"} if "W03" in self.codes else set()
        # W01 says the same of everybody that W04 says of organizations.
        superfluous |= {"W04"} if "W01" in self.codes else set()
        cautions = [
            text.format(response=self.response, groups=self.words.groups, moved=self.moved)
            for code, text in CAUTIONS.items()
            if code in self.codes and code not in superfluous
        ]
        said = (*self.said[:1], *self.counted, *self.said[1:])
        return " ".join(part for part in (*said, *cautions, NO_EFFECT) if part)
