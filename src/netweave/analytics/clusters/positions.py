"""Who stands in the same position: alike in ties to the same others, and blocks of such people."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from netweave import errors
from netweave._checks import counted, one_of
from netweave._guard import guarded
from netweave._kernels import positions as kernels
from netweave.analytics._groups import coded
from netweave.registry import measure

if TYPE_CHECKING:
    from netweave.network import Network
    from netweave.results import Communities

# Each person is compared with each other.
PEOPLE = 5_000
CONCOR_PEOPLE = 2_000
_PART = "Take a part of the network: net.where(...) or net.subset(...)."


@guarded
def structural_equivalence(net: Network, *, by: str = "correlation") -> pd.DataFrame:
    """Say how alike each two people are in whom they learned from and who learned from them.

    Two people are structurally equivalent if they have the same ties to the same others. Compared
    are the cells of both to and from all other people, 2(n - 2) of them; what the two learned from
    each other, and the diagonal, are left out.

    Parameters
    ----------
    net : Network
        One wave of at most 5,000 people; 0/1 arcs, parallel ties count once.
    by : {"correlation", "euclidean", "jaccard"}, default "correlation"
        "correlation": Pearson's, 1 if equivalent. "euclidean": the root of the number of cells in
        which the two differ, 0 if equivalent. "jaccard": of the cells in which at least one of the
        two has a tie, the share in which both do.

    Returns
    -------
    DataFrame of float
        People by people, symmetric; 1 (euclidean 0) on the diagonal. NaN: a correlation if one of
        the two has no tie or every tie to others, a Jaccard if neither has a tie to others.

    Raises
    ------
    ArgumentError
        If there are more than 5,000 people.

    References
    ----------
    Lorrain, F. & White, H. C. (1971). Structural equivalence of individuals in social networks.
    *Journal of Mathematical Sociology*, 1, 49-80.

    Burt, R. S. (1976). Positions in networks. *Social Forces*, 55, 93-122.

    Examples
    --------
    Ana and Ben both learned from Cleo. Ana also learned from Dan, and Ben did not: one cell.

    >>> import pandas as pd
    >>> import netweave as nw
    >>> ties = pd.DataFrame({
    ...     "learner": ["ana", "ben", "ana", "ana"],
    ...     "learned_from": ["cleo", "cleo", "dan", "ben"],
    ... })
    >>> net = nw.Network(["ana", "ben", "cleo", "dan"], ties)
    >>> float(nw.structural_equivalence(net, by="euclidean").loc["ana", "ben"])
    1.0
    >>> float(nw.structural_equivalence(net, by="jaccard").loc["ana", "ben"])
    0.5
    """
    one_of("by", ("correlation", "euclidean", "jaccard"), by)
    arcs = net.structure(directed=True)
    if net.n > PEOPLE:
        raise errors.network_too_large("positions", net.n, PEOPLE, _PART)
    found = kernels.likeness(arcs, by)
    return pd.DataFrame(found, index=net.people.index, columns=net.people.index.rename(None))


@measure(
    "concor",
    "person",
    formula="Breiger, Boorman & Arabie 1975",
    range="1 to n",
    unit="number of the block",
    values="label",
)
def concor(net: Network, *, splits: int = 2) -> pd.Series:
    """Put people in similar positions into one block: correlations of correlations, CONCOR.

    Everybody's arcs to and from all people are correlated with everybody else's; the correlations
    of these correlations are taken again and again, until they are all 1 or -1, which cuts the
    people in two. Each half is cut in the same way, starting from its people's arcs with
    everybody. Cells on the diagonal count as no tie.

    Parameters
    ----------
    net : Network
        One wave of at most 2,000 people; 0/1 arcs, parallel ties count once.
    splits : int, default 2
        How many times to cut: at most 2, 4, 8, … blocks of people with ties.

    Returns
    -------
    Series of Int64
        Block of each person, 1, 2, …, named ``concor``. Of two halves the one with the first of
        their people in ``net.people`` comes first. A block is not cut if all of its people have
        the same arcs, or if the correlations never become 1 and -1: where everybody is tied to
        everybody, or where the ties are so regular that two cuts would be equally good. People
        without ties, whose arcs correlate with nobody's, are the last block. Never missing.

    Raises
    ------
    ArgumentError
        If splits is below 1, or there are more than 2,000 people.

    References
    ----------
    Breiger, R. L., Boorman, S. A. & Arabie, P. (1975). An algorithm for clustering relational data
    with applications to social network analysis and comparison with multidimensional scaling.
    *Journal of Mathematical Psychology*, 12, 328-383.

    Examples
    --------
    Ana and Ben learned from Cleo and Dan, who learned from nobody. Eve has no ties.

    >>> import pandas as pd
    >>> import netweave as nw
    >>> ties = pd.DataFrame({
    ...     "learner": ["ana", "ana", "ben", "ben"],
    ...     "learned_from": ["cleo", "dan", "cleo", "dan"],
    ... })
    >>> nw.concor(nw.Network(["ana", "ben", "cleo", "dan", "eve"], ties)).to_dict()
    {'ana': 1, 'ben': 1, 'cleo': 2, 'dan': 2, 'eve': 3}
    """
    counted("splits", splits)
    arcs = net.structure(directed=True)
    if net.n > CONCOR_PEOPLE:
        raise errors.network_too_large("blocks by CONCOR", net.n, CONCOR_PEOPLE, _PART)
    numbers = pd.array(kernels.concor(arcs, splits) + 1, dtype="Int64")
    return pd.Series(numbers, index=net.people.index, name="concor")


@dataclass(frozen=True)
class Blockmodel:
    """The arcs between blocks of people, and the pattern they reduce to.

    Parameters
    ----------
    arcs : DataFrame of int
        Arcs from the people of one block (row, learners) to those of another (column, learned
        from).
    pairs : DataFrame of int
        How many arcs there could be.
    density : DataFrame of float
        The share of them that there is; NaN for one person with themselves.
    image : DataFrame of bool
        Whether the density is above the cutoff.
    cutoff : float
        The density above which two blocks count as tied.
    fit : float
        Correlation over all pairs of people of the arcs with the image of their blocks; NaN if
        either is the same everywhere.
    """

    arcs: pd.DataFrame
    pairs: pd.DataFrame
    density: pd.DataFrame
    image: pd.DataFrame
    cutoff: float
    fit: float

    def __repr__(self) -> str:
        ones = int(self.image.to_numpy().sum())
        return (
            f"<Blockmodel: {len(self.image)} blocks, {ones} of {self.image.size} pairs of blocks "
            f"with a density above {self.cutoff:.3f}, fit {self.fit:.3f}>"
        )

    def _repr_html_(self) -> str:
        return self.density.to_html(na_rep="–", float_format="{:.3g}".format)


@guarded
def blockmodel(
    net: Network,
    partition: str | pd.Series | Communities = "organization",
    *,
    cutoff: float | None = None,
) -> Blockmodel:
    """Say which blocks of people learn from which: densities, and the image they reduce to.

    Parameters
    ----------
    net : Network
        One wave; 0/1 arcs, parallel ties count once.
    partition : str, Series or Communities, default "organization"
        A column of people, a block per person such as `concor` gives, or what `communities` gave.
        People whose block is missing are left out with their ties.
    cutoff : float, optional
        The density above which one block counts as learning from another. Left out: the density
        of all arcs among the people who have a block.

    Returns
    -------
    Blockmodel
        ``arcs``, ``pairs``, ``density`` and ``image``, blocks by blocks in order of their names
        (rows learn from columns), ``cutoff`` and ``fit``. A density is NaN where there is no pair,
        and the image False.

    Raises
    ------
    ArgumentError
        If the cutoff is not between 0 and 1.
    DataError
        If people has no such column, or the Series is not about these people.

    References
    ----------
    White, H. C., Boorman, S. A. & Breiger, R. L. (1976). Social structure from multiple networks.
    I. Blockmodels of roles and positions. *American Journal of Sociology*, 81, 730-780.

    Wasserman, S. & Faust, K. (1994). *Social Network Analysis*. Cambridge University Press, ch. 10.

    Examples
    --------
    Of the four arcs there could be from A to B there are three; all others are absent.

    >>> import pandas as pd
    >>> import netweave as nw
    >>> people = pd.DataFrame(
    ...     {"organization": ["A", "A", "B", "B"]}, index=["ana", "ben", "cleo", "dan"]
    ... )
    >>> ties = pd.DataFrame({
    ...     "learner": ["ana", "ana", "ben"],
    ...     "learned_from": ["cleo", "dan", "cleo"],
    ... })
    >>> found = nw.blockmodel(nw.Network(people, ties))
    >>> found.density.loc["A", "B"].item(), found.image.loc["A", "B"].item(), found.cutoff
    (0.75, True, 0.25)
    """
    if cutoff is not None and not 0 <= cutoff <= 1:
        raise errors.setting_out_of_range("cutoff", "must lie between 0 and 1", cutoff)
    matrix = net.structure(directed=True)
    codes, names = coded(net, partition)
    known = np.flatnonzero(codes >= 0)
    arcs, pairs = kernels.blocks(matrix[known][:, known], codes[known], len(names))
    if cutoff is None:
        cutoff = float(arcs.sum() / pairs.sum()) if pairs.sum() else 0.0
    density = np.divide(arcs, pairs, out=np.full(arcs.shape, np.nan), where=pairs > 0)
    image = density > cutoff
    ties, places, share, above = (
        pd.DataFrame(cells, index=names.rename("learner"), columns=names.rename("learned_from"))
        for cells in (arcs, pairs, density, image)
    )
    fit = kernels.image_fit(arcs, pairs, image)
    return Blockmodel(ties, places, share, above, cutoff, fit)
