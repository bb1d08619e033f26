"""What the commands on findings begin with: the records read, the kind and its waves chosen."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from netweave import errors
from netweave.cli.telling import say

if TYPE_CHECKING:
    from netweave.network import Network
    from netweave.project import Project
    from netweave.report.waves import Wave


@dataclass(frozen=True)
class Records:
    """A project that was read, the kind of tie that is asked about, and its waves in order."""

    project: Project
    net: Network
    kind: str
    waves: tuple[Wave, ...]

    def wave(self, label: str | None, place: int, option: str) -> Wave:
        """Give the wave of a label, or the one at a place where none is named."""
        labels = [wave.label for wave in self.waves]
        if label is None:
            return self.waves[place]
        if label not in labels:
            raise errors.not_one_of(option, labels, label)
        return self.waves[labels.index(label)]


def read_records(file: Path, kind: str | None) -> Records:
    """Read what a project file names, and choose the kind as the report does."""
    from netweave.project import read_project, weave_project  # noqa: PLC0415

    project = read_project(file)
    say(f"{project.path.name}: reading the records …")
    from netweave.report.waves import described_kind, waves_of  # noqa: PLC0415

    net = weave_project(project)
    say(repr(net).strip("<>"))
    if kind is not None and kind not in net.kinds.index:
        raise errors.not_one_of("--kind", list(net.kinds.index), kind)
    chosen = kind or described_kind(net, project.headline)[0]
    if not chosen:
        raise errors.DataError(
            f"{project.path.name} holds no tie of any kind that may be looked at: being at the "
            "same event is the chance of a tie, not a tie. Name a kind with --kind to see one."
        )
    return Records(project, net, chosen, waves_of(net, chosen, project.group))
