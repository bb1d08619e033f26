"""Kumu's workbook and JSON, both ways."""

from pathlib import Path

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

import netweave as nw
from any_network import HOSTILE, lawful, networks

FORMATS = {
    "xlsx": (nw.exchange.write_kumu, nw.exchange.read_kumu),
    "json": (nw.exchange.write_kumu_json, nw.exchange.read_kumu_json),
}
CARRIED = [text for text in HOSTILE if "|" not in text and text == text.strip()]
forms = pytest.mark.parametrize("form", FORMATS)


def there_and_back(net, form, folder):
    write, read = FORMATS[form]
    path = Path(folder, f"kumu.{form}")
    write(net, path)
    return read(path)


def in_order(ties):
    texts = ties.astype(str)
    return ties.loc[texts.sort_values(list(texts)).index].reset_index(drop=True)


@forms
@lawful
@given(net=networks(ids=st.sampled_from(CARRIED), texts=st.sampled_from(HOSTILE)))
def test_what_is_written_is_read_back(net, form, tmp_path):
    found = there_and_back(net, form, tmp_path)
    for name in ("people", "kinds", "waves", "unasked"):
        one, other = getattr(net, name), getattr(found, name)
        pd.testing.assert_frame_equal(other, one, check_index_type=False)
    pd.testing.assert_frame_equal(in_order(found.ties), in_order(net.ties))
    if net.roster is not None:
        pd.testing.assert_frame_equal(found.roster, net.roster, check_index_type=False)
