"""Countries that accounts are from."""

from __future__ import annotations

from itertools import accumulate
from typing import NamedTuple

from tests.bench.training.luck import Luck


class Country(NamedTuple):
    """A country: its weight among people, and their habits."""

    code: str
    weight: float
    zone: float
    """Hours from UTC."""
    rents_numbers: float
    """Share of people with a rented phone number."""
    cardless: float
    """Share of people without a card that foreign shops take."""
    dialling: int = 0


COUNTRIES = tuple(
    Country(*row, dialling=20 + 3 * number)
    for number, row in enumerate(
        (
            ("US", 0.20, -6, 0.01, 0.02),
            ("IN", 0.13, 5.5, 0.01, 0.15),
            ("BR", 0.07, -3, 0.02, 0.10),
            ("GB", 0.06, 0, 0.01, 0.02),
            ("DE", 0.06, 1, 0.01, 0.05),
            ("JP", 0.06, 9, 0.01, 0.05),
            ("FR", 0.04, 1, 0.01, 0.03),
            ("ID", 0.05, 7, 0.02, 0.20),
            ("VN", 0.04, 7, 0.04, 0.20),
            ("PH", 0.03, 8, 0.02, 0.15),
            ("NG", 0.03, 1, 0.03, 0.25),
            ("KR", 0.03, 9, 0.01, 0.03),
            ("MX", 0.03, -6, 0.01, 0.10),
            ("CA", 0.03, -5, 0.01, 0.02),
            ("TR", 0.025, 3, 0.03, 0.15),
            ("PK", 0.025, 5, 0.04, 0.30),
            ("ES", 0.025, 1, 0.01, 0.03),
            ("PL", 0.02, 1, 0.01, 0.04),
            ("UA", 0.015, 2, 0.03, 0.15),
            ("CN", 0.02, 8, 0.20, 0.50),
            ("HK", 0.01, 8, 0.08, 0.15),
            ("SG", 0.01, 8, 0.02, 0.05),
            ("RU", 0.015, 3, 0.15, 0.60),
            ("EG", 0.01, 2, 0.03, 0.30),
        )
    )
)
FENCED = frozenset({"CN", "RU"})
"""Countries whose people often come through a VPN."""

_BY_CODE = {country.code: country for country in COUNTRIES}
_CUMULATIVE = list(accumulate(country.weight for country in COUNTRIES))


def any_country(luck: Luck) -> Country:
    """Return the country of a stranger."""
    return luck.choices(COUNTRIES, cum_weights=_CUMULATIVE)[0]


def one_of(luck: Luck, codes: str) -> Country:
    """Return one of the countries of a text of codes."""
    return _BY_CODE[luck.choice(codes.split())]


def named(codes: str) -> list[Country]:
    """Return the countries of a text of codes."""
    return [_BY_CODE[code] for code in codes.split()]
