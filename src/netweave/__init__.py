"""Who learned from whom: records of a collaboration in, defensible statements out.

A tie has two roles, the learner and the person learned from. A row of ``net.ties`` with learner
*ada* and learned_from *ben* reads "Ada learned from Ben", whatever the record it came from. A
mutual tie is two rows, one in each direction. Where a tie must be drawn or put into a matrix, the
arrow points from the learner to the person learned from: ``net.matrix[i, j]`` is how much the
i-th person learned from the j-th. The in-degree of other programs then counts how many people
learned from somebody.

Three people use it: the analyst in a notebook (``weave``, ``measure``, ``plotting``), the
evaluator of a cohort (``compare.before_after`` and the command ``netweave report``), and the
researcher over many waves (``panel``).

Importing netweave imports nothing else: pandas, numpy and matplotlib are loaded by the first name
that needs them. The public names are listed once, in ``__init__.pyi``.
"""

import lazy_loader

_public, __dir__, __all__ = lazy_loader.attach_stub(__name__, __file__)


def __getattr__(name: str) -> object:
    """Load a public name when it is first asked for."""
    if name != "__version__":
        try:
            return _public(name)
        except AttributeError as missing:
            raise AttributeError(_hint(name), name=name) from missing
    from importlib.metadata import PackageNotFoundError, version  # noqa: PLC0415

    try:
        return version("netweave")
    except PackageNotFoundError:  # run from a folder that was never installed
        return "0+unknown"


# What other programs call it, or where it stands: here.
_KNOWN_AS = {
    "before_after": "compare.before_after",
    "clusters": "communities",
    "community": "communities",
    "gatekeeper": "brokerage",
    "gould_fernandez": "brokerage",
    "k_core": "core_number",
    "leiden": "communities",
    "louvain": "communities",
    "page_rank": "pagerank",
    "structural_holes": "constraint",
    "to_networkx": "Network.to_networkx",
    "triadic_census": "triad_census",
}


def _hint(name: str) -> str:
    """Say what netweave has instead of a name it lacks."""
    bare = name.removesuffix("_centrality")
    known = _KNOWN_AS.get(name) or (bare if bare in __all__ else "")
    if name.startswith(("write_", "read_")) and name not in __all__:
        from netweave import exchange  # noqa: PLC0415

        known = f"exchange.{name}" if name in exchange.__all__ else known
    if known:
        return f"netweave has no {name!r}: it is nw.{known}."
    if name.startswith("__"):
        return f"module 'netweave' has no attribute {name!r}"
    from difflib import get_close_matches  # noqa: PLC0415

    close = get_close_matches(name, __all__, n=1)
    question = f" Did you mean nw.{close[0]}?" if close else " dir(netweave) lists its names."
    return f"netweave has no {name!r}.{question}"
