"""Colours that colour-blind readers can tell apart, safe text, alternative text in every format."""

import itertools
import re
import subprocess
import sys
from xml.etree import ElementTree as ET

import numpy as np
import pytest
from matplotlib.colors import to_rgb
from PIL import Image

from netweave.errors import ArgumentError
from netweave.plotting import network_map, new_axes, save, to_svg
from netweave.plotting.style import CATEGORICAL, CHANGE, MARKERS, UNKNOWN, group_styles, plain

# Machado, Oliveira & Fernandes 2009, IEEE TVCG 15:1291, matrices for severity 1.0, linear RGB.
SEES = {
    "all cones": np.eye(3),
    "protan": [
        [0.152286, 1.052583, -0.204868],
        [0.114503, 0.786281, 0.099216],
        [-0.003882, -0.048116, 1.051998],
    ],
    "deutan": [
        [0.367322, 0.860646, -0.227968],
        [0.280085, 0.672501, 0.047413],
        [-0.011820, 0.042940, 0.968881],
    ],
    "tritan": [
        [1.255528, -0.076749, -0.178779],
        [-0.078411, 0.930809, 0.147602],
        [0.004733, 0.691367, 0.303900],
    ],
}
# sRGB to CIE XYZ (D65), IEC 61966-2-1.
TO_XYZ = np.array([
    [0.4124564, 0.3575761, 0.1804375],
    [0.2126729, 0.7151522, 0.0721750],
    [0.0193339, 0.1191920, 0.9503041],
])


def lab(colour, eye):
    """Give the CIELAB coordinates of a colour as an eye sees it."""
    rgb = np.array(to_rgb(colour))
    linear = np.where(rgb <= 0.04045, rgb / 12.92, ((rgb + 0.055) / 1.055) ** 2.4)
    seen = np.clip(np.asarray(SEES[eye]) @ linear, 0, 1)
    ratio = TO_XYZ @ seen / TO_XYZ.sum(axis=1)
    f = np.where(ratio > (6 / 29) ** 3, np.cbrt(ratio), ratio / (3 * (6 / 29) ** 2) + 4 / 29)
    return np.array([116 * f[1] - 16, 500 * (f[0] - f[1]), 200 * (f[1] - f[2])])


def worst(colours, eye):
    """Give the least CIELAB distance between two of the colours."""
    seen = [lab(colour, eye) for colour in colours]
    return min(float(np.linalg.norm(a - b)) for a, b in itertools.combinations(seen, 2))


def test_the_measure_of_distance_is_right():
    assert lab("white", "all cones") == pytest.approx([100, 0, 0], abs=0.01)
    assert lab("red", "all cones") == pytest.approx([53.24, 80.09, 67.20], abs=0.05)
    # red and green of equal lightness collapse for deutan eyes
    assert worst(["#d62728", "#2ca02c"], "deutan") < 0.35 * worst(
        ["#d62728", "#2ca02c"], "all cones"
    )


@pytest.mark.parametrize("eye", SEES)
def test_the_colours_of_change_stay_apart(eye):
    assert worst([CHANGE[state][0] for state in ("kept", "formed", "lost")], eye) > 30


@pytest.mark.parametrize("eye", SEES)
def test_the_colours_of_groups_stay_apart(eye):
    assert len(CATEGORICAL) == 9
    assert worst([*CATEGORICAL, UNKNOWN], eye) > 18


def test_every_colour_has_a_second_cue():
    styles = group_styles([f"g{place}" for place in range(9)])
    assert len({marker for _, marker in styles.values()}) == 9 == len(set(MARKERS))
    assert (
        len({
            (style if isinstance(style, str) else style[1], width)
            for _, style, width in CHANGE.values()
        })
        == 4
    )


def test_the_largest_groups_are_named_in_alphabetical_order():
    groups = [f"g{place:02d}" for place in range(11)] + ["g10", "g09", None, float("nan")]
    assert list(group_styles(groups)) == [
        *(f"g{place:02d}" for place in range(7)),
        "g09",
        "g10",
    ]


def test_a_palette_may_name_groups():
    assert group_styles(["b", "a", "c"], {"c": "red", "a": "blue"}) == {
        "a": ("blue", "o"),
        "c": ("red", "s"),
    }


@pytest.mark.parametrize(
    ("text", "limit", "expected"),
    [
        ("two\nlines\x00 and\ttab", 0, "two lines and tab"),
        ("abcdef", 6, "abcdef"),
        ("abcdefg", 6, "abcde…"),
        ("abc, defg", 6, "abc…"),
        (None, 0, "None"),
    ],
)
def test_plain_text(text, limit, expected):
    assert plain(text, limit) == expected


NASTY = "<script>$x^2$ & $</script>"


@pytest.fixture
def nasty(toys):
    net = toys.four(("a", "b"), ("b", "c"))
    net = net.with_people(organization=[NASTY, "]]>", "a\x07b", "$"], name=[NASTY, "$", "&", '"'])
    return network_map(net, ax=new_axes(), label="auto", title=NASTY)


def test_nasty_names_are_drawn_as_they_are(nasty):
    texts = [*nasty.texts, *nasty.get_legend().get_texts(), nasty._left_title]
    assert not any(text.get_parse_math() for text in texts if "$" in text.get_text())
    assert nasty.get_title(loc="left") == NASTY
    assert NASTY in [text.get_text() for text in nasty.texts]


def test_svg_has_its_words_inside_and_is_well_formed(nasty):
    svg = to_svg(nasty, 'Four people, "two" organizations & <more>.', prefix="map1")
    root = ET.fromstring(svg)
    name = "{http://www.w3.org/2000/svg}"
    assert root.get("role") == "img"
    assert root.get("aria-labelledby") == "map1-title map1-desc"
    title, desc = list(root)[:2]
    assert (title.tag, title.get("id"), title.text) == (f"{name}title", "map1-title", NASTY)
    assert (desc.tag, desc.text) == (f"{name}desc", 'Four people, "two" organizations & <more>.')
    assert NASTY in ["".join(text.itertext()) for text in root.iter(f"{name}text")]
    assert "<script" not in svg


def test_svg_ids_are_prefixed_and_resolve(nasty):
    svg = to_svg(nasty, "x", prefix="map1")
    ids = re.findall(r'\sid="([^"]+)"', svg)
    used = re.findall(r'url\(#([^)]+)\)|href="#([^"]+)"', svg)
    assert len(ids) == len(set(ids)) > 3
    assert all(found.startswith("map1-") for found in ids)
    assert {one or other for one, other in used} <= set(ids)


def test_two_pictures_share_no_ids(toys):
    one = to_svg(network_map(toys.four(("a", "b")), ax=new_axes()), "one")
    other = to_svg(network_map(toys.four(("a", "c")), ax=new_axes()), "other")
    ids = [set(re.findall(r'\sid="([^"]+)"', svg)) for svg in (one, other)]
    assert not ids[0] & ids[1]


@pytest.mark.parametrize("suffix", [".svg", ".png", ".pdf"])
def test_the_same_picture_gives_the_same_bytes(toys, tmp_path, suffix):
    both = []
    for name in ("one", "two"):
        ax = network_map(toys.random_network(30), ax=new_axes(), label=5)
        both.append(save(ax, tmp_path / f"{name}{suffix}", "Thirty people.").read_bytes())
    assert both[0] == both[1]


def test_png_and_pdf_carry_the_words(toys, tmp_path):
    ax = network_map(toys.four(("a", "b")), ax=new_axes(), title="Learning → map")
    with Image.open(save(ax, tmp_path / "map.png", "Four people – one tie.")) as picture:
        assert picture.text["Description"] == "Four people – one tie."
        assert picture.text["Title"] == "Learning → map"
    written = save(ax.figure, tmp_path / "map.pdf", "Four people.").read_bytes()
    assert b"/Subject (Four people.)" in written
    assert written.startswith(b"%PDF")


def test_what_cannot_be_saved_is_said(tmp_path):
    with pytest.raises(ArgumentError, match=r"'\.gif'"):
        save(new_axes(), tmp_path / "map.gif", "x")
    with pytest.raises(ArgumentError, match="alt must say"):
        save(new_axes(), tmp_path / "map.svg", " \n")
    gone = new_axes()
    gone.remove()
    with pytest.raises(ArgumentError, match="removed"):
        to_svg(gone, "x")


def test_importing_and_drawing_into_given_axes_leaves_pyplot_out():
    code = (
        "import sys, netweave as nw; nw.plotting.network_map; import pandas as pd\n"
        "net = nw.Network(['a', 'b'], pd.DataFrame({'learner': ['a'], 'learned_from': ['b']}))\n"
        "nw.plotting.network_map(net, ax=nw.plotting.new_axes())\n"
        "print('matplotlib.pyplot' in sys.modules)"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "False"
