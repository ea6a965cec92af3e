"""An account while a world is being made: what it uses, from when to when, and how much."""

from __future__ import annotations

import math
from dataclasses import dataclass, field
from typing import Literal, NamedTuple

from .changing import Thing
from .countries import Country

Hours = Literal["mixed", "evening", "office", "any"]
"""When an account is used: as people live, after work, at work, or by a machine."""
Kind = Literal["device", "ip", "payment", "phone", "email_domain", "template", "email"]


class Use(NamedTuple):
    """Use of a thing in a stretch of time; ``weight`` is against the other things of the time."""

    thing: Thing
    weight: float = 1.0
    begin: float = -math.inf
    end: float = math.inf


class Contact(NamedTuple):
    """A mail address or a phone number, and when it was given, if not at the sign-up."""

    value: str
    since: float = -math.inf


class Card(NamedTuple):
    """A card, charged every month of a stretch of time."""

    value: str
    begin: float
    end: float = math.inf


class Sure(NamedTuple):
    """Something that is seen whatever the sessions show; ``alone``, or in a session of its own."""

    kind: Kind
    value: str
    time: float
    alone: bool = False


@dataclass(slots=True, eq=False)
class Account:
    """An account and all that it uses; times are seconds since the window begins."""

    country: Country
    kind: str
    created: float
    end: float
    sessions: int
    zone: float
    hours: Hours = "mixed"
    ring: str = ""
    campaign: str = ""
    mails: list[Contact] = field(default_factory=list)
    phones: list[Contact] = field(default_factory=list)
    cards: list[Card] = field(default_factory=list)
    networks: list[Use] = field(default_factory=list)
    devices: list[Use] = field(default_factory=list)
    templates: list[Use] = field(default_factory=list)
    sure: list[Sure] = field(default_factory=list)
    first_network: Thing | None = None
    """Where the sign-up comes from, if it is another place than usual."""
    first_device: Thing | None = None
    device_seen: float = 0.85
    """Share of sessions that show a device."""
    prompting: float = 0.3
    """Share of sessions that show a template."""

    @property
    def first_seen(self) -> float:
        """When the account, or else the window, begins."""
        return max(self.created, 0.0)

    def write_to(self, mail: str) -> None:
        """Let the account have this mail address and no other."""
        self.mails = [Contact(mail)]

    def call(self, phone: str) -> None:
        """Let the account have this number and no other."""
        self.phones = [Contact(phone)]

    def pay_with(self, card: str, end: float = math.inf) -> None:
        """Let the account pay with this card and no other, from its beginning."""
        self.cards = [Card(card, self.created, end)]

    def prompt_at_least(self, share: float) -> None:
        """Let at least this share of sessions show a template."""
        self.prompting = max(self.prompting, share)
