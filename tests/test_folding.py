"""Folding gives the same table whatever the order and grouping of the events."""

from datetime import UTC, datetime, timedelta

import polars as pl
from hypothesis import given, settings
from hypothesis import strategies as st

from linkage.folding import KEY, fold_events, merge_pending, merge_sightings, settle
from linkage.records import HOURS_KEPT, PENDING, SIGHTINGS, TIME

START = datetime(2024, 4, 22, tzinfo=UTC)
EVENTS = st.lists(
    st.tuples(
        st.sampled_from("abc"),
        st.sampled_from(("ip", "device")),
        st.sampled_from("xy"),
        st.none() | st.integers(0, 100 * 3600),
    ),
    max_size=200,
)


def table(rows):
    rows = [(a, k, v, None if t is None else START + timedelta(seconds=t)) for a, k, v, t in rows]
    schema = {"account": pl.String, "kind": pl.String, "value": pl.String, "time": TIME}
    return pl.DataFrame(rows, schema=schema, orient="row")


def by_hand(rows):
    """Fold in plain Python, without the limit on hours."""
    found = {}
    for account, kind, value, time in rows:
        found.setdefault((account, kind, value), []).append(time)
    return {
        key: (len(times), sorted({t // 3600 for t in times if t is not None}))
        for key, times in found.items()
    }


@given(EVENTS)
@settings(deadline=None, max_examples=50)
def test_counts_and_hours_are_those_of_the_events(rows):
    first_hour = int(START.timestamp()) // 3600
    expected = by_hand(rows)
    for account, kind, value, _, _, count, hours in fold_events(table(rows)).rows():
        wanted, all_hours = expected.pop((account, kind, value))
        assert count == wanted
        assert len(hours) == min(len(all_hours), HOURS_KEPT)
        assert {h - first_hour for h in hours} <= set(all_hours)
        assert hours == sorted(hours)
    assert not expected


@given(EVENTS, st.randoms(use_true_random=False), st.integers(1, 7))
@settings(deadline=None, max_examples=50)
def test_order_and_chunks_do_not_matter(rows, random, parts):
    whole = merge_sightings([fold_events(table(rows))])
    shuffled = list(rows)
    random.shuffle(shuffled)
    pieces = [fold_events(table(shuffled[i::parts])) for i in range(parts)]
    assert merge_sightings(pieces).equals(whole)


def test_first_and_last_are_the_extremes_and_null_times_are_passed_over():
    folded = fold_events(table([("a", "ip", "x", 10), ("a", "ip", "x", None), ("a", "ip", "x", 5)]))
    row = folded.row(0, named=True)
    assert (row["first_seen"], row["last_seen"]) == (
        START + timedelta(seconds=5),
        START + timedelta(seconds=10),
    )
    assert row["count"] == 3


def test_events_without_times_have_no_hours():
    folded = merge_sightings([fold_events(table([("a", "ip", "x", None)]))] * 2)
    assert folded.row(0) == ("a", "ip", "x", None, None, 2, [])


def test_the_same_hours_are_kept_for_every_account():
    hours = [h * 3600 for h in range(100)]
    folded = fold_events(table([(a, "ip", "x", t) for a in "ab" for t in hours]))
    first, second = folded["hours"].to_list()
    assert len(first) == HOURS_KEPT
    assert first == second


def test_merging_nothing_is_an_empty_table():
    assert merge_sightings([]).schema == SIGHTINGS


def test_a_merged_table_is_sorted():
    merged = merge_sightings([fold_events(table([("b", "ip", "x", 1), ("a", "ip", "y", 1)]))])
    assert merged.equals(merged.sort(KEY))


PROMPTS = st.lists(
    st.tuples(st.sampled_from("ab"), st.sampled_from("xy"), st.integers(-6, 6)), max_size=40
)


def waiting(rows):
    rows = [(a, "template", v, START, START, 1, [], [prompt]) for a, v, prompt in rows]
    return pl.DataFrame(rows, schema=PENDING, orient="row")


@given(PROMPTS, st.integers(1, 5))
@settings(deadline=None, max_examples=50)
def test_prompts_add_up_in_any_grouping(rows, parts):
    merged = merge_pending([waiting(rows[at::parts]) for at in range(parts)])
    prompts = {}
    for account, value, prompt in rows:
        prompts.setdefault((account, value), []).append(prompt)
    found = {(a, v): (count, held) for a, _, v, *_, count, _, held in merged.rows()}
    assert found == {k: (len(v), sorted(set(v))[:3]) for k, v in prompts.items()}
    assert merged.select(KEY).rows() == sorted(merged.select(KEY).rows())


def test_three_prompts_or_a_known_sighting_settle_a_row():
    rows = merge_pending([waiting([("a", "x", 1), ("a", "x", 2), ("a", "x", 3), ("b", "x", 1)])])
    known = pl.DataFrame(
        [("c", "template", "x", None, None, 1, [])], schema=SIGHTINGS, orient="row"
    )
    third = merge_pending([rows, waiting([("c", "x", 9)])])
    counted, left = settle(third, known)
    assert counted["account"].to_list() == ["a", "c"]
    assert counted.schema == SIGHTINGS
    assert left["account"].to_list() == ["b"]


def linked(rows):
    counted, _ = settle(merge_pending([waiting(rows)]), SIGHTINGS.to_frame())
    return counted


def test_three_distinct_prompts_link_an_account():
    found = linked([("a", "T-1", 1), ("a", "T-1", 2), ("a", "T-1", 3)])
    assert found.schema == SIGHTINGS
    assert found.select("account", "kind", "value", "count").rows() == [("a", "template", "T-1", 3)]


def test_one_prompt_sent_many_times_does_not_link():
    assert linked([("a", "T-1", 7)] * 10).is_empty()


def test_content_that_many_paste_once_does_not_link():
    assert linked([(f"a{i}", "T-1", i) for i in range(50)]).is_empty()


def test_prompts_of_several_templates_do_not_add_up():
    assert linked([("a", "T-1", 1), ("a", "T-2", 2), ("a", "T-3", 3)]).is_empty()
