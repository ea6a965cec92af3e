"""Cards, numbers, devices and prompts: new ones, those that many have, and those for sale."""

from __future__ import annotations

from collections.abc import Callable

from tests.bench.training.luck import Luck, Weighted

from .countries import Country, one_of

COMMON_DEVICES, KITS, POPULAR_TEMPLATES = 350, 40, 700
RENTED_IN = "US GB PH VN RU KE"
SELLERS = 3
"""Sellers of each sort of thing."""


class Things:
    """What there is in a world with so many accounts."""

    def __init__(self, luck: Luck, accounts: int) -> None:
        self._luck = luck
        self._common = Weighted.ranked(self._devices(COMMON_DEVICES), 3, 1.05)
        self._kits = Weighted.ranked(self._devices(KITS), 3, 1.2)
        self._popular = Weighted.ranked(self._templates(POPULAR_TEMPLATES), 3, 1.0)
        self._traded = Weighted.ranked(self._templates(max(300, accounts // 14)), 3, 0.25)
        self._rented = [
            [self.number(one_of(luck, RENTED_IN)) for _ in range(luck.size(260, 0.5, 60, 900))]
            for _ in range(SELLERS)
        ]
        self._prepaid = [
            [self.card() for _ in range(luck.size(160, 0.5, 50, 500))] for _ in range(SELLERS)
        ]
        self.profiles = [self._devices(luck.randint(40, 259)) for _ in range(SELLERS)]
        """Default profiles of browsers that hide what they are, by product."""

    def _devices(self, n: int) -> list[str]:
        return [self.device() for _ in range(n)]

    def _templates(self, n: int) -> list[str]:
        return [self.template() for _ in range(n)]

    def card(self) -> str:
        """Return a new card."""
        return "pm_" + self._luck.token(14)

    def prepaid_card(self) -> str:
        """Return a card of a seller who recycles numbers."""
        return self._luck.choice(self._luck.choice(self._prepaid))

    def number(self, country: Country) -> str:
        """Return a new phone number."""
        return f"+{country.dialling}{self._luck.randint(10**8, 10**9 - 1)}"

    def numbers(self, country: Country) -> Callable[[], str]:
        """Return what makes new phone numbers of a country."""
        return lambda: self.number(country)

    def rented_number(self) -> str:
        """Return a number that receives messages for anybody."""
        return self._luck.choice(self._luck.choice(self._rented))

    def device(self) -> str:
        """Return a fingerprint that nobody has yet."""
        return "fp_" + self._luck.token()

    def common_device(self) -> str:
        """Return the fingerprint of a phone or laptop that many have."""
        return self._common.draw(self._luck)

    def kit(self) -> str:
        """Return the fingerprint of a container or a software kit."""
        return self._kits.draw(self._luck)

    def template(self) -> str:
        """Return a template that nobody uses yet."""
        return "tp_" + self._luck.token(10)

    def popular_template(self) -> str:
        """Return a default of a framework or a famous prompt."""
        return self._popular.draw(self._luck)

    def traded_template(self) -> str:
        """Return a prompt of a blog or a chat, which a handful use."""
        return self._traded.draw(self._luck)
