"""What a user would write with the driver and its documentation: the other side of the benchmark.

Batches of maps with ``UNWIND … MERGE``, parameters, ``database_`` and constraints first, as the
driver's performance guide advises; whole answers with ``execute_query``.
"""

from __future__ import annotations

from pathlib import Path

import igraph
import neo4j
import pandas as pd
import polars as pl

from linkage.kinds import KindTable

BATCH = 10_000
"""Rows of one query."""

MERGE = """
UNWIND $rows AS row
MERGE (a:Account {{id: row.account}})
MERGE (i:{label} {{id: row.value}})
MERGE (a)-[r:{relationship}]->(i)
ON CREATE SET r.first_seen = row.first_seen, r.last_seen = row.last_seen, r.count = row.count
ON MATCH SET r.count = r.count + row.count,
  r.first_seen = CASE WHEN row.first_seen < r.first_seen THEN row.first_seen ELSE r.first_seen END,
  r.last_seen = CASE WHEN row.last_seen > r.last_seen THEN row.last_seen ELSE r.last_seen END
"""

LINKS = """
MATCH (a:Account)-[r]->(i)
RETURN a.id AS account, type(r) AS type, labels(i)[0] AS label, i.id AS value
"""

WHOLE = """
MATCH (a:Account)-[r]->(i)
RETURN a.id AS account, labels(i)[0] AS label, i.id AS value, r.first_seen AS first_seen,
  r.last_seen AS last_seen, r.count AS count, r.hours AS hours
"""


def load(driver: neo4j.Driver, path: Path) -> None:
    """Add a Parquet file of folded sightings to the graph."""
    kinds = KindTable()
    for label in ("Account", *(kind.label for kind in kinds.values())):
        constraint = f"CREATE CONSTRAINT IF NOT EXISTS FOR (n:{label}) REQUIRE n.id IS UNIQUE"
        driver.execute_query(constraint, database_="neo4j")
    for (name,), part in pl.read_parquet(path).partition_by("kind", as_dict=True).items():
        kind = kinds[str(name)]
        query = MERGE.format(label=kind.label, relationship=kind.relationship)
        for at in range(0, part.height, BATCH):
            rows = part[at : at + BATCH].to_dicts()
            driver.execute_query(query, rows=rows, database_="neo4j")


def graph(driver: neo4j.Driver) -> igraph.Graph:
    """Read all edges as records and number their ends."""
    records, _, _ = driver.execute_query(
        LINKS, database_="neo4j", routing_=neo4j.RoutingControl.READ
    )
    numbers: dict[str, int] = {}
    edges, types = [], []
    for account, kind, label, value in records:
        start = numbers.setdefault(f"Account:{account}", len(numbers))
        edges.append((start, numbers.setdefault(f"{label}:{value}", len(numbers))))
        types.append(kind)
    named = {"name": list(numbers)}
    return igraph.Graph(
        len(numbers), edges, directed=True, vertex_attrs=named, edge_attrs={"type": types}
    )


def table(driver: neo4j.Driver) -> pd.DataFrame:
    """Read all edges with their properties as a frame, by the driver's own transformer."""
    return driver.execute_query(
        WHOLE,
        database_="neo4j",
        routing_=neo4j.RoutingControl.READ,
        result_transformer_=neo4j.Result.to_df,
    )
