"""An account while a world is being made: what it uses, from when to when, and how much."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Generic, NamedTuple, TypeVar

from tests.bench.training.luck import Luck

from .countries import Country
from .hours import END, Hours
from .networks import Place

T = TypeVar("T")


class Use(NamedTuple, Generic[T]):
    """Use of a thing in a stretch of time; ``weight`` is against the other things of the time."""

    thing: T
    weight: float = 1.0
    begin: float = 0.0
    end: float = END


class Contact(NamedTuple):
    """A mail address or a phone number, and when it was given."""

    value: str
    since: float


class Card(NamedTuple):
    """A card, charged every month of a stretch of time."""

    value: str
    begin: float
    end: float = END


@dataclass(slots=True)
class Account:
    """An account and the life that is led in it."""

    country: Country
    kind: str
    created: float
    end: float
    sessions: int
    ring: str = ""
    campaign: str = ""
    mails: list[Contact] = field(default_factory=list)
    phones: list[Contact] = field(default_factory=list)
    cards: list[Card] = field(default_factory=list)
    devices: list[Use[str]] = field(default_factory=list)
    networks: list[Use[Place]] = field(default_factory=list)
    templates: list[Use[str]] = field(default_factory=list)
    hours: Hours = "waking"
    first_device: str = ""
    """Device of the sign-up, where it is another than usual."""
    first_network: Place | None = None
    busy: tuple[float, float] | None = None
    """Stretch of time in which most of the sessions are."""
    virtual_card: bool = False
    """Whether most payments show a number of their own."""

    def prompts(
        self, luck: Luck, pool: Sequence[str], low: int, high: int, weight: float = 1.0
    ) -> None:
        """Let the account use some templates of a pool."""
        for template in luck.some(pool, low, high):
            self.templates.append(Use(template, weight * luck.uniform(0.5, 1.5)))
