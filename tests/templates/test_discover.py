"""Discovery in more prompts than are searched together."""

from __future__ import annotations

import random

from linkage.templates import Registry
from linkage.templates.discover import LIMIT
from tests.templates.prompts import POEM, REVIEW, content, written


def test_in_many_prompts_a_common_and_a_rare_script_are_found() -> None:
    source = random.Random(6)
    others = [content(source, 4) for _ in range(LIMIT + 5000)]
    registry = Registry()
    matches = registry.discover([*written(REVIEW, 2000), *written(POEM, 10), *others], threads=2)
    found = matches.matches["template"]
    assert len(registry) == 2
    assert found[:2000].n_unique() == found[2000:2010].n_unique() == 1
    assert found[2010:].null_count() == len(others)
