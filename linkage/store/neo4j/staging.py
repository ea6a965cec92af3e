"""Changes as batches, written down in the graph before any of them is applied.

A load may be killed between any two batches, on either side of the wire. So the whole change is
first stored as compressed columns in nodes of its own; one small transaction then marks its loads
and puts it into a queue. From there on it counts: whoever writes next finishes it from the
stored columns, whatever became of the file. A batch's node is deleted in the transaction that
applies its rows, so no batch is ever applied twice.
"""

from __future__ import annotations

import io
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import chain, zip_longest
from uuid import uuid4

import neo4j
import polars as pl

from linkage.errors import StoreBusyError, StoreError
from linkage.kinds import KindTable
from linkage.records import (
    ACCOUNTS,
    ATTRIBUTES,
    LONGEST_ID,
    PENDING,
    SIGHTINGS,
    Delta,
    Findings,
    LoadMark,
)
from linkage.store import findings as tables
from linkage.store.neo4j.client import Client, run
from linkage.store.neo4j.schema import remember_kinds
from linkage.store.neo4j.statements import statement

BATCH_ROWS = 10_000
"""Rows of one transaction. Measured: 31,000 a second with 5,000 rows, 26,000 with 50,000."""

UPLOAD_BYTES = 4 << 20
"""Bytes of stored columns in one transaction."""

SEGMENT = 131_072
"""Event ids in one node (1 MiB)."""


@dataclass(frozen=True, slots=True)
class Part:
    """Rows of one sort. Parts of a later phase are applied after those of earlier ones."""

    phase: int
    name: str
    kind: str
    rows: pl.DataFrame


def delta_parts(delta: Delta, kinds: KindTable) -> list[Part]:
    """Split a delta: nodes, then properties, then relationships, each sorted by key."""
    sightings = delta.sightings.select(SIGHTINGS.names()).cast(SIGHTINGS)
    attributes = delta.attributes.select(ATTRIBUTES.names()).cast(ATTRIBUTES)
    attributes = attributes.filter(pl.col("text").is_not_null())
    pending = PENDING.to_frame() if delta.pending is None else delta.pending.cast(PENDING)
    seen = pl.concat([sightings["account"], pending["account"]])
    parts = [Part(0, "accounts", "", _accounts(delta.accounts, seen))]
    for kind in kinds.values():
        own = sightings.filter(pl.col("kind") == kind.name)
        given = attributes.filter(pl.col("kind") == kind.name)
        waiting = pending.filter(pl.col("kind") == kind.name)
        values = pl.concat([own["value"], given["value"], waiting["value"]]).unique().sort()
        parts.append(Part(1, "identifiers", kind.name, values.to_frame("value")))
        for parent in kind.parents:
            keys = given.filter(pl.col("name") == parent.attribute)["text"].unique().sort()
            parts.append(Part(1, "parents", parent.label, keys.to_frame("value")))
        for (_,), rows in sorted(given.partition_by("name", as_dict=True).items()):
            parts.append(Part(2, "attributes", kind.name, rows.sort("value")))
        parts.append(Part(3, "sightings", kind.name, own.sort("account", "value")))
        parts.append(Part(4, "pending", kind.name, waiting.sort("account", "value")))
    for part in parts:
        _check_keys(part)
    return [part for part in parts if part.rows.height]


def findings_parts(findings: Findings, kinds: KindTable) -> list[Part]:
    """Split findings; the first parts, which carry one row, make room."""
    room = pl.DataFrame({"row": [0]})
    weights = tables.weight_table(findings)
    parts = [Part(0, "forget_members", "", room), Part(1, "forget_rings", "", room)]
    parts += [Part(2, "forget_weights", kind, room) for kind in kinds]
    parts += [
        Part(3, "weights", kind, weights.filter(pl.col("kind") == kind).sort("value"))
        for kind in kinds
    ]
    rings = tables.ring_table(findings)
    found = rings.select(pl.col("id").alias("ring"), pl.lit(findings.run.id).alias("run"))
    parts += [
        Part(4, "rings", "", rings),
        Part(4, "candidates", "", tables.candidate_table(findings)),
        Part(4, "campaigns", "", tables.campaign_table(findings)),
        Part(4, "runs", "", tables.run_table(findings)),
        Part(5, "found", "", found),
        Part(5, "parts", "", tables.part_table(findings)),
        Part(5, "members", "", tables.member_table(findings).sort("account", "ring")),
    ]
    return [part for part in parts if part.rows.height]


def _accounts(given: pl.DataFrame, seen: pl.Series) -> pl.DataFrame:
    """Return the accounts of a delta and those that it only sights, with nulls, sorted."""
    known = given.select(ACCOUNTS.names()).cast(ACCOUNTS)
    sighted = seen.unique().to_frame("account")
    return pl.concat([known, sighted.join(known, on="account", how="anti")], how="diagonal").sort(
        "account"
    )


def _check_keys(part: Part) -> None:
    for name in ("account", "value"):
        if name in part.rows.columns:
            longest = part.rows[name].str.len_bytes().max()
            if isinstance(longest, int) and longest > LONGEST_ID:
                raise StoreError(
                    f"an id of {longest} bytes ({part.kind or name}) is too long for Neo4j's index",
                    hint=f"a loader has to reject or shorten ids of more than {LONGEST_ID} bytes",
                )


def stage(client: Client, what: str, parts: Sequence[Part], events: pl.Series | None) -> str:
    """Write a change down; nothing of it counts yet. Returns its id."""
    change = uuid4().hex
    client.write(
        lambda tx: run(tx, statement("stage_change"), id=change, what=what),
        "writing a change down",
    )
    for name, rows in chain(
        (("stage_batches", upload) for upload in _uploads(parts)),
        (("stage_events", [segment]) for segment in _segments(events)),
    ):
        text = statement(name)
        client.write(
            lambda tx, text=text, rows=rows: run(tx, text, id=change, rows=rows),  # type: ignore[misc]
            "writing a change down",
        )
    return change


def _uploads(parts: Sequence[Part]) -> Iterator[list[list[object]]]:
    """Yield rows for the server (number, phase, part, kind, payload), some megabytes at a time."""
    upload: list[list[object]] = []
    size = 0
    for number, (part, rows) in enumerate(_batches(parts)):
        buffer = io.BytesIO()
        rows.write_ipc(buffer, compression="zstd")
        payload = buffer.getvalue()
        upload.append([number, part.phase, part.name, part.kind, payload])
        size += len(payload)
        if size >= UPLOAD_BYTES:
            yield upload
            upload, size = [], 0
    if upload:
        yield upload


def _batches(parts: Sequence[Part]) -> Iterator[tuple[Part, pl.DataFrame]]:
    """Cut parts into batches; kinds of one phase take turns, so that neighbours rarely collide."""
    for phase in sorted({part.phase for part in parts}):
        cut = [
            [
                (part, part.rows[at : at + BATCH_ROWS])
                for at in range(0, part.rows.height, BATCH_ROWS)
            ]
            for part in parts
            if part.phase == phase
        ]
        yield from (batch for batch in chain.from_iterable(zip_longest(*cut)) if batch is not None)


def _segments(events: pl.Series | None) -> Iterator[list[object]]:
    if events is None:
        return
    unsigned = events.reinterpret(signed=False) if events.dtype == pl.Int64 else events
    hashes = unsigned.unique().sort().to_numpy().astype("<u8")
    for number, at in enumerate(range(0, len(hashes), SEGMENT)):
        yield [number, hashes[at : at + SEGMENT].tobytes()]


def event_segments(change: str, events: pl.Series | None) -> list[str]:
    """Return the ids of the segments that a change's event ids are stored in."""
    count = 0 if events is None else -(-events.n_unique() // SEGMENT)
    return [f"{change}/{number}" for number in range(count)]


def queue_delta(
    client: Client, change: str, delta: Delta, kinds: KindTable, segments: set[str] | None
) -> bool:
    """Mark a delta's loads and queue it; False where its loads are known already.

    A second try of a commit whose fate was unknown finds the loads marked by this very change.
    ``segments`` are the segments of event ids that the caller knew when it folded its rows, None
    where it never asked.
    Raises `StoreBusyError` where another load has counted some of the same events since, and
    `StoreError` where some of the loads are known and some are not.
    """
    used = set(delta.sightings["kind"].unique()) | set(delta.attributes["kind"].unique())
    pairs = delta.attributes.filter(pl.col("text").is_not_null()).select("kind", "name").unique()
    attributes: dict[str, list[str]] = {}
    for kind, name in pairs.iter_rows():
        attributes.setdefault(kind, []).append(name)

    def work(tx: neo4j.ManagedTransaction) -> bool:
        ((number,),) = run(tx, statement("lock_queue"))
        digests = [mark.digest for mark in delta.marks]
        known = {row[0]: row[1] for row in run(tx, statement("known_marks"), digests=digests)}
        if known and set(known) != set(digests):
            raise StoreError("a delta mixes loads that are there already with new ones")
        if known:
            return all(by == change for by in known.values())
        _refuse_counted(tx, delta.events, segments)
        remember_kinds(tx, (kinds[n] for n in sorted(used | set(delta.declared))), attributes)
        rows = [_mark_row(mark, place) for place, mark in enumerate(delta.marks)]
        run(tx, statement("mark_loads"), id=change, number=number, rows=rows)
        return _queue(tx, change, number)

    return client.write(work, "marking the load")


def queue_findings(client: Client, change: str) -> bool:
    """Queue findings."""

    def work(tx: neo4j.ManagedTransaction) -> bool:
        ((number,),) = run(tx, statement("lock_queue"))
        return _queue(tx, change, number)

    return client.write(work, "queueing findings")


def _queue(tx: neo4j.ManagedTransaction, change: str, number: int) -> bool:
    """Queue a change that is written down; a second try finds it queued, which is as good."""
    run(tx, statement("queue_change"), id=change, number=number)
    return True


def _mark_row(mark: LoadMark, place: int) -> list[object]:
    return [mark.digest, mark.loader, mark.source, mark.rows, mark.rejected, place]


def _refuse_counted(
    tx: neo4j.ManagedTransaction, events: pl.Series | None, segments: set[str] | None
) -> None:
    """Raise `StoreBusyError` if a segment that the caller did not know holds one of its events."""
    if events is None or events.is_empty() or segments is None:
        return
    newer = [row[0] for row in run(tx, statement("event_segments")) if row[0] not in segments]
    own = events.reinterpret(signed=False) if events.dtype == pl.Int64 else events
    for segment in newer:
        ((hashes,),) = run(tx, statement("event_hashes"), id=segment)
        if own.is_in(read_hashes(hashes).implode()).any():
            raise StoreBusyError(
                "another load has counted some of the same events meanwhile",
                hint="run the same command again: it counts only the others",
            )


def read_hashes(data: bytes) -> pl.Series:
    """Return the hashes of a segment as unsigned 64-bit numbers."""
    return pl.Series("event", memoryview(data).cast("Q"), pl.UInt64)


def discard(client: Client, change: str) -> None:
    """Remove a change that will not be applied, in small transactions."""
    for name in ("drop_batches", "drop_events"):
        text = statement(name)
        while client.write(lambda tx, text=text: run(tx, text, id=change), "cleaning up")[0][0]:  # type: ignore[misc]
            pass
    client.write(lambda tx: run(tx, statement("finish_change"), id=change), "cleaning up")
