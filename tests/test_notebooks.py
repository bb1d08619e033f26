"""What the notebooks hold; that they run, and print what they show, is a step of .ci/run."""

import json
import re
from pathlib import Path

import pytest

from same_outputs import differences, printed

FOLDER = Path(__file__).parents[1] / "notebooks"
NOTEBOOKS = sorted(FOLDER.glob("*.ipynb"))
WANTED = ["analyst", "evaluator", "researcher", "seed_to_scorecard"]
MOST_BYTES = 300_000


def test_there_is_one_for_each_who_asks():
    assert [path.stem for path in NOTEBOOKS] == WANTED


@pytest.mark.parametrize("path", NOTEBOOKS, ids=lambda path: path.stem)
def test_every_cell_was_run_in_order_and_outputs_are_small(path):
    assert path.stat().st_size <= MOST_BYTES
    cells = json.loads(path.read_text(encoding="utf-8"))["cells"]
    run = [cell["execution_count"] for cell in cells if cell["cell_type"] == "code"]
    assert run == list(range(1, len(run) + 1))
    shown = "".join(printed(path))
    assert shown
    assert not re.search(r"/(tmp|home|root|work)/|Traceback|Warning:", shown)
    first = "".join(cells[0]["source"])
    assert cells[0]["cell_type"] == "markdown" and first.startswith("# ")


def test_another_output_is_named(tmp_path):
    for path in NOTEBOOKS:
        (tmp_path / path.name).write_bytes(path.read_bytes())
    assert differences(FOLDER, tmp_path) == []
    book = json.loads(NOTEBOOKS[0].read_text(encoding="utf-8"))
    cell = next(cell for cell in book["cells"] if cell.get("outputs"))
    cell["outputs"][0]["text"] = "something else"
    (tmp_path / NOTEBOOKS[0].name).write_text(json.dumps(book), encoding="utf-8")
    assert len(differences(FOLDER, tmp_path)) == 1
