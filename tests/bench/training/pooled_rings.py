"""Rings that draw from pools; how large and how much used the pools are differs by ring."""

from __future__ import annotations

import numpy as np
import polars as pl

from tests.bench.training.sheet import MAIL_SERVICES, Ints, Sheet

RANGES: dict[str, tuple[float, float, float, float]] = {
    # accounts for each value of a pool, from and to; share of uses that go to it, from and to
    "device": (1.5, 20, 0.05, 0.9),
    "payment": (1.5, 20, 0.05, 0.9),
    "phone": (1.5, 10, 0.0, 0.7),
    "ip": (2, 30, 0.15, 0.9),
    "template": (6, 60, 0.2, 0.95),
    "email_domain": (10, 300, 0.0, 0.6),
}

WORKED = ("device", "ip")
"""Kinds that are handed over, or used in rotation."""


def add_pooled_rings(sheet: Sheet, rings: int, largest: int) -> None:
    """Add rings of 5 to ``largest`` accounts; their operators live among the others' things."""
    homes = popular(sheet, "ip")
    prompts = popular(sheet, "template")
    luck = sheet.rng.uniform(0, 1)
    for ring in range(rings):
        size = int(sheet.magnitude(5, largest))
        accounts = sheet.people(size, "ring", f"ring-{ring}", burst=sheet.rng.uniform(0.5, 15))
        sheet.own("email", accounts)
        way = sheet.way(0.4)
        if sheet.happens(0.25):
            sheet.begin_together(sheet.some(accounts, 0.8), sheet.day())
        for kind, (few, many, low, high) in RANGES.items():
            each = sheet.magnitude(few, many)
            share = low + (high - low) * np.clip(luck + sheet.rng.normal(0, 0.2), 0, 1)
            pool = sheet.pool(kind, 1 + int(len(accounts) / each))
            others = {"ip": homes, "template": prompts}
            _use_pool(sheet, kind, accounts, pool, share, others, way)


def popular(sheet: Sheet, kind: str) -> list[str]:
    """Return values that honest people use, each as often as it is used."""
    links = pl.concat(sheet.links).filter(pl.col("kind") == kind)["value"]
    return links.sample(min(20_000, len(links)), seed=1).to_list()


def _use_pool(
    sheet: Sheet,
    kind: str,
    accounts: Ints,
    values: list[str],
    share: float,
    others: dict[str, list[str]],
    way: str,
) -> None:
    for _ in range({"ip": 2, "template": 3}.get(kind, 1)):
        inside = sheet.rng.random(len(accounts)) < share
        worked = way if kind in WORKED else ""
        sheet.use(kind, accounts[inside], values, sheet.rng.uniform(1, 1.6), worked)
        outside = sheet.some(accounts[~inside], {"device": 0.9, "payment": 0.3}.get(kind, 0.6))
        if kind in others:
            sheet.use(kind, outside, others[kind])
        elif kind == "email_domain":
            sheet.use(kind, outside, list(MAIL_SERVICES), 1.5)
        else:
            sheet.own(kind, outside)
