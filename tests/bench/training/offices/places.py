"""Where sessions come from: lists of addresses, lines at home, exits through others' homes."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol, TypeVar

from tests.bench.training.luck import Luck

from .window import HOUR

T = TypeVar("T")
BLOCK = 65_536
"""Addresses with the same first half."""
SPREAD, PRIME, STRIDE = 2_654_435_761, 4_294_967_291, 40_503_017
"""Large numbers that mix turns up."""


class Place(Protocol):
    """Something that addresses come from."""

    def address(self, luck: Luck, time: int, /) -> str:
        """Return the address at a time."""


def _of_turn(things: Sequence[T], hours: float, key: int, time: int) -> T:
    """Return the thing that a user keeps for so many hours."""
    turn = time // int(hours * HOUR)
    return things[(turn * SPREAD + key) % PRIME % len(things)]


@dataclass(frozen=True, slots=True)
class Addresses:
    """A list of addresses; with ``hours`` a user keeps one for so long."""

    known: Sequence[str]
    hours: float = 0
    key: int = 0

    def address(self, luck: Luck, time: int, /) -> str:
        """Return any of them, or that of the time."""
        if self.hours:
            return _of_turn(self.known, self.hours, self.key, time)
        return luck.choice(self.known)

    def part(self, luck: Luck, n: int) -> Addresses:
        """Return so many of the addresses, all where there are fewer."""
        return Addresses(luck.sample(self.known, min(n, len(self.known))))


@dataclass(frozen=True, slots=True)
class Provider:
    """A provider of lines or servers; its addresses are recycled as leases end."""

    prefixes: Sequence[str]
    size: int
    lease: float
    """Seconds that a line keeps its address, about."""
    six: float
    """Share of sessions that come from an address of the long sort, where a line has one."""
    long_prefix: str

    def at(self, number: int) -> str:
        """Return one of the addresses."""
        return f"{self.prefixes[number // BLOCK]}.{(number >> 8) & 255}.{number & 255}"


@dataclass(frozen=True, slots=True)
class Line:
    """A subscriber's line."""

    provider: Provider
    lease: int
    shift: int
    key: int
    long_address: str = ""

    def address(self, luck: Luck, time: int, /) -> str:
        """Return an address that the line has at a time."""
        if self.long_address and luck.happens(self.provider.six):
            return self.long_address
        turn = (time + self.shift) // self.lease
        return self.provider.at((self.key + turn * STRIDE) * SPREAD % PRIME % self.provider.size)


@dataclass(frozen=True, slots=True)
class Exits:
    """A proxy whose exits are homes of people; with ``hours`` a user keeps one for so long."""

    homes: Sequence[Place]
    hours: float = 0
    key: int = 0

    def address(self, luck: Luck, time: int, /) -> str:
        """Return the address of one of the homes."""
        if self.hours:
            home = _of_turn(self.homes, self.hours, self.key, time)
        else:
            home = luck.choice(self.homes)
        return home.address(luck, time)
