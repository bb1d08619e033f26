"""Who answered, by group and wave, and which pairs that observed."""

import numpy as np
import pandas as pd
import pytest

import netweave as nw
from netweave.errors import DataError
from netweave.network import Network
from netweave.plotting import coverage_plot, new_axes

PEOPLE = pd.DataFrame(
    {
        "organization": ["Hill", "Hill", "Lake", "Lake"],
        "responded_learning": [True, True, True, False],
    },
    index=["a", "b", "c", "d"],
)
TIES = pd.DataFrame({"learner": ["a"], "learned_from": ["b"], "kind": ["learning"]})


def net(people=PEOPLE, **columns):
    return Network(people, TIES.assign(**columns))


def key(ax):
    return [text.get_text() for text in ax.get_legend().get_texts()]


def said(ax):
    return [text.get_text() for text in ax.texts]


def parts(ax, label):
    return [bar.get_width() for bar in ax.patches if bar.get_label() == label]


def test_groups_above_and_pairs_below():
    ax = coverage_plot(net(), new_axes())
    assert parts(ax, "answered") == [1.0, 0.5]
    # three of six pairs have two who answered, three have one
    assert parts(ax, "both") + parts(ax, "one") + parts(ax, "none") == [0.5, 0.5, 0.0]
    assert said(ax) == ["2 of 2", "1 of 2", "6 of 6 pairs observed"]
    words = [tick.get_text() for tick in ax.get_yticklabels()]
    assert words == ["Hill", "Lake", "pairs of people"]
    assert ax.get_yticks()[-1] < ax.get_yticks()[1] < ax.get_yticks()[0]
    cuts = [line.get_xdata()[0] for line in ax.lines if line.get_label() == "line"]
    assert cuts == [0.6, 0.8]
    assert key(ax) == [
        "answered",
        "pairs observed from both sides",
        "pairs from one side",
        "pairs from nobody",
    ]


def test_waves_differ_by_colour_and_hatch():
    roster = nw.read_people(
        PEOPLE[["organization"]].rename_axis("id").reset_index(),
        id="id",
        organization="organization",
    )
    waves = {"start": ["a", "b", "c", "d"], "end": ["b", "c", "d"]}
    surveys = [
        nw.read_survey(
            pd.DataFrame({"who": who, "whom": ["c", "a", "d", "b"][-len(who) :]}),
            wave=wave,
            learner="who",
            learned_from="whom",
        )
        for wave, who in waves.items()
    ]
    ax = coverage_plot(nw.weave(roster, *surveys), new_axes())
    assert parts(ax, "start") == [1.0, 1.0]
    assert parts(ax, "end") == [0.5, 1.0]
    bars = [next(bar for bar in ax.patches if bar.get_label() == wave) for wave in ("start", "end")]
    assert bars[0].get_hatch() != bars[1].get_hatch()
    assert bars[0].get_y() > bars[1].get_y()
    assert [tick.get_text() for tick in ax.get_yticklabels()][-2:] == ["pairs, start", "pairs, end"]


def test_what_is_not_known_is_said():
    unknown = net(PEOPLE[["organization"]])
    assert said(coverage_plot(unknown, new_axes())) == ["it is not known who answered"]
    nobody = Network(PEOPLE[:0], TIES[:0])
    assert said(coverage_plot(nobody, new_axes())) == ["it is not known who answered"]


def test_of_records_nobody_had_to_be_asked():
    kinds = pd.DataFrame(
        {"evidence": ["coproduced"], "reporter": ["record"]}, index=pd.Index(["work"], name="kind")
    )
    recorded = Network(PEOPLE[["organization"]], TIES.assign(kind="work"), kinds)
    ax = coverage_plot(recorded, new_axes())
    assert [tick.get_text() for tick in ax.get_yticklabels()] == ["pairs of people"]
    assert "answered" not in key(ax)


def test_a_kind_must_be_named_where_there_are_several():
    two = pd.concat([TIES, TIES.assign(kind="help")])
    with pytest.raises(DataError):
        coverage_plot(Network(PEOPLE, two), new_axes())
    assert said(coverage_plot(Network(PEOPLE, two), new_axes(), kind="learning"))[0] == "2 of 2"


def test_many_groups_keep_their_rows():
    n = 300
    ids = [f"p{place:03d}" for place in range(n)]
    answered = np.arange(n) % 5 > 0
    people = pd.DataFrame(
        {
            "organization": [f"$O_{place % 60}$" for place in range(n)],
            "responded_learning": answered,
        },
        index=ids,
    )
    ties = pd.DataFrame({"learner": ["p001"], "learned_from": ["p002"], "kind": "learning"})
    ax = coverage_plot(Network(people, ties), new_axes(8, 8))
    ax.figure.draw_without_rendering()
    assert len(parts(ax, "answered")) == 60
    assert ax.get_yticklabels()[0].get_text() == "$O_0$"
