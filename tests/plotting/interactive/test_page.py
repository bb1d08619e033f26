"""The saved page: nothing in it is markup that should not be, and nothing may be loaded."""

import base64
import hashlib
import json
import re
from html.parser import HTMLParser

import pytest

import netweave as nw
from mapped_cohort import HARMFUL, six
from netweave.errors import ArgumentError
from netweave.plotting.interactive.page import static, to_json


class Reader(HTMLParser):
    """Collects elements with their attributes and texts."""

    def __init__(self, text):
        super().__init__()
        self.elements, self.open = [], []
        self.feed(text)

    def handle_starttag(self, tag, attrs):
        self.elements.append([tag, dict(attrs), ""])
        self.open.append(self.elements[-1])

    def handle_endtag(self, tag):
        while self.open and self.open.pop()[0] != tag:
            pass

    def handle_data(self, data):
        if self.open:
            self.open[-1][2] += data

    def all(self, tag):
        return [(attributes, text) for name, attributes, text in self.elements if name == tag]


@pytest.fixture(scope="module")
def drawn():
    """The map of six, under a harmful title."""
    return nw.plotting.interactive_map(six(), title=HARMFUL)


@pytest.fixture(scope="module")
def page(drawn):
    """Its page, read."""
    return Reader(drawn.to_html())


def test_the_page_holds_the_data_and_nothing_harmful(drawn, page):
    scripts = page.all("script")
    assert [one.get("type") for one, _ in scripts] == ["application/json", "module"]
    assert json.loads(scripts[0][1]) == drawn.data
    assert page.all("img") == []
    assert page.all("h1")[0][1] == page.all("title")[0][1] == drawn.data["title"]
    assert "<img" in drawn.data["title"]


def test_nothing_may_be_loaded_and_nothing_else_may_run(page):
    (policy,) = [
        one["content"] for one, _ in page.all("meta") if "Policy" in one.get("http-equiv", "")
    ]
    rules = dict(rule.strip().split(" ", 1) for rule in policy.split(";"))
    assert rules["default-src"] == "'none'"
    assert rules["img-src"] == "data: blob:"
    for element, rule in (("script", "script-src"), ("style", "style-src")):
        text = page.all(element)[-1][1]
        hashed = base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()
        assert rules[rule] == f"'sha256-{hashed}'"
    assert "unsafe" not in policy


def test_no_address_is_named_to_load_from(page):
    for tag, attributes, _ in page.elements:
        assert tag not in {"link", "iframe", "object", "embed"}
        assert not {"src", "href", "style"} & set(attributes)
        assert not any(name.startswith("on") for name in attributes)


def test_what_is_shipped_evaluates_no_text_and_ends_no_element():
    script = static("map.js")
    assert "</script" not in script.lower()
    for forbidden in ("innerHTML", "outerHTML", "document.write", "new Function", "importScripts"):
        assert forbidden not in script
    assert not re.search(r"\beval\(", script)
    assert "url(" not in static("map.css")
    assert "</style" not in static("map.css")
    assert "MIT" in static("LICENSES.txt") or "Permission is hereby granted" in static(
        "LICENSES.txt"
    )


@pytest.mark.parametrize("letter", ["<", ">", "&", "\u2028", "\u2029"])
def test_json_escapes_what_could_end_it(letter):
    text = to_json({"name": f"a{letter}b"})
    assert letter not in text
    assert json.loads(text) == {"name": f"a{letter}b"}


def test_the_same_network_gives_the_same_bytes(tmp_path, drawn):
    one = drawn.save(tmp_path / "one.html")
    two = nw.plotting.interactive_map(six(), title=HARMFUL).save(tmp_path / "two.html")
    assert one.read_bytes() == two.read_bytes()


def test_only_html_is_written(tmp_path, drawn):
    with pytest.raises(ArgumentError, match="html"):
        drawn.save(tmp_path / "map.pdf")


def test_a_notebook_gets_the_page_in_a_frame_of_its_own(drawn):
    frames = Reader(drawn._repr_html_()).all("iframe")
    assert len(frames) == 1
    attributes = frames[0][0]
    assert attributes["sandbox"] == "allow-scripts allow-downloads"
    assert attributes["srcdoc"] == drawn.to_html()
    assert attributes["title"] == drawn.data["title"]


def test_a_map_says_what_it_holds(drawn):
    assert repr(drawn) == "<InteractiveMap: 6 people, 3 views>"
