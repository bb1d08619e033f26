"""What every profile is: a finding about people, which is never drawn as a ranking."""

from __future__ import annotations

import html
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, ClassVar

import pandas as pd

from netweave import codes, errors
from netweave.analytics.cohesion.centralized import centralization
from netweave.analytics.cohesion.filled import density
from netweave.analytics.cohesion.pieces import components, connectedness, isolates
from netweave.analytics.profiles.terms import reasons_in_words
from netweave.results import Result

if TYPE_CHECKING:
    from collections.abc import Mapping

    from matplotlib.axes import Axes

    from netweave.network import Network

UNTESTED = "Descriptive, not validated."
MOST_ROWS = 40  # of a table in a notebook


def _series() -> pd.Series:
    return pd.Series(dtype="float64")


@dataclass(frozen=True, repr=False)
class Profile(Result):
    """A `Result` about people one by one, beside numbers about the whole network.

    Parameters
    ----------
    table, sentence, warnings, claim, passport : see Result
        As in every finding, but the table has a row per person: never publish it.
    network : Series
        ``people``, ``density``, ``connectedness``, ``components``, ``isolates``,
        ``centralization``: everybody's part can be perfect in a network that is in pieces.
    """

    network: pd.Series = field(default_factory=_series)

    # Whose rows they are, and what the parts are called.
    unit: ClassVar[str] = "person"
    labels: ClassVar[Mapping[str, str]] = {}

    @property
    def brief(self) -> pd.DataFrame:
        """The table to look at first: every part in words, what it is a share of, and its place."""
        columns = [self.unit, "term", "label", "numerator", "denominator", "estimate", "percentile"]
        return self.table[columns].assign(why=reasons_in_words(self.table["reason"]))

    def values_of(self, term: str, measure: str = "percentile") -> pd.Series:
        """Give one number per person or organization: of which part, and its place or itself."""
        rows = self.table[self.table["term"] == term]
        return rows.set_index(self.unit)[measure].rename(term)

    def plot(self, ax: Axes | None = None, **options: Any) -> Axes:
        """Refuse (E-RANK): a picture of people one by one is a ranking."""
        del ax, options
        refusal = codes.REFUSALS["E-RANK"]
        raise errors.RefusalError("E-RANK", f"{refusal.text} {refusal.mend}")

    def _repr_html_(self) -> str:
        notes = "".join(f"<li>{html.escape(str(notice))}</li>" for notice in self.warnings)
        shown = self.brief.to_html(
            escape=True, na_rep="–", float_format="{:.3g}".format, max_rows=MOST_ROWS
        )
        listed = f"<ul>{notes}</ul>" if notes else ""
        return f"<p>{html.escape(self.sentence)}</p>{shown}{listed}"


def beside(net: Network) -> pd.Series:
    """Give the numbers about the whole network that a profile is read beside."""
    found = {
        "people": net.n,
        "density": density(net),
        "connectedness": connectedness(net),
        "components": components(net).nunique(),
        "isolates": int(isolates(net).sum()),
        "centralization": centralization(net),
    }
    return pd.Series(found, dtype="float64", name="network")


def count(number: int, noun: str = "person", nouns: str = "people") -> str:
    """Count people in words."""
    return f"{number:,} {noun if number == 1 else nouns}"
