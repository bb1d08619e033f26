"""One person's page: the own numbers, ranges of everybody's, and nobody who could be told."""

import itertools
import re

import numpy as np
import pandas as pd
import pytest

import netweave as nw
from netweave.audience import PARTICIPANT, SUPPRESSED
from netweave.errors import ArgumentError
from netweave.report import files
from netweave.report.participant import make_own_page

PEOPLE = [f"m{n:02d}" for n in range(24)]


def directed(rows, *, people=PEOPLE, silent=(), each=6, reporter="learner", name=None):
    """Make one wave from learner-learned_from pairs; people sit in organizations of ``each``."""
    frame = pd.DataFrame(
        {"organization": [f"Org {n // each}" for n in range(len(people))],
         "responded": [one not in silent for one in people],
         "name": [name or f"Name of {one}" for one in people]}, index=people,
    )  # fmt: skip
    ties = pd.DataFrame(rows, columns=["learner", "learned_from"]).assign(kind="advice")
    kinds = pd.DataFrame({"headline": True, "reporter": reporter}, index=["advice"])
    return nw.Network(frame, ties, kinds, ["end"])


def ring(steps=2, people=PEOPLE):
    """Let everybody learn from the next few."""
    return [(one, people[(n + k) % len(people)]) for n, one in enumerate(people)
            for k in range(1, steps + 1)]  # fmt: skip


def told(net, person, place=1):
    """Give the own column of a wave by label, and the spread."""
    frame = make_own_page(net, person).sections[place].parts[-1].table.frame
    return dict(zip(frame.iloc[:, 0], zip(frame.iloc[:, 1], frame.iloc[:, 2], strict=True),
                    strict=True))  # fmt: skip


def test_a_person_sees_their_own_numbers():
    """m00 learned from m01, m02 and m12; m12, m22 and m23 learned from m00."""
    net = directed([*ring(), ("m00", "m12"), ("m12", "m00")])
    found = told(net, "m00")
    assert found["People you learned from"][0] == "3"
    assert found["People who learned from you"][0] == "3"
    assert found["People you have a tie with, either way"][0] == "5"
    assert found["… of them in other organizations"][0] == "3"  # m12, m22, m23
    # Of the ten pairs of m01, m02, m12, m22 and m23, m01-m02 and m22-m23 and m23-m01 are tied.
    assert found["Pairs of them without a tie to each other"][0] == "70 to 74%"


def test_nobody_else_is_on_the_page(tmp_path):
    net = directed([*ring(), ("m00", "m12")])
    path = nw.report_participant(net, "m00", tmp_path / "own.html")
    text = path.read_text(encoding="utf-8")
    others = [one for one in PEOPLE if one != "m00"]
    assert "Name of m00" in text
    assert not [one for one in others if one in text]
    assert "Org" not in re.sub(r"<style>.*</style>|organizations", "", text, flags=re.DOTALL)


def test_ranges_are_the_same_on_every_page_and_hold_six_people():
    rows = [(one, other) for n, one in enumerate(PEOPLE) for other in PEOPLE[: n // 4]
            if one != other]  # fmt: skip
    net = directed(rows)
    pages = [{label: spread for label, (_, spread) in told(net, one).items()} for one in PEOPLE[:4]]
    assert all(page == pages[0] for page in pages)
    spread = pages[0]["People you learned from"]
    held = [int(count) for count in re.findall(r": (\d+)", spread)]
    assert sum(held) == 24
    assert min(held) >= 6
    assert spread.endswith(f"or more: {held[-1]}")


@pytest.mark.parametrize("seed", range(5))
def test_no_range_has_fewer_than_five_others(seed):
    draw = np.random.default_rng(seed)
    values = draw.integers(0, 8, size=int(draw.integers(0, 40))).astype(float)
    bands = PARTICIPANT.spread(list(values))
    assert len(bands) != 1
    for (band, count), (after, _) in itertools.pairwise([*bands, (None, 0)]):
        assert count == sum(value in band for value in values)
        assert count > 5
        assert after is None or after.lowest == band.highest + 1


@pytest.mark.parametrize("values", [[], [1] * 30, [0] * 6 + [1] * 5, list(range(11))])
def test_too_few_or_too_much_alike_for_ranges(values):
    assert PARTICIPANT.spread(values) == []


@pytest.mark.parametrize("named_by", [0, 7])
def test_none_or_all_of_a_few_is_hidden(named_by):
    """Of seven others nobody, or everybody, learned from m00: that is what each of them said."""
    people = PEOPLE[:8]
    rows = [("m00", "m01"), *((one, "m00") for one in people[1 : named_by + 1])]
    found = told(directed(rows, people=people, each=8), "m00")
    assert found["People you learned from"][0] == "1"  # the own answer
    for label in ("People who learned from you", "People you have a tie with, either way"):
        assert found[label][0] == "hidden"
    some = told(directed([*rows[:1], ("m02", "m00")], people=people, each=8), "m00")
    assert some["People who learned from you"][0] == "1"
    assert PARTICIPANT.own(0, 9) == SUPPRESSED
    assert PARTICIPANT.own(0, 10) == 0


def test_with_few_colleagues_the_ties_outside_are_hidden():
    """With two colleagues all ties less those outside would say which of them named m00."""
    rows = [*ring(), ("m01", "m00")]
    assert told(directed(rows, each=3), "m00")["… of them in other organizations"][0] == "hidden"
    assert told(directed(rows, each=6), "m00")["… of them in other organizations"][0] == "2"
    assert told(directed(rows, each=20), "m00")["… of them in other organizations"][0] == "hidden"


@pytest.mark.parametrize(
    ("back", "ties"), [((), "hidden"), (("m01",), "4"), (("m01", "m02"), "hidden")]
)
def test_all_ties_do_not_tell_who_named_back(back, ties):
    """Of m01 and m02, whom m00 named: with 2, 2 + 2 and 4 ties none named back, and so on."""
    rows = [*ring(), *((one, "m00") for one in back)]
    found = told(directed(rows), "m00")
    assert found["People who learned from you"][0] == str(2 + len(back))
    assert found["People you have a tie with, either way"][0] == ties
    outside = found["… of them in other organizations"][0]
    assert outside == ("2" if ties != "hidden" else "hidden")


def test_with_few_contacts_their_ties_are_not_told():
    label = "Pairs of them without a tie to each other"
    assert told(directed(ring(1)), "m00")[label][0] == "given with 5 people or more"
    everybody = list(itertools.permutations(PEOPLE[:7], 2))
    assert told(directed(everybody), "m00")[label][0] == "hidden"  # all of them are tied


def test_who_did_not_answer_learned_from_an_unknown_number():
    net = directed([pair for pair in ring() if pair[0] != "m00"], silent=("m00",))
    found = told(net, "m00")
    assert found["People you learned from"][0] == "not known"
    assert found["People who learned from you"][0] == "2"
    assert "did not answer" in make_own_page(net, "m00").sections[1].parts[0].text


def test_a_wave_without_the_person_says_so(net):
    gone = net.roster.copy()
    gone.loc[("before", "fir3"), "eligible"] = False
    one = nw.Network(net.people, net.ties, net.kinds, net.waves, gone)
    sections = make_own_page(one, "fir3").sections
    assert [section.title for section in sections[1:3]] == ["before", "after"]
    assert sections[1].parts[0].text == "You do not belong to this wave."
    # A mutual kind has no side that taught.
    labels = sections[2].parts[-1].table.frame.iloc[:, 0].tolist()
    assert labels[0] == "People you have a tie with, either way"


def test_who_declined_gets_no_page():
    net = directed(ring())
    with pytest.raises(ArgumentError, match="one of the 24 people of the network, got 'x1'"):
        make_own_page(net, "x1")
    with pytest.raises(ArgumentError, match="one of the 24 people"):
        make_own_page(net, 3)


def test_where_the_page_lies(tmp_path):
    net = directed(ring())
    out = tmp_path / "out"
    files.prepare(out)
    files.write_all(out, {"index.html": "x"}, {})
    with pytest.raises(ArgumentError, match="must not lie in the folder of a report"):
        nw.report_participant(net, "m00", out / "own.html")
    with pytest.raises(ArgumentError, match="folder that does not exist"):
        nw.report_participant(net, "m00", tmp_path / "none" / "own.html")
    path = nw.report_participant(net, "m00", tmp_path / "own.html")
    with pytest.raises(ArgumentError, match="names something that exists"):
        nw.report_participant(net, "m01", path)
    assert nw.report_participant(net, "m01", path, force=True) == path


def test_a_hostile_name_is_escaped(tmp_path):
    net = directed(ring(), name="<script>alert(1)</script>")
    text = nw.report_participant(net, "m00", tmp_path / "own.html").read_text("utf-8")
    assert "<script" not in text
    assert "default-src 'none'" in text


def test_records_without_ties_say_so(tmp_path):
    ties = pd.DataFrame({"learner": ["a"], "learned_from": ["b"], "kind": "session"})
    kinds = pd.DataFrame({"evidence": "opportunity", "headline": False}, index=["session"])
    page = make_own_page(nw.Network(["a", "b"], ties, kinds), "a")
    assert "only the chance of some" in page.sections[1].parts[0].text


def test_a_report_for_all_is_no_report_for_one():
    with pytest.raises(ArgumentError, match=r"nw\.report_participant\(net, person, path\)"):
        nw.report_standard(directed(ring()), audience="participant")
