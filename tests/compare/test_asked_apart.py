"""Who knew whom, asked as a kind of its own: what to type, and what where(kind=) leaves out."""

import pytest

from eight_people import eight
from netweave.compare import before_after
from netweave.errors import ArgumentError, NetweaveWarning


def ends(net):
    return net.wave("wave1"), net.wave("wave2")


def test_the_kind_to_compare_is_named_and_the_waves_are_whole():
    assert len(before_after(*ends(eight()), kind="learning").strangers) == 1


def test_waves_without_the_acquaintance_say_which_call_to_make():
    net = eight().where(kind="learning")
    call = r"before_after\(before, after, kind='learning', acquaintance='acquaintance'\)"
    with pytest.raises(ArgumentError, match=call):
        before_after(*ends(net), acquaintance="acquaintance")
    with pytest.warns(NetweaveWarning, match=call):
        found = before_after(*ends(net))
    assert found.strangers.empty


def test_where_nobody_was_asked_nothing_is_said():
    assert before_after(*ends(eight(asked_in=None))).strangers.empty
