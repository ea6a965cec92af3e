"""Two loaders and a discovery at once on one Neo4j, for five minutes; then every count is checked.

LINKAGE_BENCH_SOAK sets the seconds. Any error that reaches one of the three ends the benchmark.
"""

from __future__ import annotations

import multiprocessing
import os
import sys
import tempfile
import time
from pathlib import Path
from typing import Any

from linkage import pipeline
from linkage.config import Config, GraphSettings
from linkage.folding import merge_sightings
from linkage.kinds import KindTable
from linkage.store.neo4j import Address, Neo4jStore
from tests.neo4j.launcher.server import Server
from tests.neo4j.worlds import delta, random_sightings

SECONDS = float(os.environ.get("LINKAGE_BENCH_SOAK", "300"))
ROWS = 3_000
PEOPLE = 5_000


def main() -> None:
    """Run and print how much was done."""
    with (
        tempfile.TemporaryDirectory(prefix="linkage-soak-") as folder,
        Server(Path(folder, "neo4j")) as server,
    ):
        context = multiprocessing.get_context("spawn")
        done: Any = context.Queue()
        until = time.time() + SECONDS
        workers = [
            context.Process(target=load, args=(server.uri, first, until, done)) for first in (1, 2)
        ]
        workers.append(context.Process(target=discover, args=(server.uri, folder, until, done)))
        for worker in workers:
            worker.start()
        results = dict(done.get() for _ in workers)
        for worker in workers:
            worker.join()
        if any(worker.exitcode for worker in workers) or any(map(str.isalpha, results)):
            sys.exit(f"a process failed: {results}")
        seeds = [seed for name in ("1", "2") for seed in range(int(name), results[name], 2)]
        expected = merge_sightings([random_sightings(ROWS, seed, PEOPLE) for seed in seeds])
        store = Neo4jStore(Address(server.uri), KindTable())
        equal = store.sightings().equals(expected)
        store.close()
        print(
            f"two loaders and a discovery for {SECONDS:.0f} s: {len(seeds)} loads of {ROWS:,} "
            f"rows, {results['3']} discoveries, counts {'right' if equal else 'WRONG'}"
        )
        if not equal:
            sys.exit(1)


def load(uri: str, seed: int, until: float, done: Any) -> None:
    """Load one file after the other; report the seed that would have come next."""
    name = str(seed)
    try:
        store = Neo4jStore(Address(uri), KindTable())
        while time.time() < until:
            store.apply(delta(random_sightings(ROWS, seed, PEOPLE), f"load-{seed}"))
            seed += 2
        store.close()
        done.put((name, seed))
    except Exception as error:
        done.put(("loader", repr(error)))
        raise


def discover(uri: str, folder: str, until: float, done: Any) -> None:
    """Discover again and again; report how often."""
    config = Config(workspace=Path(folder), graph=GraphSettings(uri=uri))
    count = 0
    try:
        while time.time() < until:
            pipeline.discover(config)
            count += 1
        done.put(("3", count))
    except Exception as error:
        done.put(("discovery", repr(error)))
        raise


if __name__ == "__main__":
    main()
