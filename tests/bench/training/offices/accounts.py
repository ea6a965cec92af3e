"""An account while a world is being made: its addresses, numbers, cards, and who uses it when."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import NamedTuple

from .countries import Country
from .hours import Hours
from .people import Devices, Networks, Person, Templates


class Mail(NamedTuple):
    """A mail address, and when it was given."""

    address: str
    since: float = 0.0


class Card(NamedTuple):
    """A card that is charged every so many days of a stretch of time."""

    value: str
    begin: float
    end: float
    days: int = 30


class Stay(NamedTuple):
    """A stretch of time in which somebody uses an account; things have weights."""

    begin: float
    end: float
    sessions: int
    devices: Devices
    networks: Networks
    templates: Templates
    hours: Hours
    prompting: float = 1.0
    """Prompts that a session shows, on average."""


class Event(NamedTuple):
    """The account was seen with something."""

    kind: str
    value: str
    time: float


Trace = Event | Stay
"""What a slip of an operator leaves on an account."""


@dataclass(slots=True, eq=False)
class Account:
    """An account and its life."""

    number: int
    kind: str
    country: Country
    created: int
    end: float
    ring: str = ""
    campaign: str = ""
    person: Person | None = None
    """Who uses it, where that is one honest person."""
    mails: list[Mail] = field(default_factory=list)
    phones: list[str] = field(default_factory=list)
    cards: list[Card] = field(default_factory=list)
    stays: list[Stay] = field(default_factory=list)
    sure: list[Event] = field(default_factory=list)
    """Events that happen whatever the sessions show."""

    def add(self, trace: Trace) -> None:
        """Add what a slip leaves."""
        if isinstance(trace, Stay):
            self.stays.append(trace)
        else:
            self.sure.append(trace)
