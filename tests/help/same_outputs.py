"""Say where a notebook that was run again prints something else: ``same_outputs.py ONE OTHER``."""

import json
import sys
from pathlib import Path


def printed(path):
    """Give what each cell printed or showed as text, pictures and tables in HTML left aside."""
    cells = json.loads(path.read_text(encoding="utf-8"))["cells"]
    return [
        "".join(
            "".join(output.get("text", output.get("data", {}).get("text/plain", "")))
            for output in cell.get("outputs", [])
        )
        for cell in cells
    ]


def differences(one, other):
    """List the cells whose text differs, over all notebooks of a folder."""
    found = []
    for path in sorted(one.glob("*.ipynb")):
        pairs = zip(printed(path), printed(other / path.name), strict=True)
        found += [f"{path.name}, cell {n}" for n, (a, b) in enumerate(pairs) if a != b]
    return found


if __name__ == "__main__":
    stale = differences(*map(Path, sys.argv[1:3]))
    sys.exit("\n".join(["These cells print something else when they are run:", *stale])
             if stale else 0)  # fmt: skip
