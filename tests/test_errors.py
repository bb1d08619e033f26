"""Messages: argument, rule, what was found, the mend."""

import numpy as np
import pytest

from netweave import codes, errors


def test_numbers_read_as_people_write_them():
    assert errors.shown(np.float64(0.0)) == "0"
    assert errors.shown(np.int64(3)) == "3"
    assert errors.shown("a") == "'a'"


def test_lists_are_cut_and_counted():
    assert errors.listed(range(7), 5) == "0, 1, 2, 3, 4 and 2 more"
    assert errors.at_lines([3]) == "line 3"


def test_a_missing_column_suggests_the_close_one():
    message = str(errors.missing_column("records", "person", ["persn", "date"]))
    assert (
        message
        == "records lacks the column 'person'. Did you mean 'persn'? It has 'persn', 'date'."
    )


def test_bad_rows_name_value_line_and_mend():
    message = str(errors.bad_rows("t['w']", "must be above 0", [-1.0, -2.0], [7, 9], "Drop them."))
    assert message == "t['w'] must be above 0; 2 rows are not: lines 7, 9 (-1, -2). Drop them."


def test_a_refusal_carries_its_code():
    refusal = errors.RefusalError("E-DIR", "which way?")
    assert refusal.code == "E-DIR"
    assert str(refusal) == "E-DIR: which way?"
    assert isinstance(refusal, ValueError)


@pytest.mark.parametrize("table", [codes.WARNINGS, codes.REFUSALS])
def test_every_code_says_what_it_is_and_what_to_do(table):
    for code in table.values():
        assert code.title
        assert code.text.endswith(".")
        assert code.mend.endswith(".")
    assert list(codes.WARNINGS)[:24] == [f"W{number:02}" for number in range(1, 25)]


def test_notices_are_sorted_by_what_they_stop():
    notices = [codes.Notice(code, "x.") for code in ("W05", "W01", "W03", "W01")]
    assert [notice.code for notice in codes.by_weight(notices)] == ["W03", "W01", "W05"]
    assert "Chase answers" in str(notices[1])
