"""People who declined: their number is kept, and nothing that names them."""

from zipfile import ZipFile

import pandas as pd
import pytest

import netweave as nw

THEIRS = ["quillon", "qq3", "zz9@"]
ROSTER = [
    ("p1", "Ana Ruiz", "ana@x.example", "North", "yes"),
    ("p2", "Bo Li", "bo@x.example", "South", "yes"),
    ("qq3", "Quillon Vance", "zz9@x.example", "South", "no"),
    ("p4", "Cy Oh", "cy@x.example", "North", "yes"),
    ("qq5", "Quillon Vanse", "", "North", "no"),
]
ANSWERS = [
    ("p1", "Quillon Vance"), ("p1", "Bo Li"), ("Vance, Quillon", "Ana Ruiz"),
    ("p2", "zz9@x.example"), ("QQ3", "Nobody Known"), ("p4", "Sam (Quillon Vance)"), ("p4", "qq5"),
]  # fmt: skip
LOG = [("Quillon Vance", "s1"), ("Ana Ruiz", "s1"), ("qq3", "s1"), ("Bo Li", "s1")]


def people(consent=True):
    table = pd.DataFrame(ROSTER, columns=["id", "name", "email", "org", "consent"])
    how = {"consent": "consent"} if consent else {}
    return nw.read_people(table, id="id", name="name", organization="org", aliases=["email"], **how)


def sources(**how):
    answers = pd.DataFrame(ANSWERS, columns=["who", "whom"])
    if how:
        answers["state"] = "responded"
        answers.loc[len(answers)] = ["qq3", None, "declined"]
        answers.loc[len(answers)] = ["qq5", None, "declined"]
    survey = nw.read_survey(answers, wave="w", learner="who", learned_from="whom", **how)
    items = nw.read_items(
        pd.DataFrame({"who": ["quillon vance", "p1"], "a": ["4", "9"]}),
        wave="w", respondent="who", items=["a"], highest=5,
    )  # fmt: skip
    log = pd.DataFrame(LOG, columns=["person", "session"])
    return survey, items, nw.read_attendance(log, person="person", event="session")


ALIASES = pd.DataFrame({
    "as_written": ["Quillon V", "Queue", "Bobby"], "person": ["qq3", "Quillon Vance", "p2"],
})  # fmt: skip


@pytest.fixture(params=["consent", "state"])
def given(request):
    if request.param == "consent":
        return people(), sources()
    return people(consent=False), sources(state="state")


def texts(folder, report):
    report.to_csv(folder)
    report.to_excel(folder / "ledger.xlsx")
    found = {path.name: path.read_text("utf-8") for path in folder.glob("*.csv")}
    with ZipFile(folder / "ledger.xlsx") as book:
        found["ledger.xlsx"] = "".join(book.read(name).decode("utf-8") for name in book.namelist())
    return found


def test_nothing_names_somebody_who_declined(given, tmp_path):
    roster, read = given
    net = nw.weave(roster, *read, aliases=ALIASES)
    report = net.report
    found = texts(tmp_path, report)
    tables = ("records", "refused", "unmatched", "merges", "unused_aliases", "reports", "waiting",
              "items", "unusable_answers")  # fmt: skip
    found |= {name: getattr(report, name).reset_index().to_csv() for name in tables}
    found["reading"] = str(report.reading) + "".join(report.summary())
    found["crosswalk"] = nw.crosswalk(roster, *read).table.to_csv()
    check = nw.check(net)
    found["check"] = str(check) + check._repr_html_() + check.chasing.to_csv()
    found["reports"] += str(list(report.reports["learner"].cat.categories))
    for name, text in found.items():
        bare = text.replace(check.title, "").casefold()
        assert not [word for word in THEIRS if word in bare], name
    assert "Bobby" in found["unused_aliases"]
    assert "Ana Ruiz" in found["records"]


def test_the_counts_add_up_although_the_values_are_gone():
    report = nw.weave(people(), *sources(), aliases=ALIASES).report
    assert report.files["rows"].to_dict() == {
        "people": 5, "aliases": 3, "survey": 7, "items": 2, "attendance": 4,
    }  # fmt: skip
    lost = report.refused[report.refused["reason"] == "declined"]
    assert len(lost) == 8
    assert lost["value"].isna().all()
    assert report.records["value"].isna().sum() > len(lost)
    unmatched = report.unmatched.set_index("as_written")["count"].to_dict()
    assert unmatched == {"(withheld)": 2}


def test_who_declined_in_one_wave_is_named_in_the_other():
    roster = pd.DataFrame({
        "id": ["p1", "p2", "p1", "p2"], "wave": ["a", "a", "b", "b"],
        "consent": ["yes", "no", "yes", "yes"],
    })  # fmt: skip
    answers = pd.DataFrame({"who": ["p1"], "whom": ["p2"]})
    read = [nw.read_survey(answers, wave=wave, learner="who", learned_from="whom") for wave in "ab"]
    table = nw.weave(
        nw.read_people(roster, id="id", wave="wave", consent="consent"), *read
    ).report.records
    named = table[table["mention"] == "named"]
    assert named["fate"].tolist() == ["refused", "used"]
    assert named["value"].isna().tolist() == [True, False]
    assert table["value"].notna().sum() == len(table) - 1


def test_people_who_speak_for_no_organization_are_not_named_either():
    net = nw.weave(nw.organizations_from(people()), sources()[0])
    text = net.report.records.to_csv() + net.report.unmatched.to_csv()
    assert "Quillon" not in text
    assert "zz9" not in text


def test_one_person_of_two_ids_who_declined_is_told_without_them(tmp_path):
    decided = pd.DataFrame({
        "as_written": ["qq5"], "source": ["people"], "decision": ["qq3"], "what": ["person"],
    })  # fmt: skip
    report = nw.weave(people(), *sources(), aliases=decided).report
    found = texts(tmp_path, report)
    assert not [name for name, text in found.items() if "qq5" in text or "qq3" in text]
    assert "another id" in found["records.csv"]


def test_an_earlier_decision_about_somebody_who_declined_keeps_no_name():
    earlier = nw.crosswalk(people(consent=False), nw.read_attendance(
        pd.DataFrame({"p": ["Quilon Vance"], "s": ["s1"]}), person="p", event="s"
    ))  # fmt: skip
    table = earlier.table.assign(decision="accept")
    found = nw.crosswalk(people(), decisions=table).table
    rows = found[found["as_written"] == "Quilon Vance"]
    assert rows["suggested_id"].tolist() == ["qq3"]
    assert rows["suggested_name"].isna().all()
