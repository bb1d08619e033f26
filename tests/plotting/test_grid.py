"""The grid of load and redundancy: places, corners, who is withheld, who is named."""

import dataclasses

import numpy as np
import pandas as pd
import pytest

import netweave as nw
from netweave.analytics.profiles.standing import HubNodeProfile
from netweave.errors import ArgumentError, DataError, RefusalError
from netweave.plotting import new_axes, position_plot

NAN = float("nan")
TABLE = pd.DataFrame(
    [
        ("ana", 0.95, 0.05, "sole broker"),
        ("ben", 0.5, 0.5, "in between"),
        ("cleo", 0.02, 0.97, "embedded"),
        ("dan", 0.8, NAN, "no reading"),
        ("eva", NAN, NAN, "no reading"),
    ],
    columns=["person", "load_percentile", "redundancy_2_percentile", "reading"],
).set_index("person")
FOUND = HubNodeProfile(TABLE, "")
FOUND_ALL = HubNodeProfile(TABLE[:3], "")


def drawn(ax, label):
    """Give the dots with a label."""
    (found,) = [item for item in ax.collections if item.get_label() == label]
    return found


def key(ax):
    return [text.get_text() for text in ax.get_legend().get_texts()]


def logit(share):
    return np.log(share / (1 - share))


def test_places_are_percentiles_stretched_to_their_ends():
    ax = position_plot(FOUND, new_axes())
    np.testing.assert_allclose(drawn(ax, "sole broker").get_offsets(), [[logit(0.05), logit(0.95)]])
    np.testing.assert_allclose(drawn(ax, "in between").get_offsets(), [[0, 0]], atol=1e-12)
    np.testing.assert_allclose(drawn(ax, "embedded").get_offsets(), [[logit(0.97), logit(0.02)]])
    ticks = dict(zip([t.get_text() for t in ax.get_xticklabels()], ax.get_xticks(), strict=True))
    assert ticks["90"] == pytest.approx(logit(0.9))


def test_corners_begin_at_the_cut_offs_and_count_people():
    ax = position_plot(FOUND, new_axes(), high=0.8, low=0.3)
    starts = {(patch.get_x(), patch.get_y()) for patch in ax.patches[:4]}
    assert {(round(x, 6), round(y, 6)) for x, y in starts} == {
        (-6, round(logit(0.8), 6)),
        (round(logit(0.8), 6), round(logit(0.8), 6)),
        (round(logit(0.8), 6), -6),
        (-6, -6),
    }
    said = [text.get_text() for text in ax.texts]
    assert "sole broker\n1 person" in said
    assert "well-backed connector\n0 people" in said
    assert "peripheral or\nsingle bridge\n0 people" in said


def test_the_withheld_are_hollow_in_a_strip():
    ax = position_plot(FOUND, new_axes())
    both = drawn(ax, "withheld")
    assert len(both.get_offsets()) == 2
    assert both.get_offsets()[:, 0].min() > 6.0  # right of the grid
    assert both.get_facecolors()[0].tolist() == [1, 1, 1, 1]
    assert key(ax)[-1] == "hollow: withheld, too few ties or answers (2)"
    assert "withheld" not in key(position_plot(FOUND_ALL, new_axes()))[-1]


def test_many_withheld_stay_in_the_strip():
    many = pd.DataFrame(
        {"load_percentile": NAN, "redundancy_2_percentile": NAN, "reading": "no reading"},
        index=[f"p{place}" for place in range(400)],
    )
    places = drawn(position_plot(HubNodeProfile(many, ""), new_axes()), "withheld").get_offsets()
    assert len({tuple(place) for place in places.round(9).tolist()}) == 400
    assert np.abs(places[:, 1]).max() < 6


def test_readings_differ_by_colour_and_marker():
    ax = position_plot(FOUND, new_axes())
    looks = [drawn(ax, label) for label in ("sole broker", "embedded", "in between")]
    assert len({tuple(item.get_facecolors()[0]) for item in looks}) == 3
    assert len({item.get_paths()[0].vertices.tobytes() for item in looks}) == 3


def test_nobody_is_named_unless_asked_for():
    nobody = position_plot(FOUND, new_axes())
    words = {word for text in [*(text.get_text() for text in nobody.texts), *key(nobody)]
             for word in text.split()}  # fmt: skip
    assert not words & set(TABLE.index)
    ax = position_plot(FOUND, new_axes(), label={"ana": "Ana $A$", "eva": "Eva"})
    assert "Ana $A$" in [text.get_text() for text in ax.texts]
    assert "Eva" in [text.get_text() for text in ax.texts]
    assert "ben" in [
        text.get_text() for text in position_plot(FOUND, new_axes(), label=["ben"]).texts
    ]


def test_what_cannot_be_drawn_is_refused():
    with pytest.raises(DataError, match="label must name people of the profile; 1 of 1"):
        position_plot(FOUND, new_axes(), label=["zoe"])
    with pytest.raises(ArgumentError, match="must lie above low"):
        position_plot(FOUND, new_axes(), high=0.1, low=0.9)
    with pytest.raises(RefusalError):
        FOUND.plot(ax=new_axes())


def test_nobody_and_many_people(toys):
    empty = position_plot(dataclasses.replace(FOUND, table=TABLE[:0]), new_axes())
    assert not empty.collections
    net = toys.random_network(300)
    profile = nw.hub_node_profile(net, draws=20)
    ax = position_plot(profile, new_axes())
    dots = sum(len(item.get_offsets()) for item in ax.collections)
    assert dots == 300
