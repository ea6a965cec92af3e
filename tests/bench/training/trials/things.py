"""Devices, cards, numbers and prompts: new ones, and those that strangers have in common."""

from __future__ import annotations

from collections.abc import Callable

from tests.bench.training.luck import Luck

from .changing import Renewed, Thing, popular
from .countries import Country, one_of

POPULAR_TEMPLATES, APPS = 500, 70
CLIENTS, IMAGES, CLOUD = 70, 40, 60
BROWSER_DAYS = (35, 90, 200, 900)


class Things:
    """What is for sale, for rent or free in a world with so many accounts."""

    def __init__(self, luck: Luck, accounts: int) -> None:
        self._luck = luck
        self._iphones = self.new_devices(int(150 + accounts / 60))
        self.androids = self.new_devices(int(600 + accounts / 6))
        """Fingerprints that many phones have, as all others here by popularity."""
        self.desktops = self.new_devices(int(500 + accounts / 12))
        self.clients = self.new_devices(CLIENTS)
        """Fingerprints of software kits, which any program may have."""
        self.images = self.new_devices(IMAGES)
        """Fingerprints of virtual desktops."""
        self.cloud = self.new_devices(CLOUD)
        """Browsers and phones of a cloud that anybody may rent."""
        self.popular = [self.template() for _ in range(POPULAR_TEMPLATES)]
        """Prompts from blogs and galleries."""
        self.apps = [self.edited(luck.choice((25, 60, 120, 900))) for _ in range(APPS)]
        """Prompts of open-source apps to which people bring their own keys."""
        self._rented_numbers = [
            self.number(one_of(luck, "US GB ID PH NL PL RU NG"))
            for _ in range(int(60 + accounts / 60))
        ]

    def new_device(self) -> str:
        """Return a fingerprint that nobody has yet."""
        return "fp_" + self._luck.token(10)

    def new_devices(self, n: int) -> list[str]:
        """Return fingerprints that nobody has yet."""
        return [self.new_device() for _ in range(n)]

    def device(self) -> Thing:
        """Return somebody's phone or computer."""
        return self._phone() if self._luck.happens(0.45) else self.computer()

    def _phone(self) -> Thing:
        luck = self._luck
        if luck.happens(0.25):  # The installation of an app, which has a number of its own.
            return self.new_device()
        if luck.happens(0.4):
            return self.drifting(luck.uniform(40, 200), lambda: popular(luck, self._iphones, 1.6))
        if luck.happens(0.45):
            return self.drifting(luck.uniform(60, 400), lambda: popular(luck, self.androids, 1.8))
        return self.drifting(luck.uniform(60, 400))

    def computer(self) -> Thing:
        """Return a device that is no phone."""
        luck = self._luck
        if luck.happens(0.13):
            return self.drifting(luck.uniform(60, 300), lambda: popular(luck, self.desktops, 1.8))
        return self.drifting(luck.choice(BROWSER_DAYS) * luck.uniform(0.7, 1.4))

    def machine(self) -> Thing:
        """Return one of the machines that a house keeps for many people."""
        return self.new_device() if self._luck.happens(0.5) else self.computer()

    def drifting(self, days: float, make: Callable[[], str] | None = None) -> Renewed:
        """Return a device whose fingerprint changes with updates."""
        return Renewed(self._luck, make or self.new_device, days)

    def client(self, skew: float = 1.0) -> str:
        """Return the fingerprint of a program."""
        return popular(self._luck, self.clients, skew)

    def card(self) -> str:
        """Return a new card."""
        return "pm_" + self._luck.token(10)

    def new_cards(self, n: int) -> list[str]:
        """Return new cards."""
        return [self.card() for _ in range(n)]

    def number(self, country: Country) -> str:
        """Return a new phone number."""
        return f"+{country.dialling}{self._luck.randrange(10**9):09d}"

    def rented_number(self) -> str:
        """Return a number that receives messages for anybody."""
        return self._luck.choice(self._rented_numbers)

    def template(self) -> str:
        """Return a prompt that nobody uses yet."""
        return "tp_" + self._luck.token(10)

    def edited(self, *days: int) -> Renewed:
        """Return a new prompt that is edited every so many days, for one of these numbers."""
        return Renewed(self._luck, self.template, self._luck.choice(days))

    def some_edited(self, n: int, *days: int) -> list[Thing]:
        """Return so many new prompts that are edited."""
        return [self.edited(*days) for _ in range(n)]

    def popular_template(self, skew: float) -> str:
        """Return a prompt that many use."""
        return popular(self._luck, self.popular, skew)

    def app(self, skew: float = 1.0) -> Thing:
        """Return the prompt of an app."""
        return popular(self._luck, self.apps, skew)
