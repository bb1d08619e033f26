"""Outlines around groups: who is inside, names that do not cover each other."""

import numpy as np
import pandas as pd
import pytest
from matplotlib.path import Path

import netweave as nw
from netweave.plotting import draw_hulls, network_map, new_axes

XY = np.array([[0.0, 0.0], [4.0, 0.0], [0.0, 4.0], [10.0, 10.0], [12.0, 10.0], [20.0, 0.0]])
GROUPS = pd.Series(["one", "one", "one", "two", "two", "alone"])


def hulls(ax):
    """Give the corners of every outline, by group."""
    return {
        patch.get_label()[5:]: patch.get_xy()
        for patch in ax.patches
        if str(patch.get_label()).startswith("hull ")
    }


def framed():
    ax = new_axes()
    ax.set(xlim=(-5, 25), ylim=(-5, 15))
    return ax


def test_an_outline_holds_its_people_with_room_around():
    ax = framed()
    assert draw_hulls(ax, XY, GROUPS, room=0.5) == ["one", "two"]
    found = hulls(ax)
    for group, corners in found.items():
        inside = Path(corners).contains_points(XY)
        assert inside.tolist() == GROUPS.eq(group).tolist()
    assert found["one"].min(axis=0) == pytest.approx([-0.5, -0.5], abs=1e-9)
    assert found["two"].max(axis=0) == pytest.approx([12.5, 10.5], abs=1e-9)


def test_outlines_differ_by_line_style_and_have_names():
    ax = framed()
    draw_hulls(ax, XY, GROUPS.replace("two", "$two$"), room=0.5)
    styles = [patch.get_linestyle() for patch in ax.patches if hulls(ax) and patch.get_linewidth()]
    assert len({str(style) for style in styles}) == 2
    assert [text.get_text() for text in ax.texts] == ["$two$", "one"]
    assert not framed().texts
    bare = framed()
    draw_hulls(bare, XY, GROUPS, room=0.5, name=False)
    assert not bare.texts


def test_names_do_not_cover_each_other():
    ax = framed()
    draw_hulls(ax, np.tile(XY[:2], (6, 1)), pd.Series(np.repeat(list("abcdef"), 2)), room=0.01)
    boxes = [text.get_window_extent() for text in ax.texts]
    assert len(hulls(ax)) == 6
    assert not any(
        one.overlaps(other) for place, one in enumerate(boxes) for other in boxes[:place]
    )


def test_unknown_groups_and_nobody():
    assert draw_hulls(framed(), XY, pd.Series([None] * 6, dtype="str"), room=1.0) == []
    assert draw_hulls(framed(), XY[:0], GROUPS[:0], room=1.0) == []


def test_a_map_has_outlines_of_those_who_are_tied(toys):
    net = toys.four(("a", "b"), ("c", "a"))
    ax = network_map(net, ax=new_axes(), hulls="organization")
    assert list(hulls(ax)) == ["Hill"]  # of Lake only c has a tie
    assert "outline: people of one group, with its name" in toys.words(ax)
    plain = network_map(net, ax=new_axes())
    assert not hulls(plain)
    assert "outline: people of one group, with its name" not in toys.words(plain)


def test_a_map_takes_clusters(toys):
    net = toys.random_network(60)
    clusters = nw.communities(net, seed=1)
    ax = network_map(net, ax=new_axes(), hulls=clusters)
    places = nw.plotting.arrange(net, seed=1)
    for group, corners in hulls(ax).items():
        mine = clusters.labels == int(group.removeprefix("cluster "))
        assert Path(corners).contains_points(places[mine].to_numpy()).all()
