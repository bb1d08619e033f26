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
from netweave.report.own import in_class
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


def owns(net, person):
    """Give the own column alone."""
    return {label: own for label, (own, _) in told(net, person).items()}


def test_a_person_sees_their_own_numbers():
    """m00 learned from m01, m02 and m12; m12, m22 and m23 learned from m00."""
    net = directed([*ring(), ("m00", "m12"), ("m12", "m00")])
    assert owns(net, "m00") == {
        "People you learned from": "3",
        "… of them in other organizations": "1",  # m12
        "People who learned from you": "fewer than 5",
    }


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


def test_no_class_is_none_or_all_of_few():
    """Also beyond those whom the person named: they know them, and know that the tie is there."""
    for others in range(60):
        classes = {}
        for count in range(others + 1):
            classes.setdefault(in_class(count, others), []).append(count)
        assert len(classes) == 1 or SUPPRESSED not in classes
        for counts in classes.values():
            told_all = min(counts) == others
            none_beyond = max(counts) < others and others - max(counts) < 10
            assert not told_all or SUPPRESSED in classes
            assert not none_beyond
            assert SUPPRESSED in classes or others - min(counts) >= 10


@pytest.mark.parametrize("named_by", [0, 3, 7])
def test_what_few_others_said_is_hidden_whatever_they_said(named_by):
    people = PEOPLE[:8]
    rows = [("m00", "m01"), *((one, "m00") for one in people[1 : named_by + 1])]
    found = owns(directed(rows, people=people, each=8), "m00")
    assert found["People you learned from"] == "1"  # the own answer
    assert found["People who learned from you"] == "hidden"


SIXTEEN = PEOPLE[:16]


@pytest.mark.parametrize("reporter", ["learner", "learned_from"])
def test_no_colleague_and_all_of_them_look_the_same(reporter):
    """m00 has five colleagues; all of them named m00 and nobody else did, or none and six did."""
    pages = []
    for named_by in (SIXTEEN[1:6], SIXTEEN[6:12]):
        rows = [("m07", "m09"), *((one, "m00") for one in named_by)]
        rows = [pair[::-1] for pair in rows] if reporter == "learned_from" else rows
        pages.append(owns(directed(rows, people=SIXTEEN, reporter=reporter), "m00"))
    assert pages[0] == pages[1]
    assert "5 or more" in pages[0].values()
    assert pages[0]["… of them in other organizations"] == "0"


@pytest.mark.parametrize("reporter", ["learner", "learned_from"])
def test_who_named_back_is_not_told(reporter):
    """m00 named m01, m02, m03; of twelve who named m00 these are all three, or none."""
    pages = []
    for named_by in (SIXTEEN[1:13], SIXTEEN[4:16]):
        rows = [*(("m00", one) for one in SIXTEEN[1:4]), *((one, "m00") for one in named_by)]
        rows = [pair[::-1] for pair in rows] if reporter == "learned_from" else rows
        pages.append(owns(directed(rows, people=SIXTEEN, reporter=reporter), "m00"))
    assert pages[0] == pages[1]
    own = "People you learned from" if reporter == "learner" else "People who learned from you"
    assert pages[0][own] == "3"
    assert sorted(pages[0].values()) == ["0", "3", "5 or more"]


def test_no_row_tells_what_another_hides():
    """Of eight others nobody named m00, or everybody did: not one word differs."""
    nine = PEOPLE[:9]
    rows = [("m00", "m01"), ("m00", "m02"), ("m01", "m02"), ("m03", "m04"), ("m06", "m05")]
    pages = [
        owns(directed([*rows, *((one, "m00") for one in named_by)], people=nine), "m00")
        for named_by in ((), nine[1:])
    ]
    assert pages[0] == pages[1]


def test_two_pages_together_do_not_tell_a_third_answer():
    """m00 named m02 to m06 and m01 also m07, who named none, or all, of those five."""
    rows = [*(("m00", one) for one in PEOPLE[2:7]), *(("m01", one) for one in PEOPLE[2:8])]
    rows += list(itertools.pairwise(PEOPLE[2:7]))
    pages = [
        [owns(directed([*rows, *more], each=12), one) for one in ("m00", "m01")]
        for more in ((), [("m07", one) for one in PEOPLE[2:7]])
    ]
    assert pages[0] == pages[1]


def test_either_side_and_ties_without_sides_are_given_in_classes():
    """Where either may report a tie, nobody can say which were the person's own words."""
    net = directed(ring(6), reporter="either")
    assert owns(net, "m00") == {
        "People you learned from": "5 to 9",
        "People who learned from you": "5 to 9",
    }
    assert owns(net.symmetrize(), "m00") == {"People you have a tie with, either way": "10 or more"}
    few = directed(ring(6, SIXTEEN), people=SIXTEEN, silent=SIXTEEN[10:], reporter="either")
    assert set(owns(few, "m00").values()) == {"hidden"}
    assert set(owns(few.symmetrize(), "m00").values()) == {"hidden"}


def test_who_was_not_asked_about_a_person_does_not_count():
    """Of 23 others nine were not asked about m00, so fourteen could have named them."""
    net = directed(ring(6))
    skipped = pd.DataFrame(
        {"learner": PEOPLE[1:10], "learned_from": "m00", "kind": "advice", "wave": "end",
         "side": "learner"}
    )  # fmt: skip
    part = nw.Network(net.people, net.ties, net.kinds, net.waves, net.roster, skipped)
    assert owns(net, "m00")["People who learned from you"] == "5 to 9"
    assert owns(part, "m00")["People who learned from you"] == "hidden"


def test_who_did_not_answer_learned_from_an_unknown_number():
    net = directed([pair for pair in ring() if pair[0] != "m00"], silent=("m00",))
    found = told(net, "m00")
    assert found["People you learned from"][0] == "not known"
    assert found["People who learned from you"][0] == "fewer than 5"
    assert "… of them in other organizations" not in found
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
