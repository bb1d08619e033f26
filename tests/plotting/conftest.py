"""Small made-up networks and ways to look at a picture's artists."""

from types import SimpleNamespace

import matplotlib as mpl
import numpy as np
import pandas as pd
import pytest

from netweave.network import Network

mpl.use("Agg")

FOUR = pd.DataFrame(
    {
        "name": ["Ana", "Ben", "Cleo", "Dov"],
        "organization": ["Hill", "Hill", "Lake", "Lake"],
        "convener": [True, False, False, False],
    },
    index=pd.Index(["a", "b", "c", "d"], name="person"),
)


def ties(*pairs, **columns):
    """Give a table of ties from (learner, learned_from) pairs."""
    table = pd.DataFrame(list(pairs), columns=["learner", "learned_from"])
    return table.assign(**columns)


def four(*pairs, **columns):
    """Give a network of four people in two organizations; a is the convener."""
    return Network(FOUR, ties(*pairs, **columns))


def random_network(n, organizations=8, ties_each=3, seed=0, names=None):
    """Give a random network of n people in some organizations."""
    rng = np.random.default_rng(seed)
    ids = np.array([f"p{place:04d}" for place in range(n)])
    learner = rng.integers(0, n, n * ties_each)
    learned_from = (learner + rng.integers(1, max(n, 2), n * ties_each)) % n
    table = pd.DataFrame({"learner": ids[learner], "learned_from": ids[learned_from]})
    names = names or [f"Organization {chr(65 + place)}" for place in range(organizations)]
    groups = [names[place % len(names)] for place in range(n)]
    people = pd.DataFrame({"organization": groups}, index=pd.Index(ids, name="person"))
    return Network(people, table.drop_duplicates())


def words(ax):
    """Give the texts of the legend, one line each."""
    return [" ".join(text.get_text().split()) for text in ax.get_legend().get_texts()]


def labelled(ax, label):
    """Give the collections with this label."""
    return [item for item in ax.collections if item.get_label() == label]


def dots(ax):
    """Give the collections of people."""
    return [item for item in ax.collections if str(item.get_label()).startswith("people ")]


def dot_at(ax, place):
    """Give (marker, face colour, diameter) of the dot that stands at a place."""
    for item in dots(ax):
        for row, offset in enumerate(item.get_offsets()):
            if np.allclose(offset, place):
                faces, sizes = item.get_facecolors(), item.get_sizes()
                face = faces[row % len(faces)]
                return (
                    str(item.get_label())[-1],
                    mpl.colors.to_hex(face),
                    sizes[row % len(sizes)] ** 0.5,
                )
    return None


@pytest.fixture
def toys():
    """The helpers above under one name."""
    return SimpleNamespace(
        FOUR=FOUR,
        ties=ties,
        four=four,
        random_network=random_network,
        words=words,
        labelled=labelled,
        dots=dots,
        dot_at=dot_at,
    )
