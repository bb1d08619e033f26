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
    shown = "".join(one for one in plain if unicodedata.category(one) not in {"Cf", "Mn"})
    return _SPACE.sub(" ", shown.translate(LOOK_ALIKE)).strip()
