"""The queue of changes in the graph, and the turn to write.

One writer at a time applies changes, so that two loaders never wait for each other's locks in a
circle and no pair of an account and an identifier is created twice. Whoever has the turn finishes
every queued change, its own and those of writers that died. The turn cannot be held by a ghost:
each transaction locks a place and checks whose turn it is.
"""

from __future__ import annotations

import io
import logging
import time
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from itertools import groupby
from queue import SimpleQueue
from uuid import uuid4

import neo4j
import polars as pl
from neo4j.exceptions import ConstraintError

from linkage.errors import LinkageError, StoreBusyError
from linkage.kinds import KindTable
from linkage.store.neo4j.client import CONNECTIONS, Client, T, Work, run
from linkage.store.neo4j.findings import FINDINGS_WRITERS, FORGET, forget
from linkage.store.neo4j.pending import write_pending
from linkage.store.neo4j.staging import discard
from linkage.store.neo4j.statements import statement
from linkage.store.neo4j.writing import DELTA_WRITERS, Batch

TURN_PATIENCE = 30_000
"""Milliseconds after which the turn of a writer that was not seen is taken from it."""

STAGING_PATIENCE = 3_600_000
"""Milliseconds after which a change that was never written down completely is removed."""

LONGEST_WAIT = 3600.0
"""Seconds to wait for other writers."""

_WRITERS = {**DELTA_WRITERS, "pending": write_pending, **FINDINGS_WRITERS}
_ALONE = frozenset(("attributes", "pending", *FORGET))
"""Parts whose batches are applied one after the other: they may touch each other's nodes."""

_log = logging.getLogger(__name__)


class TurnLostError(Exception):
    """Another writer has taken the turn; nothing was written by this transaction."""


@dataclass(frozen=True, slots=True)
class Job:
    """A batch that is still to be applied."""

    number: int
    phase: int
    part: str
    kind: str


@dataclass(frozen=True, slots=True)
class Change:
    """A queued change at work."""

    id: str
    kinds: KindTable
    fresh: bool

    def batch_id(self, job: Job) -> str:
        """Return the key of a batch's node."""
        return f"{self.id}/{job.number}"


class Queue:
    """Applies queued changes when it is this writer's turn.

    ``prepare`` returns the kinds in force after creating their constraints.
    """

    def __init__(self, client: Client, prepare: Callable[[], KindTable]) -> None:
        self._client = client
        self._prepare = prepare
        self._owner = uuid4().hex
        self._places: SimpleQueue[str] = SimpleQueue()
        for place in range(1, CONNECTIONS + 1):
            self._places.put(str(place))

    def finish(self, change: str) -> None:
        """Return when a queued change is applied, by this writer or by another one."""
        deadline = time.monotonic() + LONGEST_WAIT
        pause = 0.1
        while self._is_there(change):
            if time.monotonic() > deadline:
                raise StoreBusyError(
                    f"other loads have been writing to {self._client.address.uri} for "
                    f"{LONGEST_WAIT / 60:g} minutes",
                    hint="this load is in the queue and will be finished by whoever writes next",
                )
            if self._take_turn():
                self._drain()
            else:
                self._client.pause(pause)
                pause = min(pause * 1.5, 1.0)

    def finish_queued(self) -> None:
        """Return when every change is applied that is in the queue now."""
        for (change,) in self._client.rows(statement("queued_changes"), "reading the queue"):
            self.finish(change)

    def _is_there(self, change: str) -> bool:
        return bool(
            self._client.rows(statement("change_there"), "reading the queue", id=change)[0][0]
        )

    def _take_turn(self) -> bool:
        text = statement("take_turn")
        taken = self._client.write(
            lambda tx: run(tx, text, owner=self._owner, patience=TURN_PATIENCE),
            "waiting for the turn to write",
        )
        return bool(taken[0][0])

    def _drain(self) -> None:
        """Apply every queued change, then give the turn back (at once where one fails)."""
        try:
            self._remove_leftovers()
            while rows := self._client.rows(statement("next_change"), "reading the queue"):
                self._apply(str(rows[0][0]))
        except TurnLostError:
            _log.info("another writer goes on with the queue")
            return
        finally:
            self._give_turn()

    def _give_turn(self) -> None:
        try:
            text = statement("give_turn")
            self._client.write(lambda tx: run(tx, text, owner=self._owner), "giving the turn back")
        except LinkageError:
            _log.warning("the turn to write could not be given back; it ends by itself in 30 s")

    def _remove_leftovers(self) -> None:
        stale = self._client.rows(
            statement("stale_changes"), "reading the queue", patience=STAGING_PATIENCE
        )
        superseded = self._client.rows(statement("superseded"), "reading the queue")
        for (change,) in (*stale, *superseded):
            discard(self._client, change)

    def _apply(self, name: str) -> None:
        kinds = self._prepare()
        begun = self._in_turn(lambda tx: run(tx, statement("start_change"), id=name))
        if not begun:
            return
        change = Change(name, kinds, bool(begun[0][0]))
        rows = self._client.rows(statement("batches_left"), "reading the queue", id=name)
        jobs = [Job(*row) for row in rows]
        try:
            for _, phase in groupby(jobs, key=lambda job: job.phase):
                self._apply_phase(change, list(phase))
        except LinkageError as error:
            if not (change.fresh and isinstance(error.__cause__, ConstraintError)):
                raise
            self._in_turn(lambda tx: run(tx, statement("not_fresh"), id=name))
            return
        self._in_turn(lambda tx: run(tx, statement("finish_change"), id=name))

    def _apply_phase(self, change: Change, jobs: Sequence[Job]) -> None:
        """Apply the batches of one phase, several at once where they cannot touch each other."""
        workers = 1 if any(job.part in _ALONE for job in jobs) else CONNECTIONS
        with ThreadPoolExecutor(workers) as pool:
            futures = [pool.submit(self._apply_job, change, job) for job in jobs]
            try:
                for future in futures:
                    future.result()
            except BaseException:
                pool.shutdown(wait=True, cancel_futures=True)
                raise

    def _apply_job(self, change: Change, job: Job) -> None:
        if job.part in FORGET:
            self._forget(change, job)
        batch_id = change.batch_id(job)

        def work(tx: neo4j.ManagedTransaction) -> None:
            found = run(tx, statement("batch_payload"), id=batch_id)
            if not found:
                return
            if job.part not in FORGET:
                rows = pl.read_ipc(io.BytesIO(found[0][0]))
                batch = Batch(job.part, job.kind, rows, change.kinds, change.fresh)
                _WRITERS[job.part](tx, batch)
            run(tx, statement("batch_done"), id=batch_id)

        self._in_turn(work)

    def _forget(self, change: Change, job: Job) -> None:
        batch = Batch(job.part, job.kind, pl.DataFrame(), change.kinds, change.fresh)
        after: str | None = ""
        while after is not None:
            start = after
            after = self._in_turn(lambda tx, start=start: forget(tx, batch, start))  # type: ignore[misc]

    def _in_turn(self, work: Work[T]) -> T:
        """Run a unit of work in a transaction that first makes sure of the turn."""
        place = self._places.get()

        def guarded(tx: neo4j.ManagedTransaction) -> T:
            if not run(tx, statement("keep_turn"), owner=self._owner, place=place)[0][0]:
                raise TurnLostError
            return work(tx)

        try:
            return self._client.write(guarded, "writing")
        finally:
            self._places.put(place)
