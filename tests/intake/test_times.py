from datetime import UTC, date, datetime

import polars as pl
import pytest

from linkage.intake.times import parse_times

NOON = datetime(2024, 4, 22, 12, tzinfo=UTC)


@pytest.mark.parametrize(
    "text",
    [
        "2024-04-22T12:00:00Z",
        "2024-04-22T12:00:00",
        "2024-04-22 12:00:00",
        "2024-04-22T12:00:00.000Z",
        "2024-04-22T14:00:00+02:00",
        "2024-04-22T14:00+02:00",
        "20240422T120000Z",
        "1713787200",
        "1713787200000",
        "1713787200000000",
        "1713787200.0",
    ],
)
def test_forms_of_one_time(text):
    assert parse_times(pl.Series([text])).to_list() == [NOON]


@pytest.mark.parametrize("value", [1713787200, 1713787200000, 1713787200000000, 1713787200.0])
def test_numbers(value):
    assert parse_times(pl.Series([value])).to_list() == [NOON]


@pytest.mark.parametrize(
    "text",
    [
        "nope",
        "2024-13-01",
        "1899-01-01",
        "2100-01-01",
        "0",
        "-5",
        "9" * 25,
        "22/04/2024",
        "٢٠٢٤",
        "inf",
    ],
)
def test_what_is_not_a_time(text):
    assert parse_times(pl.Series([text])).to_list() == [None]


def test_a_date_is_its_midnight():
    assert parse_times(pl.Series(["2024-04-22"])).to_list() == [datetime(2024, 4, 22, tzinfo=UTC)]
    assert parse_times(pl.Series([date(2024, 4, 22)])).to_list() == [
        datetime(2024, 4, 22, tzinfo=UTC)
    ]


def test_typed_columns_of_other_units_and_zones():
    local = pl.Series([NOON]).dt.convert_time_zone("Asia/Tokyo").dt.cast_time_unit("ns")
    assert parse_times(local).to_list() == [NOON]


def test_empty_and_null_are_null_among_others():
    found = parse_times(pl.Series(["", None, "2024-04-22T12:00:00Z", "1713787200"]))
    assert found.to_list() == [None, None, NOON, NOON]
