"""Where sessions come from: lines at home, offices, carriers, cafés, tunnels, hosts, proxies."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol

from tests.bench.training.luck import Luck

from .countries import COUNTRIES, Country, any_country

DAY = 86_400.0
LEASES = (1, 1, 7, 14, 30, 60, 1000, 1000)
"""Days that a line keeps its address, by provider."""
TUNNEL_SIZES = (8, 20, 40, 80, 150)
LARGEST = 65_000
"""Addresses of a provider, at most."""
HOSTERS = 9
FIXED_LINE = 0.08
IPV6 = 0.1


class Place(Protocol):
    """Something that addresses come from."""

    def address(self, luck: Luck, time: float, user: int, /) -> str:
        """Return the address that a user has at a time (seconds)."""


@dataclass(frozen=True, slots=True)
class Addresses:
    """A list of addresses; of a ``sticky`` one a user meets only so many."""

    known: Sequence[str]
    sticky: int = 0

    def address(self, luck: Luck, _time: float, user: int, /) -> str:
        """Return any of the addresses, or of those that the user meets."""
        if self.sticky:
            turn = user * 7919 + int(luck.random() * self.sticky) * 104_729
            return self.known[turn % len(self.known)]
        return self.known[int(luck.random() * len(self.known))]


@dataclass(frozen=True, slots=True)
class Provider:
    """A provider of lines; its pool of addresses is recycled as leases end."""

    prefix: str
    size: int
    lease: float


@dataclass(frozen=True, slots=True)
class Line:
    """A subscriber's line."""

    provider: Provider
    number: int

    def at(self, time: float) -> str:
        """Return the address that the line has at a time."""
        turn = int(time // self.provider.lease) + self.number % 91
        mixed = (turn * 2_654_435_761 + self.number * 40_503) % 4_294_967_291
        return _host(self.provider.prefix, mixed % self.provider.size)

    def address(self, _luck: Luck, time: float, _user: int, /) -> str:
        """Return the address that the line has at a time."""
        return self.at(time)


def _host(prefix: str, number: int) -> str:
    return f"{prefix}.{number >> 8}.{number & 255}"


class Internet:
    """The networks of a world with so many accounts."""

    def __init__(self, luck: Luck, accounts: int, begin: float) -> None:
        self._luck = luck
        self._begin = begin
        self._prefixes: set[str] = set()
        self.providers: dict[Country, list[Provider]] = {}
        self.carriers: dict[Country, list[list[str]]] = {}
        self.cafes: dict[Country, list[Addresses]] = {}
        for country in COUNTRIES:
            people = accounts * country.weight
            self.providers[country] = [self._provider(people) for _ in range(luck.randint(2, 4))]
            self.carriers[country] = [self._carrier(people) for _ in range(luck.randint(2, 4))]
            cafes = max(2, int(people * 0.012))
            self.cafes[country] = [self.office(luck.randint(1, 2)) for _ in range(cafes)]
        self.tunnels = [self._tunnel(accounts) for _ in range(7)]
        self._hosters = [self._prefix() for _ in range(HOSTERS)]

    def _prefix(self) -> str:
        """Return the first half of addresses that nobody has yet."""
        while True:
            prefix = f"{self._luck.randint(11, 223)}.{self._luck.randint(0, 255)}"
            if prefix not in self._prefixes:
                self._prefixes.add(prefix)
                return prefix

    def _scattered(self, n: int, among: int) -> list[str]:
        prefix = self._prefix()
        return [_host(prefix, number) for number in self._luck.sample(range(among), n)]

    def _provider(self, people: float) -> Provider:
        days = self._luck.choice(LEASES)
        size = people * self._luck.uniform(3, 9) * (3 if days == 1 else 1)
        return Provider(self._prefix(), int(min(LARGEST, max(250, size))), days * DAY)

    def _carrier(self, people: float) -> list[str]:
        size = int(max(6, people * self._luck.uniform(0.01, 0.06)))
        return self._scattered(size, 4 * size)

    def _tunnel(self, accounts: int) -> Addresses:
        size = int(self._luck.choice(TUNNEL_SIZES) * max(0.4, accounts / 25_000))
        return Addresses(self._scattered(size, 6 * size), self._luck.choice((0, 3, 6)))

    def line(self, country: Country) -> Line:
        """Return a line whose address changes."""
        return Line(self._luck.choice(self.providers[country]), self._luck.randint(1, 10**9))

    def home(self, country: Country) -> Place:
        """Return a line at home; a few have an address for good."""
        if self._luck.happens(FIXED_LINE):
            return self.office(1)
        return self.line(country)

    def mobile(self, country: Country) -> Addresses:
        """Return what a phone meets of its carrier's addresses."""
        luck = self._luck
        known = luck.choice(self.carriers[country])
        first = luck.randrange(len(known))
        width = max(3, len(known) // luck.choice((1, 2, 4)))
        return Addresses([known[(first + step) % len(known)] for step in range(width)])

    def fixed(self, n: int) -> list[str]:
        """Return addresses in one place."""
        luck = self._luck
        if luck.happens(IPV6):
            return [
                f"2a{luck.token(2)}:{':'.join(luck.token(4) for _ in range(3))}::{luck.token(3)}"
                for _ in range(n)
            ]
        prefix = ".".join(map(str, (luck.randint(11, 223), *luck.choices(range(256), k=2))))
        return [f"{prefix}.{host}" for host in luck.sample(range(1, 254), min(n, 250))]

    def office(self, n: int = 0) -> Addresses:
        """Return the exit of an office, of one address or of so many."""
        return Addresses(self.fixed(n or self._luck.choice((1, 1, 1, 2, 3))))

    def hosted(self, n: int) -> list[str]:
        """Return addresses of rented servers, most of them from one host."""
        luck = self._luck
        hoster = luck.choice(self._hosters)
        found = []
        for _ in range(n):
            if luck.happens(0.1):
                hoster = luck.choice(self._hosters)
            found.append(f"{hoster}.{luck.randint(0, 39)}.{luck.randint(1, 254)}")
        return found

    def servers(self, least: int, most: int) -> Addresses:
        """Return some rented servers."""
        return Addresses(self.hosted(self._luck.randint(least, most)))

    def proxies(self, n: int, sticky: int = 0) -> Addresses:
        """Return exits of a seller of proxies: lines of people, some of whom are customers."""
        exits = [self.line(any_country(self._luck)).at(self._begin) for _ in range(n)]
        return Addresses(exits, sticky)
