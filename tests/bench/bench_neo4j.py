"""Neo4j: our load against a plain UNWIND … MERGE loop, and reading all edges into igraph.

Both sides work on the same sightings on one server that is started here (or is named by
LINKAGE_TEST_NEO4J_URI), each load on an emptied graph with the same constraints.
"""

from __future__ import annotations

import os
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import igraph
import neo4j
import polars as pl

from linkage.kinds import KindTable
from linkage.store.neo4j import Address, Neo4jStore
from tests.bench.measure import measure, row
from tests.neo4j.fixtures import empty
from tests.neo4j.launcher.server import Server
from tests.neo4j.worlds import delta, random_sightings

SIGHTINGS = int(os.environ.get("LINKAGE_BENCH_SIGHTINGS", "1000000"))
BATCH = 10_000
"""Rows of one query of the plain loop, as the driver's guide advises."""


def main() -> None:
    """Print the report."""
    with tempfile.TemporaryDirectory(prefix="linkage-bench-") as folder, _server(folder) as uri:
        path = Path(folder, "sightings.parquet")
        rows = random_sightings(int(SIGHTINGS * 1.1), 0, SIGHTINGS // 6).head(SIGHTINGS)
        rows.write_parquet(path)
        for work in (load, load_plainly):  # the server's compiler warms up on both
            measure(work, uri, path, rows.height // 20)
        theirs = measure(load_plainly, uri, path, rows.height)
        ours = measure(load, uri, path, rows.height)
        speed = [rows.height / each.result for each in (ours, theirs)]
        print(row(f"load {rows.height:,} sightings", ours, f"{speed[0]:,.0f} rows/s"))
        ratio = f"{speed[1]:,.0f} rows/s, ours/theirs {speed[0] / speed[1]:.1f}"
        print(row("plain UNWIND … MERGE loop", theirs, ratio))
        left, right = measure(read, uri), measure(read_plainly, uri)
        print(row("all edges into igraph", left, f"{left.result[0]:.1f} s"))
        ratio = f"{right.result[0]:.1f} s, theirs/ours {right.result[0] / left.result[0]:.1f}"
        print(row("plain execute_query into igraph", right, ratio))
        if left.result[1] != right.result[1]:
            sys.exit(f"the graphs differ: {left.result[1]} and {right.result[1]}")


@contextmanager
def _server(folder: str) -> Iterator[str]:
    if uri := os.environ.get("LINKAGE_TEST_NEO4J_URI"):
        yield uri
        return
    with Server(Path(folder, "neo4j"), heap="2g") as server:
        yield server.uri


def _rows(path: Path, count: int) -> pl.DataFrame:
    return pl.read_parquet(path).sample(count, shuffle=True, seed=1)


def load(uri: str, path: Path, count: int) -> float:
    """Load with our store; return the seconds of the load alone."""
    rows = _rows(path, count)
    empty(Address(uri))
    store = Neo4jStore(Address(uri), KindTable())
    start = time.perf_counter()
    store.apply(delta(rows, f"bench-{count}-{time.time_ns()}"))
    seconds = time.perf_counter() - start
    if store.size()[1] != count:
        sys.exit("the load is not complete")
    store.close()
    return seconds


def load_plainly(uri: str, path: Path, count: int) -> float:
    """Load as the driver's performance guide shows: batches of maps, one MERGE query each."""
    rows = _rows(path, count)
    empty(Address(uri))
    kinds = KindTable()
    with neo4j.GraphDatabase.driver(uri) as driver:
        for label in ("Account", *(kind.label for kind in kinds.values())):
            driver.execute_query(
                f"CREATE CONSTRAINT IF NOT EXISTS FOR (n:{label}) REQUIRE n.id IS UNIQUE",
                database_="neo4j",
            )
        start = time.perf_counter()
        for (name,), part in rows.partition_by("kind", as_dict=True).items():
            kind = kinds[str(name)]
            query = (
                "UNWIND $rows AS row MERGE (a:Account {id: row.account}) "
                f"MERGE (i:{kind.label} {{id: row.value}}) "
                f"MERGE (a)-[r:{kind.relationship}]->(i) SET r.first_seen = row.first_seen, "
                "r.last_seen = row.last_seen, r.count = row.count, r.hours = row.hours"
            )
            for at in range(0, part.height, BATCH):
                driver.execute_query(
                    query, rows=part[at : at + BATCH].to_dicts(), database_="neo4j"
                )
        return time.perf_counter() - start


def read(uri: str) -> tuple[float, tuple[int, int]]:
    """Read all sightings with our store and build the bipartite graph."""
    store = Neo4jStore(Address(uri), KindTable())
    start = time.perf_counter()
    table = store.sightings()
    accounts = table["account"].rank("dense").cast(pl.Int64) - 1
    values = table.select(pl.struct("kind", "value").rank("dense").cast(pl.Int64)).to_series()
    edges = zip(accounts.to_list(), (values + accounts.n_unique() - 1).to_list(), strict=True)
    graph = igraph.Graph(accounts.n_unique() + values.n_unique(), edges)
    seconds = time.perf_counter() - start
    store.close()
    return seconds, (graph.vcount(), graph.ecount())


def read_plainly(uri: str) -> tuple[float, tuple[int, int]]:
    """Read the same columns with one execute_query a relationship type, as records."""
    kinds = KindTable()
    numbers: dict[tuple[str, str], int] = {}
    edges: list[tuple[int, int]] = []
    properties: list[tuple[object, ...]] = []
    with neo4j.GraphDatabase.driver(uri) as driver:
        start = time.perf_counter()
        for kind in kinds.values():
            records, _, _ = driver.execute_query(
                f"MATCH (a:Account)-[r:{kind.relationship}]->(i:{kind.label}) RETURN a.id AS a, "
                "i.id AS i, r.first_seen AS f, r.last_seen AS l, r.count AS c, r.hours AS h",
                database_="neo4j",
                routing_=neo4j.RoutingControl.READ,
            )
            for record in records:
                ends = ("Account", record["a"]), (kind.name, record["i"])
                edges.append(tuple(numbers.setdefault(end, len(numbers)) for end in ends))  # type: ignore[arg-type]
                properties.append((record["f"], record["l"], record["c"], record["h"]))
        graph = igraph.Graph(len(numbers), edges)
        return time.perf_counter() - start, (graph.vcount(), graph.ecount())
