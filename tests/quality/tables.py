"""Results as Markdown tables: means over the worlds of a difficulty, and the worst of them."""

from __future__ import annotations

import math
import statistics
from collections.abc import Callable, Iterable, Sequence
from itertools import pairwise
from typing import Any

from scipy.stats import chi2

from tests.quality.methods import METHODS, OURS

Record = dict[str, Any]
COLUMNS: tuple[tuple[str, str, Callable[[list[float]], float]], ...] = (
    ("precision", "precision", min),
    ("recall", "recall", min),
    ("ring_f1", "ring B³ F1", min),
    ("campaign", "campaign found", min),
    ("purity", "campaign purity", min),
)
"""(measure, heading, which world is the worst)."""


def markdown(head: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    """Return a table; the first two columns are text, the others numbers."""
    rule = ["---", "---", *["---:"] * (len(head) - 2)]
    lines = [head, rule, *rows]
    return "\n".join("| " + " | ".join(line) + " |" for line in lines)


def quality_table(records: list[Record]) -> str:
    """Return difficulty by method: what was found, and whom it flagged wrongly."""
    head = [
        "difficulty",
        "method",
        *(name for _, name, _ in COLUMNS),
        "small rings",
        "honest groups",
    ]
    rows = []
    for difficulty in difficulties(records):
        for method in METHODS:
            mine = of(records, method.name, difficulty)
            if mine:
                name = f"**{method.name}**" if method.name == OURS else method.name
                rows.append([f"{difficulty:g}", name, *_cells(mine)])
    return markdown(head, rows)


def _cells(mine: list[Record]) -> list[str]:
    results = [r["result"] for r in mine if r["result"]]
    if not results:
        failed = f"failed: {mine[0]['failure']}"
        return [failed, *[""] * (len(COLUMNS) + 1)]
    cells = [spread([r[key] for r in results], worst) for key, _, worst in COLUMNS]
    if len(results) < len(mine):
        cells[0] += f" ({len(mine) - len(results)} failed)"
    small = [r["small_found"] for r in results]
    cells.append(f"{statistics.mean(small):.1f} ({min(small)}) of {results[0]['small']}")
    return [*cells, _groups(results)]


def _groups(results: list[Record]) -> str:
    """Return how many universities, companies and resellers were called rings, in all worlds."""
    counts = {name: sum(r["groups"][name] for r in results) for name in results[0]["groups"]}
    letters = [f"{count} {name}" for name, count in counts.items() if count]
    return ", ".join(letters) or "none"


def cost_table(records: list[Record]) -> str:
    """Return seconds and memory of each method, at the middle difficulty."""
    rows = []
    for method in METHODS:
        results = [r["result"] for r in of(records, method.name, 0.5) if r["result"]]
        if results:
            seconds, cpu, peak = (
                statistics.median(r[key] for r in results) for key in ("seconds", "cpu", "peak")
            )
            rows.append([method.name, results[0]["setting"], *_numbers(seconds, cpu, peak)])
    return markdown(["method", "setting (of the first world)", "s", "CPU s", "MiB"], rows)


def null_table(records: list[Record]) -> str:
    """Return accounts flagged per 100,000 in worlds where nothing is to be found."""
    sorts = {"none": "no ring", "rewired": "rewired", "noise": "no ring, doubled noise"}
    rows = []
    for prefix, name in sorts.items():
        mine = [r for r in records if r["what"] == "null" and r["case"].startswith(prefix)]
        results = [r["result"] for r in mine if r["result"]]
        if results:
            flagged, accounts = (sum(r[key] for r in results) for key in ("flagged", "accounts"))
            rates = (flagged, chi2.ppf(0.95, 2 * (flagged + 1)) / 2)  # the latter: Garwood, 1936
            numbers = [f"{1e5 * rate / accounts:.2f}" for rate in rates]
            rows.append([name, f"{len(results)}", f"{accounts:,}", f"{flagged}", *numbers])
    head = ["world", "worlds", "accounts", "flagged", "per 100,000", "at most (95%)"]
    return markdown(head, rows)


def growth_table(records: list[Record]) -> str:
    """Return links against CPU seconds."""
    rows = [
        [f"{r['world']['accounts']:,}", f"{r['world']['links']:,}", *_numbers(*_costs(r["result"]))]
        for r in costs(records)
    ]
    return markdown(["accounts", "links", "s", "CPU s", "MiB"], rows)


def exponent(records: list[Record]) -> float:
    """Return the slope of log CPU seconds over log links, by least squares."""
    found = costs(records)
    x = [math.log(r["world"]["links"]) for r in found]
    y = [math.log(r["result"]["cpu"]) for r in found]
    return statistics.linear_regression(x, y).slope if len(x) > 1 else math.nan


def registration_table(records: list[Record]) -> str:
    """Return what is found from registrations alone, by difficulty."""
    rows = []
    for difficulty in difficulties(records):
        for name, what in (("all evidence", OURS), ("registrations only", "registration")):
            results = [r["result"] for r in of(records, what, difficulty) if r["result"]]
            if results:
                cells = [spread([r[k] for r in results], min) for k in ("precision", "recall")]
                rows.append([f"{difficulty:g}", name, *cells])
    return markdown(["difficulty", "what discovery saw", "precision", "recall"], rows)


def reliability_bins(records: list[Record]) -> list[tuple[float, float, float, float, int]]:
    """Return (low, high, mean score, observed share, groups) for each bin of the score."""
    edges = (0.0, 0.1, 0.3, 0.5, 0.7, 0.9, 0.97, 0.99, 1.0)
    points = [p for r in records if r["what"] == "scores" for p in r["result"] or []]
    bins = []
    for low, high in pairwise(edges):
        inside = [p for p in points if low <= p[0] < high or p[0] == high == edges[-1]]
        if inside:
            score, right = (statistics.mean(p[k] for p in inside) for k in (0, 2))
            bins.append((low, high, score, right, len(inside)))
    return bins


def reliability_table(records: list[Record]) -> str:
    """Return predicted against observed probability that a group is a ring."""
    rows = [
        [f"{low:g} to {high:g}", f"{count}", f"{score:.3f}", f"{right:.3f}"]
        for low, high, score, right, count in reliability_bins(records)
    ]
    return markdown(["score", "groups", "mean score", "are rings"], rows)


def calibration_error(records: list[Record]) -> float:
    """Return the mean distance of score and observed share, weighted by groups (ECE)."""
    bins = reliability_bins(records)
    return sum(abs(s - o) * n for *_, s, o, n in bins) / sum(n for *_, n in bins) if bins else 0.0


def calibration_table(records: list[Record]) -> str:
    """Return, for each difficulty, how far the score is from the observed share, and which way."""
    rows = []
    for difficulty in difficulties(records):
        mine = of(records, "scores", difficulty)
        points = [p for r in mine for p in r["result"] or []]
        if points:
            score, right = (statistics.mean(p[k] for p in points) for k in (0, 2))
            error = calibration_error(mine)
            rows.append(
                [
                    f"{difficulty:g}",
                    f"{len(points)}",
                    f"{score:.3f}",
                    f"{right:.3f}",
                    f"{error:.3f}",
                ]
            )
    head = ["difficulty", "groups", "mean score", "are rings", "calibration error"]
    return markdown(head, rows)


def of(records: list[Record], what: str, difficulty: float) -> list[Record]:
    """Return the records of one piece of work on the worlds of one difficulty."""
    return [r for r in records if r["what"] == what and r["difficulty"] == difficulty]


def difficulties(records: list[Record]) -> list[float]:
    """Return the difficulties of the worlds with rings that were run."""
    return sorted({r["difficulty"] for r in records if r["case"].startswith("d")})


def costs(records: list[Record]) -> list[Record]:
    """Return the records of the growth of the cost, smallest world first."""
    found = [r for r in records if r["what"] == "cost" and r["result"]]
    return sorted(found, key=lambda r: r["world"]["links"])


def spread(values: list[float], worst: Callable[[list[float]], float]) -> str:
    """Return the mean, and the worst in brackets."""
    return f"{statistics.mean(values):.3f} ({worst(values):.3f})"


def _costs(result: Record) -> tuple[float, float, float]:
    return result["seconds"], result["cpu"], result["peak"]


def _numbers(seconds: float, cpu: float, peak: float) -> list[str]:
    return [f"{seconds:.1f}", f"{cpu:.1f}", f"{peak:,.0f}"]
