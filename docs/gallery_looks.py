"""How the gallery shows pictures: how wide, nothing cut off, and maps letter by letter."""

from collections.abc import Callable


def widen(_gallery: dict, _script: str) -> None:
    """Make room for legends and labels, once all other settings are undone."""
    import matplotlib.pyplot as plt  # noqa: PLC0415  # only where the gallery is drawn

    from netweave.plotting import InteractiveMap  # noqa: PLC0415

    plt.rcParams.update({"figure.figsize": (9, 6), "savefig.bbox": "tight"})
    if not hasattr(InteractiveMap._repr_html_, "__wrapped__"):
        InteractiveMap._repr_html_ = _on_one_line(InteractiveMap._repr_html_)


def _on_one_line(shown: Callable[[object], str]) -> Callable[[object], str]:
    """Keep a page from having its tabs and line ends changed, which stops its script."""

    def wrapped(drawn: object) -> str:
        return shown(drawn).replace("\n", "&#10;").replace("\t", "&#9;")

    wrapped.__wrapped__ = shown
    return wrapped
