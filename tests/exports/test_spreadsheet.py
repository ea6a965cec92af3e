import csv
import io

import polars as pl
import pytest

from linkage.exports.spreadsheet import guarded, unguarded, write_csv


@pytest.mark.parametrize("start", ["=", "+", "-", "@", "\t", "\r", "\n"])
def test_what_a_spreadsheet_might_run_gets_an_apostrophe(start):
    assert guarded(f"{start}cmd|' /C calc'!A0") == f"'{start}cmd|' /C calc'!A0"


def test_ordinary_text_is_left_alone():
    assert guarded("acc_1") == "acc_1"


def written(*rows):
    stream = io.BytesIO()
    write_csv(("a", "b"), rows, stream)
    return stream.getvalue()


def test_numbers_are_numbers_even_negative_ones():
    assert written((-1.5, 0), (True, None)) == b"a,b\n-1.5,0\ntrue,\n"


def test_commas_quotes_and_line_breaks_survive_a_round_trip():
    rows = list(csv.reader(io.StringIO(written(('x,"y"\nz', "1")).decode(), newline="")))
    assert rows == [["a", "b"], ['x,"y"\nz', "1"]]


def test_a_lone_surrogate_becomes_an_escape():
    assert written(("\udc80", "x")) == b"a,b\n\\udc80,x\n"


def test_the_stream_stays_open():
    stream = io.BytesIO()
    write_csv(("a",), [("x",)], stream)
    assert not stream.closed


@pytest.mark.parametrize("text", ["=1", "+4915", "-x", "@me", "＝x", "plain", "'quoted", ""])
def test_the_apostrophe_is_taken_off_again(text):
    frame = pl.DataFrame({"text": [guarded(text)]})
    assert frame.select(unguarded(pl.col("text"))).item() == text
