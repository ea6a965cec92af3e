"""Countries that accounts are from."""

from __future__ import annotations

from typing import NamedTuple

from tests.bench.training.luck import Luck, Weighted


class Country(NamedTuple):
    """A country: its weight among people, and how they are connected."""

    code: str
    weight: float
    zone: float
    """Hours from UTC."""
    dialling: str
    mobile: float
    """How much its people depend on phones, from 0 to 1."""
    v6: float
    """How far its networks have moved to IPv6, from 0 to 1."""


COUNTRIES = (
    Country("US", 0.21, -6, "1", 0.25, 0.5),
    Country("IN", 0.13, 5.5, "91", 0.6, 0.65),
    Country("BR", 0.07, -3, "55", 0.4, 0.45),
    Country("GB", 0.06, 0, "44", 0.25, 0.4),
    Country("DE", 0.06, 1, "49", 0.2, 0.6),
    Country("FR", 0.04, 1, "33", 0.25, 0.6),
    Country("JP", 0.05, 9, "81", 0.25, 0.5),
    Country("ID", 0.05, 7, "62", 0.65, 0.15),
    Country("NG", 0.03, 1, "234", 0.75, 0.05),
    Country("PH", 0.04, 8, "63", 0.55, 0.15),
    Country("VN", 0.03, 7, "84", 0.45, 0.5),
    Country("MX", 0.035, -6, "52", 0.4, 0.15),
    Country("ES", 0.025, 1, "34", 0.25, 0.1),
    Country("PL", 0.02, 1, "48", 0.3, 0.2),
    Country("TR", 0.025, 3, "90", 0.4, 0.05),
    Country("KE", 0.015, 3, "254", 0.7, 0.05),
    Country("EG", 0.02, 2, "20", 0.5, 0.05),
    Country("CA", 0.03, -5, "1", 0.2, 0.4),
    Country("AU", 0.02, 10, "61", 0.25, 0.3),
    Country("UA", 0.02, 2, "380", 0.3, 0.1),
    Country("KR", 0.02, 9, "82", 0.3, 0.2),
    Country("PK", 0.02, 5, "92", 0.55, 0.1),
    Country("BD", 0.015, 6, "880", 0.6, 0.1),
    Country("NL", 0.015, 1, "31", 0.2, 0.3),
    Country("RU", 0.012, 3, "7", 0.3, 0.1),
    Country("CN", 0.01, 8, "86", 0.3, 0.3),
    Country("HK", 0.008, 8, "852", 0.3, 0.1),
    Country("AR", 0.012, -3, "54", 0.35, 0.2),
)
_BY_CODE = {country.code: country for country in COUNTRIES}
_PEOPLE = Weighted(COUNTRIES, [country.weight for country in COUNTRIES])


def any_country(luck: Luck) -> Country:
    """Return the country of a stranger."""
    return _PEOPLE.draw(luck)


def one_of(luck: Luck, codes: str, strangers: int = 0) -> Country:
    """Return one of the countries of a text; ``strangers`` of them are any country."""
    known = codes.split()
    number = luck.randrange(len(known) + strangers)
    return _BY_CODE[known[number]] if number < len(known) else any_country(luck)
