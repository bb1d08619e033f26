"""Files made to hang, to mislead or to be read as answers."""

import time
from importlib.util import find_spec

import pandas as pd
import xlsxwriter
from hypothesis import given
from hypothesis import strategies as st

import netweave as nw
from netweave import errors
from netweave.ingest.tables import formats
from netweave.ingest.tables.reading import read_table

STARTS = [b"", b"PK\x03\x04", b"\xd0\xcf\x11\xe0", b"PAR1\x15", b"$FL2@(#)", b"\xff\xfe", b"id,"]
CELLS = st.one_of(
    st.none(),
    st.text(max_size=6),
    st.integers(-(2**70), 2**70),
    st.floats(),
    st.booleans(),
    st.dates(),
    st.datetimes(),
    st.times(),
    st.timedeltas(),
)


@given(
    st.sampled_from(STARTS),
    st.binary(max_size=60),
    st.sampled_from([*formats.EVERY, "", ".doc"]),
)
def test_any_bytes_give_a_table_or_one_error(tmp_path_factory, start, content, suffix):
    path = tmp_path_factory.mktemp("any") / f"a{suffix}"
    path.write_bytes(start + content)
    try:
        table = read_table(path)
    except errors.MissingExtraError:
        assert find_spec("pyarrow" if suffix == ".parquet" else "pyreadstat") is None
    except errors.DataError as fault:
        assert path.name in str(fault)
    else:
        assert len(table.lines) == len(table.frame) > 0


@given(
    st.lists(st.lists(CELLS, min_size=3, max_size=3), max_size=6),
    st.lists(st.text(max_size=4), min_size=3, max_size=3),
)
def test_any_frame_gives_a_table_whose_cells_can_be_read(rows, names):
    frame = pd.DataFrame(rows, columns=names, dtype="object")
    for kind in (frame, frame.infer_objects()):
        try:
            table = read_table(kind, name="anything")
        except errors.DataError as fault:
            assert "anything" in str(fault)
            continue
        assert len(table.lines) == len(rows)
        for column in table.frame.columns:
            filled = table.text(column).notna().to_numpy()
            found, reasons = table.dates(column, None)
            assert ((reasons != "") == (filled & found.isna().to_numpy())).all()
            assert all(bad.shape == filled.shape for bad in cells_read(table, column))


def cells_read(table, column):
    from netweave.ingest.tables import cells

    values = table.column(column)
    return [*cells.numbers(values), *cells.hours(values), *cells.flags(values)]


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


def test_long_cells_are_no_dates_and_no_hours():
    from netweave.ingest.tables import cells, offsets

    spaces = " " * 100_000
    begun = time.process_time()
    assert cells.one_date(f"2020 {spaces}x") == cells.NO_DATE
    assert offsets.offset_of(f"2020 {spaces}9:00x") is None
    assert cells.hours(pd.Series([f"1h{spaces}x"]))[1].tolist() == [True]
    assert time.process_time() - begun < 2
