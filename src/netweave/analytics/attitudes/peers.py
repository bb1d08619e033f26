"""What others say of a person: the mean of their ratings, hidden where they are few."""

from __future__ import annotations

import numpy as np
import pandas as pd

from netweave import errors
from netweave._checks import has_columns
from netweave._guard import guarded
from netweave.analytics.attitudes.scoring import answers_of

LEAST_RATERS = 3


@guarded
def peer_scores(
    ratings: pd.DataFrame,
    items: pd.DataFrame | None = None,
    *,
    person: str = "person",
    rater: str = "rater",
    lowest: float | None = None,
    highest: float | None = None,
    least: int = LEAST_RATERS,
) -> pd.DataFrame:
    """Score what others say of each person, as a mean over the raters.

    "This person …" is the better form for humility: who is asked about the own humility may boast
    of it, and what others agree on does not go with that (Meagher et al. 2015).

    Parameters
    ----------
    ratings : DataFrame
        One row per rater and person rated, one column per item, as answered.
    items : DataFrame, optional
        As for `mindset_scale`; left out, the drafts.
    person, rater : str, default "person" and "rater"
        The columns with who is rated and who rates. What people say of themselves is left out.
    lowest, highest : float, optional
        The range of the answers; left out, that of the items, else 1 to 5.
    least : int, default 3
        With fewer raters the score is hidden, so that nobody knows who said what.

    Returns
    -------
    DataFrame
        One row per person rated and principle (index ``person``, ``principle``): ``score`` from 0
        to 1, the mean over the raters of each rater's own score; ``raters`` who answered two
        thirds of the items; ``spread``, the standard deviation between them; ``reason``:
        "FEW_RATERS" where score and spread are hidden (NaN). Never publish it.

    Raises
    ------
    DataError
        If a column is missing or blank, somebody rates a person twice, or an answer is outside
        the range.
    ArgumentError
        If ``least`` is below 3.

    References
    ----------
    Meagher, B. R., Leman, J. C., Bias, J. P., Latendresse, S. J. & Rowatt, W. C. (2015).
    Contrasting self-report and consensus ratings of intellectual humility and arrogance. *Journal
    of Research in Personality*, 58, 35-45.

    Examples
    --------
    Three others rate Ana 5, 4 and 3 of 5: 1, 0.75 and 0.5 of the range. Two rate Ben.

    >>> import pandas as pd
    >>> import netweave as nw
    >>> ratings = pd.DataFrame({
    ...     "person": ["ana", "ana", "ana", "ben", "ben"],
    ...     "rater": ["ben", "cleo", "dan", "ana", "cleo"],
    ...     "credit": [5, 4, 3, 2, 2],
    ... })
    >>> items = pd.DataFrame({"item": ["credit"], "principle": ["humility"]})
    >>> nw.peer_scores(ratings, items)[["score", "raters", "reason"]]
                      score  raters      reason
    person principle
    ana    humility    0.75       3         NaN
    ben    humility     NaN       2  FEW_RATERS
    """
    if least < LEAST_RATERS:
        raise errors.setting_out_of_range("least", f"must be {LEAST_RATERS} or more", least)
    has_columns("ratings", [person, rater], ratings)
    _check(ratings, person, rater)
    others = ratings[ratings[person] != ratings[rater]].reset_index(drop=True)
    scores, _ = answers_of(others, items, (lowest, highest)).scores()
    long = scores.assign(person=others[person]).melt("person", var_name="principle")
    grouped = long.groupby(["person", "principle"], sort=False)["value"]
    found = pd.DataFrame({
        "score": grouped.mean(),
        "raters": grouped.count(),
        "spread": grouped.std(ddof=1),
    })
    order = pd.MultiIndex.from_product(
        [list(dict.fromkeys(ratings[person])), list(scores.columns)], names=["person", "principle"]
    )
    found = found.reindex(order)
    found["raters"] = found["raters"].fillna(0).astype("int64")
    few = (found["raters"] < least).to_numpy()
    found.loc[few, ["score", "spread"]] = np.nan
    return found.assign(reason=pd.Series("FEW_RATERS", index=order, dtype="str").where(few))


def _check(ratings: pd.DataFrame, person: str, rater: str) -> None:
    """Refuse rows without a name, and a rater who rates somebody twice."""
    blank = ratings[[person, rater]].isna().any(axis=1)
    again = ratings.duplicated([person, rater]) & ~blank
    for wrong, what in (
        (blank, "do not say who rates whom"),
        (again, "repeat a rater of a person"),
    ):
        if wrong.any():
            raise errors.DataError(
                f"ratings: {int(wrong.sum())} row(s) {what}: "
                f"{errors.at_lines(np.flatnonzero(wrong.to_numpy()).tolist())}, counted from 0. "
                "Keep one row per rater and person."
            )
