"""Neo4j: `linkage load` against a plain UNWIND … MERGE loop, and reading all edges.

Both sides start from the same Parquet file of folded sightings, shuffled as in a log, on one
server that is started here (or is named by LINKAGE_TEST_NEO4J_URI; its graph is emptied!), and
must end with the same graph. Ours reads, checks and normalises the file, writes the load down and
marks it, so that it counts once whatever dies; the plain loop does none of that.
"""

from __future__ import annotations

import os
import sys
import tempfile
import time
import zlib
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from pathlib import Path

import igraph
import neo4j
import numpy as np
import polars as pl

import linkage
from linkage.config import Config, GraphSettings
from linkage.kinds import KindTable
from linkage.store.neo4j import Address, Neo4jStore
from tests.bench import plain_neo4j as plain
from tests.bench.measure import Measurement, measure, row
from tests.neo4j.fixtures import empty
from tests.neo4j.launcher.server import Server
from tests.neo4j.worlds import random_sightings

SIGHTINGS = int(os.environ.get("LINKAGE_BENCH_SIGHTINGS", "1000000"))

EDGE = ("account", "kind", "value", "first_seen", "last_seen", "count")
"""Columns of the files, and what both sides put into the graph (ours adds the hours)."""


def main() -> None:
    """Print the report."""
    with (
        tempfile.TemporaryDirectory(prefix="linkage-bench-") as folder,
        _server(folder) as (uri, cpu),
    ):
        first, second, small = (Path(folder, f"{name}.parquet") for name in ("1", "2", "small"))
        rows = _sightings()
        rows.write_parquet(first)
        _next_day(rows).write_parquet(second)
        rows.head(len(rows) // 20).write_parquet(small)
        for work in (load, load_plainly):  # the server's compiler warms up on both
            empty(Address(uri))
            measure(work, uri, small)
        _compare_loads(uri, cpu, [first, second])
        _compare("all edges into igraph", measure(read, uri), measure(read_plainly, uri))
        _compare(
            "all edges and properties, as a frame",
            measure(read_table, uri),
            measure(read_table_plainly, uri),
        )


@contextmanager
def _server(folder: str) -> Iterator[tuple[str, Callable[[], float]]]:
    """Give the server's address, and what tells its CPU seconds (0 where it is not ours)."""
    if uri := os.environ.get("LINKAGE_TEST_NEO4J_URI"):
        yield uri, lambda: 0.0
        return
    with Server(Path(folder, "neo4j"), heap="2g") as server:
        yield server.uri, server.cpu_seconds


def _sightings() -> pl.DataFrame:
    """Return folded sightings whose values pass every check, in no order."""
    drawn = random_sightings(int(SIGHTINGS * 1.1), 0, SIGHTINGS // 6).head(SIGHTINGS)
    number = pl.col("value").str.extract(r"(\d+)$").cast(pl.Int64)
    address = pl.format("{}.{}.{}.7", 20 + number // 65536, number // 256 % 256, number % 256)
    domain = pl.format("mail{}.com", number)
    value = pl.when(kind="ip").then(address).when(kind="email_domain").then(domain)
    named = drawn.with_columns(value.otherwise("value").alias("value"))
    return named.select(EDGE).sample(fraction=1, shuffle=True, seed=1)


def _next_day(rows: pl.DataFrame) -> pl.DataFrame:
    """Return a fifth as many sightings: half of known pairs, half of new accounts."""
    half = len(rows) // 10
    new = rows[half : 2 * half].with_columns(pl.format("new_{}", "account").alias("account"))
    return pl.concat([rows[:half], new]).sample(fraction=1, shuffle=True, seed=2)


def _compare_loads(uri: str, cpu: Callable[[], float], files: list[Path]) -> None:
    """Load the files one after the other, plainly and then by us, and compare the graphs."""
    sides: list[list[tuple[Measurement, float]]] = []
    graphs = []
    for work in (load_plainly, load):
        empty(Address(uri))
        sides.append([])
        for path in files:
            before = cpu()
            sides[-1].append((measure(work, uri, path), cpu() - before))
        with closing(Neo4jStore(Address(uri), KindTable())) as store:
            graphs.append(store.sightings().select(EDGE))
    if not graphs[0].equals(graphs[1]):
        sys.exit("the two loads made different graphs")
    for path, (theirs, their_server), (ours, our_server) in zip(files, *sides, strict=True):
        rows = pl.scan_parquet(path).select(pl.len()).collect().item()
        speed = [rows / each.result for each in (ours, theirs)]
        where = "an empty graph" if path is files[0] else "that graph"
        note = f"server {our_server:.1f} CPU s, {speed[0]:,.0f} rows/s"
        print(row(f"load {rows:,} sightings into {where}", ours, note))
        note = f"server {their_server:.1f} CPU s, {speed[1]:,.0f} rows/s"
        note += f", ours/theirs {speed[0] / speed[1]:.1f}"
        print(row("plain UNWIND … MERGE loop", theirs, note), flush=True)


def _compare(what: str, ours: Measurement, theirs: Measurement) -> None:
    """Print two readings of the graph; stop if they differ."""
    (seconds, found), (plain_seconds, plainly_found) = ours.result, theirs.result
    if found != plainly_found:
        sys.exit(f"{what}: {found} and {plainly_found} differ")
    print(row(what, ours, f"{found[0] / seconds:,.0f} edges/s"))
    speed = f"{found[0] / plain_seconds:,.0f} edges/s"
    note = f"{speed}, ours/theirs {plain_seconds / seconds:.1f}"
    print(row("plain execute_query", theirs, note), flush=True)


def load(uri: str, path: Path) -> float:
    """Run `linkage load sightings FILE`; return its seconds."""
    ingest = linkage.ingest  # imported here, not on the clock
    with tempfile.TemporaryDirectory(prefix="linkage-bench-") as workspace:
        config = Config(workspace=Path(workspace), graph=GraphSettings(uri=uri))
        start = time.perf_counter()
        ingest([str(path)], config, loader="sightings")
        return time.perf_counter() - start


def load_plainly(uri: str, path: Path) -> float:
    """Load the file as the driver's guide shows; return the seconds."""
    with neo4j.GraphDatabase.driver(uri) as driver:
        start = time.perf_counter()
        plain.load(driver, path)
        return time.perf_counter() - start


def read(uri: str) -> tuple[float, tuple[int, ...]]:
    """Read all edges with `linkage.read_igraph`; return the seconds and the graph's outline."""
    start = time.perf_counter()
    with closing(Neo4jStore(Address(uri), KindTable(), read_only=True)) as store:
        graph = linkage.read_igraph(store)
        return time.perf_counter() - start, _outline(graph)


def read_plainly(uri: str) -> tuple[float, tuple[int, ...]]:
    """Read the same graph as the driver's documentation shows."""
    start = time.perf_counter()
    with neo4j.GraphDatabase.driver(uri) as driver:
        graph = plain.graph(driver)
        return time.perf_counter() - start, _outline(graph)


def _outline(graph: igraph.Graph) -> tuple[int, ...]:
    """Return numbers of edges and vertices, and a checksum of the degrees and names."""
    degrees = zlib.crc32(np.sort(np.array(graph.degree(), np.int64)).tobytes())
    names = zlib.crc32("\n".join(sorted(graph.vs["name"])).encode())
    return graph.ecount(), graph.vcount(), degrees, names


def read_table(uri: str) -> tuple[float, tuple[int, ...]]:
    """Read what discovery reads; return the seconds, the rows and the sum of the counts."""
    start = time.perf_counter()
    with closing(Neo4jStore(Address(uri), KindTable(), read_only=True)) as store:
        table = store.sightings()
        return time.perf_counter() - start, (table.height, int(table["count"].sum()))


def read_table_plainly(uri: str) -> tuple[float, tuple[int, ...]]:
    """Read the same columns into a pandas frame with the driver's own transformer."""
    start = time.perf_counter()
    with neo4j.GraphDatabase.driver(uri) as driver:
        table = plain.table(driver)
        return time.perf_counter() - start, (len(table), int(table["count"].sum()))
