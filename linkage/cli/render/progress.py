"""Progress on stderr: live lines on a terminal, plain lines every few seconds elsewhere."""

from __future__ import annotations

import time
from types import TracebackType
from typing import Self

from rich.progress import BarColumn, Progress, SpinnerColumn, TaskID, TextColumn, TimeElapsedColumn
from rich.text import Text

from linkage.cli.render.console import messages
from linkage.cli.render.safe import safe

EVERY = 5.0
"""Seconds between two plain lines of one sort of stage."""

SHOWN = 12
"""Stages that stand on the terminal at once; the oldest give way."""


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
                SpinnerColumn(finished_text=Text("✓", "good")),
                TextColumn("{task.description}", markup=False),
                BarColumn(bar_width=24),
                TextColumn("{task.fields[amount]}", style="quiet", markup=False),
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
        """Say how far a stage has come; a new stage means that those before it are done."""
        total = total or None
        if self._quiet:
            return
        if self._live:
            self._draw(self._live, safe(stage), done, total)
        else:
            self._line(safe(stage), done, total)

    def _draw(self, live: Progress, stage: str, done: int, total: int | None) -> None:
        amount = _amount(done, total)
        if stage not in self._tasks:
            for task in live.tasks:
                live.update(task.id, completed=task.total or 1, total=task.total or 1)
            if len(live.tasks) >= SHOWN:
                live.remove_task(live.tasks[0].id)
            self._tasks[stage] = live.add_task(stage, total=total, amount=amount)
        live.update(self._tasks[stage], completed=done, total=total, amount=amount)

    def _line(self, stage: str, done: int, total: int | None) -> None:
        now = time.monotonic()
        # Stages that begin alike are one to a reader: a folder of small files stays quiet.
        sort = stage.partition(" ")[0]
        if sort in self._said and now - self._said[sort] < EVERY:
            return
        self._said[sort] = now
        self._console.print(Text(f"{stage} {_amount(done, total)}".rstrip()), soft_wrap=True)


def _amount(done: int, total: int | None) -> str:
    """Return a share where the whole is known, else the count; nothing at the start."""
    if not done:
        return ""
    return f"{done / total:.0%}" if total else f"{done:,}"
