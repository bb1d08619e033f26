"""What large records cost: a million ties with all checks, a million rows of attendance."""

import json
import os
import subprocess
import sys
import time
from importlib.util import find_spec

import numpy as np
import pandas as pd
import pytest

from netweave.network import Network

TRIES = 5


def fastest(action):
    """The least CPU time of several tries: the machine's own noise only ever adds."""
    times = []
    for _ in range(TRIES):
        begun = time.process_time()
        action()
        times.append(time.process_time() - begun)
    return min(times)


@pytest.fixture(scope="module")
def tables():
    rng = np.random.default_rng(0)
    people, ties = 50_000, 1_000_000
    ids = np.array([f"person{i:05d}" for i in range(people)])
    learner = rng.integers(0, people, ties)
    learned_from = (learner + 1 + rng.integers(0, people - 1, ties)) % people
    return pd.DataFrame(index=pd.Index(ids, name="person")), pd.DataFrame({
        "learner": ids[learner],
        "learned_from": ids[learned_from],
        "weight": rng.random(ties) + 0.1,
        "kind": np.array(["advice", "help", "joint"])[rng.integers(0, 3, ties)],
        "wave": np.array(["t1", "t2"])[rng.integers(0, 2, ties)],
        "record": np.arange(ties),
    })


def test_building_from_labels_takes_at_most_a_second(tables):
    people, ties = tables
    assert fastest(lambda: Network(people, ties, waves=["t1", "t2"])) <= 1.0


def test_the_tables_take_at_most_60_mib(tables):
    net = Network(*tables, waves=["t1", "t2"])
    held = net.ties.memory_usage().sum() + net.people.memory_usage(deep=True).sum()
    assert held <= 60 * 2**20


def test_a_filter_by_kind_and_wave_takes_a_tenth_of_a_second(tables):
    net = Network(*tables, waves=["t1", "t2"])
    assert fastest(lambda: net.where(kind="advice", wave="t1")) <= 0.1
    assert fastest(lambda: net.where(kind="advice").wave("t1")) <= 0.1


# ------------------------------------------------------------------ attendance, from a file on

MEASURED = """
import json, sys, time
from pathlib import Path
import netweave as nw
people = nw.read_people(sys.argv[1], id="id", name="name")
nw.read_attendance(sys.argv[3], person="who", event="session")  # what is loaded only once
begun = time.process_time()
log = nw.read_attendance(sys.argv[2], person="who", event="session", role="role", time="date")
two_mode = nw.affiliate(people, log)
spent = time.process_time() - begun
status = Path("/proc/self/status")  # of this program alone, not of the one that started it
lines = status.read_text().splitlines() if status.exists() else ["VmHWM: 0 kB"]
peak = next(int(line.split()[1]) for line in lines if line.startswith("VmHWM")) / 1024
print(json.dumps([spent, peak, len(log.log), len(two_mode.records), len(two_mode.events)]))
"""


def attendance_files(folder, rows):
    """Write a roster of 5,000 people and a log of about as many rows of 2,000 sessions."""
    rng = np.random.default_rng(0)
    ids = np.array([f"person{i:05d}" for i in range(5_000)])
    sessions = np.array([f"Session {i:04d} on learning" for i in range(2_000)])
    days = pd.Timestamp("2021-01-01") + pd.to_timedelta(rng.integers(0, 700, 2_000), "D")
    who, where = rng.integers(0, 5_000, rows), rng.integers(0, 2_000, rows)
    log = pd.DataFrame({
        "who": ids[who],
        "session": sessions[where],
        "role": np.array(["", "attendee", "presenter", "host"])[rng.integers(0, 16, rows) // 5],
        "date": days.strftime("%Y-%m-%d").to_numpy()[where],
    })
    paths = [folder / name for name in ("people.csv", "log.csv", "small.csv")]
    roster = pd.DataFrame({"id": ids, "name": [f"Given{i} Family{i}" for i in range(5_000)]})
    roster.to_csv(paths[0], index=False)
    log.to_csv(paths[1], index=False)
    log[:1_000].to_csv(paths[2], index=False)
    return paths, len(np.unique(who.astype(np.int64) * 2_000 + where))


@pytest.mark.parametrize(
    ("rows", "seconds", "mebibytes"),
    [(200_000, 1.0, 230), pytest.param(1_000_000, 3.0, 400, id="a million")],
)
def test_attendance_from_a_file_to_affiliations(tmp_path, slow, rows, seconds, mebibytes):
    """A million rows in 3 seconds of CPU and 400 MiB; a fifth of them in a third of the time."""
    if rows == 1_000_000 and not slow:
        pytest.skip("a million rows are read with --slow")
    paths, distinct = attendance_files(tmp_path, rows)
    found = []
    for _ in range(3):
        done = subprocess.run(
            [sys.executable, "-W", "error", "-c", MEASURED, *map(str, paths)],
            capture_output=True, text=True, check=False,
        )  # fmt: skip
        assert done.returncode == 0, done.stderr
        found.append(json.loads(done.stdout))
    spent, peak, read, records, events = map(min, zip(*found, strict=True))
    assert (read, records, events) == (rows, distinct, 2_000)
    assert spent <= seconds
    # pyarrow, where it is installed, is loaded by pandas and takes room of its own.
    assert peak <= mebibytes + (60 if find_spec("pyarrow") else 0)


FIRST_USE = """
import inspect, json, sys, time
import numpy as np, pandas as pd
import netweave as nw
from netweave import analytics

rng = np.random.default_rng(1)
cells = np.argwhere(rng.random((300, 300)) < {density})
cells = cells[cells[:, 0] != cells[:, 1]]
ties = pd.DataFrame(cells, columns=["learner", "learned_from"])
people = pd.DataFrame({{"organization": np.arange(300) // 20, "convener": np.arange(300) < 2,
                       "years": np.arange(300) % 7}})
net = nw.Network(people.astype({{"organization": str}}), ties)
given = {{"seed": 1, "size": 2, "people": [0, 1], "column": "years", "partition": "organization"}}
slow = {{}}
for name, declared in analytics.measures().items():
    wanted = inspect.signature(declared.function).parameters
    if "draws" in wanted:  # so many networks are drawn and measured: it takes its time
        continue
    options = {{key: value for key, value in given.items() if key in wanted}}
    begun = time.process_time()
    declared.function(net, **options)
    spent = time.process_time() - begun
    if spent > {most}:
        slow[name] = round(spent, 2)
begun = time.process_time()
nw.key_players(net, 2, by="distance_fragmentation", seed=1)
if time.process_time() - begun > {most}:
    slow["key_players, by distance"] = round(time.process_time() - begun, 2)
print(json.dumps([slow, "numba" in sys.modules]))
"""


@pytest.mark.parametrize("density", [0.02, 0.3])
def test_nobody_with_a_small_network_waits_for_a_compiler(tmp_path, density):
    # One second on a machine of one's own; the test allows for shared cores.
    script = FIRST_USE.format(density=density, most=2.0)
    environment = {**os.environ, "NUMBA_CACHE_DIR": str(tmp_path)}
    done = subprocess.run(
        [sys.executable, "-c", script],
        env=environment,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr[-2000:]
    slow, compiled = json.loads(done.stdout.splitlines()[-1])
    assert slow == {}
    assert not compiled
