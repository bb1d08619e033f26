"""Whatever the tables hold: every row is accounted for, and only our own errors escape."""

import datetime as dt

import pandas as pd
from hypothesis import given, settings
from hypothesis import strategies as st

import netweave as nw
from netweave import errors

WORDS = st.sampled_from([
    "p1",
    "P1",
    "p2",
    "Ana Ruiz",
    "Ruiz, Ana",
    "p3",
    "x",
    "Zoe",
    "",
    "yes",
    "no",
])
CELLS = st.one_of(
    WORDS,
    st.none(),
    st.text(max_size=4),
    st.integers(-3, 9),
    st.floats(),
    st.booleans(),
    st.dates(dt.date(1000, 1, 1)),
    st.datetimes(),
    st.sampled_from([
        "presenter",
        "declined",
        "coalition",
        "2022-01-05",
        "03/04/2022",
        "webinar",
        "w1",
    ]),
)
COLUMNS = ("a", "b", "c", "d", "e")

few = settings(max_examples=settings.default.max_examples // 3)  # each weaves a network


def tables(cells=CELLS, max_size=8):
    row = st.lists(cells, min_size=len(COLUMNS), max_size=len(COLUMNS))
    rows = st.lists(row, max_size=max_size)
    return rows.map(lambda found: pd.DataFrame(found, columns=list(COLUMNS), dtype="object"))


DATES = {"s1": "2021-05-01", "s2": "2022-05-01", "s3": "2024-01-01", "s4": "", "": "2022-01-05"}
LEVELS = st.sampled_from(["coalition", "0", "2", "networking", "", "9", "friend"])


def logs(roles, third):
    """Tables as they really come: mostly known people, sessions with one date each, few faults."""
    rows = st.lists(st.tuples(WORDS, st.sampled_from(list(DATES)), roles, third), max_size=10)
    return rows.map(
        lambda found: pd.DataFrame(
            [(who, event, role, DATES[event], group) for who, event, role, group in found],
            columns=list(COLUMNS),
            dtype="object",
        )
    )


ROLES = st.sampled_from(["presenter", "", "attendee", "host", "dancer"])
GROUPS = st.sampled_from(["", "red", "Blue"])
STATES = st.sampled_from(["", "responded", "invited", "declined", "left", "asleep"])
ROSTER = pd.DataFrame({
    "id": ["p1", "p2", "p3", "p4"],
    "name": ["Ana Ruiz", "Bo Li", "Ruiz, ana", "Cy Oh"],
    "consent": ["", "", "", "no"],
    "joined": ["", "2022-01-01", "", ""],
    "left": ["2021-08-01", "", "", ""],
})
WAVES = {"w1": ("2021-01-01", "2022-01-01"), "w2": ("2022-01-01", "2023-01-01")}


def answers_tables():
    """Answers as they really come: two people, a level, a state, a date."""
    dates = st.sampled_from(["2021-05-01", "2022-05-01", "", "soon"])
    rows = st.lists(st.tuples(WORDS, WORDS, LEVELS, STATES, dates), max_size=10)
    return rows.map(lambda found: pd.DataFrame(found, columns=list(COLUMNS), dtype="object"))


def attempt(function, *arguments, **options):
    """Give what came out, or None if netweave refused it; any other error fails the test."""
    try:
        return function(*arguments, **options)
    except errors.NetweaveError as fault:
        assert str(fault)
        return None


def roster():
    return nw.read_people(
        ROSTER, id="id", name="name", consent="consent", joined="joined", left="left"
    )


def check(net, sizes):
    """The counts of every file add up to its rows, and every mention has one fate."""
    files = net.report.files
    assert files["rows"].to_dict() == sizes
    assert (files.drop(columns="rows").sum(axis=1) == files["rows"]).all()
    records = net.report.records
    reasons = records["reason"].astype("str")
    assert ((records["fate"] == "used") == (reasons == "")).all()
    assert records["fate"].notna().all()
    assert (net.ties["record"] < len(records)).all()
    told = net.ties["record"][net.ties["record"] >= 0]
    assert (records.loc[told, "fate"] == "used").all()
    rows = records.drop_duplicates(["file", "row"]).groupby("file", observed=False).size()
    assert rows.to_dict() == sizes
    assert not {"Zoe", "x"} & set(net.people.index)
    assert net.declined["wave"].value_counts().to_dict() == {
        label: count for label, count in net.waves["declined"].items() if count
    } or not len(net.waves)
    check_events(net)
    check_reports(net)


def check_events(net):
    """Every record that is used lies between the days when its person joined and left."""
    two_mode = net.report.affiliations
    if two_mode is None:
        return
    told = net.report.records.loc[two_mode.records["record"]]
    assert (told["fate"] == "used").all()
    logs = net.report.records[net.report.records["mention"].isin(["person", "author"])]
    logs = logs[(logs["file"] != "people") & (logs["fate"] == "used")]
    assert sorted(told.index) == sorted(logs.index)
    start = two_mode.events["start"].reindex(two_mode.records["event"].astype("str"))
    days = ROSTER.set_index("id").loc[two_mode.records["person"].astype("str")]
    joined, left = (pd.to_datetime(days[end]).to_numpy() for end in ("joined", "left"))
    assert not (start.to_numpy() < joined).any()
    assert not (start.dt.normalize().to_numpy() > left).any()
    assert sum(net.report.departed.values()) + sum(net.report.outside.values()) <= len(told)


def check_reports(net):
    """The weight of a tie that was reported lies between its lowest and its highest report."""
    if "highest" not in net.ties:
        return
    reported = net.ties[net.ties["kind"].isin(["learning", "know"])]
    assert (reported["highest"] >= reported["weight"]).all()
    assert not (reported["lowest"] > reported["weight"]).any()
    assert (reported["lowest"].notna() <= (reported["record"] == -1)).all()


@few
@given(
    st.one_of(logs(ROLES, GROUPS), tables(max_size=6)),
    st.one_of(logs(ROLES, GROUPS), tables(max_size=6)),
    st.one_of(answers_tables(), tables(max_size=6)),
)
def test_any_tables_woven(log, works, answers):
    sources = [
        attempt(
            nw.read_attendance, log, person="a", event="b", role="c", time="d", group="e"
        ),
        attempt(nw.read_authorship, works, person="a", work="b", time="d"),
        attempt(
            nw.read_survey, answers, wave="w1", learner="a", learned_from="b",
            level="c", scale="FREY_LCS", state="d",
        ),
        attempt(nw.read_survey, answers, wave="w2", kind="know", respondent="a", named="b",
            direction="mutual", time="d",
        ),
    ]  # fmt: skip
    given_ = [source for source in sources if source is not None]
    for waves in (None, WAVES):
        net = attempt(nw.weave, roster(), *given_, waves=waves)
        if net is None:
            continue
        sizes = {"people": len(ROSTER)}
        for source in given_:
            name = source.file if source.file not in sizes else f"{source.file} (2)"
            sizes[name] = source.mentions.rows
        check(net, sizes)
        assert (net.people.index != "p4").all()
        again = nw.weave(roster(), *given_, waves=waves)
        assert net.equals(again)
        assert net.report.records.equals(again.report.records)


WIDE = ("p1", "p2", "Ana Ruiz", "Zoe")
MARKS = st.sampled_from(["", "x", "1", "yes", "✓", "no", "speaker", "red", "0", "2", "friend"])
NAMED = st.sampled_from(["", "p1;p2", "Ruiz, Ana", "Bo Li; Zoe", "p3", "p4"])


def wide_tables(cells):
    """Tables with one row per person and a column for each session, box or person of a list."""
    rows = st.lists(st.tuples(WORDS, *[cells] * len(WIDE)), max_size=8)
    return rows.map(lambda found: pd.DataFrame(found, columns=["a", *WIDE], dtype="object"))


def wide_sources(table):
    """Read one wide table in every way that it can be meant."""
    dates = dict(zip(WIDE, ["2021-05-01", "2022-05-01", "2024-01-01", "2021-06-01"], strict=True))
    survey = {"wave": "w1", "respondent": "a", "direction": "learned_from"}
    return [
        attempt(nw.read_attendance, table, person="a", sessions=dates),
        attempt(nw.read_survey, table, **survey, named=list(WIDE), kind="boxes", form="generator"),
        attempt(nw.read_survey, table, **survey, named=list(WIDE), kind="marks", form="matrix"),
        attempt(
            nw.read_survey, table, **survey, named=list(WIDE), kind="levels", form="matrix",
            scale="FREY_LCS",
        ),
        attempt(nw.read_survey, table, **survey, named="p1", kind="names", form="checkbox"),
    ]  # fmt: skip


@few
@given(
    st.one_of(wide_tables(MARKS), wide_tables(NAMED), wide_tables(CELLS)),
    st.sampled_from([None, WAVES]),
)
def test_every_row_of_a_wide_table_is_accounted_for(table, waves):
    sources = [source for source in wide_sources(table) if source is not None]
    net = attempt(nw.weave, roster(), *sources, waves=waves)
    if net is None:
        return
    files = net.report.files
    assert (files.drop(columns="rows").sum(axis=1) == files["rows"]).all()
    assert files["rows"].tolist() == [len(ROSTER), *[len(table)] * len(sources)]
    records = net.report.records
    assert ((records["fate"] == "used") == (records["reason"].astype("str") == "")).all()
    counts = records.drop_duplicates(["file", "row"]).groupby("file", observed=False).size()
    assert counts.tolist() == files["rows"].tolist()
    two_mode = net.report.affiliations
    if two_mode is not None:
        told = records.loc[two_mode.records["record"]]
        assert (told["fate"] == "used").all()
        # Somebody who marked no session was read all the same: used, and in no record.
        assert set(told["file"]) <= {"attendance"}
    assert net.report.reasons.sum() == (records["reason"].astype("str") != "").sum()
    pd.testing.assert_frame_equal(net.report.refused, records[records["fate"] == "refused"])


@few
@given(tables(), st.booleans())
def test_any_roster(table, raising):
    people = attempt(
        nw.read_people, table, id="a", name="b", organization="c", convener="d", eligible="e",
        consent="d", joined="c", keep=["e"], on_bad="raise" if raising else "ledger",
    )  # fmt: skip
    if people is None:
        return
    net = nw.weave(people)
    assert net.report.files.loc["people", "rows"] == len(table)
    assert list(net.people.index) == list(dict.fromkeys(net.people.index))


@given(
    tables(WORDS), st.sampled_from(["mean", "max", "min"]), st.sampled_from(["mutual", "taught"])
)
def test_mutual_ties_have_one_weight_and_no_report_is_lost(answers, reconcile, direction):
    survey = attempt(
        nw.read_survey, answers, wave="w1", respondent="a", named="b", direction=direction
    )
    if survey is None:
        return
    net = nw.weave(roster(), survey, reconcile=reconcile)
    records = net.report.records
    used = records[(records["mention"] == "named") & (records["fate"] == "used")]
    assert sorted(net.report.reports["record"]) == sorted(used.index)
    if direction == "mutual":
        matrix = net.where(kind="learning").matrix
        assert (matrix != matrix.T).nnz == 0


@few
@given(tables(WORDS), st.permutations(range(4)))
def test_the_order_of_the_roster_changes_no_weight(log, order):
    source = attempt(nw.read_attendance, log, person="a", event="b", group="c")
    if source is None:
        return
    weights = []
    for roster_table in (ROSTER, ROSTER.iloc[list(order)]):
        net = nw.weave(nw.read_people(roster_table, id="id", name="name"), source)
        ties = net.ties.astype({"learner": "str", "learned_from": "str", "kind": "str"})
        weights.append(ties.set_index(["kind", "learner", "learned_from"])["weight"].sort_index())
    pd.testing.assert_series_equal(*weights)


@few
@given(st.text(max_size=200))
def test_any_bibtex(tmp_path_factory, text):
    path = tmp_path_factory.mktemp("bib") / "works.bib"
    path.write_text(
        "@misc{a, author = {" + text + "}}\n" + text, encoding="utf-8", errors="replace"
    )
    papers = attempt(nw.read_authorship, path)
    if papers is not None:
        net = nw.weave(nw.people_from(papers), papers)
        files = net.report.files
        assert files.loc["works.bib", "rows"] == papers.mentions.rows
        assert (files.drop(columns="rows").sum(axis=1) == files["rows"]).all()
