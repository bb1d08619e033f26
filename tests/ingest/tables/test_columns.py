"""The exact and the quick way to the columns of a text file agree; the quick one is quick."""

import subprocess
import sys
import time

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from netweave import errors
from netweave.ingest.tables import columns, textfiles
from netweave.ingest.tables.reading import read_table

ROWS = 300_000
CELLS = [
    "a", "b ", " c", "", " ", "NA", "null", "007", "1e5", "True", "1,5", '"x"', '"x,y"', '"x;y"',
    '"x""y"', '"two\nlines"', 'x"y', '"', '"x"y', "é", "Ł", "\u00a0", "\ufeff", "\x1c", "\x1f",
    "\x85", "\u2028", "\\", "#a", "'", "\x1a",
]  # fmt: skip
BREAKS = st.sampled_from(["\n"] * 8 + ["\r\n", "\r", "\n\n", "\n \n"])
LINES = st.lists(
    st.tuples(st.lists(st.sampled_from(CELLS), min_size=1, max_size=4), BREAKS), max_size=8
)


def outcome(path, large, group=1 << 20):
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(columns, "LARGE", large)
        patch.setattr(columns, "GROUP", group)
        try:
            table = read_table(path, delimiter=",")
        except errors.DataError as fault:
            return str(fault)
    cells = table.frame.astype("object").fillna("").to_numpy().tolist()
    return list(table.frame.columns), cells, table.lines.tolist(), table.note


@given(
    st.sampled_from(["x,y,z\n", "x,y,z,\n", "Title\n\nx,y,z\n", '"x","y","z"\r\n']),
    LINES,
    st.sampled_from(["utf-8", "utf-8-sig", "utf-16"]),
    st.sampled_from([1, 20, 1 << 20]),
)
def test_both_ways_agree(tmp_path_factory, head, lines, encoding, group):
    path = tmp_path_factory.mktemp("both") / "a.csv"
    body = "".join(",".join(cells) + end for cells, end in lines)
    path.write_bytes((head + body).encode(encoding))
    assert outcome(path, -1, group) == outcome(path, 1 << 40)


def quick(path, content):
    path.write_bytes(content)
    return columns.quick(path, "utf-8", ",", 2, 2)


def test_the_quick_way_keeps_text_as_text(tmp_path):
    found = quick(tmp_path / "a.csv", b'x,y\n007,True\n\n" 7 ","Ruiz, Ana"\n,NA\n')
    assert found.series(0).fillna("-").tolist() == ["007", "7", "-"]
    assert found.series(1).tolist() == ["True", "Ruiz, Ana", "NA"]
    assert found.lines.tolist() == [2, 4, 5]


@pytest.mark.parametrize(
    "content",
    [
        b'x,y\n"two\nlines",1\n',
        b'x,y\n"a""b",1\n',
        b'x,y\na"b,1"\n',
        b"x,y\na,1\rb,2\n",
        b"x,y\na,1\nb,2,3\n",
        b"x,y\na,1," + b"\n",
        b"x,y\n" + b"a" * 140_000 + b",1\n",
    ],
)
def test_what_only_the_exact_way_is_sure_of(tmp_path, content):
    assert quick(tmp_path / "a.csv", content) is None


def test_blocks_end_where_a_line_does(tmp_path, monkeypatch):
    monkeypatch.setattr(textfiles, "BLOCK", 5)
    path = tmp_path / "a.csv"
    path.write_bytes("né,b\n1,2\nlonger line\nx".encode("cp1252"))
    found = list(textfiles.blocks(path, "cp1252"))
    assert b"".join(found).decode() == "né,b\n1,2\nlonger line\nx"
    assert all(block.endswith(b"\n") for block in found[:-1])


@pytest.fixture(scope="module")
def log(tmp_path_factory):
    """A million attendances of five thousand people in two thousand sessions."""
    rng = np.random.default_rng(0)
    people = [f"person.{i:04d}@organization-{i % 97:02d}.org" for i in range(5000)]
    events = [f"session {i:04d}" for i in range(2000)]
    days = np.datetime64("2020-01-01") + np.arange(2000)
    event = rng.integers(0, 2000, ROWS)
    parts = [
        np.array(people)[rng.integers(0, 5000, ROWS)].tolist(),
        np.array(events)[event].tolist(),
        np.array(["attendee", "presenter", "facilitator"])[rng.integers(0, 3, ROWS)].tolist(),
        days.astype(str)[event].tolist(),
    ]
    path = tmp_path_factory.mktemp("many") / "log.csv"
    with path.open("w", encoding="utf-8") as file:
        file.write("person,session,role,date\n")
        file.writelines(f"{a},{b},{c},{d}\n" for a, b, c, d in zip(*parts, strict=True))
    return path


MEASURE = """
import resource, sys, time
import pandas
from netweave.ingest.tables.reading import read_table
before, begun = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss, time.process_time()
table = read_table(sys.argv[1])
used = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before
print(len(table.frame), time.process_time() - begun, used)
"""


def test_many_rows_take_little_time_and_memory(log):
    """Twice of what a busy machine took; with pyarrow, pandas copies text into its own form."""
    pytest.importorskip("resource")
    runs = []
    for _ in range(2):
        command = [sys.executable, "-c", MEASURE, str(log)]
        told = subprocess.run(command, capture_output=True, text=True, check=True).stdout.split()
        assert int(told[0]) == ROWS
        runs.append((float(told[1]), int(told[2]) / 1024))
    assert min(cpu for cpu, _ in runs) <= 0.6
    assert min(mib for _, mib in runs) <= 100


def test_texts_and_dates_are_read_once_each(log):
    table = read_table(log)
    begun = time.process_time()
    coded, names = table.coded("person")
    assert (len(coded), len(names)) == (ROWS, 5000)
    found, reasons = table.dates("date", None)
    assert found.notna().all()
    assert not any(reasons[:10])
    assert time.process_time() - begun <= 0.5
