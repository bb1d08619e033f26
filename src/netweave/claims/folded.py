"""A text as it is read: one kind of letter, one space between words."""

from __future__ import annotations

import re
import unicodedata

# Letters of other alphabets that look like Latin ones, and marks that are written in several ways.
LOOK_ALIKE = str.maketrans(
    "авекмнорстухіјѕһԁԛԝАВЕКМНОРСТУХІЈЅαειοκνρτυχΑΒΕΖΗΙΚΜΝΟΡΤΥΧıɡ’‘ʼ′`‐‑_*",
    "abekmhopctyxijshdqwABEKMHOPCTYXIJSaeioknptuxABEZHIKMNOPTYXig'''''--  ",
)
_PARAGRAPH, _SPACE = re.compile(r"\n\s*\n"), re.compile(r"\s+")


def folded(text: str) -> str:
    """Undo ligatures, accents, invisible characters, look-alike letters and runs of spaces."""
    plain = unicodedata.normalize("NFKD", _PARAGRAPH.sub(" ¶ ", text).translate(LOOK_ALIKE))
    unseen = [one for one in set(plain) if unicodedata.category(one) in {"Cf", "Mn"}]
    shown = plain.translate(dict.fromkeys(map(ord, unseen)))
    return _SPACE.sub(" ", shown.translate(LOOK_ALIKE)).strip()


def small(text: str) -> str:
    """Give a folded text in small letters, each in its place."""
    low = text.lower()
    if len(low) == len(text):
        return low
    return "".join(one.lower() if len(one.lower()) == 1 else one for one in text)
