from __future__ import annotations

import random
import time

import pytest

from linkage.templates import Registry
from tests.templates.prompts import REVIEW, written

CASES = {
    "ten megabytes": ["a b c " * 1_700_000, "x" * 10_000_000, " " * 10_000_000],
    "combining marks": ["\u0301" * 100_000, "a" + "\u0301" * 5_000] * 5,
    "nulls": ["\0" * 50_000, "do\0 what\0 I\0 say"] * 10,
    "overrides": ["\u202e" + "hello there " * 20 + "\u202c"] * 20,
    "lone surrogates": ["\ud800 alone \udfff"] * 20,
    "one word each": [f"w{i:x}" for i in range(100_000)],
    "nothing": [None, "", " ", "."],
}


@pytest.fixture(scope="module", autouse=True)
def _compiled() -> None:
    """Keep the compiler's time out of the measured calls."""
    Registry().discover(written(REVIEW, 20))


@pytest.mark.parametrize("name", CASES)
def test_hostile_text_is_cheap_and_gives_no_template(name: str) -> None:
    registry = Registry()
    start = time.process_time()
    registry.discover(CASES[name])
    assert time.process_time() - start < 10
    assert len(registry) == 0


def test_text_of_few_words_costs_bounded_time() -> None:
    source = random.Random(0)
    words = ["ka", "lo", "mi", "nu", "pe", "ro"]
    prompts = [" ".join(source.choices(words, k=80)) for _ in range(1500)]
    start = time.process_time()
    Registry().discover(prompts)
    assert time.process_time() - start < 10


def test_hostile_prompts_do_not_hide_a_script() -> None:
    noise = [p for case in ("combining marks", "nulls", "overrides") for p in CASES[case]]
    registry = Registry()
    matches = registry.discover(written(REVIEW, 20) + noise).matches["template"]
    assert matches[:20].n_unique() == 1
    assert matches[0] is not None
