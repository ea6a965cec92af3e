"""Sightings that wait for enough prompts, in every store."""

from __future__ import annotations

from collections.abc import Callable

import polars as pl
from small_world import at

from linkage.records import ACCOUNTS, ATTRIBUTES, PENDING, SIGHTINGS, Delta, LoadMark
from linkage.store import GraphStore


def load(digest: str, *rows: tuple[str, str, int, list[int]], linked: str = "") -> Delta:
    """Return a load of (account, template, hour, prompts); ``linked`` has t1 as a sighting."""
    waiting = [(a, "template", t, at(h), at(h), len(p), [h], p) for a, t, h, p in rows]
    seen = [(linked, "template", "t1", at(0), at(0), 1, [0])] if linked else []
    return Delta(
        (LoadMark(digest, "templates", digest, len(rows), 0),),
        ACCOUNTS.to_frame(),
        pl.DataFrame(seen, schema=SIGHTINGS, orient="row"),
        ATTRIBUTES.to_frame(),
        pending=pl.DataFrame(waiting, schema=PENDING, orient="row"),
    )


def seen(store: GraphStore) -> list[tuple[object, ...]]:
    return store.sightings().drop("kind").rows()


def waiting(store: GraphStore) -> list[tuple[object, ...]]:
    return store.pending().select("account", "value", "prompts").rows()


def test_the_third_distinct_prompt_makes_a_sighting_of_all(store: GraphStore) -> None:
    store.apply(load("d0", ("a", "t1", 1, [-5, 7])))
    assert seen(store) == []
    store.apply(load("d1", ("a", "t1", 2, [7])))
    assert waiting(store) == [("a", "t1", [-5, 7])]
    store.apply(load("d2", ("a", "t1", 3, [9])))
    assert seen(store) == [("a", "t1", at(1), at(3), 4, [1, 2, 3])]
    assert waiting(store) == []


def test_prompts_of_a_pair_that_is_linked_count_at_once(store: GraphStore) -> None:
    store.apply(load("d0", ("a", "t1", 0, [1, 2, 3])))
    store.apply(load("d1", ("a", "t1", 5, [4]), ("a", "t2", 5, [4])))
    assert seen(store) == [("a", "t1", at(0), at(5), 4, [0, 5])]
    assert waiting(store) == [("a", "t2", [4])]


def test_a_sighting_of_the_same_load_links_too(store: GraphStore) -> None:
    store.apply(load("d0", ("a", "t1", 5, [4]), linked="a"))
    assert seen(store) == [("a", "t1", at(0), at(5), 2, [0, 5])]
    assert waiting(store) == []


def test_a_known_load_adds_no_prompt(store: GraphStore) -> None:
    for _ in range(3):
        store.apply(load("d0", ("a", "t1", 1, [1])))
    assert waiting(store) == [("a", "t1", [1])]
    assert store.pending()["count"].to_list() == [1]


def test_what_waits_is_there_after_reopening(open_empty: Callable[[], GraphStore]) -> None:
    first = open_empty()
    rows = load("d0", ("b", "t2", 2, [2**63 - 1]), ("a", "t1", 1, [-(2**63)]))
    first.apply(rows)
    first.close()
    again = open_empty()
    assert rows.pending is not None
    assert again.pending().equals(rows.pending.sort("account"))
    assert again.accounts()["account"].to_list() == ["a", "b"]
    again.close()


def test_a_template_without_an_account_keeps_its_properties(store: GraphStore) -> None:
    rows = [("template", "t9", "skeleton", "Write …"), ("template", "t9", "scaffold", "x")]
    rows += [("device", "d1", "client", "curl")]
    given = pl.DataFrame(rows, schema=ATTRIBUTES, orient="row")
    mark = LoadMark("d0", "templates", "d0", 0, 0)
    store.apply(Delta((mark,), ACCOUNTS.to_frame(), SIGHTINGS.to_frame(), given))
    found = store.attributes("template").select("value", "name", "text").rows()
    assert found == [("t9", "scaffold", "x"), ("t9", "skeleton", "Write …")]
    _, rows_of = store.cypher("MATCH (t:PromptTemplate) RETURN t.id, t.skeleton")
    assert list(rows_of) == [("t9", "Write …")]
