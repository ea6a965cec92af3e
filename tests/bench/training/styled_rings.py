"""Rings whose operators work in different styles: what one pools, another keeps apart."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from tests.bench.training.pooled_rings import popular
from tests.bench.training.sheet import MAIL_SERVICES, Ints, Sheet


@dataclass(frozen=True)
class Style:
    """For each kind, the accounts behind a value of the pool; 0 where nothing is pooled.

    ``burst`` is the most days over which a batch signs up, ``cover`` the share of the addresses
    that are homes of other people.
    """

    device: float = 0.0
    payment: float = 0.0
    phone: float = 0.0
    ip: float = 0.0
    template: float = 25.0
    email_domain: float = 0.0
    burst: float = 6.0
    cover: float = 0.2


STYLES = (
    Style(device=9, ip=15, cover=0.4),  # a phone farm
    Style(device=9, payment=4, phone=4, ip=10, burst=2),  # a farm with all its own
    Style(payment=8, ip=10),  # shared cards behind browsers that look different
    Style(payment=3, phone=3, cover=0.9),  # virtual cards, residential proxies
    Style(phone=5, ip=8, email_domain=60, burst=1),  # rented numbers, made in a burst
    Style(device=4, payment=4, ip=6, template=12, burst=40, cover=0.6),  # a trickle
    Style(device=25, cover=0.9),  # emulated devices through a botnet
    Style(device=3, payment=12, email_domain=40, ip=20, burst=10),
)


def add_styled_rings(sheet: Sheet, rings: int, largest: int) -> None:
    """Add rings of 5 to ``largest`` accounts, each in one style, with more or less discipline."""
    homes, prompts = popular(sheet, "ip"), popular(sheet, "template")
    care = sheet.rng.uniform(0.0, 0.8)
    kits = sheet.pool("template", 12)
    for ring in range(rings):
        style = STYLES[int(sheet.rng.integers(len(STYLES)))]
        size = int(sheet.magnitude(5, largest))
        burst = style.burst * sheet.rng.uniform(0.05, 1.0)
        accounts = sheet.people(size, "ring", f"ring-{ring}", burst=burst)
        used = float(np.clip(1 - care + sheet.rng.normal(0, 0.15), 0.2, 1.0))
        sheet.own("email", accounts)
        for kind in ("device", "payment", "phone"):
            _use(sheet, kind, accounts, getattr(style, kind), used)
        _addresses(sheet, accounts, style, used, homes)
        _scripts(sheet, accounts, style, used, prompts, kits)
        inside = sheet.some(accounts, used * 0.7) if style.email_domain else accounts[:0]
        sheet.use("email_domain", inside, sheet.pool("email_domain", 1 + size // 60))
        others = np.setdiff1d(accounts, inside)
        sheet.use("email_domain", others, list(MAIL_SERVICES), 1.5)


def _use(sheet: Sheet, kind: str, accounts: Ints, each: float, used: float) -> None:
    """Let accounts use the pool of a kind, if there is one, and the others a thing of their own."""
    need = {"device": 1.0, "payment": 0.7, "phone": 0.6}[kind]
    having = sheet.some(accounts, need)
    inside = sheet.rng.random(len(having)) < (used if each else 0.0)
    pool = sheet.pool(kind, 1 + int(len(accounts) / max(each, 1.0)))
    sheet.use(kind, having[inside], pool, 1.3, way=sheet.way(0.3))
    sheet.own(kind, having[~inside])


def _addresses(sheet: Sheet, accounts: Ints, style: Style, used: float, homes: list[str]) -> None:
    own = sheet.pool("ip", 1 + int(len(accounts) / max(style.ip, 1.0)))
    for share in (1.0, 0.7, 0.4):
        now = sheet.some(accounts, share)
        inside = sheet.rng.random(len(now)) < (used * (1 - style.cover) if style.ip else 0.0)
        sheet.use("ip", now[inside], own, way=sheet.way(0.2))
        hidden = now[~inside]
        others = sheet.rng.random(len(hidden)) < 0.7
        sheet.use("ip", hidden[others], homes)
        sheet.own("ip", hidden[~others])


def _scripts(
    sheet: Sheet,
    accounts: Ints,
    style: Style,
    used: float,
    prompts: list[str],
    kits: list[str],
) -> None:
    own = sheet.pool("template", 1 + int(len(accounts) / style.template))
    for share in (1.0, 0.8, 0.5):
        now = sheet.some(accounts, share)
        inside = sheet.rng.random(len(now)) < used
        sheet.use("template", now[inside], own)
        rest = now[~inside]
        bought = sheet.rng.random(len(rest)) < 0.2
        sheet.use("template", rest[bought], kits)
        sheet.use("template", sheet.some(rest[~bought], 0.6), prompts)
    sheet.own("template", sheet.some(accounts, 0.3))
