"""Addresses: lines whose address changes with the lease, offices, carriers, hotels, VPNs, servers.

Addresses of a provider go from one customer to the next, so that strangers meet on them.
"""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Sequence
from dataclasses import dataclass

from tests.bench.training.luck import Luck, Weighted

from .countries import ALL_PEOPLE, COUNTRIES, Country
from .hours import DAY

LEASES = (0, 0, 1.2, 7, 30, 60, 120, 200)
"""Days after which a provider gives a line another address; 0 for never."""
SHARED_LINE = 0.13
"""People whose small provider puts many customers behind a few addresses."""
ONLINE = 0.6
"""Lines of a country, in its accounts."""
LARGE_COUNTRY = 3
"""People of a country from which it has more providers."""
BUSINESS_BLOCKS, SERVER_BLOCKS, VPNS, CLOUDS = 60, 40, 14, 6
FIRST_OCTETS = tuple(x for x in range(2, 223) if x not in {10, 100, 127, 169, 172, 192, 198})


def block_of(address: str) -> str:
    """Return the first half of an address."""
    return address.rsplit(".", 2)[0] + "."


class Place(ABC):
    """Somewhere from where accounts are used."""

    @abstractmethod
    def address(self, time: float, luck: Luck, /) -> str:
        """Return the address that is seen at a time."""


class Fixed(Place):
    """Addresses that stay: an office, a campus, a server, exits of a VPN, a region of a carrier."""

    __slots__ = ("_exits", "addresses")

    def __init__(self, addresses: list[str], exits: Weighted[str] | None = None) -> None:
        self.addresses = addresses
        self._exits = exits

    def address(self, _time: float, luck: Luck, /) -> str:
        """Return one of the addresses."""
        if self._exits is not None:
            return self._exits.draw(luck)
        return self.addresses[0] if len(self.addresses) == 1 else luck.choice(self.addresses)


class Line(Place):
    """A subscriber's line: every lease has an address that others had before and will have."""

    __slots__ = ("_known", "_lease", "_phase", "_pool")

    def __init__(self, pool: Sequence[str], lease: float, phase: float) -> None:
        self._pool = pool
        self._lease = lease
        self._phase = phase
        self._known: dict[int, str] = {}

    def address(self, time: float, luck: Luck, /) -> str:
        """Return the address of the lease of that time."""
        number = int((time + self._phase) // self._lease) if self._lease else 0
        if number not in self._known:
            self._known[number] = luck.choice(self._pool)
        return self._known[number]


@dataclass(frozen=True, slots=True, eq=False)
class Rotating(Place):
    """A rotating proxy: each use leaves through the line of some household."""

    lines: Sequence[Line]

    def address(self, time: float, luck: Luck, /) -> str:
        """Return the address of any of the lines."""
        return luck.choice(self.lines).address(time, luck)


@dataclass(frozen=True, slots=True)
class Provider:
    """A provider of lines: its addresses and the days of a lease."""

    pool: list[str]
    lease: float


class Networks:
    """All networks of a world of so many accounts."""

    def __init__(self, luck: Luck, accounts: int) -> None:
        self._luck = luck
        self._taken: set[str] = set()
        self._business = [self._block() for _ in range(BUSINESS_BLOCKS)]
        self._servers = [self._block() for _ in range(SERVER_BLOCKS)]
        self._providers: dict[str, Weighted[Provider]] = {}
        self._shared: dict[str, list[Fixed]] = {}
        self.carriers: dict[str, list[Fixed]] = {}
        for country in COUNTRIES:
            self._wire(country, accounts * ONLINE * country.people / ALL_PEOPLE)
        self.vpns = Weighted.ranked([self._vpn() for _ in range(VPNS)], 1)
        self.clouds = [
            Fixed(self.addresses(12, block)) for block in luck.sample(self._servers, CLOUDS)
        ]
        self.public = {
            country.code: [self.fixed() for _ in range(6 + int(country.people * 10))]
            for country in COUNTRIES
        }
        """Hotels, airports and coffee shops of each country."""
        self.customers: list[Line] = []
        """Lines of the people of this world."""

    def _block(self) -> str:
        """Return the first half of addresses that nobody has yet."""
        while True:
            block = f"{self._luck.choice(FIRST_OCTETS)}.{self._luck.randrange(256)}."
            if block not in self._taken:
                self._taken.add(block)
                return block

    def _wire(self, country: Country, lines: float) -> None:
        """Give a country providers of lines, small ones among them, and carriers."""
        luck = self._luck
        providers: list[Provider] = []
        for _ in range(5 if country.people >= LARGE_COUNTRY else 3):
            blocks = [self._block() for _ in range(luck.choice([1, 2, 2, 4]))]
            size = int(lines / 3 * luck.uniform(2, 7)) + 150
            pool = [a for block in blocks for a in self.addresses(size // len(blocks), block)]
            providers.append(Provider(pool, luck.choice(LEASES)))
        weights = [luck.uniform(0.3, 2) for _ in providers]
        self._providers[country.code] = Weighted(providers, weights)
        block = block_of(providers[-1].pool[0])
        self._shared[country.code] = [
            Fixed(self.addresses(luck.choice([1, 1, 2, 3, 6]), block))
            for _ in range(max(2, int(lines / 120)))
        ]
        self.carriers[country.code] = [
            Fixed(self._neighbours(luck.choice([2, 3, 4, 6]), block))
            for block in (self._block() for _ in range(3))
            for _ in range(max(1, int(lines / 260)))
        ]

    def _vpn(self) -> Fixed:
        luck = self._luck
        each = luck.choice([5, 10, 20, 40])
        blocks = luck.sample(self._servers, 3)
        addresses = [a for block in blocks for a in self.addresses(each, block)]
        return Fixed(addresses, Weighted.ranked(addresses, 2, 0.8))

    def addresses(self, n: int, block: str) -> list[str]:
        """Return addresses anywhere in a block."""
        luck = self._luck
        return [f"{block}{luck.randrange(256)}.{luck.randrange(1, 255)}" for _ in range(n)]

    def _neighbours(self, n: int, block: str) -> list[str]:
        """Return addresses of a block that follow each other."""
        third, first = self._luck.randrange(256), self._luck.randrange(2, max(3, 250 - n))
        return [f"{block}{third}.{first + i}" for i in range(n)]

    def fixed(self, n: int = 1) -> Fixed:
        """Return a place of business with addresses of its own."""
        return Fixed(self.addresses(n, self._luck.choice(self._business)))

    def office(self, n: int = 1) -> Fixed:
        """Return a place of business whose addresses follow each other."""
        return Fixed(self._neighbours(n, self._luck.choice(self._business)))

    def server(self, n: int = 1) -> Fixed:
        """Return a rented server."""
        return Fixed(self._neighbours(n, self._luck.choice(self._servers)))

    def line(self, country: Country) -> Line:
        """Return a line that none of this world's people has."""
        provider = self._providers[country.code].draw(self._luck)
        lease = provider.lease * DAY * self._luck.uniform(0.7, 1.4)
        return Line(provider.pool, lease, self._luck.random() * 300 * DAY)

    def home(self, country: Country) -> Place:
        """Return the line of a household."""
        if self._luck.happens(SHARED_LINE):
            return self._luck.choice(self._shared[country.code])
        line = self.line(country)
        self.customers.append(line)
        return line
