"""``python -m tests.bench [NAME …]``: run the benchmarks beside this file and print one report."""

from __future__ import annotations

import importlib
import sys
from pathlib import Path


def main() -> None:
    """Run the named benchmarks, or all, in the order of their names."""
    found = sorted(path.stem for path in Path(__file__).parent.glob("bench_*.py"))
    names = [f"bench_{name}" for name in sys.argv[1:]] or found
    unknown = set(names) - set(found)
    if unknown:
        sys.exit(f"no such benchmark: {', '.join(sorted(unknown))}. Known: {', '.join(found)}")
    for name in names:
        print(f"\n== {name.removeprefix('bench_')}", flush=True)
        importlib.import_module(f"tests.bench.{name}").main()


if __name__ == "__main__":
    main()
