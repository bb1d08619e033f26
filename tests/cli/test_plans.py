"""netweave plan and simulate: a cohort in options, or as the records of a project show it."""

import json
import tomllib

import pytest

from netweave import errors
from netweave.cli.cohorts import settings_of

QUICK = ("--replicates", 20, "--effect", 0, "--effect", 2)


@pytest.fixture(scope="module")
def planned(run, waves, tmp_path_factory):
    """What a plan from the small project prints, as a document, with its picture."""
    picture = tmp_path_factory.mktemp("plan") / "plan.svg"
    return run("plan", waves, *QUICK, "--json", "--plot", picture), picture


def test_the_size_is_taken_from_the_project(planned):
    """6 organizations of 3; of 135 pairs across 6 were tied, of 18 inside 12; every tie stayed, so
    that the share that persists is left as in the sample."""
    found, picture = planned
    assert found.exit_code == 0, found.output
    held = json.loads(found.stdout)
    assert held["cohort"] == {
        "organizations": 6, "members_per_organization": [3, 3], "conveners": 0,
        "density_cross": pytest.approx(6 / 135), "density_same": pytest.approx(12 / 18),
        "persistence": 0.7, "response": [1, 1],
    }  # fmt: skip
    assert "from cohort.toml: 6 organizations, 3 to 3 members each, 4.4% of pairs" in found.stderr
    assert held["sizes"]["people"] == 18
    assert held["sentence"] in picture.read_text(encoding="utf-8").replace("&#x27;", "'")


def test_a_plan_is_a_document_with_units_and_passport(planned):
    held = json.loads(planned[0].stdout)
    assert [row["effect"] for row in held["curve"]] == [0, 2]
    assert set(held["curve_units"]) == set(held["curve"][0])
    assert all(row["unit"] == "ties across organizations per person" for row in held["estimands"])
    assert held["passport"]["seed"] == 1
    assert held["power"] == 0.8


def test_a_plan_in_words_needs_no_file(run):
    found = run("plan", "--organizations", 6, "--people", 18, "--response", 1, *QUICK)
    assert found.exit_code == 0, found.output
    said = " ".join(found.stdout.split())
    assert said.startswith("With ")
    assert "in 6 organizations, 100 in 100 answering" in said
    assert "Planted change seen interval 0.00" in said
    assert "Smallest change that the sentence would name:" in said


def test_options_override_what_the_records_show():
    known = {"organizations": 6, "members_per_organization": (3, 3), "response": (1.0, 0.9),
             "joiners": 0, "leavers": 0}  # fmt: skip
    settings = settings_of({"people": 30, "density": 0.1, "response": (0.8,)}, known)
    assert settings.members_per_organization == (5, 5)
    assert settings.density_cross == 0.1
    assert settings.response == (0.8, 0.8)
    assert settings_of({}, known).response == (1.0, 0.9)


def test_more_waves_share_the_later_time_and_lose_answers_once():
    settings = settings_of({"waves": 4, "people": 41})
    assert [wave.label for wave in settings.waves] == ["baseline", "wave 2", "wave 3", "closing"]
    assert all(one.end == other.start for one, other in zip(settings.waves, settings.waves[1:],
                                                            strict=False))  # fmt: skip
    assert settings.response == (0.92, 0.84, 0.84, 0.84)
    assert settings.members_per_organization == (5, 6)
    assert settings_of({"waves": 3, "response": (0.9, 0.8, 0.7)}).response == (0.9, 0.8, 0.7)


@pytest.mark.parametrize(
    ("asked", "match"),
    [({"people": 3}, "--people must be 8 or more"), ({"waves": 1}, "--waves must be 2 or more"),
     ({"density": 2.0}, "density_cross must lie between")],
)  # fmt: skip
def test_sizes_that_cannot_be_are_refused_in_words(asked, match):
    with pytest.raises(errors.ArgumentError, match=match):
        settings_of(asked)


def test_a_cohort_without_sessions_and_works_names_neither(run, tmp_path):
    import netweave as nw

    cohort = nw.simulate_cohort(nw.CohortSettings(products=0, sessions=()), seed=1)
    held = tomllib.loads(cohort.write(tmp_path).read_text(encoding="utf-8"))
    assert not {"attendance", "authorship"} & set(held)
    assert not {"products.bib", "sessions.xlsx"} & {path.name for path in tmp_path.iterdir()}
    assert "products.bib" not in (tmp_path / "README.md").read_text(encoding="utf-8")
    assert len(nw.weave_project(nw.read_project(tmp_path / "cohort.toml")).ties)
