"""What measures multiply: the weights of a network, or of records of meetings without the pairs."""

from __future__ import annotations

from typing import TYPE_CHECKING

from netweave import errors
from netweave._kernels.operators import Held, Weights
from netweave.affiliations import Affiliations

if TYPE_CHECKING:
    from scipy import sparse

    from netweave.network import Network


LEAST, MOST = 1e-100, 1e100  # three of these are multiplied, or one divided by another


def by_weight(net: Network | Affiliations, *, weighted: bool) -> bool:
    """Say whether weights count; they always do where ties are not built one by one."""
    return weighted or isinstance(net, Affiliations)


def with_ties(net: Network | Affiliations) -> None:
    """Refuse records of meetings, which hold no tie by itself."""
    if isinstance(net, Affiliations):
        raise errors.pairs_needed()


def weights_of(net: Network | Affiliations, *, weighted: bool, role: str = "any") -> Weights:
    """Give the weights, or ones, along the arrows ("learned"), against them, or both ways."""
    found: Weights
    if isinstance(net, Affiliations):
        found = net.factored()
    elif not weighted and role == "any":
        return Held(net.structure(), symmetric=True)
    else:
        found = Held(ties_of(net, weighted=weighted))
    if role == "any":
        return found.both()
    return found if role == "learned" else found.turned()


def ties_of(net: Network, *, weighted: bool) -> sparse.csr_array:
    """Give every weight, or a one, from learner to learned_from; records of meetings hold none."""
    with_ties(net)
    return _measurable(net.matrix) if weighted else net.structure(directed=True)


def _measurable(weights: sparse.csr_array) -> sparse.csr_array:
    """Refuse weights whose sums, products or quotients would be no numbers."""
    least, most = weights.data.min(initial=1.0), weights.data.max(initial=1.0)
    if least < LEAST or most > MOST:
        raise errors.DataError(
            f"weights must lie between {LEAST:g} and {MOST:g}, or their sums and products are no "
            f"numbers; these go from {weights.data.min():g} to {weights.data.max():g}. Give them "
            "in another unit."
        )
    return weights
