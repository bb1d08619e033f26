"""What one walk around everybody finds, kept as long as the network is in use."""

from __future__ import annotations

from typing import TYPE_CHECKING
from weakref import WeakKeyDictionary

from netweave._checks import one_of
from netweave._kernels import holes
from netweave.analytics._facts import strengths

if TYPE_CHECKING:
    from netweave.network import Network

ISOLATE = {"NO_ALTERS": "the person has no ties"}
MODELS = ("whole", "ego")

_FOUND: WeakKeyDictionary[Network, dict[tuple[bool, bool, str], holes.Holes]] = WeakKeyDictionary()


def around(net: Network, *, weighted: bool, directed: bool, model: str) -> holes.Holes:
    """Give constraint, effective size and hierarchy; asked again, they are not computed again."""
    one_of("model", MODELS, model)
    options = (weighted, directed and not weighted, model)
    kept = _FOUND.setdefault(net, {})
    if options not in kept:
        z = strengths(net, weighted=weighted, directed=directed)
        kept[options] = holes.around(z, ego=model == "ego")
    return holes.Holes(*(values.copy() for values in kept[options]))


def named(name: str, *, weighted: bool, directed: bool, model: str) -> str:
    """Give the name of a column, which tells the options."""
    sort = "_weighted" if weighted else "_directed" * directed
    return name + sort + "_ego" * (model == "ego")
