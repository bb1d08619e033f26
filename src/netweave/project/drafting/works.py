"""Which files are lists of works, and which are other spellings of people."""

from __future__ import annotations

from typing import Any

from netweave.ingest.works.authorship import FORMATS
from netweave.project.drafting.drafts import Draft, Leaf
from netweave.project.drafting.headings import WORK, columns_for, spelled

ALIASES = ({"as_written", "person"}, {"what", "as_written", "decision"})


def bibliography(leaf: Leaf, suffix: str) -> Draft:
    """Draft the section of a bibliography, which says by itself what is what."""
    return Draft("authorship", leaf, f"works ({FORMATS[suffix]})")


def works_in(leaf: Leaf) -> Draft | None:
    """Draft the section of a table of works: one row per work, or one per author."""
    found = columns_for(WORK, leaf.columns, ("authors", "work", "time", "doi"))
    if not {"authors", "work"} <= set(found) or leaf.read.tool:
        return None
    authors = found.pop("authors")
    repeated = bool(leaf.read.text(found["work"]).duplicated().any())
    long = repeated and spelled(authors) == "author"
    told = "works, one row per author" if long else "works, one row per work"
    settings: dict[str, Any] = {"work": found["work"], "person" if long else "authors": authors,
                **{name: found[name] for name in ("time", "doi") if name in found}}  # fmt: skip
    return Draft("authorship", leaf, told, settings, optional=("doi", "time"))


def spellings(leaf: Leaf) -> Draft | None:
    """Draft the section of a table of spellings, or of a crosswalk."""
    columns = set() if leaf.sheet else set(leaf.columns)  # a sheet cannot be named there
    if not any(needed <= columns for needed in ALIASES):
        return None
    crosswalk = "decision" in columns
    told = "decisions about names" if crosswalk else "other spellings of people"
    return Draft("aliases", leaf, told)
