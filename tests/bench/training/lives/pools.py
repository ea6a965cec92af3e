"""What the accounts of a ring have in common, handed out account by account."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TypeVar

from tests.bench.training.luck import Luck, Weighted

from .countries import Country, coded
from .networks import Place
from .operators import Operator
from .ring_places import RingPlaces
from .society import Society
from .styles import Pooling
from .supplies import Supplies

T = TypeVar("T")
IN_RUNS = 0.6
"""Pools that are handed out in runs along the order of sign-up; others are mixed."""
JUMP_BACK = 0.18
RECENT = 12
NUMBER_COUNTRIES = coded("ID VN UA")
LEAST_SCRIPT = 3
"""Accounts behind a script of a ring, at least."""


@dataclass(frozen=True, slots=True)
class Pools:
    """For each account of a ring, in the order of sign-up, what it has of the ring's pools."""

    devices: list[list[str]]
    places: list[list[Place]]
    numbers: list[list[str]]
    cards: list[list[str]]
    domains: list[list[str]]
    scripts: list[list[list[str]]]
    core: list[str]
    """Templates of the operator that any account may use."""


def hand_out(
    luck: Luck, n: int, pooling: Pooling, make: Callable[[], T], rotation: float = 0.0
) -> list[list[T]]:
    """Give some of ``n`` accounts one thing of a pool, and a share of those two (``rotation``)."""
    if luck.happens(IN_RUNS):
        return _in_runs(luck, n, pooling, make, rotation)
    size = max(1, round(n * pooling.share / pooling.each))
    pool = [make() for _ in range(size)]
    skewed = Weighted.ranked(pool, 2, 0.4)
    given: list[list[T]] = [[] for _ in range(n)]
    for mine in given:
        if luck.happens(pooling.share):
            mine.append(skewed.draw(luck))
            if luck.happens(rotation):
                mine.append(luck.choice(pool))
    return given


def _in_runs(
    luck: Luck, n: int, pooling: Pooling, make: Callable[[], T], rotation: float
) -> list[list[T]]:
    """Use one thing up, then the next, and now and then go back to an earlier one."""
    given: list[list[T]] = [[] for _ in range(n)]
    pool: list[T] = []
    left = 0
    for mine in given:
        if not luck.happens(pooling.share):
            continue
        if left <= 0 and pool and luck.happens(JUMP_BACK):
            current, left = luck.choice(pool[-RECENT:]), luck.size(pooling.each / 2, 0.5, 1, 80)
        elif left <= 0:
            current, left = make(), luck.size(pooling.each, 0.45, 1, 120)
            pool.append(current)
        mine.append(current)
        left -= 1
        if luck.happens(rotation) and len(pool) > 1:
            other = luck.choice(pool[-8:])
            if other is not current:
                mine.append(other)
    return given


def bridged(luck: Luck, given: list[list[T]], bridge: list[T], discipline: float) -> list[list[T]]:
    """Put a few things of other shards in the place of a shard's, and add to the bridge."""
    if bridge:
        given = [
            [luck.choice(bridge), *mine[:1]]
            if mine and luck.happens(0.055 - 0.035 * discipline)
            else mine
            for mine in given
        ]
    bridge += luck.some(list(dict.fromkeys(thing for mine in given for thing in mine)), 3, 3)
    return given


@dataclass(frozen=True)
class PoolMaker:
    """Makes the pools of one ring, whose accounts claim these countries."""

    society: Society
    supplies: Supplies
    operator: Operator
    places: RingPlaces
    countries: list[Country]

    def pools(self, *, shard: bool) -> Pools:
        """Return what the accounts have; those of a shard have things of other shards too."""
        operator, luck = self.operator, self.society.luck
        n, care, bridges = len(self.countries), operator.discipline, operator.bridges
        pooling = operator.pooling
        devices = hand_out(luck, n, pooling("device"), self._device, 0.3 * (1 - care))
        places = hand_out(luck, n, pooling("ip"), self._place, 0.45 * (1 - 0.6 * care))
        numbers = hand_out(luck, n, pooling("phone"), self._number)
        cards = hand_out(luck, n, pooling("payment"), self._card, 0.15)
        domains = hand_out(luck, n, pooling("email_domain"), self._domain)
        if shard:
            devices = bridged(luck, devices, bridges.devices, care)
            places = bridged(luck, places, bridges.places, care)
            numbers = bridged(luck, numbers, bridges.numbers, care)
            cards = bridged(luck, cards, bridges.cards, care)
            domains = bridged(luck, domains, bridges.domains, care)
        share, each = pooling("template")
        script = Pooling(share, max(LEAST_SCRIPT, each))
        scripts = hand_out(luck, n, script, lambda: luck.few(1, 4), 0.3)
        own = luck.few(2, 6) if shard else []
        return Pools(devices, places, numbers, cards, domains, scripts, operator.prompts + own)

    def _device(self) -> str:
        luck, operator = self.society.luck, self.operator
        if operator.cafe:
            return luck.choice(operator.cafe.machines)
        if luck.happens(0.05 * operator.discipline):
            return self.society.things.prints.draw(luck)
        return luck.token()

    def _place(self) -> Place:
        if self.operator.cafe:
            return self.operator.cafe.place
        return self.places.common(self.society.luck.choice(self.countries))

    def _number(self) -> str:
        luck, operator = self.society.luck, self.operator
        if luck.happens(0.25 + 0.2 * operator.discipline):
            return luck.choice(operator.numbers)
        return self.society.things.number(luck.choice([*self.countries, *NUMBER_COUNTRIES]))

    def _card(self) -> str:
        """Return a card, now and then one that was stolen from an honest customer."""
        luck = self.society.luck
        if self.supplies.cards and luck.happens(0.03 + 0.08 * self.operator.discipline):
            return luck.choice(self.supplies.cards)
        return luck.token()

    def _domain(self) -> str:
        luck, mail = self.society.luck, self.society.mail
        if self.operator.mail == "disposable" and luck.happens(0.7):
            return mail.disposable.draw(luck)
        return mail.domain()
