"""How the gallery shows pictures: how wide, and nothing cut off."""


def widen(_gallery: dict, _script: str) -> None:
    """Make room for legends and labels, once all other settings are undone."""
    import matplotlib.pyplot as plt  # noqa: PLC0415  # only where the gallery is drawn

    plt.rcParams.update({"figure.figsize": (9, 6), "savefig.bbox": "tight"})
