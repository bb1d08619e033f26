"""The reporting standard as a finding: the rows of the report, and what the data are."""

import pytest

import netweave as nw


def test_its_rows_are_those_of_the_report(net, page):
    said = nw.report_standard(net, kind="advice")
    frame = next(t.frame for t in page(net).tables if t.name == "reporting_standard")
    shown = dict(zip(frame.iloc[:, 0], frame.iloc[:, 1], strict=True))
    mine = dict(zip(said.table["item"], said.table["value"], strict=True))
    assert list(mine) == list(shown)
    differ = {item for item in mine if mine[item] != shown[item]}
    assert differ == {"Null models", "Seed"}  # nothing is drawn for it
    assert mine["Seed"] == "1 (nothing was drawn)"


def test_the_data_are_described_wave_by_wave(net):
    said = nw.report_standard(net, kind="advice", audience="analyst", title="Bridges")
    facts = said.description.set_index("item")["value"]
    assert facts["Name"] == "Bridges"
    assert facts["Nodes"] == "before: 21 people; after: 21 people"
    assert facts["Edges"] == "before: 12 tied pairs; after: 21 tied pairs"
    assert facts["Pieces of two people or more"] == "before: 4; after: 1"
    assert "100% of the members answered" in facts["Missing answers"]
    assert "organization" in facts["Attributes of nodes"]


@pytest.mark.parametrize("audience", ["network", "public"])
def test_ties_of_three_conveners_do_not_follow_from_it(net, audience):
    facts = nw.report_standard(net, audience=audience).description.set_index("item")["value"]
    assert facts["Edges"] == "before: about 10 tied pairs; after: about 20 tied pairs"


def test_one_wave_has_no_headline_and_says_so(cohort, edges):
    one = cohort({"only": edges["after"]}, waves=("only",), conveners=("h", "g", "i"))
    rows = nw.report_standard(one).table.set_index("item")["value"]
    assert rows["Headline (P1)"].startswith("No change is reported")
    assert "Sensitivity to non-response" not in rows.index


def test_it_can_be_read_as_markdown_and_as_html(net):
    said = nw.report_standard(net, title="A | <b>")
    assert "| Name | A \\| <b> |" in said.text
    assert said.text.startswith(said.sentence)
    assert "<b>" not in said._repr_html_()
    assert repr(said) == f"<ReportStandard: {said.sentence}>"


def test_opportunity_alone_is_described_as_such(net):
    kinds = net.kinds.assign(evidence="opportunity", headline=False)
    met = nw.Network(net.people, net.ties, kinds, net.waves, net.roster)
    said = nw.report_standard(met)
    assert said.description.set_index("item").loc["Edges", "value"].startswith("none: these")
