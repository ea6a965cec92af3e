"""Does the score mean what it says? Predicted and observed shares of rings on small worlds.

One world of each difficulty, from seeds that no parameter was chosen on; docs/quality.md has the
same curve on three large worlds of each.
"""

from __future__ import annotations

import tempfile
from pathlib import Path

from tests.quality import tables
from tests.quality.methods import run_scores
from tests.quality.worlds import DIFFICULTIES, Case, make, ring_cases

WIDTH = 40
"""Characters of a share of one."""


def main() -> None:
    """Print the reliability curve: for each bin of the score, the share of groups that are rings.

    ``─`` reaches to the mean score, ``●`` stands at the observed share.
    """
    records = [scored(case) for case in ring_cases("small")[: len(DIFFICULTIES)]]
    print(f"{'score':<13}{'groups':>7}{'mean':>8}{'rings':>8}")
    for low, high, score, observed, groups in tables.reliability_bins(records):
        bounds = f"{low:g} to {high:g}"
        print(f"{bounds:<13}{groups:>7}{score:>8.3f}{observed:>8.3f}  {curve(score, observed)}")
    print(f"expected calibration error {tables.calibration_error(records):.3f}")


def scored(case: Case) -> tables.Record:
    """Return the record of a world: score, accounts, and truth of each group."""
    with tempfile.TemporaryDirectory(prefix="linkage-bench-") as folder:
        make(case, Path(folder))
        result = run_scores(Path(folder))
    return {
        "what": "scores",
        "case": case.name,
        "difficulty": case.difficulty,
        "result": result,
    }


def curve(score: float, observed: float) -> str:
    """Return a line as long as the score with a point at the observed share."""
    line = list(("─" * round(score * WIDTH)).ljust(WIDTH + 1))
    line[round(observed * WIDTH)] = "●"
    return "".join(line).rstrip()


if __name__ == "__main__":
    main()
