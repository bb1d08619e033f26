"""The draft statements about working in a network, and the question how people see themselves.

Nobody has validated either. The words stand here once; the kit takes its statements from here.
"""

from __future__ import annotations

from importlib import resources

import pandas as pd

STATUS = "unvalidated"
PRINCIPLES = ("relationships", "humility", "openness", "emergence")

SELF_QUESTION = "Which of these comes closest to how you see your own place in this network?"
SELF_ANSWERS = (
    "the central hub",
    "nearer to a hub",
    "in between",
    "nearer to one of many nodes",
    "one of many nodes",
)
NO_NETWORK = "this is not a network"


def draft_items() -> pd.DataFrame:
    """Give the twelve draft statements about working in a network; nobody has validated them.

    Three for each of four principles, of which one is worded the other way round. They are meant
    for five answers from "strongly disagree" to "strongly agree".

    Returns
    -------
    DataFrame
        Columns ``item`` (its id), ``principle``, ``text``, ``reversed`` (whether agreement means
        less of it) and ``status``, which is "unvalidated" in every row.

    Notes
    -----
    No validated scale of a "network mindset" was found. For single parts there are: the tertius
    iungens orientation (Obstfeld 2005) for bringing others together, and expressed humility (Owens,
    Johnson & Mitchell 2013), which others rate and not oneself.

    References
    ----------
    Obstfeld, D. (2005). Social networks, the tertius iungens orientation, and involvement in
    innovation. *Administrative Science Quarterly*, 50, 100-130.

    Owens, B. P., Johnson, M. D. & Mitchell, T. R. (2013). Expressed humility in organizations.
    *Organization Science*, 24, 1517-1538.

    Examples
    --------
    >>> import netweave as nw
    >>> items = nw.draft_items()
    >>> items.loc[items["reversed"], "item"].tolist()
    ['R3', 'H3', 'O3', 'E3']
    >>> items["status"].unique().tolist()
    ['unvalidated']
    """
    here = resources.files("netweave.analytics.attitudes").joinpath("items.csv")
    with here.open(encoding="utf-8") as file:
        table = pd.read_csv(file, dtype="str")
    return table.rename(columns={"statement": "text"}).assign(
        reversed=table["reversed"] == "yes", status=STATUS
    )
