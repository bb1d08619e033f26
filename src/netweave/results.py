"""What findings look like: a table in one vocabulary, a sentence, warnings, a passport."""

from __future__ import annotations

import html
import importlib
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, ClassVar

import pandas as pd

from netweave import _checks

if TYPE_CHECKING:
    from matplotlib.axes import Axes

    from netweave.codes import Notice

TERMS = [
    "term",
    "estimate",
    "std_error",
    "statistic",
    "p_value",
    "conf_low",
    "conf_high",
    "n",
    "method",
]

CLAIMS = {
    1: "describes",
    2: "against chance",
    3: "change",
    4: "attitude link",
    5: "effect of the cohort",
}


@dataclass(frozen=True)
class Passport:
    """Where a number comes from.

    Parameters
    ----------
    measure : str
        The measure's id.
    formula : str
        Section of the method page, paper and equation.
    kinds : tuple of str
        The kinds of tie that entered.
    left_out : tuple of str
        Kinds present in the data that did not enter.
    wave : str
        The wave or waves.
    threshold : str
        From which weight on a tie counted, per kind.
    people : int
        How many people were in the denominator.
    ties : int or None
        How many ties entered; None where they were added up without being made.
    convener : str
        "with" or "without" the convener, or "none marked".
    coverage : float
        Share of pairs that were observed; NaN where nobody was asked.
    seed : int or None
        Seed of anything random.
    """

    measure: str
    formula: str
    kinds: tuple[str, ...] = ()
    left_out: tuple[str, ...] = ()
    wave: str = ""
    threshold: str = ""
    people: int = 0
    ties: int | None = 0
    convener: str = ""
    coverage: float = float("nan")
    seed: int | None = None


@dataclass(frozen=True, repr=False)
class Result:
    """A finding: a table in broom's vocabulary, a sentence, warnings and a passport.

    Parameters
    ----------
    table : DataFrame
        Columns ``term, estimate, std_error, statistic, p_value, conf_low, conf_high, n, method``.
    sentence : str
        What may be said, in plain words.
    warnings : tuple of Notice
        What the reader should know.
    claim : int
        The level of claim that the finding supports, 1 (describes) to 5 (effect).
    passport : Passport
        Where the numbers come from.
    """

    table: pd.DataFrame
    sentence: str
    warnings: tuple[Notice, ...] = ()
    claim: int = 1
    passport: Passport = field(default_factory=lambda: Passport("", ""))

    # Pictures live in a higher layer; a result only knows the name of the function that draws it.
    drawn_by: ClassVar[str] = "netweave.plotting.estimates:result_plot"

    def plot(self, ax: Axes | None = None, **options: Any) -> Axes:
        """Draw the finding with its interval into ``ax``."""
        module, function = self.drawn_by.split(":")
        drawn: Axes = getattr(importlib.import_module(module), function)(self, ax=ax, **options)
        return drawn

    def supports(self, level: int) -> bool:
        """Say whether a statement of a level, 1 (describes) to 5 (effect), may rest on this."""
        _checks.one_of("level", CLAIMS, level)
        return self.claim >= level

    def __repr__(self) -> str:
        return f"<{type(self).__name__}: {self.sentence}>"

    def __str__(self) -> str:
        notes = "".join(f"\n{notice}" for notice in self.warnings)
        return self.sentence + notes

    def _repr_html_(self) -> str:
        notes = "".join(f"<li>{html.escape(str(notice))}</li>" for notice in self.warnings)
        table = self.table.to_html(
            escape=True, na_rep="–", float_format="{:.3g}".format, index=False
        )
        listed = f"<ul>{notes}</ul>" if notes else ""
        return f"<p>{html.escape(self.sentence)}</p>{table}{listed}"


@dataclass(frozen=True)
class Communities:
    """A partition of the people, found by a seeded consensus of several runs.

    Parameters
    ----------
    labels : Series of Int64
        Cluster of each person, 1 for the largest; index and order of ``net.people``.
    modularity : float
        Newman–Girvan modularity of the partition on the ties it was found in, at its resolution;
        NaN without ties.
    stability : Series of float
        Per person, the mean share of runs in which the person's cluster-mates of the consensus
        were cluster-mates too; 1 is the same in every run, NaN for a cluster of one.
    agreement : float
        Mean adjusted Rand index over pairs of runs, 1 when every run agrees.
    method : str
        Which algorithm.
    seed : int
        Seed of the first run.
    runs : int
        How many runs were made.
    """

    labels: pd.Series
    modularity: float
    stability: pd.Series
    agreement: float
    method: str
    seed: int
    runs: int

    def __repr__(self) -> str:
        groups = self.labels.nunique()
        return (
            f"<Communities: {groups} groups of {len(self.labels)} people, method {self.method}, "
            f"modularity {self.modularity:.3f}, {self.runs} runs agree {self.agreement:.2f}>"
        )

    def _repr_html_(self) -> str:
        sizes = self.labels.value_counts().sort_index()
        table = sizes.rename("people").to_frame().rename_axis("cluster").to_html()
        return f"<p>{html.escape(repr(self))}</p>{table}"
