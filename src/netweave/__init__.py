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
        return _public(name)
    from importlib.metadata import PackageNotFoundError, version  # noqa: PLC0415

    try:
        return version("netweave")
    except PackageNotFoundError:  # run from a folder that was never installed
        return "0+unknown"
