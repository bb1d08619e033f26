"""Draw the pictures of README.md from the sample cohort: python docs/make_pictures.py."""

from pathlib import Path

import netweave as nw

HERE = Path(__file__).parent


def main() -> None:
    """Draw the change map of the sample cohort, members only."""
    project = nw.read_project(HERE.parent / "data" / "sample" / "cohort.toml")
    learning = nw.weave_project(project).where(kind="learning").without("convener")
    before, after = learning.wave("baseline"), learning.wave("closing")
    ax = nw.plotting.change_map(
        before,
        after,
        ax=nw.plotting.new_axes(10.5, 6.4),
        title="Ties between members, before and after the sample cohort",
    )
    alt = (
        "Map of about fifty members of eight organizations. Solid blue lines are ties that were "
        "new at the end, thin grey lines ties that were kept, dashed orange lines ties that were "
        "lost; most new ties join different organizations."
    )
    nw.plotting.save(ax, HERE / "pictures" / "sample-change.svg", alt)


if __name__ == "__main__":
    main()
