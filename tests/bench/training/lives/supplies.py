"""What operators live from: proxies, rented numbers, sold accounts, and the honest around them."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

from tests.bench.training.luck import Luck

from .accounts import Account
from .countries import coded
from .networks import SHARED_LINE, Line, Place
from .society import Society

PROXY_SERVICES, SELLERS = 5, 4
PROXY_LINES = (700, 1500, 3000, 5000)
CUSTOMERS = 0.2
"""Lines of a proxy service that are homes of people of this world."""
SELLER_COUNTRIES = coded("IN ID VN PH UA BR")
SELLER_NUMBERS = coded("IN ID VN PH")
CROWD = 8
"""Accounts of a kind whose campus or office operators know."""


@dataclass(frozen=True, slots=True)
class Cafe:
    """The machines and the line of an internet café, where some operators work."""

    machines: list[str]
    place: Place


@dataclass(frozen=True, slots=True)
class Seller:
    """What a seller of accounts makes them with."""

    devices: list[str]
    places: list[Place]
    numbers: list[str]


class Supplies:
    """What all operators of a world have in reach."""

    def __init__(self, society: Society, honest: list[Account]) -> None:
        luck = society.luck
        self._society = society
        self.honest = honest
        homes = [a for a in honest if a.kind in {"family", "flatshare"}]
        self.homes = [account.networks[0].thing for account in homes]
        self.cafes = [
            Cafe([use.thing for use in account.devices], account.networks[-1].thing)
            for account in honest
            if account.kind == "cafe" and len(account.devices) > 1
        ]
        self.crowds = [
            account.networks[-1].thing
            for kind in ("student", "coworking")
            for account in _some_of(luck, honest, kind)
        ]
        self.cards = [account.cards[0].value for account in honest if account.cards]
        self.proxies = [self._proxy(luck.choice(PROXY_LINES)) for _ in range(PROXY_SERVICES)]

    def _proxy(self, n: int) -> list[Line]:
        """Return the lines of a service that sells other people's as proxies."""
        luck, networks = self._society.luck, self._society.networks
        own = min(int(n * CUSTOMERS), len(networks.customers))
        others = int(n * (1 - CUSTOMERS) * (1 - SHARED_LINE))
        lines = luck.sample(networks.customers, own)
        return lines + [networks.line(self._society.country()) for _ in range(others)]

    @cached_property
    def sellers(self) -> list[Seller]:
        """The sellers of accounts, each of whom serves several operators."""
        return [self._seller() for _ in range(SELLERS)]

    def _seller(self) -> Seller:
        luck, society = self._society.luck, self._society
        homes = [society.networks.home(luck.choice(SELLER_COUNTRIES)) for _ in range(40)]
        return Seller(
            luck.tokens(60),
            [*homes, *luck.some(self.proxies[0], 150, 150)],
            [society.things.number(luck.choice(SELLER_NUMBERS)) for _ in range(150)],
        )


def _some_of(luck: Luck, accounts: list[Account], kind: str) -> list[Account]:
    return luck.some([account for account in accounts if account.kind == kind], CROWD, CROWD)
