"""The only wiring: files into a store, a store's sightings into rings, rings into the store."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import closing
from dataclasses import replace

from linkage import discovery
from linkage.config import Config
from linkage.records import Findings
from linkage.store import open_store

Progress = Callable[[str, int, int | None], None]
"""Called as ``progress(stage, done, total)``; ``total`` is None where it is not known."""


def discover(
    config: Config, *, seed: int | None = None, progress: Progress | None = None
) -> Findings:
    """Find the rings in the store and write them back, replacing the run before.

    Raises `NotFoundError` where nothing was loaded and `StoreBusyError` while another process
    writes.
    """
    settings = config.discovery if seed is None else replace(config.discovery, seed=seed)
    with closing(open_store(config)) as store:
        _say(progress, "read the graph")
        findings = discovery.discover(
            store.sightings(),
            store.accounts(),
            store.kinds,
            settings,
            attributes=store.attributes(),
            previous=store.members(),
            progress=lambda stage, share: _say(progress, stage, round(100 * share), 100),
        )
        _say(progress, "write the rings to the graph")
        store.apply(findings)
    return findings


def _say(progress: Progress | None, stage: str, done: int = 0, total: int | None = None) -> None:
    if progress:
        progress(stage, done, total)
