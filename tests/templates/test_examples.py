from __future__ import annotations

import json

import polars as pl
import pytest

from linkage.records import ATTRIBUTES
from linkage.templates.examples import LONGEST, redact
from tests.templates.prompts import REVIEW, one_off, written
from tests.templates.test_stream import read, sent, stream

PERSONAL = "write to bob.smith@corp.example about https://corp.example/x?key=1 on +1 202 555 0189. "


@pytest.mark.parametrize(
    ("prompt", "shown"),
    [
        ("ask ann@x.org; or bob@y.org", "ask [address]; or [address]"),
        ("see ftp://host/a,b and www.site.example/x now", "see [link] and [link] now"),
        ("token sk_live_4eC39HqLyjWDarjtT1zdp7dc end", "token [code] end"),
        ("card 4111 1111 1111 1111", "card #### #### #### ####"),
        ("plain words stay", "plain words stay"),
    ],
)
def test_what_is_redacted(prompt: str, shown: str) -> None:
    assert redact(prompt) == shown


def test_an_example_is_cut() -> None:
    assert len(redact("long words " * 10_000)) == LONGEST


def kept(count: int, known: pl.DataFrame | None = None) -> list[list[str]]:
    """Return the examples that a load keeps, template by template."""
    reader = stream(known, examples=count)
    mined = read(
        reader, sent("a", [PERSONAL + p for p in written(REVIEW, 30)]), sent("b", one_off(9))
    )
    return [json.loads(text) for text in mined.attributes.filter(name="examples")["text"]]


def test_none_is_kept_unless_asked_for() -> None:
    assert kept(0) == []


def test_at_most_three_are_kept_and_they_are_redacted() -> None:
    (two,), (most,) = kept(2), kept(99)
    assert (len(two), len(most)) == (2, 3)
    for example in most:
        assert example.startswith("write to [address] about [link] on +# ### ### ####. You are")


def test_templates_that_are_known_get_none() -> None:
    first = read(stream(), sent("a", [PERSONAL + p for p in written(REVIEW, 30)]))
    assert first.attributes.schema == ATTRIBUTES
    assert kept(3, first.attributes) == []
