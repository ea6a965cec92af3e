from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from linkage.templates.characters import characters
from linkage.templates.tokens import (
    HEAD,
    HIDDEN,
    IMITATED,
    MARKED,
    MIXED_CASE,
    SPREAD,
    TAIL,
    shingle,
    trace,
)

PLAIN = "Please review the source code below. Answer in one line."


def hashes(prompt: str) -> set[int]:
    return set(shingle([prompt]).hashes.tolist())


@pytest.mark.parametrize(
    "disguised",
    [
        PLAIN.upper(),
        PLAIN.replace(" ", "   "),
        PLAIN.replace(" ", "\n"),
        PLAIN.replace("e", "e\u200b"),
        PLAIN.replace("o", "\u043e").replace("a", "\u0430"),
        PLAIN.replace("e", "e\u0301"),
        "".join(chr(0xFEE0 + ord(c)) if "!" <= c <= "~" else c for c in PLAIN),
        "".join(chr(0x1D41A + ord(c) - 97) if c.islower() else c for c in PLAIN),
        PLAIN.replace("r", "r\0"),
        "\u202e" + PLAIN + "\u202c",
    ],
    ids=["upper", "blanks", "lines", "hidden", "cyrillic", "marks", "wide", "bold", "nul", "rtl"],
)
def test_a_disguise_of_letters_or_spaces_changes_no_shingle(disguised: str) -> None:
    assert hashes(disguised) == hashes(PLAIN)


def test_the_order_of_sentences_changes_no_shingle() -> None:
    assert hashes("Answer in one line. Please review the source code below.") == hashes(PLAIN)


def test_other_words_change_the_shingles() -> None:
    assert not hashes("Kindly read that novel tonight.") & hashes(PLAIN)


def test_numbers_count_as_one() -> None:
    assert hashes("list 7 reasons") == hashes("list 1234 reasons")


def test_a_fingerprint_tells_prompts_apart_but_not_disguises() -> None:
    marks = shingle([PLAIN, PLAIN.upper(), PLAIN + " Now."]).fingerprints
    assert marks[0] == marks[1] != marks[2]


@pytest.mark.parametrize(
    ("prompt", "bit"),
    [
        (PLAIN.replace("e", "e\u200b"), HIDDEN),
        (PLAIN.replace("o", "\u043e"), IMITATED),
        (PLAIN.replace("e", "e\u0301"), MARKED),
        ("".join(c.upper() if i % 2 else c for i, c in enumerate(PLAIN)), MIXED_CASE),
        (PLAIN.replace(" ", "   "), SPREAD),
    ],
)
def test_each_disguise_is_noted(prompt: str, bit: int) -> None:
    assert shingle([prompt]).disguise[0] & bit


def test_plain_text_and_other_scripts_are_not_called_disguised() -> None:
    texts = [PLAIN, "Пожалуйста, объясни этот код подробно.", "Où est l'hôtel déjà vu?"]
    assert shingle(texts).disguise.tolist() == [0, 0, 0]


def test_scripts_without_spaces_give_shingles() -> None:
    assert len(hashes("请帮我写一个函数")) >= 6


def test_a_long_prompt_is_read_at_both_ends_only() -> None:
    prompt = "start of it all " + "word " * 100_000 + " the very last end"
    found = shingle([prompt])
    assert len(found.hashes) <= HEAD + TAIL
    assert set(found.hashes.tolist()) >= hashes("the very last end") - hashes("the very last")


@settings(deadline=None)  # the first call compiles
@given(st.lists(st.text(max_size=200), max_size=5))
def test_any_text_is_bounded_and_the_same_alone_or_in_company(texts: list[str]) -> None:
    together = shingle(texts)
    assert np.all(np.diff(together.bounds) <= HEAD + TAIL)
    alone = [shingle([text]).hashes for text in texts]
    assert np.array_equal(together.hashes, np.concatenate([*alone, np.empty(0, np.uint64)]))


@settings(deadline=None)  # the first call compiles
@given(st.text(alphabet=st.characters(codec="utf-8"), max_size=100))
def test_the_fold_of_the_table_tokenises_to_the_same_shingles(text: str) -> None:
    folded = characters().fold(text)
    assert characters().fold(folded) == folded or hashes(folded) == hashes(text)


def test_a_trace_says_where_each_shingle_stands() -> None:
    found, spans = trace("One two three. Four five.")
    content = b"One two three. Four five."
    assert [content[a:b] for a, b in spans.tolist()] == [
        b"One two",
        b"One two three",
        b"two three.",
        b"Four five",
        b"Four five.",
    ]
    assert np.array_equal(found, shingle(["One two three. Four five."]).hashes)
