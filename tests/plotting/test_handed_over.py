"""What one picture gives the next step takes: several Axes saved, refusals in words, results."""

import numpy as np
import pandas as pd
import pytest
from matplotlib.colors import to_hex
from matplotlib.figure import Figure

import netweave as nw
from netweave.errors import ArgumentError, RefusalError
from netweave.plotting import new_axes, save, to_svg

PEOPLE = pd.DataFrame(
    {"organization": [*"AABBC"], "convener": [True, False, False, False, False]},
    index=["ana", "ben", "cleo", "dan", "eve"],
)
TIES = pd.DataFrame({
    "learner": ["ana", "ben", "ben", "cleo"],
    "learned_from": ["ben", "cleo", "dan", "dan"],
})
NET = nw.Network(PEOPLE, TIES)
WAVES = nw.Network(PEOPLE, pd.concat([TIES.assign(wave="start"), TIES[:2].assign(wave="end")]))


def test_what_wave_maps_gives_is_saved_as_one_picture(tmp_path):
    maps = nw.plotting.wave_maps(WAVES)
    whole = to_svg(maps[0].figure, "Two maps.", prefix="a")
    for picture in (maps, tuple(maps), np.array(maps), np.array([maps]), maps[0].figure):
        assert save(picture, tmp_path / "maps.svg", "Two maps.").stat().st_size
        assert to_svg(picture, "Two maps.", prefix="a") == whole
    with pytest.raises(ArgumentError, match="Axes of 2 figures"):
        save([new_axes(), new_axes()], tmp_path / "maps.svg", "Two maps.")
    with pytest.raises(ArgumentError, match="Axes of 0 figures"):
        save([], tmp_path / "maps.svg", "None.")
    assert isinstance(maps[0].figure, Figure)


def test_several_maps_ask_for_axes():
    with pytest.raises(ArgumentError, match=r"several maps.*axes=nw\.plotting\.new_panels"):
        nw.plotting.hub_view(NET, ax=new_axes())
    with pytest.raises(ArgumentError, match="several maps"):
        nw.plotting.wave_maps(WAVES, ax=new_axes())


@pytest.mark.parametrize(
    ("palette", "words"),
    [
        (["red", "bluish"], "'bluish' is none"),
        ({"A": "red", "B": "#12"}, "'#12' is none"),
        (["nosuch", "never"], "'nosuch', 'never' are none"),
    ],
)
def test_what_is_no_colour_is_refused(palette, words):
    with pytest.raises(ArgumentError, match=words):
        nw.plotting.network_map(NET, ax=new_axes(), palette=palette)
    with pytest.raises(ArgumentError, match=words):
        nw.plotting.wave_maps(WAVES, palette=palette)


def test_colours_are_names_or_digits():
    ax = nw.plotting.network_map(NET, ax=new_axes(), palette={"A": "teal", "B": "#00629b"})
    drawn = {to_hex(colour) for dots in ax.collections for colour in dots.get_facecolor()}
    assert {to_hex("teal"), "#00629b"} <= drawn
    with pytest.raises(ArgumentError, match="palette must be"):
        nw.plotting.wave_maps(WAVES, palette="teal")


@pytest.mark.parametrize("label", [-1, True])
def test_a_number_of_names_is_nought_or_more(label):
    with pytest.raises(ArgumentError, match="label must be"):
        nw.plotting.network_map(NET, ax=new_axes(), label=label)
    with pytest.raises(ArgumentError, match="label must be"):
        nw.plotting.wave_maps(WAVES, label=label)
    assert len(nw.plotting.network_map(NET, ax=new_axes(), label=0).texts) <= 1


def test_brokerage_against_chance_knows_its_picture():
    found = nw.brokerage_against_labels(NET, seed=1, permutations=20)
    ax = found.plot(ax=new_axes())
    same = nw.plotting.brokerage_plot(found, new_axes())
    assert [bar.get_width() for bar in ax.patches] == [bar.get_width() for bar in same.patches]


def test_organizations_have_a_picture_and_people_none():
    ax = nw.organization_profile(NET).plot(ax=new_axes(), title="Partners")
    # A and B are tied twice, by ben; nobody is tied to C.
    assert [text.get_text() for text in ax.texts] == ["2", "0", "0"]
    assert ax.get_title(loc="left") == "Partners"
    with pytest.raises(RefusalError, match="E-RANK"):
        nw.network_behavior_profile(NET, draws=0).plot()
    alone = nw.Network(pd.DataFrame({"organization": ["A"]}, index=["ana"]), TIES[:0])
    assert nw.organization_profile(alone).plot(ax=new_axes()).texts
