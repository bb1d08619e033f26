"""The folder for RSiena and statnet: what is a tie, what was not observed, who was not there."""

import shutil
import subprocess

import pandas as pd
import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

import netweave as nw
from any_network import HOSTILE, lawful, networks
from netweave import errors
from netweave.exchange import rscript

CARRIED = [text for text in HOSTILE if not set('"\n\t') & set(text)]


@pytest.fixture
def net():
    """Ben did not answer in spring, Cleo came in fall, Dan declined in fall and left."""
    ties = pd.DataFrame({
        "learner": ["ana", "ben", "cleo", "ana"],
        "learned_from": ["ben", "ana", "ana", "cleo"],
        "wave": ["spring", "fall", "fall", "fall"],
        "weight": [3.0, 1.0, 2.0, 2.0],
    })
    rows = [
        ("spring", "ana", True, "not_asked", True, "Quarry"),
        ("spring", "ben", True, "not_asked", False, "=Harbor"),
        ("spring", "cleo", False, "not_asked", None, None),
        ("spring", "dan", True, "not_asked", True, "Quarry"),
        ("fall", "ana", True, "not_asked", True, "=Harbor"),
        ("fall", "ben", True, "not_asked", True, "=Harbor"),
        ("fall", "cleo", True, "not_asked", True, "Quarry"),
        ("fall", "dan", True, "declined", None, None),
        ("later", "ana", True, "not_asked", True, None),
        ("later", "ben", True, "not_asked", True, "=Harbor"),
        ("later", "cleo", True, "not_asked", True, "Quarry"),
        ("later", "dan", False, "not_asked", None, None),
    ]
    columns = ["wave", "person", "eligible", "consent", "responded", "organization"]
    kinds = pd.DataFrame({"kind": ["tie"], "threshold": [2.0]})
    unasked = pd.DataFrame({"learner": ["ana"], "learned_from": ["dan"], "wave": ["spring"]})
    people = pd.DataFrame({"years": [1, None, 2.5, 3]}, index=["ana", "ben", "cleo", "dan"])
    roster = pd.DataFrame(rows, columns=columns)
    return nw.Network(people, ties, kinds, ["spring", "fall", "later"], roster, unasked)


def lines(folder, name):
    return (folder / name).read_text(encoding="utf-8").splitlines()


def test_the_matrices_tell_no_tie_from_not_observed_and_from_not_there(net, tmp_path):
    nw.exchange.write_siena(net, tmp_path)
    # Spring: Ana was not asked about Dan, Ben did not answer, Cleo was not there.
    assert lines(tmp_path, "wave1.txt") == ["0 1 10 NA", "NA 0 10 NA", "10 10 0 10", "0 0 10 0"]
    # Fall: Ben's tie is below the threshold, and of Dan, who declined, nothing is known.
    assert lines(tmp_path, "wave2.txt") == ["0 0 1 NA", "0 0 0 NA", "1 0 0 NA", "NA NA NA 0"]
    assert lines(tmp_path, "wave3.txt") == ["0 0 0 10", "0 0 0 10", "0 0 0 10", "10 10 10 0"]


def test_who_was_there_is_in_intervals(net, tmp_path):
    nw.exchange.write_siena(net, tmp_path)
    assert lines(tmp_path, "composition.txt") == ["1 3", "1 3", "1.5 3", "1 2.5"]


def test_covariates_are_codes_and_their_words_stand_beside_them(net, tmp_path):
    nw.exchange.write_siena(net, tmp_path)
    assert lines(tmp_path, "covariate_years.txt") == ["1", "NA", "2.5", "3"]
    assert lines(tmp_path, "covariate_organization.txt") == ["2 1 NA", "1 1 1", "NA 2 2", "2 NA NA"]
    assert lines(tmp_path, "codes.csv") == [
        "covariate,code,word",
        "covariate_organization,1,'=Harbor",  # no formula in a spreadsheet
        "covariate_organization,2,Quarry",
    ]
    assert lines(tmp_path, "people.csv") == ["row,person", "1,ana", "2,ben", "3,cleo", "4,dan"]


def test_the_script_names_the_files_and_nothing_else(net, tmp_path):
    nw.exchange.write_siena(net, tmp_path)
    text = (tmp_path / "start.R").read_text(encoding="utf-8")
    assert 'waves <- list("wave1.txt", "wave2.txt", "wave3.txt")' in text
    assert 'covariate_organization <- RSiena::varCovar(as.matrix(read.table("covariate_' in text
    assert 'covariate_years <- RSiena::coCovar(read.table("covariate_years.txt")[[1]])' in text
    hostile = rscript.script('x"\nsystem("ls")', [], [], "")
    assert all(line.startswith("#") for line in hostile.splitlines() if "system" in line)


def test_the_script_runs_where_there_is_r(net, tmp_path):
    if shutil.which("Rscript") is None:
        pytest.skip("R is not installed: the script is compared as text only")
    nw.exchange.write_siena(net, tmp_path)
    done = subprocess.run(
        ["Rscript", "start.R"], cwd=tmp_path, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr


def pairs(net):
    """Give who learned from whom."""
    people, cells = net.people.index, net.structure(directed=True).tocoo()
    return {(people[row], people[column]) for row, column in zip(cells.row, cells.col, strict=True)}


@lawful
@given(net=networks(ids=st.sampled_from(CARRIED)))
def test_matrices_read_back_hold_the_same_ties(net, tmp_path):
    kind = str(net.kinds.index[0])
    chosen = net.where(kind=kind)
    assume(chosen.structural_kinds and net.n)
    nw.exchange.write_siena(net, tmp_path, kind=kind)
    found = nw.exchange.read_siena(tmp_path)
    assert list(found.people.index) == list(net.people.index)
    assert list(found.waves.index) == list(net.waves.index)
    waves = net.by_wave() if len(net.waves) else {"": net}
    for label, wave in waves.items():
        after = found.wave(label) if label else found
        assert pairs(wave.where(kind=kind)) == pairs(after)


def test_a_folder_that_does_not_fit_is_refused(net, tmp_path):
    nw.exchange.write_siena(net, tmp_path)
    (tmp_path / "wave2.txt").write_text("0 1\n1 0\n", encoding="utf-8")
    with pytest.raises(errors.DataError, match="no matrix of 4 rows"):
        nw.exchange.read_siena(tmp_path)
    (tmp_path / "wave2.txt").write_text("0 x\n", encoding="utf-8")
    with pytest.raises(errors.DataError, match=r"wave2\.txt cannot be read as RSiena"):
        nw.exchange.read_siena(tmp_path)
    (tmp_path / "people.csv").unlink()
    with pytest.raises(errors.DataError, match="no file"):
        nw.exchange.read_siena(tmp_path)


def test_what_is_an_opportunity_only_is_no_tie(net, tmp_path):
    kinds = pd.DataFrame({"kind": ["tie"], "evidence": ["opportunity"]})
    seen = nw.Network(
        ["ana", "ben"], pd.DataFrame({"learner": ["ana"], "learned_from": ["ben"]}), kinds
    )
    with pytest.raises(errors.DataError, match="being in the same room"):
        nw.exchange.write_siena(seen, tmp_path / "out")
    assert not (tmp_path / "out").exists()
    with pytest.raises(errors.ArgumentError, match="kind must be one of"):
        nw.exchange.write_siena(net, tmp_path, kind="friendship")


def test_somebody_alone_in_a_wave_was_there(tmp_path):
    ties = pd.DataFrame({"learner": ["ana"], "learned_from": ["ben"], "wave": ["spring"]})
    roster = pd.DataFrame({
        "wave": ["spring"] * 2 + ["fall"] * 2,
        "person": ["ana", "ben"] * 2,
        "eligible": [True, True, True, False],
    })
    net = nw.Network(["ana", "ben"], ties, waves=["spring", "fall"], roster=roster)
    nw.exchange.write_siena(net, tmp_path)
    assert nw.exchange.read_siena(tmp_path).roster["eligible"].tolist() == [True, True, True, False]
    (tmp_path / "composition.txt").write_text("1 2\n", encoding="utf-8")
    with pytest.raises(errors.DataError, match="beginnings and ends for each of 2 people"):
        nw.exchange.read_siena(tmp_path)
    (tmp_path / "composition.txt").unlink()
    assert nw.exchange.read_siena(tmp_path).roster["eligible"].tolist()[:2] == [True, True]


def test_numbers_in_a_matrix_are_ties_or_refused(net, tmp_path):
    nw.exchange.write_siena(net, tmp_path)
    path = tmp_path / "wave1.txt"
    rest = "0 0 10 0\n10 10 0 10\n0 0 10 0\n"
    path.write_text(f"0 12 10 11\n{rest}", encoding="utf-8")
    found = nw.exchange.read_siena(tmp_path).wave("spring")
    assert pairs(found) == {("ana", "ben"), ("ana", "dan")}
    for wrong in ("-1", "inf"):
        path.write_text(f"0 {wrong} 10 0\n{rest}", encoding="utf-8")
        with pytest.raises(errors.DataError, match="below 0, or without end"):
            nw.exchange.read_siena(tmp_path)


def test_one_kind_is_in_a_folder(net, tmp_path):
    nw.exchange.write_siena(net, tmp_path)
    text = (tmp_path / "waves.csv").read_text(encoding="utf-8")
    (tmp_path / "waves.csv").write_text(text.replace("fall,tie", "fall,help"), encoding="utf-8")
    with pytest.raises(errors.DataError, match="several kinds: 'help', 'tie'"):
        nw.exchange.read_siena(tmp_path)
