"""The fraud of a world: how many rings and campaigns there are, and how large."""

from __future__ import annotations

from dataclasses import dataclass

from tests.bench.training.luck import Luck

from .accounts import Account
from .hours import DAY
from .operators import draw_operator, shard_of
from .rings import make_ring
from .society import Society
from .styles import CAMPAIGNS
from .supplies import Supplies

PLANS = ("full", "rare", "null")
RARE = ((6, 9), (10, 14), (15, 20), (22, 30), (32, 40))
"""Least and most accounts of the rings of a world where rings are rare."""
LARGE, SMALL = (1420, 1580, 190, 420), (370, 430, 120, 260)
"""Least and most accounts of the two campaigns, and of their shards."""
SMALL_RINGS, OTHER_RINGS = 13, (26, 29)
WHOLE = 20_000
"""Accounts of a world from which on it has all of the fraud; smaller worlds have a part of it."""


@dataclass(frozen=True, slots=True)
class Scheme:
    """What one operator runs: a ring, or a campaign of several shards."""

    sizes: tuple[int, ...]
    campaign: bool

    @property
    def accounts(self) -> int:
        """All its accounts."""
        return sum(self.sizes)


def schemes(luck: Luck, plan: str, accounts: int) -> list[Scheme]:
    """Return what is run in a world of so many accounts."""
    if plan not in PLANS:
        raise ValueError(f"no such plan: {plan}")
    if plan == "null":
        return []
    if plan == "rare":
        return [Scheme((luck.randint(*sizes),), campaign=False) for sizes in RARE]
    part = min(1.0, accounts / WHOLE)
    small, others = round(SMALL_RINGS * part), round(luck.randint(*OTHER_RINGS) * part)
    sizes = [luck.randint(5, 20) for _ in range(small)]
    sizes += [luck.size(48, 0.65, 12, 150) for _ in range(others)]
    planned = [Scheme((size,), campaign=False) for size in sizes]
    for limits in (LARGE, SMALL):
        least, most, low, high = (max(5, round(limit * part)) for limit in limits)
        shards = _split(luck, luck.randint(least, most), low, high)
        planned.append(Scheme(shards, campaign=True))
    luck.shuffle(planned)
    return planned


def _split(luck: Luck, n: int, low: int, high: int) -> tuple[int, ...]:
    """Split a campaign into shards of at least ``low`` and about at most ``high`` accounts."""
    shards = []
    while n > high:
        shard = min(luck.randint(low, high), n - low)
        shards.append(shard)
        n -= shard
    return (*shards, n)


def fraud_accounts(
    society: Society, honest: list[Account], planned: list[Scheme], difficulty: float
) -> list[Account]:
    """Return the accounts of all rings, which live among these honest ones."""
    if not planned:
        return []
    supplies = Supplies(society, honest)
    bad: list[Account] = []
    for scheme in planned:
        run = _campaign if scheme.campaign else _ring
        campaign = f"c_{society.luck.token(8)}"
        for ring in run(society, supplies, scheme, difficulty):
            name = f"r_{society.luck.token(8)}"
            for account in ring:
                account.campaign, account.ring = campaign, name
            bad += ring
    return bad


def _ring(
    society: Society, supplies: Supplies, scheme: Scheme, difficulty: float
) -> list[list[Account]]:
    begin = society.luck.uniform(5, 285) * DAY
    operator = draw_operator(society, supplies, difficulty)
    return [make_ring(society, supplies, operator, scheme.accounts, begin, shard=False)]


def _campaign(
    society: Society, supplies: Supplies, scheme: Scheme, difficulty: float
) -> list[list[Account]]:
    luck = society.luck
    operator = draw_operator(society, supplies, difficulty, luck.choice(CAMPAIGNS))
    begin = luck.uniform(60, 190) * DAY
    rings = []
    for n in scheme.sizes:
        shard = shard_of(operator, supplies, luck, difficulty)
        start = begin + luck.random() * 80 * DAY
        rings.append(make_ring(society, supplies, shard, n, start, shard=True))
    return rings
