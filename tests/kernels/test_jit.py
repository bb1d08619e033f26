"""Compiled kernels on the disk: read again, and written anew where the files are damaged."""

import numba
import pytest

from netweave._kernels.compiled import jit


def twice(number):
    """Give two of it."""
    return 2 * number


@pytest.fixture
def folder(tmp_path, monkeypatch):
    monkeypatch.setattr(numba.config, "CACHE_DIR", str(tmp_path))
    return tmp_path


def hits(compiled):
    """Say how often a compiled function was read from the disk."""
    return sum(compiled.stats.cache_hits.values())


def test_what_was_compiled_is_read_again(folder):
    assert jit.kernel(twice)(4) == 8
    assert {path.suffix for path in folder.rglob("*.nb*")} == {".nbi", ".nbc"}
    again = jit.kernel(twice)
    assert again(4) == 8
    assert hits(again) == 1


@pytest.mark.parametrize("content", [b"", b"no such thing", None], ids=["empty", "other", "half"])
@pytest.mark.parametrize("suffix", [".nbi", ".nbc"])
def test_a_damaged_file_stops_nobody(folder, suffix, content):
    assert jit.kernel(twice)(4) == 8
    (file,) = folder.rglob(f"*{suffix}")
    whole = file.read_bytes()
    file.write_bytes(whole[: len(whole) // 2] if content is None else content)
    compiled = jit.kernel(twice)
    assert compiled(4) == 8
    assert hits(compiled) == 0
    mended = jit.kernel(twice)
    assert mended(4) == 8
    assert hits(mended) == 1


def test_a_disk_that_takes_nothing_stops_nobody(folder, monkeypatch):
    def full(*_):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("numba.core.caching.IndexDataCacheFile._save_data", full)
    assert jit.kernel(twice)(4) == 8
    assert not list(folder.rglob("*.nbc"))


def test_without_a_folder_it_is_compiled_all_the_same(monkeypatch):
    def nowhere(_):
        raise RuntimeError("no locator available")

    monkeypatch.setattr(jit, "_Kept", nowhere)
    assert jit.kernel(twice)(4) == 8
