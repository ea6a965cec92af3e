"""A process that loads many small deltas, to be killed: ``load_worker.py WORKSPACE``."""

from __future__ import annotations

import sys
from datetime import UTC, datetime, timedelta
from pathlib import Path

import polars as pl

from linkage.kinds import KindTable
from linkage.records import ACCOUNTS, ATTRIBUTES, SIGHTINGS, Delta, LoadMark
from linkage.store.embedded import EmbeddedStore

LOADS = 12


def numbered_delta(number: int) -> Delta:
    """Return a load of 50 sightings that overlaps with the others."""
    start = datetime(2026, 5, 1, tzinfo=UTC) + timedelta(hours=number)
    rows = [
        (
            f"a{(number * 7 + n) % 40}",
            kind,
            f"{kind}-{n % 9}",
            start,
            start,
            n + 1,
            [494000 + number],
        )
        for n in range(25)
        for kind in ("ip", "device")
    ]
    sightings = pl.DataFrame(rows, schema=SIGHTINGS, orient="row")
    sightings = sightings.unique(["account", "kind", "value"], maintain_order=True)
    mark = LoadMark(f"load-{number}", "sightings", f"{number}.csv", len(rows), 0)
    return Delta((mark,), ACCOUNTS.to_frame(), sightings, ATTRIBUTES.to_frame())


def main(workspace: Path) -> None:
    """Apply every load, and bring the graph up to date after every third."""
    store = EmbeddedStore(workspace, KindTable(), memory=256)
    sys.stdout.write("ready\n")
    sys.stdout.flush()
    for number in range(LOADS):
        store.apply(numbered_delta(number))
        if number % 3 == 2:
            store.refresh_graph()
    store.close()


if __name__ == "__main__":
    main(Path(sys.argv[1]))
