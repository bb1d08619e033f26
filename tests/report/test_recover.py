"""Counts that are hidden cannot be worked out from everything that is published beside them.

Each test tries every whole number that the hidden count could be, and keeps those that agree with
all that a report says: its page, its tables and its facts.
"""

import itertools
import json
import math
import re

import numpy as np
import pandas as pd
import pytest

import netweave as nw
from netweave.report import Options, compose, organizations, pictures
from netweave.report.changes import shares
from netweave.report.findings import find
from netweave.report.published import document, facts
from netweave.report.published import published as published_of

ABOVE = ["network", "public"]
# A hidden count is as open as a band of the network level, "2–4", at the least.
LEAST_OPEN = 3


def cohort(organizations, each, *, conveners=0, joiner=False, seed=1):
    """Make a cohort whose second wave has more ties, with rounds of answers that all gave."""
    draw = np.random.default_rng(seed)
    members = [f"m{n:02d}" for n in range(organizations * each)]
    extra = [f"c{n}" for n in range(conveners)] + (["j0"] if joiner else [])
    people = [*members, *extra]
    home = {one: f"Org {n // each}" for n, one in enumerate(members)} | {"j0": "Org 0"}
    rows = [
        (one, other, wave, "advice")
        for wave, chance in (("before", 0.12), ("after", 0.2))
        for one, other in itertools.permutations(people, 2)
        if draw.random() < chance and not (wave == "before" and "j0" in (one, other))
    ]
    index = pd.MultiIndex.from_product([["before", "after"], people], names=["wave", "person"])
    roster = pd.DataFrame(index=index).assign(
        organization=[home.get(one, "Hub") for _, one in index],
        eligible=[not (wave == "before" and one == "j0") for wave, one in index],
        responded=True,
    )
    frame = pd.DataFrame({"convener": [one.startswith("c") for one in people]}, index=people)
    ties = pd.DataFrame(rows, columns=["learner", "learned_from", "wave", "kind"])
    kinds = pd.DataFrame({"headline": True}, index=["advice"])
    return nw.Network(frame, ties, kinds, ["before", "after"], roster)


def allows(text, value):
    """Whether a published text leaves a value possible; what says nothing leaves all."""
    words = str(text).replace("−", "-").replace(",", "")
    share = 100 * value
    if found := re.fullmatch(r"(\d+) to (\d+)%( of people)?", words):
        return int(found[1]) - 1e-9 <= share < int(found[2]) + 1
    if found := re.fullmatch(r"under (\d+)%( of people)?", words):
        return share < int(found[1])
    if found := re.fullmatch(r"(\d+)% or more( of people)?", words):
        return share > int(found[1]) - 1e-9
    if found := re.fullmatch(r"(about )?(-?\d+)(\.\d+)?(%?)", words):
        written = float(found[2] + (found[3] or ""))
        step = 10 if found[1] and not found[4] else 10.0 ** -max(len(found[3] or "") - 1, 0)
        return abs((share if found[4] else value) - written) <= step / 2 + 1e-9
    return True


class Published:
    """Everything in a report that can be read: cells of tables, texts, and facts."""

    def __init__(self, net, audience):
        options = Options("A cohort", audience=audience)
        found, page = compose(net, options)
        self.tables = {}
        for one in page.tables:
            frame = one.as_shown().frame
            first = frame.columns[0]
            self.tables[one.name] = frame.set_index(first)
        cards = [f"{card.value} {card.unit} {card.detail}" for card in page.cards]
        parts = [getattr(part, "text", "") for section in page.sections for part in section.parts]
        told = document(page, options, published_of(found, page))
        said = json.dumps([facts(page, options), told], ensure_ascii=False, default=str)
        self.numbers = told["numbers"]
        self.text = "\n".join([page.statement, *cards, *parts, said])

    def cell(self, table, row, column):
        """Give a cell as text; "" where there is none. A row may need its wave too."""
        frame = self.tables.get(table)
        if frame is None or column not in frame.columns or row not in frame.index:
            return ""
        found = frame.loc[row, column]
        return str(found)

    def index(self, term, wave, column):
        """Give a cell of the indices, which have a row per wave."""
        frame = self.tables["hub_or_node"]
        if column not in frame.columns:
            return ""
        return str(frame[frame["wave"] == wave].loc[term, column])

    def allow(self, facts):
        """Whether every cell leaves the value possible that it would have."""
        return all(allows(text, value) for text, value in facts)


def as_told(out):
    """Check that no number of the document tells more than its cell of the tables does."""
    for one in out.numbers:
        column, row = one["column"], one["what"]
        frame = out.tables[one["table"]]
        cells = frame.loc[[row], column] if row in frame.index else frame[column]
        if one["value"] is not None:
            assert any(allows(str(cell), one["value"]) for cell in cells), one
            assert "suppressed" not in set(map(str, cells)) or len(cells) > 1, one
        assert one["given_as"] != "hidden" or (one["value"], one["shown"]) == (None, "hidden")


@pytest.fixture
def published(monkeypatch):
    """Publish a network for an audience, its maps left undrawn."""
    monkeypatch.setattr(pictures, "_picture", lambda name, *_: pictures.Picture(name, "", "", ""))
    return Published


def sizes(out, wave, side, ties, across, pairs):
    """Pair what tables say of a network's counts with what they would be."""
    share, index = across / ties, (2 * across - ties) / ties
    column = f"{wave}: {side}"
    beside = f"{wave}: {'with the convener' if side == 'with the convener' else 'without'}"
    density = "Share of observed pairs that are tied (density)"
    return [
        (out.cell("cohesion", "Tied pairs of people", column), ties),
        (out.cell("cohesion", density, column), ties / pairs),
        (out.cell("hub_remaining", "Tied pairs", beside), ties),
        (out.cell("hub_remaining", "Share of observed pairs tied", beside), ties / pairs),
        (out.cell("hub_remaining", "Share of ties across organizations", beside), share),
        (out.cell("ei_index", "E-I index, observed", column), index),
    ]


def centralized(text, n, ties):
    """Whether a centralization fits so many ties for some greatest number of one person's."""
    top = (n - 1) * (n - 2)
    return any(allows(text, (n * most - 2 * ties) / top) for most in range(n))


@pytest.mark.parametrize("audience", ABOVE)
def test_the_ties_of_one_convener_are_not_recovered(published, audience):
    net = cohort(4, 5, conveners=1)
    out = published(net, audience)
    members, people, both = 20, 21, "with the convener"
    for wave in ("before", "after"):
        ties = int(float(out.cell("cohesion", "Tied pairs of people", f"{wave}: members only")))
        across = int(out.tables["crossing_share"].loc[wave, "ties across"])
        star = out.index("Centralization by number of ties", wave, both)
        pairs = math.comb(people, 2)
        left = [
            k
            for k in range(members + 1)
            if out.allow(sizes(out, wave, both, ties + k, across + k, pairs))
            and centralized(star, people, ties + k)
        ]
        assert left == list(range(members + 1))
    assert "Counting ties with the convener" not in out.text
    as_told(out)
    assert {one["given_as"] for one in out.numbers} >= {"number", "hidden", "range"}
    named = [column for frame in out.tables.values() for column in frame.columns]
    assert not [column for column in named if "with the convener" in str(column)]
    assert out.cell("kinds", "advice", "records") == "suppressed"
    assert "with the convener" not in " ".join(map(str, out.tables["secondary"].index))


def spread(out, wave):
    """Read the two bands of ties inside an organization."""
    place = 0 if wave == "before" else 1
    frame = out.tables["organizations"]
    texts = [str(frame.iloc[n, n]).split(" → ")[place] for n in (0, 1)]
    ends = {"5+": range(5, 16), "2–4": range(2, 5), "1+": range(1, 16), "yes": range(1, 16)}
    return [ends.get(one, range(int(one), int(one) + 1) if one.isdigit() else range(16))
            for one in texts]  # fmt: skip


def fits_two(out, wave, across, first, second, people):
    """Whether what is published of a wave agrees with three counts of two organizations."""
    ties = across + first + second
    if not ties:
        return False
    mixed = (2 * first + across) ** 2 + (2 * second + across) ** 2
    modularity = (first + second) / ties - mixed / (4 * ties * ties)
    clusters = out.tables["clusters"]
    facts = [
        *sizes(out, wave, "", ties, across, math.comb(people, 2)),
        (out.cell("cohesion", "Tied pairs of people", wave), ties),
        (out.cell("ei_index", "E-I index, observed", wave), (2 * across - ties) / ties),
        (out.cell("crossing_share", wave, "share across"), across / ties),
        (clusters.loc[wave, "modularity of organizations"], modularity),
    ]
    star = out.index("Centralization by number of ties", wave, "value")
    return out.allow(facts) and centralized(star, people, ties)


@pytest.mark.parametrize("audience", ABOVE)
@pytest.mark.parametrize("each", [6])
def test_the_ties_between_two_organizations_are_not_recovered(published, each, audience):
    people = 2 * each
    out = published(cohort(2, each, seed=2), audience)
    ends = re.search(r"\(([\d.]+) → ([\d.]+);", out.text)
    unit = 0.5 if "rounded to halves" in out.text else 1.0
    assert "Averages are rounded to" in out.text
    lead = out.cell("before_after", "Change in ties across organizations per person", "estimate")
    left = {}
    for wave, said in zip(("before", "after"), ends.groups(), strict=True):
        left[wave] = [
            across
            for across in range(each * each + 1)
            if abs(2 * across / people - float(said)) <= unit / 2 + 1e-9
            and any(
                fits_two(out, wave, across, one, other, people)
                for one, other in itertools.product(*spread(out, wave))
            )
        ]
    joint = [
        (one, other)
        for one, other in itertools.product(left["before"], left["after"])
        if abs(2 * (other - one) / people - float(lead)) <= unit / 2 + 1e-9
    ]
    for place in (0, 1):
        assert len({pair[place] for pair in joint}) >= LEAST_OPEN
    assert "ties crossed organizations" not in out.text
    assert set(out.tables["before_after"]["standard error"].dropna()) <= {"suppressed"}
    assert out.cell("kinds", "advice", "records") == "suppressed"


@pytest.mark.parametrize("audience", ABOVE)
@pytest.mark.parametrize("conveners", [0, 3])
def test_the_ties_of_one_joiner_are_not_recovered(published, conveners, audience):
    out = published(cohort(4, 5, conveners=conveners, joiner=True, seed=5), audience)
    shares = out.tables["crossing_share"].loc["after"]
    across, inside = int(shares["ties across"]), int(shares["ties inside"])
    side, column = ("members only", "without the convener") if conveners else ("", "value")
    wave = "after: members only" if conveners else "after"
    star = out.index("Centralization by number of ties", "after", column)
    left = []
    for far, near in itertools.product(range(17), range(5)):
        ties, crossing = across + inside + far + near, across + far
        facts = [
            *sizes(out, "after", side, ties, crossing, math.comb(21, 2)),
            (out.cell("cohesion", "Tied pairs of people", wave), ties),
            (out.cell("ei_index", "E-I index, observed", wave), (2 * crossing - ties) / ties),
        ]
        if out.allow(facts) and centralized(star, 21, ties):
            left.append((far, near))
    assert {far for far, _ in left} == set(range(17))
    assert {near for _, near in left} == set(range(5))
    assert out.cell("kinds", "advice", "records") == "suppressed"
    # How many joined follows from the size of each wave: it is said and not hidden by half.
    assert out.tables["joined_and_left"].loc["By people", "joined"] == 1
    assert "20 members belonged to both waves (the panel), 1 joined and 0 left" in out.text


BANDS = {"5+": (5, 99), "2–4": (2, 4), "1+": (1, 99), "yes": (1, 99), "no": (0, 0),
         "hidden": (0, 99)}  # fmt: skip


def banded(frame, wave, *, inside):
    """Give the least and greatest sum that the matrix leaves possible, inside or across."""
    place = 0 if wave == "before" else 1
    members = [n for n, name in enumerate(frame.index) if "Org" in name]
    low = high = 0
    for one, other in itertools.combinations_with_replacement(members, 2):
        if (one == other) == inside:
            text = str(frame.iloc[one, other]).split(" → ")[place]
            ends = BANDS.get(text) or (int(text), int(text))
            low, high = low + ends[0], high + min(ends[1], 15 if inside else 30)
    return low, high


def sparse_cohort(near, far):
    """Make four organizations of five, with no tie or one in each cell, and one who joined later.

    Who joined is of Org 0, with one tie inside it or none, and with one to Org 3 or none.
    """
    pairs = [("m00", "m01"), ("m05", "m06"), ("m00", "m05"), ("m06", "m10"), ("m01", "m11")]
    net = cohort(4, 5, joiner=True)
    rows = [(*pair, wave, "advice") for wave in ("before", "after") for pair in pairs]
    # The one inside Org 2 and the one of Org 1 with Org 3 are new: every cell stays 0 or 1.
    rows += [("m10", "m11", "after", "advice"), ("m07", "m16", "after", "advice")]
    rows += [("j0", "m02", "after", "advice")] * near + [("j0", "m17", "after", "advice")] * far
    ties = pd.DataFrame(rows, columns=["learner", "learned_from", "wave", "kind"])
    if near:  # so that the cell of Org 0 is a one and not a two
        ties = ties[~((ties["learner"] == "m00") & (ties["learned_from"] == "m01"))]
    return nw.Network(net.people, ties, net.kinds, ["before", "after"], net.roster)


@pytest.mark.parametrize("audience", ABOVE)
@pytest.mark.parametrize(("near", "far"), [(1, 0), (0, 1)])
def test_ones_and_zeros_do_not_tell_the_ties_of_one_joiner(near, far, audience):
    """Every cell 0 or 1, the panel's sums printed: cells less panel are what the joiner has."""
    found = find(sparse_cohort(near, far), Options("A cohort", audience=audience))
    matrix = organizations.matrix(found, found.mixes).frame.set_index("")
    told = shares(found, found.change).frame.set_index("wave").loc["after"]
    for known, inside, most in (("ties inside", True, 5), ("ties across", False, 15)):
        low, high = banded(matrix, "after", inside=inside)
        left = [k for k in range(most + 1) if low <= int(told[known]) + k <= high]
        assert left == list(range(most + 1)), known


@pytest.mark.parametrize(
    ("text", "yes", "no"),
    [("37%", 0.374, 0.376), ("about 80", 84, 86), ("0.19", 0.194, 0.196), ("−0.2", -0.24, -0.26),
     ("10 to 24%", 0.249, 0.25), ("under 10%", 0.09, 0.1), ("50% or more", 1.0, 0.49)],
)  # fmt: skip
def test_the_reader_of_published_numbers_reads_them(text, yes, no):
    assert allows(text, yes)
    assert not allows(text, no)


def test_the_search_finds_what_the_analyst_is_told(published):
    """The same search over numbers in full leaves one count: it can fail."""
    out = published(cohort(4, 5, conveners=1), "analyst")
    column = "after: with the convener"
    told = int(float(out.cell("cohesion", "Tied pairs of people", column)))
    ties = int(float(out.cell("cohesion", "Tied pairs of people", "after: members only")))
    across = int(out.tables["crossing_share"].loc["after", "ties across"])
    left = [
        k for k in range(21)
        if out.allow(sizes(out, "after", "with the convener", ties + k, across + k, 210))
    ]  # fmt: skip
    assert left == [told - ties]
