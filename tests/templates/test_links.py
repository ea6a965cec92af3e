from __future__ import annotations

from datetime import UTC, datetime

import polars as pl

from linkage.records import SIGHTINGS
from linkage.templates import EVENTS, link_sightings

NOON = datetime(2026, 1, 1, 12, tzinfo=UTC)


def events(*rows: tuple[str | None, str | None, int]) -> pl.DataFrame:
    return pl.DataFrame([(*row, NOON) for row in rows], schema=EVENTS, orient="row")


def test_three_distinct_prompts_link_an_account() -> None:
    found = link_sightings(events(("a", "T-1", 1), ("a", "T-1", 2), ("a", "T-1", 3)))
    assert found.schema == SIGHTINGS
    assert found.select("account", "kind", "value", "count").rows() == [("a", "template", "T-1", 3)]


def test_one_prompt_sent_many_times_does_not_link() -> None:
    assert link_sightings(events(*[("a", "T-1", 7)] * 10)).is_empty()


def test_content_that_many_paste_once_does_not_link() -> None:
    assert link_sightings(events(*[(f"a{i}", "T-1", i) for i in range(50)])).is_empty()


def test_prompts_of_several_templates_do_not_add_up() -> None:
    assert link_sightings(events(("a", "T-1", 1), ("a", "T-2", 2), ("a", "T-3", 3))).is_empty()


def test_rows_without_account_or_template_are_left_out() -> None:
    rows = [(None, "T-1", i) for i in range(5)] + [("a", None, i) for i in range(5)]
    assert link_sightings(events(*rows)).is_empty()


def test_the_rule_can_be_changed() -> None:
    assert link_sightings(events(("a", "T-1", 1)), distinct=1).height == 1
