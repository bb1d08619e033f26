"""Pajek, UCINET DL and VNA: people, kinds, waves and strengths are read back the same."""

import warnings
from pathlib import Path

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

import netweave as nw
from any_network import HOSTILE, lawful, networks
from netweave import errors

FORMATS = {
    "pajek": (nw.exchange.write_pajek, nw.exchange.read_pajek),
    "edgelist": (nw.exchange.write_dl, nw.exchange.read_dl),
    "fullmatrix": (
        lambda net, path: nw.exchange.write_dl(net, path, layout="fullmatrix"),
        nw.exchange.read_dl,
    ),
    "vna": (nw.exchange.write_vna, nw.exchange.read_vna),
}
CARRIED = [text for text in HOSTILE if not set('"\n\t') & set(text)]
KEY = ["wave", "kind", "learner", "learned_from", "weight"]
forms = pytest.mark.parametrize("form", FORMATS)


def there_and_back(net, form, folder):
    write, read = FORMATS[form]
    path = Path(folder, "net.txt")
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", errors.NetweaveWarning)
        write(net, path)
    return read(path)


def carried(net):
    """Give the rows that these formats carry, sorted: ties, parallel ones added up."""
    ties = net.collapse("sum").ties
    table = ties[[name for name in KEY if name in ties]].astype({
        "learner": str,
        "learned_from": str,
    })
    rows = [(*map(str, row[:-1]), row[-1]) for row in table.itertuples(index=False)]
    return sorted(rows)


@forms
@lawful
@given(net=networks(ids=st.sampled_from(CARRIED)))
def test_what_is_carried_is_read_back(net, form, tmp_path):
    found = there_and_back(net, form, tmp_path)
    assert list(found.people.index) == list(net.people.index)
    assert set(found.kinds.index) == set(net.kinds.index)
    assert list(found.waves.index) == list(net.waves.index)
    assert [row[:-1] for row in carried(found)] == [row[:-1] for row in carried(net)]
    assert [row[-1] for row in carried(found)] == [row[-1] for row in carried(net)]


@lawful
@given(net=networks(ids=st.sampled_from(CARRIED), texts=st.sampled_from(["Fernhill", "Łódź, PL"])))
def test_vna_carries_columns_of_people(net, tmp_path):
    found = there_and_back(net, "vna", tmp_path).people
    assert found["convener"].tolist() == net.people["convener"].tolist()
    for name in {"name", "organization", "years"} & set(net.people.columns):
        pd.testing.assert_series_equal(
            found[name].astype(object), net.people[name].astype(object), check_index_type=False
        )


@forms
@pytest.mark.parametrize("name", ['the "boss"', "line\nbreak", "two\x00", "para\u2029graph"])
def test_ids_that_cannot_be_written_are_refused(form, name, tmp_path):
    net = nw.Network([name], pd.DataFrame(columns=["learner", "learned_from"]))
    with pytest.raises(errors.DataError, match="cannot carry 1 id"):
        there_and_back(net, form, tmp_path)
    assert not list(tmp_path.iterdir())
