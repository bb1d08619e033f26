"""The page as a file: self-contained, well-formed, readable by everybody, the same each time."""

import re
from html.parser import HTMLParser

import pytest

from netweave.report import Options, write_report

VOID = {"meta", "br", "hr", "img", "link", "input", "path", "use", "rect", "circle", "line"}


class Outline(HTMLParser):
    """Collect what the tests ask about: open tags, ids, headings, attributes."""

    def __init__(self):
        super().__init__()
        self.open, self.wrong, self.ids, self.tags = [], [], [], []
        self.headings, self.attributes, self.svg = [], [], 0

    def handle_starttag(self, tag, attrs):
        self.tags.append((tag, dict(attrs)))
        self.attributes += attrs
        self.ids += [value for name, value in attrs if name == "id"]
        if re.fullmatch("h[1-6]", tag):
            self.headings.append(int(tag[1]))
        if tag not in VOID:
            self.open.append(tag)

    def handle_startendtag(self, tag, attrs):
        self.tags.append((tag, dict(attrs)))
        self.ids += [value for name, value in attrs if name == "id"]
        self.attributes += attrs

    def handle_endtag(self, tag):
        if tag in VOID:
            return
        if not self.open or self.open.pop() != tag:
            self.wrong.append(tag)


@pytest.fixture(scope="module")
def text(net):
    from netweave.report import make_page, render

    return render(make_page(net, Options("A cohort")))


@pytest.fixture(scope="module")
def outline(text):
    found = Outline()
    found.feed(text)
    return found


def test_the_page_is_well_formed(outline):
    assert outline.wrong == []
    assert outline.open == []
    assert len(outline.ids) == len(set(outline.ids))


def test_the_page_asks_for_nothing_from_elsewhere(text, outline):
    policy = next(a["content"] for tag, a in outline.tags if a.get("http-equiv"))
    assert policy == "default-src 'none'; style-src 'unsafe-inline'; img-src data:"
    tags = {tag for tag, _ in outline.tags}
    assert not tags & {"script", "link", "iframe", "img", "object", "embed", "form", "base"}
    leading_out = [
        value
        for name, value in outline.attributes
        if name in {"href", "src", "xlink:href", "action"} and not value.startswith("#")
    ]
    assert leading_out == []
    assert "@import" not in text
    assert not re.search(r"url\((?!#)", text)
    assert not any(name.startswith("on") for name, _ in outline.attributes)


def test_headings_descend_one_at_a_time(outline):
    assert outline.headings.count(1) == 1
    assert outline.headings[0] == 1
    steps = [b - a for a, b in zip(outline.headings, outline.headings[1:], strict=False)]
    assert max(steps) <= 1


def test_links_on_the_page_lead_somewhere(outline):
    targets = [a["href"][1:] for tag, a in outline.tags if tag == "a"]
    assert targets
    assert set(targets) <= set(outline.ids)


def test_the_page_can_be_read_without_seeing_it(text, outline):
    assert '<html lang="en">' in text
    assert [a for tag, a in outline.tags if tag == "svg" and a.get("role") != "img"] == []
    for tag, a in outline.tags:
        if tag == "svg":
            assert a.get("aria-label") or a.get("aria-labelledby")
    assert len(re.findall("<table[ >]", text)) == text.count("<caption") > 10
    scopes = [a.get("scope") for tag, a in outline.tags if tag == "th"]
    assert set(scopes) == {"col", "row"}
    assert outline.tags.index(("a", {"class": "skip", "href": "#findings"})) < 20


def test_colours_have_enough_contrast(text):
    colours = dict(re.findall(r"--([a-z-]+): (#[0-9a-f]{6});", text))
    pairs = [
        (ink, ground)
        for ink in ("ink", "soft", "faint", "accent", "accent-deep")
        for ground in ("#ffffff", colours["tint"])
    ]
    pairs = [(colours[ink], ground) for ink, ground in pairs]
    pairs.append((colours["amber"], colours["amber-tint"]))
    for ink, ground in pairs:
        light, dark = sorted([_light(ink), _light(ground)], reverse=True)
        assert (light + 0.05) / (dark + 0.05) >= 4.5, (ink, ground)


def _light(colour):
    parts = [int(colour[place : place + 2], 16) / 255 for place in (1, 3, 5)]
    linear = [p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def test_page_one_holds_five_things_three_warnings_at_most_and_a_map(net, page):
    found = page(net)
    assert [card.id for card in found.cards] == [
        "headline",
        "turnover",
        "pairs",
        "hubs",
        "isolates",
    ]
    assert len(found.warnings) <= 3
    assert found.picture is not None
    assert found.statement.endswith("this is change, not effect.")


def test_what_must_be_said_is_said(text):
    for words in (
        "From these data nobody should conclude",
        "More intensive levels of collaboration are not more desirable in themselves",
        "it starts at the learner and points at the person learned from",
        "Comparison group",
        "no: this is change, not effect",
        "Question as asked",
    ):
        assert words in text


def test_every_network_level_table_has_both_sides(net, page):
    tables = {table.name: table for table in page(net).tables}
    for name in ("cohesion", "ei_index", "bridging_spread"):
        headings = tables[name].columns[1:]
        assert headings == [
            "before: members only",
            "before: with the convener",
            "after: members only",
            "after: with the convener",
        ]
    assert tables["clusters"].frame["among"].tolist() == ["members only", "with the convener"] * 2
    sides = tables["with_and_without_convener"].columns
    assert sides == ["", "members only", "with the convener"]


def test_the_same_records_give_the_same_bytes(net, tmp_path):
    for name in ("one", "two"):
        write_report(net, tmp_path / name, options=Options("A cohort", audience="analyst"))
    first = sorted(path.relative_to(tmp_path / "one") for path in (tmp_path / "one").rglob("*"))
    assert first
    for path in first:
        if (tmp_path / "one" / path).is_file():
            same = (tmp_path / "one" / path).read_bytes() == (tmp_path / "two" / path).read_bytes()
            assert same, path
