"""In which order the waves are taken, and whether their names say another one."""

from __future__ import annotations

from typing import TYPE_CHECKING

from netweave.checkup.rows import NOTE, Finding
from netweave.compare.order import backwards, in_words

if TYPE_CHECKING:
    from netweave.checkup.reading import Gathered

SECTION = "files"


def findings(found: Gathered) -> list[Finding]:
    """Say the order of two waves or more; nothing is told by the order of fewer."""
    if found.net is None or len(found.net.waves) < 2:
        return []
    waves = found.net.waves
    notice, text = backwards(waves), in_words(waves, _where(found))
    if notice is None:
        return [Finding(SECTION, "", "order of waves", text)]
    return [
        Finding(SECTION, "", "order of waves", f"{text} {notice.found} {notice.text}", verdict=NOTE,
                code=notice.code, mend=notice.mend)
    ]  # fmt: skip


def _where(found: Gathered) -> str:
    """Say where the order stands, for waves without dates."""
    if found.project is None:
        return "as their answers were given"
    section = " [[waves]]" if found.project.waves else ""
    return f"as they stand in {found.project.path.name}{section}"
