"""People and what they own: lines, phones, laptops, cards, habits."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal, NamedTuple

from tests.bench.training.luck import Luck

from .countries import FENCED, Country, any_country
from .mail import Mail, Name
from .networks import Addresses, Internet, Place
from .things import Things

Habit = Literal["office", "evening", "mixed", "all", "shift"]
HABITS: dict[Habit, float] = {"office": 25, "evening": 30, "mixed": 40, "all": 5}
TECHNICAL = 0.22
SECOND_HAND = 0.02
OLD_NUMBER = 0.015
SPOOFS = 0.006
"""Honest sellers in web shops like anti-detect browsers, too."""
RECYCLED_CARD = 0.012


class Hours(NamedTuple):
    """Which hours of the day are active ones."""

    zone: float = 0
    habit: Habit = "mixed"
    shift: int = 0
    """Hour at which a shift begins."""


@dataclass(slots=True, eq=False)
class Person:
    """Somebody with things of his own."""

    country: Country
    name: Name
    home: Place
    technical: bool
    mobile: Addresses | None
    tunnel: Addresses | None
    cafe: Addresses | None
    devices: list[str]
    cards: list[str]
    phone: str
    templates: list[str]
    hours: Hours
    last_mail: str = ""
    """First address of the account that was opened last."""


class Population:
    """Where people come from; devices and numbers pass from one to another now and then."""

    def __init__(self, luck: Luck, internet: Internet, things: Things, mail: Mail) -> None:
        self._luck = luck
        self._internet = internet
        self._things = things
        self._mail = mail
        self._sold_devices: list[str] = []
        self._given_up_numbers: list[str] = []

    def person(
        self,
        country: Country | None = None,
        home: Place | None = None,
        technical: bool | None = None,
    ) -> Person:
        """Return somebody new."""
        luck, internet = self._luck, self._internet
        country = country or any_country(luck)
        if technical is None:
            technical = luck.happens(TECHNICAL)
        by_tunnel = 0.5 if country.code in FENCED else 0.09
        habit = luck.weighted(HABITS)
        return Person(
            country=country,
            name=self._mail.name(),
            home=home or internet.home(country),
            technical=technical,
            mobile=internet.mobile(country) if luck.happens(0.6) else None,
            tunnel=luck.choice(internet.tunnels) if luck.happens(by_tunnel) else None,
            cafe=luck.choice(internet.cafes[country]) if luck.happens(0.16) else None,
            devices=self._devices(),
            cards=self._cards(),
            phone=self._phone(country),
            templates=self._templates(technical),
            hours=Hours(country.zone, habit),
        )

    def crew(
        self,
        n: int,
        country: Country | None = None,
        spread: float = 0.0,
        technical: bool | None = None,
    ) -> list[Person]:
        """Return people of one country; a share of ``spread`` lives anywhere."""
        country = country or any_country(self._luck)
        return [
            self.person(None if self._luck.happens(spread) else country, technical=technical)
            for _ in range(n)
        ]

    def _devices(self) -> list[str]:
        luck = self._luck
        devices = [self._things.device() for _ in range(luck.choice((1, 1, 1, 2, 2, 3)))]
        if luck.happens(SECOND_HAND) and self._sold_devices:
            devices[0] = self._sold_devices.pop()
        elif luck.happens(SECOND_HAND):
            self._sold_devices.append(devices[0])
        if luck.happens(SPOOFS):
            devices[0] = luck.choice(self._things.spoofed)
        return devices

    def _cards(self) -> list[str]:
        cards = self._things.new_cards(2 if self._luck.happens(0.18) else 1)
        if self._luck.happens(RECYCLED_CARD):
            cards[0] = self._luck.choice(self._things.recycled_cards)
        return cards

    def _phone(self, country: Country) -> str:
        luck = self._luck
        phone = self._things.number(country)
        if luck.happens(OLD_NUMBER) and self._given_up_numbers:
            phone = self._given_up_numbers.pop()
        elif luck.happens(OLD_NUMBER):
            self._given_up_numbers.append(phone)
        if luck.happens(country.rents_numbers):
            return luck.choice(self._things.rented_numbers)
        return phone

    def _templates(self, technical: bool) -> list[str]:
        luck, things = self._luck, self._things
        popular = [things.popular_template() for _ in range(luck.choice((0, 1, 1, 2, 3)))]
        own = luck.randint(1, 4) if technical else luck.choice((0, 0, 1))
        return popular + things.new_templates(own)
