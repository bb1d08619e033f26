"""QAP: whether two networks tie the same pairs more than people who changed places would."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Literal

import numpy as np

from netweave import errors
from netweave._checks import one_of
from netweave._guard import guarded
from netweave._kernels.permute import Shuffles, crossed
from netweave.analytics._facts import NAN, findings
from netweave.analytics.nulls.spoken import FEW, share
from netweave.codes import REASONS, Notice
from netweave.compare.permutations.cells import Cells, read, together
from netweave.compare.permutations.tails import Alternative, Tails, checked, tails, written
from netweave.compare.permutations.told import (
    left_words,
    notices_of,
    pairs_words,
    passport_of,
    people_words,
)
from netweave.compare.wording import number
from netweave.coverage import capped
from netweave.results import TERMS, Result

if TYPE_CHECKING:
    import pandas as pd

    from netweave.network import Network

Statistic = Literal["pearson", "jaccard", "hamming"]

STATISTICS = ("pearson", "jaccard", "hamming")
FORMULA = "method 2.2, 4.5; Krackhardt (1988)"


@guarded
def qap(  # noqa: PLR0913  # one keyword per choice
    one: Network | pd.DataFrame | np.ndarray,
    other: Network | pd.DataFrame | np.ndarray,
    *,
    permutations: int = 9_999,
    seed: int = 0,
    directed: bool = True,
    statistic: Statistic = "pearson",
    alternative: Alternative = "two-sided",
    weighted: bool = False,
) -> Result:
    """Say whether two networks tie the same pairs more than people who changed places would.

    Ties hang together, so that pairs are no independent observations and an ordinary p-value of
    their correlation is far too small. Here the people of ``other`` change places, all their ties
    with them, over and over; what the network looks like stays, and who is where does not (QAP).
    It is an association of two networks, and says nothing of what came first.

    Parameters
    ----------
    one, other : Network, DataFrame or array
        One wave each, or a number for every pair, row = learner and column = learned_from, such as
        those of `same`, `difference` and `co_attendance`. Networks and DataFrames go by id: those
        who are not in both are left out. An array follows the people of the other one. The
        diagonal never counts. NaN is a pair of which nothing is known.
    permutations : int, default 9_999
        How many random orders of the people. Where there are no more orders than that, every one
        is gone through, and the p-value is exact.
    seed : int, default 0
        Same data, same seed, same answer, whatever the number of threads.
    directed : bool, default True
        Compare who learned from whom; False compares pairs that are tied either way, each once.
    statistic : {"pearson", "jaccard", "hamming"}
        The correlation over all pairs, from -1 to 1; the share of the pairs tied in either that is
        tied in both, from 0 to 1; in how many pairs the two differ.
    alternative : {"two-sided", "greater", "less"}
        Which tail ``p_value`` is. Two-sided is twice the smaller of the two tails, at most 1.
    weighted : bool, default False
        Compare strengths (both directions added up, if not directed) in place of ones; for
        "pearson", and networks of one kind.

    Returns
    -------
    Result
        One row. ``estimate`` is the statistic, ``expected`` and ``std_error`` mean and standard
        deviation over the shuffles, ``p_greater`` and ``p_less`` (1 + count)/(R + 1) for so many of
        the R shuffles with a value as great or greater, as small or smaller; ``permutations`` is R,
        ``n`` the number of pairs. NaN, with a code in ``reason``: ``EMPTY``, ``N<2``;
        ``NO_DYADS``, no pair is known in both; ``NO_VARIANCE``, in one of them all pairs are
        alike; ``NO_TIES``, Jaccard of two networks without ties. The p-values alone are NaN if all
        shuffles have the same value (``SAME_BY_CHANCE``). W15, and a claim that only describes,
        with fewer than 20 shuffles.

    Raises
    ------
    DataError
        If a network holds several waves; or several kinds, with ``weighted``.
    ArgumentError
        If a matrix does not fit the people, holds no numbers, is not the same both ways for
        ``directed=False``, or not 0 and 1 for "jaccard" and "hamming"; if nobody is in both.

    Notes
    -----
    Parallel ties count once, or add up if ``weighted``. People without ties change places like
    everybody. A pair that nobody could report is not known, and moves with its people: the
    statistic of a shuffle is over the pairs that are known in both after it.

    Comparing a wave with the next mostly shows that ties last. What *new* ties go with is a
    question for `mrqap` with ``untied_at``.

    References
    ----------
    Krackhardt, D. (1988). Predicting with networks: nonparametric multiple regression analysis of
    dyadic data. *Social Networks*, 10, 359-381.

    Examples
    --------
    A path of five people, and a ring of the first four: of five ties, three are in both. The path
    lies on the ring with three ties only if one of its two ends is put on Eve and the others
    follow the ring, from one of four places, in one of two directions: 16 of the 120 orders.

    >>> import pandas as pd
    >>> import netweave as nw
    >>> people = ["ana", "ben", "cleo", "dan", "eve"]
    >>> first = pd.DataFrame({"learner": people[:4], "learned_from": people[1:]})
    >>> second = first.replace({"learned_from": {"eve": "ana"}})
    >>> one, other = nw.Network(people, first), nw.Network(people, second)
    >>> found = nw.compare.qap(one, other, seed=1, directed=False, statistic="jaccard")
    >>> found.table[["estimate", "p_greater", "permutations"]].round(3).values.tolist()
    [[0.6, 0.133, 119.0]]
    """
    checked(permutations, alternative)
    one_of("statistic", STATISTICS, statistic)
    if weighted and statistic != "pearson":
        raise errors.setting_out_of_range("weighted", f"must be False for {statistic!r}", weighted)
    given = [
        read(network, name, directed=directed, weighted=weighted)
        for name, network in (("one", one), ("other", other))
    ]
    cells, people, left = together(given)
    if statistic != "pearson":
        for matrix in cells:
            _only_ties(matrix, statistic)
    shuffles = Shuffles(len(people), permutations, int(seed))
    values, pairs = _values(cells[0], cells[1], shuffles, statistic, directed=directed)
    found = tails(values[0], values[1:])
    why = _why(cells, values, pairs, statistic, found)
    few = shuffles.count < FEW
    table = _table(statistic, values, pairs, why, found, alternative)
    unknown = len(people) * (len(people) - 1) / (1 if directed else 2) - pairs
    said = _sentence(table, cells, found, alternative, few=few, directed=directed, n=len(people))
    note = (Notice("W15", f"Shuffles of {people_words(len(people))}: {shuffles.count}."),) * few
    made = passport_of("qap", FORMULA, cells, people=len(people), seed=seed, weighted=weighted)
    return Result(
        table,
        said + left_words(left, unknown, directed=directed) * (not why),
        notices_of(cells, *note),
        claim=capped(1 if few or why else 2, made.coverage),
        passport=made,
    )


# ---------------------------------------------------------------------- the statistic


def _only_ties(cells: Cells, statistic: str) -> None:
    if not cells.binary:
        odd = cells.values.data[cells.values.data != 1.0]
        raise errors.not_zero_or_one(cells.argument, f"statistic={statistic!r}", float(odd[0]))


def _values(
    one: Cells, other: Cells, shuffles: Shuffles, statistic: str, *, directed: bool
) -> tuple[np.ndarray, float]:
    """Give the statistic, of the data first and then of each shuffle; and the pairs of the data.

    All that moves are sums of one matrix times the other; only where some pairs are not known do
    counts, means and variances move as well.
    """
    fixed, moved = _matrices(one), _matrices(other)
    here = np.array([[(a * b).sum() for b in moved.values()] for a in fixed.values()])
    every = np.concatenate([
        here[None],
        crossed(list(fixed.values()), list(moved.values()), shuffles),
    ])
    places = {
        (a, b): every[:, row, column]
        for row, a in enumerate(fixed)
        for column, b in enumerate(moved)
    }
    nothing = np.zeros(len(every))

    def sums(a: str, b: str) -> np.ndarray:
        squares = {("v2", "u"): ("v", "u"), ("u", "v2"): ("u", "v")}
        return places.get((a, b), places.get(squares.get((a, b), (a, b)), nothing))

    cells = one.n * (one.n - 1)
    n = cells - _total(fixed, "u") - _total(moved, "u") + sums("u", "u")
    x, y = _total(fixed, "v") - sums("v", "u"), _total(moved, "v") - sums("u", "v")
    xx, yy = _total(fixed, "v2") - sums("v2", "u"), _total(moved, "v2") - sums("u", "v2")
    both = sums("v", "v")
    half = 1.0 if directed else 0.5
    with np.errstate(divide="ignore", invalid="ignore"):
        if statistic == "pearson":
            values = _pearson(n, (x, y), (xx, yy), both)
        elif statistic == "jaccard":
            values = both / (x + y - both)
        else:
            values = np.where(n > 0, (x + y - 2 * both) * half, NAN)
    return values, float(n[0]) * half


def _pearson(
    n: np.ndarray,
    sums: tuple[np.ndarray, np.ndarray],
    squares: tuple[np.ndarray, np.ndarray],
    both: np.ndarray,
) -> np.ndarray:
    spread = []
    for total, square in zip(sums, squares, strict=True):
        around = square - total**2 / n
        spread.append(np.where(around > 1e-12 * square, around, NAN))
    values: np.ndarray = (both - sums[0] * sums[1] / n) / np.sqrt(spread[0] * spread[1])
    return values


def _matrices(cells: Cells) -> dict[str, Any]:
    """Give the values, what is unknown, and the squares where they are something else."""
    found: dict[str, Any] = {"v": cells.values}
    if cells.missing is not None:
        found["u"] = cells.missing
    if not cells.binary:
        found["v2"] = cells.values.power(2)
    return found


def _total(matrices: dict[str, Any], name: str) -> float:
    matrix = matrices.get(name, matrices["v"] if name == "v2" else None)
    return 0.0 if matrix is None else float(matrix.sum())


def _why(cells: list[Cells], values: np.ndarray, pairs: float, statistic: str, found: Tails) -> str:
    """Give the reason code of what is undefined, "" where nothing is."""
    if cells[0].n < 2:
        return "N<2" if cells[0].n else "EMPTY"
    if pairs == 0:
        return "NO_DYADS"
    if np.isnan(values[0]):
        return "NO_TIES" if statistic == "jaccard" else "NO_VARIANCE"
    if not found.draws:
        return "UNDEFINED_BY_CHANCE"
    return "SAME_BY_CHANCE" if found.alike else ""


# ---------------------------------------------------------------------- telling it


def _table(
    statistic: str,
    values: np.ndarray,
    pairs: float,
    why: str,
    found: Tails,
    alternative: str,
) -> pd.DataFrame:
    drawn = values[1:][~np.isnan(values[1:])]
    judged = not why
    estimate = values[0] if why not in {"EMPTY", "N<2", "NO_DYADS"} else NAN
    method = f"QAP, {found.draws} shuffles of the people, p {alternative}"
    table = findings([(statistic, estimate, int(pairs), why)], method).assign(
        std_error=drawn.std(ddof=1) if len(drawn) > 1 else NAN,
        expected=drawn.mean() if len(drawn) else NAN,
        p_value=found.p(alternative) if judged else NAN,
        p_greater=found.p_greater if judged else NAN,
        p_less=found.p_less if judged else NAN,
        permutations=found.draws,
    )
    return table[[*TERMS, "expected", "p_greater", "p_less", "permutations", "reason"]]


NOUNS = {
    "pearson": "The correlation of the two networks is {value}",
    "jaccard": "Of the pairs tied in either network, a share of {value} is tied in both",
    "hamming": "The two networks differ in {value}",
}


def _sentence(
    table: pd.DataFrame,
    cells: list[Cells],
    found: Tails,
    alternative: str,
    *,
    few: bool,
    directed: bool,
    n: int,
) -> str:
    row = table.iloc[0]
    if np.isnan(row["estimate"]):
        why = "no pair is known in both" if row["reason"] == "NO_DYADS" else REASONS[row["reason"]]
        return f"The two networks cannot be compared: {why}."
    pairs = pairs_words(row["n"], directed=directed)
    counted = row["term"] == "hamming"
    value = pairs_words(row["estimate"], directed=directed) if counted else number(
        row["estimate"], 3
    )  # fmt: skip
    lead = f"{NOUNS[row['term']].format(value=value)}, of {pairs} among {people_words(n)}"
    lead = lead if counted else lead.replace(", of", ", over")
    if row["reason"] == row["reason"]:
        return f"{lead}; no comparison: {REASONS[row['reason']]}."
    if few:
        return f"{lead}; there are too few ways to shuffle so few people for a comparison."
    greater, less = (share(count, found.draws) for count in (found.greater, found.less))
    return (
        f"{lead}. When people change places, {greater} in 100 of {found.draws:,} shuffles have as "
        f"high a value or a higher one, {less} as low a value or a lower one ({alternative} "
        f"p = {written(row['p_value'])}). It is an association, and says nothing of what came "
        f"first.{_persistence(cells)}"
    )


def _persistence(cells: list[Cells]) -> str:
    """Say what two waves of one network mostly show; "" where there are no two waves."""
    waves = {one.net.the_wave for one in cells if one.net is not None} - {""}
    return " Between two waves it mostly shows that ties last." if len(waves) > 1 else ""
