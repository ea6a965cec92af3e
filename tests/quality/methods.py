"""The methods side by side, each as work for a process of its own on a world in a folder."""

from __future__ import annotations

import importlib
import time
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import polars as pl

from linkage.config import DiscoverySettings
from linkage.discovery import discover
from linkage.folding import KEY
from linkage.kinds import KindTable
from linkage.records import INSUFFICIENT, Findings
from tests.quality.bipartite import bipartite
from tests.quality.favour import Choice, best_filter, true_labels
from tests.quality.isolation import resident
from tests.quality.judging import judge, reliability
from tests.quality.worlds import Data, read

OURS = "linkage"
REGISTRATION = ("email", "email_domain", "phone", "ip", "device")
"""Kinds that a service sees at the moment of a sign-up."""


@dataclass(frozen=True, slots=True)
class Method:
    """A row of the tables."""

    name: str
    module: str
    """Module with ``clusterings(data, graph)``; empty for our own discovery."""


METHODS = (
    Method(OURS, ""),
    Method("components", "tests.quality.components"),
    Method("Leiden, bipartite", "tests.quality.bipartite_leiden"),
    Method("Splink 5", "tests.quality.splink_linkage"),
    Method("FRAUDAR", "tests.quality.fraudar"),
    Method("SynchroTrap-style", "tests.quality.synchrotrap"),
)


def run_method(method: Method, folder: Path) -> dict[str, Any]:
    """Run a method on a world and judge it."""
    data = read(folder)
    return run_baseline(method, data) if method.module else run_ours(data)


def run_ours(data: Data) -> dict[str, Any]:
    """Run discovery with its defaults; nothing about it is chosen by the truth."""
    start, used = time.perf_counter(), time.process_time()
    findings = _discover(data)
    measured = _cost(start, used)
    return measured | judge(data.truth, _members(findings)) | {"setting": "defaults"}


def run_baseline(method: Method, data: Data) -> dict[str, Any]:
    """Try a baseline's settings and judge the one that the truth favours (see `favour`).

    The cost is that of one setting: until the first clustering.
    """
    graph = bipartite(data.sightings, data.accounts["account"])
    true = true_labels(data.truth, graph.names)
    best: tuple[str, Choice] | None = None
    measured: dict[str, float] = {}
    start, used = time.perf_counter(), time.process_time()
    for setting, labels in importlib.import_module(method.module).clusterings(data, graph):
        measured = measured or _cost(start, used)
        choice = best_filter(labels, graph, true)
        if best is None or choice.objective > best[1].objective:
            best = (setting, choice)
    if best is None:
        raise RuntimeError(f"{method.name} yielded nothing")
    setting, choice = best
    members = pl.DataFrame({"account": graph.names, "ring": choice.labels}).filter(
        pl.col("ring") >= 0
    )
    kept = f"{setting}; at least {choice.minimum} accounts; {choice.kept} groups kept"
    return measured | judge(data.truth, members.cast(pl.String)) | {"setting": kept}


def run_scores(folder: Path) -> list[Any]:
    """Return (score, accounts, is it a ring) of all groups that discovery scored, low ones too."""
    data = read(folder)
    findings = _discover(data, minimum_score=0.0)
    return reliability(data.truth, findings.members, findings.rings)


def run_registration(folder: Path) -> dict[str, Any]:
    """Run discovery on what a registration form would show of each account, and judge it."""
    data = read(folder)
    sightings = registrations(data)
    start, used = time.perf_counter(), time.process_time()
    findings = _discover(replace(data, sightings=sightings))
    return _cost(start, used) | judge(data.truth, _members(findings))


def registrations(data: Data) -> pl.DataFrame:
    """Return one event an account: its contacts, its first address and its first device.

    Worlds simulate no session at the moment of a sign-up, so the first ones stand for it, at the
    time of the sign-up.
    """
    first = (
        data.sightings.filter(pl.col("kind").is_in(REGISTRATION))
        .sort("account", "kind", "first_seen", "value")
        .unique(["account", "kind"], keep="first", maintain_order=True)
        .join(data.accounts.select("account", "created_at"), on="account")
    )
    created = pl.col("created_at")
    return first.select(
        "account",
        "kind",
        "value",
        created.alias("first_seen"),
        created.alias("last_seen"),
        pl.lit(1, pl.Int64).alias("count"),
        pl.concat_list((created.dt.epoch("s") // 3600).cast(pl.Int32)).alias("hours"),
    ).sort(KEY)


def run_cost(folder: Path) -> dict[str, float]:
    """Return seconds and CPU seconds of discovery, the compilation of its loops left out."""
    data = read(folder)
    few = data.accounts["account"].head(2_000)
    _discover(
        replace(
            data,
            sightings=data.sightings.filter(pl.col("account").is_in(few.implode())),
            accounts=data.accounts.head(2_000),
        )
    )
    start, used = time.perf_counter(), time.process_time()
    _discover(data)
    return _cost(start, used)


def _discover(data: Data, minimum_score: float | None = None) -> Findings:
    settings = DiscoverySettings()
    if minimum_score is not None:
        settings = replace(settings, minimum_score=minimum_score)
    return discover(data.sightings, data.accounts, KindTable(), settings)


def _members(findings: Findings) -> pl.DataFrame:
    """Return account, ring, campaign of the rings that are flagged."""
    rings = [r for r in findings.rings if r.verdict != INSUFFICIENT]
    campaign = pl.DataFrame(
        {"ring": [r.id for r in rings], "campaign": [r.campaign for r in rings]},
        schema={"ring": pl.String, "campaign": pl.String},
    )
    return findings.members.join(campaign, on="ring", how="inner")


def _cost(start: float, used: float) -> dict[str, float]:
    return {
        "seconds": time.perf_counter() - start,
        "cpu": time.process_time() - used,
        "peak": resident(None, "VmHWM"),
    }
