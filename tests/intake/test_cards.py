import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from linkage.intake.cards import card_numbers, is_card_number, mask_card_numbers


@pytest.mark.parametrize(
    "value",
    ["4111111111111111", "4111 1111 1111 1111", "3782-822463-10005", " 5555555555554444 "],
)
def test_card_numbers(value):
    assert card_numbers(pl.Series([value])).to_list() == [True]


@pytest.mark.parametrize(
    "value", ["4111111111111112", "41111111111", "+4111111111111111", "x4111111111111111", "", None]
)
def test_other_values(value):
    assert card_numbers(pl.Series([value], dtype=pl.String)).to_list() == [False]


def test_whole_numbers():
    assert card_numbers(pl.Series([4111111111111111, 5])).to_list() == [True, False]


@given(st.from_regex(r"[0-9]([ -]?[0-9]){9,20}", fullmatch=True))
def test_the_column_agrees_with_the_value(value):
    assert card_numbers(pl.Series([value])).to_list() == [is_card_number(value)]


@given(st.text("0123456789 -", max_size=60))
def test_a_masked_text_shows_no_run_of_twelve_digits(text):
    masked = mask_card_numbers(text)
    assert not any(part.isdigit() and 12 <= len(part) <= 19 for part in masked.split("*"))
