"""``python -m tests.quality``: measure how good discovery is, and write docs/quality.md."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from tests.quality.experiment import Experiment
from tests.quality.methods import METHODS
from tests.quality.report import write_report
from tests.quality.worlds import SIZES

PARTS = ("rings", "scores", "null", "cost")
DOCS = Path("docs")


def main() -> None:
    """Run what is asked for, then write the report of everything that is recorded."""
    options = _parser().parse_args()
    known = {m.name: m for m in METHODS}
    for name in options.method or []:
        if name not in known:
            sys.exit(f"no such method: {name}. Known: {', '.join(known)}")
    size = "small" if options.small else options.size
    results = options.docs / "quality" / f"results-{size}.json"
    if not options.report_only:
        experiment = Experiment.start(
            size,
            results,
            seconds=options.seconds,
            mebibytes=options.memory,
            resume=options.resume,
        )
        experiment.run(
            [known[name] for name in options.method or known], options.part or list(PARTS)
        )
    print(write_report(results, options.docs))


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m tests.quality", description=__doc__)
    parser.add_argument("--size", choices=SIZES, default="full", help="size of the worlds")
    parser.add_argument("--small", action="store_true", help="the same as --size small: minutes")
    parser.add_argument("--method", action="append", help="only this method (may be repeated)")
    parser.add_argument("--part", action="append", choices=PARTS, help="only this part")
    parser.add_argument("--resume", action="store_true", help="go on after a run that stopped")
    parser.add_argument("--report-only", action="store_true", help="run nothing, write the report")
    parser.add_argument("--seconds", type=float, default=900, help="limit for one method")
    parser.add_argument("--memory", type=float, default=6144, help="limit for one method, in MiB")
    parser.add_argument("--docs", type=Path, default=DOCS, help="folder that the report is put in")
    return parser


if __name__ == "__main__":
    main()
