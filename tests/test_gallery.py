"""The gallery: every public picture has a place, and its scripts run anywhere."""

import re
from pathlib import Path

import pytest

from netweave import plotting

SCRIPTS = sorted((Path(__file__).parents[1] / "docs" / "gallery").glob("plot_*.py"))
# No pictures: what makes room for one, keeps one, or is drawn through hulls= of a map.
TOOLS = {"InteractiveMap", "arrange", "new_axes", "new_panels", "save", "to_svg", "draw_hulls"}


def test_every_public_picture_has_a_place_in_the_gallery():
    text = "\n".join(script.read_text(encoding="utf-8") for script in SCRIPTS)
    drawn = set(re.findall(r"nw\.plotting\.(\w+)\(", text))
    assert drawn == set(plotting.__all__) - TOOLS
    assert "hulls=" in text


@pytest.mark.parametrize("script", SCRIPTS, ids=lambda script: script.stem)
def test_a_script_says_what_it_is_for_and_names_no_place_of_a_machine(script):
    text = script.read_text(encoding="utf-8")
    title, line, blank = text.splitlines()[:3]
    assert len(line) == len(title.removeprefix('"""')) and set(line) == {"="} and not blank
    assert not re.search(r"[\"'](/|~|[A-Z]:\\)", text)
    files = re.findall(r'"(\.\./[^"]+)"', text)
    assert files and all((script.parent / name).exists() for name in files)
