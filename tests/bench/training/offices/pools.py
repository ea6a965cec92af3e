"""The pools of things that a back office gives its accounts from."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeVar

from .countries import Country, one_of
from .places import Addresses, Place
from .scene import Scene
from .sharing import Cells, Pick, always
from .styles import Channel

T = TypeVar("T")
NUMBERS_FROM = "US GB PH VN"
LARGEST_PER_NUMBER = (3, 5, 8, 12)
"""Accounts for which a provider of numbers lets one be used."""
ROTATED_FOR = (0, 12, 72)
"""Hours for which an address of a rotated list is kept."""
LONGEST_ROTATION = 40
"""Addresses below which a list may be rotated."""
STRAY = 0.005
"""Share of accounts that meet what is not next in line, where an operator takes all care."""


class PoolMaker:
    """Draws what a back office of so many accounts works with."""

    def __init__(self, scene: Scene, n: int, care: float, country: Country) -> None:
        self._scene = scene
        self._luck = scene.luck
        self._n = n
        self._care = care
        self._country = country

    def _cells(self, make: Callable[[], T], each: float, stray: float = 0.0) -> Cells[T]:
        mixed = self._luck.happens(0.6 - 0.5 * self._care)
        stray += 0.1 * (1 - self._care)
        return Cells(self._luck, make, self._n, each, mixed=mixed, stray=stray)

    def _each(self) -> float:
        """Return how many accounts share a thing: fewer with care."""
        return max(2.2, self._luck.spread(11 * (1 - self._care) ** 1.3 + 3.2, 0.5))

    def staff(self) -> Pick[str]:
        """Return the machines of those who mind the accounts."""
        each = max(2.5, self._luck.spread(18 * (1 - self._care) ** 1.2 + 3.5, 0.4))
        return self._cells(self._scene.things.device, each)

    def desks(self) -> Pick[Place]:
        """Return where staff sit: in an office, or at home each, as the careful have it."""
        luck, internet = self._luck, self._scene.internet
        if luck.happens(self._care - 0.2):
            each = max(3, luck.spread(6, 0.5))
            return Cells[Place](luck, self._home, self._n, each, mixed=False, stray=0.02)
        return always(self._home() if luck.happens(0.5) else internet.office(1))

    def _home(self) -> Place:
        return self._scene.internet.line(self._country)

    def pools(self) -> dict[Channel, Pick[str]]:
        """Return all pools but that of networks."""
        luck, things = self._luck, self._scene.things
        spread = luck.uniform(1, 4 - 2 * self._care)
        return {
            "payment": self._cells(things.card, self._each(), STRAY),
            "phone": self._cells(
                self._number, min(self._each(), luck.choice(LARGEST_PER_NUMBER)), STRAY
            ),
            "device": self._cells(things.device, self._each(), STRAY),
            "email_domain": self._cells(
                self._scene.mail.domain, self._each() * luck.uniform(1, 3), STRAY
            ),
            "template": self._cells(things.template, self._each() * spread, STRAY),
        }

    def _number(self) -> str:
        abroad = self._luck.happens(0.4)
        country = one_of(self._luck, NUMBERS_FROM) if abroad else self._country
        return self._scene.things.number(country)

    def networks(self, desks: Pick[Place]) -> Pick[Place]:
        """Return what accounts come through: hosted addresses, machines, the office, phones."""
        luck, each = self._luck, self._each()
        ways = {"hosted": 4.0, "machines": 2.0, "desks": 3 * (1 - self._care), "phones": 1.5}
        way = luck.weighted(ways)
        if way == "hosted":
            return self._hosted(each)
        if way == "machines":
            return self._cells(self._scene.internet.machine, each, STRAY)
        if way == "desks":
            return desks
        line = self._home()
        return self._cells(lambda: self._phone_line(line), each, STRAY)

    def _hosted(self, each: float) -> Pick[Place]:
        luck, internet = self._luck, self._scene.internet
        n = max(1, int(self._n / each))
        merchant = luck.choice(internet.merchants)
        bought = luck.happens(0.6)
        known = luck.sample(merchant, min(n, len(merchant))) if bought else internet.hosted(n)
        if luck.happens(0.4) and len(known) < LONGEST_ROTATION:
            return lambda _: internet.rotating(known, luck.choice(ROTATED_FOR))
        return self._cells(lambda: Addresses([luck.choice(known)]), each, STRAY)

    def _phone_line(self, line: Place) -> Place:
        carrier = self._luck.choice(self._scene.internet.carriers[self._country])
        return self._luck.choice((line, carrier.part(self._luck, 2), self._home()))
