"""One survey at the end, or one that also asks how it was before: no change is told."""

import re

import pytest

PAGE_ONE = ("headline", "turnover")


def without_baseline(project):
    """Take the first wave and its survey out of the project file."""
    text = project.read_text("utf-8")
    text = re.sub(r"\[\[waves\]\]\nlabel = \"baseline\"\n.*?\n\n", "", text, flags=re.DOTALL)
    text = re.sub(r"\[\[survey\]\]\nfile = \"survey_baseline.csv\".*?\n\n", "", text,
                  flags=re.DOTALL)  # fmt: skip
    project.write_text(text, "utf-8")
    (project.parent / "survey_baseline.csv").unlink()
    return project


def asked_afterwards(project):
    """Say of the first survey that it was asked at the end."""
    text = project.read_text("utf-8")
    first = 'file = "survey_baseline.csv"\n'
    assert first in text
    project.write_text(text.replace(first, f"{first}retrospective = true\n"), "utf-8")
    return project


def told_of_one_wave(found):
    """Fail unless everything about one wave is there."""
    cards = found.facts["cards"]
    assert re.match(r"\d+ of \d+ at closing", cards["pairs"])
    assert "of member pairs cut off, closing" in cards["hubs"]
    assert "closing" in cards["isolates"]
    for name in ("cohesion", "isolates", "ei_index", "bridging_spread", "hub_dependence",
                 "hub_or_node", "clusters", "organizations", "coverage"):  # fmt: skip
        assert found.has(name), name


@pytest.mark.parametrize("audience", ["network", "analyst"])
def test_with_one_survey_at_the_end_change_is_withheld_in_words(small_cohort, reported, audience):
    _, project = small_cohort(32, effect=2.2, density_cross=0.08, persistence=0.8)
    found = reported(without_baseline(project), audience)
    said = found.facts["statement"]
    assert re.match(r"\d+ tied pairs among 24 members at closing\. No change is reported: ", said)
    assert "A change needs the same question at two times." in said
    assert [found.facts["cards"][card] for card in PAGE_ONE] == ["Not defined", "Not defined"]
    told_of_one_wave(found)
    assert not any(found.has(name) for name in ("before_after", "turnover", "secondary"))
    assert "does not apply: no change is reported" in found.page


def test_a_baseline_asked_afterwards_is_no_baseline(small_cohort, reported):
    _, project = small_cohort(32, effect=2.2, density_cross=0.08, persistence=0.8)
    found = reported(asked_afterwards(project))
    said = found.facts["statement"]
    assert re.match(r"\d+ tied pairs among 24 members at closing\. No change is reported: ", said)
    assert "how it was at baseline was asked afterwards" in said
    assert "memory and effort push such change up (W10)" in said
    assert [found.facts["cards"][card] for card in PAGE_ONE] == ["Not defined", "Not defined"]
    told_of_one_wave(found)
    front = found.page.partition("Contents")[0]
    assert "At baseline" not in front
    assert "more ties outside" not in front
    assert "It was not measured then." in found.page
