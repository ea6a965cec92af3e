"""Honest people: what they own, and where they are online."""

from __future__ import annotations

from dataclasses import dataclass

from tests.bench.training.luck import Luck

from .countries import Country, any_country
from .hours import DAYTIME, EVENING, NIGHT, OFFICE, Habit, Hours
from .internet import Internet
from .places import Line, Place
from .things import Things

Devices = list[tuple[str, float]]
Networks = list[tuple[Place, float]]
Templates = list[tuple[str, float]]
"""Things, and how much they are used against the others."""

HABITS: dict[Habit, float] = {EVENING: 4, DAYTIME: 4, OFFICE: 3, NIGHT: 0.6}
OWN_TEMPLATES = {0: 3.0, 1: 4.0, 2: 3.0, 4: 1.0}
POPULAR_TEMPLATES = {0: 4.0, 1: 4.0, 2: 3.0, 4: 1.0}
COMMON_DEVICE = 0.13
"""Devices that look like many others."""
TABLET_COMMON = 0.43
DEVICE_PASSED_ON, NUMBER_PASSED_ON = 0.06, 0.1
SECOND_HAND_DEVICE, SECOND_HAND_NUMBER = 0.008, 0.012
PREPAID = 0.015
ENOUGH_HOMES = 100
"""Homes in a world from which on people use proxies through them."""


@dataclass(slots=True, eq=False)
class Person:
    """Somebody with things of their own."""

    country: Country
    phone: str
    card: str
    devices: Devices
    networks: Networks
    templates: Templates
    hours: Hours
    home: Line


class Population:
    """Makes people, some of whom have things that others had before."""

    def __init__(self, luck: Luck, internet: Internet, things: Things) -> None:
        self._luck = luck
        self._internet = internet
        self._things = things
        self._old_numbers: list[str] = []
        self._old_devices: list[str] = []

    def person(self, country: Country | None = None, home: Line | None = None) -> Person:
        """Return a new person of a country or of any, with others in their home or alone."""
        luck, things = self._luck, self._things
        country = country or any_country(luck)
        home = home or self._internet.home(country)
        devices, networks = self._devices(), self._networks(country, home)
        if luck.happens(0.09):
            networks.append((self._server(), luck.uniform(0.5, 4)))
            devices.append((things.kit(), 1))
        return Person(
            country=country,
            phone=self._number(country),
            card=things.prepaid_card() if luck.happens(PREPAID) else things.card(),
            devices=devices,
            networks=networks,
            templates=self._templates(),
            hours=Hours(luck.weighted(HABITS), country.zone, luck.uniform(0.4, 1.1)),
            home=home,
        )

    def _number(self, country: Country) -> str:
        luck = self._luck
        if self._old_numbers and luck.happens(SECOND_HAND_NUMBER):
            number = luck.choice(self._old_numbers)
        else:
            number = self._things.number(country)
        if luck.happens(NUMBER_PASSED_ON):
            self._old_numbers.append(number)
        return number

    def _device(self, common: float = COMMON_DEVICE) -> str:
        luck = self._luck
        if luck.happens(common):
            return self._things.common_device()
        if self._old_devices and luck.happens(SECOND_HAND_DEVICE):
            return luck.choice(self._old_devices)
        device = self._things.device()
        if luck.happens(DEVICE_PASSED_ON):
            self._old_devices.append(device)
        return device

    def _devices(self) -> Devices:
        luck = self._luck
        devices: Devices = [(self._device(), 3)]
        if luck.happens(0.5):
            devices.append((self._device(TABLET_COMMON), luck.uniform(0.3, 2)))
        if luck.happens(0.15):
            devices.append((self._device(), 0.4))
        return devices

    def _networks(self, country: Country, home: Line) -> Networks:
        luck, internet = self._luck, self._internet
        networks: Networks = [(home, luck.uniform(2, 6))]
        if luck.happens(0.6):
            networks.append((internet.mobile(country), luck.uniform(0.3, 3)))
        if luck.happens(0.13):
            networks.append((internet.tunnel(1, 8), luck.uniform(0.3, 4)))
        if luck.happens(0.07):
            networks.append((internet.relay.part(luck, 30), luck.uniform(0.5, 3)))
        if luck.happens(0.012):
            networks.append((internet.onion, 1))
        if luck.happens(0.012) and len(internet.homes) >= ENOUGH_HOMES:
            networks.append((internet.exits(internet.sold_homes(150), 2), 1.5))
        return networks

    def _server(self) -> Place:
        if self._luck.happens(0.5):
            return self._internet.machine()
        return self._luck.choice(self._internet.platforms)

    def _templates(self) -> Templates:
        luck, things = self._luck, self._things
        own = luck.weighted(OWN_TEMPLATES)
        popular = luck.weighted(POPULAR_TEMPLATES)
        templates = [(things.template(), luck.uniform(0.5, 3)) for _ in range(own)]
        templates += [(things.popular_template(), luck.uniform(0.3, 2)) for _ in range(popular)]
        if luck.happens(0.3):
            templates.append((things.traded_template(), luck.uniform(0.4, 2)))
        return templates
