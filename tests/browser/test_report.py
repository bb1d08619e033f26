"""The report in a real browser: axe-core, keys, order, nothing from elsewhere, print."""

import itertools
import re

import pandas as pd
import pytest

import netweave as nw
from netweave.report import Options, chance, write_report

AUDIENCES = ("network", "public", "analyst")
SCHOOLS = ("Ash", "Birch", "Cedar", "Elm", "Fir", "Hazel")
PAPERS = {"A4": (8.27, 11.69), "Letter": (8.5, 11)}
DOTS = 96
# The margins of the printed page in inches: left and right together, top and bottom together.
PRINTED_MARGIN, PRINTED_EDGES = 28 / 25.4, 31 / 25.4


def cohort():
    """Make six schools of three people and three conveners, before and after."""
    members = [f"{school} {n}" for school in SCHOOLS for n in (1, 2, 3)]
    people = pd.DataFrame(
        [(one, one.split()[0], False) for one in members]
        + [(name, "Hub", True) for name in ("Faye", "Gus", "Hana")],
        columns=["person", "organization", "convener"],
    ).set_index("person")
    inside = [(f"{one} 1", f"{one} {n}") for one in SCHOOLS for n in (2, 3)]
    hub = [(f"{one} 1", name) for one, name in zip(SCHOOLS, itertools.cycle(people.index[-3:]))]
    across = [(f"{one} 2", f"{other} 1") for one, other in itertools.pairwise(SCHOOLS)]
    waves = {"before": [*inside, *hub, across[0]], "after": [*inside[2:], *hub, *across]}
    rows = [(*pair, wave) for wave, pairs in waves.items() for pair in pairs]
    ties = pd.DataFrame(rows, columns=["learner", "learned_from", "wave"]).assign(kind="advice")
    return nw.Network(people, ties, pd.DataFrame({"headline": True}, index=["advice"]), list(waves))


@pytest.fixture(scope="module")
def written(tmp_path_factory):
    """The same report for each audience, written once."""
    folder, net = tmp_path_factory.mktemp("reports"), cohort()
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(chance, "DRAWS", 20)
        return {
            audience: write_report(
                net, folder / audience, options=Options("Six schools", audience=audience)
            )
            for audience in AUDIENCES
        }


@pytest.mark.parametrize("audience", AUDIENCES)
def test_axe_finds_no_violation(written, opened, violations, audience):
    one = opened(written[audience])
    assert violations(one.page) == []
    assert one.requests == []
    assert one.errors == []
    assert one.page.evaluate("document.documentElement.lang") == "en"


@pytest.mark.parametrize("width", [1280, 390])
def test_nothing_is_wider_than_the_window(written, opened, width):
    page = opened(written["network"], width=width).page
    wide = page.evaluate("document.documentElement.scrollWidth")
    assert wide <= width
    assert page.evaluate("document.querySelector('.points').getBoundingClientRect().right") <= width


def test_the_first_key_skips_to_the_findings_and_the_rest_goes_down_the_page(written, opened):
    page = opened(written["network"]).page
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.textContent") == "Skip to the findings"
    box = page.evaluate("document.activeElement.getBoundingClientRect().left")
    assert box >= 0
    page.keyboard.press("Enter")
    assert page.evaluate("location.hash") == "#findings"
    places = []
    for _ in range(14):
        page.keyboard.press("Tab")
        places.append(page.evaluate(
            "(box => [box.top + window.scrollY, box.left])"
            "(document.activeElement.getBoundingClientRect())"
        ))  # fmt: skip
    assert places[0][0] > 0
    for (top, left), (below, right) in itertools.pairwise(places):
        assert below >= top or right > left  # down the page, or on in the next column


def test_page_one_is_three_findings_a_map_and_what_not_to_conclude(written, opened):
    page = opened(written["network"]).page
    front = page.locator("#findings")
    assert front.locator(".point").count() == 3
    assert front.locator("figure svg").count() == 1
    assert front.get_by_role("heading", name="What not to conclude").is_visible()
    words = re.findall(r"\w+", " ".join(front.locator(".said").all_inner_texts()))
    assert len(words) < 90  # a minute is about two hundred words
    first = front.locator(".point").first.inner_text()
    assert "95% interval" in first
    assert "No comparison group: this is change, not effect." in first


def test_contents_lead_through_every_section_in_order(written, opened):
    page = opened(written["analyst"]).page
    linked = page.eval_on_selector_all(".contents a", "all => all.map(a => a.hash.slice(1))")
    sections = page.eval_on_selector_all("main > section", "all => all.map(s => s.id)")
    assert ["findings", *linked] == sections
    wanted = ["change", "hubs", "bridging", "organizations", "clusters", "scorecard", "quality",
              "limits", "method", "glossary"]  # fmt: skip
    assert [one for one in sections if one in wanted] == wanted


@pytest.mark.parametrize("paper", PAPERS)
def test_no_printed_table_is_cut_and_no_heading_is_left_alone(written, opened, paper):
    wide, high = PAPERS[paper]
    inner = round((wide - PRINTED_MARGIN) * DOTS)
    page = opened(written["analyst"], width=inner, height=round(high * DOTS)).page
    page.emulate_media(media="print")
    cut = page.eval_on_selector_all(
        "table, .map svg, .card, .point", "(all, width) => all.filter(one =>"
        " one.getBoundingClientRect().right > width + 1).map(one => one.outerHTML.slice(0, 90))",
        inner,
    )  # fmt: skip
    assert cut == []
    alone = page.eval_on_selector_all(
        "h2, h3, caption", "all => all.filter(one =>"
        " getComputedStyle(one).breakAfter !== 'avoid').map(one => one.textContent)",
    )  # fmt: skip
    assert alone == []
    split = page.eval_on_selector_all(
        "tr, figure, .card, .point", "all => all.filter(one =>"
        " getComputedStyle(one).breakInside !== 'avoid').length",
    )  # fmt: skip
    assert split == 0
    last = page.evaluate("document.querySelector('.front').getBoundingClientRect().bottom")
    assert last <= (high - PRINTED_EDGES) * DOTS, "page one does not fit on one sheet"
    assert page.pdf(format=paper).startswith(b"%PDF")
