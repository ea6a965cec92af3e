"""A load's raw prompts as a stream: gathered into windows, which are read while more prompts come.

Memory is bounded by two windows of prompts and by those kept because they fit nothing yet.
"""

from __future__ import annotations

from collections.abc import Callable
from threading import Thread

import polars as pl

from linkage.folding import merge_attributes
from linkage.records import ATTRIBUTES, PENDING, PROMPTS, Mined
from linkage.templates.examples import MOST
from linkage.templates.registry import Registry
from linkage.templates.windows import Progress, State, Windows, size_of

WINDOW, WINDOW_BYTES = 400_000, 256 << 20
"""Prompts, and bytes of prompts, that make a window."""


class PromptStream:
    """Reads raw prompts and finds who sent which template (a `linkage.intake.PromptReader`).

    ``known`` returns the stored properties of templates (records.ATTRIBUTES), from which the
    registry of the day before is read with the first prompt. The answer depends on the prompts,
    their order and the registry only. ``examples`` (at most 3) redacted prompts of each new
    template become a property of it.
    """

    def __init__(
        self,
        known: Callable[[], pl.DataFrame],
        progress: Progress | None = None,
        threads: int = 2,
        window: int = WINDOW,
        examples: int = 0,
    ) -> None:
        self._known = known
        self._progress = progress
        self._threads = threads
        self._window = window
        self._examples = min(max(examples, 0), MOST)
        self._attributes: pl.DataFrame | None = None
        self._windows = Windows(Registry(), progress, threads, self._examples)
        self._waiting: tuple[pl.DataFrame, ...] = ()
        self._kept: tuple[State, tuple[pl.DataFrame, ...]] = (self._windows.state, ())
        self._reading: _Reading | None = None

    def add(self, prompts: pl.DataFrame) -> None:
        """Read prompts (records.PROMPTS)."""
        if self._attributes is None:
            self._begin(self._known())
        self._waiting = (*self._waiting, prompts.select(PROMPTS.names()).cast(PROMPTS))
        count = sum(part.height for part in self._waiting)
        if count >= self._window or sum(map(size_of, self._waiting)) >= WINDOW_BYTES:
            self._settle()
            rows, self._waiting = pl.concat(self._waiting), ()
            self._reading = _Reading(self._windows, rows)
            self._reading.start()

    def keep(self) -> None:
        """Keep what was read since the last `keep` or `take`."""
        self._settle()
        self._kept = (self._windows.state, self._waiting)

    def undo(self) -> None:
        """Forget what was read since the last `keep` or `take`."""
        self._settle()
        state, self._waiting = self._kept
        self._windows.put_back(state)

    def take(self) -> Mined:
        """Return what was found in the prompts that were kept, and begin anew."""
        self.undo()
        if self._attributes is None:
            return Mined(PENDING.to_frame(), ATTRIBUTES.to_frame())
        windows = self._windows
        windows.finish(pl.concat(self._waiting) if self._waiting else None)
        before = self._attributes
        after = merge_attributes([before, windows.registry.attributes(), windows.examples()])
        old = set(before.filter(pl.col("name") == "scaffold")["value"])
        mined = Mined(
            pending=windows.pending(),
            attributes=after.join(before, on=ATTRIBUTES.names(), how="anti", maintain_order="left"),
            prompts=windows.state.read,
            matched=windows.state.matched,
            templates=len(set(windows.registry.ids) - old),
        )
        # As the next process would read it: what follows depends on what is stored only.
        self._begin(after)
        return mined

    def _begin(self, attributes: pl.DataFrame) -> None:
        self._attributes = attributes.filter(pl.col("kind") == "template")
        registry = Registry.from_attributes(self._attributes)
        self._windows = Windows(registry, self._progress, self._threads, self._examples)
        self._waiting = ()
        self._kept = (self._windows.state, ())

    def _settle(self) -> None:
        """Wait for the window that is being read."""
        reading, self._reading = self._reading, None
        if reading is not None:
            reading.finish()


class _Reading(Thread):
    """Reads a window in a thread of its own, since most of the work needs no interpreter.

    A daemon, so that a program that is stopped does not wait for it.
    """

    def __init__(self, windows: Windows, rows: pl.DataFrame) -> None:
        super().__init__(name="templates", daemon=True)
        self._windows = windows
        self._rows = rows
        self._error: Exception | None = None

    def run(self) -> None:
        """Read the window; `finish` raises what went wrong."""
        try:
            self._windows.read(self._rows)
        except Exception as error:  # noqa: BLE001 - `finish` raises it
            self._error = error

    def finish(self) -> None:
        """Wait until the window is read."""
        self.join()
        if self._error is not None:
            raise self._error
