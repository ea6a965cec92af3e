"""The only wiring: files into a store, a store's sightings into rings, rings into the store."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from contextlib import closing
from dataclasses import dataclass, replace

import polars as pl

from linkage import discovery, intake
from linkage.config import Config
from linkage.discovery.clusters import Communities
from linkage.errors import NotFoundError, UsageError, did_you_mean
from linkage.folding import settle
from linkage.records import ATTRIBUTES, SIGHTINGS, Findings
from linkage.reviews import Decision
from linkage.store import GraphStore, open_store
from linkage.store.reviews import judge_rings
from linkage.templates.stream import PromptStream

Progress = Callable[[str, int, int | None], None]
"""Called as ``progress(stage, done, total)``; ``total`` is None where it is not known."""

ENGINES = ("igraph", "gds")
"""What finds the communities of a run: igraph here, or Graph Data Science in a Neo4j server."""


@dataclass(frozen=True, slots=True)
class LoadReport:
    """What a load did, file by file, and how many accounts and sightings the store gained."""

    files: tuple[intake.FileReport, ...]
    accounts: int
    sightings: int
    templates: int = 0
    """Prompt templates that were not known before."""
    prompts: int = 0
    """Raw prompts that were read."""
    matched: int = 0
    """Raw prompts that are of a template."""


def ingest(
    inputs: Sequence[str],
    config: Config,
    *,
    loader: str | None = None,
    declare_kinds: bool = False,
    dry_run: bool = False,
    progress: Progress | None = None,
) -> LoadReport:
    """Load files, folders, patterns or ``-`` into the store; without a loader, recognise each.

    Portions are committed as they come: where a file fails with `InputError`, those before it
    are loaded. With ``dry_run`` everything is read and checked, and nothing is kept but the
    rejects; the gains are then those of the files alone.
    """
    if dry_run:
        return _rehearse(inputs, config, loader, declare_kinds, progress)
    with closing(open_store(config)) as store:
        before = store.size()
        portions: list[intake.Portion] = []
        for portion in intake.fold_files(
            inputs,
            loader,
            replace(config, kinds=store.kinds),
            known={mark.digest for mark in store.loads()},
            seen_events=store.events(),
            declare_kinds=declare_kinds,
            progress=_reading(progress),
            prompts=_prompts(config, lambda: store.attributes("template"), progress),
        ):
            if portion.delta is not None:
                _say(progress, "commit")
                store.apply(portion.delta)
            portions.append(replace(portion, delta=None))
        after = store.size()
        _say(progress, "build the graph")
    return _report(portions, after[0] - before[0], after[1] - before[1])


def _report(portions: Sequence[intake.Portion], accounts: int, sightings: int) -> LoadReport:
    mined = [portion.mined for portion in portions if portion.mined]
    return LoadReport(
        tuple(report for portion in portions for report in portion.reports),
        accounts,
        sightings,
        sum(each.templates for each in mined),
        sum(each.prompts for each in mined),
        sum(each.matched for each in mined),
    )


def _rehearse(
    inputs: Sequence[str],
    config: Config,
    loader: str | None,
    declare_kinds: bool,
    progress: Progress | None,
) -> LoadReport:
    """Read and check the files against what was loaded before, and keep nothing."""
    known: set[str] = set()
    events: pl.Series | None = None
    templates = ATTRIBUTES.to_frame()
    try:
        with closing(open_store(config, read_only=True)) as store:
            config = replace(config, kinds=store.kinds)
            known = {mark.digest for mark in store.loads()}
            events = store.events()
            templates = store.attributes("template")
    except NotFoundError:
        pass  # Nothing was loaded yet.
    portions = intake.fold_files(
        inputs,
        loader,
        config,
        known=known,
        seen_events=events,
        declare_kinds=declare_kinds,
        progress=_reading(progress),
        prompts=_prompts(config, lambda: templates, progress),
    )
    done: list[intake.Portion] = []
    accounts = sightings = 0
    for portion in portions:
        done.append(replace(portion, delta=None))
        if portion.delta is not None:
            accounts += portion.delta.accounts.height
            sightings += portion.delta.sightings.height
            if portion.delta.pending is not None:
                counted, _ = settle(portion.delta.pending, SIGHTINGS.to_frame())
                sightings += counted.height
    return _report(done, accounts, sightings)


def _prompts(
    config: Config, known: Callable[[], pl.DataFrame], progress: Progress | None
) -> PromptStream:
    """Return what reads the raw prompts of a load."""
    return PromptStream(known, progress, examples=config.privacy.keep_examples)


def _reading(progress: Progress | None) -> intake.Progress | None:
    """Return a progress callback for the bytes of each source."""
    if progress is None:
        return None
    say = progress
    return lambda source, done, total, _rows: say(f"read {source}", done, total)


def discover(
    config: Config,
    *,
    seed: int | None = None,
    engine: str = "igraph",
    progress: Progress | None = None,
) -> Findings:
    """Find the rings in the store and write them back, replacing the run before.

    ``engine`` is one of `ENGINES`. Raises `NotFoundError` where nothing was loaded,
    `StoreBusyError` while another process writes, and `UsageError` for an engine that is not there.
    """
    settings = config.discovery if seed is None else replace(config.discovery, seed=seed)
    _check_engine(engine, config)
    with closing(open_store(config)) as store:
        communities = None if engine == "igraph" else _communities(store)
        _say(progress, "read the graph")
        findings = discovery.discover(
            store.sightings(),
            store.accounts(),
            store.kinds,
            settings,
            attributes=store.attributes(),
            natures=config.natures,
            previous=store.members(),
            reviews=store.reviews(),
            progress=lambda stage, share: _say(progress, stage, round(100 * share), 100),
            communities=communities,
        )
        if engine != "igraph":
            run = replace(findings.run, id=f"{findings.run.id}-{engine.upper()}", engine=engine)
            findings = replace(findings, run=run)
        _say(progress, "write the rings to the graph")
        store.apply(findings)
    return findings


def review(decisions: Sequence[Decision], config: Config) -> pl.DataFrame:
    """Add decisions on rings and candidates of the last run; return all reviews (REVIEWS).

    The next `discover` heeds them. Raises `NotFoundError` for a ring that is not there.
    """
    with closing(open_store(config, read_only=True)) as store:
        rows = judge_rings(store, decisions)
    with closing(open_store(config)) as store:
        store.add_reviews(rows)
        return store.reviews()


def _check_engine(engine: str, config: Config) -> None:
    """Raise `UsageError` for an engine that does not exist or needs a server that is not named."""
    if engine not in ENGINES:
        raise UsageError(f'there is no engine "{engine}".{did_you_mean(engine, ENGINES)}')
    if engine == "gds" and not config.graph.uri:
        raise UsageError(
            "Graph Data Science runs in a Neo4j server, and this graph is embedded",
            hint="--graph bolt://HOST:7687, or use --engine igraph",
        )


def _communities(store: GraphStore) -> Communities:
    """Return what finds communities in the store's server; raise `UsageError` without it."""
    from linkage.store.neo4j import Neo4jStore  # noqa: PLC0415 (an optional extra)

    assert isinstance(store, Neo4jStore)  # noqa: S101 (its address was checked)
    return store.communities()


def _say(progress: Progress | None, stage: str, done: int = 0, total: int | None = None) -> None:
    if progress:
        progress(stage, done, total)
