"""GraphML, GEXF and node-link JSON: what is written is read back the same, whatever the names."""

from pathlib import Path

import pandas as pd
import pytest
from hypothesis import given

import netweave as nw
from any_network import NUMBERS, lawful, networks

FORMATS = {
    "graphml": (nw.exchange.write_graphml, nw.exchange.read_graphml),
    "gexf": (nw.exchange.write_gexf, nw.exchange.read_gexf),
    "json": (nw.exchange.write_json, nw.exchange.read_json),
}
forms = pytest.mark.parametrize("form", FORMATS)


def there_and_back(net, form, folder):
    write, read = FORMATS[form]
    path = Path(folder, f"net.{form}")
    write(net, path)
    return read(path)


def same(one, other):
    """Compare table by table, so that a difference says where it is."""
    for name in ("people", "ties", "kinds", "waves", "unasked"):
        pd.testing.assert_frame_equal(
            getattr(other, name), getattr(one, name), check_index_type=False
        )
    assert (one.roster is None) == (other.roster is None)
    if one.roster is not None:
        pd.testing.assert_frame_equal(other.roster, one.roster, check_index_type=False)


@forms
@lawful
@given(net=networks())
def test_what_is_written_is_read_back(net, form, tmp_path):
    same(net, there_and_back(net, form, tmp_path))


@lawful
@given(net=networks(ids=NUMBERS))
def test_ids_that_are_numbers_stay_numbers(net, tmp_path):
    same(net, there_and_back(net, "graphml", tmp_path))
