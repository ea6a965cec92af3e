"""Progress on stderr: one live line on a terminal, plain lines every few seconds elsewhere."""

from __future__ import annotations

import time
from types import TracebackType
from typing import Self

from rich.progress import (
    BarColumn,
    MofNCompleteColumn,
    Progress,
    SpinnerColumn,
    TaskID,
    TextColumn,
    TimeElapsedColumn,
)
from rich.text import Text

from linkage.cli.render.console import messages
from linkage.cli.render.safe import safe

EVERY = 5.0
"""Seconds between two plain lines of one stage."""


class Reporter:
    """Called as ``reporter(stage, done, total)`` while work goes on.

    ``total`` is None where it is not known. Used as a context manager, so that the terminal is
    left as it was found.
    """

    def __init__(self, *, quiet: bool) -> None:
        self._console = messages()
        self._quiet = quiet
        self._live: Progress | None = None
        self._tasks: dict[str, TaskID] = {}
        self._said: dict[str, float] = {}

    def __enter__(self) -> Self:
        if self._console.is_terminal and not self._quiet:
            self._live = Progress(
                SpinnerColumn(finished_text="✓"),
                TextColumn("{task.description}", markup=False),
                BarColumn(bar_width=24),
                MofNCompleteColumn(),
                TimeElapsedColumn(),
                console=self._console,
                transient=True,
            )
            self._live.start()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        if self._live:
            self._live.stop()

    def __call__(self, stage: str, done: int = 0, total: int | None = None) -> None:
        """Say how far a stage has come."""
        if self._quiet:
            return
        if self._live:
            self._draw(safe(stage), done, total)
        else:
            self._line(safe(stage), done, total)

    def _draw(self, stage: str, done: int, total: int | None) -> None:
        live = self._live
        if live is None:
            return
        if stage not in self._tasks:
            self._tasks[stage] = live.add_task(stage, total=total)
        live.update(self._tasks[stage], completed=done, total=total)

    def _line(self, stage: str, done: int, total: int | None) -> None:
        now = time.monotonic()
        if stage in self._said and now - self._said[stage] < EVERY:
            return
        self._said[stage] = now
        amount = f" {done:,}" + (f" of {total:,}" if total else "") if done else ""
        self._console.print(Text(f"{stage}{amount}"), soft_wrap=True)
