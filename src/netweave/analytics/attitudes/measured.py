"""A scale of attitude: scores, and how far its statements hang together."""

from __future__ import annotations

from dataclasses import dataclass, field

import numpy as np
import pandas as pd

from netweave import errors
from netweave._checks import counted
from netweave._guard import guarded
from netweave.analytics.attitudes import reliable
from netweave.analytics.attitudes.scoring import Answers, answers_of
from netweave.codes import Notice
from netweave.ingest.answers.items import ItemsSource
from netweave.results import Passport, Result

NAN = float("nan")
LEAST_PEOPLE = 30  # complete answers that a factor model needs here (a heuristic)
# From which omega on a scale is read as exploratory, of groups, of single people: conventions.
LEVELS = (0.6, 0.7, 0.9)
READINGS = ("do not use", "exploratory", "groups", "single people")
SAID = {
    "do not use": "too low to use",
    "exploratory": "enough to explore with, no more",
    "groups": "enough to speak of groups",
    "single people": "enough to speak with single people about their own",
}
FORMULA = (
    "method 2.5; omega = (Σλ)² / ((Σλ)² + Σψ) of the one-factor model by maximum likelihood "
    "(McDonald 1999), of two items Spearman–Brown; alpha = K/(K − 1) · (1 − Σ s_k² / s_T²) "
    "(Cronbach 1951)"
)


@dataclass(frozen=True, repr=False)
class AttitudeScale(Result):
    """A `Result` about a scale: how reliable it is, with everybody's scores.

    Parameters
    ----------
    table, sentence, warnings, claim, passport : see Result
        As in every finding; see `mindset_scale` for the rows of the table.
    reliability : DataFrame
        Index principle: ``omega``, ``omega_low``, ``omega_high``, ``alpha``, ``items``, ``n``
        (people who answered every item), ``scored`` (people with a score), ``mean``, ``sd``, and
        ``sem`` = sd · √(1 − omega), of the scores; ``reading``: "do not use", "exploratory",
        "groups" or "single people", "" where omega is not to be read; ``opposed``: the items that
        run against the others, with commas between.
    scores : DataFrame
        People × principles, 0 to 1; NaN where less than two thirds of the items were answered.
        Never publish it.
    why : DataFrame
        Like ``scores``: the code of the reason where a score is missing.
    left_out : Series
        The columns of the answers that did not enter, and why.
    """

    reliability: pd.DataFrame = field(default_factory=pd.DataFrame)
    scores: pd.DataFrame = field(default_factory=pd.DataFrame)
    why: pd.DataFrame = field(default_factory=pd.DataFrame)
    left_out: pd.Series = field(default_factory=lambda: pd.Series(dtype="str"))


@guarded
def mindset_scale(  # noqa: PLR0913  # one keyword per choice
    answers: pd.DataFrame | ItemsSource,
    items: pd.DataFrame | None = None,
    *,
    wave: str | None = None,
    lowest: float | None = None,
    highest: float | None = None,
    draws: int = 999,
    seed: int = 0,
    levels: tuple[float, float, float] = LEVELS,
) -> AttitudeScale:
    """Score the statements people agree with, and say how far the statements hang together.

    A score is what somebody says, not what they do, and not their place in the network. Statements
    worded the other way are turned round; a score is the mean over those answered, from 0 (the
    lowest possible) to 1, and needs two thirds of the statements of its principle. Omega comes
    first, since alpha is too low where statements differ in how much they tell.

    Parameters
    ----------
    answers : DataFrame or ItemsSource
        People × items, as answered: ``net.report.items``, or what `read_items` gave. Columns that
        are no items are left aside, and named in the sentence and in ``left_out``.
    items : DataFrame, optional
        One row per item: ``item`` (the column; a column or the index), ``principle``, and
        ``reversed`` (True or False; left out, none is), such as ``net.report.item_facts``. Each
        item must be a column of the answers. Without ``principle`` the drafts have theirs; where
        no item is a draft, all are one scale, called "agreement". Left out: the items of an
        ItemsSource, else the drafts of `draft_items` that were asked.
    wave : str, optional
        Which wave of ``net.report.items``; needed if it holds several. Items that nobody answered
        in it are left aside.
    lowest, highest : float, optional
        The range of the answers; left out, that of the items, else 1 to 5.
    draws : int, default 999
        Samples of people, for the interval.
    seed : int, default 0
        Same answers, same seed, same interval.
    levels : tuple of float, default (0.6, 0.7, 0.9)
        From which omega on the scale is "exploratory", for "groups", for "single people": below
        the first, it is not to be used. Conventions.

    Returns
    -------
    AttitudeScale
        Two rows per principle, ``<principle>_omega`` and ``<principle>_alpha``, with ``n`` people
        who answered every item. Interval: the middle 95 in 100 of the samples of people, drawn
        with replacement; ``std_error`` is their standard deviation. NaN, with the code in
        ``reason``: with one item; where all sums are alike; omega also where fewer than 30 people
        answered every item, since a factor model needs more (of two items omega is the
        Spearman–Brown coefficient and given, but not read), and where statements run against each
        other, by a loading beyond 0.2 on the other side (a convention) or an alpha of 0 or less:
        one of them may be worded the other way and not be marked as ``reversed``. No interval
        where the samples do not reach around the value, as with statements that are all but the
        same. W16 with fewer than 30, with omega below ``levels[0]``, or with statements that run
        against each other. The claim is 1: it describes.

    Raises
    ------
    DataError
        If an item is not among the columns, an answer is outside the range, somebody stands twice,
        or there are several waves and none is named.
    ArgumentError
        If a setting is out of range.

    Notes
    -----
    The one-factor model is fitted to the covariances of the items, with at least 0.5 in 100 of
    each variance unique.

    References
    ----------
    McDonald, R. P. (1999). *Test Theory: A Unified Treatment*. Lawrence Erlbaum, ch. 6.

    Cronbach, L. J. (1951). Coefficient alpha and the internal structure of tests. *Psychometrika*,
    16, 297-334.

    Examples
    --------
    Three items, five people. The variances of the items are 1.3, 1.0 and 1.3, that of their sum is
    8.7: alpha = 3/2 · (1 − 3.6/8.7). Five people are too few for omega.

    >>> import pandas as pd
    >>> import netweave as nw
    >>> answers = pd.DataFrame(
    ...     [(4, 5, 4), (2, 3, 3), (5, 5, 4), (3, 3, 2), (4, 4, 5)],
    ...     columns=["a", "b", "c"],
    ...     index=["ana", "ben", "cleo", "dan", "eve"],
    ... )
    >>> items = pd.DataFrame({"item": ["a", "b", "c"], "principle": "openness"})
    >>> found = nw.mindset_scale(answers, items)
    >>> found.table.set_index("term")["estimate"].round(4).to_dict()
    {'openness_omega': nan, 'openness_alpha': 0.8793}
    >>> found.scores["openness"].round(3).to_dict()
    {'ana': 0.833, 'ben': 0.417, 'cleo': 0.917, 'dan': 0.417, 'eve': 0.833}
    """
    counted("draws", draws)
    if len(levels) != 3 or not 0 <= levels[0] <= levels[1] <= levels[2] <= 1:
        raise errors.setting_out_of_range("levels", "must be three, rising, from 0 to 1", levels)
    read = answers_of(answers, items, (lowest, highest), wave)
    scores, why = read.scores()
    streams = np.random.SeedSequence(seed).spawn(len(read.principles))
    found = [
        _Fit.of(read, principle, draws, np.random.default_rng(stream))
        for principle, stream in zip(read.principles, streams, strict=True)
    ]
    reliability = _wide(found, scores, levels)
    return AttitudeScale(
        pd.concat([_rows(fit, draws) for fit in found], ignore_index=True),
        _sentence(reliability, len(scores), read),
        _notices(reliability, levels[0]),
        passport=Passport("mindset_scale", FORMULA, people=len(scores), seed=seed),
        reliability=reliability,
        scores=scores,
        why=why,
        left_out=read.left_out,
    )


@dataclass(frozen=True)
class _Fit:
    """Omega and alpha of one principle: value, standard error, ends, and why there is none."""

    principle: str
    items: int
    people: int
    found: dict[str, tuple[float, float, float, float, str]]
    opposed: tuple[str, ...] = ()

    @classmethod
    def of(cls, read: Answers, principle: str, draws: int, rng: np.random.Generator) -> _Fit:
        values = read.of(principle)
        values = values[~np.isnan(values).any(axis=1)]
        people, items = values.shape
        blank = (NAN, NAN, NAN, NAN)
        code = "ONE_ITEM" if items < 2 else "FEW_ANSWERS" if people < 2 else ""
        if code:
            return cls(principle, items, people, dict.fromkeys(("omega", "alpha"), (*blank, code)))
        one = reliable.covariances(values, np.ones((1, people)))
        counts = rng.multinomial(people, np.full(people, 1 / people), size=draws).astype(float)
        many = reliable.covariances(values, counts)
        found = {"alpha": _spread(reliable.alpha(one)[0], reliable.alpha(many))}
        found["omega"] = (*blank, "FEW_ANSWERS")
        apart: tuple[str, ...] = ()
        if people >= LEAST_PEOPLE or items == 2:
            names = read.items[read.principle == principle]
            apart = tuple(map(str, names[reliable.against(one[0])]))
            found["omega"] = _spread(reliable.omega(one)[0], reliable.omega(many, ROUGH))
            if apart or found["alpha"][0] <= 0:
                found["omega"] = (*blank, "ITEMS_OPPOSED")
        return cls(principle, items, people, found, apart)


ROUGH = 1e-4  # how closely the loadings of a sample are fitted: its omega to three decimals


def _spread(value: float, drawn: np.ndarray) -> tuple[float, float, float, float, str]:
    """Give a coefficient, its standard error and interval over the samples that have one."""
    if np.isnan(value):
        return NAN, NAN, NAN, NAN, "NO_VARIANCE"
    drawn = drawn[~np.isnan(drawn)]
    if len(drawn) < 2:
        return float(value), NAN, NAN, NAN, ""
    low, high = np.quantile(drawn, [0.025, 0.975])
    if not low <= value <= high:
        return float(value), NAN, NAN, NAN, ""
    return float(value), float(drawn.std(ddof=1)), float(low), float(high), ""


def _rows(fit: _Fit, draws: int) -> pd.DataFrame:
    """Put one principle into the vocabulary of results, omega first."""
    rows = [fit.found[name] for name in ("omega", "alpha")]
    value, error, low, high, reason = (list(column) for column in zip(*rows, strict=True))
    model = "Spearman-Brown" if fit.items == 2 else "one factor, maximum likelihood"
    codes = pd.Series(reason, dtype="str")
    return pd.DataFrame({
        "term": [f"{fit.principle}_omega", f"{fit.principle}_alpha"],
        "estimate": value,
        "std_error": error,
        "statistic": NAN,
        "p_value": NAN,
        "conf_low": low,
        "conf_high": high,
        "n": fit.people,
        "method": [f"{about}; {draws} samples of people" for about in (model, "Cronbach")],
        "reason": codes.where(codes != ""),
    })


def _wide(
    found: list[_Fit], scores: pd.DataFrame, levels: tuple[float, float, float]
) -> pd.DataFrame:
    """Give one row per principle."""
    omega = np.array([fit.found["omega"][0] for fit in found])
    people = np.array([fit.people for fit in found])
    spread = scores.std(ddof=1).to_numpy()
    read = np.where((people >= LEAST_PEOPLE) & ~np.isnan(omega), omega, np.nan)
    words = [
        READINGS[int(np.searchsorted(levels, value, side="right"))] if value == value else ""  # noqa: PLR0124
        for value in read
    ]
    clash = [fit.found["omega"][4] == "ITEMS_OPPOSED" for fit in found]
    words = [READINGS[0] if bad else word for word, bad in zip(words, clash, strict=True)]
    return pd.DataFrame(
        {
            "omega": omega,
            "omega_low": [fit.found["omega"][2] for fit in found],
            "omega_high": [fit.found["omega"][3] for fit in found],
            "alpha": [fit.found["alpha"][0] for fit in found],
            "items": [fit.items for fit in found],
            "n": people,
            "scored": scores.notna().sum().to_numpy(),
            "mean": scores.mean().to_numpy(),
            "sd": spread,
            "sem": spread * np.sqrt(np.clip(1 - omega, 0, None)),
            "reading": pd.Series(words, dtype="str").to_numpy(),
            "opposed": pd.Series([", ".join(fit.opposed) for fit in found], dtype="str").to_numpy(),
        },
        index=pd.Index([fit.principle for fit in found], name="principle"),
    )


def _notices(reliability: pd.DataFrame, least: float) -> tuple[Notice, ...]:
    """Give W16 once, with every principle that it is about."""
    said = []
    for principle, row in reliability.iterrows():
        if row["n"] < LEAST_PEOPLE:
            said.append(f"{principle}: {row['n']} complete answers")
        elif row["omega"] < least:
            said.append(f"{principle}: omega {plain(row['omega'])}")
        elif row["reading"] == READINGS[0]:
            said.append(f"{principle}: {_apart(row)}")
    return (Notice("W16", f"{'; '.join(said)}."),) if said else ()


def _sentence(reliability: pd.DataFrame, people: int, read: Answers) -> str:
    """Say of each principle how far its statements hang together, and what did not enter."""
    parts = [_of_one(str(principle), row) for principle, row in reliability.iterrows()]
    count = "1 person" if people == 1 else f"{people:,} people"
    lead = f"How far the answers of {count} hang together: {'; '.join(parts)}."
    drafts = " The statements are drafts that nobody has validated." if read.drafted else ""
    aside = [
        f" Left aside, {why}: {errors.listed(columns.index)}."
        for why, columns in read.left_out.groupby(read.left_out, sort=False)
    ]
    return f"{lead}{drafts}{''.join(aside)}"


def _of_one(principle: str, row: pd.Series) -> str:
    items = "1 statement" if row["items"] == 1 else f"{row['items']} statements"
    lead = f"{principle} ({items}, {row['n']:,} complete answers)"
    alpha = "" if np.isnan(row["alpha"]) else f", alpha {plain(row['alpha'])}"
    if row["items"] == 1:
        return f"{lead} cannot be said of one statement"
    if row["n"] < LEAST_PEOPLE:
        return f"{lead} cannot be read off fewer than {LEAST_PEOPLE} complete answers{alpha}"
    if np.isnan(row["omega"]) and row["reading"]:
        return f"{lead} cannot be said: {_apart(row)}{alpha}"
    if np.isnan(row["omega"]):
        return f"{lead} cannot be said, as all sums are alike"
    low, high = plain(row["omega_low"]), plain(row["omega_high"])
    known = not np.isnan(row["omega_low"])
    interval = f" (95% interval {low} to {high})" if known else ""
    return f"{lead} omega {plain(row['omega'])}{interval}{alpha}: {SAID[row['reading']]}"


def _apart(row: pd.Series) -> str:
    """Say which statements run against the others, and what to look for."""
    listed = f"{row['opposed']} run{'s' if ',' not in row['opposed'] else ''} against the others"
    lead = listed if row["opposed"] else "the statements run against each other"
    return f"{lead}; is one worded the other way, and not marked as reversed?"


def plain(value: float) -> str:
    """Write a coefficient with two decimals and a real minus sign."""
    text = f"{abs(value):.2f}"
    return f"−{text}" if value < 0 and float(text) else text
