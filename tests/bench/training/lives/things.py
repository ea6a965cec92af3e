"""Devices, numbers and prompts that strangers have in common, and those that change hands."""

from __future__ import annotations

from dataclasses import dataclass

from tests.bench.training.luck import Luck, Weighted

from .countries import Country, coded, countries

SAME_PRINT = 0.06
"""Phones whose fingerprint others of the model have too."""
STOCK_PROFILE = 0.006
"""Devices behind a stock profile of a browser that hides what it is."""
SECOND_HAND = 0.03
RENTED_IN = coded("ID VN UA KZ PH GB RO US")


@dataclass(frozen=True, slots=True)
class GivenAway:
    """A device that its owner gave away, and when."""

    device: str
    since: float


class Things:
    """What is common among strangers of a world."""

    def __init__(self, luck: Luck) -> None:
        self._luck = luck
        self._numbers: set[str] = set()
        self._countries = countries()
        self.popular = Weighted.ranked(luck.tokens(4000), 3, 0.95)
        """Templates that anybody may use."""
        self.apps = Weighted.ranked([luck.tokens(luck.choice([1, 2, 3, 5])) for _ in range(30)], 1)
        """Templates of apps."""
        self.communities = Weighted.ranked([luck.few(3, 14) for _ in range(500)], 4, 0.8)
        """Templates that the people of a community trade."""
        self.prints = Weighted.ranked(luck.tokens(160), 3, 0.8)
        """Fingerprints that many phones have."""
        self.profiles = luck.tokens(220)
        """Stock profiles of browsers that hide what they are."""
        self.rented = [self._rented(luck.choice([150, 300, 500])) for _ in range(5)]
        """Numbers of services that receive messages for anybody."""
        self.free_numbers: list[str] = []
        """Numbers that were given up."""
        self.given_away: list[GivenAway] = []

    def _rented(self, n: int) -> list[str]:
        luck = self._luck
        return [
            self._number(
                self._countries.draw(luck) if luck.happens(0.3) else luck.choice(RENTED_IN)
            )
            for _ in range(n)
        ]

    def _number(self, country: Country) -> str:
        rest = self._luck.randrange(10 ** (country.digits - 1))
        return f"+{country.prefix}{self._luck.randint(5, 9)}{rest:0{country.digits - 1}d}"

    def number(self, country: Country) -> str:
        """Return a number that nobody had."""
        while (number := self._number(country)) in self._numbers:
            pass
        self._numbers.add(number)
        return number

    def rented_number(self) -> str:
        """Return a number of any service."""
        return self._luck.choice(self._luck.choice(self.rented))

    def computer(self) -> str:
        """Return a device that is no phone."""
        if self._luck.happens(STOCK_PROFILE):
            return self._luck.choice(self.profiles)
        return self._luck.token()

    def mobile(self, time: float) -> str:
        """Return a phone that somebody has from a time on."""
        luck = self._luck
        if luck.happens(SAME_PRINT):
            return self.prints.draw(luck)
        if self.given_away and luck.happens(SECOND_HAND):
            place = luck.randrange(len(self.given_away))
            if self.given_away[place].since < time:
                return self.given_away.pop(place).device
        return self.computer()
