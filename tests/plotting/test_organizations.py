"""Maps of organizations: pairs counted, no person visible."""

import numpy as np
import pandas as pd
import pytest
from scipy import sparse

from netweave.errors import DataError
from netweave.network import Network
from netweave.plotting import new_axes, organization_change_map, organization_map, to_svg
from netweave.plotting.ring import ring_places
from netweave.plotting.style import CHANGE

PEOPLE = pd.DataFrame(
    {"organization": ["Hill"] * 3 + ["Lake"] * 2 + ["Moor", None]},
    index=pd.Index([f"person-{letter}" for letter in "abcdefg"], name="person"),
)


def network(toys, *pairs, **columns):
    """Give a network over seven people in three organizations, one of them in none."""
    named = [(f"person-{one}", f"person-{other}") for one, other in pairs]
    return Network(PEOPLE.assign(**columns), toys.ties(*named))


def band(ties):
    """Give the word that may be shown."""
    return "1" if ties == 1 else "2–4" if ties < 5 else "5 or more"


@pytest.fixture
def net(toys):
    """Hill–Lake: a-d both ways and b-e, two pairs; Lake–Moor: one; within Hill and to g: none."""
    return network(toys, "ad", "da", "be", "df", "ab", "ag")


def test_lines_count_pairs_of_people(toys, net):
    ax = organization_map(net, ax=new_axes())
    (lines,) = toys.labelled(ax, "ties")
    assert len(lines.get_segments()) == 2
    assert sorted(lines.get_linewidths())[1] > 2 * sorted(lines.get_linewidths())[0]
    assert toys.words(ax) == [
        "3 organizations, 2 of 3 pairs joined",
        "width: ties between their people",
        "1",
        "2",
        "area: number of people",
        "1",
        "2",
        "3",
        "left out: 1 person without organization",
    ]


def test_area_is_people(toys, net):
    ax = organization_map(net, ax=new_axes())
    (circles,) = toys.dots(ax)
    area = circles.get_sizes()
    np.testing.assert_allclose(area / area[2], [3, 2, 1])


def test_bands_replace_numbers(toys):
    net = network(toys, "ad", "ae", "bd", "df")
    ax = organization_map(net, ax=new_axes(), band=band)
    texts = toys.words(ax)
    assert texts[1:4] == ["width: ties between their people", "1", "2–4"]
    assert "3" not in texts[:4]
    hidden = organization_map(net, ax=new_axes(), band=lambda ties: "joined" if ties > 1 else None)
    assert toys.words(hidden)[0] == "3 organizations, at least 1 of 3 pairs joined"
    assert len(toys.labelled(hidden, "ties")[0].get_segments()) == 1


def test_no_person_is_visible(net):
    for ax in (
        organization_map(net, ax=new_axes()),
        organization_change_map(net, net, ax=new_axes()),
    ):
        svg = to_svg(ax, "Organizations.")
        assert "person-" not in svg
        assert {text.get_text() for text in ax.texts} == {"Hill", "Lake", "Moor"}


def test_the_conveners_organization_is_outlined(toys):
    net = network(toys, "ad", convener=[True] + [False] * 6)
    ax = organization_map(net, ax=new_axes())
    (ring,) = toys.labelled(ax, "conveners")
    assert len(ring.get_offsets()) == 1
    assert "square outline: has a convener" in toys.words(ax)


def test_change_between_organizations(toys):
    before, after = network(toys, "ad", "df"), network(toys, "be", "af")
    ax = organization_change_map(before, after, ax=new_axes())
    assert toys.words(ax)[:4] == [
        "before → after: 3 organizations",
        "still joined: 1 pair",
        "newly joined: 1 pair",
        "no longer joined: 1 pair",
    ]
    for state in ("kept", "formed", "lost"):
        (lines,) = toys.labelled(ax, state)
        assert len(lines.get_segments()) == 1
    assert toys.labelled(ax, "lost")[0].get_linestyle()[0][1] is not None
    assert toys.labelled(ax, "kept")[0].get_linestyle()[0][1] is None
    assert CHANGE["lost"][0] != CHANGE["kept"][0]


def test_change_that_nobody_could_report_is_not_known(toys):
    before = network(toys, "ad")
    after = network(toys, responded=[False] * 5 + [True, True])
    ax = organization_change_map(before, after, ax=new_axes())
    assert "no longer joined: 0 pairs" in toys.words(ax)
    assert any(text.startswith("not known") and text.endswith("1 pair") for text in toys.words(ax))


def test_bands_of_change_widen_the_lines(toys):
    before, after = network(toys, "ad", "df"), network(toys, "ad", "be", "af")
    ax = organization_change_map(before, after, ax=new_axes(), band=band)
    assert "width: ties between their people" in toys.words(ax)
    kept, formed = (toys.labelled(ax, state)[0].get_linewidths()[0] for state in ("kept", "formed"))
    assert kept > formed


def test_somebody_who_moves_counts_for_each_waves_organization(toys):
    before = network(toys, "ad")
    moved = ["Lake", "Hill", "Hill", "Lake", "Lake", "Moor", None]
    after = network(toys, "ad", organization=moved)
    assert "no longer joined: 1 pair" in toys.words(
        organization_change_map(before, after, ax=new_axes())
    )


@pytest.mark.parametrize(
    "names", [["Only"], [f"Organization number {i}" for i in range(30)], ["$x$ & <b>", "Ö" * 60]]
)
def test_one_many_and_odd_names(toys, names):
    net = toys.random_network(60, names=names)
    ax = organization_map(net, ax=new_axes(), band=band)
    assert len(ax.texts) == len(names)
    assert not any(text.get_parse_math() for text in ax.texts)
    ax.figure.draw_without_rendering()
    frame = ax.figure.bbox
    boxes = [text.get_window_extent() for text in ax.texts]
    assert all(frame.contains(box.x0, box.y0) and frame.contains(box.x1, box.y1) for box in boxes)


def test_upright_names_do_not_cover_each_other(toys):
    net = toys.random_network(80, names=[f"The Long Institute Number {i}" for i in range(12)])
    boxes = [text.get_window_extent() for text in organization_map(net, ax=new_axes()).texts]
    assert sum(one.overlaps(other) for i, one in enumerate(boxes) for other in boxes[:i]) == 0


def test_a_network_without_the_column_is_refused(toys):
    net = Network(["a", "b"], toys.ties(("a", "b")))
    with pytest.raises(DataError, match="people lacks the column 'organization'"):
        organization_map(net, ax=new_axes())


def test_nobody_in_any_organization(toys):
    net = network(toys, "ad", organization=[None] * 7)
    ax = organization_map(net, ax=new_axes(), band=band)
    assert toys.words(ax)[0] == "0 organizations, 0 of 0 pairs joined"
    assert len(organization_change_map(net, net, ax=new_axes()).texts) == 0


def test_the_ring_puts_close_organizations_side_by_side():
    counts = np.zeros((6, 6))
    for one, other in [(0, 3), (3, 1), (1, 4), (4, 2), (2, 5), (5, 0)]:
        counts[one, other] = counts[other, one] = 9
    xy = ring_places(sparse.csr_array(counts), np.zeros(6, dtype=bool))
    np.testing.assert_allclose(np.hypot(xy[:, 0], xy[:, 1]), 1)
    near = np.linalg.norm(xy[:, None] - xy[None], axis=2)
    assert near[counts > 0] == pytest.approx(1.0)


def test_one_convening_organization_stands_in_the_middle():
    counts = sparse.csr_array(np.ones((6, 6)) - np.eye(6))
    xy = ring_places(counts, np.arange(6) == 2)
    assert xy[2].tolist() == [0, 0]
    assert np.hypot(xy[:, 0], xy[:, 1]).round(6).tolist() == [1, 1, 0, 1, 1, 1]


def test_hidden_pairs_are_neither_drawn_nor_counted(toys, net):
    hidden = {("Lake", "Hill"), ("Nowhere", "Hill")}
    ax = organization_map(net, ax=new_axes(), hidden=hidden)
    assert toys.words(ax)[:2] == [
        "3 organizations, 1 of 2 pairs shown are joined",
        "1 pair hidden, joined or not",
    ]
    assert len(toys.labelled(ax, "ties")[0].get_segments()) == 1
    assert "1 pair hidden, joined or not" in to_svg(ax, "Organizations.")


def test_hidden_pairs_are_no_change(toys):
    before, after = network(toys, "ad", "df"), network(toys, "be", "af")
    ax = organization_change_map(before, after, ax=new_axes(), hidden=[("Hill", "Lake")])
    assert toys.words(ax)[:5] == [
        "before → after: 3 organizations",
        "still joined: 0 pairs",
        "newly joined: 1 pair",
        "no longer joined: 1 pair",
        "1 pair hidden, joined or not",
    ]
