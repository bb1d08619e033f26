"""Write the pages of the reference, one per public name, from the list of public names.

The site calls this when it is built; the pages in docs/reference/ are made and not kept.
"""

import importlib
import inspect
import shutil
from dataclasses import dataclass
from pathlib import Path

import netweave as nw

# Where a name is defined decides the section that it stands in; the first that fits.
SECTIONS = (
    ("Reading records", ("ingest", "project", "checkup", "kit")),
    ("The network", ("network", "affiliations", "coverage")),
    ("Who is central?", ("analytics.centrality",)),
    ("Who bridges?", ("analytics.bridging",)),
    ("Clusters and positions", ("analytics.clusters",)),
    ("The whole network", ("analytics.cohesion",)),
    ("Hub versus node", ("analytics.hubs", "analytics.profiles")),
    ("What people say, what partners get", ("analytics.attitudes", "analytics.partners")),
    ("Practices", ("analytics.practices",)),
    ("More than chance?", ("analytics.nulls", "analytics.backbones")),
    ("Several measures side by side", ("analytics", "indicators")),
    ("Before and after, and more waves", ("compare",)),
    ("Pictures", ("plotting",)),
    ("To and from other programs", ("exchange",)),
    ("Reports", ("report",)),
    ("Made-up cohorts", ("simulation",)),
    ("What may be said", ("claims",)),
    ("Scales, codes, errors, results", ("scales", "codes", "errors", "results", "registry")),
)
MODULES = ("compare", "plotting", "exchange", "scales", "codes", "errors")


@dataclass(frozen=True)
class Entry:
    """A public name: where it is reached, where it is defined, its first sentence."""

    name: str
    module: str
    is_class: bool
    summary: str

    @property
    def page(self) -> str:
        """The file name of its page; a class and a function may differ in a capital only."""
        return self.name.replace(".", "-") + ("-class" if self.is_class else "")


def entries() -> list[Entry]:
    """List every public function and class, those of the public modules among them."""
    found = [_entry(name, getattr(nw, name)) for name in nw.__all__ if name not in MODULES]
    for module in MODULES:
        inside = importlib.import_module(f"netweave.{module}")
        found += [_entry(f"{module}.{name}", getattr(inside, name)) for name in _public(inside)]
    return sorted((one for one in found if one), key=lambda one: one.name.casefold())


def _public(module: object) -> list[str]:
    listed = getattr(module, "__all__", None)
    return list(listed) if listed else [name for name in vars(module) if not name.startswith("_")]


def _entry(name: str, thing: object) -> Entry | None:
    defined = getattr(thing, "__module__", "") or ""
    own = defined.startswith("netweave.") and "._" not in defined
    if not own or not (inspect.isclass(thing) or inspect.isroutine(thing)):
        return None
    lines = (inspect.getdoc(thing) or "").partition("\n\n")[0].split()
    where = defined.removeprefix("netweave.")
    return Entry(name, where, inspect.isclass(thing), " ".join(lines))


def section_of(entry: Entry) -> str:
    """Say in which section a name stands."""
    for title, roots in SECTIONS:
        if any(entry.module == root or entry.module.startswith(f"{root}.") for root in roots):
            return title
    message = f"{entry.name} is defined in {entry.module}, which no section of the reference names"
    raise LookupError(message)


def write(docs: Path) -> None:
    """Write docs/reference/: an index by section, and a page per name."""
    folder = docs / "reference"
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir()
    by_section: dict[str, list[Entry]] = {title: [] for title, _ in SECTIONS}
    for one in entries():
        by_section[section_of(one)].append(one)
        (folder / f"{one.page}.rst").write_text(_page(one), encoding="utf-8")
    (folder / "index.rst").write_text(_index(by_section), encoding="utf-8")


def _page(one: Entry) -> str:
    title = f"nw.{one.name}"
    what = "autoclass" if one.is_class else "autofunction"
    return f"{title}\n{'=' * len(title)}\n\n.. {what}:: netweave.{one.name}\n"


def _index(by_section: dict[str, list[Entry]]) -> str:
    lead = "``import netweave as nw``; what each measure means stands in :doc:`../measures`.\n"
    parts = ["Reference\n=========\n", lead]
    for title, found in by_section.items():
        if not found:
            continue
        parts.append(f"{title}\n{'-' * len(title)}\n")
        parts.append(".. list-table::\n   :widths: 30 70\n")
        for one in found:
            parts.append(f"   * - :doc:`nw.{one.name} <{one.page}>`\n     - {one.summary}")
        parts.append(f"\n.. toctree::\n   :hidden:\n   :caption: {title}\n")
        parts += [f"   {one.page}" for one in found]
        parts.append("")
    return "\n".join(parts) + "\n"
