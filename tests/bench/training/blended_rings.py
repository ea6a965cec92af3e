"""Rings whose accounts have as many things as anybody, each from the ring or from elsewhere.

Every ring leans on other kinds: cards, devices, contact data, or scripts and addresses only. What
does not come from its pools, those of a cell of it or those of its campaign, is the account's own,
everybody's, or a vendor's.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from tests.bench.training.pooled_rings import popular
from tests.bench.training.sheet import MAIL_SERVICES, Ints, Sheet

KINDS = ("email_domain", "phone", "payment", "ip", "device", "template")
LEANS = np.array(
    [
        [0.05, 0.05, 1.0, 0.1, 0.1, 0.15],
        [0.05, 0.05, 0.1, 0.15, 1.0, 0.15],
        [1.0, 1.0, 0.1, 0.1, 0.1, 0.15],
        [0.05, 0.05, 0.05, 1.0, 0.1, 1.0],
    ]
)
"""(ways, kinds) what operators lean on."""
LINKS = {"ip": 4, "device": 2, "template": 4}
"""Links of an account, at most; one of the other kinds."""
HAVING = {"phone": 0.45, "payment": 0.6}
"""Accounts that have anything of a kind; all have the others."""


@dataclass(frozen=True)
class Elsewhere:
    """What accounts use that is not the ring's: everybody's, and a vendor's, by kind."""

    popular: dict[str, list[str]]
    vendors: list[dict[str, list[str]]]


def add_blended_rings(sheet: Sheet, rings: int, largest: int) -> None:
    """Add rings of 5 to ``largest`` accounts, most of them small."""
    rng = sheet.rng
    common = {kind: popular(sheet, kind) for kind in ("ip", "device", "template")}
    vendors = [
        {kind: sheet.pool(kind, int(rng.integers(5, 40))) for kind in KINDS} for _ in range(5)
    ]
    elsewhere = Elsewhere({**common, "email_domain": list(MAIL_SERVICES)}, vendors)
    discipline = rng.uniform(0, 1)
    for ring in range(rings):
        size = int(min(largest, 5 * (1 - rng.random()) ** (-1 / rng.uniform(0.85, 1.25))))
        own = float(np.clip(1.0 - 0.75 * discipline + rng.normal(0, 0.1), 0.2, 0.97))
        _ring(sheet, f"ring-{ring}", size, _shares(rng, own), elsewhere)


def _shares(rng: np.random.Generator, own: float) -> NDArray[np.float64]:
    """Return (kinds,) the shares of links that come from the ring, ``own`` on average."""
    lean = np.log(rng.dirichlet([0.45] * len(LEANS)) @ LEANS + 0.06)
    odds = np.log(own / (1 - own)) + rng.uniform(0.7, 1.8) * (lean - lean.mean())
    return np.asarray(1 / (1 + np.exp(-odds)))


def _ring(
    sheet: Sheet, name: str, size: int, shares: NDArray[np.float64], elsewhere: Elsewhere
) -> None:
    rng = sheet.rng
    burst = sheet.magnitude(0.05, 60)
    accounts = sheet.people(size, "ring", name, burst=burst)
    cell = rng.permutation(size) // int(rng.integers(4, 25))
    in_cells = rng.beta(1.0, 2.2)
    vendor = elsewhere.vendors[int(rng.integers(len(elsewhere.vendors)))]
    beyond = rng.dirichlet([2.5, 2.0, 1.2 if rng.random() < 0.6 else 0.01])
    careful = rng.normal(0, 0.45, size)
    sheet.own("email", accounts)
    for kind, share in zip(KINDS, shares, strict=True):
        chance = 1 / (1 + np.exp(-(np.log(share / (1 - share)) + careful)))
        each = sheet.magnitude(2, max(size, 3))
        pool = sheet.pool(kind, 1 + int(size / each))
        cells = [sheet.pool(kind, int(rng.integers(1, 4))) for _ in range(cell.max() + 1)]
        for _ in range(int(rng.integers(1, LINKS.get(kind, 1) + 1))):
            now = rng.random(size) < HAVING.get(kind, 0.9)
            inside = now & (rng.random(size) < chance)
            celled = inside & (rng.random(size) < in_cells)
            sheet.use(kind, accounts[inside & ~celled], pool, rng.uniform(1, 1.8))
            values = [cells[c][int(rng.integers(len(cells[c])))] for c in cell[celled]]
            sheet.use_each(kind, accounts[celled], values)
            _outside(sheet, kind, accounts[now & ~inside], beyond, elsewhere.popular, vendor)


def _outside(
    sheet: Sheet,
    kind: str,
    accounts: Ints,
    beyond: NDArray[np.float64],
    common: dict[str, list[str]],
    vendor: dict[str, list[str]],
) -> None:
    """Give accounts something of their own, of everybody's, or of a vendor's."""
    where = sheet.rng.choice(3, len(accounts), p=beyond)
    if kind == "device":  # What everybody has of devices is a fingerprint that collides.
        where = np.where((where == 1) & (sheet.rng.random(len(accounts)) < 0.6), 0, where)
    if kind == "email_domain":
        where = np.where(where == 0, 1, where)
    everybody = where == 1
    if kind in common:
        sheet.use(kind, accounts[everybody], common[kind])
    else:
        where = np.where(everybody, 0, where)
    sheet.own(kind, accounts[where == 0])
    sheet.use(kind, accounts[where == 2], vendor[kind])
