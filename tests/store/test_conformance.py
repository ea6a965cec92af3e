"""Every query file and store method, on every engine, over the same small graph."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import replace
from typing import Any

import polars as pl
import pytest
from small_world import (
    ODD,
    accounts,
    at,
    attributes,
    pending,
    sightings,
    small_delta,
    small_findings,
)

from linkage.errors import QueryError, UsageError
from linkage.store import GraphStore
from linkage.store.queries import load_query, queries

ARGUMENTS: dict[str, object] = {
    "account": "a1",
    "other": "a2",
    "kind": "device",
    "value": "d1",
    "ring": "R-AAAA",
    "campaign": "C-1",
    "template": "t1",
    "templates": ["t1"],
    "accounts": ["a1", "b1"],
    "since": at(0),
    "days": 0,
    "min_accounts": 1,
    "min_identifiers": 1,
    "min_members": 1,
}
"""A value for every parameter that the query files use, so that each gives rows."""


def ask(store: GraphStore, name: str, **given: object) -> list[dict[str, Any]]:
    return [dict(row) for row in store.read(load_query(name, store.dialect), **given)]


def columns(rows: list[dict[str, Any]], *names: str) -> list[tuple[Any, ...]]:
    return [tuple(row[name] for name in names) for row in rows]


@pytest.mark.parametrize("name", [query.name for query in queries()])
def test_query_returns_its_declared_columns(small_world: GraphStore, name: str) -> None:
    query = load_query(name, small_world.dialect)
    known = {p.name for p in query.parameters}
    rows = ask(small_world, name, **{k: v for k, v in ARGUMENTS.items() if k in known})
    assert rows, "the small world must give every query something to find"
    assert tuple(rows[0]) == query.returns


def test_status_counts_nodes_and_relationships(small_world: GraphStore) -> None:
    rows = {(r["what"], r["name"]): r["number"] for r in ask(small_world, "status")}
    assert rows["node", "Account"] == 5
    assert rows["node", "LicensePlate"] == 1
    assert rows["relationship", "USED_IP"] == 4
    assert rows["relationship", "MEMBER_OF"] == 3


def test_shared_identifiers_counts_accounts_and_times(small_world: GraphStore) -> None:
    rows = ask(small_world, "shared_identifiers", kind="device", min_accounts="2")
    assert columns(rows, "value", "accounts", "first_seen", "last_seen", "bits") == [
        ("d1", 3, at(1), at(5), 8.5)
    ]


def test_a_kind_may_be_given_by_its_alias(small_world: GraphStore) -> None:
    rows = ask(small_world, "shared_identifiers", kind="card")
    assert columns(rows, "value", "accounts") == [("p1", 2)]


def test_an_unknown_kind_gets_the_nearest(small_world: GraphStore) -> None:
    with pytest.raises(UsageError, match='Did you mean "device"'):
        ask(small_world, "shared_identifiers", kind="devise")


def test_shared_between_is_sorted_by_bits(small_world: GraphStore) -> None:
    rows = ask(small_world, "shared_between", account="a1", other="a2")
    assert columns(rows, "kind", "value", "accounts", "bits", "times", "other_times") == [
        ("device", "d1", 3, 8.5, 3, 2),
        ("payment", "p1", 2, 6.25, 1, 1),
        ("ip", "192.0.2.1", 3, 0.5, 7, 5),
        ("email_domain", "mail.example", 2, None, 1, 1),
    ]


def test_ring_identifiers_counts_members_and_outsiders(small_world: GraphStore) -> None:
    rows = ask(small_world, "ring_identifiers", ring="R-AAAA")
    assert columns(rows, "kind", "members", "outside") == [
        ("email_domain", 2, 0),
        ("payment", 2, 0),
        ("device", 2, 1),
        ("ip", 2, 1),
    ]


def test_ring_timeline_counts_signups_by_hour(small_world: GraphStore) -> None:
    rows = ask(small_world, "ring_timeline", ring="R-AAAA")
    assert columns(rows, "hour", "signups") == [("2026-04-22 10", 2)]


def test_ring_carries_its_explanation(small_world: GraphStore) -> None:
    (row,) = ask(small_world, "ring", ring="R-AAAA")
    assert '"shared device"' in row["contributions"]
    assert row["counter_evidence"] == '["they \\"may\\" be a household"]'
    assert row["top_identifiers"] == '[["device", "d1", 2, 8.5]]'
    assert row["verdict_reason"] == "Its score is high."
    assert json.loads(row["bridges"]) == [
        {"kind": "device", "value": "d1", "parts": [1, 1], "others": []}
    ]
    assert json.loads(row["significance"])["log10_any"] == -0.5
    assert json.loads(row["places"])[0]["nature"] == "vpn"
    assert json.loads(row["timing"])[0]["sentence"] == "2 members hand over."


def test_a_campaign_carries_what_joins_it(small_world: GraphStore) -> None:
    (row,) = ask(small_world, "campaigns")
    assert json.loads(row["links"]) == [["device", "d1", 2, 7.5]]


def test_nature_of_a_run_replaces_the_loaded_one(small_world: GraphStore) -> None:
    (row,) = ask(small_world, "hubs")
    assert columns([row], "value", "nature", "hub_reason") == [
        ("192.0.2.1", "vpn", "more accounts than its cap")
    ]
    assert columns([row], "nature_reason", "in_rings") == [
        ("3 accounts: from many countries", 2 / 3)
    ]


def test_what_is_not_flagged_is_no_ring(small_world: GraphStore) -> None:
    (row,) = ask(small_world, "candidates")
    assert (row["ring"], row["accounts"], row["first_seen"]) == ("U-CCCC", 2, at(2))
    assert json.loads(row["members"]) == [["b1", 0.7, True], ["c1", 0.5, False]]
    assert "U-CCCC" not in [found["ring"] for found in ask(small_world, "rings")]


def test_hubs_of_a_nature_and_what_is_no_hub(small_world: GraphStore) -> None:
    described = ask(small_world, "hubs", described=True)
    assert columns(described, "value", "nature") == [("d1", "farm"), ("192.0.2.1", "vpn")]
    assert columns(ask(small_world, "hubs", described=True, nature="farm"), "value") == [("d1",)]
    assert ask(small_world, "hubs", nature="farm") == []


def test_odd_text_survives(small_world: GraphStore) -> None:
    rows = ask(small_world, "accounts_of_identifier", kind="device", value=ODD)
    assert columns(rows, "account") == [("b1",)]


def test_times_are_aware_and_hours_are_lists(small_world: GraphStore) -> None:
    rows = ask(small_world, "ring_subgraph", ring="R-AAAA")
    device = next(r for r in rows if r["account"] == "a1" and r["kind"] == "device")
    assert device["first_seen"] == at(1)
    assert device["hours"] == [493858, 493862]
    assert [r["hours"] for r in rows if r["kind"] == "payment"] == [[], []]


def test_missing_ring_gives_no_rows(small_world: GraphStore) -> None:
    assert ask(small_world, "ring", ring="R-NONE") == []


def test_tables_come_back_as_they_were_loaded(small_world: GraphStore) -> None:
    key = ["account", "kind", "value"]
    assert small_world.sightings().equals(sightings().sort(key))
    assert small_world.links().equals(sightings().select(key).sort(key))
    assert small_world.accounts().equals(accounts().sort("account"))
    assert small_world.attributes().equals(attributes().sort("kind", "value", "name"))
    assert small_world.members().sort("account").equals(small_findings().members.sort("account"))
    assert small_world.pending().equals(pending())
    assert small_world.weights().equals(small_findings().weights.sort("kind", "value"))
    assert small_world.events().to_list() == [3, 5, 2**63 + 1]
    assert [mark.digest for mark in small_world.loads()] == ["d0"]


def test_declared_kinds_are_remembered(small_world: GraphStore) -> None:
    assert small_world.kinds["license_plate"].relationship == "HAS_LICENSE_PLATE"


def test_cypher_gives_nodes_and_relationships_as_dicts(small_world: GraphStore) -> None:
    names, rows = small_world.cypher(
        "MATCH (a:Account {id: $id})-[r:PAID_WITH]->(p) RETURN a, r, p", {"id": "a1"}
    )
    assert names == ["a", "r", "p"]
    account, paid, card = next(iter(rows))
    assert account["_label"] == "Account"
    assert account["country"] == "DE"
    assert paid["_type"] == "PAID_WITH"
    assert paid["count"] == 1
    assert card["brand"] == "visa"


@pytest.mark.parametrize(
    "text",
    [
        "CREATE (a:Account {id: 'x'})",
        "MATCH (a:Account) SET a.plan = 'x'",
        "MATCH (a:Account) DETACH DELETE a",
        "MERGE (a:Account {id: 'x'}) RETURN a",
        "MATCH (a:Account RETURN a",
    ],
)
def test_cypher_refuses_writing_and_nonsense(small_world: GraphStore, text: str) -> None:
    with pytest.raises(QueryError):
        list(small_world.cypher(text)[1])


def test_an_empty_store_has_empty_tables(store: GraphStore) -> None:
    assert store.sightings().is_empty()
    assert store.links().is_empty()
    assert store.accounts().is_empty()
    assert store.members().is_empty()
    assert store.weights().is_empty()
    assert store.events().is_empty()
    assert store.loads() == ()


def test_a_known_mark_adds_nothing(store: GraphStore) -> None:
    store.apply(small_delta())
    store.apply(small_delta())
    assert store.sightings().equals(sightings().sort("account", "kind", "value"))
    assert len(store.loads()) == 1


def test_a_second_load_adds_up(store: GraphStore) -> None:
    store.apply(small_delta("d0"))
    store.apply(small_delta("d1"))
    (row,) = [r for r in store.sightings().rows() if r[:2] == ("a1", "device")]
    assert row[3:] == (at(1), at(5), 6, [493858, 493862])
    rows = ask(store, "account_identifiers", account="a1")
    assert {r["kind"]: r["times"] for r in rows}["device"] == 6


def test_what_was_applied_is_there_after_reopening(open_empty: Callable[[], GraphStore]) -> None:
    first = open_empty()
    first.apply(small_delta())
    first.apply(small_findings())
    first.close()
    again = open_empty()
    assert again.members().height == 3
    assert "license_plate" in again.kinds
    assert len(ask(again, "rings")) == 2
    again.close()


def test_new_findings_replace_the_old_ones(store: GraphStore) -> None:
    store.apply(small_delta())
    store.apply(small_findings())
    old = small_findings()
    run = replace(old.run, id="run-2", rings=1, members=1)
    fewer = old.members.filter(pl.col("ring") == "R-BBBB")
    store.apply(
        replace(
            old,
            run=run,
            rings=old.rings[1:],
            members=fewer,
            hubs=(),
            natures=old.natures[:0],
            candidates=(),
        )
    )
    assert columns(ask(store, "rings"), "ring") == [("R-BBBB",)]
    assert columns(ask(store, "members"), "account", "ring") == [("a3", "R-BBBB")]
    assert ask(store, "candidates") == []
    assert columns(ask(store, "run"), "run", "rings") == [("run-2", 1)]
    assert columns(ask(store, "hubs"), "value", "hub_reason", "nature_reason", "in_rings") == [
        ("192.0.2.1", None, None, None)
    ]


def test_findings_survive_the_next_load(store: GraphStore) -> None:
    store.apply(small_delta("d0"))
    store.apply(small_findings())
    store.apply(small_delta("d1"))
    assert columns(ask(store, "ring_members", ring="R-AAAA"), "account") == [("a1",), ("a2",)]


def test_size_counts_accounts_and_sightings(small_world: GraphStore) -> None:
    assert small_world.size() == (5, 15)
