"""Weights added up by groups, against the table of all weights."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy import sparse

from made_up_meetings import KINDS, PEOPLE, meetings
from netweave._kernels import grouped
from netweave._kernels.operators import Held

CODES = st.lists(st.integers(-1, 2), min_size=len(PEOPLE), max_size=len(PEOPLE)).map(np.array)


def expect_sums(weights, codes):
    """Hold the sums against those of the table; who met nobody of a group has 0 exactly."""
    table = weights.dense()
    member = (codes[:, None] == np.arange(3)).astype(float)
    spread = table @ member
    own = (spread * member).sum(axis=1)
    found = grouped.inside(weights, codes)
    np.testing.assert_allclose(found, own, atol=1e-12)
    assert (found[own == 0] == 0).all()
    np.testing.assert_allclose(grouped.between(weights, codes, 3), member.T @ spread, atol=1e-12)
    np.testing.assert_allclose(grouped.squares(weights, codes, 3), (spread**2).sum(axis=1))


@pytest.mark.parametrize("room", [0, 1000], ids=["sorted", "counted"])
@given(records=meetings(), kind=st.sampled_from(KINDS), codes=CODES)
@settings(max_examples=8)
def test_sums_by_group(records, kind, codes, room):
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(grouped, "ROOM", room)
        patch.setattr(grouped, "STEP", 3)
        for weights in ("newman", "count", "resource_allocation"):
            ours = records.where(kind=kind).factored(weights)
            expect_sums(ours, codes)
            expect_sums(ours.turned(), codes)
            expect_sums(ours.both(), codes)


@given(records=meetings(), codes=CODES)
@settings(max_examples=5)
def test_ties_that_are_held_give_the_same_sums(records, codes):
    held = Held(records.project().where(kind="attendance_presenter").matrix)
    expect_sums(held, codes)
    expect_sums(held.both(), codes)


def test_no_groups_at_all():
    ours = Held(sparse.csr_array(np.eye(3, k=1)))
    nobody = np.full(3, -1)
    assert grouped.inside(ours, nobody).tolist() == [0, 0, 0]
    assert grouped.between(ours, nobody, 0).shape == (0, 0)
    assert grouped.squares(ours, nobody, 0).tolist() == [0, 0, 0]
