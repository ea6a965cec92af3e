"""Styles of operators: what each pools among its accounts, and how its accounts live."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal, NamedTuple

from tests.bench.training.luck import Weighted

NetworkKind = Literal["home", "server", "household", "carrier", "vpn"]
Kind = Literal["device", "ip", "phone", "payment", "email_domain", "template"]
KINDS: tuple[Kind, ...] = ("device", "ip", "phone", "payment", "email_domain", "template")


class Pooling(NamedTuple):
    """The share of the accounts that use something of the ring's pool, and accounts on each."""

    share: float
    each: float


@dataclass(frozen=True, slots=True)
class Style:
    """What an operator of no discipline does; discipline makes all of it weaker."""

    name: str
    device: Pooling
    ip: Pooling
    phone: Pooling
    payment: Pooling
    email_domain: Pooling
    template: Pooling
    burst: float
    """Share of the accounts that sign up in a burst."""
    life: float
    """Days of an account, at the median."""
    paying: float
    networks: tuple[NetworkKind, ...]
    careless: float
    """How many operators without discipline have this style, and how many of the others."""
    careful: float
    together: bool = False
    """Whether its accounts work in runs of the whole ring."""
    dormant: bool = False
    """Whether its accounts are left alone for months, and then all wake up."""
    bought: bool = False
    """Whether they were made by sellers of accounts, who serve many operators."""
    sold: bool = False
    """Whether most of its accounts go on to somebody else."""


STYLES = (
    Style(
        "careless",
        device=Pooling(0.95, 18),
        ip=Pooling(0.95, 18),
        phone=Pooling(0.6, 6),
        payment=Pooling(0.9, 10),
        email_domain=Pooling(0.6, 30),
        template=Pooling(0.95, 25),
        burst=0.95,
        life=45,
        paying=0.8,
        networks=("home", "home", "server", "vpn"),
        careless=5,
        careful=0.8,
        together=True,
    ),
    Style(
        "card pool",
        device=Pooling(0.4, 4),
        ip=Pooling(0.6, 8),
        phone=Pooling(0.5, 4),
        payment=Pooling(0.98, 12),
        email_domain=Pooling(0.4, 20),
        template=Pooling(0.7, 20),
        burst=0.6,
        life=30,
        paying=1.0,
        networks=("household", "server", "vpn"),
        careless=2,
        careful=1.5,
    ),
    Style(
        "phone farm",
        device=Pooling(0.95, 6),
        ip=Pooling(0.5, 10),
        phone=Pooling(0.9, 4),
        payment=Pooling(0.5, 5),
        email_domain=Pooling(0.3, 15),
        template=Pooling(0.7, 20),
        burst=0.5,
        life=90,
        paying=0.4,
        networks=("carrier", "home", "household"),
        careless=1.5,
        careful=1.5,
    ),
    Style(
        "masked browsers",
        device=Pooling(0.15, 4),
        ip=Pooling(0.75, 5),
        phone=Pooling(0.7, 4),
        payment=Pooling(0.85, 5),
        email_domain=Pooling(0.6, 14),
        template=Pooling(0.85, 15),
        burst=0.5,
        life=100,
        paying=0.8,
        networks=("household", "household", "household", "server"),
        careless=0.6,
        careful=3,
    ),
    Style(
        "gateway",
        device=Pooling(0.85, 20),
        ip=Pooling(0.95, 15),
        phone=Pooling(0.5, 4),
        payment=Pooling(0.7, 7),
        email_domain=Pooling(0.5, 20),
        template=Pooling(0.45, 12),
        burst=0.6,
        life=80,
        paying=0.9,
        networks=("server", "server", "server", "household"),
        careless=1.5,
        careful=1.5,
        together=True,
    ),
    Style(
        "reseller",
        device=Pooling(0.85, 12),
        ip=Pooling(0.85, 9),
        phone=Pooling(0.7, 4),
        payment=Pooling(0.75, 6),
        email_domain=Pooling(0.7, 22),
        template=Pooling(0.3, 10),
        burst=0.6,
        life=120,
        paying=0.8,
        networks=("home", "server", "household", "vpn"),
        careless=2,
        careful=2.5,
        sold=True,
    ),
    Style(
        "trial",
        device=Pooling(0.7, 8),
        ip=Pooling(0.8, 10),
        phone=Pooling(0.7, 5),
        payment=Pooling(0.5, 8),
        email_domain=Pooling(0.9, 30),
        template=Pooling(0.7, 15),
        burst=0.9,
        life=15,
        paying=0.1,
        networks=("home", "vpn", "household", "server"),
        careless=3,
        careful=1,
    ),
    Style(
        "aged",
        device=Pooling(0.6, 6),
        ip=Pooling(0.75, 7),
        phone=Pooling(0.6, 4),
        payment=Pooling(0.85, 7),
        email_domain=Pooling(0.4, 12),
        template=Pooling(0.8, 15),
        burst=0.1,
        life=200,
        paying=0.7,
        networks=("household", "home", "carrier"),
        careless=0.5,
        careful=2,
        together=True,
        dormant=True,
    ),
    Style(
        "bought",
        device=Pooling(0.7, 8),
        ip=Pooling(0.8, 8),
        phone=Pooling(0.3, 3),
        payment=Pooling(0.85, 7),
        email_domain=Pooling(0.2, 8),
        template=Pooling(0.85, 15),
        burst=0.05,
        life=200,
        paying=0.8,
        networks=("household", "server", "home"),
        careless=0.5,
        careful=2,
        dormant=True,
        bought=True,
    ),
    Style(
        "distiller",
        device=Pooling(0.55, 7),
        ip=Pooling(0.75, 8),
        phone=Pooling(0.6, 4),
        payment=Pooling(0.8, 6),
        email_domain=Pooling(0.5, 16),
        template=Pooling(1.0, 25),
        burst=0.5,
        life=60,
        paying=0.9,
        networks=("server", "server", "household"),
        careless=1.5,
        careful=2.5,
        together=True,
    ),
)
BY_NAME = {style.name: style for style in STYLES}
CAMPAIGNS = tuple(
    BY_NAME[name]
    for name in ("distiller", "reseller", "gateway", "masked browsers", "aged", "card pool")
)
"""Styles of those who run a campaign of many shards."""


def styles(difficulty: float) -> Weighted[Style]:
    """Return the styles of the operators of a world."""
    weights = [(1 - difficulty) * s.careless + difficulty * s.careful for s in STYLES]
    return Weighted(STYLES, weights)
