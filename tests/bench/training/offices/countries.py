"""Countries that accounts are from: their numbers, clocks, people and mail services."""

from __future__ import annotations

from itertools import accumulate
from typing import NamedTuple

from tests.bench.training.luck import Luck


class Country(NamedTuple):
    """A country as these worlds need it."""

    code: str
    dialling: int
    zone: int
    """Hours from UTC."""
    people: float
    """Weight among all people."""
    services: tuple[str, ...]
    """Mail services; those with more customers stand more often."""


def _country(code: str, dialling: int, zone: int, people: float, services: str) -> Country:
    """Return a country; ``gmail*6`` says that the service stands six times."""
    counted = (name.partition("*") for name in services.split())
    each = [(f"{name}.com" if times else name, int(times or 1)) for name, _, times in counted]
    return Country(
        code, dialling, zone, people, tuple(name for name, times in each for _ in range(times))
    )


COUNTRIES = (
    _country("US", 1, -6, 26, "gmail*6 outlook.com yahoo.com icloud.com hotmail.com proton.me"),
    _country("IN", 91, 5, 13, "gmail*9 yahoo.com outlook.com rediffmail.com"),
    _country("GB", 44, 0, 6, "gmail*5 hotmail.co.uk outlook.com icloud.com btinternet.com"),
    _country("DE", 49, 1, 6, "gmail*3 gmx.de web.de t-online.de posteo.de"),
    _country("FR", 33, 1, 4, "gmail*4 orange.fr free.fr laposte.net hotmail.fr"),
    _country("BR", 55, -3, 6, "gmail*6 hotmail.com outlook.com uol.com.br"),
    _country("JP", 81, 9, 5, "gmail*5 yahoo.co.jp icloud.com docomo.ne.jp"),
    _country("CN", 86, 8, 5, "gmail*2 qq.com 163.com outlook.com foxmail.com 126.com"),
    _country("SG", 65, 8, 2, "gmail*4 outlook.com"),
    _country("NG", 234, 1, 3, "gmail*8 yahoo.com"),
    _country("VN", 84, 7, 4, "gmail*8 outlook.com"),
    _country("PK", 92, 5, 3, "gmail*7 hotmail.com"),
    _country("UA", 380, 2, 3, "gmail*4 ukr.net i.ua"),
    _country("RU", 7, 3, 3, "mail.ru yandex.ru gmail.com rambler.ru"),
    _country("PH", 63, 8, 4, "gmail*7 yahoo.com"),
    _country("PL", 48, 1, 3, "gmail*3 wp.pl o2.pl onet.pl"),
    _country("KE", 254, 3, 2, "gmail.com"),
    _country("CA", 1, -5, 3, "gmail*5 outlook.com icloud.com"),
    _country("TR", 90, 3, 3, "gmail*5 hotmail.com"),
    _country("ES", 34, 1, 3, "gmail*5 hotmail.es"),
)
BY_CODE = {country.code: country for country in COUNTRIES}
_CUMULATIVE = list(accumulate(country.people for country in COUNTRIES))


def any_country(luck: Luck) -> Country:
    """Return the country of a stranger."""
    return luck.choices(COUNTRIES, cum_weights=_CUMULATIVE)[0]


def one_of(luck: Luck, codes: str) -> Country:
    """Return one of the countries of some codes; those that stand twice come twice as often."""
    return BY_CODE[luck.choice(codes.split())]
