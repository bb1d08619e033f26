"""MRQAP: which of several things ties go with, each beside the others."""

from __future__ import annotations

import dataclasses
from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Literal

import numpy as np
import pandas as pd

from netweave import errors
from netweave._checks import one_of
from netweave._guard import guarded
from netweave._kernels.permute import Shuffles
from netweave.analytics.nulls.spoken import FEW
from netweave.codes import Notice
from netweave.compare.permutations import laid, summed
from netweave.compare.permutations.cells import Cells, read, together
from netweave.compare.permutations.clustered import dyadic_errors
from netweave.compare.permutations.model import (
    NAN,
    Fitted,
    Moments,
    Pairs,
    check_predictors,
    why_not,
)
from netweave.compare.permutations.tails import checked
from netweave.compare.permutations.told import notices_of, passport_of, people_words
from netweave.compare.permutations.weighed import model_sentence, model_table
from netweave.coverage import capped
from netweave.results import Result

if TYPE_CHECKING:
    from netweave.network import Network

FAMILIES = ("linear", "logistic")
ERRORS = ("classical", "dyadic")
MOST = 2_000  # people up to whom every pair is laid out as a row (a heuristic: memory)
FORMULA = "method 4.5; Dekker, Krackhardt & Snijders (2007)"


@dataclass(frozen=True, repr=False)
class DyadRegression(Result):
    """A model of pairs, with p-values from people who changed places.

    Parameters
    ----------
    table, sentence, warnings, claim, passport
        As in ``Result``. One row for the constant ("intercept"), of which nothing is tested, and
        one per predictor.
    r_squared, adjusted_r_squared : float
        Share of the outcome's spread that goes with the predictors, of a linear model; else NaN.
    log_likelihood : float
        Of a logistic model; else NaN.
    pairs : int
        How many pairs entered.
    permutations : int
        How many shuffles there were.
    """

    r_squared: float = NAN
    adjusted_r_squared: float = NAN
    log_likelihood: float = NAN
    pairs: int = 0
    permutations: int = 0


@guarded
def mrqap(  # noqa: PLR0913  # one keyword per choice
    outcome: Network | pd.DataFrame | np.ndarray,
    predictors: Mapping[str, Network | pd.DataFrame | np.ndarray],
    *,
    family: Literal["linear", "logistic"] = "linear",
    permutations: int = 1_999,
    seed: int = 0,
    untied_at: Network | pd.DataFrame | np.ndarray | None = None,
    directed: bool = True,
    weighted: bool = False,
    errors: Literal["classical", "dyadic"] = "classical",
) -> DyadRegression:
    """Say which of several things ties go with, each beside the others (MRQAP).

    A regression over pairs of people. Its ordinary p-values are far too small, since all pairs of
    one person hang together. Here each predictor in turn is stripped of what the others say of it,
    the people of what is left change places, and the model is fitted again: double
    semi-partialling. What is compared is t (z, if logistic), whose distribution does not hang on
    the size of the coefficient. It is an association, and says nothing of what brought ties about.

    Parameters
    ----------
    outcome : Network, DataFrame or array
        One wave, or a number for every pair, row = learner and column = learned_from.
    predictors : dict of str
        A name and a matrix each: networks, `same`, `difference`, `co_attendance`, or any DataFrame
        with ids or array. Networks and DataFrames go by id; people who are not in all are left
        out. The diagonal never counts. NaN is a pair of which nothing is known.
    family : {"linear", "logistic"}
        Least squares, also for ties: coefficients are differences in the share of pairs tied.
        "logistic" gives log odds, takes an outcome of 0 and 1, and fits anew for every shuffle.
    permutations : int, default 1_999
        How many shuffles. Where there are no more orders of the people, every one is gone through.
    seed : int, default 0
        Same data, same seed, same answer, whatever the number of threads.
    untied_at : Network, DataFrame or array, optional
        The wave before. Only pairs that were observed and not tied in it enter, so that the
        outcome is the forming of new ties.
    directed : bool, default True
        Ordered pairs, who learned from whom; False takes every pair once, and every matrix has to
        be the same both ways.
    weighted : bool, default False
        The outcome, if a network of one kind, counts with its strengths. Networks among the
        predictors count ones; give ``net.matrix`` for strengths.
    errors : {"classical", "dyadic"}
        What ``std_error`` is: as if pairs were independent, or robust to pairs that share a
        person, with the 95% interval that follows from it. The p-values are the same.

    Returns
    -------
    DyadRegression
        ``estimate``, ``std_error``, ``statistic`` (always t or z with the classical error, which
        is what the shuffles are compared on); ``p_value`` (1 + count)/(R + 1) of shuffles with a
        statistic as far from zero, ``p_greater`` as great or greater, ``p_less`` as small or
        smaller; ``n`` pairs; a shuffle whose fit fails counts as extreme. Everything is NaN, with
        a code in ``reason``: ``EMPTY``, ``N<2``, ``NO_DYADS``, no pair enters, ``NO_VARIANCE``, in
        all of them the outcome is alike, ``TOO_FEW``, no more pairs than coefficients,
        ``SEPARATED``, no finite coefficients fit. A robust error whose variance comes out below
        zero, as it can with few people, is NaN. W15, and a claim that only describes, with fewer
        than 20 shuffles.

    Raises
    ------
    DataError
        If a network holds several waves; or several kinds, with ``weighted``.
    ArgumentError
        If there is no predictor, or one is constant or follows from others in the pairs that
        enter; if a matrix does not fit; if a logistic outcome is not 0 and 1; with more than 2,000
        people if the model is logistic, if a predictor is not known for all pairs, or for
        ``errors="dyadic"``.

    Notes
    -----
    Parallel ties count once, or add up if ``weighted``. Pairs of which the outcome is not known,
    or that are left out by ``untied_at``, stay where they are; the predictors move over all pairs,
    and are stripped of each other over all pairs. A pair of which a shuffled predictor is not known
    is left out of that fit.

    References
    ----------
    Dekker, D., Krackhardt, D. & Snijders, T. A. B. (2007). Sensitivity of MRQAP tests to
    collinearity and autocorrelation conditions. *Psychometrika*, 72, 563-581.

    Aronow, P. M., Samii, C. & Assenova, V. A. (2015). Cluster-robust variance estimation for
    dyadic data. *Political Analysis*, 23, 564-577, for ``errors="dyadic"``.

    Examples
    --------
    Ana, Ben and Cleo are coaches, Dan and Eve teachers. Of the 4 pairs with the same role 3 are
    tied, of the 6 others 1: the difference of the shares is 3/4 - 1/6 = 0.583.

    >>> import pandas as pd
    >>> import netweave as nw
    >>> people = pd.DataFrame(
    ...     {"role": ["coach"] * 3 + ["teacher"] * 2}, index=["ana", "ben", "cleo", "dan", "eve"]
    ... )
    >>> ties = pd.DataFrame({
    ...     "learner": ["ana", "ben", "dan", "cleo"],
    ...     "learned_from": ["ben", "cleo", "eve", "dan"],
    ... })
    >>> net = nw.Network(people, ties)
    >>> found = nw.compare.mrqap(
    ...     net, {"same role": nw.compare.same(net, "role")}, seed=1, directed=False
    ... )
    >>> found.table[["term", "estimate", "n"]].round(3).values.tolist()
    [['intercept', 0.167, 10], ['same role', 0.583, 10]]
    """
    checked(permutations)
    one_of("family", FAMILIES, family)
    one_of("errors", ERRORS, errors)
    given = _read(outcome, predictors, untied_at, directed=directed, weighted=weighted)
    cells, people, left = together(given)
    pairs = _pairs(cells, list(predictors), directed=directed, formation=untied_at is not None)
    _allowed(pairs, family, errors)
    shuffles = Shuffles(len(people), permutations, int(seed))
    fit = _fit(pairs, shuffles, logit=family == "logistic", robust=errors == "dyadic")
    table = model_table(pairs.names, fit, family, errors)
    words = _scope(cells, untied_at, directed=directed)
    few = shuffles.count < FEW
    note = (Notice("W15", f"Shuffles of {people_words(len(people))}: {shuffles.count}."),) * few
    made = passport_of("mrqap", FORMULA, cells, people=len(people), seed=seed, weighted=weighted)
    return DyadRegression(
        table,
        model_sentence(table, fit, words, (len(people), left), few=few),
        notices_of(cells, *note),
        claim=capped(1 if few or fit.why else 2, made.coverage),
        passport=made,
        r_squared=fit.found.r_squared,
        adjusted_r_squared=fit.found.adjusted,
        log_likelihood=fit.found.log_likelihood,
        pairs=fit.pairs,
        permutations=fit.draws,
    )


def _read(
    outcome: Any,  # noqa: ANN401
    predictors: Mapping[str, Any],
    untied_at: Any,  # noqa: ANN401
    *,
    directed: bool,
    weighted: bool,
) -> list[Cells]:
    """Read the outcome, the predictors, and last the wave before."""
    if not isinstance(predictors, Mapping) or not predictors:
        raise errors.no_predictors(predictors)
    found = [read(outcome, "outcome", directed=directed, weighted=weighted)]
    found += [
        read(matrix, f"predictor {str(name)!r}", directed=directed)
        for name, matrix in predictors.items()
    ]
    if untied_at is not None:
        found.append(read(untied_at, "untied_at", directed=directed))
    return found


def _pairs(cells: list[Cells], names: list[str], *, directed: bool, formation: bool) -> Pairs:
    """Leave out the pairs that were tied, or not observed, in the wave before."""
    outcome, predictors = cells[0], cells[1 : len(names) + 1]
    if formation:
        before = cells[-1]
        tied = dataclasses.replace(before, missing=abs(before.values).sign())
        outcome = outcome.unknown_at(before.missing).unknown_at(tied.missing)
    return Pairs(outcome, predictors, [str(name) for name in names], directed)


def _allowed(pairs: Pairs, family: str, kind: str) -> None:
    if family == "logistic" and not pairs.outcome.binary:
        values = pairs.outcome.values.data
        odd = float(values[values != 1.0][0])
        raise errors.not_zero_or_one("outcome", "family='logistic'", odd)
    if pairs.n > MOST and (family == "logistic" or kind == "dyadic" or not pairs.complete):
        what = "logistic models, unknown predictors and dyadic errors"
        mend = "Take fewer people with net.subset(...), or the linear model of complete predictors."
        raise errors.network_too_large(what, pairs.n, MOST, mend)


@dataclass(frozen=True)
class Fit:
    """A model that was fitted, or the reason why not.

    Parameters
    ----------
    found : Fitted
        Coefficients; NaN where there are none.
    pairs : int
        How many pairs entered.
    draws : int
        How many shuffles there were.
    drawn : array (draws, k)
        Statistics of the shuffles.
    robust : array or None
        Dyad-robust standard errors.
    why : str
        The reason code, "" for none.
    """

    found: Fitted
    pairs: int
    draws: int
    drawn: np.ndarray
    robust: np.ndarray | None = None
    why: str = ""


def _fit(given: Pairs, shuffles: Shuffles, *, logit: bool, robust: bool) -> Fit:
    pairs, units = given.in_units()
    rows = laid.rows_of(pairs) if logit or robust or not pairs.complete else None
    sums = rows.moments if rows is not None else summed.moments(pairs)
    why = why_not(pairs.n, sums)
    if why:
        return _nothing(pairs, sums, why)
    check_predictors(pairs.names, sums)
    found = _observed(pairs, rows, sums, logit=logit)
    if found is None:
        return _nothing(pairs, sums, "SEPARATED")
    if rows is not None and (logit or not pairs.complete):
        drawn = laid.statistics(pairs, rows, shuffles, logit=logit)
    else:
        drawn = summed.statistics(pairs, sums, shuffles)
    wide = dyadic_errors(rows, found.slopes, logit=logit) if robust and rows is not None else None
    wide = None if wide is None else wide * units
    return Fit(found.times(units), int(sums.count), shuffles.count, drawn, wide)


def _observed(pairs: Pairs, rows: laid.Rows | None, sums: Moments, *, logit: bool) -> Fitted | None:
    if rows is None:
        return summed.linear(pairs, sums)
    return laid.logistic(rows) if logit else laid.linear(rows)


def _nothing(pairs: Pairs, sums: Moments, why: str) -> Fit:
    blank = np.full(len(pairs.names) + 1, NAN)
    return Fit(Fitted(blank, blank), int(sums.count), 0, np.empty((0, len(pairs.names))), why=why)


def _scope(cells: list[Cells], untied_at: object, *, directed: bool) -> tuple[str, str, str]:
    """Say what the pairs are, which of them enter, and what the outcome counts."""
    pairs = "ordered pairs" if directed else "pairs"
    if untied_at is not None:
        return pairs, " that were observed both times and not tied before", "new ties"
    return pairs, "", "ties" if cells[0].binary else "higher values"
