"""Measure whole pieces of work, each in a process of its own: seconds, CPU seconds, peak memory."""

from __future__ import annotations

import multiprocessing
import resource
import statistics
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True)
class Measurement:
    """What one run took. ``peak`` is the process's largest resident set, in MiB."""

    seconds: float
    cpu: float
    peak: float
    result: Any


def _child(pipe: Any, work: Callable[..., Any], arguments: Sequence[Any]) -> None:
    start = time.perf_counter()
    result = work(*arguments)
    seconds = time.perf_counter() - start
    usage = resource.getrusage(resource.RUSAGE_SELF)
    pipe.send(Measurement(seconds, usage.ru_utime + usage.ru_stime, usage.ru_maxrss / 1024, result))
    pipe.close()


def measure(work: Callable[..., Any], *arguments: Any) -> Measurement:
    """Run a module-level function in a fresh process and return what it took and gave."""
    context = multiprocessing.get_context("spawn")
    receiver, sender = context.Pipe(duplex=False)
    process = context.Process(target=_child, args=(sender, work, arguments))
    process.start()
    sender.close()
    try:
        measurement: Measurement = receiver.recv()
    except EOFError as error:
        process.join()
        raise RuntimeError(f"{work.__name__} died with exit code {process.exitcode}") from error
    process.join()
    return measurement


def side_by_side(
    ours: Callable[..., Any], theirs: Callable[..., Any], *arguments: Any, runs: int = 3
) -> tuple[float, list[Measurement], list[Measurement]]:
    """Run two functions in turn and return the median of theirs/ours, pair by pair."""
    left, right = [], []
    for _ in range(runs):
        left.append(measure(ours, *arguments))
        right.append(measure(theirs, *arguments))
    ratio = statistics.median(b.seconds / a.seconds for a, b in zip(left, right, strict=True))
    return ratio, left, right


def row(name: str, measured: Measurement, note: str = "") -> str:
    """Return one line of the report."""
    return (
        f"{name:<44} {measured.seconds:>8.2f} s {measured.cpu:>8.2f} CPU s "
        f"{measured.peak:>7.0f} MiB  {note}".rstrip()
    )
