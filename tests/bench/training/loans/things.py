"""Devices, cards, phone numbers and prompt templates: new ones, and those that strangers share."""

from __future__ import annotations

from itertools import accumulate

from tests.bench.training.luck import Luck

from .countries import Country, any_country

POPULAR_TEMPLATES = 450
POPULAR_DEVICE = 0.2
"""Share of devices whose fingerprint many have."""


class Things:
    """What is for sale, for rent or free in a world with so many accounts."""

    def __init__(self, luck: Luck, accounts: int) -> None:
        self._luck = luck
        common = range(max(60, accounts // 90))
        self._common_devices = self.new_devices(len(common))
        self._device_weights = list(accumulate(1 / (rank + 4.0) for rank in common))
        self._popular = self.new_templates(POPULAR_TEMPLATES)
        self._template_weights = list(
            accumulate((rank + 2.0) ** -0.95 for rank in range(POPULAR_TEMPLATES))
        )
        self.headless = self.new_devices(14)
        """Fingerprints of software kits, which any program may have."""
        self.spoofed = self.new_devices(int(120 + accounts / 80))
        """Fingerprints that anti-detect browsers choose from."""
        self.rented_numbers = [
            self.number(any_country(luck)) for _ in range(int(40 + accounts * 0.006))
        ]
        self.recycled_cards = self.new_cards(int(20 + accounts * 0.003))
        """Numbers that issuers of virtual cards give out again."""
        self.vouchers = self.new_cards(5)
        """Codes of shops and conferences that work many times."""
        self.wrappers = self.new_templates(12)
        """Prompts that open-source gateways and chat fronts wrap around others."""

    def device(self) -> str:
        """Return the fingerprint of somebody's machine."""
        if self._luck.happens(POPULAR_DEVICE):
            return self.common_device()
        return self.new_device()

    def new_device(self) -> str:
        """Return a fingerprint that nobody has yet."""
        return "fp_" + self._luck.token(10)

    def new_devices(self, n: int) -> list[str]:
        """Return fingerprints that nobody has yet."""
        return [self.new_device() for _ in range(n)]

    def common_device(self) -> str:
        """Return a fingerprint that many have."""
        weights = self._device_weights
        return self._luck.choices(self._common_devices, cum_weights=weights)[0]

    def card(self) -> str:
        """Return a new card."""
        return "pm_" + self._luck.token(10)

    def new_cards(self, n: int) -> list[str]:
        """Return new cards."""
        return [self.card() for _ in range(n)]

    def template(self) -> str:
        """Return a template that nobody uses yet."""
        return "tp_" + self._luck.token(8)

    def new_templates(self, n: int) -> list[str]:
        """Return templates that nobody uses yet."""
        return [self.template() for _ in range(n)]

    def some_templates(self, least: int, most: int) -> list[str]:
        """Return between so and so many new templates."""
        return self.new_templates(self._luck.randint(least, most))

    def popular_template(self) -> str:
        """Return a template that many use."""
        return self._luck.choices(self._popular, cum_weights=self._template_weights)[0]

    def number(self, country: Country) -> str:
        """Return a new phone number."""
        return f"+{country.dialling}{self._luck.randint(10**8, 10**9 - 1)}"
