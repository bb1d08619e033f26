"""Which texts were read as whom, and how to undo it."""

import pandas as pd

import netweave as nw

ROSTER = pd.DataFrame({
    "id": ["p1", "p2", "p3"],
    "name": ["Ana Ruiz", "Bo Li", "Cy Oh"],
    "mail": ["ana@x.example", "0000-0002-1825-009X", None],
})
ALIASES = pd.DataFrame({"as_written": ["AR"], "person": ["p1"]})


def woven(*rows, aliases=ALIASES):
    log = pd.DataFrame(rows, columns=["who", "name"], dtype="str")
    log["event"] = [f"s{row}" for row in range(len(log))]
    people = nw.read_people(ROSTER, id="id", name="name", aliases="mail")
    read = nw.read_attendance(log, person="who", name="name", event="event")
    return nw.weave(people, read, aliases=aliases)


def test_what_stands_in_the_roster_is_no_merge():
    net = woven(("p1", None), ("ana@x.example", None), (None, "Bo Li"), ("p3", "Bo Li"))
    assert net.report.merges.empty
    assert list(net.report.merges.columns) == [
        "as_written", "file", "person", "how", "count", "lines",
    ]  # fmt: skip


def test_every_way_once_with_count_and_lines():
    net = woven(
        ("AR", None),
        ("LI, bo", None),
        (None, "LI, bo"),
        ("Ana Ruiz <ANA@x.example>", None),
        ("https://orcid.org/0000-0002-1825-009X", None),
        ("x9", "Cy Oh"),
        ("x9", "Ana Ruiz"),
        ("zoe", None),
    )
    rows = net.report.merges.drop(columns="file").values.tolist()
    assert rows == [
        ["LI, bo", "p2", "spelling (case, accents, order)", 2, "2, 3"],
        ["AR", "p1", "aliases line 1", 1, "1"],
        ["Ana Ruiz <ANA@x.example>", "p1", "address", 1, "4"],
        ["https://orcid.org/0000-0002-1825-009X", "p2", "address", 1, "5"],
        ["x9", "p1", "the name beside it", 1, "7"],
        ["x9", "p3", "the name beside it", 1, "6"],
    ]


def test_taking_out_the_line_undoes_it():
    assert woven(("AR", None)).report.merges["as_written"].tolist() == ["AR"]
    undone = woven(("AR", None), aliases=None)
    assert undone.report.merges.empty
    assert undone.report.unmatched["as_written"].tolist() == ["AR"]


def test_merges_of_answers_and_none_of_what_is_refused(tmp_path):
    people = nw.read_people(ROSTER, id="id", name="name")
    answers = pd.DataFrame({"who": ["P1", "P1", "p2"], "whom": ["li, bo", "ruiz, ana", "CY OH"]})
    read = nw.read_survey(answers, wave="w", learner="who", learned_from="whom")
    net = nw.weave(people, read)
    # "ruiz, ana" names herself and is refused
    assert net.report.merges["as_written"].tolist() == ["P1", "CY OH", "li, bo"]
    assert net.report.merges["count"].tolist() == [2, 1, 1]
    assert "merges.csv" in [path.name for path in net.report.to_csv(tmp_path)]
