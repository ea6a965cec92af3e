"""The main job on the embedded engine: load, graph, discover on 200,000 accounts.

Stages are measured in processes of their own. Two ratios are taken side by side: folding against
a plain Polars scan and group-by that checks nothing, and building the graph against one
parametrised CREATE a relationship.
"""

from __future__ import annotations

import os
import sys
import tempfile
import time
from pathlib import Path

import ladybug
import polars as pl

from linkage import pipeline
from linkage.config import Config
from linkage.intake import FileSource, fold_file, get_loader
from linkage.simulate import preset, simulate, write_world
from linkage.store import open_store
from tests.bench.measure import measure, row, side_by_side

WORLD = os.environ.get("LINKAGE_BENCH_PRESET", "bench")
CREATED = 20_000
"""Relationships that the row-by-row baseline creates; it is compared by relationships a second."""


def main() -> None:
    """Print the report."""
    with tempfile.TemporaryDirectory(prefix="linkage-bench-") as folder:
        data, workspace = Path(folder, "data"), Path(folder, "workspace")
        made = measure(make_world, data)
        print(row(f"simulate --preset {WORLD}", made, f"{made.result:,} conversations"))
        loaded = measure(load, data, workspace)
        rows, stages = loaded.result
        print(row("load (all files, graph built)", loaded, f"{rows / loaded.seconds:,.0f} rows/s"))
        for stage, (amount, seconds, unit) in stages.items():
            print(f"  {stage:<42} {seconds:>8.2f} s  {amount / seconds:>12,.0f} {unit}/s")
        found = measure(find, workspace)
        print(row("discover (rings written back)", found, f"{found.result[0]:,} rings"))
        for stage, seconds in found.result[1].items():
            print(f"  {stage:<42} {seconds:>8.2f} s")
        conversations = data / "conversations.parquet"
        ratio, ours, theirs = side_by_side(fold, scan, conversations)
        print(row("fold conversations.parquet", ours[-1]))
        print(row("plain Polars scan and group_by", theirs[-1], f"theirs/ours {ratio:.2f}"))
        built = measure(build, workspace)
        created = measure(create_one_by_one, workspace)
        per_second = built.result / built.seconds, created.result / created.seconds
        print(row("build the graph by COPY", built, f"{per_second[0]:,.0f} relationships/s"))
        print(
            row(
                "one CREATE a relationship",
                created,
                f"{per_second[1]:,.0f} relationships/s, ours/theirs "
                f"{per_second[0] / per_second[1]:,.0f}",
            )
        )


def make_world(folder: Path) -> int:
    """Write the world's loader inputs; the number of its conversations."""
    write_world(simulate(preset(WORLD)), folder)
    height: int = (
        pl.scan_parquet(folder / "conversations.parquet").select(pl.len()).collect().item()
    )
    return height


def load(data: Path, workspace: Path) -> tuple[int, dict[str, tuple[int, float, str]]]:
    """Load the folder as a user does; rows, and (amount, seconds, unit) by stage."""
    clock = _Clock()
    report = pipeline.ingest([str(data)], Config(workspace=workspace), progress=clock)
    took = clock.stop()
    rows = {f"read {file.source}": file.rows for file in report.files if file.rows}
    stages = {
        f"read {Path(name[5:]).name}": (count, took[name], "rows") for name, count in rows.items()
    }
    stages["merge and commit"] = (report.sightings, took["commit"], "sightings")
    stages["build the graph"] = (report.sightings, took["build the graph"], "relationships")
    return sum(rows.values()), stages


def find(workspace: Path) -> tuple[int, dict[str, float]]:
    """Discover rings as a user does; their number, and seconds by stage."""
    clock = _Clock()
    findings = pipeline.discover(Config(workspace=workspace), progress=clock)
    return len(findings.rings), clock.stop()


def fold(path: Path) -> int:
    """Fold one file through its loader; the number of sightings."""
    config = Config()
    source = FileSource(path, config.load)
    return fold_file(get_loader("templates"), source, config).sightings.height


def scan(path: Path) -> int:
    """Group the same columns without any check, without hours of activity."""
    plain = pl.scan_parquet(path).group_by("account", "template")
    return (
        plain.agg(pl.col("time").min(), pl.col("time").max().alias("to"), pl.len()).collect().height
    )


def build(workspace: Path) -> int:
    """Build the graph file afresh from the ledger; the number of its sightings."""
    for path in (workspace / "graph").iterdir():
        path.unlink()
    store = open_store(Config(workspace=workspace))
    sightings = store.size()[1]
    store.close()
    return sightings


def create_one_by_one(workspace: Path) -> int:
    """Create accounts, devices and relationships by single statements in one transaction."""
    store = open_store(Config(workspace=workspace), read_only=True)
    links = store.sightings().filter(pl.col("kind") == "device").head(CREATED)
    store.close()
    with tempfile.TemporaryDirectory() as folder:
        connection = ladybug.Connection(ladybug.Database(Path(folder, "graph.lbug")))
        connection.execute("CREATE NODE TABLE Account(id STRING PRIMARY KEY)")
        connection.execute("CREATE NODE TABLE Device(id STRING PRIMARY KEY)")
        connection.execute("CREATE REL TABLE USED_DEVICE(FROM Account TO Device, count INT64)")
        connection.execute("BEGIN TRANSACTION")
        for account, device, count in links.select("account", "value", "count").iter_rows():
            connection.execute(
                "MERGE (a:Account {id: $a}) MERGE (d:Device {id: $d}) "
                "CREATE (a)-[:USED_DEVICE {count: $n}]->(d)",
                {"a": account, "d": device, "n": count},
            )
        connection.execute("COMMIT")
        connection.close()
    return links.height


class _Clock:
    """A progress callback that measures how long each stage took."""

    def __init__(self) -> None:
        self._took: dict[str, float] = {}
        self._stage = ""
        self._since = time.perf_counter()

    def __call__(self, stage: str, _done: int = 0, _total: int | None = None) -> None:
        """Note the stage that is under way."""
        now = time.perf_counter()
        if self._stage:
            self._took[self._stage] = self._took.get(self._stage, 0.0) + now - self._since
        self._stage, self._since = stage, now

    def stop(self) -> dict[str, float]:
        """End the last stage and return seconds by stage."""
        self("")
        return self._took


if __name__ == "__main__":
    sys.exit(main())
