"""Every part of a profile has its words, in one place, and a table to look at first."""

import re

import numpy as np
import pandas as pd
import pytest

import netweave as nw
from netweave.analytics.profiles import terms
from netweave.codes import REASONS

PEOPLE = pd.DataFrame({"organization": [*"AABBC"]}, index=["ana", "ben", "cleo", "dan", "eve"])
TIES = pd.DataFrame({
    "learner": ["ana", "ana", "ben", "cleo"],
    "learned_from": ["ben", "cleo", "dan", "dan"],
})
NET = nw.Network(PEOPLE, TIES)
FOUND = {
    "behavior": nw.network_behavior_profile(NET, draws=0, least=1),
    "organization": nw.organization_profile(NET),
}


@pytest.mark.parametrize("kind", FOUND)
def test_every_row_says_its_term_in_words(kind):
    table, words = FOUND[kind].table, FOUND[kind].labels
    assert table["label"].tolist() == [words[term] for term in table["term"]]
    assert set(table["term"]) == set(words)
    assert all(len(label.split()) > 2 for label in words.values())


def test_the_page_of_the_profile_names_every_part():
    listed = nw.network_behavior_profile.__doc__
    for term in terms.BEHAVIOR:
        assert re.search(rf"\b{term}\b", listed), term
    columns = nw.hub_node_profile(NET, draws=0).table.columns
    assert set(terms.POSITION) == {
        name.removesuffix("_numerator") for name in columns if name.endswith("_numerator")
    }


def test_organizations_stand_in_a_column_of_their_own():
    table = FOUND["organization"].table
    assert "person" not in table
    assert table["organization"].unique().tolist() == ["A", "B", "C"]
    assert "organization" not in FOUND["behavior"].table


def test_the_brief_table_has_words_in_place_of_codes():
    brief = FOUND["behavior"].brief
    assert list(brief) == [
        "person", "term", "label", "numerator", "denominator", "estimate", "percentile", "why",
    ]  # fmt: skip
    rows = brief.set_index(["person", "term"])
    assert rows.loc[("eve", "O1"), "why"] == REASONS["NO_ALTERS"]
    assert rows.loc[("ana", "O1"), ["numerator", "denominator", "why"]].tolist() == [1, 2, ""]
    place = nw.hub_node_profile(NET, draws=0)
    assert place.brief.columns[0] == "ties"
    assert place.brief.loc["eve", ["reading", "why"]].tolist() == [
        "no reading", REASONS["NO_ALTERS"],
    ]  # fmt: skip
    assert len(place.brief.columns) == 7 < len(place.table.columns)


def test_a_notebook_shows_the_brief_table_and_no_more_than_fits():
    shown = FOUND["behavior"]._repr_html_()
    assert "share of contacts in other organizations" in shown
    assert "conf_low" not in shown
    assert shown.count("<tr>") <= 45
    assert len(repr(FOUND["behavior"])) < 400


def test_one_part_is_taken_out_by_name():
    values = FOUND["behavior"].values_of("O1", "estimate")
    assert values.dropna().to_dict() == {"ana": 0.5, "ben": 0.5, "cleo": 0.5, "dan": 0.5}
    assert FOUND["organization"].values_of("partners", "estimate")["C"] == 0
    assert np.isnan(nw.hub_node_profile(NET, draws=0).values_of("pair_loss").to_numpy()).all()
