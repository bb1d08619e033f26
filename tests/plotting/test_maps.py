"""The map of one network: artists, not pixels."""

import matplotlib.pyplot as plt
import numpy as np
import pandas as pd
import pytest
from matplotlib.colors import to_hex

from netweave.errors import DataError
from netweave.network import Network
from netweave.plotting import arrange, network_map, new_axes
from netweave.plotting.pairs import joined_pairs
from netweave.plotting.style import CATEGORICAL, UNKNOWN
from netweave.results import Communities


def test_each_pair_is_one_line_of_one_collection(toys):
    net = toys.four(("a", "b"), ("b", "a"), ("b", "c"), ("b", "c"))
    ax = network_map(net, ax=new_axes())
    (lines,) = toys.labelled(ax, "ties")
    xy = arrange(net)
    drawn = {tuple(map(tuple, np.round(segment, 9))) for segment in lines.get_segments()}
    places = {name: tuple(np.round(xy.loc[name], 9)) for name in xy.index}
    assert drawn == {(places["a"], places["b"]), (places["b"], places["c"])}


def test_arrows_point_from_the_learner(toys):
    net = toys.four(("a", "b"), ("c", "b"))
    ax = network_map(net, ax=new_axes())
    (heads,) = toys.labelled(ax, "arrows")
    xy = arrange(net)
    b = xy.loc["b"].to_numpy()
    assert len(heads.get_paths()) == 2
    for path, learner in zip(heads.get_paths(), ["a", "c"], strict=True):
        tip, base = path.vertices[0], path.vertices[1:3].mean(axis=0)
        toward = b - xy.loc[learner].to_numpy()
        assert np.linalg.norm(b - tip) < np.linalg.norm(b - base)
        assert np.dot(tip - base, toward) > 0
    assert "arrow: learner → learned from" in toys.words(ax)


def test_a_tie_both_ways_has_two_heads_and_a_mutual_one_none(toys):
    ax = network_map(toys.four(("a", "b"), ("b", "a")), ax=new_axes())
    assert len(toys.labelled(ax, "arrows")[0].get_paths()) == 2
    mutual = toys.four(("a", "b")).symmetrize()
    ax = network_map(mutual, ax=new_axes())
    assert toys.labelled(ax, "arrows") == []
    assert "line: one learned from the other" in toys.words(ax)
    assert toys.words(ax)[0] == "4 people, 1 tie"


def test_many_ties_get_no_arrows_and_the_legend_says_so(toys):
    ax = network_map(toys.random_network(60), ax=new_axes())
    assert toys.labelled(ax, "arrows") == []
    assert any("too many ties for arrows" in text for text in toys.words(ax))


def test_opportunities_alone_are_drawn_and_named(toys):
    kinds = pd.DataFrame({"kind": ["attendance"], "evidence": ["opportunity"], "mutual": [True]})
    table = toys.ties(("a", "b"), ("b", "a"), ("b", "c"), ("c", "b"), kind="attendance")
    net = Network(toys.FOUR, table.assign(weight=[1.0, 1.0, 3.0, 3.0]), kinds)
    ax = network_map(net, ax=new_axes())
    (lines,) = toys.labelled(ax, "ties")
    assert len(lines.get_segments()) == 2
    assert lines.get_linewidths()[0] < lines.get_linewidths()[1]
    assert "line: being at the same event" in toys.words(ax)
    assert "the wider, the more weight: 1 to 3" in toys.words(ax)


def test_structural_ties_leave_opportunities_and_weak_ties_out(toys):
    kinds = pd.DataFrame({
        "kind": ["attendance", "help"],
        "evidence": ["opportunity", "reported"],
        "threshold": [np.nan, 2.0],
    })
    table = toys.ties(("a", "b"), ("b", "c"), ("c", "d")).assign(
        kind=["attendance", "help", "help"], weight=[9.0, 2.0, 1.0]
    )
    pairs = joined_pairs(Network(toys.FOUR, table, kinds))
    assert pairs.one.tolist() == [1]
    assert pairs.other.tolist() == [2]
    assert pairs.kinds == ("help",)


def test_several_kinds_widen_by_number_of_ties(toys):
    net = toys.four(("a", "b"), ("a", "b"), ("b", "c"), kind=["help", "advice", "help"])
    pairs = joined_pairs(net)
    assert pairs.weight.tolist() == [2.0, 1.0]
    ax = network_map(net, ax=new_axes())
    assert "the wider, the more ties: 1 to 2" in toys.words(ax)


def test_area_grows_with_the_value(toys):
    net = toys.four(("a", "b"), ("b", "c"), ("c", "d"))
    xy = arrange(net).to_numpy()
    values = pd.Series([0.0, 1.0, 2.0, np.nan], index=net.people.index, name="taught")
    ax = network_map(net, ax=new_axes(), size=values)
    area = [toys.dot_at(ax, place)[2] ** 2 for place in xy]
    assert area[0] < area[1] < area[2]
    assert area[2] - area[1] == pytest.approx(area[1] - area[0])
    assert area[3] == pytest.approx(area[0])
    texts = toys.words(ax)
    assert texts[texts.index("size: taught") + 1 :][:3] == ["0", "1", "2"]
    assert "not defined for 1: smallest" in texts


def test_groups_differ_by_colour_and_marker(toys):
    net = toys.four(("a", "b"), ("b", "c"), ("c", "d"))
    ax = network_map(net, ax=new_axes())
    seen = [toys.dot_at(ax, place)[:2] for place in arrange(net).to_numpy()]
    assert seen == [("o", CATEGORICAL[0])] * 2 + [("s", CATEGORICAL[1])] * 2
    assert toys.words(ax)[-3:] == ["colour and shape: organization", "Hill (2)", "Lake (2)"]


def test_too_many_groups_are_counted_as_others(toys):
    ax = network_map(toys.random_network(60, organizations=12), ax=new_axes())
    assert "3 others (15)" in toys.words(ax)


def test_unknown_organizations_are_grey(toys):
    net = toys.four(("a", "b")).with_people(organization=["Hill", None, "Hill", "Hill"])
    ax = network_map(net, ax=new_axes())
    assert toys.dot_at(ax, arrange(net).to_numpy()[1])[1] == UNKNOWN
    assert "not known (1)" in toys.words(ax)


def test_numbers_get_a_scale_and_shape_stands_for_another_column(toys):
    net = toys.four(("a", "b"), ("b", "c"), ("c", "d"))
    ax = network_map(
        net,
        ax=new_axes(),
        color=pd.Series([0, 1, 2, 4], index=list("abcd"), name="load"),
        shape="organization",
    )
    seen = [toys.dot_at(ax, place) for place in arrange(net).to_numpy()]
    assert [marker for marker, _, _ in seen] == ["o", "o", "s", "s"]
    light = [sum(bytes.fromhex(colour[1:])) for _, colour, _ in seen]
    assert light == sorted(light, reverse=True)
    assert "colour: load, darker is more" in toys.words(ax)
    assert "shape: organization" in toys.words(ax)


def test_communities_are_groups_not_numbers(toys):
    labels = pd.Series([1, 1, 2, 2], index=list("abcd"), dtype="Int64")
    found = Communities(labels, 0.1, labels.astype(float), 1.0, "louvain", 1, 20)
    ax = network_map(toys.four(("a", "b")), ax=new_axes(), color=found)
    assert toys.words(ax)[-3:] == ["colour and shape: cluster", "1 (2)", "2 (2)"]


def test_conveners_are_outlined_and_named_in_the_legend(toys):
    net = toys.four(("a", "b"))
    ax = network_map(net, ax=new_axes())
    (ring,) = toys.labelled(ax, "conveners")
    np.testing.assert_allclose(ring.get_offsets(), [arrange(net).loc["a"]])
    assert "square outline: convener" in toys.words(ax)


def test_who_did_not_answer_is_hollow(toys):
    net = toys.four(("a", "b")).with_people(responded=[True, False, True, None])
    ax = network_map(net, ax=new_axes())
    faces = [toys.dot_at(ax, place)[1] for place in arrange(net).to_numpy()]
    assert [face == "#ffffff" for face in faces] == [False, True, False, False]
    assert "hollow: did not answer (1)" in toys.words(ax)


def test_people_without_ties_are_counted_beside_their_row(toys):
    ax = network_map(toys.four(("a", "b")), ax=new_axes())
    assert [text.get_text() for text in ax.texts] == ["2 people without ties"]
    assert "row below: 2 people without ties" in toys.words(ax)


@pytest.mark.parametrize(
    ("label", "expected"),
    [
        (None, set()),
        ("auto", {"Ana", "Ben", "Cleo", "Dov"}),
        (1, {"Ben"}),
        (0, set()),
        ("organization", {"Hill", "Lake"}),
    ],
)
def test_names_only_if_asked_for(toys, label, expected):
    ax = network_map(toys.four(("a", "b"), ("b", "c"), ("b", "d")), ax=new_axes(), label=label)
    assert {text.get_text() for text in ax.texts} == expected


def test_long_names_are_shortened_and_do_not_cover_each_other(toys):
    names = [f"Consortium number {i} for the Advancement of Everything and More" for i in range(40)]
    net = toys.random_network(40, ties_each=2).with_people(name=names)
    ax = network_map(net, ax=new_axes(), label="auto")
    boxes = [text.get_window_extent() for text in ax.texts]
    assert len(boxes) > 10
    assert all(len(text.get_text()) <= 28 for text in ax.texts)
    overlaps = sum(one.overlaps(other) for i, one in enumerate(boxes) for other in boxes[:i])
    assert overlaps == 0


@pytest.mark.parametrize("shape", [(9, 6), (6.4, 4.8), (4, 7)])
@pytest.mark.parametrize("n", [8, 60])
def test_the_legend_covers_nobody(toys, shape, n):
    ax = network_map(toys.random_network(n), ax=new_axes(*shape), title="A title")
    ax.figure.draw_without_rendering()
    legend, frame = ax.get_legend().get_window_extent(), ax.get_window_extent()
    assert legend.x1 <= frame.x1 + 1
    assert legend.y0 >= frame.y0 - 1
    for item in toys.dots(ax):
        at = ax.transData.transform(item.get_offsets())
        assert not any(legend.contains(*place) for place in at)
        assert all(frame.contains(*place) for place in at)


def test_positions_are_taken_and_must_be_complete(toys):
    net = toys.four(("a", "b"))
    given = pd.DataFrame({"x": [0.0, 1, 2, 3], "y": [0.0, 0, 1, 1]}, index=list("dcba"))
    ax = network_map(net, ax=new_axes(), positions=given)
    drawn = np.vstack([item.get_offsets() for item in toys.dots(ax)])
    np.testing.assert_allclose(drawn, given.loc[list("abcd")])
    with pytest.raises(DataError, match="1 of 4 lack a place: 'a'"):
        network_map(net, ax=new_axes(), positions=given.drop("a"))


@pytest.mark.parametrize(
    ("options", "message"),
    [
        ({"color": "sector"}, "people lacks the column 'sector'"),
        ({"size": "sector"}, "people lacks the column 'sector'"),
        ({"label": "sector"}, "people lacks the column 'sector'"),
        ({"size": pd.Series([1.0], index=["zoe"])}, "size must be a Series over the people"),
    ],
)
def test_what_is_missing_is_named(toys, options, message):
    with pytest.raises(DataError, match=message):
        network_map(toys.four(("a", "b")), ax=new_axes(), **options)


def test_a_network_without_organizations_is_drawn_in_one_colour(toys):
    net = Network(["a", "b"], toys.ties(("a", "b")))
    ax = network_map(net, ax=new_axes())
    (found,) = toys.dots(ax)
    assert {to_hex(colour) for colour in found.get_facecolors()} == {CATEGORICAL[0]}
    assert toys.words(ax) == ["2 people, 1 tie", "arrow: learner → learned from"]


@pytest.mark.parametrize("people", [[], ["a"], ["a", "b", "c"]])
def test_nothing_to_draw_is_drawn(toys, people):
    ax = network_map(Network(people, toys.ties()), ax=new_axes(), label="auto")
    assert toys.words(ax)[0].endswith("0 ties")
    assert toys.labelled(ax, "ties") == []
    assert sum(len(item.get_offsets()) for item in toys.dots(ax)) == len(people)


def test_two_thousand_people_are_drawn(toys):
    net = toys.random_network(2_000, organizations=12)
    ax = network_map(
        net,
        ax=new_axes(),
        positions=pd.DataFrame(
            np.random.default_rng(0).uniform(-1, 1, (2_000, 2)),
            columns=["x", "y"],
            index=net.people.index,
        ),
    )
    assert len(toys.labelled(ax, "ties")) == 1
    assert sum(len(item.get_offsets()) for item in toys.dots(ax)) == 2_000


def test_without_axes_the_current_ones_are_used(toys):
    plt.close("all")
    figure, ax = plt.subplots()
    try:
        assert network_map(toys.four(("a", "b")), legend=False) is ax
        assert ax.get_legend() is None
        assert plt.get_fignums() == [figure.number]
    finally:
        plt.close(figure)


def test_a_layout_engine_is_obeyed(toys):
    figure, axes = plt.subplots(1, 2, layout="constrained", figsize=(12, 5))
    try:
        for ax in axes:
            network_map(toys.random_network(30), ax=ax)
        figure.draw_without_rendering()
        boxes = [ax.get_window_extent() for ax in axes]
        assert not boxes[0].overlaps(boxes[1])
    finally:
        plt.close(figure)


def test_several_waves_are_refused(toys):
    net = toys.four(("a", "b"), ("b", "c"), wave=["one", "two"])
    with pytest.raises(DataError, match="2 waves"):
        network_map(net, ax=new_axes())
    assert toys.words(network_map(net.wave("two"), ax=new_axes()))[0] == "4 people, 1 tie (two)"
