"""The rings of a world: how many, of what sizes, and which of them are one campaign."""

from __future__ import annotations

from collections.abc import Sequence

from tests.bench.training.luck import Luck

from .accounts import Account, Kind
from .changing import Thing
from .dealing import deal
from .masks import Ring, add_sybil
from .operators import draw_operator
from .outsiders import hijack, sell
from .rhythm import draw_rhythm
from .scene import Scene
from .traces import leave_traces
from .trades import Elder, Trades, draw_trade
from .weaknesses import draw_weaknesses

IN_RINGS, IN_RARE_RINGS = (0.053, 0.077), (0.0055, 0.0095)
"""Shares of accounts in rings, from and to."""
RINGS, RARE_RINGS = (25, 60), (5, 12)
USUAL = 15_000
"""Accounts from which a world has that many rings; smaller ones have fewer."""
SMALL_WORLD = 10_000
"""Accounts up to which the sizes of too large rings are scaled."""
TRIES = 5000
SMALL = 0.53
"""Share of rings of 5 to 24 accounts."""
LARGEST, LARGEST_RARE = (70, 150, 330), (110,)
SHARDS, RARE_SHARDS = (2, 5), (2, 3)


class _Fraud:
    """All rings of a world while they are being made."""

    def __init__(self, scene: Scene, honest: Sequence[Account]) -> None:
        self._scene = scene
        self._honest = honest
        self._payers = [account for account in honest if account.cards]
        self._trades = Trades(scene.luck)
        self._rings = 0

    def add_ring(self, n: int, campaign: str, elder: Elder | None) -> Elder:
        """Add a ring of ``n`` accounts, and return what later rings of its campaign take over."""
        scene, luck = self._scene, self._scene.luck
        self._rings += 1
        rhythm = draw_rhythm(scene)
        trade = draw_trade(luck, self._trades, elder)
        operator = draw_operator(scene, trade, self._rings, elder)
        weaknesses = draw_weaknesses(scene, operator, n, rhythm.span, elder)
        prompts = scene.things.some_edited(max(2, n // luck.randint(3, 8)), 20, 90)
        ring = Ring(
            self._rings, campaign, operator, weaknesses, rhythm.begin, prompts, self._payers
        )
        shares = deal(scene, weaknesses, n)
        for place, time in enumerate(rhythm.times(scene, n)):
            sybil = add_sybil(scene, ring, place, time)
            leave_traces(scene, ring, sybil, shares[place])
            sell(scene, ring, sybil, self._honest)
        hijack(scene, ring, n, self._honest)
        return _elder(luck, ring, elder)


def add_rings(scene: Scene, honest: Sequence[Account], *, rare: bool) -> None:
    """Add the rings; campaigns of several come first. ``honest`` are those whom they may harm."""
    luck = scene.luck
    sizes = _sizes(luck, scene.size, rare=rare)
    luck.shuffle(sizes)
    campaigns = int(luck.happens(0.5)) if rare else luck.randint(1, 2)
    fraud = _Fraud(scene, honest)
    number = 0
    while sizes:
        number += 1
        several = luck.randint(*(RARE_SHARDS if rare else SHARDS))
        shards = several if number <= campaigns else 1
        elder: Elder | None = None
        for n in sizes[:shards]:
            elder = fraud.add_ring(n, f"op{number:03d}", elder)
        del sizes[:shards]


def _elder(luck: Luck, ring: Ring, elder: Elder | None) -> Elder:
    pools = {kind: weakness.pool for kind, weakness in ring.weaknesses.items()}
    if elder is None:
        return Elder(ring.operator.trade, ring.operator.country, pools)
    known: dict[Kind, Sequence[Thing]] = {k: pool for k, pool in pools.items() if luck.happens(0.5)}
    return Elder(elder.trade, elder.country, elder.pools | known)


def _sizes(luck: Luck, accounts: int, *, rare: bool) -> list[int]:
    """Return sizes of rings that are together the share of accounts that they should be."""
    low, high = IN_RARE_RINGS if rare else IN_RINGS
    sizes: list[int] = []
    for _ in range(TRIES):
        sizes = _any_sizes(luck, accounts, rare=rare)
        share = sum(sizes) / accounts
        if low < share < high:
            break
        if accounts < SMALL_WORLD and share > 2 * low:
            return [max(5, int(size * 1.2 * low / share)) for size in sizes]
    return sizes


def _any_sizes(luck: Luck, accounts: int, *, rare: bool) -> list[int]:
    if rare:
        rings = luck.randint(*RARE_RINGS)
    else:
        rings = max(4, int(luck.randint(*RINGS) * min(1, (accounts / USUAL) ** 0.5)))
    largest = LARGEST_RARE if rare else LARGEST
    return [
        round(
            luck.magnitude(5, 24) if i < rings * SMALL else luck.magnitude(25, luck.choice(largest))
        )
        for i in range(rings)
    ]
