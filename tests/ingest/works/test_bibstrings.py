"""Values that BibTeX puts together."""

import pytest

from netweave.ingest.works import bibstrings


def test_abbreviations_in_abbreviations():
    known = {"a": ("Ana", False), "ana": ("wrong", False), "both": ('a # " and " # BO', True)}
    assert bibstrings.joined("BOTH # { # Cy}", known) == "Ana and BO # Cy"
    assert bibstrings.joined("ana", known) == "wrong"
    assert bibstrings.joined("2021", known) == "2021"


def test_nothing_expands_without_end():
    with pytest.raises(bibstrings.TooLongError):
        bibstrings.joined("a", {"a": ("b # b", True), "b": ("a # a", True)})
    with pytest.raises(bibstrings.TooLongError):
        bibstrings.joined("a # a # a", {"a": ("x" * 1_000_000, False)})
