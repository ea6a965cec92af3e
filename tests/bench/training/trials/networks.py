"""Places that sessions come from: lines with a lease, carriers, exits of an office or a tunnel."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from tests.bench.training.luck import Luck

from .changing import DAY, Thing, shown

LINE_V6, CARRIER_V6 = 0.55, 0.6
"""Shares of sessions over IPv6 of those who have it."""
SHARED_LINE = 0.7
"""Lines that have no address of their own, where the provider is short of them."""
ELSEWHERE = 0.05
"""Sessions of a phone after which it is in another region."""


def address_in(luck: Luck, block: str) -> str:
    """Return an address anywhere in a block, which is the first half of addresses."""
    return f"{block}.{luck.randrange(256)}.{luck.randrange(1, 255)}"


def groups_of(luck: Luck, n: int) -> str:
    """Return so many groups of an IPv6 address."""
    return ":".join(f"{luck.getrandbits(16):x}" for _ in range(n))


@dataclass(frozen=True, slots=True)
class Provider:
    """A provider of lines."""

    blocks: list[str]
    lease: float
    prefix: str
    """First groups of its IPv6 addresses."""
    v6: float
    """Share of lines with IPv6."""
    shared: list[str]
    """Addresses that many lines are behind; none if every line has one of its own."""


@dataclass(frozen=True, slots=True)
class Carrier:
    """A carrier of phones: few addresses for each region."""

    regions: list[list[str]]
    prefix: str
    v6: float


class Line:
    """A subscriber's line, whose address changes with the lease."""

    __slots__ = ("_known", "_lease", "_luck", "_networks", "_phase", "_provider", "_shared", "_v6")

    def __init__(
        self, luck: Luck, provider: Provider, lease: float | None = None, v6: bool | None = None
    ) -> None:
        self._luck = luck
        self._provider = provider
        self._lease = lease or provider.lease * luck.uniform(0.6, 1.5)
        self._phase = luck.random() * self._lease
        self._v6 = luck.happens(provider.v6) if v6 is None else v6
        self._shared = lease is None and bool(provider.shared) and luck.happens(SHARED_LINE)
        self._known: dict[tuple[int, ...], str] = {}
        self._networks: dict[int, str] = {}

    def at(self, time: float, /) -> str:
        """Return the address of the lease of that time."""
        luck, lease = self._luck, int((time + self._phase) // self._lease)
        if self._v6 and luck.happens(LINE_V6):
            return self._at_v6(lease, int(time // DAY))
        key = (lease, luck.randrange(2) if self._shared else 0)
        if key not in self._known:
            self._known[key] = (
                luck.choice(self._provider.shared)
                if self._shared
                else address_in(luck, luck.choice(self._provider.blocks))
            )
        return self._known[key]

    def _at_v6(self, lease: int, day: int) -> str:
        """Return the address that one of two machines has on a day."""
        luck = self._luck
        if lease not in self._networks:
            site = f"{luck.randrange(65_536):x}:{luck.randrange(256) * 256:x}"
            self._networks[lease] = f"{self._provider.prefix}:{site}"
        key = (lease, day, luck.randrange(2))
        if key not in self._known:
            self._known[key] = f"{self._networks[lease]}:{groups_of(luck, 4)}"
        return self._known[key]


class Mobile:
    """A phone's connection: any address of the region that it is in."""

    __slots__ = ("_carrier", "_luck", "_region", "_v6")

    def __init__(self, luck: Luck, carrier: Carrier) -> None:
        self._luck = luck
        self._carrier = carrier
        self._region = luck.choice(carrier.regions)
        self._v6 = luck.happens(carrier.v6)

    def at(self, _time: float, /) -> str:
        """Return an address of the carrier's."""
        luck = self._luck
        if self._v6 and luck.happens(CARRIER_V6):
            return f"{self._carrier.prefix}:{groups_of(luck, 6)}"
        if luck.happens(ELSEWHERE):
            self._region = luck.choice(self._carrier.regions)
        return luck.choice(self._region)


@dataclass(frozen=True, slots=True)
class Exits:
    """Several ways out, each as likely as another."""

    luck: Luck
    ways: Sequence[Thing]

    def at(self, time: float, /) -> str:
        """Return the address of one of the ways."""
        return shown(self.luck.choice(self.ways), time)


@dataclass(slots=True)
class Proxies:
    """A seller of proxies, whose exits are lines of households."""

    luck: Luck
    providers: Sequence[Provider]
    """Of one country."""
    size: int
    homes: Sequence[Line]
    """Lines of the people of this world, some of which it sells."""
    at_homes: float
    """Share of uses that leave through one of these."""
    known: dict[int, str] = field(default_factory=dict)

    def at(self, time: float, /) -> str:
        """Return the address of one of the exits."""
        luck = self.luck
        if self.homes and luck.happens(self.at_homes):
            return luck.choice(self.homes).at(time)
        number = luck.randrange(self.size)
        if number not in self.known:
            provider = luck.choice(self.providers)
            self.known[number] = address_in(luck, luck.choice(provider.blocks))
        return self.known[number]


class Session:
    """An exit of a seller of proxies that stays for a while."""

    __slots__ = ("_known", "_proxies", "_stays")

    def __init__(self, proxies: Proxies, stays: float) -> None:
        self._proxies = proxies
        self._stays = stays
        self._known: dict[int, str] = {}

    def at(self, time: float, /) -> str:
        """Return the exit of that time."""
        number = int(time // self._stays)
        if number not in self._known:
            self._known[number] = self._proxies.at(time)
        return self._known[number]
