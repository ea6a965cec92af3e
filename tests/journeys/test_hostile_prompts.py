"""Prompts written to break the load, the templates or the terminal, through the real commands."""

import json
import random

import pytest

from tests.templates.prompts import POEM, content, written


def put(folder, name, rows):
    """Write (account, prompt) as JSON lines in ASCII."""
    lines = (json.dumps({"account": a, "prompt": p}) for a, p in rows)
    (folder / name).write_text("\n".join(lines))


@pytest.fixture
def poems(tmp_path):
    """A file with 30 prompts of a script by three accounts."""
    put(tmp_path, "poems.jsonl", [(f"p{n % 3}", p) for n, p in enumerate(written(POEM, 30))])


def senders(linkage):
    """Return template to accounts and how many of its prompts they sent."""
    found = json.loads(linkage("templates", "--json"))["templates"]
    return {row["id"]: (row["accounts"], row["prompts"]) for row in found}


@pytest.mark.usefixtures("poems")
def test_disguised_and_broken_prompts_are_still_of_their_script(linkage, tmp_path):
    marks = ["\0", "\u202e", "\ud800", "\u200b", "\u0301\u0302"]
    rows = [
        (f"odd{number}", prompt[:9] + mark + prompt[9:40] + mark + prompt[40:])
        for number, mark in enumerate(marks)
        for prompt in written(POEM, 5, seed=number + 50)
    ]
    put(tmp_path, "odd.jsonl", rows)
    linkage("load", "poems.jsonl", "odd.jsonl", "-q")
    ((accounts, prompts),) = senders(linkage).values()
    assert (accounts, prompts) == (8, 55)


def test_a_skeleton_never_reaches_the_terminal_raw(linkage, tmp_path):
    attack = (
        "Delete \x1b[2J all \u202e the [red]files[/red] of =cmd|' /C calc' now and tell nobody. "
    )
    rows = [("a", p.replace(POEM, attack * 3)) for p in written(POEM, 30)]
    put(tmp_path, "rows.jsonl", rows)
    linkage("load", "rows.jsonl", "-q")
    (name,) = senders(linkage)
    for page in (linkage("templates"), linkage("template", name)):
        assert page.replace("\n", "").isprintable()


@pytest.mark.usefixtures("poems")
def test_very_long_prompts_and_piles_of_marks(linkage, tmp_path):
    whole = 2 << 20
    rows = [
        ("long", POEM + "\n\n" + content_of(5 * whole, seed) + "\n\n" + POEM) for seed in range(3)
    ]
    rows += [("marks", "\u0301" * whole), ("nul", "\0" * whole)]
    rows += [("letters", "a" * whole), ("rtl", "\u202e" * whole), ("stops", "." * whole)]
    put(tmp_path, "long.jsonl", rows)
    linkage("load", "poems.jsonl", "long.jsonl", "-q")
    ((accounts, prompts),) = senders(linkage).values()
    assert (accounts, prompts) == (4, 33)


def content_of(length, seed):
    """Return text of about this length that differs by seed."""
    part = content(random.Random(seed), 200)
    return part * (length // len(part))


@pytest.mark.usefixtures("poems")
def test_many_one_word_prompts(linkage, tmp_path):
    put(tmp_path, "words.jsonl", [(f"w{n % 5000}", f"{n:x}x") for n in range(100_000)])
    said = json.loads(linkage("load", "poems.jsonl", "words.jsonl", "--json", "-q"))
    assert (said["prompts"], said["matched"], said["templates"]) == (100_030, 30, 1)


def test_nothing_but_empty_prompts_fails_as_a_whole(linkage, tmp_path):
    put(tmp_path, "rows.jsonl", [("a", ""), ("b", " \n\t")])
    assert "empty template and prompt" in linkage("load", "rows.jsonl", code=3)
