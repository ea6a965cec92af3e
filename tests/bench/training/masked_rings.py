"""Rings behind masks: each account has a browser profile of its own, and often an address.

What betrays the operator is what had to be bought: cards, numbers, mail domains, an exit of a proxy
that two accounts had, and the harness that writes the prompts. Every operator saves on other
things, and now and then somebody slips and works without the mask.
"""

from __future__ import annotations

import numpy as np

from tests.bench.training.pooled_rings import popular
from tests.bench.training.sheet import MAIL_SERVICES, Ints, Sheet

BOUGHT: dict[str, tuple[float, float, float]] = {
    # chance that an operator shares it at all; accounts for each, from and to
    "payment": (0.7, 1.5, 15),
    "phone": (0.6, 1.5, 8),
    "ip": (0.7, 1.5, 12),
    "email_domain": (0.4, 4, 80),
}
NEED = {"payment": 0.7, "phone": 0.6}
"""Share of the accounts that have anything of the kind; all have the others."""
SLIPS = 0.12
"""Accounts, at most, that were once used from a machine of the operator's."""


def add_masked_rings(sheet: Sheet, rings: int, largest: int) -> None:
    """Add rings of 5 to ``largest`` accounts; operators are more or less careful."""
    homes, prompts = popular(sheet, "ip"), popular(sheet, "template")
    kits = sheet.pool("template", 12)
    care = sheet.rng.uniform(0.0, 0.7)
    for ring in range(rings):
        size = int(sheet.magnitude(5, largest))
        accounts = sheet.people(size, "ring", f"ring-{ring}", burst=sheet.magnitude(0.3, 60))
        used = float(np.clip(1 - care + sheet.rng.normal(0, 0.15), 0.25, 1.0))
        _masks(sheet, accounts)
        for kind, (chance, few, many) in BOUGHT.items():
            shared = used if sheet.rng.random() < chance else 0.0
            having = sheet.some(accounts, NEED.get(kind, 1.0))
            inside = sheet.rng.random(len(having)) < shared
            pool = sheet.pool(kind, 1 + int(size / sheet.magnitude(few, many)))
            sheet.use(kind, having[inside], pool, sheet.rng.uniform(1, 1.5))
            _alone(sheet, kind, having[~inside], homes)
        _harness(sheet, accounts, used, prompts, kits)


def _masks(sheet: Sheet, accounts: Ints) -> None:
    """Give every account a profile and a mailbox of its own; some slip."""
    sheet.own("email", accounts)
    for share in (1.0, sheet.rng.uniform(0, 0.6)):
        sheet.own("device", sheet.some(accounts, share))
    slipped = sheet.some(accounts, sheet.rng.uniform(0, SLIPS))
    sheet.use("device", slipped, sheet.pool("device", 1 + len(accounts) // 20))
    slipped = sheet.some(accounts, sheet.rng.uniform(0, SLIPS))
    sheet.use("ip", slipped, sheet.pool("ip", 1))


def _alone(sheet: Sheet, kind: str, accounts: Ints, homes: list[str]) -> None:
    """Give accounts what nobody else of the ring has."""
    if kind == "email_domain":
        sheet.use(kind, accounts, list(MAIL_SERVICES), 1.5)
        return
    hidden = sheet.rng.random(len(accounts)) < (0.6 if kind == "ip" else 0.0)
    sheet.use(kind, accounts[hidden], homes)
    sheet.own(kind, accounts[~hidden])


def _harness(
    sheet: Sheet, accounts: Ints, used: float, prompts: list[str], kits: list[str]
) -> None:
    """Let the accounts send prompts of the operator, of a kit that is sold, and of anybody."""
    own = sheet.pool("template", 1 + int(len(accounts) / sheet.magnitude(5, 50)))
    for share in (1.0, 0.8, 0.5):
        now = sheet.some(accounts, share)
        inside = sheet.rng.random(len(now)) < used
        sheet.use("template", now[inside], own)
        rest = now[~inside]
        bought = sheet.rng.random(len(rest)) < 0.2
        sheet.use("template", rest[bought], kits)
        sheet.use("template", sheet.some(rest[~bought], 0.6), prompts)
    sheet.own("template", sheet.some(accounts, sheet.rng.uniform(0, 0.5)))
