"""Run a piece of work in a process of its own, with limits, so that its failure is a result."""

from __future__ import annotations

import multiprocessing
import time
import traceback
from collections.abc import Callable
from dataclasses import dataclass
from multiprocessing.connection import Connection
from pathlib import Path
from typing import Any

_STATUS = Path("/proc")
_LOOK = 0.1
"""Seconds between two looks at the memory of the process."""


@dataclass(frozen=True, slots=True)
class Outcome:
    """What a process gave, or why it gave nothing."""

    result: Any
    failure: str
    """Empty, or one line."""
    peak: float
    """Largest resident set in MiB, as far as it was seen."""


def run_apart(
    work: Callable[..., Any], *arguments: Any, seconds: float, mebibytes: float
) -> Outcome:
    """Run a module-level function in a fresh process; end it where it exceeds a limit."""
    context = multiprocessing.get_context("spawn")
    receiver, sender = context.Pipe(duplex=False)
    process = context.Process(target=_child, args=(sender, work, arguments), daemon=True)
    process.start()
    sender.close()
    end = time.monotonic() + seconds
    peak = 0.0
    while True:
        ready = receiver.poll(_LOOK)
        peak = max(peak, resident(process.pid, "VmHWM"))
        if ready:
            return _received(process, receiver, peak)
        over = resident(process.pid, "VmRSS") > mebibytes
        if over or time.monotonic() > end:
            process.kill()
            process.join()
            limit = f"more than {mebibytes:,.0f} MiB" if over else f"more than {seconds:,.0f} s"
            return Outcome(None, limit, peak)


def resident(pid: int | None, field: str) -> float:
    """Return VmRSS or VmHWM of a process (None: this one) in MiB; 0 where the system is silent."""
    try:
        lines = (_STATUS / str(pid or "self") / "status").read_text("ascii", "replace").splitlines()
    except OSError:
        return 0.0
    sizes = [line.split()[1] for line in lines if line.startswith(f"{field}:")]
    return int(sizes[0]) / 1024 if sizes else 0.0


def _received(process: Any, receiver: Connection, peak: float) -> Outcome:
    try:
        result, failure = receiver.recv()
    except EOFError:
        result, failure = None, ""
    process.join()
    if result is None and not failure:
        failure = f"the process died with exit code {process.exitcode}"
    return Outcome(result, failure, peak)


def _child(sender: Connection, work: Callable[..., Any], arguments: tuple[Any, ...]) -> None:
    try:
        answer = (work(*arguments), "")
    except Exception as error:  # noqa: BLE001 - whatever it was, it is reported
        traceback.print_exc()
        answer = (None, f"{type(error).__name__}: {str(error).splitlines()[0][:200]}")
    sender.send(answer)
    sender.close()
