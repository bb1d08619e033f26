"""The widget: who is chosen on the map comes back as ids."""

import sys

import pytest

import netweave as nw
from mapped_cohort import six
from netweave.errors import MissingExtraError


def test_the_chosen_come_back_as_ids():
    pytest.importorskip("anywidget")
    drawn = nw.plotting.interactive_map(six())
    widget = drawn.widget()
    told = []
    widget.observe(lambda change: told.append(change["new"]), "selected")
    widget.places = [1, 3]  # as the map sets them
    assert widget.selected == ["ana", "cleo"]
    widget.places = [99]
    assert told == [["ana", "cleo"], []]
    assert widget.data == drawn.data


def test_without_the_package_the_mend_is_named(monkeypatch):
    monkeypatch.setitem(sys.modules, "anywidget", None)
    with pytest.raises(MissingExtraError, match=r"netweave\[widget\]"):
        nw.plotting.interactive_map(six()).widget()
