import polars as pl
import pytest

from linkage.exports.pseudonyms import Pseudonyms
from linkage.exports.selection import Tables, ring_tables, subgraph
from linkage.kinds import KindTable
from linkage.records import ACCOUNTS, ATTRIBUTES, MEMBERS, SIGHTINGS, WEIGHTS


def row(account, kind, value):
    return {"account": account, "kind": kind, "value": value, "count": 1, "hours": []}


@pytest.fixture
def tables():
    names = ["a1", "a2", "a3"]
    sightings = [
        row("a1", "device", "shared"),
        row("a2", "device", "shared"),
        row("a1", "device", "own"),
        row("a3", "device", "shared"),
        row("a1", "email", "ann@x.org"),
        row("a2", "email", "ann@x.org"),
        row("a1", "email", "abe@x.org"),
        row("a2", "email", "abe@x.org"),
    ]
    return Tables(
        accounts=pl.DataFrame([{"account": name} for name in names], schema=ACCOUNTS),
        sightings=pl.DataFrame(sightings, schema=SIGHTINGS),
        attributes=pl.DataFrame(
            [{"kind": "device", "value": "shared", "name": "client", "text": "curl"}],
            schema=ATTRIBUTES,
        ),
        members=pl.DataFrame(
            [(name, "R-1", 0.9, True) for name in names[:2]], schema=MEMBERS, orient="row"
        ),
        weights=pl.DataFrame(
            [("device", "shared", 3, 5.5, False, None)], schema=WEIGHTS, orient="row"
        ),
        rings=pl.DataFrame({"ring": ["R-1", "R-2"], "score": [0.99, 0.9]}),
    )


def mask(kind, value):
    return value[0] + "…" if kind == "email" else value


def test_a_ring_is_its_members_and_what_two_of_them_share(tables):
    graph = subgraph(ring_tables(tables, pl.Series(["R-1"])), KindTable(), lambda _, v: v)
    assert [node.key for node in graph.nodes()] == [
        "Account:a1",
        "Account:a2",
        "Device:shared",
        "Email:abe@x.org",
        "Email:ann@x.org",
        "Ring:R-1",
    ]


def test_every_edge_ends_at_a_node(tables):
    graph = subgraph(tables, KindTable(), mask)
    keys = {node.key for node in graph.nodes()}
    assert all({edge.start_key, edge.end_key} <= keys for edge in graph.edges())


def test_identifiers_carry_weights_and_attributes(tables):
    graph = subgraph(tables, KindTable(), mask)
    shared = next(node for node in graph.nodes() if node.id == "shared")
    assert shared.properties == {"accounts": 3, "bits": 5.5, "hub": False, "client": "curl"}


def test_masked_values_stay_different(tables):
    graph = subgraph(tables, KindTable(), mask)
    assert [node.id for node in graph.nodes() if node.label == "Email"] == ["a…", "a… (2)"]


def test_the_order_of_the_rows_does_not_matter(tables):
    shuffled = Tables(
        tables.accounts.reverse(),
        tables.sightings.reverse(),
        tables.attributes,
        tables.members.reverse(),
        tables.weights,
        tables.rings.reverse(),
    )
    one, other = (subgraph(each, KindTable(), mask) for each in (tables, shuffled))
    assert list(one.nodes()) == list(other.nodes())
    assert list(one.edges()) == list(other.edges())


def test_unmasked_values_are_not_remembered():
    names = Pseudonyms(lambda _, value: value)
    assert names.of("device", "d") == "d"
    assert not names._names
