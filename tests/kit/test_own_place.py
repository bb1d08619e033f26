"""How people see their own place: asked by the kit, read back, set beside their ties."""

import pandas as pd

import netweave as nw
from netweave.kit.questions import OWN_PLACE, own_place
from netweave.project import load_project, read_project


def test_the_answer_comes_back_and_no_network_is_no_number(tmp_path):
    nw.write_kit(tmp_path)
    (tmp_path / "people.csv").write_text("id,name\np1,Ana Ruiz\np2,Bo Li\np3,Cy Ode\n")
    nw.write_kit(tmp_path)
    question, answers = own_place()
    text = (tmp_path / "questionnaire-endline.md").read_text(encoding="utf-8")
    assert question in text
    assert f"- [ ] {answers[-1]}" in text
    book = tmp_path / "answers-baseline.xlsx"
    sheets = pd.read_excel(book, sheet_name=None, engine="calamine", dtype=object)
    column = f"{OWN_PLACE} {question}"
    sheets["Statements"].loc[[0, 1], column] = [answers[0], answers[-1]]
    with pd.ExcelWriter(book, engine="xlsxwriter") as out:
        for name, sheet in sheets.items():
            sheet.to_excel(out, sheet_name=name, index=False)
    net, _ = load_project(read_project(tmp_path / "cohort.toml"))
    said = net.report.items.loc["baseline", OWN_PLACE]
    assert said.to_dict() == {"p1": 1, "p2": 6}
    found = nw.self_perception(said, net.wave("baseline"), draws=9)
    assert found.beside["said"].dropna().to_dict() == {"p1": 1}
    assert found.beside["not_a_network"].to_dict() == {"p1": False, "p2": True, "p3": False}
