"""One spelling for one name: what is safe to undo, and nothing more.

Undone are accents, case, punctuation, spaces, titles, pronouns, asides in parentheses and
"Last, First" (so that particles such as *van der* stand where they stand in "First Last"). Two
names that differ in anything else are two names: no initials, no nicknames, no shortened double
surnames, no guessing. Addresses and ORCID iDs are no names; they have one key each.
"""

from __future__ import annotations

import re
import unicodedata

import pandas as pd

from netweave.ingest.tables import cells

TITLES = frozenset({
    "dr", "prof", "professor", "mr", "mrs", "ms", "miss", "mx", "rev", "dra", "profa", "drs",
    "herr", "frau", "mme", "mlle", "sra", "srta", "dhr", "mevr",
})  # fmt: skip
DEGREES = frozenset({"phd", "md", "edd", "dphil", "mba", "ma", "msc", "bsc", "med", "esq"})
SUFFIXES = frozenset({"jr", "sr", "ii", "iii", "iv"})
PARTICLES = frozenset({
    "van", "von", "vom", "zu", "zum", "zur", "de", "der", "den", "des", "del", "della", "di", "da",
    "do", "dos", "das", "du", "la", "le", "les", "los", "las", "el", "al", "bin", "bint", "ibn",
    "ben", "ter", "ten", "te", "op", "af", "av", "y", "e", "i",
})  # fmt: skip
# Somebody may be called so, too: degrees are MA, M.D. and M.Ed. beside small letters.
_NAMES_TOO = {"ma": {"MA"}, "md": {"MD"}, "med": {"MED", "MEd"}}
_NO_NAMES = DEGREES - set(_NAMES_TOO)
_LETTERS = str.maketrans({
    "ø": "o", "ł": "l", "đ": "d", "ð": "d", "þ": "th", "æ": "ae", "œ": "oe", "ı": "i", "ħ": "h",
})  # fmt: skip
_ASIDE = re.compile(r"\(([^()]*)\)|\[([^\[\]]*)\]")
_PRONOUN_WORDS = (
    "she", "her", "hers", "he", "him", "his", "they", "them", "theirs", "ella", "elle", "él", "el",
    "sie", "er", "xe", "ze", "zir",
)  # fmt: skip
_PRONOUN = f"(?:{'|'.join(_PRONOUN_WORDS)})"
_PRONOUNS = re.compile(rf"[\s,|–-]*\b{_PRONOUN}(?:\s*/\s*{_PRONOUN})+\s*$", re.IGNORECASE)
_PRONOUN_FORMS = frozenset(_PRONOUN_WORDS)
_TELLING = PARTICLES | SUFFIXES | {"junior", "senior"}
_APOSTROPHES = frozenset("'’‘ʼ`´")
_ACCENTS = re.compile("(?<![\u0400-\u04ff])[\u0300-\u036f]+|(?<=[\u0435\u0415])\u0308")
_DISPLAYED = re.compile(r"(?P<name>[^<>]*)<\s*(?:mailto:)?(?P<address>[^<>\s@]+@[^<>\s@]+)\s*>")
_BEFORE_NAME = re.compile(r"(?P<address>[^<>\s()@]+@[^<>\s()@]+)\s*\((?P<name>[^()]*)\)")
_ADDRESS = re.compile(r"(?:mailto:)?([^<>\s@]+@[^<>\s@]+)", re.IGNORECASE)
_ORCID = re.compile(
    r"(?:(?:https?://)?(?:www\.)?orcid\.org/|orcid(?:\s*id)?\s*:?\s*)?"
    r"(\d{4}-\d{4}-\d{4}-\d{3}[\dx])/?",
    re.IGNORECASE,
)


def normalized(values: pd.Series) -> pd.Series:
    """Give the normalized form of every name in a column; missing where nothing is left."""
    forms = pd.Series(cells.mapped(values, normal), dtype="object")
    return forms.where(forms.notna() & (forms != "")).astype("str")


def normal(name: str) -> str:
    """Undo what differs between two spellings of the same name.

    Examples
    --------
    >>> normal("Müller-Ortiz, Dr. José  (he/him)"), normal("jose muller ortiz")
    ('jose muller ortiz', 'jose muller ortiz')
    >>> normal("Berg, Jan van der"), normal("van der Berg, Jan")
    ('jan van der berg', 'jan van der berg')
    >>> normal("Ana O'Neil, PhD"), normal("Neil, Ana, Jr."), normal("Neil, Ana Jr")
    ('ana oneil', 'ana neil jr', 'ana neil jr')
    """
    if "@" in name:
        found = address(name)
        if found:
            return normal(beside(name)) or found
    bare = _PRONOUNS.sub("", _ASIDE.sub(_aside, name)) if len(name) < 400 else name
    parts = [_untitled(part) for part in _without_degrees(bare.split(","))]
    suffix = [token for part in parts[1:] if part[0] in SUFFIXES for token in part]
    parts = parts[:1] + [part for part in parts[1:] if part[0] not in SUFFIXES]
    if len(parts) == 2:
        while len(parts[1]) > 1 and parts[1][-1] in SUFFIXES:
            suffix.insert(0, parts[1].pop())
        parts.reverse()
    return " ".join([token for part in parts for token in part] + suffix)


def key(text: str) -> str:
    """Give what two ways of writing one id, address or ORCID iD share; case never counts.

    Examples
    --------
    >>> key("https://orcid.org/0000-0002-1825-009X"), key("0000-0002-1825-009x")
    ('0000-0002-1825-009x', '0000-0002-1825-009x')
    >>> key("mailto:Ana@X.example"), key("Ana Ruiz <ana@x.example>"), key("P07")
    ('ana@x.example', 'ana@x.example', 'p07')
    """
    orcid = _ORCID.fullmatch(text.strip())
    if orcid:
        return orcid[1].casefold()
    return (address(text) if "@" in text else "") or text.casefold()


def one_person(text: str) -> str:
    """Give what tells people apart where there is no roster: a key, or the normalized name."""
    if address(text) or _ORCID.fullmatch(text.strip()):
        return key(text)
    return normal(text)


def address(text: str) -> str:
    """Give the address a text holds, in small letters; "" if it holds none, or more."""
    stripped = text.strip()
    found = _DISPLAYED.fullmatch(stripped) or _BEFORE_NAME.fullmatch(stripped)
    if found:
        return found["address"].casefold()
    plain = _ADDRESS.fullmatch(stripped)
    return plain[1].casefold() if plain else ""


def beside(text: str) -> str:
    """Give the name that stands beside an address: "Ana Ruiz" <ana@x.example>; "" if none."""
    stripped = text.strip()
    found = _DISPLAYED.fullmatch(stripped) or _BEFORE_NAME.fullmatch(stripped)
    return found["name"].strip().strip('"').strip() if found else ""


def asides(text: str) -> list[str]:
    """Give the normalized names that stand in parentheses or brackets; pronouns are none."""
    if "(" not in text and "[" not in text:
        return []
    inside = [normal(first or second) for first, second in _ASIDE.findall(text)]
    return [form for form in inside if form and not _PRONOUN_FORMS.issuperset(form.split())]


def without_asides(text: str) -> str:
    """Leave out what stands in parentheses or brackets."""
    return _ASIDE.sub(" ", text)


def has_initial(form: str) -> bool:
    """Say whether a normalized name holds a single letter that may stand for a name."""
    return any(len(token) == 1 and token.isalpha() for token in form.split())


def display(name: str) -> str:
    """Give a name as a person would write it: titles and asides kept, "Last, First" turned."""
    parts = [" ".join(part.split()) for part in name.split(",")]
    parts = [part for part in parts if part]
    small = any(map(str.islower, name))
    tails = [part for part in parts[1:] if _is_tail(part, small=small)]
    heads = parts[:1] + [part for part in parts[1:] if part not in tails]
    if len(heads) == 2:
        return " ".join([*reversed(heads), *tails])
    return ", ".join(parts)


def _aside(found: re.Match[str]) -> str:
    """Leave out an aside, unless it tells people apart: (van der), (Jr), (2)."""
    inside = _tokens(found[1] or found[2] or "")
    telling = inside and _TELLING.issuperset(inside)
    return f" {' '.join(inside)} " if telling or any(map(str.isdigit, inside)) else " "


def _without_degrees(written: list[str]) -> list[list[str]]:
    """Leave out degrees behind a whole name; Ma, Jack is a name."""
    kept: list[list[str]] = []
    small = any(map(str.islower, "".join(written)))
    for part in written:
        tokens = _tokens(part)
        if tokens and not (sum(map(len, kept)) > 1 and _is_degree(part, tokens, small=small)):
            kept.append(tokens)
    for tokens in kept[:1]:
        while len(tokens) > 2 and (tokens[-1] in _NO_NAMES or tokens[-2:] == ["ph", "d"]):
            del tokens[-2 if tokens[-1] == "d" else -1 :]
    return kept


def _is_degree(part: str, tokens: list[str], *, small: bool) -> bool:
    joined = "".join(tokens)
    if joined in _NAMES_TOO:
        return small and "".join(filter(str.isalpha, part)) in _NAMES_TOO[joined]
    return joined in DEGREES


def _is_tail(part: str, *, small: bool) -> bool:
    tokens = _tokens(part)
    return bool(tokens) and (tokens[0] in SUFFIXES or _is_degree(part, tokens, small=small))


def _tokens(part: str) -> list[str]:
    folded = unicodedata.normalize("NFKD", part).casefold().translate(_LETTERS)
    folded = _ACCENTS.sub("", unicodedata.normalize("NFKD", folded))
    return "".join(map(_letter, folded)).split()


def _letter(character: str) -> str:
    if character in _APOSTROPHES:
        return ""
    category = unicodedata.category(character)
    if category == "Cf":
        return ""
    return character if category[0] in "LNM" else " "


def _untitled(tokens: list[str]) -> list[str]:
    first = 0
    while first < len(tokens) - 1 and tokens[first] in TITLES:
        first += 1
    return tokens[first:]
