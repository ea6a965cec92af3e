"""Two words that one slip of the finger made of one."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from linkage.discovery.owners.candidates import Pairs
from linkage.discovery.owners.comparison import levels
from linkage.discovery.owners.holdings import build_holdings
from linkage.discovery.owners.slips import SHORTEST, one_slip
from tests.discovery.owners.people import sightings

WORDS = st.text("abcd", min_size=SHORTEST, max_size=9)


def slipped(one, other):
    first, second = (np.array([ord(c) for c in word], dtype=np.int32) for word in (one, other))
    return one_slip(first, second)


@pytest.mark.parametrize(
    ("one", "other"),
    [("schmidt", "schmkdt"), ("anna", "hanna"), ("mueller", "muellr"), ("weber", "wbeer")],
)
def test_a_letter_too_many_too_few_wrong_or_two_swapped_is_a_slip(one, other):
    assert slipped(one, other)
    assert slipped(other, one)


@pytest.mark.parametrize(
    ("one", "other"),
    [("schmidt", "schmitz"), ("weber", "webeerx"), ("abcd", "badc"), ("anna", "nnaa")],
)
def test_two_slips_make_another_word(one, other):
    assert not slipped(one, other)


@pytest.mark.parametrize(("one", "other"), [("12", "13"), ("7", "17"), ("al", "ali")])
def test_short_words_are_different_words(one, other):
    assert not slipped(one, other)


@given(WORDS, st.data())
def test_any_single_change_is_a_slip(word, data):
    place = data.draw(st.integers(0, len(word) - 1))
    letter = data.draw(st.sampled_from("xyz"))
    assert slipped(word, word[:place] + letter + word[place:])
    assert slipped(word, word[:place] + letter + word[place + 1 :])


@given(WORDS, WORDS)
def test_a_slip_can_be_undone(one, other):
    assert slipped(one, other) == slipped(other, one)


def level_of(one, other):
    rows = [("a", "name", one), ("b", "name", other)]
    others = [(f"z{i}", "name", f"{chr(97 + i) * 5} {chr(98 + i) * 5}") for i in range(20)]
    table = sightings(rows + others)
    (names,) = build_holdings(table, table["account"].unique().sort())
    level, _ = levels(names, Pairs(np.array([0]), np.array([1])))
    return level[0]


def test_a_name_with_a_slip_is_more_alike_than_another_name():
    assert level_of("berta schmidt", "berta schmkdt") > level_of("berta schmidt", "berta schrott")


def test_words_that_both_have_are_not_counted_again():
    assert level_of("anna hanna", "anna kurz") == level_of("anna berta", "anna kurz")
