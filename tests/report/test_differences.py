"""What two reports, one less the other, tell of the people by whom they differ."""

import pytest

import netweave as nw
from netweave.errors import ArgumentError, DataError
from netweave.report import differences, files
from netweave.report.differences import differencing


def write(folder, tables, audience="network"):
    """Write the tables of a report, its manifest with them."""
    contents = {f"tables/{name}.csv": f"{text}\n" for name, text in tables.items()}
    files.prepare(folder)
    files.write_all(folder, contents, {"audience": audience, "title": "A cohort"})
    return folder


def tables(people, ties, *, answered=None, isolates=6, cells="2–4", team=None, convened=""):
    """Give some tables as a report publishes them, of one wave."""
    heads, sizes, counts = ["end"], [people], [ties]
    if team is not None:
        heads = ["end: members only", "end: with the convener"]
        sizes, counts = [people, people + team], [ties, convened]

    def row(*values):
        return ",".join(map(str, values))

    return {
        "cohesion": "\n".join([row("", *heads), row("People", *sizes),
                               row("Tied pairs of people", *counts), row("Density", "9%", "8%")]),
        "coverage": "\n".join(["wave,eligible members,answered",
                               row("end", people, answered or people)]),
        "isolates": "\n".join(["wave,members who answered,without a tie to any member",
                               row("end", people, isolates)]),
        "organizations": f",1,2\n1  Ash,{cells},0\n2  Birch,0,5+",
    }  # fmt: skip


@pytest.fixture
def two(tmp_path):
    def make(first, second, **told):
        one = write(tmp_path / "earlier", first, **told)
        return differencing(one, write(tmp_path / "later", second, **told))

    return make


def test_the_ties_of_one_who_went_are_found(two):
    """24 people had 40 ties, 23 have 37: the one who went had three, and was no isolate."""
    found = two(tables(24, 40), tables(23, 37))
    rows = found.table.set_index("term")
    assert rows.loc["cohesion: Tied pairs of people, end", ["estimate", "n"]].tolist() == [-3, 1]
    assert rows.loc["isolates: end, without a tie to any member", "estimate"] == 0
    assert len(rows) == 2
    assert [one.code for one in found.warnings] == ["W29"]
    assert "2 numbers of the two reports" in found.sentence
    assert "1 person" in found.sentence
    assert found.claim == 1


def test_who_answered_late_is_found(two):
    found = two(tables(24, 40, answered=20), tables(24, 47, answered=22))
    first = found.table.iloc[0]
    assert (first["estimate"], first["n"], first["method"]) == (7, 2, "who answered late")


@pytest.mark.parametrize(("gone", "audience", "many"), [
    (4, "network", 2), (5, "network", 0), (5, "public", 2), (10, "public", 0), (0, "public", 0),
    (1, "analyst", 2),
])  # fmt: skip
def test_enough_people_hide_each_other(two, gone, audience, many):
    found = two(tables(24, 40), tables(24 - gone, 31), audience=audience)
    assert len(found.table) == many
    assert bool(found.warnings) == bool(many)


def test_that_one_of_two_reports_is_the_analysts_is_said(tmp_path, two):
    one = write(tmp_path / "network", tables(24, 40))
    other = write(tmp_path / "analyst", tables(23, 37), audience="analyst")
    said = "The later report is the analyst's, which nobody else may get."
    assert said in differencing(one, other).sentence
    assert "analyst" not in two(tables(24, 40), tables(23, 37), audience="analyst").sentence


def test_bands_and_what_is_hidden_tell_nothing(two):
    found = two(tables(24, "about 40", isolates="1–4"), tables(23, "suppressed", isolates="5"))
    assert not len(found.table)
    assert found.sentence == differences.NOTHING


@pytest.mark.parametrize(("before", "after", "terms"), [
    ("1", "0", ["organizations: 1  Ash, end: 1"]), ("1", "1", []), ("1", "2–4", []),
])  # fmt: skip
def test_a_cell_that_turns_from_one_to_none_tells(two, before, after, terms):
    first, second = (tables(n, "hidden", isolates="", cells=cells)
                     for n, cells in ((24, before), (23, after)))  # fmt: skip
    assert two(first, second).table["term"].tolist() == terms


def test_a_cell_of_two_waves_is_held_against_the_people_of_each(two):
    """Somebody went from the second wave: what the first one says is of the same people."""
    heads = "\n,start,end\nPeople,24,{n}\nTied pairs of people,30,40"
    first, second = ({"cohesion": heads.format(n=n).strip("\n"),
                      "organizations": f",1\n1  Ash,{cell}"}
                     for n, cell in ((24, "1 → 1"), (23, "0 → 0")))  # fmt: skip
    found = two(first, second).table
    assert found["term"].tolist() == ["cohesion: Tied pairs of people, end",
                                      "organizations: 1  Ash, end: 1"]  # fmt: skip


def test_inside_one_report_the_convening_team_is_found(tmp_path):
    for convened, many in ((47, 1), ("about 50", 0)):
        told = tables(24, 40, team=3, convened=convened)
        found = differencing(*[write(tmp_path / "out", told)] * 2)
        assert len(found.table) == many
    told = differencing(*[write(tmp_path / "out", tables(24, 40, team=3, convened=47))] * 2)
    row = told.table.iloc[0]
    assert (row["estimate"], row["n"]) == (7, 3)
    assert row["method"] == "with less without the conveners"
    assert not len(differencing(*[write(tmp_path / "out", tables(24, 40, team=5, convened=47))] * 2)
                   .table)  # fmt: skip


def test_an_update_of_a_report_warns(tmp_path):
    before, after = tables(24, 40), tables(23, 37)
    folder = write(tmp_path / "out", before)
    contents = {f"tables/{name}.csv": text for name, text in after.items()}
    with pytest.warns(nw.errors.NetweaveWarning, match=r"W29.*2 numbers.*1 person"):
        differences.warn_of_update(folder, contents, "network")
    same = {f"tables/{name}.csv": text for name, text in before.items()}
    differences.warn_of_update(folder, same, "network")  # a warning would be an error here
    differences.warn_of_update(folder, contents, "analyst")
    differences.warn_of_update(tmp_path, contents, "network")


def test_a_folder_without_a_report(tmp_path):
    with pytest.raises(ArgumentError, match="holds no report"):
        differencing(tmp_path, tmp_path)


def test_a_real_report_tells_nothing_by_itself(net, page):
    """With its numbers with and without three conveners."""
    texts = {one.name: files.as_csv(one.as_shown().frame) for one in page(net).tables}
    told = differences._publication(texts, "network")
    assert told.people["after", "members only"] == 18
    assert told.people["after", "with the convener"] == 21
    assert told.people["both waves", "members only"] == 18
    assert len(told.cells) > 200
    assert not list(differences._rows(told, told))


@pytest.mark.parametrize(
    "raw", [b"", b"\xff\xfe", b",end\nPeople\n", b'"', b",end\nPeople," + b"9" * 200_000,
            b",end\nPeople," + b"9" * 9_000,
            b"wave\nend\n", b"\x1b[31m,end\nPeople,23\nTied,3\n"],
)  # fmt: skip
def test_tables_that_no_report_wrote_are_no_trouble(tmp_path, raw):
    one = write(tmp_path / "one", tables(24, 40))
    other = write(tmp_path / "two", tables(23, 37))
    for name in ("cohesion", "coverage", "joined_and_left"):
        (other / "tables" / f"{name}.csv").write_bytes(raw)
    assert "\x1b" not in str(differencing(one, other))


def test_averages_shares_and_places_by_chance_are_no_counts(two):
    """1.0 and 0.0 are rounded, and a percentile is not of people; none of it tells anything."""
    more = {
        "before_after": ",estimate\nTies across per person,{}.0",
        "clusters": "wave,clusters,agreement of the runs\nend,{},1.0",
        "hub_or_node": "measure,wave,its place by chance\nGini,end,9{}",
        "records": ",rows\nroster.csv,{}",
    }
    first, second = (
        {**tables(people, 40), **{name: text.format(last) for name, text in more.items()}}
        for people, last in ((24, 1), (23, 2))
    )
    terms = two(first, second).table["term"]
    assert {term.partition(":")[0] for term in terms} == {"cohesion", "isolates"}


def test_an_empty_first_line_is_passed_over(tmp_path):
    good = write(tmp_path / "good", tables(24, 40))
    held = tables(23, 37)
    other = write(tmp_path / "other", {**held, "cohesion": "\n\n" + held["cohesion"]})
    assert len(differencing(good, other).table) == len(differencing(other, good).table) == 2


def test_a_table_that_is_gone_is_refused_and_so_is_what_names_no_folder(tmp_path):
    good = write(tmp_path / "good", tables(24, 40))
    gone = write(tmp_path / "gone", tables(23, 37))
    (gone / "tables" / "cohesion.csv").unlink()
    with pytest.raises(DataError, match=r"lacks 'tables/cohesion\.csv'"):
        differencing(good, gone)
    for nothing in (None, 3, [], float("nan"), b"x"):
        with pytest.raises(ArgumentError, match="later must be the folder of a report"):
            differencing(good, nothing)
