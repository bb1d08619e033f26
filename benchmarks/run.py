"""Race netweave against what one could use instead, and write one table.

    python benchmarks/run.py            small, a few minutes
    python benchmarks/run.py --full     everything, about an hour and 6 GB

The first run makes a virtual environment beside this file and installs the rivals there.
"""

import argparse
import os
import platform
import subprocess
import sys
import venv
from collections.abc import Iterable
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

HERE = Path(__file__).resolve().parent
ENVIRONMENT = HERE / ".venv"
PACKAGES = (
    "netweave", "numba", "numpy", "scipy", "igraph", "networkit", "rustworkx", "networkx",
    "graspologic-native", "python-louvain", "duckdb", "polars",
)  # fmt: skip
PATIENCE = 20.0
RULE = "|---|---|---|---|---|---|---|---|---|"


def inside() -> None:
    """Go on in the environment that holds the rivals; make it first where it is missing."""
    python = ENVIRONMENT / "bin" / "python"
    if Path(sys.prefix).resolve() == ENVIRONMENT.resolve():
        return
    if not python.exists():
        venv.create(ENVIRONMENT, with_pip=True)
        wanted = ["-r", str(HERE / "requirements.txt"), "-e", str(HERE.parent)]
        subprocess.run([python, "-m", "pip", "install", "-q", *wanted], check=True)
    os.execv(python, [str(python), __file__, *sys.argv[1:]])


def main() -> None:
    """Read the arguments, race, print and write."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--full", action="store_true", help="also what takes long")
    parser.add_argument("--only", default="", help="tasks that hold this text; other rows stay")
    parser.add_argument("--here", action="store_true", help="use the environment as it is")
    parser.add_argument("--output", type=Path, default=HERE / "results.md")
    options = parser.parse_args()
    if not options.here:
        inside()
    sys.path.insert(0, str(HERE))
    import rivals

    os.environ.update(rivals.ONE_THREAD)
    import tasks

    chosen = tasks.full() if options.full else tasks.small()
    wanted = (task for task in chosen if options.only in f"{task.name} {task.workload}")
    lines = list(table(wanted))
    if options.only and options.output.exists():
        lines = merged(options.output.read_text(encoding="utf-8").splitlines(), lines)
    options.output.write_text("\n".join(lines) + "\n", encoding="utf-8")


def merged(before: list[str], now: list[str]) -> list[str]:
    """Put the tasks raced now where they stood before, new ones last; keep all other tasks."""
    head = now[: now.index(RULE) + 1]
    rows, left = now[len(head) :], before[before.index(RULE) + 1 :]
    raced = {_of(row) for row in rows}
    kept: list[str] = []
    for row in left:
        if _of(row) not in raced:
            kept.append(row)
            continue
        kept += [one for one in rows if _of(one) == _of(row)]
        rows = [one for one in rows if _of(one) != _of(row)]
    return [*head, *kept, *rows]


def _of(row: str) -> tuple[str, ...]:
    """Give the task and the workload of a row."""
    return tuple(row.split("|")[1:3])


def table(wanted: Iterable) -> Iterable[str]:
    """Race the tasks one by one; yield the page line by line, and print it as it grows."""
    import clock
    from tasks import OURS

    head = [
        "# Measured",
        "",
        "CPU time of one thread, median of turns that were taken in rotation in one process; "
        "memory is the peak above what was held before. A ratio is the rival's time over ours: "
        "above 1 netweave is faster, and under 2 the two are level on a noisy machine.",
        "",
        f"{platform.machine()}, Python {platform.python_version()}: {_versions()}",
        "",
        "| task | workload | program | seconds | spread | MiB | ratio | asked | difference |",
        RULE,
    ]
    for line in head:
        yield _said(line)
    for task in wanted:
        clock.race(task.ways, task.turns, PATIENCE)
        for line in _rows(task, OURS):
            yield _said(line)


def _rows(task, ours: str) -> Iterable[str]:
    first = task.ways[ours]
    rivals = [way for name, way in task.ways.items() if name != ours and not way.error]
    fastest = min((way.time for way in rivals), default=None)
    for name, way in task.ways.items():
        cells = [task.name, task.workload, name]
        if way.error:
            yield _row([*cells, way.error, "", "", "", "", ""])
            continue
        memory = "" if way.memory is None else f"{way.memory:.0f}"
        cells += [f"{way.time:.4g}", f"{way.spread:.2f}", memory]
        if name == ours:
            best = "" if fastest is None else f"{fastest / way.time:.1f} (best rival)"
            asked = "" if task.asked is None else f"{task.asked:g}"
            yield _row([*cells, best, asked, task.remark])
        else:
            ratio = "" if first.error else f"{way.time / first.time:.1f}"
            apart = "" if first.error or task.agree is None else _apart(task, first, way)
            yield _row([*cells, ratio, "", apart])
    for name, said in task.told.items():
        yield _row([task.name, task.workload, name, said, "", "", "", "", ""])


def _apart(task, first, way) -> str:
    try:
        return f"{task.agree(first.answer, way.answer):.2g}"
    except Exception as error:  # an answer of another shape is reported
        return f"not comparable: {error}"[:60]


def _row(cells: list[str]) -> str:
    return "| " + " | ".join(str(cell).replace("|", "/") for cell in cells) + " |"


def _said(line: str) -> str:
    print(line, flush=True)
    return line


def _versions() -> str:
    found = []
    for name in PACKAGES:
        try:
            found.append(f"{name} {version(name)}")
        except PackageNotFoundError:
            found.append(f"{name} absent")
    return ", ".join(found)


if __name__ == "__main__":
    main()
