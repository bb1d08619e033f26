"""The main job on records nobody made up: what cannot be said is said to be so."""

import shutil
from pathlib import Path

import pandas as pd
import pytest

from netweave.project import load_project, read_project
from netweave.report import Options, make_page

TOMLS = Path(__file__).parents[1] / "reference"
SOURCES = {
    "hightech": "data/hightech",
    "coleman": "data/coleman",
    "southern_women": "data/southern_women",
    "laboratory": "messy/bib_BCEM-UniAndes",
}


@pytest.fixture
def reported(reference, tmp_path, page):
    """Lay a project file beside its data and make the page."""
    assert page is not None  # leaves the maps undrawn

    def report(name, audience="network"):
        shutil.copytree(reference / SOURCES[name], tmp_path / name)
        shutil.copy(TOMLS / f"{name}.toml", tmp_path / name)
        project = read_project(tmp_path / name / f"{name}.toml")
        net, affiliations = load_project(project)
        options = Options(project.title, audience, project.headline, project.group, project.seed)
        return make_page(net, options, affiliations)

    return report


def frames(page):
    """Give the frames of a page by name."""
    return {table.name: table.frame for table in page.tables}


def test_one_wave_of_managers_is_described_and_change_withheld(reported):
    page = reported("hightech")
    assert page.cards[0].value == "Not defined"
    assert "recorded in one wave (1987) only" in page.statement
    cohesion = frames(page)["cohesion"].set_index("")["1987"]
    assert cohesion["People"] == "21"
    assert page.picture is not None


def test_two_waves_without_organizations_give_turnover(reported, reference):
    edges = pd.read_csv(reference / "data" / "coleman" / "edges.csv")
    first, second = (
        {frozenset(pair) for pair in part[["source", "target"]].to_numpy().tolist()}
        for _, part in edges.groupby("wave")
    )
    page = reported("coleman")
    assert page.cards[0].value == "Not defined"
    assert "nobody's organization is known" in page.cards[0].detail
    row = frames(page)["turnover"].set_index("pairs").loc["All pairs"]
    counts = [len(first & second), len(second - first), len(first - second)]
    assert row[["kept", "new", "lost"]].tolist() == counts
    assert row["never tied"] == 73 * 72 // 2 - sum(counts)


def test_attendance_alone_gives_exposure_and_a_map_for_the_analyst(reported):
    page = reported("southern_women", "analyst")
    assert "these records hold only opportunity" in page.statement
    assert {card.value for card in page.cards} == {"Not defined"}
    sessions = frames(page)["sessions"]
    assert sessions["sessions"].tolist() == [14]
    assert sessions["attendances"].tolist() == [89]
    assert page.picture is not None


def test_works_without_a_roster_are_described(reported):
    page = reported("laboratory")
    assert page.cards[0].value == "Not defined"
    assert "works" in frames(page)
    assert "W06" in {notice.code for notice in page.warnings}
