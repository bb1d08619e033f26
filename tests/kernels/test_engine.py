"""Which way to compute, and that threads change no bit of a sum."""

import numpy as np
import pytest

from netweave._kernels import engine


def test_small_networks_wait_for_no_compiler():
    assert not engine.compiled(300)
    assert engine.compiled(301)


def test_the_number_of_threads_can_be_said(monkeypatch):
    monkeypatch.setenv("NETWEAVE_THREADS", "3")
    assert engine.threads() == 3
    monkeypatch.setenv("NETWEAVE_THREADS", "none")
    assert engine.threads() >= 1


@pytest.mark.parametrize("threads", ["1", "2", "5"])
def test_blocks_come_in_order_whatever_the_threads(monkeypatch, threads):
    monkeypatch.setenv("NETWEAVE_THREADS", threads)
    values = np.random.default_rng(1).random(1000)
    parts = list(engine.in_blocks(lambda first, last: values[first:last].sum(), 1000, 64))
    assert len(parts) == 16
    assert parts == [values[first : first + 64].sum() for first in range(0, 1000, 64)]


def test_nothing_to_do():
    assert list(engine.in_blocks(lambda first, last: last - first, 0, 64)) == []


def test_an_error_in_a_block_is_raised(monkeypatch):
    monkeypatch.setenv("NETWEAVE_THREADS", "2")

    def work(first, last):
        raise ValueError(f"{first} {last}")

    with pytest.raises(ValueError, match="0 10"):
        list(engine.in_blocks(work, 100, 10))
