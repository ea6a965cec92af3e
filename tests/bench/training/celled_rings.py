"""Rings made of cells: a few accounts each on one phone farm slot, joined by what all cells use."""

from __future__ import annotations

import numpy as np
import polars as pl

from tests.bench.training.pooled_rings import WORKED, popular
from tests.bench.training.sheet import MAIL_SERVICES, Ints, Sheet


def add_celled_rings(sheet: Sheet, rings: int, largest: int) -> None:
    """Add rings of 5 to ``largest`` accounts in cells of 3 to 9."""
    homes, prompts = popular(sheet, "ip"), popular(sheet, "template")
    care = sheet.rng.uniform(0.1, 0.9)
    for ring in range(rings):
        size = int(sheet.magnitude(5, largest))
        accounts = sheet.people(size, "ring", f"ring-{ring}", burst=sheet.rng.uniform(1, 25))
        cell = sheet.rng.permutation(size) // int(sheet.rng.integers(3, 10))
        way = sheet.way(0.4)
        if sheet.happens(0.25):
            sheet.begin_together(sheet.some(accounts, 0.8), sheet.day())
        sheet.own("email", accounts)
        sheet.use("email_domain", accounts, list(MAIL_SERVICES), 1.5)
        for kind in ("device", "payment", "phone", "ip"):
            _use_cells(sheet, kind, accounts, cell, float(np.clip(1 - care, 0.15, 0.9)), way)
        sheet.own("device", sheet.some(accounts, care))
        sheet.use("ip", sheet.some(accounts, care), homes)
        shared = {"ip": 1 + size // 12, "template": 1 + size // 30}
        for kind, count in shared.items():
            values = sheet.pool(kind, count)
            for _ in range(2):
                sheet.use(kind, sheet.some(accounts, 1 - 0.7 * care), values)
        sheet.use("template", sheet.some(accounts, 0.7), prompts)


def _use_cells(sheet: Sheet, kind: str, accounts: Ints, cell: Ints, share: float, way: str) -> None:
    """Let cells share one value each, and leave some accounts out."""
    values = sheet.pool(kind, int(cell.max()) + 1)
    chosen = sheet.rng.random(len(accounts)) < share * sheet.rng.uniform(0.3, 1.0)
    given = pl.Series(values, dtype=pl.String).gather(cell[chosen])
    sheet.link(kind, accounts[chosen], given, way=way if kind in WORKED else "")
