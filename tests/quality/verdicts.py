"""What the results come to: the targets, and where another method does better."""

from __future__ import annotations

import math
import statistics
from collections.abc import Callable
from typing import Any

from tests.quality.methods import METHODS, OURS
from tests.quality.tables import Record, difficulties, exponent, markdown, of

TARGETS: tuple[tuple[float, str, str, float], ...] = (
    (0.5, "precision", "account precision", 0.995),
    (0.5, "recall", "account recall", 0.98),
    (0.5, "ring_f1", "ring B³ F1", 0.97),
    (0.5, "small_found", "small rings found of 40", 39),
    (0.5, "campaign", "campaign found", 0.98),
    (0.5, "purity", "campaign purity", 0.995),
    (0.75, "precision", "account precision", 0.99),
    (0.75, "recall", "account recall", 0.92),
    (0.75, "ring_f1", "ring B³ F1", 0.88),
    (1.0, "recall", "account recall", 0.6),
)
"""(difficulty, measure, its name, least mean): what discovery aims at."""
MOST_FLAGGED = 1.0
"""Accounts flagged per 100,000 where there is nothing to find."""
MOST_EXPONENT = 1.15
"""Exponent of the CPU seconds in the number of links."""
_TIE = 5e-4


def harmonic(first: float, second: float) -> float:
    """Return the harmonic mean; 0 if both are 0."""
    return 2 * first * second / (first + second) if first + second else 0.0


CONTESTS: tuple[tuple[str, Callable[[dict[str, Any]], float]], ...] = (
    ("account F1", lambda r: harmonic(r["precision"], r["recall"])),
    ("ring B³ F1", lambda r: r["ring_f1"]),
    ("campaign F1 (found, purity)", lambda r: harmonic(r["campaign"], r["purity"])),
    ("small rings found", lambda r: r["small_found"]),
)
"""(name, measure of one result): what methods are compared by."""


def target_table(records: list[Record]) -> str:
    """Return each target, what was reached on average, and whether that is enough."""
    rows = []
    for difficulty, key, name, least in TARGETS:
        results = [r["result"] for r in of(records, OURS, difficulty) if r["result"]]
        if results:
            mean = statistics.mean(r[key] for r in results)
            verdict = "yes" if mean >= least else "**no**"
            rows.append([name, f"difficulty {difficulty:g}", f"{least:g}", f"{mean:.3f}", verdict])
    null = [r["result"] for r in records if r["what"] == "null" and r["result"]]
    if null:
        per = 1e5 * sum(r["flagged"] for r in null) / sum(r["accounts"] for r in null)
        verdict = "yes" if per <= MOST_FLAGGED else "**no**"
        name = "flagged per 100,000, at most"
        rows.append([name, "null worlds", f"{MOST_FLAGGED:g}", f"{per:.2f}", verdict])
    slope = exponent(records)
    if math.isfinite(slope):
        verdict = "yes" if slope <= MOST_EXPONENT else "**no**"
        rows.append(["exponent, at most", "cost", f"{MOST_EXPONENT:g}", f"{slope:.2f}", verdict])
    return markdown(["target", "where", "wanted", "reached", "enough"], rows)


def better_elsewhere(records: list[Record]) -> list[str]:
    """Return a line for each contest in which the mean of another method is above ours."""
    lines = []
    for difficulty in difficulties(records):
        for name, measure in CONTESTS:
            means = {m.name: _mean(of(records, m.name, difficulty), measure) for m in METHODS}
            ours = means.pop(OURS)
            above = [
                f"{other} {value:.3f}"
                for other, value in means.items()
                if ours is not None and value is not None and value > ours + _TIE
            ]
            if above:
                lines.append(
                    f"- difficulty {difficulty:g}, {name}: {', '.join(above)}; linkage {ours:.3f}"
                )
    return lines


def _mean(records: list[Record], measure: Callable[[dict[str, Any]], float]) -> float | None:
    values = [measure(r["result"]) for r in records if r["result"]]
    return statistics.mean(values) if values else None
