"""Splitting CSV in columns and row by row gives the same rows."""

import csv
import io

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from linkage.errors import InputError
from linkage.intake.csv_rows import _fast, _slow, read_csv, read_header
from linkage.intake.streams import Block, blocks

CELL = st.text(st.sampled_from("ab\"\n ,é'0"), max_size=6)
TABLE = st.lists(st.tuples(CELL, CELL, CELL), max_size=12)
HEADER = ["x", "y", "z"]
LIMIT = 1 << 20


def written(rows):
    text = io.StringIO(newline="")
    csv.writer(text, lineterminator="\n").writerows(rows)
    return text.getvalue().encode()


def read(data, size=1 << 20):
    parts = list(read_csv(blocks(io.BytesIO(data), LIMIT, size), HEADER, LIMIT))
    rows = [row for part in parts for row in part.frame.rows()]
    lines = [line for part in parts for line in part.lines]
    return rows, lines, [bad for part in parts for bad in part.bad]


@given(TABLE)
@settings(deadline=None, max_examples=150)
def test_what_the_csv_module_writes_is_read_back(rows):
    found, lines, bad = read(written(rows))
    assert (found, bad) == (rows, [])
    expected = 1
    for row, line in zip(rows, lines, strict=True):
        assert line == expected
        expected += 1 + sum(cell.count("\n") for cell in row)


@given(TABLE)
@settings(deadline=None, max_examples=150)
def test_fast_and_slow_agree(rows):
    data = written(rows)
    fast, slow = _fast(data, 5, HEADER), _slow(data, 5, HEADER, LIMIT)
    if fast is not None:
        assert fast.frame.rows() == slow.frame.rows()
        assert fast.lines.to_list() == slow.lines.to_list()
        assert not slow.bad


@given(st.text(st.sampled_from('a",\n\r'), max_size=40))
@settings(deadline=None, max_examples=300)
def test_fast_and_slow_agree_on_any_bytes(text):
    data = text.encode()
    fast, slow = _fast(data, 1, HEADER), _slow(data, 1, HEADER, LIMIT)
    if fast is not None:
        assert fast.frame.rows() == slow.frame.rows()
        assert fast.lines.to_list() == slow.lines.to_list()
        assert not slow.bad


def test_an_unterminated_quote_costs_one_row():
    rows, lines, bad = read(b'1,2,3\n4,"5,6\n7,8,9\n1,"x",3\n')
    assert rows == [("1", "2", "3"), ("7", "8", "9"), ("1", "x", "3")]
    assert lines == [1, 3, 4]
    assert [b.line for b in bad] == [2]


def test_crlf_and_blank_lines():
    rows, lines, bad = read(b"1,2,3\r\n\r\n4,5,6\r\n")
    assert (rows, lines, bad) == ([("1", "2", "3"), ("4", "5", "6")], [1, 3], [])


def test_nul_bytes_are_reported():
    rows, _, bad = read(b"1,2,3\n4,\0,6\n")
    assert rows == [("1", "2", "3")]
    assert [(b.line, b.reason) for b in bad] == [(2, "NUL byte")]


def test_a_header_with_a_column_twice_is_refused():
    with pytest.raises(InputError, match="stand twice"):
        read_header(b"a,b,a", "x.csv")


def test_an_overlong_line_is_skipped_unread():
    data = b"1,2,3\n" + b"x" * 5000 + b"\n4,5,6\n"
    found = list(blocks(io.BytesIO(data), 1000, 512))
    assert b"".join(b.data for b in found) == b"1,2,3\n4,5,6\n"
    assert [(bad.line, bad.reason) for b in found for bad in b.bad] == [
        (2, "line longer than 1000 bytes")
    ]
    assert [b.first_line for b in found if b.data.startswith(b"4")] == [3]


def test_records_may_cross_blocks():
    data = Block(b'1,"a\n', 1), Block(b'b",3\n4,5,6\n', 2, final=True)
    parts = list(read_csv(iter(data), HEADER, LIMIT))
    assert [row for p in parts for row in p.frame.rows()] == [("1", "a\nb", "3"), ("4", "5", "6")]
    assert [line for p in parts for line in p.lines] == [1, 3]
