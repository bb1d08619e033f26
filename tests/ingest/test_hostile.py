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
