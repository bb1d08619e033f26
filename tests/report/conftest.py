"""Small cohorts for the tests of the report."""

import pandas as pd
import pytest
from markupsafe import Markup

from netweave import Network
from netweave.report import Options, chance, compose, make_page, pictures
from netweave.report.page import Picture
from netweave.report.published import published

ORGANIZATIONS = ("Alder", "Birch", "Cedar", "Dune", "Elm", "Fir")


def make_cohort(edges, people=None, *, waves=("before", "after"), responded=None, conveners=()):
    """Make a network of mutual ties from pairs by wave, everybody having answered."""
    people = people or [f"{name.lower()}{n}" for name in ORGANIZATIONS for n in (1, 2, 3)]
    everybody = [*people, *conveners]
    home = {name.lower()[0]: name for name in ORGANIZATIONS}
    index = pd.MultiIndex.from_product([waves, everybody], names=["wave", "person"])
    roster = pd.DataFrame(index=index).assign(
        organization=[home.get(one[0], "Hub") for _, one in index], eligible=True
    )
    roster["consent"] = "consented"
    silent = responded or {}
    roster["responded"] = [one not in silent.get(wave, ()) for wave, one in index]
    rows = [
        (one, other, wave)
        for wave, pairs in edges.items()
        for pair in pairs
        for one, other in (pair, pair[::-1])
    ]
    ties = pd.DataFrame(rows, columns=["learner", "learned_from", "wave"]).assign(kind="advice")
    kinds = pd.DataFrame({"mutual": True, "headline": True, "reporter": "either"}, index=["advice"])
    frame = pd.DataFrame({"name": [f"Name of {one}" for one in everybody]}, index=everybody)
    frame["convener"] = [one in conveners for one in everybody]
    if len(waves) > 1:
        return Network(frame, ties, kinds, list(waves), roster)
    flat = roster.droplevel("wave")[["organization", "responded"]]
    return Network(frame.join(flat), ties, kinds, list(waves))


def pairs_of(pairs):
    """Give pairs such as "a1-b2" as the ids of the cohort."""
    names = {name[0].lower(): name.lower() for name in ORGANIZATIONS}

    def one(text):
        return f"{names[text[0]]}{text[1:]}" if text[0] in names else text

    return [tuple(one(end) for end in pair.split("-")) for pair in pairs.split()]


EDGES = {
    "before": pairs_of("a1-a2 b1-b2 c1-c2 a1-b1 b1-c1 d1-d2 e1-e2 f1-f2 h-a1 h-b1 g-c1 i-d1"),
    "after": pairs_of(
        "a1-a2 b1-b2 c1-c2 d1-d2 e1-e2 f1-f2 a1-b1 a1-c1 a2-b2 c1-d1 b1-d1 c2-d2 e1-f1 e2-a3 "
        "h-a1 h-b1 g-c1 i-d1 h-e1 g-f1 h-g"
    ),
}


@pytest.fixture(autouse=True)
def few_random_networks(monkeypatch):
    """Draw few random networks: these tests ask what is told of them and to whom."""
    monkeypatch.setattr(chance, "DRAWS", 20)


@pytest.fixture(scope="session")
def net():
    """Six organizations of three, two waves, three conveners."""
    return make_cohort(EDGES, conveners=("h", "g", "i"))


def undrawn(name, draw, alt, caption, size):
    """Stand in for a drawn map where a test asks about words and numbers only."""
    return Picture(name, Markup("<svg></svg>"), alt, caption)


MADE = {}
# These change how a page is made, so that each of their tests needs its own.
CHANGING = ("test_degrades", "test_recover")


@pytest.fixture
def page(monkeypatch, request):
    """Make a page from a network, with its maps left undrawn; the same page once."""
    monkeypatch.setattr(pictures, "_picture", undrawn)
    changing = request.module.__name__.rpartition(".")[2] in CHANGING

    def make(net, affiliations=None, **options):
        key = (net, affiliations, *sorted(options.items()))
        if changing or key not in MADE:
            made = make_page(net, Options(**{"title": "A cohort", **options}), affiliations)
            MADE[key] = made
            return made
        return MADE[key]

    return make


@pytest.fixture(scope="session", name="cohort")
def the_maker_of_cohorts():
    """The function that makes a cohort from pairs by wave."""
    return make_cohort


@pytest.fixture(scope="session", name="across")
def the_reader_of_pairs():
    """The function that reads pairs such as "a1-b2"."""
    return pairs_of


@pytest.fixture(scope="session")
def edges():
    """The pairs of the cohort ``net`` by wave."""
    return EDGES


@pytest.fixture(scope="session")
def told(net):
    """Give findings, page and what is published of the cohort ``net`` for an audience, once."""
    made = {}

    def give(audience):
        if audience not in made:
            with pytest.MonkeyPatch.context() as patch:
                patch.setattr(chance, "DRAWS", 20)
                patch.setattr(pictures, "_picture", undrawn)
                found, page = compose(net, Options("A cohort", audience=audience))
            made[audience] = found, page, published(found, page)
        return made[audience]

    return give
