"""The whole experiment: which work runs on which world, and where the results are kept."""

from __future__ import annotations

import json
import os
import platform
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from tests.quality import methods
from tests.quality.isolation import run_apart
from tests.quality.worlds import Case, cost_cases, make, null_cases, ring_cases


@dataclass
class Experiment:
    """A run of the benchmark: its limits, and one record for each piece of work done."""

    size: str
    path: Path
    """Where the records are written after every piece of work."""
    seconds: float
    mebibytes: float
    records: list[dict[str, Any]] = field(default_factory=list)

    @classmethod
    def start(
        cls, size: str, path: Path, *, seconds: float, mebibytes: float, resume: bool
    ) -> Experiment:
        """Begin, or go on where an earlier run of this size stopped; failures are tried again."""
        experiment = cls(size, path, seconds, mebibytes)
        if resume and path.exists():
            before = json.loads(path.read_text("utf-8"))
            if before["size"] != size:
                sys.exit(f"{path} holds a run of size {before['size']}, not {size}")
            experiment.records = [r for r in before["records"] if not r["failure"]]
        return experiment

    def run(self, chosen: Sequence[methods.Method], parts: Sequence[str]) -> None:
        """Run the chosen methods and parts; what is recorded already is not run again."""
        if "rings" in parts:
            for case in ring_cases(self.size):
                self._on_world(case, [(m.name, methods.run_method, m) for m in chosen])
        if "scores" in parts:
            for case in ring_cases(self.size):
                work = [("scores", methods.run_scores, None)]
                self._on_world(case, [*work, ("registration", methods.run_registration, None)])
        if "null" in parts:
            for case in null_cases(self.size):
                self._on_world(case, [("null", methods.run_method, methods.METHODS[0])])
        if "cost" in parts:
            for case in cost_cases(self.size):
                self._on_world(case, [("cost", methods.run_cost, None)])

    def _on_world(
        self, case: Case, work: Sequence[tuple[str, Callable[..., Any], methods.Method | None]]
    ) -> None:
        done = {(r["case"], r["what"]) for r in self.records}
        left = [w for w in work if (case.name, w[0]) not in done]
        if not left:
            return
        with tempfile.TemporaryDirectory(prefix="linkage-quality-") as folder:
            world = Path(folder)
            made = self._apart(make, case, world)
            if made.failure:
                sys.exit(f"{case.name} could not be made: {made.failure}")
            for what, function, method in left:
                start = time.perf_counter()
                arguments = (world,) if method is None else (method, world)
                outcome = self._apart(function, *arguments)
                self._record(case, made.result, what, outcome.result, outcome.failure)
                took = time.perf_counter() - start
                print(f"{case.name:<14} {what:<18} {took:7.1f} s  {outcome.failure}", flush=True)

    def _apart(self, work: Callable[..., Any], *arguments: Any) -> Any:
        return run_apart(work, *arguments, seconds=self.seconds, mebibytes=self.mebibytes)

    def _record(self, case: Case, size: Any, what: str, result: Any, failure: str) -> None:
        self.records.append(
            {
                "case": case.name,
                "seed": case.settings.seed,
                "difficulty": case.difficulty,
                "world": size,
                "what": what,
                "result": result,
                "failure": failure,
            }
        )
        self.path.parent.mkdir(parents=True, exist_ok=True)
        text = json.dumps(
            {
                "size": self.size,
                "cpus": os.cpu_count(),
                "python": platform.python_version(),
                "limits": {"seconds": self.seconds, "MiB": self.mebibytes},
                "records": self.records,
            },
            indent=1,
        )
        self.path.write_text(text + "\n", "utf-8")
