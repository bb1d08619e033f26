"""Files made to hang, to mislead or to be read as answers."""

import time

import pandas as pd
import xlsxwriter

import netweave as nw


def test_abbreviations_that_expand_without_end_are_refused_at_once(tmp_path):
    lines = ['@string{a0 = "x"}']
    lines += [f"@string{{a{n} = " + " # ".join([f"a{n - 1}"] * 12) + "}" for n in range(1, 12)]
    lines.append("@article{bomb, author = a11, title = {t}}")
    lines.append('@article{fine, author = "Ana Ruiz and " # "Bo Li", title = {u}}')
    path = tmp_path / "bomb.bib"
    path.write_text("\n".join(lines), encoding="utf-8")
    begun = time.process_time()
    papers = nw.read_authorship(path)
    assert time.process_time() - begun < 5
    net = nw.weave(nw.people_from(papers), papers)
    assert list(net.people.index) == ["Ana Ruiz", "Bo Li"]
    assert net.report.reasons["abbreviations of the entry expand without end"] == 1


def test_a_failed_formula_is_not_an_answer(tmp_path):
    path = tmp_path / "answers.xlsx"
    with xlsxwriter.Workbook(path) as book:
        sheet = book.add_worksheet()
        sheet.write_row(0, 0, ["who", "whom"])
        sheet.write_row(1, 0, ["p1", "p2"])
        sheet.write(2, 0, "p2")
        sheet.write_formula(2, 1, "=NA()", None, "#N/A")
        sheet.write(3, 0, "p3")
    people = nw.read_people(pd.DataFrame({"id": ["p1", "p2", "p3"]}), id="id")
    survey = nw.read_survey(path, wave="w", learner="who", learned_from="whom")
    report = nw.weave(people, survey).report
    assert report.unmatched["as_written"].tolist() == ["#N/A"]
    assert report.files.loc["answers.xlsx"].tolist() == [3, 2, 1, 0, 0]


def test_a_wave_in_which_everybody_declined_is_empty():
    roster = pd.DataFrame({"id": ["p1", "p2"], "ok": ["no", "no"]})
    people = nw.read_people(roster, id="id", consent="ok")
    answers = pd.DataFrame({"who": ["p1"], "whom": ["p2"]})
    surveys = [nw.read_survey(answers, wave=w, learner="who", learned_from="whom") for w in "ab"]
    net = nw.weave(people, *surveys)
    assert [len(wave) for wave in net.by_wave().values()] == [0, 0]


def test_spellings_of_one_organization_are_one():
    roster = pd.DataFrame({
        "id": ["p1", "p2", "p3", "p4"],
        "org": ["Org A", "org a ", "ORG\u00a0 A", "Org B"],
    })
    people = nw.read_people(roster, id="id", organization="org")
    assert people.frame["organization"].tolist() == ["Org A", "Org A", "Org A", "Org B"]
    assert "organization read 'org a' as 'Org A'" in people.note


def test_an_alias_may_name_the_person_as_the_roster_does():
    roster = pd.DataFrame({"id": ["1", "2"], "name": ["Aisha Khan", "Bo Li"]})
    people = nw.read_people(roster, id="id", name="name")
    answers = pd.DataFrame({"who": ["2"], "whom": ["Aisha Kahn"]})
    survey = nw.read_survey(answers, wave="w", learner="who", learned_from="whom")
    aliases = pd.DataFrame({"as_written": ["Aisha Kahn"], "person": ["Aisha Khan"]})
    net = nw.weave(people, survey, aliases=aliases)
    assert net.ties[["learner", "learned_from"]].astype(str).to_numpy().tolist() == [["2", "1"]]
