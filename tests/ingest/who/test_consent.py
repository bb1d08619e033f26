"""Consent: whoever did not give it is out, with every tie that names them, and is counted."""

import pandas as pd
import pytest

import netweave as nw
from netweave.coverage import coverage_of
from netweave.errors import ArgumentError

WORDS = ["yes", "no", "withdrawn", "unknown", None, "yes"]


def woven(words=WORDS, **told):
    """Weave six people who all name each other; p1 has the first word, and so on."""
    people = [f"p{n}" for n in range(1, 7)]
    roster = pd.DataFrame({"id": people, "org": list("AABBCC"), "agreed": words})
    rows = [(one, other) for one in people for other in people if one != other]
    survey = nw.read_survey(pd.DataFrame(rows, columns=["who", "whom"]), wave="end",
                            respondent="who", named="whom", direction="learned_from")  # fmt: skip
    source = nw.read_people(roster, id="id", organization="org", consent="agreed", **told)
    return nw.weave(source, survey)


def test_whoever_declined_withdrew_or_is_unknown_is_out():
    net = woven()
    assert list(net.people.index) == ["p1", "p5", "p6"]
    ends = {*net.ties["learner"], *net.ties["learned_from"]}
    assert ends == {"p1", "p5", "p6"}
    assert len(net.ties) == 6


def test_they_are_counted_and_named_nowhere():
    """Six were eligible, three are left; the ledger keeps lines and a reason, no id."""
    net = woven()
    assert int(net.waves["declined"].iloc[0]) == 3
    covered = coverage_of(net, "learning")
    assert covered.eligible == 6
    assert covered.response == pytest.approx(3 / 6)
    assert net.report.reasons.to_dict()["declined"] > 0
    told = [net.report.refused, net.report.unmatched, net.report.files]
    text = " ".join(table.reset_index().astype("str").to_csv() for table in told)
    assert not [one for one in ("p2", "p3", "p4") if one in text]
    for one in ("p2", "p3", "p4"):
        assert one not in net.people.index


def test_not_asked_is_out_where_consent_is_needed():
    assert list(woven(consent_needed=True).people.index) == ["p1", "p6"]
    words = ["yes", "not asked", "n/a", "no", "", "yes"]
    assert list(woven(words, consent_needed=True).people.index) == ["p1", "p6"]
    assert list(woven(words).people.index) == ["p1", "p2", "p3", "p5", "p6"]


def test_the_file_has_words_of_its_own():
    net = woven(["Ja", "nein", "widerrufen", "ja ", "weiß nicht", "JA"],
                consent_words={"ja": "yes", "Nein": "no", "widerrufen": "withdrawn",
                               "weiß nicht": "unknown"})  # fmt: skip
    assert list(net.people.index) == ["p1", "p4", "p6"]
    turned = {"yes": "no", "no": "yes"}
    swapped = woven(["yes", "no", "yes", "no", "no", "no"], consent_words=turned)
    assert list(swapped.people.index) == ["p2", "p4", "p5", "p6"]


def test_the_number_without_consent_is_noted_and_nobody_named():
    roster = pd.DataFrame({"id": ["p1", "p2"], "agreed": ["yes", None]})
    people = nw.read_people(roster, id="id", consent="agreed", consent_needed=True)
    assert "1 of 2 rows without consent" in people.note


@pytest.mark.parametrize(
    ("told", "said"),
    [
        ({"consent": "agreed", "consent_words": {"ja": "perhaps"}}, r"consent_words\['ja'\]"),
        ({"consent_words": {"ja": "yes"}}, "consent_words needs the column"),
        ({"consent_needed": True}, "consent_needed needs the column"),
    ],
)
def test_what_cannot_be_meant(told, said):
    roster = pd.DataFrame({"id": ["p1"], "agreed": ["ja"]})
    with pytest.raises(ArgumentError, match=said):
        nw.read_people(roster, id="id", **told)


def test_the_project_file_says_it(tmp_path):
    (tmp_path / "people.csv").write_text("id,einverstanden\nada,ja\nben,nein\ncem,\n", "utf-8")
    (tmp_path / "end.csv").write_text("who,whom\nada,ben\nben,ada\nada,cem\n", "utf-8")
    path = tmp_path / "cohort.toml"
    path.write_text(
        '[people]\nfile = "people.csv"\nid = "id"\nconsent = "einverstanden"\n'
        'consent_words = { ja = "yes", nein = "no" }\nconsent_needed = true\n'
        '[[survey]]\nfile = "end.csv"\nwave = "end"\nlearner = "who"\nlearned_from = "whom"\n',
        "utf-8",
    )
    assert list(nw.weave_project(nw.read_project(path)).people.index) == ["ada"]
