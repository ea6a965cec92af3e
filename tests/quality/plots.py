"""Plots as SVG, the same bytes for the same results."""

from __future__ import annotations

import math
from pathlib import Path
from typing import Any

import matplotlib as mpl
from matplotlib.figure import Figure

from tests.quality.methods import METHODS, OURS
from tests.quality.tables import Record, costs, difficulties, exponent, of, reliability_bins

COLOURS = ("#0072B2", "#D55E00", "#009E73", "#CC79A7", "#7F7F7F", "#E69F00")
MARKERS = ("o", "s", "^", "D", "v", "P")
"""Methods differ by shape as well as by colour (Okabe and Ito's palette)."""
STYLE = {"svg.hashsalt": "linkage", "svg.fonttype": "none", "font.size": 9, "axes.grid": True}
MEASURES = (
    ("precision", "account precision"),
    ("recall", "account recall"),
    ("ring_f1", "ring B-cubed F1"),
    ("small_found", "small rings found"),
    ("campaign", "campaign found"),
    ("purity", "campaign purity"),
)


def write_plots(records: list[Record], folder: Path) -> list[Path]:
    """Write a plot for each part that was run; return their paths."""
    folder.mkdir(parents=True, exist_ok=True)
    plots = (
        ("quality", draw_quality, bool(difficulties(records))),
        ("reliability", draw_reliability, bool(reliability_bins(records))),
        ("cost", draw_cost, len(costs(records)) > 1),
    )
    paths = []
    for name, draw, possible in plots:
        if possible:
            with mpl.rc_context(STYLE):
                path = folder / f"{name}.svg"
                figure = draw(records)
                figure.savefig(path, format="svg", metadata={"Date": None, "Creator": None})
                paths.append(path)
    return paths


def draw_quality(records: list[Record]) -> Figure:
    """Draw each measure against difficulty, one line a method: the mean of the worlds."""
    figure = Figure(figsize=(10, 6), layout="constrained")
    steps = difficulties(records)
    axes = figure.subplots(2, 3, sharex=True).ravel()
    for axis, (key, title) in zip(axes, MEASURES, strict=True):
        for number, method in enumerate(METHODS):
            points = [(d, _mean(of(records, method.name, d), key)) for d in steps]
            found = [(d, value) for d, value in points if value is not None]
            axis.plot(
                [d for d, _ in found],
                [value for _, value in found],
                color=COLOURS[number],
                marker=MARKERS[number],
                linewidth=2.2 if method.name == OURS else 1.1,
                label=method.name,
            )
        axis.set_title(title)
        axis.set_ylim(bottom=0)
    for axis in axes[3:]:
        axis.set_xlabel("difficulty")
    handles, labels = axes[0].get_legend_handles_labels()
    figure.legend(handles, labels, loc="outside lower center", ncols=len(METHODS), frameon=False)
    return figure


def draw_reliability(records: list[Record]) -> Figure:
    """Draw the observed share of true rings against the score, with the number of groups."""
    figure = Figure(figsize=(5, 4.5), layout="constrained")
    axis = figure.subplots()
    bins = reliability_bins(records)
    axis.plot([0, 1], [0, 1], color="#7F7F7F", linestyle="--", linewidth=1, label="calibrated")
    scores, shares = [b[2] for b in bins], [b[3] for b in bins]
    axis.plot(scores, shares, color=COLOURS[0], marker="o", label="observed")
    for _, _, score, share, count in bins:
        axis.annotate(f"{count}", (score, share), textcoords="offset points", xytext=(5, -11))
    axis.set(xlabel="score of the group", ylabel="share that are rings", title="Reliability")
    axis.legend(frameon=False)
    return figure


def draw_cost(records: list[Record]) -> Figure:
    """Draw CPU seconds against links, both logarithmic."""
    figure = Figure(figsize=(5, 4), layout="constrained")
    axis = figure.subplots()
    found = costs(records)
    links = [r["world"]["links"] for r in found]
    seconds = [r["result"]["cpu"] for r in found]
    slope = exponent(records)
    middle = (math.prod(links) ** (1 / len(links)), math.prod(seconds) ** (1 / len(seconds)))
    fit = [middle[1] * (x / middle[0]) ** slope for x in links]
    axis.loglog(links, fit, color="#7F7F7F", linestyle="--", label=f"exponent {slope:.2f}")
    axis.loglog(links, seconds, color=COLOURS[0], marker="o", linestyle="", label="discovery")
    axis.set(xlabel="links", ylabel="CPU seconds", title="Cost")
    axis.legend(frameon=False)
    return figure


def _mean(records: list[Record], key: str) -> float | None:
    values: list[Any] = [r["result"][key] for r in records if r["result"]]
    return sum(values) / len(values) if values else None
