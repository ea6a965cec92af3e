"""Who sends a text tells a script from what people paste, say or are used to say."""

from __future__ import annotations

import random

import numpy as np
import pytest

from linkage.templates import Registry
from linkage.templates.senders import Senders
from tests.templates.prompts import REVIEW, content, one_off, written

PEOPLE = 60
HABIT = "hello again my friend I write to you from the old lighthouse."


def crowd(each: int = 6) -> tuple[list[str], list[str]]:
    """Return one-off prompts and their senders, ``each`` of every person."""
    return one_off(PEOPLE * each), [f"h{n % PEOPLE}" for n in range(PEOPLE * each)]


def found_in(prompts: list[str], accounts: list[str]) -> set[str | None]:
    """Return the templates of the prompts, sent beside those of a crowd."""
    others, people = crowd()
    registry = Registry()
    matches = registry.discover([*prompts, *others], [*accounts, *people])
    return set(matches.matches["template"][: len(prompts)])


def test_a_text_that_many_paste_is_no_template() -> None:
    assert found_in(written(REVIEW, 40), [f"h{n}" for n in range(40)]) == {None}


def test_the_same_text_from_accounts_that_send_it_again_is_one() -> None:
    (template,) = found_in(written(REVIEW, 40), [f"s{n % 8}" for n in range(40)])
    assert template is not None


def test_a_script_in_a_part_of_its_accounts_prompts_is_a_template() -> None:
    senders = [f"h{n % 5}" for n in range(20)]
    (template,) = found_in(written(REVIEW, 20), senders)
    assert template is not None


def test_one_persons_greeting_is_no_template_but_that_of_several_accounts_is() -> None:
    source = random.Random(2)
    prompts = [f"{HABIT} {content(source)}" for _ in range(24)]
    assert found_in(prompts, ["h1"] * 24) == {None}
    assert None not in found_in(prompts, [f"s{n % 4}" for n in range(24)])


@pytest.mark.parametrize("known", [True, False])
def test_loyalty_is_the_share_of_the_senders_other_prompts(known: bool) -> None:
    accounts = np.array([1, 1, 1, 1, 2, 2] if known else [0] * 6)
    senders = Senders(accounts, np.bincount(accounts, minlength=3))
    tally = senders.tally(np.array([0, 0, 0, -1, 0, -1], np.int32), 1)
    assert tally.loyalty()[0] == (2 / 4 if known else 0)
    assert tally.informed()[0] == known
