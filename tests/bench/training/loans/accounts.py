"""An account while a world is being made: what it uses, how much, and from when to when."""

from __future__ import annotations

import math
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Generic, NamedTuple, TypeVar

from .countries import Country
from .networks import Place
from .people import Hours, Person

T = TypeVar("T")


@dataclass(slots=True)
class Use(Generic[T]):
    """Use of a thing; ``weight`` is against the other things of the same time."""

    thing: T
    weight: float = 1.0
    begin: float = 0.0
    end: float = math.inf

    def covers(self, time: float) -> bool:
        """Return whether the thing is in use at a time."""
        return self.begin <= time <= self.end


class Event(NamedTuple):
    """The account was seen with something."""

    kind: str
    value: str
    time: float


@dataclass(slots=True, eq=False)
class Account:
    """An account and what its user holds."""

    number: int
    kind: str
    country: Country
    created: float
    begin: float
    """First activity in the window."""
    end: float
    sessions: int
    hours: Hours = field(default_factory=Hours)
    person: Person | None = None
    """Who uses it, where honest."""
    ring: str = ""
    campaign: str = ""
    mails: list[str] = field(default_factory=list)
    phones: list[str] = field(default_factory=list)
    cards: list[Use[str]] = field(default_factory=list)
    devices: list[Use[str]] = field(default_factory=list)
    networks: list[Use[Place]] = field(default_factory=list)
    templates: list[Use[str]] = field(default_factory=list)
    prompting: float = 0.5
    """Chance that a session shows a template, and then another one."""
    first_device: str = ""
    """Device of whoever set the account up, where that was another."""
    first_network: Place | None = None
    tests_cards: bool = False
    sure: list[Event] = field(default_factory=list)
    """Events that happen whatever the sessions show."""

    def pay_with(self, *cards: str) -> None:
        """Let the account pay with these cards and no others."""
        self.cards = [Use(card) for card in cards]

    def replace_card(self, old: str, new: str, time: float) -> None:
        """Let one card follow another, and drop all others."""
        self.cards = [Use(old, end=time), Use(new, begin=time)]


def lend(uses: list[Use[T]], thing: T, share: float, begin: float = 0.0) -> None:
    """Add a thing to those of an account: ``share`` is the part of all use that it takes."""
    own = sum(use.weight for use in uses) or 1.0
    share = min(0.985, max(0.01, share))
    uses.append(Use(thing, own * share / (1 - share), begin))


def add_all(uses: list[Use[T]], things: Iterable[T], weight: float, begin: float = 0.0) -> None:
    """Add things with a weight each, from a time on."""
    uses.extend(Use(thing, weight, begin) for thing in things)
