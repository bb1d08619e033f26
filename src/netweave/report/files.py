"""Writing a report into a folder: only over files that a report wrote, the same bytes each time."""

from __future__ import annotations

import json
import math
import re
from pathlib import Path
from typing import Any

import pandas as pd

from netweave import errors
from netweave.report.wording import clean

MANIFEST = "findings.json"
# What a report is made of; a manifest that lists anything else was not written by one.
OURS = re.compile(
    r"index\.html|netweave\.xlsx|(findings|numbers)\.json|tables/[a-z0-9_]+\.csv"
    r"|sheets/[a-z_]+\.csv|maps/[a-z0-9_]+\.(svg|png)"
)
RISKY = ("=", "+", "-", "@", "\t", "\r")


def prepare(folder: Path, *, title: str | None = None, force: bool = False) -> None:
    """Make the folder, or refuse one that holds something else than a report of this title."""
    if folder.exists() and not folder.is_dir():
        raise errors.folder_in_use(str(folder), folder.name)
    if folder.is_dir() and not force and not written_before(folder):
        others = sorted(path.name for path in folder.iterdir())
        if others:
            raise errors.folder_in_use(str(folder), others[0])
    if title is not None and not force and written_before(folder):
        before = clean(_manifest(folder).get("title", ""))
        if before not in {"", clean(title)}:
            raise errors.other_report(str(folder), before)
    folder.mkdir(parents=True, exist_ok=True)


def written_before(folder: Path) -> list[str]:
    """List the files of the last report in a folder, as its manifest says.

    The manifest may have been written by anybody. If it names one thing that no report writes, the
    folder holds no report; what leads out of the folder and what is no file is left alone.
    """
    manifest = _manifest(folder)
    names = manifest.get("files", []) if manifest.get("program") == "netweave" else []
    if not isinstance(names, list) or not all(_ours(name) for name in names):
        return []
    return [name for name in names if (folder / name).is_file() and _inside(folder, name)]


def _manifest(folder: Path) -> dict[str, Any]:
    """Read the manifest of a folder; nothing if there is none that can be read."""
    try:
        found = json.loads((folder / MANIFEST).read_text(encoding="utf-8"))
    except (OSError, ValueError, RecursionError):
        return {}
    return found if isinstance(found, dict) else {}


def write_all(
    folder: Path, contents: dict[str, str | bytes], facts: dict[str, Any], *, force: bool = False
) -> list[Path]:
    """Write every file of a report, take away those of the last one, and keep the manifest.

    Parameters
    ----------
    folder : Path
        Prepared.
    contents : dict
        Relative path → text or bytes.
    facts : dict
        What the manifest says beside the list of files.
    force : bool, default False
        Whether files that no report wrote may be overwritten.

    Returns
    -------
    list of Path
        What was written, in order.
    """
    before = set(written_before(folder))
    names = [*contents, MANIFEST]
    there = [name for name in names if (folder / name).exists() or (folder / name).is_symlink()]
    foreign = [name for name in there if name not in before and not force]
    if outside := [name for name in names if not _inside(folder, name)] + foreign:
        raise errors.folder_in_use(str(folder), outside[0])
    for name in sorted(before - set(names)):
        (folder / name).unlink(missing_ok=True)
    manifest = {"program": "netweave", "files": sorted(names), **facts}
    for name, content in {**contents, MANIFEST: as_json(manifest)}.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(
            content.encode("utf-8", "replace") if isinstance(content, str) else content
        )
    return [folder / name for name in names]


def as_json(facts: dict[str, Any]) -> str:
    """Write facts as JSON: nothing that is not finite, nothing that a terminal would obey."""
    text = json.dumps(_finite(facts), indent=1, ensure_ascii=False, sort_keys=True)
    return f"{clean(text)}\n"


def as_csv(frame: pd.DataFrame) -> str:
    """Write a table as CSV, with no cell that a spreadsheet would take for a formula."""
    safe = frame.map(_safe_cell)
    safe.columns = pd.Index([_safe_cell(column) for column in frame.columns])
    return safe.to_csv(index=False, lineterminator="\n")


def _safe_cell(value: object) -> object:
    if not isinstance(value, str):
        return value
    text = clean(value.replace("\r", " ").replace("\n", " "))
    return f"'{text}" if value.startswith(RISKY) or text.startswith(RISKY) else text


def _finite(value: Any) -> Any:  # noqa: ANN401
    """Give what JSON can say: numbers that are not finite become null."""
    if isinstance(value, dict):
        return {str(key): _finite(item) for key, item in value.items()}
    if isinstance(value, list | tuple):
        return [_finite(item) for item in value]
    if hasattr(value, "item"):
        value = value.item()
    return None if isinstance(value, float) and not math.isfinite(value) else value


def _ours(name: object) -> bool:
    """Whether a report may have a file of this name."""
    return isinstance(name, str) and OURS.fullmatch(name) is not None


def _inside(folder: Path, name: str) -> bool:
    """Whether a path stays inside the folder, links followed."""
    return (folder / name).resolve().is_relative_to(folder.resolve())
