"""The files of the report build on each other in one direction, types included."""

import ast
from graphlib import TopologicalSorter
from pathlib import Path

import netweave.report

FOLDER = Path(netweave.report.__file__).parent


def imported(path):
    """Give the files of the report that a file imports, also for types only."""
    found = set()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.ImportFrom) and node.module:
            module = node.module
            names = {f"{module}.{alias.name}" for alias in node.names} | {module}
            found |= {name.split(".")[2] for name in names if name.startswith("netweave.report.")}
    return found & {file.stem for file in FOLDER.glob("*.py")}


def test_no_file_of_the_report_leads_back_to_itself():
    graph = {path.stem: imported(path) for path in FOLDER.glob("*.py")}
    assert graph["sensitivity"] >= {"thresholds", "findings"}
    order = list(TopologicalSorter(graph).static_order())
    assert order.index("findings") < order.index("sensitivity")
